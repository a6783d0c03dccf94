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

const tie_measure *tie_cell_measure(const tie_run *run, uint32_t claim) {
    return run->cells.facets[claim].pack
               ? tie_claim_measure(run->in.rules, tie_run_claim(run, claim))
               : NULL;
}

/* ---- One document ---- */

static void add_own(tie_run *run, tie_keyed *list, size_t count) {
    count = drop_lists(run, list, count);
    if (count < 2)
        return;
    uint32_t *claims = TIE_NEW(&run->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        claims[i] = list[i].claim;
    *TIE_PUSH(&run->arena, &run->cells.own) =
        (tie_cell){claims, (uint32_t)count, tie_cell_measure(run, claims[0]), true};
}

/* What is unknown equals itself only side by side: windows of two sentences, each of which ends
 * with a figure that the one before does not hold. */
static void add_local(tie_run *run, tie_keyed *list, size_t count) {
    size_t last = 0;
    for (size_t i = 0, end = 0; i < count; i++) {
        const tie_claim *first = tie_run_claim(run, list[i].claim);
        while (end < count &&
               tie_run_claim(run, list[end].claim)->sentence_index <= first->sentence_index + 1)
            end++;
        if (end > last)
            add_own(run, list + i, end - i);
        last = end;
    }
}

static size_t read_facets(tie_run *run, const tie_doc_part *part, const tie_doc *doc,
                          tie_keyed *list) {
    tie_facet_reader reader = {run->in.rules, run->stemmer, &run->places};
    size_t count = 0;
    for (uint32_t i = 0; i < part->claim_count; i++) {
        uint32_t id = doc->first_claim + i;
        tie_facets f = run->cells.facets[id] = tie_facets_of(&reader, doc, &part->claims[i]);
        if (f.measure)
            list[count++] = (tie_keyed){tie_facets_key(&f), run->order[id], id};
    }
    tie_keyed_sort(&run->scratch, list, count);
    return count;
}

void tie_cells_read(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_keyed *list = TIE_ROOM(&run->scratch, tie_keyed, part->claim_count);
    size_t count = read_facets(run, part, &run->in.docs[doc], list);
    for (size_t i = 0, end; i < count; i = end) {
        const tie_facets *f = &run->cells.facets[list[i].claim];
        for (end = i + 1; end < count && list[end].key == list[i].key; end++)
            ;
        if (!f->within) {
            size_t kept = drop_lists(run, list + i, end - i);
            for (size_t k = i; k < i + kept; k++)
                tie_key_emit(run, TIE_KEY_CELL, list[k].key, list[k].claim, 0);
        } else if (end - i > 1) {
            (f->local ? add_local : add_own)(run, list + i, end - i);
        }
    }
    tie_arena_rewind(&run->scratch, mark);
}

/* ---- All documents ---- */

/* Puts the cells in order and tells each claim which is its own. */
static void number(tie_run *run, const tie_cell_list *list) {
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, cmp_cells);
    for (size_t i = 0; i < list->count; i++)
        for (uint32_t k = 0; k < list->items[i].count; k++)
            run->cells.facets[list->items[i].claims[k]].cell = (uint32_t)i;
}

static void group(tie_run *run) {
    tie_cell_list out = run->cells.own;
    tie_key *keys;
    size_t count = tie_keys_shared(run, TIE_KEY_CELL, &keys);
    for (size_t i = 0, end; i < count; i = end) {
        end = tie_keys_end(keys, count, i);
        uint32_t *claims = TIE_ROOM(&run->arena, uint32_t, end - i);
        for (size_t k = i; k < end; k++)
            claims[k - i] = keys[k].claim;
        *TIE_PUSH(&run->arena, &out) =
            (tie_cell){claims, (uint32_t)(end - i), tie_cell_measure(run, claims[0]), false};
    }
    number(run, &out);
    size_t before = out.count;
    tie_cells_align(run, &out);
    if (out.count > before)
        number(run, &out);
    run->cells.items = out.items;
    run->cells.count = out.count;
    run->cells.own = (tie_cell_list){0};
}

/* ---- What is compared with nothing ---- */

/* Claims of one measure as they come by, in order. */
typedef struct measure_line {
    uint32_t first, second, last;
} measure_line;

/* The first two claims of a family by measure and order, so that every claim has another one to be
 * held against. */
typedef struct relatives {
    tie_keyed first, second;
} relatives;

typedef struct telling {
    tie_run *run;
    tie_map measures; /* to the index among the lines */
    TIE_VEC(measure_line) lines;
    tie_map families; /* to the index among the relatives */
    TIE_VEC(relatives) relatives;
    struct {
        uint32_t count, claims[2];
    } tallies[TIE_REASON_TEXT + 1]; /* of claims without a measure of a pack, by what bars them */
} telling;

