/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a corpus holds, for the files that are it: corpus.c collects, corpus_part.c answers,
 * corpus_quote.c reads the inputs again. Nobody else looks inside. */
#ifndef TIE_EXTRACT_CORPUS_STATE_H
#define TIE_EXTRACT_CORPUS_STATE_H

#include "extract/corpus.h"
#include "rules/map.h"

/* A long input that was opened for reading again, or could not be. */
typedef struct long_input {
    uint32_t input;
    bool open;
    tie_long_text text;
} long_input;

/* Sentences of a document that were asked for one by one. */
enum { FEW_SENTENCES = 8 };
typedef struct few_sentence {
    uint64_t start;
    tie_sentence_key key; /* without claims: there is none */
} few_sentence;
typedef struct few_sentences {
    few_sentence items[FEW_SENTENCES];
    uint32_t count;
} few_sentences;

/* What is known of a document beside its tie_doc. */
typedef struct kept_doc {
    tie_doc_part part;      /* how many of each; where they stand when all is read */
    tie_quotes quotes;      /* empty where the input can be read again */
    uint32_t input, number; /* which of its input's documents it is */
    uint32_t known;         /* among the recalled inputs; NOT_RECALLED: it was read */
    few_sentences *few;     /* NULL: none was asked for */
    bool listed;            /* part is there, but for its claims */
    bool ready;             /* and they too */
} kept_doc;
enum { NOT_RECALLED = UINT32_MAX };

/* An input of which the memory has a memo. */
typedef struct known_input {
    uint64_t tag, body_sum;
    uint32_t first_claim; /* of the corpus's claims, */
    uint32_t claim_count; /* and how many are its own */
    uint32_t doc_count;
    const tie_memo_body *body; /* NULL: nobody has asked for it */
} known_input;

/* All of all documents one behind the other. */
typedef struct all_found {
    tie_claims claims; /* piles, all of them */
    tie_date_exprs dates;
    tie_links links;
    tie_footings footings;
    tie_sentence_keys sentences;
} all_found;

struct tie_corpus {
    const tie_ruleset *rules;
    tie_options options;
    tie_defaults defaults; /* of the options */
    tie_arena arena;
    jmp_buf guard;
    tie_sidecar sidecar;
    TIE_VEC(tie_input) inputs;
    tie_map paths;            /* of the files among them, so that none is read twice */
    const tie_memory *memory; /* NULL: none */
    tie_intake_slot *slots;   /* of task t: t % slot_count */
    size_t slot_count;
    tie_intake *workers;
    unsigned jobs;

    tie_extraction_sink *sink;
    void *sink_user;
    bool keep, stopped, out_of_memory, damaged;

    TIE_VEC(tie_doc) docs;
    TIE_VEC(kept_doc) kept_docs; /* of each document */
    size_t claim_count;          /* of all documents */
    all_found read;              /* what was found in this run */
    tie_diags diags;
    tie_words words;         /* of claims and dates */
    TIE_VEC(tie_arena) kept; /* of inputs that are rows of claims: their quotes are nowhere else */
    uint64_t bytes;
    tie_progress progress;
    uint32_t docs_seen;
    size_t task;        /* the one that is collected, */
    uint32_t task_docs; /* and the documents seen before it */

    TIE_VEC(known_input) known; /* inputs that are recalled */
    tie_arena asked;            /* what was asked for of them */
    tie_arena opened;           /* the body that claims are copied from */
    jmp_buf *asker;             /* who asks; NULL: nobody who can be told that there is no memory */
    TIE_VEC(const tie_claim *) by_id; /* a pile: each claim that was asked for */
    const uint32_t *doc_of_block;     /* of each block of claims, the document of its first */
    all_found all;  /* of all documents, where all claims were asked for at once, */
    bool all_there; /* and they were */

    tie_arena quotes; /* the input that was quoted last */
    uint32_t quoted_input;
    bool quoted_file; /* read from its file although there is a memory */
    tie_parts_found quoted;
    tie_arena excerpt;         /* what was read again last of a long one */
    TIE_VEC(long_input) longs; /* those that were read again */
};

/* corpus_part.c: once all is read. */
void tie__corpus_ready(tie_corpus *corpus);
void tie__corpus_release_found(all_found *found);

#endif
