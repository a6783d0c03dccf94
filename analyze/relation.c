/* SPDX-License-Identifier: GPL-3.0-or-later */
/* relation: a rule's own expression over measures. Figures meet in it where place and period are
 * the same and no two agents are named; those of an unknown place or period only within one
 * sentence. */
#include "analyze/diagnose.h"
#include "analyze/finding.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

#include "base/hash.h"

#include <stdlib.h>

/* A claim of one of the measures, and where it may meet others. */
typedef struct entry {
    uint64_t key;
    uint32_t measure; /* number in the formula */
    uint32_t claim, order;
} entry;

typedef TIE_VEC(entry) entries;

typedef struct meeting {
    tie_run *run;
    const tie_rule *rule;
    const entry *items;
    size_t count;
    tie_interval values[TIE_FORMULA_MEASURES];
    uint32_t shown[TIE_FORMULA_MEASURES]; /* first claim of each measure */
} meeting;

static uint64_t key_of(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    uint64_t key = tie_hash_mix(tie_hash_mix(f->place, f->period), f->scope);
    key = tie_hash_mix(key, c->modality);
    return f->local ? tie_hash_mix(tie_hash_mix(key, c->doc + 1), c->sentence_index) : key;
}

static int cmp_entry(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->measure != y->measure)
        return x->measure < y->measure ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* The claim has the dimension of its measure. */
static bool fits(const tie_run *run, const tie_claim *c) {
    const tie_measure *m = tie_claim_measure(run->in.rules, c);
    return m && tie_str_eq(c->dimension, m->dimension);
}

/* Facets tell which claims are of a measure: the others are not asked for. */
static entries collect(tie_run *run, const tie_formula *f) {
    entries found = {0};
    uint64_t keys[TIE_FORMULA_MEASURES];
    for (size_t k = 0; k < f->measure_count; k++)
        keys[k] = tie_facets_measure(f->measures[k]);
    for (uint32_t id = 0; id < run->in.claim_count; id++) {
        const tie_facets *facets = &run->cells.facets[id];
        for (uint32_t k = 0; facets->named && !facets->barred && k < f->measure_count; k++)
            if (facets->measure == keys[k] && fits(run, tie_run_claim(run, id)))
                *TIE_PUSH(&run->scratch, &found) =
                    (entry){key_of(run, tie_run_claim(run, id)), k, id, run->order[id]};
    }
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, cmp_entry);
    return found;
}

/* ---- What the figures say ---- */

/* False where a measure has no figure here, or two that exclude each other (compare tells that). */
static bool gather(meeting *m) {
    const tie_formula *f = m->rule->formula;
    bool seen[TIE_FORMULA_MEASURES] = {false};
    for (size_t i = 0; i < m->count; i++) {
        const entry *e = &m->items[i];
        tie_interval at = tie_claim_base(tie_run_claim(m->run, e->claim));
        if (!seen[e->measure])
            m->shown[e->measure] = e->claim;
        m->values[e->measure] =
            seen[e->measure] ? tie_interval_intersect(m->values[e->measure], at) : at;
        seen[e->measure] = true;
    }
    for (size_t k = 0; k < f->measure_count; k++)
        if (!seen[k] || tie_interval_empty(m->values[k]))
            return false;
    return true;
}

/* Some number of a and some number of b stand in the comparison. */
static bool possible(tie_comparison by, tie_interval a, tie_interval b) {
    switch (by) {
    case TIE_COMPARE_LE:
        return !tie_interval_below(b, a, true);
    case TIE_COMPARE_GE:
        return !tie_interval_below(a, b, true);
    case TIE_COMPARE_LT:
        return !tie_interval_below(b, a, false);
    case TIE_COMPARE_GT:
        return !tie_interval_below(a, b, false);
    case TIE_COMPARE_EQ:
        return tie_interval_meet(a, b);
    }
    return true;
}

/* ---- Wording ---- */

static uint32_t measure_named(const tie_formula *f, tie_str id) {
    for (uint32_t k = 0; k < f->measure_count; k++)
        if (tie_str_eq(f->measures[k], id))
            return k;
    return TIE_FORMULA_MEASURES;
}

/* The text of a side with the figures put in for the names of their measures. */
static void put_side(const meeting *m, tie_buf *buf, tie_str text) {
    for (size_t i = 0, end; i < text.len; i = end) {
        end = i;
        while (end < text.len &&
               (tie_ascii_alpha(text.ptr[end]) || text.ptr[end] == '_' ||
                (end > i && (tie_ascii_digit(text.ptr[end]) || text.ptr[end] == '-'))))
            end++;
        end += end == i;
        tie_str word = tie_str_sub(text, i, end);
        uint32_t k = measure_named(m->rule->formula, word);
        if (k < TIE_FORMULA_MEASURES)
            tie_word_claim(buf, tie_run_claim(m->run, m->shown[k]));
        else
            tie_buf_add(buf, word);
    }
}

