/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures in pairs under a legend that says what the two are: "total (new cases in last 24 hours)"
 * above "372 757 confirmed (39 827)". The legend stands above the names and pairs of its column, or
 * above a table whose rows begin with the names. Where a line may belong to another column or a
 * name has two pairs of one noun, nothing is said. */
#include "extract/draft.h"
#include "extract/grid.h"

enum {
    LEGEND_TOKENS = 14,
    LEGEND_BLOCKS = 40, /* blocks without a pair that end the reach of a legend */
    NAME_TOKENS = 6,
    NOUN_WORDS = 3,
    ALIGNED = 3, /* code points by which the lines of one column may be out of line */
    DAY_SECONDS = 86400
};

/* A part of a line that wide gaps set apart. */
typedef struct field {
    uint32_t begin, end, line, column; /* line: first token of its line */
} field;

static bool opens_field(const tie_reader *r, uint32_t t) {
    return t == 0 || tie_tok(r, t)->flags & (TIE_TOKEN_LINE | TIE_TOKEN_GAP);
}

/* Code points before the token on its line. */
static uint32_t column_of(const tie_reader *r, uint32_t token) {
    uint32_t column = 0;
    size_t start = r->block.from.offset;
    for (size_t at = tie_tok(r, token)->start; at > start && r->text.ptr[at - 1] != '\n'; at--)
        column += ((unsigned char)r->text.ptr[at - 1] & 0xC0) != 0x80;
    return column;
}

static field next_field(const tie_reader *r, const field *before, uint32_t begin) {
    bool first = begin == 0 || tie_tok(r, begin)->flags & TIE_TOKEN_LINE;
    field f = {begin, begin + 1, first ? begin : before->line, column_of(r, begin)};
    while (f.end < r->tokens.count && !opens_field(r, f.end))
        f.end++;
    return f;
}

static bool aligned(uint32_t a, uint32_t b) { return (a > b ? a - b : b - a) <= ALIGNED; }

static bool says(const tie_reader *r, uint32_t token, tie_table_word word) {
    return tie_label_read(r, token, token + 1).words & (1u << word);
}

/* ---- The legend ---- */

/* "in last 24 hours": the second figures are those of a day. */
static bool of_one_day(const tie_reader *r, field f) {
    for (uint32_t t = f.begin + 1; t < f.end; t++) {
        const tie_unit *unit = tie_unit_of(r, tie_found_at(r, t, f.end, TIE_LEX_UNIT));
        tie_dec count, seconds;
        int decimals;
        if (unit && unit->kind == TIE_KIND_DURATION &&
            tie_dec_parse(tie_token_text(r, t - 1), &count, &decimals) == TIE_OK &&
            tie_dec_mul(count, unit->factor, &seconds) == TIE_OK)
            return tie_dec_cmp(seconds, tie_dec_int(DAY_SECONDS)) == 0;
    }
    return false;
}

/* "total (new) cases": a word of totals, one of additions in brackets, and what both count. */
static bool read_legend(tie_reader *r, field f) {
    uint32_t head = f.begin + 1;
    bool pair = f.end - f.begin >= 4 && f.end - f.begin <= LEGEND_TOKENS &&
                says(r, f.begin, TIE_TABLE_TOTAL) && tie_token_is(r, f.begin + 1, '(') &&
                says(r, f.begin + 2, TIE_TABLE_ADDED);
    while (pair && head < f.end &&
           !(tie_tok(r, head)->kind == TIE_TOKEN_WORD && tie_is_plural(r, head, f.end)))
        head++;
    if (!pair || head == f.end)
        return false;
    const tie_context *c = &r->context;
    bool closed = c->closing.known;
    r->context.legend =
        (tie_legend){.open = true,
                     .column = f.column,
                     .total = tie_token_fold(r, r->out, f.begin),
                     .added = tie_token_fold(r, r->out, f.begin + 2),
                     .head = tie_singular(r, head),
                     .day = of_one_day(r, f),
                     .as_of = closed ? c->closing : c->frame,
                     .as_of_assumptions = closed ? c->closing_assumptions : c->frame_assumptions};
    return true;
}

/* ---- Names ---- */

/* The place that a field names; empty where it is no name. */
static tie_str name_of(tie_reader *r, field f) {
    const tie_entry *place = tie_found_at(r, f.begin, f.end, TIE_LEX_PLACE);
    if (place && f.begin + place->tokens == f.end)
        return r->rules->places.items[place->arg].name;
    bool name = f.end - f.begin <= NAME_TOKENS && tie_tok(r, f.begin)->flags & TIE_TOKEN_CAPITAL;
    for (uint32_t t = f.begin; t < f.end && name; t++)
        name = tie_tok(r, t)->kind == TIE_TOKEN_WORD || tie_hyphen_at(r, t, f.end);
    tie_str none = {0};
    return name ? tie_arena_str(r->out, tie_str_span(r->text, tie_tokens_span(r, f.begin, f.end)))
                : none;
}

static void take_name(tie_reader *r, tie_str name) {
    tie_legend *legend = &r->context.legend;
    legend->name = name;
    legend->noun_count = 0;
}

/* Words and no figure, in the column of the legend. */
static bool may_name(const tie_reader *r, field f) {
    for (uint32_t t = f.begin; t < f.end; t++)
        if (tie_tok(r, t)->kind == TIE_TOKEN_NUMBER)
            return false;
    return true;
}

/* ---- Pairs ---- */

/* Behind a run of numbers: "372 757". */
static uint32_t over_numbers(const tie_reader *r, uint32_t t, uint32_t end) {
    while (t < end && tie_tok(r, t)->kind == TIE_TOKEN_NUMBER)
        t++;
    return t;
}

