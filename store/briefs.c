/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the analysis of each document leaves for the next run. It is worth something to the same
 * program with the same packs and options alone; what is damaged, or was put by another one, is as
 * if it were not there, and is put anew. */
#include "store/db.h"

/* In front of the bytes stands their hash. */
typedef uint64_t checksum;

static int64_t maker_of(const tie_store *store) {
    return (int64_t)tie_hash_mix(tie_brief_maker(), store->context);
}

bool tie__brief_intact(tie_str bytes) {
    checksum sum;
    if (bytes.len < sizeof sum)
        return false;
    memcpy(&sum, bytes.ptr, sizeof sum);
    return sum == tie_hash(tie_str_sub(bytes, sizeof sum, bytes.len));
}

/* The row of a document; 0 where it can have none. */
static int64_t row_of(const tie_store *store, uint32_t doc) {
    uint64_t tag;
    uint32_t part;
    tie_corpus_origin(store->corpus, doc, &tag, &part);
    bool has = tag != TIE_NO_TAG && part >> TIE_BRIEF_PART_BITS == 0;
    return has ? tie__brief_id(store->seen.items[tag].id, part) : 0;
}

static tie_str get(void *user, uint32_t doc) {
    tie_store *store = user;
    int64_t row = store->job->forget ? 0 : row_of(store, doc);
    if (!row || !tie__walk(store, TIE_SQL_BRIEFS_FROM, row))
        return (tie_str){0};
    sqlite3_stmt *s = store->statements[TIE_SQL_BRIEFS_FROM];
    tie_str bytes = tie__column(s, 2);
    bool good = tie__column_int(s, 1) == maker_of(store) && tie__brief_intact(bytes);
    return good ? tie_str_sub(bytes, sizeof(checksum), bytes.len) : (tie_str){0};
}

static void put_row(tie_store *store, int64_t row, tie_str bytes) {
    checksum sum = tie_hash(bytes);
    tie_buf summed = tie_buf_new(&store->arena);
    tie_buf_reserve(&summed, sizeof sum + bytes.len);
    tie_buf_add(&summed, (tie_str){(const char *)&sum, sizeof sum});
    tie_buf_add(&summed, bytes);
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_BRIEF_PUT);
    tie__bind_int(s, 1, row);
    tie__bind_int(s, 2, maker_of(store));
    tie__bind_bytes(s, 3, tie_buf_str(&summed));
    tie__do(store, s);
}

/* Where memory runs out nothing is put. */
static void put(void *user, uint32_t doc, tie_str bytes) {
    tie_store *store = user;
    int64_t row = row_of(store, doc);
    if (!row || TIE_GUARD(store->guard))
        return;
    tie_mark mark = tie_arena_mark(&store->arena);
    put_row(store, row, bytes);
    tie_arena_rewind(&store->arena, mark);
}

tie_brief_memory tie__store_briefs(tie_store *store) {
    return (tie_brief_memory){.user = store, .get = get, .put = put};
}
