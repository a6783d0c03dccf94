/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found in one input as bytes, so that a later run can take it up without reading the
 * input again. A memo says all that a corpus keeps, in two pieces: the head tells what documents
 * there are and how many claims each has, which every run asks; the body has what was found in
 * them, of which a run asks for a document or a claim now and then. Both are of the program that
 * wrote them: whoever stores memos keeps tie_memo_maker beside them and drops those of another
 * maker. */
#ifndef TIE_EXTRACT_MEMO_H
#define TIE_EXTRACT_MEMO_H

#include "extract/intake.h"

typedef struct tie_memo {
    tie_str head, body;
} tie_memo;

/* ---- Writing ---- */

/* Things one behind the other, and where each ends. */
typedef struct tie_memo_shelf {
    tie_buf bytes;
    TIE_VEC(uint32_t) ends;
} tie_memo_shelf;

typedef struct tie_memo_writer {
    tie_arena *out, *scratch;
    tie_buf head;
    tie_memo_shelf strings, claims, parts;
    tie_map numbers; /* of the strings: each is written once */
} tie_memo_writer;

/* Both arenas are the caller's; the memo is in out. */
tie_memo_writer tie_memo_writer_new(tie_arena *out, tie_arena *scratch);
/* Adds the next part of the input; the parts of an input are whole documents. */
void tie_memo_add(tie_memo_writer *writer, const tie_found_part *part);
/* Adds a diagnostic about a part of the input. */
void tie_memo_add_diag(tie_memo_writer *writer, const tie_diag *diag);
tie_memo tie_memo_end(tie_memo_writer *writer);

/* ---- Reading ---- */

/* What: documents and diagnostics of a head, both with path; of what was found in the documents the
 * number of claims alone. *body_sum: what tie_memo_open asks for. Owns: slot's lists are in out,
 * strings in kept. Returns false when the bytes are no head: nothing of it may be used. */
bool tie_memo_read_head(tie_str head, tie_str path, tie_arena *out, tie_arena *kept,
                        tie_intake_slot *slot, uint64_t *body_sum);

/* A body whose things can be asked for one by one. Borrows the bytes. */
typedef struct tie_memo_body {
    tie_str strings, claims, parts;
    const uint32_t *string_ends, *claim_ends, *part_ends;
    uint32_t string_count, claim_count, part_count; /* of the input */
} tie_memo_body;

/* What: opens a body, at an address that suits a uint32_t. False when it is not the one of that
 * checksum. */
bool tie_memo_open(tie_str bytes, uint64_t sum, tie_memo_body *out);

/* What: claim number `index` of the input, which is of doc, and one of the corpus by its place
 * there. Its strings are the body's; modifiers are in arena. False when the bytes are none. */
bool tie_memo_claim(const tie_memo_body *body, uint32_t index, const tie_doc *doc, uint32_t id,
                    tie_arena *arena, tie_claim *out);

/* What: all of the input's document number `index` but its claims, with doc's number and with the
 * corpus's numbers of its claims. Owns: as above. False when the bytes are none. */
bool tie_memo_part(const tie_memo_body *body, uint32_t index, const tie_doc *doc, tie_arena *arena,
                   tie_found_part *out);

/* What: of those, the sentence that begins at start; without claims where there is none. False when
 * the bytes are none. */
bool tie_memo_sentence(const tie_memo_body *body, uint32_t index, const tie_doc *doc,
                       uint64_t start, tie_sentence_key *out);

/* The checksums hold, and the two are of one memo. */
bool tie_memo_intact(tie_memo memo);

/* Equal for programs that find the same in the same bytes with the same packs and options. */
uint64_t tie_memo_maker(void);

#endif
