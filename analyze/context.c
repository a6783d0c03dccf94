/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/context.h"

#include "analyze/cue.h"

#include <stdlib.h>

enum { WORDS_MAX = 48 };

typedef struct words {
    uint64_t stems[WORDS_MAX];
    uint64_t telling[WORDS_MAX]; /* of these, names and ordinals: one stands for no other */
    size_t count, telling_count;
    bool unread; /* there is no text around the figure */
    bool self;   /* we, the company: another one in every text */
    bool denied; /* "were not closed", "half of the 312 were closed": the verb is not all of theirs
                  */
    bool edge;   /* "at the end of the year": what was there, not what came */
} words;

/* ---- Words that say nothing of their own ---- */

/* Meanings that the facets of a claim hold already, or that hold none. */
static bool is_told(const tie_entry *e, tie_kind kind) {
    bool cue = e->lex == TIE_LEX_PERIOD_CUE;
    if (cue && (e->arg == TIE_CUE_FIRST || e->arg == TIE_CUE_SECOND)) /* the second round */
        return false;
    if (kind == TIE_KIND_PERCENT && /* "inflation month on month" */
        (e->lex == TIE_LEX_PERIOD_UNIT || e->lex == TIE_LEX_UNIT ||
         (cue && e->arg == TIE_CUE_YEAR_ON_YEAR)))
        return false;
    switch (e->lex) {
    case TIE_LEX_STOP:
    case TIE_LEX_NEUTRAL:
    case TIE_LEX_FIGURE:
    case TIE_LEX_TOTAL:
    case TIE_LEX_HEDGE_BEFORE:
    case TIE_LEX_HEDGE_AFTER:
    case TIE_LEX_MONTH:
    case TIE_LEX_WEEKDAY:
    case TIE_LEX_PERIOD_UNIT:
    case TIE_LEX_PERIOD_CUE:
    case TIE_LEX_NAMED_PERIOD:
    case TIE_LEX_PLACE_NOUN:
    case TIE_LEX_NATIONWIDE:
    case TIE_LEX_AGENT:
    case TIE_LEX_CHANGE:
    case TIE_LEX_CHANGE_NOUN:
    case TIE_LEX_NUMERAL:
    case TIE_LEX_SCALE:
    case TIE_LEX_UNIT:
    case TIE_LEX_REVISED:
    case TIE_LEX_INCLUDE:
    case TIE_LEX_LASTING:
        return true;
    default:
        return false;
    }
}

/* The claim's own place, or one that holds it; "cocaine from Peru" tells more. */
static bool holds_claim(const tie_run *run, const tie_entry *place, const tie_claim *c) {
    const tie_place *places = run->in.rules->places.items, *told = &places[place->arg];
    const tie_place *at = tie_place_named(run->in.rules, &run->places, c->place);
    if (!at) /* several, or a counted group */
        return tie_str_find(c->place, told->name) < c->place.len;
    while (at != told && at->part_of >= 0)
        at = &places[at->part_of];
    return at == told;
}

/* The figure's own verb, and verbs that only say that something came or was counted. */
static bool says_nothing(const tie_ruleset *rules, const tie_entry *verb, tie_str predicate) {
    enum { EMPTY = TIE_PREDICATE_COUNTS | TIE_PREDICATE_OCCURS };
    return tie_str_eq(rules->predicates.items[verb->arg], predicate) ||
           rules->predicate_traits[verb->arg] & EMPTY;
}

/* "the harvest", where something was harvested; "the amount of". */
static bool says_deed(const tie_ruleset *rules, const tie_entry *noun, tie_str predicate) {
    return noun->arg < 0 || tie_str_eq(rules->predicates.items[noun->arg], predicate);
}

