/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_words.h"

#include "base/hash.h"
#include "base/utf8.h"

enum {
    LONGEST = TIE_REPEAT_LEN, /* bytes of a token */
    MARGIN = 4 * LONGEST,     /* bytes behind a token that it may depend on */
    MONTHS = 12,
    FIRST_YEAR = 1900,
    YEARS = 200,
    DATES = 1024 /* slots for them; a power of two */
};

#define BYTES(b) (0x0101010101010101u * (b))

/* ---- The table of words ---- */

typedef struct entry {
    uint64_t key;
    uint8_t class;
    int16_t value;
} entry;

struct tie_repeat_words {
    entry *slots;
    size_t capacity, count;
    uint64_t maybe[64];    /* a bit for the top 12 bits of each key: most words end here */
    uint32_t dates[DATES]; /* tokens of years and months without their spelling; 0: none */
};

static entry *find_slot(const tie_repeat_words *words, uint64_t key) {
    size_t i = key & (words->capacity - 1);
    while (words->slots[i].class && words->slots[i].key != key)
        i = (i + 1) & (words->capacity - 1);
    return &words->slots[i];
}

static void grow(tie_repeat_words *words, tie_arena *arena) {
    tie_repeat_words old = *words;
    words->capacity *= 2;
    words->slots = TIE_NEW(arena, entry, words->capacity);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].class)
            *find_slot(words, old.slots[i].key) = old.slots[i];
}

/* ---- Keys of words ---- */

static uint64_t mix_chunk(uint64_t h, uint64_t chunk) {
    h = (h ^ chunk) * 0x9FB21C651E98DF25u;
    return h ^ (h >> 32);
}

static uint64_t load(const char *at) {
    const unsigned char *p = (const unsigned char *)at;
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
           (uint64_t)p[7] << 56;
}

/* Eight bytes at text[at], zeros behind its end. */
static uint64_t load_text(tie_str text, size_t at) {
    if (text.len - at >= 8)
        return load(text.ptr + at);
    char tail[8] = {0};
    memcpy(tail, text.ptr + at, text.len - at);
    return load(tail);
}

/* How many of eight bytes, from the first, are ASCII letters. */
static unsigned leading_letters(uint64_t bytes) {
    uint64_t low = (bytes | BYTES(0x20)) & BYTES(0x7F);
    uint64_t from_a = low + BYTES(0x80 - 'a'), past_z = low + BYTES(0x80 - 'z' - 1);
    uint64_t other = ~(from_a & ~past_z & ~bytes) & BYTES(0x80);
    return other ? (unsigned)__builtin_ctzll(other) / 8 : 8;
}

/* The first n of eight letters (n from 1), in lower case. */
static uint64_t first_bytes(uint64_t bytes, unsigned n) {
    return (bytes | BYTES(0x20)) & (~(uint64_t)0 >> ((8 - n) * 8 & 63));
}

/* As letters_key, for words of eight letters and more. */
static uint64_t long_key(tie_str text, size_t at, size_t *len) {
    uint64_t key = 0;
    unsigned n = 8;
    for (*len = 0; n == 8 && *len + at < text.len && *len < LONGEST; *len += n) {
        uint64_t bytes = load_text(text, at + *len);
        n = leading_letters(bytes);
        if (n > LONGEST - *len)
            n = (unsigned)(LONGEST - *len);
        if (n)
            key = mix_chunk(key, first_bytes(bytes, n));
    }
    return key;
}

/* The key of the ASCII letters at text[at], of which there are *len, at most LONGEST. */
static uint64_t letters_key(tie_str text, size_t at, size_t *len) {
    uint64_t bytes = load_text(text, at);
    unsigned n = leading_letters(bytes);
    if (n == 8)
        return long_key(text, at, len);
    *len = n;
    return n ? mix_chunk(0, first_bytes(bytes, n)) : 0;
}

