/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/report.h"

#include "base/str.h"
#include "reports/account.h"

static const tie_report_format *const FORMATS[] = {&tie_report_text,     &tie_report_json,
                                                   &tie_report_ndjson,   &tie_report_html,
                                                   &tie_report_markdown, &tie_report_csv,
                                                   &tie_report_sarif,    &tie_report_junit,
                                                   &tie_report_github,   NULL};

const tie_report_format *tie_report_format_find(tie_str name) {
    for (size_t i = 0; FORMATS[i]; i++) {
        if (tie_str_eq(name, tie_str_c(FORMATS[i]->name)))
            return FORMATS[i];
    }
    return NULL;
}

static bool unchanged(const tie_report_style *style, const tie_finding *row) {
    return style->changed && row->state == TIE_STATE_UNCHANGED;
}

bool tie_report_prints(const tie_report_style *style, const tie_finding *row) {
    switch (row->row) {
    case TIE_ROW_FINDING:
        return row->severity >= style->least && !unchanged(style, row);
    case TIE_ROW_CHECK:
        return style->all;
    case TIE_ROW_SKIPPED:
        break;
    }
    return true;
}

bool tie_report_shows(const tie_report_style *style, const tie_finding *row) {
    return !row->suppressed.len && tie_report_prints(style, row);
}

tie_hidden tie_report_hidden(const tie_report *report) {
    tie_hidden h = {0};
    for (size_t i = 0; i < report->result->row_count; i++) {
        const tie_finding *f = &report->result->rows[i];
        bool shown = f->suppressed.len || tie_report_shows(&report->style, f);
        if (f->row != TIE_ROW_FINDING || shown)
            continue;
        h.observations += f->severity == TIE_SEVERITY_INFO;
        h.notes += f->severity == TIE_SEVERITY_NOTE;
        h.unchanged += f->severity > TIE_SEVERITY_NOTE;
    }
    return h;
}

void tie_put_hidden(tie_buf *buf, const tie_hidden *hidden) {
    const char *before = "";
    if (hidden->unchanged) {
        tie_put_count(buf, hidden->unchanged, "unchanged finding", "unchanged findings");
        before = ", ";
    }
    if (hidden->notes) {
        tie_buf_puts(buf, before);
        tie_put_count(buf, hidden->notes, "note", "notes");
        before = ", ";
    }
    if (hidden->observations) {
        tie_buf_puts(buf, before);
        tie_put_count(buf, hidden->observations, "observation", "observations");
    }
}
