/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sixty-four bytes of a text at a glance: what stands where, a bit for each of them, the first byte
 * the lowest. A run of letters or of blanks is then found by counting bits. */
#ifndef TIE_BASE_WINDOW_H
#define TIE_BASE_WINDOW_H

#include "base/eight.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { TIE_WINDOW = 64 };

typedef struct tie_window {
    uint64_t letters; /* of ASCII */
    uint64_t small;   /* 0x20 in it: letters that are no capitals, and some that are no letters */
    uint64_t blanks;  /* 0x20 */
    uint64_t joints;  /* apostrophes, and bytes beyond ASCII: a word may go on there */
} tie_window;

/* The high bit of each of the eight, as one byte. */
static inline uint64_t tie__high_bits(uint64_t bytes) {
    return (bytes >> 7 & TIE_EIGHT(1)) * 0x0102040810204080u >> 56;
}

/* On any machine. */
static inline tie_window tie_window_plain(const char *bytes) {
    tie_window w = {0};
    for (unsigned at = 0; at < TIE_WINDOW; at += 8) {
        uint64_t eight = tie_eight_load(bytes + at);
        w.letters |= tie__high_bits(tie_eight_all_letters(eight)) << at;
        w.small |= tie__high_bits(eight << 2) << at;
        w.blanks |= tie__high_bits(tie_eight_equal(eight, ' ')) << at;
        w.joints |= tie__high_bits(tie_eight_equal(eight, '\'') | eight) << at;
    }
    return w;
}

/* Those that are this byte; on any machine. */
static inline uint64_t tie_window_equal_plain(const char *bytes, char byte) {
    uint64_t equal = 0;
    for (unsigned at = 0; at < TIE_WINDOW; at += 8)
        equal |= tie__high_bits(tie_eight_equal(tie_eight_load(bytes + at), byte)) << at;
    return equal;
}

#if defined(__SSE2__)
static inline uint64_t tie__sixteen_bits(__m128i bytes) {
    return (uint64_t)(unsigned)_mm_movemask_epi8(bytes);
}

static inline tie_window tie_window_at(const char *bytes) {
    const __m128i lower = _mm_set1_epi8(0x20), quote = _mm_set1_epi8('\'');
    /* the letters moved to the lowest numbers that a signed byte holds */
    const __m128i to_lowest = _mm_set1_epi8((char)(0x80 - 'a')), past = _mm_set1_epi8(-0x80 + 26);
    tie_window w = {0};
    for (unsigned at = 0; at < TIE_WINDOW; at += 16) {
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        __m128i moved = _mm_add_epi8(_mm_or_si128(b, lower), to_lowest);
        w.letters |= tie__sixteen_bits(_mm_cmplt_epi8(moved, past)) << at;
        w.small |= tie__sixteen_bits(_mm_slli_epi64(b, 2)) << at; /* the bit of lower, on top */
        w.blanks |= tie__sixteen_bits(_mm_cmpeq_epi8(b, lower)) << at; /* a blank is 0x20, too */
        w.joints |= tie__sixteen_bits(_mm_or_si128(b, _mm_cmpeq_epi8(b, quote))) << at;
    }
    return w;
}

static inline uint64_t tie_window_equal(const char *bytes, char byte) {
    uint64_t equal = 0;
    for (unsigned at = 0; at < TIE_WINDOW; at += 16) {
        __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        equal |= tie__sixteen_bits(_mm_cmpeq_epi8(b, _mm_set1_epi8(byte))) << at;
    }
    return equal;
}
#else
static inline tie_window tie_window_at(const char *bytes) { return tie_window_plain(bytes); }
static inline uint64_t tie_window_equal(const char *bytes, char byte) {
    return tie_window_equal_plain(bytes, byte);
}
#endif

#endif
