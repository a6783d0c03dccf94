/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/lexicon.h"

#include <stddef.h>

/* ---- Names of enumerations, as lexicons write them ---- */

static const char *hedge_name(int i) { return tie_hedge_name((tie_hedge)i); }

static const char *direction_name(int i) {
    return tie_direction_name((tie_direction)(i + TIE_DIRECTION_UP));
}

static const char *period_unit_name(int i) {
    static const char *const names[] = {"day",     "workday", "week", "fortnight", "month",
                                        "quarter", "half",    "year", "decade",    "century"};
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

static const char *period_cue_name(int i) {
    static const char *const names[] = {
        "in",           "from",     "to",       "since",         "until",    "as_of",
        "end_of",       "begin_of", "mid",      "early",         "late",     "first",
        "second",       "past",     "next",     "this",          "last",     "same",
        "year_on_year", "ending",   "fiscal",   "calendar",      "launch",   "today",
        "yesterday",    "tomorrow", "span",     "before",        "after",    "onwards",
        "backwards",    "ago",      "hence",    "earlier",       "later",    "previous",
        "following",    "week_of",  "starting", "week_starting", "to_date",  "year_to_date",
        "so_far",       "rest",     "weekend",  "year_before",   "last_part"};
    _Static_assert(sizeof names / sizeof *names == TIE_CUE_COUNT, "a name for each cue");
    return (size_t)i < TIE_CUE_COUNT ? names[i] : NULL;
}

static const char *include_name(int i) {
    static const char *const names[] = {"open", "complete"};
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

/* ---- One reader for each shape of member ---- */

static void read_cased_list(tie_loader *loader, tie_json list, tie_lex lex) {
    tie_lexicon_list(loader, list, (tie_entry){.lex = (uint8_t)lex}, TIE_CASE_OWN);
}

/* {form: decimal} */
static void read_decimals(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        tie_entry entry = {.lex = (uint8_t)lex};
        if (tie_json_dec(member, &entry.a))
            tie_loader_form(loader, member, member.key, entry);
    }
}

static bool read_pair(tie_json pair, tie_dec *a, tie_dec *b) {
    tie_json first, second;
    tie_json_walk walk = tie_json_items(pair);
    if (tie_json_count(pair) != 2) {
        tie_json_fault(pair, "two numbers expected");
        return false;
    }
    tie_json_next(&walk, &first);
    tie_json_next(&walk, &second);
    bool good = tie_json_dec(first, a);
    return tie_json_dec(second, b) && good;
}

/* {form: factor}: verbs and "-fold", that say so on their own */
static void read_multiplied(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        tie_entry entry = {.lex = (uint8_t)lex, .arg = 1};
        if (tie_json_dec(member, &entry.a))
            tie_loader_form(loader, member, member.key, entry);
    }
}

/* [forms] that differ from the other list of that meaning */
static void read_words_apart(tie_loader *loader, tie_json list, tie_lex lex) {
    tie_lexicon_list(loader, list, (tie_entry){.lex = (uint8_t)lex, .arg = 1}, TIE_CASE_ANY);
}

static void read_words_third(tie_loader *loader, tie_json list, tie_lex lex) {
    tie_lexicon_list(loader, list, (tie_entry){.lex = (uint8_t)lex, .arg = 3}, TIE_CASE_ANY);
}

static void read_words_second(tie_loader *loader, tie_json list, tie_lex lex) {
    tie_lexicon_list(loader, list, (tie_entry){.lex = (uint8_t)lex, .arg = 2}, TIE_CASE_ANY);
}

/* {form: [numerator, denominator]} */
static void read_fractions(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        tie_entry entry = {.lex = (uint8_t)lex};
        if (!read_pair(member, &entry.a, &entry.b))
            continue;
        if (tie_dec_sign(entry.b) > 0)
            tie_loader_form(loader, member, member.key, entry);
        else
            tie_json_fault(member, "denominator is not above zero");
    }
}

