/* SPDX-License-Identifier: GPL-3.0-or-later */
/* average: a total, what it is spread over, and the quotient that the text gives: "300 pupils per
 * school", "23.1 per 100,000". */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"

enum { MORE_PLACES = 2 };

static const char *const roles[] = {"average", "dividend", "divisor", NULL};

/* The number behind "per" in the unit of a rate: 100,000; 1 where there is none. */
static tie_dec per_of(const tie_claim *average) {
    size_t at = tie_str_find(average->unit, TIE_STR("per "));
    tie_dec out = tie_dec_int(1);
    char bytes[24];
    size_t count = 0;
    for (size_t i = at + 4; i < average->unit.len && count < sizeof bytes; i++)
        if (average->unit.ptr[i] >= '0' && average->unit.ptr[i] <= '9')
            bytes[count++] = average->unit.ptr[i];
    if (count)
        tie_dec_parse((tie_str){bytes, count}, &out, NULL);
    return out;
}

/* Days, weeks, months that something is spread over are counted, not measured. */
static bool counts_days(const tie_claim *c) {
    enum { DAY_SECONDS = 86400, ROUND = 100 };
    bool hours = tie_str_eq(c->dimension, TIE_STR("time")) &&
                 tie_dec_cmp(c->base_factor, tie_dec_int(DAY_SECONDS)) < 0;
    return c->hedge == TIE_HEDGE_EXACT && !c->decimals && !c->scale && !hours &&
           tie_dec_cmp(c->value, tie_dec_int(ROUND)) < 0;
}

/* A length of time divides as printed: 20 in "20 days ... 300 a day". */
static tie_interval divisor_of(const tie_claim *c) {
    if (c->kind != TIE_KIND_DURATION)
        return tie_claim_base(c);
    return counts_days(c) ? tie_interval_point(c->value) : c->decides;
}

/* Of the average, in base units. */
static tie_dec unit_of(const tie_claim *average) {
    return tie_dec_zero(average->base_factor) ? tie_dec_int(1) : average->base_factor;
}

static tie_str computation(tie_run *run, const tie_claim *average, const tie_claim *all,
                           const tie_claim *by, tie_dec per) {
    tie_buf buf = tie_buf_new(&run->arena);
    tie_dec quotient, out,
        value = by->kind == TIE_KIND_DURATION ? by->value : tie_claim_base_value(by);
    bool each = tie_dec_cmp(per, tie_dec_int(1)) == 0;
    tie_word_claim(&buf, all);
    tie_buf_puts(&buf, " / ");
    tie_word_claim(&buf, by);
    if (!each) {
        tie_buf_puts(&buf, " x ");
        tie_dec_render_grouped(&buf, per);
    }
    if (!tie_dec_div(tie_claim_base_value(all), value, TIE_ROUND_DOWN, &quotient) &&
        !tie_dec_div(quotient, unit_of(average), TIE_ROUND_DOWN, &quotient) &&
        !tie_dec_mul_round(quotient, per, TIE_ROUND_DOWN, &out)) {
        int places = (average->decimals > 0 ? average->decimals : 0) + MORE_PLACES;
        tie_buf_puts(&buf, " = ");
        tie_word_fixed(&buf, tie_dec_round(out, places), places);
    }
    tie_buf_puts(&buf, "; printed ");
    tie_word_claim(&buf, average);
    return tie_buf_str(&buf);
}

/* dividend = average x divisor, divisor = dividend / average. */
static void suspect(tie_recount *r, tie_interval all, tie_interval by, tie_dec per) {
    tie_interval each, count;
    if (tie_interval_div(r->printed, tie_interval_point(per), &each))
        return;
    tie_recount_suspect(r, 1, tie_interval_mul(by, each));
    if (!tie_interval_div(all, each, &count))
        tie_recount_suspect(r, 2, count);
}

void tie_check_average(tie_run *run, const tie_link *link) {
    const tie_claim *average = tie_run_claim(run, link->claims[0]);
    const tie_claim *all = tie_run_claim(run, link->claims[1]);
    const tie_claim *by = tie_run_claim(run, link->claims[2]);
    tie_interval quotient;
    if (tie_interval_div(tie_claim_base(all), divisor_of(by), &quotient)) {
        tie_recount_skip(run, link, TIE_CHECK_AVERAGE, TIE_REASON_UNIT);
        return;
    }
    tie_dec per = per_of(average);
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_AVERAGE, 0);
    if (average->hedge == TIE_HEDGE_EXACT) /* an average is rounded, though it counts */
        r.printed = tie_interval_scale(tie_interval_rounding(average->value, average->unit_u),
                                       unit_of(average));
    r.computed = tie_interval_scale(quotient, per);
    suspect(&r, tie_claim_base(all), divisor_of(by), per);
    r.roles = roles;
    r.name = "the average";
    r.message = "the average and the figures it is taken from cannot all hold";
    r.computation = computation(run, average, all, by, per);
    tie_recount_report(run, &r);
}
