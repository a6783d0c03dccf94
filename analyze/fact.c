/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/fact.h"

#include "analyze/implied.h"
#include "analyze/stages.h"

#include <stdlib.h>

typedef TIE_VEC(tie_fact) fact_list;

static bool calendar(tie_period p) {
    return p.known && !p.from_open && !p.to_open && !p.instant && p.from.year != TIE_YEAR_UNKNOWN &&
           p.to.year != TIE_YEAR_UNKNOWN && !tie_period_reversed(p);
}

static void add(tie_run *run, fact_list *out, tie_fact fact) {
    if (!calendar(fact.period))
        return;
    fact.first_day = tie_date_first_day(fact.period.from);
    fact.last_day = tie_date_last_day(fact.period.to);
    *TIE_PUSH(&run->scratch, out) = fact;
}

/* ---- Implied by a change ---- */

/* A year before whatever the date is read as. */
static void add_with_implied(tie_run *run, fact_list *out, const tie_fact *fact) {
    const tie_implied *implied = tie_implied_before(run, fact->claims[0]);
    tie_fact before = *fact;
    add(run, out, *fact);
    if (!implied || (fact->reading && !implied->year_before))
        return;
    before.implied = implied;
    before.meet = implied->meet;
    before.period = implied->year_before ? tie_period_year_before(fact->period) : implied->period;
    add(run, out, before);
}

/* ---- Readings of an impossible date ---- */

static void add_readings(tie_run *run, fact_list *out, tie_fact fact, const tie_claim *c) {
    size_t count;
    const tie_date_expr *d = tie_run_dates(run, c->doc, c->sentence, &count);
    for (size_t i = 0; i < count; i++) {
        if (!d[i].fault.len)
            continue;
        fact.period = d[i].period;
        fact.reading = &d[i];
        add_with_implied(run, out, &fact);
    }
}

/* ---- Collecting ---- */

/* Without its own period and a place, the words leave too much open. */
static bool tells_its_time(const tie_run *run, const tie_claim *c) {
    bool happened = c->predicate.len || tie_claim_tallied(run->in.rules, c);
    return happened && c->kind != TIE_KIND_PERCENT && c->period_from == TIE_ORIGIN_OWN &&
           c->modality != TIE_MODALITY_PLANNED;
}

static void read_narrowing(tie_run *run, const tie_claim *c, tie_fact *fact) {
    uint64_t stems[TIE_MODIFIERS_MAX];
    fact->narrow_count = (uint32_t)tie_claim_narrowing(run->in.rules, run->stemmer, c, stems);
    uint64_t *kept = TIE_NEW(&run->scratch, uint64_t, fact->narrow_count);
    for (uint32_t i = 0; i < fact->narrow_count; i++)
        kept[i] = stems[i];
    fact->narrow = kept;
    fact->doubtful = tie_claim_doubtful(run->in.rules, c);
}

static bool impossible(const tie_run *run, const tie_claim *c) {
    return tie_map_find(&run->causes, c->id + (uint64_t)1) != NULL;
}

/* Of something that happened somewhere in a stretch of time. */
static bool tells_of_flow(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    const tie_measure *m = f->pack ? tie_claim_measure(run->in.rules, c) : NULL;
    bool flow = m ? m->kind == TIE_MEASURE_FLOW : tells_its_time(run, c);
    return flow && f->measure && !f->barred && f->place;
}

/* One claim that says several things may be at odds with itself: its key is emitted twice. */
void tie_facts_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->claim_count; i++) {
        const tie_claim *c = &part->claims[i];
        const tie_facets *f = &run->cells.facets[c->id];
        if (!tells_of_flow(run, c))
            continue;
        uint64_t key = tie_hash_mix(tie_hash_mix(f->family, f->unit), f->scope);
        bool several = tie_implied_before(run, c->id) || impossible(run, c);
        for (int times = several ? 2 : 1; times > 0; times--)
            tie_key_emit(run, TIE_KEY_FACT, key, c->id, f->within ? TIE_KEY_WITHIN : 0);
    }
}