/* Tokens of the longest such phrase that begins here; 0 when there is none. */
static size_t told_at(const tie_run *run, const tie_cue_text *text, size_t at, const tie_claim *c,
                      bool *attribution) {
    const tie_phrases *phrases = run->in.rules->phrases;
    size_t longest = 0;
    uint32_t state = 0;
    size_t next = at + 2 < text->tokens.count ? at + 2 : text->tokens.count;
    bool of_time = at + 1 < next && tie_cue_find(run, text, at + 1, next, TIE_LEX_PERIOD_UNIT, -1);
    bool ranks = tie_cue_find(run, text, at, at + 1, TIE_LEX_ORDINAL, -1);
    for (size_t k = at; k < text->tokens.count; k++) {
        state = tie_phrases_step(phrases, state, text->tokens.items[k].key);
        if (!state)
            break;
        for (const tie_entry *e = tie_phrases_entry(phrases, state); e;
             e = tie_phrases_next_entry(phrases, e)) {
            bool fits = tie_entry_fits(e, text->text, &text->tokens.items[at]);
            *attribution = *attribution || (fits && e->lex == TIE_LEX_ATTRIBUTION);
            bool verb = e->lex == TIE_LEX_PREDICATE && says_nothing(run->in.rules, e, c->predicate);
            bool deed = e->lex == TIE_LEX_SUBJECT && says_deed(run->in.rules, e, c->predicate);
            if (e->lex == TIE_LEX_UNIT && k == at && ranks)
                continue; /* the second round takes no seconds */
            bool ordinal = e->lex == TIE_LEX_ORDINAL && of_time; /* the third quarter */
            bool place = e->lex == TIE_LEX_PLACE && holds_claim(run, e, c);
            if (fits && (verb || deed || ordinal || place || is_told(e, c->kind)))
                longest = k - at + 1;
        }
    }
    return longest;
}

/* ---- The clause ---- */

static bool ends_clause(const tie_cue_text *text, size_t i) {
    const tie_token *t = &text->tokens.items[i];
    return t->kind == TIE_TOKEN_SYMBOL && strchr(",;:(", text->text.ptr[t->start]) != NULL;
}

static void add_words(tie_run *run, const tie_cue_text *text, size_t begin, size_t end,
                      const tie_claim *c, words *out) {
    for (size_t i = begin; i < end;) {
        bool attribution = false;
        size_t skip = told_at(run, text, i, c, &attribution);
        if (attribution) { /* "according to the ministry," */
            while (i < end && !ends_clause(text, i))
                i++;
            continue;
        }
        const tie_token *t = &text->tokens.items[i];
        if (!skip && t->kind == TIE_TOKEN_WORD && !(t->flags & TIE_TOKEN_SUFFIX) &&
            out->count < WORDS_MAX) {
            tie_str word = tie_word_fold(&run->scratch, tie_str_sub(text->text, t->start, t->end));
            uint64_t stem = tie_stem_key(run->stemmer, word);
            bool ordinal = tie_cue_find(run, text, i, i + 1, TIE_LEX_ORDINAL, -1) != NULL;
            if (ordinal || (i && t->flags & TIE_TOKEN_CAPITAL))
                out->telling[out->telling_count++] = stem;
            out->stems[out->count++] = stem;
        }
        i += skip ? skip : 1;
    }
}

