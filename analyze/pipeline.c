/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All stages of an analysis, in order. */
#include "analyze/arithmetic.h"
#include "analyze/compare.h"
#include "analyze/implied.h"
#include "analyze/stages.h"

void tie_pipeline(tie_run *run) {
    tie_order_claims(run);    /* whatever the order of documents */
    tie_cells_build(run);     /* which claims say the same thing */
    tie_implied_collect(run); /* what they say without printing it */
    tie_check_dates(run);     /* first: what hangs on an impossible date is nested under it */
    tie_compare_cells(run);   /* figures of one cell must agree */
    tie_check_implied(run);   /* and what is implied, with what is stated */
    tie_check_links(run);     /* sums and shares that the words spell out */
    tie_check_footings(run);  /* sums that tables state */
    tie_check_relations(run); /* what rules say of several measures */
    tie_facts facts = tie_facts_collect(run);
    tie_check_detail(run);             /* what a text tells under the frame of a total */
    tie_check_contain(run, &facts);    /* a part within its whole */
    tie_check_direction(run, &facts);  /* words of trend beside the figures */
    tie_check_exclusive(run);          /* one figure for what excludes each other */
    tie_check_cumulative(run);         /* totals that can only grow */
    tie_check_stale(run);              /* the same figure for another year */
    tie_check_repeats(run);            /* the same text, with other figures or of other sources */
    tie_check_repeated_sentences(run); /* the same sentence in several places */
    tie_check_trends(run);             /* what the series say */
    tie_ledger_close(run);             /* what was not compared, and why */
    tie_findings_close(run);           /* total order */
}
