/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/explain.h"

#include "analyze/run.h"
#include "analyze/why.h"
#include "analyze/wording.h"
#include "base/err.h"

#include <inttypes.h>

/* ---- What the text says, and how it was read ---- */

static void put_quote(tie_run *run, const tie_member *m, tie_buf *out) {
    if (!run->corpus)
        return;
    tie_buf_puts(out, "  \"");
    tie_word_text(out, tie_corpus_quote(run->corpus, m->doc, m->sentence));
    tie_buf_puts(out, "\"\n");
}

static void put_derived(const tie_member *m, tie_buf *out) {
    tie_buf_puts(out, "  follows from");
    for (size_t i = 0; i < m->from_count; i++)
        tie_buf_printf(out, "%s %u", i ? " and" : "", (unsigned)m->from[i] + 1);
    tie_buf_puts(out, "; allows ");
    tie_interval_render(out, m->interval);
    tie_buf_putc(out, '\n');
}

static void put_member(tie_run *run, const tie_member *m, size_t number, tie_buf *out) {
    tie_buf_printf(out, "%zu. %.*s, the %.*s\n", number, TIE_FMT(m->text), TIE_FMT(m->role));
    if (m->from_count) {
        put_derived(m, out);
        return;
    }
    put_quote(run, m, out);
    if (m->claim != TIE_NO_CLAIM)
        tie_why_claim(run, tie_run_claim(run, m->claim), out);
    else
        tie_buf_printf(out, "%.*s:%u:%u\n", TIE_FMT(run->in.docs[m->doc].path), m->line, m->col);
}

/* ---- What ties them ---- */

static void put_facet(tie_buf *out, const char *label, tie_str value) {
    if (!value.len)
        return;
    tie_buf_printf(out, "  %-12s", label);
    tie_word_text(out, value);
    tie_buf_putc(out, '\n');
}

static void put_ties(const tie_finding *f, tie_buf *out) {
    tie_buf period = tie_buf_new(out->arena);
    tie_period_render(&period, f->period);
    if (!f->place.len && !f->unit.len && !f->period.known) {
        tie_buf_puts(out, "The words of the text relate them.\n");
        return;
    }
    bool within = tie_str_eq(f->code, TIE_STR("contain"));
    tie_buf_puts(out, within ? "One lies within the other, of the same measure:\n"
                             : "They measure the same, as far as the check needs it:\n");
    put_facet(out, "measure", f->measure.len ? f->measure : TIE_STR("open: by its own words"));
    put_facet(out, "agent", f->agent);
    put_facet(out, "place", f->place);
    put_facet(out, "period", tie_buf_str(&period));
    put_facet(out, "unit", f->unit);
}

/* ---- What follows ---- */

static const char *verdict_words(tie_verdict verdict) {
    switch (verdict) {
    case TIE_VERDICT_TIES:
        return "the figures agree; what is worth a look is how they are worded";
    case TIE_VERDICT_ROUNDING:
        return "the figures agree once rounding is allowed";
    case TIE_VERDICT_TRUNCATION:
        return "the figures agree only if one of them was cut, not rounded";
    case TIE_VERDICT_CONFLICT:
        return "nothing satisfies all of them";
    case TIE_VERDICT_REVISION:
        return "a later figure replaces an earlier one, and may";
    case TIE_VERDICT_RESTATED:
        return "the same source changed the figure of a closed period without saying so";
    case TIE_VERDICT_NOT_COMPARABLE:
        break;
    }
    return "they cannot be compared";
}

static void put_gap(const tie_finding *f, tie_buf *out) {
    if (f->gap > 0)
        tie_buf_printf(
            out,
            "  nearest ends apart by %.1f%% of the larger value; a conflict is major from "
            "5%% on, less is minor\n",
            100 * f->gap);
}

/* Assumptions that only some of the members need. */
static uint32_t differing(const tie_run *run, const tie_finding *f) {
    uint32_t any = 0, all = ~(uint32_t)0;
    for (size_t i = 0; i < f->member_count; i++) {
        if (f->members[i].claim == TIE_NO_CLAIM)
            continue;
        uint32_t assumed = tie_run_claim(run, f->members[i].claim)->assumptions;
        any |= assumed;
        all &= assumed;
    }
    return any & ~all;
}

static void put_set(uint32_t set, tie_buf *out) {
    for (uint32_t rest = set; rest; rest &= rest - 1) {
        tie_buf_puts(out, rest == set ? "" : ", ");
        tie_buf_puts(out, tie_assumption_name((tie_assumption)(rest & (0 - rest))));
    }
}

static void put_confidence(const tie_run *run, const tie_finding *f, tie_buf *out) {
    uint32_t differ = differing(run, f), shared = f->assumptions & ~differ;
    tie_buf_printf(out, "Confidence: %s\n", tie_confidence_name(f->confidence));
    if (shared) {
        tie_buf_puts(out, "  assumed of all: ");
        put_set(shared, out);
        tie_buf_putc(out, '\n');
    }
    if (differ) {
        tie_buf_puts(out, "  assumed of some, which costs confidence: ");
        put_set(differ, out);
        tie_buf_putc(out, '\n');
    }
    if (!f->assumptions)
        tie_buf_puts(out, "  nothing had to be assumed\n");
}

static void put_finding(tie_run *run, const tie_finding *f, tie_buf *out) {
    tie_buf_printf(out, "%.*s: %.*s\n\n", TIE_FMT(f->code), TIE_FMT(f->message));
    for (size_t i = 0; i < f->member_count; i++) {
        put_member(run, &f->members[i], i + 1, out);
        tie_buf_putc(out, '\n');
    }
    put_ties(f, out);
    if (f->computation.len)
        tie_buf_printf(out, "\nComputed: %.*s\n", TIE_FMT(f->computation));
    if (f->diagnosis.len)
        tie_buf_printf(out, "Likely slip: %.*s\n", TIE_FMT(f->diagnosis));
    tie_buf_printf(out, "Verdict: %s: %s\n", tie_verdict_name(f->verdict),
                   verdict_words(f->verdict));
    tie_buf_printf(out, "Severity: %s, by rule %.*s\n", tie_severity_name(f->severity),
                   TIE_FMT(f->rule));
    put_gap(f, out);
    put_confidence(run, f, out);
    if (f->cause)
        tie_buf_printf(out, "It hangs on finding %016" PRIx64 ".\n", f->cause);
    tie_buf_printf(out, "Finding %016" PRIx64 ", evidence %016" PRIx64 "\n", f->fingerprint,
                   f->evidence);
}

static bool begins(tie_run *run, const tie_finding *f, tie_str digits) {
    tie_str print = tie_arena_printf(&run->arena, "%016" PRIx64, f->fingerprint);
    return digits.len <= print.len && tie_str_eq(tie_str_sub(print, 0, digits.len), digits);
}

tie_code tie_explain(tie_run *run, tie_str digits, tie_buf *out, tie_err *err) {
    size_t found = 0;
    for (size_t i = 0; i < run->rows.count; i++) {
        const tie_finding *f = &run->rows.items[i];
        if (f->row != TIE_ROW_FINDING || !begins(run, f, digits))
            continue;
        if (found++)
            tie_buf_putc(out, '\n');
        put_finding(run, f, out);
    }
    if (found)
        return TIE_OK;
    tie_fail(err, TIE_EUSAGE, "no finding %.*s in these documents", TIE_FMT(digits));
    tie_err_hint(err, "name the same documents and packs as for check");
    return TIE_EUSAGE;
}
