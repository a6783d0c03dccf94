/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/interval.h"

static const tie_interval nothing = {.lo = {1, 0}, .hi = {0, 0}};

/* One end of an interval. inf is its sign when there is no end on that side, else 0. */
typedef struct end {
    tie_dec at;
    int inf;
    bool open;
} end;

static end lower(tie_interval a) { return (end){a.lo, a.lo_inf ? -1 : 0, a.lo_inf || a.lo_open}; }
static end upper(tie_interval a) { return (end){a.hi, a.hi_inf ? 1 : 0, a.hi_inf || a.hi_open}; }

static int end_sign(end x) { return x.inf ? x.inf : tie_dec_sign(x.at); }
static bool end_zero(end x) { return !x.inf && tie_dec_zero(x.at); }

static int end_cmp(end x, end y) {
    if (x.inf || y.inf)
        return (x.inf > y.inf) - (x.inf < y.inf);
    return tie_dec_cmp(x.at, y.at);
}

static tie_interval from_ends(end lo, end hi) {
    return (tie_interval){.lo = lo.inf ? tie_dec_int(0) : lo.at,
                          .hi = hi.inf ? tie_dec_int(0) : hi.at,
                          .lo_inf = lo.inf != 0,
                          .hi_inf = hi.inf != 0,
                          .lo_open = !lo.inf && lo.open,
                          .hi_open = !hi.inf && hi.open};
}

tie_interval tie_interval_point(tie_dec x) { return (tie_interval){.lo = x, .hi = x}; }
tie_interval tie_interval_closed(tie_dec lo, tie_dec hi) {
    return (tie_interval){.lo = lo, .hi = hi};
}
tie_interval tie_interval_at_least(tie_dec lo) { return (tie_interval){.lo = lo, .hi_inf = true}; }
tie_interval tie_interval_at_most(tie_dec hi) { return (tie_interval){.hi = hi, .lo_inf = true}; }
tie_interval tie_interval_all(void) { return (tie_interval){.lo_inf = true, .hi_inf = true}; }

tie_interval tie_interval_truncation(tie_dec x, tie_dec u) {
    if (tie_dec_zero(u))
        return tie_interval_point(x);
    tie_interval lost = tie_interval_closed(tie_dec_int(0), tie_dec_int(0));
    if (tie_dec_sign(x) >= 0) {
        lost.hi = u;
        lost.hi_open = true;
    }
    if (tie_dec_sign(x) <= 0) {
        lost.lo = tie_dec_neg(u);
        lost.lo_open = true;
    }
    return tie_interval_add(tie_interval_point(x), lost);
}

bool tie_interval_empty(tie_interval a) {
    if (a.lo_inf || a.hi_inf)
        return false;
    int order = tie_dec_cmp(a.lo, a.hi);
    return order > 0 || (order == 0 && (a.lo_open || a.hi_open));
}

bool tie_interval_has(tie_interval a, tie_dec x) {
    return tie_interval_meet(a, tie_interval_point(x));
}

/* The tighter of two ends; side is -1 for lower ends, 1 for upper ones. */
static end tighter(end x, end y, int side) {
    int order = end_cmp(x, y) * side;
    if (order != 0)
        return order < 0 ? x : y;
    return x.open ? x : y;
}

tie_interval tie_interval_intersect(tie_interval a, tie_interval b) {
    if (tie_interval_empty(a) || tie_interval_empty(b))
        return nothing;
    tie_interval both = from_ends(tighter(lower(a), lower(b), -1), tighter(upper(a), upper(b), 1));
    return tie_interval_empty(both) ? nothing : both;
}

bool tie_interval_meet(tie_interval a, tie_interval b) {
    return !tie_interval_empty(tie_interval_intersect(a, b));
}

bool tie_interval_inside(tie_interval a, tie_interval b) {
    if (tie_interval_empty(a))
        return true;
    int lo = end_cmp(lower(a), lower(b)), hi = end_cmp(upper(a), upper(b));
    bool lo_inside = lo > 0 || (lo == 0 && (a.lo_inf || a.lo_open || !b.lo_open));
    bool hi_inside = hi < 0 || (hi == 0 && (a.hi_inf || a.hi_open || !b.hi_open));
    return !tie_interval_empty(b) && lo_inside && hi_inside;
}

bool tie_interval_below(tie_interval a, tie_interval b, bool strict) {
    if (tie_interval_empty(a) || tie_interval_empty(b))
        return true;
    if (a.hi_inf || b.lo_inf)
        return false;
    int order = tie_dec_cmp(a.hi, b.lo);
    return order < 0 || (order == 0 && (!strict || a.hi_open || b.lo_open));
}

