/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a document of a search for repeats is from. */
#ifndef TIE_ANALYZE_REPEAT_ORIGIN_H
#define TIE_ANALYZE_REPEAT_ORIGIN_H

#include <stdint.h>

#define TIE_REPEAT_NO_DAY INT32_MAX

typedef struct tie_repeat_origin {
    uint32_t file; /* any id, the same for the documents of one file; 0: a file of its own */
    int32_t day;   /* since 1970-01-01, or TIE_REPEAT_NO_DAY */
    uint64_t name; /* hash of its path and segment; asked for only where there is a memory */
} tie_repeat_origin;

#endif
