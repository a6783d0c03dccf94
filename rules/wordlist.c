/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and classes of words, which lexicons and packs write alike. */
#include "rules/lexicon.h"
#include "rules/plural.h"

uint8_t tie_casing_flags(tie_casing casing, tie_str form) {
    for (size_t i = 0; casing == TIE_CASE_OWN && i < form.len; i++)
        if (tie_ascii_upper(form.ptr[i]))
            return TIE_PHRASE_EXACT;
    return 0;
}

void tie_lexicon_list(tie_loader *loader, tie_json list, tie_entry entry, tie_casing casing) {
    tie_json_walk walk = tie_json_items(list);
    tie_str form;
    for (tie_json item; tie_json_next(&walk, &item);) {
        if (!tie_json_str(item, &form))
            continue;
        tie_entry own = entry;
        own.flags |= tie_casing_flags(casing, form);
        tie_loader_form(loader, item, form, own);
    }
}

void tie_lexicon_plurals(tie_loader *loader, tie_json list, tie_entry entry) {
    tie_json_walk walk = tie_json_items(list);
    tie_str singular;
    for (tie_json item; tie_json_next(&walk, &item);)
        if (tie_json_str(item, &singular))
            tie_loader_form(loader, item, tie_plural(loader->arena, singular), entry);
}

void tie_lexicon_words(tie_loader *loader, tie_json list, tie_lex lex) {
    tie_lexicon_list(loader, list, (tie_entry){.lex = (uint8_t)lex}, TIE_CASE_ANY);
}

void tie_lexicon_persons(tie_loader *loader, tie_json list, tie_lex lex) {
    tie_json_walk walk = tie_json_items(list);
    tie_str singular;
    for (tie_json item; tie_json_next(&walk, &item);) {
        if (!tie_json_str(item, &singular))
            continue;
        uint32_t text = tie_names_add(&loader->texts, loader->arena, singular);
        tie_entry entry = {.lex = (uint8_t)lex, .arg = (int32_t)text};
        tie_loader_form(loader, item, singular, entry);
        tie_loader_form(loader, item, tie_plural(loader->arena, singular), entry);
    }
}

/* {class: [forms]} with arg = index of the class among names. */
static void read_classes(tie_loader *loader, tie_json classes, tie_lex lex, tie_names *names) {
    tie_json_walk walk = tie_json_members(classes);
    for (tie_json member; tie_json_next(&walk, &member);) {
        uint32_t index = tie_names_add(names, loader->arena, member.key);
        tie_entry entry = {.lex = (uint8_t)lex, .arg = (int32_t)index};
        tie_lexicon_list(loader, member, entry, TIE_CASE_ANY);
    }
}

void tie_lexicon_classes(tie_loader *loader, tie_json classes, tie_lex lex) {
    read_classes(loader, classes, lex, &loader->texts);
}

void tie_lexicon_predicates(tie_loader *loader, tie_json classes, tie_lex lex) {
    read_classes(loader, classes, lex, &loader->predicates);
    *TIE_PUSH(loader->arena, &loader->class_lists) = classes;
}
