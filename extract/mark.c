/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens of a block and the phrases in them. */
#include "extract/reader.h"

enum { LONGEST_BEFORE = 8 }; /* tokens of a phrase that tie_found_before finds */

_Static_assert(TIE_LEX_COUNT <= 64 && TIE_CUE_COUNT <= 64, "tie_meanings holds a bit of each");

static const tie_found NOTHING_FOUND[1];
static const tie_meanings NOTHING = {.founds = NOTHING_FOUND, .shared = true};

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
    uint32_t known = m->found_count;
    bool apart = known && (r->founds.count < known ||
                           m->founds != &r->founds.items[r->founds.count - known]);
    for (uint32_t i = 0; apart && i < known; i++) /* those of the word alone */
        *TIE_PUSH(r->scratch, &r->founds) = m->founds[i];
    *TIE_PUSH(r->scratch, &r->founds) = found;
    m->found_count++;
    m->founds = &r->founds.items[r->founds.count - m->found_count];
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
static void find_longer(tie_reader *r, uint32_t begin) {
    const tie_meanings *alone = r->meanings[begin];
    const tie_node *node = tie_phrases_behind(r->rules->phrases, alone);
    if (alone->printed)
        add_phrase(r, begin, &node->phrase);
    for (uint32_t t = begin + 1; node && t < r->tokens.count; t++) {
        uint64_t key = key_at(r, t);
        node = key ? tie_phrases_next(r->rules->phrases, node, key) : NULL;
        if (node && node->phrase.count)
            add_phrase(r, begin, &node->phrase);
    }
}

/* ---- Sets of tokens ---- */

/* Until phrases are found, no token means anything. */
static void begin_sets(tie_reader *r) {
    enum { SETS = 6, TOKENS_A_FOUND = 4 };
    size_t count = r->tokens.count, words = tie_bits_words(count);
    uint64_t *bits = TIE_NEW(r->scratch, uint64_t, SETS * words);
    r->sets = (tie_token_sets){.signs = bits,
                               .longer = bits + words,
                               .times = bits + 2 * words,
                               .figures = bits + 3 * words,
                               .places = bits + 4 * words,
                               .sorted = bits + 5 * words};
    r->meanings = tie_arena_alloc(r->scratch, (count + 1) * sizeof *r->meanings, alignof(void *));
    r->meanings[count] = &NOTHING;
    r->founds = (tie_founds){0};
    TIE_RESERVE(r->scratch, &r->founds, count / TOKENS_A_FOUND + 1);
    r->lexes = 0;
}

/* A number has no key of its own to go on with: "G20", "calls to 911". */
static bool may_go_on_with_number(const tie_reader *r, uint32_t t) {
    const tie_meanings *m = r->meanings[t];
    return m->state && tie_phrases_behind(r->rules->phrases, m)->next;
}

static void sort_sign(tie_reader *r, uint32_t t) {
    const tie_token *token = tie_tok(r, t);
    bool number = token->kind == TIE_TOKEN_NUMBER;
    bool vulgar = (unsigned char)r->text.ptr[token->start] >= 0xC2; /* perhaps: one half */
    tie_bits_add(r->sets.times, t, number && tie_names_time(r, t));
    tie_bits_add(r->sets.figures, t, number || vulgar);
    if (number && t && may_go_on_with_number(r, t - 1))
        tie_bits_add(r->sets.longer, t - 1, true);
}

/* The lexes behind the sets; most phrases mean none of them. */
static const uint64_t PLACES = UINT64_C(1) << TIE_LEX_PLACE | UINT64_C(1) << TIE_LEX_NATIONWIDE,
                      NUMBERS = ((UINT64_C(1) << (TIE_LEX_ZERO + 1)) - 1) &
                                ~(UINT64_C(1) << TIE_LEX_GLUED),
                      TIMES = UINT64_C(1) << TIE_LEX_MONTH | UINT64_C(1) << TIE_LEX_WEEKDAY |
                              UINT64_C(1) << TIE_LEX_PERIOD_UNIT |
                              UINT64_C(1) << TIE_LEX_NAMED_PERIOD |
                              UINT64_C(1) << TIE_LEX_PERIOD_CUE,
                      SORTED = PLACES | NUMBERS | TIMES;

static void sort_opener(tie_reader *r, uint32_t t) {
    uint64_t lexes = r->meanings[t]->begin.lexes;
    tie_bits_add(r->sets.places, t, lexes & PLACES);
    tie_bits_add(r->sets.times, t, tie_names_time(r, t));
    if (!(lexes & NUMBERS))
        return;
    bool article = t && (tie_token_word(r, t - 1, "a") || tie_token_word(r, t - 1, "an"));
    tie_bits_add(r->sets.figures, t - article, true); /* a hundred */
    tie_bits_add(r->sets.figures, t, true);
}

static void sort_openers(tie_reader *r) {
    uint32_t count = (uint32_t)r->tokens.count;
    for (uint32_t t = 0; (t = tie_bits_next(r->sets.sorted, t, count)) < count; t++)
        sort_opener(r, t);
}

