/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a timeline says, in sentences that a reader understands without a course. */
#include "analyze/series.h"

#include "base/dec.h"

#include <math.h>
#include <stdio.h>

enum { DIGITS = 3 }; /* significant ones of a rate */

/* ---- Numbers ---- */

/* Places behind the point that tell apart what differs by step. */
static int places_for(double step) {
    enum { MOST_PLACES = 9 };
    int places = 0;
    step = fabs(step);
    while (step > 0 && step < 0.9999 && places < MOST_PLACES) {
        step *= 10;
        places++;
    }
    return places;
}

void tie_word_double(tie_buf *buf, double x, double step) {
    char text[64];
    tie_dec value;
    if (!isfinite(x)) {
        tie_buf_puts(buf, x > 0 ? "any amount" : x < 0 ? "any amount below" : "?");
        return;
    }
    snprintf(text, sizeof text, "%.*f", places_for(step), fabs(x) < 1e15 ? x : 0);
    if (fabs(x) >= 1e15 || tie_dec_parse(tie_str_c(text), &value, NULL))
        tie_buf_printf(buf, "%.6g", x);
    else
        tie_dec_render_grouped(buf, value);
}

/* A rate, to DIGITS significant digits but no coarser than 1. */
static void put_rate(tie_buf *buf, double x) {
    double size = fabs(x);
    double step = size >= 100 || size == 0 ? 1 : pow(10, floor(log10(size)) - (DIGITS - 1));
    tie_word_double(buf, x, fmin(step, 1));
}

/* "(1 to 2)", "(at least 1)"; nothing when both ends are open. */
static void put_ends(tie_buf *buf, double lo, double hi) {
    if (isinf(lo) && isinf(hi))
        return;
    tie_buf_puts(buf, isinf(lo) ? " (at most " : isinf(hi) ? " (at least " : " (");
    if (!isinf(lo))
        put_rate(buf, lo);
    if (!isinf(lo) && !isinf(hi))
        tie_buf_puts(buf, " to ");
    if (!isinf(hi))
        put_rate(buf, hi);
    tie_buf_putc(buf, ')');
}

static void put_percent(tie_buf *buf, double rate) {
    double x = 100 * rate;
    bool near = fabs(x) < 10 || (fabs(x) > 99 && fabs(x) < 100); /* 99.8%, not 100% */
    tie_word_double(buf, x, near ? 0.1 : 1);
    tie_buf_putc(buf, '%');
}

static void put_count(tie_buf *buf, size_t n, const char *one, const char *many) {
    static const char *const WORDS[] = {"no", "one", "two", "three", "four"};
    if (n < sizeof WORDS / sizeof *WORDS)
        tie_buf_puts(buf, WORDS[n]);
    else
        tie_dec_render_grouped(buf, tie_dec_int((int64_t)n));
    tie_buf_printf(buf, " %s", n == 1 ? one : many);
}

static void put_capital(tie_buf *buf, size_t at) {
    if (at < buf->len && buf->ptr[at] >= 'a' && buf->ptr[at] <= 'z')
        buf->ptr[at] -= 'a' - 'A';
}

/* ---- Names ---- */

static void put_when(tie_buf *buf, const tie_timeline *t, const tie_point *p) {
    if (p->use != TIE_POINT_SPAN) {
        tie_grain_label(buf, t->grain, p->time);
        return;
    }
    tie_grain_label(buf, t->grain, p->from);
    if (p->to != p->from) {
        tie_buf_puts(buf, " to ");
        tie_grain_label(buf, t->grain, p->to);
    }
}

static void put_unit(tie_buf *buf, const tie_timeline *t) {
    if (t->unit.len && tie_str_eq(t->unit, TIE_STR("%")))
        tie_buf_puts(buf, " points");
    else if (t->unit.len)
        tie_buf_printf(buf, " %.*s", TIE_FMT(t->units));
}