/* {form: [lowest, bound above]} */
static void read_ranges(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        tie_entry entry = {.lex = (uint8_t)lex};
        if (!read_pair(member, &entry.a, &entry.b))
            continue;
        if (tie_dec_cmp(entry.a, entry.b) < 0)
            tie_loader_form(loader, member, member.key, entry);
        else
            tie_json_fault(member, "range does not rise");
    }
}

/* {form: integer from lo to hi} */
static void read_ints(tie_loader *loader, tie_json object, tie_lex lex, int64_t lo, int64_t hi,
                      tie_casing casing) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        int64_t n;
        if (!tie_json_int(member, lo, hi, &n))
            continue;
        tie_entry entry = {
            .lex = (uint8_t)lex, .flags = tie_casing_flags(casing, member.key), .arg = (int32_t)n};
        tie_loader_form(loader, member, member.key, entry);
    }
}

static void read_scales(tie_loader *loader, tie_json object, tie_lex lex) {
    read_ints(loader, object, lex, 1, 18, lex == TIE_LEX_GLUED ? TIE_CASE_OWN : TIE_CASE_ANY);
}

/* {form: power}: scales behind digits, set apart or glued; as words of their own they are names */
static void read_scales_behind(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        int64_t power;
        if (!tie_json_int(member, 1, 18, &power))
            continue;
        tie_entry entry = {.lex = (uint8_t)lex, .arg = (int32_t)power, .a = {1, 0}};
        tie_loader_form(loader, member, member.key, entry);
    }
}

static void read_months(tie_loader *loader, tie_json object, tie_lex lex) {
    read_ints(loader, object, lex, 1, 12, TIE_CASE_OWN);
}

static void read_weekdays(tie_loader *loader, tie_json object, tie_lex lex) {
    read_ints(loader, object, lex, 1, 7, TIE_CASE_OWN);
}

static void read_period_units(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        int unit;
        if (!tie_json_name(member, "period unit", period_unit_name, &unit))
            continue;
        tie_entry entry = {.lex = (uint8_t)lex, .arg = unit};
        tie_loader_form(loader, member, member.key, entry);
    }
}

/* {name of an enumeration: [forms]} with arg = first + index of the name. */
static void read_named_lists(tie_loader *loader, tie_json object, tie_entry entry, const char *what,
                             const char *(*names)(int)) {
    tie_json_walk walk = tie_json_members(object);
    int first = entry.arg, index;
    for (tie_json member; tie_json_next(&walk, &member);) {
        if (!tie_json_key_name(member, what, names, &index))
            continue;
        entry.arg = first + index;
        tie_lexicon_list(loader, member, entry, TIE_CASE_ANY);
    }
}

static void read_period_cues(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_entry entry = {.lex = (uint8_t)lex};
    read_named_lists(loader, object, entry, "period cue", period_cue_name);
}

static void read_changes(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_entry entry = {.lex = (uint8_t)lex, .arg = TIE_DIRECTION_UP};
    read_named_lists(loader, object, entry, "direction", direction_name);
}

static void read_includes(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_entry entry = {.lex = (uint8_t)lex};
    read_named_lists(loader, object, entry, "kind of list", include_name);
}

static const char *scope_name(int i) {
    static const char *const names[] = {"including", "excluding", NULL};
    return names[i];
}

static void read_scopes(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_entry entry = {.lex = (uint8_t)lex};
    read_named_lists(loader, object, entry, "kind of scope", scope_name);
}

