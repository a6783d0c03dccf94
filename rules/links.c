/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiles the link patterns of a lexicon. */
#include "rules/lexicon.h"

enum { GAP_TOKENS = 14, NOUN_TOKENS = 8, STEPS_MAX = 32 };

#define KIND(name) (1u << TIE_KIND_##name)
#define VALUES (KIND(COUNT) | KIND(AMOUNT) | KIND(MONEY))
#define SHARES (KIND(PERCENT) | KIND(RATIO))
#define MOVED (VALUES | KIND(PERCENT) | KIND(INDEX))
#define MOVES (MOVED | KIND(CHANGE) | KIND(POINTS) | KIND(RATIO))

/* Roles of each kind of link. */
static const struct role {
    tie_link_kind kind;
    const char *name;
    uint8_t slot;
    uint16_t kinds;
    uint8_t direction;
} roles[] = {
    {TIE_LINK_SHARE, "part", 0, VALUES, TIE_DIRECTION_NONE},
    {TIE_LINK_SHARE, "percent", 1, SHARES, TIE_DIRECTION_NONE},
    {TIE_LINK_SHARE, "whole", 2, VALUES, TIE_DIRECTION_NONE},
    {TIE_LINK_PARTS, "total", 0, VALUES, TIE_DIRECTION_NONE},
    {TIE_LINK_PARTS, "part", 1, VALUES, TIE_DIRECTION_NONE},
    {TIE_LINK_PARTS, "last", TIE_LINK_LAST, VALUES, TIE_DIRECTION_NONE},
    {TIE_LINK_CHANGE, "change", 0, MOVES, TIE_LINK_TURNED},
    {TIE_LINK_CHANGE, "up", 0, MOVES, TIE_DIRECTION_UP},
    {TIE_LINK_CHANGE, "down", 0, MOVES, TIE_DIRECTION_DOWN},
    {TIE_LINK_CHANGE, "times", 0, KIND(RATIO) | KIND(CHANGE), TIE_DIRECTION_NONE},
    {TIE_LINK_CHANGE, "apart", 0, MOVED | KIND(POINTS), TIE_DIRECTION_NONE},
    {TIE_LINK_CHANGE, "later", 1, MOVED, TIE_DIRECTION_NONE},
    {TIE_LINK_CHANGE, "earlier", 2, MOVED, TIE_DIRECTION_NONE},
    {TIE_LINK_AVERAGE, "average", 0, VALUES | KIND(INDEX), TIE_DIRECTION_NONE},
    {TIE_LINK_AVERAGE, "dividend", 1, VALUES, TIE_DIRECTION_NONE},
    {TIE_LINK_AVERAGE, "divisor", 2, VALUES | KIND(DURATION), TIE_DIRECTION_NONE},
    {TIE_LINK_DURATION, "length", 0, KIND(DURATION), TIE_DIRECTION_NONE},
    {TIE_LINK_ENUMERATION, "count", 0, KIND(COUNT), TIE_DIRECTION_NONE},
    {TIE_LINK_HUNDRED, "rest", 0, KIND(PERCENT), TIE_DIRECTION_NONE},
    {TIE_LINK_HUNDRED, "share", 1, KIND(PERCENT), TIE_DIRECTION_NONE},
    {TIE_LINK_GRIM, "percent", 0, KIND(PERCENT), TIE_DIRECTION_NONE},
    {TIE_LINK_GRIM, "people", 1, KIND(COUNT), TIE_DIRECTION_NONE},
    {TIE_LINK_ORDER, "higher", 0, MOVED, TIE_DIRECTION_NONE},
    {TIE_LINK_ORDER, "lower", 1, MOVED, TIE_DIRECTION_NONE},
    {TIE_LINK_BEFORE, "change", 0, KIND(CHANGE) | KIND(POINTS) | KIND(RATIO), TIE_LINK_TURNED},
    {TIE_LINK_BEFORE, "times", 0, KIND(RATIO) | KIND(CHANGE), TIE_DIRECTION_NONE},
    {TIE_LINK_BEFORE, "later", 1, MOVED, TIE_DIRECTION_NONE},
    {TIE_LINK_WHOLE, "part", 0, VALUES, TIE_DIRECTION_NONE},
    {TIE_LINK_WHOLE, "percent", 1, KIND(PERCENT), TIE_DIRECTION_NONE},
};

static const char *const whens[] = {"date", "span", "since", "until"};

typedef struct compiler {
    tie_loader *loader;
    tie_json at; /* the pattern, for faults */
    tie_link_pattern out;
    tie_link_step steps[STEPS_MAX];
} compiler;

