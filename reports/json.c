/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON document that holds the whole result, whatever the style: facts of the run, documents,
 * findings, checks that held, ledger, what they quote, diagnostics. Rows are those of NDJSON, one a
 * line. tieout report prints it again. */
#include "reports/rows.h"

#include "base/date.h"

#include <stdlib.h>

static void facts(tie_writer *json, const tie_result *result) {
    tie_writer_key(json, "run");
    tie_writer_open(json, '{');
    tie_writer_key(json, "today");
    tie_writer_period(json, tie_period_of(result->today));
    TIE_JSON(int, json, "documents", result->doc_count);
    TIE_JSON(int, json, "claims", result->claims);
    TIE_JSON(int, json, "bytes", result->bytes);
    tie_rows_strs(json, "packs", result->packs);
    TIE_JSON(int, json, "charts_left_out", result->charts_left_out);
    tie_writer_close(json, '}');
}

static void documents(tie_writer *json, const tie_result *result) {
    tie_writer_key(json, "documents");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < result->doc_count; i++) {
        tie_writer_break(json);
        tie_rows_document(json, &result->docs[i]);
    }
    tie_writer_close(json, ']');
}

/* Bytes kept on either side of what is quoted, so that the result can be shown without its
 * documents. */
enum { AROUND = 400 };

typedef struct excerpt {
    uint32_t doc;
    tie_span span;
} excerpt;
typedef TIE_VEC(excerpt) excerpt_list;

static int by_place(const void *left, const void *right) {
    const excerpt *a = left, *b = right;
    if (a->doc != b->doc)
        return a->doc < b->doc ? -1 : 1;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

static void add_excerpt(const tie_report *report, excerpt_list *list, uint32_t doc, tie_span span) {
    tie_span whole = report->result->docs[doc].span;
    uint64_t before = span.start - whole.start, behind = whole.end - span.end;
    if (span.start < whole.start || span.end > whole.end)
        return;
    span.start -= before < AROUND ? before : AROUND;
    span.end += behind < AROUND ? behind : AROUND;
    *TIE_PUSH(report->scratch, list) = (excerpt){doc, span};
}

static excerpt_list excerpts_of(const tie_report *report) {
    excerpt_list list = {0};
    for (size_t i = 0; i < report->result->row_count; i++) {
        const tie_finding *row = &report->result->rows[i];
        for (size_t k = 0; k < row->member_count; k++)
            add_excerpt(report, &list, row->members[k].doc, row->members[k].sentence);
        for (size_t k = 0; k < row->passage_count; k++)
            add_excerpt(report, &list, row->passages[k].doc, row->passages[k].span);
    }
    if (list.count > 1)
        qsort(list.items, list.count, sizeof *list.items, by_place);
    return list;
}

static bool goes_on(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

/* The bytes of a character that was cut at either end as blanks, so that offsets keep their count.
 */
static tie_str whole_characters(tie_arena *arena, tie_str text) {
    if (!text.len)
        return text;
    char *bytes = (char *)tie_arena_str(arena, text).ptr; /* our own copy */
    size_t last = text.len;                               /* where the last character begins */
    for (size_t i = 0; i < text.len && goes_on(bytes[i]); i++)
        bytes[i] = ' ';
    while (last > 0 && goes_on(bytes[last - 1]))
        last--;
    last -= last > 0;
    unsigned char lead = (unsigned char)bytes[last];
    if (last + 1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0) > text.len)
        memset(bytes + last, ' ', text.len - last);
    return (tie_str){bytes, text.len};
}

/* What the rows quote, and a little around it: doc is an index of "documents". */
static void excerpts(tie_writer *json, const tie_report *report) {
    excerpt_list list = excerpts_of(report);
    tie_writer_key(json, "excerpts");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < list.count;) {
        excerpt one = list.items[i++];
        for (; i < list.count && list.items[i].doc == one.doc &&
               list.items[i].span.start <= one.span.end;
             i++)
            one.span.end =
                list.items[i].span.end > one.span.end ? list.items[i].span.end : one.span.end;
        tie_str text =
            whole_characters(report->scratch, tie_result_quote(report->result, one.doc, one.span));
        tie_writer_break(json);
        tie_writer_open(json, '{');
        TIE_JSON(int, json, "doc", one.doc);
        TIE_JSON(int, json, "start", one.span.start);
        TIE_JSON(str, json, "text", text);
        tie_writer_close(json, '}');
    }
    tie_writer_close(json, ']');
}

static void rows_of(tie_writer *json, const tie_result *result, const char *key, tie_row kind) {
    tie_writer_key(json, key);
    tie_writer_open(json, '[');
    for (size_t i = 0; i < result->row_count; i++) {
        if (result->rows[i].row != kind)
            continue;
        tie_writer_break(json);
        tie_rows_finding(json, result, &result->rows[i]);
    }
    tie_writer_close(json, ']');
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
    documents(&json, report->result);
    rows_of(&json, report->result, "findings", TIE_ROW_FINDING);
    rows_of(&json, report->result, "checks", TIE_ROW_CHECK);
    rows_of(&json, report->result, "ledger", TIE_ROW_SKIPPED);
    tie_writer_key(&json, "charts");
    tie_rows_charts(&json, report->result);
    if (report->result->sources) {
        tie_writer_key(&json, "sources");
        tie_rows_sources(&json, report->result->sources);
    }
    excerpts(&json, report);
    diags_of(&json, report->result->diags, report->result->diag_count);
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
