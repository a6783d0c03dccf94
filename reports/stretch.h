/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks laid over a text so that no two overlap: HTML elements must nest, and what was read may
 * overlap. A mark laid earlier keeps its bytes; a later one takes what is left of its span, in
 * several stretches where need be, or, when nothing is left, hangs on the stretch that covers it.
 */
#ifndef TIE_REPORTS_STRETCH_H
#define TIE_REPORTS_STRETCH_H

#include "base/arena.h"

typedef enum tie_mark_kind { TIE_MARK_CLAIM, TIE_MARK_DATE, TIE_MARK_NUMBER } tie_mark_kind;

typedef struct tie_stretch {
    tie_span span;
    tie_mark_kind kind;
    uint32_t index;                  /* among the extraction's claims, dates or numbers */
    bool first;                      /* of the stretches of its mark */
    const struct tie_stretch *under; /* a mark that this stretch covers whole, and so on */
} tie_stretch;

typedef TIE_VEC(tie_stretch) tie_stretches;

/* What: claims, then dates, then numbers of found, in the order of the text, within bounds.
 * Owns: arena. */
tie_stretches tie_stretches_of(tie_arena *arena, const tie_extraction *found, tie_span bounds);

#endif
