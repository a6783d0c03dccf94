/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One finding for people: what cannot hold, the quotes with their figures marked, the computation,
 * what was assumed. It shows and never accuses. */
#include "reports/text.h"

#include "reports/account.h"
#include "reports/terminal.h"

enum {
    SIDE_BY_SIDE_MIN = 120, /* columns of the terminal */
    QUOTES_SHOWN = 6,       /* unless everything is asked for */
    MEMBERS_READ = 64,      /* likewise */
    LABEL = 13              /* columns of "computed" and its like */
};

typedef struct page {
    tie_buf *out;
    const tie_report *report;
    const tie_finding *finding;
    unsigned indent;
    bool color;
} page;

/* ---- Quotes ---- */

static tie_prose prose_of(const page *p, tie_parts parts) {
    tie_prose prose = tie_prose_new(p->report->scratch, p->color);
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.items[i].marked)
            tie_prose_mark(&prose, parts.items[i].text);
        else
            tie_prose_add(&prose, parts.items[i].text);
    }
    return prose;
}

static tie_prose words_of(const page *p, const tie_quote *q) {
    return prose_of(p, tie_quote_parts(p->report->scratch, p->report->result, q));
}

/* path:line:col, and of the document its segment, source and date. */
static tie_prose place_of(const page *p, uint32_t doc_index, uint32_t line, uint32_t col) {
    tie_prose prose = tie_prose_new(p->report->scratch, false);
    const tie_doc *doc = &p->report->result->docs[doc_index];
    tie_prose_add(&prose, doc->path);
    tie_prose_add(&prose, tie_account_place(p->report->scratch, doc, line, col));
    return prose;
}

static tie_prose place_of_quote(const page *p, const tie_quote *q) {
    return place_of(p, q->doc, q->line, q->col);
}

static void put_quote(const page *p, const tie_quote *q) {
    tie_prose place = place_of_quote(p, q), words = words_of(p, q);
    unsigned width = p->report->style.width;
    tie_put_blanks(p->out, p->indent + 2);
    place.color = p->color;
    tie_prose_put(p->out, &place, p->indent + 2, width, TIE_INK_FAINT);
    tie_put_blanks(p->out, p->indent + 4);
    tie_prose_put(p->out, &words, p->indent + 4, width, TIE_INK_PLAIN);
}

static void put_pair(const page *p, const tie_quote *left, const tie_quote *right) {
    unsigned width = p->report->style.width, indent = p->indent + 2;
    tie_prose a = place_of_quote(p, left), b = place_of_quote(p, right);
    tie_prose_put_pair(p->out, &a, &b, indent, width);
    a = words_of(p, left);
    b = words_of(p, right);
    tie_prose_put_pair(p->out, &a, &b, indent, width);
}

static void put_more(const page *p, size_t count) {
    if (!count)
        return;
    tie_put_blanks(p->out, p->indent + 2);
    tie_buf_puts(p->out, "and ");
    tie_put_count(p->out, count, "more place", "more places");
    tie_ink_puts(p->out, p->color, TIE_INK_FAINT, " (--all lists them)");
    tie_buf_putc(p->out, '\n');
}

static size_t shown_of(const page *p, size_t count) {
    return p->report->style.all || count <= QUOTES_SHOWN + 1 ? count : QUOTES_SHOWN;
}

static void put_quotes(const page *p) {
    size_t count = p->finding->member_count;
    size_t limit = p->report->style.all || count < MEMBERS_READ ? count : MEMBERS_READ;
    tie_quotes found = tie_quotes_of(p->report->scratch, p->finding, limit);
    if (found.count == 2 && p->report->style.width >= SIDE_BY_SIDE_MIN) {
        put_pair(p, &found.items[0], &found.items[1]);
        return;
    }
    size_t shown = shown_of(p, found.count);
    for (size_t i = 0; i < shown; i++)
        put_quote(p, &found.items[i]);
    put_more(p, found.count - shown + count - limit);
}

/* ---- Passages ---- */

static void put_passages(const page *p) {
    const tie_finding *f = p->finding;
    size_t shown = shown_of(p, f->passage_count);
    for (size_t i = 0; i < shown; i++) {
        const tie_passage *passage = &f->passages[i];
        tie_prose place = place_of(p, passage->doc, passage->line, passage->col);
        tie_prose words =
            prose_of(p, tie_passage_parts(p->report->scratch, p->report->result, passage));
        tie_put_blanks(p->out, p->indent + 2);
        place.color = p->color;
        tie_prose_put(p->out, &place, p->indent + 2, p->report->style.width, TIE_INK_FAINT);
        tie_put_blanks(p->out, p->indent + 4);
        tie_prose_put(p->out, &words, p->indent + 4, p->report->style.width, TIE_INK_PLAIN);
    }
    put_more(p, f->passage_count - shown);
}

