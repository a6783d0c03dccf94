/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TIE_EXTRACT_NUMBER_H
#define TIE_EXTRACT_NUMBER_H

#include "extract/reader.h"

static inline tie_dec tie_power_of_ten(int power) { return (tie_dec){1, power}; }
/* The product, or a where it does not fit. */
static inline tie_dec tie_times(tie_dec a, tie_dec b) {
    tie_dec out = a;
    return tie_dec_mul(a, b, &out) == TIE_OK ? out : a;
}

/* Joins "5 to 10", "$800 million to $1 billion" among the sentence's figures into one figure each.
 */
void tie_join_ranges(tie_reader *reader, tie_sentence *sentence);

#endif
