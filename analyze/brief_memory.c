/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/brief.h"

#include "analyze/brief_maker.h"
#include "base/hash.h"
#include "extract/memo.h"

uint64_t tie_brief_maker(void) { return tie_hash_mix(tie_memo_maker(), TIE_BRIEF_MAKER); }
