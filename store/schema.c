/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the schema: schema/N.sql leads from version N - 1 to N. */
#include "store/db.h"

#include "page/schema_step_1.h"
#include "page/schema_step_2.h"
#include "page/schema_step_3.h"
#include "page/schema_step_4.h"
#include "page/schema_step_5.h"

#include <stdio.h>

static const char *const STEPS[] = {TIE_SCHEMA_STEP_1, TIE_SCHEMA_STEP_2, TIE_SCHEMA_STEP_3,
                                    TIE_SCHEMA_STEP_4, TIE_SCHEMA_STEP_5};

enum {
    VERSION = sizeof STEPS / sizeof *STEPS,
    APPLICATION = 0x7469656F /* "tieo" */
};

static int64_t pragma(tie_store *store, const char *sql) {
    sqlite3_stmt *s = NULL;
    int64_t value = 0;
    if (store->failed)
        return 0;
    sqlite3_prepare_v2(store->db, sql, -1, &s, NULL);
    if (tie__step(store, s))
        value = tie__column_int(s, 0);
    sqlite3_finalize(s);
    return value;
}

bool tie__schema_check(tie_store *store, bool may_be_new) {
    int64_t application = pragma(store, "PRAGMA application_id");
    int64_t version = pragma(store, "PRAGMA user_version");
    bool empty = pragma(store, "SELECT count(*) FROM sqlite_schema") == 0;
    if (store->failed || (empty && may_be_new && !application && !version))
        return !store->failed;
    if (application != APPLICATION)
        tie__store_fail(store, TIE_EUSAGE, "a file of another program, not a database of tieout");
    else if (version > VERSION)
        tie__store_fail(
            store, TIE_EUSAGE,
            "its schema is of version %lld, this program knows %d: a newer tieout made it",
            (long long)version, VERSION);
    else if (version < VERSION && !may_be_new)
        tie__store_fail(
            store, TIE_EUSAGE,
            "its schema is of version %lld, this program needs %d: tieout run brings it up "
            "to date",
            (long long)version, VERSION);
    return !store->failed && version < VERSION;
}

/* All steps in one transaction, which another process may have made meanwhile. */
void tie__schema_migrate(tie_store *store) {
    tie__exec(store, "BEGIN IMMEDIATE");
    if (tie__schema_check(store, true)) {
        for (int64_t v = pragma(store, "PRAGMA user_version"); v < VERSION; v++)
            tie__exec(store, STEPS[v]);
        char set[96];
        snprintf(set, sizeof set, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                 APPLICATION, VERSION);
        tie__exec(store, set);
    }
    tie__exec(store, store->failed ? "ROLLBACK" : "COMMIT");
}
