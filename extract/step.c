/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Last, this, next: "last week", "the past two months", "the previous year", "next Monday". */
#include "extract/relative.h"

enum { SUNDAY = 7 };

typedef struct stride {
    int move;     /* -1 last, 0 this, 1 next */
    bool article; /* "the past", "the next": a stretch rather than a calendar unit */
    bool told;    /* previous, following: from what was told */
    bool stretch; /* past: frame */
    bool nearest; /* this past Wednesday, this upcoming Friday */
    uint32_t end;
} stride;

static const uint64_t STEPS = UINT64_C(1) << TIE_CUE_THIS | UINT64_C(1) << TIE_CUE_LAST |
                              UINT64_C(1) << TIE_CUE_NEXT | UINT64_C(1) << TIE_CUE_PAST |
                              UINT64_C(1) << TIE_CUE_PREVIOUS | UINT64_C(1) << TIE_CUE_FOLLOWING;

static bool read_step(const tie_scope *s, uint32_t token, stride *out) {
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
    if (token >= s->limit || !(tie_look_at(s->r, token).cues & STEPS))
        return false;
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
        if (!tie_relative_unit(here, unit, step.move, out) ||
            !tie_relative_unit(here, unit, step.move * count, &far))
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
static bool read_told_unit(const tie_scope *s, stride step, tie_period_unit unit, int count,
                           tie_atom *out) {
    tie_period told;
    if (!tie_scope_told(s, &told))
        return false;
    tie_date edge = step.move < 0 ? told.from : told.to;
    tie_atom far = *out;
    if (!tie_relative_unit(edge, unit, step.move, out) ||
        !tie_relative_unit(edge, unit, step.move * count, &far))
        return false;
    if (step.move < 0)
        out->from = far.from;
    else
        out->to = far.to;
    out->earlier = step.move < 0;
    return true;
}

bool tie_step_read_unit(const tie_scope *s, uint32_t token, tie_atom *out) {
    stride step;
    int count = 1;
    uint32_t at = token;
    bool counted = tie_count_at(s->r, &at, s->limit, &count); /* 10 previous weeks */
    if (!read_step(s, at, &step) || (counted && tie_word_at(s->r, at, s->limit, "the")))
        return false; /* "150 the previous year": two things */
    at = step.end;
    bool behind = !counted && tie_count_at(s->r, &at, s->limit, &count);
    bool vague = !counted && !behind && tie_role_at(s->r, at, s->limit, TIE_ROLE_FEW);
    at += vague;
    counted = counted || behind;
    const tie_entry *e = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    if (!e || (counted && !step.move) || count < 1)
        return false;
    uint32_t behind_unit = at + e->tokens;
    if (step.move < 0 && !counted && tie_word_at(s->r, behind_unit, s->limit, "for") &&
        tie_word_at(s->r, behind_unit + 1, s->limit, "which"))
        return false; /* the last year for which data are known */
    /* "2 next days", but "from 37 last year" */
    char last = s->r->text.ptr[tie_tok(s->r, at + e->tokens - 1)->end - 1];
    if (counted && !behind && last != 's')
        return false;
    tie_period_unit unit = (tie_period_unit)e->arg;
    tie_relative_start(out, token, at + e->tokens);
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
        return tie_relative_day(out, tie_week_day(here, weekday->arg, step.move));
    }
    out->unknown = whole ? !tie_relative_unit(here, unit, step.move, out)
                         : !read_stretch(here, step, unit, count, out);
    return true;
}

/* "last March", "this May": of the year that the step asks for. */
static bool read_month_beside(tie_date here, stride step, const tie_entry *month, uint32_t token,
                              tie_atom *out) {
    tie_relative_start(out, token, step.end + month->tokens);
    tie_date from = {here.year, (uint8_t)month->arg, 0};
    bool past = from.month<here.month, ahead = from.month> here.month;
    from.year = (int16_t)(from.year - (step.move < 0 && !past) + (step.move > 0 && !ahead));
    out->from = out->to = from;
    return true;
}

