/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the lexicon in the text around figures, read again where a check must know how a figure
 * is worded. Asked for few figures only: it opens the document. */
#ifndef TIE_ANALYZE_CUE_H
#define TIE_ANALYZE_CUE_H

#include "analyze/run.h"

/* A text with its tokens; empty where the document is gone or there is none. Owns: run's scratch.
 */
typedef struct tie_cue_text {
    tie_str text;
    tie_tokens tokens;
} tie_cue_text;

tie_cue_text tie_cue_read(tie_run *run, uint32_t doc, tie_span span);
/* The first entry of that meaning within tokens [begin, end), or NULL. arg -1: any. */
const tie_entry *tie_cue_find(const tie_run *run, const tie_cue_text *text, size_t begin,
                              size_t end, tie_lex lex, int32_t arg);
/* A claim's sentence may hold an entry of that meaning: told without opening its document. */
bool tie_cue_possible(const tie_run *run, const tie_claim *claim, tie_lex lex);
/* It does. */
bool tie_cue_in_sentence(tie_run *run, const tie_claim *claim, tie_lex lex, int32_t arg);

#endif
