/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contain: what happened within a part of a stretch of time cannot exceed what happened in all of
 * it. A part that holds far more than its share of time is worth a note. */
#include "analyze/fact.h"
#include "analyze/part.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

enum { WHOLES_MAX = 32 }; /* nearest enclosing stretches that a part is held against */

typedef TIE_VEC(const tie_fact *) enclosing;

static const tie_claim *first_claim(const tie_run *run, const tie_fact *f) {
    return tie_run_claim(run, f->claims[0]);
}

/* A figure implied by another, as people print it: whole where it is a count. */
static tie_dec implied_value(const tie_run *run, const tie_fact *f) {
    const tie_claim *value = first_claim(run, f), *change = tie_run_claim(run, f->change);
    tie_dec rate = tie_dec_zero(change->value)
                       ? change->value
                       : (tie_dec){change->value.mant, change->value.exp - 2};
    tie_dec factor, out;
    if (change->direction == TIE_DIRECTION_DOWN)
        rate = tie_dec_neg(rate);
    bool divided = !tie_dec_add(tie_dec_int(1), rate, &factor) &&
                   !tie_dec_div(tie_claim_base_value(value), factor, TIE_ROUND_DOWN, &out);
    return divided ? tie_dec_round(out, value->kind == TIE_KIND_COUNT ? 0 : 3) : f->meet.lo;
}

static void put_figure(tie_buf *buf, const tie_run *run, const tie_fact *f) {
    if (f->change == TIE_NO_CLAIM)
        tie_word_claim(buf, first_claim(run, f));
    else
        tie_dec_render_grouped(buf, implied_value(run, f));
}

static void put_fact(tie_buf *buf, const tie_run *run, const tie_fact *f) {
    put_figure(buf, run, f);
    tie_buf_puts(buf, " in ");
    tie_period_render(buf, f->period);
}

/* "373,000 after a fall of 40 percent implies 621,667 a year before; " */
static void put_implied(tie_buf *buf, const tie_run *run, const tie_fact *part) {
    if (part->change == TIE_NO_CLAIM)
        return;
    const tie_claim *change = tie_run_claim(run, part->change);
    tie_word_claim(buf, first_claim(run, part));
    tie_buf_puts(buf, change->direction == TIE_DIRECTION_DOWN ? " after a fall of "
                                                              : " after a rise of ");
    tie_word_claim(buf, change);
    tie_buf_puts(buf, " implies ");
    put_figure(buf, run, part);
    tie_buf_puts(buf, " a year before; ");
}

static void add_implied(tie_run *run, tie_draft *draft, const tie_fact *part) {
    uint32_t from[2];
    tie_buf text = tie_buf_new(&run->arena);
    from[0] = tie_draft_claim(run, draft, "value", part->claims[0]);
    from[1] = tie_draft_claim(run, draft, "change", part->change);
    put_figure(&text, run, part);
    tie_draft_derived(run, draft, from, 2, implied_value(run, part), part->meet,
                      tie_buf_str(&text));
}

static void add_members(tie_run *run, tie_draft *draft, const tie_fact *part,
                        const tie_fact *whole) {
    draft->measure = part->measure;
    draft->in_cell = true;
    if (part->change != TIE_NO_CLAIM)
        add_implied(run, draft, part);
    else
        for (uint32_t i = 0; i < part->count && i < TIE_MEMBERS_MAX / 2; i++)
            tie_draft_claim(run, draft, "part", part->claims[i]);
    if (part->reading)
        tie_draft_date(run, draft, part->reading);
    for (uint32_t i = 0; i < whole->count && i < TIE_MEMBERS_MAX / 2; i++)
        tie_draft_claim(run, draft, "whole", whole->claims[i]);
}

