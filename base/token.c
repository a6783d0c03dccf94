/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader spends its time here: a table sorts bytes, words of ASCII letters are folded and
 * hashed in one pass, and everything rarer (numbers, other scripts) leaves the fast path. */
#include "base/token.h"

#include "base/hash.h"
#include "base/number.h"
#include "base/utf8.h"

#define XXH_INLINE_ALL
#include <utf8proc.h>
#include <xxhash.h>

enum { FOLD_BYTES = 64, COLUMN_BLANKS = 3 };

typedef enum byte_class { SYMBOL, LETTER, DIGIT, BLANK, TAB, BREAK, QUOTE, MARK, HIGH } byte_class;

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
                                     ['.'] = SYMBOL,
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

/* Folded bytes on their way into a hash; words longer than the buffer are hashed piece by piece. */
typedef struct folder {
    char bytes[FOLD_BYTES];
    size_t count;
    uint64_t key;
    bool more;
} folder;

static uint64_t folder_key(const folder *f) {
    uint64_t piece = XXH3_64bits(f->bytes, f->count);
    return f->more ? tie_hash_mix(f->key, piece) : piece;
}

static void fold_byte(folder *f, char byte) {
    if (f->count == FOLD_BYTES) {
        f->key = folder_key(f);
        f->more = true;
        f->count = 0;
    }
    f->bytes[f->count++] = byte;
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
    folder f = {.count = 0};
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

static void emit(scan *s, size_t start, size_t end, tie_token_kind kind, unsigned flags,
                 uint64_t key) {
    tie_token *token = TIE_PUSH(s->arena, s->out);
    *token = (tie_token){.start = (uint32_t)start,
                         .end = (uint32_t)end,
                         .key = key,
                         .kind = (uint8_t)kind,
                         .flags = (uint8_t)flags};
    s->at = end;
}

/* A word with letters beyond ASCII, or a very long one. */
static void scan_any_word(scan *s, unsigned flags) {
    size_t start = s->at, at = start;
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

static inline void scan_word(scan *s, unsigned flags) {
    char folded[FOLD_BYTES];
    const char *text = s->text;
    size_t start = s->at, at = start, count = 0, end = s->end;
    unsigned lower = 0;
    if (end - start > FOLD_BYTES)
        end = start + FOLD_BYTES;
    for (;;) {
        for (; at < end && class_of(text[at]) == LETTER; at++) {
            lower |= (unsigned)text[at];
            folded[count++] = (char)(text[at] | 0x20);
        }
        if (at == end && end != s->end) {
            scan_any_word(s, flags);
            return;
        }
        byte_class stop = at < end ? class_of(text[at]) : SYMBOL;
        if (stop != QUOTE && stop != HIGH)
            break;
        size_t quote = inner_apostrophe(s, at);
        if (!quote && stop == HIGH && letter_at(s, at)) {
            scan_any_word(s, flags);
            return;
        }
        if (!quote)
            break;
        if (at + quote >= end) {
            scan_any_word(s, flags);
            return;
        }
        folded[count++] = '\'';
        at += quote;
    }
    if (tie_ascii_upper(text[start]))
        flags |= TIE_TOKEN_CAPITAL;
    if (!(lower & 0x20))
        flags |= TIE_TOKEN_UPPER;
    emit(s, start, at, TIE_TOKEN_WORD, flags, XXH3_64bits(folded, count));
}

/* ---- The scan ---- */

static void scan_symbol(scan *s, size_t len, unsigned flags) {
    emit(s, s->at, s->at + len, TIE_TOKEN_SYMBOL, flags, XXH3_64bits(s->text + s->at, len));
}

/* A token that begins with an apostrophe: a possessive where it is glued to what precedes. */
static void scan_quote(scan *s, size_t len, unsigned flags, size_t glued_to) {
    if (glued_to == s->at && s->at > s->start && suffix_at(s, s->at, len))
        emit(s, s->at, s->at + len + 1, TIE_TOKEN_WORD, TIE_TOKEN_SUFFIX, s->suffix_key);
    else
        scan_symbol(s, len, flags);
}

/* A code point beyond ASCII. Returns true when it was white space. */
static bool scan_high(scan *s, unsigned flags, size_t glued_to) {
    size_t next = s->at;
    uint32_t c = tie_utf8_next((tie_str){s->text, s->end}, &next);
    if (tie_utf8_space(c)) {
        s->at = next;
        return true;
    }
    if (tie_utf8_letter(c))
        scan_any_word(s, flags);
    else if (apostrophe_len(s->text, s->at, s->end))
        scan_quote(s, next - s->at, flags, glued_to);
    else
        scan_symbol(s, next - s->at, flags);
    return false;
}

static void scan_number(scan *s, unsigned flags, bool tail) {
    size_t end = tie_number_end(s->text, s->start, s->at, s->end);
    if (end == s->at)
        scan_symbol(s, 1, flags);
    else
        emit(s, s->at, end, TIE_TOKEN_NUMBER, tail ? flags | TIE_TOKEN_TAIL : flags, 0);
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

void tie_tokenize(tie_arena *arena, tie_str text, size_t start, size_t end, tie_tokens *out) {
    scan s = {
        .text = text.ptr, .start = start, .at = start, .end = end, .arena = arena, .out = out};
    s.suffix_key = tie_word_key(TIE_STR("'s"));
    reserve(&s);
    unsigned flags = 0, blanks = 0;
    size_t word_end = SIZE_MAX, token_end = SIZE_MAX;
    while (s.at < end) {
        byte_class c = class_of(text.ptr[s.at]);
        bool space = false;
        switch (c) {
        case BLANK:
            space = true;
            s.at++;
            break;
        case TAB:
            flags |= TIE_TOKEN_SPACE | TIE_TOKEN_GAP;
            s.at++;
            continue;
        case BREAK:
            flags = TIE_TOKEN_SPACE | TIE_TOKEN_LINE;
            blanks = 0;
            s.at++;
            continue;
        case LETTER:
            scan_word(&s, flags);
            break;
        case DIGIT:
            scan_number(&s, flags, s.at == word_end);
            break;
        case QUOTE:
            scan_quote(&s, 1, flags, token_end);
            break;
        case MARK:
            scan_symbol(&s, 1, flags | TIE_TOKEN_MARK);
            break;
        case HIGH:
            space = scan_high(&s, flags, token_end);
            break;
        case SYMBOL:
            if (text.ptr[s.at] == '.')
                scan_number(&s, flags, false);
            else
                scan_symbol(&s, 1, flags);
            break;
        }
        if (space) {
            flags |= ++blanks >= COLUMN_BLANKS ? TIE_TOKEN_SPACE | TIE_TOKEN_GAP : TIE_TOKEN_SPACE;
            continue;
        }
        flags = blanks = 0;
        token_end = s.at;
        if (out->items[out->count - 1].kind == TIE_TOKEN_WORD)
            word_end = s.at;
    }
}
