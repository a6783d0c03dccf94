/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures and the rules over them. */
#include "rules/limits.h"
#include "rules/pack.h"
#include "rules/pattern.h"
#include "rules/registry.h"

typedef struct measure_draft {
    tie_str id, title, unit, agent, pattern;
    int kind, period;
    tie_json any, all, not_, verbs, part_of, at_pattern;
    tie_dec min, max;
    bool unit_from_verb;
} measure_draft;

static const char *measure_kind_name(int i) {
    static const char *const names[] = {"flow", "stock", "cumulative", "ratio"};
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

static const char *need_name(int i) {
    static const char *const names[] = {"required", "optional"};
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

static const tie_field measure_fields[] = {
    {"id", TIE_FIELD_STR, offsetof(measure_draft, id), true, NULL},
    {"title", TIE_FIELD_STR, offsetof(measure_draft, title), false, NULL},
    {"kind", TIE_FIELD_NAME, offsetof(measure_draft, kind), true, measure_kind_name},
    {"unit", TIE_FIELD_STR, offsetof(measure_draft, unit), false, NULL},
    {"agent", TIE_FIELD_STR, offsetof(measure_draft, agent), false, NULL},
    {"any", TIE_FIELD_JSON, offsetof(measure_draft, any), false, NULL},
    {"all", TIE_FIELD_JSON, offsetof(measure_draft, all), false, NULL},
    {"not", TIE_FIELD_JSON, offsetof(measure_draft, not_), false, NULL},
    {"verbs", TIE_FIELD_JSON, offsetof(measure_draft, verbs), false, NULL},
    {"pattern", TIE_FIELD_JSON, offsetof(measure_draft, at_pattern), false, NULL},
    {"period", TIE_FIELD_NAME, offsetof(measure_draft, period), false, need_name},
    {"unit_from_verb", TIE_FIELD_BOOL, offsetof(measure_draft, unit_from_verb), false, NULL},
    {"min", TIE_FIELD_DEC, offsetof(measure_draft, min), false, NULL},
    {"max", TIE_FIELD_DEC, offsetof(measure_draft, max), false, NULL},
    {"part_of", TIE_FIELD_JSON, offsetof(measure_draft, part_of), false, NULL},
};

static tie_terms read_terms(tie_loader *loader, tie_json list) {
    TIE_VEC(uint32_t) ids = {0};
    if (!list.file)
        return (tie_terms){0};
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
    size_t offset;
    if (!at.file || !tie_json_str(at, &source))
        return NULL;
    if (source.len > TIE_LIMIT_PATTERN_BYTES || loader->patterns.count >= TIE_LIMIT_PATTERNS) {
        tie_json_fault(at, "pattern too long, or too many patterns");
        return NULL;
    }
    void **kept =
        TIE_PUSH(loader->arena, &loader->patterns); /* room first: a pattern may not be lost */
    *kept = tie_pattern_compile(source, message, &offset);
    if (!*kept) {
        loader->patterns.count--;
        tie_json_fault(at, "pattern: %s at character %zu", message, offset + 1);
        return NULL;
    }
    return *kept;
}

static tie_str dimension_of(const tie_loader *loader, tie_str unit) {
    if (!unit.len)
        return unit;
    for (size_t i = 0; i < loader->units.count; i++)
        if (tie_str_eq(loader->units.items[i].id, unit))
            return loader->units.items[i].dimension;
    return TIE_STR("count");
}

static tie_interval bounds_of(const measure_draft *d, bool has_min, bool has_max) {
    tie_interval bounds = tie_interval_all();
    if (has_min)
        bounds = tie_interval_intersect(bounds, tie_interval_at_least(d->min));
    if (has_max)
        bounds = tie_interval_intersect(bounds, tie_interval_at_most(d->max));
    return bounds;
}

static void add_measure(tie_loader *loader, tie_json item, const measure_draft *d) {
    tie_measure *m = TIE_PUSH(loader->arena, &loader->measures);
    uint32_t index = (uint32_t)loader->measures.count - 1;
    *m = (tie_measure){.id = d->id,
                       .title = d->title.len ? d->title : d->id,
                       .pack = loader->pack,
                       .kind = (tie_measure_kind)d->kind,
                       .unit = d->unit,
                       .agent = d->agent,
                       .period_optional = d->period == 1,
                       .unit_from_verb = d->unit_from_verb};
    m->dimension = dimension_of(loader, d->unit);
    bool has_min = !tie_dec_zero(d->min), has_max = !tie_dec_zero(d->max);
    m->has_bounds = has_min || has_max;
    m->bounds = bounds_of(d, has_min, has_max);
    if (m->has_bounds && tie_interval_empty(m->bounds))
        tie_json_fault(item, "min above max");
    tie_terms any = read_terms(loader, d->any), all = read_terms(loader, d->all),
              not_ = read_terms(loader, d->not_);
    void *pattern = read_pattern(loader, d->at_pattern);
    m = &loader->measures.items[index];
    m->any = any;
    m->all = all;
    m->not_ = not_;
    m->pattern = pattern;
    if (d->verbs.file)
        *TIE_PUSH(loader->arena, &loader->verbs) = (tie_verb_list){index, d->verbs};
    if (!any.count && !all.count && !pattern && !d->verbs.file)
        tie_json_fault(item, "measure \"%.*s\" has no words: it would take every figure",
                       TIE_FMT(d->id));
}

void tie_pack_read_measures(tie_loader *loader, tie_json list) {
    TIE_VEC(tie_reference) wholes = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        measure_draft d = {0};
        if (!TIE_JSON_READ(item, measure_fields, &d))
            continue;
        if (tie_names_find(&loader->measure_ids, d.id) >= 0) {
            tie_json_fault(item, "measure \"%.*s\" stands above already", TIE_FMT(d.id));
            continue;
        }
        tie_names_add(&loader->measure_ids, loader->arena, d.id);
        add_measure(loader, item, &d);
        if (d.part_of.file)
            *TIE_PUSH(loader->arena, &wholes) =
                (tie_reference){(uint32_t)loader->measures.count - 1, d.part_of};
    }
    for (size_t i = 0; i < wholes.count; i++) {
        int64_t whole = tie_loader_find(&loader->measure_ids, wholes.items[i].name, "measure");
        if (whole >= 0)
            loader->measures.items[wholes.items[i].from].part_of = loader->measures.items[whole].id;
    }
}

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

/* ---- Rules ---- */

typedef struct rule_draft {
    tie_str id, message;
    tie_json check, measures;
    bool off;
    tie_dec tolerance;
    int severity;
} rule_draft;

static const char *severity_name(int i) { return tie_severity_name((tie_severity)i); }

static const tie_field rule_fields[] = {
    {"id", TIE_FIELD_STR, offsetof(rule_draft, id), true, NULL},
    {"check", TIE_FIELD_JSON, offsetof(rule_draft, check), true, NULL},
    {"measures", TIE_FIELD_JSON, offsetof(rule_draft, measures), false, NULL},
    {"off", TIE_FIELD_BOOL, offsetof(rule_draft, off), false, NULL},
    {"tolerance", TIE_FIELD_DEC, offsetof(rule_draft, tolerance), false, NULL},
    {"severity", TIE_FIELD_NAME, offsetof(rule_draft, severity), false, severity_name},
    {"message", TIE_FIELD_STR, offsetof(rule_draft, message), false, NULL},
};

static bool known_check(tie_json at, tie_str *code) {
    if (!tie_json_str(at, code))
        return false;
    if (tie_check_find(*code))
        return true;
    tie_guess guess = tie_guess_new(*code);
    for (int i = 0; i < TIE_CHECK_COUNT; i++)
        tie_guess_offer(&guess, tie_str_c(tie_checks[i].code));
    tie_guess_hint(&guess, tie_json_fault(at, "unknown check \"%.*s\"", TIE_FMT(*code)));
    return false;
}

void tie_pack_read_rules(tie_loader *loader, tie_json list) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        rule_draft d = {.severity = -1};
        tie_str code;
        if (!TIE_JSON_READ(item, rule_fields, &d) || !known_check(d.check, &code))
            continue;
        TIE_VEC(tie_str) ids = {0};
        if (d.measures.file) {
            tie_json_walk names = tie_json_items(d.measures);
            for (tie_json name; tie_json_next(&names, &name);) {
                int64_t index = tie_loader_find(&loader->measure_ids, name, "measure");
                if (index >= 0)
                    *TIE_PUSH(loader->arena, &ids) = loader->measures.items[index].id;
            }
        }
        *TIE_PUSH(loader->arena, &loader->rule_items) =
            (tie_rule){d.id,  loader->pack, code,       ids.items, ids.count,
                       d.off, d.tolerance,  d.severity, d.message};
    }
}