tie_interval tie_interval_neg(tie_interval a) {
    end lo = lower(a), hi = upper(a);
    end new_lo = {tie_dec_neg(hi.at), -hi.inf, hi.open};
    end new_hi = {tie_dec_neg(lo.at), -lo.inf, lo.open};
    return from_ends(new_lo, new_hi);
}

static end add_ends(end x, end y, tie_round round) {
    end sum = {.open = x.open || y.open};
    if (x.inf || y.inf || tie_dec_add_round(x.at, y.at, round, &sum.at))
        sum.inf = round == TIE_ROUND_DOWN ? -1 : 1;
    return sum;
}

tie_interval tie_interval_add(tie_interval a, tie_interval b) {
    if (tie_interval_empty(a) || tie_interval_empty(b))
        return nothing;
    return from_ends(add_ends(lower(a), lower(b), TIE_ROUND_DOWN),
                     add_ends(upper(a), upper(b), TIE_ROUND_UP));
}

tie_interval tie_interval_sub(tie_interval a, tie_interval b) {
    return tie_interval_add(a, tie_interval_neg(b));
}

static end mul_ends(end x, end y, tie_round round) {
    if (end_zero(x) || end_zero(y)) {
        bool reached = (end_zero(x) && !x.open) || (end_zero(y) && !y.open);
        return (end){.open = !reached};
    }
    end product = {.open = x.open || y.open};
    if (x.inf || y.inf || tie_dec_mul_round(x.at, y.at, round, &product.at))
        product.inf = end_sign(x) * end_sign(y);
    return product;
}

tie_interval tie_interval_rounding(tie_dec x, tie_dec u) {
    if (tie_dec_sign(u) < 0)
        return nothing;
    end at = {.at = x}, half = {.at = {5, -1}}, below = {.at = tie_dec_neg(u)}, above = {.at = u};
    return from_ends(add_ends(at, mul_ends(below, half, TIE_ROUND_DOWN), TIE_ROUND_DOWN),
                     add_ends(at, mul_ends(above, half, TIE_ROUND_UP), TIE_ROUND_UP));
}

/* The outermost product of any two ends; closed when any way to it is. */
static end outer_product(tie_interval a, tie_interval b, tie_round round) {
    end xs[2] = {lower(a), upper(a)}, ys[2] = {lower(b), upper(b)};
    end best = mul_ends(xs[0], ys[0], round);
    for (int i = 1; i < 4; i++) {
        end next = mul_ends(xs[i / 2], ys[i % 2], round);
        int order = end_cmp(next, best) * (round == TIE_ROUND_DOWN ? -1 : 1);
        if (order > 0 || (order == 0 && best.open))
            best = next;
    }
    if (best.inf) /* a product too large to hold leaves no end on either side */
        best.inf = round == TIE_ROUND_DOWN ? -1 : 1;
    return best;
}

tie_interval tie_interval_mul(tie_interval a, tie_interval b) {
    if (tie_interval_empty(a) || tie_interval_empty(b))
        return nothing;
    return from_ends(outer_product(a, b, TIE_ROUND_DOWN), outer_product(a, b, TIE_ROUND_UP));
}

/* x / y for a divisor end y >= 0, where 0 is approached but never reached. */
static end div_ends(end x, end y, tie_round round) {
    if (end_zero(x))
        return (end){.open = x.open};
    if (y.inf && !x.inf)
        return (end){.open = true};
    end quotient = {.open = x.open || y.open};
    if (x.inf || end_zero(y) || tie_dec_div(x.at, y.at, round, &quotient.at))
        quotient.inf = round == TIE_ROUND_DOWN ? -1 : 1;
    return quotient;
}

tie_code tie_interval_div(tie_interval a, tie_interval b, tie_interval *out) {
    if (tie_interval_has(b, tie_dec_int(0)))
        return TIE_ERANGE;
    if (tie_interval_empty(a) || tie_interval_empty(b)) {
        *out = nothing;
        return TIE_OK;
    }
    if (end_sign(lower(b)) < 0) {
        a = tie_interval_neg(a);
        b = tie_interval_neg(b);
    }
    end small = lower(b), large = upper(b);
    end lo = div_ends(lower(a), end_sign(lower(a)) < 0 ? small : large, TIE_ROUND_DOWN);
    end hi = div_ends(upper(a), end_sign(upper(a)) < 0 ? large : small, TIE_ROUND_UP);
    *out = from_ends(lo, hi);
    return TIE_OK;
}

