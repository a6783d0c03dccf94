/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a memo, whose values are packed (base/packed.h). Only memo.c and memo_read.c know it.
 *
 * A head is two checksums, its own and the body's, and then documents and diagnostics, with their
 * strings where they are said.
 *
 * A body is three counts; where each string, each claim and each document ends, as four bytes each;
 * and their bytes. So any of them is found without the others. Of strings that are said again and
 * again there is the number, from 1; those that are mostly said once stand where they are said. */
#ifndef TIE_EXTRACT_MEMO_FORM_H
#define TIE_EXTRACT_MEMO_FORM_H

#include "base/hash.h"
#include "base/packed.h"
#include "extract/memo.h"

#include <stddef.h>

enum {
    TIE_MEMO_PART = 1, /* what begins there, in a head */
    TIE_MEMO_DIAG = 2
};

typedef struct tie_memo_sums {
    uint64_t head; /* of all behind it */
    uint64_t body;
} tie_memo_sums;

typedef struct tie_memo_counts {
    uint32_t strings, claims, parts;
} tie_memo_counts;

static inline uint64_t tie_memo_sum(tie_str head) {
    return tie_hash(tie_str_sub(head, offsetof(tie_memo_sums, body), head.len));
}

#endif
