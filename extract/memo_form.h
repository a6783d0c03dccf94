/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a memo: a head, what was found as numbers, words. Numbers are of 7 bits a byte, the
 * lowest first; signed ones fold their sign into the lowest bit. Of strings that are said again and
 * again there is the number among those of the memo; the first time their bytes follow. Those that
 * are mostly said once stand together at the end, in their order, and where they are used there is
 * their length. Places are told from the claim before. Only memo.c and memo_read.c know it. */
#ifndef TIE_EXTRACT_MEMO_FORM_H
#define TIE_EXTRACT_MEMO_FORM_H

#include "base/hash.h"
#include "extract/memo.h"

#include <stddef.h>

enum {
    TIE_MEMO_PART = 1, /* what begins there */
    TIE_MEMO_DIAG = 2,
    TIE_MEMO_BITS = 7,
    TIE_MEMO_AS_BEFORE = 1 << 4 /* flag of an interval: the one before it again */
};

typedef struct tie_memo_head {
    uint64_t sum;     /* of all behind it */
    uint32_t strings; /* different ones among what was found */
    uint32_t words;   /* bytes of words */
} tie_memo_head;

static inline uint64_t tie_memo_sum(tie_str memo) {
    return tie_hash(tie_str_sub(memo, offsetof(tie_memo_head, strings), memo.len));
}

#endif
