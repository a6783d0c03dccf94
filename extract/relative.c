/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and stretches counted from another date: the document's, or for "a year earlier" the period
 * before it in the text. Without that date they are found all the same, of unknown days. */
#include "extract/calendar.h"

enum { WEEK = 7, SUNDAY = 7, MONTHS = 12, MONTHS_OF_QUARTER = 3, MONTHS_OF_HALF = 6 };

/* Where one expression is read. */
typedef struct scope {
    const tie_reader *r;
    const tie_whens *before; /* of the sentence, or NULL */
    uint32_t limit;
} scope;

bool tie_relative_base(const tie_reader *reader, tie_date *out) {
    if (!reader->doc.date.known || reader->doc.date.to.year == TIE_YEAR_UNKNOWN)
        return false;
    *out = reader->doc.date.to;
    return true;
}

static bool base_day(const scope *s, tie_date *out) {
    return tie_relative_base(s->r, out) && out->day;
}

tie_date tie_relative_move(tie_date d, tie_period_unit unit, int count) {
    switch (unit) {
    case TIE_PERIOD_DAY:
        return tie_date_add(d, 0, 0, count);
    case TIE_PERIOD_WEEK:
        return tie_date_add(d, 0, 0, WEEK * count);
    case TIE_PERIOD_MONTH:
        return tie_date_add(d, 0, count, 0);
    case TIE_PERIOD_QUARTER:
        return tie_date_add(d, 0, MONTHS_OF_QUARTER * count, 0);
    case TIE_PERIOD_HALF:
        return tie_date_add(d, 0, MONTHS_OF_HALF * count, 0);
    case TIE_PERIOD_YEAR:
        return tie_date_add(d, count, 0, 0);
    case TIE_PERIOD_DECADE:
        return tie_date_add(d, 10 * count, 0, 0);
    case TIE_PERIOD_CENTURY:
        return tie_date_add(d, 100 * count, 0, 0);
    }
    return d;
}

/* The calendar week, month, quarter or year that lies `move` units from the date. */
static bool whole_unit(tie_date d, tie_period_unit unit, int move, tie_atom *out) {
    int length = unit == TIE_PERIOD_QUARTER ? MONTHS_OF_QUARTER : MONTHS_OF_HALF;
    switch (unit) {
    case TIE_PERIOD_YEAR:
        out->from = out->to = tie_date_year(d.year + move);
        return true;
    case TIE_PERIOD_DECADE:
        out->from = tie_date_year((d.year / 10 + move) * 10);
        out->to = tie_date_year(out->from.year + 9);
        return true;
    case TIE_PERIOD_MONTH:
        out->from = out->to = tie_date_add((tie_date){d.year, d.month, 0}, 0, move, 0);
        return d.month != 0;
    case TIE_PERIOD_QUARTER:
    case TIE_PERIOD_HALF:
        if (!d.month)
            return false;
        out->from = (tie_date){d.year, (uint8_t)((d.month - 1) / length * length + 1), 0};
        out->from = tie_date_add(out->from, 0, length * move, 0);
        out->to = tie_date_add(out->from, 0, length - 1, 0);
        return true;
    case TIE_PERIOD_WEEK: {
        if (!d.day)
            return false;
        int32_t monday = tie_week_begin(tie_date_first_day(d)) + WEEK * move;
        out->from = tie_date_from_day(monday);
        out->to = tie_date_from_day(monday + WEEK - 1);
        return true;
    }
    case TIE_PERIOD_DAY:
        out->from = out->to = tie_date_add(d, 0, 0, move);
        return d.day != 0;
    case TIE_PERIOD_CENTURY:
        break;
    }
    return false;
}

static tie_date weekday_in_week(tie_date day, int weekday, int weeks) {
    return tie_date_from_day(tie_week_begin(tie_date_first_day(day)) + weekday - 1 + WEEK * weeks);
}

static bool start(tie_atom *out, uint32_t begin, uint32_t end) {
    *out = (tie_atom){.begin = begin, .end = end, .relative = true, .year_printed = true};
    return true;
}

static bool day(tie_atom *out, tie_date date) {
    out->from = out->to = date;
    out->day_printed = true;
    return true;
}

/* ---- Single days ---- */

