/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The series of figures over time as the last run found them: those of packs, and open ones that
 * are long enough to be tested. */
#include "store/db.h"

static void add_series(tie_store *store, const tie_timeline *t) {
    tie_arena *arena = &store->arena;
    const tie_kendall *k = &t->trend.kendall;
    bool tested = k->is.status == TIE_STAT_OK;
    size_t n = t->figures.n;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_SERIES_ADD);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, tie_timeline_name(arena, t));
    tie__bind_str(s, 3, t->measure ? t->measure->id : (tie_str){0});
    tie__bind_str(s, 4, t->unit);
    tie__bind_text(s, 5, tie_str_c(tie_grain_name(t->grain, false)));
    tie__bind_int(s, 6, (int64_t)n);
    tie__bind_text(s, 7, tie__period_words(arena, tie_timeline_used(t, 0)->period));
    tie__bind_text(s, 8, tie__period_words(arena, tie_timeline_used(t, n - 1)->period));
    if (tested) {
        sqlite3_bind_double(s, 9, k->tau);
        sqlite3_bind_double(s, 10, t->p_trend);
        tie__bind_str(s, 11, tie_str_c(tie_stat_trend_words(k, t->p_trend)));
    }
    tie__do(store, s);
}

void tie__store_series(tie_store *store, const tie_run *run) {
    const tie_timelines *all = tie_run_timelines(run);
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_SERIES_CLEAR);
    tie__bind_int(s, 1, store->job_id);
    tie__do(store, s);
    for (size_t i = 0; i < all->count; i++) {
        const tie_timeline *t = &all->items[i];
        tie_mark mark = tie_arena_mark(&store->arena);
        if (t->figures.n && (t->measure || t->trend.kendall.is.status == TIE_STAT_OK))
            add_series(store, t);
        tie_arena_rewind(&store->arena, mark);
    }
}
