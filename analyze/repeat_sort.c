/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_sort.h"

enum { DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS, FEW = 48 };

static void insert_records(tie_sort_record *records, size_t count) {
    for (size_t i = 1; i < count; i++) {
        tie_sort_record record = records[i];
        size_t at = i;
        for (; at > 0 && records[at - 1].key > record.key; at--)
            records[at] = records[at - 1];
        records[at] = record;
    }
}

void tie_sort_records(tie_arena *scratch, tie_sort_record *records, size_t count) {
    if (count <= FEW) {
        insert_records(records, count);
        return;
    }
    uint64_t differ = 0;
    for (size_t i = 1; i < count; i++)
        differ |= records[i].key ^ records[0].key;
    tie_mark mark = tie_arena_mark(scratch);
    tie_sort_record *from = records, *to = tie_sort_room(scratch, count);
    for (int shift = 0; shift < 64; shift += DIGIT_BITS) {
        if (!(differ >> shift & (DIGITS - 1)))
            continue;
        size_t at[DIGITS + 1] = {0};
        for (size_t i = 0; i < count; i++)
            at[(from[i].key >> shift & (DIGITS - 1)) + 1]++;
        for (size_t d = 0; d < DIGITS; d++)
            at[d + 1] += at[d];
        for (size_t i = 0; i < count; i++)
            to[at[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
        tie_sort_record *swap = from;
        from = to;
        to = swap;
    }
    if (from != records)
        memcpy(records, from, count * sizeof *records);
    tie_arena_rewind(scratch, mark);
}

static void insert_postings(uint64_t *postings, size_t count) {
    for (size_t i = 1; i < count; i++) {
        uint64_t posting = postings[i];
        size_t at = i;
        for (; at > 0 && postings[at - 1] >> 32 > posting >> 32; at--)
            postings[at] = postings[at - 1];
        postings[at] = posting;
    }
}

void tie_sort_postings(tie_arena *scratch, uint64_t *postings, size_t count) {
    if (count <= FEW) {
        insert_postings(postings, count);
        return;
    }
    tie_mark mark = tie_arena_mark(scratch);
    uint64_t *from = postings,
             *to = tie_arena_alloc(scratch, count * sizeof *to, alignof(uint64_t));
    for (int shift = 32; shift < 64; shift += DIGIT_BITS) {
        size_t at[DIGITS + 1] = {0};
        for (size_t i = 0; i < count; i++)
            at[(from[i] >> shift & (DIGITS - 1)) + 1]++;
        for (size_t d = 0; d < DIGITS; d++)
            at[d + 1] += at[d];
        for (size_t i = 0; i < count; i++)
            to[at[from[i] >> shift & (DIGITS - 1)]++] = from[i];
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    tie_arena_rewind(scratch, mark); /* an even number of digits: the result is in postings */
}
