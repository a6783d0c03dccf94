/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fitting link patterns to a sentence. A step takes tokens from a place on and hands over to the
 * next; gaps try each length. Gaps are short and stop at values, so the work stays within a
 * constant for each place. */
#include "extract/link.h"

enum { FILLERS = 4, LIST_GAP = 14, BUDGET = 4000 };

typedef struct matcher {
    tie_reader *reader;
    const tie_sentence *sentence; /* the one the steps are in */
    const tie_sentence *last;     /* where the pattern ends */
    const tie_link_pattern *pattern;
    tie_link_match found;
    unsigned budget; /* steps left before the place is given up */
    tie_link_take *take;
    void *user;
} matcher;

static bool fit(matcher *m, size_t i, uint32_t t);

static const tie_claim *claim_of(const matcher *m, size_t i) {
    return &m->reader->claims.items[m->sentence->first_claim + i];
}

/* "drop_entry": goes on behind an underscore. */
static bool in_identifier(const tie_reader *r, uint32_t token) {
    size_t end = tie_tok(r, token)->end;
    return end + 1 < r->block.span.end && r->text.ptr[end] == '_' &&
           tie_ascii_alpha(r->text.ptr[end + 1]);
}

const tie_entry *tie_link_cue_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                                 uint32_t class) {
    const tie_entry *best = NULL, *e;
    if (token >= limit || !(reader->meanings[token]->begin.links >> class & 1))
        return NULL;
    for (tie_found_walk walk = tie_found_each(reader, token); tie_found_next(&walk, &e);) {
        bool fits =
            e->lex == TIE_LEX_LINK && e->arg == (int32_t) class && token + e->tokens <= limit;
        if (fits && (!best || e->tokens > best->tokens))
            best = e;
    }
    return best && in_identifier(reader, token + best->tokens - 1) ? NULL : best;
}

/* ---- Figures ---- */

/* The first claim of the sentence whose figure begins at or behind the token; their count when
 * there is none. */
