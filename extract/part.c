/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a longer stretch of the calendar: halves, quarters, numbered weeks and months,
 * centuries, "early 2019", "the last two months of 1999". */
#include "extract/calendar.h"

enum { MONTHS = 12, WEEK = 7, THURSDAY = 3, DECADE = 10, HUNDRED = 100 };

static bool hyphen(const tie_reader *r, uint32_t token, uint32_t limit) {
    return tie_dash_at(r, token, limit) && tie_glued(r, token);
}

/* The months [first, first + count) of a year. */
static bool months(tie_atom *out, uint32_t begin, uint32_t end, int16_t year, int first,
                   int count) {
    if (first < 1 || count < 1 || first + count - 1 > MONTHS)
        return false;
    *out = (tie_atom){.begin = begin,
                      .end = end,
                      .from = {year, (uint8_t)first, 0},
                      .to = {year, (uint8_t)(first + count - 1), 0},
                      .year_printed = year != TIE_YEAR_UNKNOWN};
    return true;
}

static bool days(tie_atom *out, int32_t first, int32_t last) {
    out->from = tie_date_from_day(first);
    out->to = tie_date_from_day(last);
    return first <= last;
}

int32_t tie_week_begin(int32_t day) { return day - ((day + THURSDAY) % WEEK + WEEK) % WEEK; }

/* ---- What a part is of ---- */

/* "of 2002", "in 2002", "2002", "of this year", "of June", "of the 1990s" behind a part; the whole
 * is without begin when nothing is printed. Moves *at. */
static bool read_whole(const tie_reader *r, uint32_t *at, uint32_t limit, tie_atom *whole) {
    uint32_t t = *at;
    int year;
    bool of = tie_word_at(r, t, limit, "of") || tie_word_at(r, t, limit, "in");
    t += of || tie_symbol_at(r, t, limit, ",") || hyphen(r, t, limit);
    bool dated = tie_word_at(r, t + 1, limit, "year") && tie_year_digits(r, t + 2, limit, &year);
    t += tie_word_at(r, t, limit, "the") && (dated || !tie_word_at(r, t + 1, limit, "year"));
    if (t >= limit)
        return false;
    if (of ? tie_atom_read(r, t, limit, whole) ||
                 tie_relative_read(r, NULL, tie_look_at(r, t), t, limit, whole)
           : (tie_year_at(r, t, limit, &year) || tie_cue_at(r, t, limit, TIE_CUE_FISCAL)) &&
                 tie_atom_read(r, t, limit, whole)) {
        if (whole->day_printed || whole->fault || whole->unknown)
            return false;
        *at = whole->end;
        return true;
    }
    if (of && tie_word_at(r, t, limit, "the") && tie_word_at(r, t + 1, limit, "year")) {
        *whole = (tie_atom){.begin = t,
                            .end = t + 2,
                            .from = tie_date_year(TIE_YEAR_UNKNOWN),
                            .to = tie_date_year(TIE_YEAR_UNKNOWN)};
        *at = t + 2;
        return true;
    }
    return false;
}

static bool is_year(tie_atom whole) {
    return !whole.from.month && whole.from.year == whole.to.year;
}

/* ---- Ordered parts ---- */

typedef struct part {
    tie_period_unit unit;
    int which;    /* from 1; 0: the last */
    int count;    /* "the first eleven months" */
    bool counted; /* the count is printed */
} part;

/* Weeks run from Monday and belong to the month or year that has their Thursday (ISO 8601). */
static bool weeks_of(part p, tie_atom whole, tie_atom *out) {
    int32_t first = tie_date_first_day(whole.from), last = tie_date_last_day(whole.to);
    if (first == TIE_DAY_UNKNOWN || last == TIE_DAY_UNKNOWN)
        return false;
    int32_t monday = tie_week_begin(first + THURSDAY), end = tie_week_begin(last - THURSDAY) + WEEK;
    int32_t begin = p.which ? monday + WEEK * (p.which - 1) : end - WEEK * p.count;
    return begin >= monday && begin + WEEK * p.count <= end &&
           days(out, begin, begin + WEEK * p.count - 1);
}

