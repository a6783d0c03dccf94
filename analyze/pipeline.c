/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All stages of an analysis, in order. */
#include "analyze/compare.h"
#include "analyze/implied.h"
#include "analyze/local.h"
#include "analyze/stages.h"

void tie_pipeline(tie_run *run) {
    tie_order_claims(run);   /* whatever the order of documents */
    if (!tie_local_all(run)) /* what each says of itself */
        return;
    tie_cells_build(run);     /* which claims say the same thing */
    tie_compare_cells(run);   /* figures of one cell must agree */
    tie_check_implied(run);   /* and what is implied, with what is stated */
    tie_check_relations(run); /* what rules say of several measures */
    tie_facts facts = tie_facts_collect(run);
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
