/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One finding as a card: what cannot hold, the quotes side by side with a sentence on either side,
 * the figures on one axis, the computation, how it was decided and what to do. */
#include "reports/html.h"

#include "base/date.h"
#include "base/str.h"
#include "reports/escape.h"
#include "reports/reading.h"

enum { QUOTES_SHOWN = 12, JOIN_BYTES = 200, CONTEXT_BYTES = 300, FRAGMENT_BYTES = 120 };

typedef struct card {
    tie_buf *out;
    const tie_report *report;
    const tie_finding *finding;
    tie_arena *scratch;
} card;

/* ---- Words ---- */

/* Text on its way out: where a line was broken because it was full, the reader's lines go on;
 * breaks of lists, tables and paragraphs stay. */
typedef struct flow {
    tie_buf *out;
    size_t line; /* bytes since the last break */
} flow;

/* No line of prose that is wrapped ends before. */
enum { FULL_LINE = 55 };

/* Behind the break at `at`: a list's mark, a table's row, or an empty line. */
static bool begins_anew(tie_str text, size_t at) {
    size_t next = at + 1;
    while (next < text.len && (text.ptr[next] == ' ' || text.ptr[next] == '\t'))
        next++;
    char c = next < text.len ? text.ptr[next] : ' ';
    size_t digits = next;
    while (digits < text.len && tie_ascii_digit(text.ptr[digits]))
        digits++;
    bool number = digits - next - 1 < 2 && digits < text.len && strchr(".)", text.ptr[digits]);
    return number || c == '\n' || strchr("-*|#>+", c) || (unsigned char)c == 0xE2; /* bullets */
}

static void put_flow(flow *f, tie_str text) {
    size_t done = 0;
    for (size_t i = 0; i < text.len; i++) {
        f->line++;
        if (text.ptr[i] != '\n')
            continue;
        if (f->line > FULL_LINE && !begins_anew(text, i)) {
            tie_html_text(f->out, tie_str_sub(text, done, i));
            tie_buf_putc(f->out, ' ');
            done = i + 1;
        }
        f->line = 0;
    }
    tie_html_text(f->out, tie_str_sub(text, done, text.len));
}

static void put_parts(flow *f, tie_parts parts) {
    for (size_t i = 0; i < parts.count; i++) {
        tie_html_tag(f->out, parts.items[i].marked ? "<mark>" : "");
        put_flow(f, parts.items[i].text);
        tie_html_tag(f->out, parts.items[i].marked ? "</mark>" : "");
    }
}

/* Text that begins within a line is taken to be of a full one. */
static flow flow_from(const card *c, uint32_t doc, uint64_t start) {
    tie_str before = start ? tie_result_quote(c->report->result, doc, (tie_span){start - 1, start})
                           : TIE_STR("\n");
    bool at_start = before.len && before.ptr[0] == '\n';
    return (flow){c->out, at_start ? 0 : FULL_LINE};
}

/* What stands between a sentence and the next one of its document. */
static const char *gap(const card *c, uint32_t doc, uint64_t start, uint64_t end) {
    tie_str between = tie_result_quote(c->report->result, doc, (tie_span){start, end});
    return between.len > 1 && between.ptr[0] == '\n' && between.ptr[1] == '\n' ? "\n" : " ";
}

/* ---- Quotes ---- */

/* Where the document can be read on the web, a link that opens it at the sentence.
 * Source: WICG, URL Fragment Text Directives. */
static void put_link(const card *c, const tie_doc *doc, tie_str sentence) {
    tie_str url = doc->url;
    if (!tie_str_starts(url, TIE_STR("https://")) && !tie_str_starts(url, TIE_STR("http://")))
        return;
    tie_buf fragment = tie_buf_new(c->scratch);
    size_t len = sentence.len < FRAGMENT_BYTES ? sentence.len : FRAGMENT_BYTES;
    while (len > 0 && len < sentence.len && !tie_ascii_space(sentence.ptr[len]))
        len--;
    tie_escape_uri_text(&fragment, tie_str_sub(sentence, 0, len));
    tie_html_tag(c->out, " · <a rel=\"noopener noreferrer\" href=\"");
    tie_html_text(c->out, tie_str_sub(url, 0, tie_str_find(url, TIE_STR("#"))));
    tie_html_tag(c->out, "#:~:text=");
    tie_html_text(c->out, tie_buf_str(&fragment));
    tie_html_tag(c->out, "\">live text</a>");
}

