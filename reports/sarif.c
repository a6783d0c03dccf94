/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SARIF 2.1.0 for code hosts and editors: one run; the checks as rules; of each finding the first
 * place as its location and all others as related ones.
 * Source: OASIS, Static Analysis Results Interchange Format 2.1.0. */
#include "reports/rows.h"

#include "base/str.h"
#include "reports/account.h"
#include "reports/escape.h"
#include "rules/registry.h"

/* The standard knows no finding that came back: it is new again. */
static const char *state_name(tie_state state) {
    return tie_state_name(state == TIE_STATE_REOPENED ? TIE_STATE_NEW : state);
}

static const char *level_of(tie_severity severity) {
    if (severity <= TIE_SEVERITY_NOTE)
        return "note";
    return severity == TIE_SEVERITY_MINOR ? "warning" : "error";
}

static void put_message(tie_writer *json, const char *key, tie_str text) {
    tie_writer_key(json, key);
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "text", text);
    tie_writer_close(json, '}');
}

static void put_rules(tie_writer *json) {
    tie_writer_key(json, "rules");
    tie_writer_open(json, '[');
    for (int id = 0; tie_check_code(id); id++) {
        const tie_check *check = &tie_checks[id];
        tie_writer_break(json);
        tie_writer_open(json, '{');
        TIE_JSON(name, json, "id", check->code);
        put_message(json, "shortDescription", tie_str_c(check->title));
        put_message(json, "fullDescription", tie_str_c(check->why));
        tie_writer_key(json, "help");
        tie_writer_open(json, '{');
        tie_buf text = tie_buf_new(json->buf->arena);
        tie_buf_printf(&text, "%s\n\nFires: %s\n\nStays quiet: %s", check->why, check->fires,
                       check->quiet);
        TIE_JSON(str, json, "text", tie_buf_str(&text));
        tie_writer_close(json, '}');
        tie_writer_close(json, '}');
    }
    tie_writer_close(json, ']');
}

static void put_tool(tie_writer *json) {
    tie_writer_key(json, "tool");
    tie_writer_open(json, '{');
    tie_writer_key(json, "driver");
    tie_writer_open(json, '{');
    TIE_JSON(name, json, "name", "tieout");
    TIE_JSON(name, json, "semanticVersion", TIE_VERSION);
    put_rules(json);
    tie_writer_close(json, '}');
    tie_writer_close(json, '}');
}

/* physicalLocation: the file, and in it the figure, by line and column. Lines and columns are of
 * the decoded text; bytes are not given, for a file may have been decoded. */
static void put_physical(tie_writer *json, const tie_report *report, uint32_t doc, uint32_t line,
                         uint32_t col, tie_str snippet) {
    tie_buf uri = tie_buf_new(report->scratch);
    tie_escape_uri(&uri, report->result->docs[doc].path);
    tie_writer_key(json, "physicalLocation");
    tie_writer_open(json, '{');
    tie_writer_key(json, "artifactLocation");
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "uri", tie_buf_str(&uri));
    tie_writer_close(json, '}');
    tie_writer_key(json, "region");
    tie_writer_open(json, '{');
    TIE_JSON(int, json, "startLine", line);
    TIE_JSON(int, json, "startColumn", col);
    if (snippet.len)
        put_message(json, "snippet", snippet);
    tie_writer_close(json, '}');
    tie_writer_close(json, '}');
}

/* ordinal: id of a related location, from 1; 0 for the main one. */
static void put_place(tie_writer *json, const tie_report *report, const tie_finding *f, size_t i,
                      size_t ordinal) {
    tie_writer_break(json);
    tie_writer_open(json, '{');
    if (ordinal)
        TIE_JSON(int, json, "id", ordinal);
    if (i < f->member_count) {
        const tie_member *m = &f->members[i];
        put_physical(json, report, m->doc, m->line, m->col, m->text);
        put_message(json, "message", tie_result_quote(report->result, m->doc, m->sentence));
    } else {
        const tie_passage *p = &f->passages[i - f->member_count];
        put_physical(json, report, p->doc, p->line, p->col, (tie_str){0});
        put_message(json, "message", tie_result_quote(report->result, p->doc, p->span));
    }
    tie_writer_close(json, '}');
}

static void put_locations(tie_writer *json, const tie_report *report, const tie_finding *f) {
    size_t count = f->member_count + f->passage_count;
    tie_writer_key(json, "locations");
    tie_writer_open(json, '[');
    if (count)
        put_place(json, report, f, 0, 0);
    tie_writer_close(json, ']');
    tie_writer_key(json, "relatedLocations");
    tie_writer_open(json, '[');
    for (size_t i = 1; i < count; i++)
        put_place(json, report, f, i, i);
    tie_writer_close(json, ']');
}

