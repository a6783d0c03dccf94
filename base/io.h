/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders. With outfile, pool, store and cli the only place that speaks POSIX. */
#ifndef TIE_BASE_IO_H
#define TIE_BASE_IO_H

#include "base/arena.h"

/* What: all bytes of a file, or of standard input for "-". Owns: arena.
 * Fails: TIE_EIO (with the system's reason), TIE_EINPUT when longer than max_bytes (0: no limit),
 * or no regular file. */
tie_code tie_io_read(tie_arena *arena, tie_str path, uint64_t max_bytes, tie_str *out,
                     tie_err *err);

/* What: the regular files at or below path, hidden ones left out: in each folder files in byte
 * order of their names, then its folders likewise; links to folders are not followed. A file yields
 * itself. Owns: arena. Fails: TIE_EUSAGE nothing there; TIE_EIO a folder cannot be listed. */
tie_code tie_io_list(tie_arena *arena, tie_str path, tie_strs *out, tie_err *err);
/* A file as the system tells of it; of a link, what it leads to. */
typedef struct tie_io_state {
    bool there; /* else nothing is known */
    uint64_t inode, size_bytes;
    int64_t mtime_ns, ctime_ns;
} tie_io_state;
/* What: the state of each path; fastest where those of one folder stand together. */
void tie_io_look(tie_strs paths, tie_io_state *out);
bool tie_io_exists(tie_str path);
uint64_t tie_io_size(tie_str path); /* of a regular file, in bytes; 0 of anything else */

/* Writes all of s to an open stream. TIE_EIO when the system refuses (a closed pipe included). */
tie_code tie_io_write(void *stdio_file, tie_str s, tie_err *err);

/* What a file starts with, when it is no plain text: "zip", "pdf", "png", "gzip", "sqlite",
 * "binary", ...; NULL for text. UTF-16 with a byte order mark is text. */
const char *tie_io_binary(tie_str bytes);

tie_str tie_path_base(tie_str path); /* behind the last '/' */
tie_str tie_path_ext(tie_str path);  /* behind the last '.' of the base name; empty when none */

#endif
