/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown for a pull request or a wiki: the verdict, the findings with their quotes, the ledger as
 * tables. All that comes from documents passes the escaper here. */
#include "reports/report.h"

#include "base/date.h"
#include "base/str.h"
#include "reports/account.h"
#include "reports/escape.h"

enum { QUOTES_SHOWN = 8, LEDGER_SHOWN = 20 };

static void put_parts(tie_buf *out, tie_parts parts) {
    for (size_t i = 0; i < parts.count; i++) {
        tie_buf_puts(out, parts.items[i].marked ? "**" : "");
        tie_escape_markdown(out, parts.items[i].text);
        tie_buf_puts(out, parts.items[i].marked ? "**" : "");
    }
}

/* "- path:12:5 · Agency" and the quote below it */
static void put_place(tie_buf *out, const tie_report *report, uint32_t doc, uint32_t line,
                      uint32_t col, tie_parts words) {
    const tie_doc *of = &report->result->docs[doc];
    tie_buf_puts(out, "- ");
    tie_escape_markdown(out, of->path);
    tie_escape_markdown(out, tie_account_place(report->scratch, of, line, col));
    tie_buf_puts(out, "\n  > ");
    put_parts(out, words);
    tie_buf_putc(out, '\n');
}

static void put_more(tie_buf *out, size_t count) {
    if (!count)
        return;
    tie_buf_puts(out, "- and ");
    tie_put_count(out, count, "more place", "more places");
    tie_buf_putc(out, '\n');
}

static void put_quotes(tie_buf *out, const tie_report *report, const tie_finding *f) {
    tie_quotes quotes = tie_quotes_of(report->scratch, f, f->member_count);
    size_t shown = report->style.all || quotes.count < QUOTES_SHOWN ? quotes.count : QUOTES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const tie_quote *q = &quotes.items[i];
        put_place(out, report, q->doc, q->line, q->col,
                  tie_quote_parts(report->scratch, report->result, q));
    }
    put_more(out, quotes.count - shown);
    shown = report->style.all || f->passage_count < QUOTES_SHOWN ? f->passage_count : QUOTES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const tie_passage *p = &f->passages[i];
        put_place(out, report, p->doc, p->line, p->col,
                  tie_passage_parts(report->scratch, report->result, p));
    }
    put_more(out, f->passage_count - shown);
}

static void put_fact(tie_buf *out, const char *label, tie_str text) {
    if (!text.len)
        return;
    tie_buf_printf(out, "\n%s: ", label);
    tie_escape_markdown(out, text);
    tie_buf_putc(out, '\n');
}

static void put_finding(tie_buf *out, const tie_report *report, const tie_finding *f) {
    tie_mark before = tie_arena_mark(report->scratch);
    tie_buf_printf(out, "\n### %s: ", tie_severity_name(f->severity));
    tie_escape_markdown(out, tie_account_message(f));
    tie_buf_puts(out, "\n\n");
    put_quotes(out, report, f);
    put_fact(out, "Computed", f->computation);
    put_fact(out, "Likely slip", f->diagnosis);
    put_fact(out, "About", tie_account_cell(report->scratch, f));
    put_fact(out, "Confidence", tie_account_confidence(report->scratch, f));
    tie_buf_puts(out, "\n`");
    tie_buf_add(out, tie_account_fingerprint(report->scratch, f));
    tie_buf_puts(out, "` by rule ");
    tie_escape_markdown(out, f->rule);
    if (f->state)
        tie_buf_printf(out, "; %s since %s", tie_state_name(f->state),
                       tie_result_earlier(report->result));
    tie_buf_putc(out, '\n');
    tie_arena_rewind(report->scratch, before);
}