static void put(compiler *c, tie_link_step step) {
    c->out.figures += step.op == TIE_STEP_CLAIM || step.op == TIE_STEP_CLAIMS;
    c->out.dates += step.op == TIE_STEP_WHEN;
    c->out.crosses |= step.op == TIE_STEP_BREAK;
    if (step.op == TIE_STEP_SYMBOL)
        c->out.symbols |= tie_symbol_bit((char)step.arg);
    if (step.op == TIE_STEP_BREAK)
        c->out.symbols = 0;
    if (c->out.count < STEPS_MAX)
        c->steps[c->out.count++] = step;
    else
        tie_json_fault(c->at, "pattern has more than %d steps", STEPS_MAX);
}

static void put_cue(compiler *c, tie_str name, tie_link_op op) {
    int64_t index = tie_names_find(&c->loader->link_cues, name);
    if (index < 0) {
        tie_guess guess = tie_guess_new(name);
        for (size_t i = 0; i < c->loader->link_cues.items.count; i++)
            tie_guess_offer(&guess, c->loader->link_cues.items.items[i]);
        tie_guess_hint(&guess,
                       tie_json_fault(c->at, "no class \"%.*s\" in link_cues", TIE_FMT(name)));
        return;
    }
    if (op == TIE_STEP_CUE)
        c->out.cues |= (uint64_t)1 << index;
    put(c, (tie_link_step){.op = (uint8_t)op, .arg = (uint8_t)index});
}

static void put_role(compiler *c, tie_str name, bool list) {
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (roles[i].kind == c->out.kind && tie_str_eq(name, tie_str_c(roles[i].name))) {
            put(c, (tie_link_step){list ? TIE_STEP_CLAIMS : TIE_STEP_CLAIM, roles[i].direction,
                                   roles[i].slot, roles[i].kinds});
            return;
        }
    for (size_t i = 0; i < sizeof whens / sizeof *whens; i++)
        if (tie_str_eq(name, tie_str_c(whens[i]))) {
            put(c, (tie_link_step){.op = TIE_STEP_WHEN, .arg = (uint8_t)i});
            return;
        }
    tie_json_fault(c->at, "unknown role \"%.*s\"", TIE_FMT(name));
}

static bool enclosed(tie_str word, char open, char close) {
    return word.len > 2 && word.ptr[0] == open && word.ptr[word.len - 1] == close;
}

static tie_str inner(tie_str word) { return tie_str_sub(word, 1, word.len - 1); }

static void put_gap(compiler *c, tie_str word) {
    int most = word.len == 1 ? GAP_TOKENS : 0;
    for (size_t i = 1; i < word.len && most <= GAP_TOKENS; i++)
        most = word.ptr[i] >= '0' && word.ptr[i] <= '9' ? most * 10 + (word.ptr[i] - '0')
                                                        : GAP_TOKENS + 1;
    if (most > 0 && most <= GAP_TOKENS)
        put(c, (tie_link_step){.op = TIE_STEP_GAP, .arg = (uint8_t)most});
    else
        tie_json_fault(c->at, "a gap has 1 to %d tokens", GAP_TOKENS);
}

