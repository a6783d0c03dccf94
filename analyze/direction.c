/* SPDX-License-Identifier: GPL-3.0-or-later */
/* direction: words of a lasting trend ("declining year by year") in a text whose figures moved the
 * other way in the last step that can be told for certain. */
#include "analyze/cue.h"
#include "analyze/fact.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

/* The last two years of a series, and which way they moved. */
typedef struct step {
    const tie_fact *before, *after;
    tie_direction direction;
} step;

/* A clause that says that something keeps rising or falling. */
typedef struct statement {
    tie_span span;
    tie_direction direction;
    const uint64_t *stems; /* of its words, 0 for what is none */
    uint32_t count;
} statement;

typedef TIE_VEC(statement) statements;

/* What the documents say, each read once. */
typedef struct said {
    tie_run *run;
    tie_map docs; /* index of a document + 1 to its entry in `lists` */
    TIE_VEC(statements) lists;
} said;

static bool one_year(const tie_fact *f) {
    return !f->period.from.month && f->period.from.year == f->period.to.year && !f->reading &&
           f->change == TIE_NO_CLAIM;
}

/* ---- What a document says ---- */

static bool ends_clause(const tie_cue_text *text, size_t token) {
    const tie_token *t = &text->tokens.items[token];
    char c = text->text.ptr[t->start];
    return t->kind == TIE_TOKEN_SYMBOL && strchr(",;:.!?", c) != NULL;
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
                        statements *out) {
    for (size_t i = begin; i < end; i++)
        if (text->tokens.items[i].kind == TIE_TOKEN_NUMBER)
            return;
    const tie_entry *change = tie_cue_find(run, text, begin, end, TIE_LEX_CHANGE, -1);
    if (!change || !tie_cue_find(run, text, begin, end, TIE_LEX_LASTING, -1))
        return;
    tie_span span = {text->tokens.items[begin].start, text->tokens.items[end - 1].end};
    *TIE_PUSH(&run->scratch, out) = (statement){
        span, (tie_direction)change->arg, stems_of(run, text, begin, end), (uint32_t)(end - begin)};
}

static statements read_document(tie_run *run, const tie_doc *doc) {
    tie_cue_text text = tie_cue_read(run, doc->index, doc->span);
    statements out = {0};
    size_t begin = 0;
    for (size_t i = 0; i < text.tokens.count; i++) {
        if (!ends_clause(&text, i))
            continue;
        if (i > begin)
            read_clause(run, &text, begin, i, &out);
        begin = i + 1;
    }
    for (size_t i = 0; i < out.count; i++) {
        out.items[i].span.start += doc->span.start;
        out.items[i].span.end += doc->span.start;
    }
    return out;
}

static const statements *statements_of(said *s, uint32_t doc) {
    const uint32_t *at = tie_map_find(&s->docs, doc + (uint64_t)1);
    if (at)
        return &s->lists.items[*at];
    tie_map_put(&s->docs, &s->run->scratch, doc + (uint64_t)1, (uint32_t)s->lists.count);
    statements *list = TIE_PUSH(&s->run->scratch, &s->lists);
    *list = read_document(s->run, &s->run->in.docs[doc]);
    return list;
}

/* ---- Whether a clause speaks of a measure ---- */

static bool has_term(const tie_run *run, const statement *clause, tie_terms wanted) {
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
static bool names_noun(tie_run *run, const statement *clause, const tie_claim *c) {
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

static bool speaks_of(tie_run *run, const statement *clause, const tie_fact *f) {
    if (f->of)
        return has_term(run, clause, f->of->any) && !has_term(run, clause, f->of->not_);
    return names_noun(run, clause, tie_run_claim(run, f->claims[0]));
}

/* The first clause of the document that says the opposite of the step. */
static const statement *find_statement(said *s, uint32_t doc, const step *moved) {
    const statements *list = statements_of(s, doc);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].direction != moved->direction &&
            speaks_of(s->run, &list->items[i], moved->after))
            return &list->items[i];
    return NULL;
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

static void check_step(said *told, const step *s) {
    tie_run *run = told->run;
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_DIRECTION, TIE_VERDICT_CONFLICT);
    uint32_t last = UINT32_MAX;
    add_fact(run, &draft, "before", s->before);
    add_fact(run, &draft, "after", s->after);
    size_t figures = draft.members.count;
    for (uint32_t i = 0; i < s->after->count; i++) {
        const tie_claim *c = tie_run_claim(run, s->after->claims[i]);
        const statement *clause = c->doc != last ? find_statement(told, c->doc, s) : NULL;
        if (clause)
            add_statement(run, &draft, c, clause->span);
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
    draft.measure = s->after->of;
    draft.open = !s->after->of;
    draft.in_cell = true;
    tie_draft_add(run, &draft);
}

static uint64_t series_key(const tie_fact *f) {
    return tie_hash_mix(tie_hash_mix(f->measure, f->place), f->agent);
}

static uint64_t year_key(const tie_fact *f, int years_ago) {
    return tie_hash_mix(series_key(f), (uint64_t)(f->period.from.year - years_ago));
}

/* Which way the figures moved since the year before. */
static bool read_step(const tie_fact *before, const tie_fact *after, step *out) {
    if (tie_interval_meet(before->meet, after->meet))
        return false;
    bool up = tie_interval_below(before->meet, after->meet, false);
    *out = (step){before, after, up ? TIE_DIRECTION_UP : TIE_DIRECTION_DOWN};
    return true;
}

/* The last year of each series in a family, which is in order of time. */
static void check_family(said *told, const tie_fact *facts, size_t count) {
    tie_arena *scratch = &told->run->scratch;
    tie_map years = {0}, seen = {0};
    for (size_t i = 0; i < count; i++)
        if (one_year(&facts[i]))
            tie_map_put(&years, scratch, year_key(&facts[i], 0), (uint32_t)i);
    for (size_t i = count; i-- > 0;) {
        if (!one_year(&facts[i]) || !tie_map_put(&seen, scratch, series_key(&facts[i]), 0))
            continue;
        const uint32_t *before = tie_map_find(&years, year_key(&facts[i], 1));
        step s;
        if (before && read_step(&facts[*before], &facts[i], &s))
            check_step(told, &s);
    }
}

void tie_check_direction(tie_run *run, const tie_facts *facts) {
    said told = {.run = run};
    for (size_t i = 0, end; run->corpus && i < facts->count; i = end) {
        for (end = i + 1; end < facts->count && facts->items[end].family == facts->items[i].family;
             end++)
            ;
        check_family(&told, facts->items + i, end - i);
    }
}
