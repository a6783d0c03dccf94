/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what a run tells which findings are as the last one left them, without reading them: hashes of
 * the findings, and sums of these hashes over all that are open. */
#ifndef TIE_STORE_SHAPE_H
#define TIE_STORE_SHAPE_H

#include "store/db.h"

/* ---- One finding ---- */

/* Hash of what is kept of a document with a figure of it, and how much of its text, from the start,
 * is known to be as it was. */
typedef struct tie_doc_note {
    uint64_t facts, same_bytes;
} tie_doc_note;

static inline bool tie__may_be_reworded(const tie_doc_note *note, tie_span quote) {
    return quote.end > note->same_bytes;
}

typedef struct tie_shape {
    uint64_t hash;
    uint16_t part; /* of the findings, see below */
    bool told;     /* the row is a finding */
    bool reworded; /* the words of a place may be other ones */
} tie_shape;

uint64_t tie__doc_facts(const tie_doc *doc);
/* Of all that is told of a finding and of its places, but for the words of their documents. notes:
 * of each document. */
tie_shape tie__shape_of(const tie_doc_note *notes, const tie_finding *finding);

/* ---- All of a job ---- */

/* By the first three digits of their fingerprints: where two sums are equal, so are the findings.
 */
enum { TIE_SUM_PARTS = 4096 };

typedef struct tie_sums {
    uint64_t of[TIE_SUM_PARTS];
} tie_sums;

static inline uint16_t tie__sum_part(uint64_t fingerprint) { return (uint16_t)(fingerprint >> 52); }

/* Of equal fingerprints each has a number. */
static inline uint64_t tie__finding_key(uint64_t fingerprint, uint32_t ordinal) {
    return tie_hash_mix(fingerprint, ordinal + 1);
}

/* Over the findings that are open in the database; false where they are not known. */
bool tie__sums_get(tie_store *store, tie_sums *out);
void tie__sums_put(tie_store *store, const tie_sums *sums);

#endif
