/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens of a block and the phrases in them. */
#include "extract/reader.h"

static void tokenize_block(tie_reader *reader) {
    tie_tokens raw = {0};
    tie_tokenize(reader->scratch, reader->text, reader->block.span.start, reader->block.span.end,
                 &raw);
    /* Emphasis goes; the white space before it belongs to what it marks. */
    uint8_t space = 0;
    size_t kept = 0;
    for (size_t i = 0; i < raw.count; i++) {
        tie_token token = raw.items[i];
        if (token.flags & TIE_TOKEN_MARK) {
            space |= token.flags & (TIE_TOKEN_SPACE | TIE_TOKEN_LINE | TIE_TOKEN_GAP);
            continue;
        }
        token.flags |= space;
        space = 0;
        raw.items[kept++] = token;
    }
    raw.count = kept;
    reader->tokens = raw;
}

static void find_from(tie_reader *reader, uint32_t begin) {
    const tie_phrases *phrases = reader->rules->phrases;
    uint32_t state = 0;
    for (uint32_t t = begin; t < reader->tokens.count; t++) {
        uint64_t key = reader->tokens.items[t].key;
        if (!key || !(state = tie_phrases_step(phrases, state, key)))
            return;
        for (const tie_entry *e = tie_phrases_entry(phrases, state); e;
             e = tie_phrases_next_entry(phrases, e)) {
            if (!tie_entry_fits(e, reader->text, &reader->tokens.items[begin]))
                continue;
            *TIE_PUSH(reader->scratch, &reader->founds) = (tie_found){begin, e};
        }
    }
}

void tie_mark_block(tie_reader *reader) {
    tokenize_block(reader);
    size_t count = reader->tokens.count;
    reader->founds = (tie_founds){0};
    reader->first_found = TIE_NEW(reader->scratch, uint32_t, count + 1);
    for (uint32_t t = 0; t < count; t++) {
        reader->first_found[t] = (uint32_t)reader->founds.count;
        uint64_t key = reader->tokens.items[t].key;
        if (key && tie_phrases_may_begin(reader->rules->phrases, key))
            find_from(reader, t);
    }
    reader->first_found[count] = (uint32_t)reader->founds.count;
}

const tie_entry *tie_found_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                              tie_lex lex) {
    if (token >= limit)
        return NULL;
    const tie_entry *best = NULL;
    for (uint32_t f = reader->first_found[token]; f < reader->first_found[token + 1]; f++) {
        const tie_entry *e = reader->founds.items[f].entry;
        if (e->lex == lex && token + e->tokens <= limit && (!best || e->tokens > best->tokens))
            best = e;
    }
    return best;
}

const tie_entry *tie_found_before(const tie_reader *reader, uint32_t token, uint32_t first,
                                  tie_lex lex) {
    enum { LONGEST = 8 };
    const tie_entry *best = NULL;
    for (uint32_t back = 1; back <= LONGEST && first + back <= token; back++) {
        uint32_t begin = token - back;
        for (uint32_t f = reader->first_found[begin]; f < reader->first_found[begin + 1]; f++) {
            const tie_entry *e = reader->founds.items[f].entry;
            if (e->lex == lex && e->tokens == back)
                best = e;
        }
    }
    return best;
}

tie_span tie_tokens_span(const tie_reader *reader, uint32_t begin, uint32_t end) {
    return (tie_span){reader->tokens.items[begin].start, reader->tokens.items[end - 1].end};
}

tie_str tie_token_text(const tie_reader *reader, uint32_t token) {
    return tie_str_span(reader->text, tie_tokens_span(reader, token, token + 1));
}

bool tie_token_is(const tie_reader *reader, uint32_t token, char symbol) {
    const tie_token *t = &reader->tokens.items[token];
    return t->end - t->start == 1 && reader->text.ptr[t->start] == symbol;
}

bool tie_token_word(const tie_reader *reader, uint32_t token, const char *folded) {
    return tie_str_eq_fold(tie_token_text(reader, token), tie_str_c(folded));
}

bool tie_word_at(const tie_reader *reader, uint32_t token, uint32_t limit, const char *folded) {
    return token < limit && reader->tokens.items[token].kind == TIE_TOKEN_WORD &&
           tie_token_word(reader, token, folded);
}

bool tie_symbol_at(const tie_reader *reader, uint32_t token, uint32_t limit, const char *symbol) {
    return token < limit && tie_str_eq(tie_token_text(reader, token), tie_str_c(symbol));
}

bool tie_hyphen_at(const tie_reader *reader, uint32_t token, uint32_t limit) {
    return token < limit && tie_token_is(reader, token, '-') && tie_glued(reader, token);
}

bool tie_dash_at(const tie_reader *reader, uint32_t token, uint32_t limit) {
    return token < limit && (tie_token_is(reader, token, '-') ||
                             tie_symbol_at(reader, token, limit, "\xE2\x80\x93"));
}

const tie_entry *tie_cue_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                            tie_period_cue cue) {
    if (token >= limit)
        return NULL;
    const tie_entry *best = NULL;
    for (uint32_t f = reader->first_found[token]; f < reader->first_found[token + 1]; f++) {
        const tie_entry *e = reader->founds.items[f].entry;
        bool fits =
            e->lex == TIE_LEX_PERIOD_CUE && e->arg == (int32_t)cue && token + e->tokens <= limit;
        if (fits && (!best || e->tokens > best->tokens))
            best = e;
    }
    return best;
}

tie_str tie_token_fold(tie_reader *reader, tie_arena *arena, uint32_t token) {
    return tie_utf8_fold(arena, tie_token_text(reader, token));
}
