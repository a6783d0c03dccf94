/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enumeration: how many the text says there are, and how many it names. */
#include "analyze/arithmetic.h"

#include "analyze/wording.h"

static const char *const roles[] = {"count", NULL};

void tie_check_enumeration(tie_run *run, const tie_link *link) {
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_ENUMERATION, 0);
    tie_buf buf = tie_buf_new(&run->arena);
    r.computed = tie_interval_closed(tie_dec_int(link->least), tie_dec_int(link->most));
    if (link->hold == TIE_LINK_OPEN) { /* "including": not all are named */
        r.printed.lo = tie_dec_int(0);
        r.printed.lo_inf = true;
    }
    r.cut = tie_interval_closed(tie_dec_int(1), tie_dec_int(0));
    tie_buf_printf(&buf, "named: %u", link->least);
    if (link->most > link->least)
        tie_buf_printf(&buf, " to %u", link->most);
    tie_buf_puts(&buf, "; stated: ");
    tie_word_claim(&buf, tie_run_claim(run, link->claims[0]));
    r.computation = tie_buf_str(&buf);
    r.roles = roles;
    r.name = "the count";
    r.message = link->hold == TIE_LINK_OPEN ? "more are named than there are said to be"
                                            : "the count and what is named cannot both hold";
    tie_recount_report(run, &r);
}
