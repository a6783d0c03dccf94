/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of packs: term lists over the stems of a claim's clause. */
#include "extract/claims.h"

/* Terms that stand in the window, as a set of bits. */
typedef struct term_set {
    uint64_t *bits;
} term_set;

static bool has(term_set set, uint32_t id) { return set.bits[id / 64] >> (id % 64) & 1; }

static uint64_t stem_at(tie_reader *r, uint32_t token) {
    const tie_token *t = tie_tok(r, token);
    if (t->kind != TIE_TOKEN_WORD)
        return t->key;
    return tie_stem_key(r->stemmer, tie_token_fold(r, r->scratch, token));
}

static term_set find_terms(tie_reader *r, const uint64_t *stems, size_t count) {
    const tie_phrases *terms = r->rules->terms;
    term_set set = {TIE_NEW(r->scratch, uint64_t, r->rules->term_count / 64 + 1)};
    for (size_t i = 0; i < count; i++) {
        uint32_t state = 0;
        for (size_t j = i; j < count && stems[j]; j++) {
            state = tie_phrases_step(terms, state, stems[j]);
            if (!state)
                break;
            for (const tie_entry *e = tie_phrases_entry(terms, state); e;
                 e = tie_phrases_next_entry(terms, e)) {
                set.bits[e->arg / 64] |= (uint64_t)1 << (e->arg % 64);
                if (r->options->why)
                    *TIE_PUSH(r->out, &r->terms) = e;
            }
        }
    }
    return set;
}

static bool any_of(term_set set, tie_terms terms) {
    for (size_t i = 0; i < terms.count; i++)
        if (has(set, terms.ids[i]))
            return true;
    return false;
}

static bool all_of(term_set set, tie_terms terms) {
    for (size_t i = 0; i < terms.count; i++)
        if (!has(set, terms.ids[i]))
            return false;
    return true;
}

static bool unit_fits(const tie_measure *m, const tie_claim *c) {
    if (!m->unit.len || tie_str_eq(m->unit, c->unit))
        return true;
    bool counts = c->kind == TIE_KIND_COUNT && tie_str_eq(m->dimension, TIE_STR("count"));
    if (counts)
        return m->unit_from_verb;
    return !tie_str_eq(m->dimension, TIE_STR("count")) && tie_str_eq(m->dimension, c->dimension);
}

static bool in_bounds(const tie_measure *m, const tie_claim *c) {
    return !m->has_bounds || tie_interval_has(m->bounds, c->value);
}

static bool pattern_fits(tie_reader *r, const tie_measure *m, const tie_claim *c) {
    if (!m->pattern)
        return true;
    tie_span figure = {c->span.start - c->sentence.start, c->span.end - c->sentence.start};
    return tie_matcher_around(&r->matcher, m->pattern, tie_str_span(r->text, c->sentence), figure);
}

/* A clause may hold several verbs ("12 were killed and 40 injured"); a measure may ask for the one
 * that governs the figure. */
static bool verb_fits(term_set set, const tie_measure *m, const tie_claim *c) {
    if (!m->governing.count)
        return !m->verbs.count || any_of(set, m->verbs);
    for (size_t i = 0; i < m->governing.count; i++)
        if (tie_str_eq(m->governing.items[i], c->predicate))
            return true;
    return false;
}

/* There are measures, and the claim may be of one. */
static bool may_measure(tie_reader *r, const tie_claim *c) {
    r->terms.count = 0;
    return r->rules->measures.count && c->kind != TIE_KIND_CHANGE && c->kind != TIE_KIND_RANK;
}

static void choose(tie_reader *reader, tie_claim *claim, term_set set) {
    const tie_ruleset *rules = reader->rules;
    for (size_t i = 0; i < rules->measures.count; i++) {
        const tie_measure *m = &rules->measures.items[i];
        bool fits = unit_fits(m, claim) && (!m->any.count || any_of(set, m->any)) &&
                    all_of(set, m->all) && !any_of(set, m->not_) && verb_fits(set, m, claim) &&
                    in_bounds(m, claim) && pattern_fits(reader, m, claim);
        if (!fits)
            continue;
        claim->measure = m->id;
        claim->pack_rule =
            tie_arena_printf(reader->out, "%.*s:%.*s", TIE_FMT(m->pack), TIE_FMT(m->id));
        if (m->agent.len && !claim->agent.len)
            claim->assumptions |= TIE_ASSUME_AGENT;
        if (m->unit_from_verb && claim->kind == TIE_KIND_COUNT)
            claim->unit = m->unit;
        return;
    }
}

void tie_read_measure(tie_reader *reader, tie_claim *claim, uint32_t low, uint32_t high) {
    if (!may_measure(reader, claim))
        return;
    uint64_t *stems = TIE_NEW(reader->scratch, uint64_t, high - low + 1);
    for (uint32_t t = low; t < high; t++)
        stems[t - low] = stem_at(reader, t);
    choose(reader, claim, find_terms(reader, stems, high - low));
}

void tie_read_noun_measure(tie_reader *reader, tie_claim *claim) {
    size_t count = claim->modifiers.count;
    if (!may_measure(reader, claim))
        return;
    uint64_t *stems = TIE_NEW(reader->scratch, uint64_t, count + 1);
    for (size_t i = 0; i < count; i++)
        stems[i] = tie_stem_key(reader->stemmer, claim->modifiers.items[i]);
    stems[count] = tie_stem_key(reader->stemmer, claim->head);
    choose(reader, claim, find_terms(reader, stems, count + 1));
}
