/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of the audit of sources in words, and how finely. */
#include "reports/sources.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

const char tie_sources_legend[] =
    "agrees: how far the other sources bear its figures out, each weighing as much as it agrees "
    "itself, with the band that holds 90 of 100; of: its figures that others give, too (5 are "
    "needed for a share, 20 for a rank; ranks whose bands overlap may be chance). cover: share of "
    "the figures that several sources give. sums: sums, shares and the like within one text that "
    "add up. round: whole numbers of three digits and more that end in 0. hedged: figures with "
    "more than, about and the like. Agreement is not truth: all may follow one.";

double tie_sources_share(double share) { return round(share * 1e4) / 1e4; }

double tie_sources_chance(double p) {
    char digits[24];
    snprintf(digits, sizeof digits, "%.2g", p);
    return strtod(digits, NULL);
}

static void add_chance(tie_buf *text, double p) {
    if (p < 1e-6)
        tie_buf_puts(text, "less than once in a million");
    else
        tie_buf_printf(text, "about once in %.0f", 1 / tie_sources_chance(p));
}

void tie_sources_put_pair(tie_buf *text, const tie_sources *all, const tie_copying *pair) {
    tie_buf_printf(text, "%.*s and %.*s", TIE_FMT(all->items[pair->a].name),
                   TIE_FMT(all->items[pair->b].name));
    if (pair->p < 1) {
        tie_buf_printf(text,
                       " have the same figure in %u of the %u places where either of them differs "
                       "from most sources (%u figures in common; by chance ",
                       pair->same, pair->either, pair->items);
        add_chance(text, pair->p);
        tie_buf_puts(text, ")");
    }
    if (pair->verbatim)
        tie_buf_printf(text, "%s have %u of %u figures in common in the same words",
                       pair->p < 1 ? ", and" : "", pair->verbatim, pair->common);
    tie_buf_puts(text, pair->one_vote ? "; they count as one voice." : ".");
}

bool tie_source_changed(const tie_source *s) { return s->updates || s->corrected || s->restated; }

void tie_sources_put_changes(tie_buf *text, const tie_source *s) {
    tie_buf_printf(text,
                   "%u while their period was open; of closed periods %u saying so, %u in silence",
                   s->updates, s->corrected, s->restated);
    if (s->lags)
        tie_buf_printf(text, "; the median change came %d days later", s->lag_days);
}
