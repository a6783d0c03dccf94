/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Implied values: what a text says without printing it. "6,208 burglaries in 2018, a rise of 23%"
 * implies 5,047 in 2017; "103 armed burglaries, 12% of all burglaries" implies 858 burglaries.
 * They are compared with what others state, and marked as derived. */
#ifndef TIE_ANALYZE_IMPLIED_H
#define TIE_ANALYZE_IMPLIED_H

#include "analyze/finding.h"

struct tie_implied {
    uint32_t from;        /* claim: the later value, or the part */
    uint32_t by;          /* claim: the change, or the share */
    tie_interval meet;    /* in base units */
    tie_dec value;        /* as people would print it, in the unit of `from` */
    tie_period period;    /* that it is of; not known: nobody can say */
    bool year_before;     /* the same stretch a year before that of `from` */
    bool whole;           /* of a share; else of a change */
    uint32_t assumptions; /* that its period takes; a set of tie_assumption */
};

/* What: adds what the links of a document imply to run->implied, in the order of `from`; documents
 * in their order. */
void tie_implied_collect(tie_run *run, uint32_t doc);
/* The value before the claim, or NULL. */
const tie_implied *tie_implied_before(const tie_run *run, uint32_t claim);
/* The same stretch of the calendar, a year earlier. */
tie_period tie_period_year_before(tie_period period);
/* "373,000 after a fall of 40 percent implies 621,667 a year before" */
void tie_implied_words(tie_buf *buf, const tie_run *run, const tie_implied *implied);
/* Adds the claims it comes from and the value itself. */
void tie_implied_add(tie_run *run, tie_draft *draft, const tie_implied *implied);
/* Every implied value against those that are stated. */
void tie_check_implied(tie_run *run);

#endif
