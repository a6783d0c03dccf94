/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a printed figure admits: its printed precision, its hedge as an interval. */
#include "extract/claims.h"

static tie_dec times(tie_dec a, tie_dec b) {
    tie_dec out = a;
    return tie_dec_mul(a, b, &out) == TIE_OK ? out : a;
}

static tie_dec plus(tie_dec a, tie_dec b) {
    tie_dec out = a;
    return tie_dec_add(a, b, &out) == TIE_OK ? out : a;
}

static tie_dec larger(tie_dec a, tie_dec b) { return tie_dec_cmp(a, b) >= 0 ? a : b; }
static tie_dec smaller(tie_dec a, tie_dec b) { return tie_dec_cmp(a, b) <= 0 ? a : b; }
static tie_dec half(tie_dec a) { return times(a, (tie_dec){5, -1}); }

/* A part of the size, but at least so much. */
static tie_dec slack(tie_dec least, tie_dec size, tie_dec part) {
    return larger(least, times(size, part));
}

static bool share(const tie_claim *c) {
    return c->kind == TIE_KIND_PERCENT || c->kind == TIE_KIND_POINTS;
}

/* The last printed place times the scale. Trailing zeros of an integer may be rounding: they widen
 * it to a tenth of the value, but not for percentages and small counts. */
static tie_dec precision(const tie_claim *c, const tie_figure *f) {
    tie_dec place = {1, f->scale - f->decimals};
    bool fine = f->decimals > 0 || (c->unit.len && c->unit.ptr[0] == '%') || share(c);
    bool small_count =
        c->kind == TIE_KIND_COUNT && tie_dec_cmp(tie_dec_abs(c->value), tie_dec_int(100)) < 0;
    bool spelled = f->form == TIE_FORM_WORDS && !f->scale;
    if (fine || small_count || spelled || tie_dec_zero(c->value))
        return place;
    tie_dec normal = tie_dec_normal(c->value);
    tie_dec zeros = {1, normal.exp > 0 ? normal.exp : 0};
    if (zeros.exp <= place.exp)
        return place;
    tie_dec tenth = times(tie_dec_abs(c->value), (tie_dec){1, -1});
    return larger(place, smaller(zeros, tenth));
}

static tie_interval around(tie_dec x, tie_dec slack) {
    return tie_interval_closed(plus(x, tie_dec_neg(slack)), plus(x, slack));
}

static tie_interval between(tie_dec lo, tie_dec hi, tie_dec margin) {
    return tie_interval_closed(plus(lo, tie_dec_neg(margin)), plus(hi, margin));
}

static bool relative_form(const tie_figure *f) { return f->form == TIE_FORM_FRACTION; }

/* What is printed without a hedge. */
static void from_print(tie_claim *c, const tie_figure *f) {
    tie_dec x = c->value, size = tie_dec_abs(x);
    bool relative = relative_form(f);
    c->worded = tie_interval_point(x);
    if (relative) {
        c->decides = around(x, times(size, (tie_dec){1, -1}));
        c->loose = around(x, times(size, (tie_dec){5, -2}));
        return;
    }
    tie_interval r = tie_interval_rounding(x, c->unit_u);
    c->decides = c->loose = r;
    if (f->form == TIE_FORM_MULTIPLE || c->kind == TIE_KIND_RATIO)
        c->decides =
            tie_interval_closed(times(r.lo, (tie_dec){95, -2}), times(r.hi, (tie_dec){105, -2}));
}

static void from_hedge(const tie_ruleset *rules, tie_claim *c, const tie_figure *f) {
    tie_dec x = c->value, u = c->unit_u, size = tie_dec_abs(x);
    tie_dec wide = rules->approx_slack, narrow = rules->loose_slack;
    switch (c->hedge) {
    case TIE_HEDGE_MORE_THAN:
    case TIE_HEDGE_AT_LEAST:
        c->worded = c->decides = tie_interval_at_least(x);
        c->loose = tie_interval_closed(x, plus(x, slack(u, size, wide)));
        return;
    case TIE_HEDGE_LESS_THAN:
    case TIE_HEDGE_AT_MOST:
    case TIE_HEDGE_UP_TO:
        c->worded = c->decides = tie_interval_at_most(x);
        c->loose = tie_interval_closed(plus(x, tie_dec_neg(slack(u, size, wide))), x);
        return;
    case TIE_HEDGE_NEARLY:
        c->worded = tie_interval_point(x);
        c->decides = tie_interval_closed(plus(x, tie_dec_neg(slack(half(u), size, wide))), x);
        c->loose = tie_interval_closed(plus(x, tie_dec_neg(slack(u, size, narrow))), x);
        return;
    case TIE_HEDGE_APPROX:
        c->worded = tie_interval_point(x);
        c->decides = around(x, slack(half(u), size, wide));
        c->loose = around(x, slack(u, size, narrow));
        return;
    case TIE_HEDGE_BETWEEN:
        c->worded = tie_interval_closed(x, c->value_hi);
        c->decides = between(x, c->value_hi, half(u));
        c->loose = c->worded;
        return;
    case TIE_HEDGE_SEVERAL:
        c->worded = tie_interval_closed(x, c->value_hi);
        c->worded.hi_open = f->form == TIE_FORM_COLLECTIVE;
        c->decides = c->loose = c->worded;
        return;
    case TIE_HEDGE_EXACT: /* from_print */
        return;
    }
}

static bool equal(tie_interval a, tie_interval b) {
    return a.lo.mant == b.lo.mant && a.lo.exp == b.lo.exp && a.hi.mant == b.hi.mant &&
           a.hi.exp == b.hi.exp && a.lo_open == b.lo_open && a.hi_open == b.hi_open &&
           a.lo_inf == b.lo_inf && a.hi_inf == b.hi_inf;
}

/* What of an interval a count can be, or what cannot be negative. */
static tie_interval possible(tie_interval i, bool whole, bool positive) {
    if (whole)
        i = tie_interval_integers(i);
    bool below = i.lo_inf || tie_dec_sign(i.lo) <= 0 || tie_interval_empty(i);
    return positive && below ? tie_interval_intersect(i, tie_interval_at_least(tie_dec_int(0))) : i;
}

void tie_read_intervals(const tie_ruleset *rules, tie_claim *claim, const tie_figure *figure) {
    claim->unit_u = precision(claim, figure);
    bool whole =
        claim->kind == TIE_KIND_COUNT && figure->form != TIE_FORM_FRACTION && !figure->decimals;
    tie_dec value = tie_dec_normal(claim->value);
    bool to_the_last = claim->hedge == TIE_HEDGE_EXACT && whole && value.exp >= 0 &&
                       claim->unit_u.mant == 1 && claim->unit_u.exp == 0;
    if (to_the_last && figure->form != TIE_FORM_MULTIPLE) { /* 38,765: so do most */
        claim->worded = tie_interval_point(claim->value);
        claim->decides = claim->loose = tie_interval_point(value);
        return;
    }
    if (claim->hedge == TIE_HEDGE_EXACT)
        from_print(claim, figure);
    else
        from_hedge(rules, claim, figure);
    bool counted = claim->kind == TIE_KIND_COUNT || claim->kind == TIE_KIND_AMOUNT ||
                   claim->kind == TIE_KIND_PERCENT;
    bool positive = counted && tie_dec_sign(claim->value) >= 0,
         same = equal(claim->decides, claim->loose);
    claim->decides = possible(claim->decides, whole, positive);
    claim->loose = same ? claim->decides : possible(claim->loose, whole, positive);
}
