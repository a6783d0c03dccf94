/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Period expressions: a cue and the span of the calendar that it governs. */
#include "extract/claims.h"
#include "extract/expression.h"

enum { LOOSE_WORDS = 6 };

static bool plain_word(const tie_expression *e, uint32_t token) {
    return token < e->limit && tie_tok(e->reader, token)->kind == TIE_TOKEN_WORD;
}

/* ---- Open starts and ends ---- */

static void open_end(tie_when *when) {
    when->period.to_open = when->period.known;
    when->period.to = when->period.from;
}

static void open_start(tie_when *when) {
    when->period.from_open = when->period.known;
    when->period.from = when->period.to;
}

/* "since the programme began in 2010": a few words, then in and a date with its year. */
static bool read_since_event(const tie_expression *e, uint32_t token, tie_when *when) {
    const tie_reader *r = e->reader;
    for (uint32_t t = token; t < token + LOOSE_WORDS && plain_word(e, t); t++) {
        bool in = tie_word_at(r, t, e->limit, "in") || tie_word_at(r, t, e->limit, "on");
        tie_atom atom;
        if (!in || !tie_atom_read(r, t + 1, e->limit, &atom) || !atom.year_printed || atom.fault)
            continue;
        when->period = tie_atom_period(atom);
        when->end = atom.end;
        open_end(when);
        return true;
    }
    return false;
}

static bool read_since(const tie_expression *e, uint32_t token, tie_when *when) {
    uint32_t launch = tie_cue_end(e, token, TIE_CUE_LAUNCH),
             since = tie_cue_end(e, token, TIE_CUE_SINCE);
    if (since != token && (tie_span_read(e, tie_the_skip(e, since), false, when) ||
                           tie_span_read(e, since, false, when))) {
        open_end(when);
        return true;
    }
    if (launch != token) {
        when->end = launch;
        when->frame = true;
        if (read_since_event(e, launch, when))
            return true;
        when->relative = true;
        if (e->reader->doc.date.known) {
            when->period = tie_period_of(e->reader->doc.date.to);
            when->period.from_open = true;
        }
        return true;
    }
    return since != token && tie_word_at(e->reader, token, e->limit, "since") &&
           read_since_event(e, since, when);
}

/* "On June 3, 1839 ... lasted 23 days until June 25": what was told last, to the day and a little
 * before, is where it began. */
static void start_from_told(const tie_reader *r, tie_when *when) {
    enum { REACH_DAYS = 62 };
    tie_period told = r->context.sentence_year;
    if (!when->year_assumed || !when->period.to.day || !told.known || !told.from.day ||
        told.from_open || told.to_open)
        return;
    int32_t from = tie_date_first_day(told.from), to = tie_date_first_day(when->period.to);
    if (from == TIE_DAY_UNKNOWN || to == TIE_DAY_UNKNOWN || to <= from || to - from > REACH_DAYS)
        return;
    when->period.from_open = false;
    when->period.from = told.from;
}

static bool read_until(const tie_expression *e, uint32_t token, tie_when *when) {
    uint32_t to_date = tie_cue_end(e, token, TIE_CUE_TO_DATE);
    if (to_date != token) {
        tie_date here;
        when->end = to_date;
        when->relative = true;
        if (tie_relative_base(e->reader, &here)) {
            when->period = tie_period_of(here);
            when->period.from_open = true;
        }
        return true;
    }
    uint32_t until = tie_cue_end(e, token, TIE_CUE_UNTIL);
    if (until == token || !tie_span_read(e, until, false, when))
        return false;
    open_start(when);
    when->period.instant = false;
    start_from_told(e->reader, when);
    return true;
}

static bool read_before_after(const tie_expression *e, uint32_t token, tie_when *when) {
    uint32_t before = tie_cue_end(e, token, TIE_CUE_BEFORE),
             after = tie_cue_end(e, token, TIE_CUE_AFTER);
    uint32_t at = before != token ? before : after;
    if (at == token)
        return false;
    tie_when own = *when;
    if (!tie_span_read(e, at, false, &own) || own.frame || own.fault)
        return false;
    *when = own;
    if (!when->period.known)
        return true;
    bool edge = when->period.instant;
    when->period.instant = false;
    if (before != token) {
        when->period.to = edge ? when->period.from : tie_date_beside(when->period.from, -1);
        open_start(when);
    } else {
        when->period.from = tie_date_beside(when->period.to, 1);
        open_end(when);
    }
    return true;
}

