/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/cell.h"

#include "analyze/align.h"
#include "analyze/revision.h"

#include <stdlib.h>

static int cmp_cells(const void *a, const void *b) {
    const tie_cell *x = a, *y = b;
    for (uint32_t i = 0; i < x->count && i < y->count; i++)
        if (x->claims[i] != y->claims[i])
            return x->claims[i] < y->claims[i] ? -1 : 1;
    return (x->count > y->count) - (x->count < y->count);
}

static void read_facets(tie_run *run) {
    tie_facet_reader reader = {run->in.rules, run->stemmer, &run->places};
    run->cells.facets =
        tie_arena_alloc(&run->arena, run->in.claim_count * sizeof(tie_facets), TIE_FACETS_LINE);
    for (size_t i = 0; i < run->in.claim_count; i++) {
        const tie_claim *c = &run->in.claims[i];
        run->cells.facets[i] = tie_facets_of(&reader, &run->in.docs[c->doc], c);
    }
}

/* Claims that have a measure, by key. */
static size_t sort_by(tie_run *run, tie_keyed *list, uint64_t (*key)(const tie_facets *)) {
    size_t count = 0;
    for (size_t i = 0; i < run->in.claim_count; i++)
        if (run->cells.facets[i].measure)
            list[count++] = (tie_keyed){key(&run->cells.facets[i]), run->order[i], (uint32_t)i};
    tie_keyed_sort(&run->scratch, list, count);
    return count;
}

static bool same_sentence(const tie_claim *a, const tie_claim *b) {
    return a->doc == b->doc && a->sentence.start == b->sentence.start;
}

/* "Revised to 449, from 427": one thing, told twice. */
static bool replaces(tie_run *run, const tie_keyed *list, size_t count) {
    return count == 2 && tie_claim_revises(run, tie_run_claim(run, list->claim));
}

/* A sentence that gives one measure two figures lists different things ("3 tons in one raid and 5
 * tons in another"): none of them stands for the cell. Keeps the others, returns how many. */
static size_t drop_lists(tie_run *run, tie_keyed *list, size_t count) {
    size_t kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        const tie_claim *first = tie_run_claim(run, list[i].claim);
        tie_interval meet = tie_claim_suggested(first);
        for (end = i + 1; end < count; end++) {
            const tie_claim *c = tie_run_claim(run, list[end].claim);
            if (!same_sentence(first, c))
                break;
            meet = tie_interval_intersect(meet, tie_claim_suggested(c));
        }
        bool lists = tie_interval_empty(meet) && !replaces(run, list + i, end - i);
        for (size_t k = i; k < end; k++) {
            if (lists)
                run->cells.facets[list[k].claim].barred = TIE_REASON_DEFINITION;
            else
                list[kept++] = list[k];
        }
    }
    return kept;
}

static void add_cell(tie_run *run, tie_cell_list *out, tie_keyed *list, size_t count) {
    count = drop_lists(run, list, count);
    if (count < 2)
        return;
    uint32_t *claims = TIE_NEW(&run->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        claims[i] = list[i].claim;
    const tie_measure *m = tie_claim_measure(run->in.rules, tie_run_claim(run, claims[0]));
    *TIE_PUSH(&run->arena, out) = (tie_cell){claims, (uint32_t)count, m};
}

/* What is unknown equals itself only side by side: windows of two sentences, each of which ends
 * with a figure that the one before does not hold. */
static void add_local(tie_run *run, tie_cell_list *out, tie_keyed *list, size_t count) {
    size_t last = 0;
    for (size_t i = 0, end = 0; i < count; i++) {
        const tie_claim *first = tie_run_claim(run, list[i].claim);
        while (end < count &&
               tie_run_claim(run, list[end].claim)->sentence_index <= first->sentence_index + 1)
            end++;
        if (end > last)
            add_cell(run, out, list + i, end - i);
        last = end;
    }
}

/* Puts the cells in order and tells each claim which is its own. */
static void number(tie_run *run, const tie_cell_list *list) {
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, cmp_cells);
    for (size_t i = 0; i < list->count; i++)
        for (uint32_t k = 0; k < list->items[i].count; k++)
            run->cells.facets[list->items[i].claims[k]].cell = (uint32_t)i;
}

static void group(tie_run *run, tie_keyed *list) {
    tie_cell_list out = {0};
    size_t count = sort_by(run, list, tie_facets_key);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && list[end].key == list[i].key; end++)
            ;
        if (end - i < 2)
            continue;
        bool local = run->cells.facets[list[i].claim].local;
        (local ? add_local : add_cell)(run, &out, list + i, end - i);
    }
    number(run, &out);
    size_t before = out.count;
    tie_cells_align(run, &out);
    if (out.count > before)
        number(run, &out);
    run->cells.items = out.items;
    run->cells.count = out.count;
}
static uint64_t measure_key(const tie_facets *f) { return f->measure; }