static void read_claim(tie_run *run, fact_list *out, const tie_key *key) {
    const tie_claim *c = tie_run_claim(run, key->claim);
    const tie_facets *f = &run->cells.facets[c->id];
    const tie_measure *m = f->pack ? tie_claim_measure(run->in.rules, c) : NULL;
    uint32_t *claims = TIE_NEW(&run->scratch, uint32_t, 1);
    const uint32_t *place = tie_map_find(&run->places, f->place);
    *claims = c->id;
    tie_fact fact = {.family = key->key,
                     .measure = f->measure,
                     .place = f->place,
                     .place_index = place ? (int32_t)*place : -1,
                     .agent = f->agent,
                     .of = m,
                     .state = !m && tie_claim_of_state(run->in.rules, c),
                     .period = c->period,
                     .meet = tie_claim_base(c),
                     .claims = claims,
                     .count = 1,
                     .order = run->order[c->id]};
    if (!m)
        read_narrowing(run, c, &fact);
    if (impossible(run, c))
        add_readings(run, out, fact, c);
    else
        add_with_implied(run, out, &fact);
}

static int cmp_u64(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int cmp_facts(const void *a, const void *b) {
    const tie_fact *x = a, *y = b;
    int by = cmp_u64(x->family, y->family);
    if (!by)
        by = (x->first_day > y->first_day) - (x->first_day < y->first_day);
    if (!by)
        by = (x->last_day < y->last_day) - (x->last_day > y->last_day);
    if (!by)
        by = cmp_u64(x->place, y->place);
    if (!by)
        by = cmp_u64(x->measure, y->measure);
    if (!by)
        by = cmp_u64(x->agent, y->agent);
    if (!by)
        by = (x->reading != NULL) - (y->reading != NULL);
    if (!by)
        by = (x->implied != NULL) - (y->implied != NULL);
    return by ? by : (x->order > y->order) - (x->order < y->order);
}

static bool same_fact(const tie_fact *a, const tie_fact *b) {
    return a->family == b->family && a->measure == b->measure && a->place == b->place &&
           a->first_day == b->first_day && a->last_day == b->last_day && a->agent == b->agent &&
           !a->reading && !b->reading && !a->implied && !b->implied;
}

/* Claims of one stretch become one fact, unless they are at odds: that is told elsewhere. */
static size_t merge(tie_run *run, tie_fact *list, size_t count) {
    size_t kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        tie_fact fact = list[i];
        uint32_t *claims = TIE_NEW(&run->scratch, uint32_t, 1);
        for (end = i + 1; end < count && same_fact(&list[i], &list[end]); end++)
            fact.meet = tie_interval_intersect(fact.meet, list[end].meet);
        if (end - i > 1)
            claims = TIE_NEW(&run->scratch, uint32_t, end - i);
        for (size_t k = i; k < end; k++)
            claims[k - i] = list[k].claims[0];
        fact.claims = claims;
        fact.count = (uint32_t)(end - i);
        if (!tie_interval_empty(fact.meet))
            list[kept++] = fact;
    }
    return kept;
}

tie_facts tie_facts_collect(tie_run *run) {
    fact_list list = {0};
    tie_key *keys;
    size_t count = tie_keys_shared(run, TIE_KEY_FACT, &keys);
    for (size_t i = 0; i < count; i++)
        if (!i || keys[i].claim != keys[i - 1].claim)
            read_claim(run, &list, &keys[i]);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, cmp_facts);
    return (tie_facts){list.items, merge(run, list.items, list.count)};
}

/* ---- Narrower and wider ---- */

bool tie_fact_measure_within(const tie_run *run, const tie_fact *part, const tie_fact *whole) {
    if (part->measure == whole->measure)
        return true;
    if (part->of || whole->of)
        return part->of && whole->of && tie_measure_within(run->in.rules, part->of, whole->of);
    uint32_t k = 0;
    if (part->doubtful && !whole->doubtful)
        return false;
    for (uint32_t i = 0; i < whole->narrow_count; i++) {
        while (k < part->narrow_count && part->narrow[k] < whole->narrow[i])
            k++;
        if (k == part->narrow_count || part->narrow[k] != whole->narrow[i])
            return false;
    }
    return true;
}
