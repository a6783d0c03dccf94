/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/arithmetic.h"

#include "analyze/diagnose.h"
#include "extract/link.h"

/* What a summary of the text before may miss its parts by and still be meant to be their total. */
static const double NEAR = 0.2;

static const tie_claim *stated_of(const tie_run *run, const tie_recount *r) {
    return tie_run_claim(run, r->link->claims[r->stated]);
}

static tie_dec factor_of(const tie_claim *c) {
    return tie_dec_zero(c->base_factor) ? tie_dec_int(1) : c->base_factor;
}

static tie_claim in_unit_of(const tie_claim *claim, const tie_claim *with) {
    tie_claim c = *claim;
    if (tie_link_bare(claim) || tie_link_same_word(claim, with))
        c.base_factor = with->base_factor;
    return c;
}

void tie_recount_in_unit_of(const tie_run *run, tie_recount *r, const tie_claim *with) {
    const tie_claim *stated = stated_of(run, r);
    tie_claim c = in_unit_of(stated, with), cut = c;
    r->printed = tie_claim_base(&c);
    r->cut = tie_interval_closed(tie_dec_int(1), tie_dec_int(0));
    r->unit = factor_of(&c);
    if (c.hedge == TIE_HEDGE_EXACT) {
        cut.decides = tie_interval_truncation(c.value, c.unit_u);
        r->cut = tie_claim_base(&cut);
    }
}

tie_recount tie_recount_new(const tie_run *run, const tie_link *link, tie_check_id check,
                            uint32_t stated) {
    tie_recount r = {.link = link, .check = check, .stated = stated};
    const tie_claim *c = stated_of(run, &r);
    tie_recount_in_unit_of(run, &r, c);
    r.value = c->value;
    r.u = c->unit_u;
    return r;
}

tie_interval tie_recount_base(const tie_claim *claim, const tie_claim *with) {
    tie_claim c = in_unit_of(claim, with);
    return tie_claim_base(&c);
}

tie_dec tie_recount_value(const tie_claim *claim, const tie_claim *with) {
    tie_claim c = in_unit_of(claim, with);
    return tie_claim_base_value(&c);
}

static tie_draft begin(tie_run *run, const tie_recount *r, tie_row row, tie_verdict verdict) {
    tie_draft draft = tie_draft_new(row, r->check, verdict);
    uint32_t role = 0;
    draft.measure = tie_claim_measure(run->in.rules, tie_run_claim(run, r->link->claims[0]));
    draft.linked = true;
    for (uint32_t i = 0; i < r->link->count; i++) {
        tie_draft_claim(run, &draft, r->roles[role], r->link->claims[i]);
        role += r->roles[role + 1] != NULL;
    }
    for (uint32_t i = 0; i < r->link->date_count; i++)
        tie_draft_date(run, &draft, &r->link->dates[i]);
    draft.row.gap = tie_interval_gap(r->computed, r->printed);
    draft.row.computation = r->computation;
    return draft;
}

static tie_str joined(tie_run *run, tie_str text, const char *end) {
    return tie_arena_printf(&run->arena, "%.*s%s", TIE_FMT(text), end);
}

static void report_held(tie_run *run, const tie_recount *r) {
    tie_draft draft = begin(run, r, TIE_ROW_CHECK, TIE_VERDICT_TIES);
    draft.row.gap = 0;
    tie_draft_add(run, &draft);
}

static void report_cut(tie_run *run, const tie_recount *r) {
    tie_draft draft = begin(run, r, TIE_ROW_FINDING, TIE_VERDICT_TRUNCATION);
    draft.row.severity = run->in.rules->one_unit;
    draft.row.computation = joined(run, r->computation, ": truncated, not rounded");
    draft.row.message = tie_arena_printf(
        &run->arena, "%s fits the figures it follows from only if it was cut", r->name);
    tie_draft_add(run, &draft);
}

void tie_recount_suspect(tie_recount *recount, uint32_t index, tie_interval expected) {
    if (recount->suspect_count == TIE_SUSPECTS_MAX)
        return;
    recount->suspects[recount->suspect_count].index = index;
    recount->suspects[recount->suspect_count++].expected = expected;
}

static tie_str suspect_name(tie_run *run, const tie_recount *r, uint32_t index) {
    uint32_t role = 0;
    for (uint32_t i = 0; i < index; i++)
        role += r->roles[role + 1] != NULL;
    return tie_arena_printf(&run->arena, "the %s %.*s", r->roles[role],
                            TIE_FMT(tie_run_claim(run, r->link->claims[index])->text));
}

/* What is expected of a figure, in the unit that it is printed in. */
static tie_interval as_printed(tie_dec unit, tie_interval expected) {
    tie_interval out = expected;
    tie_interval_div(expected, tie_interval_point(unit), &out);
    return out;
}

/* "Two thirds" has no digits that may have slipped. */
static bool in_digits(const tie_claim *c) {
    for (size_t i = 0; i < c->text.len; i++)
        if (tie_ascii_digit(c->text.ptr[i]))
            return true;
    return false;
}

