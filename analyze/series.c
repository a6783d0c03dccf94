/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims to timelines: which of them belong together. */
#include "analyze/series_build.h"

#include "analyze/run.h"
#include "analyze/stages.h"
#include "base/date.h"
#include "base/hash.h"

#include <stdlib.h>

typedef TIE_VEC(tie_timeline) timeline_list;

/* ---- What of a claim decides its place ---- */

/* Of the source rules the last that gives the publisher a class wins. */
static uint8_t class_of(const tie_ruleset *rules, tie_str source) {
    for (size_t i = rules->sources.count; source.len && i-- > 0;)
        if (rules->sources.items[i].source_class &&
            tie_str_eq(rules->sources.items[i].source, source))
            return (uint8_t)rules->sources.items[i].source_class;
    return UINT8_MAX;
}

static uint32_t breaks_before(const tie_measure *m, tie_date first) {
    uint32_t count = 0;
    int32_t day = tie_date_first_day(first);
    for (size_t i = 0; m && i < m->break_count; i++)
        count += tie_date_first_day(m->breaks[i]) <= day;
    return count;
}

/* A total since a start, by the day up to which it counts. */
static bool place_total(const tie_doc *doc, const tie_measure *m, tie_period p, tie_dated *e) {
    tie_period to = p.known && !p.to_open ? p : doc->date;
    bool placed = (p.known || m->period_optional) && to.known && to.to.year != TIE_YEAR_UNKNOWN &&
                  (!p.known || p.from_open || p.from.year != TIE_YEAR_UNKNOWN);
    if (!placed)
        return false;
    bool counted = p.known && !p.from_open && !p.instant;
    double day = tie_date_last_day(to.to);
    e->when = (tie_moment){.grain = TIE_GRAIN_DAY, .time = day, .from = day, .to = day};
    e->when.phase = counted ? (uint32_t)(tie_date_first_day(p.from) | 1) : 0;
    e->period = tie_period_of(tie_date_from_day((int32_t)day));
    return true;
}

/* A state that needs no period holds on the day of its document. */
static bool place_state(const tie_doc *doc, const tie_measure *m, tie_period p, tie_dated *e) {
    bool undated =
        m && m->kind != TIE_MEASURE_FLOW && m->period_optional && !p.known && doc->date.known;
    e->period = undated ? doc->date : p;
    if (m && m->kind == TIE_MEASURE_FLOW && p.instant)
        return false; /* a total since a start that is not said */
    bool placed = tie_moment_of(e->period, &e->when);
    return placed && !(e->when.span && m && m->kind != TIE_MEASURE_FLOW);
}

static bool may_stand(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    return f->measure && !f->barred && c->modality != TIE_MODALITY_PLANNED;
}

/* Measure, unit, agent and place. Without a place it holds within its document. */
static uint64_t thing_of(const tie_facets *f, bool *within) {
    uint64_t base = tie_hash_mix(tie_hash_mix(f->measure, f->unit), f->agent);
    *within = !f->place || (!f->pack && f->within);
    return tie_hash_mix(tie_hash_mix(base, f->place), !f->place || f->pack ? 0 : f->scope);
}

static tie_dated entry_of(const tie_run *run, const tie_claim *c, const uint8_t *classes) {
    const tie_facets *f = &run->cells.facets[c->id];
    const tie_doc *doc = &run->in.docs[c->doc];
    const tie_measure *m = f->pack ? tie_claim_measure(run->in.rules, c) : NULL;
    tie_dated e = {.measure = m, .order = run->order[c->id], .claim = c->id};
    e.placed = m && m->kind == TIE_MEASURE_CUMULATIVE ? place_total(doc, m, c->period, &e)
                                                      : place_state(doc, m, c->period, &e);
    e.placed = e.placed && !(e.when.span && !m);
    e.stretch = breaks_before(m, e.period.known ? e.period.from : (tie_date){0});
    if (e.when.span && breaks_before(m, e.period.to) != e.stretch)
        e.placed = false;
    e.rank = classes[c->doc];
    e.vintage = doc->date.known ? tie_date_first_day(doc->date.from) : TIE_DAY_UNKNOWN;
    return e;
}

