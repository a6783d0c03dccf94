/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One expression of time under work: what stands around it, and how its ends are read. */
#ifndef TIE_EXTRACT_EXPRESSION_H
#define TIE_EXTRACT_EXPRESSION_H

#include "extract/calendar.h"

typedef struct tie_expression {
    const tie_reader *reader;
    const tie_whens *before; /* of the sentence */
    uint32_t begin, limit;   /* the sentence's tokens */
    const uint32_t *named;   /* of each of them, and of limit: the first from there on that names a
                                time, or limit */
} tie_expression;

/* One of the few words from token on names a time: no span can begin there otherwise. */
static inline bool tie_time_near(const tie_expression *e, uint32_t token) {
    enum { FEW = 7 };
    return e->named[token - e->begin] < e->limit && e->named[token - e->begin] - token < FEW;
}

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
