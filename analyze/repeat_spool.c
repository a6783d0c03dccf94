/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_spool.h"

enum { BLOCK_RECORDS = 64 };

struct tie_spool_block {
    tie_spool_block *next;
    uint64_t used;
    char records[];
};

void tie_spool_init(tie_spool *spool, tie_arena *lasting, jmp_buf *guard, size_t record_bytes,
                    size_t bucket_count, size_t limit_bytes, FILE **file) {
    *spool = (tie_spool){.lasting = lasting,
                         .record_bytes = record_bytes,
                         .bucket_count = bucket_count,
                         .limit_bytes = limit_bytes,
                         .file = file};
    tie_arena_init(&spool->arena, 0, guard);
    spool->buckets = TIE_NEW(lasting, tie_spool_bucket, bucket_count);
}

void tie_spool_release(tie_spool *spool) { tie_arena_release(&spool->arena); }

static void write_block(tie_spool *spool, const tie_spool_block *block) {
    if (fwrite(block->records, spool->record_bytes, block->used, *spool->file) != block->used)
        spool->failed = true;
    spool->file_records += block->used;
}

/* Moves all blocks to the file. */
static void flush(tie_spool *spool) {
    if (!*spool->file)
        *spool->file = tmpfile();
    if (!*spool->file || fseek(*spool->file, 0, SEEK_END) != 0) {
        spool->failed = true;
        return;
    }
    tie_spool_run *run = TIE_PUSH(spool->lasting, &spool->runs);
    run->offsets = TIE_NEW(spool->lasting, uint64_t, spool->bucket_count + 1);
    for (size_t i = 0; i < spool->bucket_count; i++) {
        run->offsets[i] = spool->file_records;
        for (const tie_spool_block *b = spool->buckets[i].first; b; b = b->next)
            write_block(spool, b);
        spool->buckets[i] = (tie_spool_bucket){0};
    }
    run->offsets[spool->bucket_count] = spool->file_records;
    tie_arena_clear(&spool->arena);
}

static tie_spool_block *add_block(tie_spool *spool, tie_spool_bucket *bucket) {
    size_t bytes = sizeof(tie_spool_block) + BLOCK_RECORDS * spool->record_bytes;
    tie_spool_block *block = tie_arena_alloc(&spool->arena, bytes, alignof(max_align_t));
    *block = (tie_spool_block){0};
    if (bucket->last)
        bucket->last->next = block;
    else
        bucket->first = block;
    return bucket->last = block;
}

void *tie_spool_add(tie_spool *spool, size_t index) {
    tie_spool_bucket *bucket = &spool->buckets[index];
    tie_spool_block *block = bucket->last;
    if (!block || block->used == BLOCK_RECORDS) {
        bool full = spool->limit_bytes && spool->arena.used_bytes >= spool->limit_bytes &&
                    (size_t)(spool->arena.end - spool->arena.at) < BLOCK_RECORDS * 32;
        if (full)
            flush(spool);
        block = add_block(spool, bucket);
    }
    bucket->count++;
    return block->records + block->used++ * spool->record_bytes;
}

uint64_t tie_spool_count(const tie_spool *spool, size_t bucket) {
    uint64_t count = spool->buckets[bucket].count;
    for (size_t i = 0; i < spool->runs.count; i++)
        count += spool->runs.items[i].offsets[bucket + 1] - spool->runs.items[i].offsets[bucket];
    return count;
}

/* Reads records [first, first + count) of the file. */
static void read_records(tie_spool *spool, uint64_t first, size_t count, void *out) {
    if (count && (fseek(*spool->file, (long)(first * spool->record_bytes), SEEK_SET) != 0 ||
                  fread(out, spool->record_bytes, count, *spool->file) != count)) {
        spool->failed = true;
        memset(out, 0, count * spool->record_bytes);
    }
}

void tie_spool_each(tie_spool *spool, tie_arena *arena, size_t bucket, tie_spool_visit *visit,
                    void *user) {
    enum { AT_ONCE = 1024 };
    tie_mark mark = tie_arena_mark(arena);
    void *buffer = spool->runs.count
                       ? tie_arena_alloc(arena, AT_ONCE * spool->record_bytes, alignof(max_align_t))
                       : NULL;
    for (size_t i = 0; i < spool->runs.count; i++) {
        const uint64_t *offsets = spool->runs.items[i].offsets + bucket;
        for (uint64_t at = offsets[0]; at < offsets[1]; at += AT_ONCE) {
            size_t count = offsets[1] - at < AT_ONCE ? (size_t)(offsets[1] - at) : AT_ONCE;
            read_records(spool, at, count, buffer);
            visit(user, buffer, count);
        }
    }
    for (const tie_spool_block *b = spool->buckets[bucket].first; b; b = b->next)
        visit(user, b->records, b->used);
    tie_arena_rewind(arena, mark);
}

/* Where tie_spool_load puts the next records. */
typedef struct target {
    char *at;
    size_t record_bytes;
} target;

static void copy_records(void *user, const void *records, size_t count) {
    target *t = user;
    memcpy(t->at, records, count * t->record_bytes);
    t->at += count * t->record_bytes;
}

void *tie_spool_load(tie_spool *spool, tie_arena *arena, size_t bucket, size_t *count) {
    *count = (size_t)tie_spool_count(spool, bucket);
    char *out = tie_arena_alloc(arena, *count * spool->record_bytes, alignof(max_align_t));
    target t = {out, spool->record_bytes};
    tie_spool_each(spool, arena, bucket, copy_records, &t);
    return out;
}
