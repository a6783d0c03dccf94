/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to tokens: words, numeric literals, symbols. Shared by the compiler of phrases and by the
 * reader of documents, so that "US$", "km/h" or "Xi'an" split the same way on both sides. Knows
 * syntax only: what a number means is not decided here.
 *
 * - WORD: letters of any script with inner apostrophes (Xi'an, don't); a possessive 's is a word of
 *   its own.
 * - NUMBER: digits with their separators: 1,234.5; 77 794 (no-break or thin space, or a plain space
 *   between groups of three); 1'234; 12,34,567; .5. Where separators do not fit (2022,71,000) the
 *   literal ends before them.
 * - SYMBOL: any other code point, one each; markup (* _ ` # of Markdown) has the flag MARK.
 *
 * White space makes no token; it shows in the flags of the token that follows. */
#ifndef TIE_BASE_TOKEN_H
#define TIE_BASE_TOKEN_H

#include "base/dec.h"

typedef enum tie_token_kind { TIE_TOKEN_WORD, TIE_TOKEN_NUMBER, TIE_TOKEN_SYMBOL } tie_token_kind;

enum {
    TIE_TOKEN_SPACE = 1 << 0,   /* white space before it */
    TIE_TOKEN_LINE = 1 << 1,    /* a line break before it */
    TIE_TOKEN_GAP = 1 << 2,     /* three or more blanks or a tab before it, at the start of a line
                                   many more: a column */
    TIE_TOKEN_CAPITAL = 1 << 3, /* first letter is a capital */
    TIE_TOKEN_UPPER = 1 << 4,   /* all letters are capitals */
    TIE_TOKEN_MARK = 1 << 5,    /* Markdown emphasis, no part of the text's words */
    TIE_TOKEN_TAIL = 1 << 6,    /* number: glued to a letter before it (COVID19, G20) */
    TIE_TOKEN_SUFFIX = 1 << 7   /* possessive 's */
};

typedef struct tie_token {
    uint32_t start, end; /* bytes in the text */
    uint64_t key; /* WORD: tie_word_key of its folded bytes; SYMBOL: of its bytes; NUMBER: 0 */
    uint8_t kind, flags;
} tie_token;

typedef TIE_VEC(tie_token) tie_tokens;

/* Equal for words that differ in case or in the form of their apostrophe; the same on every
 * machine, since fingerprints of sentences are made of it. */
uint64_t tie_word_key(tie_str word);
/* What a number steps with inside a phrase; "m2" is not "m 2". */
static inline uint64_t tie_number_key(const tie_token *number, tie_str print) {
    uint64_t key = tie_word_key(print);
    return number->flags & TIE_TOKEN_TAIL ? key : ~key;
}

/* A bit for a symbol of ASCII; two of them may share one. */
static inline uint32_t tie_symbol_bit(char symbol) { return 1u << (symbol & 31); }

/* What is a constant once it is inlined, and a walk over a word otherwise. */
#define TIE_INLINED static inline __attribute__((always_inline))

/* A key takes the folded bytes eight at a time, the last of them filled up with zeros. No two words
 * of up to eight letters share one. Source of the factor: rrmxmx, P. Evensen. */
static inline uint64_t tie__key_mix(uint64_t key, uint64_t eight) {
    key = (key ^ eight) * 0x9FB21C651E98DF25u;
    return key ^ key >> 32;
}
TIE_INLINED uint64_t tie__eight_letters(const char *word, size_t len) {
    uint64_t eight = 0;
    for (size_t i = 0; i < 8 && i < len; i++)
        /* cppcheck-suppress arrayIndexOutOfBounds ; len ends the walk */
        eight |= (uint64_t)(unsigned char)word[i] << (8 * i);
    return eight;
}
/* tie_word_key of one to sixteen ASCII letters in lower case, or apostrophes; a constant where the
 * word is one. */
TIE_INLINED uint64_t tie_letters_key(const char *word) {
    size_t len = strlen(word);
    uint64_t key = tie__key_mix(0, tie__eight_letters(word, len));
    /* cppcheck-suppress pointerOutOfBounds ; asked only of a longer word */
    return len > 8 ? tie__key_mix(key, tie__eight_letters(word + 8, len - 8)) : key;
}

/* Case-folded, NFC, with straight apostrophes: what stems and names of heads are made of. */
tie_str tie_word_fold(tie_arena *arena, tie_str word);

/* Appends the tokens of text[start, end) to out. True: some have the flag MARK. Linear; never reads
 * outside. */
bool tie_tokenize(tie_arena *arena, tie_str text, size_t start, size_t end, tie_tokens *out);
/* The same for a row of fields between commas, one by one, so that "164,14,178" is three numbers; a
 * comma in quotation marks belongs to its field. */
bool tie_tokenize_fields(tie_arena *arena, tie_str text, size_t start, size_t end, tie_tokens *out);

/* What: the value of a NUMBER token. decimals: digits after the point; grouped: it had group
 * separators. Fails: TIE_ERANGE more than 18 significant digits. */
tie_code tie_token_number(tie_str literal, tie_dec *out, int *decimals, bool *grouped);

#endif
