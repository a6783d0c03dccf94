/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to the words that repeats are found by: folded, figures masked, without copies of the bytes.
 *
 * A token is 32 bits. A word carries 30 bits of the hash of its folded letters and a flag for stop
 * words. A figure (digits with their separators, number words, either with scale words: "1.07
 * million", "two hundred") carries 27 bits of the hash of its value and 4 of its spelling. A month
 * beside a figure is a figure. Two tokens match when their masked forms are equal: any figure
 * matches any other. Letters and digits never share a token; ideographs are tokens of their own;
 * a word is cut every 63 bytes. */
#ifndef TIE_ANALYZE_REPEAT_WORDS_H
#define TIE_ANALYZE_REPEAT_WORDS_H

#include "base/arena.h"

/* ---- Which words are figures, months, stop words ---- */

typedef enum tie_repeat_class {
    TIE_REPEAT_PLAIN,
    TIE_REPEAT_STOP,
    TIE_REPEAT_NUMERAL, /* value: 0 .. 99 of "seven", "twenty" */
    TIE_REPEAT_SCALE,   /* value: power of ten of "hundred", "million" */
    TIE_REPEAT_MONTH    /* value: 1 .. 12 */
} tie_repeat_class;

typedef struct tie_repeat_words tie_repeat_words;

/* An empty table; everything is then a plain word. Lives in arena; read by many threads once
 * filled. */
tie_repeat_words *tie_repeat_words_new(tie_arena *arena);
/* word: letters alone, in any case. A word added twice keeps its first meaning. */
void tie_repeat_words_add(tie_repeat_words *words, tie_arena *arena, tie_str word,
                          tie_repeat_class class, int value);

/* Is the token a month beside a figure, or a figure that is as large as a year (1900 to 2099)? */
bool tie_repeat_dates(const tie_repeat_words *words, uint32_t token);

/* ---- Tokens ---- */

#define TIE_REPEAT_MASK 0x80000000u /* a figure */
#define TIE_REPEAT_STOP_BIT 0x40000000u
#define TIE_REPEAT_SPELLING 0xFu /* bits of a figure that spell rather than mean */

enum {
    TIE_REPEAT_LEN = 0x3F,     /* of a token's length byte */
    TIE_REPEAT_SENTENCE = 0x40 /* of a token's length byte: it begins a sentence */
};

static inline bool tie_repeat_masked(uint32_t word) { return (word & TIE_REPEAT_MASK) != 0; }
static inline uint32_t tie_repeat_mask(uint32_t word) {
    return word & TIE_REPEAT_MASK ? TIE_REPEAT_MASK : word;
}
/* Same figure, or both the same word. */
static inline bool tie_repeat_same_value(uint32_t a, uint32_t b) {
    uint32_t differ = a ^ b;
    return tie_repeat_masked(a) ? differ <= TIE_REPEAT_SPELLING : differ == 0;
}

typedef struct tie_repeat_token {
    uint32_t word;
    uint32_t start; /* byte in the text */
    uint8_t len;    /* bytes, with TIE_REPEAT_SENTENCE */
} tie_repeat_token;

/* A text being read. Fields are the scanner's own. */
typedef struct tie_repeat_scan {
    const tie_repeat_words *words;
    tie_arena *scratch; /* for folding what is not ASCII; left as it was */
    tie_str text;
    size_t at;
    uint32_t month; /* what the newest token is beside a figure; 0: it is no month */
    uint8_t lines;  /* line breaks since then */
    bool after_figure, ended, boundary;
} tie_repeat_scan;

/* text.len must be below 2^32. Any bytes are safe: ill-formed UTF-8 and NUL separate words. */
tie_repeat_scan tie_repeat_scan_new(const tie_repeat_words *words, tie_arena *scratch,
                                    tie_str text);
/* What: the next tokens of the text, at most capacity (2 or more). Bytes from `there` on are not
 * looked at; where they are not all, what they could still change is left for later. Returns how
 * many; 0 at the end. */
size_t tie_repeat_scan_next(tie_repeat_scan *scan, size_t there, tie_repeat_token *out,
                            size_t capacity);

#endif