/* ---- What stands around the quotes ---- */

static tie_ink ink_of(tie_severity severity) { return (tie_ink)(TIE_INK_INFO + (int)severity); }

/* "computed    ..." */
static void put_labelled(const page *p, const char *label, tie_str text) {
    if (!text.len)
        return;
    tie_prose prose = tie_prose_new(p->report->scratch, p->color);
    tie_prose_add(&prose, text);
    tie_put_blanks(p->out, p->indent + 2);
    tie_ink_puts(p->out, p->color, TIE_INK_FAINT, label);
    tie_put_blanks(p->out, LABEL - (unsigned)strlen(label));
    tie_prose_put(p->out, &prose, p->indent + 2 + LABEL, p->report->style.width, TIE_INK_PLAIN);
}

static void put_headline(const page *p) {
    const tie_finding *f = p->finding;
    tie_prose prose = tie_prose_new(p->report->scratch, p->color);
    const char *severity = tie_severity_name(f->severity);
    tie_buf_putc(p->out, '\n');
    tie_put_blanks(p->out, p->indent);
    tie_ink_puts(p->out, p->color, ink_of(f->severity), severity);
    tie_buf_putc(p->out, ' ');
    tie_ink_put(p->out, p->color, TIE_INK_FAINT, f->code);
    tie_buf_puts(p->out, "  ");
    unsigned used = p->indent + (unsigned)(strlen(severity) + f->code.len) + 3;
    tie_prose_add(&prose, tie_account_message(f));
    size_t at = 0;
    tie_span line;
    unsigned width = p->report->style.width;
    if (tie_prose_line(&prose, &at, width > used + 20 ? width - used : 20, &line))
        tie_prose_put_line(p->out, &prose, line, TIE_INK_STRONG);
    tie_buf_putc(p->out, '\n');
    while (tie_prose_line(&prose, &at, width - p->indent - 2, &line)) {
        tie_put_blanks(p->out, p->indent + 2);
        tie_prose_put_line(p->out, &prose, line, TIE_INK_STRONG);
        tie_buf_putc(p->out, '\n');
    }
}

static void put_fingerprint(const page *p) {
    const tie_finding *f = p->finding;
    tie_buf text = tie_buf_new(p->report->scratch);
    tie_buf_add(&text, tie_account_fingerprint(p->report->scratch, f));
    if (f->rule.len)
        tie_buf_printf(&text, "  by rule %.*s", TIE_FMT(f->rule));
    if (f->state)
        tie_buf_printf(&text, "; %s since %s", tie_state_name(f->state),
                       tie_result_earlier(p->report->result));
    put_labelled(p, "finding", tie_buf_str(&text));
}

void tie_text_finding(tie_buf *out, const tie_report *report, const tie_finding *finding,
                      unsigned indent) {
    page p = {out, report, finding, indent, report->style.color};
    tie_mark before = tie_arena_mark(report->scratch);
    put_headline(&p);
    put_quotes(&p);
    if (!finding->member_count) /* else the quotes show them */
        put_passages(&p);
    put_labelled(&p, "computed", finding->computation);
    put_labelled(&p, "likely slip", finding->diagnosis);
    put_labelled(&p, "about", tie_account_cell(report->scratch, finding));
    put_labelled(&p, "confidence", tie_account_confidence(report->scratch, finding));
    put_fingerprint(&p);
    tie_arena_rewind(report->scratch, before);
}

void tie_text_held(tie_buf *out, const tie_report *report, const tie_finding *check) {
    page p = {out, report, check, 0, report->style.color};
    tie_mark before = tie_arena_mark(report->scratch);
    tie_prose prose = tie_prose_new(report->scratch, p.color);
    tie_put_blanks(out, 2);
    if (check->member_count) {
        const tie_member *first = &check->members[0];
        tie_ink_put(out, p.color, TIE_INK_FAINT, report->result->docs[first->doc].path);
        tie_buf_printf(out, ":%u:%u\n    ", first->line, first->col);
    }
    tie_prose_add(&prose, check->code);
    const tie_str parts[] = {check->measure, check->message, check->computation};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].len)
            tie_prose_add(&prose, i ? TIE_STR(": ") : TIE_STR(" of "));
        tie_prose_add(&prose, parts[i]);
    }
    tie_prose_put(out, &prose, 6, report->style.width, TIE_INK_PLAIN);
    tie_arena_rewind(report->scratch, before);
}
