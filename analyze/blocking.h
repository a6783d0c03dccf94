/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocking keys, as record linkage knows them. A check that compares claims of several documents
 * has each document emit keys, and looks closer only where a key was emitted more than once. Keys
 * are made of one document alone, so that those of a document that has not changed are taken over
 * from the run before (brief.h) and its claims are asked for only where they meet others. */
#ifndef TIE_ANALYZE_BLOCKING_H
#define TIE_ANALYZE_BLOCKING_H

#include "base/arena.h"

typedef enum tie_key_kind {
    TIE_KEY_CELL,      /* cell.c: all facets */
    TIE_KEY_PAIR,      /* align.c: two figures side by side, at the first of them */
    TIE_KEY_FACT,      /* fact.c: measures that may hold one another */
    TIE_KEY_EXCLUSIVE, /* exclusive.c: a figure but for one modifier; note: which one */
    TIE_KEY_TOTAL,     /* cumulative.c: what is counted since when */
    TIE_KEY_STANDING,  /* stale.c: a figure but for its year */
    TIE_KEY_SENTENCE, /* repeat_sentences.c: words, figures and their periods, at the first claim */
    TIE_KEY_SERIES,   /* series.c: all facets but the period */
    TIE_KEY_GROWTH,   /* trend_stated.c: a rate of growth, by its place */
    TIE_KEY_DIGIT,    /* trend_heaping.c: a plain count, by its value; note: its last digit */
    TIE_KEY_KINDS
} tie_key_kind;

enum {
    TIE_KEY_WITHIN = 1 << 30, /* of a note: the key holds within its document alone */
    TIE_KEY_SLIGHT = 1 << 29  /* it leads to no row, but to something that can be looked at */
};

typedef struct tie_key {
    uint64_t key;
    uint32_t claim, note; /* note: of the check, and flags */
} tie_key;

typedef TIE_VEC(tie_key) tie_keys;
typedef struct tie_run tie_run;

/* What: emits a key for a claim of the document that is looked at. */
void tie_key_emit(tie_run *run, tie_key_kind kind, uint64_t key, uint32_t claim, uint32_t note);
/* What: makes keys from index `from` on that hold within their document differ from those of
 * others. */
void tie_keys_part(tie_run *run, tie_key_kind kind, size_t from, uint32_t doc);
/* What: those keys that were emitted more than once, key by key, each in order of the text.
 * Returns how many. Owns: *out, the run's scratch. */
size_t tie_keys_shared(tie_run *run, tie_key_kind kind, tie_key **out);
/* Behind the last of the keys that equal the one at `at`. */
static inline size_t tie_keys_end(const tie_key *keys, size_t count, size_t at) {
    size_t end = at + 1;
    while (end < count && keys[end].key == keys[at].key)
        end++;
    return end;
}

#endif
