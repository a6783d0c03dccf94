/* SPDX-License-Identifier: GPL-3.0-or-later */
/* date: expressions that are impossible as written, and figures dated after their publication. What
 * an impossible date governs is its consequence: findings about those claims are nested under it.
 */
#include "analyze/cue.h"
#include "analyze/stages.h"

/* The date expressions of one sentence stand together. */
static size_t same_sentence(const tie_doc_part *part, size_t at) {
    const tie_date_expr *d = part->dates;
    size_t end = at + 1;
    while (end < part->date_count && d[end].sentence.start == d[at].sentence.start)
        end++;
    return end;
}

/* The claims of the sentence that stand between two of its bytes. */
static void add_governed(tie_run *run, tie_draft *draft, const tie_date_expr *date,
                         uint64_t until) {
    const tie_sentence_key *s = tie_run_sentence(run, date->doc, date->sentence);
    for (uint32_t i = 0; s && i < s->claim_count; i++) {
        const tie_claim *c = tie_run_claim(run, s->first_claim + i);
        if (c->span.start >= date->span.end && c->span.start < until)
            tie_draft_claim(run, draft, "value", c->id);
    }
}

/* Dates of one sentence, which share a fault. What stands behind the last of them, up to the next
 * date, is theirs. */
static void report_fault(tie_run *run, const tie_date_expr *dates, size_t count, uint64_t until) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_DATE, TIE_VERDICT_CONFLICT);
    tie_buf buf = tie_buf_new(&run->arena);
    for (size_t i = 0; i < count; i++) {
        tie_buf_printf(&buf, "%s\"%.*s\"", i ? " with " : "", TIE_FMT(dates[i].text));
        tie_draft_date(run, &draft, &dates[i]);
    }
    draft.row.severity = TIE_SEVERITY_CRITICAL;
    draft.row.message =
        tie_arena_printf(&run->arena, "an impossible date: %.*s", TIE_FMT(dates->fault));
    draft.row.computation = tie_buf_str(&buf);
    add_governed(run, &draft, &dates[count - 1], until);
    if (!tie_draft_add(run, &draft))
        return;
    for (size_t i = count; i < draft.members.count; i++)
        tie_run_cause(run, draft.members.items[i].claim, (uint32_t)run->rows.count - 1);
}

static void check_faults(tie_run *run, const tie_doc_part *part) {
    const tie_date_expr *dates = part->dates;
    for (size_t i = 0, end; i < part->date_count; i = end) {
        size_t last = same_sentence(part, i);
        for (end = i + 1; end < last && tie_str_eq(dates[end].fault, dates[i].fault); end++)
            ;
        if (dates[i].fault.len)
            report_fault(run, dates + i, end - i, end < last ? dates[end].span.start : UINT64_MAX);
    }
}

/* A figure stated for a time that begins behind the day of its publication. */
static bool ahead(const tie_doc *doc, const tie_claim *c) {
    bool dated = doc->date.known && doc->date.to.day && c->period.known && !c->period.from_open &&
                 c->period_from == TIE_ORIGIN_OWN && c->period.from.year != TIE_YEAR_UNKNOWN;
    return dated && c->modality == TIE_MODALITY_STATED &&
           tie_date_first_day(c->period.from) > tie_date_last_day(doc->date.to);
}

/* Told as past, of one day: "300 homes were approved for 2028" is no such thing. A few days may be
 * a matter of time zones. */
static bool told_as_past(tie_run *run, const tie_doc *doc, const tie_claim *c) {
    enum { DAYS_LEAST = 7 };
    bool day = c->period.from.day && !c->period.to_open && !c->period.instant &&
               tie_date_cmp(c->period.from, c->period.to) == 0;
    return day && c->predicate.len && !tie_cue_in_sentence(run, c, TIE_LEX_PLAN, -1) &&
           tie_date_first_day(c->period.from) - tie_date_last_day(doc->date.to) >= DAYS_LEAST &&
           tie_cue_in_sentence(run, c, TIE_LEX_STOP, 1);
}

/* The words that date the claim. */
static void add_date(tie_run *run, tie_draft *draft, const tie_claim *c) {
    size_t count;
    const tie_date_expr *d = tie_run_dates(run, c->doc, c->sentence, &count);
    for (size_t i = 0; i < count; i++)
        if (tie_period_eq(d[i].period, c->period)) {
            tie_draft_date(run, draft, &d[i]);
            return;
        }
}

static void report_ahead(tie_run *run, const tie_doc *doc, const tie_claim *c) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_DATE, TIE_VERDICT_CONFLICT);
    tie_buf buf = tie_buf_new(&run->arena);
    draft.row.severity = told_as_past(run, doc, c) ? TIE_SEVERITY_CRITICAL : TIE_SEVERITY_NOTE;
    draft.row.message = TIE_STR("a figure is stated for a time after its publication");
    tie_period_render(&buf, c->period);
    tie_buf_puts(&buf, " lies after ");
    tie_period_render(&buf, doc->date);
    draft.row.computation = tie_buf_str(&buf);
    tie_draft_claim(run, &draft, "value", c->id);
    add_date(run, &draft, c);
    tie_draft_add(run, &draft);
}

void tie_check_dates(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    check_faults(run, part);
    for (uint32_t i = 0; i < part->claim_count; i++)
        if (ahead(&run->in.docs[doc], &part->claims[i]))
            report_ahead(run, &run->in.docs[doc], &part->claims[i]);
}
