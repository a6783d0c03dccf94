/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "extract/calendar.h"

enum { FIRST_YEAR = 1500, LAST_YEAR = 2300, CENTURY = 100 };

/* ---- Numbers ---- */

bool tie_integer_at(const tie_reader *reader, uint32_t token, uint32_t limit, unsigned max_digits,
                    int *out) {
    if (token >= limit || tie_tok(reader, token)->kind != TIE_TOKEN_NUMBER)
        return false;
    tie_str s = tie_token_text(reader, token);
    if (s.len > max_digits)
        return false;
    int value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!tie_ascii_digit(s.ptr[i]))
            return false;
        value = value * 10 + (s.ptr[i] - '0');
    }
    *out = value;
    return true;
}

int tie_entry_number(const tie_entry *entry) {
    enum { LARGEST = 100000 };
    int64_t n = entry->a.mant;
    for (int i = 0; i < entry->a.exp && n < LARGEST; i++)
        n *= 10;
    return (int)n;
}

bool tie_count_at(const tie_reader *reader, uint32_t *at, uint32_t limit, int *count) {
    const tie_entry *spelled = tie_found_at(reader, *at, limit, TIE_LEX_NUMERAL);
    const tie_entry *dozen = tie_found_at(reader, *at, limit, TIE_LEX_DOZEN);
    if (spelled) {
        *count = tie_entry_number(spelled);
        *at += spelled->tokens;
    } else if (tie_integer_at(reader, *at, limit, 3, count)) {
        (*at)++;
    } else if (dozen) {
        *count = tie_entry_number(dozen);
        *at += dozen->tokens;
    } else if (tie_role_at(reader, *at, limit, TIE_ROLE_COUPLE)) {
        *count = 2;
        *at += 1u + tie_word_at(reader, *at + 1, limit, "of");
    } else {
        return false;
    }
    return true;
}

/* ---- Years ---- */

bool tie_year_digits(const tie_reader *r, uint32_t token, uint32_t limit, int *year) {
    return tie_integer_at(r, token, limit, 4, year) &&
           tie_tok(r, token)->end - tie_tok(r, token)->start == 4 && *year >= FIRST_YEAR &&
           *year <= LAST_YEAR && !(tie_tok(r, token)->flags & TIE_TOKEN_TAIL);
}

bool tie_counted_at(const tie_reader *r, uint32_t token, uint32_t limit) {
    if (token >= limit)
        return false;
    if (tie_found_at(r, token, limit, TIE_LEX_SCALE) ||
        tie_found_at(r, token, limit, TIE_LEX_PERSON) || tie_symbol_at(r, token, limit, "%"))
        return true;
    const tie_entry *unit = tie_found_at(r, token, limit, TIE_LEX_UNIT);
    uint32_t next = unit ? token + unit->tokens : token;
    bool price = unit && next < limit && tie_glued(r, next) && /* Q1 2024 $4.1m */
                 tie_tok(r, next)->kind == TIE_TOKEN_NUMBER &&
                 tie_found_at(r, token, limit, TIE_LEX_UNIT_BEFORE);
    return unit && !price && !tie_symbol_at(r, token, limit, "-");
}

static bool plural_at(const tie_reader *r, uint32_t token, uint32_t limit) {
    if (token >= limit || tie_tok(r, token)->kind != TIE_TOKEN_WORD ||
        tie_found_at(r, token, limit, TIE_LEX_STOP) ||
        tie_found_at(r, token, limit, TIE_LEX_PERIOD_CUE))
        return false;
    if (tie_tok(r, token)->flags & TIE_TOKEN_CAPITAL) /* copyright 2008 Andreas */
        return false;
    tie_str next = tie_token_text(r, token);
    char before = next.len > 3 ? next.ptr[next.len - 2] : 's';
    return next.len > 3 && next.ptr[next.len - 1] == 's' && before != 's' && before != 'u' &&
           before != 'i'; /* census, crisis */
}

/* Words that take a year and hardly ever a count: in, since, the end of. Others ("to", "by",
 * "over", "from") take either. */
