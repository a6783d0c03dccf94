/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The total order of rows. There are nearly as many as claims, so they are dealt out rather than
 * compared with each other: to the paths where they stand, and from there to their ranks, of which
 * few are different ones. */
#include "analyze/finding.h"

#include "rules/map.h"

#include <stdlib.h>

/* ---- Where they stand ---- */

/* A row with what its place needs. */
typedef struct placed {
    const tie_finding *row;
    tie_str segment;
    uint64_t offset;
} placed;

/* The path of a row: 0 where it stands nowhere, else the rank of its path, from 1 on. */
static size_t place_of(const tie_run *run, const tie_finding *row, placed *out) {
    *out = (placed){.row = row};
    if (!row->member_count && !row->passage_count)
        return 0;
    bool figures = row->member_count != 0;
    uint32_t doc = figures ? row->members[0].doc : row->passages[0].doc;
    out->offset = figures ? row->members[0].span.start : row->passages[0].span.start;
    out->segment = run->in.docs[doc].segment;
    return run->path_rank[doc] + (size_t)1;
}

/* Of one path. Rows that are equal in all stay as they were handed in. */
static int cmp_placed(const void *a, const void *b) {
    const placed *x = a, *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    int by = tie_str_cmp(x->segment, y->segment);
    if (by)
        return by;
    if (x->row->fingerprint != y->row->fingerprint)
        return x->row->fingerprint < y->row->fingerprint ? -1 : 1;
    if (x->row->evidence != y->row->evidence)
        return x->row->evidence < y->row->evidence ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Most paths have a few rows, nearly in order. */
static void sort_path(placed *list, size_t count) {
    enum { FEW = 24 };
    if (count > FEW) {
        qsort(list, count, sizeof *list, cmp_placed);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        placed moved = list[i];
        size_t at = i;
        for (; at && cmp_placed(&moved, &list[at - 1]) < 0; at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
}

/* All rows by path, offset, segment, fingerprint and evidence. */
static placed *by_place(tie_run *run) {
    size_t count = run->rows.count, paths = run->in.doc_count + 1;
    placed *list = TIE_ROOM(&run->scratch, placed, count);
    placed *dealt = TIE_ROOM(&run->scratch, placed, count);
    uint32_t *path = TIE_ROOM(&run->scratch, uint32_t, count);
    uint32_t *ends = TIE_NEW(&run->scratch, uint32_t, paths + 1);
    for (size_t i = 0; i < count; i++) {
        path[i] = (uint32_t)place_of(run, &run->rows.items[i], &list[i]);
        ends[path[i] + 1]++;
    }
    for (size_t p = 0; p < paths; p++)
        ends[p + 1] += ends[p];
    for (size_t i = 0; i < count; i++) /* a start becomes the end of its path */
        dealt[ends[path[i]]++] = list[i];
    for (size_t p = 0, start = 0; p < paths; start = ends[p++])
        sort_path(dealt + start, ends[p] - start);
    return dealt;
}

/* ---- Ranks ---- */

/* What comes before the place; confidence only of findings. */
typedef struct rank {
    const tie_finding *row; /* one of those that have it */
    uint32_t count, number; /* of rows; as it was found */
} rank;

static int cmp_ranks(const void *a, const void *b) {
    const tie_finding *x = ((const rank *)a)->row, *y = ((const rank *)b)->row;
    if (x->row != y->row)
        return (int)x->row - (int)y->row;
    if (x->severity != y->severity)
        return (int)y->severity - (int)x->severity;
    if (x->confidence != y->confidence && x->row == TIE_ROW_FINDING)
        return (int)y->confidence - (int)x->confidence;
    if (x->gap != y->gap)
        return x->gap < y->gap ? 1 : -1;
    return tie_str_cmp(x->code, y->code);
}

static uint64_t hash_rank(const tie_finding *f) {
    uint64_t gap = 0, sure = f->row == TIE_ROW_FINDING ? (uint64_t)f->confidence : 0;
    if (f->gap != 0) /* either zero */
        memcpy(&gap, &f->gap, sizeof gap);
    uint64_t hash = tie_hash_mix(tie_hash(f->code), gap);
    return tie_hash_mix(hash, (uint64_t)f->row << 32 | (uint64_t)f->severity << 16 | sure);
}

typedef struct ranking {
    tie_run *run;
    tie_map numbers; /* of ranks, by their hashes */
    TIE_VEC(rank) ranks;
} ranking;

static uint32_t rank_of(ranking *r, const tie_finding *row) {
    uint64_t hash = hash_rank(row);
    const uint32_t *known = tie_map_find(&r->numbers, hash);
    uint32_t number = known ? *known : (uint32_t)r->ranks.count;
    if (!known) {
        tie_map_put(&r->numbers, &r->run->scratch, hash, number);
        *TIE_PUSH(&r->run->scratch, &r->ranks) = (rank){.row = row, .number = number};
    }
    r->ranks.items[number].count++;
    return number;
}

/* Of a list by place, the indexes of the rows by rank and then by place. */
static uint32_t *by_rank(tie_run *run, const placed *list, size_t count) {
    ranking r = {.run = run};
    uint32_t *number = TIE_ROOM(&run->scratch, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        number[i] = rank_of(&r, list[i].row);
    qsort(r.ranks.items, r.ranks.count, sizeof *r.ranks.items, cmp_ranks);
    uint32_t *next = TIE_ROOM(&run->scratch, uint32_t, r.ranks.count), start = 0;
    for (size_t i = 0; i < r.ranks.count; i++) {
        next[r.ranks.items[i].number] = start;
        start += r.ranks.items[i].count;
    }
    uint32_t *order = TIE_ROOM(&run->scratch, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        order[next[number[i]]++] = (uint32_t)(list[i].row - run->rows.items);
    return order;
}

/* ---- Closing ---- */

/* Equal fingerprints are numbered by place. */
static void number_prints(tie_run *run, const placed *list, size_t count) {
    tie_map prints = {0}; /* to how many there were */
    for (size_t i = 0; i < count; i++) {
        tie_finding *row = &run->rows.items[list[i].row - run->rows.items];
        if (!tie_map_put(&prints, &run->scratch, row->fingerprint, 1))
            row->ordinal = (*tie_map_find(&prints, row->fingerprint))++;
    }
}

/* Moves the rows to where their order wants them, along each cycle of the permutation. */
static void arrange(tie_finding *rows, uint32_t *order, size_t count) {
    for (size_t i = 0; i < count; i++) {
        tie_finding first = rows[i];
        size_t at = i;
        for (size_t from; (from = order[at]) != i; at = from) {
            rows[at] = rows[from];
            order[at] = (uint32_t)at;
        }
        rows[at] = first;
        order[at] = (uint32_t)at;
    }
}

void tie_findings_close(tie_run *run) {
    size_t count = run->rows.count;
    if (!count)
        return;
    tie_mark mark = tie_arena_mark(&run->scratch);
    const placed *list = by_place(run);
    number_prints(run, list, count);
    arrange(run->rows.items, by_rank(run, list, count), count);
    tie_arena_rewind(&run->scratch, mark);
}