static const char *table_word_name(int i) {
    static const char *const names[] = {"total", "subtotal", "grand_total", "all",
                                        "part",  "rate",     "opening",     "closing",
                                        "added", "removed",  "dated",       "item"};
    return i >= 0 && (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

static void read_table_words(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_entry entry = {.lex = (uint8_t)lex};
    read_named_lists(loader, object, entry, "word of a table", table_word_name);
}

typedef struct hedge_draft {
    int hedge;
    tie_json before, after, spans;
} hedge_draft;

/* Before a length of time those of "spans" may be prepositions: their entries have an a. */
static void add_hedge(tie_loader *loader, const hedge_draft *draft) {
    tie_entry before = {.lex = TIE_LEX_HEDGE_BEFORE, .arg = draft->hedge};
    tie_entry after = {.lex = TIE_LEX_HEDGE_AFTER, .arg = draft->hedge};
    tie_entry spans = {.lex = TIE_LEX_HEDGE_BEFORE, .arg = draft->hedge, .a = tie_dec_int(1)};
    tie_lexicon_list(loader, draft->before, before, TIE_CASE_ANY);
    tie_lexicon_list(loader, draft->after, after, TIE_CASE_ANY);
    tie_lexicon_list(loader, draft->spans, spans, TIE_CASE_ANY);
}

static void read_hedges(tie_loader *loader, tie_json array, tie_lex lex) {
    static const tie_field fields[] = {
        {"hedge", TIE_FIELD_NAME, offsetof(hedge_draft, hedge), true, hedge_name},
        {"before", TIE_FIELD_JSON, offsetof(hedge_draft, before), false, NULL},
        {"after", TIE_FIELD_JSON, offsetof(hedge_draft, after), false, NULL},
        {"spans", TIE_FIELD_JSON, offsetof(hedge_draft, spans), false, NULL}};
    (void)lex; /* two of them: before and after the figure */
    tie_json_walk walk = tie_json_items(array);
    for (tie_json item; tie_json_next(&walk, &item);) {
        hedge_draft draft = {0};
        if (!TIE_JSON_READ(item, fields, &draft))
            continue;
        add_hedge(loader, &draft);
    }
}

/* {plural: singular} */
static void read_irregular(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        tie_str singular;
        if (!tie_json_str(member, &singular))
            continue;
        uint32_t text = tie_names_add(&loader->texts, loader->arena, singular);
        tie_entry entry = {.lex = (uint8_t)lex, .arg = (int32_t)text};
        tie_loader_form(loader, member, member.key, entry);
    }
}

/* [singulars], with their plurals */
static void read_tallied(tie_loader *loader, tie_json list, tie_lex lex) {
    tie_entry entry = {.lex = (uint8_t)lex};
    tie_lexicon_list(loader, list, entry, TIE_CASE_ANY);
    tie_lexicon_plurals(loader, list, entry);
}

/* Resolved when the classes of all packs are known. */
static void read_predicate_traits(tie_loader *loader, tie_json object, tie_lex lex) {
    (void)lex;
    loader->predicate_traits = object;
}

/* {kind of subject, or predicate class: [forms]} */
static void read_subjects(tie_loader *loader, tie_json object, tie_lex lex) {
    static const struct {
        const char *name;
        tie_subject subject;
    } kinds[] = {{"ratio", TIE_SUBJECT_RATIO},
                 {"ratio_of", TIE_SUBJECT_RATIO_OF},
                 {"amount", TIE_SUBJECT_AMOUNT},
                 {"set", TIE_SUBJECT_SET}};
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        int64_t arg = tie_names_find(&loader->predicates, member.key);
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (tie_str_eq(member.key, tie_str_c(kinds[i].name)))
                arg = kinds[i].subject;
        tie_entry entry = {.lex = (uint8_t)lex, .arg = (int32_t)arg};
        if (arg == -1 && !tie_str_eq(member.key, TIE_STR("ratio")))
            tie_json_fault_key(member, "no predicate class \"%.*s\"", TIE_FMT(member.key));
        else
            tie_lexicon_list(loader, member, entry, TIE_CASE_ANY);
    }
}

/* [[forms], ...]: each list a group whose members exclude each other */
static void read_exclusive(tie_loader *loader, tie_json groups, tie_lex lex) {
    tie_json_walk walk = tie_json_items(groups);
    tie_entry entry = {.lex = (uint8_t)lex};
    for (tie_json group; tie_json_next(&walk, &group); entry.arg++)
        tie_lexicon_list(loader, group, entry, TIE_CASE_ANY);
}

