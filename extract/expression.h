/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One expression of time under work: what stands around it, and how its ends are read. */
#ifndef TIE_EXTRACT_EXPRESSION_H
#define TIE_EXTRACT_EXPRESSION_H

#include "extract/calendar.h"

typedef struct tie_expression {
    const tie_reader *reader;
    const tie_whens *before; /* of the sentence */
    uint32_t begin, limit;   /* the sentence's tokens */
} tie_expression;

/* What begins the words of a date or a stretch. */
#define TIE_TIME_LEXES                                                                             \
    (UINT64_C(1) << TIE_LEX_MONTH | UINT64_C(1) << TIE_LEX_WEEKDAY |                               \
     UINT64_C(1) << TIE_LEX_PERIOD_CUE | UINT64_C(1) << TIE_LEX_ORDINAL |                          \
     UINT64_C(1) << TIE_LEX_NUMERAL | UINT64_C(1) << TIE_LEX_DOZEN |                               \
     UINT64_C(1) << TIE_LEX_PERIOD_UNIT | UINT64_C(1) << TIE_LEX_NAMED_PERIOD)

/* Behind the longest cue of that kind at token; token itself where there is none. */
TIE_INLINED uint32_t tie_cue_end(const tie_expression *e, uint32_t token, tie_period_cue cue) {
    const tie_entry *entry = tie_cue_at(e->reader, token, e->limit, cue);
    return token + (entry ? entry->tokens : 0);
}

static inline uint32_t tie_the_skip(const tie_expression *e, uint32_t token) {
    return token + tie_word_at(e->reader, token, e->limit, "the");
}

/* The date beside d, at its own grain: before 1949 is to the end of 1948. */
static inline tie_date tie_date_beside(tie_date d, int move) {
    if (d.day)
        return tie_date_add(d, 0, 0, move);
    return d.month ? tie_date_add(d, 0, move, 0) : tie_date_add(d, move, 0, 0);
}

/* ---- glance.c ---- */

/* The first token from token on where an expression may begin; the limit where there is none. */
uint32_t tie_time_next(const tie_expression *e, uint32_t token);
/* A date or a stretch may begin at the token: at a word of time, or right before one: Q1, the
 * 1990s, a year ago, '87. */
bool tie_time_begins(const tie_expression *e, uint32_t token);
/* One of the few words from token on tells of time: no span can begin there otherwise. */
bool tie_time_near(const tie_expression *e, uint32_t token);
/* What all those of [begin, end) mean that may name a time. */
tie_senses tie_times_said(const tie_reader *reader, uint32_t begin, uint32_t end);

/* ---- stretch.c ---- */

/* "year to March 2019", "the twelve months ended 30 June", "for three days from 1 May". */
bool tie_stretch_read_ending(const tie_expression *e, uint32_t token, tie_when *when);
/* "the week of 3 May", "week commencing February 4". */
bool tie_stretch_read_week(const tie_expression *e, uint32_t token, tie_when *when);
/* "the weekend of 3 May". */
bool tie_stretch_read_weekend(const tie_expression *e, uint32_t token, tie_when *when);

/* ---- span.c ---- */

/* The sentence tells of what is to come: will, plans to. */
bool tie_expression_planned(const tie_expression *e);
/* One end: an atom, or the beginning or end of one. Sets when->fault and year_assumed. */
bool tie_point_read(const tie_expression *e, uint32_t token, tie_when *when, tie_atom *out);
/* One atom or two joined ("A to B"; with between also "A and B"); fills when but for its begin. */
bool tie_span_read(const tie_expression *e, uint32_t token, bool between, tie_when *when);
/* Behind "the end of", "the beginning of"; token itself where there is no such thing. */
uint32_t tie_edge_skip(const tie_expression *e, uint32_t token, bool *end);

#endif
