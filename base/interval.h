/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals with exact ends, each open, closed or absent. An operation returns every value that its
 * operands can produce, never less: an end that cannot be exact moves outward. Ends that do not fit
 * become absent. What has no number in it has no result either: an operation on empty is empty.
 * Source of the semantics: interval arithmetic over the extended reals (IEEE 1788
 * set-based flavour, without its decorations), with exact decimal ends. */
#ifndef TIE_BASE_INTERVAL_H
#define TIE_BASE_INTERVAL_H

#include "base/dec.h"

tie_interval tie_interval_point(tie_dec x);
tie_interval tie_interval_closed(tie_dec lo, tie_dec hi);
tie_interval tie_interval_at_least(tie_dec lo); /* [lo, inf) */
tie_interval tie_interval_at_most(tie_dec hi);  /* (-inf, hi] */
tie_interval tie_interval_all(void);

/* All numbers that print as x when rounded to multiples of u, half either way: [x - u/2, x + u/2].
 * u 0: {x}. */
tie_interval tie_interval_rounding(tie_dec x, tie_dec u);
/* All numbers that print as x when cut to multiples of u: [x, x + u) for x >= 0, (x - u, x] below;
 * for 0 both. */
tie_interval tie_interval_truncation(tie_dec x, tie_dec u);

bool tie_interval_empty(tie_interval a);
bool tie_interval_has(tie_interval a, tie_dec x);
bool tie_interval_inside(tie_interval a, tie_interval b); /* a is a subset of b */
bool tie_interval_meet(tie_interval a, tie_interval b);   /* they share a number */
tie_interval tie_interval_intersect(tie_interval a, tie_interval b);
/* True when every number of a is below (or at, unless strict) every number of b. */
bool tie_interval_below(tie_interval a, tie_interval b, bool strict);

tie_interval tie_interval_neg(tie_interval a);
tie_interval tie_interval_add(tie_interval a, tie_interval b);
tie_interval tie_interval_sub(tie_interval a, tie_interval b);
tie_interval tie_interval_mul(tie_interval a, tie_interval b);
/* TIE_ERANGE when b contains 0: not computable. */
tie_code tie_interval_div(tie_interval a, tie_interval b, tie_interval *out);
tie_interval tie_interval_scale(tie_interval a, tie_dec by);
/* 100 (b / a - 1), each operand used once. TIE_ERANGE when a contains 0. */
tie_code tie_interval_change_pct(tie_interval a, tie_interval b, tie_interval *out);
/* What of a lies in [lo, hi]; may be empty. */
tie_interval tie_interval_clip(tie_interval a, tie_dec lo, tie_dec hi);
/* The integers inside: ends rounded inward and closed. May be empty. */
tie_interval tie_interval_integers(tie_interval a);

/* Distance between the nearest ends over the larger magnitude of the two; 0 when they meet. */
double tie_interval_gap(tie_interval a, tie_interval b);

/* For people: "[1,065,000, 1,075,000]", "[50, inf)", "{462}", "{}" when empty. Digits behind the
 * point beyond ten significant ones are cut outward. */
void tie_interval_render(tie_buf *buf, tie_interval a);

#endif
