/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures: what a claim must say to be of one. */
#include "base/date.h"
#include "rules/limits.h"
#include "rules/pack.h"
#include "rules/pattern.h"

typedef struct measure_draft {
    tie_str id, title, unit, agent;
    int kind, need;
    tie_json any, all, not_, verbs, pattern, min, max, part_of, breaks;
    bool unit_from_verb, verbs_govern;
} measure_draft;

const char *tie_measure_kind_name(int kind) {
    static const char *const names[] = {"flow", "stock", "cumulative", "ratio"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

enum { PERIOD_REQUIRED, PERIOD_OPTIONAL };

static const char *need_name(int i) {
    static const char *const names[] = {
        [PERIOD_REQUIRED] = "required", [PERIOD_OPTIONAL] = "optional"};
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

static const tie_field measure_fields[] = {
    {"id", TIE_FIELD_STR, offsetof(measure_draft, id), true, NULL},
    {"title", TIE_FIELD_STR, offsetof(measure_draft, title), false, NULL},
    {"kind", TIE_FIELD_NAME, offsetof(measure_draft, kind), true, tie_measure_kind_name},
    {"unit", TIE_FIELD_STR, offsetof(measure_draft, unit), false, NULL},
    {"agent", TIE_FIELD_STR, offsetof(measure_draft, agent), false, NULL},
    {"any", TIE_FIELD_JSON, offsetof(measure_draft, any), false, NULL},
    {"all", TIE_FIELD_JSON, offsetof(measure_draft, all), false, NULL},
    {"not", TIE_FIELD_JSON, offsetof(measure_draft, not_), false, NULL},
    {"verbs", TIE_FIELD_JSON, offsetof(measure_draft, verbs), false, NULL},
    {"pattern", TIE_FIELD_JSON, offsetof(measure_draft, pattern), false, NULL},
    {"period", TIE_FIELD_NAME, offsetof(measure_draft, need), false, need_name},
    {"unit_from_verb", TIE_FIELD_BOOL, offsetof(measure_draft, unit_from_verb), false, NULL},
    {"verbs_govern", TIE_FIELD_BOOL, offsetof(measure_draft, verbs_govern), false, NULL},
    {"min", TIE_FIELD_JSON, offsetof(measure_draft, min), false, NULL},
    {"max", TIE_FIELD_JSON, offsetof(measure_draft, max), false, NULL},
    {"part_of", TIE_FIELD_JSON, offsetof(measure_draft, part_of), false, NULL},
    {"breaks", TIE_FIELD_JSON, offsetof(measure_draft, breaks), false, NULL},
};

static tie_terms read_terms(tie_loader *loader, tie_json list) {
    TIE_VEC(uint32_t) ids = {0};
    tie_json_walk walk = tie_json_items(list);
    tie_str term;
    uint32_t id;
    for (tie_json item; tie_json_next(&walk, &item);)
        if (tie_json_str(item, &term) && tie_loader_term(loader, item, term, &id))
            *TIE_PUSH(loader->arena, &ids) = id;
    return (tie_terms){ids.items, ids.count};
}

static void *read_pattern(tie_loader *loader, tie_json at) {
    tie_str source;
    char message[256];
    size_t offset = 0;
    if (!at.file || !tie_json_str(at, &source))
        return NULL;
    if (source.len > TIE_LIMIT_PATTERN_BYTES) {
        tie_json_fault(at, "pattern longer than %d bytes", TIE_LIMIT_PATTERN_BYTES);
        return NULL;
    }
    if (loader->patterns.count == TIE_LIMIT_PATTERNS) {
        tie_json_fault(at, "more than %d patterns", TIE_LIMIT_PATTERNS);
        return NULL;
    }
    /* The place first: once compiled, a pattern must be where it will be freed. */
    void **pattern = TIE_PUSH(loader->arena, &loader->patterns);
    *pattern = NULL;
    *pattern = tie_pattern_compile(source, message, &offset);
    if (!*pattern)
        tie_json_fault(at, "%s at byte %zu of the pattern", message, offset + 1);
    return *pattern;
}

static tie_str dimension_of(const tie_loader *loader, tie_str unit) {
    for (size_t i = 0; i < loader->units.count; i++)
        if (tie_str_eq(loader->units.items[i].id, unit))
            return loader->units.items[i].dimension;
    return unit.len ? TIE_STR("count") : unit; /* the noun that is counted */
}

static void read_bounds(tie_measure *m, tie_json min, tie_json max) {
    tie_dec end;
    m->bounds = tie_interval_all();
    m->has_bounds = min.file || max.file;
    if (min.file && tie_json_dec(min, &end))
        m->bounds = tie_interval_at_least(end);
    if (max.file && tie_json_dec(max, &end))
        m->bounds = tie_interval_intersect(m->bounds, tie_interval_at_most(end));
    if (tie_interval_empty(m->bounds))
        tie_json_fault(max, "max below min");
}

static void read_breaks(tie_loader *loader, tie_json list, tie_measure *m) {
    TIE_VEC(tie_date) breaks = {0};
    tie_json_walk walk = tie_json_items(list);
    tie_str s;
    tie_date date;
    for (tie_json item; list.file && tie_json_next(&walk, &item);) {
        if (!tie_json_str(item, &s))
            continue;
        if (tie_date_parse(s, &date) || date.year == TIE_YEAR_UNKNOWN)
            tie_json_fault(item, "no date: \"%.*s\"", TIE_FMT(s));
        else
            *TIE_PUSH(loader->arena, &breaks) = date;
    }
    m->breaks = breaks.items;
    m->break_count = breaks.count;
}

static void read_measure(tie_loader *loader, tie_json item, const measure_draft *d) {
    tie_measure m = {.id = d->id,
                     .title = d->title.len ? d->title : d->id,
                     .pack = loader->pack,
                     .kind = (tie_measure_kind)d->kind,
                     .unit = d->unit,
                     .dimension = dimension_of(loader, d->unit),
                     .agent = d->agent,
                     .any = read_terms(loader, d->any),
                     .all = read_terms(loader, d->all),
                     .not_ = read_terms(loader, d->not_),
                     .pattern = read_pattern(loader, d->pattern),
                     .period_optional = d->need == PERIOD_OPTIONAL,
                     .unit_from_verb = d->unit_from_verb};
    read_bounds(&m, d->min, d->max);
    read_breaks(loader, d->breaks, &m);
    if (!m.any.count && !m.all.count && !d->pattern.file && !d->verbs.file)
        tie_json_fault(item, "measure \"%.*s\" has no words: it would take every figure",
                       TIE_FMT(d->id));
    if (d->verbs_govern && (!d->verbs.file || !tie_json_strs(d->verbs, &m.governing)))
        tie_json_fault(item, "\"verbs_govern\" without \"verbs\"");
    if (d->verbs.file)
        *TIE_PUSH(loader->arena, &loader->verbs) =
            (tie_verb_list){(uint32_t)loader->measures.count, d->verbs};
    *TIE_PUSH(loader->arena, &loader->measures) = m;
}

/* The measure from comes back to itself when its wholes are followed. */
static bool in_circle(const tie_loader *loader, uint32_t from) {
    const tie_measure *measures = loader->measures.items;
    int64_t at = from;
    for (size_t steps = 0; steps <= loader->measures.count && measures[at].part_of.len; steps++) {
        at = tie_names_find(&loader->measure_ids, measures[at].part_of);
        if (at == from)
            return true;
    }
    return false;
}

static void resolve_whole(tie_loader *loader, tie_reference reference) {
    int64_t whole = tie_loader_find(&loader->measure_ids, reference.name, "measure");
    if (whole < 0)
        return;
    tie_measure *part = &loader->measures.items[reference.from];
    part->part_of = loader->measures.items[whole].id;
    if (in_circle(loader, reference.from)) {
        tie_json_fault(reference.name, "\"%.*s\" becomes a part of itself", TIE_FMT(part->id));
        part->part_of = (tie_str){0};
    }
}

void tie_pack_read_measures(tie_loader *loader, tie_json list) {
    TIE_VEC(tie_reference) parts = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        measure_draft d = {0};
        TIE_JSON_READ(item, measure_fields, &d);
        if (!d.id.len) /* others may refer to a measure that is wrong otherwise */
            continue;
        uint32_t index = tie_names_add(&loader->measure_ids, loader->arena, d.id);
        if (index < loader->measures.count) {
            tie_json_fault(item, "measure \"%.*s\" stands above already", TIE_FMT(d.id));
            continue;
        }
        read_measure(loader, item, &d);
        if (d.part_of.file)
            *TIE_PUSH(loader->arena, &parts) = (tie_reference){index, d.part_of};
    }
    for (size_t i = 0; i < parts.count; i++)
        resolve_whole(loader, parts.items[i]);
}

/* ---- Verbs, when all predicate classes are known ---- */

typedef TIE_VEC(uint32_t) term_ids;

static void add_term(tie_loader *loader, tie_json at, tie_str term, term_ids *ids) {
    uint32_t id;
    if (tie_loader_term(loader, at, term, &id))
        *TIE_PUSH(loader->arena, ids) = id;
}

/* All forms that any lexicon or pack gives a predicate class. */
static void add_class(tie_loader *loader, tie_json classes, tie_str name, term_ids *ids) {
    tie_json_walk walk = tie_json_members(classes);
    for (tie_json member; tie_json_next(&walk, &member);) {
        if (!tie_str_eq(member.key, name))
            continue;
        tie_json_walk forms = tie_json_items(member);
        tie_str form;
        for (tie_json item; tie_json_next(&forms, &item);)
            if (tie_json_str(item, &form))
                add_term(loader, item, form, ids);
    }
}

/* A verb is a predicate class, standing for all its forms, or a form of its own. */
static void add_verb(tie_loader *loader, tie_json at, tie_str verb, term_ids *ids) {
    for (size_t i = 0; i < loader->class_lists.count; i++)
        add_class(loader, loader->class_lists.items[i], verb, ids);
    add_term(loader, at, verb, ids);
}

void tie_pack_finish_measures(tie_loader *loader) {
    for (size_t i = 0; i < loader->verbs.count; i++) {
        term_ids ids = {0};
        tie_json_walk walk = tie_json_items(loader->verbs.items[i].names);
        tie_str verb;
        for (tie_json item; tie_json_next(&walk, &item);)
            if (tie_json_str(item, &verb))
                add_verb(loader, item, verb, &ids);
        loader->measures.items[loader->verbs.items[i].measure].verbs =
            (tie_terms){ids.items, ids.count};
    }
}
