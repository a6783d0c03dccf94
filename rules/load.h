/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading from memory: for tests and fuzzing without the file system, and for a pack that is not a
 * file yet. */
#ifndef TIE_RULES_LOAD_H
#define TIE_RULES_LOAD_H

#include "base/arena.h"

typedef struct tie_rule_text {
    tie_str path; /* as faults print it; the name of the pack is the file's own "name" */
    tie_str text;
} tie_rule_text;

/* What: compiles one lexicon (texts[0]) and count - 1 packs. Borrows the texts during the call.
 * Otherwise as tie_ruleset_load. */
tie_code tie_ruleset_load_text(const tie_rule_text *texts, size_t count, tie_err_sink *sink,
                               void *user, tie_ruleset **out, tie_err *err);

/* What: tie_ruleset_load with one more pack behind the named ones (borrowed during the call). */
tie_code tie_ruleset_load_with(tie_str data_dir, tie_strs packs, const tie_rule_text *last,
                               tie_err_sink *sink, void *user, tie_ruleset **out, tie_err *err);

#endif
