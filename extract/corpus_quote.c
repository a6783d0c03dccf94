/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of the documents once they were read: it is not kept but read again, from the memory or from
 * the file, of which the last one is held; of a long input only the stretch that is asked for. A
 * text that is another one now is none. */
#include "extract/corpus_state.h"

/* The text of an input as the memory has it, or as its file is now; copied, for a memory's text is
 * soon gone. */
static bool load_quoted(tie_corpus *corpus, const tie_input *in, bool file, tie_str *text) {
    tie_str encoding, raw;
    if (!corpus->memory || file)
        return !tie_intake_load(&corpus->quotes, &corpus->options, in, text, &encoding, &raw, NULL);
    tie_str known = corpus->memory->text(corpus->memory->user, in->tag);
    *text = tie_arena_str(&corpus->quotes, known);
    return known.len != 0;
}

static bool quote_input(tie_corpus *corpus, uint32_t index, bool file) {
    if (corpus->quoted_input == index && corpus->quoted_file == file)
        return true;
    corpus->quoted_input = UINT32_MAX;
    corpus->quoted = (tie_parts_found){0};
    tie_arena_clear(&corpus->quotes);
    const tie_input *in = &corpus->inputs.items[index];
    tie_str text;
    tie_diags diags = {0};
    if (!load_quoted(corpus, in, file, &text))
        return false;
    tie_input_split(&corpus->quotes, corpus->rules, in->path, text, &corpus->quoted, &diags);
    corpus->quoted_input = index;
    corpus->quoted_file = file;
    return true;
}

/* Empty when it is another text now. */
static tie_str quoted_text(tie_corpus *corpus, uint32_t doc, bool file) {
    uint32_t number = corpus->kept_docs.items[doc].number;
    if (!quote_input(corpus, corpus->kept_docs.items[doc].input, file) ||
        number >= corpus->quoted.count)
        return (tie_str){0};
    const tie_part *part = &corpus->quoted.items[number];
    bool same = part->doc.text_hash == corpus->docs.items[doc].text_hash;
    return same ? part->text : (tie_str){0};
}

/* The text of a document's file as it is read again; empty when it is another one now. */
static tie_str text_of(tie_corpus *corpus, uint32_t doc) {
    if (corpus->inputs.items[corpus->kept_docs.items[doc].input].claims)
        return (tie_str){0};
    tie_str text = quoted_text(corpus, doc, !corpus->memory);
    return text.len || !corpus->memory ? text : quoted_text(corpus, doc, true);
}

/* The document's file as a long text; NULL where it is none, or another one now. */
static const tie_long_text *long_text_of(tie_corpus *corpus, uint32_t doc) {
    uint32_t number = corpus->kept_docs.items[doc].input;
    const tie_doc *d = &corpus->docs.items[doc];
    long_input *found = NULL;
    for (size_t i = 0; i < corpus->longs.count && !found; i++)
        found = corpus->longs.items[i].input == number ? &corpus->longs.items[i] : NULL;
    if (!found && !corpus->memory && d->span.end - d->span.start > TIE_LONG_BYTES) {
        long_input made = {.input = number};
        made.open = tie_long_text_open(corpus->rules, &corpus->options,
                                       &corpus->inputs.items[number], &corpus->arena, &made.text);
        found = TIE_PUSH(&corpus->arena, &corpus->longs);
        *found = made;
    }
    return found && found->open && found->text.hash == d->text_hash ? &found->text : NULL;
}

static tie_str excerpt(tie_corpus *corpus, uint32_t doc, tie_span span) {
    const tie_long_text *text = long_text_of(corpus, doc);
    if (text) {
        tie_arena_clear(&corpus->excerpt);
        return tie_long_text_copy(text, &corpus->excerpt, span);
    }
    tie_str whole = text_of(corpus, doc);
    if (span.end > whole.len || span.start > span.end)
        return (tie_str){0};
    return tie_str_span(whole, span);
}

tie_str tie_corpus_excerpt(tie_corpus *corpus, uint32_t doc, tie_span span) {
    if (doc >= corpus->docs.count || TIE_GUARD(corpus->guard))
        return (tie_str){0};
    return excerpt(corpus, doc, span);
}

void tie_corpus_line_col(tie_corpus *corpus, uint32_t doc, uint64_t at, uint32_t *line,
                         uint32_t *col) {
    *line = *col = 1;
    if (doc >= corpus->docs.count || TIE_GUARD(corpus->guard))
        return;
    const tie_long_text *text = long_text_of(corpus, doc);
    if (text) {
        tie_arena_clear(&corpus->excerpt);
        tie_long_text_line_col(text, &corpus->excerpt, (size_t)at, line, col);
        return;
    }
    tie_str whole = text_of(corpus, doc);
    tie_line_col(whole, (size_t)(at < whole.len ? at : whole.len), line, col);
}

bool tie_corpus_reread(tie_corpus *corpus, uint32_t doc, tie_stretch_sink *sink, void *user) {
    if (doc >= corpus->docs.count || TIE_GUARD(corpus->guard))
        return false;
    const tie_doc *d = &corpus->docs.items[doc];
    const tie_input *in = &corpus->inputs.items[corpus->kept_docs.items[doc].input];
    bool complete, may_be_long = d->span.end - d->span.start > TIE_LONG_BYTES;
    may_be_long = may_be_long && !corpus->memory && !in->claims;
    tie_arena_clear(&corpus->excerpt);
    if (may_be_long && tie_long_each(corpus->rules, &corpus->options, in, d->text_hash,
                                     &corpus->excerpt, sink, user, &complete))
        return complete;
    tie_str text = text_of(corpus, doc);
    return text.len && sink(user, text, text.len);
}

tie_str tie_corpus_quote(tie_corpus *corpus, uint32_t doc, tie_span span) {
    if (doc >= corpus->docs.count || TIE_GUARD(corpus->guard))
        return (tie_str){0};
    if (corpus->inputs.items[corpus->kept_docs.items[doc].input].claims) {
        const tie_quotes *known = &corpus->kept_docs.items[doc].quotes;
        return tie_quote_find(known->items, known->count, span);
    }
    return tie_arena_str(&corpus->arena, excerpt(corpus, doc, span));
}