static size_t claim_from(const matcher *m, uint32_t t) {
    size_t low = 0, high = m->sentence->claims.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (m->sentence->claims.items[mid].begin < t)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Articles and words that do not distinguish, between a cue and its figure. */
static uint32_t over_fillers(const matcher *m, uint32_t t, uint32_t end) {
    for (int n = 0; n < FILLERS && t < end; n++) {
        const tie_entry *e = tie_found_at(m->reader, t, end, TIE_LEX_NEUTRAL);
        if (!e)
            e = tie_found_at(m->reader, t, end, TIE_LEX_DEFINITE);
        if (!e)
            break;
        t += e->tokens;
    }
    return t;
}

/* The claim whose words begin at t, or the count of claims. */
static size_t claim_at(const matcher *m, uint32_t t) {
    size_t i = claim_from(m, t), none = m->sentence->claims.count;
    if (i == none)
        return none;
    static const uint64_t fillers = UINT64_C(1) << TIE_LEX_NEUTRAL | UINT64_C(1)
                                                                         << TIE_LEX_DEFINITE;
    const tie_claim_tokens *at = &m->sentence->claims.items[i];
    if (t >= at->hedge) /* a cue may have taken the hedge: "or about 5" */
        return i;
    if (!(m->reader->meanings[t]->begin.lexes & fillers))
        return none;
    return over_fillers(m, t, at->hedge) == at->hedge ? i : none;
}

static bool used(const matcher *m, uint32_t id) {
    for (uint32_t k = 0; k < m->found.count; k++)
        if (m->found.claims[k] == id)
            return true;
    return false;
}

/* "up 41", "an increase of 142": the direction that the words before a figure give it. */
static tie_direction turned_by(const matcher *m, uint32_t t) {
    const tie_reader *r = m->reader;
    uint32_t first = m->sentence->begin;
    if (t > first && (tie_token_word(r, t - 1, "of") || tie_token_word(r, t - 1, "by")))
        t--;
    const tie_entry *e = tie_found_before(r, t, first, TIE_LEX_CHANGE);
    if (!e)
        e = tie_found_before(r, t, first, TIE_LEX_CHANGE_NOUN);
    return e ? (tie_direction)e->arg : TIE_DIRECTION_NONE;
}

static tie_direction direction_of(const matcher *m, const tie_link_step *step, size_t k) {
    const tie_claim *c = claim_of(m, k);
    if (step->arg && step->arg != TIE_LINK_TURNED)
        return (tie_direction)step->arg;
    return c->direction ? c->direction : turned_by(m, m->sentence->claims.items[k].hedge);
}

/* "a 9 percent increase over 2017" */
static bool year(const tie_claim *c) {
    bool plain = c->kind == TIE_KIND_COUNT && !c->unit.len && !c->head.len &&
                 c->span.end - c->span.start == 4;
    return plain && tie_dec_cmp(c->value, tie_dec_int(1500)) > 0 &&
           tie_dec_cmp(c->value, tie_dec_int(2100)) < 0;
}

/* "a 30-bed ward", "two 1-byte fields": the figure describes one thing, and counts none. */
static bool attribute(const matcher *m, size_t k) {
    const tie_claim *c = claim_of(m, k);
    const tie_claim_tokens *at = &m->sentence->claims.items[k];
    bool inside = at->begin + 1 < at->end && tie_hyphen_at(m->reader, at->begin + 1, at->end) &&
                  c->hedge != TIE_HEDGE_BETWEEN;
    return (c->kind == TIE_KIND_COUNT && tie_hyphen_at(m->reader, at->end, m->sentence->end)) ||
           (c->kind == TIE_KIND_AMOUNT && inside);
}

static bool accepts(const matcher *m, const tie_link_step *step, size_t k) {
    const tie_claim *c = claim_of(m, k);
    if (attribute(m, k))
        return false;
    bool turned = step->arg != TIE_LINK_TURNED || direction_of(m, step, k);
    bool against = step->arg && step->arg != TIE_LINK_TURNED && c->direction &&
                   c->direction != (tie_direction)step->arg;
    return (step->kinds >> c->kind & 1) && turned && !against && !year(c) && !used(m, c->id);
}

static bool take_slot(matcher *m, const tie_link_step *step, size_t k) {
    uint32_t slot = step->slot == TIE_LINK_LAST ? m->found.count : step->slot;
    if (slot >= TIE_LINK_CLAIMS)
        return false;
    while (m->found.count <= slot)
        m->found.claims[m->found.count++] = TIE_NO_CLAIM;
    m->found.claims[slot] = claim_of(m, k)->id;
    if (step->arg)
        m->found.direction = direction_of(m, step, k);
    return true;
}

static bool fit_claim(matcher *m, size_t i, uint32_t t) {
    const tie_link_step *step = &m->pattern->steps[i];
    size_t k = claim_at(m, t);
    if (k == m->sentence->claims.count || !accepts(m, step, k))
        return false;
    tie_link_match saved = m->found;
    const tie_claim_tokens *at = &m->sentence->claims.items[k];
    if (!take_slot(m, step, k))
        return false;
    if (fit(m, i + 1, at->noun_end) || (at->noun_end > at->end && fit(m, i + 1, at->end)))
        return true;
    m->found = saved;
    return false;
}

/* ---- Lists of figures ---- */

static bool joint(const matcher *m, uint32_t t) {
    const tie_reader *r = m->reader;
    return tie_token_is(r, t, ',') || tie_token_is(r, t, ';') || tie_token_is(r, t, '+') ||
           tie_token_word(r, t, "and") || tie_token_word(r, t, "plus");
}

/* "300 (12%), 200 (8%)": shares in parentheses do not end a list of counts. */
static bool aside(const matcher *m, const tie_link_step *step, size_t k) {
    const tie_claim *c = claim_of(m, k);
    uint32_t begin = m->sentence->claims.items[k].hedge;
    bool share = c->kind == TIE_KIND_PERCENT || c->kind == TIE_KIND_CHANGE;
    return share && !(step->kinds >> TIE_KIND_PERCENT & 1) && begin > m->sentence->begin &&
           tie_token_is(m->reader, begin - 1, '(');
}

/* "and the other 15,588": between what joins a list and its next figure. */
static uint32_t over_others(const matcher *m, uint32_t t, uint32_t end) {
    uint32_t at = over_fillers(m, t, end);
    const tie_entry *e = tie_found_at(m->reader, at, end, TIE_LEX_QUALIFIER);
    if (e)
        return over_fillers(m, at + e->tokens, end);
    int64_t rest = m->reader->rules->link_remainder;
    e = rest < 0 ? NULL : tie_link_cue_at(m->reader, t, end, (uint32_t)rest);
    return e ? t + e->tokens : at;
}

/* The figure that goes on with the list behind token t, or the count of claims. */
static size_t next_of_list(const matcher *m, const tie_link_step *step, const tie_claim *first,
                           uint32_t t) {
    size_t none = m->sentence->claims.count, k = claim_from(m, t);
    while (k < none && aside(m, step, k))
        k++;
    if (k == none || !accepts(m, step, k) || !tie_link_alike(first, claim_of(m, k)))
        return none;
    uint32_t to = m->sentence->claims.items[k].hedge, joined = 0;
    bool first_open = step > m->pattern->steps && step[-1].op == TIE_STEP_SYMBOL;
    bool enclosed =
        to > t && tie_token_is(m->reader, to - 1, '(') && !first_open; /* "pay (40%), fuel (60%)" */
    int open = enclosed;
    for (uint32_t at = t; at < to; at++) {
        joined = joint(m, at) ? at + 1 : joined;
        open += tie_token_is(m->reader, at, '(') - tie_token_is(m->reader, at, ')');
        if (open < 0 || tie_tok(m->reader, at)->flags & TIE_TOKEN_GAP)
            return none;
    }
    bool next = joined && (enclosed || over_others(m, joined, to) == to);
    return next && to - t <= LIST_GAP ? k : none;
}

/* "5 and 95 percent; 10 percent ...": what follows "and" is the last of its list. */
static bool closes_list(const matcher *m, size_t k, const tie_claim *first) {
    enum { REACH = 3 };
    uint32_t at = m->sentence->claims.items[k].hedge;
    for (uint32_t t = at; t > m->sentence->begin && at - t < REACH; t--) {
        if (tie_token_word(m->reader, t - 1, "and"))
            return claim_of(m, k) != first;
        if (tie_token_is(m->reader, t - 1, ','))
            break;
    }
    return false;
}

/* The longest list first, then shorter ones. */
static bool fit_list_from(matcher *m, size_t i, size_t k, const tie_claim *first) {
    const tie_link_step *step = &m->pattern->steps[i];
    const tie_claim_tokens *at = &m->sentence->claims.items[k];
    if (m->found.count >= TIE_LINK_CLAIMS)
        return false;
    tie_link_match saved = m->found;
    m->found.claims[m->found.count++] = claim_of(m, k)->id;
    size_t next = closes_list(m, k, first) ? m->sentence->claims.count
                                           : next_of_list(m, step, first, at->end);
    if (next < m->sentence->claims.count && fit_list_from(m, i, next, first))
        return true;
    m->found.list_end = at->noun_end;
    if (fit(m, i + 1, at->noun_end) || (at->noun_end > at->end && fit(m, i + 1, at->end)))
        return true;
    m->found = saved;
    return false;
}

static bool fit_list(matcher *m, size_t i, uint32_t t) {
    const tie_link_step *step = &m->pattern->steps[i];
    size_t k = claim_at(m, t);
    if (k == m->sentence->claims.count || !accepts(m, step, k))
        return false;
    tie_link_match saved = m->found;
    while (m->found.count < step->slot)
        m->found.claims[m->found.count++] = TIE_NO_CLAIM;
    if (fit_list_from(m, i, k, claim_of(m, k)))
        return true;
    m->found = saved;
    return false;
}

/* ---- Dates ---- */

static bool has_shape(const tie_period *p, tie_link_when shape) {
    bool closed = p->known && !p->from_open && !p->to_open;
    bool point = closed && tie_date_cmp(p->from, p->to) == 0;
    switch (shape) {
    case TIE_LINK_DATE:
        return point;
    case TIE_LINK_SPAN:
        return closed && !point;
    case TIE_LINK_SINCE:
        return p->known && p->to_open && !p->from_open;
    case TIE_LINK_UNTIL:
        return p->known && p->from_open && !p->to_open;
    }
    return false;
}

static bool fit_when(matcher *m, size_t i, uint32_t t) {
    const tie_link_step *step = &m->pattern->steps[i];
    for (size_t k = 0; k < m->sentence->whens.count && m->found.when_count < 2; k++) {
        const tie_when *w = &m->sentence->whens.items[k];
        bool here = w->begin <= t ? t < w->end : over_fillers(m, t, w->begin) == w->begin;
        if (!here || w->fault || !has_shape(&w->period, (tie_link_when)step->arg))
            continue;
        tie_link_match saved = m->found;
        m->found.whens[m->found.when_count] = w;
        m->found.when_sentences[m->found.when_count++] = m->sentence;
        if (fit(m, i + 1, w->end))
            return true;
        m->found = saved;
    }
    return false;
}

/* ---- Words ---- */

static bool fit_cue(matcher *m, size_t i, uint32_t t) {
    uint32_t end = m->sentence->end;
    const tie_entry *e = tie_link_cue_at(m->reader, t, end, m->pattern->steps[i].arg);
    if (!e && t < end && (tie_token_is(m->reader, t, ',') || tie_token_is(m->reader, t, '('))) {
        t += tie_token_is(m->reader, t, ',');
        e = tie_link_cue_at(m->reader, t, end, m->pattern->steps[i].arg);
    }
    return e && fit(m, i + 1, t + e->tokens);
}

/* The token from t on at which a value begins: no gap goes over it. Lengths of time, ranks and the
 * like pass. UINT32_MAX: there is none. */
static uint32_t next_value(const matcher *m, uint32_t t) {
    const tie_claims_tokens *claims = &m->sentence->claims;
    for (size_t k = claim_from(m, t); k < claims->count; k = claim_from(m, t)) {
        tie_kind kind = claim_of(m, k)->kind;
        if (kind != TIE_KIND_DURATION && kind != TIE_KIND_RANK)
            return claims->items[k].begin;
        t = claims->items[k].begin + 1;
    }
    return UINT32_MAX;
}

/* A wide blank: what follows stands in another column. */
static bool column_begins(const matcher *m, uint32_t t) {
    return t > m->sentence->begin && tie_tok(m->reader, t)->flags & TIE_TOKEN_GAP;
}

static bool noun_word(const matcher *m, uint32_t t) {
    const tie_reader *r = m->reader;
    uint32_t end = m->sentence->end;
    if (tie_tok(r, t)->kind != TIE_TOKEN_WORD)
        return tie_token_is(r, t, '-');
    return !tie_found_at(r, t, end, TIE_LEX_STOP) || tie_found_at(r, t, end, TIE_LEX_NEUTRAL) ||
           tie_found_at(r, t, end, TIE_LEX_DEFINITE) || tie_token_word(r, t, "of");
}

static bool may_be_cue(const matcher *m, const tie_link_step *step, uint32_t t) {
    const tie_meanings *const *at = &m->reader->meanings[t];
    return at[0]->begin.links >> step->arg & 1 ||
           (tie_token_is(m->reader, t, ',') && at[1]->begin.links >> step->arg & 1);
}

/* Words before the figure of a role belong to it behind an article or a possessive alone: "of the
 * company's 300 shops", not "of size 4"; lists have labels: "comprising North 84, South 86". */
static bool leads_to(const matcher *m, size_t i, uint32_t from, uint32_t t) {
    const tie_reader *r = m->reader;
    bool figure = i < m->pattern->count && m->pattern->steps[i].op == TIE_STEP_CLAIM;
    return !figure || t == from || tie_found_at(r, from, t, TIE_LEX_DEFINITE) ||
           tie_found_at(r, from, t, TIE_LEX_NEUTRAL) || tie_tok(r, t - 1)->flags & TIE_TOKEN_SUFFIX;
}

/* The step may begin at the token, at a glance. */
static bool may_fit(const matcher *m, size_t i, uint32_t t) {
    const tie_link_step *step = &m->pattern->steps[i];
    if (i == m->pattern->count)
        return true;
    switch ((tie_link_op)step->op) {
    case TIE_STEP_CUE:
        return t < m->sentence->end && may_be_cue(m, step, t);
    case TIE_STEP_SYMBOL:
        return t < m->sentence->end && tie_token_is(m->reader, t, (char)step->arg);
    default:
        return true;
    }
}

/* A figure inside parentheses does not go with what follows behind them. */
static bool fit_gap(matcher *m, size_t i, uint32_t t, bool noun) {
    uint32_t most = m->pattern->steps[i].arg, from = t, value = next_value(m, t);
    int open = 0;
    for (uint32_t n = 0; n <= most; n++, t++) {
        if (may_fit(m, i + 1, t) && (!noun || leads_to(m, i + 1, from, t)) && fit(m, i + 1, t))
            return true;
        if (t >= m->sentence->end)
            return false;
        open += tie_token_is(m->reader, t, '(') - tie_token_is(m->reader, t, ')');
        if (open < 0 || tie_token_is(m->reader, t, ';') || t == value || column_begins(m, t) ||
            (noun && !noun_word(m, t)))
            return false;
    }
    return false;
}

/* All values of the sentence are in the match: none else can be meant. */
static bool all_taken(const matcher *m) {
    for (size_t k = 0; k < m->sentence->claims.count; k++)
        if (tie_link_summable(claim_of(m, k)) && !used(m, claim_of(m, k)->id))
            return false;
    return true;
}

static bool fit_break(matcher *m, size_t i) {
    if (m->sentence == m->last || !all_taken(m))
        return false;
    const tie_sentence *before = m->sentence;
    m->sentence = m->last;
    bool fits = fit(m, i + 1, m->last->begin);
    m->sentence = before;
    return fits;
}

static bool fit_names(matcher *m, size_t i, uint32_t t) {
    uint32_t end =
        tie_link_names(m->reader, m->sentence, t, (tie_link_named)m->pattern->steps[i].arg,
                       &m->found.least, &m->found.most);
    return end && fit(m, i + 1, end);
}

static bool finish(matcher *m) {
    return m->sentence == m->last && m->take(m->user, m->pattern, &m->found);
}

static bool fit(matcher *m, size_t i, uint32_t t) {
    if (i == m->pattern->count)
        return finish(m);
    if (!m->budget)
        return false;
    m->budget--;
    const tie_link_step *step = &m->pattern->steps[i];
    switch ((tie_link_op)step->op) {
    case TIE_STEP_CLAIM:
        return fit_claim(m, i, t);
    case TIE_STEP_CLAIMS:
        return fit_list(m, i, t);
    case TIE_STEP_WHEN:
        return fit_when(m, i, t);
    case TIE_STEP_CUE:
        return fit_cue(m, i, t);
    case TIE_STEP_MAYBE:
        return fit_cue(m, i, t) || fit(m, i + 1, t);
    case TIE_STEP_NOT:
        return !tie_link_cue_at(m->reader, t, m->sentence->end, step->arg) && fit(m, i + 1, t);
    case TIE_STEP_SYMBOL:
        return t < m->sentence->end && tie_token_is(m->reader, t, (char)step->arg) &&
               fit(m, i + 1, t + 1);
    case TIE_STEP_GAP:
        return fit_gap(m, i, t, false);
    case TIE_STEP_NOUN:
        return fit_gap(m, i, t, true);
    case TIE_STEP_BREAK:
        return fit_break(m, i);
    case TIE_STEP_BEFORE:
        m->found.before = true;
        return t == m->last->begin && fit(m, i + 1, t);
    case TIE_STEP_NAMES:
        return fit_names(m, i, t);
    }
    return false;
}

/* ---- Places where a pattern may begin ---- */

static void fit_at(matcher *m, uint32_t t) {
    m->found = (tie_link_match){0};
    m->budget = BUDGET;
    fit(m, 0, t);
}

/* At the figures of the first step's kinds behind which there are enough others. */
static void fit_at_claims(matcher *m, uint16_t kinds) {
    size_t count = m->sentence->claims.count;
    size_t others = m->pattern->crosses ? 0 : m->pattern->figures - 1;
    for (size_t k = 0; k + others < count; k++)
        if (kinds >> claim_of(m, k)->kind & 1)
            fit_at(m, m->sentence->claims.items[k].hedge);
}

static void fit_everywhere(matcher *m) {
    const tie_link_step *first = &m->pattern->steps[0];
    bool claim = first->op == TIE_STEP_CLAIM || first->op == TIE_STEP_CLAIMS;
    bool when = first->op == TIE_STEP_WHEN;
    if (claim)
        fit_at_claims(m, first->kinds);
    else if (when)
        for (size_t k = 0; k < m->sentence->whens.count; k++)
            fit_at(m, m->sentence->whens.items[k].begin);
    else if (first->op == TIE_STEP_BEFORE || first->op == TIE_STEP_NAMES)
        fit_at(m, m->sentence->begin);
    else
        for (uint32_t t = m->sentence->begin; t < m->sentence->end; t++)
            if (m->reader->meanings[t]->begin.lexes >> TIE_LEX_LINK & 1 && may_fit(m, 0, t))
                fit_at(m, t);
}

void tie_link_match_each(tie_reader *reader, const tie_sentence *sentence,
                         const tie_link_pattern *pattern, tie_link_take *take, void *user) {
    matcher m = {.reader = reader,
                 .sentence = pattern->crosses ? &reader->context.before : sentence,
                 .last = sentence,
                 .pattern = pattern,
                 .take = take,
                 .user = user};
    fit_everywhere(&m);
}
