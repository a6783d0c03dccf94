/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the search for repeated passages leaves from run to run. It is worth something to the same
 * program with the same packs and options alone, and comes from the documents: a run that has been
 * told to forget begins anew. */
#include "store/db.h"

#include "base/err.h"

static uint64_t maker_of(const tie_store *store) {
    return tie_hash_mix(tie_repeat_memory_maker(), store->context);
}

static tie_str get(void *user, tie_arena *arena, tie_str name) {
    tie_store *store = user;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_PART_FIND);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, name);
    tie_str bytes = tie__step(store, s) ? tie_arena_str(arena, tie__column(s, 0)) : (tie_str){0};
    sqlite3_reset(s);
    return bytes;
}

static void put(void *user, tie_str name, tie_str bytes) {
    tie_store *store = user;
    sqlite3_stmt *s = tie__sql(store, bytes.len ? TIE_SQL_PART_PUT : TIE_SQL_PART_DELETE);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, name);
    if (bytes.len) {
        tie__bind_hash(s, 3, maker_of(store));
        tie__bind_bytes(s, 4, bytes);
    }
    tie__do(store, s);
}

/* Those of another maker; of any, where all is to be forgotten: none has that hash. */
static void forget(tie_store *store) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_PARTS_FORGET);
    tie__bind_int(s, 1, store->job_id);
    if (store->job->forget)
        tie__bind_text(s, 2, (tie_str){0});
    else
        tie__bind_hash(s, 2, maker_of(store));
    tie__do(store, s);
}

tie_code tie_store_run(tie_store *store, tie_corpus *corpus, tie_run **out, tie_err *err) {
    tie_repeat_memory memory = {.user = store, .get = get, .put = put};
    forget(store);
    if (store->failed)
        return tie__store_result(store, err);
    tie_brief_memory briefs = tie__store_briefs(store);
    briefs.sparse = !store->job->whole;
    store->corpus = corpus;
    tie_code code = tie_run_recalling(corpus, &memory, &briefs, out, err);
    store->corpus = NULL;
    sqlite3_reset(store->statements[TIE_SQL_BRIEFS_FROM]);
    return code;
}