/* "year greater than 2012", "<=2019": a bound of years, where the words or signs compare. */
static bool read_bound(const tie_expression *e, uint32_t token, tie_when *when) {
    const tie_reader *r = e->reader;
    const tie_entry *hedge = tie_found_at(r, token, e->limit, TIE_LEX_HEDGE_BEFORE);
    if (!hedge)
        return false;
    uint32_t at = token + hedge->tokens;
    uint32_t word = token > e->begin && (tie_word_at(r, token - 1, token, "is") ||
                                         tie_word_at(r, token - 1, token, "are"))
                        ? token - 1
                        : token;
    bool year = word > e->begin &&
                (tie_word_at(r, word - 1, word, "year") || tie_word_at(r, word - 1, word, "years"));
    bool sign = tie_tok(r, token)->kind == TIE_TOKEN_SYMBOL && r->block.kind != TIE_BLOCK_ROW;
    bool counts = tie_counted_at(r, at + 1, e->limit) ||
                  (at + 1 < e->limit && tie_tok(r, at + 1)->kind == TIE_TOKEN_WORD);
    int bound;
    if ((!year && (!sign || counts)) || !tie_year_digits(r, at, e->limit, &bound))
        return false;
    bool above = hedge->arg == TIE_HEDGE_MORE_THAN, below = hedge->arg == TIE_HEDGE_LESS_THAN;
    bool from = above || hedge->arg == TIE_HEDGE_AT_LEAST;
    if (!from && !below && hedge->arg != TIE_HEDGE_AT_MOST && hedge->arg != TIE_HEDGE_UP_TO)
        return false;
    when->end = at + 1;
    when->period = tie_period_of(tie_date_year(bound + above - below));
    if (from)
        open_end(when);
    else
        open_start(when);
    return true;
}

/* "or later", "onwards", "or earlier" behind a date; "in 2011 to date", "from 2011 to date". */
static void read_tail(const tie_expression *e, tie_when *when) {
    if (!when->period.known || when->period.from_open || when->period.to_open)
        return;
    uint32_t to_date = tie_cue_end(e, when->end, TIE_CUE_TO_DATE);
    if (to_date != when->end) {
        if (tie_cue_end(e, when->begin, TIE_CUE_FROM) != when->begin)
            open_end(when);
        when->end = to_date;
        return;
    }
    uint32_t onwards = tie_cue_end(e, when->end, TIE_CUE_ONWARDS),
             backwards = tie_cue_end(e, when->end, TIE_CUE_BACKWARDS);
    if (when->end >= e->limit)
        return;
    /* "2018 and after 3 years": the words begin something else */
    uint32_t behind = onwards > backwards ? onwards : backwards;
    bool closed = behind >= e->limit || tie_tok(e->reader, behind)->kind != TIE_TOKEN_NUMBER;
    if (onwards != when->end && closed)
        open_end(when);
    else if (backwards != when->end && closed)
        open_start(when);
    else
        return;
    when->end = behind;
}

/* ---- States at a day ---- */

/* Behind the time of day in "by 10:00 CET, 8 April 2020", "as of 10 AM CEST 9 May"; the token
 * itself where there is none. */
static uint32_t over_clock(const tie_expression *e, uint32_t token) {
    const tie_reader *r = e->reader;
    enum { ZONE_LETTERS = 5 };
    bool number = token < e->limit && tie_tok(r, token)->kind == TIE_TOKEN_NUMBER;
    bool minutes = number && tie_symbol_at(r, token + 1, e->limit, ":") && token + 2 < e->limit &&
                   tie_tok(r, token + 2)->kind == TIE_TOKEN_NUMBER;
    uint32_t at = token + (minutes ? 3 : 1);
    bool half = number && tie_role_at(r, at, e->limit, TIE_ROLE_MERIDIEM);
    if (!minutes && !half)
        return token;
    at += half;
    bool zone = at < e->limit && tie_tok(r, at)->flags & TIE_TOKEN_UPPER &&
                tie_token_len(tie_tok(r, at)) <= ZONE_LETTERS &&
                !tie_found_at(r, at, e->limit, TIE_LEX_MONTH);
    at += zone;
    return at + tie_symbol_at(r, at, e->limit, ",");
}

