/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum and hundred in tables: rows and columns must foot, balances roll forward, shares come to 100.
 * The footings of one group read the same labels. Where two columns or more are read so and none of
 * them foots, it is the reading that is wrong, not the table: that goes to the ledger. Agreement
 * is never what makes a sum; it only tells whether the labels may be trusted. */
#include "analyze/diagnose.h"
#include "analyze/finding.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

#include <inttypes.h>

enum { TERMS_SHOWN = 10, HEAD_TERMS = 3 };

/* A footing worked out. */
typedef struct work {
    const tie_footing *footing;
    tie_interval sum, total;
    tie_dec printed; /* sum of the figures as printed */
    bool computable, holds, cut;
    uint64_t finding; /* fingerprint of the conflict; 0: none */
} work;

typedef TIE_VEC(work) works;

static const tie_claim *figure(const tie_run *run, const tie_footing *f, uint32_t i) {
    return tie_run_claim(run, f->claims[i]);
}

static bool share(const tie_run *run, const tie_footing *f) {
    return figure(run, f, 0)->kind == TIE_KIND_PERCENT;
}

static tie_interval admits(const tie_claim *c, bool rounded) {
    if (rounded && c->hedge == TIE_HEDGE_EXACT)
        return tie_interval_rounding(tie_claim_base_value(c), c->unit_u);
    return tie_claim_base(c);
}

static work work_out(const tie_run *run, const tie_footing *f) {
    work w = {.footing = f, .sum = tie_interval_point(tie_dec_int(0)), .computable = true};
    const tie_claim *total = figure(run, f, 0);
    for (uint32_t i = 1; i < f->count; i++) {
        const tie_claim *part = figure(run, f, i);
        tie_dec value = tie_claim_base_value(part);
        tie_interval at = admits(part, f->rounded);
        bool less = f->signs[i] < 0;
        w.computable &= !tie_dec_add(w.printed, less ? tie_dec_neg(value) : value, &w.printed);
        w.sum = less ? tie_interval_sub(w.sum, at) : tie_interval_add(w.sum, at);
    }
    w.total = share(run, f) ? tie_interval_point(total->value) : admits(total, f->rounded);
    w.computable &= !f->unclear;
    w.holds = w.computable && tie_interval_meet(w.sum, w.total);
    tie_interval cut = tie_interval_truncation(tie_claim_base_value(total), total->unit_u);
    w.cut = !w.holds && total->decimals > 0 && !share(run, f) && tie_interval_meet(w.sum, cut);
    return w;
}

/* ---- Wording ---- */

static bool exact(const tie_run *run, const tie_footing *f) {
    for (uint32_t i = 0; i < f->count; i++)
        if (figure(run, f, i)->hedge != TIE_HEDGE_EXACT)
            return false;
    return true;
}

/* "84 + 86 - 71 = 99; stated: 462" */
static tie_str computation(tie_run *run, const work *w, const char *end) {
    const tie_footing *f = w->footing;
    tie_buf buf = tie_buf_new(&run->arena);
    uint32_t shown = f->count - 1 > TERMS_SHOWN ? HEAD_TERMS : f->count - 1;
    for (uint32_t i = 1; i <= shown; i++) {
        tie_buf_puts(&buf, i == 1 ? "" : f->signs[i] < 0 ? " - " : " + ");
        tie_word_claim(&buf, figure(run, f, i));
    }
    if (shown < f->count - 1)
        tie_buf_printf(&buf, " + ... (%" PRIu32 " figures)", f->count - 1);
    tie_buf_puts(&buf, " = ");
    if (exact(run, f))
        tie_dec_render_grouped(&buf, w->printed);
    else
        tie_interval_render(&buf, w->sum);
    tie_buf_puts(&buf, "; stated: ");
    tie_word_claim(&buf, figure(run, f, 0));
    tie_buf_puts(&buf, end);
    return tie_buf_str(&buf);
}

static tie_draft begin(tie_run *run, const work *w, tie_row row, tie_verdict verdict) {
    const tie_footing *f = w->footing;
    tie_check_id check = share(run, f) ? TIE_CHECK_HUNDRED : TIE_CHECK_SUM;
    tie_draft draft = tie_draft_new(row, check, verdict);
    draft.measure = tie_claim_measure(run->in.rules, figure(run, f, 0));
    draft.linked = true;
    tie_draft_claim(run, &draft, "total", f->claims[0]);
    for (uint32_t i = 1; i < f->count && i < TIE_MEMBERS_MAX; i++)
        tie_draft_claim(run, &draft, f->signs[i] < 0 ? "less" : "part", f->claims[i]);
    return draft;
}

static void report_held(tie_run *run, const work *w) {
    bool equal = tie_dec_cmp(w->printed, tie_claim_base_value(figure(run, w->footing, 0))) == 0;
    tie_draft draft = begin(run, w, TIE_ROW_CHECK, TIE_VERDICT_TIES);
    draft.row.computation = computation(run, w, equal ? "" : "; they agree within rounding");
    tie_draft_add(run, &draft);
}