static bool days_of(part p, tie_atom whole, tie_atom *out) {
    int32_t first = tie_date_first_day(whole.from), last = tie_date_last_day(whole.to);
    if (first == TIE_DAY_UNKNOWN || last == TIE_DAY_UNKNOWN)
        return false;
    int32_t begin = p.which ? first + p.which - 1 : last - p.count + 1;
    return begin >= first && begin + p.count - 1 <= last && days(out, begin, begin + p.count - 1);
}

/* Years and halves of decades and centuries. */
static bool years_of(part p, tie_atom whole, tie_atom *out) {
    int length = whole.to.year - whole.from.year + 1;
    int size = p.unit == TIE_PERIOD_HALF     ? length / 2
               : p.unit == TIE_PERIOD_YEAR   ? 1
               : p.unit == TIE_PERIOD_DECADE ? DECADE
                                             : 0;
    if (whole.from.month || !size || length < DECADE)
        return false;
    int begin =
        p.which ? whole.from.year + size * (p.which - 1) : whole.to.year + 1 - size * p.count;
    if (begin < whole.from.year || begin + size * p.count - 1 > whole.to.year)
        return false;
    out->from = tie_date_year(begin);
    out->to = tie_date_year(begin + size * p.count - 1);
    return true;
}

static bool half_of_month(part p, tie_atom whole, tie_atom *out) {
    if (p.counted || p.which > 2 || !whole.from.month || tie_date_cmp(whole.from, whole.to))
        return false;
    enum { MIDDLE = 15 };
    int last = tie_month_days(whole.from.year, whole.from.month);
    out->from.day = p.which == 1 ? 1 : MIDDLE + 1;
    out->to.day = (uint8_t)(p.which == 1 ? MIDDLE : last);
    return true;
}

static bool part_of(part p, tie_atom whole, tie_atom *out) {
    uint32_t begin = out->begin, end = out->end;
    static const int lengths[] = {
        [TIE_PERIOD_MONTH] = 1, [TIE_PERIOD_QUARTER] = 3, [TIE_PERIOD_HALF] = 6};
    *out = whole;
    out->begin = begin;
    out->end = end;
    if (p.unit == TIE_PERIOD_WEEK)
        return weeks_of(p, whole, out);
    if (p.unit == TIE_PERIOD_DAY)
        return days_of(p, whole, out);
    if (!is_year(whole))
        return (p.unit == TIE_PERIOD_HALF && half_of_month(p, whole, out)) ||
               years_of(p, whole, out);
    if (p.unit != TIE_PERIOD_MONTH && p.unit != TIE_PERIOD_QUARTER && p.unit != TIE_PERIOD_HALF)
        return false;
    int length = lengths[p.unit] * p.count;
    int first = p.which ? 1 + lengths[p.unit] * (p.which - 1) : MONTHS + 1 - length;
    bool relative = whole.relative, fiscal = whole.fiscal;
    if (!months(out, begin, end, whole.from.year, first, length))
        return false;
    out->relative = relative;
    out->fiscal = fiscal;
    return true;
}

/* "first half of 2002", "second quarter", "first eleven months of 1960", "last week of May". */
static bool read_part(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_entry *nth = tie_found_at(r, token, limit, TIE_LEX_ORDINAL);
    const tie_entry *last = nth ? NULL : tie_cue_at(r, token, limit, TIE_CUE_LAST_PART);
    if (!nth && !last)
        return false;
    part p = {.which = nth ? tie_entry_number(nth) : 0, .count = 1};
    uint32_t at = token + (nth ? nth->tokens : last->tokens);
    p.counted = tie_count_at(r, &at, limit, &p.count);
    if (p.counted && p.which > 1)
        return false;
    at += hyphen(r, at, limit);
    const tie_entry *unit = tie_found_at(r, at, limit, TIE_LEX_PERIOD_UNIT);
    if (!unit)
        return false;
    at += unit->tokens;
    p.unit = (tie_period_unit)unit->arg;
    tie_atom whole;
    if (!read_whole(r, &at, limit, &whole)) {
        /* of a year that is not printed */
        bool alone = p.which && ((p.unit == TIE_PERIOD_HALF && p.which <= 2 && !p.counted) ||
                                 (p.unit == TIE_PERIOD_QUARTER && p.which <= 4) ||
                                 (p.unit == TIE_PERIOD_MONTH && p.counted));
        if (!alone)
            return false;
        whole = (tie_atom){.from = tie_date_year(TIE_YEAR_UNKNOWN),
                           .to = tie_date_year(TIE_YEAR_UNKNOWN)};
    }
    *out = (tie_atom){.begin = token, .end = at};
    return part_of(p, whole, out);
}

