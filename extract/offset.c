/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates so and so far from another: "three years ago", "a year earlier", "two days before". */
#include "extract/relative.h"

enum { WEEK = 7 };

/* "three years ago", "two weeks from now", "a year earlier". Years and months ago are printed as
 * such: nobody counts days with them. */
bool tie_offset_read_ago(const tie_scope *s, uint32_t token, tie_atom *out) {
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
    tie_relative_start(out, token, at + (ago ? ago : hence)->tokens);
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

/* "before" on its own: no words behind it say what. */
static bool stands_alone(const tie_scope *s, uint32_t behind) {
    return behind >= s->limit || tie_tok(s->r, behind)->kind != TIE_TOKEN_WORD ||
           tie_word_at(s->r, behind, s->limit, "was") ||
           tie_word_at(s->r, behind, s->limit, "were");
}

/* "two years earlier", "three weeks later", "the day before": from what was told. */
bool tie_offset_read_told(const tie_scope *s, uint32_t token, tie_atom *out) {
    int count = 1;
    uint32_t at = token;
    bool counted = tie_count_at(s->r, &at, s->limit, &count);
    bool the = tie_word_at(s->r, at, s->limit, "the");
    if (!counted)
        at += the || tie_word_at(s->r, at, s->limit, "a");
    const tie_entry *e = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    if (at == token || !e)
        return false;
    at += e->tokens;
    const tie_entry *earlier = tie_cue_at(s->r, at, s->limit, TIE_CUE_EARLIER),
                    *later = tie_cue_at(s->r, at, s->limit, TIE_CUE_LATER);
    const tie_entry *cue = earlier ? earlier : later;
    uint32_t behind = at + (cue ? cue->tokens : 0);
    bool loose = tie_role_at(s->r, at, s->limit, TIE_ROLE_EARLIER_LATER);
    if (!cue || !(loose ? !the && !tie_word_at(s->r, behind, s->limit, "than") &&
                              !tie_cue_at(s->r, behind, s->limit, TIE_CUE_THIS)
                        : stands_alone(s, behind)))
        return false;
    tie_period told;
    tie_date here;
    bool known = tie_scope_told(s, &told);
    tie_relative_start(out, token, behind);
    out->earlier = earlier != NULL;
    if (!known && earlier && tie_relative_base(s->r, &here)) {
        told = tie_period_of(here);
        known = true;
    }
    tie_period_unit unit = (tie_period_unit)e->arg;
    bool fine = unit <= TIE_PERIOD_FORTNIGHT ? told.from.day && told.to.day
                                             : unit >= TIE_PERIOD_YEAR || told.from.month;
    out->unknown = !known || !fine;
    if (out->unknown)
        return true;
    out->from = tie_relative_move(told.from, unit, earlier ? -count : count);
    out->to = tie_relative_move(told.to, unit, earlier ? -count : count);
    out->day_printed = out->to.day != 0;
    return true;
}

/* Behind "this nine-month period", "the same 12-month period"; 0: no such thing stands there. */
static uint32_t same_length(const tie_scope *s, uint32_t token) {
    int count;
    uint32_t at = token + tie_word_at(s->r, token, s->limit, "the");
    if (!tie_word_at(s->r, at, s->limit, "this") && !tie_word_at(s->r, at, s->limit, "that") &&
        !tie_word_at(s->r, at, s->limit, "same"))
        return 0;
    at++;
    if (!tie_count_at(s->r, &at, s->limit, &count))
        return 0;
    at += tie_dash_at(s->r, at, s->limit);
    const tie_entry *unit = tie_found_at(s->r, at, s->limit, TIE_LEX_PERIOD_UNIT);
    uint32_t period = unit ? at + unit->tokens : at;
    period += tie_role_at(s->r, period, s->limit, TIE_ROLE_REPORTING);
    return unit && tie_word_at(s->r, period, s->limit, "period") ? period + 1 : 0;
}

/* "during the same period": the one told last, where the words behind do not say of which year. */
bool tie_offset_read_same(const tie_scope *s, uint32_t token, tie_atom *out) {
    tie_period told_here;
    uint32_t last = same_length(s, token);
    if (last && tie_scope_told(s, &told_here)) {
        tie_relative_start(out, token, last);
        out->from = told_here.from;
        out->to = told_here.to;
        out->day_printed = out->to.day != 0;
        return true;
    }
    const tie_entry *same = tie_cue_at(s->r, token, s->limit, TIE_CUE_SAME);
    uint32_t at = token + (same ? same->tokens : 0);
    if (!same || tie_word_at(s->r, at, s->limit, "of") || tie_word_at(s->r, at, s->limit, "in") ||
        tie_word_at(s->r, at, s->limit, "as") || tie_word_at(s->r, at, s->limit, "for") ||
        tie_cue_at(s->r, at, s->limit, TIE_CUE_LAST) ||
        tie_cue_at(s->r, at, s->limit, TIE_CUE_THIS))
        return false;
    const tie_entry *unit = tie_found_at(s->r, at - 1, s->limit, TIE_LEX_PERIOD_UNIT);
    bool whole = tie_role_at(s->r, at - 1, s->limit, TIE_ROLE_SPAN_NOUN);
    tie_period told;
    if ((!unit && !whole) || !tie_scope_told(s, &told))
        return false;
    tie_relative_start(out, token, at);
    out->from = told.from;
    out->to = told.to;
    if (unit && !tie_relative_unit(told.to, (tie_period_unit)unit->arg, 0, out))
        return false;
    out->day_printed = out->to.day != 0;
    return true;
}

static tie_date shift_year(tie_date d, int move) { return tie_date_add(d, move, 0, 0); }

/* "a year earlier", "the same period of 2019", "the same month last year". */
bool tie_offset_read_year_before(const tie_scope *s, uint32_t token, tie_atom *out) {
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
    bool known = tie_scope_told(s, &told);
    tie_relative_start(out, token,
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
bool tie_offset_read(const tie_scope *s, uint32_t token, tie_atom *out) {
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
    tie_relative_start(out, token, anchor.end);
    out->unknown = anchor.unknown;
    if (out->unknown)
        return true;
    if (anchor.bare && from) /* three days from Tuesday: the one to come */
        anchor.to = tie_date_add(anchor.to, 0, 0, WEEK);
    tie_date edge = before ? anchor.from : anchor.to;
    out->from = out->to = tie_relative_move(edge, (tie_period_unit)e->arg, before ? -count : count);
    out->day_printed = out->from.day != 0;
    return true;
}
