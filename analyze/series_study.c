/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines and tests: statistics, correction for their number, flags of points. */
#include "analyze/run.h"

/* Below this a p by Monte Carlo is found again with all replicates; above, it decides nothing. */
static const double WORTH_A_LOOK = 0.1;
static const double UNUSUAL = 0.05;
enum { FIRST_REPLICATES = 199, SEED = 1 };

/* Declared unusual only when both runs say so: the second can but lower the size of the test. */
static tie_trend study(tie_arena *scratch, tie_series figures, size_t tested) {
    tie_trend_options options = {
        .series_tested = tested, .replicates = FIRST_REPLICATES, .seed = SEED};
    tie_trend trend = tie_stat_trend(scratch, figures, options);
    if (trend.step.is.status == TIE_STAT_OK && trend.step.p <= WORTH_A_LOOK)
        trend.step = tie_stat_step(scratch, figures, 0, SEED);
    if (trend.serial.is.status == TIE_STAT_OK && trend.serial.p <= WORTH_A_LOOK)
        trend.serial = tie_stat_serial(scratch, figures, 0, SEED);
    return trend;
}

const tie_point *tie_timeline_used(const tie_timeline *t, size_t at) {
    for (size_t i = 0; i < t->count; i++)
        if (t->points[i].use == TIE_POINT_USED && at-- == 0)
            return &t->points[i];
    return NULL;
}

static void flag(tie_timeline *t, size_t at, uint8_t bit) {
    for (size_t i = 0; i < t->count; i++)
        if (t->points[i].use == TIE_POINT_USED && at-- == 0)
            t->points[i].flags |= bit;
}

static void flag_points(tie_timeline *t) {
    if (t->trend.last.outside && t->trend.last.may_warn && t->p_next < UNUSUAL)
        flag(t, t->figures.n - 1, TIE_POINT_NEXT);
    if (t->trend.outlier.is.status == TIE_STAT_OK && t->p_outlier < UNUSUAL)
        flag(t, t->trend.outlier.at, TIE_POINT_OUTLIER);
    if (t->trend.step.is.status == TIE_STAT_OK && t->p_step < UNUSUAL)
        flag(t, t->trend.step.at, TIE_POINT_STEP);
}

/* One kind of test over all timelines; where it has an answer its p is in p[i]. */
typedef struct family {
    double *p;
    size_t count;
} family;

static void take(family *f, tie_stat is, double p) {
    if (is.status == TIE_STAT_OK)
        f->p[f->count++] = p;
}

static double give(const family *f, size_t *at, tie_stat is) {
    return is.status == TIE_STAT_OK ? f->p[(*at)++] : 1;
}

static void adjust(tie_arena *scratch, tie_timelines *all) {
    family next = {TIE_NEW(scratch, double, all->count), 0};
    family outlier = {TIE_NEW(scratch, double, all->count), 0};
    family step = {TIE_NEW(scratch, double, all->count), 0};
    for (size_t i = 0; i < all->count; i++) {
        const tie_trend *t = &all->items[i].trend;
        if (!all->items[i].studied)
            continue;
        take(&next, t->last.is, t->last.p);
        take(&outlier, t->outlier.is, t->outlier.p);
        take(&step, t->step.is, t->step.p);
    }
    tie_stat_adjust(scratch, next.p, next.count, next.p);
    tie_stat_adjust(scratch, outlier.p, outlier.count, outlier.p);
    tie_stat_adjust(scratch, step.p, step.count, step.p);
    size_t at[3] = {0, 0, 0};
    for (size_t i = 0; i < all->count; i++) {
        tie_timeline *t = &all->items[i];
        if (!t->studied)
            continue;
        t->p_next = give(&next, &at[0], t->trend.last.is);
        t->p_outlier = give(&outlier, &at[1], t->trend.outlier.is);
        t->p_step = give(&step, &at[2], t->trend.step.is);
        flag_points(t);
    }
}

void tie_timelines_study(tie_arena *scratch, tie_timelines *timelines,
                         bool (*wanted)(const void *user, const tie_timeline *t),
                         const void *user) {
    tie_mark mark = tie_arena_mark(scratch);
    size_t tested = 0;
    for (size_t i = 0; i < timelines->count; i++)
        tested += timelines->items[i].trend.kendall.is.status == TIE_STAT_OK;
    for (size_t i = 0; i < timelines->count; i++) {
        tie_timeline *t = &timelines->items[i];
        if (t->studied || (wanted && !wanted(user, t)))
            continue;
        tie_kendall kendall = t->trend.kendall; /* as adjusted */
        t->trend = study(scratch, t->figures, tested);
        t->trend.kendall = kendall;
        t->studied = true;
    }
    adjust(scratch, timelines);
    tie_arena_rewind(scratch, mark);
}

/* ---- Findings about figures ---- */

typedef TIE_VEC(uint32_t) row_list;

/* Where a claim stands. */
typedef struct place {
    uint32_t timeline, point;
} place;

typedef struct index_of_claims {
    tie_map by_claim; /* claim + 1 to its place */
    TIE_VEC(place) places;
} index_of_claims;

static void index_claim(tie_arena *arena, index_of_claims *out, uint32_t claim, place at) {
    if (claim != TIE_NO_CLAIM &&
        tie_map_put(&out->by_claim, arena, claim + (uint64_t)1, (uint32_t)out->places.count))
        *TIE_PUSH(arena, &out->places) = at;
}

static index_of_claims index_points(tie_arena *arena, const tie_timelines *all) {
    index_of_claims out = {0};
    for (size_t i = 0; i < all->count; i++)
        for (size_t k = 0; k < all->items[i].count; k++) {
            place at = {(uint32_t)i, (uint32_t)k};
            index_claim(arena, &out, all->items[i].points[k].claim, at);
            index_claim(arena, &out, all->items[i].points[k].less, at);
        }
    return out;
}

void tie_timelines_mark(const tie_run *run, tie_arena *arena, tie_timelines *timelines,
                        tie_severity least) {
    index_of_claims index = index_points(arena, timelines);
    row_list *rows = TIE_NEW(arena, row_list, timelines->count);
    for (size_t r = 0; r < run->rows.count; r++) {
        const tie_finding *row = &run->rows.items[r];
        bool about = row->row == TIE_ROW_FINDING && row->severity >= least;
        for (size_t k = 0; about && k < row->member_count; k++) {
            uint32_t claim = row->members[k].claim;
            const uint32_t *at = tie_map_find(&index.by_claim, claim + (uint64_t)1);
            if (claim == TIE_NO_CLAIM || !at)
                continue;
            place where = index.places.items[*at];
            row_list *list = &rows[where.timeline];
            timelines->items[where.timeline].points[where.point].flags |= TIE_POINT_FINDING;
            if (!list->count || list->items[list->count - 1] != r)
                *TIE_PUSH(arena, list) = (uint32_t)r;
        }
    }
    for (size_t i = 0; i < timelines->count; i++) {
        timelines->items[i].rows = rows[i].items;
        timelines->items[i].row_count = rows[i].count;
    }
}
