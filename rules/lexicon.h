/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a language: a lexicon's members become entries of the trie of words. Packs may add
 * to some of them. */
#ifndef TIE_RULES_LEXICON_H
#define TIE_RULES_LEXICON_H

#include "rules/loader.h"

void tie_lexicon_read(tie_loader *loader, tie_json root);

/* Case of the forms: any, or that of the form when it has a capital (May, March, 5M). */
typedef enum tie_casing { TIE_CASE_ANY, TIE_CASE_OWN } tie_casing;
uint8_t tie_casing_flags(tie_casing casing, tie_str form);

/* [forms], each an entry like this one */
void tie_lexicon_list(tie_loader *loader, tie_json list, tie_entry entry, tie_casing casing);
/* [singulars]: an entry like this one for the plural of each */
void tie_lexicon_plurals(tie_loader *loader, tie_json list, tie_entry entry);

/* Members that a pack may have as well; their forms become entries of `lex`. */
void tie_lexicon_words(tie_loader *loader, tie_json list, tie_lex lex);      /* [forms] */
void tie_lexicon_persons(tie_loader *loader, tie_json list, tie_lex lex);    /* [singulars] */
void tie_lexicon_classes(tie_loader *loader, tie_json classes, tie_lex lex); /* {name: [forms]} */
void tie_lexicon_predicates(tie_loader *loader, tie_json classes,
                            tie_lex lex); /* {verb: [forms]} */

/* lexicon_days.c: {name: period}, and {name: rule} for days that fall on another date each year */
void tie_lexicon_named_periods(tie_loader *loader, tie_json object, tie_lex lex);
void tie_lexicon_moving_days(tie_loader *loader, tie_json object, tie_lex lex);

/* links.c: {class: [forms]}, and {kind: [patterns]} over them */
void tie_lexicon_link_cues(tie_loader *loader, tie_json classes, tie_lex lex);
void tie_lexicon_links(tie_loader *loader, tie_json object, tie_lex lex);
tie_link_index tie_links_index(const tie_link_pattern *patterns, size_t count, tie_arena *arena);

#endif
