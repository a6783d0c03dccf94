/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Eight bytes at a time, in one register: the first byte of the text is the lowest. Source: the
 * carry-free byte tests of H. S. Warren, Hacker's Delight, 2nd ed., 6-1. */
#ifndef TIE_BASE_EIGHT_H
#define TIE_BASE_EIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define TIE_EIGHT(byte) ((uint64_t)(byte)*0x0101010101010101u)

/* Compilers make one load of it, on machines of either byte order. */
static inline uint64_t tie_eight_load(const char *at) {
    const unsigned char *p = (const unsigned char *)at;
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
           (uint64_t)p[7] << 56;
}

/* One to seven bytes, zeros behind them: loads that overlap where they do not fit. */
static inline uint64_t tie__eight_short(const char *at, size_t count) {
    const unsigned char *p = (const unsigned char *)at;
    if (count < 4)
        return (uint64_t)p[0] | (uint64_t)p[count / 2] << (8 * (count / 2)) |
               (uint64_t)p[count - 1] << (8 * (count - 1));
    const unsigned char *q = p + count - 4;
    uint64_t first = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    uint64_t last = q[0] | (uint32_t)q[1] << 8 | (uint32_t)q[2] << 16 | (uint32_t)q[3] << 24;
    return first | last << (8 * (count - 4));
}

/* Up to eight bytes of text[at, end), zeros behind the end. */
static inline uint64_t tie_eight_at(const char *text, size_t at, size_t end) {
    if (end - at >= 8)
        return tie_eight_load(text + at);
    return at < end ? tie__eight_short(text + at, end - at) : 0;
}

static inline void tie_eight_store(char *to, uint64_t bytes) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    memcpy(to, &bytes, sizeof bytes);
}

/* The high bit of each of the eight that is an ASCII letter. */
static inline uint64_t tie_eight_all_letters(uint64_t bytes) {
    uint64_t low = (bytes | TIE_EIGHT(0x20)) & TIE_EIGHT(0x7F);
    uint64_t from_a = low + TIE_EIGHT(0x80 - 'a'), past_z = low + TIE_EIGHT(0x80 - 'z' - 1);
    return from_a & ~past_z & ~bytes & TIE_EIGHT(0x80);
}

/* The high bit of each of the eight that is this byte. */
static inline uint64_t tie_eight_equal(uint64_t bytes, char byte) {
    uint64_t x = bytes ^ TIE_EIGHT((unsigned char)byte);
    return ~(((x & TIE_EIGHT(0x7F)) + TIE_EIGHT(0x7F)) | x) & TIE_EIGHT(0x80);
}

/* One of the eight is this byte. */
static inline bool tie_eight_has(uint64_t bytes, char byte) {
    uint64_t x = bytes ^ TIE_EIGHT((unsigned char)byte);
    return (x - TIE_EIGHT(1)) & ~x & TIE_EIGHT(0x80);
}

/* One of the eight is below this ASCII byte. */
static inline bool tie_eight_below(uint64_t bytes, char limit) {
    return (bytes - TIE_EIGHT((unsigned char)limit)) & ~bytes & TIE_EIGHT(0x80);
}

/* The high bit of each of the eight that is below this ASCII byte. */
static inline uint64_t tie_eight_all_below(uint64_t bytes, char limit) {
    uint64_t low = (bytes & TIE_EIGHT(0x7F)) + TIE_EIGHT(0x80 - (unsigned char)limit);
    return ~(low | bytes) & TIE_EIGHT(0x80);
}

/* How many of the eight go on a code point of UTF-8. */
static inline unsigned tie_eight_continuations(uint64_t bytes) {
    uint64_t ones = (bytes >> 7) & (~bytes >> 6) & TIE_EIGHT(1);
    return (unsigned)(ones * TIE_EIGHT(1) >> 56);
}

/* The first n of the eight, 1 to 8, zeros behind them. */
static inline uint64_t tie_eight_first(uint64_t bytes, unsigned n) {
    static const uint64_t masks[] = {0,
                                     0xFF,
                                     0xFFFF,
                                     0xFFFFFF,
                                     0xFFFFFFFF,
                                     0xFFFFFFFFFF,
                                     0xFFFFFFFFFFFF,
                                     0xFFFFFFFFFFFFFF,
                                     0xFFFFFFFFFFFFFFFF};
    return bytes & masks[n];
}

#endif