static void report_above(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_CONTAIN, TIE_VERDICT_CONFLICT);
    tie_buf buf = tie_buf_new(&run->arena), sum = tie_buf_new(&run->arena);
    draft.row.gap = tie_interval_gap(part->meet, whole->meet);
    draft.row.severity = draft.row.gap >= 0.05 ? TIE_SEVERITY_CRITICAL : TIE_SEVERITY_MINOR;
    put_fact(&buf, run, part);
    tie_buf_puts(&buf, " exceeds ");
    put_fact(&buf, run, whole);
    tie_buf_puts(&buf, ", of which it is a part: these cannot all hold");
    draft.row.message = tie_buf_str(&buf);
    put_implied(&sum, run, part);
    tie_interval_render(&sum, part->meet);
    tie_buf_puts(&sum, " lies above ");
    tie_interval_render(&sum, whole->meet);
    draft.row.computation = tie_buf_str(&sum);
    add_members(run, &draft, part, whole);
    tie_draft_add(run, &draft);
}

static double days(const tie_fact *f) { return (double)f->last_day - f->first_day + 1; }

static void report_share(tie_run *run, const tie_fact *part, const tie_fact *whole, double share,
                         double time) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_CONTAIN, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&run->arena);
    draft.row.severity = TIE_SEVERITY_NOTE;
    put_fact(&buf, run, part);
    tie_buf_printf(&buf, " would be %.0f%% of ", 100 * share);
    put_fact(&buf, run, whole);
    tie_buf_printf(&buf, ", in %.0f%% of the time", 100 * time);
    draft.row.message = tie_buf_str(&buf);
    draft.row.computation = tie_arena_printf(
        &run->arena, "%.0f of %.0f days; %.0f%% of the figure in %.0f%% of the time", days(part),
        days(whole), 100 * share, 100 * time);
    add_members(run, &draft, part, whole);
    tie_draft_add(run, &draft);
}

/* Share of the figure three times its share of time, and a quarter of the whole at least. */
static void check_share(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    if (part->change != TIE_NO_CLAIM || whole->meet.hi_inf)
        return;
    double all = tie_dec_double(tie_claim_base_value(first_claim(run, whole)));
    double share = all > 0 ? tie_dec_double(tie_claim_base_value(first_claim(run, part))) / all : 0;
    double time = days(part) / days(whole);
    if (share >= 0.25 && share <= 1 && share / time >= 3)
        report_share(run, part, whole, share, time);
}

static bool fits_as_whole(tie_run *run, const tie_fact *whole, const tie_fact *part) {
    bool longer = whole->first_day <= part->first_day && part->last_day <= whole->last_day &&
                  days(part) < days(whole);
    bool who = !whole->agent || whole->agent == part->agent;
    if (!longer || !who || whole->reading || whole->change != TIE_NO_CLAIM)
        return false;
    for (uint32_t i = 0; i < whole->count; i++)
        if (tie_claim_speaks_for_all(run, tie_run_claim(run, whole->claims[i])))
            return true;
    return false;
}

static void check_pair(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    bool above = tie_interval_below(whole->meet, part->meet, false) &&
                 !tie_interval_meet(whole->meet, part->meet);
    if (above)
        report_above(run, part, whole);
    else
        check_share(run, part, whole);
}

/* Facts come by first day: what may enclose the next one has begun and not ended yet. */
static void check_group(tie_run *run, const tie_fact *facts, size_t count) {
    enclosing open = {0};
    for (size_t i = 0; i < count; i++) {
        size_t kept = 0;
        for (size_t k = 0; k < open.count; k++)
            if (open.items[k]->last_day >= facts[i].first_day)
                open.items[kept++] = open.items[k];
        open.count = kept;
        size_t first = kept > WHOLES_MAX ? kept - WHOLES_MAX : 0;
        for (size_t k = first; k < kept; k++)
            if (fits_as_whole(run, open.items[k], &facts[i]))
                check_pair(run, &facts[i], open.items[k]);
        *TIE_PUSH(&run->scratch, &open) = &facts[i];
    }
}

void tie_check_contain(tie_run *run, const tie_facts *facts) {
    for (size_t i = 0, end; i < facts->count; i = end) {
        for (end = i + 1; end < facts->count && facts->items[end].group == facts->items[i].group;
             end++)
            ;
        check_group(run, facts->items + i, end - i);
    }
}
