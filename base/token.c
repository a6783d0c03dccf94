/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader spends its time here: a table sorts bytes, words of ASCII letters are folded and
 * hashed eight letters at a time, and everything rarer (numbers, other scripts) leaves the fast
 * path. */
#include "base/token.h"

#include "base/eight.h"
#include "base/number.h"
#include "base/utf8.h"

#include <utf8proc.h>

enum {
    COLUMN_BLANKS = 3,
    INDENT_BLANKS = 24 /* at the start of a line fewer only indent it */
};

typedef enum byte_class {
    SYMBOL,
    LETTER,
    DIGIT,
    POINT,
    BLANK,
    TAB,
    BREAK,
    QUOTE,
    MARK,
    HIGH
} byte_class;

#define X8(c) c, c, c, c, c, c, c, c
#define X26(c) X8(c), X8(c), X8(c), c, c
static const uint8_t classes[256] = {[0x00] = X8(SYMBOL),
                                     SYMBOL,
                                     TAB,
                                     BREAK,
                                     BREAK,
                                     BREAK,
                                     BREAK,
                                     [' '] = BLANK,
                                     ['\''] = QUOTE,
                                     ['*'] = MARK,
                                     ['_'] = MARK,
                                     ['`'] = MARK,
                                     ['#'] = MARK,
                                     ['.'] = POINT,
                                     ['0'] = X8(DIGIT),
                                     DIGIT,
                                     DIGIT,
                                     ['A'] = X26(LETTER),
                                     ['a'] = X26(LETTER),
                                     [0x80] = X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH),
                                     X8(HIGH)};
#undef X26
#undef X8

static inline byte_class class_of(char c) { return (byte_class)classes[(uint8_t)c]; }

/* ---- Keys ---- */

/* Folded bytes on their way into a key. */
typedef struct folder {
    uint64_t key, eight;
    unsigned count; /* of the bytes in eight */
} folder;

static uint64_t folder_key(const folder *f) {
    return f->count ? tie__key_mix(f->key, f->eight) : f->key;
}

static void fold_byte(folder *f, char byte) {
    f->eight |= (uint64_t)(unsigned char)byte << (8 * f->count++);
    if (f->count == 8) {
        f->key = tie__key_mix(f->key, f->eight);
        f->eight = f->count = 0;
    }
}

/* Full case folding, decomposed, so that composed and combining accents give one key. */
static void fold_code_point(folder *f, uint32_t code_point) {
    enum { LONGEST = 18 };
    utf8proc_int32_t out[LONGEST] = {0};
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, out, LONGEST,
                                UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &boundary);
    if (count < 0 || count > LONGEST) {
        out[0] = (utf8proc_int32_t)code_point;
        count = 1;
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t len = utf8proc_encode_char(out[i], bytes);
        for (utf8proc_ssize_t j = 0; j < len; j++)
            fold_byte(f, (char)bytes[j]);
    }
}

