/* SPDX-License-Identifier: GPL-3.0-or-later */
/* direction: words of a lasting trend ("declining year by year") in a text whose figures moved the
 * other way in the last step that can be told for certain. */
#include "analyze/cue.h"
#include "analyze/fact.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

/* The last two years of a measure, and which way they moved. */
typedef struct step {
    const tie_fact *before, *after;
    tie_direction direction;
} step;

/* A clause that speaks of the measure's trend. */
typedef struct statement {
    tie_span span;
    tie_direction direction;
} statement;

static bool one_year(const tie_fact *f) {
    return !f->period.from.month && f->period.from.year == f->period.to.year && !f->reading &&
           f->change == TIE_NO_CLAIM;
}

/* The year before `after` by the same agent, and which way the figures moved since. */
static bool read_step(const tie_fact *facts, const tie_fact *after, step *out) {
    for (const tie_fact *f = after; f-- > facts;) {
        if (!one_year(f) || f->agent != after->agent)
            continue;
        if (f->period.from.year != after->period.from.year - 1 ||
            tie_interval_meet(f->meet, after->meet))
            return false;
        bool up = tie_interval_below(f->meet, after->meet, false);
        *out = (step){f, after, up ? TIE_DIRECTION_UP : TIE_DIRECTION_DOWN};
        return true;
    }
    return false;
}

/* ---- The words ---- */

/* Ids of the measure's terms that stand in the clause. */
static bool has_term(tie_run *run, const tie_cue_text *text, size_t begin, size_t end,
                     tie_terms wanted) {
    const tie_phrases *terms = run->in.rules->terms;
    for (size_t i = begin; i < end; i++) {
        uint32_t state = 0;
        for (size_t k = i; k < end; k++) {
            const tie_token *t = &text->tokens.items[k];
            tie_str word = tie_str_sub(text->text, t->start, t->end);
            uint64_t key = t->kind == TIE_TOKEN_WORD
                               ? tie_stem_key(run->stemmer, tie_word_fold(&run->scratch, word))
                               : t->key;
            state = key ? tie_phrases_step(terms, state, key) : 0;
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

static bool ends_clause(const tie_cue_text *text, size_t token) {
    const tie_token *t = &text->tokens.items[token];
    char c = text->text.ptr[t->start];
    return t->kind == TIE_TOKEN_SYMBOL && strchr(",;:.!?", c) != NULL;
}

/* The clause names what the measure counts, a change, and that it lasts; and no figure, which would
 * make it a claim of its own. */
static bool read_clause(tie_run *run, const tie_cue_text *text, size_t begin, size_t end,
                        const tie_measure *m, statement *out) {
    for (size_t i = begin; i < end; i++)
        if (text->tokens.items[i].kind == TIE_TOKEN_NUMBER)
            return false;
    const tie_entry *change = tie_cue_find(run, text, begin, end, TIE_LEX_CHANGE, -1);
    bool speaks = change && tie_cue_find(run, text, begin, end, TIE_LEX_LASTING, -1) &&
                  has_term(run, text, begin, end, m->any) &&
                  !has_term(run, text, begin, end, m->not_);
    if (speaks)
        *out = (statement){{text->tokens.items[begin].start, text->tokens.items[end - 1].end},
                           (tie_direction)change->arg};
    return speaks;
}

/* The first clause of the document that says the opposite of the step. */
static bool find_statement(tie_run *run, const tie_doc *doc, const step *s, statement *out) {
    tie_cue_text text = tie_cue_read(run, doc->index, doc->span);
    size_t begin = 0;
    for (size_t i = 0; i < text.tokens.count; i++) {
        if (!ends_clause(&text, i))
            continue;
        bool opposite = i > begin && read_clause(run, &text, begin, i, s->after->measure, out) &&
                        out->direction != s->direction;
        if (opposite) {
            out->span.start += doc->span.start;
            out->span.end += doc->span.start;
            return true;
        }
        begin = i + 1;
    }
    return false;
}

/* ---- Rows ---- */

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

static void add_statement(tie_run *run, tie_draft *draft, const tie_claim *near, tie_span span) {
    tie_member m = {.role = TIE_STR("statement"),
                    .claim = TIE_NO_CLAIM,
                    .doc = near->doc,
                    .span = span,
                    .sentence = span};
    m.text = tie_arena_str(&run->arena, tie_corpus_quote(run->corpus, near->doc, span));
    place_statement(run, near, &m);
    *TIE_PUSH(&run->arena, &draft->members) = m;
}

static void put_year(tie_buf *buf, const tie_run *run, const tie_fact *f) {
    tie_word_claim(buf, tie_run_claim(run, f->claims[0]));
    tie_buf_puts(buf, " in ");
    tie_period_render(buf, f->period);
}

static void add_fact(tie_run *run, tie_draft *draft, const char *role, const tie_fact *f) {
    for (uint32_t i = 0; i < f->count && i < TIE_MEMBERS_MAX / 3; i++)
        tie_draft_claim(run, draft, role, f->claims[i]);
}

static void check_step(tie_run *run, const step *s) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_DIRECTION, TIE_VERDICT_CONFLICT);
    uint32_t last = UINT32_MAX;
    add_fact(run, &draft, "before", s->before);
    add_fact(run, &draft, "after", s->after);
    size_t figures = draft.members.count;
    for (uint32_t i = 0; i < s->after->count; i++) {
        const tie_claim *c = tie_run_claim(run, s->after->claims[i]);
        statement said;
        if (c->doc != last && find_statement(run, &run->in.docs[c->doc], s, &said))
            add_statement(run, &draft, c, said.span);
        last = c->doc;
    }
    if (draft.members.count == figures)
        return;
    tie_buf buf = tie_buf_new(&run->arena);
    put_year(&buf, run, s->before);
    tie_buf_puts(&buf, ", then ");
    put_year(&buf, run, s->after);
    tie_buf_puts(&buf, s->direction == TIE_DIRECTION_UP ? ": a rise" : ": a fall");
    draft.row.computation = tie_buf_str(&buf);
    draft.row.message = s->direction == TIE_DIRECTION_UP
                            ? TIE_STR("said to fall steadily, but the last figures rise")
                            : TIE_STR("said to rise steadily, but the last figures fall");
    draft.row.severity = TIE_SEVERITY_CRITICAL;
    draft.row.gap = tie_interval_gap(s->before->meet, s->after->meet);
    draft.measure = s->after->measure;
    draft.in_cell = true;
    tie_draft_add(run, &draft);
}

/* The last year of each agent in a group, which is in order of time. */
static void check_group(tie_run *run, const tie_fact *facts, size_t count) {
    TIE_VEC(uint64_t) seen = {0};
    for (size_t i = count; i-- > 0;) {
        bool later = false;
        step s;
        for (size_t k = 0; k < seen.count; k++)
            later = later || seen.items[k] == facts[i].agent;
        if (later || !one_year(&facts[i]))
            continue;
        *TIE_PUSH(&run->scratch, &seen) = facts[i].agent;
        if (read_step(facts, &facts[i], &s))
            check_step(run, &s);
    }
}

void tie_check_direction(tie_run *run, const tie_facts *facts) {
    for (size_t i = 0, end; run->corpus && i < facts->count; i = end) {
        for (end = i + 1; end < facts->count && facts->items[end].group == facts->items[i].group;
             end++)
            ;
        check_group(run, facts->items + i, end - i);
    }
}
