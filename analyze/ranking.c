/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The total order of rows. There are nearly as many as claims, so they are dealt out rather than
 * compared with each other: to the paths where they stand, and from there to their ranks, of which
 * few are different ones. */
#include "analyze/finding.h"

#include "rules/map.h"

#include <stdlib.h>

/* What of a row its order needs: rows are long, and are looked at once, as they lie. */
typedef struct placed {
    uint64_t offset, fingerprint;
    uint32_t row, doc, rank; /* rank: its number among the ranks */
} placed;

/* What comes before the place. */
typedef struct rank {
    const tie_finding *row; /* one of those that have it */
    uint32_t count, number; /* of rows; as it was found */
} rank;

typedef struct ordering {
    tie_run *run;
    tie_map numbers; /* of ranks, by their hashes */
    TIE_VEC(rank) ranks;
} ordering;

/* ---- Ranks ---- */

/* Confidence only of findings. */
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

static uint32_t rank_of(ordering *o, const tie_finding *row) {
    uint64_t hash = hash_rank(row);
    const uint32_t *known = tie_map_find(&o->numbers, hash);
    uint32_t number = known ? *known : (uint32_t)o->ranks.count;
    if (!known) {
        tie_map_put(&o->numbers, &o->run->scratch, hash, number);
        *TIE_PUSH(&o->run->scratch, &o->ranks) = (rank){.row = row, .number = number};
    }
    o->ranks.items[number].count++;
    return number;
}

/* Of a list by place, the indexes of the rows by rank and then by place. */
static uint32_t *by_rank(ordering *o, const placed *list, size_t count) {
    tie_arena *scratch = &o->run->scratch;
    uint32_t *next = TIE_ROOM(scratch, uint32_t, o->ranks.count), start = 0;
    qsort(o->ranks.items, o->ranks.count, sizeof *o->ranks.items, cmp_ranks);
    for (size_t i = 0; i < o->ranks.count; i++) {
        next[o->ranks.items[i].number] = start;
        start += o->ranks.items[i].count;
    }
    uint32_t *order = TIE_ROOM(scratch, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        order[next[list[i].rank]++] = list[i].row;
    return order;
}

/* ---- Where they stand ---- */

/* The path of a row: 0 where it stands nowhere, else the rank of its path, from 1 on. */
static size_t path_of(const tie_run *run, const tie_finding *row, placed *out) {
    out->fingerprint = row->fingerprint;
    if (!row->member_count && !row->passage_count)
        return 0;
    bool figures = row->member_count != 0;
    out->doc = figures ? row->members[0].doc : row->passages[0].doc;
    out->offset = figures ? row->members[0].span.start : row->passages[0].span.start;
    return run->path_rank[out->doc] + (size_t)1;
}

/* Of one path. Rows that are equal in all stay as they were handed in. */
static int cmp_placed(const tie_run *run, const placed *x, const placed *y) {
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    int by = x->doc == y->doc
                 ? 0
                 : tie_str_cmp(run->in.docs[x->doc].segment, run->in.docs[y->doc].segment);
    if (by)
        return by;
    if (x->fingerprint != y->fingerprint)
        return x->fingerprint < y->fingerprint ? -1 : 1;
    uint64_t a = run->rows.items[x->row].evidence, b = run->rows.items[y->row].evidence;
    if (a != b)
        return a < b ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void merge(const tie_run *run, placed *list, size_t middle, size_t count, placed *room) {
    memcpy(room, list, middle * sizeof *list);
    for (size_t left = 0, right = middle, at = 0; left < middle; at++) {
        bool second = right < count && cmp_placed(run, &list[right], &room[left]) < 0;
        list[at] = second ? list[right++] : room[left++];
    }
}

/* Most paths have a few rows, nearly in order. */
static void sort_path(const tie_run *run, placed *list, size_t count, placed *room) {
    enum { FEW = 16 };
    if (count > FEW) {
        size_t middle = count / 2;
        sort_path(run, list, middle, room);
        sort_path(run, list + middle, count - middle, room);
        merge(run, list, middle, count, room);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        placed moved = list[i];
        size_t at = i;
        for (; at && cmp_placed(run, &moved, &list[at - 1]) < 0; at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
}

/* All rows by path, offset, segment, fingerprint and evidence. */
static placed *by_place(ordering *o) {
    tie_run *run = o->run;
    size_t count = run->rows.count, paths = run->in.doc_count + 1;
    placed *list = TIE_NEW(&run->scratch, placed, count);
    placed *dealt = TIE_ROOM(&run->scratch, placed, count);
    uint32_t *path = TIE_ROOM(&run->scratch, uint32_t, count);
    uint32_t *ends = TIE_NEW(&run->scratch, uint32_t, paths + 1);
    for (size_t i = 0; i < count; i++) {
        const tie_finding *row = &run->rows.items[i];
        list[i].row = (uint32_t)i;
        list[i].rank = rank_of(o, row);
        path[i] = (uint32_t)path_of(run, row, &list[i]);
        ends[path[i] + 1]++;
    }
    for (size_t p = 0; p < paths; p++)
        ends[p + 1] += ends[p];
    for (size_t i = 0; i < count; i++) /* a start becomes the end of its path */
        dealt[ends[path[i]]++] = list[i];
    for (size_t p = 0, start = 0; p < paths; start = ends[p++])
        sort_path(run, dealt + start, ends[p] - start, list);
    return dealt;
}

/* ---- Closing ---- */

/* Equal fingerprints are numbered by place. */
static void number_prints(tie_run *run, const placed *list, size_t count) {
    tie_map prints = {0}; /* to how many there were */
    for (size_t i = 0; i < count; i++)
        if (!tie_map_put(&prints, &run->scratch, list[i].fingerprint, 1))
            run->rows.items[list[i].row].ordinal = (*tie_map_find(&prints, list[i].fingerprint))++;
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
    ordering o = {.run = run};
    const placed *list = by_place(&o);
    number_prints(run, list, count);
    arrange(run->rows.items, by_rank(&o, list, count), count);
    tie_arena_rewind(&run->scratch, mark);
}