/* What time rates are told by. */
static const char *per(const tie_timeline *t) { return tie_grain_name(t->grain, false); }

tie_str tie_timeline_name(tie_arena *arena, const tie_timeline *t) {
    tie_buf buf = tie_buf_new(arena);
    tie_buf_add(&buf, t->title);
    if (t->predicate.len)
        tie_buf_printf(&buf, " (%.*s)", TIE_FMT(t->predicate));
    if (t->agent.len)
        tie_buf_printf(&buf, ", %.*s", TIE_FMT(t->agent));
    if (t->place.len)
        tie_buf_printf(&buf, ", %.*s", TIE_FMT(t->place));
    return tie_buf_str(&buf);
}

/* ---- The first sentence ---- */

static void put_range(tie_buf *buf, const tie_timeline *t) {
    tie_buf_puts(buf, " between ");
    put_when(buf, t, tie_timeline_used(t, 0));
    tie_buf_puts(buf, " and ");
    put_when(buf, t, tie_timeline_used(t, t->figures.n - 1));
}

static void put_pairs(tie_buf *buf, const tie_timeline *t) {
    const tie_kendall *k = &t->trend.kendall;
    uint64_t decided = k->rising + k->falling;
    bool falls = k->falling > k->rising;
    if (!decided) {
        tie_buf_puts(buf, "No two figures are apart for certain");
        put_range(buf, t);
        return;
    }
    tie_buf_puts(buf, falls ? "Fell in " : "Rose in ");
    tie_dec_render_grouped(buf, tie_dec_int((int64_t)(falls ? k->falling : k->rising)));
    tie_buf_puts(buf, " of ");
    tie_dec_render_grouped(buf, tie_dec_int((int64_t)decided));
    tie_buf_printf(buf, " comparable %s of %s", decided == 1 ? "pair" : "pairs",
                   tie_grain_name(t->grain, true));
    put_range(buf, t);
}

static void put_typical(tie_buf *buf, const tie_timeline *t) {
    const tie_sen *sen = &t->trend.sen;
    if (sen->is.status != TIE_STAT_OK || !(t->trend.kendall.rising + t->trend.kendall.falling))
        return;
    static const double NOTHING = 1e-9; /* of the level: what arithmetic leaves of no change */
    double slope = fabs(sen->slope) > NOTHING * fabs(sen->level) ? sen->slope : 0;
    bool falls = slope < 0;
    double lo = falls ? -sen->hi : sen->lo, hi = falls ? -sen->lo : sen->hi;
    tie_buf_printf(buf, "; the typical %s is ", falls ? "fall" : slope > 0 ? "rise" : "change");
    put_rate(buf, fabs(slope));
    put_unit(buf, t);
    tie_buf_printf(buf, " per %s", per(t));
    put_ends(buf, lo, hi);
}

static void put_verdict(tie_buf *buf, const tie_timeline *t) {
    const char *words = tie_stat_trend_words(&t->trend.kendall, t->p_trend);
    size_t from = buf->len;
    tie_buf_printf(buf, ". %s, ", words);
    put_capital(buf, from + 2);
    put_count(buf, t->figures.n, "figure", "figures");
    tie_buf_putc(buf, '.');
}

/* "42,000", "at least 160,000" */
static void put_bounded(tie_buf *buf, const tie_point *p) {
    tie_buf_puts(buf, isinf(p->hi) ? "at least " : isinf(p->lo) ? "at most " : "");
    tie_word_double(buf, p->value, fabs(p->value) / 1e6);
}

static void put_in(tie_buf *buf, const tie_timeline *t, const tie_point *p) {
    tie_buf_puts(buf, t->grain == TIE_GRAIN_DAY    ? " on "
                      : t->grain == TIE_GRAIN_WEEK ? " in the week from "
                                                   : " in ");
    put_when(buf, t, p);
}

