/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON document: facts of the run, findings, checks that held, ledger, diagnostics. Rows are
 * those of NDJSON, one a line. */
#include "reports/rows.h"

#include "base/date.h"

static void facts(tie_writer *json, const tie_result *result) {
    tie_writer_key(json, "run");
    tie_writer_open(json, '{');
    tie_writer_key(json, "today");
    tie_writer_period(json, tie_period_of(result->today));
    TIE_JSON(int, json, "documents", result->doc_count);
    TIE_JSON(int, json, "claims", result->claims);
    TIE_JSON(int, json, "bytes", result->bytes);
    tie_writer_close(json, '}');
}

/* The rows of one kind that the style shows; how many it leaves out. */
static size_t rows_of(tie_writer *json, const tie_report *report, const char *key, tie_row kind) {
    const tie_finding *rows = report->result->rows;
    size_t hidden = 0;
    tie_writer_key(json, key);
    tie_writer_open(json, '[');
    for (size_t i = 0; i < report->result->row_count; i++) {
        if (rows[i].row != kind)
            continue;
        if (!tie_report_shows(&report->style, &rows[i])) {
            hidden++;
            continue;
        }
        tie_writer_break(json);
        tie_rows_finding(json, report->result, &rows[i]);
    }
    tie_writer_close(json, ']');
    return hidden;
}

void tie_rows_diag(tie_writer *json, const tie_diag *diag) {
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "path", diag->path);
    TIE_JSON(int, json, "line", diag->line);
    TIE_JSON(int, json, "col", diag->col);
    TIE_JSON(str, json, "message", diag->message);
    TIE_JSON(str_or_null, json, "hint", diag->hint);
    tie_writer_close(json, '}');
}

static void diags_of(tie_writer *json, const tie_diag *diags, size_t count) {
    tie_writer_key(json, "diagnostics");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        tie_writer_break(json);
        tie_rows_diag(json, &diags[i]);
    }
    tie_writer_close(json, ']');
}

static void run(tie_buf *out, const tie_report *report) {
    tie_writer json = tie_writer_new(out);
    tie_writer_open(&json, '{');
    TIE_JSON(str, &json, "version", TIE_STR(TIE_VERSION));
    facts(&json, report->result);
    size_t below = rows_of(&json, report, "findings", TIE_ROW_FINDING);
    size_t held = rows_of(&json, report, "checks", TIE_ROW_CHECK);
    rows_of(&json, report, "ledger", TIE_ROW_SKIPPED);
    diags_of(&json, report->result->diags, report->result->diag_count);
    tie_writer_key(&json, "not_shown");
    tie_writer_open(&json, '{');
    TIE_JSON(int, &json, "findings", below);
    TIE_JSON(int, &json, "checks", held);
    tie_writer_close(&json, '}');
    tie_writer_close(&json, '}');
    tie_buf_putc(out, '\n');
}

static void claims_begin(tie_claims_writer *writer) {
    tie_buf_puts(writer->out, "{\"version\":\"" TIE_VERSION "\",\"rows\":[\n");
}

static void claims_add(tie_claims_writer *writer, const tie_extraction *found) {
    tie_rows_extraction(writer, found, TIE_STR(",\n"), TIE_STR(""));
}

static void claims_end(tie_claims_writer *writer, const tie_corpus *corpus) {
    tie_writer json = {.buf = writer->out, .comma = true};
    const tie_diag *diags;
    size_t count = tie_corpus_diags(corpus, &diags);
    tie_buf_puts(writer->out, "]");
    diags_of(&json, diags, count);
    tie_writer_close(&json, '}');
    tie_buf_putc(writer->out, '\n');
}

const tie_report_format tie_report_json = {"json", run, claims_begin, claims_add, claims_end};
