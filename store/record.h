/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a finding: what is told of it, and its figures with what the documents say there. */
#ifndef TIE_STORE_RECORD_H
#define TIE_STORE_RECORD_H

#include "store/shape.h"

/* Those of a run, all borrowed. */
typedef struct tie_documents {
    tie_store *store;
    tie_corpus *corpus;
    const tie_doc *docs;
    tie_doc_note *notes; /* of each */
} tie_documents;

/* What: are the words around its figures other ones than the database has, in a document that this
 * run has read? Mostly they are not: then nothing need be written. */
bool tie__finding_reworded(tie_documents *c, const tie_finding *f);
/* What: writes all of it, in the place of what was there, as open. Returns its id. */
int64_t tie__finding_put(tie_documents *c, const tie_finding *f, uint64_t shape);

#endif
