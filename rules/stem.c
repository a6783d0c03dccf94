/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stems of English words by Snowball (Porter 2). */
#include "base/hash.h"
#include "rules/ruleset.h"

#include <libstemmer.h>

void *tie_stemmer_new(void) { return sb_stemmer_new("english", "UTF_8"); }

void tie_stemmer_free(void *stemmer) { sb_stemmer_delete(stemmer); }

tie_str tie_stem(void *stemmer, tie_str folded_word) {
    enum { LONGEST = 256 }; /* a longer "word" is no English word and its own stem */
    if (folded_word.len > LONGEST)
        return folded_word;
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer, (const sb_symbol *)folded_word.ptr, (int)folded_word.len);
    if (!stem)
        return folded_word;
    return (tie_str){(const char *)stem, (size_t)sb_stemmer_length(stemmer)};
}

uint64_t tie_stem_key(void *stemmer, tie_str folded_word) {
    return tie_hash(tie_stem(stemmer, folded_word));
}
