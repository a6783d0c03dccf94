/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t tie_hash(tie_str s) { return XXH3_64bits(s.ptr, s.len); }