/* "week 31", "week 27 of last year": by ISO 8601. */
static bool read_week(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_entry *unit = tie_found_at(r, token, limit, TIE_LEX_PERIOD_UNIT);
    if (!unit || unit->arg != TIE_PERIOD_WEEK)
        return false;
    part p = {.unit = TIE_PERIOD_WEEK, .count = 1};
    uint32_t at = token + unit->tokens;
    if (!tie_integer_at(r, at, limit, 2, &p.which) || p.which < 1)
        return false;
    at++;
    tie_atom whole;
    tie_date here;
    if (!read_whole(r, &at, limit, &whole)) {
        if (!tie_relative_base(r, &here))
            return false;
        whole = (tie_atom){
            .from = tie_date_year(here.year), .to = tie_date_year(here.year), .relative = true};
    }
    *out = (tie_atom){.begin = token, .end = at};
    return is_year(whole) && part_of(p, whole, out);
}

/* ---- Codes ---- */

/* Q or H glued to its number; the length in months, or 0. */
static int read_code(const tie_reader *r, uint32_t *at, uint32_t limit, int *which) {
    bool quarter = tie_word_at(r, *at, limit, "q"), half = tie_word_at(r, *at, limit, "h");
    if ((!quarter && !half) || !tie_integer_at(r, *at + 1, limit, 1, which) ||
        !tie_glued(r, *at + 1) || *which < 1 || *which > (quarter ? 4 : 2))
        return 0;
    *at += 2;
    return quarter ? 3 : 6;
}

bool tie_quarter_read(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int which, year, length;
    uint32_t at = token;
    if (tie_year_digits(r, at, limit, &year)) { /* 2019 Q3, 2019-Q1 */
        at++;
        at += hyphen(r, at, limit);
        length = read_code(r, &at, limit, &which);
        return length && months(out, token, at, (int16_t)year, 1 + length * (which - 1), length);
    }
    bool code_first = tie_integer_at(r, at, limit, 1, &which) &&
                      (tie_word_at(r, at + 1, limit, "q") || tie_word_at(r, at + 1, limit, "h")) &&
                      tie_glued(r, at + 1);
    if (code_first) { /* 3Q19, 1H 2020 */
        length = tie_word_at(r, at + 1, limit, "q") ? 3 : 6;
        at += 2;
        if (which < 1 || which * length > MONTHS)
            return false;
        bool cut = at < limit && tie_glued(r, at) && tie_integer_at(r, at, limit, 2, &year);
        if (cut)
            year += 20 * HUNDRED;
        else if (!tie_integer_at(r, at, limit, 4, &year) || year < 19 * HUNDRED)
            return false;
        return months(out, token, at + 1, (int16_t)year, 1 + length * (which - 1), length);
    }
    length = read_code(r, &at, limit, &which);
    if (!length || (at < limit && tie_glued(r, at) && tie_tok(r, at)->kind == TIE_TOKEN_WORD))
        return false;
    tie_atom whole;
    bool has_year = read_whole(r, &at, limit, &whole) && is_year(whole);
    if (!has_year && length != 3)
        return false;
    int16_t in_year = has_year ? whole.from.year : (int16_t)TIE_YEAR_UNKNOWN;
    if (!months(out, token, at, in_year, 1 + length * (which - 1), length))
        return false;
    out->fiscal = has_year && whole.fiscal;
    return true;
}