static void put_findings(tie_buf *out, const tie_report *report) {
    for (size_t i = 0; i < report->result->row_count; i++) {
        const tie_finding *row = &report->result->rows[i];
        if (row->row == TIE_ROW_FINDING && tie_report_shows(&report->style, row))
            put_finding(out, report, row);
    }
    tie_hidden h = tie_report_hidden(report);
    if (!h.unchanged && !h.notes && !h.observations)
        return;
    tie_buf_puts(out, "\nNot shown: ");
    tie_put_hidden(out, &h);
    if (h.notes || h.observations)
        tie_buf_puts(out, " (`-v` shows notes, `--all` everything)");
    tie_buf_putc(out, '\n');
}

/* "- `893dcd5f` what is said: why it was accepted" */
static void put_line(tie_buf *out, const tie_report *report, const tie_finding *f) {
    tie_buf_puts(out, "- `");
    tie_buf_add(out, tie_account_fingerprint(report->scratch, f));
    tie_buf_puts(out, "` ");
    tie_escape_markdown(out, tie_account_message(f));
    tie_buf_puts(out, f->suppressed.len ? ": " : "");
    tie_escape_markdown(out, f->suppressed);
    tie_buf_putc(out, '\n');
}

static void put_accepted(tie_buf *out, const tie_report *report, const tie_tally *tally) {
    if (tally->suppressed)
        tie_buf_puts(out, "\n### Accepted\n\n");
    for (size_t i = 0; i < report->result->row_count; i++) {
        const tie_finding *row = &report->result->rows[i];
        if (row->row == TIE_ROW_FINDING && row->suppressed.len)
            put_line(out, report, row);
    }
}

static void put_absent(tie_buf *out, const tie_report *report) {
    const tie_result *result = report->result;
    if (result->absent_count)
        tie_buf_printf(out, "\n### Gone since %s\n\n", tie_result_earlier(result));
    for (size_t i = 0; i < result->absent_count; i++)
        put_line(out, report, &result->absent[i]);
}

static void put_ledger(tie_buf *out, const tie_report *report, tie_row kind, const char *title) {
    const tie_result *result = report->result;
    tie_ledger_lines lines = tie_ledger_lines_of(report->scratch, result, kind);
    if (!lines.count)
        return;
    tie_buf_printf(out, "\n### %s\n\n| how often | what |\n|---:|---|\n", title);
    for (size_t i = 0; i < lines.count && i < LEDGER_SHOWN; i++) {
        tie_buf_printf(out, "| %llu | ", (unsigned long long)lines.items[i].count);
        tie_escape_markdown(out, lines.items[i].name);
        tie_buf_puts(out, " |\n");
    }
}

static void put_unread(tie_buf *out, const tie_result *result) {
    if (result->diag_count)
        tie_buf_puts(out, "\n### Could not be read\n\n");
    for (size_t i = 0; i < result->diag_count; i++) {
        tie_buf_puts(out, "- ");
        tie_escape_markdown(out, result->diags[i].path);
        tie_buf_puts(out, ": ");
        tie_escape_markdown(out, result->diags[i].message);
        tie_buf_putc(out, '\n');
    }
}

static void run(tie_buf *out, const tie_report *report) {
    const tie_result *result = report->result;
    tie_tally tally = tie_tally_of(result);
    tie_buf_puts(out, "## tieout: ");
    tie_account_verdict(out, result, &tally);
    if (result->diag_count) {
        tie_buf_puts(out, "; ");
        tie_put_count(out, result->diag_count, "input could not be read",
                      "inputs could not be read");
    }
    tie_buf_putc(out, '\n');
    put_findings(out, report);
    put_accepted(out, report, &tally);
    put_absent(out, report);
    put_unread(out, result);
    if (report->style.brief)
        return;
    put_ledger(out, report, TIE_ROW_CHECK, "Checked, and it holds");
    put_ledger(out, report, TIE_ROW_SKIPPED, "Figures not compared, because");
    tie_buf_puts(out, "\nRead on ");
    tie_period_render(out, tie_period_of(result->today));
    tie_buf_putc(out, '\n');
}

const tie_report_format tie_report_markdown = {.name = "md", .run = run};
