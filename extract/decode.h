/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a file to UTF-8: the one place that guesses an encoding. */
#ifndef TIE_EXTRACT_DECODE_H
#define TIE_EXTRACT_DECODE_H

#include "base/err.h"

/* What: the text of a file's bytes as UTF-8 without a byte order mark. UTF-8 is borrowed from
 * bytes, anything else (UTF-16 of either end, GB18030, Windows-1252, ... as uchardet recognises it)
 * is converted into the arena. encoding: its name where it was not UTF-8, else empty. Fails:
 * TIE_EINPUT a binary format, or bytes that no encoding explains. */
tie_code tie_decode(tie_arena *arena, tie_str path, tie_str bytes, tie_str *text, tie_str *encoding,
                    tie_err *err);

/* Bytes of the mark that UTF-8 may begin with, or 0. */
size_t tie_decode_mark(tie_str head);
/* A file that begins so is text in no wider encoding than UTF-8, as far as its head shows. */
bool tie_decode_plain(tie_str head);

#endif
