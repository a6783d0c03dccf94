/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/loader.h"

#include "rules/limits.h"

uint32_t tie_names_add(tie_names *names, tie_arena *arena, tie_str name) {
    uint64_t key = tie_hash(name);
    uint32_t *known = tie_map_find(&names->index, key);
    if (known)
        return *known;
    uint32_t index = (uint32_t)names->items.count;
    tie_map_put(&names->index, arena, key, index);
    *TIE_PUSH(arena, &names->items) = name;
    return index;
}

int64_t tie_names_find(const tie_names *names, tie_str name) {
    const uint32_t *known = tie_map_find(&names->index, tie_hash(name));
    return known ? (int64_t)*known : -1;
}

int64_t tie_loader_find(const tie_names *names, tie_json value, const char *what) {
    tie_str name;
    if (!tie_json_str(value, &name))
        return -1;
    int64_t index = tie_names_find(names, name);
    if (index >= 0)
        return index;
    tie_guess guess = tie_guess_new(name);
    for (size_t i = 0; i < names->items.count; i++)
        tie_guess_offer(&guess, names->items.items[i]);
    tie_guess_hint(&guess, tie_json_fault(value, "unknown %s \"%.*s\"", what, TIE_FMT(name)));
    return -1;
}

static void bad_form(tie_json at, tie_str form) {
    tie_err_hint(tie_json_fault(at, "\"%.*s\" cannot be matched", TIE_FMT(form)),
                 "a form has 1 to %d words and symbols", TIE_LIMIT_PHRASE_TOKENS);
}

void tie_loader_form(tie_loader *loader, tie_json at, tie_str form, tie_entry entry) {
    if (!tie_phrases_add(loader->rules->phrases, loader->arena, form, NULL, entry))
        bad_form(at, form);
}

bool tie_loader_term(tie_loader *loader, tie_json at, tie_str term, uint32_t *id) {
    tie_phrases *terms = loader->rules->terms;
    const tie_entry *known = tie_phrases_find(terms, loader->arena, term, loader->stemmer);
    if (known) {
        *id = (uint32_t)known->arg;
        return true;
    }
    tie_entry entry = {.lex = TIE_LEX_COUNT, .arg = (int32_t)loader->rules->term_count};
    if (!tie_phrases_add(terms, loader->arena, term, loader->stemmer, entry)) {
        bad_form(at, term);
        return false;
    }
    *id = (uint32_t)loader->rules->term_count++;
    return true;
}