void tie_repeat_words_add(tie_repeat_words *words, tie_arena *arena, tie_str word,
                          tie_repeat_class class, int value) {
    size_t len;
    uint64_t key = letters_key(word, 0, &len);
    if (len != word.len)
        key = tie_hash(tie_utf8_fold(arena, word));
    entry *slot = find_slot(words, key);
    if (slot->class || class == TIE_REPEAT_PLAIN)
        return;
    *slot = (entry){key, (uint8_t) class, (int16_t)value};
    words->maybe[key >> 58] |= (uint64_t)1 << (key >> 52 & 63);
    if (++words->count * 2 > words->capacity)
        grow(words, arena);
}

static const entry *look_up(const tie_repeat_words *words, uint64_t key) {
    static const entry plain = {0};
    if (!(words->maybe[key >> 58] >> (key >> 52 & 63) & 1))
        return &plain;
    return find_slot(words, key);
}

/* ---- Figures ---- */

/* A figure as it is read: digits are mant * 10^exp; words count up in total and current, where
 * current waits for its scale word. */
typedef struct figure {
    uint64_t mant, total;
    int exp;
    bool literal;
} figure;

static uint64_t times_ten_to(uint64_t x, int n) {
    for (; n > 0; n--)
        x = x > UINT64_MAX / 10 ? UINT64_MAX : x * 10;
    return x;
}

/* Digits with points and commas between digits; returns where they end. Leading zeros and more
 * than 18 digits are counted modulo 2^64, which tells figures apart all the same. */
static size_t read_literal(tie_str text, size_t at, figure *out) {
    size_t end = text.len - at > LONGEST ? at + LONGEST : text.len;
    int points = 0;
    *out = (figure){.literal = true};
    for (; at < end; at++) {
        char c = text.ptr[at];
        if (tie_ascii_digit(c)) {
            out->mant = out->mant * 10 + (uint64_t)(c - '0');
            out->exp -= points > 0;
        } else if ((c == '.' || c == ',') && at + 1 < end && tie_ascii_digit(text.ptr[at + 1])) {
            points += c == '.';
        } else {
            break;
        }
    }
    return at;
}

/* One number or scale word more. False: it does not continue the figure. */
static bool add_numeral(figure *f, const entry *word) {
    if (word->class == TIE_REPEAT_NUMERAL) {
        if (f->literal)
            return false;
        f->mant += (uint64_t)word->value;
    } else if (f->literal) {
        f->exp += word->value;
    } else {
        uint64_t scaled = times_ten_to(f->mant ? f->mant : 1, word->value);
        f->mant = word->value < 3 ? scaled : 0;
        f->total += word->value < 3 ? 0 : scaled;
    }
    return true;
}

/* 27 bits for the value, 4 for the bytes. */
static uint32_t figure_word(const figure *f, tie_str bytes) {
    uint64_t mant = f->total + f->mant;
    int exp = f->exp;
    for (; mant && mant % 10 == 0; mant /= 10)
        exp++;
    uint64_t value = mant ? tie_hash_mix(mant, (uint64_t)(int64_t)exp) : 0;
    return TIE_REPEAT_MASK | (uint32_t)(value >> 37) << 4 | (uint32_t)(tie_hash(bytes) >> 60);
}

/* ---- Dates ---- */

/* Where the token is, or would be. */
static uint32_t date_slot(const tie_repeat_words *words, uint32_t token) {
    uint32_t i = (token >> 4) % DATES;
    while (words->dates[i] && words->dates[i] != token)
        i = (i + 1) % DATES;
    return i;
}

static void add_date(tie_repeat_words *words, const figure *f) {
    uint32_t token = figure_word(f, (tie_str){0}) & ~TIE_REPEAT_SPELLING;
    words->dates[date_slot(words, token)] = token;
}

bool tie_repeat_dates(const tie_repeat_words *words, uint32_t token) {
    return words->dates[date_slot(words, token & ~TIE_REPEAT_SPELLING)] != 0;
}