/* "last summer", "next Easter", "next 5/12". */
static bool read_day_beside(const tie_scope *s, tie_date here, stride step, uint32_t token,
                            tie_atom *out) {
    const tie_entry *named = tie_found_at(s->r, step.end, s->limit, TIE_LEX_NAMED_PERIOD);
    tie_atom day;
    tie_date from, to;
    if (named) {
        tie_named_in_year(named, here.year, &from, &to);
        tie_relative_start(out, token, step.end + named->tokens);
        if (named->arg == TIE_NAMED_DATES &&
            tie_date_unpack(named->a.mant).year != TIE_YEAR_UNKNOWN)
            return false;
    } else {
        if (step.end >= s->limit || tie_tok(s->r, step.end)->kind != TIE_TOKEN_NUMBER ||
            !tie_atom_read(s->r, step.end, s->limit, &day) || day.year_printed ||
            !day.day_printed || day.fault)
            return false;
        tie_relative_start(out, token, day.end);
        from = to = day.from;
        from.year = to.year = here.year;
    }
    bool past =
        tie_date_last_day(to) < tie_date_first_day(here) && (from.day || from.month != here.month);
    bool ahead = tie_date_first_day(from) > tie_date_first_day(here) &&
                 (from.day || from.month != here.month);
    int year = here.year - (step.move < 0 && !past) + (step.move > 0 && !ahead);
    if (named)
        tie_named_in_year(named, year, &from, &to);
    else
        from.year = to.year = (int16_t)year;
    out->from = from;
    out->to = to;
    out->day_printed = from.day != 0;
    return true;
}

/* "this Friday (15 June)": the date in the bracket says which one. */
static void read_bracket(const tie_scope *s, tie_atom *out) {
    enum { NEAR = 183 };
    tie_atom day;
    if (!tie_symbol_at(s->r, out->end, s->limit, "(") ||
        !tie_day_read(s->r, out->end + 1, s->limit, &day) || !day.day_printed || day.fault ||
        !tie_symbol_at(s->r, day.end, s->limit, ")"))
        return;
    out->end = day.end + 1;
    tie_date date = day.from;
    if (date.year == TIE_YEAR_UNKNOWN) {
        date.year = out->from.year;
        int32_t far = tie_date_first_day(date) - tie_date_first_day(out->from);
        date.year = (int16_t)(date.year + (far < -NEAR) - (far > NEAR));
    }
    tie_relative_day(out, date);
}

/* "next Monday", "last March", "this summer", "last weekend". */
bool tie_step_read_named(const tie_scope *s, uint32_t token, tie_atom *out) {
    stride step;
    tie_date here;
    if (!read_step(s, token, &step) || !tie_scope_day(s, &here))
        return false;
    const tie_entry *weekday = tie_found_at(s->r, step.end, s->limit, TIE_LEX_WEEKDAY),
                    *month = tie_found_at(s->r, step.end, s->limit, TIE_LEX_MONTH),
                    *weekend = tie_cue_at(s->r, step.end, s->limit, TIE_CUE_WEEKEND);
    if (weekday || weekend) {
        const tie_entry *e = weekday ? weekday : weekend;
        tie_relative_start(out, token, step.end + e->tokens);
        int number = weekday ? weekday->arg : SUNDAY - 1;
        tie_date date = tie_week_day(here, number, step.nearest ? 0 : step.move);
        if (step.nearest && step.move > 0 && tie_date_cmp(date, here) <= 0)
            date = tie_week_day(here, number, 1);
        if ((step.nearest || !step.told) && step.move < 0) {
            date = tie_week_day(here, number, 0);
            if (tie_date_cmp(date, here) >= 0)
                date = tie_week_day(here, number, -1);
        }
        tie_relative_day(out, date);
        if (weekend)
            out->to = tie_date_add(date, 0, 0, 1);
        else
            read_bracket(s, out);
        return true;
    }
    if (month)
        return read_month_beside(here, step, month, token, out);
    return read_day_beside(s, here, step, token, out);
}
