/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences that a page break tears: "In 2016, the", a running title and a page number, "ministry
 * closed 40 mills". Both parts are blocks of their own; the second takes the time of the first. */
#include "extract/reader.h"

enum { FURNITURE_TOKENS = 8, FURNITURE_BLOCKS = 4 };

static bool furniture(const tie_reader *r) {
    uint32_t count = (uint32_t)r->tokens.count;
    return count && count <= FURNITURE_TOKENS && !tie_token_is(r, count - 1, '.');
}

/* A paragraph that stops in the middle of a sentence. */
static bool stops_short(const tie_reader *r) {
    enum { PARAGRAPH_TOKENS = 20 };
    uint32_t count = (uint32_t)r->tokens.count;
    return r->block.kind == TIE_BLOCK_PARAGRAPH && count > PARAGRAPH_TOKENS &&
           (tie_tok(r, count - 1)->kind == TIE_TOKEN_WORD || tie_token_is(r, count - 1, ','));
}

/* The one time that the sentence tells of, or NULL. */
static const tie_when *only_time(const tie_sentence *s) {
    const tie_when *only = NULL;
    for (size_t i = 0; i < s->whens.count; i++) {
        const tie_when *w = &s->whens.items[i];
        if (w->before_change || (only && w->period.known))
            return NULL;
        only = w->period.known ? w : only;
    }
    return only;
}

void tie_page_leave(tie_reader *reader) {
    tie_context *c = &reader->context;
    tie_torn *torn = &c->torn;
    uint32_t count = (uint32_t)reader->tokens.count;
    torn->goes_on = false;
    if (torn->open && torn->blocks < FURNITURE_BLOCKS && furniture(reader)) {
        torn->blocks++;
        torn->paged |= tie_tok(reader, count - 1)->kind == TIE_TOKEN_NUMBER;
        return;
    }
    *torn = (tie_torn){.open = stops_short(reader) && c->has_before, .year = c->sentence_year};
    const tie_when *only = torn->open ? only_time(&c->before) : NULL;
    if (!only)
        return;
    torn->told = only->period;
    torn->assumptions = tie_when_assumes(only);
}

void tie_page_enter(tie_reader *reader) {
    tie_torn *torn = &reader->context.torn;
    const tie_token *first = tie_tok(reader, 0);
    bool small = first->kind == TIE_TOKEN_WORD && !(first->flags & TIE_TOKEN_CAPITAL);
    torn->goes_on = torn->open && reader->block.kind == TIE_BLOCK_PARAGRAPH && !furniture(reader) &&
                    (small || torn->paged);
    if (torn->goes_on)
        reader->context.sentence_year = torn->year;
}
