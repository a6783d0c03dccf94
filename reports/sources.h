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

#endif
