/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What repeats keeps of the documents: their tokens in one sequence (7 bytes each), sentences and
 * the bounds of documents. Beyond a limit pages of tokens live in a temporary file, or in what is
 * known of documents, and pass through memory; pointers into a page are therefore never kept. */
#ifndef TIE_ANALYZE_REPEAT_STORE_H
#define TIE_ANALYZE_REPEAT_STORE_H

#include "analyze/repeat_known.h"

#include <stdio.h>

enum {
    TIE_PAGE_TOKENS = 256,
    TIE_DOCUMENTS_MAX = 1 << 30,
    TIE_PAGE_SENTENCES = 1024,
    TIE_PAGE_INDEX = 1024,
    TIE_INDEX_TOKENS = 32,
    TIE_INDEX_DOCUMENTS = 256
};

enum {
    TIE_PASSAGE_WORDS = 12,  /* matched words of a passage */
    TIE_PASSAGE_UNMASKED = 8 /* of these no figures */
};

/* Places count bytes of all texts one behind the other; a token's is base + offset. */
typedef struct tie_repeat_page {
    uint64_t base;
    uint32_t words[TIE_PAGE_TOKENS];
    uint16_t offsets[TIE_PAGE_TOKENS]; /* TIE_OFFSET_FAR: see tie_repeat_store.far */
    uint8_t lens[TIE_PAGE_TOKENS];
} tie_repeat_page;

enum { TIE_OFFSET_FAR = UINT16_MAX };

/* A token too far from the start of its page, after much white space. */
typedef struct tie_repeat_far {
    uint64_t place;
    uint32_t token;
} tie_repeat_far;

typedef struct tie_repeat_frame {
    tie_repeat_page *page;
    uint32_t number;
} tie_repeat_frame;

/* What a sentence says apart from its figures. */
typedef struct tie_repeat_wording {
    uint64_t hash;            /* of its masked words; adjacent figures count as one */
    uint16_t words, unmasked; /* at most 65535 */
} tie_repeat_wording;

static inline bool tie_repeat_long_enough(const tie_repeat_wording *s) {
    return s->words >= TIE_PASSAGE_WORDS && s->unmasked >= TIE_PASSAGE_UNMASKED;
}

typedef struct tie_repeat_document {
    uint64_t base; /* place of its first byte */
    uint32_t first_token, first_sentence;
    tie_repeat_origin origin;
    uint64_t text_hash;
    tie_repeat_saying saying;
    uint32_t number; /* the same in all searches with one memory; no other document ever has it */
    bool known;      /* it was in the search before this one, as it is now */
} tie_repeat_document;

/* Where a store keeps what; sentences, their index (tie_repeat_sentence_of) and wordings may go
 * before the tokens. May all be one. */
typedef struct tie_repeat_arenas {
    tie_arena *tokens, *sentences, *index, *wordings;
} tie_repeat_arenas;

struct tie_repeat_retold;

typedef struct tie_repeat_store {
    tie_arena *arena; /* of the tokens and documents */
    tie_repeat_arenas arenas;
    tie_repeat_known *known;                     /* NULL: there is no memory */
    struct tie_repeat_retold *retold;            /* gets the figures; NULL: nobody does */
    TIE_VEC(tie_repeat_page *) pages;            /* NULL: in the file, or known */
    TIE_VEC(bool) filed;                         /* pages that are in the file */
    TIE_VEC(uint32_t *) sentence_pages;          /* first token of each sentence, */
    TIE_VEC(tie_repeat_wording *) wording_pages; /* and its wording */
    TIE_VEC(uint32_t *) sentence_index; /* sentence of every TIE_INDEX_TOKENS-th token, in pages */
    TIE_VEC(tie_repeat_far) far;
    TIE_VEC(uint32_t) document_index; /* document of every TIE_INDEX_DOCUMENTS-th */
    TIE_VEC(tie_repeat_document) documents;
    TIE_VEC(tie_repeat_frame) frames; /* the pages in memory, where their number is limited */
    uint32_t token_count, sentence_count;
    size_t settled;      /* documents whose sentences are there */
    size_t limit_frames; /* 0: none */
    size_t hand;         /* next frame to be given up */
    FILE *file;
    uint64_t bytes;    /* of the texts before the newest, */
    size_t text_bytes; /* and of that one */
    bool after_figure; /* the newest token is a figure */
    bool open;         /* the newest document is being read */
    bool failed;
} tie_repeat_store;

/* Then known and retold may be set. */
void tie_repeat_store_init(tie_repeat_store *store, tie_repeat_arenas arenas, size_t limit_bytes);
/* What: makes room for the documents that are known, as a rule all that come. */
void tie_repeat_store_expect(tie_repeat_store *store);
void tie_repeat_store_release(tie_repeat_store *store);

/* What: adds a document, or one that tie_repeat_store_read goes on with. Fails: TIE_ERANGE when it
 * has 4 GiB or all documents may have 2^32 - 1 tokens. */
tie_code tie_repeat_store_add(tie_repeat_store *store, const tie_repeat_words *words,
                              tie_arena *scratch, tie_str text, tie_repeat_origin origin,
                              tie_err *err);
tie_code tie_repeat_store_begin(tie_repeat_store *store, tie_str text, tie_repeat_origin origin,
                                uint64_t text_hash, tie_err *err);
/* What: reads on in the text of scan, as far as bytes before `there` tell; to the end where all
 * are. */
void tie_repeat_store_read(tie_repeat_store *store, tie_repeat_scan *scan, size_t there);
/* What: adds a document of so many bytes that is known. False: it is not, and was not added. Its
 * sentences are not there until a text is begun, or all is settled. Fails: TIE_ERANGE as above. */
tie_code tie_repeat_store_recall(tie_repeat_store *store, uint64_t text_bytes,
                                 tie_repeat_origin origin, uint64_t text_hash, bool *known,
                                 tie_err *err);
/* What: the last document has been read. */
void tie_repeat_store_end(tie_repeat_store *store);
/* What: the sentences and figures of all known documents are told. */
void tie_repeat_store_settle(tie_repeat_store *store);

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
/* Equal for the same stretch of the same document in all searches with one memory. */
typedef uint64_t tie_repeat_key(const tie_repeat_store *store, uint32_t first, uint32_t end);
tie_repeat_key tie_repeat_stretch_key;
/* What: the same, where the document begins as one did that had its name, and the stretch lies in
 * what is alike: the key that it had there. */
tie_repeat_key tie_repeat_former_key;
/* Bytes of the tokens [first, end) in their document. */
tie_span tie_repeat_span(tie_repeat_store *store, uint32_t first, uint32_t end);

/* The sentence is tokens [start, start of the next one). */
static inline uint32_t tie_repeat_sentence_start(const tie_repeat_store *store, uint32_t sentence) {
    return store->sentence_pages
        .items[sentence / TIE_PAGE_SENTENCES][sentence % TIE_PAGE_SENTENCES];
}
static inline tie_repeat_wording *tie_repeat_wording_of(const tie_repeat_store *store,
                                                        uint32_t sentence) {
    return &store->wording_pages
                .items[sentence / TIE_PAGE_SENTENCES][sentence % TIE_PAGE_SENTENCES];
}
uint32_t tie_repeat_sentence_end(const tie_repeat_store *store, uint32_t sentence);
uint32_t tie_repeat_sentence_of(const tie_repeat_store *store, uint32_t token);
uint32_t tie_repeat_document_of(const tie_repeat_store *store, uint32_t token);
uint32_t tie_repeat_document_end(const tie_repeat_store *store, uint32_t document);

#endif
