/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV for a spreadsheet (RFC 4180): a row for each figure of a finding, the finding's facts
 * repeated; or a row for each claim. Figures of ours stand as numbers; words are defused as
 * formulas. */
#include "reports/report.h"

#include "base/date.h"
#include "base/dec.h"
#include "reports/account.h"
#include "reports/escape.h"

static void put_word(tie_buf *out, tie_str s) {
    tie_escape_csv(out, s);
    tie_buf_putc(out, ',');
}

static void put_name(tie_buf *out, const char *name) {
    tie_buf_puts(out, name ? name : "");
    tie_buf_putc(out, ',');
}

static void put_number(tie_buf *out, uint64_t n) {
    tie_buf_digits(out, n, 1);
    tie_buf_putc(out, ',');
}

static void put_dec(tie_buf *out, bool known, tie_dec value) {
    if (known)
        tie_dec_render(out, value);
    tie_buf_putc(out, ',');
}

static void put_period(tie_buf *out, tie_period period) {
    if (period.known)
        tie_period_render(out, period);
    tie_buf_putc(out, ',');
}

/* The last comma of a row gives way to its end. */
static void end_row(tie_buf *out) {
    out->len--;
    tie_buf_puts(out, "\r\n");
}

static void put_doc(tie_buf *out, const tie_doc *doc, uint32_t line, uint32_t col) {
    put_word(out, doc->path);
    put_word(out, doc->segment);
    put_word(out, doc->source);
    put_period(out, doc->date);
    put_number(out, line);
    put_number(out, col);
}

#define DOC_COLUMNS "document,segment,source,date,line,col,"

static void put_finding(tie_buf *out, const tie_report *report, const tie_finding *f) {
    put_word(out, tie_account_fingerprint(report->scratch, f));
    put_name(out, tie_severity_name(f->severity));
    put_name(out, tie_confidence_name(f->confidence));
    put_name(out, tie_verdict_name(f->verdict));
    put_word(out, f->code);
    put_word(out, f->rule);
    put_word(out, f->measure);
    put_word(out, f->agent);
    put_word(out, f->place);
    put_period(out, f->period);
    put_word(out, f->unit);
    put_name(out, tie_state_name(f->state));
    put_word(out, f->suppressed);
    put_word(out, tie_account_message(f));
    put_word(out, f->computation);
    put_word(out, f->diagnosis);
}

#define FINDING_COLUMNS                                                                            \
    "finding,severity,confidence,verdict,check,rule,measure,agent,place,period,unit,state,"        \
    "accepted,message,"                                                                            \
    "computation,likely slip,"

static void put_member(tie_buf *out, const tie_report *report, const tie_member *m) {
    put_word(out, m->role);
    put_doc(out, &report->result->docs[m->doc], m->line, m->col);
    put_word(out, m->text);
    put_dec(out, m->has_value, m->value);
    put_dec(out, m->has_value && !m->interval.lo_inf, m->interval.lo);
    put_dec(out, m->has_value && !m->interval.hi_inf, m->interval.hi);
    put_word(out, tie_result_quote(report->result, m->doc, m->sentence));
}

static void put_passage(tie_buf *out, const tie_report *report, const tie_passage *p) {
    put_name(out, p->canonical ? "first" : "repeated");
    put_doc(out, &report->result->docs[p->doc], p->line, p->col);
    tie_buf_puts(out, ",,,,");
    put_word(out, tie_result_quote(report->result, p->doc, p->span));
}

static void put_rows(tie_buf *out, const tie_report *report, const tie_finding *f) {
    tie_mark before = tie_arena_mark(report->scratch);
    for (size_t i = 0; i < f->member_count; i++) {
        put_finding(out, report, f);
        put_member(out, report, &f->members[i]);
        end_row(out);
    }
    for (size_t i = 0; i < f->passage_count; i++) {
        put_finding(out, report, f);
        put_passage(out, report, &f->passages[i]);
        end_row(out);
    }
    tie_arena_rewind(report->scratch, before);
}

static void run(tie_buf *out, const tie_report *report) {
    const tie_result *result = report->result;
    tie_buf_puts(out, FINDING_COLUMNS "role," DOC_COLUMNS "figure,value,least,most,quote\r\n");
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        if (row->row == TIE_ROW_FINDING && tie_report_prints(&report->style, row))
            put_rows(out, report, row);
    }
}

static void claims_begin(tie_claims_writer *writer) {
    tie_buf_puts(writer->out, DOC_COLUMNS
                 "figure,value,least,most,unit,hedge,kind,noun,measure,agent,period,place,"
                 "modality,quote\r\n");
}

static void put_claim(tie_buf *out, const tie_extraction *found, const tie_claim *c) {
    put_doc(out, found->doc, c->line, c->col);
    put_word(out, c->text);
    put_dec(out, true, c->value);
    put_dec(out, !c->decides.lo_inf, c->decides.lo);
    put_dec(out, !c->decides.hi_inf, c->decides.hi);
    put_word(out, c->unit);
    put_name(out, tie_hedge_name(c->hedge));
    put_name(out, tie_kind_name(c->kind));
    put_word(out, c->noun);
    put_word(out, c->measure);
    put_word(out, c->agent);
    put_period(out, c->period);
    put_word(out, c->place);
    put_name(out, tie_modality_name(c->modality));
    put_word(out, tie_str_span(found->text, c->sentence));
    end_row(out);
}

static void claims_add(tie_claims_writer *writer, const tie_extraction *found) {
    for (size_t i = 0; i < found->claim_count; i++)
        put_claim(writer->out, found, &found->claims[i]);
}

static void claims_end(tie_claims_writer *writer, const tie_corpus *corpus) {
    (void)writer;
    (void)corpus;
}

const tie_report_format tie_report_csv = {"csv", run, claims_begin, claims_add, claims_end};
