/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader spends its time here: words of ASCII letters are found sixty-four bytes at a time and
 * hashed eight letters at a time, and everything rarer (numbers, other scripts) leaves the fast
 * path. */
#include "base/token.h"

#include "base/number.h"
#include "base/utf8.h"
#include "base/window.h"

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
    size_t field_end; /* numbers end before it */
    tie_arena *arena;
    tie_tokens *out;
    size_t first;   /* token of this field */
    bool marks;     /* there was one */
    unsigned flags; /* of the next token */
    size_t blanks;  /* before it, where the flags say that there are some */
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

static void emit(scan *s, size_t end, tie_token_kind kind, unsigned flags, uint64_t key) {
    *TIE_PUSH(s->arena, s->out) = (tie_token){.start = (uint32_t)s->at,
                                              .end = (uint32_t)end,
                                              .key = key,
                                              .kind = (uint8_t)kind,
                                              .flags = (uint8_t)flags};
    s->at = end;
    s->flags = 0;
}

/* The token of this field that ends where the scan is, or NULL. */
static const tie_token *glued_before(const scan *s) {
    if (s->out->count == s->first)
        return NULL;
    const tie_token *last = &s->out->items[s->out->count - 1];
    return last->end == s->at ? last : NULL;
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
    emit(s, at, TIE_TOKEN_WORD, flags, tie_word_key((tie_str){s->text + start, at - start}));
}

/* ---- Whatever is no word of ASCII letters ---- */

static inline void scan_symbol(scan *s, size_t len, unsigned flags) {
    uint64_t eight = tie_eight_at(s->text, s->at, s->end);
    uint64_t key = tie__key_mix(0, tie_eight_first(eight, (unsigned)len));
    emit(s, s->at + len, TIE_TOKEN_SYMBOL, flags, key);
}

/* A token that begins with an apostrophe: a possessive where it is glued to what precedes. */
static void scan_quote(scan *s, size_t len) {
    if (glued_before(s) && suffix_at(s, s->at, len))
        emit(s, s->at + len + 1, TIE_TOKEN_WORD, TIE_TOKEN_SUFFIX, tie_letters_key("'s"));
    else
        scan_symbol(s, len, s->flags);
}

static void scan_number(scan *s) {
    size_t end = tie_number_end(s->text, s->start, s->at, s->field_end);
    const tie_token *before = glued_before(s);
    unsigned tail = before && before->kind == TIE_TOKEN_WORD ? TIE_TOKEN_TAIL : 0;
    if (end == s->at)
        scan_symbol(s, 1, s->flags);
    else
        emit(s, end, TIE_TOKEN_NUMBER, s->flags | tail, 0);
}

/* From the scan to the next comma outside of quotation marks. */
static void begin_field(scan *s) {
    bool quoted = false;
    size_t at = s->at;
    for (; at < s->end && (quoted || s->text[at] != ','); at++)
        quoted ^= s->text[at] == '"';
    s->start = s->at;
    s->field_end = at;
    s->first = s->out->count;
}

/* Touches neither of the fields that it parts. */
static void scan_comma(scan *s) {
    scan_symbol(s, 1, 0);
    begin_field(s);
}

static void pass_blanks(scan *s, size_t count) {
    size_t column = s->flags & TIE_TOKEN_LINE ? INDENT_BLANKS : COLUMN_BLANKS;
    s->blanks = s->flags ? s->blanks + count : count;
    s->flags |= s->blanks >= column ? TIE_TOKEN_SPACE | TIE_TOKEN_GAP : TIE_TOKEN_SPACE;
}

static void scan_blanks(scan *s) {
    size_t begin = s->at;
    while (s->at < s->end && s->text[s->at] == ' ')
        s->at++;
    pass_blanks(s, s->at - begin);
}

/* A code point beyond ASCII. */
static void scan_high(scan *s) {
    size_t next = s->at;
    uint32_t c = tie_utf8_next((tie_str){s->text, s->end}, &next);
    if (tie_utf8_space(c)) {
        pass_blanks(s, 1);
        s->at = next;
    } else if (tie_utf8_letter(c)) {
        scan_any_word(s);
    } else if (apostrophe_len(s->text, s->at, s->end)) {
        scan_quote(s, next - s->at);
    } else {
        scan_symbol(s, next - s->at, s->flags);
    }
}

/* Whatever begins at s->at and is no ASCII letter. */
static void scan_other(scan *s) {
    switch (class_of(s->text[s->at])) {
    case BLANK:
        scan_blanks(s);
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
        if (s->at == s->field_end)
            scan_comma(s);
        else
            scan_symbol(s, 1, s->flags);
        break;
    }
}

/* ---- Words of ASCII letters, a window at a time ---- */

enum {
    SHOWN = TIE_WINDOW - 1, /* the last bit stands for what a window does not show */
    READ = TIE_WINDOW + 8   /* the last eight letters of a word are read at once */
};

static void make_room(scan *s, size_t more) {
    size_t want = s->out->count + more;
    if (want <= s->out->capacity)
        return;
    want = want < s->out->capacity * 2 ? s->out->capacity * 2 : want;
    tie_token *items = tie_arena_alloc(s->arena, want * sizeof *items, alignof(tie_token));
    if (s->out->count)
        memcpy(items, s->out->items, s->out->count * sizeof *items);
    s->out->items = items;
    s->out->capacity = want;
}