/* ---- Sorting ---- */

static int cmp_double(double a, double b) { return (a > b) - (a < b); }

static int cmp_lines(const tie_dated *x, const tie_dated *y) {
    if (x->placed != y->placed)
        return x->placed ? -1 : 1;
    if (x->when.grain != y->when.grain)
        return (int)x->when.grain - (int)y->when.grain;
    if (x->stretch != y->stretch)
        return x->stretch < y->stretch ? -1 : 1;
    return (x->when.phase > y->when.phase) - (x->when.phase < y->when.phase);
}

/* Within a period: the best class, the latest date, the order of the text. */
static int cmp_entries(const void *a, const void *b) {
    const tie_dated *x = a, *y = b;
    int by = cmp_lines(x, y);
    if (!by)
        by = (int)x->when.span - (int)y->when.span;
    if (!by)
        by = cmp_double(x->when.from, y->when.from);
    if (!by)
        by = cmp_double(x->when.to, y->when.to);
    if (!by)
        by = (int)x->rank - (int)y->rank;
    if (!by)
        by = (x->vintage < y->vintage) - (x->vintage > y->vintage);
    return by ? by : (x->order > y->order) - (x->order < y->order);
}

/* Timelines of one thing; what has no place in any of them is left out of each. */
static void add_thing(tie_run *run, timeline_list *out, const tie_key *list, size_t count,
                      const uint8_t *classes) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_dated *entries = TIE_NEW(&run->scratch, tie_dated, count);
    for (size_t i = 0; i < count; i++)
        entries[i] = entry_of(run, tie_run_claim(run, list[i].claim), classes);
    qsort(entries, count, sizeof *entries, cmp_entries);
    for (size_t i = 0, end; i < count && entries[i].placed; i = end) {
        for (end = i + 1; end < count && cmp_lines(&entries[i], &entries[end]) == 0; end++)
            ;
        tie_timeline line;
        if (!tie_timeline_make(run, entries + i, end - i, &line))
            continue;
        line.left_out = count - (end - i);
        *TIE_PUSH(&run->arena, out) = line;
    }
    tie_arena_rewind(&run->scratch, mark);
}

static int cmp_timelines(const void *a, const void *b) {
    const tie_timeline *x = a, *y = b;
    if ((x->measure != NULL) != (y->measure != NULL))
        return x->measure ? -1 : 1;
    if (x->figures.n != y->figures.n)
        return x->figures.n > y->figures.n ? -1 : 1;
    if (x->spans != y->spans)
        return x->spans > y->spans ? -1 : 1;
    int by = tie_str_cmp(x->title, y->title);
    if (!by)
        by = tie_str_cmp(x->place, y->place);
    if (!by)
        by = tie_str_cmp(x->agent, y->agent);
    if (!by)
        by = (int)x->grain - (int)y->grain;
    if (!by)
        by = cmp_double(x->points[0].time, y->points[0].time);
    return by ? by
              : (x->points[0].claim > y->points[0].claim) -
                    (x->points[0].claim < y->points[0].claim);
}

/* ---- Tests ---- */

static void test_all(tie_run *run, timeline_list *lines) {
    double *p = TIE_NEW(&run->scratch, double, lines->count);
    size_t tested = 0;
    for (size_t i = 0; i < lines->count; i++) {
        tie_timeline *t = &lines->items[i];
        t->trend.kendall = tie_stat_kendall(&run->scratch, t->figures, 1);
        tested += t->trend.kendall.is.status == TIE_STAT_OK;
    }
    size_t at = 0;
    for (size_t i = 0; i < lines->count; i++) {
        tie_timeline *t = &lines->items[i];
        if (tested > TIE_STAT_MANY)
            t->trend.kendall = tie_stat_kendall(&run->scratch, t->figures, tested);
        if (t->trend.kendall.is.status == TIE_STAT_OK)
            p[at++] = t->trend.kendall.p;
    }
    tie_stat_adjust(&run->scratch, p, at, p);
    at = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].trend.kendall.is.status == TIE_STAT_OK)
            lines->items[i].p_trend = p[at++];
}

