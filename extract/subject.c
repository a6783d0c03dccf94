/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure is said of where no noun stands behind it: "turnout was 52%", "the wheat harvest
 * rose to 30,000 tons", "spending on roads fell to 4 million euros", "road deaths fell to 1,206".
 * Between the two stand a verb, times, places and figures that say by how much, nothing else. */
#include "extract/draft.h"

enum { OWN_WORDS = 4 };

static bool lex(const tie_reader *r, uint32_t token, uint32_t limit, tie_lex which) {
    return tie_found_at(r, token, limit, which) != NULL;
}

static bool joins(const tie_reader *r, uint32_t token, uint32_t limit) {
    return tie_word_at(r, token, limit, "and");
}

/* "Roads and bridges": the figure is of both, and no noun names it. */
static bool joined(const tie_reader *r, const tie_sentence *s, tie_noun noun) {
    return joins(r, noun.end, s->end) ||
           (noun.begin > s->begin && joins(r, noun.begin - 1, noun.begin));
}

/* Begin of the expression of time that ends right before token, or token. */
static uint32_t over_when(const tie_sentence *s, uint32_t token) {
    for (size_t i = 0; i < s->whens.count; i++)
        if (s->whens.items[i].end == token && s->whens.items[i].begin < token)
            return s->whens.items[i].begin;
    return token;
}

/* Begin of a figure that ends right before token and only tells how far the other has come: "by
 * 20%", "from 12 tons"; else token. */
static uint32_t over_step(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    for (size_t i = 0; i < s->claims.count; i++) {
        const tie_claim_tokens *at = &s->claims.items[i];
        const tie_claim *c = &r->claims.items[s->first_claim + i];
        if (at->noun_end != token && at->end != token)
            continue;
        bool moves =
            c->kind == TIE_KIND_CHANGE || c->kind == TIE_KIND_POINTS || c->kind == TIE_KIND_RATIO;
        bool from = at->hedge > s->begin && tie_word_at(r, at->hedge - 1, s->end, "from");
        return moves || from ? at->hedge : token;
    }
    return token;
}

static bool passes(const tie_reader *r, uint32_t t, uint32_t limit) {
    const tie_token *token = tie_tok(r, t);
    /* fell by 3%, | to 200 tons; fell by 3%, | totalling 200 tons */
    bool sum = tie_token_is(r, t, ',') &&
               (tie_word_at(r, t + 1, limit, "to") || tie_found_at(r, t + 1, limit, TIE_LEX_TOTAL));
    if (token->kind == TIE_TOKEN_SYMBOL)
        return sum || tie_token_is(r, t, '-') ||
               (tie_token_is(r, t, '.') && t && tie_initial(r, t - 1));
    return token->kind == TIE_TOKEN_WORD && !joins(r, t, t + 1) &&
           !lex(r, t, t + 1, TIE_LEX_CLAUSE);
}

/* Nothing goes on with the noun that ends before token: "turnout | figures". */
static bool noun_ends(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    static const tie_lex others[] = {TIE_LEX_STOP,    TIE_LEX_PREDICATE,  TIE_LEX_CHANGE,
                                     TIE_LEX_PLACE,   TIE_LEX_NATIONWIDE, TIE_LEX_HEDGE_BEFORE,
                                     TIE_LEX_MULTIPLE};
    if (token >= s->end || tie_tok(r, token)->kind != TIE_TOKEN_WORD)
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (lex(r, token, s->end, others[i]))
            return true;
    return tie_tok(r, token)->flags & TIE_TOKEN_CAPITAL; /* "turnout Sunday", a name */
}

/* First token of the words that stand right before `head` and belong to it. */
static uint32_t words_before(const tie_reader *r, const tie_sentence *s, uint32_t head) {
    uint32_t t = head;
    for (unsigned words = 0; t > s->begin && words < OWN_WORDS; words++) {
        uint32_t before = t - 1;
        if (tie_token_is(r, before, '-') && before > s->begin && tie_glued(r, t))
            before--;
        const tie_token *token = tie_tok(r, before);
        bool own = token->kind == TIE_TOKEN_WORD && !(token->flags & TIE_TOKEN_SUFFIX) &&
                   !lex(r, before, t, TIE_LEX_STOP) && !lex(r, before, t, TIE_LEX_PREDICATE) &&
                   !lex(r, before, t, TIE_LEX_CHANGE) && !lex(r, before, t, TIE_LEX_PLACE) &&
                   !lex(r, before, t, TIE_LEX_FIGURE);
        if (!own)
            break;
        t = before;
    }
    return t;
}