/* ---- Conflicts ---- */

/* What figure i would have to be, for the rest to hold. */
static tie_interval expected(const tie_run *run, const work *w, uint32_t i) {
    if (i == 0)
        return w->sum;
    bool less = w->footing->signs[i] < 0;
    tie_dec value = tie_claim_base_value(figure(run, w->footing, i)), rest = w->printed;
    if (tie_dec_add(w->printed, less ? value : tie_dec_neg(value), &rest))
        return tie_interval_all();
    tie_interval others = tie_interval_point(rest);
    return less ? tie_interval_sub(others, w->total) : tie_interval_sub(w->total, others);
}

static tie_diagnosis suspect(tie_run *run, const work *w, uint32_t i) {
    const tie_claim *c = figure(run, w->footing, i);
    tie_suspect s = {tie_claim_base_value(c), tie_dec_int(0), c->scale, expected(run, w, i)};
    return tie_diagnose(&run->arena, &s);
}

/* What figure i would have to be more, for the figures as printed to tie. */
static tie_dec lacks(const tie_run *run, const work *w, uint32_t i) {
    tie_dec off = tie_dec_int(0);
    tie_dec_sub(tie_claim_base_value(figure(run, w->footing, 0)), w->printed, &off);
    return i == 0 || w->footing->signs[i] < 0 ? tie_dec_neg(off) : off;
}

/* The figure of a in which two footings cross, if one change of it mends both; or TIE_NO_CLAIM. */
static uint32_t crossing(const tie_run *run, const work *a, const work *b) {
    if (a->footing->shape == b->footing->shape)
        return TIE_NO_CLAIM;
    for (uint32_t i = 0; i < a->footing->count; i++)
        for (uint32_t k = 0; k < b->footing->count; k++)
            if (a->footing->claims[i] == b->footing->claims[k] &&
                tie_dec_cmp(lacks(run, a, i), lacks(run, b, k)) == 0)
                return i;
    return TIE_NO_CLAIM;
}

/* Names the slip: of the figure where a row and a column cross that both fail; else of the total;
 * else of the one part that a slip would explain. */
static void diagnose(tie_run *run, const work *w, uint32_t crossed, tie_draft *draft) {
    uint32_t count = w->footing->count, who = crossed == TIE_NO_CLAIM ? 0 : crossed, named = 0;
    tie_diagnosis found = suspect(run, w, who);
    for (uint32_t i = 1; i < count && crossed == TIE_NO_CLAIM && !found.named; i++) {
        tie_diagnosis part = suspect(run, w, i);
        named += part.named;
        if (part.named && named == 1)
            who = i;
    }
    if (named == 1)
        found = suspect(run, w, who);
    else if (named > 1)
        return;
    if (!found.slip)
        return;
    const tie_claim *c = figure(run, w->footing, who);
    draft->row.diagnosis =
        who ? tie_arena_printf(&run->arena, "the part %.*s: %.*s", TIE_FMT(c->text),
                               TIE_FMT(found.text))
            : tie_arena_printf(&run->arena, "the total: %.*s", TIE_FMT(found.text));
    draft->witnessed = found.named;
    if (found.slip == TIE_SLIP_SCALE && found.named && draft->row.severity > TIE_SEVERITY_NOTE)
        draft->row.severity = TIE_SEVERITY_CRITICAL;
}

/* Off by one of the last printed place. */
static bool one_unit(const tie_run *run, const work *w) {
    const tie_claim *total = figure(run, w->footing, 0);
    tie_dec off;
    if (tie_dec_sub(tie_claim_base_value(total), w->printed, &off))
        return false;
    return tie_dec_cmp(tie_dec_abs(off), (tie_dec){1, total->scale - total->decimals}) <= 0;
}

static void report_conflict(tie_run *run, work *w, const work *cause, uint32_t crossed) {
    tie_draft draft =
        begin(run, w, TIE_ROW_FINDING, w->cut ? TIE_VERDICT_TRUNCATION : TIE_VERDICT_CONFLICT);
    bool near = w->cut || one_unit(run, w);
    draft.row.gap = tie_interval_gap(w->sum, w->total);
    draft.row.severity = near ? run->in.rules->one_unit : tie_gap_severity(draft.row.gap);
    draft.row.computation = computation(run, w, w->cut ? ": truncated, not rounded" : "");
    draft.row.message =
        share(run, w->footing) ? TIE_STR("the shares do not come to 100")
        : near                 ? TIE_STR("the parts miss their total by one unit")
        : w->footing->shape == TIE_FOOT_ROLL
            ? TIE_STR("what came and went does not lead from the opening to the closing figure")
            : TIE_STR("the parts and their total cannot all hold");
    diagnose(run, w, crossed, &draft);
    w->finding = tie_draft_add(run, &draft);
    if (cause && cause->finding && w->finding && cause->finding != w->finding)
        run->rows.items[run->rows.count - 1].cause = cause->finding;
}