static int cmp_stems(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Stems of the noun as printed and of what narrows it. */
static words noun_of(tie_run *run, const tie_claim *c) {
    words out = {.count = 0};
    tie_cue_text noun = {.text = c->noun};
    tie_tokenize(&run->scratch, noun.text, 0, noun.text.len, &noun.tokens);
    for (size_t i = 0; i < noun.tokens.count && out.count < WORDS_MAX; i++) {
        const tie_token *t = &noun.tokens.items[i];
        tie_str word = tie_word_fold(&run->scratch, tie_str_sub(noun.text, t->start, t->end));
        out.stems[out.count++] = tie_stem_key(run->stemmer, word);
    }
    for (size_t i = 0; i < c->modifiers.count && out.count < WORDS_MAX; i++)
        out.stems[out.count++] = tie_stem_key(run->stemmer, c->modifiers.items[i]);
    return out;
}

static bool has(const words *w, uint64_t stem) {
    for (size_t i = 0; i < w->count; i++)
        if (w->stems[i] == stem)
            return true;
    return false;
}

/* Sorted, each once, without the words of the noun. */
static void tidy(tie_run *run, const tie_claim *c, words *w) {
    size_t kept = 0;
    words noun = noun_of(run, c);
    if (w->count)
        qsort(w->stems, w->count, sizeof *w->stems, cmp_stems);
    for (size_t i = 0; i < w->count; i++)
        if ((!kept || w->stems[i] != w->stems[kept - 1]) && !has(&noun, w->stems[i]))
            w->stems[kept++] = w->stems[i];
    w->count = kept;
}

/* First token of the sentence's own words: behind a label and its colon. */
static size_t behind_label(const tie_cue_text *text, size_t end) {
    size_t begin = 0;
    for (size_t i = 0; i < end; i++)
        if (text->text.ptr[text->tokens.items[i].start] == ':')
            begin = i + 1;
    return begin;
}

static size_t token_at(const tie_cue_text *text, uint64_t offset) {
    size_t at = 0;
    while (at < text->tokens.count && text->tokens.items[at].start < offset)
        at++;
    return at;
}

/* Where the figures before and behind it end and begin, within the sentence. */
static tie_span between(const tie_run *run, const tie_claim *c, uint64_t *first) {
    const tie_sentence_key *s = tie_run_sentence(run, c->doc, c->sentence);
    tie_span span = {c->sentence.start, c->sentence.end};
    *first = c->span.start;
    for (uint32_t i = 0; s && i < s->claim_count; i++) {
        const tie_claim *other = tie_run_claim(run, s->first_claim + i);
        *first = other->span.start < *first ? other->span.start : *first;
        if (other->span.end <= c->span.start && other->span.end > span.start)
            span.start = other->span.end;
        if (other->span.start >= c->span.end && other->span.start < span.end)
            span.end = other->span.start;
    }
    return span;
}

/* "9 killed | in two attacks": what another figure counts narrows this one. */
static void add_company(tie_run *run, const tie_cue_text *text, const tie_claim *c, size_t end,
                        words *out) {
    const tie_claim *next = c->id + 1 < run->in.claim_count ? tie_run_claim(run, c->id + 1) : NULL;
    bool beside = next && next->doc == c->doc && next->sentence.start == c->sentence.start &&
                  end < text->tokens.count && end > 0 && out->count < WORDS_MAX && next->head.len &&
                  c->sentence.start + text->tokens.items[end].start == next->span.start;
    if (beside && (tie_cue_find(run, text, end - 1, end, TIE_LEX_PERIOD_CUE, TIE_CUE_IN) ||
                   tie_cue_find(run, text, end - 1, end, TIE_LEX_COMPLEMENT, -1)))
        out->stems[out->count++] = tie_stem_key(run->stemmer, next->head);
}

/* "from 160,000 at its peak to 35,000": about the noun of the figure before. */
static bool goes_on(const tie_run *run, const tie_claim *c) {
    const tie_claim *before = c->id ? tie_run_claim(run, c->id - 1) : NULL;
    bool same = before && before->doc == c->doc && before->sentence.start == c->sentence.start &&
                tie_str_eq(before->noun, c->noun);
    return same || c->assumptions & TIE_ASSUME_NOUN;
}

static bool names_self(const tie_run *run, const tie_cue_text *text, size_t begin, size_t end) {
    return tie_cue_find(run, text, begin, end, TIE_LEX_GENERIC, 1) != NULL;
}

/* "None of the 312", "half of these 312". */
static bool of_known(const tie_run *run, const tie_cue_text *text, size_t at) {
    return at >= 2 && tie_cue_find(run, text, at - 1, at, TIE_LEX_DEFINITE, -1) &&
           tie_str_eq_fold(tie_str_sub(text->text, text->tokens.items[at - 2].start,
                                       text->tokens.items[at - 2].end),
                           TIE_STR("of"));
}

static bool denies(const tie_run *run, const tie_cue_text *text, size_t begin, size_t end) {
    enum { NEGATION = 3 };
    return tie_cue_find(run, text, begin, end, TIE_LEX_STOP, NEGATION) != NULL;
}

static bool names_edge(const tie_run *run, const tie_cue_text *text, size_t begin, size_t end) {
    return tie_cue_find(run, text, begin, end, TIE_LEX_PERIOD_CUE, TIE_CUE_END_OF) != NULL;
}

/* From the sentence's begin to its first figure, from the last comma or figure to the claim's, and
 * on to the next. A figure that goes on about the noun of another stands behind words that compare.
 */
static words words_of(tie_run *run, const tie_claim *c) {
    words out = {.count = 0};
    uint64_t first_byte, base = c->sentence.start;
    tie_cue_text text = tie_cue_read(run, c->doc, c->sentence);
    tie_span room = between(run, c, &first_byte);
    size_t first = token_at(&text, first_byte - base), at = token_at(&text, c->span.start - base);
    size_t low = token_at(&text, room.start - base), high = token_at(&text, room.end - base);
    size_t behind = token_at(&text, c->span.end - base), begin = behind_label(&text, first),
           near = at, end = behind;
    out.unread = text.tokens.count <= behind - at;
    while (near > low && !ends_clause(&text, near - 1))
        near--;
    while (end < high && !ends_clause(&text, end))
        end++;
    add_words(run, &text, begin, first, c, &out);
    if (near > first && !goes_on(run, c))
        add_words(run, &text, near, at, c, &out);
    add_words(run, &text, behind, end, c, &out);
    add_company(run, &text, c, end, &out);
    out.edge = names_edge(run, &text, begin, first) || names_edge(run, &text, behind, end);
    out.self = names_self(run, &text, begin, at) || names_self(run, &text, behind, end);
    out.denied =
        of_known(run, &text, at) || denies(run, &text, near, at) || denies(run, &text, behind, end);
    tidy(run, c, &out);
    return out;
}

static size_t shared(const words *a, const words *b) {
    size_t count = 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        uint64_t x = a->stems[i], y = b->stems[k];
        count += x == y;
        i += x <= y;
        k += y <= x;
    }
    return count;
}

