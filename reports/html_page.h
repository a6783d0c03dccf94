/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of findings while it is written: what of a result it holds, and its parts, one file
 * each. Every part is bounded; what it leaves out is said where it would stand. */
#ifndef TIE_REPORTS_HTML_PAGE_H
#define TIE_REPORTS_HTML_PAGE_H

#include "reports/html.h"

/* A card: a finding with its consequences. */
typedef struct tie_page_place {
    tie_family family;
    tie_span card; /* in the cards of the page */
} tie_page_place;

typedef struct tie_page {
    tie_buf *out;
    const tie_report *report;
    const tie_result *result;
    tie_tally tally;
    TIE_VEC(tie_page_place) places; /* by rank */
    tie_buf cards, rows;            /* findings as cards, and as rows of JSON */
    size_t shown, left_out;         /* findings in cards; beyond the first */
    size_t below;                   /* less severe than asked for */
    size_t of_family[TIE_FAMILY_COUNT];
    tie_family families[TIE_FAMILY_COUNT]; /* those with cards, by the rank of the first */
    size_t family_count;
} tie_page;

/* Observations that a text was repeated stand in a list of their own. */
bool tie__page_lists(const tie_page *page, const tie_finding *row);

/* A section with its heading, `id` being the part's address; ends with </section>. */
void tie__page_open(tie_page *page, const char *id, const char *title);
void tie__page_close(tie_page *page);
/* What may be wider than the page, within it: scrolled by keys, too. Ends with </div>. */
void tie__page_scroll(tie_page *page, const char *label);
/* "and 12 more charts: tieout series". Nothing where count is 0. */
void tie__page_more(tie_page *page, uint64_t count, const char *one, const char *many,
                    const char *where);

/* html_verdict.c: what the run comes to, in a line; the same with the tiles below */
void tie__page_verdict(const tie_page *page, tie_buf *out);
void tie__page_header(tie_page *page);
/* html_series.c */
void tie__page_series(tie_page *page);
/* html_repeats.c */
void tie__page_repeats(tie_page *page);
size_t tie__page_repeat_count(const tie_page *page);
/* html_sources.c */
void tie__page_sources(tie_page *page);
/* html_ledger.c: accepted, gone, held, not compared, facts of the run */
void tie__page_accepted(tie_page *page);
void tie__page_absent(tie_page *page);
void tie__page_held(tie_page *page);
void tie__page_ledger(tie_page *page);
void tie__page_facts(tie_page *page);

#endif
