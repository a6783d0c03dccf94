/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page that shows the text of each document with what was read in it: claims, dates, numbers
 * that are no claim, each with its reading. It holds all it needs, asks no network and runs no
 * script. What comes from outside passes tie_escape_html; every tag is written here. */
#include "reports/report.h"

#include "base/date.h"
#include "base/str.h"
#include "reports/account.h"
#include "reports/claims_css.h"
#include "reports/escape.h"
#include "reports/html.h"
#include "reports/reading.h"
#include "reports/stretch.h"

/* A browser lays out a page of this size within a second or two; what is longer is left out, and
 * the page says so. */
enum { PAGE_BYTES = 4 * 1024 * 1024, SLICE_BYTES = 64 * 1024, VALUE_BYTES = 240 };

/* ---- A document ---- */

typedef struct sheet {
    tie_claims_writer *writer;
    tie_buf *out;
    size_t from; /* of the document in out */
    const tie_extraction *found;
    uint64_t at; /* byte of the text that comes next */
} sheet;

static bool full(const sheet *s) { return s->writer->bytes + (s->out->len - s->from) > PAGE_BYTES; }

/* The text up to end; false when the page is full before. */
static bool put_text(sheet *s, uint64_t end) {
    while (s->at < end) {
        if (full(s))
            return false;
        tie_str rest = tie_str_span(s->found->text, (tie_span){s->at, end});
        size_t len = tie_html_cut(rest, SLICE_BYTES);
        tie_html_text(s->out, tie_str_sub(rest, 0, len ? len : rest.len));
        s->at += len ? len : rest.len;
    }
    return true;
}

static void put_lines(tie_buf *out, const tie_reading *reading) {
    for (size_t i = 0; i < reading->lines.count; i++) {
        const tie_reading_line *line = &reading->lines.items[i];
        tie_buf_printf(out, "\n<span class=\"k\">%s</span> <span class=\"v\">", line->label);
        tie_html_short(out, line->value, VALUE_BYTES);
        if (line->source.len) {
            tie_html_tag(out, " <span class=\"s\">");
            tie_html_short(out, line->source, VALUE_BYTES);
            tie_html_tag(out, "</span>");
        }
        tie_html_tag(out, "</span>");
    }
}

static void put_head(tie_buf *out, const char *what, tie_str text, uint32_t line, uint32_t col) {
    tie_buf_printf(out, "<span class=\"h\"><i>%s, line %u:%u</i> ", what, line, col);
    tie_html_short(out, text, VALUE_BYTES);
    tie_html_tag(out, "</span>");
}

static void put_reading(sheet *s, const tie_stretch *mark) {
    tie_arena *scratch = s->writer->scratch;
    const tie_extraction *found = s->found;
    tie_reading reading = {0};
    switch (mark->kind) {
    case TIE_MARK_CLAIM: {
        const tie_claim *c = &found->claims[mark->index];
        put_head(s->out, "claim", c->text, c->line, c->col);
        reading = tie_reading_claim(scratch, c, found->traces ? &found->traces[mark->index] : NULL);
        break;
    }
    case TIE_MARK_DATE: {
        const tie_date_expr *d = &found->dates[mark->index];
        put_head(s->out, "date", d->text, d->line, d->col);
        reading = tie_reading_date(scratch, d);
        break;
    }
    case TIE_MARK_NUMBER: {
        const tie_number *n = &found->numbers[mark->index];
        put_head(s->out, "number", n->text, n->line, n->col);
        reading = tie_reading_number(scratch, n);
        break;
    }
    }
    put_lines(s->out, &reading);
}

static const struct {
    const char *tag, *end;
    char letter;
} MARKS[] = {
    [TIE_MARK_CLAIM] = {"<mark", "</mark>", 'c'},
    [TIE_MARK_DATE] = {"<span class=\"d\"", "</span>", 'd'},
    [TIE_MARK_NUMBER] = {"<span class=\"n\"", "</span>", 'n'},
};

