/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One escaper for each format. Texts of documents, names of files and words of packs are hostile:
 * nothing of them reaches an output but through here. What an escaper writes is valid UTF-8
 * whatever it is given; an ill-formed byte becomes U+FFFD. */
#ifndef TIE_REPORTS_ESCAPE_H
#define TIE_REPORTS_ESCAPE_H

#include "base/buf.h"

/* Code points that act on a terminal or reorder what is read: C0 and C1 controls, DEL, line and
 * paragraph separators, bidirectional embeddings, overrides, isolates and marks, invisible tags.
 * Source: Unicode Standard Annex 9, Unicode Technical Report 36. */
bool tie_escape_unsafe(uint32_t code_point);

/* The inside of a JSON string (RFC 8259), without its quotation marks. Unsafe code points are
 * written as \uXXXX, so that a row is safe to look at, too; it stays one line. */
void tie_escape_json(tie_buf *buf, tie_str s);
/* The same at `to`, which has room for tie_escape_json_room of s; returns what is behind. */
char *tie_put_escaped_json(char *to, tie_str s);
static inline size_t tie_escape_json_room(tie_str s) { return 6 * s.len + 8; }

/* For a terminal. Line breaks and tabs become one blank; other unsafe code points become visible
 * and harmless: <U+202E>. */
void tie_escape_terminal(tie_buf *buf, tie_str s);

/* For HTML, as text between tags or inside a quoted attribute; never in a script, a style or a
 * comment. Line breaks (as \n) and tabs stay; other unsafe code points, and those that are no
 * characters, become visible as for a terminal. */
void tie_escape_html(tie_buf *buf, tie_str s);

/* For Markdown (CommonMark, GitHub's dialect), as text of a paragraph or of a table's cell: what
 * could begin markup, raw HTML, a link or a mention becomes a character reference or is escaped;
 * line breaks become one blank; unsafe code points become visible as for a terminal. */
void tie_escape_markdown(tie_buf *buf, tie_str s);

/* A whole field of CSV (RFC 4180), between quotation marks where it needs them. A field that a
 * spreadsheet could take for a formula begins with an apostrophe (OWASP, "CSV injection"). */
void tie_escape_csv(tie_buf *buf, tie_str s);

/* A workflow command of GitHub: its message, or the value of one of its properties. */
void tie_escape_github(tie_buf *buf, tie_str s);
void tie_escape_github_property(tie_buf *buf, tie_str s);

/* A path as a relative reference of RFC 3986: bytes that are not unreserved, or '/', as %XX. */
void tie_escape_uri(tie_buf *buf, tie_str s);
/* A text of a text fragment (WICG, URL Fragment Text Directives): '-' and ',' are marks there. */
void tie_escape_uri_text(tie_buf *buf, tie_str s);

#endif