static bool year_cue_before(const tie_reader *r, uint32_t token) {
    enum { LONGEST = 6 };
    static const uint64_t either =
        UINT64_C(1) << TIE_CUE_FROM | UINT64_C(1) << TIE_CUE_TO | UINT64_C(1) << TIE_CUE_SPAN |
        UINT64_C(1) << TIE_CUE_UNTIL | UINT64_C(1) << TIE_CUE_AS_OF |
        UINT64_C(1) << TIE_CUE_ENDING | UINT64_C(1) << TIE_CUE_PAST | UINT64_C(1) << TIE_CUE_NEXT |
        UINT64_C(1) << TIE_CUE_THIS | UINT64_C(1) << TIE_CUE_LAST | UINT64_C(1) << TIE_CUE_FIRST |
        UINT64_C(1) << TIE_CUE_SECOND | UINT64_C(1) << TIE_CUE_LAST_PART |
        UINT64_C(1) << TIE_CUE_BEFORE | UINT64_C(1) << TIE_CUE_AFTER |
        UINT64_C(1) << TIE_CUE_PREVIOUS | UINT64_C(1) << TIE_CUE_FOLLOWING |
        UINT64_C(1) << TIE_CUE_TODAY | UINT64_C(1) << TIE_CUE_SO_FAR | UINT64_C(1) << TIE_CUE_REST;
    static const uint64_t lexes = UINT64_C(1) << TIE_LEX_MONTH | UINT64_C(1) << TIE_LEX_PERIOD_CUE;
    if (!(tie_lexes_before(r, token) & lexes))
        return false;
    const tie_entry *e;
    for (uint32_t back = 1; back <= LONGEST && back <= token; back++) {
        if (!(r->meanings[token - back]->begin.lexes & lexes))
            continue;
        for (tie_found_walk walk = tie_found_each(r, token - back); tie_found_next(&walk, &e);) {
            if (e->tokens != back)
                continue;
            if (e->lex == TIE_LEX_MONTH ||
                (e->lex == TIE_LEX_PERIOD_CUE && !(either >> e->arg & 1)))
                return true;
        }
    }
    return false;
}

/* "32,570 cases (2036)" in a report of 2020: behind a figure, brackets hold another figure when
 * they hold no year near those that the text tells of. */
static bool far_in_brackets(const tie_reader *r, uint32_t token, uint32_t limit, int year) {
    enum { FAR = 30, REACH = 4 };
    bool alone =
        token > 1 && tie_token_is(r, token - 1, '(') && tie_symbol_at(r, token + 1, limit, ")");
    bool figure = false;
    for (uint32_t t = token; alone && !figure && t > 1 && token - t < REACH; t--)
        figure = tie_tok(r, t - 2)->kind == TIE_TOKEN_NUMBER;
    const tie_context *c = &r->context;
    const tie_period told = c->sentence_year.known    ? c->sentence_year
                            : c->frame.known          ? c->frame
                            : c->heading_period.known ? c->heading_period
                                                      : r->doc.date;
    return figure && told.known && told.to.year != TIE_YEAR_UNKNOWN &&
           abs(told.to.year - year) > FAR;
}

/* "From 2015 to 2022 cases fell", but "rose from 1500 to 2000 cases": two years of one time. */
static bool closes_pair(const tie_reader *r, uint32_t token, int year) {
    enum { LONGEST = 150, PAIR = 3 };
    int first;
    if (token < PAIR || !tie_year_digits(r, token - 2, token, &first) || first >= year ||
        year - first > LONGEST)
        return false;
    bool from =
        tie_word_at(r, token - PAIR, token, "from") && tie_cue_at(r, token - 1, token, TIE_CUE_TO);
    bool between =
        tie_word_at(r, token - PAIR, token, "between") && tie_word_at(r, token - 1, token, "and");
    bool opens = token == PAIR || tie_tok(r, token - PAIR)->flags & TIE_TOKEN_CAPITAL;
    bool round = year % CENTURY == 0 || first % CENTURY == 0;
    return (from || between) &&
           (opens || (!round && !tie_found_before(r, token - PAIR, 0, TIE_LEX_CHANGE)));
}