static bool read_today(const scope *s, uint32_t token, tie_atom *out) {
    static const struct {
        tie_period_cue cue;
        int move;
    } days[] = {{TIE_CUE_TODAY, 0}, {TIE_CUE_YESTERDAY, -1}, {TIE_CUE_TOMORROW, 1}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const tie_entry *e = tie_cue_at(s->r, token, s->limit, days[i].cue);
        if (!e)
            continue;
        start(out, token, token + e->tokens);
        tie_date here;
        out->unknown = !base_day(s, &here);
        return out->unknown || day(out, tie_date_add(here, 0, 0, days[i].move));
    }
    return false;
}

/* The date of that day of the month that falls on the weekday, nearest to the document. */
static bool nearest(tie_date here, int number, int weekday, tie_date *out) {
    enum { REACH = 24 };
    for (int step = 0; step <= 2 * REACH; step++) {
        int move = step % 2 ? -(step + 1) / 2 : step / 2;
        tie_date d = tie_date_add((tie_date){here.year, here.month, 0}, 0, move, 0);
        d.day = (uint8_t)number;
        if (!tie_date_valid(d))
            continue;
        if (weekday ? tie_date_cmp(d, weekday_in_week(d, weekday, 0)) == 0 : move <= 0)
            if (weekday || tie_date_cmp(d, here) <= 0) {
                *out = d;
                return true;
            }
    }
    return false;
}

/* "the 15th of next month", "the 4th day of this month". */
static bool read_day_of_month(const scope *s, uint32_t token, tie_atom *out) {
    int number;
    uint32_t at = token;
    tie_atom month;
    if (!tie_day_read_number(s->r, &at, s->limit, &number))
        return false;
    at += tie_word_at(s->r, at, s->limit, "day");
    if (!tie_word_at(s->r, at, s->limit, "of") || at + 1 >= s->limit ||
        !tie_relative_read(s->r, NULL, tie_look_at(s->r, at + 1), at + 1, s->limit, &month) ||
        month.unknown || month.frame || !month.from.month || month.from.day ||
        tie_date_cmp(month.from, month.to))
        return false;
    tie_date date = month.from;
    date.day = (uint8_t)number;
    start(out, token, month.end);
    return tie_date_valid(date) && day(out, date);
}

/* "Tuesday the eleventh", "Tue 13th", "on the 4th". */
static bool read_numbered_day(const scope *s, uint32_t token, uint32_t at, int weekday,
                              tie_atom *out) {
    int number;
    tie_date here, date;
    uint32_t end = at;
    if (!base_day(s, &here) || !tie_day_read_number(s->r, &end, s->limit, &number))
        return false;
    const tie_entry *stop = tie_found_at(s->r, end, s->limit, TIE_LEX_STOP);
    bool closed = end >= s->limit || stop || tie_tok(s->r, end)->kind == TIE_TOKEN_SYMBOL;
    bool sign = tie_symbol_at(s->r, end, s->limit, "%") ||
                tie_symbol_at(s->r, end, s->limit, "/") ||
                tie_symbol_at(s->r, end, s->limit, ":") || tie_dash_at(s->r, end, s->limit);
    if (!closed || sign || tie_counted_at(s->r, end, s->limit) ||
        !nearest(here, number, weekday, &date))
        return false;
    start(out, token, end);
    return day(out, date);
}

/* A weekday with the week that is said: "Tuesday of next week", "Monday two weeks from now". A
 * weekday alone is the last one before the document, or its own day. */
static bool read_weekday(const scope *s, uint32_t token, tie_atom *out) {
    const tie_entry *e = tie_found_at(s->r, token, s->limit, TIE_LEX_WEEKDAY);
    tie_date here;
    if (!e || !base_day(s, &here))
        return false;
    uint32_t at = token + e->tokens;
    if (read_numbered_day(s, token, at, e->arg, out))
        return true;
    uint32_t next =
        at + (tie_symbol_at(s->r, at, s->limit, ",") || tie_word_at(s->r, at, s->limit, "of"));
    tie_atom week;
    bool in_week = next < s->limit && !tie_found_at(s->r, next, s->limit, TIE_LEX_WEEKDAY) &&
                   tie_relative_read(s->r, NULL, tie_look_at(s->r, next), next, s->limit, &week) &&
                   !week.unknown && !week.frame && week.from.day &&
                   tie_date_first_day(week.to) - tie_date_first_day(week.from) < WEEK;
    if (in_week) {
        start(out, token, week.end);
        return day(out, weekday_in_week(week.from, e->arg, 0));
    }
    if (token && (tie_tok(s->r, token - 1)->flags & TIE_TOKEN_CAPITAL) &&
        tie_tok(s->r, token - 1)->kind == TIE_TOKEN_WORD &&
        !tie_found_at(s->r, token - 1, token, TIE_LEX_STOP))
        return false; /* Black Friday */
    start(out, token, at);
    tie_date date = weekday_in_week(here, e->arg, 0);
    out->bare = true;
    return day(out, tie_date_cmp(date, here) > 0 ? weekday_in_week(here, e->arg, -1) : date);
}

