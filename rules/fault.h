/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults of lexicons and packs, collected during a load so that all of them can be reported at
 * once, in the order of the files. */
#ifndef TIE_RULES_FAULT_H
#define TIE_RULES_FAULT_H

#include "base/err.h"

typedef struct tie_fault {
    uint32_t file; /* in order of loading */
    size_t offset; /* in the file */
    tie_err err;
} tie_fault;

typedef struct tie_faults {
    tie_arena *arena;
    TIE_VEC(tie_fault *) items;
    size_t dropped; /* beyond the limit */
    tie_err spare;  /* takes what is dropped */
} tie_faults;

/* Room for one more fault; where the limit is reached, a place that nobody reads. */
tie_err *tie_faults_add(tie_faults *faults, uint32_t file, size_t offset);
/* Reports all to sink (may be NULL) in order; the first goes to err as well. */
void tie_faults_report(tie_faults *faults, tie_err_sink *sink, void *user, tie_err *err);

/* The known name that an unknown one was meant to be: start with the limit that its length allows,
 * offer every known name, read best (empty: none is near enough). */
typedef struct tie_guess {
    tie_str name, best;
    unsigned distance; /* of best; more is not worth saying */
} tie_guess;

tie_guess tie_guess_new(tie_str name);
void tie_guess_offer(tie_guess *guess, tie_str candidate);
/* Adds `did you mean "..."?` to err when there is a guess. */
void tie_guess_hint(const tie_guess *guess, tie_err *err);

#endif