/* "doubled from 2017 to 3,681 tons in 2018": the figure is not printed as the year is, and a later
 * year follows. */
static bool before_year(const tie_reader *r, uint32_t token, uint32_t limit) {
    enum { REACH = 9, LONGEST = 60 };
    int first, later;
    if (!tie_year_digits(r, token, limit, &first) || tie_year_digits(r, token + 2, limit, &later))
        return false;
    for (uint32_t t = token + 3; t + 1 < limit && t < token + REACH; t++)
        if (tie_word_at(r, t, limit, "in") && tie_year_digits(r, t + 1, limit, &later))
            return later > first && later - first <= LONGEST;
    return false;
}

/* "rose from 1500 to 2000 cases": the other end of what is counted. */
static bool opens_counts(const tie_reader *r, uint32_t token, uint32_t limit) {
    int year;
    uint32_t to = token + 2;
    bool pair = token > 1 && tie_word_at(r, token - 1, limit, "from") &&
                tie_word_at(r, token + 1, limit, "to") && to < limit &&
                tie_tok(r, to)->kind == TIE_TOKEN_NUMBER;
    if (!pair || !(tie_counted_at(r, to + 1, limit) || plural_at(r, to + 1, limit)) ||
        before_year(r, token, limit))
        return false;
    return !tie_year_digits(r, to, limit, &year) || !closes_pair(r, to, year);
}

/* "to 2000 in May", "18 of 2000 samples": a count by what stands beside it. */
/* "a 9 percent increase over 2017": what it is compared with. */
static bool compared_over(const tie_reader *r, uint32_t token) {
    if (token < 2 || !tie_word_at(r, token - 1, token, "over"))
        return false;
    return tie_found_before(r, token - 1, 0, TIE_LEX_CHANGE_NOUN) ||
           tie_found_before(r, token - 1, 0, TIE_LEX_CHANGE) ||
           tie_symbol_at(r, token - 2, token, "%") ||
           tie_role_at(r, token - 2, token, TIE_ROLE_PERCENT);
}

static bool clearly_counts(const tie_reader *r, uint32_t token, uint32_t limit) {
    int year;
    bool dated = tie_word_at(r, token + 1, limit, "in") &&
                 (tie_found_at(r, token + 2, limit, TIE_LEX_MONTH) ||
                  tie_year_digits(r, token + 2, limit, &year));
    bool part = token > 1 && tie_word_at(r, token - 1, limit, "of") &&
                tie_tok(r, token - 2)->kind == TIE_TOKEN_NUMBER && plural_at(r, token + 1, limit);
    return dated || part || opens_counts(r, token, limit);
}

/* The next cell of a row, or the one before, holds a number that is no year: neither is this one,
 * unless it heads the row. */
static bool among_counts(const tie_reader *r, uint32_t token, uint32_t limit) {
    enum { GAP = TIE_TOKEN_GAP, LINE = TIE_TOKEN_LINE };
    const tie_token *own = tie_tok(r, token);
    bool bar = token && tie_token_is(r, token - 1, '|');
    if ((!(own->flags & GAP) && !bar) || own->flags & LINE || token < 1u + bar)
        return false;
    uint32_t next = token + 1 + (bar && token + 1 < limit && tie_token_is(r, token + 1, '|'));
    int year;
    bool cell = next < limit && tie_tok(r, next)->kind == TIE_TOKEN_NUMBER &&
                (bar || tie_tok(r, next)->flags & GAP) && !(tie_tok(r, next)->flags & LINE);
    if (cell)
        return !tie_year_digits(r, next, limit, &year);
    uint32_t before = token - 1 - bar;
    return tie_tok(r, before)->kind == TIE_TOKEN_NUMBER &&
           !tie_year_digits(r, before, limit, &year);
}

