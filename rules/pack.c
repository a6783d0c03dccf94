/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/pack.h"

#include "rules/lexicon.h"

typedef struct pack {
    tie_str license, name, title, language, place;
    tie_json units, places, measures, rules, sources, segments, tests;
    tie_json neutral, persons, agents, predicates, qualifiers, parameters;
} pack;

static const tie_field pack_fields[] = {
    {"license", TIE_FIELD_STR, offsetof(pack, license), true, NULL},
    {"name", TIE_FIELD_STR, offsetof(pack, name), true, NULL},
    {"title", TIE_FIELD_STR, offsetof(pack, title), false, NULL},
    {"language", TIE_FIELD_STR, offsetof(pack, language), false, NULL},
    {"place", TIE_FIELD_STR, offsetof(pack, place), false, NULL},
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
} parameters;

static void read_parameters(tie_loader *loader, tie_json object) {
    static const tie_field fields[] = {
        {"approx_slack", TIE_FIELD_DEC, offsetof(parameters, approx_slack), false, NULL},
        {"loose_slack", TIE_FIELD_DEC, offsetof(parameters, loose_slack), false, NULL}};
    parameters p = {loader->rules->approx_slack, loader->rules->loose_slack};
    if (!TIE_JSON_READ(object, fields, &p))
        return;
    if (tie_dec_sign(p.approx_slack) < 0 || tie_dec_sign(p.loose_slack) < 0) {
        tie_json_fault(object, "slack below zero");
        return;
    }
    loader->rules->approx_slack = p.approx_slack;
    loader->rules->loose_slack = p.loose_slack;
}

static void read_member(tie_loader *loader, tie_json member, void (*read)(tie_loader *, tie_json)) {
    if (member.file)
        read(loader, member);
}

void tie_pack_read(tie_loader *loader, tie_json root) {
    pack p = {0};
    bool named = TIE_JSON_READ(root, pack_fields, &p);
    loader->pack = p.name.len ? p.name : TIE_STR("?");
    if (named)
        *TIE_PUSH(loader->arena, &loader->packs) = p.name;
    read_member(loader, p.parameters, read_parameters);
    read_member(loader, p.neutral, tie_lexicon_neutrals);
    read_member(loader, p.persons, tie_lexicon_persons);
    read_member(loader, p.agents, tie_lexicon_agents);
    read_member(loader, p.predicates, tie_lexicon_predicates);
    read_member(loader, p.qualifiers, tie_lexicon_qualifiers);
    read_member(loader, p.units, tie_pack_read_units);
    read_member(loader, p.places, tie_pack_read_places);
    read_member(loader, p.measures, tie_pack_read_measures);
    read_member(loader, p.rules, tie_pack_read_rules);
    read_member(loader, p.sources, tie_pack_read_sources);
    read_member(loader, p.segments, tie_pack_read_segments);
    read_member(loader, p.tests, tie_pack_read_tests);
    if (p.place.len)
        loader->rules->subject_place = p.place;
}

/* ---- Units ---- */

typedef struct unit_draft {
    tie_str id, dimension;
    tie_dec factor;
    int kind;
    tie_strs forms, before, exact, exact_before;
    bool metric_ton, age;
    tie_period era;
    tie_json at_forms, at_before;
} unit_draft;

static const char *kind_name(int i) { return tie_kind_name((tie_kind)i); }

static const tie_field unit_fields[] = {
    {"id", TIE_FIELD_STR, offsetof(unit_draft, id), true, NULL},
    {"dimension", TIE_FIELD_STR, offsetof(unit_draft, dimension), true, NULL},
    {"factor", TIE_FIELD_DEC, offsetof(unit_draft, factor), true, NULL},
    {"kind", TIE_FIELD_NAME, offsetof(unit_draft, kind), true, kind_name},
    {"forms", TIE_FIELD_STRS, offsetof(unit_draft, forms), false, NULL},
    {"before", TIE_FIELD_STRS, offsetof(unit_draft, before), false, NULL},
    {"exact", TIE_FIELD_STRS, offsetof(unit_draft, exact), false, NULL},
    {"exact_before", TIE_FIELD_STRS, offsetof(unit_draft, exact_before), false, NULL},
    {"metric_ton", TIE_FIELD_BOOL, offsetof(unit_draft, metric_ton), false, NULL},
    {"age", TIE_FIELD_BOOL, offsetof(unit_draft, age), false, NULL},
    {"era", TIE_FIELD_PERIOD, offsetof(unit_draft, era), false, NULL},
};

