/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kind of a claim, and which way a change goes. */
#include "extract/draft.h"

enum { CHANGE_REACH = 5 };

static const tie_entry *change_before(const tie_reader *r, const tie_sentence *s, uint32_t begin) {
    if (!tie_sentence_says(s, TIE_LEX_CHANGE))
        return NULL;
    const tie_entry *close = tie_found_before(r, begin, s->begin, TIE_LEX_CHANGE);
    if (close)
        return close;
    if (begin == s->begin ||
        !(tie_word_at(r, begin - 1, s->end, "by") || tie_word_at(r, begin - 1, s->end, "of")))
        return NULL;
    /* "lower its target for the federal funds rate by 50 basis points" */
    enum { BY_REACH = 12 };
    uint32_t reach = tie_word_at(r, begin - 1, s->end, "by") ? BY_REACH : CHANGE_REACH;
    for (uint32_t t = begin - 1; t > s->begin && begin - t < reach; t--) {
        if (tie_token_is(r, t, ',') || tie_token_is(r, t, ';') ||
            tie_tok(r, t)->kind == TIE_TOKEN_NUMBER)
            return NULL;
        const tie_entry *e = tie_found_before(r, t, s->begin, TIE_LEX_CHANGE);
        if (e)
            return e;
    }
    return NULL;
}

/* "a 4.5% increase in rents" */
static const tie_entry *change_behind(const tie_reader *r, const tie_sentence *s,
                                      const tie_draft *d) {
    enum { REACH = 2 };
    if (!d->in && d->figure->form != TIE_FORM_FRACTION)
        return NULL;
    for (uint32_t t = d->end; t < s->end && t <= d->end + REACH; t++) {
        const tie_entry *e = tie_found_at(r, t, s->end, TIE_LEX_CHANGE_NOUN);
        bool hyphen = t == d->end && tie_hyphen_at(r, t, s->end);
        if (e || (!hyphen && (tie_tok(r, t)->kind != TIE_TOKEN_WORD ||
                              tie_found_at(r, t, s->end, TIE_LEX_STOP))))
            return e;
    }
    return NULL;
}

/* "12 percent higher", "35% more boats": where it stands from another. */
static tie_direction compared(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    if (!d->in || d->in->kind != TIE_KIND_PERCENT || d->end == s->end ||
        tie_hyphen_at(r, d->end + 1, s->end)) /* its 2 percent higher-order goal */
        return TIE_DIRECTION_NONE;
    return tie_token_role(r, d->end, TIE_ROLE_ABOVE_BASE)   ? TIE_DIRECTION_UP
           : tie_token_role(r, d->end, TIE_ROLE_BELOW_BASE) ? TIE_DIRECTION_DOWN
                                                            : TIE_DIRECTION_NONE;
}

/* "rose by $200 million, or 5 percent", "rose 12 percent in 2019 and 8 percent in 2020": nothing
 * but a date between the change before and this figure. */
static bool goes_on(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                    const tie_claim *last) {
    uint32_t joint = d->hedge_begin - 1;
    if (d->hedge_begin == s->begin || joint == s->begin)
        return false;
    if (tie_word_at(r, joint, s->end, "or"))
        return true;
    if (!tie_word_at(r, joint, s->end, "and") || !tie_str_eq(last->dimension, TIE_STR("percent")))
        return false;
    if (tie_tok(r, joint - 1)->end == last->span.end)
        return true;
    for (size_t i = 0; i < s->whens.count; i++) {
        const tie_when *w = &s->whens.items[i];
        if (w->end == joint)
            return w->begin > s->begin && tie_tok(r, w->begin - 1)->end == last->span.end;
    }
    return false;
}

void tie_read_kind(const tie_reader *r, const tie_sentence *s, const tie_draft *d, tie_claim *c) {
    const tie_unit *unit = d->in;
    c->kind = unit ? unit->kind : TIE_KIND_COUNT;
    if (d->figure->form == TIE_FORM_FRACTION && !unit)
        c->kind = TIE_KIND_RATIO;
    if (d->figure->form == TIE_FORM_MULTIPLE)
        c->kind = TIE_KIND_RATIO;
    if (d->figure->form == TIE_FORM_ORDINAL)
        c->kind = TIE_KIND_RANK;
    if (!unit && d->figure->decimals && !d->figure->scale && d->noun.begin == d->noun.end &&
        c->kind == TIE_KIND_COUNT)
        c->kind = TIE_KIND_INDEX;
    const tie_entry *change = change_before(r, s, d->hedge_begin);
    /* "declined below 6 percent" tells where it stands */
    bool level =
        d->hedge_begin < d->begin && tie_role_at(r, d->hedge_begin, s->end, TIE_ROLE_LEVEL);
    if (level)
        change = NULL;
    const tie_entry *behind = change ? NULL : change_behind(r, s, d);
    if (behind) {
        c->kind = TIE_KIND_CHANGE;
        c->direction = (tie_direction)behind->arg;
    }
    tie_direction side = compared(r, s, d);
    if (side != TIE_DIRECTION_NONE) {
        c->kind = TIE_KIND_CHANGE;
        c->direction = side;
        return;
    }
    /* "rose by $200 million, or 5 percent" */
    const tie_claim *last = r->claims.count ? &r->claims.items[r->claims.count - 1] : NULL;
    bool again = !change && !behind && c->kind == TIE_KIND_PERCENT && last &&
                 last->sentence_index == s->index && last->kind == TIE_KIND_CHANGE &&
                 goes_on(r, s, d, last);
    if (again) {
        c->kind = TIE_KIND_CHANGE;
        c->direction = last->direction;
    }
    if (!change)
        return;
    bool relative =
        c->kind == TIE_KIND_PERCENT || c->kind == TIE_KIND_POINTS || c->kind == TIE_KIND_RATIO;
    bool by = d->hedge_begin > s->begin && tie_word_at(r, d->hedge_begin - 1, s->end, "by");
    bool of = d->hedge_begin > s->begin && tie_word_at(r, d->hedge_begin - 1, s->end, "of") &&
              tie_found_before(r, d->hedge_begin - 1, s->begin, TIE_LEX_CHANGE_NOUN);
    bool points = d->noun.begin == d->end && d->noun.end == d->end + 1 &&
                  tie_role_at(r, d->end, s->end, TIE_ROLE_POINTS); /* up 125 points */
    if (relative || by || of || points) {                          /* an increase of 15,000 posts */
        c->kind = TIE_KIND_CHANGE;
        c->direction = (tie_direction)change->arg;
    }
}

bool tie_read_moves(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    if (!d->in || (d->in->kind != TIE_KIND_PERCENT && d->in->kind != TIE_KIND_POINTS))
        return false;
    tie_claim c = {0};
    tie_read_kind(r, s, d, &c);
    return c.kind == TIE_KIND_CHANGE;
}