bool tie_year_at(const tie_reader *reader, uint32_t token, uint32_t limit, int *year) {
    if (!tie_year_digits(reader, token, limit, year) || clearly_counts(reader, token, limit) ||
        among_counts(reader, token, limit) || far_in_brackets(reader, token, limit, *year))
        return false;
    bool inner = token > 1 && tie_glued(reader, token) && tie_glued(reader, token - 1) &&
                 tie_token_is(reader, token - 1, ':') &&
                 tie_tok(reader, token - 2)->kind == TIE_TOKEN_NUMBER; /* ISO 9001:2015 */
    bool product = token + 2 < limit && tie_glued(reader, token + 1) &&
                   tie_glued(reader, token + 2) && tie_token_word(reader, token + 1, "x") &&
                   tie_tok(reader, token + 2)->kind == TIE_TOKEN_NUMBER; /* 1920x1080 */
    if (inner || product || tie_symbol_at(reader, token + 1, limit, "%") ||
        (token && tie_token_is(reader, token - 1, '.') && tie_glued(reader, token)))
        return false;
    if (token && tie_found_before(reader, token, 0, TIE_LEX_UNIT_BEFORE))
        return false;
    enum { OWNED_FIRST = 1900 };
    bool owned = token && tie_tok(reader, token - 1)->flags & TIE_TOKEN_SUFFIX &&
                 *year >= OWNED_FIRST && *year <= OWNED_FIRST + 150; /* Ostland's 2015 reforms */
    if (owned && !tie_counted_at(reader, token + 1, limit))
        return true;
    /* in a table or a list, numbers that no word cues are years of our time or none */
    enum { UNCUED_FIRST = 1800, UNCUED_LAST = 2050, PLAIN_LAST = 2100 };
    bool cued = year_cue_before(reader, token) || closes_pair(reader, token, *year);
    bool told = cued || (token && tie_found_before(reader, token, 0, TIE_LEX_STOP));
    if (!told && (*year < UNCUED_FIRST || *year > UNCUED_LAST))
        return false;
    if (*year > PLAIN_LAST && (!cued || plural_at(reader, token + 1, limit)))
        return false;
    bool round = *year % CENTURY == 0;
    bool person = !tie_found_at(reader, token + 1, limit, TIE_LEX_UNIT) &&
                  !tie_found_at(reader, token + 1, limit, TIE_LEX_SCALE);
    /* "in 2013 prosecutors charged": a year, as "in 2000 people" is none */
    if (tie_counted_at(reader, token + 1, limit) && !(cued && person && !round))
        return false;
    if (!token || (cued && !(round && plural_at(reader, token + 1, limit))))
        return true;
    if (tie_found_before(reader, token, 0, TIE_LEX_HEDGE_BEFORE) &&
        !tie_word_at(reader, token - 1, limit, "around") && !compared_over(reader, token) &&
        !tie_cue_at(reader, token - 1, token, TIE_CUE_FROM) &&
        !tie_cue_at(reader, token - 1, token, TIE_CUE_TO))
        return false;
    /* "7148 deaths", "1917 cases", "to 1500 cases": a plural right behind a bare number counts,
     * unless words that take a year precede, or the text tells of that year: "overall 2017
     * seizures"
     */
    enum { MODERN = 1900 };
    const tie_period *year_told = &reader->context.sentence_year;
    bool events = tie_found_at(reader, token + 1, limit, TIE_LEX_TALLIED) != NULL;
    bool overall = *year >= MODERN && year_told->known &&
                   ((tie_found_before(reader, token, 0, TIE_LEX_NEUTRAL) &&
                     abs(year_told->to.year - *year) <= 1) ||
                    (events && year_told->to.year == *year)); /* hard to assess 2018 seizures */
    if (!plural_at(reader, token + 1, limit) || overall)
        return true;
    return tie_found_before(reader, token, 0, TIE_LEX_STOP) &&
           !tie_found_before(reader, token, 0, TIE_LEX_PERIOD_CUE);
}

bool tie_atom_single(tie_atom *out, uint32_t begin, uint32_t end, tie_date date) {
    *out = (tie_atom){.begin = begin,
                      .end = end,
                      .from = date,
                      .to = date,
                      .year_printed = date.year != TIE_YEAR_UNKNOWN,
                      .day_printed = date.day != 0};
    return tie_date_valid(date);
}

