/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader does not want to hear of: phrases, and whole documents. A list is text: a phrase a
 * line, or glob:PATTERN for documents; empty lines and lines that begin with # say nothing. */
#ifndef TIE_ANALYZE_REPEAT_IGNORE_H
#define TIE_ANALYZE_REPEAT_IGNORE_H

#include "analyze/repeat_words.h"

/* Masked words of a phrase: any figure stands for any other. */
typedef struct tie_repeat_phrase {
    uint32_t *words;
    uint32_t count;
} tie_repeat_phrase;

typedef struct tie_repeat_ignores {
    TIE_VEC(tie_repeat_phrase) phrases;
    TIE_VEC(tie_str) globs;
} tie_repeat_ignores;

/* What: adds a list. Owns: arena; borrows list. */
void tie_repeat_ignores_add(tie_repeat_ignores *ignores, tie_arena *arena,
                            const tie_repeat_words *words, tie_str list);
bool tie_repeat_ignores_path(const tie_repeat_ignores *ignores, tie_str path);
/* What: is so little left of these masked words, once the phrases are taken out of them, that it
 * would be no passage (least words)? Also true where they lie within a phrase. */
bool tie_repeat_ignores_words(const tie_repeat_ignores *ignores, const uint32_t *words,
                              uint32_t count, uint32_t least);

#endif
