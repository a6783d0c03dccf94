/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a brief: a head; counts of what follows; facets, which refer to a list of distinct
 * hashes; cells, implied values, causes, ledger, keys; rows with their members; strings, which rows
 * refer to by number. Claims are told from the first one of the document, and 0 is none where there
 * may be none. Values are packed (base/packed.h). Only brief.c and brief_read.c know it. */
#ifndef TIE_ANALYZE_BRIEF_FORM_H
#define TIE_ANALYZE_BRIEF_FORM_H

#include "base/packed.h"

typedef struct tie_brief_head {
    uint32_t claims, hashes, strings; /* how many */
    uint32_t words;                   /* bytes of the strings, at the end */
} tie_brief_head;

/* Facets that are hashes, in the order in which they are told. */
#define TIE_BRIEF_HASHES(F) F(measure) F(family) F(unit) F(agent) F(place) F(period) F(scope)

enum {
    TIE_BRIEF_WITHIN = 1,
    TIE_BRIEF_PLANNED = 2,
    TIE_BRIEF_LOCAL = 4,
    TIE_BRIEF_PACK = 8,
    TIE_BRIEF_NAMED = 16
};

#endif
