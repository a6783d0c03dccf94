/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"
#include "extract/reader.h"

void tie_claim_strings(tie_claim *claim, tie_str *out[TIE_CLAIM_STRINGS]) {
    tie_str *const strings[TIE_CLAIM_STRINGS] = {
        &claim->text,      &claim->noun,  &claim->unit,        &claim->dimension,
        &claim->head,      &claim->agent, &claim->attribution, &claim->measure,
        &claim->predicate, &claim->place, &claim->pack_rule};
    memcpy(out, strings, sizeof strings);
}

/* Two strings of one hash are told apart by further hashes. */
tie_str tie_words_keep(tie_words *words, tie_arena *arena, tie_str s) {
    if (!s.len)
        return s;
    for (uint64_t key = tie_hash(s);; key = tie_hash_mix(key, s.len)) {
        const uint32_t *at = tie_map_find(&words->map, key);
        if (at && tie_str_eq(words->items.items[*at], s))
            return words->items.items[*at];
        if (at)
            continue;
        tie_map_put(&words->map, arena, key, (uint32_t)words->items.count);
        return *TIE_PUSH(arena, &words->items) = tie_arena_str(arena, s);
    }
}
