/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_lexicon.h"

/* The class of an entry, and its value; PLAIN for what repeats do not mask. */
static tie_repeat_class class_of(const tie_entry *e, int *value) {
    enum { LARGEST_NUMERAL = 99 };
    switch (e->lex) {
    case TIE_LEX_NUMERAL: {
        bool small = tie_dec_cmp(e->a, tie_dec_int(LARGEST_NUMERAL)) <= 0;
        *value = small ? (int)tie_dec_double(e->a) : 0;
        return small ? TIE_REPEAT_NUMERAL : TIE_REPEAT_PLAIN;
    }
    case TIE_LEX_SCALE:
        *value = e->arg;
        return TIE_REPEAT_SCALE;
    case TIE_LEX_MONTH:
        *value = e->arg;
        return TIE_REPEAT_MONTH;
    case TIE_LEX_STOP:
        return TIE_REPEAT_STOP;
    default:
        return TIE_REPEAT_PLAIN;
    }
}

static bool letters(tie_str word) {
    for (size_t i = 0; i < word.len; i++)
        if (!tie_ascii_alpha(word.ptr[i]))
            return false;
    return word.len > 0;
}

tie_repeat_words *tie_repeat_words_of(const tie_ruleset *rules, tie_arena *arena) {
    tie_repeat_words *words = tie_repeat_words_new(arena);
    const tie_entry *e;
    for (size_t i = 0; (e = tie_phrases_nth(rules->phrases, i)); i++) {
        int value = 0;
        tie_repeat_class class = class_of(e, &value);
        if (class != TIE_REPEAT_PLAIN && e->tokens == 1 && letters(e->form))
            tie_repeat_words_add(words, arena, e->form, class, value);
    }
    return words;
}
