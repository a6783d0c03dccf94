/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which files a run must read. A file whose inode, size and times are those of the last completed
 * run, and whose times lie before that run began, has not been written since; of any other the
 * contents decide. A clock that was set back makes all times worthless: then contents decide for
 * all. */
#include "store/db.h"

#include "base/date.h"
#include "base/err.h"
#include "base/io.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int64_t nanoseconds(struct timespec t) { return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec; }

/* ---- Beginning ---- */

static uint64_t mix_str(uint64_t hash, tie_str s) { return tie_hash_mix(hash, tie_hash(s)); }

static uint64_t mix_date(uint64_t hash, tie_date d) {
    return tie_hash_mix(hash, (uint64_t)(uint16_t)d.year << 16 | (uint64_t)d.month << 8 | d.day);
}

/* All that decides, beside a file's bytes and its own facts, what is found in it. */
static uint64_t context_of(tie_store *store, const tie_store_job *job) {
    uint64_t hash = tie_hash_mix(tie_memo_maker(), job->rules->hash);
    tie_str sidecar = {0};
    hash = mix_date(mix_str(mix_str(hash, job->options->source), job->options->place),
                    job->options->date);
    hash = tie_hash_mix(hash, job->options->max_bytes);
    if (job->options->sidecar.len) /* one that cannot be read fails the corpus */
        tie_io_read(&store->arena, job->options->sidecar, 0, &sidecar, NULL);
    return mix_str(mix_str(hash, job->options->sidecar), sidecar);
}

static tie_str day(tie_arena *arena, tie_date date) {
    tie_buf buf = tie_buf_new(arena);
    tie_date_render(&buf, date);
    return tie_buf_str(&buf);
}

/* What the database has of the files of the job; looked up by path. */
static void read_known(tie_store *store) {
    tie_arena *arena = &store->arena;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_INPUTS_KNOWN);
    tie__bind_int(s, 1, store->job_id);
    while (tie__step(store, s)) {
        tie_known_input k = {.id = tie__column_int(s, 0),
                             .path = tie_arena_str(arena, tie__column(s, 1)),
                             .state = {.there = true,
                                       .inode = (uint64_t)tie__column_int(s, 2),
                                       .size_bytes = (uint64_t)tie__column_int(s, 3),
                                       .mtime_ns = tie__column_int(s, 4),
                                       .ctime_ns = tie__column_int(s, 5)},
                             .read = tie__column(s, 6).len != 0,
                             .context = tie__column_hash(s, 6),
                             .content = tie__column_hash(s, 7)};
        tie_map_put(&store->paths, arena, tie_hash(k.path), (uint32_t)store->known.count);
        *TIE_PUSH(arena, &store->known) = k;
    }
    sqlite3_reset(s);
}

static void begin(tie_store *store, const tie_store_job *job) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    store->started_ns = nanoseconds(now);
    store->context = context_of(store, job);
    tie__exec(store, "BEGIN IMMEDIATE");
    sqlite3_stmt *s;
    if (store->salvaged) { /* its name was lost with a page */
        s = tie__sql(store, TIE_SQL_JOB_ADOPT);
        tie__bind_text(s, 1, job->name);
        tie__do(store, s);
    }
    s = tie__sql(store, TIE_SQL_JOB_ADD);
    tie__bind_text(s, 1, job->name);
    tie__do(store, s);
    s = tie__sql(store, TIE_SQL_JOB_FIND);
    tie__bind_text(s, 1, job->name);
    if (tie__step(store, s))
        store->job_id = tie__column_int(s, 0);
    sqlite3_reset(s);
    s = tie__sql(store, TIE_SQL_RUN_LAST);
    tie__bind_int(s, 1, store->job_id);
    if (tie__step(store, s)) {
        store->last_run_id = tie__column_int(s, 0);
        store->last_started_ns = tie__column_int(s, 1);
    }
    sqlite3_reset(s);
    s = tie__sql(store, TIE_SQL_RUN_ADD);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, day(&store->arena, job->today));
    tie__bind_int(s, 3, store->started_ns);
    tie__bind_text(s, 4, TIE_STR(TIE_VERSION));
    tie__bind_hash(s, 5, job->rules->hash);
    tie__do(store, s);
    store->run_id = sqlite3_last_insert_rowid(store->db);
    tie__store_note_run(store);
    read_known(store);
}

