/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change, difference, multiple: two values and how far apart the text says they are, in percent, in
 * points, in the unit itself, or as a factor. The unit of the stated figure decides which. */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"
#include "extract/link.h"

enum { MORE_PLACES = 2 };

static const char *const roles[] = {"change", "later", "earlier", NULL};

typedef enum measure_of_change { BY_PERCENT, BY_POINTS, BY_FACTOR, BY_DIFFERENCE } by;

typedef struct movement {
    tie_run *run;
    const tie_link *link;
    const tie_claim *change, *later, *earlier;
    by by;
    tie_direction direction; /* NONE: only how far */
    bool stepwise;           /* "a third less": a fraction that tells the step, not what is left */
} movement;

static by read_by(const tie_claim *c, const tie_claim *later) {
    if (tie_str_eq(c->dimension, TIE_STR("ratio")))
        return BY_FACTOR;
    if (tie_str_eq(c->unit, TIE_STR("pp")))
        return BY_POINTS;
    if (tie_str_eq(c->unit, TIE_STR("%")))
        return BY_PERCENT;
    return later->kind == TIE_KIND_PERCENT ? BY_POINTS : BY_DIFFERENCE;
}

static bool percentages(const movement *m) {
    return m->later->kind == TIE_KIND_PERCENT && m->earlier->kind == TIE_KIND_PERCENT;
}

static tie_interval away_from_zero(tie_interval a) {
    tie_interval zero = tie_interval_at_least(tie_dec_int(0));
    return tie_interval_inside(a, zero)         ? a
           : tie_interval_below(a, zero, false) ? tie_interval_neg(a)
                                                : a;
}

static tie_interval turned(const movement *m, tie_interval a) {
    if (m->direction == TIE_DIRECTION_DOWN)
        return tie_interval_neg(a);
    return m->direction == TIE_DIRECTION_UP ? a : away_from_zero(a);
}

static tie_interval difference(const movement *m) {
    return turned(m, tie_interval_sub(tie_recount_base(m->later, m->earlier),
                                      tie_recount_base(m->earlier, m->later)));
}

static bool fraction(const movement *m) {
    return m->by == BY_FACTOR && tie_dec_cmp(m->change->value, tie_dec_int(1)) < 0;
}

/* How far the values are apart, as a fraction of the earlier one. */
static bool step_of(const movement *m, tie_interval *out) {
    if (tie_interval_change_pct(tie_recount_base(m->earlier, m->later),
                                tie_recount_base(m->later, m->earlier), out))
        return false;
    *out = turned(m, tie_interval_scale(*out, (tie_dec){1, -2}));
    return true;
}

/* "fell by a third" tells the step, "fell to a third" what is left. Where the words give no
 * direction they may mean either. */
static bool tells_step(const movement *m) {
    tie_interval step;
    return fraction(m) && (m->direction != TIE_DIRECTION_NONE ||
                           (step_of(m, &step) && tie_interval_meet(step, m->change->decides)));
}

/* A fall by a factor is the inverse; "halved" is a factor of its own. */
static bool compute(const movement *m, tie_interval *out) {
    tie_interval later = tie_recount_base(m->later, m->earlier),
                 earlier = tie_recount_base(m->earlier, m->later);
    bool inverse =
        m->direction == TIE_DIRECTION_DOWN && tie_dec_cmp(m->change->value, tie_dec_int(1)) > 0;
    switch (m->by) {
    case BY_PERCENT:
        if (tie_interval_change_pct(earlier, later, out))
            return false;
        *out = turned(m, *out);
        return true;
    case BY_FACTOR:
        if (m->stepwise)
            return step_of(m, out);
        return !(inverse ? tie_interval_div(earlier, later, out)
                         : tie_interval_div(later, earlier, out));
    case BY_POINTS:
    case BY_DIFFERENCE:
        *out = difference(m);
        return true;
    }
    return false;
}

static bool quotient(const tie_claim *a, const tie_claim *b, tie_dec *out) {
    return !tie_dec_div(tie_recount_value(a, b), tie_recount_value(b, a), TIE_ROUND_DOWN, out);
}

static void put_percent(tie_buf *buf, const movement *m) {
    int places = (m->change->decimals > 0 ? m->change->decimals : 0) + MORE_PLACES;
    tie_dec ratio, change;
    tie_buf_puts(buf, "100 x (");
    tie_word_claim(buf, m->later);
    tie_buf_puts(buf, " / ");
    tie_word_claim(buf, m->earlier);
    tie_buf_puts(buf, " - 1)");
    if (quotient(m->later, m->earlier, &ratio) && !tie_dec_add(ratio, tie_dec_int(-1), &change)) {
        tie_buf_puts(buf, " = ");
        tie_word_fixed(buf, tie_dec_round((tie_dec){change.mant, change.exp + 2}, places), places);
        tie_buf_putc(buf, '%');
    }
}

static void put_factor(tie_buf *buf, const movement *m) {
    tie_dec ratio;
    tie_word_claim(buf, m->later);
    tie_buf_puts(buf, " / ");
    tie_word_claim(buf, m->earlier);
    tie_buf_puts(buf, m->stepwise ? " - 1" : "");
    if (quotient(m->later, m->earlier, &ratio) &&
        !tie_dec_sub(ratio, tie_dec_int(m->stepwise), &ratio)) {
        tie_buf_puts(buf, " = ");
        tie_word_fixed(buf, tie_dec_round(ratio, MORE_PLACES), MORE_PLACES);
    }
}

