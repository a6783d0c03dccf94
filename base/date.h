/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and periods by the proleptic Gregorian calendar. A date keeps the grain that was printed
 * (year, month, day); a period keeps its two printed ends. Comparison is by days. Print is ISO 8601
 * with inclusive ends. */
#ifndef TIE_BASE_DATE_H
#define TIE_BASE_DATE_H

#include "base/buf.h"

#define TIE_DAY_UNKNOWN INT32_MIN

static inline tie_date tie_date_year(int year) { return (tie_date){(int16_t)year, 0, 0}; }
bool tie_date_valid(tie_date d); /* month and day in range for that year (29 February is, when the
                                    year is unknown) */
int tie_month_days(int year, int month);
/* Days since 1970-01-01 of the first and of the last day that d names; TIE_DAY_UNKNOWN without a
 * year. */
int32_t tie_date_first_day(tie_date d);
int32_t tie_date_last_day(tie_date d);
tie_date tie_date_from_day(int32_t day_index);
/* d moved by whole years, months and days, at its own grain (what is finer is ignored); the day is
 * clamped to the month before days are added, the year to -9999..9999. An unknown year stays so. */
tie_date tie_date_add(tie_date d, int years, int months, int days);
int tie_date_cmp(tie_date a, tie_date b); /* total order: first day, then coarser first */

tie_period tie_period_none(void);
tie_period tie_period_of(tie_date d);
tie_period tie_period_between(tie_date from, tie_date to);

typedef enum tie_relation {
    TIE_RELATION_UNKNOWN, /* a period is not known, or years are missing and the printed parts
                             differ */
    TIE_RELATION_EQUAL,
    TIE_RELATION_INSIDE,   /* a inside b */
    TIE_RELATION_CONTAINS, /* b inside a */
    TIE_RELATION_OVERLAPS,
    TIE_RELATION_APART
} tie_relation;
/* Open ends reach to infinity. An instant equals only the same instant; it is never inside a span
 * of time, but overlaps one that holds its day. Periods that both lack their years are compared as
 * if in one year; a reversed one relates to nothing (UNKNOWN). */
tie_relation tie_period_relation(tie_period a, tie_period b);
bool tie_period_eq(tie_period a, tie_period b); /* same print */
/* Total order, unknown first; of two that print the same, the instant comes last. */
int tie_period_cmp(tie_period a, tie_period b);
/* Days covered, both ends in; 0 when open, unknown or reversed. Without years: when the same in
 * every year (an end before its start is taken to be in the next one), else 0. */
int32_t tie_period_days(tie_period p);
/* The end lies before the start; never where a year is missing. */
bool tie_period_reversed(tie_period p);

/* "2022", "2002-01/2002-06", "1952-08-29", "2013/..", "XXXX-09-14"; nothing when not known. */
void tie_date_render(tie_buf *buf, tie_date d);
void tie_period_render(tie_buf *buf, tie_period p);
/* The inverse. Fails: TIE_EINPUT. */
tie_code tie_date_parse(tie_str s, tie_date *out);
tie_code tie_period_parse(tie_str s, tie_period *out);

#endif
