/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure with the words that belong to it, on the way to a claim. */
#ifndef TIE_EXTRACT_DRAFT_H
#define TIE_EXTRACT_DRAFT_H

#include "extract/claims.h"

typedef struct tie_draft {
    tie_figure *figure;
    const tie_entry *unit; /* after the figure or before it; NULL: none */
    uint32_t begin, end;   /* tokens with currency and unit: the claim's text */
    uint32_t hedge_begin;  /* with the hedge before */
    tie_noun noun;
    tie_hedge hedge;
    bool noun_shared; /* the noun stands with another figure */
} tie_draft;

static inline const tie_unit *tie_unit_of(const tie_reader *reader, const tie_entry *e) {
    return e ? &reader->rules->units.items[e->arg] : NULL;
}

/* Finds the unit behind the figure, else before it; moves end or begin over it. */
void tie_draft_unit(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft);
/* Makes one draft of two that are one figure: "five feet two inches", "more than 10 and less than
 * 40". Returns how many drafts are left. */
size_t tie_draft_merge(const tie_reader *reader, tie_draft *drafts, size_t count);

#endif
