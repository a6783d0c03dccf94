/* SPDX-License-Identifier: GPL-3.0-or-later */
/* duration: a length of time beside the dates it runs between. People count both ends or one, so
 * that June 3 to June 25 is 22 or 23 days, and 2013 to 2018 five years or six. */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"

static const char *const roles[] = {"length", NULL};

typedef enum grain { GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH, GRAIN_YEAR, GRAIN_NONE } grain;

static grain grain_of_unit(tie_str unit) {
    static const char *const names[] = {"day", "week", "month", "year"};
    for (int i = 0; i < GRAIN_NONE; i++)
        if (tie_str_eq(unit, tie_str_c(names[i])))
            return (grain)i;
    return GRAIN_NONE;
}

static grain grain_of_date(tie_date d) {
    return d.day ? GRAIN_DAY : d.month ? GRAIN_MONTH : GRAIN_YEAR;
}

static bool read_ends(const tie_run *run, const tie_link *link, tie_date *from, tie_date *to) {
    tie_period a = link->dates[0].period, b = link->dates[link->date_count - 1].period;
    const tie_doc *doc = &run->in.docs[link->dates[0].doc];
    *from = a.from;
    *to = b.to;
    if (a.from_open)
        return false;
    if (b.to_open) {
        if (!doc->date.known)
            return false;
        *to = doc->date.to;
    }
    bool years = from->year != TIE_YEAR_UNKNOWN && to->year != TIE_YEAR_UNKNOWN;
    return years && tie_date_first_day(*from) <= tie_date_last_day(*to);
}

static int months_between(tie_date from, tie_date to) {
    int months = (to.year - from.year) * 12;
    return from.month && to.month ? months + to.month - from.month : months;
}

static tie_interval counts(int64_t lo, int64_t hi) {
    return tie_interval_closed(tie_dec_int(lo), tie_dec_int(hi));
}

/* From the count of whole units that have passed to the count of units touched. */
static bool count_units(tie_date from, tie_date to, grain unit, tie_interval *out) {
    grain known = grain_of_date(from) > grain_of_date(to) ? grain_of_date(from) : grain_of_date(to);
    int32_t days = tie_date_first_day(to) - tie_date_first_day(from);
    int months = months_between(from, to), day = to.day - from.day;
    if (unit == GRAIN_NONE || (unit < known && !(unit == GRAIN_WEEK && known == GRAIN_DAY)))
        return false;
    if (unit == GRAIN_DAY)
        *out = counts(days, days + 1);
    else if (unit == GRAIN_WEEK)
        *out = counts(days / 7, (days + 7) / 7);
    else if (unit == GRAIN_MONTH)
        *out = counts(known == GRAIN_DAY && day < 0 ? months - 1 : months, months + 1);
    else if (known == GRAIN_YEAR)
        *out = counts(to.year - from.year, to.year - from.year + 1);
    else
        *out = counts((months - (day < 0)) / 12, months / 12 + 1);
    return true;
}

static tie_str computation(tie_run *run, const tie_claim *length, tie_date from, tie_date to,
                           tie_interval computed) {
    tie_buf buf = tie_buf_new(&run->arena);
    tie_date_render(&buf, from);
    tie_buf_puts(&buf, " to ");
    tie_date_render(&buf, to);
    tie_buf_puts(&buf, " is ");
    tie_dec_render_grouped(&buf, computed.lo);
    if (tie_dec_cmp(computed.lo, computed.hi)) {
        tie_buf_puts(&buf, " or ");
        tie_dec_render_grouped(&buf, computed.hi);
    }
    tie_buf_printf(&buf, " %.*ss; printed ", TIE_FMT(length->unit));
    tie_word_claim(&buf, length);
    return tie_buf_str(&buf);
}

void tie_check_duration(tie_run *run, const tie_link *link) {
    const tie_claim *length = tie_run_claim(run, link->claims[0]);
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_DURATION, 0);
    tie_interval elapsed;
    tie_date from, to;
    if (!read_ends(run, link, &from, &to) ||
        !count_units(from, to, grain_of_unit(length->unit), &elapsed)) {
        tie_recount_skip(run, link, TIE_CHECK_DURATION, TIE_REASON_PERIOD);
        return;
    }
    tie_interval printed = length->decides;
    if (length->hedge == TIE_HEDGE_EXACT)
        printed = tie_interval_rounding(length->value,
                                        length->decimals ? length->unit_u : (tie_dec){0, 0});
    r.printed = tie_interval_scale(printed, length->base_factor);
    r.computed = tie_interval_scale(elapsed, length->base_factor);
    r.cut = tie_interval_closed(tie_dec_int(1), tie_dec_int(0));
    r.u = tie_dec_int(0);
    r.roles = roles;
    r.name = "the length of time";
    r.message = "the length of time and its dates cannot all hold";
    r.computation = computation(run, length, from, to, elapsed);
    tie_recount_report(run, &r);
}
