/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/number.h"

#include "base/token.h"

typedef enum separator { NONE, COMMA, APOSTROPHE, HARD_SPACE, PLAIN_SPACE } separator;

/* More groups between plain spaces are columns of a table. */
enum { MOST_SPACED_GROUPS = 4, GROUP = 3, INDIAN_GROUP = 2, SIGNIFICANT = 18, LONGEST = 1000 };

/* A literal under the finger: text, bounds, and where it begins. */
typedef struct numeral {
    const char *text;
    size_t start, begin, end;
} numeral;

static bool digit_at(const numeral *n, size_t at) {
    return at < n->end && tie_ascii_digit(n->text[at]);
}

static size_t digits_end(const numeral *n, size_t at) {
    while (digit_at(n, at))
        at++;
    return at;
}

/* The separator at text[at] and its length in bytes. Spaces that keep a number together: no-break,
 * figure, thin, narrow no-break. */
static separator separator_at(const numeral *n, size_t at, size_t *len) {
    static const struct {
        const char *bytes;
        uint8_t len;
        separator kind;
    } table[] = {{",", 1, COMMA},
                 {"'", 1, APOSTROPHE},
                 {" ", 1, PLAIN_SPACE},
                 {"\xC2\xA0", 2, HARD_SPACE},
                 {"\xE2\x80\x87", 3, HARD_SPACE},
                 {"\xE2\x80\x89", 3, HARD_SPACE},
                 {"\xE2\x80\xAF", 3, HARD_SPACE},
                 {"\xE2\x80\x99", 3, APOSTROPHE}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (n->end - at >= table[i].len &&
            memcmp(n->text + at, table[i].bytes, table[i].len) == 0) {
            *len = table[i].len;
            return table[i].kind;
        }
    }
    return NONE;
}

/* The end of one group of digits behind a separator of this kind, or at when there is none. */
static size_t group_end(const numeral *n, size_t at, separator kind, size_t digits) {
    size_t len = 0;
    if (at >= n->end || separator_at(n, at, &len) != kind)
        return at;
    size_t end = digits_end(n, at + len);
    return end - (at + len) == digits ? end : at;
}

static size_t groups_end(const numeral *n, size_t at, separator kind, unsigned *count) {
    for (*count = 0;; ++*count) {
        size_t next = group_end(n, at, kind, GROUP);
        if (next == at)
            return at;
        at = next;
    }
}

static bool goes_on(const numeral *n, size_t at, separator kind) {
    size_t len = 0;
    return at < n->end && separator_at(n, at, &len) == kind && digit_at(n, at + len);
}

/* 12,34,567: pairs, then three. */
static size_t indian_end(const numeral *n, size_t first_end) {
    size_t at = first_end;
    for (;;) {
        size_t next = group_end(n, at, COMMA, INDIAN_GROUP);
        if (next == at)
            break;
        at = next;
    }
    size_t last = at == first_end ? at : group_end(n, at, COMMA, GROUP);
    return last == at || goes_on(n, last, COMMA) ? first_end : last;
}

/* The number stands in a row of short ones, 15 230 4500, whose first found no group to open. */
static bool in_row(const numeral *n) {
    size_t at = n->begin;
    if (at < n->start + 2 || n->text[at - 1] != ' ')
        return false;
    size_t last = --at;
    while (at > n->start && tie_ascii_digit(n->text[at - 1]))
        at--;
    return last > at && last - at <= GROUP;
}

/* 77 794: plain spaces also stand between numbers, so every group must fit, and nothing may follow
 * that would make it a row of a table. */
static size_t spaced_end(const numeral *n, size_t first_end) {
    unsigned groups;
    size_t at = groups_end(n, first_end, PLAIN_SPACE, &groups);
    bool fits = groups > 0 && groups < MOST_SPACED_GROUPS && !in_row(n) &&
                !goes_on(n, at, PLAIN_SPACE) && !goes_on(n, at, COMMA);
    return fits ? at : first_end;
}