/* The change from the first figure to the last, as far as their intervals tell. */
static void put_change(tie_buf *buf, double printed, double lo, double hi) {
    bool open_lo = lo <= -1, open_hi = !isfinite(hi);
    bool rises = lo > 0, falls = hi < 0;
    if (open_lo && open_hi)
        return;
    if ((lo >= 0 && hi <= 0) || fabs(printed) < 0.0005) {
        tie_buf_puts(buf, ": no change");
        return;
    }
    tie_buf_puts(buf, rises ? ": a rise of " : falls ? ": a fall of " : ": a change of ");
    if (open_lo || open_hi) {
        bool least = (rises && open_hi) || (falls && open_lo) || (!rises && !falls && open_hi);
        tie_buf_puts(buf, least ? "at least " : "at most ");
        put_percent(buf, falls ? -hi : open_hi ? lo : hi);
        return;
    }
    put_percent(buf, falls ? -printed : printed);
    if (hi - lo < 0.005)
        return;
    tie_buf_puts(buf, " (");
    put_percent(buf, falls ? -hi : lo);
    tie_buf_puts(buf, " to ");
    put_percent(buf, falls ? -lo : hi);
    tie_buf_putc(buf, ')');
}

/* "From 35,000 in 2022 to 42,000 in 2023: a rise of 20% (17% to 23%)." */
static void put_both_ends(tie_buf *buf, const tie_timeline *t) {
    const tie_point *first = tie_timeline_used(t, 0);
    const tie_point *last = tie_timeline_used(t, t->figures.n - 1);
    tie_growth growth = tie_stat_cagr(t->figures);
    double periods = last->time - first->time;
    tie_buf_puts(buf, " From ");
    put_bounded(buf, first);
    put_in(buf, t, first);
    tie_buf_puts(buf, " to ");
    put_bounded(buf, last);
    put_in(buf, t, last);
    if (growth.is.status == TIE_STAT_OK)
        put_change(buf, last->value / first->value - 1, pow(1 + growth.lo, periods) - 1,
                   pow(1 + growth.hi, periods) - 1);
    tie_buf_putc(buf, '.');
}

static void put_too_few(tie_buf *buf, const tie_timeline *t) {
    size_t from = buf->len;
    put_count(buf, t->figures.n, "figure", "figures");
    put_capital(buf, from);
    tie_buf_printf(buf, ": too few to speak of a trend (%zu are needed).",
                   t->trend.kendall.is.min_n);
    if (t->figures.n >= 2)
        put_both_ends(buf, t);
}

tie_str tie_timeline_sentence(tie_arena *arena, const tie_timeline *t) {
    tie_buf buf = tie_buf_new(arena);
    switch (t->trend.kendall.is.status) {
    case TIE_STAT_OK:
        put_pairs(&buf, t);
        put_typical(&buf, t);
        put_verdict(&buf, t);
        break;
    case TIE_STAT_TOO_FEW:
        put_too_few(&buf, t);
        break;
    case TIE_STAT_NOT_COMPUTABLE:
        tie_buf_printf(&buf, "No test: %s.", t->trend.kendall.is.why);
        break;
    }
    return tie_buf_str(&buf);
}

/* ---- Remarks ---- */

typedef TIE_VEC(tie_str) remark_list;

static void add(tie_arena *arena, remark_list *out, const tie_buf *buf) {
    *TIE_PUSH(arena, out) = tie_buf_str(buf);
}

static void put_value(tie_buf *buf, double x, double like) {
    double size = fmax(fabs(x), fabs(like));
    tie_word_double(buf, x, size >= 100 ? 1 : size > 0 ? pow(10, floor(log10(size)) - 2) : 1);
}