static bool fits(const tie_draft *d, const tie_entry *e) {
    bool part = d->in && (d->in->kind == TIE_KIND_PERCENT || d->in->kind == TIE_KIND_POINTS);
    if (e->arg < 0 && e->arg != TIE_SUBJECT_AMOUNT)
        return part;
    return d->in && (!part || d->moves) && d->in->kind != TIE_KIND_DURATION;
}

/* The last such noun before the figure; its token in *at. */
static const tie_entry *find(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                             uint32_t *at) {
    for (uint32_t t = d->hedge_begin; t > s->begin;) {
        uint32_t over = over_when(s, t);
        over = over < t ? over : over_step(r, s, t);
        if (over < t) {
            t = over;
            continue;
        }
        const tie_entry *e = tie_found_at(r, --t, s->end, TIE_LEX_SUBJECT);
        uint32_t end = t + (e ? e->tokens : 0);
        e = e ? tie_found_before(r, end, s->begin, TIE_LEX_SUBJECT) : NULL;
        t = e ? end - e->tokens : t; /* "interest rate" ends as "rate" does */
        *at = t;
        if (e && t + e->tokens <= d->hedge_begin && fits(d, e))
            return e;
        if (!passes(r, t, d->hedge_begin))
            return NULL;
    }
    return NULL;
}

static tie_noun ratio(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                      const tie_entry *e, uint32_t at) {
    uint32_t end = at + e->tokens;
    tie_noun noun = {words_before(r, s, at), end, end - 1, false}, none = {at, at, at, false};
    bool told = e->arg == TIE_SUBJECT_RATIO || e->arg == TIE_SUBJECT_SET || noun.begin < at ||
                lex(r, end, d->hedge_begin, TIE_LEX_COMPLEMENT);
    bool held =
        e->arg == TIE_SUBJECT_SET && tie_word_at(r, end + 1, s->end, "at"); /* unchanged at */
    return told && (held || noun_ends(r, s, end)) ? noun : none;
}

/* "wheat harvest", "production of wheat", "spending on roads". */
static tie_noun done(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                     const tie_entry *e, uint32_t at) {
    uint32_t behind = at + e->tokens;
    tie_noun noun = {words_before(r, s, at), at, at ? at - 1 : 0, false};
    bool agent = tie_found_before(r, at, s->begin, TIE_LEX_AGENT); /* police seizures of salt */
    if (noun.begin < at && !agent)
        return noun_ends(r, s, behind) ? noun : (tie_noun){at, at, at, false};
    const tie_entry *purpose = d->in->kind == TIE_KIND_MONEY
                                   ? tie_found_at(r, behind, d->hedge_begin, TIE_LEX_PURPOSE)
                                   : NULL;
    purpose = purpose && purpose->arg ? NULL : purpose;
    bool of = e->arg == TIE_SUBJECT_AMOUNT || tie_word_at(r, behind, s->end, "of");
    uint32_t first = purpose ? behind + purpose->tokens : behind + (e->arg != TIE_SUBJECT_AMOUNT);
    return purpose || of ? tie_read_noun(r, s, first, d->hedge_begin, true)
                         : (tie_noun){at, at, at, false};
}

/* "Road deaths in Kenya fell by 3% to 1,206": the plural that opens the clause. */
static tie_noun counted(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    uint32_t first = d->hedge_begin;
    tie_noun none = {first, first, first, false};
    const tie_entry *said = tie_found_before(r, first, s->begin, TIE_LEX_PREDICATE);
    bool stands = said && r->rules->predicate_traits[said->arg] & TIE_PREDICATE_COUNTS;
    bool to = first > s->begin && tie_word_at(r, first - 1, s->end, "to"),
         from = first > s->begin && tie_word_at(r, first - 1, s->end, "from") &&
                tie_word_at(r, d->end, s->end, "to"); /* fell from 45 to 40 */
    if (!stands && !to && !from && !d->moves)
        return none;
    while (first > s->begin) {
        uint32_t over = over_when(s, first);
        over = over < first ? over : over_step(r, s, first);
        if (over == first && !passes(r, first - 1, d->hedge_begin))
            break;
        first = over < first ? over : first - 1;
    }
    bool article = tie_word_at(r, first, s->end, "the");
    tie_noun noun = tie_read_noun(r, s, first, d->hedge_begin, false);
    bool opens = noun.end > noun.begin && noun.begin == first + article &&
                 tie_is_plural(r, noun.head, s->end) && noun_ends(r, s, noun.end);
    for (uint32_t t = noun.end; opens && !stands && t < d->hedge_begin; t++)
        stands = lex(r, t, d->hedge_begin, TIE_LEX_CHANGE) ||
                 lex(r, t, d->hedge_begin, TIE_LEX_MULTIPLE);
    return opens && stands && !joined(r, s, noun) ? noun : none;
}

