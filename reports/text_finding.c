/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One finding for people: what cannot hold, the quotes with their figures marked, the computation,
 * what was assumed. It shows and never accuses. */
#include "reports/text.h"

#include "base/date.h"
#include "reports/reading.h"
#include "reports/terminal.h"

enum {
    QUOTE_SIDE = 240,       /* bytes of a long sentence kept on either side of its first figure */
    SIDE_BY_SIDE_MIN = 120, /* columns of the terminal */
    QUOTES_SHOWN = 6,       /* unless everything is asked for */
    MEMBERS_READ = 64,      /* likewise */
    LABEL = 13              /* columns of "computed" and its like */
};

/* A sentence and the figures of a finding that stand in it. */
typedef struct quote {
    uint32_t doc;
    tie_span sentence;
    TIE_VEC(tie_span) figures; /* ascending */
    uint64_t last;             /* the farthest end of a figure */
    uint32_t line, col;        /* of the first */
    tie_str text;
} quote;
typedef TIE_VEC(quote) quotes;

typedef struct page {
    tie_buf *out;
    const tie_report *report;
    const tie_finding *finding;
    unsigned indent;
    bool color;
} page;

static void quote_add(tie_arena *arena, quote *q, const tie_member *member) {
    size_t at = q->figures.count;
    *TIE_PUSH(arena, &q->figures) = member->span;
    for (; at > 0 && q->figures.items[at - 1].start > member->span.start; at--)
        q->figures.items[at] = q->figures.items[at - 1];
    q->figures.items[at] = member->span;
    q->last = member->span.end > q->last ? member->span.end : q->last;
    if (at)
        return;
    q->line = member->line;
    q->col = member->col;
    q->text = member->text;
}

/* Derived members are shown by the computation, their sources by their own quote. */
static quotes quotes_of(tie_arena *arena, const tie_finding *f, size_t member_limit) {
    quotes found = {0};
    for (size_t i = 0; i < member_limit; i++) {
        const tie_member *member = &f->members[i];
        quote *same = NULL;
        if (member->from_count)
            continue;
        for (size_t k = 0; k < found.count && !same; k++) {
            quote *q = &found.items[k];
            if (q->doc == member->doc && q->sentence.start == member->sentence.start)
                same = q;
        }
        if (!same) {
            same = TIE_PUSH(arena, &found);
            *same = (quote){.doc = member->doc, .sentence = member->sentence};
        }
        quote_add(arena, same, member);
    }
    return found;
}

/* ---- The words of a sentence ---- */

/* The part of a sentence that is shown: all of it, or whole words around its figures. */
static tie_span window(tie_str sentence, size_t first, size_t last) {
    size_t start = first > QUOTE_SIDE ? first - QUOTE_SIDE : 0, end = sentence.len;
    if (sentence.len - last > QUOTE_SIDE)
        end = last + QUOTE_SIDE;
    while (start > 0 && start < first && !tie_ascii_space(sentence.ptr[start]))
        start++;
    while (end < sentence.len && end > last && !tie_ascii_space(sentence.ptr[end]))
        end--;
    return (tie_span){start, end};
}

/* The sentence with its figures marked. */
static tie_prose words_of(const page *p, const quote *q) {
    tie_prose prose = tie_prose_new(p->report->scratch, p->color);
    tie_str text = tie_result_quote(p->report->result, q->doc, q->sentence);
    uint64_t base = q->sentence.start, first = q->figures.items[0].start;
    if (!text.len || q->last - base > text.len || first < base) {
        tie_prose_add(&prose, TIE_STR("(the file has changed or is gone; it read "));
        tie_prose_mark(&prose, q->text);
        tie_prose_add(&prose, TIE_STR(")"));
        return prose;
    }
    tie_span shown = window(text, (size_t)(first - base), (size_t)(q->last - base));
    size_t at = (size_t)shown.start;
    if (at)
        tie_prose_add(&prose, TIE_STR("… "));
    for (size_t i = 0; i < q->figures.count; i++) {
        size_t start = (size_t)(q->figures.items[i].start - base);
        size_t end = (size_t)(q->figures.items[i].end - base);
        if (start < at) /* a figure inside another, or twice the same */
            continue;
        tie_prose_add(&prose, tie_str_sub(text, at, start));
        tie_prose_mark(&prose, tie_str_sub(text, start, end));
        at = end;
    }
    tie_prose_add(&prose, tie_str_sub(text, at, (size_t)shown.end));
    if (shown.end < text.len)
        tie_prose_add(&prose, TIE_STR(" …"));
    return prose;
}

static const tie_doc *doc_of(const page *p, uint32_t index) {
    return &p->report->result->docs[index];
}

