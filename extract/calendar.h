/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar atoms: the smallest words that name a date or a stretch of the calendar ("June 3, 1839",
 * "mid-June", "first half of 2002", "2010/11", "the 1990s", "three years ago"). when.c builds
 * expressions from them.
 *
 *   calendar.c  numbers, years, decades          day.c       dates with a month's name
 *   numeric.c   dates in figures                 holiday.c   named days and seasons
 *   part.c      halves, quarters, "early 2019"   relative.c  counted from another date */
#ifndef TIE_EXTRACT_CALENDAR_H
#define TIE_EXTRACT_CALENDAR_H

#include "extract/reader.h"

typedef struct tie_atom {
    uint32_t begin, end; /* tokens */
    tie_date from, to;   /* equal for a single date */
    bool year_printed;
    bool day_printed;
    bool mid;          /* "mid-June": as an end it means the 15th */
    bool relative;     /* counted from the document's date or from a period before it */
    bool unknown;      /* it would be, but that date is not known: from and to mean nothing */
    bool frame;        /* "the past two months": governs what follows */
    bool earlier;      /* "a year earlier": the side of a change that lies before */
    bool instant;      /* "the end of 2008" */
    bool bare;         /* a weekday alone: too weak to stand in a pair */
    bool fiscal;       /* a year that need not be the calendar's: "FY2018", "2010/11" */
    const char *fault; /* no such date, or NULL */
} tie_atom;

/* What the phrases at a token may mean: bit n for the lex or cue n. */
typedef tie_senses tie_look;

static inline tie_look tie_look_at(const tie_reader *reader, uint32_t token) {
    return reader->meanings[token]->begin;
}
static inline bool tie_look_lex(tie_look look, tie_lex lex) { return look.lexes >> lex & 1; }
static inline bool tie_look_cue(tie_look look, tie_period_cue cue) { return look.cues >> cue & 1; }
/* What names a time in the sentence means that, too; where none does, many ways to print one are
 * out. */
static inline bool tie_said(const tie_reader *reader, tie_lex lex) {
    return reader->said.lexes >> lex & 1;
}

/* ---- calendar.c ---- */

/* The longest atom that begins at token, within limit. */
bool tie_atom_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out);
/* Fills a missing year of both ends. */
void tie_atom_set_year(tie_atom *atom, int year);
tie_period tie_atom_period(tie_atom atom);
/* One date; fails when there is no such date. */
bool tie_atom_single(tie_atom *out, uint32_t begin, uint32_t end, tie_date date);
/* A year cut to two digits, in the century in which it lies nearest before the document. */
int tie_year_whole(const tie_reader *reader, int cut);
/* A number of four digits that reads as a year where it stands. */
bool tie_year_at(const tie_reader *reader, uint32_t token, uint32_t limit, int *year);
/* Four digits in the range of years, whatever stands around them. */
bool tie_year_digits(const tie_reader *reader, uint32_t token, uint32_t limit, int *year);
/* What stands at token is counted by the number before it: people, kg, million, cases. */
bool tie_counted_at(const tie_reader *reader, uint32_t token, uint32_t limit);
/* The token holds an integer of at most max_digits digits. */
bool tie_integer_at(const tie_reader *reader, uint32_t token, uint32_t limit, unsigned max_digits,
                    int *out);
/* The whole number of a numeral or ordinal. */
int tie_entry_number(const tie_entry *entry);
/* A count in figures or words: "3", "twelve", "a", "couple of"; moves *at. */
bool tie_count_at(const tie_reader *reader, uint32_t *at, uint32_t limit, int *count);

/* "2010/11", "1841-42": two years that follow each other; fiscal: the first may be glued to what
 * precedes. */
bool tie_split_year_read(const tie_reader *reader, uint32_t token, uint32_t limit, bool fiscal,
                         tie_atom *out);

/* ---- numeric.c ---- */

/* "2020-03-20", "20/03/2020", "on 20160503". */
bool tie_numeric_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out);
/* "2015-3", "12/2015". */
bool tie_numeric_month_read(const tie_reader *reader, uint32_t token, uint32_t limit,
                            tie_atom *out);
/* "11/20" with no year, where words ask for a day. */
bool tie_numeric_day_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out);

/* ---- holiday.c ---- */

/* "Christmas 2015", "the summer of 2019", "the nineties", "Easter". */
bool tie_named_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out);
/* The dates of a named day or season in that year. */
void tie_named_in_year(const tie_entry *named, int year, tie_date *from, tie_date *to);
/* From one day to the weekend that it lies in or beside: "Labor Day weekend". */
void tie_weekend_widen(tie_atom *atom);

/* ---- day.c ---- */

/* "29 August 1952", "Sept. 14", "Monday, 4 March 2019", "1952 August 29", "August 1952". */
bool tie_day_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out);
/* A bare day ("25" in "August 22 to 25, 2023") in the month of the atom before; takes a year behind
 * it. */
bool tie_day_read_second(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom before,
                         tie_atom *out);
/* A bare day whose month stands behind its partner: "3" in "3 to 7 May"; moves *at. */
bool tie_day_read_number(const tie_reader *reader, uint32_t *at, uint32_t limit, int *day);
/* ", 1839", "1839", "of 1839" behind a month or day; moves *at. */
bool tie_day_read_year(const tie_reader *reader, uint32_t *at, uint32_t limit, bool has_day,
                       int *year);

/* "'87": an apostrophe and two digits; moves *at. */
bool tie_cut_year_read(const tie_reader *reader, uint32_t *at, uint32_t limit, int *year);

/* "two thousand and five", "nineteen eighty-six"; moves *at. */
bool tie_spelled_year_read(const tie_reader *reader, uint32_t *at, uint32_t limit, int *year);

/* ---- part.c ---- */

bool tie_part_read(const tie_reader *reader, tie_look look, uint32_t token, uint32_t limit,
                   tie_atom *out);
/* "Q1 2019", "2019-Q1", "3Q19", "H1 2020". */
bool tie_quarter_read(const tie_reader *reader, uint32_t token, uint32_t limit, tie_atom *out);

/* ---- relative.c, with step.c and offset.c ---- */

/* "yesterday", "last week", "two months ago", "the past two months", "next Monday". Looks back at
 * the whens of the sentence for "a year earlier". */
bool tie_relative_read(const tie_reader *reader, const tie_whens *before, tie_look look,
                       uint32_t token, uint32_t limit, tie_atom *out);
/* The day that the document's date gives; false when there is none. */
bool tie_relative_base(const tie_reader *reader, tie_date *out);
/* date moved by count units, at its own grain. */
tie_date tie_relative_move(tie_date date, tie_period_unit unit, int count);
/* The Monday of the week that holds a day. */
int32_t tie_week_begin(int32_t day);

#endif
