/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One order of all claims that does not depend on the order in which documents were added, so that
 * nothing that is chosen "first" does either. */
#include "analyze/run.h"

#include <stdlib.h>

typedef struct placed {
    const tie_doc *doc;
} placed;

static int cmp_docs(const void *a, const void *b) {
    const tie_doc *x = ((const placed *)a)->doc, *y = ((const placed *)b)->doc;
    int by = tie_str_cmp(x->path, y->path);
    if (!by)
        by = (x->span.start > y->span.start) - (x->span.start < y->span.start);
    if (!by)
        by = tie_str_cmp(x->segment, y->segment);
    return by ? by : (x->index > y->index) - (x->index < y->index);
}

void tie_order_claims(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    size_t docs = run->in.doc_count, claims = run->in.claim_count;
    placed *list = TIE_NEW(&run->scratch, placed, docs);
    uint32_t *order = TIE_ROOM(&run->arena, uint32_t, claims), next = 0;
    for (size_t i = 0; i < docs; i++)
        list[i].doc = &run->in.docs[i];
    if (docs)
        qsort(list, docs, sizeof *list, cmp_docs);
    uint32_t *rank = TIE_NEW(&run->arena, uint32_t, docs), path = 0;
    uint32_t *by_path = TIE_NEW(&run->arena, uint32_t, docs);
    for (size_t i = 0; i < docs; i++) {
        const tie_doc *d = list[i].doc;
        uint32_t doc = by_path[i] = d->index;
        for (uint32_t c = 0; c < d->claim_count; c++)
            order[d->first_claim + c] = next++;
        path += i && !tie_str_eq(list[i].doc->path, list[i - 1].doc->path);
        rank[doc] = path;
    }
    run->order = order;
    run->by_path = by_path;
    run->path_rank = rank;
    tie_arena_rewind(&run->scratch, mark);
}