static bool years(tie_atom *out, uint32_t begin, uint32_t end, int from, int to) {
    *out = (tie_atom){.begin = begin,
                      .end = end,
                      .from = tie_date_year(from),
                      .to = tie_date_year(to),
                      .year_printed = true};
    return true;
}

/* "1990s", "1990's", "1990 s". */
static bool read_decade(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int year;
    if (!tie_year_digits(r, token, limit, &year) || year % 10 || token + 1 >= limit)
        return false;
    tie_str s = tie_token_text(r, token + 1);
    if (!tie_str_eq(s, TIE_STR("s")) && !tie_str_eq(s, TIE_STR("'s")) &&
        !tie_str_eq(s, TIE_STR("\xE2\x80\x99s")))
        return false;
    return years(out, token, token + 2, year, year + 9);
}

/* "1914-18", "2005\xE2\x80\x9310": the later year is cut. With a hyphen it may be a month, or the
 * number of a paper. */
static bool cut_span(const tie_reader *r, uint32_t token, uint32_t limit, int year, int tail) {
    enum { MONTHS = 12 };
    if (tie_symbol_at(r, token + 1, limit, "/") || tail <= year % CENTURY ||
        tie_counted_at(r, token + 3, limit) || tie_hyphen_at(r, token + 3, limit))
        return false;
    const tie_token *before = token ? tie_tok(r, token - 1) : NULL;
    bool told = token && (tie_word_at(r, token - 1, limit, "years") ||
                          tie_word_at(r, token - 1, limit, "period"));
    bool cued = !before || told || before->kind == TIE_TOKEN_SYMBOL ||
                tie_found_before(r, token, 0, TIE_LEX_STOP) ||
                tie_found_before(r, token, 0, TIE_LEX_PERIOD_CUE);
    bool name = token && (tie_glued(r, token) || tie_found_before(r, token, 0, TIE_LEX_IDENTIFIER));
    return cued && !name && (told || tail > MONTHS || !tie_token_is(r, token + 1, '-'));
}

/* "2010/11", "1841-42", "FY2010/11": two years that follow each other; "1914-18". */
bool tie_split_year_read(const tie_reader *r, uint32_t token, uint32_t limit, bool fiscal,
                         tie_atom *out) {
    int year, tail;
    bool tail_glued = fiscal && tie_integer_at(r, token, limit, 4, &year) && year >= FIRST_YEAR;
    if ((!tail_glued && !tie_year_digits(r, token, limit, &year)) || token + 2 >= limit)
        return false;
    bool joined = (tie_symbol_at(r, token + 1, limit, "/") || tie_dash_at(r, token + 1, limit)) &&
                  tie_glued(r, token + 1) && tie_glued(r, token + 2);
    if (!joined || !tie_integer_at(r, token + 2, limit, 4, &tail))
        return false;
    size_t digits = tie_tok(r, token + 2)->end - tie_tok(r, token + 2)->start;
    bool follows = digits == 2
                       ? tail == (year + 1) % CENTURY
                       : digits == 4 && tail == year + 1 && tie_symbol_at(r, token + 1, limit, "/");
    if (follows) {
        years(out, token, token + 3, year, year + 1);
        return out->fiscal = true;
    }
    return digits == 2 && cut_span(r, token, limit, year, tail) &&
           years(out, token, token + 3, year, year - year % CENTURY + tail);
}

/* A table of 2019 prints 19 for itself and 35 for 1935. */
int tie_year_whole(const tie_reader *r, int cut) {
    enum { AHEAD = 10, PIVOT = 2030 };
    bool known = r->doc.date.known && r->doc.date.to.year != TIE_YEAR_UNKNOWN;
    int latest = known ? r->doc.date.to.year + AHEAD : PIVOT;
    return latest - ((latest - cut) % CENTURY + CENTURY) % CENTURY;
}

static bool apostrophe_at(const tie_reader *r, uint32_t token, uint32_t limit) {
    return tie_symbol_at(r, token, limit, "'") || tie_symbol_at(r, token, limit, "\xE2\x80\x98") ||
           tie_symbol_at(r, token, limit, "\xE2\x80\x99");
}

