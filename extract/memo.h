/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found in one input as bytes, so that a later run can take it up without reading the
 * input again. A memo says all that a corpus keeps; it is of the program that wrote it: whoever
 * stores memos keeps tie_memo_maker beside them and drops those of another maker. */
#ifndef TIE_EXTRACT_MEMO_H
#define TIE_EXTRACT_MEMO_H

#include "extract/intake.h"

typedef struct tie_memo_writer {
    tie_buf bytes, words;
    tie_arena *scratch;
    tie_map strings; /* to their numbers: each is written once */
    uint32_t string_count;
} tie_memo_writer;

/* Both arenas are the caller's; the memo is in out. */
tie_memo_writer tie_memo_writer_new(tie_arena *out, tie_arena *scratch);
/* Adds the next part of the input; the parts of an input are whole documents. */
void tie_memo_add(tie_memo_writer *writer, const tie_found_part *part);
/* Adds a diagnostic about a part of the input. */
void tie_memo_add_diag(tie_memo_writer *writer, const tie_diag *diag);
/* The memo: what was added, behind a checksum. */
tie_str tie_memo_end(tie_memo_writer *writer);

/* What: the parts and diagnostics of a memo; documents and diagnostics get path. Their texts are
 * empty. Strings are kept in words and strings, all else in out. Returns false when the bytes are
 * no memo: nothing of it may be used. */
bool tie_memo_read(tie_str memo, tie_str path, tie_arena *out, tie_arena *strings, tie_words *words,
                   tie_intake_slot *slot);

/* Its checksum holds. */
bool tie_memo_intact(tie_str memo);

/* Equal for programs that find the same in the same bytes with the same packs and options. */
uint64_t tie_memo_maker(void);

#endif
