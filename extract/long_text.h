/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long files of UTF-8, which are not held in memory as a whole: opened for reading through a window
 * (intake.c), and for reading again here and there. */
#ifndef TIE_EXTRACT_LONG_TEXT_H
#define TIE_EXTRACT_LONG_TEXT_H

#include "base/paged.h"
#include "extract/input.h"

enum { TIE_LONG_BYTES = 1024 * 1024 }; /* an input of this size is held as a whole */

/* What: opens an input that is long: a regular file of more than TIE_LONG_BYTES, in UTF-8, not
 * split into segments. skipped: bytes of a byte order mark before the text. hash: of the text.
 * False: it is to be read as a whole, or not at all, and whoever does so tells why. Scratch in
 * arena. */
bool tie_long_open(const tie_ruleset *rules, const tie_options *options, const tie_input *in,
                   tie_arena *arena, tie_paged *paged, size_t *skipped, uint64_t *hash);

/* Takes a text as far as it is there: bytes before `there`, of those that it was given before the
 * last TIE_TEXT_KEPT alone. The last time all are. False: stop. */
typedef bool tie_stretch_sink(void *user, tie_str text, size_t there);

/* What: a long text of that hash read again from its start, a stretch after the other. *complete:
 * sink has taken all of it. False: it is no long text, or another one now, and sink was not called.
 * Scratch in arena. */
bool tie_long_each(const tie_ruleset *rules, const tie_options *options, const tie_input *in,
                   uint64_t hash, tie_arena *arena, tie_stretch_sink *sink, void *user,
                   bool *complete);

/* Line and column at the start of every so many bytes of a text. */
typedef struct tie_text_mark {
    uint32_t line, col;
} tie_text_mark;

/* A long text to be read again. */
typedef struct tie_long_text {
    tie_paged paged; /* to be closed */
    size_t skipped, len;
    uint64_t hash;
    TIE_VEC(tie_text_mark) marks;
} tie_long_text;

/* What: opens the input for reading again; false as in tie_long_open. Owns: arena; the file is to
 * be closed. */
bool tie_long_text_open(const tie_ruleset *rules, const tie_options *options, const tie_input *in,
                        tie_arena *arena, tie_long_text *out);
/* What: a copy of the bytes of span; empty where they are not there any more. Owns: arena. */
tie_str tie_long_text_copy(const tie_long_text *text, tie_arena *arena, tie_span span);
/* What: as tie_line_col, in time that does not grow with the text. */
void tie_long_text_line_col(const tie_long_text *text, tie_arena *scratch, size_t at,
                            uint32_t *line, uint32_t *col);

#endif
