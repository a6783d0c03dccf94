/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/pack.h"

#include "rules/lexicon.h"

typedef struct pack {
    tie_str name;
    tie_str for_people; /* license, title, language: checked, not kept */
    tie_json place, parameters, tests;
    tie_json units, places, measures, rules, sources, segments;
    tie_json neutral, persons, agents, predicates, qualifiers;
} pack;

static const tie_field pack_fields[] = {
    {"license", TIE_FIELD_STR, offsetof(pack, for_people), true, NULL},
    {"name", TIE_FIELD_STR, offsetof(pack, name), true, NULL},
    {"title", TIE_FIELD_STR, offsetof(pack, for_people), false, NULL},
    {"language", TIE_FIELD_STR, offsetof(pack, for_people), false, NULL},
    {"place", TIE_FIELD_JSON, offsetof(pack, place), false, NULL},
    {"units", TIE_FIELD_JSON, offsetof(pack, units), false, NULL},
    {"places", TIE_FIELD_JSON, offsetof(pack, places), false, NULL},
    {"measures", TIE_FIELD_JSON, offsetof(pack, measures), false, NULL},
    {"rules", TIE_FIELD_JSON, offsetof(pack, rules), false, NULL},
    {"sources", TIE_FIELD_JSON, offsetof(pack, sources), false, NULL},
    {"segments", TIE_FIELD_JSON, offsetof(pack, segments), false, NULL},
    {"tests", TIE_FIELD_JSON, offsetof(pack, tests), false, NULL},
    {"neutral_modifiers", TIE_FIELD_JSON, offsetof(pack, neutral), false, NULL},
    {"persons", TIE_FIELD_JSON, offsetof(pack, persons), false, NULL},
    {"agents", TIE_FIELD_JSON, offsetof(pack, agents), false, NULL},
    {"predicates", TIE_FIELD_JSON, offsetof(pack, predicates), false, NULL},
    {"qualifiers", TIE_FIELD_JSON, offsetof(pack, qualifiers), false, NULL},
    {"parameters", TIE_FIELD_JSON, offsetof(pack, parameters), false, NULL},
};

typedef struct parameters {
    tie_dec approx_slack, loose_slack;
    int one_unit;
} parameters;

static const char *severity_name(int i) { return tie_severity_name((tie_severity)i); }

static void read_parameters(tie_loader *loader, tie_json object) {
    static const tie_field fields[] = {
        {"approx_slack", TIE_FIELD_DEC, offsetof(parameters, approx_slack), false, NULL},
        {"loose_slack", TIE_FIELD_DEC, offsetof(parameters, loose_slack), false, NULL},
        {"one_unit", TIE_FIELD_NAME, offsetof(parameters, one_unit), false, severity_name}};
    parameters p = {loader->rules->approx_slack, loader->rules->loose_slack,
                    (int)loader->rules->one_unit};
    if (!object.file || !TIE_JSON_READ(object, fields, &p))
        return;
    if (tie_dec_sign(p.approx_slack) < 0 || tie_dec_sign(p.loose_slack) < 0) {
        tie_json_fault(object, "slack below zero");
        return;
    }
    loader->rules->approx_slack = p.approx_slack;
    loader->rules->loose_slack = p.loose_slack;
    loader->rules->one_unit = (tie_severity)p.one_unit;
}

/* The order is that of reference: measures name units, rules name measures. */
void tie_pack_read(tie_loader *loader, tie_json root) {
    pack p = {.name = TIE_STR("?")};
    TIE_JSON_READ(root, pack_fields, &p);
    loader->pack = p.name;
    *TIE_PUSH(loader->arena, &loader->packs) = p.name;
    read_parameters(loader, p.parameters);
    tie_lexicon_words(loader, p.neutral, TIE_LEX_NEUTRAL);
    tie_lexicon_persons(loader, p.persons, TIE_LEX_PERSON);
    tie_lexicon_classes(loader, p.agents, TIE_LEX_AGENT);
    tie_lexicon_predicates(loader, p.predicates, TIE_LEX_PREDICATE);
    tie_lexicon_classes(loader, p.qualifiers, TIE_LEX_QUALIFIER);
    tie_pack_read_units(loader, p.units);
    tie_pack_read_places(loader, p.places);
    tie_pack_read_measures(loader, p.measures);
    tie_pack_read_rules(loader, p.rules);
    tie_pack_read_sources(loader, p.sources);
    tie_pack_read_segments(loader, p.segments);
    tie_pack_read_tests(loader, p.tests);
    if (!p.place.file)
        return;
    int64_t place = tie_loader_find(&loader->place_names, p.place, "place");
    if (place >= 0)
        loader->rules->subject_place = loader->places.items[place].name;
}
