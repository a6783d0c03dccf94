/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/arithmetic.h"

static bool stated(const tie_run *run, const tie_link *link) {
    for (uint32_t i = 1; i < link->count; i++)
        if (tie_run_claim(run, link->claims[i])->modality !=
            tie_run_claim(run, link->claims[0])->modality)
            return false;
    return true;
}

void tie_check_links(tie_run *run) {
    for (size_t i = 0; i < run->in.link_count; i++) {
        const tie_link *link = &run->in.links[i];
        if (!stated(run, link)) {
            tie_check_id check = link->kind == TIE_LINK_SHARE ? TIE_CHECK_SHARE : TIE_CHECK_SUM;
            tie_ledger_skip(run, check, TIE_REASON_DEFINITION, (tie_str){0}, link->claims[0],
                            link->claims[1]);
            continue;
        }
        switch (link->kind) {
        case TIE_LINK_SHARE:
            tie_check_share(run, link);
            break;
        case TIE_LINK_PARTS:
            tie_check_sum(run, link);
            break;
        }
    }
}
