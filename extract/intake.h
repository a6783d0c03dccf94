/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One worker's way from an input to what is found in it. An input of usual size is read as a whole
 * and left in its slot for the collector. A long one is read through a window (base/paged.h), and
 * what is found is handed over on the way, so that memory does not grow with it. Then lists and
 * tables stay within what was read since the last time: the items behind go on about the noun and
 * the columns of those before, but no sum is asked for across. */
#ifndef TIE_EXTRACT_INTAKE_H
#define TIE_EXTRACT_INTAKE_H

#include "base/paged.h"
#include "base/pool.h"
#include "extract/claim_rows.h"
#include "extract/input.h"

/* What was found in a document, or in a piece of one. */
typedef struct tie_found_part {
    tie_doc doc;
    tie_str text;
    size_t there; /* bytes of text, from its start, that were read */
    tie_claim *claims;
    size_t claim_count;
    tie_date_exprs dates;
    tie_numbers numbers;
    tie_traces traces;
    tie_links links;
    tie_footings footings;
    tie_sentence_keys sentences;
    tie_quotes quotes; /* of claims from a file, which have no text */
    bool recalled;     /* from a memo: its strings are the corpus's */
    bool continued;    /* a piece; the ones before it are collected */
    uint32_t taken;    /* claims of the document before what its own numbers count from */
} tie_found_part;

/* What a worker leaves for the collector. */
typedef struct tie_intake_slot {
    tie_arena claims, text;
    TIE_VEC(tie_found_part) parts;
    tie_diags diags;
    uint64_t bytes;
    uint64_t content_hash; /* of the bytes as they were read, where they are held as a whole */
    tie_str whole;         /* the decoded text, likewise */
    bool known;            /* nothing was found: a memory has it */
    bool failed;           /* the input could not be read */
    bool out_of_memory;
    bool goes_on; /* handed over on the way: the worker still needs the arenas */
} tie_intake_slot;

typedef struct tie_intake {
    const tie_ruleset *rules;
    const tie_options *options;
    const tie_sidecar *sidecar;
    bool pieces;      /* long documents may come in pieces */
    bool claims_only; /* nobody asks how they are related */
    bool whole;       /* every input is held as a whole */
    tie_reader reader;
    tie_arena scratch;
    bool ready;

    tie_feed feed; /* of the document under way */
    tie_paged paged;
    size_t skipped; /* bytes of a byte order mark before the text */
    size_t counted; /* of the file, told to the collector */
    bool began;     /* a piece of the document was handed over */
    tie_input in;   /* with its bytes, where they are there */
    tie_intake_slot *slot;
    tie_pool *pool;
    size_t task;
} tie_intake;

/* What: reads an input into slot, handing over on the way. Keeps failures in the slot. */
void tie_intake_read(tie_intake *worker, tie_pool *pool, size_t task, const tie_input *in,
                     tie_intake_slot *slot);
void tie_intake_release(tie_intake *worker);

/* What: the whole text of an input, and the bytes it was read from. Owns: arena. Fails: TIE_EIO,
 * TIE_EINPUT. */
tie_code tie_intake_load(tie_arena *arena, const tie_options *options, const tie_input *in,
                         tie_str *text, tie_str *encoding, tie_str *raw, tie_err *err);
/* The most bytes of an input that is held as a whole. */
uint64_t tie_intake_most(const tie_options *options);

#endif
