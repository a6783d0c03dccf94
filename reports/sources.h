/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit of sources for readers and for programs. */
#ifndef TIE_REPORTS_SOURCES_H
#define TIE_REPORTS_SOURCES_H

#include "analyze/sources.h"
#include "base/buf.h"

typedef struct tie_sources_format {
    const char *name; /* "text", "json", "csv" */
    /* width: columns, for those that people read; scratch: for what is put together */
    void (*put)(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width);
} tie_sources_format;

/* NULL when there is none of that name. */
const tie_sources_format *tie_sources_format_find(tie_str name);

void tie_sources_put_text(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width);
void tie_sources_put_json(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width);
void tie_sources_put_csv(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width);

/* ---- What the formats share: sources_words.c ---- */

extern const char tie_sources_legend[]; /* of the table's columns */
/* Shares and chances as they are told and saved: to four decimals, to two digits. */
double tie_sources_share(double share);
double tie_sources_chance(double p);
/* "Police and Gazette have the same figure in 4 of the 5 places where ..." */
void tie_sources_put_pair(tie_buf *text, const tie_sources *all, const tie_copying *pair);
bool tie_source_changed(const tie_source *source);
/* "2 while their period was open; of closed periods 0 saying so, 1 in silence" */
void tie_sources_put_changes(tie_buf *text, const tie_source *source);

#endif
