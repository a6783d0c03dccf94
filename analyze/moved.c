/* SPDX-License-Identifier: GPL-3.0-or-later */
/* direction within a sentence: "fell from 5,200 to 6,100", "900, up from 1,200". */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"

static const char *const roles[] = {"higher", "lower", NULL};

void tie_check_moved(tie_run *run, const tie_link *link) {
    const tie_claim *higher = tie_run_claim(run, link->claims[0]),
                    *lower = tie_run_claim(run, link->claims[1]);
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_DIRECTION, 0);
    tie_interval base = tie_recount_base(lower, higher);
    tie_buf buf = tie_buf_new(&run->arena);
    r.printed = tie_recount_base(higher, lower);
    if (base.lo_inf)
        return;
    r.computed = tie_interval_at_least(base.lo);
    tie_buf_puts(&buf, "the words put ");
    tie_word_claim(&buf, higher);
    tie_buf_puts(&buf, " above ");
    tie_word_claim(&buf, lower);
    r.roles = roles;
    r.name = "the higher figure";
    r.message = "the words say which figure is the higher one, the figures say otherwise";
    r.computation = tie_buf_str(&buf);
    tie_recount_report(run, &r);
}
