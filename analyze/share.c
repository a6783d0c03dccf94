/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share: a part, a whole, and the share (a percentage or a fraction) that the text gives for one in
 * the other. */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"

enum { MORE_PLACES = 2 };

static const char *const roles[] = {"part", "share", "whole", NULL};

/* "14,939 / 189,338 = 7.890%; printed 7.8%" */
static tie_str computation(tie_run *run, const tie_claim *part, const tie_claim *share,
                           const tie_claim *whole, tie_dec unit) {
    tie_buf buf = tie_buf_new(&run->arena);
    tie_dec quotient, out;
    tie_word_claim(&buf, part);
    tie_buf_puts(&buf, " / ");
    tie_word_claim(&buf, whole);
    if (!tie_dec_div(tie_recount_value(part, whole), tie_recount_value(whole, part), TIE_ROUND_DOWN,
                     &quotient) &&
        !tie_dec_mul(quotient, unit, &out)) {
        int places = (share->decimals > 0 ? share->decimals : 0) + MORE_PLACES;
        tie_buf_puts(&buf, " = ");
        tie_word_fixed(&buf, tie_dec_round(out, places), places);
        tie_buf_puts(&buf, tie_dec_cmp(unit, tie_dec_int(1)) ? "%" : "");
    }
    tie_buf_puts(&buf, "; printed ");
    tie_word_claim(&buf, share);
    return tie_buf_str(&buf);
}

/* part = share x whole, whole = part / share. */
static void suspect(tie_recount *r, const tie_claim *part, const tie_claim *whole, tie_dec unit) {
    tie_interval share, inverse;
    if (tie_interval_div(r->printed, tie_interval_point(unit), &share))
        return;
    tie_recount_suspect(r, 0, tie_interval_mul(tie_recount_base(whole, part), share));
    if (!tie_interval_div(tie_recount_base(part, whole), share, &inverse))
        tie_recount_suspect(r, 2, inverse);
}

void tie_check_share(tie_run *run, const tie_link *link) {
    const tie_claim *part = tie_run_claim(run, link->claims[0]);
    const tie_claim *share = tie_run_claim(run, link->claims[1]);
    const tie_claim *whole = tie_run_claim(run, link->claims[2]);
    tie_dec unit = tie_dec_int(share->kind == TIE_KIND_RATIO ? 1 : 100);
    tie_interval ratio;
    if (tie_interval_div(tie_recount_base(part, whole), tie_recount_base(whole, part), &ratio)) {
        tie_recount_skip(run, link, TIE_CHECK_SHARE, TIE_REASON_UNIT);
        return;
    }
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_SHARE, 1);
    r.computed = tie_interval_clip(tie_interval_scale(ratio, unit), tie_dec_int(0), unit);
    if (tie_interval_empty(r.computed)) /* more than the whole: told as it is */
        r.computed = tie_interval_scale(ratio, unit);
    suspect(&r, part, whole, unit);
    r.roles = roles;
    r.name = "the share";
    r.message = "the part, the whole and the share cannot all hold";
    r.computation = computation(run, part, share, whole, unit);
    tie_recount_report(run, &r);
}