/* The value of a month differs from that of any number. */
static figure month_figure(int month) { return (figure){.mant = (uint64_t)month, .exp = -40}; }

tie_repeat_words *tie_repeat_words_new(tie_arena *arena) {
    tie_repeat_words *words = TIE_NEW(arena, tie_repeat_words, 1);
    words->capacity = 64;
    words->slots = TIE_NEW(arena, entry, words->capacity);
    for (int month = 1; month <= MONTHS; month++) {
        figure f = month_figure(month);
        add_date(words, &f);
    }
    for (uint64_t year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++)
        add_date(words, &(figure){.mant = year});
    return words;
}

/* ---- Reading a text ---- */

tie_repeat_scan tie_repeat_scan_new(const tie_repeat_words *words, tie_arena *scratch,
                                    tie_str text) {
    return (tie_repeat_scan){.words = words, .scratch = scratch, .text = text, .boundary = true};
}

/* Takes what stands between tokens: one byte of punctuation or white space. */
static void pass_byte(tie_repeat_scan *scan, char c) {
    switch (c) {
    case '.':
    case '!':
    case '?':
        scan->ended = true;
        break;
    case '\n':
        scan->boundary |= scan->ended || scan->lines;
        scan->lines = 1;
        break;
    case ' ':
    case '\t':
    case '\r':
        scan->boundary |= scan->ended;
        break;
    case '"':
    case '\'':
    case ')':
    case ']':
        break;
    default:
        scan->ended = false;
    }
}

/* Puts the token from start to scan->at in its place, behind the tokens there are. */
static void put_token(tie_repeat_scan *scan, uint32_t word, size_t start, tie_repeat_token *out) {
    *out = (tie_repeat_token){
        word, (uint32_t)start,
        (uint8_t)((scan->at - start) | (scan->boundary ? TIE_REPEAT_SENTENCE : 0))};
    scan->ended = scan->boundary = false;
    scan->lines = 0;
    scan->month = 0;
    scan->after_figure = false;
    if (scan->at < scan->text.len && scan->text.ptr[scan->at] == ' ')
        scan->at++; /* the most frequent byte between tokens, and of no consequence */
}

/* As put_token, for a figure; a month before it becomes one too. */
static void put_figure(tie_repeat_scan *scan, uint32_t word, size_t start, tie_repeat_token *out,
                       size_t count) {
    if (scan->month && count)
        out[-1].word = scan->month;
    put_token(scan, word, start, out);
    scan->after_figure = true;
}

/* As put_token, for a month: a figure beside a figure, else a word. */
static void put_month(tie_repeat_scan *scan, uint32_t word, const entry *meaning, size_t start,
                      tie_repeat_token *out) {
    figure f = month_figure(meaning->value);
    uint32_t month = figure_word(&f, tie_str_sub(scan->text, start, scan->at));
    bool beside = scan->after_figure;
    put_token(scan, beside ? month : word, start, out);
    scan->month = beside ? 0 : month;
}

/* The number and scale words that continue the figure from start to scan->at. */
static void join_numerals(tie_repeat_scan *scan, size_t start, figure *f) {
    for (;;) {
        size_t at = scan->at, len;
        if (at >= scan->text.len || (scan->text.ptr[at] != ' ' && scan->text.ptr[at] != '-'))
            return;
        uint64_t key = letters_key(scan->text, at + 1, &len);
        const entry *word = look_up(scan->words, key);
        if (!len || (word->class != TIE_REPEAT_NUMERAL && word->class != TIE_REPEAT_SCALE) ||
            at + 1 + len - start > LONGEST || !add_numeral(f, word))
            return;
        scan->at = at + 1 + len;
    }
}

