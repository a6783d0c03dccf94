/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search for repeats leaves for the next one over nearly the same documents: bytes by names
 * that the parts of the search choose ("documents", "tokens/7", ...). Whoever keeps them gives back
 * what this program put with the same rules, or nothing at all; of damage the bytes themselves must
 * tell.
 *
 * What is found with a memory is what is found without one, byte for byte. */
#ifndef TIE_ANALYZE_REPEAT_MEMORY_H
#define TIE_ANALYZE_REPEAT_MEMORY_H

#include "base/buf.h"

typedef struct tie_repeat_memory {
    void *user;
    /* The bytes of that name; empty when there are none. Owns: arena. */
    tie_str (*get)(void *user, tie_arena *arena, tie_str name);
    /* Keeps a copy of the bytes under that name in the place of what was there; empty: forgets
     * them. */
    void (*put)(void *user, tie_str name, tie_str bytes);
} tie_repeat_memory;

/* Equal for programs that leave and take the same; the rules are not in it. */
uint64_t tie_repeat_memory_maker(void);

/* ---- Parts, with a checksum in front ---- */

/* An empty part, to be written and then put. Owns: arena. */
tie_buf tie_repeat_part_new(tie_arena *arena);
void tie_repeat_part_put(const tie_repeat_memory *memory, tie_str name, tie_buf *part);
/* What: the bytes that were written to the part; empty when there is none. *damaged is set where
 * they are not what was put. Owns: arena. */
tie_str tie_repeat_part_get(const tie_repeat_memory *memory, tie_arena *arena, tie_str name,
                            bool *damaged);

/* The bytes under that name are what was put. */
bool tie_repeat_part_intact(tie_str name, tie_str bytes);

/* ---- Numbers: 7 bits a byte, the lowest first ---- */

enum { TIE_REPEAT_NUMBER_BYTES = 10 }; /* at most; 5 below 2^32 */

/* What: writes n at `at`. Returns where it ends. */
static inline char *tie_repeat_write(char *at, uint64_t n) {
    for (; n >= 0x80; n >>= 7)
        *at++ = (char)(n | 0x80);
    *at++ = (char)n;
    return at;
}

static inline void tie_repeat_put(tie_buf *buf, uint64_t n) {
    char bytes[TIE_REPEAT_NUMBER_BYTES];
    tie_buf_add(buf, (tie_str){bytes, (size_t)(tie_repeat_write(bytes, n) - bytes)});
}

static inline void tie_repeat_put_hash(tie_buf *buf, uint64_t hash) {
    tie_buf_add(buf, (tie_str){(const char *)&hash, sizeof hash});
}

/* Bytes that are read from the front; behind their end there are zeros, and failed is set. */
typedef struct tie_repeat_reader {
    const unsigned char *at, *end;
    bool failed;
} tie_repeat_reader;

static inline tie_repeat_reader tie_repeat_reader_new(tie_str bytes) {
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    return (tie_repeat_reader){at, at ? at + bytes.len : at, false};
}

static inline uint64_t tie_repeat_get(tie_repeat_reader *r) {
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64 && r->at < r->end; shift += 7) {
        unsigned char byte = *r->at++;
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return n;
    }
    r->failed = true;
    return 0;
}

static inline uint8_t tie_repeat_get_byte(tie_repeat_reader *r) {
    r->failed |= r->at == r->end;
    return r->at < r->end ? *r->at++ : 0;
}

static inline uint64_t tie_repeat_get_hash(tie_repeat_reader *r) {
    uint64_t hash = 0;
    if ((size_t)(r->end - r->at) < sizeof hash) {
        r->failed = true;
        return 0;
    }
    memcpy(&hash, r->at, sizeof hash);
    r->at += sizeof hash;
    return hash;
}

#endif
