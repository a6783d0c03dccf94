/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From cells to items: the sources of a cell, the latest figure of each, and what each of them
 * changed. */
#include "analyze/source_items.h"

#include "analyze/part.h"
#include "analyze/revision.h"

#include <stdlib.h>

/* ---- Sources ---- */

static int cmp_names(const void *a, const void *b) {
    return tie_str_cmp(*(const tie_str *)a, *(const tie_str *)b);
}

static void name_sources(const tie_run *run, tie_arena *arena, tie_source_items *out) {
    size_t docs = run->in.doc_count, count = 0;
    tie_str *names = TIE_NEW(arena, tie_str, docs);
    tie_map index = {0};
    for (size_t i = 0; i < docs; i++) {
        tie_str name = run->in.docs[i].source;
        if (name.len && tie_map_put(&index, arena, tie_hash(name), 0))
            names[count++] = name;
    }
    if (count)
        qsort(names, count, sizeof *names, cmp_names);
    for (size_t i = 0; i < count; i++)
        *tie_map_find(&index, tie_hash(names[i])) = (uint32_t)i;
    out->source_of = TIE_NEW(arena, uint32_t, docs);
    for (size_t i = 0; i < docs; i++) {
        tie_str name = run->in.docs[i].source;
        out->source_of[i] = name.len ? *tie_map_find(&index, tie_hash(name)) : TIE_NO_SOURCE;
    }
    out->names = names;
    out->source_count = count;
}

/* ---- Figures of one cell ---- */

typedef struct edition {
    tie_period date;
    uint32_t source, claim, order;
    bool hedged;
    tie_dec u;
} edition;

/* By source; then by date; the best figure of a day comes last. */
static int cmp_editions(const void *a, const void *b) {
    const edition *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    int by = tie_period_cmp(x->date, y->date);
    if (!by)
        by = (int)y->hedged - (int)x->hedged;
    if (!by)
        by = tie_dec_cmp(y->u, x->u);
    return by ? by : (x->order < y->order) - (x->order > y->order);
}

static edition edition_of(const tie_run *run, const tie_source_items *out, uint32_t id) {
    const tie_claim *c = tie_run_claim(run, id);
    return (edition){.date = run->in.docs[c->doc].date,
                     .source = out->source_of[c->doc],
                     .claim = id,
                     .order = run->order[id],
                     .hedged = c->hedge != TIE_HEDGE_EXACT,
                     .u = c->unit_u};
}

/* ---- Changes ---- */

static bool still_open(tie_period period, tie_period published) {
    int32_t end = period.known && !period.to_open ? tie_date_last_day(period.to) : TIE_DAY_UNKNOWN;
    return end == TIE_DAY_UNKNOWN || end >= tie_date_first_day(published.from);
}

static int32_t lag(tie_period from, tie_period to) {
    int32_t a = tie_date_first_day(from.from), b = tie_date_first_day(to.from);
    return a == TIE_DAY_UNKNOWN || b == TIE_DAY_UNKNOWN ? -1 : b - a;
}

/* Editions of one source, in order of date: the last figure of a day against that of the next. */
static bool dated_here(const tie_claim *c) {
    enum { ELSEWHERE = TIE_ASSUME_PERIOD_FRAME | TIE_ASSUME_PERIOD_HEADING };
    return c->period.known && !(c->assumptions & (ELSEWHERE | TIE_ASSUME_PERIOD_DOCUMENT));
}

static void note_changes(tie_run *run, tie_arena *arena, const edition *e, uint32_t count,
                         tie_source_items *out) {
    const edition *before = NULL;
    for (uint32_t i = 0; i < count; i++) {
        bool last_of_day = i + 1 == count || !tie_period_eq(e[i].date, e[i + 1].date);
        const tie_claim *c = tie_run_claim(run, e[i].claim);
        if (!last_of_day || !e[i].date.known || !dated_here(c))
            continue;
        if (before) {
            const tie_claim *old = tie_run_claim(run, before->claim);
            if (!tie_interval_meet(tie_claim_base(old), tie_claim_base(c)))
                *TIE_PUSH(arena, &out->changes) =
                    (tie_changed){.source = e[i].source,
                                  .lag_days = lag(before->date, e[i].date),
                                  .said = tie_claim_revises(run, c),
                                  .open = still_open(old->period, before->date)};
        }
        before = &e[i];
    }
}

/* ---- Items ---- */

static void add_item(tie_run *run, tie_arena *arena, tie_arena *scratch, const tie_cell *cell,
                     tie_source_items *out) {
    edition *e = TIE_NEW(scratch, edition, cell->count);
    tie_voice *voices = TIE_NEW(scratch, tie_voice, cell->count);
    uint32_t named = 0, count = 0, clusters;
    for (uint32_t i = 0; i < cell->count; i++) {
        e[named] = edition_of(run, out, cell->claims[i]);
        named += e[named].source != TIE_NO_SOURCE;
    }
    if (named)
        qsort(e, named, sizeof *e, cmp_editions);
    for (uint32_t i = 0, end; i < named; i = end) {
        for (end = i + 1; end < named && e[end].source == e[i].source; end++)
            ;
        note_changes(run, arena, e + i, end - i, out);
        voices[count++] = (tie_voice){.source = e[i].source, .claim = e[end - 1].claim};
    }
    if (count < 2)
        return;
    count = tie_cluster_voices(run, scratch, voices, count, &clusters);
    if (count < 2)
        return;
    *TIE_PUSH(arena, &out->items) = (tie_item){(uint32_t)out->voices.count, count, clusters};
    for (uint32_t i = 0; i < count; i++)
        *TIE_PUSH(arena, &out->voices) = voices[i];
}

tie_source_items tie_source_items_of(tie_run *run, tie_arena *arena, tie_arena *scratch) {
    tie_source_items out = {0};
    name_sources(run, arena, &out);
    for (size_t i = 0; i < run->cells.count; i++) {
        tie_mark mark = tie_arena_mark(scratch), of_run = tie_arena_mark(&run->scratch);
        add_item(run, arena, scratch, &run->cells.items[i], &out);
        tie_arena_rewind(scratch, mark);
        tie_arena_rewind(&run->scratch, of_run);
    }
    return out;
}
