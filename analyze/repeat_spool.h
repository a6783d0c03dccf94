/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records put into buckets in any order and taken out bucket by bucket, through a temporary file
 * where they are more than memory should hold. Within a bucket the order of arrival is kept. */
#ifndef TIE_ANALYZE_REPEAT_SPOOL_H
#define TIE_ANALYZE_REPEAT_SPOOL_H

#include "base/arena.h"

#include <stdio.h>

typedef struct tie_spool_block tie_spool_block;

/* The blocks of one bucket, oldest first. */
typedef struct tie_spool_bucket {
    tie_spool_block *first, *last;
    uint64_t count; /* records in the blocks */
} tie_spool_bucket;

/* What was written to the file at one time: each bucket's records in one piece. */
typedef struct tie_spool_run {
    uint64_t *offsets; /* in records; bucket_count + 1 of them */
} tie_spool_run;

typedef struct tie_spool {
    tie_arena arena; /* of the blocks */
    tie_arena *lasting;
    size_t record_bytes, bucket_count;
    size_t limit_bytes; /* of the blocks; 0: none */
    tie_spool_bucket *buckets;
    TIE_VEC(tie_spool_run) runs;
    FILE **file; /* made when first needed */
    uint64_t file_records;
    bool failed; /* the file could not be made, written or read */
} tie_spool;

/* lasting holds the directory; file is where the owner keeps the temporary file, to close it in
 * the end. The blocks are the spool's own: end it with tie_spool_release. */
void tie_spool_init(tie_spool *spool, tie_arena *lasting, jmp_buf *guard, size_t record_bytes,
                    size_t bucket_count, size_t limit_bytes, FILE **file);
void tie_spool_release(tie_spool *spool);

/* Room for one record more in the bucket of that index, to be filled at once. */
void *tie_spool_add(tie_spool *spool, size_t index);
uint64_t tie_spool_count(const tie_spool *spool, size_t bucket);
/* Takes records of a bucket in the order in which they came. */
typedef void tie_spool_visit(void *user, const void *records, size_t count);
/* What: the records of the bucket, some at a time. Scratch in arena. */
void tie_spool_each(tie_spool *spool, tie_arena *arena, size_t bucket, tie_spool_visit *visit,
                    void *user);
/* What: all records of the bucket in the order in which they came. Owns: arena. */
void *tie_spool_load(tie_spool *spool, tie_arena *arena, size_t bucket, size_t *count);

#endif
