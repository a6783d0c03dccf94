/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

enum { YEAR_MAX = 9999, LEAP_YEAR = 2004 };

static bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int tie_month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    if (month == 2 && (year == TIE_YEAR_UNKNOWN || leap(year)))
        return 29;
    return days[month - 1];
}

bool tie_date_valid(tie_date d) {
    bool year_known = d.year != TIE_YEAR_UNKNOWN;
    if (year_known && (d.year < -YEAR_MAX || d.year > YEAR_MAX))
        return false;
    if (d.month == 0)
        return d.day == 0 && year_known;
    return d.month <= 12 && d.day <= tie_month_days(d.year, d.month);
}

/* Days since 1970-01-01. Years run from March, so that the leap day comes last, in eras of 400.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
static int32_t day_index(int year, int month, int day) {
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

int32_t tie_date_first_day(tie_date d) {
    if (d.year == TIE_YEAR_UNKNOWN)
        return TIE_DAY_UNKNOWN;
    return day_index(d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}

int32_t tie_date_last_day(tie_date d) {
    if (d.year == TIE_YEAR_UNKNOWN)
        return TIE_DAY_UNKNOWN;
    int month = d.month ? d.month : 12;
    return day_index(d.year, month, d.day ? d.day : tie_month_days(d.year, month));
}

static int32_t clamp(int64_t x, int32_t lo, int32_t hi) {
    return (int32_t)(x < lo ? lo : x > hi ? hi : x);
}

/* Source: as day_index, civil_from_days. */
tie_date tie_date_from_day(int32_t index) {
    index = clamp(index, day_index(-YEAR_MAX, 1, 1), day_index(YEAR_MAX, 12, 31)) + 719468;
    int era = (index >= 0 ? index : index - 146096) / 146097;
    int day_of_era = index - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;
    int month = from_march < 10 ? from_march + 3 : from_march - 9;
    int year = year_of_era + era * 400 + (month <= 2);
    int day = day_of_year - (153 * from_march + 2) / 5 + 1;
    return (tie_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

static tie_date in_year(tie_date d, int year) { return (tie_date){(int16_t)year, d.month, d.day}; }

tie_date tie_date_add(tie_date d, int years, int months, int days) {
    bool year_known = d.year != TIE_YEAR_UNKNOWN;
    tie_date out = year_known ? d : in_year(d, LEAP_YEAR);
    int64_t month_index = ((int64_t)out.year + (year_known ? years : 0)) * 12;
    if (d.month)
        month_index += d.month - 1 + (int64_t)months;
    month_index = clamp(month_index, -YEAR_MAX * 12, YEAR_MAX * 12 + 11);
    int month = (int)((month_index % 12 + 12) % 12);
    out.year = (int16_t)((month_index - month) / 12);
    if (d.month)
        out.month = (uint8_t)(month + 1);
    if (d.day) {
        int longest = tie_month_days(out.year, out.month);
        if (out.day > longest)
            out.day = (uint8_t)longest;
        out =
            tie_date_from_day(clamp((int64_t)tie_date_first_day(out) + days, INT32_MIN, INT32_MAX));
    }
    return year_known ? out : in_year(out, TIE_YEAR_UNKNOWN);
}

/* The absent parts are 0, so a coarser date sorts before the finer ones that it begins with. */
int tie_date_cmp(tie_date a, tie_date b) {
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

tie_period tie_period_none(void) { return (tie_period){.known = false}; }
tie_period tie_period_of(tie_date d) { return tie_period_between(d, d); }
tie_period tie_period_between(tie_date from, tie_date to) {
    return (tie_period){.from = from, .to = to, .known = true};
}

/* How many of the ends that p has lack their year. */
static int yearless_ends(tie_period p) {
    return (!p.from_open && p.from.year == TIE_YEAR_UNKNOWN) +
           (!p.to_open && p.to.year == TIE_YEAR_UNKNOWN);
}

static bool yearless(tie_period p) {
    return yearless_ends(p) == 2 - p.from_open - p.to_open && yearless_ends(p) > 0;
}

static int64_t first_of(tie_period p) {
    return p.from_open ? INT64_MIN : tie_date_first_day(p.from);
}
static int64_t last_of(tie_period p) { return p.to_open ? INT64_MAX : tie_date_last_day(p.to); }

static tie_period period_in_year(tie_period p, int from_year, int to_year) {
    p.from = in_year(p.from, from_year);
    p.to = in_year(p.to, to_year);
    return p;
}

static tie_relation relation_by_days(tie_period a, tie_period b) {
    int64_t a_first = first_of(a), a_last = last_of(a), b_first = first_of(b), b_last = last_of(b);
    if (a_first > a_last || b_first > b_last)
        return TIE_RELATION_UNKNOWN; /* reversed: no span of time */
    if (a_last < b_first || b_last < a_first)
        return TIE_RELATION_APART;
    bool equal = a_first == b_first && a_last == b_last;
    if (a.instant || b.instant)
        return equal && a.instant == b.instant ? TIE_RELATION_EQUAL : TIE_RELATION_OVERLAPS;
    if (equal)
        return TIE_RELATION_EQUAL;
    if (a_first >= b_first && a_last <= b_last)
        return TIE_RELATION_INSIDE;
    if (b_first >= a_first && b_last <= a_last)
        return TIE_RELATION_CONTAINS;
    return TIE_RELATION_OVERLAPS;
}

tie_relation tie_period_relation(tie_period a, tie_period b) {
    if (!a.known || !b.known)
        return TIE_RELATION_UNKNOWN;
    if (!yearless_ends(a) && !yearless_ends(b))
        return relation_by_days(a, b);
    if (tie_period_eq(a, b))
        return a.instant == b.instant ? TIE_RELATION_EQUAL : TIE_RELATION_OVERLAPS;
    if (!yearless(a) || !yearless(b))
        return TIE_RELATION_UNKNOWN;
    return relation_by_days(period_in_year(a, LEAP_YEAR, LEAP_YEAR),
                            period_in_year(b, LEAP_YEAR, LEAP_YEAR));
}

static int end_cmp(bool a_open, tie_date a, bool b_open, tie_date b, int open_first) {
    if (a_open || b_open)
        return (a_open - b_open) * open_first;
    return tie_date_cmp(a, b);
}

static int print_cmp(tie_period a, tie_period b) {
    if (!a.known || !b.known)
        return a.known - b.known;
    int order = end_cmp(a.from_open, a.from, b.from_open, b.from, -1);
    return order ? order : end_cmp(a.to_open, a.to, b.to_open, b.to, 1);
}

bool tie_period_eq(tie_period a, tie_period b) { return print_cmp(a, b) == 0; }

int tie_period_cmp(tie_period a, tie_period b) {
    int order = print_cmp(a, b);
    return order || !a.known ? order : a.instant - b.instant;
}

static int32_t days_between(tie_period p) {
    int64_t days = last_of(p) - first_of(p) + 1;
    return days > 0 ? (int32_t)days : 0;
}

/* "XXXX-06-03/XXXX-06-25" has 23 days in any year; across the end of February it depends. */
static int32_t days_in_any_year(tie_period p) {
    int wrap = tie_period_reversed(period_in_year(p, LEAP_YEAR, LEAP_YEAR));
    int32_t days = days_between(period_in_year(p, LEAP_YEAR - 3, LEAP_YEAR - 3 + wrap));
    for (int year = LEAP_YEAR - 2; year <= LEAP_YEAR; year++)
        if (days_between(period_in_year(p, year, year + wrap)) != days)
            return 0;
    return days;
}

int32_t tie_period_days(tie_period p) {
    if (!p.known || p.from_open || p.to_open)
        return 0;
    if (yearless(p))
        return days_in_any_year(p);
    return yearless_ends(p) ? 0 : days_between(p);
}

bool tie_period_reversed(tie_period p) {
    if (!p.known || p.from_open || p.to_open || yearless_ends(p))
        return false;
    return last_of(p) < first_of(p);
}

static char *put_date(char *to, tie_date d) {
    if (d.year == TIE_YEAR_UNKNOWN) {
        memcpy(to, "XXXX", 4);
        to += 4;
    } else {
        if (d.year < 0)
            *to++ = '-';
        to = tie_put_digits(to, (uint64_t)(d.year < 0 ? -d.year : d.year), 4);
    }
    if (!d.month)
        return to;
    *to++ = '-';
    to = tie_put_digits(to, d.month, 2);
    if (!d.day)
        return to;
    *to++ = '-';
    return tie_put_digits(to, d.day, 2);
}

static char *put_end(char *to, bool open, tie_date d) {
    if (!open)
        return put_date(to, d);
    memcpy(to, "..", 2);
    return to + 2;
}

enum { MOST_BYTES = 64 /* of a period */ };

void tie_date_render(tie_buf *buf, tie_date d) {
    tie_buf_reserve(buf, MOST_BYTES);
    buf->len = (size_t)(put_date(buf->ptr + buf->len, d) - buf->ptr);
}

void tie_period_render(tie_buf *buf, tie_period p) {
    if (!p.known)
        return;
    tie_buf_reserve(buf, MOST_BYTES);
    char *to = put_end(buf->ptr + buf->len, p.from_open, p.from);
    if (p.from_open || p.to_open || tie_date_cmp(p.from, p.to) != 0) {
        *to++ = '/';
        to = put_end(to, p.to_open, p.to);
    }
    buf->len = (size_t)(to - buf->ptr);
}

/* Takes exactly count digits off s; -1 when they are not there. */
static int take_digits(tie_str *s, size_t count) {
    if (s->len < count)
        return -1;
    int n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!tie_ascii_digit(s->ptr[i]))
            return -1;
        n = n * 10 + (s->ptr[i] - '0');
    }
    *s = tie_str_sub(*s, count, s->len);
    return n;
}

/* Takes "-07" off s into *part: true when it was there, or when s is at its end. */
static bool take_part(tie_str *s, uint8_t *part) {
    if (!s->len)
        return true;
    if (s->ptr[0] != '-')
        return false;
    *s = tie_str_sub(*s, 1, s->len);
    int n = take_digits(s, 2);
    *part = n > 0 ? (uint8_t)n : 0;
    return n > 0;
}

tie_code tie_date_parse(tie_str s, tie_date *out) {
    tie_date d = {0, 0, 0};
    if (tie_str_starts(s, TIE_STR("XXXX"))) {
        s = tie_str_sub(s, 4, s.len);
        d.year = TIE_YEAR_UNKNOWN;
    } else {
        bool negative = s.len && s.ptr[0] == '-';
        if (negative)
            s = tie_str_sub(s, 1, s.len);
        int year = take_digits(&s, 4);
        if (year < 0)
            return TIE_EINPUT;
        d.year = (int16_t)(negative ? -year : year);
    }
    if (!take_part(&s, &d.month) || !take_part(&s, &d.day) || s.len || !tie_date_valid(d))
        return TIE_EINPUT;
    *out = d;
    return TIE_OK;
}

tie_code tie_period_parse(tie_str s, tie_period *out) {
    size_t slash = tie_str_find(s, TIE_STR("/"));
    tie_str from = tie_str_sub(s, 0, slash);
    tie_str to = slash < s.len ? tie_str_sub(s, slash + 1, s.len) : from;
    tie_period p = {.known = true,
                    .from_open = tie_str_eq(from, TIE_STR("..")),
                    .to_open = tie_str_eq(to, TIE_STR(".."))};
    if ((!p.from_open && tie_date_parse(from, &p.from)) ||
        (!p.to_open && tie_date_parse(to, &p.to)) || (p.from_open && p.to_open && slash == s.len))
        return TIE_EINPUT;
    *out = p;
    return TIE_OK;
}