/* The figure as a link to itself: it takes the focus, and its address can be passed on. */
static void put_mark(sheet *s, const tie_stretch *mark) {
    tie_buf *out = s->out;
    unsigned doc = s->found->doc->index + 1, n = mark->index + 1;
    char letter = MARKS[mark->kind].letter;
    tie_html_tag(out, MARKS[mark->kind].tag);
    if (mark->first)
        tie_buf_printf(out, " id=\"%c%u-%u\"><a href=\"#%c%u-%u\" aria-describedby=\"r%c%u-%u\">",
                       letter, doc, n, letter, doc, n, letter, doc, n);
    else
        tie_buf_printf(out, "><a href=\"#%c%u-%u\">", letter, doc, n);
    tie_html_text(out, tie_str_span(s->found->text, mark->span));
    tie_html_tag(out, "</a>");
    if (mark->first) {
        tie_buf_printf(out, "<span class=\"r\" id=\"r%c%u-%u\" role=\"note\">", letter, doc, n);
        for (const tie_stretch *m = mark; m; m = m->under)
            put_reading(s, m);
        tie_html_tag(out, "</span>");
    }
    tie_html_tag(out, MARKS[mark->kind].end);
    s->at = mark->span.end;
}

static bool web_address(tie_str url) {
    return tie_str_starts(url, TIE_STR("https://")) || tie_str_starts(url, TIE_STR("http://"));
}

static void put_fact(tie_buf *out, const char *label, tie_str value) {
    if (!value.len)
        return;
    tie_buf_printf(out, " · %s", label);
    tie_html_short(out, value, VALUE_BYTES);
}

static void put_url(tie_buf *out, tie_str url) {
    if (!web_address(url)) {
        put_fact(out, "", url);
        return;
    }
    tie_html_tag(out, " · <a rel=\"noopener noreferrer\" href=\"");
    tie_html_text(out, url);
    tie_html_tag(out, "\">");
    tie_html_short(out, url, VALUE_BYTES);
    tie_html_tag(out, "</a>");
}

static void put_facts(sheet *s) {
    tie_buf *out = s->out;
    const tie_doc *doc = s->found->doc;
    tie_buf date = tie_buf_new(s->writer->scratch);
    tie_period_render(&date, doc->date);
    tie_buf_printf(out, "<article id=\"doc%u\">\n<h2>", doc->index + 1);
    tie_html_short(out, doc->path, VALUE_BYTES);
    if (doc->segment.len) {
        tie_html_tag(out, " #");
        tie_html_short(out, doc->segment, VALUE_BYTES);
    }
    tie_html_tag(out, "</h2>\n<p class=\"facts\">");
    tie_put_count(out, s->found->claim_count, "claim", "claims");
    tie_html_tag(out, ", ");
    tie_put_count(out, s->found->date_count, "date", "dates");
    if (s->found->number_count) {
        tie_html_tag(out, ", ");
        tie_put_count(out, s->found->number_count, "number that is no claim",
                      "numbers that are no claim");
    }
    put_fact(out, "", doc->title);
    put_fact(out, "source ", doc->source);
    put_fact(out, "dated ", tie_buf_str(&date));
    put_fact(out, "about ", doc->place);
    put_fact(out, "read as ", doc->encoding);
    put_url(out, doc->url);
    tie_html_tag(out, "</p>\n<div class=\"text\">");
}

/* The bytes of the document in its file, without the blanks around them. */
static tie_span bounds_of(const tie_extraction *found) {
    tie_span span = found->doc->span;
    bool whole = span.end <= span.start || span.end > found->text.len;
    tie_str text = whole ? found->text : tie_str_span(found->text, span);
    tie_str inner = tie_str_trim(text);
    uint64_t start = inner.len ? (uint64_t)(inner.ptr - found->text.ptr) : 0;
    return (tie_span){start, start + inner.len};
}