/* ---- Last, this, next ---- */

/* The period before in the text: of the sentence, else the last with a year in the paragraph. */
static bool told_before(const scope *s, tie_period *out) {
    for (size_t i = s->before ? s->before->count : 0; i-- > 0;) {
        const tie_when *w = &s->before->items[i];
        if (w->period.known && w->period.from.year != TIE_YEAR_UNKNOWN && !w->period.from_open &&
            !w->period.to_open && !w->before_change) {
            *out = w->period;
            return true;
        }
    }
    *out = s->r->context.sentence_year;
    return out->known && !out->from_open && !out->to_open;
}

typedef struct stride {
    int move;     /* -1 last, 0 this, 1 next */
    bool article; /* "the past", "the next": a stretch rather than a calendar unit */
    bool told;    /* previous, following: from what was told */
    bool stretch; /* past: frame */
    bool nearest; /* this past Wednesday, this upcoming Friday */
    uint32_t end;
} stride;

static bool read_step(const scope *s, uint32_t token, stride *out) {
    static const struct {
        tie_period_cue cue;
        stride step;
    } steps[] = {
        {TIE_CUE_THIS, {.move = 0}},
        {TIE_CUE_LAST, {.move = -1}},
        {TIE_CUE_NEXT, {.move = 1}},
        {TIE_CUE_PAST, {.move = -1, .stretch = true}},
        {TIE_CUE_PREVIOUS, {.move = -1, .told = true}},
        {TIE_CUE_FOLLOWING, {.move = 1, .told = true}},
    };
    *out = (stride){0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const tie_entry *e = tie_cue_at(s->r, token, s->limit, steps[i].cue);
        if (!e || token + e->tokens <= out->end)
            continue;
        *out = steps[i].step;
        out->end = token + e->tokens;
        out->article = tie_word_at(s->r, token, s->limit, "the");
        out->nearest = e->tokens > 1 && tie_word_at(s->r, token, s->limit, "this");
    }
    return out->end != 0;
}

/* "the past two months", "the next 3 days", "the last two quarters": whole quarters and halves,
 * else counted from the day. */
static bool read_stretch(tie_date here, stride step, tie_period_unit unit, int count,
                         tie_atom *out) {
    if (unit == TIE_PERIOD_QUARTER || unit == TIE_PERIOD_HALF) {
        tie_atom far = *out;
        if (!whole_unit(here, unit, step.move, out) ||
            !whole_unit(here, unit, step.move * count, &far))
            return false;
        if (step.move < 0)
            out->from = far.from;
        else
            out->to = far.to;
        return true;
    }
    tie_date far = tie_relative_move(here, unit, step.move * count);
    out->from = step.move < 0 ? far : here.day ? tie_date_add(here, 0, 0, 1) : here;
    out->to = step.move < 0 ? here : far;
    out->day_printed = here.day != 0;
    return true;
}

/* "the previous year", "the following quarter": beside what was told. */
static bool read_told_unit(const scope *s, stride step, tie_period_unit unit, int count,
                           tie_atom *out) {
    tie_period told;
    if (!told_before(s, &told))
        return false;
    tie_date edge = step.move < 0 ? told.from : told.to;
    tie_atom far = *out;
    if (!whole_unit(edge, unit, step.move, out) || !whole_unit(edge, unit, step.move * count, &far))
        return false;
    if (step.move < 0)
        out->from = far.from;
    else
        out->to = far.to;
    out->earlier = step.move < 0;
    return true;
}

