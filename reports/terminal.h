/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for a reader at a terminal: ink, wrapping by display width, marked figures, two columns. All
 * that comes from documents passes the escaper here. Without colour a mark shows as «guillemets».
 */
#ifndef TIE_REPORTS_TERMINAL_H
#define TIE_REPORTS_TERMINAL_H

#include "base/buf.h"

typedef enum tie_ink {
    TIE_INK_PLAIN,
    TIE_INK_STRONG,
    TIE_INK_FAINT,
    TIE_INK_MARK, /* a figure inside a quote */
    TIE_INK_GOOD,
    TIE_INK_INFO,
    TIE_INK_NOTE,
    TIE_INK_MINOR,
    TIE_INK_MAJOR,
    TIE_INK_CRITICAL
} tie_ink;

/* s, escaped, in that ink; plain where color is false. */
void tie_ink_put(tie_buf *buf, bool color, tie_ink ink, tie_str s);
void tie_ink_puts(tie_buf *buf, bool color, tie_ink ink, const char *s);

/* A paragraph before it is broken into lines: escaped, its blanks collapsed, with marked stretches.
 */
typedef struct tie_prose {
    tie_buf text;
    TIE_VEC(tie_span) marks; /* in text, ascending */
    bool color;
} tie_prose;

tie_prose tie_prose_new(tie_arena *arena, bool color);
void tie_prose_add(tie_prose *prose, tie_str s);
void tie_prose_mark(tie_prose *prose, tie_str s); /* added and marked */

/* What: the next line of at most width columns, from *at on, which moves behind it; broken at
 * blanks where there are any. False at the end. */
bool tie_prose_line(const tie_prose *prose, size_t *at, unsigned width, tie_span *out);
/* Writes a line in `ink`, its marked stretches in the ink of marks. Returns its columns. */
unsigned tie_prose_put_line(tie_buf *buf, const tie_prose *prose, tie_span line, tie_ink ink);

/* What: the whole paragraph, each line indented but the first, which follows what the caller wrote
 * up to that column; ends with a line break. */
void tie_prose_put(tie_buf *buf, const tie_prose *prose, unsigned indent, unsigned width,
                   tie_ink ink);
/* Two paragraphs beside each other. */
void tie_prose_put_pair(tie_buf *buf, const tie_prose *left, const tie_prose *right,
                        unsigned indent, unsigned width);

void tie_put_blanks(tie_buf *buf, unsigned count);
/* s, escaped, cut to width columns with an ellipsis, padded with blanks to width. */
void tie_put_cell(tie_buf *buf, tie_str s, unsigned width);

#endif