/* ---- Keys ---- */

static int cmp_u64(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* As many periods as a test of trend needs; what is of a pack is told in any case. */
static bool may_be_told(tie_run *run, const tie_key *list, size_t count) {
    const tie_facets *facets = run->cells.facets;
    if (facets[list[0].claim].pack || count < TIE_STAT_MIN_P)
        return facets[list[0].claim].pack;
    tie_mark mark = tie_arena_mark(&run->scratch);
    uint64_t *periods = TIE_ROOM(&run->scratch, uint64_t, count);
    for (size_t i = 0; i < count; i++)
        periods[i] = facets[list[i].claim].period;
    qsort(periods, count, sizeof *periods, cmp_u64);
    size_t distinct = 1;
    for (size_t i = 1; i < count; i++)
        distinct += periods[i] != periods[i - 1];
    tie_arena_rewind(&run->scratch, mark);
    return distinct >= TIE_STAT_MIN_P;
}

static void emit_thing(tie_run *run, const tie_key *list, size_t count) {
    uint32_t note = list[0].note;
    if (note & TIE_KEY_WITHIN && count == 1)
        return;
    if (note & TIE_KEY_WITHIN && !run->cells.facets[list[0].claim].place &&
        !may_be_told(run, list, count))
        note |= TIE_KEY_SLIGHT;
    for (size_t i = 0; i < count; i++)
        tie_key_emit(run, TIE_KEY_SERIES, list[i].key, list[i].claim, note);
}

static int cmp_keys(const void *a, const void *b) {
    const tie_key *x = a, *y = b;
    return x->key != y->key ? (x->key > y->key ? 1 : -1)
                            : (x->claim > y->claim) - (x->claim < y->claim);
}

void tie_timelines_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_key *list = TIE_ROOM(&run->scratch, tie_key, part->claim_count);
    size_t count = 0;
    for (uint32_t i = 0; i < part->claim_count; i++) {
        const tie_claim *c = &part->claims[i];
        bool within;
        uint64_t key = thing_of(&run->cells.facets[c->id], &within);
        if (may_stand(run, c))
            list[count++] = (tie_key){key, c->id, within ? TIE_KEY_WITHIN : 0};
    }
    if (count)
        qsort(list, count, sizeof *list, cmp_keys);
    for (size_t i = 0, end; i < count; i = end) {
        end = tie_keys_end(list, count, i);
        emit_thing(run, list + i, end - i);
    }
    tie_arena_rewind(&run->scratch, mark);
}

/* ---- All ---- */

/* Some of those that lead to no row may be left out, unless a stated rate of growth asks. */
static bool is_wanted(tie_run *run, const tie_map *growing, const tie_key *list, size_t count) {
    return !run->sparse || may_be_told(run, list, count) ||
           tie_map_find(growing, run->cells.facets[list[0].claim].place);
}

void tie_timelines_build(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    uint8_t *classes = TIE_NEW(&run->scratch, uint8_t, run->in.doc_count);
    tie_map growing = {0}; /* places of stated rates */
    tie_key *keys;
    timeline_list out = {0};
    for (size_t i = 0; i < run->in.doc_count; i++)
        classes[i] = class_of(run->in.rules, run->in.docs[i].source);
    for (size_t i = 0; i < run->keys[TIE_KEY_GROWTH].count; i++)
        tie_map_put(&growing, &run->scratch, run->keys[TIE_KEY_GROWTH].items[i].key, 0);
    size_t count = tie_keys_shared(run, TIE_KEY_SERIES, &keys);
    for (size_t i = 0, end; i < count; i = end) {
        end = tie_keys_end(keys, count, i);
        if (is_wanted(run, &growing, keys + i, end - i))
            add_thing(run, &out, keys + i, end - i, classes);
    }
    if (out.count)
        qsort(out.items, out.count, sizeof *out.items, cmp_timelines);
    test_all(run, &out);
    run->timelines = (tie_timelines){out.items, out.count};
    tie_arena_rewind(&run->scratch, mark);
}

const tie_timelines *tie_run_timelines(const tie_run *run) { return &run->timelines; }
