/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as few bytes, for what a program leaves to itself: numbers of 7 bits a byte, the lowest
 * first, signed ones with their sign in the lowest bit. What reads them takes bytes as they come:
 * behind the end there are zeros, and `good` is cleared. */
#ifndef TIE_BASE_PACKED_H
#define TIE_BASE_PACKED_H

#include "base/buf.h"

/* ---- Writing ---- */

enum { TIE_PACKED_MOST = 10 }; /* bytes of a number; 5 below 2^32 */

/* What: writes n at `at`. Returns where it ends. */
static inline char *tie_pack_at(char *at, uint64_t n) {
    for (; n >= 0x80; n >>= 7)
        *at++ = (char)(n | 0x80);
    *at++ = (char)n;
    return at;
}

static inline void tie_pack(tie_buf *to, uint64_t n) {
    char bytes[TIE_PACKED_MOST];
    tie_buf_add(to, (tie_str){bytes, (size_t)(tie_pack_at(bytes, n) - bytes)});
}

static inline void tie_pack_signed(tie_buf *to, int64_t n) {
    tie_pack(to, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

/* Eight bytes, as they are. */
static inline void tie_pack_hash(tie_buf *to, uint64_t hash) {
    tie_buf_add(to, (tie_str){(const char *)&hash, sizeof hash});
}

void tie_pack_str(tie_buf *to, tie_str s);
/* The start is told from another place near it. */
void tie_pack_span(tie_buf *to, tie_span span, uint64_t from);
void tie_pack_dec(tie_buf *to, tie_dec d);
void tie_pack_period(tie_buf *to, tie_period p);
/* before: one that was told before it and may be the same; or NULL. */
void tie_pack_interval(tie_buf *to, const tie_interval *i, const tie_interval *before);

/* ---- Reading ---- */

typedef struct tie_packed {
    const unsigned char *at, *end;
    bool good;
} tie_packed;

static inline tie_packed tie_packed_new(tie_str bytes) {
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    return (tie_packed){at, at ? at + bytes.len : at, true};
}

static inline size_t tie_packed_left(const tie_packed *p) { return (size_t)(p->end - p->at); }

uint64_t tie__unpack_long(tie_packed *p);
static inline uint64_t tie_unpack(tie_packed *p) {
    return p->at < p->end && *p->at < 0x80 ? *p->at++ : tie__unpack_long(p);
}

static inline uint32_t tie_unpack_u32(tie_packed *p) { return (uint32_t)tie_unpack(p); }

static inline int64_t tie_unpack_signed(tie_packed *p) {
    uint64_t n = tie_unpack(p);
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

static inline uint8_t tie_unpack_byte(tie_packed *p) {
    p->good &= p->at < p->end;
    return p->at < p->end ? *p->at++ : 0;
}

static inline uint64_t tie_unpack_hash(tie_packed *p) {
    uint64_t hash = 0;
    if (tie_packed_left(p) < sizeof hash) {
        p->good = false;
        return 0;
    }
    memcpy(&hash, p->at, sizeof hash);
    p->at += sizeof hash;
    return hash;
}

/* How many things follow, each of at least one byte; 0 where that cannot be. */
static inline size_t tie_unpack_count(tie_packed *p) {
    uint64_t n = tie_unpack(p);
    p->good &= n <= tie_packed_left(p);
    return p->good ? (size_t)n : 0;
}

/* A view. */
tie_str tie_unpack_str(tie_packed *p);
tie_span tie_unpack_span(tie_packed *p, uint64_t from);
tie_dec tie_unpack_dec(tie_packed *p);
tie_period tie_unpack_period(tie_packed *p);
tie_interval tie_unpack_interval(tie_packed *p, const tie_interval *before);

#endif