/* In the unit of the change. */
static void put_difference(tie_buf *buf, const movement *m, tie_dec unit) {
    bool plain = m->later->hedge == TIE_HEDGE_EXACT && m->earlier->hedge == TIE_HEDGE_EXACT;
    bool larger = tie_dec_cmp(tie_recount_value(m->later, m->earlier),
                              tie_recount_value(m->earlier, m->later)) >= 0;
    bool keeps = larger || m->direction != TIE_DIRECTION_NONE; /* only how far: no sign */
    const tie_claim *from = keeps ? m->later : m->earlier, *less = keeps ? m->earlier : m->later;
    tie_dec out;
    tie_word_claim(buf, from);
    tie_buf_puts(buf, " - ");
    tie_word_claim(buf, less);
    tie_buf_puts(buf, " = ");
    if (plain && !tie_dec_sub(tie_recount_value(from, less), tie_recount_value(less, from), &out) &&
        !tie_dec_div(out, unit, TIE_ROUND_DOWN, &out)) {
        tie_dec_render_grouped(buf, out);
        return;
    }
    tie_interval apart =
        tie_interval_sub(tie_recount_base(from, less), tie_recount_base(less, from));
    tie_interval_div(apart, tie_interval_point(unit), &apart);
    tie_interval_render(buf, apart);
}

static tie_str computation(const movement *m, tie_dec unit) {
    tie_buf buf = tie_buf_new(&m->run->arena);
    if (m->by == BY_PERCENT)
        put_percent(&buf, m);
    else if (m->by == BY_FACTOR)
        put_factor(&buf, m);
    else
        put_difference(&buf, m, unit);
    tie_buf_puts(&buf, m->direction == TIE_DIRECTION_DOWN ? "; printed: down by "
                       : m->direction == TIE_DIRECTION_UP ? "; printed: up by "
                                                          : "; printed: ");
    tie_word_claim(&buf, m->change);
    return tie_buf_str(&buf);
}

static const struct {
    tie_check_id check;
    const char *name, *message;
} words[] = {
    [BY_PERCENT] = {TIE_CHECK_CHANGE, "the change",
                    "the change and its two values cannot all hold"},
    [BY_POINTS] = {TIE_CHECK_CHANGE, "the change", "the change and its two values cannot all hold"},
    [BY_FACTOR] = {TIE_CHECK_MULTIPLE, "the multiple",
                   "the multiple and its two values cannot all hold"},
    [BY_DIFFERENCE] = {TIE_CHECK_DIFFERENCE, "the difference",
                       "the difference and its two values cannot all hold"},
};

/* "fell 0.3% to 5.1% from 5.4%": points are meant. */
static tie_str hint(const movement *m, const tie_recount *r) {
    bool points =
        m->by == BY_PERCENT && percentages(m) && tie_interval_meet(difference(m), r->printed);
    return points ? TIE_STR("the change: percentage points may be meant") : (tie_str){0};
}

static void widen(const movement *m, tie_recount *r) {
    if (m->link->hold == TIE_LINK_OPEN) { /* who joined may be more than the net gain */
        r->printed.hi = tie_dec_int(0);
        r->printed.hi_inf = true;
        r->printed.hi_open = false;
    }
    bool more = m->by == BY_FACTOR && m->direction == TIE_DIRECTION_UP && m->link->direction &&
                !fraction(m);
    if (more) /* "N times more" admits N and N + 1 */
        r->printed =
            tie_interval_add(r->printed, tie_interval_closed(tie_dec_int(0), tie_dec_int(1)));
}

/* What the change makes of one value from the other. */
static void suspect(const movement *m, tie_recount *r) {
    tie_interval later = tie_recount_base(m->later, m->earlier);
    tie_interval earlier = tie_recount_base(m->earlier, m->later);
    tie_interval step =
        m->direction == TIE_DIRECTION_DOWN ? tie_interval_neg(r->printed) : r->printed;
    tie_interval factor = r->printed, before;
    if (m->link->hold == TIE_LINK_OPEN || m->direction == TIE_DIRECTION_NONE)
        return;
    if (m->by == BY_POINTS || m->by == BY_DIFFERENCE) {
        tie_recount_suspect(r, 1, tie_interval_add(earlier, step));
        tie_recount_suspect(r, 2, tie_interval_sub(later, step));
        return;
    }
    if (m->by == BY_PERCENT)
        step = tie_interval_scale(step, (tie_dec){1, -2});
    if (m->by == BY_PERCENT || m->stepwise)
        factor = tie_interval_add(step, tie_interval_point(tie_dec_int(1)));
    tie_recount_suspect(r, 1, tie_interval_mul(earlier, factor));
    if (!tie_interval_div(later, factor, &before))
        tie_recount_suspect(r, 2, before);
}

void tie_check_change(tie_run *run, const tie_link *link) {
    movement m = {.run = run,
                  .link = link,
                  .change = tie_run_claim(run, link->claims[0]),
                  .later = tie_run_claim(run, link->claims[1]),
                  .earlier = tie_run_claim(run, link->claims[2])};
    m.by = read_by(m.change, m.later);
    m.direction = link->direction ? link->direction : m.change->direction;
    m.stepwise = tells_step(&m);
    tie_recount r = tie_recount_new(run, link, words[m.by].check, 0);
    if (m.by == BY_DIFFERENCE)
        tie_recount_in_unit_of(run, &r, tie_link_bare(m.later) ? m.earlier : m.later);
    if (!compute(&m, &r.computed)) {
        tie_recount_skip(run, link, words[m.by].check, TIE_REASON_UNIT);
        return;
    }
    if (fraction(&m)) /* words are not cut */
        r.cut = tie_interval_closed(tie_dec_int(1), tie_dec_int(0));
    widen(&m, &r);
    suspect(&m, &r);
    r.roles = roles;
    r.name = words[m.by].name;
    r.message = words[m.by].message;
    r.hint = hint(&m, &r);
    r.computation = computation(&m, r.unit);
    tie_recount_report(run, &r);
}
