/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/overview.h"

#include "extract/corpus.h"
#include "reports/series.h"

bool tie_overview_shows(const tie_timeline *t) {
    return t->measure || t->figures.n >= TIE_STAT_MIN_P;
}

/* ---- Charts ---- */

/* One point alone says nothing of time. */
static bool is_drawn(const tie_timeline *t) {
    return tie_overview_shows(t) && t->figures.n + t->spans > 1;
}

typedef TIE_VEC(const tie_timeline *) timeline_list;

/* The first timelines that are shown; how many there are in all. */
static size_t choose(const tie_timelines *all, tie_arena *arena, timeline_list *out) {
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (!is_drawn(&all->items[i]))
            continue;
        if (count++ < TIE_OVERVIEW_CHARTS)
            *TIE_PUSH(arena, out) = &all->items[i];
    }
    return count;
}

/* user: the last of those chosen; they ascend. */
static bool is_chosen(const void *user, const tie_timeline *t) {
    return t <= (const tie_timeline *)user && is_drawn(t);
}

static void add_charts(tie_result *result, tie_corpus *corpus, tie_run *run, tie_arena *arena,
                       tie_arena *scratch) {
    tie_timelines all = *tie_run_timelines(run);
    timeline_list chosen = {0};
    size_t count = choose(&all, arena, &chosen);
    if (!count)
        return;
    tie_timelines_study(scratch, &all, is_chosen, chosen.items[chosen.count - 1]);
    tie_timelines_mark(run, arena, &all, TIE_SEVERITY_MINOR);
    tie_series_report report = {.result = result, .corpus = corpus, .scratch = scratch};
    tie_chart *charts = TIE_NEW(arena, tie_chart, chosen.count);
    for (size_t i = 0; i < chosen.count; i++) {
        charts[i] = tie_series_chart(&report, chosen.items[i], arena);
        charts[i].id = (unsigned)i + 1;
    }
    result->charts = charts;
    result->chart_count = chosen.count;
    result->charts_left_out = count - chosen.count;
}

/* ---- Sources ---- */

static tie_code add_sources(tie_result *result, tie_run *run, tie_sources **sources, tie_err *err) {
    tie_source_passages *passages = NULL;
    tie_code code = tie_source_passages_of(run, &passages, err);
    if (!code)
        code = tie_sources_new(run, passages, sources, err);
    tie_source_passages_free(passages);
    result->sources = *sources;
    return code;
}

tie_code tie_overview_add(tie_result *result, tie_corpus *corpus, tie_run *run, tie_arena *arena,
                          tie_arena *scratch, tie_sources **sources, tie_err *err) {
    const tie_ruleset *rules = tie_corpus_rules(corpus);
    tie_mark mark = tie_arena_mark(scratch);
    result->packs = (tie_strs){rules->packs.items, rules->packs.count};
    add_charts(result, corpus, run, arena, scratch);
    tie_arena_rewind(scratch, mark);
    return add_sources(result, run, sources, err);
}
