/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates: "12.3 homicides per 100,000 inhabitants", "185 kWh/m2", "65 dollars per barrel". The
 * denominator is a part of the unit, and a figure in it no claim of its own. */
#include "extract/draft.h"

/* Behind "per", "for every" or a slash; 0: none. *every: a figure must follow. */
static uint32_t over(const tie_reader *r, const tie_sentence *s, const tie_draft *d, uint32_t at,
                     bool *every) {
    const tie_entry *per = tie_found_at(r, at, s->end, TIE_LEX_PER);
    *every = per && per->tokens > 1;
    if (per)
        return at + per->tokens;
    bool slash = at > d->figure->end && at + 1 < s->end && tie_token_is(r, at, '/') &&
                 tie_glued(r, at) && tie_glued(r, at + 1);
    return slash ? at + 1 : 0;
}

/* "were carried in Ghana per day", "were found there each week": a stretch of time, or a figure, by
 * which the figure of the clause goes may stand at the clause's end. */
static uint32_t over_later(const tie_reader *r, const tie_sentence *s, uint32_t at,
                           const tie_draft *next, bool *every) {
    enum { REACH = 12 };
    if (!tie_sentence_says(s, TIE_LEX_PER) && !tie_sentence_says(s, TIE_LEX_PERIOD_UNIT))
        return 0;
    uint32_t end = next ? next->begin : s->end;
    for (uint32_t t = at; t < end && t - at < REACH; t++) {
        if (tie_tok(r, t)->kind == TIE_TOKEN_SYMBOL)
            return 0;
        const tie_entry *per = tie_found_at(r, t, s->end, TIE_LEX_PER);
        bool word = tie_token_word(r, t, "a") || tie_token_word(r, t, "an") ||
                    tie_token_word(r, t, "each") || tie_token_word(r, t, "every");
        uint32_t behind = per ? t + per->tokens : word ? t + 1 : 0;
        const tie_entry *time =
            behind ? tie_found_at(r, behind, s->end, TIE_LEX_PERIOD_UNIT) : NULL;
        bool year = time && time->arg == TIE_PERIOD_YEAR; /* the figure of a year is its total */
        if ((time && !year) || (per && next && behind == next->begin)) {
            *every = per && per->tokens > 1;
            return behind;
        }
    }
    return 0;
}

static void read_rate(const tie_reader *r, const tie_sentence *s, tie_draft *d, tie_draft *next) {
    bool noun = !d->in && d->noun.end > d->end && !d->noun_shared, every;
    uint32_t joint = noun ? d->noun.end : d->end;
    uint32_t at = over(r, s, d, joint, &every);
    if (!at && noun) {
        at = over_later(r, s, joint, next, &every);
        d->per_later = at != 0;
    }
    if (!at || at >= s->end)
        return;
    if (next && next->begin == at && next->figure->form <= TIE_FORM_WORDS) {
        d->per = (tie_span){at, next->figure->end};
        next->figure->reject = "denominator";
        return;
    }
    const tie_entry *unit = tie_found_at(r, at, s->end, TIE_LEX_UNIT);
    bool word =
        tie_tok(r, at)->kind == TIE_TOKEN_WORD && !tie_found_at(r, at, s->end, TIE_LEX_STOP);
    if (every || (!unit && (tie_token_is(r, joint, '/') || !word)))
        return;
    d->per = (tie_span){at, at + (unit ? unit->tokens : 1)};
    d->per_unit = tie_unit_of(r, unit);
    if (d->in && d->in->kind == TIE_KIND_AMOUNT)
        d->end = (uint32_t)d->per.end;
}

void tie_draft_rates(const tie_reader *reader, const tie_sentence *sentence, tie_draft *drafts,
                     size_t count) {
    for (size_t i = 0; i < count; i++)
        if (drafts[i].figure->form != TIE_FORM_ORDINAL)
            read_rate(reader, sentence, &drafts[i], i + 1 < count ? &drafts[i + 1] : NULL);
}
