/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/why.h"

#include "analyze/finding.h"
#include "analyze/wording.h"
#include "base/err.h"

/* ---- Which figure is meant ---- */

static bool is_path(tie_str path, tie_str asked) {
    if (tie_str_eq(path, asked))
        return true;
    return asked.len && path.len > asked.len && tie_str_ends(path, asked) &&
           path.ptr[path.len - asked.len - 1] == '/';
}

static uint32_t distance(const tie_claim *c, const tie_place_ref *at) {
    return c->line > at->line ? c->line - at->line : at->line - c->line;
}

/* The last figure of the line that begins at or before the column; without one, the first. */
static bool better(const tie_claim *c, const tie_claim *best, const tie_place_ref *at) {
    if (!best || distance(c, at) != distance(best, at))
        return !best || distance(c, at) < distance(best, at);
    return at->col && c->col <= at->col && c->line == at->line;
}

static tie_code find(const tie_run *run, const tie_place_ref *at, const tie_claim **out,
                     tie_err *err) {
    const tie_claim *best = NULL;
    bool known = false;
    for (size_t i = 0; i < run->in.doc_count; i++) {
        const tie_doc *doc = &run->in.docs[i];
        if (!is_path(doc->path, at->path))
            continue;
        known = true;
        for (uint32_t k = 0; k < doc->claim_count; k++) {
            const tie_claim *c = tie_run_claim(run, doc->first_claim + k);
            best = better(c, best, at) ? c : best;
        }
    }
    if (!known)
        return tie_fail(err, TIE_EUSAGE, "no such document: %.*s", TIE_FMT(at->path));
    if (!best || best->line != at->line) {
        tie_fail(err, TIE_EUSAGE, "no figure at %.*s:%u", TIE_FMT(at->path), at->line);
        if (best)
            tie_err_hint(err, "the nearest is \"%.*s\" at line %u, column %u", TIE_FMT(best->text),
                         best->line, best->col);
        return TIE_EUSAGE;
    }
    *out = best;
    return TIE_OK;
}

/* ---- How it was understood ---- */

static void put_line(tie_buf *out, const char *label, tie_str value, const char *from) {
    tie_buf_printf(out, "  %-12s", label);
    tie_word_text(out, value.len ? value : TIE_STR("not known"));
    if (from && value.len)
        tie_buf_printf(out, " (from the %s)", from);
    tie_buf_putc(out, '\n');
}

static tie_str period_text(tie_arena *arena, tie_period period) {
    tie_buf buf = tie_buf_new(arena);
    tie_period_render(&buf, period);
    return tie_buf_str(&buf);
}

static const char *origin(tie_origin from) {
    return from == TIE_ORIGIN_OWN ? NULL : tie_origin_name(from);
}

static void put_assumptions(tie_buf *out, uint32_t set) {
    if (!set)
        return;
    tie_buf_printf(out, "  %-12s", "assumed");
    for (uint32_t rest = set; rest; rest &= rest - 1) {
        tie_buf_puts(out, rest == set ? "" : ", ");
        tie_buf_puts(out, tie_assumption_name((tie_assumption)(rest & (0 - rest))));
    }
    tie_buf_putc(out, '\n');
}

void tie_why_claim(const tie_run *run, const tie_claim *c, tie_buf *out) {
    tie_buf_printf(out, "%.*s:%u:%u: ", TIE_FMT(run->in.docs[c->doc].path), c->line, c->col);
    tie_word_claim(out, c);
    tie_buf_printf(out, "\n  %-12s", "allows");
    tie_interval_render(out, c->decides);
    tie_buf_printf(out, "\n  %-12s%s\n", "kind", tie_kind_name(c->kind));
    put_line(out, "unit", c->unit, NULL);
    put_line(out, "counts", c->noun, NULL);
    put_line(out, "verb", c->predicate, NULL);
    put_line(out, "agent", c->agent, NULL);
    put_line(out, "measure", c->measure.len ? c->measure : TIE_STR("open: by its own words"), NULL);
    put_line(out, "period", period_text(out->arena, c->period), origin(c->period_from));
    put_line(out, "place", c->place, origin(c->place_from));
    put_line(out, "modality", tie_str_c(tie_modality_name(c->modality)), NULL);
    put_assumptions(out, c->assumptions);
}