static void add_forms(tie_loader *loader, tie_json at, tie_strs forms, tie_entry entry) {
    for (size_t i = 0; i < forms.count; i++)
        tie_loader_form(loader, at, forms.items[i], entry);
}

/* Units of one id are one unit in several guises: "tons" and "metric tons", a year and an age. */
static bool same_unit_otherwise(tie_loader *loader, tie_json at, const unit_draft *d) {
    int64_t known = tie_names_find(&loader->unit_ids, d->id);
    if (known < 0) {
        tie_names_add(&loader->unit_ids, loader->arena, d->id);
        return true;
    }
    for (size_t i = 0; i < loader->units.count; i++) {
        const tie_unit *u = &loader->units.items[i];
        bool other =
            tie_str_eq(u->id, d->id) && u->age == d->age &&
            (!tie_str_eq(u->dimension, d->dimension) || tie_dec_cmp(u->factor, d->factor) != 0);
        if (other) {
            tie_json_fault(at, "unit \"%.*s\" has another dimension or factor above",
                           TIE_FMT(d->id));
            return false;
        }
    }
    return true;
}

void tie_pack_read_units(tie_loader *loader, tie_json list) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        unit_draft d = {0};
        if (!TIE_JSON_READ(item, unit_fields, &d) || !same_unit_otherwise(loader, item, &d))
            continue;
        if (tie_dec_sign(d.factor) <= 0) {
            tie_json_fault(item, "factor must be above zero");
            continue;
        }
        int32_t index = (int32_t)loader->units.count;
        *TIE_PUSH(loader->arena, &loader->units) =
            (tie_unit){d.id, d.dimension, d.factor, (tie_kind)d.kind, d.metric_ton, d.age, d.era};
        tie_entry after = {.lex = TIE_LEX_UNIT, .arg = index},
                  before = {.lex = TIE_LEX_UNIT_BEFORE, .arg = index};
        add_forms(loader, item, d.forms, after);
        add_forms(loader, item, d.before, before);
        after.flags = before.flags = TIE_PHRASE_EXACT;
        add_forms(loader, item, d.exact, after);
        add_forms(loader, item, d.exact_before, before);
    }
}

/* ---- Places ---- */

typedef struct place_draft {
    tie_str name;
    tie_strs forms;
    tie_json part_of;
    bool country;
} place_draft;

static const tie_field place_fields[] = {
    {"name", TIE_FIELD_STR, offsetof(place_draft, name), true, NULL},
    {"forms", TIE_FIELD_STRS, offsetof(place_draft, forms), false, NULL},
    {"part_of", TIE_FIELD_JSON, offsetof(place_draft, part_of), false, NULL},
    {"country", TIE_FIELD_BOOL, offsetof(place_draft, country), false, NULL},
};

/* Names that are all capitals ("US") match so; names that begin with one, with theirs. */
static uint8_t name_flags(tie_str form) {
    bool upper = true;
    for (size_t i = 0; i < form.len; i++)
        upper &= !(form.ptr[i] >= 'a' && form.ptr[i] <= 'z');
    if (upper)
        return TIE_PHRASE_EXACT;
    return form.len && tie_ascii_upper(form.ptr[0]) ? TIE_PHRASE_CAPITAL : 0;
}

static void add_name(tie_loader *loader, tie_json at, tie_str form, int32_t index) {
    tie_loader_form(loader, at, form,
                    (tie_entry){.lex = TIE_LEX_PLACE, .flags = name_flags(form), .arg = index});
}

void tie_pack_read_places(tie_loader *loader, tie_json list) {
    TIE_VEC(tie_reference) parents = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        place_draft d = {0};
        if (!TIE_JSON_READ(item, place_fields, &d))
            continue;
        uint32_t index = tie_names_add(&loader->place_names, loader->arena, d.name);
        if (index == loader->places.count)
            *TIE_PUSH(loader->arena, &loader->places) = (tie_place){d.name, -1, d.country};
        add_name(loader, item, d.name, (int32_t)index);
        for (size_t i = 0; i < d.forms.count; i++)
            add_name(loader, item, d.forms.items[i], (int32_t)index);
        if (d.part_of.file)
            *TIE_PUSH(loader->arena, &parents) = (tie_reference){index, d.part_of};
    }
    for (size_t i = 0; i < parents.count; i++) {
        int64_t parent = tie_loader_find(&loader->place_names, parents.items[i].name, "place");
        if (parent >= 0 && parent != parents.items[i].from)
            loader->places.items[parents.items[i].from].part_of = (int32_t)parent;
    }
}
