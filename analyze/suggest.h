/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft of a pack from a corpus: the open measures that it restates most, in the words that it
 * uses. What a run with the draft would no longer find is taken out of the draft again. */
#ifndef TIE_ANALYZE_SUGGEST_H
#define TIE_ANALYZE_SUGGEST_H

#include "base/arena.h"
#include "rules/ruleset.h"

#define TIE_NO_SUGGESTION UINT32_MAX

typedef struct tie_suggestion {
    tie_str id, unit;
    tie_measure_kind kind;
    tie_strs any;   /* noun phrases as printed, folded; the most frequent first */
    tie_str verb;   /* class or stem of the verb; empty: none */
    uint32_t whole; /* the suggestion that it is a part of, or TIE_NO_SUGGESTION */
    uint32_t figures, docs;
    tie_period first, last; /* of its figures' periods; not known when none has one */
    uint32_t example;       /* the claim that shows it */
    bool dropped;           /* the draft is better without it */
    bool untold;            /* its example does not hold by itself: no test */
} tie_suggestion;

typedef struct tie_suggestions {
    tie_suggestion *items; /* in the order of the draft: what is narrower first */
    size_t count;
} tie_suggestions;

/* What: what the open measures of a run suggest. Owns: arena. */
tie_suggestions tie_suggest(const tie_run *run, tie_arena *arena);

/* What: drops the suggestions that take figures of findings which `open` has and `drafted` lacks;
 * drafted is the run over the same documents with the draft. Returns how many findings were lost.
 */
size_t tie_suggest_mend(const tie_run *open, const tie_run *drafted, tie_suggestions *all,
                        tie_arena *scratch);

#endif