/* A word with letters beyond ASCII, from start; scan->at goes behind it. */
static uint64_t wide_key(tie_repeat_scan *scan, size_t start) {
    size_t at = start;
    scan->at = start;
    while (at < scan->text.len && at - start < LONGEST - 3) {
        uint32_t c = tie_utf8_next(scan->text, &at);
        bool ideograph = (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || c >= 0x20000;
        if (!tie_utf8_letter(c) || (ideograph && scan->at > start))
            break;
        scan->at = at;
        if (ideograph)
            break;
    }
    tie_mark mark = tie_arena_mark(scan->scratch);
    uint64_t key = tie_hash(tie_utf8_fold(scan->scratch, tie_str_sub(scan->text, start, scan->at)));
    tie_arena_rewind(scan->scratch, mark);
    return key;
}

static bool letter_at(tie_str text, size_t at) { return tie_utf8_letter(tie_utf8_next(text, &at)); }

/* The word that begins at scan->at, of len ASCII letters and perhaps others. */
static void take_word(tie_repeat_scan *scan, uint64_t key, size_t len, tie_repeat_token *out,
                      size_t count) {
    size_t start = scan->at;
    tie_str text = scan->text;
    scan->at += len;
    if (scan->at < text.len && (unsigned char)text.ptr[scan->at] >= 0x80 &&
        letter_at(text, scan->at))
        key = wide_key(scan, start);
    const entry *meaning = look_up(scan->words, key);
    uint32_t word = (uint32_t)(key >> 34);
    figure f = {0};
    switch (meaning->class) {
    case TIE_REPEAT_NUMERAL:
    case TIE_REPEAT_SCALE:
        add_numeral(&f, meaning);
        join_numerals(scan, start, &f);
        put_figure(scan, figure_word(&f, tie_str_sub(text, start, scan->at)), start, out, count);
        break;
    case TIE_REPEAT_MONTH:
        put_month(scan, word, meaning, start, out);
        break;
    case TIE_REPEAT_STOP:
        word |= TIE_REPEAT_STOP_BIT; /* fallthrough */
    default:
        put_token(scan, word, start, out);
    }
}

static void take_literal(tie_repeat_scan *scan, tie_repeat_token *out, size_t count) {
    size_t start = scan->at;
    figure f;
    scan->at = read_literal(scan->text, start, &f);
    join_numerals(scan, start, &f);
    put_figure(scan, figure_word(&f, tie_str_sub(scan->text, start, scan->at)), start, out, count);
}

/* What is neither an ASCII letter nor a digit. Returns whether it made a token. */
static bool take_other(tie_repeat_scan *scan, tie_repeat_token *out, size_t count) {
    char c = scan->text.ptr[scan->at];
    if ((unsigned char)c < 0x80) {
        pass_byte(scan, c);
        scan->at++;
        return false;
    }
    if (letter_at(scan->text, scan->at)) {
        take_word(scan, 0, 0, out, count);
        return true;
    }
    tie_utf8_next(scan->text, &scan->at);
    return false;
}

/* Gives the last token back, to be read again. */
static void unread(tie_repeat_scan *scan, const tie_repeat_token *token) {
    scan->at = token->start;
    scan->month = 0;
    scan->boundary = token->len & TIE_REPEAT_SENTENCE;
}

size_t tie_repeat_scan_next(tie_repeat_scan *scan, size_t there, tie_repeat_token *out,
                            size_t capacity) {
    size_t count = 0, end = scan->text.len;
    if (there < end)
        end = there > MARGIN ? there - MARGIN : 0;
    while (count < capacity && scan->at < end) {
        size_t len;
        uint64_t key = letters_key(scan->text, scan->at, &len);
        if (len) {
            take_word(scan, key, len, &out[count], count);
            count++;
        } else if (tie_ascii_digit(scan->text.ptr[scan->at])) {
            take_literal(scan, &out[count], count);
            count++;
        } else {
            count += take_other(scan, &out[count], count);
        }
    }
    bool more = scan->at < scan->text.len && (count > 1 || there < scan->text.len);
    if (count && scan->month && more)
        unread(scan, &out[--count]); /* what follows may still make it a figure */
    return count;
}
