/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests that a pack carries: documents, and the claims and findings they must or must not give.
 */
#ifndef TIE_ANALYZE_PACK_TEST_H
#define TIE_ANALYZE_PACK_TEST_H

#include "base/arena.h"

typedef struct tie_pack_outcome {
    tie_str name;
    bool passed;
    tie_str detail; /* what was expected and what came instead; empty when passed */
    tie_str path;   /* of the pack */
    uint32_t line, col;
} tie_pack_outcome;

/* What: runs every test of the named pack of rules, in the order of its file.
 * Owns: arena. Fails: TIE_EMEM; a test that fails is an outcome. */
tie_code tie_pack_tests_run(const tie_ruleset *rules, tie_str pack, tie_arena *arena,
                            tie_pack_outcome **out, size_t *count, tie_err *err);

#endif
