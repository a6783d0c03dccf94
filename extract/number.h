/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of tie_read_figures. */
#ifndef TIE_EXTRACT_NUMBER_H
#define TIE_EXTRACT_NUMBER_H

#include "extract/reader.h"

static inline tie_dec tie_power_of_ten(int power) { return (tie_dec){1, power}; }
/* The sum or product, or a where it does not fit. */
tie_dec tie_plus(tie_dec a, tie_dec b);
tie_dec tie_times(tie_dec a, tie_dec b);
/* a / b to six significant digits; a when b is 0. */
tie_dec tie_ratio(tie_dec a, tie_dec b);

/* Digits with what belongs to them: 1.5bn, 3 million, 2 1/2, 1/4, 12th, 1 in 8. false: no number at
 * all; a literal too long for a decimal is a figure with `reject`. */
bool tie_read_digits(const tie_reader *reader, uint32_t token, uint32_t limit, tie_figure *out);
/* One of the vulgar fractions of Unicode on its own. */
bool tie_read_vulgar(const tie_reader *reader, uint32_t token, uint32_t limit, tie_figure *out);

/* Scale words behind a number ("million", "hundred thousand"), added up; moves *at behind them. */
int tie_scale_words(const tie_reader *reader, uint32_t *at, uint32_t limit);
/* "and a half", "and two thirds" behind a number of that scale; adds to *value and moves *at. */
bool tie_and_fraction(const tie_reader *reader, uint32_t *at, uint32_t limit, tie_dec *value,
                      int *scale);
/* A number in words, whole, mixed or a fraction: "twenty-one", "two and a half million",
 * "two-thirds", "one in five", "half a million", "a dozen"; ordinals too ("one hundred
 * twenty-fifth"). */
bool tie_read_spelled(const tie_reader *reader, uint32_t token, uint32_t limit, tie_figure *out);

/* Digits before "in five", "out of 20": the share, in place of the digits. */
bool tie_over_whole(const tie_reader *reader, uint32_t limit, tie_figure *figure);

/* A minus stands glued before the token, set apart from what precedes it. */
bool tie_minus_before(const tie_reader *reader, const tie_sentence *sentence, uint32_t token);

/* Joins "5 to 10", "$800 million to $1 billion" among the sentence's figures into one figure each.
 */
void tie_join_ranges(tie_reader *reader, tie_sentence *sentence);

#endif
