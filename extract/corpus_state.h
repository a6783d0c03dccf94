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

/* What is known of a document beside its tie_doc. */
typedef struct kept_doc {
    tie_doc_part part;      /* how many of each; where they stand when all is read */
    tie_quotes quotes;      /* empty where the input can be read again */
    uint32_t input, number; /* which of its input's documents it is */
    bool recalled;
} kept_doc;

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
    tie_claims claims;
    tie_date_exprs dates;
    tie_links links;
    tie_footings footings;
    tie_sentence_keys sentences;
    tie_diags diags;
    tie_words words;         /* of claims and dates */
    TIE_VEC(tie_arena) kept; /* of inputs that are rows of claims: their quotes are nowhere else */
    uint64_t bytes;
    tie_progress progress;
    uint32_t docs_seen;
    size_t task;        /* the one that is collected, */
    uint32_t task_docs; /* and the documents seen before it */

    tie_arena quotes; /* the input that was quoted last */
    uint32_t quoted_input;
    bool quoted_file; /* read from its file although there is a memory */
    tie_parts_found quoted;
    tie_arena excerpt;         /* what was read again last of a long one */
    TIE_VEC(long_input) longs; /* those that were read again */
};

/* corpus_part.c: where each document's part of all that was found stands, once all is read. */
void tie__corpus_slice(tie_corpus *corpus);

#endif
