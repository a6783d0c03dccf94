/* SPDX-License-Identifier: GPL-3.0-or-later */
/* direction: words of a lasting trend ("declining year by year") in a text whose figures moved the
 * other way in the last step that can be told for certain. */
#include "analyze/context.h"
#include "analyze/fact.h"
#include "analyze/stages.h"
#include "analyze/statement.h"
#include "analyze/wording.h"

/* The last two years of a series, and which way they moved. */
typedef struct step {
    const tie_fact *before, *after;
    tie_direction direction;
} step;

static bool one_year(const tie_fact *f) {
    return !f->period.from.month && f->period.from.year == f->period.to.year && !f->reading &&
           !f->implied && !f->state;
}

/* ---- Rows ---- */

static void put_year(tie_buf *buf, const tie_run *run, const tie_fact *f) {
    tie_word_claim(buf, tie_run_claim(run, f->claims[0]));
    tie_buf_puts(buf, " in ");
    tie_period_render(buf, f->period);
}

static void add_fact(tie_run *run, tie_draft *draft, const char *role, const tie_fact *f) {
    for (uint32_t i = 0; i < f->count && i < TIE_MEMBERS_MAX / 3; i++)
        tie_draft_claim(run, draft, role, f->claims[i]);
}

static void check_step(tie_told *told, const step *s) {
    tie_run *run = told->run;
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_DIRECTION, TIE_VERDICT_CONFLICT);
    uint32_t last = UINT32_MAX;
    add_fact(run, &draft, "before", s->before);
    add_fact(run, &draft, "after", s->after);
    size_t figures = draft.members.count;
    for (uint32_t i = 0; i < s->after->count; i++) {
        const tie_claim *c = tie_run_claim(run, s->after->claims[i]);
        const tie_statement *clause =
            c->doc != last ? tie_statement_against(told, c->doc, s->direction, s->after->of, c)
                           : NULL;
        if (clause)
            tie_statement_add(run, &draft, c, clause);
        last = c->doc;
    }
    if (draft.members.count == figures)
        return;
    tie_buf buf = tie_buf_new(&run->arena);
    put_year(&buf, run, s->before);
    tie_buf_puts(&buf, ", then ");
    put_year(&buf, run, s->after);
    tie_buf_puts(&buf, s->direction == TIE_DIRECTION_UP ? ": a rise" : ": a fall");
    draft.row.computation = tie_buf_str(&buf);
    draft.row.message = s->direction == TIE_DIRECTION_UP
                            ? TIE_STR("said to fall steadily, but the last figures rise")
                            : TIE_STR("said to rise steadily, but the last figures fall");
    draft.row.severity = TIE_SEVERITY_CRITICAL;
    draft.row.gap = tie_interval_gap(s->before->meet, s->after->meet);
    draft.measure = s->after->of;
    draft.open = !s->after->of;
    draft.in_cell = true;
    tie_draft_add(run, &draft);
}

static uint64_t series_key(const tie_fact *f) {
    return tie_hash_mix(tie_hash_mix(f->measure, f->place), f->agent);
}

static uint64_t year_key(const tie_fact *f, int years_ago) {
    return tie_hash_mix(series_key(f), (uint64_t)(f->period.from.year - years_ago));
}

/* Which way the figures moved since the year before. */
static bool read_step(tie_run *run, const tie_fact *before, const tie_fact *after, step *out) {
    if (tie_interval_meet(before->meet, after->meet))
        return false;
    const tie_claim *b = tie_run_claim(run, before->claims[0]),
                    *a = tie_run_claim(run, after->claims[0]);
    if (!after->of && !tie_context_same(run, b, a))
        return false;
    bool up = tie_interval_below(before->meet, after->meet, false);
    *out = (step){before, after, up ? TIE_DIRECTION_UP : TIE_DIRECTION_DOWN};
    return true;
}

/* The last year of each series in a family, which is in order of time. */
static void check_family(tie_told *told, const tie_fact *facts, size_t count) {
    tie_arena *scratch = &told->run->scratch;
    tie_map years = {0}, seen = {0};
    for (size_t i = 0; i < count; i++)
        if (one_year(&facts[i]))
            tie_map_put(&years, scratch, year_key(&facts[i], 0), (uint32_t)i);
    for (size_t i = count; i-- > 0;) {
        if (!one_year(&facts[i]) || !tie_map_put(&seen, scratch, series_key(&facts[i]), 0))
            continue;
        const uint32_t *before = tie_map_find(&years, year_key(&facts[i], 1));
        step s;
        if (before && read_step(told->run, &facts[*before], &facts[i], &s))
            check_step(told, &s);
    }
}

void tie_check_direction(tie_run *run, const tie_facts *facts) {
    tie_told told = {.run = run};
    for (size_t i = 0, end; run->corpus && i < facts->count; i = end) {
        for (end = i + 1; end < facts->count && facts->items[end].family == facts->items[i].family;
             end++)
            ;
        check_family(&told, facts->items + i, end - i);
    }
}