/* "Agency · 2024-02-12": what a reader asks first. */
static void put_publication(const card *c, const tie_doc *doc) {
    if (!doc->source.len && !doc->date.known)
        return;
    tie_html_tag(c->out, "<b>");
    tie_html_short(c->out, doc->source, 160);
    tie_html_tag(c->out, doc->source.len && doc->date.known ? " · " : "");
    tie_period_render(c->out, doc->date);
    tie_html_tag(c->out, "</b><br>");
}

static void put_caption(const card *c, uint32_t doc_index, uint32_t line, uint32_t col,
                        tie_str sentence) {
    const tie_doc *doc = &c->report->result->docs[doc_index];
    tie_html_tag(c->out, "<figcaption>");
    put_publication(c, doc);
    if (doc->title.len) {
        tie_html_short(c->out, doc->title, 160);
        tie_html_tag(c->out, "<br>");
    }
    tie_html_tag(c->out, "<code>");
    tie_html_text(c->out, doc->path);
    tie_buf_printf(c->out, ":%u:%u", line, col);
    tie_html_tag(c->out, "</code>");
    if (doc->segment.len) {
        tie_html_tag(c->out, " #");
        tie_html_short(c->out, doc->segment, 80);
    }
    put_link(c, doc, sentence);
    tie_html_tag(c->out, "</figcaption></figure>\n");
}

static void put_around(flow *f, tie_str words) {
    tie_html_tag(f->out, "<span class=\"around\">");
    put_flow(f, words);
    tie_html_tag(f->out, "</span>");
}

static void put_quote(const card *c, const tie_quote *q) {
    const tie_result *result = c->report->result;
    tie_around around = tie_result_context(result, c->scratch, q->doc, q->sentence, CONTEXT_BYTES);
    flow f = {c->out, FULL_LINE};
    tie_html_tag(c->out, "<figure><blockquote>");
    if (around.before.len) {
        uint64_t start = q->sentence.start;
        put_around(&f, around.before);
        tie_html_tag(c->out, gap(c, q->doc, start < 2 ? start : start - 2, start));
    }
    f = flow_from(c, q->doc, q->sentence.start);
    put_parts(&f, tie_quote_parts(c->scratch, result, q));
    if (around.after.len) {
        tie_html_tag(c->out, gap(c, q->doc, q->sentence.end, q->sentence.end + 2));
        put_around(&f, around.after);
    }
    tie_html_tag(c->out, "</blockquote>");
    put_caption(c, q->doc, q->line, q->col, tie_result_quote(result, q->doc, q->sentence));
}

static void put_passage(const card *c, const tie_passage *p) {
    const tie_result *result = c->report->result;
    flow f = flow_from(c, p->doc, p->span.start);
    tie_html_tag(c->out, "<figure><blockquote>");
    put_parts(&f, tie_passage_parts(c->scratch, result, p));
    tie_html_tag(c->out, "</blockquote>");
    put_caption(c, p->doc, p->line, p->col, tie_result_quote(result, p->doc, p->span));
}

static void put_more(const card *c, size_t count) {
    if (!count)
        return;
    tie_html_tag(c->out, "<p class=\"more\">and ");
    tie_put_count(c->out, count, "more place", "more places");
    tie_html_tag(c->out, ", in the JSON</p>\n");
}

static void put_quotes(const card *c) {
    const tie_finding *f = c->finding;
    tie_quotes quotes =
        tie_quotes_joined(c->scratch, tie_quotes_of(c->scratch, f, f->member_count), JOIN_BYTES);
    size_t shown = quotes.count < QUOTES_SHOWN ? quotes.count : QUOTES_SHOWN;
    size_t passages = f->passage_count < QUOTES_SHOWN ? f->passage_count : QUOTES_SHOWN;
    tie_html_tag(c->out, "<div class=\"quotes\">\n");
    for (size_t i = 0; i < shown; i++)
        put_quote(c, &quotes.items[i]);
    for (size_t i = 0; i < passages; i++)
        put_passage(c, &f->passages[i]);
    tie_html_tag(c->out, "</div>\n");
    put_more(c, quotes.count - shown + f->passage_count - passages);
}

static void put_said(const card *c, const char *class, const char *label, tie_str words) {
    if (!words.len)
        return;
    tie_buf_printf(c->out, "<p class=\"%s\"><b>%s</b> ", class, label);
    tie_html_text(c->out, words);
    tie_html_tag(c->out, "</p>\n");
}

static void put_term(const card *c, const char *term, tie_str words) {
    if (!words.len)
        return;
    tie_buf_printf(c->out, "<dt>%s</dt><dd>", term);
    tie_html_text(c->out, words);
    tie_html_tag(c->out, "</dd>");
}