/* path:line:col, and of the document its segment, source and date. */
static tie_prose place_of(const page *p, uint32_t doc_index, uint32_t line, uint32_t col) {
    tie_prose prose = tie_prose_new(p->report->scratch, false);
    const tie_doc *doc = doc_of(p, doc_index);
    tie_buf facts = tie_buf_new(p->report->scratch);
    tie_prose_add(&prose, doc->path);
    tie_buf_printf(&facts, ":%u:%u", line, col);
    if (doc->segment.len)
        tie_buf_printf(&facts, " #%.*s", TIE_FMT(doc->segment));
    if (doc->source.len)
        tie_buf_printf(&facts, " · %.*s", TIE_FMT(doc->source));
    if (doc->date.known) {
        tie_buf_puts(&facts, " · ");
        tie_period_render(&facts, doc->date);
    }
    tie_prose_add(&prose, tie_buf_str(&facts));
    return prose;
}

static tie_prose place_of_quote(const page *p, const quote *q) {
    return place_of(p, q->doc, q->line, q->col);
}

static void put_quote(const page *p, const quote *q) {
    tie_prose place = place_of_quote(p, q), words = words_of(p, q);
    unsigned width = p->report->style.width;
    tie_put_blanks(p->out, p->indent + 2);
    place.color = p->color;
    tie_prose_put(p->out, &place, p->indent + 2, width, TIE_INK_FAINT);
    tie_put_blanks(p->out, p->indent + 4);
    tie_prose_put(p->out, &words, p->indent + 4, width, TIE_INK_PLAIN);
}

static void put_pair(const page *p, const quote *left, const quote *right) {
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
    quotes found = quotes_of(p->report->scratch, p->finding, limit);
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

static tie_prose passage_words(const page *p, const tie_passage *passage) {
    tie_prose prose = tie_prose_new(p->report->scratch, p->color);
    tie_str text = tie_result_quote(p->report->result, passage->doc, passage->span);
    size_t at = 0;
    for (size_t i = 0; i < passage->slot_count; i++) {
        const tie_slot *slot = &passage->slots[i];
        uint64_t start = slot->span.start - passage->span.start;
        uint64_t end = slot->span.end - passage->span.start;
        if (slot->op == TIE_SLOT_SAME || start < at || end > text.len)
            continue;
        tie_prose_add(&prose, tie_str_sub(text, at, (size_t)start));
        tie_prose_mark(&prose, tie_str_sub(text, (size_t)start, (size_t)end));
        at = (size_t)end;
    }
    if (text.len)
        tie_prose_add(&prose, tie_str_sub(text, at, text.len));
    return prose;
}

static void put_passages(const page *p) {
    const tie_finding *f = p->finding;
    size_t shown = shown_of(p, f->passage_count);
    for (size_t i = 0; i < shown; i++) {
        const tie_passage *passage = &f->passages[i];
        tie_prose place = place_of(p, passage->doc, passage->line, passage->col);
        tie_prose words = passage_words(p, passage);
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
    tie_prose_add(&prose, f->message.len ? f->message : tie_str_c(tie_verdict_name(f->verdict)));
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

/* Measure, agent, place, period and unit of the cell. */
static void put_cell(const page *p) {
    const tie_finding *f = p->finding;
    tie_buf text = tie_buf_new(p->report->scratch);
    tie_buf period = tie_buf_new(p->report->scratch);
    tie_period_render(&period, f->period);
    const tie_str parts[] = {f->measure, f->agent, f->place, tie_buf_str(&period), f->unit};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].len)
            continue;
        tie_buf_puts(&text, text.len ? " · " : "");
        tie_buf_add(&text, parts[i]);
    }
    put_labelled(p, "about", tie_buf_str(&text));
}

static void put_confidence(const page *p) {
    const tie_finding *f = p->finding;
    tie_buf text = tie_buf_new(p->report->scratch);
    tie_buf_puts(&text, tie_confidence_name(f->confidence));
    const char *before = "; assumes ";
    for (uint32_t rest = f->assumptions; rest; rest &= rest - 1) {
        tie_buf_puts(&text, before);
        tie_buf_puts(&text, tie_reading_assumption((tie_assumption)(rest & (0 - rest))));
        before = ", ";
    }
    put_labelled(p, "confidence", tie_buf_str(&text));
}

static void put_fingerprint(const page *p) {
    const tie_finding *f = p->finding;
    tie_buf text = tie_buf_new(p->report->scratch);
    tie_buf_printf(&text, "%08llx", (unsigned long long)(f->fingerprint >> 32));
    if (f->ordinal)
        tie_buf_printf(&text, "/%u", f->ordinal);
    if (f->rule.len)
        tie_buf_printf(&text, "  by rule %.*s", TIE_FMT(f->rule));
    put_labelled(p, "finding", tie_buf_str(&text));
}

void tie_text_finding(tie_buf *out, const tie_report *report, const tie_finding *finding,
                      unsigned indent) {
    page p = {out, report, finding, indent, report->style.color};
    tie_mark before = tie_arena_mark(report->scratch);
    put_headline(&p);
    put_quotes(&p);
    put_passages(&p);
    put_labelled(&p, "computed", finding->computation);
    put_labelled(&p, "likely slip", finding->diagnosis);
    put_cell(&p);
    put_confidence(&p);
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
        tie_ink_put(out, p.color, TIE_INK_FAINT, doc_of(&p, first->doc)->path);
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
