/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views of bytes. A view never owns, is never NUL-terminated, and may be passed by value.
 * Folding is ASCII only unless a function says otherwise: what needs more uses base/utf8.h. */
#ifndef TIE_BASE_STR_H
#define TIE_BASE_STR_H

#include "tieout.h"

#include <string.h>

#define TIE_STR(literal) ((tie_str){(literal), sizeof(literal) - 1})
/* For printf: printf("%.*s", TIE_FMT(s)). */
#define TIE_FMT(s) (int)(s).len, (s).ptr ? (s).ptr : ""

static inline tie_str tie_str_c(const char *c) { return (tie_str){c, c ? strlen(c) : 0}; }
static inline tie_str tie_str_sub(tie_str s, size_t start, size_t end) {
    return (tie_str){s.ptr ? s.ptr + start : NULL, end - start};
}
static inline tie_str tie_str_span(tie_str text, tie_span span) {
    return (tie_str){text.ptr + span.start, (size_t)(span.end - span.start)};
}
static inline bool tie_str_eq(tie_str a, tie_str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
static inline char tie_ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}
static inline bool tie_ascii_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool tie_ascii_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline bool tie_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool tie_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Total order of bytes; a prefix comes first. */
int tie_str_cmp(tie_str a, tie_str b);
bool tie_str_eq_fold(tie_str a, tie_str b);
bool tie_str_starts(tie_str s, tie_str prefix);
bool tie_str_ends(tie_str s, tie_str suffix);
/* Index of the first occurrence, or s.len when absent. */
size_t tie_str_find(tie_str s, tie_str needle);
tie_str tie_str_trim(tie_str s);
/* Damerau-Levenshtein distance, but at most limit + 1; for "did you mean". */
unsigned tie_str_distance(tie_str a, tie_str b, unsigned limit);

#endif
