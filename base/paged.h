/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file's bytes at fixed addresses, of which only those in use are in memory: whoever reads a long
 * file from its start to its end asks for what lies ahead and drops what lies behind. Not a mapping
 * of the file, which would fault when another program cuts it short: bytes that are asked for are
 * read, and stay as they were read. Lifetime: an outside resource, to be closed; not in an arena.
 */
#ifndef TIE_BASE_PAGED_H
#define TIE_BASE_PAGED_H

#include "base/str.h"

typedef struct tie_paged {
    char *bytes;      /* NULL: not open */
    size_t size;      /* as when it was opened; less once a read has met an earlier end */
    size_t low, high; /* bytes [low, high) are in memory; others read as zeros or as anything */
    size_t reserved;  /* addresses that are ours */
    int file;
} tie_paged;

/* Opens a regular file of at least one byte; false where that cannot be. Reads nothing yet. */
bool tie_paged_open(const char *path, tie_paged *out);
/* Brings bytes up to end into memory, and those before them that are not dropped. */
void tie_paged_bring(tie_paged *paged, size_t end);
/* Reads bytes [start, end) elsewhere than in place, whatever is in memory; false where they are not
 * there. */
bool tie_paged_read(const tie_paged *paged, size_t start, size_t end, char *out);
/* Drops bytes before start; they may be brought again after tie_paged_rewind. */
void tie_paged_drop(tie_paged *paged, size_t start);
/* Drops all: the next bytes to be brought are the first. */
void tie_paged_rewind(tie_paged *paged);
void tie_paged_close(tie_paged *paged);

#endif
