/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A corpus and a run made by hand, in place of the library's own: formats are tested by what they
 * are given. Its functions shadow those of the library. */
#ifndef TIE_TESTS_REPORTS_FAKE_H
#define TIE_TESTS_REPORTS_FAKE_H

#include "base/arena.h"

struct tie_corpus {
    const tie_doc *docs;
    size_t doc_count;
    const tie_str *texts; /* of each document */
    const tie_claim *claims;
    size_t claim_count;
    const tie_diag *diags;
    size_t diag_count;
};

struct tie_run {
    const tie_finding *rows;
    size_t row_count;
};

#endif
