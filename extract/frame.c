/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The period of a claim: printed beside it, else inherited. A frame ("As of August 29") governs
 * what follows until another frame or the end of the segment. */
#include "extract/claims.h"

enum { ATTACH_REACH = 14 };

/* A period behind the figure in its own clause: "more than 160,000 in 2015". */
static const tie_when *attached(const tie_reader *r, const tie_sentence *sentence, uint32_t end) {
    for (size_t i = 0; i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        if (w->begin < end)
            continue;
        if (w->begin - end > ATTACH_REACH)
            return NULL;
        unsigned open = 0;
        for (uint32_t t = end; t < w->begin; t++) {
            const tie_token *token = tie_tok(r, t);
            bool breaks = token->kind == TIE_TOKEN_NUMBER || tie_token_is(r, t, ',') ||
                          tie_token_is(r, t, ';') || tie_token_is(r, t, ':') ||
                          tie_token_word(r, t, "and") || tie_token_word(r, t, "from") ||
                          tie_token_word(r, t, "compared") || tie_token_word(r, t, "than");
            if (breaks)
                return NULL;
            if (tie_token_is(r, t, '(') && t + 1 < w->begin)
                open++;
            else if (tie_token_is(r, t, ')') && open)
                open--;
        }
        return open ? NULL : w; /* (seen in the past year) */
    }
    return NULL;
}

/* "compared with the same period of 2017": the date of what is compared, not of what follows. */
static bool of_comparison(const tie_reader *r, const tie_sentence *sentence, const tie_when *w) {
    uint32_t t = w->begin;
    while (t > sentence->begin &&
           (tie_token_word(r, t - 1, "the") || tie_token_word(r, t - 1, "in")))
        t--;
    const tie_entry *e = tie_found_before(r, t, sentence->begin, TIE_LEX_REDUCE);
    return e && e->tokens > 1;
}

/* "bought a plane that will be in service by 2019": what is planned is dated, not the claim. */
static bool told_apart(const tie_reader *r, const tie_claim *claim, uint32_t end, uint32_t when) {
    if (claim->modality == TIE_MODALITY_PLANNED)
        return false;
    for (uint32_t t = end; t < when; t++)
        if (tie_found_at(r, t, when, TIE_LEX_PLAN))
            return true;
    return false;
}

static const tie_when *nearest_before(const tie_reader *r, const tie_sentence *sentence,
                                      uint32_t begin) {
    const tie_when *best = NULL;
    for (size_t i = 0; i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        if (w->end <= begin && !(best && of_comparison(r, sentence, w)))
            best = w;
    }
    return best;
}

/* "160,000 in 2015, and 300 were closed": the date is another figure's, which stands before it. */
static bool of_other(const tie_reader *r, const tie_sentence *sentence, const tie_when *w,
                     uint32_t begin) {
    for (size_t i = 0; i < sentence->figures.count; i++) {
        const tie_figure *f = &sentence->figures.items[i];
        if (f->begin != begin && !f->reject && f->end <= w->begin &&
            attached(r, sentence, f->end) == w)
            return true;
    }
    return false;
}

/* "up from 165,000 before the campaign", "down from 30": the earlier side of a change. */
static bool earlier_side(const tie_reader *r, const tie_sentence *sentence, uint32_t begin) {
    uint32_t t = begin;
    while (t > sentence->begin &&
           (tie_found_before(r, t, sentence->begin, TIE_LEX_HEDGE_BEFORE) ||
            tie_token_word(r, t - 1, "of") || tie_token_word(r, t - 1, "peak") ||
            tie_token_word(r, t - 1, "a"))) {
        const tie_entry *hedge = tie_found_before(r, t, sentence->begin, TIE_LEX_HEDGE_BEFORE);
        t -= hedge ? hedge->tokens : 1;
    }
    if (t == sentence->begin || !tie_token_word(r, t - 1, "from"))
        return false;
    for (uint32_t back = sentence->begin; back < t - 1; back++)
        if (tie_found_at(r, back, t, TIE_LEX_CHANGE))
            return true;
    return false;
}

static void take(tie_claim *claim, const tie_when *when, tie_origin origin) {
    claim->period = when->period;
    claim->period_from = when->period.known ? origin : TIE_ORIGIN_NONE;
    if (when->period.known && when->year_assumed)
        claim->assumptions |= TIE_ASSUME_YEAR;
    if (when->period.known && when->relative)
        claim->assumptions |= TIE_ASSUME_RELATIVE_PERIOD;
}

void tie_read_period(tie_reader *reader, const tie_sentence *sentence, tie_claim *claim,
                     uint32_t begin, uint32_t end) {
    const tie_context *context = &reader->context;
    const tie_when *before = nearest_before(reader, sentence, begin);
    bool compares = claim->kind == TIE_KIND_CHANGE || claim->kind == TIE_KIND_RATIO;
    /* what stands behind a change is what it is compared with: "up 20% from 2020" */
    const tie_when *when = compares && before ? before : attached(reader, sentence, end);
    bool earlier = earlier_side(reader, sentence, begin);
    if (!when && earlier)
        return;
    if (!when)
        when = before;
    if (!when && sentence->whens.count == 1 && sentence->whens.items[0].begin >= end &&
        !told_apart(reader, claim, end, sentence->whens.items[0].begin))
        when = &sentence->whens.items[0];
    if (when && (when->period.known || when->frame)) {
        bool shared = when->end <= begin && of_other(reader, sentence, when, begin);
        take(claim, when, shared ? TIE_ORIGIN_SENTENCE : TIE_ORIGIN_OWN);
        if (claim->period.known)
            claim->assumptions |= shared ? TIE_ASSUME_PERIOD_SENTENCE : 0;
        if (claim->period.known)
            return;
    }
    if (context->frame.known) {
        claim->period = context->frame;
        claim->period_from = TIE_ORIGIN_FRAME;
        claim->assumptions |= context->frame_assumptions | TIE_ASSUME_PERIOD_FRAME;
    } else if (context->heading_period.known) {
        claim->period = context->heading_period;
        claim->period_from = TIE_ORIGIN_HEADING;
        claim->assumptions |= TIE_ASSUME_PERIOD_HEADING;
    }
}
