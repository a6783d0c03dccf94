/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page says beside its findings: what was accepted, what is gone, what was checked and
 * held, what was not compared and why, and what was read. */
#include "base/date.h"
#include "base/str.h"
#include "reports/html_page.h"

enum {
    LINES_SHOWN = 500, /* accepted, gone, documents */
    LEDGER_SHOWN = 40,
    HELD_SHOWN = 200,
    CELL_BYTES = 600
};

static const char IN_JSON[] = "in the JSON";

static void put_cell(tie_page *p, tie_str words) {
    tie_html_tag(p->out, "<td>");
    tie_html_short(p->out, words, CELL_BYTES);
    tie_html_tag(p->out, "</td>");
}

/* A table that may be wider than the page; ends with </tbody></table></div>. */
static void open_table(tie_page *p, const char *label, const char *head) {
    tie__page_scroll(p, label);
    tie_buf_printf(p->out, "<table><thead><tr>%s</tr></thead><tbody>\n", head);
}

static void close_table(tie_page *p) { tie_html_tag(p->out, "</tbody></table></div>\n"); }

/* ---- Findings without a card: accepted, or gone ---- */

static void put_line(tie_page *p, const tie_finding *f, tie_str word) {
    tie_html_tag(p->out, "<tr><td class=\"key\"><code>");
    tie_html_text(p->out, tie_account_fingerprint(p->report->scratch, f));
    tie_html_tag(p->out, "</code></td>");
    put_cell(p, tie_account_message(f));
    put_cell(p, word);
    tie_html_tag(p->out, "</tr>\n");
}

void tie__page_accepted(tie_page *p) {
    size_t left = LINES_SHOWN;
    if (!p->tally.suppressed)
        return;
    tie__page_open(p, "accepted", "Accepted");
    open_table(p, "Accepted findings",
               "<th scope=\"col\">finding</th><th scope=\"col\">what it says</th>"
               "<th scope=\"col\">why it was accepted</th>");
    for (size_t i = 0; i < p->result->row_count && left; i++) {
        const tie_finding *row = &p->result->rows[i];
        if (row->row != TIE_ROW_FINDING || !row->suppressed.len)
            continue;
        put_line(p, row, row->suppressed);
        left--;
    }
    close_table(p);
    tie__page_more(p, p->tally.suppressed - (LINES_SHOWN - left), "more", "more", IN_JSON);
    tie__page_close(p);
}

void tie__page_absent(tie_page *p) {
    size_t count = p->result->absent_count, shown = count < LINES_SHOWN ? count : LINES_SHOWN;
    if (!count)
        return;
    tie__page_open(p, "absent",
                   p->result->scheduled ? "Gone since the last run" : "Gone since the baseline");
    open_table(p, "Findings that are gone",
               "<th scope=\"col\">finding</th><th scope=\"col\">what it said</th>"
               "<th scope=\"col\">severity then</th>");
    for (size_t i = 0; i < shown; i++) {
        const tie_finding *row = &p->result->absent[i];
        put_line(p, row, tie_str_c(tie_severity_name(row->severity)));
    }
    close_table(p);
    tie__page_more(p, count - shown, "more", "more",
                   p->result->scheduled ? "in the last run" : "in the baseline");
    tie__page_close(p);
}

/* ---- Checked, and it holds ---- */

static void put_held_row(tie_page *p, const tie_finding *row) {
    tie_html_tag(p->out, "<tr><td class=\"key\">");
    tie_html_text(p->out, row->code);
    tie_html_tag(p->out, "</td>");
    put_cell(p, row->computation.len ? row->computation : tie_account_message(row));
    tie_html_tag(p->out, "<td>");
    if (row->member_count) {
        tie_html_short(p->out, p->result->docs[row->members[0].doc].path, 160);
        tie_buf_printf(p->out, ":%u", row->members[0].line);
    }
    tie_html_tag(p->out, "</td></tr>\n");
}

void tie__page_held(tie_page *p) {
    size_t left = HELD_SHOWN;
    tie__page_open(p, "held", "Checked, and it holds");
    if (!p->tally.held) {
        tie_html_tag(p->out, "<p class=\"empty\">No check could be made that held.</p>\n");
        tie__page_close(p);
        return;
    }
    tie_html_tag(p->out, "<details><summary>");
    tie_put_count(p->out, p->tally.held, "check", "checks");
    tie_html_tag(p->out, ", with the computation</summary>\n");
    open_table(p, "Checks that held",
               "<th scope=\"col\">check</th><th scope=\"col\">computed</th>"
               "<th scope=\"col\">at</th>");
    for (size_t i = 0; i < p->result->row_count && left; i++) {
        if (p->result->rows[i].row != TIE_ROW_CHECK)
            continue;
        put_held_row(p, &p->result->rows[i]);
        left--;
    }
    close_table(p);
    tie__page_more(p, p->tally.held - (HELD_SHOWN - left), "more", "more", IN_JSON);
    tie_html_tag(p->out, "</details>\n");
    tie__page_close(p);
}