static const char *role_name(int i) {
    static const char *const names[] = {
#define TIE_ROLE(id, name) name,
#include "rules/roles.def"
#undef TIE_ROLE
    };
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

/* {role: [words]} */
static void read_roles(tie_loader *loader, tie_json object, tie_lex lex) {
    (void)lex;
    tie_json_walk walk = tie_json_members(object);
    int role;
    for (tie_json member; tie_json_next(&walk, &member);) {
        if (!tie_json_key_name(member, "role of a word", role_name, &role))
            continue;
        tie_json_walk words = tie_json_items(member);
        for (tie_json item; tie_json_next(&words, &item);) {
            tie_str word;
            if (!tie_json_str(item, &word))
                continue;
            if (tie_str_find(word, TIE_STR(" ")) < word.len)
                tie_json_fault(item, "a single word expected");
            else
                *TIE_PUSH(loader->arena, &loader->role_words) =
                    (tie_role_word){tie_word_key(word), (tie_role)role};
        }
    }
}

static void read_name(tie_loader *loader, tie_json value, tie_lex lex) {
    (void)loader;
    (void)lex;
    tie_str text;
    tie_json_str(value, &text);
}

/* ---- The file ---- */

static const struct {
    const char *key;
    void (*read)(tie_loader *loader, tie_json value, tie_lex lex);
    tie_lex lex;
} sections[] = {
    {"license", read_name, TIE_LEX_COUNT},
    {"language", read_name, TIE_LEX_COUNT},
    {"roles", read_roles, TIE_LEX_COUNT},
    {"numerals", read_decimals, TIE_LEX_NUMERAL},
    {"scales", read_scales, TIE_LEX_SCALE},
    {"glued_scales", read_scales, TIE_LEX_GLUED},
    {"scales_behind", read_scales_behind, TIE_LEX_GLUED},
    {"ordinals", read_decimals, TIE_LEX_ORDINAL},
    {"fractions", read_fractions, TIE_LEX_FRACTION},
    {"collectives", read_ranges, TIE_LEX_COLLECTIVE},
    {"dozens", read_decimals, TIE_LEX_DOZEN},
    {"multiples", read_decimals, TIE_LEX_MULTIPLE},
    {"multiplied", read_multiplied, TIE_LEX_MULTIPLE},
    {"compared", tie_lexicon_words, TIE_LEX_COMPARED},
    {"zero", tie_lexicon_words, TIE_LEX_ZERO},
    {"zero_emphatic", read_words_apart, TIE_LEX_ZERO},
    {"tallied_nouns", read_tallied, TIE_LEX_TALLIED},
    {"unit_compounds", read_tallied, TIE_LEX_COMPOUND},
    {"hedges", read_hedges, TIE_LEX_HEDGE_BEFORE},
    {"months", read_months, TIE_LEX_MONTH},
    {"weekdays", read_weekdays, TIE_LEX_WEEKDAY},
    {"period_units", read_period_units, TIE_LEX_PERIOD_UNIT},
    {"period_cues", read_period_cues, TIE_LEX_PERIOD_CUE},
    {"named_periods", tie_lexicon_named_periods, TIE_LEX_NAMED_PERIOD},
    {"moving_days", tie_lexicon_moving_days, TIE_LEX_NAMED_PERIOD},
    {"changes", read_changes, TIE_LEX_CHANGE},
    {"per_words", tie_lexicon_words, TIE_LEX_PER},
    {"change_nouns", read_changes, TIE_LEX_CHANGE_NOUN},
    {"persons", tie_lexicon_persons, TIE_LEX_PERSON},
    {"person_states", tie_lexicon_words, TIE_LEX_STATE},
    {"irregular_nouns", read_irregular, TIE_LEX_IRREGULAR},
    {"neutral_modifiers", tie_lexicon_words, TIE_LEX_NEUTRAL},
    {"qualifiers", tie_lexicon_classes, TIE_LEX_QUALIFIER},
    {"predicates", tie_lexicon_predicates, TIE_LEX_PREDICATE},
    {"agents", tie_lexicon_classes, TIE_LEX_AGENT},
    {"nationwide", tie_lexicon_words, TIE_LEX_NATIONWIDE},
    {"figure_words", tie_lexicon_words, TIE_LEX_FIGURE},
    {"place_nouns", tie_lexicon_words, TIE_LEX_PLACE_NOUN},
    {"stop_words", tie_lexicon_words, TIE_LEX_STOP},
    {"past_auxiliaries", read_words_apart, TIE_LEX_STOP},
    {"negations", read_words_third, TIE_LEX_STOP},
    {"going_on_words", read_words_second, TIE_LEX_STOP},
    {"abbreviations", read_cased_list, TIE_LEX_ABBREVIATION},
    {"link_cues", tie_lexicon_link_cues, TIE_LEX_LINK},
    {"links", tie_lexicon_links, TIE_LEX_COUNT},
    {"total_cues", tie_lexicon_words, TIE_LEX_TOTAL},
    {"include_cues", read_includes, TIE_LEX_INCLUDE},
    {"table_words", read_table_words, TIE_LEX_TABLE},
    {"plan_cues", tie_lexicon_words, TIE_LEX_PLAN},
    {"estimate_cues", tie_lexicon_words, TIE_LEX_ESTIMATE},
    {"condition_cues", read_cased_list, TIE_LEX_CONDITION},
    {"attribution_cues", tie_lexicon_words, TIE_LEX_ATTRIBUTION},
    {"identifier_words", read_cased_list, TIE_LEX_IDENTIFIER},
    {"rank_words", tie_lexicon_words, TIE_LEX_RANK},
    {"street_words", tie_lexicon_words, TIE_LEX_STREET},
    {"names_with_numbers", read_cased_list, TIE_LEX_NAME},
    {"event_words", tie_lexicon_words, TIE_LEX_EVENT},
    {"pronoun_followers", tie_lexicon_words, TIE_LEX_PRONOUN},
    {"definite_words", tie_lexicon_words, TIE_LEX_DEFINITE},
    {"lasting_cues", tie_lexicon_words, TIE_LEX_LASTING},
    {"every_cues", read_period_units, TIE_LEX_EVERY},
    {"reduce_words", tie_lexicon_words, TIE_LEX_REDUCE},
    {"law_codes", tie_lexicon_words, TIE_LEX_CODE},
    {"clause_words", tie_lexicon_words, TIE_LEX_CLAUSE},
    {"complement_words", tie_lexicon_words, TIE_LEX_COMPLEMENT},
    {"complement_prepositions", read_words_apart, TIE_LEX_COMPLEMENT},
    {"scope_words", read_scopes, TIE_LEX_SCOPE},
    {"purpose_words", tie_lexicon_words, TIE_LEX_PURPOSE},
    {"money_nouns", read_words_apart, TIE_LEX_PURPOSE},
    {"pace_cues", read_words_second, TIE_LEX_PURPOSE},
    {"generic_persons", tie_lexicon_words, TIE_LEX_GENERIC},
    {"self_words", read_words_apart, TIE_LEX_GENERIC},
    {"doubtful_modifiers", read_words_second, TIE_LEX_GENERIC},
    {"revision_cues", tie_lexicon_words, TIE_LEX_REVISED},
    {"provisional_cues", read_words_apart, TIE_LEX_REVISED},
    {"exclusive_words", read_exclusive, TIE_LEX_EXCLUSIVE},
    {"predicate_traits", read_predicate_traits, TIE_LEX_COUNT},
    {"subject_nouns", read_subjects, TIE_LEX_SUBJECT},
};

enum { SECTIONS = sizeof sections / sizeof *sections };

static void unknown_section(tie_json member) {
    tie_guess guess = tie_guess_new(member.key);
    for (size_t i = 0; i < SECTIONS; i++)
        tie_guess_offer(&guess, tie_str_c(sections[i].key));
    tie_guess_hint(&guess, tie_json_fault_key(member, "unknown key \"%.*s\"", TIE_FMT(member.key)));
}

void tie_lexicon_read(tie_loader *loader, tie_json root) {
    tie_json_walk walk = tie_json_members(root);
    for (tie_json member; tie_json_next(&walk, &member);) {
        size_t i = 0;
        while (i < SECTIONS && !tie_str_eq(member.key, tie_str_c(sections[i].key)))
            i++;
        if (i < SECTIONS)
            sections[i].read(loader, member, sections[i].lex);
        else
            unknown_section(member);
    }
}
