/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: checks applied to measures. */
#include "rules/pack.h"
#include "rules/registry.h"

typedef struct rule_draft {
    tie_str id, message;
    tie_json measures, expression;
    int check, severity;
    bool off;
    tie_dec tolerance;
} rule_draft;

static const char *severity_name(int i) { return tie_severity_name((tie_severity)i); }

static const tie_field rule_fields[] = {
    {"id", TIE_FIELD_STR, offsetof(rule_draft, id), true, NULL},
    {"check", TIE_FIELD_NAME, offsetof(rule_draft, check), true, tie_check_code},
    {"measures", TIE_FIELD_JSON, offsetof(rule_draft, measures), false, NULL},
    {"expression", TIE_FIELD_JSON, offsetof(rule_draft, expression), false, NULL},
    {"off", TIE_FIELD_BOOL, offsetof(rule_draft, off), false, NULL},
    {"tolerance", TIE_FIELD_DEC, offsetof(rule_draft, tolerance), false, NULL},
    {"severity", TIE_FIELD_NAME, offsetof(rule_draft, severity), false, severity_name},
    {"message", TIE_FIELD_STR, offsetof(rule_draft, message), false, NULL},
};

static tie_strs read_measure_ids(tie_loader *loader, tie_json list) {
    TIE_VEC(tie_str) ids = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        int64_t index = tie_loader_find(&loader->measure_ids, item, "measure");
        if (index >= 0)
            *TIE_PUSH(loader->arena, &ids) = loader->measures.items[index].id;
    }
    return (tie_strs){ids.items, ids.count};
}

/* Rules of different packs may share an id: findings print pack:rule. */
static bool is_new(tie_loader *loader, tie_str id) {
    tie_str name = tie_arena_printf(loader->arena, "%.*s:%.*s", TIE_FMT(loader->pack), TIE_FMT(id));
    size_t known = loader->rule_ids.items.count;
    return tie_names_add(&loader->rule_ids, loader->arena, name) == known;
}

/* A relation has an expression, and nothing else has. */
static const tie_formula *read_formula(tie_loader *loader, tie_json item, const rule_draft *d) {
    bool relation = d->check == TIE_CHECK_RELATION;
    if (relation && !d->expression.file && !d->off)
        tie_json_fault(item, "no \"expression\"");
    else if (!relation && d->expression.file)
        tie_json_fault_key(d->expression, "only a relation has an expression");
    return relation && d->expression.file ? tie_formula_read(loader, d->expression) : NULL;
}

void tie_pack_read_rules(tie_loader *loader, tie_json list) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        rule_draft d = {.severity = -1};
        bool good = TIE_JSON_READ(item, rule_fields, &d);
        tie_strs measures = read_measure_ids(loader, d.measures);
        if (!good)
            continue;
        if (!is_new(loader, d.id))
            tie_json_fault(item, "rule \"%.*s\" stands above already", TIE_FMT(d.id));
        if (tie_dec_sign(d.tolerance) < 0)
            tie_json_fault(item, "tolerance below zero");
        const tie_formula *formula = read_formula(loader, item, &d);
        tie_str expression = {0};
        if (formula)
            tie_json_str(d.expression, &expression);
        *TIE_PUSH(loader->arena, &loader->rule_items) =
            (tie_rule){.id = d.id,
                       .pack = loader->pack,
                       .check = tie_str_c(tie_check_code(d.check)),
                       .measures = measures.items,
                       .measure_count = measures.count,
                       .off = d.off,
                       .tolerance = d.tolerance,
                       .severity = d.severity,
                       .message = d.message,
                       .expression = expression,
                       .formula = formula};
    }
}
