/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/statement.h"

#include "analyze/cue.h"

/* ---- What a document says ---- */

static bool ends_clause(const tie_cue_text *text, size_t token) {
    const tie_token *t = &text->tokens.items[token];
    char c = text->text.ptr[t->start];
    return t->kind == TIE_TOKEN_SYMBOL && strchr(",;:.!?", c) != NULL;
}

/* A blank line before the token. */
static bool begins_block(const tie_cue_text *text, size_t token) {
    uint64_t from = token ? text->tokens.items[token - 1].end : 0;
    unsigned lines = 0;
    for (uint64_t at = from; at < text->tokens.items[token].start; at++)
        lines += text->text.ptr[at] == '\n';
    return lines > 1;
}

static const uint64_t *stems_of(tie_run *run, const tie_cue_text *text, size_t begin, size_t end) {
    uint64_t *stems = TIE_NEW(&run->scratch, uint64_t, end - begin);
    for (size_t i = begin; i < end; i++) {
        const tie_token *t = &text->tokens.items[i];
        tie_str word = tie_str_sub(text->text, t->start, t->end);
        stems[i - begin] = t->kind == TIE_TOKEN_WORD
                               ? tie_stem_key(run->stemmer, tie_word_fold(&run->scratch, word))
                               : t->key;
    }
    return stems;
}

/* A clause with a figure is a claim of its own. */
static void read_clause(tie_run *run, const tie_cue_text *text, size_t begin, size_t end,
                        tie_statements *out) {
    for (size_t i = begin; i < end; i++)
        if (text->tokens.items[i].kind == TIE_TOKEN_NUMBER)
            return;
    const tie_entry *change = tie_cue_find(run, text, begin, end, TIE_LEX_CHANGE, -1);
    if (!change || !tie_cue_find(run, text, begin, end, TIE_LEX_LASTING, -1))
        return;
    tie_span span = {text->tokens.items[begin].start, text->tokens.items[end - 1].end};
    *TIE_PUSH(&run->scratch, out) = (tie_statement){
        span, (tie_direction)change->arg, stems_of(run, text, begin, end), (uint32_t)(end - begin)};
}

static tie_statements read_document(tie_run *run, const tie_doc *doc) {
    tie_cue_text text = tie_cue_read(run, doc->index, doc->span);
    tie_statements out = {0};
    size_t begin = 0;
    for (size_t i = 0; i < text.tokens.count; i++) {
        bool ends = ends_clause(&text, i);
        if (!ends && !begins_block(&text, i))
            continue;
        if (i > begin)
            read_clause(run, &text, begin, i, &out);
        begin = i + ends;
    }
    for (size_t i = 0; i < out.count; i++) {
        out.items[i].span.start += doc->span.start;
        out.items[i].span.end += doc->span.start;
    }
    return out;
}

static const tie_statements *statements_of(tie_told *s, uint32_t doc) {
    const uint32_t *at = tie_map_find(&s->docs, doc + (uint64_t)1);
    if (at)
        return &s->lists.items[*at];
    tie_map_put(&s->docs, &s->run->scratch, doc + (uint64_t)1, (uint32_t)s->lists.count);
    tie_statements *list = TIE_PUSH(&s->run->scratch, &s->lists);
    *list = read_document(s->run, &s->run->in.docs[doc]);
    return list;
}

/* ---- Whether a clause speaks of a measure ---- */

static bool has_term(const tie_run *run, const tie_statement *clause, tie_terms wanted) {
    const tie_phrases *terms = run->in.rules->terms;
    for (uint32_t i = 0; i < clause->count; i++) {
        uint32_t state = 0;
        for (uint32_t k = i; k < clause->count && clause->stems[k]; k++) {
            state = tie_phrases_step(terms, state, clause->stems[k]);
            if (!state)
                break;
            for (const tie_entry *e = tie_phrases_entry(terms, state); e;
                 e = tie_phrases_next_entry(terms, e))
                for (size_t w = 0; w < wanted.count; w++)
                    if ((uint32_t)e->arg == wanted.ids[w])
                        return true;
        }
    }
    return false;
}

static bool narrows(tie_run *run, const tie_claim *c, uint64_t stem) {
    for (size_t i = 0; i < c->modifiers.count; i++)
        if (tie_stem_key(run->stemmer, c->modifiers.items[i]) == stem)
            return true;
    return false;
}

/* "the number of drug cases": the noun of the figure, told by a word that tells the figure's, and
 * by no other. */
static bool names_noun(tie_run *run, const tie_statement *clause, const tie_claim *c) {
    uint64_t of = tie_stem_key(run->stemmer, TIE_STR("of"));
    uint64_t head = tie_stem_key(run->stemmer, c->head);
    for (uint32_t i = 1; i < clause->count; i++) {
        uint32_t first = i;
        while (first > 0 && narrows(run, c, clause->stems[first - 1]))
            first--;
        bool told = first < i || !c->modifiers.count;
        if (clause->stems[i] == head && told && first > 0 && clause->stems[first - 1] == of)
            return true;
    }
    return false;
}

static bool speaks_of(tie_run *run, const tie_statement *clause, const tie_measure *of,
                      const tie_claim *c) {
    if (of)
        return has_term(run, clause, of->any) && !has_term(run, clause, of->not_);
    return names_noun(run, clause, c);
}

const tie_statement *tie_statement_against(tie_told *told, uint32_t doc, tie_direction direction,
                                           const tie_measure *of, const tie_claim *claim) {
    const tie_statements *list = statements_of(told, doc);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].direction != direction &&
            speaks_of(told->run, &list->items[i], of, claim))
            return &list->items[i];
    return NULL;
}

/* ---- Rows ---- */

bool tie_statement_names(tie_told *told, const tie_claim *change, const tie_measure *of,
                         const tie_claim *like) {
    tie_run *run = told->run;
    tie_cue_text text = tie_cue_read(run, change->doc, change->sentence);
    if (!text.tokens.count)
        return false;
    tie_statement sentence = {.stems = stems_of(run, &text, 0, text.tokens.count),
                              .count = (uint32_t)text.tokens.count};
    return speaks_of(run, &sentence, of, like);
}

/* Line and column from those of a figure of the same document. */
static void place_statement(tie_run *run, const tie_claim *near, tie_member *m) {
    bool behind = m->span.start >= near->span.start;
    tie_span between = {behind ? near->span.start : m->span.start,
                        behind ? m->span.start : near->span.start};
    tie_str text = tie_corpus_quote(run->corpus, m->doc, between);
    uint32_t line = 1, col = 1;
    tie_line_col(text, text.len, &line, &col);
    m->line = behind ? near->line + line - 1 : near->line - (line - 1);
    m->col = behind && line > 1 ? col : behind ? near->col + col - 1 : 1;
}

void tie_statement_add(tie_run *run, tie_draft *draft, const tie_claim *near,
                       const tie_statement *statement) {
    tie_span span = statement->span;
    tie_member m = {.role = TIE_STR("statement"),
                    .claim = TIE_NO_CLAIM,
                    .doc = near->doc,
                    .span = span,
                    .sentence = span};
    m.text = tie_arena_str(&run->arena, tie_corpus_quote(run->corpus, near->doc, span));
    place_statement(run, near, &m);
    *TIE_PUSH(&run->arena, &draft->members) = m;
}