static void remark_growth(tie_arena *arena, const tie_timeline *t, remark_list *out) {
    const tie_growth *g = &t->trend.log_growth;
    bool told = t->trend.kendall.is.status == TIE_STAT_OK && t->p_trend < 0.05;
    if (!told || g->is.status != TIE_STAT_OK || !isfinite(g->hi))
        return;
    tie_buf buf = tie_buf_new(arena);
    tie_buf_puts(&buf, "At a steady rate: ");
    put_percent(&buf, g->rate);
    tie_buf_printf(&buf, " per %s (", per(t));
    put_percent(&buf, g->lo);
    tie_buf_puts(&buf, " to ");
    put_percent(&buf, g->hi);
    tie_buf_puts(&buf, ").");
    add(arena, out, &buf);
}

static void remark_next(tie_arena *arena, const tie_timeline *t, remark_list *out) {
    const tie_next *n = &t->trend.next;
    if (n->is.status != TIE_STAT_OK)
        return;
    tie_buf buf = tie_buf_new(arena);
    tie_buf_puts(&buf, "For ");
    tie_grain_label(&buf, t->grain, t->trend.next_time);
    tie_buf_puts(&buf, " a line through all figures expects ");
    put_value(&buf, n->value, n->hi);
    tie_buf_puts(&buf, " (");
    put_value(&buf, n->lo, n->hi);
    tie_buf_puts(&buf, " to ");
    put_value(&buf, n->hi, n->hi);
    tie_buf_puts(&buf, ").");
    add(arena, out, &buf);
}

static void remark_flagged(tie_arena *arena, const tie_timeline *t, const tie_point *p,
                           remark_list *out) {
    tie_buf buf = tie_buf_new(arena);
    if (p->flags & TIE_POINT_NEXT) {
        const tie_next *n = &t->trend.last;
        tie_buf_puts(&buf, "The figure of ");
        put_when(&buf, t, p);
        tie_buf_puts(&buf, ", ");
        put_value(&buf, p->value, p->value);
        tie_buf_puts(&buf, ", lies outside what those before it lead to expect (");
        put_value(&buf, n->lo, n->hi);
        tie_buf_puts(&buf, " to ");
        put_value(&buf, n->hi, n->hi);
        tie_buf_puts(&buf, ").");
    } else if (p->flags & TIE_POINT_OUTLIER) {
        tie_buf_puts(&buf, "The figure of ");
        put_when(&buf, t, p);
        tie_buf_puts(&buf, ", ");
        put_value(&buf, p->value, p->value);
        tie_buf_puts(&buf, ", lies far from the line through all others.");
    }
    if (buf.len)
        add(arena, out, &buf);
    if (!(p->flags & TIE_POINT_STEP))
        return;
    buf = tie_buf_new(arena);
    tie_buf_puts(&buf, "A step at ");
    put_when(&buf, t, p);
    tie_buf_puts(&buf, " that a line does not explain: about ");
    put_value(&buf, t->trend.step.before, t->trend.step.after);
    tie_buf_puts(&buf, " before, ");
    put_value(&buf, t->trend.step.after, t->trend.step.before);
    tie_buf_puts(&buf, " from then on.");
    add(arena, out, &buf);
}

static void remark_serial(tie_arena *arena, const tie_timeline *t, remark_list *out) {
    const tie_test *serial = &t->trend.serial;
    if (serial->is.status != TIE_STAT_OK || serial->p >= 0.05)
        return;
    tie_buf buf = tie_buf_new(arena);
    tie_buf_puts(&buf, "Neighbouring figures hang together: read the verdicts with care.");
    add(arena, out, &buf);
}

tie_strs tie_timeline_remarks(tie_arena *arena, const tie_timeline *t) {
    remark_list out = {0};
    remark_growth(arena, t, &out);
    remark_next(arena, t, &out);
    for (size_t i = 0; i < t->count; i++)
        remark_flagged(arena, t, &t->points[i], &out);
    remark_serial(arena, t, &out);
    return (tie_strs){out.items, out.count};
}

tie_strs tie_timeline_point_remarks(tie_arena *arena, const tie_timeline *t, const tie_point *p) {
    remark_list out = {0};
    remark_flagged(arena, t, p, &out);
    return (tie_strs){out.items, out.count};
}