/* "as of August 29", "by the end of 2001", "end-1957", "at the beginning of 2020". */
static bool read_instant(const tie_expression *e, uint32_t token, tie_when *when) {
    uint32_t as_of = tie_cue_end(e, token, TIE_CUE_AS_OF);
    uint32_t at = as_of;
    if (at == token) {
        uint32_t in = tie_cue_end(e, token, TIE_CUE_IN), on = tie_cue_end(e, token, TIE_CUE_SPAN);
        at = in > on ? in : on;
    }
    uint32_t clock = as_of != token ? over_clock(e, at) : at;
    bool timed = clock != at, end;
    at = clock;
    bool edge = tie_edge_skip(e, at, &end) != at;
    if ((as_of == token && !edge) || !tie_span_read(e, at, false, when))
        return false;
    if (as_of == token && !when->period.instant)
        return true; /* the beginning of 2020 to March */
    /* "will be in service by late 2019" governs nothing but its own words; the hour says that data
     * were closed there */
    bool by = !timed && tie_word_at(e->reader, token, e->limit, "by");
    when->frame = as_of != token && !when->before_change && !(by && token != e->begin);
    when->closing = timed && when->frame;
    if (!when->period.known)
        return true;
    tie_period *p = &when->period;
    if (!p->instant && p->to.day)
        p->from = p->to;
    p->instant = true;
    return true;
}

/* ---- Spans ---- */

/* "from the Opium Wars to 1949": a named event begins it, and only the end is known. */
static bool read_from_event(const tie_expression *e, uint32_t token, tie_when *when) {
    const tie_reader *r = e->reader;
    uint32_t at = tie_cue_end(e, token, TIE_CUE_FROM);
    if (at == token)
        return false;
    bool named = false;
    for (uint32_t t = tie_the_skip(e, at); t < at + LOOSE_WORDS && plain_word(e, t); t++) {
        uint32_t to = tie_cue_end(e, t, TIE_CUE_TO);
        tie_atom atom;
        if (to == t) {
            named = named || (tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL);
            continue;
        }
        if (!named || !tie_atom_read(r, tie_the_skip(e, to), e->limit, &atom) ||
            !atom.year_printed || atom.fault)
            return false;
        when->period = tie_atom_period(atom);
        when->end = atom.end;
        open_start(when);
        return true;
    }
    return false;
}

/* "from A to B", "between A and B", "in A", "during A to B", or bare A. */
static bool read_plain(const tie_expression *e, uint32_t token, tie_when *when) {
    const tie_reader *r = e->reader;
    uint32_t from = tie_cue_end(e, token, TIE_CUE_FROM), in = tie_cue_end(e, token, TIE_CUE_IN),
             over = tie_cue_end(e, token, TIE_CUE_SPAN);
    uint32_t at = from != token ? from : in != token ? in : over;
    bool between = from != token && tie_word_at(r, from - 1, e->limit, "between");
    if (from != token || in != token || over == token) {
        /* "during from q1 of 2017" */
        uint32_t again = tie_cue_end(e, at, TIE_CUE_FROM);
        return tie_span_read(e, again != at && at != token ? again : at, between, when);
    }
    tie_when own = *when;
    /* over, on, across: of a day or of a stretch; "over 2000" counts */
    if (tie_span_read(e, at, false, &own) &&
        (own.relative || own.period.to.day || own.fault || own.end - at > 1 ||
         tie_word_at(r, at - 1, e->limit, "over"))) {
        *when = own;
        /* an increase over 2017 */
        bool base = own.end - at == 1 && tie_word_at(r, at - 1, e->limit, "over");
        when->before_change = base || own.before_change;
        return true;
    }
    own = *when; /* "at present" */
    if (!tie_span_read(e, token, false, &own) || !own.relative)
        return false;
    *when = own;
    return true;
}

/* "will meet in two weeks": the day that lies so far ahead; told of the past it is how long
 * something took. */
