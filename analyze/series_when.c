/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods and times: which periods may stand in one timeline, and where. */
#include "analyze/series.h"

#include "base/date.h"

#include <math.h>

enum { MONTHS = 12, WEEK_DAYS = 7 };

/* The period by whole months, where it covers whole months. */
static bool by_months(tie_period p, int *year, int *from, int *to, int *to_year) {
    bool from_first = p.from.day <= 1;
    bool to_last = !p.to.day || p.to.day == tie_month_days(p.to.year, p.to.month);
    *year = p.from.year;
    *to_year = p.to.year;
    *from = p.from.month ? p.from.month : 1;
    *to = p.to.month ? p.to.month : MONTHS;
    return from_first && to_last;
}

static void set_point(tie_moment *out, tie_grain grain, double time) {
    *out = (tie_moment){.grain = grain, .time = time, .from = time, .to = time};
}

/* Whole months of one year: a month, quarter, half, year, or a part that only its like in other
 * years can be set beside. */
static void set_months(tie_moment *out, int year, int from, int to) {
    static const struct {
        int months;
        tie_grain grain;
    } WHOLE[] = {{1, TIE_GRAIN_MONTH},
                 {3, TIE_GRAIN_QUARTER},
                 {6, TIE_GRAIN_HALF},
                 {MONTHS, TIE_GRAIN_YEAR}};
    int length = to - from + 1;
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++) {
        if (WHOLE[i].months == length && (from - 1) % length == 0) {
            int at = (year * MONTHS + from - 1) / length; /* whole: it begins where one does */
            set_point(out, WHOLE[i].grain, at);
            return;
        }
    }
    set_point(out, TIE_GRAIN_PART, year);
    out->phase = (uint32_t)(from * 32 * 512 + to * 32);
}

static void set_days(tie_moment *out, tie_period p, int32_t first, int32_t last) {
    if (first == last) {
        set_point(out, TIE_GRAIN_DAY, first);
    } else if (last - first + 1 == WEEK_DAYS) {
        set_point(out, TIE_GRAIN_WEEK, (double)first / WEEK_DAYS);
    } else {
        set_point(out, TIE_GRAIN_PART, p.from.year);
        out->phase =
            (uint32_t)((p.from.month * 32 + p.from.day) * 512 + p.to.month * 32 + p.to.day);
    }
}

static void set_years(tie_moment *out, int from, int to) {
    *out = (tie_moment){
        .grain = TIE_GRAIN_YEAR, .span = true, .time = (from + to) / 2.0, .from = from, .to = to};
}

bool tie_moment_of(tie_period p, tie_moment *out) {
    int year, from, to, to_year;
    bool placed = p.known && !p.from_open && !p.to_open && p.from.year != TIE_YEAR_UNKNOWN &&
                  p.to.year != TIE_YEAR_UNKNOWN && !tie_period_reversed(p);
    if (!placed)
        return false;
    if (p.instant) {
        set_point(out, TIE_GRAIN_DAY, tie_date_last_day(p.to));
        return true;
    }
    if (by_months(p, &year, &from, &to, &to_year)) {
        bool years = from == 1 && to == MONTHS;
        if (year == to_year)
            set_months(out, year, from, to);
        else if (years)
            set_years(out, year, to_year);
        return year == to_year || years;
    }
    int32_t first = tie_date_first_day(p.from), last = tie_date_last_day(p.to);
    if (p.from.year != p.to.year && last - first + 1 != WEEK_DAYS)
        return false;
    set_days(out, p, first, last);
    return true;
}

const char *tie_month_name(int month) {
    static const char *const NAMES[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return NAMES[month - 1];
}

static void put_day(tie_buf *buf, tie_date d, int month) {
    if (d.day)
        tie_buf_printf(buf, "%d ", d.day);
    tie_buf_puts(buf, tie_month_name(d.month ? d.month : month));
}

void tie_part_label(tie_buf *buf, tie_period p) {
    put_day(buf, p.from, 1);
    tie_buf_puts(buf, " to ");
    put_day(buf, p.to, MONTHS);
}

const char *tie_grain_name(tie_grain grain, bool many) {
    static const char *const NAMES[][2] = {
        [TIE_GRAIN_DAY] = {"day", "days"},         [TIE_GRAIN_WEEK] = {"week", "weeks"},
        [TIE_GRAIN_MONTH] = {"month", "months"},   [TIE_GRAIN_QUARTER] = {"quarter", "quarters"},
        [TIE_GRAIN_HALF] = {"half", "half-years"}, [TIE_GRAIN_YEAR] = {"year", "years"},
        [TIE_GRAIN_PART] = {"year", "years"}};
    return NAMES[grain][many];
}

/* Of twelfths, quarters or halves of a year. */
static void split_year(double time, int parts, int *year, int *part) {
    *year = (int)floor(time / parts);
    *part = (int)floor(time) - *year * parts + 1;
}

void tie_grain_label(tie_buf *buf, tie_grain grain, double time) {
    int year, part;
    switch (grain) {
    case TIE_GRAIN_DAY:
        tie_date_render(buf, tie_date_from_day((int32_t)floor(time)));
        break;
    case TIE_GRAIN_WEEK:
        tie_date_render(buf, tie_date_from_day((int32_t)lround(time * WEEK_DAYS)));
        break;
    case TIE_GRAIN_MONTH:
        split_year(time, MONTHS, &year, &part);
        tie_buf_printf(buf, "%d-%02d", year, part);
        break;
    case TIE_GRAIN_QUARTER:
        split_year(time, 4, &year, &part);
        tie_buf_printf(buf, "Q%d %d", part, year);
        break;
    case TIE_GRAIN_HALF:
        split_year(time, 2, &year, &part);
        tie_buf_printf(buf, "H%d %d", part, year);
        break;
    case TIE_GRAIN_YEAR:
    case TIE_GRAIN_PART:
        tie_buf_printf(buf, "%d", (int)floor(time));
        break;
    }
}
