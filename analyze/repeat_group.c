/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_group.h"

#include "analyze/repeat_stage.h"

typedef tie_repeat_run run;

static run behind(run from, size_t n) {
    return (run){from.at + n * sizeof(uint64_t), from.count - n};
}

static uint64_t *room(tie_repeats *r, size_t count) {
    return tie_arena_alloc(&r->scratch, count * sizeof(uint64_t), alignof(uint64_t));
}

uint64_t *tie__repeats_join(tie_repeats *r, run a, run b) {
    uint64_t *out = room(r, a.count + b.count);
    size_t n = 0, k = 0;
    for (size_t i = 0; i < a.count; i++) {
        uint64_t next = tie_repeat_posting(a, i);
        for (; k < b.count && tie_repeat_key_at(b, k) < next >> 32; k++)
            out[n++] = tie_repeat_posting(b, k);
        out[n++] = next;
    }
    for (; k < b.count; k++)
        out[n++] = tie_repeat_posting(b, k);
    return out;
}

/* ---- The first place of large groups ---- */

static bool ranks_before(const tie_repeat_segments *s, uint64_t x, uint64_t y) {
    uint32_t x_rank = tie_repeat_spot_at(s, (uint32_t)x)->rank;
    uint32_t y_rank = tie_repeat_spot_at(s, (uint32_t)y)->rank;
    return x_rank != y_rank ? x_rank < y_rank : x < y;
}

void tie__repeats_order(const tie_repeats *r, uint64_t *postings, size_t count) {
    for (size_t i = 0, n; i < count; i += n) {
        size_t first = i;
        for (n = 1; i + n < count && postings[i + n] >> 32 == postings[i] >> 32; n++)
            ;
        for (size_t k = 1; n > TIE_ALL_PAIRS && k < n; k++)
            first = ranks_before(&r->segments, postings[i + k], postings[first]) ? i + k : first;
        uint64_t swap = postings[i];
        postings[i] = postings[first];
        postings[first] = swap;
    }
}

/* ---- Groups ---- */

/* Places from the front of a run on whose key is below. */
static size_t count_below(run from, uint64_t key) {
    size_t low = 0, step = 1;
    while (step <= from.count && tie_repeat_key_at(from, step - 1) < key) {
        low = step;
        step *= 2;
    }
    size_t high = step <= from.count ? step - 1 : from.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (tie_repeat_key_at(from, mid) < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The postings in other states than TIE_ROW_KEPT. Owns: scratch. */
static run pick_others(tie_repeats *r, run from) {
    uint64_t *out = room(r, from.count);
    size_t n = 0;
    const uint64_t *others = r->segments.block_others;
    for (size_t i = 0; i < from.count; i++) {
        uint64_t posting = tie_repeat_posting(from, i);
        uint32_t block = (uint32_t)posting / TIE_BLOCK_TOKENS;
        out[n] = posting;
        n += others[block / 64] >> block % 64 & 1;
    }
    return (run){(const char *)out, n};
}

/* Of all runs, sorted by key. */
static const uint64_t *pick_all(tie_repeats *r, const run *runs, size_t run_count, size_t *count) {
    run all = pick_others(r, runs[0]);
    for (size_t i = 1; i < run_count; i++) {
        run more = pick_others(r, runs[i]);
        all = (run){(const char *)tie__repeats_join(r, all, more), all.count + more.count};
    }
    *count = all.count;
    return (const uint64_t *)(const void *)all.at;
}

/* Those at the front of others that have one key. */
static tie_repeat_group first_group(const tie_repeats *r, const uint64_t *others, size_t count) {
    tie_repeat_group g = {.others = others};
    for (; g.other_count < count && others[g.other_count] >> 32 == others[0] >> 32; g.other_count++)
        g.census.of[tie_repeat_state_of(&r->segments, (uint32_t)others[g.other_count])]++;
    return g;
}

static bool is_asked(const tie_repeat_group *g, const tie_repeat_asked *asked) {
    size_t n = 0;
    for (size_t i = 0; i < TIE_ROW_STATES; i++)
        n += asked->states >> i & 1 ? g->census.of[i] : 0;
    return n >= asked->least;
}

/* Moves the fronts of all runs behind the group's places. Returns how many it has. */
static size_t take_parts(tie_repeat_group *g, run *runs) {
    uint64_t key = g->others[0] >> 32;
    size_t all = 0;
    for (size_t i = 0; i < g->part_count; i++) {
        g->parts[i] = behind(runs[i], count_below(runs[i], key));
        size_t n = count_below(g->parts[i], key + 1);
        runs[i] = behind(g->parts[i], n);
        g->parts[i].count = n;
        all += n;
    }
    g->census.of[TIE_ROW_KEPT] = all - g->other_count;
    return all;
}

void tie__repeats_visit(tie_repeats *r, const run *runs, size_t run_count,
                        const tie_repeat_asked *asked) {
    tie_mark start = tie_arena_mark(&r->scratch);
    run *left = TIE_NEW(&r->scratch, run, run_count), *parts = TIE_NEW(&r->scratch, run, run_count);
    memcpy(left, runs, run_count * sizeof *left);
    size_t count = runs[0].count, taken;
    const uint64_t *others = (const uint64_t *)(const void *)runs[0].at;
    if (run_count > 1)
        others = pick_all(r, runs, run_count, &count);
    for (size_t i = 0; i < count; i += taken) {
        tie_repeat_group g = first_group(r, others + i, count - i);
        taken = g.other_count;
        g.parts = parts;
        g.part_count = run_count;
        if (is_asked(&g, asked) && take_parts(&g, left) > 1)
            asked->visit(r, &g);
    }
    tie_arena_rewind(&r->scratch, start);
}

const uint64_t *tie__repeats_places(tie_repeats *r, const tie_repeat_group *group, size_t *count) {
    size_t n = 0;
    for (size_t i = 0; i < group->part_count; i++)
        n += group->parts[i].count;
    uint64_t *out = room(r, n);
    *count = n;
    for (size_t i = 0, at = 0; i < group->part_count; at += group->parts[i++].count)
        if (group->parts[i].count)
            memcpy(out + at, group->parts[i].at, group->parts[i].count * sizeof *out);
    return out;
}
