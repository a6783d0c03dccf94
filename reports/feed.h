/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was new lately, for readers of feeds. Source: RFC 4287 (Atom). No clock: times are those of
 * the runs' days, and equal entries give equal bytes. */
#ifndef TIE_REPORTS_FEED_H
#define TIE_REPORTS_FEED_H

#include "base/buf.h"

typedef struct tie_feed_entry {
    tie_str key;   /* names the entry for ever */
    tie_str title; /* one line */
    tie_str text;
    tie_str day; /* YYYY-MM-DD */
} tie_feed_entry;

typedef struct tie_feed {
    tie_str job, day;
    const tie_feed_entry *entries; /* newest first */
    size_t count;
} tie_feed;

void tie_feed_render(tie_buf *out, const tie_feed *feed);

#endif