static size_t grouped_end(const numeral *n, size_t first_end) {
    size_t len = 0, first = first_end - n->begin;
    unsigned groups;
    if (first_end == n->end || first > GROUP || n->text[n->begin] == '0')
        return first_end;
    separator kind = separator_at(n, first_end, &len);
    if (kind == NONE || !digit_at(n, first_end + len))
        return first_end;
    if (kind == PLAIN_SPACE)
        return spaced_end(n, first_end);
    size_t at = groups_end(n, first_end, kind, &groups);
    if (!groups && kind == COMMA && first <= INDIAN_GROUP)
        return indian_end(n, first_end);
    return at;
}

static bool point_at(const numeral *n, size_t at) {
    return at < n->end && n->text[at] == '.' && digit_at(n, at + 1);
}

/* 1.234.567: two or more points with three digits behind each. */
static size_t dotted_end(const numeral *n, size_t first_end) {
    size_t at = first_end;
    unsigned groups = 0;
    for (; point_at(n, at) && digits_end(n, at + 1) - (at + 1) == GROUP; groups++)
        at += 1 + GROUP;
    bool fits = groups >= 2 && !point_at(n, at) && first_end - n->begin <= GROUP;
    return fits ? at : first_end;
}

/* "-.5", "(.08", "$.50": a sign before the point, and no digit or letter before a minus. */
static bool signed_at(const char *text, size_t start, size_t at) {
    char sign = text[at - 1];
    return sign == '(' || sign == '$' || sign == '<' || sign == '>' || sign == '=' ||
           (sign == '-' && (at < start + 2 || tie_ascii_space(text[at - 2])));
}

size_t tie_number_end(const char *text, size_t start, size_t at, size_t end) {
    numeral n = {text, start, at, end};
    if (text[at] == '.') {
        bool alone = at == start || tie_ascii_space(text[at - 1]) || signed_at(text, start, at);
        size_t last = digits_end(&n, at + 1);
        return alone && last > at + 1 && !point_at(&n, last) ? last : at;
    }
    size_t first_end = digits_end(&n, at), whole = grouped_end(&n, first_end);
    bool in_chain = at >= start + 2 && text[at - 1] == '.' && tie_ascii_digit(text[at - 2]);
    if (in_chain || !point_at(&n, whole))
        return whole;
    if (whole == first_end && dotted_end(&n, first_end) != first_end)
        return dotted_end(&n, first_end);
    size_t last = digits_end(&n, whole + 1);
    return point_at(&n, last) ? whole : last; /* 1.2.3 is no decimal */
}

tie_code tie_token_number(tie_str literal, tie_dec *out, int *decimals, bool *grouped) {
    int points = 0, places = 0, held_zeros = 0, significant = 0;
    bool separated = false, any = false;
    int64_t mant = 0;
    if (literal.len > LONGEST)
        return TIE_ERANGE;
    for (size_t i = 0; i < literal.len; i++)
        points += literal.ptr[i] == '.';
    for (size_t i = 0, seen = 0; i < literal.len; i++) {
        char c = literal.ptr[i];
        if (!tie_ascii_digit(c)) {
            seen += c == '.';
            separated |= c != '.' || points > 1;
            continue;
        }
        any = true;
        places += points == 1 && seen;
        if (c == '0') { /* trailing zeros stay out of the mantissa */
            held_zeros += mant != 0;
            continue;
        }
        significant += mant ? held_zeros + 1 : 1;
        if (significant > SIGNIFICANT)
            return TIE_ERANGE;
        for (; held_zeros; held_zeros--)
            mant *= 10;
        mant = mant * 10 + (c - '0');
    }
    if (!any)
        return TIE_EINPUT;
    *out = mant ? (tie_dec){mant, held_zeros - places} : (tie_dec){0, 0};
    *decimals = places;
    *grouped = separated;
    return TIE_OK;
}
