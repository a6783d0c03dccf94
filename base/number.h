/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The syntax of numeric literals: where one ends. Part of the tokenizer. */
#ifndef TIE_BASE_NUMBER_H
#define TIE_BASE_NUMBER_H

#include "base/str.h"

/* What: the end of the literal that begins at text[at], a digit or a point; at when the point opens
 * none. Looks no further than [start, end). */
size_t tie_number_end(const char *text, size_t start, size_t at, size_t end);

#endif
