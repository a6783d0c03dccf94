/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum: parts and their total, where the words name both. A complete list must be able to add up to
 * its total; an incomplete one only bounds it. */
#include "analyze/arithmetic.h"

#include "analyze/diagnose.h"
#include "analyze/wording.h"

typedef struct addition {
    tie_run *run;
    const tie_link *link; /* total, then its parts */
    tie_interval sum, total;
    tie_dec printed; /* sum of the figures as printed */
    bool plain;      /* no figure is hedged */
    bool one_unit;   /* all are printed in the total's unit */
} addition;

static const tie_claim *claim_of(const addition *a, uint32_t i) {
    return tie_run_claim(a->run, a->link->claims[i]);
}

static bool read_addition(addition *a) {
    const tie_claim *total = claim_of(a, 0);
    a->total = tie_claim_base(total);
    a->sum = tie_interval_point(tie_dec_int(0));
    a->printed = tie_dec_int(0);
    a->plain = total->hedge == TIE_HEDGE_EXACT;
    a->one_unit = true;
    for (uint32_t i = 1; i < a->link->count; i++) {
        const tie_claim *part = claim_of(a, i);
        if (!tie_str_eq(part->dimension, total->dimension) ||
            tie_dec_add(a->printed, tie_claim_base_value(part), &a->printed))
            return false;
        a->sum = tie_interval_add(a->sum, tie_claim_base(part));
        a->plain = a->plain && part->hedge == TIE_HEDGE_EXACT;
        a->one_unit = a->one_unit && tie_dec_cmp(part->base_factor, total->base_factor) == 0;
    }
    return true;
}

/* "84 + 86 + 71 = 241; stated: 462" */
static tie_str computation(const addition *a, const char *end) {
    tie_buf buf = tie_buf_new(&a->run->arena);
    for (uint32_t i = 1; i < a->link->count; i++) {
        tie_buf_puts(&buf, i > 1 ? " + " : "");
        tie_word_claim(&buf, claim_of(a, i));
    }
    tie_buf_puts(&buf, " = ");
    if (a->one_unit && a->plain)
        tie_dec_render_grouped(&buf, a->printed);
    else
        tie_interval_render(&buf, a->sum);
    tie_buf_puts(&buf, "; stated: ");
    tie_word_claim(&buf, claim_of(a, 0));
    tie_buf_puts(&buf, end);
    return tie_buf_str(&buf);
}

static tie_draft begin(const addition *a, tie_row row, tie_verdict verdict) {
    tie_draft draft = tie_draft_new(row, TIE_CHECK_SUM, verdict);
    draft.measure = tie_claim_measure(a->run->in.rules, claim_of(a, 0));
    tie_draft_claim(a->run, &draft, "total", a->link->claims[0]);
    for (uint32_t i = 1; i < a->link->count; i++)
        tie_draft_claim(a->run, &draft, "part", a->link->claims[i]);
    return draft;
}

static void report_held(const addition *a) {
    bool exact = a->plain && tie_dec_cmp(a->printed, tie_claim_base_value(claim_of(a, 0))) == 0;
    tie_draft draft = begin(a, TIE_ROW_CHECK, TIE_VERDICT_TIES);
    draft.row.computation =
        computation(a, !a->link->complete && !exact ? "; the parts named stay within it"
                       : exact                      ? ""
                                                    : "; they agree within rounding");
    tie_draft_add(a->run, &draft);
}

/* The total alone is suspected: which part would be wrong cannot be told. */
static void diagnose(const addition *a, tie_draft *draft) {
    const tie_claim *total = claim_of(a, 0);
    if (!a->one_unit || !a->link->complete)
        return;
    tie_suspect suspect = {tie_claim_base_value(total), tie_dec_int(0), total->scale, a->sum};
    tie_diagnosis found = tie_diagnose(&a->run->arena, &suspect);
    if (!found.slip)
        return;
    draft->row.diagnosis = tie_arena_printf(&a->run->arena, "the total: %.*s", TIE_FMT(found.text));
    draft->witnessed = found.named;
    if (found.slip == TIE_SLIP_SCALE && found.named)
        draft->row.severity = TIE_SEVERITY_CRITICAL;
}

static void report_conflict(const addition *a) {
    tie_draft draft = begin(a, TIE_ROW_FINDING, TIE_VERDICT_CONFLICT);
    draft.row.gap = tie_interval_gap(a->sum, a->total);
    draft.row.severity = tie_gap_severity(draft.row.gap);
    draft.row.computation = computation(a, "");
    draft.row.message = a->link->complete ? TIE_STR("the parts and their total cannot all hold")
                                          : TIE_STR("the parts named exceed their total");
    diagnose(a, &draft);
    tie_draft_add(a->run, &draft);
}

void tie_check_sum(tie_run *run, const tie_link *link) {
    addition a = {.run = run, .link = link};
    if (!read_addition(&a)) {
        tie_ledger_skip(run, TIE_CHECK_SUM, TIE_REASON_UNIT, (tie_str){0}, link->claims[0],
                        link->claims[1]);
        return;
    }
    tie_interval allowed = a.total;
    if (!link->complete) {
        allowed.lo = tie_dec_int(0);
        allowed.lo_inf = true;
        allowed.lo_open = false;
    }
    if (tie_interval_meet(a.sum, allowed))
        report_held(&a);
    else
        report_conflict(&a);
}