/* "bought | red bricks at a pace of 4 tons": what goes on at that pace. */
static tie_noun paced(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    uint32_t t = d->hedge_begin;
    tie_noun none = {t, t, t, false};
    const tie_entry *cue = tie_found_before(r, t, s->begin, TIE_LEX_PURPOSE);
    if (!cue || cue->arg != 2 || t - s->begin <= cue->tokens)
        return none;
    uint32_t end = t - cue->tokens;
    tie_noun noun = {words_before(r, s, end), end, end - 1, false};
    return noun.begin < end && tie_is_plural(r, end - 1, end) ? noun : none;
}

tie_noun tie_read_said_of(const tie_reader *reader, const tie_sentence *sentence,
                          tie_draft *draft) {
    uint32_t at = draft->hedge_begin;
    tie_noun goes = draft->in ? paced(reader, sentence, draft) : (tie_noun){at, at, at, false};
    if (goes.begin < goes.end)
        return goes;
    const tie_entry *e = find(reader, sentence, draft, &at);
    if (!e)
        return draft->in && !draft->moves ? (tie_noun){at, at, at, false}
                                          : counted(reader, sentence, draft);
    tie_noun noun = e->arg < 0 && e->arg != TIE_SUBJECT_AMOUNT
                        ? ratio(reader, sentence, draft, e, at)
                        : done(reader, sentence, draft, e, at);
    noun.end = e->arg >= 0 && joined(reader, sentence, noun) ? noun.begin : noun.end;
    draft->deed = noun.end > noun.begin && e->arg >= 0 ? e : NULL;
    return noun;
}

/* "a 98% | conviction rate", "2% | inflation", "the 2% | target for the discount rate": what the
 * figure narrows. Behind the joint only what somebody sets. */
tie_noun tie_read_narrowed(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    enum { REACH = 8 };
    tie_noun none = {d->end, d->end, d->end, false};
    uint32_t first = d->end, limit = d->end + REACH < s->end ? d->end + REACH : s->end;
    if (!d->in || d->in->kind != TIE_KIND_PERCENT)
        return none;
    for (uint32_t t = first; t < limit; t++) {
        const tie_entry *e = tie_found_at(r, t, s->end, TIE_LEX_SUBJECT);
        uint32_t end = e ? t + e->tokens : t;
        bool ends = e && noun_ends(r, s, end);
        bool alone = ends && t == d->end && e->arg == TIE_SUBJECT_RATIO; /* 2% | inflation */
        bool narrowed = e && first == d->end && t > first && e->arg == TIE_SUBJECT_RATIO_OF;
        if (alone || narrowed || (e && e->arg == TIE_SUBJECT_SET))
            return ends ? (tie_noun){first, end, end - 1, false} : none;
        if (t > d->end && tie_word_at(r, t, limit, "for") && tie_word_at(r, t + 1, limit, "the"))
            first = ++t + 1;
        else if (tie_tok(r, t)->kind != TIE_TOKEN_WORD || lex(r, t, s->end, TIE_LEX_STOP) ||
                 lex(r, t, s->end, TIE_LEX_CHANGE)) /* 28% | higher */
            break;
    }
    return none;
}

/* "5 tons were | opiates": what they were. */
tie_noun tie_read_being(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    static const char *const forms[] = {"were", "are", "was", "is"};
    tie_noun none = {d->end, d->end, d->end, false};
    bool stuff = d->in && d->in->kind == TIE_KIND_AMOUNT, being = false;
    for (size_t i = 0; stuff && i < sizeof forms / sizeof *forms; i++)
        being |= tie_word_at(r, d->end, s->end, forms[i]);
    if (!being || lex(r, d->end + 1, s->end, TIE_LEX_PREDICATE))
        return none;
    tie_noun noun = tie_read_noun(r, s, d->end + 1, s->end, false);
    bool own = noun.begin == d->end + 1 && noun.end > noun.begin;
    return own && tie_is_plural(r, noun.head, s->end) && noun_ends(r, s, noun.end) ? noun : none;
}

/* Behind the words that say what a change is a change in: "a 5% rise | in", "a rise of 5% | in",
 * "a 5% drop in the number of | fires"; or 0. */
