/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words by small numbers, so that the tokens that a search leaves to the next one take few bytes.
 * Words are numbered as they come and keep their numbers; when there is room for no more, and for
 * figures, of which there is no end, the word itself is written. */
#ifndef TIE_ANALYZE_REPEAT_VOCABULARY_H
#define TIE_ANALYZE_REPEAT_VOCABULARY_H

#include "analyze/repeat_memory.h"

typedef struct tie_vocabulary {
    tie_arena *arena;
    TIE_VEC(uint32_t) words; /* by number */
    uint32_t *slots;         /* of words: their numbers, from 1; made when first needed */
    size_t known;            /* words of the search before */
} tie_vocabulary;

enum { TIE_VOCABULARY_BYTES = 5 }; /* that a word takes at most */

/* What: the words of the search before. Owns: arena. */
tie_vocabulary tie_vocabulary_new(const tie_repeat_memory *memory, tie_arena *arena, bool *damaged);
/* What: leaves them to the next one. */
void tie_vocabulary_put(tie_vocabulary *vocabulary, const tie_repeat_memory *memory);

/* What: writes a word of tie_repeat_token at `at`. Returns where it ends. */
char *tie_vocabulary_write(tie_vocabulary *vocabulary, uint32_t word, char *at);
uint32_t tie__vocabulary_read_any(const tie_vocabulary *vocabulary, tie_packed *reader);
static inline uint32_t tie_vocabulary_read(const tie_vocabulary *v, tie_packed *reader) {
    const unsigned char *at = reader->at;
    if (reader->end - at >= 2) { /* most numbers have one byte or two, nobody knows which */
        uint32_t two = at[0] >> 7;
        uint32_t number = (at[0] & 0x7Fu) | (at[1] & (0u - two)) << 7;
        if (!(two & at[1] >> 7) && number - 1 < v->words.count) {
            reader->at += 1 + two;
            return v->words.items[number - 1];
        }
    }
    return tie__vocabulary_read_any(v, reader);
}

#endif
