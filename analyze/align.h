/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that stand in the same company: two sentences that share two figures side by side ("200
 * cases ..., 740 tons of ...") tell the same story, in whatever words. What is told of an unknown
 * time or place in one is then held against what stands in its place in the other. */
#ifndef TIE_ANALYZE_ALIGN_H
#define TIE_ANALYZE_ALIGN_H

#include "analyze/run.h"

/* What: emits a key for each two figures that stand side by side in a sentence of the document. */
void tie_align_emit(tie_run *run, uint32_t doc);
/* Is what such a key says of its sentence possible in a document of these claims? */
bool tie_align_fits(const tie_key *key, uint32_t first, uint32_t count);
/* What: adds a cell for each set of figures that stand in one another's place. Owns: the run's
 * arena; works in its scratch. */
void tie_cells_align(tie_run *run, tie_cell_list *cells);

#endif
