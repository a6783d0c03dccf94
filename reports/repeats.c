/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/repeats.h"

#include "base/err.h"
#include "extract/corpus.h"
#include "reports/escape.h"

static const tie_repeats_format *const FORMATS[] = {&tie_repeats_text, &tie_repeats_side,
                                                    &tie_repeats_json, &tie_repeats_tsv};

const tie_repeats_format *tie_repeats_format_find(tie_str name) {
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (tie_str_eq(name, tie_str_c(FORMATS[i]->name)))
            return FORMATS[i];
    return NULL;
}

const tie_doc *tie_repeats_doc(const tie_repeats_writer *w, uint32_t doc) {
    const tie_doc *docs;
    tie_corpus_docs(w->corpus, &docs);
    return &docs[doc];
}

tie_span tie_repeats_in_file(const tie_repeats_writer *w, uint32_t doc, tie_span span) {
    uint64_t base = tie_repeats_doc(w, doc)->span.start;
    return (tie_span){span.start + base, span.end + base};
}

tie_str tie_repeats_quote(tie_repeats_writer *w, uint32_t doc, tie_span span) {
    return tie_arena_str(w->scratch,
                         tie_corpus_excerpt(w->corpus, doc, tie_repeats_in_file(w, doc, span)));
}

tie_str tie_repeats_around(tie_repeats_writer *w, uint32_t doc, tie_span span, size_t around,
                           uint64_t *base) {
    const tie_doc *d = tie_repeats_doc(w, doc);
    uint64_t rest = d->span.end - d->span.start - span.end;
    *base = span.start > around ? span.start - around : 0;
    return tie_repeats_quote(w, doc, (tie_span){*base, span.end + (rest < around ? rest : around)});
}

void tie_repeats_line_col(tie_repeats_writer *w, uint32_t doc, uint64_t at, uint32_t *line,
                          uint32_t *col) {
    tie_corpus_line_col(w->corpus, doc, at + tie_repeats_doc(w, doc)->span.start, line, col);
}

bool tie_repeats_quoted(tie_repeats_writer *w, const tie_repeat_member *m) {
    uint64_t base;
    tie_mark mark = tie_arena_mark(w->scratch);
    tie_str text = tie_repeats_around(w, m->doc, m->span, TIE_REPEAT_QUOTE_REACH, &base);
    bool quoted =
        text.len && tie_repeat_quoted(text, (tie_span){m->span.start - base, m->span.end - base});
    tie_arena_rewind(w->scratch, mark);
    return quoted;
}

bool tie_repeats_differs(const tie_repeat_cluster *c, const tie_repeat_slot *slot) {
    return slot->column != TIE_REPEAT_NO_COLUMN && c->columns[slot->column].differs;
}

const tie_repeat_member *tie_repeats_canonical(const tie_repeat_cluster *c) {
    const tie_repeat_member *m = c->members;
    while (!m->canonical)
        m++;
    return m;
}

/* ---- Tab-separated rows ---- */

static void row(tie_repeats_writer *w, char kind, uint32_t doc, tie_span span, uint32_t cluster) {
    span = tie_repeats_in_file(w, doc, span);
    tie_buf_putc(w->out, kind);
    tie_buf_putc(w->out, '\t');
    tie_escape_terminal(w->out, tie_repeats_doc(w, doc)->path);
    tie_buf_putc(w->out, '\t');
    tie_buf_digits(w->out, span.start, 1);
    tie_buf_putc(w->out, '\t');
    tie_buf_digits(w->out, span.end, 1);
    tie_buf_putc(w->out, '\t');
    tie_buf_digits(w->out, cluster, 1);
    tie_buf_putc(w->out, '\n');
}

static void nothing(tie_repeats_writer *w) { (void)w; }

static void rows(tie_repeats_writer *w, const tie_repeat_cluster *c) {
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_member *m = &c->members[i];
        row(w, 'P', m->doc, m->span, c->number);
        for (size_t k = 0; k < m->slot_count; k++)
            if (tie_repeats_differs(c, &m->slots[k]))
                row(w, 'N', m->doc, m->slots[k].span, c->number);
    }
}

const tie_repeats_format tie_repeats_tsv = {
    .name = "tsv", .begin = nothing, .add = rows, .end = nothing};