/* ---- Trust ---- */

/* One item is the sum of those that follow it: parts of a part stand among the parts. */
static bool nested(const tie_run *run, const tie_footing *f) {
    for (uint32_t i = 1; i < f->count; i++) {
        tie_dec whole = tie_claim_base_value(figure(run, f, i)), sum = tie_dec_int(0);
        for (uint32_t k = i + 1; k < f->count && tie_dec_cmp(sum, whole) < 0; k++) {
            if (tie_dec_add(sum, tie_claim_base_value(figure(run, f, k)), &sum))
                return false;
            if (k > i + 1 && tie_dec_cmp(sum, whole) == 0 && !tie_dec_zero(whole))
                return true;
        }
    }
    return false;
}

/* With another sign for one part the balance would roll: its label was misread. */
static bool misread_sign(const tie_run *run, const work *w) {
    for (uint32_t i = 2; i < w->footing->count; i++) {
        tie_dec value = tie_claim_base_value(figure(run, w->footing, i)), twice, other;
        if (w->footing->signs[i] > 0)
            value = tie_dec_neg(value);
        if (!tie_dec_mul(value, tie_dec_int(2), &twice) &&
            !tie_dec_add(w->printed, twice, &other) && tie_interval_has(w->total, other))
            return true;
    }
    return false;
}

static bool doubtful(const tie_run *run, const work *w) {
    return w->footing->shape == TIE_FOOT_ROLL ? misread_sign(run, w) : nested(run, w->footing);
}

typedef struct tally {
    size_t computed, held, unclear;
} tally;

static tally count_held(const work *items, size_t count, uint8_t reading) {
    tally t = {0};
    for (size_t i = 0; i < count; i++)
        if (items[i].footing->reading == reading) {
            t.computed += items[i].computable;
            t.unclear += !items[i].computable;
            t.held += items[i].holds;
        }
    return t;
}

static bool trusted(tally t, bool two_ways) {
    if (t.computed < 2)
        return t.held || (!two_ways && !t.unclear);
    return t.computed == 2 ? t.held > 0 : 2 * t.held >= t.computed;
}

static void skip(tie_run *run, const tie_footing *f) {
    tie_check_id check = share(run, f) ? TIE_CHECK_HUNDRED : TIE_CHECK_SUM;
    tie_ledger_skip(run, check, TIE_REASON_LAYOUT, (tie_str){0}, f->claims[0], f->claims[1]);
}

/* The footings of one group: keeps those that failed in failed. */
static void judge(tie_run *run, const work *items, size_t count, works *failed) {
    bool two_ways = false;
    for (size_t i = 0; i < count; i++)
        two_ways |= items[i].footing->reading > 0;
    tally first = count_held(items, count, 0), second = count_held(items, count, 1);
    uint8_t reading = two_ways && second.held > first.held;
    bool trust = trusted(reading ? second : first, two_ways);
    for (size_t i = 0; i < count; i++) {
        const work *w = &items[i];
        if (w->footing->reading != reading)
            continue;
        if (w->holds)
            report_held(run, w);
        else if (!w->computable || !trust || doubtful(run, w))
            skip(run, w->footing);
        else
            *TIE_PUSH(&run->scratch, failed) = *w;
    }
}

/* A row and a column that fail and cross in one figure have one cause. */
static void report_failed(tie_run *run, works *failed) {
    enum { CROSSED_MOST = 16 }; /* of more, crossings tell nothing */
    bool few = failed->count <= CROSSED_MOST;
    for (size_t i = 0; i < failed->count; i++) {
        uint32_t crossed = TIE_NO_CLAIM;
        const work *cause = NULL;
        size_t others = 0;
        for (size_t k = 0; k < failed->count && few; k++) {
            uint32_t at =
                k == i ? TIE_NO_CLAIM : crossing(run, &failed->items[i], &failed->items[k]);
            if (at == TIE_NO_CLAIM)
                continue;
            others++;
            crossed = at;
            if (k < i)
                cause = &failed->items[k];
        }
        report_conflict(run, &failed->items[i], cause, others == 1 ? crossed : TIE_NO_CLAIM);
    }
}

void tie_check_footings(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    tie_mark mark = tie_arena_mark(&run->scratch);
    works failed = {0};
    for (uint32_t i = 0, end; i < part->footing_count; i = end) {
        works group = {0};
        for (end = i;
             end < part->footing_count && part->footings[end].group == part->footings[i].group;
             end++)
            *TIE_PUSH(&run->scratch, &group) = work_out(run, &part->footings[end]);
        judge(run, group.items, group.count, &failed);
    }
    report_failed(run, &failed);
    tie_arena_rewind(&run->scratch, mark);
}
