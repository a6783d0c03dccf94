/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trend: what the timelines say. Of measures of packs also: a last figure outside what those before
 * it lead to expect, a figure far from the line through all others, a step that a line does not
 * explain. */
#include "analyze/trend.h"

#include "analyze/stages.h"
#include "analyze/wording.h"

enum { TOLD = TIE_POINT_NEXT | TIE_POINT_OUTLIER | TIE_POINT_STEP };

static bool of_pack(const void *user, const tie_timeline *t) {
    (void)user;
    return t->measure != NULL;
}

static void add_members(tie_run *run, tie_draft *draft, const tie_timeline *t) {
    for (size_t i = 0; i < t->count; i++)
        if (t->points[i].use == TIE_POINT_USED)
            tie_draft_claim(run, draft, "value", t->points[i].claim);
}

static tie_draft new_draft(tie_run *run, const tie_timeline *t, tie_row row) {
    tie_draft draft = tie_draft_new(row, TIE_CHECK_TREND, TIE_VERDICT_TIES);
    draft.measure = t->measure;
    draft.open = !t->measure;
    draft.in_cell = true;
    add_members(run, &draft, t);
    return draft;
}

static void tell_trend(tie_run *run, const tie_timeline *t) {
    const tie_kendall *k = &t->trend.kendall;
    bool clear = t->p_trend < 0.05;
    tie_draft draft = new_draft(run, t, clear ? TIE_ROW_FINDING : TIE_ROW_CHECK);
    tie_buf when = tie_buf_new(&run->scratch);
    tie_grain_label(&when, t->grain, t->figures.time[0]);
    tie_buf_puts(&when, " to ");
    tie_grain_label(&when, t->grain, t->figures.time[t->figures.n - 1]);
    draft.row.message = tie_arena_printf(
        &run->arena, "%.*s: %s in %zu figures, %.*s", TIE_FMT(tie_timeline_name(&run->scratch, t)),
        tie_stat_trend_words(k, t->p_trend), t->figures.n, TIE_FMT(tie_buf_str(&when)));
    draft.row.computation = tie_arena_printf(
        &run->arena, "%s: n = %zu, S = %lld, tau = %.2f, p %.*s; adjusted for all series, p %.*s",
        k->is.method, t->figures.n, (long long)k->s, k->tau,
        TIE_FMT(tie_word_p(&run->scratch, k->p)), TIE_FMT(tie_word_p(&run->scratch, t->p_trend)));
    tie_draft_add(run, &draft);
}

/* The strongest of what the flags of a point say. */
static double flag_p(const tie_timeline *t, uint8_t flags) {
    double p = 1;
    if (flags & TIE_POINT_NEXT && t->p_next < p)
        p = t->p_next;
    if (flags & TIE_POINT_OUTLIER && t->p_outlier < p)
        p = t->p_outlier;
    if (flags & TIE_POINT_STEP && t->p_step < p)
        p = t->p_step;
    return p;
}

/* A total and what was added to it bend on one day, for one cause: what is flagged in one place on
 * one day, counted alike. */
static uint64_t cause_key(const tie_timeline *t, const tie_point *p) {
    uint64_t where = tie_hash_mix(tie_hash(t->place), tie_hash(t->unit));
    return tie_hash_mix(tie_hash_mix(where, p->flags & TOLD),
                        (uint64_t)tie_date_first_day(p->period.to));
}

/* One row for each remark about a flagged point; the others are its witnesses. told: causes, to
 * the rows that say so. */
static void tell_flagged(tie_run *run, const tie_timeline *t, const tie_point *p, tie_map *told) {
    enum { ODD = TIE_POINT_NEXT | TIE_POINT_OUTLIER };
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_TREND, TIE_VERDICT_TIES);
    draft.measure = t->measure;
    draft.in_cell = true;
    tie_draft_claim(run, &draft, p->flags & ODD ? "odd" : "step", p->claim);
    add_members(run, &draft, t);
    tie_strs remarks = tie_timeline_point_remarks(&run->arena, t, p);
    draft.row.message =
        tie_arena_printf(&run->arena, "%.*s: %.*s", TIE_FMT(tie_timeline_name(&run->scratch, t)),
                         TIE_FMT(remarks.items[0]));
    double p_value = flag_p(t, p->flags);
    const tie_stat *is = p->flags & TIE_POINT_NEXT      ? &t->trend.last.is
                         : p->flags & TIE_POINT_OUTLIER ? &t->trend.outlier.is
                                                        : &t->trend.step.is;
    draft.row.computation =
        tie_arena_printf(&run->arena, "%s: n = %zu, p %.*s, adjusted for all series", is->method,
                         is->n, TIE_FMT(tie_word_p(&run->scratch, p_value)));
    draft.row.severity = p_value < 0.01 ? TIE_SEVERITY_NOTE : TIE_SEVERITY_INFO;
    if (!tie_draft_add(run, &draft))
        return;
    const uint32_t *cause = tie_map_find(told, cause_key(t, p));
    if (cause)
        run->rows.items[run->rows.count - 1].cause = run->rows.items[*cause].fingerprint;
    else
        tie_map_put(told, &run->scratch, cause_key(t, p), (uint32_t)run->rows.count - 1);
}

static void tell(tie_run *run, const tie_timeline *t, tie_map *told) {
    if (t->trend.kendall.is.status == TIE_STAT_OK)
        tell_trend(run, t);
    else if (t->measure && t->figures.n >= 2)
        tie_ledger_skip(run, TIE_CHECK_TREND, TIE_REASON_TOO_FEW, t->measure->id,
                        tie_timeline_used(t, 0)->claim,
                        tie_timeline_used(t, t->figures.n - 1)->claim);
    for (size_t i = 0; i < t->count; i++)
        if (t->points[i].flags & TOLD)
            tell_flagged(run, t, &t->points[i], told);
}

void tie_check_trends(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_timelines_build(run);
    tie_timelines_study(&run->scratch, &run->timelines, of_pack, NULL);
    tie_map told = {0};
    for (size_t i = 0; i < run->timelines.count; i++)
        tell(run, &run->timelines.items[i], &told);
    tie_trend_stated(run);
    tie_trend_heaping(run);
    tie_arena_rewind(&run->scratch, mark);
}