tie_code tie_store_begin(tie_store *store, const tie_store_job *job, tie_err *err) {
    if (TIE_GUARD(store->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    store->job = job;
    tie_store_lock(store, NULL);
    bool doubt = !store->failed && !tie__store_as_left(store);
    if (doubt && tie__store_damaged(store) && tie__store_salvage(store, err))
        return TIE_EIO;
    begin(store, job);
    return tie__store_result(store, err);
}

bool tie_store_damaged(const tie_store *store) { return store->damaged; }

bool tie_store_salvaged(const tie_store *store) { return store->salvaged; }

bool tie_store_lost(const tie_store *store) { return store->lost; }

tie_code tie_store_corpus(tie_store *store, tie_corpus **out, tie_err *err) {
    tie_code code = tie_corpus_new(store->job->rules, store->job->options, out, err);
    store->memory = tie__store_memory(store);
    if (!code)
        tie_corpus_remember(*out, &store->memory);
    return code;
}

/* ---- Adding ---- */

/* Of a file that is not known, all is 0. */
static tie_known_input find(const tie_store *store, tie_str path) {
    const uint32_t *at = tie_map_find(&store->paths, tie_hash(path));
    const tie_known_input *k = at ? &store->known.items[*at] : NULL;
    return k && tie_str_eq(k->path, path) ? *k : (tie_known_input){0};
}

/* Nothing has written to it since the last run, as far as its times tell. */
static bool untouched(const tie_store *store, const tie_io_state *then, const tie_io_state *now) {
    return now->there && then->inode == now->inode && then->size_bytes == now->size_bytes &&
           then->mtime_ns == now->mtime_ns && then->ctime_ns == now->ctime_ns &&
           now->mtime_ns < store->last_started_ns && now->ctime_ns < store->last_started_ns;
}

/* Files of the job that lie under one path of it. */
typedef struct adding {
    tie_store *store;
    tie_corpus *corpus;
    tie_str root;
    const tie_defaults *defaults;
    uint64_t context;
} adding;

static int64_t add_row(tie_store *store, tie_str path, tie_str root) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_INPUT_ADD);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, path);
    tie__bind_text(s, 3, root);
    tie__do(store, s);
    return sqlite3_last_insert_rowid(store->db);
}

static uint64_t with_defaults(uint64_t context, const tie_defaults *d) {
    return mix_date(mix_str(mix_str(context, d->source), d->place), d->date);
}

/* It was read by this program with these packs and facts. */
static bool recallable(const adding *a, const tie_known_input *k) {
    return !a->store->job->forget && k->read && k->context == a->context;
}

/* Unless the corpus has the file already, by another path. */
static void add_input(const adding *a, tie_str path, const tie_io_state *now, tie_input_state state,
                      const tie_known_input *k) {
    tie_store *store = a->store;
    if (!tie_corpus_add_input(a->corpus, path, a->defaults, state, store->seen.count, k->content))
        return;
    *TIE_PUSH(&store->arena, &store->seen) =
        (tie_seen_input){.id = k->id ? k->id : add_row(store, path, a->root),
                         .root = a->root,
                         .context = a->context,
                         .path = path,
                         .state = *now,
                         .recallable = recallable(a, k)};
    store->read += state != TIE_INPUT_KNOWN;
}

static void add_file(const adding *a, tie_str path, const tie_io_state *now) {
    const tie_store *store = a->store;
    tie_known_input k = find(store, path);
    bool trusts_times = !store->job->rehash && store->started_ns > store->last_started_ns;
    bool known = trusts_times && untouched(store, &k.state, now);
    tie_input_state state = !recallable(a, &k) ? TIE_INPUT_NEW
                            : known            ? TIE_INPUT_KNOWN
                                               : TIE_INPUT_DOUBTFUL;
    add_input(a, path, now, state, &k);
}

/* What was found under a path that cannot be listed now. */
static void add_remembered(const adding *a) {
    tie_store *store = a->store;
    TIE_VEC(tie_str) paths = {0};
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_INPUTS_OF_ROOT);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, a->root);
    while (tie__step(store, s))
        *TIE_PUSH(&store->arena, &paths) = tie_arena_str(&store->arena, tie__column(s, 0));
    sqlite3_reset(s);
    for (size_t i = 0; i < paths.count; i++) {
        tie_known_input k = find(store, paths.items[i]);
        tie_io_state now;
        tie_io_look((tie_strs){&paths.items[i], 1}, &now);
        add_input(a, paths.items[i], &now, recallable(a, &k) ? TIE_INPUT_KNOWN : TIE_INPUT_NEW, &k);
    }
    store->unread++;
}

tie_code tie_store_add(tie_store *store, tie_corpus *corpus, tie_str path,
                       const tie_defaults *defaults, tie_err *err) {
    tie_strs files;
    if (TIE_GUARD(store->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    if (store->failed)
        return tie__store_result(store, err);
    adding a = {store, corpus, path, defaults, with_defaults(store->context, defaults)};
    tie_code code = tie_io_list(&store->arena, path, &files, err);
    if (code == TIE_EIO || code == TIE_EUSAGE) {
        add_remembered(&a);
        return code;
    }
    if (code)
        return code;
    tie_io_state *now = TIE_ROOM(&store->arena, tie_io_state, files.count);
    if (!store->seen.count)
        TIE_RESERVE(&store->arena, &store->seen, files.count);
    tie_io_look(files, now);
    for (size_t i = 0; i < files.count; i++)
        add_file(&a, files.items[i], &now[i]);
    return TIE_OK;
}