static void claims_add(tie_claims_writer *writer, const tie_extraction *found) {
    writer->documents++;
    writer->claims += found->claim_count;
    if (writer->bytes > PAGE_BYTES) {
        writer->left_out++;
        return;
    }
    tie_arena_clear(writer->scratch);
    tie_span bounds = bounds_of(found);
    sheet s = {writer, writer->out, writer->out->len, found, bounds.start};
    put_facts(&s);
    tie_stretches marks = tie_stretches_of(writer->scratch, found, bounds);
    bool room = true;
    for (size_t i = 0; i < marks.count && room; i++) {
        room = put_text(&s, marks.items[i].span.start) && !full(&s);
        if (room)
            put_mark(&s, &marks.items[i]);
    }
    room = room && put_text(&s, bounds.end);
    tie_html_tag(s.out, "</div>\n");
    if (!room)
        tie_html_tag(s.out,
                     "<p class=\"cut\">The rest of this document is left out: the page has reached "
                     "its size. <code>-o ndjson</code> prints every claim.</p>\n");
    tie_html_tag(s.out, "</article>\n");
    writer->bytes += s.out->len - s.from;
}

/* ---- The page around them ---- */

static void claims_begin(tie_claims_writer *writer) {
    tie_buf *out = writer->out;
    tie_html_tag(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"generator\" content=\"tieout " TIE_VERSION "\">\n"
                      "<title>Figures and how they were read</title>\n<style>\n");
    tie_html_tag(out, TIE_CLAIMS_COLORS);
    tie_html_tag(out, TIE_CLAIMS_LAYOUT);
    tie_html_tag(out, TIE_CLAIMS_MARKS);
    tie_html_tag(out, TIE_CLAIMS_SCREENS);
    tie_html_tag(out,
                 "</style>\n</head>\n<body>\n<header>\n<h1>Figures and how they were read</h1>\n"
                 "<div class=\"legend\"><p>Point at a marked figure, or go to it with the tab key, "
                 "to see its reading.</p>\n<ul>"
                 "<li><span class=\"key c\">a claim</span> a figure that is compared</li>"
                 "<li><span class=\"key d\">a date</span> or a period</li>"
                 "<li><span class=\"key n\">a number</span> that is no claim, with the reason "
                 "(<code>--with-numbers</code>)</li></ul></div>\n</header>\n<main>\n");
}

static void put_unread(tie_buf *out, const tie_corpus *corpus) {
    enum { MOST = 100 };
    const tie_diag *diags;
    size_t count = tie_corpus_diags(corpus, &diags);
    for (size_t i = 0; i < count && i < MOST; i++) {
        tie_html_tag(out, "<p class=\"bad\">Not read: ");
        tie_html_short(out, diags[i].path, VALUE_BYTES);
        tie_html_tag(out, ": ");
        tie_html_short(out, diags[i].message, VALUE_BYTES);
        tie_html_tag(out, "</p>\n");
    }
    if (count > MOST) {
        tie_html_tag(out, "<p class=\"bad\">Not read, too: ");
        tie_put_count(out, count - MOST, "input more", "inputs more");
        tie_html_tag(out, "</p>\n");
    }
}

/* The counts are known last and shown first. */
static void claims_end(tie_claims_writer *writer, const tie_corpus *corpus) {
    tie_buf *out = writer->out;
    tie_html_tag(out, "</main>\n<footer>\n<p>");
    tie_put_count(out, writer->claims, "claim", "claims");
    tie_html_tag(out, " in ");
    tie_put_count(out, writer->documents, "document", "documents");
    tie_html_tag(out, "</p>\n");
    if (writer->left_out) {
        tie_html_tag(out, "<p class=\"cut\">Not shown: ");
        tie_put_count(out, writer->left_out, "document", "documents");
        tie_html_tag(out,
                     ", for the page has reached its size. <code>-o ndjson</code> prints every "
                     "claim.</p>\n");
    }
    put_unread(out, corpus);
    tie_html_tag(out, "</footer>\n</body>\n</html>\n");
}

const tie_report_format tie_report_html = {"html", tie_html_findings, claims_begin, claims_add,
                                           claims_end};