static uint32_t behind_change(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    enum { REACH = 2 };
    if (tie_role_at(r, d->end, s->end, TIE_ROLE_ABOVE_BASE) ||
        tie_role_at(r, d->end, s->end, TIE_ROLE_BELOW_BASE))
        return d->end + 1; /* 35% more | boats */
    uint32_t t = d->end, of = d->hedge_begin - 1;
    bool before = d->hedge_begin > s->begin && tie_word_at(r, of, s->end, "of") &&
                  tie_found_before(r, of, s->begin, TIE_LEX_CHANGE_NOUN);
    const tie_entry *noun = NULL;
    while (!before && !noun && t < s->end && t <= d->end + REACH &&
           !lex(r, t, s->end, TIE_LEX_STOP)) {
        noun = tie_found_at(r, t, s->end, TIE_LEX_CHANGE_NOUN);
        t += noun ? noun->tokens : 1;
    }
    if ((!before && !noun) || !(tie_word_at(r, t, s->end, "in") || tie_word_at(r, t, s->end, "of")))
        return 0;
    uint32_t first = t + 1 + tie_word_at(r, t + 1, s->end, "the");
    const tie_entry *figure = tie_found_at(r, first, s->end, TIE_LEX_FIGURE),
                    *amount = tie_found_at(r, first, s->end, TIE_LEX_SUBJECT);
    if (figure && tie_word_at(r, first + figure->tokens, s->end, "of"))
        return first + figure->tokens + 1;
    return amount && amount->arg == TIE_SUBJECT_AMOUNT ? first + amount->tokens : t + 1;
}

/* "a rise of 5% in comparison", "in Kent", "in the district" names nothing that rose. */
static bool may_rise(const tie_reader *r, const tie_sentence *s, tie_noun noun) {
    uint32_t last = noun.end - 1;
    if (noun.begin == noun.end || tie_tok(r, noun.head)->flags & TIE_TOKEN_CAPITAL ||
        lex(r, noun.head, s->end, TIE_LEX_PLACE_NOUN))
        return false;
    return noun.begin < last || tie_is_plural(r, noun.head, s->end) ||
           lex(r, noun.head, s->end, TIE_LEX_SUBJECT) ||
           lex(r, noun.head, s->end, TIE_LEX_PREDICATE);
}

tie_noun tie_read_moved(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft) {
    tie_noun none = {draft->end, draft->end, draft->end, false};
    uint32_t first = behind_change(reader, sentence, draft);
    tie_noun noun = first ? tie_read_noun(reader, sentence, first, sentence->end, false) : none;
    if (!may_rise(reader, sentence, noun))
        return none;
    draft->noun_shared = true;
    return noun;
}

/* "895 cases in 2017 - a 16 percent decrease", "9 tons of tea (an increase of 8 percent)": the
 * figure right before is what rose or fell, or NULL. */
const tie_claim *tie_read_apposed(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    enum { REACH = 24 };
    if (!d->moves || !s->claims.count || d->noun.begin < d->noun.end)
        return NULL;
    uint32_t t = s->claims.items[s->claims.count - 1].noun_end, behind = d->end;
    bool parted = false;
    const tie_entry *what = tie_found_at(r, behind, s->end, TIE_LEX_CHANGE_NOUN);
    behind += what ? what->tokens : 0;
    bool other = tie_word_at(r, behind, s->end, "in") || tie_word_at(r, behind, s->end, "of");
    for (size_t i = 0; i < s->whens.count; i++) {
        t = s->whens.items[i].begin == t ? s->whens.items[i].end : t;
        other = other && s->whens.items[i].begin != behind;
    }
    for (uint32_t each = behind; each < s->end && each < behind + REACH; each++)
        other =
            other || tie_token_role(r, each, TIE_ROLE_RESPECTIVELY); /* a 6% rise and a 3% drop */
    for (; t < d->hedge_begin && !other; t++) {
        bool parts =
            tie_token_is(r, t, ',') || tie_token_is(r, t, '(') || tie_dash_at(r, t, s->end);
        parted |= parts;
        other = !parts && !tie_word_at(r, t, s->end, "a") && !tie_word_at(r, t, s->end, "an") &&
                !tie_word_at(r, t, s->end, "of") &&
                !tie_found_at(r, t, s->end, TIE_LEX_CHANGE_NOUN);
    }
    const tie_claim *before = &r->claims.items[r->claims.count - 1];
    return parted && !other && before->kind != TIE_KIND_CHANGE ? before : NULL;
}
