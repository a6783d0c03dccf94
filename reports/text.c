/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report for a reader at a terminal: the verdict line, the findings by rank, the ledger of what
 * held and of what was not compared, and the inputs that could not be read. */
#include "reports/text.h"

#include "base/date.h"
#include "base/dec.h"
#include "reports/account.h"
#include "reports/terminal.h"
#include "rules/map.h"

/* ---- The verdict line ---- */

/* "; 2 inputs could not be read: a.pdf, b.docx" */
static void verdict_unread(tie_prose *prose, tie_buf *scratch, const tie_result *result) {
    enum { NAMED = 3 };
    const tie_diag *diags = result->diags;
    size_t count = result->diag_count;
    if (!count)
        return;
    tie_prose_add(prose, TIE_STR("; "));
    tie_put_count(scratch, count, "input could not be read: ", "inputs could not be read: ");
    tie_prose_add(prose, tie_buf_str(scratch));
    for (size_t i = 0; i < count && i < NAMED; i++) {
        if (i)
            tie_prose_add(prose, TIE_STR(", "));
        tie_prose_add(prose, diags[i].path);
    }
    if (count > NAMED)
        tie_prose_add(prose, TIE_STR(" and others, see below"));
}

static void put_verdict(tie_buf *out, const tie_report *report, const tie_tally *tally) {
    tie_prose prose = tie_prose_new(report->scratch, report->style.color);
    tie_buf verdict = tie_buf_new(report->scratch), unread = tie_buf_new(report->scratch);
    tie_account_verdict(&verdict, report->result, tally);
    tie_prose_add(&prose, tie_buf_str(&verdict));
    verdict_unread(&prose, &unread, report->result);
    tie_prose_put(out, &prose, 0, report->style.width,
                  tally->contradictions || tally->errors ? TIE_INK_CRITICAL : TIE_INK_STRONG);
}

/* ---- Findings ---- */

/* Consequences stand under their cause; one whose cause is not shown stands by itself. */
typedef struct nesting {
    tie_map causes; /* fingerprint of a shown finding -> index of the first of that name */
    uint32_t *first, *next, *last; /* consequences of each row, in their order, from 1; 0: none */
} nesting;

/* The row that row i stands under, or NULL. */
static const uint32_t *cause_of(const nesting *nest, const tie_finding *rows, size_t i) {
    const uint32_t *cause = rows[i].cause ? tie_map_find(&nest->causes, rows[i].cause) : NULL;
    return cause && *cause != i ? cause : NULL;
}

static bool is_shown(const tie_report *report, const tie_finding *row) {
    return row->row == TIE_ROW_FINDING && tie_report_shows(&report->style, row);
}

static nesting nest_of(const tie_report *report) {
    const tie_finding *rows = report->result->rows;
    size_t count = report->result->row_count;
    nesting nest = {.first = TIE_NEW(report->scratch, uint32_t, count),
                    .next = TIE_NEW(report->scratch, uint32_t, count),
                    .last = TIE_NEW(report->scratch, uint32_t, count)};
    for (size_t i = 0; i < count; i++)
        if (is_shown(report, &rows[i]))
            tie_map_put(&nest.causes, report->scratch, rows[i].fingerprint, (uint32_t)i);
    for (size_t i = 0; i < count; i++) {
        const uint32_t *cause = is_shown(report, &rows[i]) ? cause_of(&nest, rows, i) : NULL;
        if (!cause)
            continue;
        uint32_t *link =
            nest.first[*cause] ? &nest.next[nest.last[*cause] - 1] : &nest.first[*cause];
        *link = nest.last[*cause] = (uint32_t)i + 1;
    }
    return nest;
}

/* The finding of row i and all that follows from it. */
static void put_with_consequences(tie_buf *out, const tie_report *report, const nesting *nest,
                                  size_t i, unsigned indent) {
    tie_text_finding(out, report, &report->result->rows[i], indent);
    for (uint32_t n = nest->first[i]; n; n = nest->next[n - 1])
        put_with_consequences(out, report, nest, n - 1, 2);
}

static void put_findings(tie_buf *out, const tie_report *report) {
    const tie_finding *rows = report->result->rows;
    nesting nest = nest_of(report);
    for (size_t i = 0; i < report->result->row_count; i++)
        if (is_shown(report, &rows[i]) && !cause_of(&nest, rows, i))
            put_with_consequences(out, report, &nest, i, 0);
}

static void put_hidden(tie_buf *out, const tie_report *report) {
    tie_hidden h = tie_report_hidden(report);
    if (!h.notes && !h.observations && !h.unchanged)
        return;
    tie_buf_puts(out, "\nnot shown: ");
    tie_put_hidden(out, &h);
    if (h.notes || h.observations)
        tie_ink_puts(out, report->style.color, TIE_INK_FAINT,
                     h.observations ? " (-v shows notes, --all everything)" : " (-v shows them)");
    tie_buf_putc(out, '\n');
}

/* ---- The ledger ---- */

