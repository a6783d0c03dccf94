/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows finding, check and skipped, and their printing line by line. */
#include "reports/rows.h"

void tie_rows_assumptions(tie_writer *json, uint32_t assumptions) {
    tie_writer_open(json, '[');
    for (uint32_t rest = assumptions; rest; rest &= rest - 1)
        tie_writer_name(json, tie_assumption_name((tie_assumption)(rest & (0 - rest))));
    tie_writer_close(json, ']');
}

/* doc, segment, start, end, line, col: where every quoted place of a finding is. */
static void place(tie_writer *json, const tie_doc *doc, tie_span span, uint32_t line,
                  uint32_t col) {
    TIE_JSON(str, json, "doc", doc->path);
    TIE_JSON(str_or_null, json, "segment", doc->segment);
    TIE_JSON(int, json, "start", span.start);
    TIE_JSON(int, json, "end", span.end);
    TIE_JSON(int, json, "line", line);
    TIE_JSON(int, json, "col", col);
}

static void member(tie_writer *json, const tie_result *result, const tie_member *member) {
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "role", member->role);
    place(json, &result->docs[member->doc], member->span, member->line, member->col);
    TIE_JSON(str, json, "text", member->text);
    TIE_JSON(str, json, "quote", tie_result_quote(result, member->doc, member->sentence));
    TIE_JSON(int, json, "quote_start", member->sentence.start);
    tie_writer_key(json, "value");
    if (member->has_value) {
        tie_writer_dec(json, member->value);
        tie_writer_ends(json, "r_lo", "r_hi", member->interval);
    } else {
        tie_writer_null(json);
        tie_writer_ends(json, "r_lo", "r_hi", (tie_interval){.lo_inf = true, .hi_inf = true});
    }
    tie_writer_key(json, "from");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < member->from_count; i++)
        tie_writer_int(json, member->from[i]);
    tie_writer_close(json, ']');
    tie_writer_close(json, '}');
}

static void passage(tie_writer *json, const tie_result *result, const tie_passage *passage) {
    tie_writer_open(json, '{');
    place(json, &result->docs[passage->doc], passage->span, passage->line, passage->col);
    TIE_JSON(bool, json, "canonical", passage->canonical);
    tie_writer_key(json, "slots");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < passage->slot_count; i++) {
        tie_writer_open(json, '{');
        TIE_JSON(int, json, "start", passage->slots[i].span.start);
        TIE_JSON(int, json, "end", passage->slots[i].span.end);
        TIE_JSON(name, json, "op", tie_slot_op_name(passage->slots[i].op));
        tie_writer_close(json, '}');
    }
    tie_writer_close(json, ']');
    tie_writer_close(json, '}');
}

static const char *row_name(tie_row row) {
    return row == TIE_ROW_FINDING ? "finding" : row == TIE_ROW_CHECK ? "check" : "skipped";
}

/* What was decided, and what names it from run to run. */
static void decision(tie_writer *json, const tie_finding *f) {
    TIE_JSON(name, json, "row", row_name(f->row));
    TIE_JSON(str, json, "code", f->code);
    TIE_JSON(str_or_null, json, "rule", f->rule);
    if (f->row == TIE_ROW_SKIPPED) {
        TIE_JSON(str, json, "reason", f->reason);
        TIE_JSON(int, json, "count", f->count);
    }
    TIE_JSON(name, json, "verdict", tie_verdict_name(f->verdict));
    TIE_JSON(name, json, "severity", tie_severity_name(f->severity));
    TIE_JSON(name, json, "confidence", tie_confidence_name(f->confidence));
    TIE_JSON(hex, json, "fingerprint", f->fingerprint);
    TIE_JSON(int, json, "ordinal", f->ordinal);
    TIE_JSON(hex, json, "evidence", f->evidence);
    tie_writer_key(json, "cause");
    if (f->cause)
        tie_writer_hex(json, f->cause);
    else
        tie_writer_null(json);
    if (f->state)
        TIE_JSON(name, json, "state", tie_state_name(f->state));
    if (f->suppressed.len)
        TIE_JSON(str, json, "suppressed", f->suppressed);
    TIE_JSON(str_or_null, json, "message", f->message);
    TIE_JSON(str_or_null, json, "computation", f->computation);
    TIE_JSON(str_or_null, json, "diagnosis", f->diagnosis);
    tie_writer_key(json, "assumptions");
    tie_rows_assumptions(json, f->assumptions);
}

void tie_rows_document(tie_writer *json, const tie_doc *doc) {
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "path", doc->path);
    TIE_JSON(str_or_null, json, "segment", doc->segment);
    TIE_JSON(str_or_null, json, "source", doc->source);
    TIE_JSON(str_or_null, json, "title", doc->title);
    TIE_JSON(period, json, "date", doc->date);
    TIE_JSON(str_or_null, json, "place", doc->place);
    TIE_JSON(str_or_null, json, "url", doc->url);
    TIE_JSON(int, json, "start", doc->span.start);
    TIE_JSON(int, json, "end", doc->span.end);
    tie_writer_close(json, '}');
}

void tie_rows_finding(tie_writer *json, const tie_result *result, const tie_finding *f) {
    tie_writer_open(json, '{');
    decision(json, f);
    TIE_JSON(str_or_null, json, "measure", f->measure);
    TIE_JSON(str_or_null, json, "agent", f->agent);
    TIE_JSON(str_or_null, json, "place", f->place);
    TIE_JSON(period, json, "period", f->period);
    TIE_JSON(str_or_null, json, "unit", f->unit);
    tie_writer_key(json, "claims");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < f->member_count; i++)
        member(json, result, &f->members[i]);
    tie_writer_close(json, ']');
    tie_writer_key(json, "passages");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < f->passage_count; i++)
        passage(json, result, &f->passages[i]);
    tie_writer_close(json, ']');
    tie_writer_close(json, '}');
}

static void run(tie_buf *out, const tie_report *report) {
    const tie_result *result = report->result;
    for (size_t i = 0; i < result->row_count; i++) {
        if (!tie_report_prints(&report->style, &result->rows[i]))
            continue;
        tie_writer json = tie_writer_new(out);
        tie_rows_finding(&json, result, &result->rows[i]);
        tie_buf_putc(out, '\n');
    }
}

static void claims_begin(tie_claims_writer *writer) { (void)writer; }

static void claims_add(tie_claims_writer *writer, const tie_extraction *found) {
    tie_rows_extraction(writer, found, TIE_STR(""), TIE_STR("\n"));
}

static void claims_end(tie_claims_writer *writer, const tie_corpus *corpus) {
    (void)writer;
    (void)corpus;
}

const tie_report_format tie_report_ndjson = {"ndjson", run, claims_begin, claims_add, claims_end};
