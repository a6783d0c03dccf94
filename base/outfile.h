/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file while it is being written: in place and complete once kept, or never there. A reader
 * sees the old file or the new one; a full disk or a kill leaves the old one. */
#ifndef TIE_BASE_OUTFILE_H
#define TIE_BASE_OUTFILE_H

#include "base/arena.h"

typedef struct tie_outfile {
    void *stdio_file;             /* to write into; NULL: none is open */
    const char *path, *temporary; /* temporary NULL: path is no regular file, written directly */
} tie_outfile;

/* What: opens a temporary file beside path. Owns: names in arena; end it with keep or drop.
 * Fails: TIE_EIO. */
tie_code tie_outfile_open(tie_arena *arena, tie_str path, tie_outfile *out, tie_err *err);
/* What: puts it in the place of path, its bytes on the disk first. Fails: TIE_EIO; the file is
 * then dropped. */
tie_code tie_outfile_keep(tie_outfile *out, tie_err *err);
void tie_outfile_drop(tie_outfile *out); /* harmless twice */

/* What: all bytes of a file at once, as above. */
tie_code tie_outfile_write(tie_arena *arena, tie_str path, tie_str bytes, tie_err *err);

#endif
