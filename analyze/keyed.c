/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting claims by hashes, which spread evenly: dealt out by their first bits they lie in piles of
 * a few, so that the time is linear. */
#include "analyze/cell.h"

#include <stdlib.h>

enum { PILE = 4, SMALL = 24, BITS_MOST = 20 };

static bool before(const tie_keyed *x, const tie_keyed *y) {
    return x->key != y->key ? x->key < y->key : x->order < y->order;
}

static int cmp(const void *a, const void *b) { return before(b, a) - before(a, b); }

static void sort_pile(tie_keyed *list, size_t count) {
    if (count > SMALL) {
        qsort(list, count, sizeof *list, cmp);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        tie_keyed moved = list[i];
        size_t at = i;
        for (; at && before(&moved, &list[at - 1]); at--)
            list[at] = list[at - 1];
        list[at] = moved;
    }
}

void tie_keyed_sort(tie_arena *scratch, tie_keyed *list, size_t count) {
    unsigned bits = 1;
    while (bits < BITS_MOST && (size_t)PILE << bits < count)
        bits++;
    tie_mark mark = tie_arena_mark(scratch);
    uint32_t *ends = TIE_NEW(scratch, uint32_t, ((size_t)1 << bits) + 1);
    tie_keyed *dealt = TIE_ROOM(scratch, tie_keyed, count);
    for (size_t i = 0; i < count; i++)
        ends[(list[i].key >> (64 - bits)) + 1]++;
    for (size_t pile = 0; pile < (size_t)1 << bits; pile++)
        ends[pile + 1] += ends[pile];
    for (size_t i = 0; i < count; i++) /* a start becomes the end of its pile */
        dealt[ends[list[i].key >> (64 - bits)]++] = list[i];
    for (size_t pile = 0, start = 0; pile < (size_t)1 << bits; start = ends[pile++])
        sort_pile(dealt + start, ends[pile] - start);
    if (count)
        memcpy(list, dealt, count * sizeof *list);
    tie_arena_rewind(scratch, mark);
}