static void put_decided(const card *c) {
    const tie_finding *f = c->finding;
    tie_html_tag(c->out, "<details><summary>How this was decided</summary><dl>");
    put_term(c, "verdict", tie_str_c(tie_verdict_name(f->verdict)));
    put_term(c, "confidence", tie_account_confidence(c->scratch, f));
    put_term(c, "rule", f->rule);
    put_term(c, "finding", tie_account_identity(c->scratch, f));
    tie_html_tag(c->out, "</dl><p class=\"todo\">Known and all right? <code>tieout accept ");
    tie_html_text(c->out, tie_account_identity(c->scratch, f));
    tie_html_tag(c->out, " --reason \"…\"</code></p></details>\n");
}

/* A value of a data attribute: what the filters choose from. */
static void put_data(const card *c, const char *name, tie_str value) {
    tie_buf_printf(c->out, " data-%s=\"", name);
    tie_html_text(c->out, value);
    tie_html_tag(c->out, "\"");
}

/* The sources of the quoted documents, a line each. */
static tie_str sources_of(const card *c) {
    const tie_finding *f = c->finding;
    tie_buf names = tie_buf_new(c->scratch);
    TIE_VEC(tie_str) seen = {0};
    for (size_t i = 0; i < f->member_count + f->passage_count; i++) {
        uint32_t doc =
            i < f->member_count ? f->members[i].doc : f->passages[i - f->member_count].doc;
        tie_str source = c->report->result->docs[doc].source;
        size_t k = 0;
        while (k < seen.count && !tie_str_eq(seen.items[k], source))
            k++;
        if (!source.len || k < seen.count)
            continue;
        *TIE_PUSH(c->scratch, &seen) = source;
        tie_buf_puts(&names, names.len ? "\n" : "");
        tie_buf_add(&names, source);
    }
    return tie_buf_str(&names);
}

static void put_head(const card *c, const char *heading) {
    const tie_finding *f = c->finding;
    const char *severity = tie_severity_name(f->severity);
    tie_str id = tie_account_identity(c->scratch, f);
    tie_str cell = tie_account_cell(c->scratch, f), name = tie_account_fingerprint(c->scratch, f);
    tie_buf_printf(c->out, "<article class=\"card %s\" id=\"f-%.*s\"", severity, TIE_FMT(id));
    put_data(c, "severity", tie_str_c(severity));
    put_data(c, "measure", f->measure);
    put_data(c, "source", sources_of(c));
    if (f->state)
        put_data(c, "state", tie_str_c(tie_state_name(f->state)));
    tie_buf_printf(c->out,
                   ">\n<p class=\"tags\"><span class=\"severity\">%s</span> <span>%.*s</span> "
                   "<span>%s confidence</span>%s%s%s <a href=\"#f-%.*s\" aria-label=\"#%.*s, link "
                   "to this finding\">#%.*s</a></p>\n<%s>",
                   severity, TIE_FMT(f->code), tie_confidence_name(f->confidence),
                   f->state ? " <span>" : "", f->state ? tie_state_name(f->state) : "",
                   f->state ? "</span>" : "", TIE_FMT(id), TIE_FMT(name), TIE_FMT(name), heading);
    tie_html_text(c->out, tie_account_message(f));
    tie_buf_printf(c->out, "</%s>\n", heading);
    if (cell.len) {
        tie_html_tag(c->out, "<p class=\"cell\">");
        tie_html_text(c->out, cell);
        tie_html_tag(c->out, "</p>\n");
    }
}

static void put_body(const card *c) {
    put_quotes(c);
    if (tie_family_of(c->finding) != TIE_FAMILY_ARITHMETIC)
        tie_html_plot(c->out, c->scratch, c->finding);
    put_said(c, "computed", "Computed", c->finding->computation);
    put_said(c, "slip", "Likely slip", c->finding->diagnosis);
    put_decided(c);
}

void tie_html_quotes(tie_buf *out, const tie_report *report, const tie_finding *finding) {
    tie_mark before = tie_arena_mark(report->scratch);
    card c = {out, report, finding, report->scratch};
    put_quotes(&c);
    tie_arena_rewind(report->scratch, before);
}

void tie_html_card(tie_buf *out, const tie_report *report, const tie_finding *finding,
                   const tie_finding *const *consequences, size_t count) {
    tie_mark before = tie_arena_mark(report->scratch);
    card c = {out, report, finding, report->scratch};
    put_head(&c, "h3");
    put_body(&c);
    for (size_t i = 0; i < count; i++) {
        card inner = {out, report, consequences[i], report->scratch};
        tie_html_tag(out, "<div class=\"follows\">");
        put_head(&inner, "h4");
        put_body(&inner);
        tie_html_tag(out, "</article></div>\n");
    }
    tie_html_tag(out, "</article>\n");
    tie_arena_rewind(report->scratch, before);
}
