/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a claim to the facets that decide its cell. */
#include "analyze/facet.h"

#include "base/hash.h"

#include <stdlib.h>

enum {
    SALT_PACK = 1,
    SALT_OPEN,
    SALT_PERIOD,
    SALT_DOC,
    SALT_DATE,
    SALT_ESTIMATE,
    SALT_PLANNED,
    SALT_FISCAL
};

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

static int cmp_hash(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static const tie_entry *entry_of(const tie_ruleset *rules, uint32_t state, tie_lex lex) {
    const tie_entry *e = state ? tie_phrases_entry(rules->phrases, state) : NULL;
    while (e && e->lex != lex)
        e = tie_phrases_next_entry(rules->phrases, e);
    return e;
}

/* What the lexicon says of a word in that meaning, or NULL. */
static const tie_entry *meaning(const tie_ruleset *rules, tie_str word, tie_lex lex) {
    uint32_t state = rules->phrases ? tie_phrases_step(rules->phrases, 0, tie_word_key(word)) : 0;
    return entry_of(rules, state, lex);
}

bool tie_claim_doubtful(const tie_ruleset *rules, const tie_claim *c) {
    for (size_t i = 0; i < c->modifiers.count; i++) {
        const tie_entry *e = meaning(rules, c->modifiers.items[i], TIE_LEX_GENERIC);
        if (e && e->arg == 2)
            return true;
    }
    return false;
}

bool tie_claim_tallied(const tie_ruleset *rules, const tie_claim *c) {
    return c->head.len && meaning(rules, c->head, TIE_LEX_TALLIED);
}

bool tie_claim_of_state(const tie_ruleset *rules, const tie_claim *c) {
    unsigned traits = tie_predicate_traits(rules, c->predicate);
    return traits & TIE_PREDICATE_STATE &&
           !(traits & TIE_PREDICATE_TALLIES && tie_claim_tallied(rules, c));
}

/* "412 fires were recorded" says no more than "412 fires". */
static bool only_counts(const tie_ruleset *rules, const tie_claim *c) {
    unsigned traits = tie_predicate_traits(rules, c->predicate);
    return traits & TIE_PREDICATE_COUNTS ||
           (traits & TIE_PREDICATE_TALLIES && tie_claim_tallied(rules, c));
}

/* "The discount rate is 3 percent": whoever sets it may set it anew the next day. */
static bool set_anew(const tie_ruleset *rules, const tie_claim *c) {
    if (!c->modifiers.count || !rules->phrases)
        return false;
    tie_str before = c->modifiers.items[c->modifiers.count - 1];
    uint32_t state = tie_phrases_step(rules->phrases, 0, tie_word_key(before));
    state = state ? tie_phrases_step(rules->phrases, state, tie_word_key(c->head)) : 0;
    const tie_entry *e = entry_of(rules, state, TIE_LEX_SUBJECT);
    return e && e->arg == TIE_SUBJECT_SET;
}

/* "Turnout was 52%": a percentage with a name of its own. */
static bool named_ratio(const tie_ruleset *rules, const tie_claim *c) {
    const tie_entry *e =
        c->kind == TIE_KIND_PERCENT ? meaning(rules, c->head, TIE_LEX_SUBJECT) : NULL;
    return e && (e->arg == TIE_SUBJECT_RATIO || e->arg == TIE_SUBJECT_RATIO_OF) &&
           !set_anew(rules, c);
}

/* Under a verb whose objects are human beings, the noun only says of what kind they are: "arrested
 * 400 smugglers" tells of persons, as "arrested 400 suspects" does. */
static bool headless(const tie_ruleset *rules, const tie_claim *c) {
    return tie_str_eq(c->unit, TIE_STR("person")) &&
           tie_predicate_traits(rules, c->predicate) & TIE_PREDICATE_PERSON;
}

size_t tie_claim_narrowing(const tie_ruleset *rules, void *stemmer, const tie_claim *claim,
                           uint64_t out[TIE_MODIFIERS_MAX]) {
    size_t count = 0, kept = 0;
    if (headless(rules, claim) && claim->head.len && !meaning(rules, claim->head, TIE_LEX_GENERIC))
        out[count++] = tie_stem_key(stemmer, claim->head);
    for (size_t i = 0; i < claim->modifiers.count && count < TIE_MODIFIERS_MAX; i++)
        out[count++] = tie_stem_key(stemmer, claim->modifiers.items[i]);
    if (count)
        qsort(out, count, sizeof *out, cmp_hash);
    for (size_t i = 0; i < count; i++)
        if (!i || out[i] != out[i - 1])
            out[kept++] = out[i];
    return kept;
}

/* Noun and verb of an open measure. */
static uint64_t open_family(const tie_facet_reader *reader, const tie_claim *c) {
    uint64_t head = headless(reader->rules, c) ? 0 : tie_stem_key(reader->stemmer, c->head);
    uint64_t verb = only_counts(reader->rules, c) ? tie_hash((tie_str){0}) : tie_hash(c->predicate);
    return tie_hash_mix(tie_hash_mix(SALT_OPEN, head), verb);
}

/* The family with what narrows the noun, in whatever order. */
static uint64_t open_measure(const tie_facet_reader *reader, const tie_claim *c, uint64_t family) {
    uint64_t narrow[TIE_MODIFIERS_MAX], measure = family;
    size_t count = tie_claim_narrowing(reader->rules, reader->stemmer, c, narrow);
    for (size_t i = 0; i < count; i++)
        measure = tie_hash_mix(measure, narrow[i]);
    return measure;
}

static const tie_measure *measure_by_id(const tie_ruleset *rules, tie_str id) {
    for (size_t i = 0; id.len && i < rules->measures.count; i++)
        if (tie_str_eq(rules->measures.items[i].id, id))
            return &rules->measures.items[i];
    return NULL;
}

bool tie_measure_within(const tie_ruleset *rules, const tie_measure *part,
                        const tie_measure *whole) {
    enum { DEEPEST = 16 };
    for (int depth = 0; part && depth < DEEPEST; depth++) {
        if (part == whole)
            return true;
        part = measure_by_id(rules, part->part_of);
    }
    return false;
}

/* The topmost measure that holds it; m may be NULL. */
static uint64_t pack_family(const tie_ruleset *rules, const tie_measure *m, tie_str id) {
    enum { DEEPEST = 16 };
    for (int depth = 0; m && depth < DEEPEST; depth++) {
        id = m->id;
        m = measure_by_id(rules, m->part_of);
    }
    return tie_hash_mix(SALT_PACK, tie_hash(id));
}

/* What happened to whom is told of a percentage by its name alone. */
static tie_reason open_bar(const tie_ruleset *rules, const tie_claim *c) {
    bool value = c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_AMOUNT ||
                 c->kind == TIE_KIND_MONEY ||
                 (named_ratio(rules, c) && c->period_from <= TIE_ORIGIN_SENTENCE);
    return !value ? TIE_REASON_DEFINITION : !c->head.len ? TIE_REASON_NOUN : TIE_REASON_NONE;
}

static uint64_t date_hash(tie_date d) {
    return (uint64_t)(uint16_t)d.year << 16 | (uint64_t)d.month << 8 | d.day;
}

/* Whole months and whole years without their days: the year to March is the year to 31 March. */
static tie_period coarsest(tie_period p) {
    bool closed = !p.from_open && !p.to_open && p.from.year != TIE_YEAR_UNKNOWN &&
                  p.to.year != TIE_YEAR_UNKNOWN;
    if (closed && p.from.day == 1 && p.to.day && p.to.day == tie_month_days(p.to.year, p.to.month))
        p.from.day = p.to.day = 0;
    if (closed && !p.from.day && !p.to.day && p.from.month == 1 && p.to.month == 12)
        p.from.month = p.to.month = 0;
    return p;
}

static uint64_t period_hash(tie_period period) {
    if (!period.known)
        return 0;
    tie_period p = coarsest(period);
    uint64_t flags = (uint64_t)p.from_open | (uint64_t)p.to_open << 1 | (uint64_t)p.instant << 2;
    uint64_t ends =
        tie_hash_mix(p.from_open ? 0 : date_hash(p.from), p.to_open ? 0 : date_hash(p.to));
    return tie_hash_mix(tie_hash_mix(SALT_PERIOD, flags), ends);
}

static bool year_missing(tie_period p) {
    return (!p.from_open && p.from.year == TIE_YEAR_UNKNOWN) ||
           (!p.to_open && p.to.year == TIE_YEAR_UNKNOWN);
}

/* "since 2013" runs to the day of the document, and so does a running total that names no day. */
static uint64_t period_scope(const tie_doc *doc, tie_period p, bool running) {
    if (!p.known)
        return running && doc->date.known ? tie_hash_mix(SALT_DATE, period_hash(doc->date)) : 0;
    if (year_missing(p))
        return SALT_DOC;
    if (p.to_open)
        return doc->date.known ? tie_hash_mix(SALT_DATE, period_hash(doc->date)) : SALT_DOC;
    return 0;
}

const tie_place *tie_place_named(const tie_ruleset *rules, const tie_gazetteer *places,
                                 tie_str name) {
    const uint32_t *at = name.len ? tie_map_find(places, tie_hash(name)) : NULL;
    return at ? &rules->places.items[*at] : NULL;
}

tie_gazetteer tie_gazetteer_new(const tie_ruleset *rules, tie_arena *arena) {
    tie_gazetteer places = {0};
    for (size_t i = 0; i < rules->places.count; i++)
        tie_map_put(&places, arena, tie_hash(rules->places.items[i].name), (uint32_t)i);
    return places;
}

/* Who stands for the figure: who did it or counted it; of an estimate, who estimates. */
static uint64_t agent_of(const tie_claim *c, const tie_measure *m) {
    tie_str agent = c->agent.len || !m ? c->agent : m->agent;
    if (agent.len)
        return tie_hash(agent);
    bool estimate = c->modality == TIE_MODALITY_ESTIMATED && c->attribution.len;
    return estimate ? tie_hash_mix(SALT_ESTIMATE, tie_hash(c->attribution)) : 0;
}

static tie_reason bar_of(const tie_ruleset *rules, const tie_claim *c) {
    if (tie_claim_relative(c) || c->modality == TIE_MODALITY_CONDITIONAL)
        return TIE_REASON_DEFINITION;
    return c->measure.len ? TIE_REASON_NONE : open_bar(rules, c);
}

/* "nationwide" of nobody knows which nation. */
static bool unnamed_whole(tie_str place) {
    return tie_str_eq(place, TIE_STR(TIE_PLACE_NATIONWIDE));
}

uint64_t tie_facets_measure(tie_str id) { return tie_hash_mix(SALT_PACK, tie_hash(id)); }

tie_facets tie_facets_of(const tie_facet_reader *reader, const tie_doc *doc, const tie_claim *c) {
    tie_facets f = {.cell = TIE_NO_CELL, .period = period_hash(c->period)};
    const tie_measure *m = tie_claim_measure(reader->rules, c);
    f.pack = m != NULL;
    f.named = c->measure.len != 0;
    f.barred = (uint8_t)bar_of(reader->rules, c);
    if (f.barred)
        return f;
    /* claims from a file may name a measure whose pack is not at hand */
    f.family = f.named ? pack_family(reader->rules, m, c->measure) : open_family(reader, c);
    f.measure = f.named ? tie_facets_measure(c->measure) : open_measure(reader, c, f.family);
    f.planned = c->modality == TIE_MODALITY_PLANNED;
    f.unit = tie_hash(counts(c) ? c->unit : c->dimension);
    f.agent = agent_of(c, m);
    f.place = c->place.len ? tie_hash(c->place) : 0;
    f.scope = period_scope(doc, c->period, m && m->kind == TIE_MEASURE_CUMULATIVE);
    f.local = (!f.period && !(m && m->period_optional)) || !f.place;
    bool anchored =
        f.named || (f.period && tie_place_named(reader->rules, reader->places, c->place));
    if (!anchored || f.local || unnamed_whole(c->place))
        f.scope = SALT_DOC;
    f.within = f.scope == SALT_DOC;
    if (c->assumptions & TIE_ASSUME_FISCAL_YEAR) { /* never held against the calendar's */
        f.period = tie_hash_mix(SALT_FISCAL, f.period);
        f.scope = tie_hash_mix(SALT_FISCAL, f.scope);
    }
    return f;
}

uint64_t tie_facets_key(const tie_facets *f) {
    uint64_t who = tie_hash_mix(tie_hash_mix(f->measure, f->unit), f->agent);
    who = f->planned ? tie_hash_mix(SALT_PLANNED, who) : who;
    return tie_hash_mix(tie_hash_mix(who, f->place), tie_hash_mix(f->period, f->scope));
}

tie_reason tie_facets_apart(const tie_facets *a, const tie_facets *b) {
    if (a->barred || b->barred)
        return (tie_reason)(a->barred ? a->barred : b->barred);
    if (a->measure != b->measure || a->planned != b->planned)
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