/* The likeliest slip of the stated figure; else that of another, where it is a plainer one. */
static tie_diagnosis diagnose(tie_run *run, const tie_recount *r, tie_str *name) {
    const tie_claim *figure = stated_of(run, r);
    tie_suspect stated = {r->value, r->u, figure->scale, as_printed(r->unit, r->computed)};
    tie_diagnosis best = {0};
    if (in_digits(figure))
        best = tie_diagnose(&run->arena, &stated);
    *name = tie_str_c(r->name);
    for (uint32_t i = 0; i < r->suspect_count; i++) {
        const tie_claim *c = tie_run_claim(run, r->link->claims[r->suspects[i].index]);
        tie_suspect other = {c->value, c->unit_u, c->scale,
                             as_printed(factor_of(c), r->suspects[i].expected)};
        tie_diagnosis found = tie_diagnose(&run->arena, &other);
        if (!found.slip || (best.slip && best.slip <= found.slip))
            continue;
        best = found;
        *name = suspect_name(run, r, r->suspects[i].index);
    }
    return best;
}

static void report_conflict(tie_run *run, const tie_recount *r, const tie_diagnosis *found,
                            tie_str name) {
    tie_draft draft = begin(run, r, TIE_ROW_FINDING, TIE_VERDICT_CONFLICT);
    draft.row.severity = tie_gap_severity(draft.row.gap);
    draft.row.message = tie_str_c(r->message);
    draft.witnessed = found->named;
    if (r->hint.len)
        draft.row.diagnosis = r->hint;
    else if (found->slip)
        draft.row.diagnosis =
            tie_arena_printf(&run->arena, "%.*s: %.*s", TIE_FMT(name), TIE_FMT(found->text));
    if (found->slip == TIE_SLIP_SCALE && found->named)
        draft.row.severity = TIE_SEVERITY_CRITICAL;
    if (r->hint.len || r->link->hold == TIE_LINK_HINT)
        draft.row.severity = TIE_SEVERITY_NOTE;
    tie_draft_add(run, &draft);
}

void tie_recount_report(tie_run *run, const tie_recount *r) {
    if (tie_interval_meet(r->computed, r->printed)) {
        report_held(run, r);
    } else if (tie_interval_meet(r->computed, r->cut)) {
        report_cut(run, r);
    } else {
        tie_str name;
        tie_diagnosis found = diagnose(run, r, &name);
        bool names = r->check == TIE_CHECK_ENUMERATION; /* a slip in so small a count is chance */
        bool near = (found.slip && !names) || tie_interval_gap(r->computed, r->printed) <= NEAR;
        if (r->link->hold == TIE_LINK_IMPLIED && !near)
            tie_recount_skip(run, r->link, r->check, TIE_REASON_LIST);
        else
            report_conflict(run, r, &found, name);
    }
}

void tie_recount_skip(tie_run *run, const tie_link *link, tie_check_id check, tie_reason reason) {
    tie_ledger_skip(run, check, reason, (tie_str){0}, link->claims[0],
                    link->count > 1 ? link->claims[1] : TIE_NO_CLAIM);
}

/* ---- Which check ---- */

static bool one_modality(const tie_run *run, const tie_link *link) {
    for (uint32_t i = 1; i < link->count; i++)
        if (tie_run_claim(run, link->claims[i])->modality !=
            tie_run_claim(run, link->claims[0])->modality)
            return false;
    return true;
}

static const struct {
    tie_check_id check; /* for the ledger */
    void (*run)(tie_run *run, const tie_link *link);
} checks[TIE_LINK_KINDS] = {
    [TIE_LINK_SHARE] = {TIE_CHECK_SHARE, tie_check_share},
    [TIE_LINK_PARTS] = {TIE_CHECK_SUM, tie_check_sum},
    [TIE_LINK_CHANGE] = {TIE_CHECK_CHANGE, tie_check_change},
    [TIE_LINK_AVERAGE] = {TIE_CHECK_AVERAGE, tie_check_average},
    [TIE_LINK_DURATION] = {TIE_CHECK_DURATION, tie_check_duration},
    [TIE_LINK_HUNDRED] = {TIE_CHECK_HUNDRED, tie_check_hundred},
    [TIE_LINK_GRIM] = {TIE_CHECK_GRIM, tie_check_grim},
    [TIE_LINK_ORDER] = {TIE_CHECK_DIRECTION, tie_check_moved},
    [TIE_LINK_ENUMERATION] = {TIE_CHECK_ENUMERATION, tie_check_enumeration},
};

void tie_check_links(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->link_count; i++) {
        const tie_link *link = &part->links[i];
        if (!checks[link->kind].run) /* for implied.c */
            continue;
        if (!one_modality(run, link))
            tie_recount_skip(run, link, checks[link->kind].check, TIE_REASON_DEFINITION);
        else if (link->unfit)
            tie_recount_skip(run, link, checks[link->kind].check, TIE_REASON_LIST);
        else
            checks[link->kind].run(run, link);
    }
}