bool tie_cut_year_read(const tie_reader *reader, uint32_t *at, uint32_t limit, int *year) {
    uint32_t digits = *at + 1;
    bool cut = apostrophe_at(reader, *at, limit) && digits < limit && tie_glued(reader, digits) &&
               tie_integer_at(reader, digits, limit, 2, year) &&
               tie_token_len(tie_tok(reader, digits)) == 2;
    bool feet = *at && tie_glued(reader, *at) &&
                tie_tok(reader, *at - 1)->kind == TIE_TOKEN_NUMBER; /* 5'10" */
    if (!cut || feet || apostrophe_at(reader, digits + 1, limit))
        return false;
    *year = tie_year_whole(reader, *year);
    *at = digits + 1;
    return true;
}

/* "in '87", "the '70s". */
static bool read_cut_year(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int year;
    uint32_t at = token;
    if (!tie_cut_year_read(r, &at, limit, &year))
        return false;
    if (year % 10 == 0 && tie_word_at(r, at, limit, "s") && tie_glued(r, at))
        return years(out, token, at + 1, year, year + 9);
    bool cued = token && (tie_found_before(r, token, 0, TIE_LEX_PERIOD_CUE) ||
                          tie_word_at(r, token - 1, token, "of"));
    return cued && !tie_counted_at(r, at, limit) &&
           tie_atom_single(out, token, at, tie_date_year(year));
}

/* The name of a year behind the words that say of what kind it is, which end at token `at`: "2018",
 * "18" where it is glued to them, "2010/11". */
static bool read_named_year(const tie_reader *r, uint32_t token, uint32_t at, uint32_t limit,
                            bool kind, tie_atom *out) {
    int year;
    at += kind && tie_symbol_at(r, at, limit, "-");
    if (tie_split_year_read(r, at, limit, kind, out)) {
        out->begin = token;
        return true;
    }
    bool glued = kind && at < limit && tie_glued(r, at);
    if (glued && tie_integer_at(r, at, limit, 4, &year)) {
        size_t digits = tie_tok(r, at)->end - tie_tok(r, at)->start;
        if (digits == 2 || (digits == 4 && year >= FIRST_YEAR && year <= LAST_YEAR))
            return tie_atom_single(out, token, at + 1,
                                   tie_date_year(digits == 2 ? tie_year_whole(r, year) : year));
    }
    return tie_year_at(r, at, limit, &year) &&
           tie_atom_single(out, token, at + 1, tie_date_year(year));
}

/* "FY2018", "fiscal 2010/11", "calendar year 2018", "the year 2000". */
static bool read_year(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    const tie_entry *fiscal = tie_cue_at(r, token, limit, TIE_CUE_FISCAL);
    const tie_entry *kind = fiscal ? fiscal : tie_cue_at(r, token, limit, TIE_CUE_CALENDAR);
    uint32_t at = token + (kind ? kind->tokens : tie_word_at(r, token, limit, "year"));
    if (!read_named_year(r, token, at, limit, kind != NULL, out))
        return false;
    out->fiscal = out->fiscal || fiscal;
    return true;
}

/* "in two thousand and twenty": a year where one is asked for and nothing is counted. */
static bool read_year_in_words(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    enum { SINCE_TWENTY = 2000 };
    int year;
    uint32_t at = token;
    if (!token || !year_cue_before(r, token) || !tie_spelled_year_read(r, &at, limit, &year) ||
        year == SINCE_TWENTY || tie_counted_at(r, at, limit))
        return false;
    bool closed = at >= limit || tie_tok(r, at)->kind == TIE_TOKEN_SYMBOL ||
                  tie_found_at(r, at, limit, TIE_LEX_STOP);
    return closed && tie_atom_single(out, token, at, tie_date_year(year));
}

