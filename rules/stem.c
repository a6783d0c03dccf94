/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stems of English words by Snowball (Porter 2). */
#include "base/hash.h"
#include "rules/ruleset.h"

#include <libstemmer.h>
#include <stdlib.h>

/* Texts say the same words over and over: what each stems to is kept, the last word that took a
 * place instead of the one before. */
enum { PLACES = 4096, LONGEST = 256 /* a longer "word" is no English word and its own stem */ };

typedef struct words_known {
    struct sb_stemmer *snowball;
    struct {
        uint64_t word, stem; /* keys; of no word: 0 */
    } known[PLACES];
} words_known;

void *tie_stemmer_new(void) {
    words_known *s = calloc(1, sizeof *s);
    if (s)
        s->snowball = sb_stemmer_new("english", "UTF_8");
    if (s && s->snowball)
        return s;
    free(s);
    return NULL;
}

void tie_stemmer_free(void *stemmer) {
    words_known *s = stemmer;
    if (s)
        sb_stemmer_delete(s->snowball);
    free(s);
}

static tie_str stem_of(words_known *s, tie_str folded_word) {
    if (folded_word.len > LONGEST)
        return folded_word;
    const sb_symbol *stem =
        sb_stemmer_stem(s->snowball, (const sb_symbol *)folded_word.ptr, (int)folded_word.len);
    if (!stem)
        return folded_word;
    return (tie_str){(const char *)stem, (size_t)sb_stemmer_length(s->snowball)};
}

uint64_t tie_stem_key(void *stemmer, tie_str folded_word) {
    words_known *s = stemmer;
    uint64_t word = tie_hash(folded_word);
    size_t place = word % PLACES;
    if (s->known[place].word != word || !word) {
        s->known[place].word = word;
        s->known[place].stem = tie_hash(stem_of(s, folded_word));
    }
    return s->known[place].stem;
}
