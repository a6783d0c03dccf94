/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of ours that hold one array of objects, to which people add by hand and we by command:
 * {"suppress": [...]}. What is there keeps its bytes. */
#ifndef TIE_REPORTS_ENTRIES_H
#define TIE_REPORTS_ENTRIES_H

#include "base/buf.h"
#include "rules/json.h"

/* A file of entries while it is read. */
typedef struct tie_entries {
    tie_arena *arena;
    tie_str path, text;
    const char *key;                          /* of the array */
    void (*read)(void *user, tie_json entry); /* may note faults */
    void *user;
    tie_err_sink *sink; /* takes every fault; may be NULL */
    void *sink_user;
} tie_entries;

/* What: gives each entry of the text to read, unless it is empty. Fails: TIE_EINPUT, the first
 * fault in err. */
tie_code tie_entries_read(const tie_entries *entries, tie_err *err);

/* What: the text with one more entry (JSON) behind the last; of empty text, a new file. The text is
 * read first. Owns: arena. Fails: TIE_EINPUT as above. */
tie_code tie_entries_add(const tie_entries *entries, tie_str entry, tie_str *out, tie_err *err);

#endif