/* Bytes of a straight or curly apostrophe at s[at], 0 when there is none. */
static size_t apostrophe_len(const char *s, size_t at, size_t end) {
    if (at < end && s[at] == '\'')
        return 1;
    return end - at >= 3 && memcmp(s + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

uint64_t tie_word_key(tie_str word) {
    folder f = {0};
    for (size_t at = 0; at < word.len;) {
        size_t quote = apostrophe_len(word.ptr, at, word.len);
        if (quote) {
            fold_byte(&f, '\'');
            at += quote;
        } else if ((uint8_t)word.ptr[at] < 0x80) {
            fold_byte(&f, tie_ascii_lower(word.ptr[at++]));
        } else {
            fold_code_point(&f, tie_utf8_next(word, &at));
        }
    }
    return folder_key(&f);
}

tie_str tie_word_fold(tie_arena *arena, tie_str word) {
    tie_str folded = tie_utf8_fold(arena, word);
    if (tie_str_find(folded, TIE_STR("\xE2\x80\x99")) == folded.len)
        return folded;
    char *out = tie_arena_alloc(arena, folded.len, 1);
    size_t len = 0;
    for (size_t at = 0; at < folded.len;) {
        size_t quote = apostrophe_len(folded.ptr, at, folded.len);
        out[len++] = quote ? '\'' : folded.ptr[at];
        at += quote ? quote : 1;
    }
    return (tie_str){out, len};
}

/* ---- Words ---- */

typedef struct scan {
    const char *text;
    size_t start, at, end;
    tie_arena *arena;
    tie_tokens *out;
    uint64_t suffix_key;
    bool marks;                 /* there was one */
    unsigned flags, blanks;     /* before the next token */
    size_t word_end, token_end; /* of the last one; SIZE_MAX when there is none */
} scan;

static bool letter_at(const scan *s, size_t at) {
    if (at >= s->end)
        return false;
    byte_class c = class_of(s->text[at]);
    if (c != HIGH)
        return c == LETTER;
    return tie_utf8_letter(tie_utf8_next((tie_str){s->text, s->end}, &at));
}

/* An apostrophe of quote bytes at s[at] opens a possessive 's. */
static bool suffix_at(const scan *s, size_t at, size_t quote) {
    size_t letter = at + quote;
    return quote && letter < s->end && (s->text[letter] | 0x20) == 's' && !letter_at(s, letter + 1);
}

/* Bytes of an apostrophe inside a word: one that a letter follows and that opens no possessive. */
static size_t inner_apostrophe(const scan *s, size_t at) {
    size_t quote = apostrophe_len(s->text, at, s->end);
    return quote && letter_at(s, at + quote) && !suffix_at(s, at, quote) ? quote : 0;
}

static inline void emit(scan *s, size_t start, size_t end, tie_token_kind kind, unsigned flags,
                        uint64_t key) {
    tie_token *token = TIE_PUSH(s->arena, s->out);
    *token = (tie_token){.start = (uint32_t)start,
                         .end = (uint32_t)end,
                         .key = key,
                         .kind = (uint8_t)kind,
                         .flags = (uint8_t)flags};
    s->at = s->token_end = end;
    s->word_end = kind == TIE_TOKEN_WORD ? end : SIZE_MAX;
    s->flags = s->blanks = 0;
}

/* A word with letters beyond ASCII, or an apostrophe inside. */
static void scan_any_word(scan *s) {
    size_t start = s->at, at = start;
    unsigned flags = s->flags;
    bool upper = false, lower = false;
    while (at < s->end) {
        size_t next = at, quote = inner_apostrophe(s, at);
        if (quote) {
            at += quote;
            continue;
        }
        uint32_t c = tie_utf8_next((tie_str){s->text, s->end}, &next);
        if (c < 0x80 ? class_of((char)c) != LETTER : !tie_utf8_letter(c))
            break;
        utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
        bool capital = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
        if (capital && at == start)
            flags |= TIE_TOKEN_CAPITAL;
        upper |= capital;
        lower |= category == UTF8PROC_CATEGORY_LL;
        at = next;
    }
    if (upper && !lower)
        flags |= TIE_TOKEN_UPPER;
    emit(s, start, at, TIE_TOKEN_WORD, flags, tie_word_key((tie_str){s->text + start, at - start}));
}

static inline void scan_word(scan *s) {
    size_t start = s->at, at = start;
    unsigned flags = s->flags;
    uint64_t eight = tie_eight_at(s->text, at, s->end), key = 0, lower = 0;
    unsigned n = tie_eight_letters(eight);
    if (!(eight & 0x20))
        flags |= TIE_TOKEN_CAPITAL;
    for (;;) {
        uint64_t letters = tie_eight_first(eight, n);
        key = tie__key_mix(key, letters | tie_eight_first(TIE_EIGHT(0x20), n));
        lower |= letters;
        at += n;
        if (n < 8)
            break;
        eight = tie_eight_at(s->text, at, s->end);
        n = tie_eight_letters(eight);
        if (n == 0)
            break;
    }
    byte_class stop = at < s->end ? class_of(s->text[at]) : SYMBOL;
    if ((stop == HIGH && letter_at(s, at)) ||
        ((stop == HIGH || stop == QUOTE) && inner_apostrophe(s, at))) {
        scan_any_word(s);
        return;
    }
    if (!(lower & TIE_EIGHT(0x20)))
        flags |= TIE_TOKEN_UPPER;
    emit(s, start, at, TIE_TOKEN_WORD, flags, key);
}

/* ---- The scan ---- */

static inline void scan_symbol(scan *s, size_t len, unsigned flags) {
    uint64_t eight = tie_eight_at(s->text, s->at, s->end);
    uint64_t key = tie__key_mix(0, tie_eight_first(eight, (unsigned)len));
    emit(s, s->at, s->at + len, TIE_TOKEN_SYMBOL, flags, key);
}

/* A token that begins with an apostrophe: a possessive where it is glued to what precedes. */
static void scan_quote(scan *s, size_t len) {
    if (s->token_end == s->at && suffix_at(s, s->at, len))
        emit(s, s->at, s->at + len + 1, TIE_TOKEN_WORD, TIE_TOKEN_SUFFIX, s->suffix_key);
    else
        scan_symbol(s, len, s->flags);
}

static void scan_number(scan *s) {
    size_t end = tie_number_end(s->text, s->start, s->at, s->end);
    unsigned tail = s->at == s->word_end ? TIE_TOKEN_TAIL : 0;
    if (end == s->at)
        scan_symbol(s, 1, s->flags);
    else
        emit(s, s->at, end, TIE_TOKEN_NUMBER, s->flags | tail, 0);
}

static void pass_blank(scan *s, size_t len) {
    s->at += len;
    unsigned column = s->flags & TIE_TOKEN_LINE ? INDENT_BLANKS : COLUMN_BLANKS;
    s->flags |= ++s->blanks >= column ? TIE_TOKEN_SPACE | TIE_TOKEN_GAP : TIE_TOKEN_SPACE;
}

/* A code point beyond ASCII. */
static void scan_high(scan *s) {
    size_t next = s->at;
    uint32_t c = tie_utf8_next((tie_str){s->text, s->end}, &next);
    if (tie_utf8_space(c))
        pass_blank(s, next - s->at);
    else if (tie_utf8_letter(c))
        scan_any_word(s);
    else if (apostrophe_len(s->text, s->at, s->end))
        scan_quote(s, next - s->at);
    else
        scan_symbol(s, next - s->at, s->flags);
}

/* Whatever begins at s->at and is no ASCII letter. */
static inline void scan_other(scan *s, byte_class c) {
    switch (c) {
    case BLANK:
        pass_blank(s, 1);
        break;
    case TAB:
        s->flags |= TIE_TOKEN_SPACE | TIE_TOKEN_GAP;
        s->at++;
        break;
    case BREAK:
        s->flags = TIE_TOKEN_SPACE | TIE_TOKEN_LINE;
        s->blanks = 0;
        s->at++;
        break;
    case QUOTE:
        scan_quote(s, 1);
        break;
    case MARK:
        s->marks = true;
        scan_symbol(s, 1, s->flags | TIE_TOKEN_MARK);
        break;
    case DIGIT:
    case POINT:
        scan_number(s);
        break;
    case HIGH:
        scan_high(s);
        break;
    case LETTER:
    case SYMBOL:
        scan_symbol(s, 1, s->flags);
        break;
    }
}

static void reserve(scan *s) {
    size_t want = s->out->count + (s->end - s->start) / 4 + 16;
    if (s->out->capacity >= want)
        return;
    tie_token *items = tie_arena_alloc(s->arena, want * sizeof *items, alignof(tie_token));
    if (s->out->count)
        memcpy(items, s->out->items, s->out->count * sizeof *items);
    s->out->items = items;
    s->out->capacity = want;
}

bool tie_tokenize(tie_arena *arena, tie_str text, size_t start, size_t end, tie_tokens *out) {
    scan s = {.text = text.ptr,
              .start = start,
              .at = start,
              .end = end,
              .arena = arena,
              .out = out,
              .suffix_key = tie_letters_key("'s"),
              .word_end = SIZE_MAX,
              .token_end = SIZE_MAX};
    reserve(&s);
    while (s.at < end) {
        byte_class c = class_of(text.ptr[s.at]);
        if (c != LETTER) {
            scan_other(&s, c);
            continue;
        }
        scan_word(&s);
        if (s.at < end && text.ptr[s.at] == ' ') /* most words end so */
            pass_blank(&s, 1);
    }
    return s.marks;
}
