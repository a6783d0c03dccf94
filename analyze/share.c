/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share: a part, a whole, and the percentage that the text gives for one in the other. */
#include "analyze/arithmetic.h"

#include "analyze/diagnose.h"
#include "analyze/wording.h"

typedef struct share {
    tie_run *run;
    const tie_claim *part, *percent, *whole;
    tie_interval computed; /* in percent */
    tie_interval stated;
} share;

/* "14,939 / 189,338 = 7.890%; printed 7.8%" */
static tie_str computation(const share *s, const char *end) {
    enum { MORE_PLACES = 2 };
    tie_buf buf = tie_buf_new(&s->run->arena);
    tie_dec quotient, hundred;
    tie_word_claim(&buf, s->part);
    tie_buf_puts(&buf, " / ");
    tie_word_claim(&buf, s->whole);
    bool divided = !tie_dec_div(tie_claim_base_value(s->part), tie_claim_base_value(s->whole),
                                TIE_ROUND_DOWN, &quotient) &&
                   !tie_dec_mul(quotient, tie_dec_int(100), &hundred);
    if (divided) {
        int places = (s->percent->decimals > 0 ? s->percent->decimals : 0) + MORE_PLACES;
        tie_buf_puts(&buf, " = ");
        tie_word_fixed(&buf, tie_dec_round(hundred, places), places);
        tie_buf_putc(&buf, '%');
    }
    tie_buf_puts(&buf, "; printed ");
    tie_word_claim(&buf, s->percent);
    tie_buf_puts(&buf, end);
    return tie_buf_str(&buf);
}

static void report(const share *s, tie_draft *draft, const char *end) {
    tie_draft_claim(s->run, draft, "part", s->part->id);
    tie_draft_claim(s->run, draft, "share", s->percent->id);
    tie_draft_claim(s->run, draft, "whole", s->whole->id);
    draft->measure = tie_claim_measure(s->run->in.rules, s->part);
    draft->row.computation = computation(s, end);
    tie_draft_add(s->run, draft);
}

static bool truncated(const share *s) {
    tie_claim cut = *s->percent;
    if (cut.hedge != TIE_HEDGE_EXACT)
        return false;
    cut.decides = tie_interval_truncation(cut.value, cut.unit_u);
    return tie_interval_meet(tie_claim_base(&cut), s->computed);
}

static void report_conflict(const share *s) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_SHARE, TIE_VERDICT_CONFLICT);
    draft.row.gap = tie_interval_gap(s->computed, s->stated);
    draft.row.severity = tie_gap_severity(draft.row.gap);
    draft.row.message = TIE_STR("the part, the whole and the share cannot all hold");
    tie_suspect suspect = {tie_claim_base_value(s->percent), s->percent->unit_u, 0, s->computed};
    tie_diagnosis found = tie_diagnose(&s->run->arena, &suspect);
    if (found.slip)
        draft.row.diagnosis =
            tie_arena_printf(&s->run->arena, "the share: %.*s", TIE_FMT(found.text));
    draft.witnessed = found.named;
    if (found.slip == TIE_SLIP_SCALE && found.named)
        draft.row.severity = TIE_SEVERITY_CRITICAL;
    report(s, &draft, "");
}

void tie_check_share(tie_run *run, const tie_link *link) {
    share s = {.run = run,
               .part = tie_run_claim(run, link->claims[0]),
               .percent = tie_run_claim(run, link->claims[1]),
               .whole = tie_run_claim(run, link->claims[2])};
    tie_interval ratio;
    bool computable = tie_str_eq(s.part->dimension, s.whole->dimension) &&
                      !tie_interval_div(tie_claim_base(s.part), tie_claim_base(s.whole), &ratio);
    if (!computable) {
        tie_ledger_skip(run, TIE_CHECK_SHARE, TIE_REASON_UNIT, (tie_str){0}, s.part->id,
                        s.percent->id);
        return;
    }
    s.computed = tie_interval_clip(tie_interval_scale(ratio, tie_dec_int(100)), tie_dec_int(0),
                                   tie_dec_int(100));
    s.stated = tie_claim_base(s.percent);
    if (tie_interval_meet(s.computed, s.stated)) {
        tie_draft draft = tie_draft_new(TIE_ROW_CHECK, TIE_CHECK_SHARE, TIE_VERDICT_TIES);
        report(&s, &draft, "");
    } else if (truncated(&s)) {
        tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_SHARE, TIE_VERDICT_TRUNCATION);
        draft.row.severity = TIE_SEVERITY_NOTE;
        draft.row.gap = tie_interval_gap(s.computed, s.stated);
        draft.row.message = TIE_STR("the share fits its two figures only if it was cut");
        report(&s, &draft, ": truncated, not rounded");
    } else {
        report_conflict(&s);
    }
}
