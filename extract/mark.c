/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens of a block and the phrases in them. */
#include "extract/reader.h"

enum { LONGEST_BEFORE = 8 }; /* tokens of a phrase that tie_found_before finds */

_Static_assert(TIE_LEX_COUNT <= 64 && TIE_CUE_COUNT <= 64, "tie_meanings holds a bit of each");

static const tie_meanings NOTHING = {.shared = true};

/* Emphasis goes; the white space before it belongs to what it marks. */
static void drop_marks(tie_tokens *tokens) {
    uint8_t space = 0;
    size_t kept = 0;
    while (kept < tokens->count && !(tokens->items[kept].flags & TIE_TOKEN_MARK))
        kept++;
    for (size_t i = kept; i < tokens->count; i++) {
        tie_token token = tokens->items[i];
        if (token.flags & TIE_TOKEN_MARK) {
            space |= token.flags & (TIE_TOKEN_SPACE | TIE_TOKEN_LINE | TIE_TOKEN_GAP);
            continue;
        }
        token.flags |= space;
        space = 0;
        tokens->items[kept++] = token;
    }
    tokens->count = kept;
}

/* The meanings of a token, to be amended. */
static tie_meanings *own_meanings(tie_reader *r, uint32_t token) {
    const tie_meanings *known = r->meanings[token];
    if (!known->shared)
        return (tie_meanings *)known;
    tie_meanings *own = tie_arena_alloc(r->scratch, sizeof *own, alignof(tie_meanings));
    *own = *known;
    own->shared = false;
    r->meanings[token] = own;
    return own;
}

static void add_found(tie_reader *r, uint32_t begin, tie_found found, tie_senses senses) {
    tie_meanings *m = own_meanings(r, begin);
    if (m->founds + m->found_count != r->founds.items + r->founds.count)
        for (uint32_t i = 0; i < m->found_count; i++) /* of the word alone: side by side with it */
            *TIE_PUSH(r->scratch, &r->founds) = m->founds[i];
    *TIE_PUSH(r->scratch, &r->founds) = found;
    m->found_count++;
    m->founds = r->founds.items + r->founds.count - m->found_count;
    tie_senses_add(&m->begin, senses);
    own_meanings(r, begin + found.tokens - 1)->end |= senses.lexes;
}

static void add_phrase(tie_reader *r, uint32_t begin, const tie_phrase *phrase) {
    if (!phrase->printed) {
        add_found(r, begin, (tie_found){phrase->entries, phrase->count, phrase->tokens},
                  phrase->senses);
        return;
    }
    for (uint32_t i = 0; i < phrase->count; i++) {
        const tie_entry *e = &phrase->entries[i];
        if (tie_entry_fits(e, r->text, &r->tokens.items[begin]))
            add_found(r, begin, (tie_found){e, 1, e->tokens}, tie_entry_senses(e));
    }
}

/* What steps through the tries for a token. */
static uint64_t key_at(const tie_reader *reader, uint32_t t) {
    enum { LONGEST_NUMBER = 4 };
    const tie_token *token = &reader->tokens.items[t];
    /* the 2 of "m2", the 911 of "calls to 911" */
    bool short_number = token->kind == TIE_TOKEN_NUMBER && tie_token_len(token) <= LONGEST_NUMBER;
    return short_number ? tie_number_key(token, tie_token_text(reader, t)) : token->key;
}

/* The phrases of several words that begin at the token; where the print decides, all of them. */
static void find_longer(tie_reader *r, uint32_t begin, const tie_opener *opener) {
    const tie_node *node = tie_phrases_behind(r->rules->phrases, opener);
    if (opener->alone.printed)
        add_phrase(r, begin, &node->phrase);
    for (uint32_t t = begin + 1; node && t < r->tokens.count; t++) {
        uint64_t key = key_at(r, t);
        node = key ? tie_phrases_next(r->rules->phrases, node, key) : NULL;
        if (node && node->phrase.count)
            add_phrase(r, begin, &node->phrase);
    }
}

/* At a glance: the token behind the opener goes on with it. */
static bool goes_on(const tie_reader *r, uint32_t next, const tie_opener *opener) {
    if (!opener->next || next == r->tokens.count)
        return false;
    const tie_token *token = tie_tok(r, next);
    return token->kind == TIE_TOKEN_NUMBER || opener->next & tie_next_bit(token->key);
}

