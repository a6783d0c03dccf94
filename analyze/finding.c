/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/finding.h"

#include "base/hash.h"
#include "base/pile.h"

#include <stdlib.h>

enum { SALT_EVIDENCE = 1, SALT_MASKED };

tie_draft tie_draft_new(tie_row row, tie_check_id check, tie_verdict verdict) {
    tie_draft draft = {.row = {.row = row, .verdict = verdict}};
    draft.row.code = tie_str_c(tie_checks[check].code);
    draft.row.severity = TIE_SEVERITY_INFO;
    return draft;
}

/* ---- Members ---- */

/* Most rows have one or two. */
static tie_member *add_member(tie_run *run, tie_draft *draft) {
    enum { FEW = 2 };
    if (!draft->members.count)
        TIE_RESERVE(&run->arena, &draft->members, FEW);
    return TIE_PUSH(&run->arena, &draft->members);
}

uint32_t tie_draft_claim(tie_run *run, tie_draft *draft, const char *role, uint32_t claim) {
    const tie_claim *c = tie_run_claim(run, claim);
    *add_member(run, draft) = (tie_member){.role = tie_str_c(role),
                                           .claim = claim,
                                           .doc = c->doc,
                                           .span = c->span,
                                           .line = c->line,
                                           .col = c->col,
                                           .text = c->text,
                                           .sentence = c->sentence,
                                           .has_value = true,
                                           .value = c->value,
                                           .interval = c->decides};
    return (uint32_t)draft->members.count - 1;
}

uint32_t tie_draft_derived(tie_run *run, tie_draft *draft, const uint32_t *from, size_t count,
                           tie_dec value, tie_interval interval, tie_str text) {
    uint32_t *kept = TIE_NEW(&run->arena, uint32_t, count);
    memcpy(kept, from, count * sizeof *from);
    tie_member m = draft->members.items[from[0]];
    m.role = TIE_STR("derived");
    m.claim = TIE_NO_CLAIM;
    m.value = value;
    m.interval = interval;
    m.text = text;
    m.from = kept;
    m.from_count = count;
    *add_member(run, draft) = m;
    return (uint32_t)draft->members.count - 1;
}

void tie_draft_date(tie_run *run, tie_draft *draft, const tie_date_expr *date) {
    *add_member(run, draft) = (tie_member){.role = TIE_STR("date"),
                                           .claim = TIE_NO_CLAIM,
                                           .doc = date->doc,
                                           .span = date->span,
                                           .line = date->line,
                                           .col = date->col,
                                           .text = date->text,
                                           .sentence = date->sentence};
}

void tie_draft_passage(tie_run *run, tie_draft *draft, const tie_sentence_key *sentence) {
    const tie_claim *first = tie_run_claim(run, sentence->first_claim);
    *TIE_PUSH(&run->arena, &draft->passages) =
        (tie_passage){.doc = sentence->doc,
                      .span = sentence->span,
                      .line = first->line,
                      .col = first->col,
                      .canonical = draft->passages.count == 0};
}

/* ---- What the members share, and in what they differ ---- */

static const tie_claim *member_claim(const tie_run *run, const tie_member *m) {
    return m->claim == TIE_NO_CLAIM ? NULL : tie_run_claim(run, m->claim);
}

/* A pack may let unknown periods tie: then they are assumed to be one. */
static uint32_t assumptions_of(const tie_claim *c, const tie_draft *draft) {
    bool tied = draft->in_cell && draft->measure && !c->period.known;
    return c->assumptions | (tied ? (uint32_t)TIE_ASSUME_PERIOD_UNKNOWN : 0u);
}

/* What a claim could not assume: a percentage has no tons. */
static uint32_t foreign_assumptions(const tie_claim *c) {
    bool share =
        c->kind == TIE_KIND_PERCENT || c->kind == TIE_KIND_CHANGE || c->kind == TIE_KIND_RATIO;
    return share ? (uint32_t)TIE_ASSUME_METRIC_TON : 0;
}

