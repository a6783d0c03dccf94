/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said again in other words but with the same figures. Its words share too little for
 * winnowing, but three figures in a row that come back near each other are no chance. */
#ifndef TIE_ANALYZE_REPEAT_RETOLD_H
#define TIE_ANALYZE_REPEAT_RETOLD_H

#include "analyze/repeat_store.h"

/* Three figures in a row, two of them large, with at most so many tokens between the first and the
 * last. */
enum { TIE_TRIPLE_TOKENS = 48 };

typedef struct tie_repeat_triple {
    uint64_t key;         /* of their values */
    uint32_t first, last; /* tokens */
} tie_repeat_triple;

typedef struct tie_repeat_triple_pair {
    tie_repeat_triple a, b; /* in the order of the text */
} tie_repeat_triple_pair;

/* The triples of one document, or of the documents of one file, while they are read. */
typedef struct tie_repeat_retold {
    tie_arena *arena;
    const tie_repeat_words *words;      /* say which figures are dates */
    TIE_VEC(tie_repeat_triple) triples; /* of the group; a pile */
    TIE_VEC(tie_repeat_triple_pair) pairs;
    uint8_t *counts;        /* of all triples so far, by bits of their keys */
    uint32_t places[3];     /* tokens of the last figures */
    uint32_t values[3];     /* and what they are worth */
    bool large[3];          /* of two digits and more, and no date */
    uint32_t figures, file; /* figures of the document so far; file of the group */
    size_t begun;           /* triples of the group before it */
} tie_repeat_retold;

void tie_repeat_retold_init(tie_repeat_retold *retold, tie_arena *arena,
                            const tie_repeat_words *words);
/* A document begins. */
void tie_repeat_retold_enter(tie_repeat_retold *retold, uint32_t file);
/* Its next figure, of so many bytes. */
void tie_repeat_retold_figure(tie_repeat_retold *retold, uint32_t token, uint32_t word,
                              uint32_t bytes);
/* The document ends, and began with that token. What is known of it goes to out, which may be NULL:
 * then it need not be entered again but recalled. */
void tie_repeat_retold_leave(tie_repeat_retold *retold, uint32_t first, tie_buf *out);
void tie_repeat_retold_recall(tie_repeat_retold *retold, uint32_t file, uint32_t first,
                              tie_packed *known);
/* All documents are read. Then each pair's triple is seldom (tie_repeat_retold_rare) or not. */
void tie_repeat_retold_close(tie_repeat_retold *retold);
bool tie_repeat_retold_rare(const tie_repeat_retold *retold, const tie_repeat_triple_pair *pair);

#endif