/* What the phrases mean that begin at the token. Those at later tokens are known. */
static void find_from(tie_reader *r, uint32_t begin) {
    const tie_opener *opener = tie_phrases_opener(r->rules->phrases, tie_tok(r, begin)->key);
    if (!opener)
        return;
    r->meanings[begin] = &opener->alone;
    if (opener->alone.printed || goes_on(r, begin + 1, opener))
        find_longer(r, begin, opener);
    r->lexes |= r->meanings[begin]->begin.lexes;
}

/* Fields between commas one by one, so that "164,14,178" is three numbers; a comma in quotation
 * marks belongs to its field. */
static void tokenize_fields(tie_reader *r) {
    size_t start = r->block.span.start, end = r->block.span.end, field = start;
    bool quoted = false;
    for (size_t at = start; at < end; at++) {
        quoted ^= r->text.ptr[at] == '"';
        if (quoted || r->text.ptr[at] != ',')
            continue;
        tie_tokenize(r->scratch, r->text, field, at, &r->tokens);
        tie_tokenize(r->scratch, r->text, at, at + 1, &r->tokens);
        field = at + 1;
    }
    tie_tokenize(r->scratch, r->text, field, end, &r->tokens);
}

void tie_mark_block(tie_reader *reader) {
    const tie_block *block = &reader->block;
    reader->tokens = (tie_tokens){0};
    reader->pairs = (tie_pairs){0};
    reader->founds = (tie_founds){0};
    reader->lexes = 0;
    if (block->form == TIE_LINE_COMMAS)
        tokenize_fields(reader);
    else
        tie_tokenize(reader->scratch, reader->text, block->span.start, block->span.end,
                     &reader->tokens);
    tie_code_spans_find(reader);
    drop_marks(&reader->tokens);
    size_t count = reader->tokens.count;
    reader->meanings =
        tie_arena_alloc(reader->scratch, (count + 1) * sizeof *reader->meanings, alignof(void *));
    for (size_t t = 0; t <= count; t++)
        reader->meanings[t] = &NOTHING;
    uint32_t *begins = tie_arena_alloc(reader->scratch, count * sizeof *begins, alignof(uint32_t));
    size_t begin_count =
        tie_phrases_may_begin(reader->rules->phrases, reader->tokens.items, count, begins);
    while (begin_count > 0) /* the last one first: find_from amends those behind it */
        find_from(reader, begins[--begin_count]);
}

const tie_entry *tie__found_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                               tie_lex lex) {
    const tie_meanings *m = reader->meanings[token];
    const tie_found *found = m->founds, *last = found + m->found_count;
    const tie_entry *best = NULL;
    for (; found < last && token + found->tokens <= limit; found++) {
        const tie_entry *first = best && best->tokens == found->tokens ? best : NULL;
        for (uint32_t i = 0; i < found->count && !first; i++)
            if (found->entries[i].lex == lex)
                first = &found->entries[i];
        best = first ? first : best;
    }
    return best;
}

const tie_entry *tie__found_before(const tie_reader *reader, uint32_t token, uint32_t first,
                                   tie_lex lex) {
    const tie_entry *best = NULL, *e;
    for (uint32_t back = 1; back <= LONGEST_BEFORE && first + back <= token; back++) {
        if (!(reader->meanings[token - back]->begin.lexes >> lex & 1))
            continue;
        for (tie_found_walk walk = tie_found_each(reader, token - back); tie_found_next(&walk, &e);)
            if (e->lex == lex && e->tokens == back)
                best = e;
    }
    return best;
}

const tie_entry *tie__cue_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                             tie_period_cue cue) {
    const tie_entry *best = NULL, *e;
    for (tie_found_walk walk = tie_found_each(reader, token); tie_found_next(&walk, &e);) {
        bool fits =
            e->lex == TIE_LEX_PERIOD_CUE && e->arg == (int32_t)cue && token + e->tokens <= limit;
        if (fits && (!best || e->tokens > best->tokens))
            best = e;
    }
    return best;
}

tie_span tie_tokens_span(const tie_reader *reader, uint32_t begin, uint32_t end) {
    return (tie_span){reader->tokens.items[begin].start, reader->tokens.items[end - 1].end};
}

tie_str tie_token_text(const tie_reader *reader, uint32_t token) {
    return tie_str_span(reader->text, tie_tokens_span(reader, token, token + 1));
}

tie_str tie_token_fold(tie_reader *reader, tie_arena *arena, uint32_t token) {
    return tie_utf8_fold(arena, tie_token_text(reader, token));
}