/* What a product would be without being cut. */
static bool short_end(tie_dec x) {
    enum { SHORT = 1000000000 };
    return x.mant > -SHORT && x.mant < SHORT && x.exp > -TIE_DEC_EXP_MAX / 2 &&
           x.exp < TIE_DEC_EXP_MAX / 2;
}

tie_interval tie_interval_scale(tie_interval a, tie_dec by) {
    bool one = by.mant == 1 && by.exp == 0; /* the factor of nearly all figures */
    if (one && short_end(a.lo) && short_end(a.hi) && !tie_interval_empty(a)) {
        end lo = lower(a), hi = upper(a);
        lo.at = tie_dec_normal(lo.at);
        hi.at = tie_dec_normal(hi.at);
        return from_ends(lo, hi);
    }
    return tie_interval_mul(a, tie_interval_point(by));
}

tie_code tie_interval_change_pct(tie_interval a, tie_interval b, tie_interval *out) {
    tie_interval ratio;
    tie_code code = tie_interval_div(b, a, &ratio);
    if (code)
        return code;
    tie_interval percent = tie_interval_scale(ratio, tie_dec_int(100));
    *out = tie_interval_sub(percent, tie_interval_point(tie_dec_int(100)));
    return TIE_OK;
}

tie_interval tie_interval_clip(tie_interval a, tie_dec lo, tie_dec hi) {
    return tie_interval_intersect(a, tie_interval_closed(lo, hi));
}

tie_interval tie_interval_integers(tie_interval a) {
    if (tie_interval_empty(a))
        return nothing;
    tie_interval out = a;
    out.lo_open = out.hi_open = false;
    out.lo = tie_dec_ceil(a.lo);
    out.hi = tie_dec_floor(a.hi);
    if (a.lo_open && tie_dec_cmp(out.lo, a.lo) == 0)
        tie_dec_add_round(out.lo, tie_dec_int(1), TIE_ROUND_DOWN, &out.lo);
    if (a.hi_open && tie_dec_cmp(out.hi, a.hi) == 0)
        tie_dec_add_round(out.hi, tie_dec_int(-1), TIE_ROUND_UP, &out.hi);
    return tie_interval_empty(out) ? nothing : out;
}

double tie_interval_gap(tie_interval a, tie_interval b) {
    if (tie_interval_empty(a) || tie_interval_empty(b) || tie_interval_meet(a, b))
        return 0;
    bool a_first = tie_interval_below(a, b, true);
    double left = tie_dec_double(a_first ? a.hi : b.hi);
    double right = tie_dec_double(a_first ? b.lo : a.lo);
    double far = right > -left ? right : -left; /* left <= right: the larger magnitude */
    return right > left ? (right - left) / far : 0;
}

/* Quotients run to 18 digits: for people, an end keeps ten and moves outward. Digits before the
 * point always stay. */
static tie_dec shown(tie_dec x, bool up) {
    enum { SHOWN_DIGITS = 10 };
    x = tie_dec_normal(x);
    int places = SHOWN_DIGITS;
    for (tie_dec rest = tie_dec_floor(tie_dec_abs(x)); rest.mant > 0 && places > 0; places--)
        rest = tie_dec_floor((tie_dec){rest.mant, rest.exp - 1});
    if (x.exp >= -places)
        return x;
    tie_dec whole = {x.mant, x.exp + places};
    whole = up ? tie_dec_ceil(whole) : tie_dec_floor(whole);
    return tie_dec_normal((tie_dec){whole.mant, whole.exp - places});
}

void tie_interval_render(tie_buf *buf, tie_interval a) {
    if (tie_interval_empty(a)) {
        tie_buf_puts(buf, "{}");
        return;
    }
    bool point = !a.lo_inf && !a.hi_inf && tie_dec_cmp(a.lo, a.hi) == 0;
    if (point) {
        tie_buf_putc(buf, '{');
        tie_dec_render_grouped(buf, a.lo);
        tie_buf_putc(buf, '}');
        return;
    }
    tie_buf_putc(buf, a.lo_inf || a.lo_open ? '(' : '[');
    if (a.lo_inf)
        tie_buf_puts(buf, "-inf");
    else
        tie_dec_render_grouped(buf, shown(a.lo, false));
    tie_buf_puts(buf, ", ");
    if (a.hi_inf)
        tie_buf_puts(buf, "inf");
    else
        tie_dec_render_grouped(buf, shown(a.hi, true));
    tie_buf_putc(buf, a.hi_inf || a.hi_open ? ')' : ']');
}