static bool read_unit(const scope *s, uint32_t token, tie_atom *out) {
    stride step;
    int count = 1;
    uint32_t at = token;
    bool counted = tie_count_at(s->r, &at, s->limit, &count); /* 10 previous weeks */
    if (!read_step(s, at, &step) || (counted && tie_word_at(s->r, at, s->limit, "the")))
        return false; /* "150 the previous year": two things */
    at = step.end;
    bool behind = !counted && tie_count_at(s->r, &at, s->limit, &count);
    bool vague =
        !counted && !behind &&
        (tie_word_at(s->r, at, s->limit, "few") || tie_word_at(s->r, at, s->limit, "several"));
    at += vague;
    counted = counted || behind;
    const tie_entry *e = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    if (!e || (counted && !step.move) || count < 1)
        return false;
    /* "2 next days", but "from 37 last year" */
    char last = s->r->text.ptr[tie_tok(s->r, at + e->tokens - 1)->end - 1];
    if (counted && !behind && last != 's')
        return false;
    tie_period_unit unit = (tie_period_unit)e->arg;
    start(out, token, at + e->tokens);
    bool stretch = step.stretch || counted || vague;
    out->frame = stretch && step.move < 0 && !step.told;
    if (step.told && !(unit == TIE_PERIOD_WEEK || unit == TIE_PERIOD_DAY) &&
        read_told_unit(s, step, unit, count, out))
        return true;
    out->earlier = step.move < 0 && !stretch;
    tie_date here;
    /* "the past two months" of a document of 14 September needs no year */
    bool yearless = stretch && unit <= TIE_PERIOD_MONTH && s->r->doc.date.known;
    here = s->r->doc.date.to;
    out->unknown = vague || !(tie_relative_base(s->r, &here) || yearless);
    if (out->unknown)
        return true;
    bool whole = !stretch;
    uint32_t next = out->end + tie_dash_at(s->r, out->end, s->limit);
    const tie_entry *weekday = tie_found_at(s->r, next, s->limit, TIE_LEX_WEEKDAY);
    if (whole && unit == TIE_PERIOD_WEEK && weekday && here.day) { /* next week Monday */
        out->end = next + weekday->tokens;
        return day(out, weekday_in_week(here, weekday->arg, step.move));
    }
    out->unknown = whole ? !whole_unit(here, unit, step.move, out)
                         : !read_stretch(here, step, unit, count, out);
    return true;
}

/* "next Monday", "last March", "this summer", "last weekend". */
static bool read_named_unit(const scope *s, uint32_t token, tie_atom *out) {
    stride step;
    tie_date here;
    if (!read_step(s, token, &step) || !base_day(s, &here))
        return false;
    const tie_entry *weekday = tie_found_at(s->r, step.end, s->limit, TIE_LEX_WEEKDAY),
                    *month = tie_found_at(s->r, step.end, s->limit, TIE_LEX_MONTH),
                    *named = tie_found_at(s->r, step.end, s->limit, TIE_LEX_NAMED_PERIOD),
                    *weekend = tie_cue_at(s->r, step.end, s->limit, TIE_CUE_WEEKEND);
    if (weekday || weekend) {
        const tie_entry *e = weekday ? weekday : weekend;
        start(out, token, step.end + e->tokens);
        int number = weekday ? weekday->arg : SUNDAY - 1;
        tie_date date = weekday_in_week(here, number, step.nearest ? 0 : step.move);
        if (step.nearest && step.move > 0 && tie_date_cmp(date, here) <= 0)
            date = weekday_in_week(here, number, 1);
        if ((step.nearest || !step.told) && step.move < 0) {
            date = weekday_in_week(here, number, 0);
            if (tie_date_cmp(date, here) >= 0)
                date = weekday_in_week(here, number, -1);
        }
        day(out, date);
        if (weekend)
            out->to = tie_date_add(date, 0, 0, 1);
        return true;
    }
    if (!month && !named)
        return false;
    start(out, token, step.end + (month ? month->tokens : named->tokens));
    tie_date from =
        month ? (tie_date){here.year, (uint8_t)month->arg, 0} : tie_date_unpack(named->a.mant);
    tie_date to = month ? from : tie_date_unpack(named->b.mant);
    if (named && from.year != TIE_YEAR_UNKNOWN)
        return false;
    from.year = here.year;
    bool past = tie_date_last_day(from) < tie_date_first_day(here) && from.month != here.month;
    bool ahead = from.month > here.month;
    from.year = (int16_t)(from.year - (step.move < 0 && !past) + (step.move > 0 && !ahead));
    to.year = (int16_t)(from.year + (to.month < from.month));
    out->from = from;
    out->to = to;
    return true;
}

/* ---- Counted from a date ---- */

/* "three years ago", "two weeks from now", "a year earlier". Years and months ago are printed as
 * such: nobody counts days with them. */