/* ---- Early, mid, late ---- */

/* "early 2019", "mid-June 2002", "late 1980s", "the middle of September". */
static bool read_shaped(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_entry *early = tie_cue_at(r, token, limit, TIE_CUE_EARLY),
                    *late = tie_cue_at(r, token, limit, TIE_CUE_LATE),
                    *mid = tie_cue_at(r, token, limit, TIE_CUE_MID);
    const tie_entry *shape = early ? early : late ? late : mid;
    if (!shape)
        return false;
    uint32_t at = token + shape->tokens;
    at += hyphen(r, at, limit);
    at += tie_word_at(r, at, limit, "the");
    tie_atom inner;
    if (!tie_atom_read(r, at, limit, &inner) || inner.day_printed || inner.fault)
        return false;
    *out = inner;
    out->begin = token;
    int length = inner.to.year - inner.from.year;
    if (inner.from.month && tie_date_cmp(inner.from, inner.to) == 0) {
        enum { TENTH = 10, TWENTIETH = 20 };
        int last = tie_month_days(inner.from.year, inner.from.month);
        out->from.day = early ? 1 : late ? TWENTIETH + 1 : TENTH + 1;
        out->to.day = (uint8_t)(early ? TENTH : late ? last : TWENTIETH);
        out->mid = mid && !early && !late;
    } else if (!inner.from.month && length == 0) {
        out->from.month = early ? 1 : late ? 9 : 5;
        out->to.month = early ? 4 : late ? MONTHS : 8;
    } else if (!inner.from.month && length > 1) {
        int third = (length + 1) / 3;
        out->from.year = (int16_t)(inner.from.year + (early ? 0 : late ? 2 * third : third));
        out->to.year = (int16_t)(early  ? inner.from.year + third
                                 : late ? inner.to.year
                                        : inner.from.year + 2 * third);
    }
    return true;
}

/* "the nineteenth century", "18th-century". */
static bool read_century(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    enum { LATEST = 30 };
    int nth;
    uint32_t at = token;
    const tie_entry *spelled = tie_found_at(r, token, limit, TIE_LEX_ORDINAL);
    if (spelled) {
        nth = tie_entry_number(spelled);
        at += spelled->tokens;
    } else if (!tie_integer_at(r, token, limit, 2, &nth) ||
               !tie_day_read_number(r, &at, limit, &nth) || at != token + 2) {
        return false; /* 18, with its th */
    }
    at += hyphen(r, at, limit);
    const tie_entry *unit = tie_found_at(r, at, limit, TIE_LEX_PERIOD_UNIT);
    if (!unit || unit->arg != TIE_PERIOD_CENTURY || nth < 1 || nth > LATEST)
        return false;
    *out = (tie_atom){.begin = token,
                      .end = at + unit->tokens,
                      .from = tie_date_year(HUNDRED * (nth - 1) + 1),
                      .to = tie_date_year(HUNDRED * nth),
                      .year_printed = true};
    return true;
}

bool tie_part_read(const tie_reader *r, tie_look look, uint32_t token, uint32_t limit,
                   tie_atom *out) {
    if (tie_tok(r, token)->kind == TIE_TOKEN_NUMBER)
        return read_century(r, token, limit, out);
    bool ordinal = tie_look_lex(look, TIE_LEX_ORDINAL);
    if ((ordinal || tie_look_cue(look, TIE_CUE_LAST_PART)) && read_part(r, token, limit, out))
        return true;
    if (ordinal && read_century(r, token, limit, out))
        return true;
    if (tie_look_lex(look, TIE_LEX_PERIOD_UNIT) && read_week(r, token, limit, out))
        return true;
    bool shaped = tie_look_cue(look, TIE_CUE_EARLY) || tie_look_cue(look, TIE_CUE_LATE) ||
                  tie_look_cue(look, TIE_CUE_MID);
    return shaped && read_shaped(r, token, limit, out);
}
