/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact decimals: tie_dec is mant * 10^exp. Arithmetic is exact or says that it does not fit;
 * nothing is rounded in silence. Division, which cannot be exact, rounds the way its caller asks.
 * Invariant of every result: normal form (no trailing zero in mant; zero is {0, 0}). Inputs need
 * not be normal. */
#ifndef TIE_BASE_DEC_H
#define TIE_BASE_DEC_H

#include "base/buf.h"

/* Exponents of results stay within this, so that any of them can be written out. */
#define TIE_DEC_EXP_MAX 1000

static inline tie_dec tie_dec_int(int64_t n) { return (tie_dec){n, 0}; }
tie_dec tie_dec_normal(tie_dec a);
static inline bool tie_dec_zero(tie_dec a) { return a.mant == 0; }
static inline tie_dec tie_dec_neg(tie_dec a) { return (tie_dec){-a.mant, a.exp}; }
static inline tie_dec tie_dec_abs(tie_dec a) { return a.mant < 0 ? tie_dec_neg(a) : a; }

/* Total order by value; exact for all inputs. */
int tie_dec_cmp(tie_dec a, tie_dec b);
static inline int tie_dec_sign(tie_dec a) { return (a.mant > 0) - (a.mant < 0); }

/* TIE_ERANGE when the result does not fit 18 significant digits; *out is then untouched. */
tie_code tie_dec_add(tie_dec a, tie_dec b, tie_dec *out);
tie_code tie_dec_sub(tie_dec a, tie_dec b, tie_dec *out);
tie_code tie_dec_mul(tie_dec a, tie_dec b, tie_dec *out);

/* Toward -inf, toward +inf, or not at all: what is not exact fails. */
typedef enum tie_round { TIE_ROUND_DOWN, TIE_ROUND_UP, TIE_ROUND_NONE } tie_round;
/* As above, but rounded as asked where 18 digits do not suffice. TIE_ERANGE: too large. */
tie_code tie_dec_add_round(tie_dec a, tie_dec b, tie_round round, tie_dec *out);
tie_code tie_dec_mul_round(tie_dec a, tie_dec b, tie_round round, tie_dec *out);
/* a / b to 18 significant digits, rounded as asked unless exact. TIE_ERANGE: b is 0 or the result
 * does not fit. */
tie_code tie_dec_div(tie_dec a, tie_dec b, tie_round round, tie_dec *out);
/* The nearest decimal with the given places after the point, half away from zero. */
tie_dec tie_dec_round(tie_dec a, int places);
/* a rounded to an integer toward -inf or +inf. */
tie_dec tie_dec_floor(tie_dec a);
tie_dec tie_dec_ceil(tie_dec a);

/* For statistics, ranking and drawing only; never for a verdict. */
double tie_dec_double(tie_dec a);

/* What: reads "1234", "-12.50", "1e6" (all of s). decimals (may be NULL): digits printed after the
 * point. Fails: TIE_ERANGE more than 18 significant digits; TIE_EINPUT no number. */
tie_code tie_dec_parse(tie_str s, tie_dec *out, int *decimals);
/* Significant digits: 3 of 1,230,000; 0 of 0. */
int tie_dec_digits(tie_dec value);

/* Plain digits, no exponent, no separators, no trailing zeros behind the point: "1070000", "0.05".
 */
void tie_dec_render(tie_buf *buf, tie_dec a);
/* For people: thousands separated by commas: "1,070,000", "7.89". */
void tie_dec_render_grouped(tie_buf *buf, tie_dec a);

#endif