static void put_named(compiler *c, tie_str kind) {
    static const char *const kinds[] = {"names", "places", "closed", "items", "nouns", "list"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (tie_str_eq(kind, tie_str_c(kinds[i]))) {
            put(c, (tie_link_step){.op = TIE_STEP_NAMES, .arg = (uint8_t)i});
            return;
        }
    tie_json_fault(c->at, "no list \"@%.*s\"", TIE_FMT(kind));
}

static void put_word(compiler *c, tie_str word) {
    char first = word.ptr[0], last = word.ptr[word.len - 1];
    tie_str body = tie_str_sub(word, 0, word.len - 1), rest = tie_str_sub(word, 1, word.len);
    if (enclosed(word, '{', '}'))
        put_role(c, inner(word), false);
    else if (last == '+' && enclosed(body, '{', '}'))
        put_role(c, inner(body), true);
    else if (enclosed(word, '<', '>'))
        put_cue(c, inner(word), TIE_STEP_CUE);
    else if (last == '?' && enclosed(body, '<', '>'))
        put_cue(c, inner(body), TIE_STEP_MAYBE);
    else if (first == '!' && enclosed(rest, '<', '>'))
        put_cue(c, inner(rest), TIE_STEP_NOT);
    else if (first == '~')
        put_gap(c, word);
    else if (tie_str_eq(word, TIE_STR("_")))
        put(c, (tie_link_step){.op = TIE_STEP_NOUN, .arg = NOUN_TOKENS});
    else if (tie_str_eq(word, TIE_STR(".")))
        put(c, (tie_link_step){.op = TIE_STEP_BREAK});
    else if (tie_str_eq(word, TIE_STR("@before")))
        put(c, (tie_link_step){.op = TIE_STEP_BEFORE});
    else if (first == '@')
        put_named(c, rest);
    else if (word.len == 1)
        put(c, (tie_link_step){.op = TIE_STEP_SYMBOL, .arg = (uint8_t)first});
    else
        tie_json_fault(c->at, "\"%.*s\" is no step of a pattern", TIE_FMT(word));
}

static void compile(tie_loader *loader, tie_json at, tie_link_pattern kind, tie_str text) {
    compiler c = {.loader = loader, .at = at, .out = kind};
    for (size_t i = 0, end; i < text.len; i = end + 1) {
        for (end = i; end < text.len && text.ptr[end] != ' '; end++)
            ;
        if (end > i)
            put_word(&c, tie_str_sub(text, i, end));
    }
    tie_link_step *steps = TIE_NEW(loader->arena, tie_link_step, c.out.count);
    memcpy(steps, c.steps, c.out.count * sizeof *steps);
    c.out.steps = steps;
    *TIE_PUSH(loader->arena, &loader->links) = c.out;
}

/* "parts", "parts_open": a kind, and what the words promise where that is less than everything. */
static const char *link_name(int i) {
    static const char *const names[TIE_LINK_KINDS][TIE_LINK_HOLDS] = {
        {"share", "share_implied", "share_open", "share_hint"},
        {"parts", "parts_implied", "parts_open", "parts_hint"},
        {"change", "change_implied", "change_open", "change_hint"},
        {"average", "average_implied", "average_open", "average_hint"},
        {"duration", "duration_implied", "duration_open", "duration_hint"},
        {"enumeration", "enumeration_implied", "enumeration_open", "enumeration_hint"},
        {"hundred", "hundred_implied", "hundred_open", "hundred_hint"},
        {"grim", "grim_implied", "grim_open", "grim_hint"},
        {"order", "order_implied", "order_open", "order_hint"},
        {"before", "before_implied", "before_open", "before_hint"},
        {"whole", "whole_implied", "whole_open", "whole_hint"}};
    return i < TIE_LINK_KINDS * TIE_LINK_HOLDS ? names[i / TIE_LINK_HOLDS][i % TIE_LINK_HOLDS]
                                               : NULL;
}

void tie_lexicon_links(tie_loader *loader, tie_json object, tie_lex lex) {
    (void)lex;
    tie_json_walk walk = tie_json_members(object);
    int index;
    for (tie_json member; tie_json_next(&walk, &member);) {
        if (!tie_json_key_name(member, "kind of link", link_name, &index))
            continue;
        tie_link_pattern kind = {.kind = (tie_link_kind)(index / TIE_LINK_HOLDS),
                                 .hold = (tie_link_hold)(index % TIE_LINK_HOLDS)};
        tie_json_walk items = tie_json_items(member);
        tie_str text;
        for (tie_json item; tie_json_next(&items, &item);)
            if (tie_json_str(item, &text))
                compile(loader, item, kind, text);
    }
}

tie_link_index tie_links_index(const tie_link_pattern *patterns, size_t count, tie_arena *arena) {
    size_t words = count / 64 + 1;
    uint64_t *sets = TIE_NEW(arena, uint64_t, words * (TIE_LINK_CUES + 1));
    for (size_t i = 0; i < count; i++) {
        uint64_t cues = patterns[i].cues;
        size_t set = cues ? (size_t)__builtin_ctzll(cues) : TIE_LINK_CUES;
        sets[set * words + i / 64] |= (uint64_t)1 << (i % 64);
    }
    return (tie_link_index){sets, words};
}

void tie_lexicon_link_cues(tie_loader *loader, tie_json classes, tie_lex lex) {
    tie_json_walk walk = tie_json_members(classes);
    for (tie_json member; tie_json_next(&walk, &member);) {
        uint32_t index = tie_names_add(&loader->link_cues, loader->arena, member.key);
        tie_entry entry = {.lex = (uint8_t)lex, .arg = (int32_t)index};
        if (index < TIE_LINK_CUES)
            tie_lexicon_list(loader, member, entry, TIE_CASE_ANY);
        else
            tie_json_fault_key(member, "more than %d classes", TIE_LINK_CUES);
    }
}