/* "the 2019 first half", "2019 second-quarter results". */
static bool read_year_part(const tie_reader *r, uint32_t token, uint32_t limit, tie_atom *out) {
    int year;
    uint32_t part = token + 1;
    if (part >= limit || !(r->meanings[part]->begin.lexes >> TIE_LEX_ORDINAL & 1) ||
        !tie_year_digits(r, token, limit, &year) ||
        !tie_part_read(r, tie_look_at(r, part), part, limit, out) || out->year_printed ||
        out->from.year != TIE_YEAR_UNKNOWN)
        return false;
    tie_atom_set_year(out, year);
    out->begin = token;
    out->year_printed = true;
    return true;
}

/* What the words of a part of the calendar begin with. */
static const uint64_t PARTS = UINT64_C(1) << TIE_LEX_ORDINAL | UINT64_C(1) << TIE_LEX_PERIOD_UNIT |
                              UINT64_C(1) << TIE_LEX_PERIOD_CUE;

/* "in 2013 prosecutors": four digits, behind which a plain word shows that they are no part of a
 * longer date. */
static bool stands_alone(const tie_reader *r, uint32_t token, uint32_t limit) {
    enum { DIGITS = 4 };
    static const uint64_t more = PARTS | UINT64_C(1) << TIE_LEX_MONTH;
    uint32_t behind = token + 1;
    if (behind >= limit || tie_token_len(tie_tok(r, token)) != DIGITS)
        return false;
    const tie_token *next = tie_tok(r, behind);
    return next->kind == TIE_TOKEN_WORD && !tie_glued(r, behind) && tie_token_len(next) > 1 &&
           !(tie_look_at(r, behind).lexes & more);
}

bool tie_atom_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out) {
    if (token >= limit)
        return false;
    const tie_token *t = tie_tok(reader, token);
    tie_look look = tie_look_at(reader, token);
    if (t->kind == TIE_TOKEN_NUMBER && stands_alone(reader, token, limit))
        return read_year(reader, token, limit, out);
    if (t->kind == TIE_TOKEN_NUMBER)
        return tie_numeric_read(reader, token, limit, out) ||
               tie_quarter_read(reader, token, limit, out) ||
               tie_day_read(reader, token, limit, out) ||
               tie_part_read(reader, look, token, limit, out) ||
               read_decade(reader, token, limit, out) ||
               tie_split_year_read(reader, token, limit, false, out) ||
               tie_numeric_month_read(reader, token, limit, out) ||
               tie_numeric_day_read(reader, token, limit, out) ||
               read_year_part(reader, token, limit, out) || read_year(reader, token, limit, out);
    if (t->kind == TIE_TOKEN_SYMBOL)
        return read_cut_year(reader, token, limit, out);
    if (tie_look_lex(look, TIE_LEX_NAMED_PERIOD) && tie_named_read(reader, token, limit, out))
        return true;
    bool day = tie_look_lex(look, TIE_LEX_MONTH) || tie_look_lex(look, TIE_LEX_WEEKDAY) ||
               tie_look_lex(look, TIE_LEX_ORDINAL) || tie_look_lex(look, TIE_LEX_NUMERAL) ||
               tie_token_word(reader, token, "the");
    if (day && tie_day_read(reader, token, limit, out))
        return true;
    if (look.lexes & PARTS && tie_part_read(reader, look, token, limit, out))
        return true;
    if (t->end - t->start == 1 && tie_quarter_read(reader, token, limit, out))
        return true;
    if (tie_look_lex(look, TIE_LEX_NUMERAL) && read_year_in_words(reader, token, limit, out))
        return true;
    bool year = tie_look_cue(look, TIE_CUE_FISCAL) || tie_look_cue(look, TIE_CUE_CALENDAR) ||
                tie_token_word(reader, token, "year");
    return year && read_year(reader, token, limit, out);
}

void tie_atom_set_year(tie_atom *atom, int year) {
    if (atom->from.year == TIE_YEAR_UNKNOWN)
        atom->from.year = (int16_t)year;
    if (atom->to.year == TIE_YEAR_UNKNOWN)
        atom->to.year = (int16_t)year;
}

tie_period tie_atom_period(tie_atom atom) {
    if (atom.unknown)
        return tie_period_none();
    tie_period p = tie_period_between(atom.from, atom.to);
    p.instant = atom.instant;
    return p;
}