static void read_assumptions(const tie_run *run, tie_draft *draft) {
    uint32_t any = 0, all = ~(uint32_t)0;
    for (size_t i = 0; i < draft->members.count; i++) {
        const tie_claim *c = member_claim(run, &draft->members.items[i]);
        if (c) {
            uint32_t assumed = assumptions_of(c, draft);
            any |= assumed;
            all &= assumed | foreign_assumptions(c);
        }
    }
    draft->row.assumptions = any | draft->assumptions;
    static const uint32_t facets = TIE_ASSUME_PERIOD_FRAME | TIE_ASSUME_PERIOD_SENTENCE |
                                   TIE_ASSUME_PERIOD_HEADING | TIE_ASSUME_PERIOD_DOCUMENT |
                                   TIE_ASSUME_YEAR | TIE_ASSUME_RELATIVE_PERIOD |
                                   TIE_ASSUME_FISCAL_YEAR | TIE_ASSUME_PLACE_SENTENCE |
                                   TIE_ASSUME_PLACE_HEADING | TIE_ASSUME_PLACE_DOCUMENT;
    uint32_t between = any & ~all & (draft->linked ? ~facets : ~(uint32_t)0);
    unsigned differ = 0;
    for (uint32_t rest = between | draft->assumptions; rest; rest &= rest - 1)
        differ++;
    int level = differ == 0   ? TIE_CONFIDENCE_HIGH
                : differ == 1 ? TIE_CONFIDENCE_MEDIUM
                              : TIE_CONFIDENCE_LOW;
    if (draft->witnessed && level < TIE_CONFIDENCE_HIGH)
        level++;
    draft->row.confidence = (tie_confidence)level;
}

static void read_facets(const tie_run *run, tie_draft *draft) {
    const tie_claim *c = draft->members.count ? member_claim(run, &draft->members.items[0]) : NULL;
    if (!draft->in_cell || !c)
        return;
    draft->row.measure = c->measure;
    draft->row.agent = c->agent;
    draft->row.place = c->place;
    draft->row.period = c->period;
    draft->row.unit = c->unit;
}

/* ---- Severity ---- */

tie_severity tie_gap_severity(double gap) {
    return gap >= 0.05 ? TIE_SEVERITY_MAJOR : TIE_SEVERITY_MINOR;
}

static void cap(tie_draft *draft, tie_severity most) {
    if (draft->row.severity > most)
        draft->row.severity = most;
}

/* A rule decides how much a conflict matters, but not how sure it is. What is no conflict it can
 * only play down. */
static void set_severity(tie_draft *draft, const tie_rule *rule) {
    bool open = draft->open || !draft->measure;
    if (rule && rule->severity >= 0 && draft->row.verdict == TIE_VERDICT_CONFLICT)
        draft->row.severity = (tie_severity)rule->severity;
    else if (rule && rule->severity >= 0)
        cap(draft, (tie_severity)rule->severity);
    if (draft->row.confidence == TIE_CONFIDENCE_LOW)
        cap(draft, open ? TIE_SEVERITY_NOTE : TIE_SEVERITY_MINOR);
}

/* ---- Fingerprint ---- */

static uint64_t cell_print(const tie_run *run, const tie_member *m) {
    if (m->claim == TIE_NO_CLAIM)
        return tie_hash(m->role);
    const tie_facets *f = &run->cells.facets[m->claim];
    uint64_t h = tie_hash_mix(tie_hash(m->role), f->measure);
    h = tie_hash_mix(tie_hash_mix(h, f->agent), f->place);
    return tie_hash_mix(tie_hash_mix(h, f->period), f->unit);
}

static uint64_t masked_print(const tie_run *run, const tie_draft *draft) {
    if (!draft->members.count && !draft->passages.count)
        return 0;
    const tie_member *m = draft->members.count ? &draft->members.items[0] : NULL;
    uint32_t doc = m ? m->doc : draft->passages.items[0].doc;
    tie_span span = m ? m->sentence : draft->passages.items[0].span;
    const tie_sentence_key *s = tie_run_sentence(run, doc, span);
    uint64_t words = s ? s->masked : m ? tie_hash(m->text) : 0;
    return tie_hash_mix(SALT_MASKED, words);
}