/* Where a place names a line alone, the other figures of that line: one of them may be meant. */
static void put_others(const tie_run *run, const tie_claim *taken, const tie_place_ref *at,
                       tie_buf *out) {
    const tie_doc *doc = &run->in.docs[taken->doc];
    bool any = false;
    for (uint32_t i = 0; !at->col && i < doc->claim_count; i++) {
        const tie_claim *c = tie_run_claim(run, doc->first_claim + i);
        if (c->line != taken->line || c == taken)
            continue;
        if (!any)
            tie_buf_printf(out, "  %-12s", "on the line");
        tie_buf_printf(out, "%s\"%.*s\" at column %u", any ? ", " : "", TIE_FMT(c->text), c->col);
        any = true;
    }
    tie_buf_puts(out, any ? "\n" : "");
}

/* ---- What compared them, or kept them apart ---- */

static bool has(const tie_finding *row, uint32_t claim) {
    for (size_t i = 0; i < row->member_count; i++)
        if (row->members[i].claim == claim)
            return true;
    return false;
}

static bool put_rows(const tie_run *run, uint32_t a, uint32_t b, tie_buf *out) {
    bool any = false;
    for (size_t i = 0; i < run->rows.count; i++) {
        const tie_finding *row = &run->rows.items[i];
        if (row->row == TIE_ROW_SKIPPED || !has(row, a) || !has(row, b))
            continue;
        any = true;
        tie_buf_printf(out, "%.*s: %s", TIE_FMT(row->code), tie_verdict_name(row->verdict));
        if (row->message.len)
            tie_buf_printf(out, ": %.*s", TIE_FMT(row->message));
        tie_buf_printf(out, "\n  %.*s\n", TIE_FMT(row->computation));
    }
    return any;
}

static const char *apart_words(tie_reason reason) {
    switch (reason) {
    case TIE_REASON_PERIOD:
        return "their periods differ, or one is not known";
    case TIE_REASON_AGENT:
        return "who did or counted it differs, or is named on one side only";
    case TIE_REASON_PLACE:
        return "their places differ, or one is not known";
    case TIE_REASON_UNIT:
        return "their units are of different kinds";
    case TIE_REASON_NOUN:
        return "the text does not say what one of them counts";
    case TIE_REASON_DEFINITION:
        return "what they measure is not plainly the same";
    case TIE_REASON_NONE:
    case TIE_REASON_TOO_FEW:
    case TIE_REASON_LIST:
    case TIE_REASON_LAYOUT:
    case TIE_REASON_TEXT:
        break;
    }
    return "nothing ties them closely enough";
}

static void put_apart(const tie_run *run, const tie_claim *a, const tie_claim *b, tie_buf *out) {
    const tie_facets *x = &run->cells.facets[a->id], *y = &run->cells.facets[b->id];
    if (x->cell != TIE_NO_CELL && x->cell == y->cell) {
        tie_buf_puts(out, "compared, together with others of their cell\n");
        return;
    }
    bool relative = tie_claim_relative(a) || tie_claim_relative(b);
    tie_buf_printf(out, "not compared: %s\n",
                   relative ? "changes, ranks and ratios are not compared as values"
                            : apart_words(tie_facets_apart(x, y)));
}

tie_code tie_why(tie_run *run, const tie_place_ref *a, const tie_place_ref *b, tie_buf *out,
                 tie_err *err) {
    const tie_claim *x = NULL, *y = NULL;
    tie_code code = find(run, a, &x, err);
    if (!code)
        code = find(run, b, &y, err);
    if (code)
        return code;
    tie_why_claim(run, x, out);
    put_others(run, x, a, out);
    tie_why_claim(run, y, out);
    put_others(run, y, b, out);
    if (x->id == y->id)
        tie_buf_puts(out, "both places name the same figure\n");
    else if (!put_rows(run, x->id, y->id, out))
        put_apart(run, x, y, out);
    return TIE_OK;
}
