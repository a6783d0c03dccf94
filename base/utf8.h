/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 as the Unicode standard defines it: no overlong forms, no surrogates, nothing above
 * U+10FFFF. */
#ifndef TIE_BASE_UTF8_H
#define TIE_BASE_UTF8_H

#include "base/buf.h"

/* Bytes of the longest valid prefix; s.len when all is valid. Fast on ASCII. */
size_t tie_utf8_valid(tie_str s);
/* The code point at *at, which moves behind it. An ill-formed byte yields U+FFFD and moves by one.
 */
uint32_t tie_utf8_next(tie_str s, size_t *at);
void tie_utf8_put(tie_buf *buf, uint32_t code_point);
size_t tie_utf8_count(tie_str s); /* code points */
/* Spaces of ASCII and beyond: no-break, thin, narrow no-break, figure, ideographic, ... */
bool tie_utf8_space(uint32_t code_point);
bool tie_utf8_letter(uint32_t code_point); /* letters and marks of any script */
/* Case-folded and NFC (utf8proc); plain lower case for ASCII. */
tie_str tie_utf8_fold(tie_arena *arena, tie_str s);
/* Columns on a terminal, wide characters counted as two. */
size_t tie_utf8_width(tie_str s);

#endif