static void put_ledger(tie_buf *out, const tie_report *report, tie_row kind) {
    tie_ledger_lines lines = tie_ledger_lines_of(report->scratch, report->result, kind);
    for (size_t i = 0; i < lines.count; i++) {
        tie_buf number = tie_buf_new(report->scratch);
        tie_dec_render_grouped(&number, tie_dec_int((int64_t)lines.items[i].count));
        tie_put_blanks(out, number.len < 9 ? 9 - (unsigned)number.len : 0);
        tie_buf_add(out, tie_buf_str(&number));
        tie_buf_puts(out, "  ");
        tie_ink_put(out, report->style.color, TIE_INK_PLAIN, lines.items[i].name);
        tie_buf_putc(out, '\n');
    }
}

static void put_held(tie_buf *out, const tie_report *report) {
    const tie_finding *rows = report->result->rows;
    size_t count = report->result->row_count;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].row == TIE_ROW_CHECK)
            tie_text_held(out, report, &rows[i]);
    }
}

static void put_ledgers(tie_buf *out, const tie_report *report, const tie_tally *t) {
    bool color = report->style.color;
    if (t->held) {
        tie_buf_putc(out, '\n');
        tie_ink_puts(out, color, TIE_INK_GOOD, "Checked, and it holds");
        tie_buf_putc(out, '\n');
        if (report->style.all)
            put_held(out, report);
        else
            put_ledger(out, report, TIE_ROW_CHECK);
    }
    if (t->skipped) {
        tie_buf_putc(out, '\n');
        tie_ink_puts(out, color, TIE_INK_STRONG, "Figures not compared, because");
        tie_buf_putc(out, '\n');
        put_ledger(out, report, TIE_ROW_SKIPPED);
    }
}

static void put_unread(tie_buf *out, const tie_report *report) {
    const tie_diag *diags = report->result->diags;
    size_t count = report->result->diag_count;
    if (!count)
        return;
    tie_buf_putc(out, '\n');
    tie_ink_puts(out, report->style.color, TIE_INK_MAJOR, "Could not be read");
    tie_buf_putc(out, '\n');
    for (size_t i = 0; i < count; i++) {
        tie_prose prose = tie_prose_new(report->scratch, report->style.color);
        tie_prose_add(&prose, diags[i].path);
        if (diags[i].line)
            tie_prose_add(&prose,
                          tie_arena_printf(report->scratch, ":%u:%u", diags[i].line, diags[i].col));
        tie_prose_add(&prose, TIE_STR(": "));
        tie_prose_add(&prose, diags[i].message);
        if (diags[i].hint.len) {
            tie_prose_add(&prose, TIE_STR("; "));
            tie_prose_add(&prose, diags[i].hint);
        }
        tie_put_blanks(out, 2);
        tie_prose_put(out, &prose, 4, report->style.width, TIE_INK_PLAIN);
    }
}

/* The only clock: what "last month" was counted from where a text has no date. */
static void put_today(tie_buf *out, const tie_report *report) {
    tie_buf_puts(out, "\nRead on ");
    tie_period_render(out, tie_period_of(report->result->today));
    tie_buf_putc(out, '\n');
}

/* "  893dcd5f  critical  what is said": a finding on a line, with a word about it. */
static void put_line(tie_buf *out, const tie_report *report, const tie_finding *f, tie_str word) {
    tie_prose prose = tie_prose_new(report->scratch, report->style.color);
    tie_prose_add(&prose, tie_account_fingerprint(report->scratch, f));
    tie_prose_add(&prose, TIE_STR("  "));
    tie_prose_add(&prose, tie_account_message(f));
    tie_prose_add(&prose, word.len ? TIE_STR(": ") : (tie_str){0});
    tie_prose_add(&prose, word);
    tie_put_blanks(out, 2);
    tie_prose_put(out, &prose, 4, report->style.width, TIE_INK_PLAIN);
}

static void put_accepted(tie_buf *out, const tie_report *report, const tie_tally *t) {
    if (!t->suppressed)
        return;
    tie_buf_putc(out, '\n');
    tie_ink_puts(out, report->style.color, TIE_INK_STRONG, "Accepted");
    tie_buf_putc(out, '\n');
    for (size_t i = 0; i < report->result->row_count; i++) {
        const tie_finding *f = &report->result->rows[i];
        if (f->row == TIE_ROW_FINDING && f->suppressed.len)
            put_line(out, report, f, f->suppressed);
    }
}

static void put_absent(tie_buf *out, const tie_report *report) {
    if (!report->result->absent_count)
        return;
    tie_buf_putc(out, '\n');
    tie_ink_put(
        out, report->style.color, TIE_INK_GOOD,
        tie_arena_printf(report->scratch, "Gone since %s", tie_result_earlier(report->result)));
    tie_buf_putc(out, '\n');
    for (size_t i = 0; i < report->result->absent_count; i++)
        put_line(out, report, &report->result->absent[i], (tie_str){0});
}

static void run(tie_buf *out, const tie_report *report) {
    tie_tally t = tie_tally_of(report->result);
    put_verdict(out, report, &t);
    put_findings(out, report);
    put_hidden(out, report);
    put_accepted(out, report, &t);
    put_absent(out, report);
    if (!report->style.brief)
        put_ledgers(out, report, &t);
    put_unread(out, report);
    if (!report->style.brief)
        put_today(out, report);
}

const tie_report_format tie_report_text = {"text", run, tie_text_claims_begin, tie_text_claims_add,
                                           tie_text_claims_end};