/* ---- Not compared ---- */

void tie__page_ledger(tie_page *p) {
    tie_ledger_lines lines = tie_ledger_lines_of(p->report->scratch, p->result, TIE_ROW_SKIPPED);
    size_t shown = lines.count < LEDGER_SHOWN ? lines.count : LEDGER_SHOWN;
    tie__page_open(p, "ledger", "Figures not compared");
    if (!lines.count) {
        tie_html_tag(p->out,
                     "<p class=\"empty\">None: each figure that was found met another.</p>\n");
        tie__page_close(p);
        return;
    }
    tie_html_tag(p->out,
                 "<p class=\"run\">Silence is no pass: these figures met no other, or could "
                 "not be compared, for the reason given. <code>tieout why FILE:LINE "
                 "FILE:LINE</code> tells it of any two.</p>\n<table><thead><tr>"
                 "<th scope=\"col\" class=\"n\">figures</th>"
                 "<th scope=\"col\">because</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < shown; i++) {
        tie_html_tag(p->out, "<tr><td class=\"n\">");
        tie_html_count(p->out, lines.items[i].count);
        tie_html_tag(p->out, "</td>");
        put_cell(p, lines.items[i].name);
        tie_html_tag(p->out, "</tr>\n");
    }
    tie_html_tag(p->out, "</tbody></table>\n");
    tie__page_more(p, lines.count - shown, "reason more", "reasons more", IN_JSON);
    tie__page_close(p);
}

/* ---- The run ---- */

static void put_fact(tie_page *p, const char *term, tie_str words) {
    tie_buf_printf(p->out, "<dt>%s</dt><dd>", term);
    tie_html_text(p->out, words);
    tie_html_tag(p->out, "</dd>");
}

static void put_number(tie_page *p, const char *term, uint64_t number, const char *unit) {
    tie_buf_printf(p->out, "<dt>%s</dt><dd>", term);
    tie_html_count(p->out, number);
    tie_buf_printf(p->out, "%s</dd>", unit);
}

static void put_documents(tie_page *p) {
    size_t count = p->result->doc_count, shown = count < LINES_SHOWN ? count : LINES_SHOWN;
    tie_html_tag(p->out, "<details><summary>");
    tie_put_count(p->out, count, "document", "documents");
    tie_html_tag(p->out, "</summary>\n");
    open_table(p, "Documents",
               "<th scope=\"col\">document</th><th scope=\"col\">title</th>"
               "<th scope=\"col\">source</th><th scope=\"col\">date</th>");
    for (size_t i = 0; i < shown; i++) {
        const tie_doc *doc = &p->result->docs[i];
        tie_html_tag(p->out, "<tr><td>");
        tie_html_short(p->out, doc->path, 240);
        if (doc->segment.len) {
            tie_html_tag(p->out, " #");
            tie_html_short(p->out, doc->segment, 80);
        }
        tie_html_tag(p->out, "</td><td>");
        tie_html_short(p->out, doc->title, 160);
        tie_html_tag(p->out, "</td><td>");
        tie_html_short(p->out, doc->source, 160);
        tie_html_tag(p->out, "</td><td class=\"n\">");
        tie_period_render(p->out, doc->date);
        tie_html_tag(p->out, "</td></tr>\n");
    }
    close_table(p);
    tie__page_more(p, count - shown, "document more", "documents more", IN_JSON);
    tie_html_tag(p->out, "</details>\n");
}

void tie__page_facts(tie_page *p) {
    tie_buf day = tie_buf_new(p->report->scratch), packs = tie_buf_new(p->report->scratch);
    tie_period_render(&day, tie_period_of(p->result->today));
    for (size_t i = 0; i < p->result->packs.count; i++) {
        tie_buf_puts(&packs, i ? ", " : "");
        tie_buf_add(&packs, p->result->packs.items[i]);
    }
    tie__page_open(p, "run", "This run");
    tie_html_tag(p->out, "<dl>");
    put_fact(p, "program", TIE_STR("tieout " TIE_VERSION));
    put_fact(p, "read on", tie_buf_str(&day));
    if (packs.len)
        put_fact(p, "packs", tie_buf_str(&packs));
    put_number(p, "text read", p->result->bytes, " bytes");
    put_number(p, "claims found", p->result->claims, "");
    put_number(p, "inputs not read", p->result->diag_count, "");
    tie_html_tag(p->out, "</dl>\n");
    put_documents(p);
    tie__page_close(p);
}