/* The first two claims of a family by measure and order, so that every claim has another one to be
 * held against. */
typedef struct relatives {
    tie_keyed first, second;
} relatives;

typedef struct family_list {
    tie_map map; /* to the index among the items */
    TIE_VEC(relatives) items;
} family_list;

static bool alone(const tie_run *run, const tie_keyed *k) {
    return run->cells.facets[k->claim].cell == TIE_NO_CELL;
}

/* The claim beside it that has the same measure, or none. */
static uint32_t neighbour_of(const tie_keyed *list, size_t count, size_t i) {
    if (i > 0 && list[i - 1].key == list[i].key)
        return list[i - 1].claim;
    return i + 1 < count && list[i + 1].key == list[i].key ? list[i + 1].claim : TIE_NO_CLAIM;
}

static bool keyed_before(const tie_keyed *a, const tie_keyed *b) {
    return b->claim == TIE_NO_CLAIM || a->key < b->key || (a->key == b->key && a->order < b->order);
}

static void add_relative(relatives *r, tie_keyed claim) {
    if (keyed_before(&claim, &r->first)) {
        r->second = r->first;
        r->first = claim;
    } else if (keyed_before(&claim, &r->second)) {
        r->second = claim;
    }
}

/* Of claims that are alone and have no neighbour. */
static family_list find_families(tie_run *run, const tie_keyed *list, size_t count) {
    const tie_facets *facets = run->cells.facets;
    const tie_keyed none = {0, 0, TIE_NO_CLAIM};
    family_list out = {0};
    for (size_t i = 0; i < count; i++)
        if (neighbour_of(list, count, i) == TIE_NO_CLAIM && alone(run, &list[i]) &&
            tie_map_put(&out.map, &run->scratch, facets[list[i].claim].family,
                        (uint32_t)out.items.count))
            *TIE_PUSH(&run->scratch, &out.items) = (relatives){none, none};
    for (size_t i = 0; i < run->in.claim_count && out.items.count; i++) {
        const uint32_t *at = tie_map_find(&out.map, facets[i].family);
        if (at && facets[i].measure)
            add_relative(&out.items.items[*at],
                         (tie_keyed){facets[i].measure, run->order[i], (uint32_t)i});
    }
    return out;
}

/* The neighbour of the same measure, else one of the same family, else none. */
static uint32_t relative_of(const tie_run *run, const family_list *families, const tie_keyed *list,
                            size_t count, size_t i) {
    uint32_t claim = list[i].claim, other = neighbour_of(list, count, i);
    if (other != TIE_NO_CLAIM)
        return other;
    const uint32_t *at = tie_map_find(&families->map, run->cells.facets[claim].family);
    const relatives *r = &families->items.items[*at];
    return r->first.claim == claim ? r->second.claim : r->first.claim;
}

/* The measure that a pack gave it; claims lie far apart, and most have none. */
static tie_str name_of_measure(const tie_run *run, uint32_t claim) {
    return run->cells.facets[claim].named ? tie_run_claim(run, claim)->measure : (tie_str){0};
}

/* A claim in no cell is told by what keeps it from its nearest relative. */
static void tell_alone(tie_run *run, tie_keyed *list) {
    enum { AHEAD = 16 }; /* facets are in memory by the time they are asked for */
    size_t count = sort_by(run, list, measure_key);
    family_list families = find_families(run, list, count);
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD < count)
            __builtin_prefetch(&run->cells.facets[list[i + AHEAD].claim]);
        if (!alone(run, &list[i]))
            continue;
        const tie_facets *f = &run->cells.facets[list[i].claim];
        uint32_t other = relative_of(run, &families, list, count, i);
        tie_reason reason = other == TIE_NO_CLAIM ? TIE_REASON_TOO_FEW
                                                  : tie_facets_apart(f, &run->cells.facets[other]);
        tie_ledger_skip(run, TIE_CHECK_COMPARE, reason ? reason : TIE_REASON_DEFINITION,
                        name_of_measure(run, list[i].claim), list[i].claim, other);
    }
}

static void tell_barred(tie_run *run) {
    for (size_t i = 0; i < run->in.claim_count; i++) {
        const tie_facets *f = &run->cells.facets[i];
        if (!f->measure && f->barred)
            tie_ledger_skip(run, TIE_CHECK_COMPARE, (tie_reason)f->barred,
                            name_of_measure(run, (uint32_t)i), (uint32_t)i, TIE_NO_CLAIM);
    }
}

void tie_cells_build(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    read_facets(run);
    tie_keyed *list = TIE_ROOM(&run->scratch, tie_keyed, run->in.claim_count);
    group(run, list);
    tell_alone(run, list);
    tell_barred(run);
    tie_arena_rewind(&run->scratch, mark);
}