/* "372 757 confirmed (39 827)", and nothing else in the field. */
static bool read_pair(const tie_reader *r, field f, tie_pair *out) {
    uint32_t words = over_numbers(r, f.begin, f.end), open = words;
    while (open < f.end && tie_tok(r, open)->kind == TIE_TOKEN_WORD)
        open++;
    if (words == f.begin || open == words || open - words > NOUN_WORDS ||
        !tie_symbol_at(r, open, f.end, "("))
        return false;
    bool falls = tie_dash_at(r, open + 1, f.end);
    uint32_t second = open + 1 + falls, close = over_numbers(r, second, f.end);
    *out = (tie_pair){.first = {f.begin, words},
                      .noun = {words, open},
                      .second = {second, close},
                      .falls = falls};
    return close > second && close + 1 == f.end && tie_token_is(r, close, ')');
}

/* A second pair of one noun under one name belongs to another name. */
static bool first_of_noun(tie_legend *legend, uint64_t key) {
    for (uint32_t i = 0; i < legend->noun_count; i++)
        if (legend->nouns[i] == key)
            return false;
    if (legend->noun_count == TIE_LEGEND_NOUNS)
        return false;
    legend->nouns[legend->noun_count++] = key;
    return true;
}

static void add_pair(tie_reader *r, field f, tie_pair pair) {
    tie_legend *legend = &r->context.legend;
    bool below = aligned(f.column, legend->column) && f.begin != f.line;
    bool alone = aligned(f.column, legend->column) && f.begin == f.line;
    bool across = !below && !alone && legend->row_name.len;
    legend->patience = LEGEND_BLOCKS;
    if (across && legend->name.ptr != legend->row_name.ptr)
        take_name(r, legend->row_name);
    pair.name = legend->name;
    uint32_t last = (uint32_t)pair.noun.end - 1;
    bool placed = (below || alone || across) && pair.name.len;
    if (placed && first_of_noun(legend, tie_tok(r, last)->key))
        *TIE_PUSH(r->scratch, &r->pairs) = pair;
}

static void enter_field(tie_reader *r, field f) {
    tie_legend *legend = &r->context.legend;
    tie_pair pair;
    if (read_legend(r, f))
        legend->patience = LEGEND_BLOCKS;
    if (!legend->open)
        return;
    if (f.begin == f.line)
        legend->row_name = (tie_str){0};
    if (read_pair(r, f, &pair))
        add_pair(r, f, pair);
    else if (aligned(f.column, legend->column) && may_name(r, f)) {
        take_name(r, name_of(r, f));
        legend->row_name = f.begin == f.line ? legend->name : legend->row_name;
    }
}

void tie_pairs_enter(tie_reader *reader) {
    tie_legend *legend = &reader->context.legend;
    field f = {0};
    const tie_span *span = &reader->block.span;
    if (!legend->open && (!(reader->lexes >> TIE_LEX_TABLE & 1) ||
                          !memchr(reader->text.ptr + span->start, '(', span->end - span->start)))
        return; /* no legend, and none to come */
    for (uint32_t t = 0; t < reader->tokens.count; t = f.end) {
        f = next_field(reader, &f, t);
        enter_field(reader, f);
    }
    if (legend->open && legend->patience-- == 0)
        legend->open = false;
}

const tie_pair *tie_pair_at(const tie_reader *reader, uint32_t token) {
    for (size_t i = 0; i < reader->pairs.count; i++) {
        const tie_pair *p = &reader->pairs.items[i];
        if (p->first.start <= token && token < p->second.end)
            return p;
    }
    return NULL;
}

const tie_pair *tie_pair_of(const tie_reader *reader, uint32_t begin, uint32_t end) {
    const tie_pair *p = tie_pair_at(reader, begin);
    bool first = p && p->first.start == begin && p->first.end == end;
    bool second = p && p->second.start == begin && p->second.end == end;
    return first || second ? p : NULL;
}

/* ---- Claims ---- */

void tie_pair_claim(tie_reader *reader, const tie_pair *pair, bool second, tie_claim *claim) {
    const tie_legend *legend = &reader->context.legend;
    if (second && pair->falls)
        return; /* no count of anything */
    uint32_t begin = (uint32_t)pair->noun.start, end = (uint32_t)pair->noun.end;
    bool heads = tie_is_plural(reader, end - 1, end);
    tie_strs own = tie_modifiers(reader, begin, heads ? end - 1 : end);
    TIE_VEC(tie_str) words = {0};
    *TIE_PUSH(reader->out, &words) = second ? legend->added : legend->total;
    for (size_t i = 0; i < own.count; i++)
        *TIE_PUSH(reader->out, &words) = own.items[i];
    claim->noun =
        tie_arena_str(reader->out, tie_str_span(reader->text, tie_tokens_span(reader, begin, end)));
    claim->head = heads ? tie_singular(reader, end - 1) : legend->head;
    claim->unit = claim->head;
    claim->dimension = TIE_STR("count");
    claim->modifiers = (tie_strs){words.items, words.count};
    claim->assumptions |= second || !heads ? TIE_ASSUME_NOUN : 0;
    claim->place = pair->name;
    claim->place_from = TIE_ORIGIN_OWN;
    if (!legend->as_of.known || (second && !legend->day))
        return;
    claim->period = legend->as_of;
    claim->period_from = TIE_ORIGIN_FRAME;
    claim->assumptions |= legend->as_of_assumptions | TIE_ASSUME_PERIOD_FRAME;
    if (second) { /* the day that ends there */
        claim->period = tie_period_of(legend->as_of.to);
        claim->assumptions |= TIE_ASSUME_RELATIVE_PERIOD;
    }
}