static inline uint64_t mix_letters(uint64_t key, const char *letters, size_t len) {
    uint64_t lower = tie_eight_load(letters) | TIE_EIGHT(0x20);
    return tie__key_mix(key, tie_eight_first(lower, (unsigned)len));
}

static uint64_t long_key(const char *word, size_t len) {
    uint64_t key = 0;
    for (; len > 8; len -= 8, word += 8)
        key = mix_letters(key, word, 8);
    return mix_letters(key, word, len);
}

/* How words are written, where a window shows them whole. */
typedef struct cases {
    uint64_t capitals; /* letters */
    uint64_t upper;    /* behind words of nothing but them */
} cases;

/* One added to the first letter of a word is carried through its capitals. */
static inline cases cases_of(uint64_t letters, uint64_t small) {
    uint64_t capitals = letters & ~small, first = capitals & ~(letters << 1);
    return (cases){.capitals = capitals, .upper = (capitals + first) & ~letters};
}

/* The word at bytes [first, last) behind `from`. */
static inline tie_token letters_token(const char *word, unsigned first, unsigned last, size_t from,
                                      cases c, unsigned flags) {
    unsigned len = last - first, capital = c.capitals >> first & 1, upper = c.upper >> last & 1;
    flags |= capital * TIE_TOKEN_CAPITAL | upper * TIE_TOKEN_UPPER;
    return (tie_token){.start = (uint32_t)from + first,
                       .end = (uint32_t)from + last,
                       .key = len <= 8 ? mix_letters(0, word, len) : long_key(word, len),
                       .kind = TIE_TOKEN_WORD,
                       .flags = (uint8_t)flags};
}

static inline unsigned lowest(uint64_t bits) { return (unsigned)__builtin_ctzll(bits); }

/* A letter stands where the scan is, but what the window shows at the end of the word, at `last`,
 * may be more of it. */
static void scan_open_word(scan *s, const char *word, unsigned first, unsigned last, cases c) {
    size_t from = s->at - first, end = from + last;
    if (last - first == SHOWN || letter_at(s, end) || inner_apostrophe(s, end)) {
        scan_any_word(s);
        return;
    }
    *TIE_PUSH(s->arena, s->out) = letters_token(word, first, last, from, c, s->flags);
    s->at = end;
    s->flags = 0;
}

/* Takes what begins in the next bytes. Words with single blanks between them are the fast path:
 * they are found by their bits. At every other stop the scan goes by bytes. */
static void scan_window(scan *s) {
    char tail[READ];
    const char *bytes = s->text + s->at;
    const size_t from = s->at, rest = s->end - from;
    const unsigned len = rest < SHOWN ? (unsigned)rest : SHOWN;
    if (rest < READ) {
        memset(tail + rest, 0, READ - rest);
        bytes = memcpy(tail, bytes, rest);
    }
    const tie_window w = tie_window_at(bytes);
    const uint64_t shown = ((uint64_t)1 << len) - 1, open = w.joints | (uint64_t)1 << SHOWN;
    const uint64_t letters = w.letters & shown, behind = letters << 1;
    const uint64_t spaces = w.blanks & ((w.blanks | w.joints) << 1 | (s->flags != 0));
    uint64_t stops = ((letters & ~behind) | ~(letters | w.blanks) | spaces) & shown;
    uint64_t ends = ~letters & behind;
    const cases c = cases_of(letters, w.small);
    unsigned at = 0, flags = s->flags;
    make_room(s, TIE_WINDOW);
    tie_token *next = s->out->items + s->out->count;
    while (stops) {
        unsigned first = lowest(stops), last = first;
        if (letters >> first & 1) {
            last = lowest(ends);
            if (!(open >> last & 1)) {
                *next++ = letters_token(bytes + first, first, last, from, c, flags | (first - at));
                stops &= stops - 1;
                ends &= ends - 1;
                at = last;
                flags = 0;
                continue;
            }
        }
        s->out->count = (size_t)(next - s->out->items);
        s->at = from + first;
        s->flags = flags;
        if (first > at)
            pass_blanks(s, 1);
        if (last == SHOWN && first)
            return; /* to be shown as a whole */
        if (last > first)
            scan_open_word(s, bytes + first, first, last, c);
        else
            scan_other(s);
        if (s->at >= from + len)
            return;
        at = (unsigned)(s->at - from);
        stops &= ~(uint64_t)0 << at;
        ends &= ~(uint64_t)1 << at;
        flags = s->flags;
        next = s->out->items + s->out->count;
    }
    s->out->count = (size_t)(next - s->out->items);
    s->at = from + len;
    s->flags = flags;
    if (len > at)
        pass_blanks(s, 1);
}

static bool tokenize(scan *s) {
    make_room(s, (s->end - s->at) / 4 + TIE_WINDOW);
    while (s->at < s->end)
        scan_window(s);
    return s->marks;
}

bool tie_tokenize(tie_arena *arena, tie_str text, size_t start, size_t end, tie_tokens *out) {
    scan s = {.text = text.ptr,
              .start = start,
              .at = start,
              .end = end,
              .field_end = end,
              .arena = arena,
              .out = out,
              .first = out->count};
    return tokenize(&s);
}

bool tie_tokenize_fields(tie_arena *arena, tie_str text, size_t start, size_t end,
                         tie_tokens *out) {
    scan s = {.text = text.ptr, .at = start, .end = end, .arena = arena, .out = out};
    begin_field(&s);
    return tokenize(&s);
}
