/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule set while it is being compiled: its growing arrays, the indexes of its names, and the
 * outside resources (patterns, stemmer) that must be given back however the load ends. */
#ifndef TIE_RULES_LOADER_H
#define TIE_RULES_LOADER_H

#include "rules/json.h"
#include "rules/load.h"
#include "rules/map.h"
#include "rules/ruleset.h"

/* Names in order of appearance, each once. */
typedef struct tie_names {
    tie_map index;
    TIE_VEC(tie_str) items;
} tie_names;

/* The index of name, new or known. */
uint32_t tie_names_add(tie_names *names, tie_arena *arena, tie_str name);
/* The index of name, or -1. */
int64_t tie_names_find(const tie_names *names, tie_str name);

/* Verbs of a measure, held until all classes are complete. */
typedef struct tie_verb_list {
    uint32_t measure;
    tie_json names;
} tie_verb_list;

/* A name that refers to something that may stand further down in the pack. */
typedef struct tie_reference {
    uint32_t from; /* index of what refers */
    tie_json name;
} tie_reference;

/* A word and what it does. */
typedef struct tie_role_word {
    uint64_t key;
    tie_role role;
} tie_role_word;

typedef struct tie_loader {
    tie_arena *arena;
    tie_ruleset *rules;
    tie_faults faults;
    void *stemmer;
    tie_str pack; /* name of the pack that is being read */

    uint32_t file_count;
    TIE_VEC(void *) patterns;

    /* Names by index; places and measures have the same indexes below. */
    tie_names texts, predicates, place_names, measure_ids, rule_ids, link_cues;

    TIE_VEC(tie_role_word) role_words;
    TIE_VEC(tie_link_pattern) links;
    TIE_VEC(tie_unit) units;
    TIE_VEC(tie_place) places;
    TIE_VEC(tie_measure) measures;
    TIE_VEC(tie_rule) rule_items;
    TIE_VEC(tie_source_rule) sources;
    TIE_VEC(tie_segment_rule) segments;
    TIE_VEC(tie_pack_test) tests;
    TIE_VEC(tie_str) packs;

    TIE_VEC(tie_json) class_lists; /* predicate classes as written, for measures that name one */
    TIE_VEC(tie_verb_list) verbs;
    tie_json predicate_traits; /* {trait: [names of classes]} */
} tie_loader;

/* Adds a form to the trie of words, or notes at `at` why it cannot be one. */
void tie_loader_form(tie_loader *loader, tie_json at, tie_str form, tie_entry entry);
/* Id of a term in the trie of stems, new or known; a fault and false when it cannot be one. */
bool tie_loader_term(tie_loader *loader, tie_json at, tie_str term, uint32_t *id);

/* Index of the known name that a value gives; -1 and a fault, with the nearest, when there is none.
 * what: "measure". */
int64_t tie_loader_find(const tie_names *names, tie_json value, const char *what);

#endif
