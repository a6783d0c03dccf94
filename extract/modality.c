/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stated, planned, estimated or conditional; and who said so. */
#include "extract/draft.h"

static void take_modality(const tie_reader *r, uint32_t token, uint32_t limit, tie_claim *c) {
    static const struct {
        tie_lex lex;
        tie_modality modality;
    } cues[] = {{TIE_LEX_CONDITION, TIE_MODALITY_CONDITIONAL},
                {TIE_LEX_PLAN, TIE_MODALITY_PLANNED},
                {TIE_LEX_ESTIMATE, TIE_MODALITY_ESTIMATED}};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (c->modality == TIE_MODALITY_STATED && tie_found_at(r, token, limit, cues[i].lex))
            c->modality = cues[i].modality;
}

static bool pause_at(const tie_reader *r, uint32_t token) {
    return tie_token_is(r, token, ',') || tie_token_is(r, token, ';') ||
           tie_token_is(r, token, '.') || tie_token_is(r, token, ':');
}

/* Behind the figure and its noun a list goes on or ends, and no verb follows. */
static bool listed(const tie_reader *r, const tie_draft *d) {
    uint32_t end = d->noun.end > d->end ? d->noun.end : d->end;
    return end < r->tokens.count &&
           (pause_at(r, end) || tie_token_word(r, end, "and") || tie_token_word(r, end, "or"));
}

/* "will cut 1,500 jobs, or 8% of them": what was planned of the figure before is planned of this
 * one, with nothing but "or", "and" and nouns between. */
static bool goes_on_planned(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    enum { REACH = 8 };
    if (!s->claims.count)
        return false;
    const tie_claim *last = &r->claims.items[r->claims.count - 1];
    uint32_t from = s->claims.items[s->claims.count - 1].noun_end;
    bool joined = from + 1 == d->hedge_begin && listed(r, d);
    if (last->modality == TIE_MODALITY_STATED || last->modality == TIE_MODALITY_ESTIMATED ||
        from > d->hedge_begin || d->hedge_begin - from > REACH)
        return false;
    for (uint32_t t = from; t < d->hedge_begin; t++) {
        bool and = tie_token_word(r, t, "and") || tie_token_word(r, t, "or");
        bool comma = tie_token_is(r, t, ',');
        bool to = last->kind == TIE_KIND_CHANGE && t + 1 == d->hedge_begin &&
                  tie_token_word(r, t, "to"); /* will rise by 3% to 24 dollars */
        joined |= and || to;
        if (to)
            break;
        if (!and&&!comma && tie_tok(r, t)->kind != TIE_TOKEN_WORD)
            return false;
        if (tie_found_at(r, t, s->end, TIE_LEX_CLAUSE) ||
            tie_found_at(r, t, s->end, TIE_LEX_REDUCE) ||
            tie_found_at(r, t, s->end, TIE_LEX_PREDICATE) ||
            tie_found_at(r, t, s->end, TIE_LEX_CHANGE) || tie_token_word(r, t, "has") ||
            tie_token_word(r, t, "have") || tie_token_word(r, t, "had") ||
            tie_token_word(r, t, "was") || tie_token_word(r, t, "were") ||
            tie_token_word(r, t, "is") || tie_token_word(r, t, "are"))
            return false;
    }
    return joined;
}

/* Of the words before the figure in its clause, else of those right behind its noun: "500 farms
 * could be closed". */
void tie_read_modality(const tie_reader *r, const tie_sentence *s, const tie_draft *d, uint32_t low,
                       uint32_t high, tie_claim *c) {
    enum { REACH = 3 };
    if (!tie_sentence_says(s, TIE_LEX_CONDITION) && !tie_sentence_says(s, TIE_LEX_PLAN) &&
        !tie_sentence_says(s, TIE_LEX_ESTIMATE))
        return;
    uint32_t end = d->noun.end > d->end ? d->noun.end : d->end;
    bool bought = c->kind == TIE_KIND_MONEY &&
                  (tie_word_at(r, end, high, "that") || tie_word_at(r, end, high, "which"));
    high = bought ? end : high; /* a plane for $7 million that will be converted */
    for (uint32_t t = low; t < d->begin; t++)
        if (r->meanings[t]->found_count)
            take_modality(r, t, s->end, c);
    for (uint32_t t = end; t < high && t < end + REACH; t++) {
        if (tie_tok(r, t)->kind != TIE_TOKEN_WORD || tie_found_at(r, t, high, TIE_LEX_PREDICATE))
            break;
        take_modality(r, t, high, c);
    }
    if (c->modality == TIE_MODALITY_STATED && goes_on_planned(r, s, d))
        c->modality = r->claims.items[r->claims.count - 1].modality;
}

static bool closes_quote(const tie_reader *r, uint32_t token) {
    uint32_t limit = token + 1;
    return tie_symbol_at(r, token, limit, "\"") || tie_symbol_at(r, token, limit, "\xE2\x80\x9D");
}

/* "according to", "as reported by": who it was stands behind; of some words nobody does. */
static bool leads_on(const tie_reader *r, const tie_entry *cue, uint32_t last) {
    return cue->tokens > 1 || tie_found_at(r, last, last + 1, TIE_LEX_STOP);
}

/* "according to the ministry": from the cue to the next comma; "the ministry reported": from the
 * comma before to the cue. */
void tie_read_attribution(tie_reader *r, const tie_sentence *s, tie_claim *c) {
    enum { LONGEST = 14 };
    if (!tie_sentence_says(s, TIE_LEX_ATTRIBUTION))
        return;
    for (uint32_t t = s->begin; t < s->end; t++) {
        const tie_entry *cue = tie_found_at(r, t, s->end, TIE_LEX_ATTRIBUTION);
        if (!cue)
            continue;
        uint32_t begin = t, end = t + cue->tokens;
        while (begin > s->begin && t - begin < LONGEST && !pause_at(r, begin - 1) &&
               tie_tok(r, begin - 1)->kind != TIE_TOKEN_NUMBER)
            begin--;
        tie_str print = tie_token_text(r, end - 1);
        bool adverb = cue->tokens == 1 && tie_str_ends(print, TIE_STR("ly"));
        begin = adverb ? t : begin; /* reportedly */
        bool nobody = begin == t && t > s->begin && !(t > s->begin + 1 && closes_quote(r, t - 2));
        if (nobody && !adverb && !leads_on(r, cue, end - 1))
            continue; /* nobody stands before it */
        bool leads = tie_found_at(r, end - 1, end, TIE_LEX_STOP) &&
                     !tie_token_word(r, end - 1, "that"); /* according to, as reported by */
        if (leads || (begin == t && !adverb)) {
            begin = t;
            while (end < s->end && end - t < LONGEST && !pause_at(r, end))
                end++;
        }
        c->attribution =
            tie_arena_str(r->out, tie_str_span(r->text, tie_tokens_span(r, begin, end)));
        return;
    }
}