static void put_properties(tie_writer *json, const tie_finding *f) {
    tie_writer_key(json, "properties");
    tie_writer_open(json, '{');
    TIE_JSON(name, json, "severity", tie_severity_name(f->severity));
    TIE_JSON(name, json, "confidence", tie_confidence_name(f->confidence));
    TIE_JSON(name, json, "verdict", tie_verdict_name(f->verdict));
    TIE_JSON(str_or_null, json, "rule", f->rule);
    TIE_JSON(str_or_null, json, "computation", f->computation);
    TIE_JSON(str_or_null, json, "diagnosis", f->diagnosis);
    tie_writer_close(json, '}');
}

/* Kept in a file of its own: external. */
static void put_suppressions(tie_writer *json, const tie_finding *f) {
    if (!f->suppressed.len)
        return;
    tie_writer_key(json, "suppressions");
    tie_writer_open(json, '[');
    tie_writer_open(json, '{');
    TIE_JSON(name, json, "kind", "external");
    TIE_JSON(str, json, "justification", f->suppressed);
    tie_writer_close(json, '}');
    tie_writer_close(json, ']');
}

static void put_result(tie_writer *json, const tie_report *report, const tie_finding *f) {
    tie_mark before = tie_arena_mark(report->scratch);
    tie_buf text = tie_buf_new(report->scratch);
    tie_buf_add(&text, tie_account_message(f));
    if (f->computation.len) {
        tie_buf_puts(&text, ": ");
        tie_buf_add(&text, f->computation);
    }
    tie_writer_break(json);
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "ruleId", f->code);
    TIE_JSON(name, json, "level", level_of(f->severity));
    put_message(json, "message", tie_buf_str(&text));
    put_locations(json, report, f);
    if (f->state)
        TIE_JSON(name, json, "baselineState", state_name(f->state));
    put_suppressions(json, f);
    tie_writer_key(json, "partialFingerprints");
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "tieout/v1", tie_account_identity(report->scratch, f));
    TIE_JSON(hex, json, "tieoutEvidence/v1", f->evidence);
    tie_writer_close(json, '}');
    put_properties(json, f);
    tie_writer_close(json, '}');
    tie_arena_rewind(report->scratch, before);
}

static void put_notifications(tie_writer *json, const tie_report *report) {
    const tie_result *result = report->result;
    tie_writer_key(json, "invocations");
    tie_writer_open(json, '[');
    tie_writer_open(json, '{');
    TIE_JSON(bool, json, "executionSuccessful", result->diag_count == 0);
    tie_writer_key(json, "toolExecutionNotifications");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < result->diag_count; i++) {
        tie_buf text = tie_buf_new(report->scratch);
        tie_buf_printf(&text, "%.*s: %.*s", TIE_FMT(result->diags[i].path),
                       TIE_FMT(result->diags[i].message));
        tie_writer_break(json);
        tie_writer_open(json, '{');
        TIE_JSON(name, json, "level", "error");
        put_message(json, "message", tie_buf_str(&text));
        tie_writer_close(json, '}');
    }
    tie_writer_close(json, ']');
    tie_writer_close(json, '}');
    tie_writer_close(json, ']');
}

static void run(tie_buf *out, const tie_report *report) {
    const tie_result *result = report->result;
    tie_writer json = tie_writer_new(out);
    tie_writer_open(&json, '{');
    TIE_JSON(name, &json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    TIE_JSON(name, &json, "version", "2.1.0");
    tie_writer_key(&json, "runs");
    tie_writer_open(&json, '[');
    tie_writer_open(&json, '{');
    put_tool(&json);
    TIE_JSON(name, &json, "columnKind", "unicodeCodePoints");
    put_notifications(&json, report);
    tie_writer_key(&json, "results");
    tie_writer_open(&json, '[');
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        if (row->row == TIE_ROW_FINDING && tie_report_prints(&report->style, row))
            put_result(&json, report, row);
    }
    for (size_t i = 0; i < result->absent_count; i++)
        put_result(&json, report, &result->absent[i]);
    tie_writer_close(&json, ']');
    tie_writer_close(&json, '}');
    tie_writer_close(&json, ']');
    tie_writer_close(&json, '}');
    tie_buf_putc(out, '\n');
}

const tie_report_format tie_report_sarif = {.name = "sarif", .run = run};
