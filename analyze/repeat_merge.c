/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments joined by key, part by part, and the new one written. A part holds the postings of some
 * buckets of keys: how many there are in each, then the postings. */
#include "analyze/repeat_group.h"
#include "analyze/repeat_sort.h"
#include "analyze/repeat_stage.h"
#include "base/pile.h"

enum {
    PART_BUCKETS = TIE_KEY_BUCKETS / TIE_SEGMENT_PARTS,
    HEAD_WORDS = PART_BUCKETS, /* of 64 bits */
    HEAD_BYTES = HEAD_WORDS * sizeof(uint64_t)
};

/* A part of a segment, read bucket by bucket. */
typedef struct source {
    uint64_t counts[PART_BUCKETS];
    const char *at; /* the next posting */
} source;

static tie_str name_of(tie_repeats *r, uint32_t id, size_t part) {
    return tie_arena_printf(&r->scratch, "segment/%u/%zu", id, part);
}

static source open_part(tie_repeats *r, uint32_t id, size_t part) {
    source s = {0};
    tie_str bytes = tie__repeats_get(r, name_of(r, id, part));
    uint64_t left = bytes.len / sizeof(uint64_t);
    if (bytes.len < HEAD_BYTES) {
        r->damaged = true;
        return s;
    }
    memcpy(s.counts, bytes.ptr, HEAD_BYTES);
    s.at = bytes.ptr + HEAD_BYTES;
    left -= HEAD_WORDS;
    for (size_t i = 0; i < PART_BUCKETS; i++) {
        if (s.counts[i] > left) {
            r->damaged = true;
            return (source){0};
        }
        left -= s.counts[i];
    }
    return s;
}

/* ---- One bucket ---- */

/* What there is of a bucket: the new postings, and those of each segment. */
typedef struct bucket {
    tie_repeat_run *runs; /* the new ones are the first */
    size_t run_count;
} bucket;

static tie_repeat_run fresh_run(tie_repeats *r, size_t number) {
    size_t count;
    uint64_t *postings = tie_spool_load(&r->keys, &r->scratch, number, &count);
    tie_sort_postings(&r->scratch, postings, count);
    tie__repeats_order(r, postings, count);
    return (tie_repeat_run){(const char *)postings, count};
}

/* Are they sorted, and in the sequence of tokens of all rows? */
static bool is_run(const tie_repeat_segments *s, tie_repeat_run run) {
    uint32_t key = 0, last = 0;
    bool sorted = true;
    for (size_t i = 0; i < run.count; i++) {
        uint64_t posting = tie_repeat_posting(run, i);
        sorted &= posting >> 32 >= key;
        key = (uint32_t)(posting >> 32);
        last = (uint32_t)posting > last ? (uint32_t)posting : last;
    }
    return sorted && last / TIE_BLOCK_TOKENS < s->blocks;
}

static tie_repeat_run next_run(tie_repeats *r, source *from, size_t number) {
    tie_repeat_run next = {from->at, (size_t)from->counts[number]};
    if (!is_run(&r->segments, next)) {
        r->damaged = true;
        next.count = 0;
    }
    from->at += next.count * sizeof(uint64_t);
    return next;
}

static bucket read_bucket(tie_repeats *r, size_t part, size_t number, source *sources) {
    size_t segments = r->segments.list.count;
    bucket b = {TIE_NEW(&r->scratch, tie_repeat_run, segments + 1), segments + 1};
    b.runs[0] = fresh_run(r, part * PART_BUCKETS + number);
    for (size_t i = 0; i < segments; i++)
        b.runs[i + 1] = next_run(r, &sources[i], number);
    return b;
}

static tie_repeat_run join_all(tie_repeats *r, const bucket *b) {
    uint64_t *postings = NULL;
    tie_repeat_run all = b->runs[0];
    for (size_t i = b->run_count; i-- > 1;) { /* the later, the smaller as a rule */
        postings = tie__repeats_join(r, all, b->runs[i]);
        all = (tie_repeat_run){(const char *)postings, all.count + b->runs[i].count};
    }
    return all;
}

/* ---- Writing ---- */

/* As the next search will read it. */
static uint64_t rebase(const tie_repeat_segments *s, uint64_t posting) {
    const tie_repeat_row *row = tie_repeat_row_at(s, (uint32_t)posting);
    return posting + s->written[row->document] - row->base;
}