static void put_value(const meeting *m, tie_buf *buf, tie_interval value) {
    const tie_formula *f = m->rule->formula;
    tie_interval shown;
    bool unit = f->unit.len && !tie_interval_div(value, tie_interval_point(f->factor), &shown);
    tie_interval_render(buf, unit ? shown : value);
    if (unit)
        tie_buf_printf(buf, " %.*s", TIE_FMT(f->unit));
}

static const char *sign_of(tie_comparison by) {
    static const char *const signs[] = {[TIE_COMPARE_LE] = "<=",
                                        [TIE_COMPARE_GE] = ">=",
                                        [TIE_COMPARE_LT] = "<",
                                        [TIE_COMPARE_GT] = ">",
                                        [TIE_COMPARE_EQ] = "="};
    return signs[by];
}

/* "5,300 kg / (110 + 20) = [40.7, 40.8] kg; the rule: 40 kg <= opium / (boxes + bags)" */
static tie_str computation(const meeting *m, const tie_interval *sides) {
    const tie_formula *f = m->rule->formula;
    tie_buf buf = tie_buf_new(&m->run->arena);
    for (size_t i = 0; i < f->side_count; i++) {
        if (!f->sides[i].measured)
            continue;
        tie_buf_puts(&buf, buf.len ? "; " : "");
        put_side(m, &buf, f->sides[i].text);
        if (f->sides[i].count == 1)
            continue;
        tie_buf_puts(&buf, " = ");
        put_value(m, &buf, sides[i]);
    }
    tie_buf_puts(&buf, "; the rule: ");
    for (size_t i = 0; i < f->side_count; i++) {
        if (i)
            tie_buf_printf(&buf, " %s ", sign_of(f->comparisons[i - 1]));
        tie_buf_add(&buf, f->sides[i].text);
    }
    return tie_buf_str(&buf);
}

/* ---- Rows ---- */

static void report(const meeting *m, const tie_interval *sides, size_t failed) {
    const tie_formula *f = m->rule->formula;
    bool conflict = failed < f->side_count;
    tie_draft draft = tie_draft_new(conflict ? TIE_ROW_FINDING : TIE_ROW_CHECK, TIE_CHECK_RELATION,
                                    conflict ? TIE_VERDICT_CONFLICT : TIE_VERDICT_TIES);
    draft.rule = m->rule;
    draft.in_cell = true;
    draft.measure = tie_claim_measure(m->run->in.rules, tie_run_claim(m->run, m->shown[0]));
    for (size_t k = 0; k < f->measure_count; k++)
        tie_draft_claim(m->run, &draft, "value", m->shown[k]);
    draft.row.computation = computation(m, sides);
    if (conflict) {
        draft.row.gap = tie_interval_gap(sides[failed], sides[failed + 1]);
        draft.row.severity = tie_gap_severity(draft.row.gap);
        draft.row.message =
            TIE_STR("the figures cannot stand in the relation that the rule states");
    }
    tie_draft_add(m->run, &draft);
}

static bool one_agent(const meeting *m) {
    uint64_t agent = 0;
    for (size_t i = 0; i < m->count; i++) {
        uint64_t here = m->run->cells.facets[m->items[i].claim].agent;
        if (here && agent && here != agent)
            return false;
        agent = here ? here : agent;
    }
    return true;
}

static void skip(const meeting *m, tie_reason reason) {
    tie_ledger_skip(m->run, TIE_CHECK_RELATION, reason, m->rule->formula->measures[0], m->shown[0],
                    TIE_NO_CLAIM);
}

static void judge(meeting *m) {
    const tie_formula *f = m->rule->formula;
    tie_interval sides[TIE_FORMULA_SIDES];
    if (!gather(m))
        return;
    if (!one_agent(m)) {
        skip(m, TIE_REASON_AGENT);
        return;
    }
    for (size_t i = 0; i < f->side_count; i++)
        if (tie_formula_value(&f->sides[i], m->values, &sides[i])) {
            skip(m, TIE_REASON_UNIT);
            return;
        }
    size_t failed = 0;
    while (failed + 1 < f->side_count &&
           possible(f->comparisons[failed], sides[failed], sides[failed + 1]))
        failed++;
    report(m, sides, failed + 1 < f->side_count ? failed : f->side_count);
}

void tie_check_relations(tie_run *run) {
    for (size_t i = 0; i < run->in.rules->rules.count; i++) {
        const tie_rule *rule = &run->in.rules->rules.items[i];
        if (!rule->formula || rule->off)
            continue;
        tie_mark mark = tie_arena_mark(&run->scratch);
        entries all = collect(run, rule->formula);
        for (size_t k = 0, end; k < all.count; k = end) {
            for (end = k; end < all.count && all.items[end].key == all.items[k].key; end++)
                ;
            meeting m = {.run = run, .rule = rule, .items = &all.items[k], .count = end - k};
            judge(&m);
        }
        tie_arena_rewind(&run->scratch, mark);
    }
}