static int cmp_hash(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Of a set: neither order nor repetition counts. */
static uint64_t hash_set(uint64_t seed, uint64_t *items, size_t count) {
    if (count)
        qsort(items, count, sizeof *items, cmp_hash);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || items[i] != items[i - 1])
            seed = tie_hash_mix(seed, items[i]);
    return seed;
}

static void read_prints(tie_run *run, tie_draft *draft) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    size_t count = draft->members.count;
    uint64_t *hashes = TIE_NEW(&run->scratch, uint64_t, count + 1);
    uint64_t seed = tie_hash(draft->row.rule);
    for (size_t i = 0; i < count; i++)
        hashes[i] = cell_print(run, &draft->members.items[i]);
    if (draft->row.row == TIE_ROW_SKIPPED)
        draft->row.fingerprint = tie_hash_mix(tie_hash_mix(seed, tie_hash(draft->row.reason)),
                                              tie_hash(draft->row.measure));
    else if (draft->in_cell)
        draft->row.fingerprint = hash_set(seed, hashes, count);
    else
        draft->row.fingerprint = tie_hash_mix(seed, masked_print(run, draft));
    for (size_t i = 0; i < count; i++) {
        const tie_member *m = &draft->members.items[i];
        const tie_claim *c = member_claim(run, m);
        tie_dec v = tie_dec_normal(m->value);
        uint64_t value =
            m->has_value ? tie_hash_mix((uint64_t)v.mant, (uint32_t)v.exp) : tie_hash(m->text);
        hashes[i] = tie_hash_mix(tie_hash_mix(tie_hash(m->role), value), c ? c->hedge : 0);
    }
    draft->row.evidence = hash_set(SALT_EVIDENCE, hashes, count);
    tie_arena_rewind(&run->scratch, mark);
}

/* ---- Handing in ---- */

const tie_rule *tie_rule_find(const tie_ruleset *rules, tie_str check, tie_str measure) {
    for (size_t i = rules->rules.count; i-- > 0;) {
        const tie_rule *rule = &rules->rules.items[i];
        if (!tie_str_eq(rule->check, check))
            continue;
        if (!rule->measure_count)
            return rule;
        for (size_t k = 0; k < rule->measure_count; k++)
            if (tie_str_eq(rule->measures[k], measure))
                return rule;
    }
    return NULL;
}

static void name_rule(tie_run *run, tie_draft *draft, const tie_rule *rule) {
    tie_finding *row = &draft->row;
    if (rule)
        row->rule =
            tie_arena_printf(&run->arena, "%.*s:%.*s", TIE_FMT(rule->pack), TIE_FMT(rule->id));
    else
        row->rule = tie_arena_printf(&run->arena, "core:%.*s", TIE_FMT(row->code));
    bool error = row->row == TIE_ROW_FINDING && row->verdict == TIE_VERDICT_CONFLICT;
    if (rule && rule->message.len && error)
        row->message = rule->message;
}

/* The first cause among the members' claims; the cause itself is handed in before it has any. */
static uint64_t cause_of(const tie_run *run, const tie_draft *draft) {
    for (size_t i = 0; i < draft->members.count; i++) {
        const tie_member *m = &draft->members.items[i];
        if (m->claim == TIE_NO_CLAIM)
            continue;
        const uint32_t *at = tie_map_find(&run->causes, m->claim + (uint64_t)1);
        if (at)
            return run->rows.items[*at].fingerprint;
    }
    return 0;
}

uint64_t tie_draft_add(tie_run *run, tie_draft *draft) {
    tie_finding *row = &draft->row;
    tie_str measure = draft->measure ? draft->measure->id : (tie_str){0};
    const tie_rule *rule =
        draft->rule ? draft->rule : tie_rule_find(run->in.rules, row->code, measure);
    if (rule && rule->off)
        return 0;
    name_rule(run, draft, rule);
    read_facets(run, draft);
    read_assumptions(run, draft);
    set_severity(draft, rule);
    read_prints(run, draft);
    row->members = draft->members.items;
    row->member_count = draft->members.count;
    row->passages = draft->passages.items;
    row->passage_count = draft->passages.count;
    if (row->row == TIE_ROW_FINDING)
        row->cause = cause_of(run, draft);
    *TIE_PILE(&run->arena, &run->rows) = *row;
    return row->fingerprint;
}