static void sort_signs(tie_reader *r) {
    uint32_t count = (uint32_t)r->tokens.count;
    for (uint32_t t = 0; (t = tie_bits_next(r->sets.signs, t, count)) < count; t++)
        sort_sign(r, t);
}

/* What words mean on their own, and at a glance which of them begin phrases of several: sixty-four
 * tokens at a time, and without a branch that no one could foretell. */
static void find_words(tie_reader *r) {
    const tie_phrases *phrases = r->rules->phrases;
    const tie_token *tokens = r->tokens.items;
    const tie_meanings **meanings = r->meanings;
    uint32_t count = (uint32_t)r->tokens.count;
    uint64_t lexes = 0;
    for (uint32_t begin = 0; begin < count; begin += TIE_BITS) {
        uint32_t shown = count - begin < TIE_BITS ? count - begin : TIE_BITS;
        uint64_t signs = 0, sorted = 0, longer = 0, going_on = 0;
        for (uint32_t bit = 0; bit < shown; bit++) {
            uint32_t t = begin + bit;
            const tie_opener *opener = tie_phrases_opener(phrases, tokens[t].key);
            uint64_t said = opener->alone.begin.lexes, next = tokens[t + (t + 1 < count)].key;
            meanings[t] = &opener->alone;
            lexes |= said;
            signs |= (uint64_t)(tokens[t].kind != TIE_TOKEN_WORD) << bit;
            sorted |= (uint64_t)((said & SORTED) != 0) << bit;
            longer |= (uint64_t)opener->alone.printed << bit;
            going_on |= (opener->next >> (next & 63) & 1) << bit;
        }
        for (; going_on; going_on &= going_on - 1) {
            uint32_t bit = (uint32_t)__builtin_ctzll(going_on), t = begin + bit;
            uint64_t next = tokens[t + (t + 1 < count)].key;
            longer |= (uint64_t)tie_phrases_may_go_on(phrases, meanings[t], next) << bit;
        }
        r->sets.signs[begin / TIE_BITS] = signs;
        r->sets.longer[begin / TIE_BITS] = longer;
        r->sets.sorted[begin / TIE_BITS] = sorted;
    }
    r->lexes = lexes;
}

static void find_phrases(tie_reader *r) {
    uint32_t count = (uint32_t)r->tokens.count;
    for (uint32_t t = 0; (t = tie_bits_next(r->sets.longer, t, count)) < count; t++) {
        find_longer(r, t);
        uint64_t lexes = r->meanings[t]->begin.lexes;
        r->lexes |= lexes;
        tie_bits_add(r->sets.sorted, t, lexes & SORTED);
    }
}

void tie_mark_block(tie_reader *reader) {
    const tie_block *block = &reader->block;
    reader->tokens = (tie_tokens){0};
    reader->pairs = (tie_pairs){0};
    reader->code_spans = (tie_code_spans){0};
    bool fields = block->form == TIE_LINE_COMMAS;
    bool marks = (fields ? tie_tokenize_fields : tie_tokenize)(
        reader->scratch, reader->text, block->span.start, block->span.end, &reader->tokens);
    if (marks) {
        tie_code_spans_find(reader);
        drop_marks(&reader->tokens);
    }
    begin_sets(reader);
    find_words(reader);
    sort_signs(reader);
    find_phrases(reader);
    sort_openers(reader);
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

/* The last one of that meaning. */
static const tie_entry *found_of(const tie_meanings *m, uint32_t tokens, tie_lex lex) {
    const tie_entry *last = NULL;
    for (const tie_found *found = m->founds; found < m->founds + m->found_count; found++)
        for (uint32_t i = 0; found->tokens == tokens && i < found->count; i++)
            if (found->entries[i].lex == lex)
                last = &found->entries[i];
    return last;
}

const tie_entry *tie__found_before(const tie_reader *reader, uint32_t token, uint32_t first,
                                   tie_lex lex) {
    uint32_t there = first < token ? token - first : 0;
    uint32_t most = there < LONGEST_BEFORE ? there : LONGEST_BEFORE;
    unsigned may = 0; /* a bit for each length */
    for (uint32_t back = 1; back <= most; back++)
        may |= (unsigned)(reader->meanings[token - back]->begin.lexes >> lex & 1) << back;
    const tie_entry *best = NULL;
    for (; may; may &= may - 1) {
        uint32_t back = (uint32_t)__builtin_ctz(may);
        const tie_entry *found = found_of(reader->meanings[token - back], back, lex);
        best = found ? found : best;
    }
    return best;
}

const tie_entry *tie__cue_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                             tie_period_cue cue) {
    const tie_meanings *m = reader->meanings[token];
    const tie_found *found = m->founds, *last = found + m->found_count;
    const tie_entry *best = NULL;
    for (; found < last && token + found->tokens <= limit; found++)
        for (uint32_t i = 0; i < found->count && !(best && best->tokens == found->tokens); i++)
            if (found->entries[i].lex == TIE_LEX_PERIOD_CUE &&
                found->entries[i].arg == (int32_t)cue)
                best = &found->entries[i];
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
