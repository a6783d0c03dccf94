/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What repeats keeps of the documents: their tokens in one sequence (9 bytes each), sentences and
 * the bounds of documents. Beyond a limit pages of tokens live in a temporary file and pass through
 * memory; pointers into a page are therefore never kept. */
#ifndef TIE_ANALYZE_REPEAT_STORE_H
#define TIE_ANALYZE_REPEAT_STORE_H

#include "analyze/repeat_origin.h"
#include "analyze/repeat_words.h"

#include <stdio.h>

enum {
    TIE_PAGE_TOKENS = 1024,
    TIE_PAGE_SENTENCES = 1024,
    TIE_INDEX_TOKENS = 32,
    TIE_INDEX_DOCUMENTS = 256
};

typedef struct tie_repeat_page {
    uint32_t words[TIE_PAGE_TOKENS], starts[TIE_PAGE_TOKENS];
    uint8_t lens[TIE_PAGE_TOKENS];
} tie_repeat_page;

typedef struct tie_repeat_frame {
    tie_repeat_page *page;
    uint32_t number;
} tie_repeat_frame;

/* A sentence: tokens [first, first of the next sentence). */
typedef struct tie_repeat_sentence {
    uint64_t hash;            /* of its masked words; adjacent figures count as one */
    uint32_t first;           /* token */
    uint16_t words, unmasked; /* at most 65535 */
} tie_repeat_sentence;

typedef struct tie_repeat_document {
    uint32_t first_token, first_sentence;
    tie_repeat_origin origin;
    uint64_t text_hash;
} tie_repeat_document;

typedef struct tie_repeat_store {
    tie_arena *arena;
    TIE_VEC(tie_repeat_page *) pages; /* NULL: in the file */
    TIE_VEC(tie_repeat_sentence *) sentence_pages;
    TIE_VEC(uint32_t) sentence_index; /* sentence of every TIE_INDEX_TOKENS-th token */
    TIE_VEC(uint32_t) document_index; /* document of every TIE_INDEX_DOCUMENTS-th */
    TIE_VEC(tie_repeat_document) documents;
    TIE_VEC(tie_repeat_frame) frames; /* the pages in memory, where their number is limited */
    uint32_t token_count, sentence_count;
    size_t limit_frames; /* 0: none */
    size_t hand;         /* next frame to be given up */
    uint32_t written;    /* pages in the file, the first ones */
    FILE *file;
    bool failed;
} tie_repeat_store;

void tie_repeat_store_init(tie_repeat_store *store, tie_arena *arena, size_t limit_bytes);
void tie_repeat_store_release(tie_repeat_store *store);

/* What: adds a document. Fails: TIE_ERANGE when it has 4 GiB or all documents have 2^32 - 1
 * tokens. */
tie_code tie_repeat_store_add(tie_repeat_store *store, const tie_repeat_words *words,
                              tie_arena *scratch, tie_str text, tie_repeat_origin origin,
                              tie_err *err);

tie_repeat_page *tie_repeat_page_load(tie_repeat_store *store, uint32_t number);
static inline tie_repeat_page *tie_repeat_page_of(tie_repeat_store *store, uint32_t token) {
    tie_repeat_page *page = store->pages.items[token / TIE_PAGE_TOKENS];
    return page ? page : tie_repeat_page_load(store, token / TIE_PAGE_TOKENS);
}
static inline uint32_t tie_repeat_word(tie_repeat_store *store, uint32_t token) {
    return tie_repeat_page_of(store, token)->words[token % TIE_PAGE_TOKENS];
}
static inline uint8_t tie_repeat_len(tie_repeat_store *store, uint32_t token) {
    return tie_repeat_page_of(store, token)->lens[token % TIE_PAGE_TOKENS];
}
/* Bytes of the tokens [first, end) in their document. */
tie_span tie_repeat_span(tie_repeat_store *store, uint32_t first, uint32_t end);

static inline tie_repeat_sentence *tie_repeat_sentence_at(const tie_repeat_store *store,
                                                          uint32_t sentence) {
    return &store->sentence_pages
                .items[sentence / TIE_PAGE_SENTENCES][sentence % TIE_PAGE_SENTENCES];
}
uint32_t tie_repeat_sentence_end(const tie_repeat_store *store, uint32_t sentence);
uint32_t tie_repeat_sentence_of(const tie_repeat_store *store, uint32_t token);
uint32_t tie_repeat_document_of(const tie_repeat_store *store, uint32_t token);
uint32_t tie_repeat_document_end(const tie_repeat_store *store, uint32_t document);

#endif