static bool read_due(const tie_expression *e, uint32_t token, tie_when *when) {
    const tie_reader *r = e->reader;
    int count;
    tie_date here;
    uint32_t at = token + 1;
    if (!tie_word_at(r, token, e->limit, "in") || !tie_count_at(r, &at, e->limit, &count) ||
        !tie_relative_base(r, &here))
        return false;
    const tie_entry *unit = tie_found_at(r, at, e->limit, TIE_LEX_PERIOD_UNIT);
    uint32_t end = unit ? at + unit->tokens : at;
    bool closed = end >= e->limit || tie_tok(r, end)->kind == TIE_TOKEN_SYMBOL;
    if (!unit || !closed || !tie_expression_planned(e))
        return false;
    tie_date due = tie_relative_move(here, (tie_period_unit)unit->arg, count);
    when->period = tie_period_of(unit->arg >= TIE_PERIOD_YEAR ? tie_date_year(due.year) : due);
    when->end = end;
    when->relative = true;
    return true;
}

/* What reads nothing leaves *when as it was. */
static bool read_when(const tie_expression *e, uint32_t token, tie_look look, tie_when *when) {
    *when = (tie_when){.begin = token, .end = token};
    if (look.cues && (read_since(e, token, when) || read_instant(e, token, when) ||
                      read_until(e, token, when) || read_before_after(e, token, when)))
        return true;
    uint32_t in = tie_cue_end(e, token, TIE_CUE_IN), over = tie_cue_end(e, token, TIE_CUE_SPAN);
    if (tie_stretch_read_ending(e, in > over ? in : over, when))
        return true;
    bool may_be_week = look.cues || tie_word_at(e->reader, token, e->limit, "the");
    if (may_be_week &&
        (tie_stretch_read_week(e, token, when) || tie_stretch_read_weekend(e, token, when)))
        return true;
    if (tie_look_lex(look, TIE_LEX_HEDGE_BEFORE) && read_bound(e, token, when))
        return true;
    if (read_due(e, token, when))
        return true;
    if (!read_plain(e, token, when))
        return look.cues && read_from_event(e, token, when);
    read_tail(e, when);
    return true;
}

static bool year_first(const tie_reader *r, const tie_when *a, const tie_when *b) {
    uint32_t t = a->end; /* "2011 November 8, 2010" */
    return b->begin == t + 2 && tie_tok(r, t)->kind == TIE_TOKEN_NUMBER &&
           tie_token_text(r, t).len <= 2 && tie_token_is(r, t + 1, ',') &&
           tie_found_before(r, t, a->begin, TIE_LEX_MONTH);
}

/* "From January to May 2018, procuratorial 2023", "in May 2018 2019": a second bare year right
 * behind a dated expression, or a word or two behind it with no preposition of its own, leaves one
 * expression with two years. */
static bool two_years(const tie_reader *r, const tie_when *a, const tie_when *b) {
    bool year = b->end - b->begin == 1 && b->period.known && !b->period.from.month;
    bool dated = a->period.known && a->period.to.year != TIE_YEAR_UNKNOWN &&
                 a->end - a->begin > 1 && !a->relative;
    uint32_t gap = b->begin - a->end;
    if (!year || !dated || gap > 3 || b->period.from.year == a->period.to.year ||
        r->block.kind == TIE_BLOCK_ROW)
        return false;
    if (year_first(r, a, b))
        return true;
    if (gap == 0)
        return a->period.from.month && !(tie_tok(r, b->begin)->flags & TIE_TOKEN_GAP);
    const tie_token *before = tie_tok(r, b->begin - 1);
    bool bare = before->kind == TIE_TOKEN_WORD && !(before->flags & TIE_TOKEN_CAPITAL) &&
                !tie_found_before(r, b->begin, a->end, TIE_LEX_STOP) &&
                !tie_found_before(r, b->begin, a->end, TIE_LEX_PERIOD_CUE) &&
                !tie_found_before(r, b->begin, a->end, TIE_LEX_HEDGE_BEFORE) &&
                !tie_found_before(r, b->begin, a->end, TIE_LEX_IDENTIFIER);
    uint32_t next = b->end + tie_symbol_at(r, b->end, (uint32_t)r->tokens.count, ",");
    bool goes_on = next < r->tokens.count && tie_tok(r, next)->kind == TIE_TOKEN_WORD &&
                   !(tie_tok(r, next)->flags & TIE_TOKEN_CAPITAL);
    return bare && goes_on;
}

