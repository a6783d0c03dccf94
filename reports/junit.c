/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JUnit's XML, as build servers read it: a suite for each check; each finding is a case that
 * failed, each check that held one that passed, each input that could not be read one in error.
 * Notes, observations and what was accepted are cases that were skipped: seen, and no failure. */
#include "reports/report.h"

#include "base/str.h"
#include "reports/account.h"
#include "reports/escape.h"
#include "rules/registry.h"

typedef struct suite {
    size_t cases, failures, skipped;
} suite;

static bool belongs(const tie_finding *row, const char *code) {
    return row->row != TIE_ROW_SKIPPED && tie_str_eq(row->code, tie_str_c(code));
}

static bool fails(const tie_finding *row) {
    return row->row == TIE_ROW_FINDING && row->severity > TIE_SEVERITY_NOTE && !row->suppressed.len;
}

static suite count(const tie_result *result, const char *code) {
    suite s = {0};
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        if (!belongs(row, code))
            continue;
        s.cases++;
        s.failures += fails(row);
        s.skipped += row->row == TIE_ROW_FINDING && !fails(row);
    }
    return s;
}

/* name: what tells the case from the others of its suite; classname: its document */
static void put_case(tie_buf *out, const tie_report *report, const tie_finding *row) {
    const tie_member *first = row->member_count ? &row->members[0] : NULL;
    tie_buf_puts(out, "    <testcase classname=\"");
    if (first)
        tie_escape_html(out, report->result->docs[first->doc].path);
    else
        tie_escape_html(out, row->code);
    tie_buf_puts(out, "\" name=\"");
    tie_buf_add(out, tie_account_fingerprint(report->scratch, row));
    tie_str cell = tie_account_cell(report->scratch, row);
    tie_buf_puts(out, cell.len ? " " : "");
    tie_escape_html(out, cell);
    tie_buf_putc(out, '"');
}

static void put_places(tie_buf *out, const tie_result *result, const tie_finding *f) {
    for (size_t i = 0; i < f->member_count; i++) {
        const tie_member *m = &f->members[i];
        tie_escape_html(out, result->docs[m->doc].path);
        tie_buf_printf(out, ":%u:%u: ", m->line, m->col);
        tie_escape_html(out, tie_result_quote(result, m->doc, m->sentence));
        tie_buf_putc(out, '\n');
    }
}

static void put_row(tie_buf *out, const tie_report *report, const tie_finding *row) {
    tie_mark before = tie_arena_mark(report->scratch);
    put_case(out, report, row);
    tie_arena_rewind(report->scratch, before);
    if (row->row == TIE_ROW_CHECK) {
        tie_buf_puts(out, "/>\n");
        return;
    }
    tie_buf_puts(out, fails(row) ? ">\n      <failure type=\"" : ">\n      <skipped message=\"");
    if (fails(row)) {
        tie_escape_html(out, tie_str_c(tie_verdict_name(row->verdict)));
        tie_buf_puts(out, "\" message=\"");
    }
    tie_escape_html(out, tie_account_message(row));
    tie_buf_puts(out, fails(row) ? "\">" : "\"/>\n");
    if (fails(row)) {
        tie_escape_html(out, row->computation);
        tie_buf_puts(out, row->computation.len ? "\n" : "");
        put_places(out, report->result, row);
        tie_buf_puts(out, "</failure>\n");
    }
    tie_buf_puts(out, "    </testcase>\n");
}

static void put_suite(tie_buf *out, const tie_report *report, const char *code) {
    suite s = count(report->result, code);
    if (!s.cases)
        return;
    tie_buf_printf(out,
                   "  <testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
                   "skipped=\"%zu\">\n",
                   code, s.cases, s.failures, s.skipped);
    for (size_t i = 0; i < report->result->row_count; i++) {
        if (belongs(&report->result->rows[i], code))
            put_row(out, report, &report->result->rows[i]);
    }
    tie_buf_puts(out, "  </testsuite>\n");
}

static void put_unread(tie_buf *out, const tie_result *result) {
    if (!result->diag_count)
        return;
    tie_buf_printf(out,
                   "  <testsuite name=\"inputs\" tests=\"%zu\" failures=\"0\" errors=\"%zu\" "
                   "skipped=\"0\">\n",
                   result->diag_count, result->diag_count);
    for (size_t i = 0; i < result->diag_count; i++) {
        tie_buf_puts(out, "    <testcase classname=\"inputs\" name=\"");
        tie_escape_html(out, result->diags[i].path);
        tie_buf_puts(out, "\">\n      <error type=\"unread\" message=\"");
        tie_escape_html(out, result->diags[i].message);
        tie_buf_puts(out, "\"/>\n    </testcase>\n");
    }
    tie_buf_puts(out, "  </testsuite>\n");
}

static void run(tie_buf *out, const tie_report *report) {
    suite all = {0};
    for (int id = 0; tie_check_code(id); id++) {
        suite s = count(report->result, tie_check_code(id));
        all.cases += s.cases;
        all.failures += s.failures;
        all.skipped += s.skipped;
    }
    size_t unread = report->result->diag_count;
    tie_buf_printf(out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tieout\" "
                   "tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\">\n",
                   all.cases + unread, all.failures, unread, all.skipped);
    for (int id = 0; tie_check_code(id); id++)
        put_suite(out, report, tie_check_code(id));
    put_unread(out, report->result);
    tie_buf_puts(out, "</testsuites>\n");
}

const tie_report_format tie_report_junit = {.name = "junit", .run = run};