static void write_bucket(tie_repeats *r, size_t number, const bucket *b) {
    tie_repeat_segments *s = &r->segments;
    size_t before = s->out.count;
    tie_repeat_run from = s->compact ? join_all(r, b) : b->runs[0];
    for (size_t i = 0; i < from.count; i++) {
        uint64_t posting = tie_repeat_posting(from, i);
        if (tie_repeat_lives(tie_repeat_state_of(s, (uint32_t)posting)))
            *TIE_PILE(&r->arena, &s->out) = posting;
    }
    size_t count = s->out.count - before;
    uint64_t *postings = s->out.items + before;
    if (s->compact)
        tie__repeats_order(r, postings, count);
    for (size_t i = 0; i < count; i++)
        postings[i] = rebase(s, postings[i]);
    s->out.items[number] = count;
    s->fresh.postings += count;
}

static void begin_part(tie_repeats *r) {
    r->segments.out.count = 0;
    for (size_t i = 0; i < HEAD_WORDS; i++)
        *TIE_PILE(&r->arena, &r->segments.out) = 0;
}

static void write_part(tie_repeats *r, size_t part) {
    tie_repeat_segments *s = &r->segments;
    tie__repeats_put(r, name_of(r, s->fresh.id, part),
                     (tie_str){(const char *)s->out.items, s->out.count * sizeof *s->out.items});
}

/* ---- All parts ---- */

static void visit_part(tie_repeats *r, size_t part, bool write, const tie_repeat_asked *asked) {
    tie_repeat_segments *s = &r->segments;
    source *sources = TIE_NEW(&r->scratch, source, s->list.count);
    for (size_t i = 0; i < s->list.count; i++)
        sources[i] = open_part(r, s->list.items[i].id, part);
    if (write)
        begin_part(r);
    for (size_t number = 0; number < PART_BUCKETS; number++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        bucket b = read_bucket(r, part, number, sources);
        tie__repeats_visit(r, b.runs, b.run_count, asked);
        if (write)
            write_bucket(r, number, &b);
        tie_arena_rewind(&r->scratch, mark);
    }
    if (write)
        write_part(r, part);
}

static void index_others(tie_repeat_segments *s) {
    memset(s->block_others, 0, (s->blocks / 64 + 1) * sizeof *s->block_others);
    for (size_t i = 0; i < s->blocks; i++)
        s->block_others[i / 64] |= (uint64_t)(s->block_states[i] != TIE_ROW_KEPT) << i % 64;
}

/* Room for a part of each segment, as a rule: it is taken once for all of them. */
static size_t part_bytes(const tie_repeat_segments *s) {
    uint64_t postings = 0;
    for (size_t i = 0; i < s->list.count; i++)
        postings += s->list.items[i].postings;
    postings = postings < s->next_base ? postings : s->next_base; /* so many at most */
    return (size_t)(postings / TIE_SEGMENT_PARTS) * sizeof(uint64_t) * 2;
}

static void visit_parts(tie_repeats *r, bool write, const tie_repeat_asked *asked) {
    tie_mark start = tie_arena_mark(&r->scratch);
    index_others(&r->segments);
    tie_arena_reserve(&r->scratch, part_bytes(&r->segments));
    for (size_t part = 0; part < TIE_SEGMENT_PARTS; part++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        visit_part(r, part, write, asked);
        tie_arena_rewind(&r->scratch, mark);
    }
    tie_arena_rewind(&r->scratch, start);
}

void tie__repeats_each_touched(tie_repeats *r, tie_repeat_visit *visit) {
    visit_parts(r, false, &(tie_repeat_asked){1u << TIE_ROW_TOUCHED, 1, visit});
}

static void forget_segment(tie_repeats *r, uint32_t id) {
    for (size_t part = 0; part < TIE_SEGMENT_PARTS; part++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        tie__repeats_forget(r, name_of(r, id, part));
        tie_arena_rewind(&r->scratch, mark);
    }
}

void tie__repeats_each_change(tie_repeats *r, tie_repeat_visit *visit) {
    unsigned changes = 1u << TIE_ROW_NEW | 1u << TIE_ROW_GONE;
    visit_parts(r, true, &(tie_repeat_asked){changes, 1, visit});
    if (!r->segments.fresh.postings)
        forget_segment(r, r->segments.fresh.id);
}

void tie__repeats_forget_stale(tie_repeats *r) {
    for (size_t i = 0; i < r->segments.stale.count; i++)
        forget_segment(r, r->segments.stale.items[i]);
}
