/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hedges the figures of a cluster: "more than 42,000" is not "42,000", though both have the
 * same value. The words around a figure are read again from its text. */
#include "extract/corpus.h"
#include "reports/repeats.h"
#include "rules/ruleset.h"

enum {
    REACH = 64, /* bytes looked at on either side of a figure */
    LONGEST = 8 /* tokens of a hedge */
};

/* The longest phrase of that kind that is tokens [first, end), or begins at first where it need
 * not reach end. NULL: none. */
static const tie_entry *phrase_at(const tie_phrases *phrases, const tie_tokens *tokens,
                                  size_t first, bool whole, tie_lex lex) {
    const tie_entry *best = NULL;
    const tie_node *node = tie_phrases_first(phrases, tokens->items[first].key);
    for (size_t at = first + 1; node; at++) {
        uint32_t count = whole && at < tokens->count ? 0 : node->phrase.count;
        for (uint32_t i = 0; i < count; i++)
            best = node->phrase.entries[i].lex == lex ? &node->phrase.entries[i] : best;
        if (at == tokens->count)
            break;
        node = tie_phrases_next(phrases, node, tokens->items[at].key);
    }
    return best;
}

static tie_tokens tokens_in(tie_repeats_writer *w, tie_str text, size_t start, size_t end) {
    tie_tokens tokens = {0};
    tie_tokenize(w->scratch, text, start, end, &tokens);
    return tokens;
}

static bool bounds_word(tie_str text, size_t at) {
    return at == 0 || at >= text.len || tie_ascii_space(text.ptr[at]);
}

/* The figure is bytes [start, end) of text. */
static tie_repeats_hedged read_hedge(tie_repeats_writer *w, tie_str text, size_t start,
                                     size_t end) {
    const tie_phrases *phrases = tie_corpus_rules(w->corpus)->phrases;
    tie_repeats_hedged out = {{start, end}, TIE_HEDGE_EXACT};
    size_t from = start > REACH ? start - REACH : 0, to = end + REACH;
    while (from < start && !bounds_word(text, from))
        from++;
    for (to = to < text.len ? to : text.len; to > end && !bounds_word(text, to); to--)
        ;
    tie_tokens before = tokens_in(w, text, from, start), after = tokens_in(w, text, end, to);
    const tie_entry *e = NULL;
    size_t first = before.count > LONGEST ? before.count - LONGEST : 0;
    for (; !e && first < before.count; first++)
        e = phrase_at(phrases, &before, first, true, TIE_LEX_HEDGE_BEFORE);
    if (e) {
        out = (tie_repeats_hedged){{before.items[first - 1].start, end}, (tie_hedge)e->arg};
    } else if (after.count && (e = phrase_at(phrases, &after, 0, false, TIE_LEX_HEDGE_AFTER))) {
        out = (tie_repeats_hedged){{start, after.items[e->tokens - 1].end}, (tie_hedge)e->arg};
    }
    return out;
}

tie_repeats_hedged tie_repeats_hedge(tie_repeats_writer *w, uint32_t doc, tie_span figure) {
    uint64_t base;
    tie_str text = tie_repeats_around(w, doc, figure, REACH, &base);
    tie_mark mark = tie_arena_mark(w->scratch);
    tie_repeats_hedged out = {{0, 0}, TIE_HEDGE_EXACT};
    if (text.len)
        out = read_hedge(w, text, (size_t)(figure.start - base), (size_t)(figure.end - base));
    else
        out.span = (tie_span){figure.start - base, figure.end - base};
    tie_arena_rewind(w->scratch, mark);
    out.span = (tie_span){out.span.start + base, out.span.end + base};
    return out;
}

const bool *tie_repeats_hedges_differ(tie_repeats_writer *w, const tie_repeat_cluster *c,
                                      size_t members) {
    bool *differ = TIE_NEW(w->scratch, bool, c->column_count);
    tie_hedge *first = TIE_NEW(w->scratch, tie_hedge, c->column_count);
    bool *seen = TIE_NEW(w->scratch, bool, c->column_count);
    for (size_t i = 0; i < members; i++) {
        const tie_repeat_member *m = &c->members[i];
        for (size_t k = 0; k < m->slot_count; k++) {
            uint32_t column = m->slots[k].column;
            if (column == TIE_REPEAT_NO_COLUMN)
                continue;
            tie_hedge hedge = tie_repeats_hedge(w, m->doc, m->slots[k].span).hedge;
            differ[column] |= seen[column] && hedge != first[column];
            first[column] = seen[column] ? first[column] : hedge;
            seen[column] = true;
        }
    }
    return differ;
}