static bool alone(const tie_run *run, uint32_t claim) {
    return run->cells.facets[claim].cell == TIE_NO_CELL;
}

/* Counts it; the first one by order is the example. Most have no measure of a pack: those are added
 * up here and told to the ledger at the end. */
static void tell(telling *t, tie_reason reason, uint32_t claim, uint32_t other) {
    if (t->run->cells.facets[claim].named) {
        tie_ledger_skip(t->run, TIE_CHECK_COMPARE, reason, tie_run_claim(t->run, claim)->measure,
                        claim, other);
        return;
    }
    if (!t->tallies[reason].count++ ||
        t->run->order[claim] < t->run->order[t->tallies[reason].claims[0]]) {
        t->tallies[reason].claims[0] = claim;
        t->tallies[reason].claims[1] = other;
    }
}

/* What keeps it from its nearest relative; none: it has no other. */
static void tell_alone(telling *t, uint32_t claim, uint32_t other) {
    const tie_facets *facets = t->run->cells.facets;
    tie_reason reason = other == TIE_NO_CLAIM ? TIE_REASON_TOO_FEW
                                              : tie_facets_apart(&facets[claim], &facets[other]);
    tell(t, reason ? reason : TIE_REASON_DEFINITION, claim, other);
}

/* Against the claim of its measure that comes before it; the first of a measure has to wait. */
static void take(telling *t, uint32_t claim) {
    const tie_facets *f = &t->run->cells.facets[claim];
    if (!f->measure) {
        if (f->barred)
            tell(t, (tie_reason)f->barred, claim, TIE_NO_CLAIM);
        return;
    }
    uint32_t next = (uint32_t)t->lines.count;
    if (tie_map_put(&t->measures, &t->run->scratch, f->measure, next)) {
        *TIE_PUSH(&t->run->scratch, &t->lines) = (measure_line){claim, TIE_NO_CLAIM, claim};
        return;
    }
    measure_line *line = &t->lines.items[*tie_map_find(&t->measures, f->measure)];
    if (alone(t->run, claim))
        tell_alone(t, claim, line->last);
    line->second = line->second == TIE_NO_CLAIM ? claim : line->second;
    line->last = claim;
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

/* Of claims that are alone and the only ones of their measure. */
static void find_families(telling *t) {
    const tie_facets *facets = t->run->cells.facets;
    const tie_keyed none = {0, 0, TIE_NO_CLAIM};
    for (size_t i = 0; i < t->lines.count; i++) {
        const measure_line *line = &t->lines.items[i];
        if (line->second == TIE_NO_CLAIM && alone(t->run, line->first) &&
            tie_map_put(&t->families, &t->run->scratch, facets[line->first].family,
                        (uint32_t)t->relatives.count))
            *TIE_PUSH(&t->run->scratch, &t->relatives) = (relatives){none, none};
    }
    for (size_t i = 0; i < t->run->in.claim_count && t->relatives.count; i++) {
        const uint32_t *at =
            facets[i].measure ? tie_map_find(&t->families, facets[i].family) : NULL;
        if (at)
            add_relative(&t->relatives.items[*at],
                         (tie_keyed){facets[i].measure, t->run->order[i], (uint32_t)i});
    }
}

/* The next one of its measure, else one of its family. */
static uint32_t relative_of(const telling *t, const measure_line *line) {
    if (line->second != TIE_NO_CLAIM)
        return line->second;
    const uint32_t *at = tie_map_find(&t->families, t->run->cells.facets[line->first].family);
    const relatives *r = &t->relatives.items[*at];
    return r->first.claim == line->first ? r->second.claim : r->first.claim;
}

/* A claim in no cell is told by what keeps it from its nearest relative, or from any cell. */
static void tell_rest(tie_run *run) {
    telling t = {.run = run};
    for (size_t i = 0; i < run->in.doc_count; i++) {
        const tie_doc *doc = &run->in.docs[run->by_path[i]];
        for (uint32_t k = 0; k < doc->claim_count; k++)
            take(&t, doc->first_claim + k);
    }
    find_families(&t);
    for (size_t i = 0; i < t.lines.count; i++)
        if (alone(run, t.lines.items[i].first))
            tell_alone(&t, t.lines.items[i].first, relative_of(&t, &t.lines.items[i]));
    for (int reason = 0; reason <= TIE_REASON_TEXT; reason++)
        if (t.tallies[reason].count)
            tie_ledger_add(run, &(tie_ledger_entry){
                                    TIE_CHECK_COMPARE,
                                    (tie_reason)reason,
                                    {0},
                                    t.tallies[reason].count,
                                    {t.tallies[reason].claims[0], t.tallies[reason].claims[1]}});
}

void tie_cells_build(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    group(run);
    tell_rest(run);
    tie_arena_rewind(&run->scratch, mark);
}
