/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units and places: the names that figures carry. */
#include "rules/lexicon.h"
#include "rules/pack.h"

/* ---- Units ---- */

typedef struct unit_draft {
    tie_str id, dimension;
    tie_dec factor, times;
    int kind;
    tie_json forms, before, exact, exact_before;
    bool metric_ton, age;
    tie_period era;
} unit_draft;

static const char *kind_name(int i) { return tie_kind_name((tie_kind)i); }

static const tie_field unit_fields[] = {
    {"id", TIE_FIELD_STR, offsetof(unit_draft, id), true, NULL},
    {"dimension", TIE_FIELD_STR, offsetof(unit_draft, dimension), true, NULL},
    {"factor", TIE_FIELD_DEC, offsetof(unit_draft, factor), true, NULL},
    {"kind", TIE_FIELD_NAME, offsetof(unit_draft, kind), true, kind_name},
    {"forms", TIE_FIELD_JSON, offsetof(unit_draft, forms), false, NULL},
    {"before", TIE_FIELD_JSON, offsetof(unit_draft, before), false, NULL},
    {"exact", TIE_FIELD_JSON, offsetof(unit_draft, exact), false, NULL},
    {"exact_before", TIE_FIELD_JSON, offsetof(unit_draft, exact_before), false, NULL},
    {"metric_ton", TIE_FIELD_BOOL, offsetof(unit_draft, metric_ton), false, NULL},
    {"age", TIE_FIELD_BOOL, offsetof(unit_draft, age), false, NULL},
    {"times", TIE_FIELD_DEC, offsetof(unit_draft, times), false, NULL},
    {"era", TIE_FIELD_PERIOD, offsetof(unit_draft, era), false, NULL},
};

/* Units of one id are one unit in several guises: "tons" and "metric tons", a year and an age. */
static bool agrees_with_known(const tie_loader *loader, const unit_draft *d) {
    for (size_t i = 0; i < loader->units.count; i++) {
        const tie_unit *u = &loader->units.items[i];
        if (tie_str_eq(u->id, d->id) && u->age == d->age &&
            (!tie_str_eq(u->dimension, d->dimension) || tie_dec_cmp(u->factor, d->factor) != 0))
            return false;
    }
    return true;
}

static void read_unit(tie_loader *loader, tie_json item) {
    unit_draft d = {.times = {1, 0}};
    bool good = TIE_JSON_READ(item, unit_fields, &d);
    if (good && tie_dec_sign(d.factor) <= 0)
        tie_json_fault(item, "factor of unit \"%.*s\" is not above zero", TIE_FMT(d.id));
    if (good && !agrees_with_known(loader, &d))
        tie_json_fault(item, "unit \"%.*s\" has another dimension or factor above", TIE_FMT(d.id));
    int32_t index = (int32_t)loader->units.count;
    *TIE_PUSH(loader->arena, &loader->units) = (tie_unit){
        d.id, d.dimension, d.factor, (tie_kind)d.kind, d.metric_ton, d.age, d.times, d.era};
    tie_entry after = {.lex = TIE_LEX_UNIT, .arg = index};
    tie_entry before = {.lex = TIE_LEX_UNIT_BEFORE, .arg = index};
    tie_lexicon_list(loader, d.forms, after, TIE_CASE_ANY);
    tie_lexicon_list(loader, d.before, before, TIE_CASE_ANY);
    after.flags = before.flags = TIE_PHRASE_EXACT;
    tie_lexicon_list(loader, d.exact, after, TIE_CASE_ANY);
    tie_lexicon_list(loader, d.exact_before, before, TIE_CASE_ANY);
}

void tie_pack_read_units(tie_loader *loader, tie_json list) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);)
        read_unit(loader, item);
}

/* ---- Places ---- */

typedef struct place_draft {
    tie_str name;
    tie_json forms, part_of;
    bool country;
} place_draft;

static const tie_field place_fields[] = {
    {"name", TIE_FIELD_STR, offsetof(place_draft, name), true, NULL},
    {"forms", TIE_FIELD_JSON, offsetof(place_draft, forms), false, NULL},
    {"part_of", TIE_FIELD_JSON, offsetof(place_draft, part_of), false, NULL},
    {"country", TIE_FIELD_BOOL, offsetof(place_draft, country), false, NULL},
};

/* "US" must not be found in "us", nor "Turkey" in "turkey"; "CHINA" is China all the same. */
static void add_name(tie_loader *loader, tie_json at, tie_str form, int32_t index) {
    tie_entry entry = {.lex = TIE_LEX_PLACE, .arg = index};
    bool lower = false;
    for (size_t i = 0; i < form.len; i++)
        lower |= form.ptr[i] >= 'a' && form.ptr[i] <= 'z';
    if (!lower)
        entry.flags = TIE_PHRASE_EXACT;
    else if (tie_ascii_upper(form.ptr[0]))
        entry.flags = TIE_PHRASE_CAPITAL;
    tie_loader_form(loader, at, form, entry);
}

/* A place that a pack names again gets the forms added. */
static void read_place(tie_loader *loader, tie_json item, const place_draft *d, uint32_t index) {
    if (index == loader->places.count)
        *TIE_PUSH(loader->arena, &loader->places) = (tie_place){.name = d->name, .part_of = -1};
    loader->places.items[index].country |= d->country;
    add_name(loader, item, d->name, (int32_t)index);
    tie_json_walk walk = tie_json_items(d->forms);
    tie_str form;
    for (tie_json child; tie_json_next(&walk, &child);)
        if (tie_json_str(child, &form))
            add_name(loader, child, form, (int32_t)index);
}

static bool in_circle(const tie_loader *loader, uint32_t from) {
    int32_t at = loader->places.items[from].part_of;
    for (size_t steps = 0; at >= 0 && steps < loader->places.count; steps++) {
        if (at == (int32_t)from)
            return true;
        at = loader->places.items[at].part_of;
    }
    return false;
}

void tie_pack_read_places(tie_loader *loader, tie_json list) {
    TIE_VEC(tie_reference) parts = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        place_draft d = {0};
        TIE_JSON_READ(item, place_fields, &d);
        if (!d.name.len) /* others may be parts of a place that is wrong otherwise */
            continue;
        uint32_t index = tie_names_add(&loader->place_names, loader->arena, d.name);
        read_place(loader, item, &d, index);
        if (d.part_of.file)
            *TIE_PUSH(loader->arena, &parts) = (tie_reference){index, d.part_of};
    }
    for (size_t i = 0; i < parts.count; i++) {
        uint32_t from = parts.items[i].from;
        int64_t whole = tie_loader_find(&loader->place_names, parts.items[i].name, "place");
        loader->places.items[from].part_of = (int32_t)whole;
        if (in_circle(loader, from)) {
            tie_json_fault(parts.items[i].name, "\"%.*s\" becomes a part of itself",
                           TIE_FMT(loader->places.items[from].name));
            loader->places.items[from].part_of = -1;
        }
    }
}
