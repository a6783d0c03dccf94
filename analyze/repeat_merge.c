/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments joined by key, part by part, and the new one written. A part holds the postings of some
 * buckets of keys: how many there are in each, then the postings. */
#include "analyze/repeat_segment.h"
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
    const char *at; /* the next posting; at any address */
} source;

static uint64_t posting_at(const char *at) {
    uint64_t posting;
    memcpy(&posting, at, sizeof posting);
    return posting;
}

static tie_str name_of(tie_repeats *r, uint32_t id, size_t part) {
    return tie_arena_printf(&r->scratch, "segment/%u/%zu", id, part);
}

/* All of them are in the sequence of tokens of all rows. */
static bool postings_fit(const tie_repeat_segments *s, const char *at, uint64_t count) {
    uint32_t last = 0;
    for (uint64_t i = 0; i < count; i++) {
        uint32_t token = (uint32_t)posting_at(at + i * sizeof(uint64_t));
        last = token > last ? token : last;
    }
    return last / TIE_BLOCK_TOKENS < s->blocks;
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
    if (!postings_fit(&r->segments, s.at, bytes.len / sizeof(uint64_t) - HEAD_WORDS)) {
        r->damaged = true;
        return (source){0};
    }
    return s;
}

/* Postings of one bucket, by key. */
typedef struct run {
    const uint64_t *items;
    size_t count;
} run;

/* Takes the bucket's postings of the source and joins them with others. */
static run join(tie_arena *scratch, run others, source *s, size_t bucket) {
    size_t count = (size_t)s->counts[bucket];
    const char *at = s->at, *end = at + count * sizeof(uint64_t);
    s->at = end;
    uint64_t *out =
        tie_arena_alloc(scratch, (count + others.count) * sizeof *out, alignof(uint64_t));
    size_t n = 0, i = 0;
    for (; i < others.count; i++) {
        for (; at < end && posting_at(at) >> 32 < others.items[i] >> 32; at += sizeof(uint64_t))
            out[n++] = posting_at(at);
        out[n++] = others.items[i];
    }
    if (at < end)
        memcpy(out + n, at, (size_t)(end - at));
    return (run){out, count + others.count};
}

static run fresh_postings(tie_repeats *r, size_t bucket) {
    size_t count;
    uint64_t *postings = tie_spool_load(&r->keys, &r->scratch, bucket, &count);
    tie_sort_postings(&r->scratch, postings, count);
    return (run){postings, count};
}

static void visit_groups(tie_repeats *r, run all, tie_repeat_visit *visit) {
    for (size_t i = 0, n; i < all.count; i += n) {
        for (n = 1; i + n < all.count && all.items[i + n] >> 32 == all.items[i] >> 32; n++)
            ;
        if (n > 1)
            visit(r, all.items + i, n);
    }
}

/* ---- Writing ---- */

/* As the next search will read it. */
static uint64_t rebase(const tie_repeat_segments *s, uint64_t posting) {
    const tie_repeat_row *row = tie_repeat_row_at(s, (uint32_t)posting);
    return posting + s->written[row->document] - row->base;
}

static void write_bucket(tie_repeats *r, size_t bucket, run fresh, run all) {
    tie_repeat_segments *s = &r->segments;
    size_t before = s->out.count;
    run from = s->compact ? all : fresh;
    for (size_t i = 0; i < from.count; i++) {
        if (tie_repeat_lives(tie_repeat_state_of(s, (uint32_t)from.items[i])))
            *TIE_PILE(&r->arena, &s->out) = rebase(s, from.items[i]);
    }
    s->out.items[bucket] = s->out.count - before;
    s->fresh.postings += s->out.count - before;
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

static void visit_part(tie_repeats *r, size_t part, bool write, tie_repeat_visit *visit) {
    tie_repeat_segments *s = &r->segments;
    source *sources = TIE_NEW(&r->scratch, source, s->list.count);
    for (size_t i = 0; i < s->list.count; i++)
        sources[i] = open_part(r, s->list.items[i].id, part);
    if (write)
        begin_part(r);
    for (size_t bucket = 0; bucket < PART_BUCKETS; bucket++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        run fresh = fresh_postings(r, part * PART_BUCKETS + bucket), all = fresh;
        for (size_t i = s->list.count; i-- > 0;) /* the later, the smaller as a rule */
            all = join(&r->scratch, all, &sources[i], bucket);
        visit_groups(r, all, visit);
        if (write)
            write_bucket(r, bucket, fresh, all);
        tie_arena_rewind(&r->scratch, mark);
    }
    if (write)
        write_part(r, part);
}

static void visit_parts(tie_repeats *r, bool write, tie_repeat_visit *visit) {
    for (size_t part = 0; part < TIE_SEGMENT_PARTS; part++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        visit_part(r, part, write, visit);
        tie_arena_rewind(&r->scratch, mark);
    }
}

void tie__repeats_each_group(tie_repeats *r, tie_repeat_visit *visit) {
    visit_parts(r, false, visit);
}

static void forget_segment(tie_repeats *r, uint32_t id) {
    for (size_t part = 0; part < TIE_SEGMENT_PARTS; part++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        tie__repeats_forget(r, name_of(r, id, part));
        tie_arena_rewind(&r->scratch, mark);
    }
}

void tie__repeats_write_groups(tie_repeats *r, tie_repeat_visit *visit) {
    visit_parts(r, true, visit);
    if (!r->segments.fresh.postings)
        forget_segment(r, r->segments.fresh.id);
}

void tie__repeats_forget_stale(tie_repeats *r) {
    for (size_t i = 0; i < r->segments.stale.count; i++)
        forget_segment(r, r->segments.stale.items[i]);
}
