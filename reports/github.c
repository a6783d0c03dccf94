/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workflow commands of GitHub Actions: an annotation at the first place of each finding.
 * Source: GitHub documentation, "Workflow commands for GitHub Actions". */
#include "reports/report.h"

#include "reports/account.h"
#include "reports/escape.h"

static const char *level_of(tie_severity severity) {
    if (severity <= TIE_SEVERITY_NOTE)
        return "notice";
    return severity == TIE_SEVERITY_MINOR ? "warning" : "error";
}

static void put_command(tie_buf *out, const char *level, tie_str path, uint32_t line,
                        uint32_t col) {
    tie_buf_printf(out, "::%s file=", level);
    tie_escape_github_property(out, path);
    if (line)
        tie_buf_printf(out, ",line=%u,col=%u", line, col);
    tie_buf_puts(out, ",title=");
}

static bool first_place(const tie_finding *f, uint32_t *doc, uint32_t *line, uint32_t *col) {
    if (f->member_count) {
        *doc = f->members[0].doc;
        *line = f->members[0].line;
        *col = f->members[0].col;
    } else if (f->passage_count) {
        *doc = f->passages[0].doc;
        *line = f->passages[0].line;
        *col = f->passages[0].col;
    }
    return f->member_count || f->passage_count;
}

static void put_finding(tie_buf *out, const tie_result *result, const tie_finding *f) {
    uint32_t doc, line, col;
    if (!first_place(f, &doc, &line, &col))
        return;
    put_command(out, level_of(f->severity), result->docs[doc].path, line, col);
    tie_buf_puts(out, "tieout ");
    tie_escape_github_property(out, f->code);
    tie_buf_puts(out, "::");
    tie_escape_github(out, tie_account_message(f));
    if (f->computation.len) {
        tie_buf_puts(out, "%0A");
        tie_escape_github(out, f->computation);
    }
    for (size_t i = 1; i < f->member_count; i++) {
        const tie_member *m = &f->members[i];
        tie_buf_puts(out, "%0A");
        tie_escape_github(out, m->text);
        tie_buf_puts(out, " in ");
        tie_escape_github(out, result->docs[m->doc].path);
        tie_buf_printf(out, ":%u:%u", m->line, m->col);
    }
    tie_buf_putc(out, '\n');
}

static void run(tie_buf *out, const tie_report *report) {
    const tie_result *result = report->result;
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        if (row->row == TIE_ROW_FINDING && tie_report_shows(&report->style, row))
            put_finding(out, result, row);
    }
    for (size_t i = 0; i < result->diag_count; i++) {
        const tie_diag *d = &result->diags[i];
        put_command(out, "warning", d->path, d->line, d->col);
        tie_buf_puts(out, "not read::");
        tie_escape_github(out, d->message);
        tie_buf_putc(out, '\n');
    }
}

const tie_report_format tie_report_github = {.name = "github", .run = run};
