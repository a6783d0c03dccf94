/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a claim to the facets that decide its cell. */
#include "analyze/facet.h"

#include "base/hash.h"

enum { SALT_PACK = 1, SALT_OPEN, SALT_MODIFIER, SALT_PERIOD, SALT_DOC, SALT_DATE };

bool tie_claim_relative(const tie_claim *claim) {
    return claim->kind == TIE_KIND_CHANGE || claim->kind == TIE_KIND_RANK ||
           claim->kind == TIE_KIND_RATIO || claim->kind == TIE_KIND_POINTS;
}

const tie_measure *tie_claim_measure(const tie_ruleset *rules, const tie_claim *claim) {
    for (size_t i = 0; claim->measure.len && i < rules->measures.count; i++) {
        const tie_measure *m = &rules->measures.items[i];
        if (m->id.ptr == claim->measure.ptr || tie_str_eq(m->id, claim->measure))
            return m;
    }
    return NULL;
}

static tie_dec factor_of(const tie_claim *c) {
    return tie_dec_zero(c->base_factor) ? tie_dec_int(1) : c->base_factor;
}

tie_interval tie_claim_base(const tie_claim *claim) {
    return tie_interval_scale(claim->decides, factor_of(claim));
}

tie_interval tie_claim_suggested(const tie_claim *claim) {
    return tie_interval_scale(claim->loose, factor_of(claim));
}

tie_dec tie_claim_base_value(const tie_claim *claim) {
    tie_dec out;
    return tie_dec_mul(claim->value, factor_of(claim), &out) ? claim->value : out;
}

static bool counts(const tie_claim *c) { return tie_str_eq(c->dimension, TIE_STR("count")); }

static uint64_t stem(void *stemmer, tie_str word) { return tie_hash(tie_stem(stemmer, word)); }

/* Nouns and verbs of an open measure. The order of modifiers does not matter. */
static uint64_t open_measure(void *stemmer, const tie_claim *c) {
    uint64_t modifiers = 0;
    for (size_t i = 0; i < c->modifiers.count; i++)
        modifiers += tie_hash_mix(SALT_MODIFIER, stem(stemmer, c->modifiers.items[i]));
    uint64_t words = tie_hash_mix(stem(stemmer, c->head), modifiers);
    return tie_hash_mix(tie_hash_mix(SALT_OPEN, words), tie_hash(c->predicate));
}

static tie_reason open_bar(const tie_claim *c) {
    bool value =
        c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_AMOUNT || c->kind == TIE_KIND_MONEY;
    return !value ? TIE_REASON_DEFINITION : !c->head.len ? TIE_REASON_NOUN : TIE_REASON_NONE;
}

static uint64_t date_hash(tie_date d) {
    return (uint64_t)(uint16_t)d.year << 16 | (uint64_t)d.month << 8 | d.day;
}

static uint64_t period_hash(tie_period p) {
    if (!p.known)
        return 0;
    uint64_t flags = (uint64_t)p.from_open | (uint64_t)p.to_open << 1 | (uint64_t)p.instant << 2;
    uint64_t ends =
        tie_hash_mix(p.from_open ? 0 : date_hash(p.from), p.to_open ? 0 : date_hash(p.to));
    return tie_hash_mix(tie_hash_mix(SALT_PERIOD, flags), ends);
}

static bool year_missing(tie_period p) {
    return (!p.from_open && p.from.year == TIE_YEAR_UNKNOWN) ||
           (!p.to_open && p.to.year == TIE_YEAR_UNKNOWN);
}

/* "since 2013" runs to the day of the document. */
static uint64_t period_scope(const tie_doc *doc, tie_period p) {
    uint64_t within = tie_hash_mix(SALT_DOC, doc->index + 1);
    if (!p.known)
        return 0;
    if (year_missing(p))
        return within;
    if (p.to_open)
        return doc->date.known ? tie_hash_mix(SALT_DATE, period_hash(doc->date)) : within;
    return 0;
}

static bool in_gazetteer(const tie_gazetteer *places, tie_str name) {
    return name.len && tie_map_find(places, tie_hash(name));
}

tie_gazetteer tie_gazetteer_new(const tie_ruleset *rules, tie_arena *arena) {
    tie_gazetteer places = {0};
    for (size_t i = 0; i < rules->places.count; i++)
        tie_map_put(&places, arena, tie_hash(rules->places.items[i].name), (uint32_t)i);
    return places;
}

tie_facets tie_facets_of(const tie_facet_reader *reader, const tie_doc *doc, const tie_claim *c) {
    tie_facets f = {.cell = TIE_NO_CELL, .period = period_hash(c->period)};
    const tie_measure *m = tie_claim_measure(reader->rules, c);
    if (tie_claim_relative(c))
        return f;
    f.pack = m != NULL;
    f.barred = (uint8_t)(c->modality == TIE_MODALITY_CONDITIONAL ? TIE_REASON_DEFINITION
                         : c->measure.len                        ? TIE_REASON_NONE
                                                                 : open_bar(c));
    if (f.barred)
        return f;
    /* claims from a file may name a measure whose pack is not at hand */
    uint64_t measure = c->measure.len ? tie_hash_mix(SALT_PACK, tie_hash(c->measure))
                                      : open_measure(reader->stemmer, c);
    f.measure = tie_hash_mix(measure, c->modality);
    f.unit = tie_hash(counts(c) ? c->unit : c->dimension);
    tie_str agent = c->agent.len || !m ? c->agent : m->agent;
    f.agent = agent.len ? tie_hash(agent) : 0;
    f.place = c->place.len ? tie_hash(c->place) : 0;
    f.scope = period_scope(doc, c->period);
    f.local = (!f.period && !(m && m->period_optional)) || !f.place;
    bool anchored = c->measure.len || (f.period && in_gazetteer(&reader->places, c->place));
    if (!anchored || f.local)
        f.scope = tie_hash_mix(SALT_DOC, doc->index + 1);
    return f;
}

uint64_t tie_facets_key(const tie_facets *f) {
    uint64_t who = tie_hash_mix(tie_hash_mix(f->measure, f->unit), f->agent);
    return tie_hash_mix(tie_hash_mix(who, f->place), tie_hash_mix(f->period, f->scope));
}

tie_reason tie_facets_apart(const tie_facets *a, const tie_facets *b) {
    if (a->barred || b->barred)
        return (tie_reason)(a->barred ? a->barred : b->barred);
    if (a->measure != b->measure)
        return TIE_REASON_DEFINITION;
    if (a->unit != b->unit)
        return TIE_REASON_UNIT;
    if (a->agent != b->agent)
        return TIE_REASON_AGENT;
    if (a->period != b->period || !a->period)
        return TIE_REASON_PERIOD;
    if (a->place != b->place || !a->place)
        return TIE_REASON_PLACE;
    return a->scope != b->scope ? TIE_REASON_DEFINITION : TIE_REASON_NONE;
}