static bool read_ago(const scope *s, uint32_t token, tie_atom *out) {
    int count = 1;
    uint32_t at = token;
    bool counted = tie_count_at(s->r, &at, s->limit, &count);
    if (!counted) {
        at += tie_word_at(s->r, at, s->limit, "a") || tie_word_at(s->r, at, s->limit, "an");
        if (at == token)
            return false;
    }
    const tie_entry *e = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    if (!e)
        return false;
    at += e->tokens;
    const tie_entry *ago = tie_cue_at(s->r, at, s->limit, TIE_CUE_AGO),
                    *hence = tie_cue_at(s->r, at, s->limit, TIE_CUE_HENCE);
    if (!ago && !hence)
        return false;
    start(out, token, at + (ago ? ago : hence)->tokens);
    tie_date here;
    out->earlier = ago != NULL;
    out->unknown = !tie_relative_base(s->r, &here);
    if (out->unknown)
        return true;
    tie_date date = tie_relative_move(here, (tie_period_unit)e->arg, ago ? -count : count);
    if (e->arg >= TIE_PERIOD_YEAR)
        date = tie_date_year(date.year);
    out->from = out->to = date;
    out->day_printed = date.day != 0;
    return true;
}

static tie_date shift_year(tie_date d, int move) { return tie_date_add(d, move, 0, 0); }

/* "a year earlier", "the same period of 2019", "the same month last year". */
static bool read_year_before(const scope *s, uint32_t token, tie_atom *out) {
    const tie_entry *same = tie_cue_at(s->r, token, s->limit, TIE_CUE_SAME);
    uint32_t at = token + (same ? same->tokens : 0);
    if (same)
        at += tie_word_at(s->r, at, s->limit, "of") || tie_word_at(s->r, at, s->limit, "in");
    const tie_entry *before = tie_cue_at(s->r, at, s->limit, TIE_CUE_YEAR_BEFORE);
    const tie_entry *last = same ? tie_cue_at(s->r, at, s->limit, TIE_CUE_LAST) : NULL;
    const tie_entry *unit =
        last ? tie_found_at(s->r, at + last->tokens, s->limit, TIE_LEX_PERIOD_UNIT) : NULL;
    tie_atom year = {0};
    bool dated = same && !before && !unit && tie_atom_read(s->r, at, s->limit, &year) &&
                 !year.from.month && year.from.year == year.to.year;
    bool last_year = unit && unit->arg == TIE_PERIOD_YEAR;
    /* "the year before independence" tells another year than "the year before" */
    uint32_t behind = before ? at + before->tokens : at;
    bool more = before && tie_word_at(s->r, behind - 1, s->limit, "before") && behind < s->limit &&
                tie_tok(s->r, behind)->kind == TIE_TOKEN_WORD &&
                !tie_word_at(s->r, behind, s->limit, "and") &&
                !tie_word_at(s->r, behind, s->limit, "to");
    if (more)
        return false;
    if (!before && !last_year && !dated)
        return false;
    tie_period told;
    tie_date here;
    bool known = told_before(s, &told);
    start(out, token,
          before      ? at + before->tokens
          : last_year ? at + last->tokens + unit->tokens
                      : year.end);
    out->earlier = true;
    if (!known && before && !same && tie_relative_base(s->r, &here)) {
        out->from = out->to = tie_date_year(here.year - 1);
        return true;
    }
    out->unknown = !known;
    if (!known)
        return true;
    int move = dated ? year.from.year - told.to.year : -1;
    out->from = shift_year(told.from, move);
    out->to = shift_year(told.to, move);
    out->day_printed = out->to.day != 0;
    out->instant = told.instant;
    return true;
}

/* "two days before yesterday", "3 weeks after Christmas", "16 days from 01/02/2018", "the day
 * before yesterday". */
