/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hundred: shares that divide a whole come to 100. Each may have been rounded, so that they meet
 * 100 if one of them can be what the others leave of it. */
#include "analyze/arithmetic.h"

#include "analyze/diagnose.h"
#include "analyze/wording.h"

static const char *const roles[] = {"share", NULL};

static tie_interval base(const tie_run *run, const tie_link *link, uint32_t i) {
    return tie_claim_base(tie_run_claim(run, link->claims[i]));
}

/* What the others leave of 100 for share i. */
static tie_interval left_for(const tie_run *run, const tie_link *link, uint32_t i) {
    tie_interval left = tie_interval_point(tie_dec_int(100));
    for (uint32_t k = 0; k < link->count; k++)
        if (k != i)
            left = tie_interval_sub(left, base(run, link, k));
    return left;
}

/* The one share that a slip would explain; the last where there is none, or several. */
static uint32_t suspect(tie_run *run, const tie_link *link) {
    uint32_t who = link->count - 1, named = 0;
    for (uint32_t i = 0; i < link->count; i++) {
        const tie_claim *c = tie_run_claim(run, link->claims[i]);
        tie_suspect s = {c->value, c->unit_u, c->scale, left_for(run, link, i)};
        bool here = tie_diagnose(&run->scratch, &s).named;
        named += here;
        who = here ? i : who;
    }
    return named == 1 ? who : link->count - 1;
}

/* "47% + 34% + 29% = 110%" */
static tie_str computation(tie_run *run, const tie_link *link) {
    tie_buf buf = tie_buf_new(&run->arena);
    tie_dec sum = tie_dec_int(0);
    bool summed = true;
    for (uint32_t i = 0; i < link->count; i++) {
        const tie_claim *c = tie_run_claim(run, link->claims[i]);
        tie_buf_puts(&buf, i ? " + " : "");
        tie_word_claim(&buf, c);
        summed &= !tie_dec_add(sum, c->value, &sum);
    }
    if (summed) {
        tie_buf_puts(&buf, " = ");
        tie_dec_render_grouped(&buf, sum);
        tie_buf_puts(&buf, "%; of one whole: 100%");
    }
    return tie_buf_str(&buf);
}

void tie_check_hundred(tie_run *run, const tie_link *link) {
    uint32_t who = suspect(run, link);
    tie_recount r = tie_recount_new(run, link, TIE_CHECK_HUNDRED, who);
    r.computed = left_for(run, link, who);
    bool open = link->hold == TIE_LINK_OPEN; /* "of them, 5% were young and 95% poor" */
    if (open && !tie_interval_meet(r.computed, r.printed)) {
        tie_recount_skip(run, link, TIE_CHECK_HUNDRED, TIE_REASON_LIST);
        return;
    }
    r.roles = roles;
    r.name = "the share";
    r.message = "the shares do not come to 100";
    r.computation = computation(run, link);
    tie_recount_report(run, &r);
}
