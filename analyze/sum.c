/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum: parts and their total, where the words name both. A complete list must be able to add up to
 * its total; an incomplete one only bounds it. */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"

static const char *const roles[] = {"total", "part", NULL};

typedef struct addition {
    tie_run *run;
    const tie_link *link; /* total, then its parts */
    tie_interval sum;
    tie_dec printed; /* sum of the figures as printed */
    bool plain;      /* no figure is hedged */
    bool one_unit;   /* all are printed in the total's unit */
} addition;

static const tie_claim *claim_of(const addition *a, uint32_t i) {
    return tie_run_claim(a->run, a->link->claims[i]);
}

static bool read_addition(addition *a) {
    const tie_claim *total = claim_of(a, 0);
    a->sum = tie_interval_point(tie_dec_int(0));
    a->printed = tie_dec_int(0);
    a->plain = total->hedge == TIE_HEDGE_EXACT;
    a->one_unit = true;
    for (uint32_t i = 1; i < a->link->count; i++) {
        const tie_claim *part = claim_of(a, i);
        if (tie_dec_add(a->printed, tie_recount_value(part, total), &a->printed))
            return false;
        a->sum = tie_interval_add(a->sum, tie_recount_base(part, total));
        a->plain = a->plain && part->hedge == TIE_HEDGE_EXACT;
        a->one_unit = a->one_unit && tie_dec_cmp(part->base_factor, total->base_factor) == 0;
    }
    return true;
}

static const char *verdict_words(const addition *a, bool bounds) {
    const tie_claim *total = claim_of(a, 0);
    bool exact = a->plain && tie_dec_cmp(a->printed, tie_claim_base_value(total)) == 0;
    if (exact)
        return "";
    if (bounds)
        return "; the parts named stay within it";
    return tie_interval_meet(a->sum, tie_claim_base(total)) ? "; they agree within rounding" : "";
}

/* In the unit of the total. */
static void put_sum(const addition *a, tie_buf *buf) {
    tie_dec unit = claim_of(a, 0)->base_factor, printed;
    tie_interval sum = a->sum;
    unit = tie_dec_zero(unit) ? tie_dec_int(1) : unit;
    if (a->one_unit && a->plain && !tie_dec_div(a->printed, unit, TIE_ROUND_DOWN, &printed)) {
        tie_dec_render_grouped(buf, printed);
        return;
    }
    tie_interval_div(a->sum, tie_interval_point(unit), &sum);
    tie_interval_render(buf, sum);
}

/* "84 + 86 + 71 = 241; stated: 462" */
static tie_str computation(const addition *a, bool bounds) {
    tie_buf buf = tie_buf_new(&a->run->arena);
    for (uint32_t i = 1; i < a->link->count; i++) {
        tie_buf_puts(&buf, i > 1 ? " + " : "");
        tie_word_claim(&buf, claim_of(a, i));
    }
    if (a->link->count > 2) {
        tie_buf_puts(&buf, " = ");
        put_sum(a, &buf);
    }
    tie_buf_puts(&buf, "; stated: ");
    tie_word_claim(&buf, claim_of(a, 0));
    tie_buf_puts(&buf, verdict_words(a, bounds));
    return tie_buf_str(&buf);
}

/* Each part is what the others leave of the total. */
static void suspect(const addition *a, tie_recount *r) {
    const tie_claim *total = claim_of(a, 0);
    tie_dec others, left;
    for (uint32_t i = 1; i < a->link->count && a->plain; i++) {
        tie_dec part = tie_recount_value(claim_of(a, i), total);
        if (!tie_dec_sub(a->printed, part, &others) &&
            !tie_dec_sub(tie_claim_base_value(total), others, &left) && tie_dec_sign(left) > 0)
            tie_recount_suspect(r, i, tie_interval_point(left));
    }
}

/* "310 patients, including 200 women and 150 minors": those counted as one may be counted as the
 * other. What is weighed or paid, and the items of a list, are not. */
static bool may_overlap(const addition *a, const tie_interval *bound) {
    const tie_claim *total = claim_of(a, 0);
    for (uint32_t i = 1; i < a->link->count; i++) {
        const tie_claim *part = claim_of(a, i);
        if (part->kind != TIE_KIND_COUNT || part->paragraph_index != total->paragraph_index ||
            !tie_interval_meet(tie_recount_base(part, total), *bound))
            return false;
    }
    return a->link->count > 2 && !tie_interval_meet(a->sum, *bound);
}

void tie_check_sum(tie_run *run, const tie_link *link) {
    addition a = {.run = run, .link = link};
    if (!read_addition(&a)) {
        tie_recount_skip(run, link, TIE_CHECK_SUM, TIE_REASON_UNIT);
        return;
    }
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_SUM, 0);
    bool open = link->hold == TIE_LINK_OPEN || link->hold == TIE_LINK_HINT;
    r.computed = a.sum;
    if (open) {
        r.printed.lo = tie_dec_int(0);
        r.printed.lo_inf = true;
        r.printed.lo_open = false;
    }
    if (open && may_overlap(&a, &r.printed)) {
        tie_recount_skip(run, link, TIE_CHECK_SUM, TIE_REASON_LIST);
        return;
    }
    r.u = tie_dec_int(0);
    if (!open)
        suspect(&a, &r);
    r.roles = roles;
    r.name = "the total";
    r.message =
        open ? "the parts named exceed their total" : "the parts and their total cannot all hold";
    r.computation = computation(&a, open && tie_interval_meet(r.computed, r.printed));
    tie_recount_report(run, &r);
}