static bool read_offset(const scope *s, uint32_t token, tie_atom *out) {
    int count = 1;
    uint32_t at = token;
    if (!tie_count_at(s->r, &at, s->limit, &count))
        at += tie_word_at(s->r, at, s->limit, "the") || tie_word_at(s->r, at, s->limit, "a");
    if (at == token)
        return false;
    const tie_entry *e = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    if (!e)
        return false;
    at += e->tokens;
    const tie_entry *before = tie_cue_at(s->r, at, s->limit, TIE_CUE_BEFORE),
                    *after = tie_cue_at(s->r, at, s->limit, TIE_CUE_AFTER);
    bool from = !before && !after && tie_word_at(s->r, at, s->limit, "from");
    if (!before && !after && !from)
        return false;
    at += from ? 1u : before ? before->tokens : after->tokens;
    tie_atom anchor;
    if (at >= s->limit ||
        !(tie_atom_read(s->r, at, s->limit, &anchor) ||
          tie_relative_read(s->r, NULL, tie_look_at(s->r, at), at, s->limit, &anchor)) ||
        anchor.fault || (from && !anchor.day_printed && !anchor.unknown) ||
        (from && tie_cue_at(s->r, anchor.end, s->limit, TIE_CUE_TO)))
        return false;
    start(out, token, anchor.end);
    tie_date here;
    out->unknown =
        anchor.unknown || (anchor.from.year == TIE_YEAR_UNKNOWN && !tie_relative_base(s->r, &here));
    if (out->unknown)
        return true;
    if (anchor.from.year == TIE_YEAR_UNKNOWN)
        tie_atom_set_year(&anchor, here.year);
    if (anchor.bare && from) /* three days from Tuesday: the one to come */
        anchor.to = tie_date_add(anchor.to, 0, 0, WEEK);
    tie_date edge = before ? anchor.from : anchor.to;
    out->from = out->to = tie_relative_move(edge, (tie_period_unit)e->arg, before ? -count : count);
    out->day_printed = out->from.day != 0;
    return true;
}

/* ---- Parts of what runs ---- */

/* "earlier this year" ends, "later this month" begins with the document's day. */
static bool read_running(const scope *s, uint32_t token, tie_atom *out) {
    const tie_entry *so_far = tie_cue_at(s->r, token, s->limit, TIE_CUE_SO_FAR),
                    *rest = tie_cue_at(s->r, token, s->limit, TIE_CUE_REST);
    const tie_entry *to_date = tie_cue_at(s->r, token, s->limit, TIE_CUE_YEAR_TO_DATE);
    tie_date here;
    bool known = base_day(s, &here);
    if (to_date) {
        start(out, token, token + to_date->tokens);
        out->unknown = !known;
        out->day_printed = known;
        if (known) {
            out->from = (tie_date){here.year, 1, 1};
            out->to = here;
        }
        return true;
    }
    const tie_entry *cue = so_far ? so_far : rest;
    if (!cue || !known)
        return false;
    uint32_t at = token + cue->tokens;
    const tie_entry *this_ = tie_cue_at(s->r, at, s->limit, TIE_CUE_THIS);
    at += this_ ? this_->tokens : tie_word_at(s->r, at, s->limit, "the");
    const tie_entry *unit = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    if (!unit || at == token + cue->tokens || unit->arg == TIE_PERIOD_DAY)
        return false;
    start(out, token, at + unit->tokens);
    if (!whole_unit(here, (tie_period_unit)unit->arg, 0, out))
        return false;
    out->from = so_far ? tie_date_from_day(tie_date_first_day(out->from)) : here;
    out->to = so_far ? here : tie_date_from_day(tie_date_last_day(out->to));
    out->day_printed = true;
    return true;
}

bool tie_relative_read(const tie_reader *reader, const tie_whens *before, tie_look look,
                       uint32_t token, uint32_t limit, tie_atom *out) {
    const scope s = {reader, before, limit};
    bool number = tie_tok(reader, token)->kind == TIE_TOKEN_NUMBER ||
                  tie_look_lex(look, TIE_LEX_NUMERAL) || tie_look_lex(look, TIE_LEX_DOZEN) ||
                  tie_token_word(reader, token, "the") || tie_token_word(reader, token, "a") ||
                  tie_token_word(reader, token, "an");
    bool cue = tie_look_lex(look, TIE_LEX_PERIOD_CUE);
    if (!number && !cue && !tie_look_lex(look, TIE_LEX_WEEKDAY))
        return false;
    if (cue && (read_today(&s, token, out) || read_running(&s, token, out) ||
                read_year_before(&s, token, out)))
        return true;
    if (number && (read_ago(&s, token, out) || read_offset(&s, token, out) ||
                   read_day_of_month(&s, token, out)))
        return true;
    if ((number || cue) && read_unit(&s, token, out))
        return true;
    if (cue && read_named_unit(&s, token, out))
        return true;
    if (tie_look_lex(look, TIE_LEX_WEEKDAY))
        return read_weekday(&s, token, out);
    return tie_token_word(reader, token, "the") && token &&
           (tie_word_at(reader, token - 1, limit, "on") ||
            tie_found_before(reader, token, 0, TIE_LEX_PERIOD_CUE)) &&
           read_numbered_day(&s, token, token, 0, out);
}