static void mark_two_years(const tie_reader *r, tie_whens *whens) {
    for (size_t i = 1; i < whens->count; i++)
        if (two_years(r, &whens->items[i - 1], &whens->items[i]))
            whens->items[i - 1].fault = whens->items[i].fault = "two years in one expression";
}

/* What later dates take their year from. */
static void remember_year(tie_reader *r, const tie_whens *before, const tie_when *when) {
    if (!when->period.known || when->year_assumed || when->relative || when->fault ||
        when->period.from.year == TIE_YEAR_UNKNOWN)
        return;
    for (size_t i = 0; i < before->count; i++) { /* in 2018 more than in all of 2017 */
        const tie_when *w = &before->items[i];
        bool cued = w->end - w->begin > 1;
        if (cued && w->period.known && !w->year_assumed && w->period.to.year > when->period.to.year)
            return;
    }
    bool since = when->period.to_open && !when->period.from.month; /* dates nothing within it */
    if (!since)
        r->context.sentence_year = when->period;
    /* "Arrests in 2018" dates what follows; "Outlook 2018 Volume 1" names a publication */
    bool dates = when->begin == 0 || when->end == r->tokens.count;
    if (r->block.kind == TIE_BLOCK_HEADING && dates) {
        r->context.heading_period = when->period;
        r->context.heading_assumptions = tie_when_assumes(when);
    }
}

/* "CVE-2026-1861": two numbers that an abbreviation leads, unless that tells of years
 * ("FY-2018-2019"). "20101124-1": a day and its first revision. */
static bool in_serial(const tie_expression *e, uint32_t token) {
    const tie_reader *r = e->reader;
    enum { LONG = 4 }; /* digits; "ABC-2026-02" may be a date */
    if (tie_tok(r, token)->kind != TIE_TOKEN_NUMBER)
        return false;
    uint32_t first = token, revision = token + 2;
    bool revised = tie_token_len(tie_tok(r, token)) == 2 * LONG && revision < e->limit &&
                   tie_hyphen_at(r, token + 1, e->limit) && tie_glued(r, revision) &&
                   tie_tok(r, revision)->kind == TIE_TOKEN_NUMBER &&
                   tie_token_len(tie_tok(r, revision)) == 1;
    if (revised)
        return true;
    if (first > e->begin + 1 && tie_glued(r, first) && tie_hyphen_at(r, first - 1, e->limit) &&
        tie_tok(r, first - 2)->kind == TIE_TOKEN_NUMBER)
        first -= 2;
    uint32_t second = first + 2;
    return first > e->begin + 1 && tie_glued(r, first) && tie_hyphen_at(r, first - 1, e->limit) &&
           tie_tok(r, first - 2)->flags & TIE_TOKEN_UPPER &&
           !(tie_look_at(r, first - 2).lexes & TIE_TIME_LEXES) &&
           tie_hyphen_at(r, first + 1, e->limit) && second < e->limit && tie_glued(r, second) &&
           tie_tok(r, second)->kind == TIE_TOKEN_NUMBER &&
           tie_token_len(tie_tok(r, second)) >= LONG;
}

void tie_read_whens(tie_reader *reader, tie_sentence *sentence) {
    const tie_expression e = {reader, &sentence->whens, sentence->begin, sentence->end};
    uint32_t named = tie_bits_next(reader->sets.times, sentence->begin, sentence->end), cell;
    reader->said = tie_times_said(reader, named, sentence->end);
    if (named == sentence->end) /* as most */
        return;
    for (uint32_t t = sentence->begin; (t = tie_time_next(&e, t)) < sentence->end;) {
        bool code = reader->code_spans.count && tie_in_code(reader, tie_tok(reader, t)->start);
        if (code || in_serial(&e, t)) {
            t++;
            continue;
        }
        const tie_pair *pair = tie_pair_at(reader, t);
        if (pair) {
            t = (uint32_t)pair->second.end;
            continue;
        }
        if (tie_table_counts(reader, t, &cell)) {
            t = cell;
            continue;
        }
        tie_when when;
        if (!read_when(&e, t, tie_look_at(reader, t), &when) || when.end <= t) {
            t++;
            continue;
        }
        remember_year(reader, &sentence->whens, &when);
        *TIE_PUSH(reader->scratch, &sentence->whens) = when;
        t = when.end;
    }
    mark_two_years(reader, &sentence->whens);
}
