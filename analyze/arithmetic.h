/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of one text let us recompute. The roles (part, whole, total) come from the links
 * that extraction read from the words, never from trying what fits. Each check turns its link into
 * a recount: what the other figures make of the stated one, written out. One place decides what
 * becomes of it. */
#ifndef TIE_ANALYZE_ARITHMETIC_H
#define TIE_ANALYZE_ARITHMETIC_H

#include "analyze/finding.h"

/* Every link of a document, each by its own check. */
void tie_check_links(tie_run *run, uint32_t doc);

enum { TIE_SUSPECTS_MAX = 16 };

typedef struct tie_recount {
    const tie_link *link;
    tie_check_id check;
    uint32_t stated;       /* index among the link's claims: the figure recomputed */
    tie_interval computed; /* what the others make of it */
    tie_interval printed;  /* what it allows, in the same unit; more where the link only bounds */
    tie_interval cut;      /* what it allows if it was cut; empty: no reading */
    tie_dec value, u;      /* as printed, for the diagnosis */
    tie_dec unit;          /* that it is printed in, in base units */
    const char *const *roles; /* of the link's claims; the last goes on */
    tie_str computation;      /* "14,939 / 189,338 = 7.890%; printed 7.8%" */
    const char *name;         /* of the stated figure: "the share" */
    const char *message;      /* of a conflict */
    struct {
        uint32_t index;           /* among the link's claims */
        tie_interval expected;    /* what the others, the stated one too, make of it; base units */
    } suspects[TIE_SUSPECTS_MAX]; /* the other figures, where a slip in them can be told */
    uint32_t suspect_count;
    tie_str hint; /* what would explain a conflict, or empty: then it is diagnosed */
} tie_recount;

/* Starts from the claim's own intervals. */
tie_recount tie_recount_new(const tie_run *run, const tie_link *link, tie_check_id check,
                            uint32_t stated);
/* Reads the stated figure in the unit of `with` where it has none of its own. */
void tie_recount_in_unit_of(const tie_run *run, tie_recount *recount, const tie_claim *with);
/* The claim's interval and value in base units; a bare figure takes the unit of the one it goes
 * with. */
tie_interval tie_recount_base(const tie_claim *claim, const tie_claim *with);
tie_dec tie_recount_value(const tie_claim *claim, const tie_claim *with);
/* The figure of the link may be the one that slipped: it should lie in expected. */
void tie_recount_suspect(tie_recount *recount, uint32_t index, tie_interval expected);
/* A row check where it holds, a finding where it does not, or the ledger where the words promise
 * too little for either. */
void tie_recount_report(tie_run *run, const tie_recount *recount);
/* A link that cannot be computed. */
void tie_recount_skip(tie_run *run, const tie_link *link, tie_check_id check, tie_reason reason);

void tie_check_sum(tie_run *run, const tie_link *link);         /* sum.c */
void tie_check_share(tie_run *run, const tie_link *link);       /* share.c */
void tie_check_change(tie_run *run, const tie_link *link);      /* change.c */
void tie_check_average(tie_run *run, const tie_link *link);     /* average.c */
void tie_check_duration(tie_run *run, const tie_link *link);    /* duration.c */
void tie_check_enumeration(tie_run *run, const tie_link *link); /* enumeration.c */
void tie_check_hundred(tie_run *run, const tie_link *link);     /* hundred.c */
void tie_check_grim(tie_run *run, const tie_link *link);        /* grim.c */
void tie_check_moved(tie_run *run, const tie_link *link);       /* moved.c */

#endif