/* A telling word of the first that the second does not say. */
static bool tells_more(const words *a, const words *b) {
    for (size_t i = 0; i < a->telling_count; i++)
        if (!has(b, a->telling[i]))
            return true;
    return false;
}

static bool one_day(tie_period p) {
    return p.known && p.from.day && !p.from_open && !p.to_open && !tie_date_cmp(p.from, p.to);
}

/* One publisher, known by name. */
static bool one_source(const tie_run *run, const tie_claim *a, const tie_claim *b) {
    tie_str x = run->in.docs[a->doc].source, y = run->in.docs[b->doc].source;
    return a->doc == b->doc || (x.len && tie_str_eq(x, y));
}

/* "12 were killed when a bus crashed", "12 were killed": of one day, it is hardly of two events. */
static bool is_toll(const tie_run *run, const tie_claim *c) {
    return tie_predicate_traits(run->in.rules, c->predicate) & TIE_PREDICATE_GROWS;
}

bool tie_context_same(tie_run *run, const tie_claim *a, const tie_claim *b) {
    if (!run->corpus)
        return true;
    tie_mark mark = tie_arena_mark(&run->scratch);
    words x = words_of(run, a), y = words_of(run, b);
    tie_arena_rewind(&run->scratch, mark);
    size_t most = x.count > y.count ? x.count : y.count;
    if (x.unread || y.unread)
        return true;
    if (x.edge != y.edge || x.denied != y.denied || (tells_more(&x, &y) && tells_more(&y, &x)))
        return false;
    if ((x.self || y.self) && !one_source(run, a, b))
        return false;
    if (!x.count || !y.count)
        return !most || (is_toll(run, a) && one_day(a->period) && one_day(b->period));
    return 3 * shared(&x, &y) >= 2 * most;
}

bool tie_context_denied(tie_run *run, const tie_claim *claim) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    bool denied = run->corpus && words_of(run, claim).denied;
    tie_arena_rewind(&run->scratch, mark);
    return denied;
}

bool tie_context_within(tie_run *run, const tie_claim *part, const tie_claim *whole) {
    if (!run->corpus)
        return true;
    tie_mark mark = tie_arena_mark(&run->scratch);
    words x = words_of(run, part), y = words_of(run, whole);
    tie_arena_rewind(&run->scratch, mark);
    return x.denied == y.denied && shared(&x, &y) == y.count;
}
