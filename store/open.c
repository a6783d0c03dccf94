/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"

#include "base/err.h"
#include "base/pile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

enum { BUSY_MS = 10000 };

static void configure(tie_store *store, tie_store_mode mode) {
    sqlite3_busy_timeout(store->db, BUSY_MS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    tie__exec(store, "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
                     "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY");
    if (mode == TIE_STORE_READ) {
        tie__schema_check(store, false);
        tie__exec(store, "PRAGMA query_only = ON");
        return;
    }
    bool older = tie__schema_check(store, true);
    /* of a new file: texts and memos fill few pages, each of which is a call of the system */
    tie__exec(store, "PRAGMA page_size = 16384;"
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    if (older)
        tie__schema_migrate(store);
}

static tie_code open_file(tie_store *store, tie_store_mode mode) {
    int flags =
        mode == TIE_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    /* one thread uses a store: no lock for each value that is read */
    int rc = sqlite3_open_v2(store->path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK) {
        tie__store_fail(store, TIE_EIO, "%s", store->db ? sqlite3_errmsg(store->db) : "no memory");
        return store->err.code;
    }
    configure(store, mode);
    return tie__store_result(store, NULL);
}

/* A file that cannot be opened any more was ours if the lock beside it holds a stamp. */
static tie_code mend(tie_store *store, tie_err *err) {
    tie_err first = store->err;
    store->failed = false;
    store->err = (tie_err){0};
    if (tie_store_lock(store, err))
        return store->err.code;
    if (!tie__store_stamped(store)) {
        store->failed = true;
        store->err = first;
        return tie__store_result(store, err);
    }
    return tie__store_salvage(store, err);
}

tie_code tie_store_open(tie_str path, tie_store_mode mode, tie_store **out, tie_err *err) {
    tie_store *store = calloc(1, sizeof *store);
    char *name = store ? malloc(path.len + 1) : NULL;
    if (!name) {
        free(store);
        return tie_fail(err, TIE_EMEM, "out of memory");
    }
    memcpy(name, path.ptr, path.len);
    name[path.len] = 0;
    store->path = name;
    store->lock = -1;
    tie_arena_init(&store->arena, 0, &store->guard);
    tie_code code = open_file(store, mode);
    if (code && store->damaged && mode == TIE_STORE_WRITE)
        code = mend(store, err);
    else if (code)
        tie__store_result(store, err);
    if (code) {
        tie_store_close(store);
        return code;
    }
    *out = store;
    return TIE_OK;
}

tie_code tie_store_lock(tie_store *store, tie_err *err) {
    char *name = store->lock < 0 ? sqlite3_mprintf("%s.lock", store->path) : NULL;
    if (name)
        store->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    sqlite3_free(name);
    if (store->lock < 0)
        tie__store_fail(store, TIE_EIO, "its lock cannot be opened: %s", strerror(errno));
    else if (flock(store->lock, LOCK_EX | LOCK_NB) != 0)
        tie__store_fail(store, TIE_EUSAGE, "another run is under way");
    return tie__store_result(store, err);
}

void tie_store_close(tie_store *store) {
    if (!store)
        return;
    for (size_t i = 0; i < TIE_SQL_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    sqlite3_finalize(store->asked);
    sqlite3_close(store->db); /* undoes what is under way */
    tie__store_stamp(store);
    if (store->lock >= 0)
        close(store->lock);
    TIE_PILE_RELEASE(&store->fresh);
    TIE_PILE_RELEASE(&store->stale);
    TIE_PILE_RELEASE(&store->learned);
    tie_arena_release(&store->arena);
    free(store->path);
    free(store);
}
