/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The period of a claim: printed beside it, else inherited. A frame ("As of August 29") governs
 * what follows until another frame or the end of the segment. */
#include "extract/claims.h"

enum { ATTACH_REACH = 14 };

/* "compared with the same period of 2017": the date of what is compared, not of what follows. */
static bool of_comparison(const tie_reader *r, const tie_sentence *sentence, const tie_when *w) {
    uint32_t t = w->begin;
    while (t > sentence->begin &&
           (tie_token_word(r, t - 1, "the") || tie_token_word(r, t - 1, "in")))
        t--;
    const tie_entry *e = tie_found_before(r, t, sentence->begin, TIE_LEX_REDUCE);
    return e && (e->tokens > 1 || tie_token_word(r, t - 1, "than"));
}

/* A period behind the figure in its own clause: "more than 160,000 in 2015". */
static const tie_when *attached(const tie_reader *r, const tie_sentence *sentence, uint32_t end) {
    for (size_t i = 0; i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        if (w->begin < end)
            continue;
        if (w->begin - end > ATTACH_REACH || of_comparison(r, sentence, w))
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

/* "bought a plane that will be in service by 2019": what is planned is dated, not the claim. */
static bool told_apart(const tie_reader *r, const tie_claim *claim, uint32_t end, uint32_t when) {
    if (claim->modality == TIE_MODALITY_PLANNED || claim->modality == TIE_MODALITY_CONDITIONAL)
        return false;
    for (uint32_t t = end; t < when; t++)
        if (tie_found_at(r, t, when, TIE_LEX_PLAN) || tie_token_word(r, t, "would"))
            return true;
    return false;
}

/* "(published June 2018)", "(compared with 276 in 2016)": dates what stands in its brackets. */
static bool in_aside(const tie_reader *r, const tie_sentence *sentence, const tie_when *w,
                     uint32_t begin) {
    enum { REACH = 12 };
    uint32_t open = w->begin, close = w->end;
    while (open > sentence->begin && w->begin - open < REACH && !tie_token_is(r, open - 1, '(') &&
           !tie_token_is(r, open - 1, ')'))
        open--;
    if (open == w->begin || open == sentence->begin || !tie_token_is(r, open - 1, '('))
        return false;
    while (close < begin && close - w->end < REACH && !tie_token_is(r, close, ')'))
        close++;
    return close < begin && tie_token_is(r, close, ')');
}

/* "surpassed total 2016 figures", "above the 1850-1900 average": years that narrow the noun behind
 * them. */
static bool narrows(const tie_reader *r, const tie_sentence *sentence, const tie_when *w) {
    enum { YEAR = 2, SPAN = 4 }; /* the 1850, the 1850-1900 */
    uint32_t tokens = w->end - w->begin;
    bool the = (tokens == YEAR || tokens == SPAN) && tie_token_word(r, w->begin, "the");
    return (tokens == 1 || the) && !w->period.from.month && w->end < sentence->end &&
           tie_tok(r, w->end)->kind == TIE_TOKEN_WORD &&
           !(tie_tok(r, w->end)->flags & (TIE_TOKEN_CAPITAL | TIE_TOKEN_LINE)) &&
           !tie_found_at(r, w->end, sentence->end, TIE_LEX_STOP);
}

/* "up from 165,000 before the campaign", "down from 30": the earlier side of a change. */
static bool earlier_side(const tie_reader *r, const tie_sentence *sentence, uint32_t begin) {
    uint32_t t = begin;
    if (!tie_sentence_says(sentence, TIE_LEX_CHANGE))
        return false;
    while (t > sentence->begin &&
           (tie_found_before(r, t, sentence->begin, TIE_LEX_HEDGE_BEFORE) ||
            tie_token_word(r, t - 1, "of") || tie_token_role(r, t - 1, TIE_ROLE_PEAK) ||
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

/* "fell to 3.8% in April from 3.9% in March, while ...": the second date is that of where it came
 * from. */
static bool of_earlier(const tie_reader *r, const tie_sentence *sentence, const tie_when *w,
                       uint32_t begin) {
    for (size_t i = 0; i < sentence->figures.count; i++) {
        const tie_figure *f = &sentence->figures.items[i];
        if (f->begin == begin || f->end > w->begin || attached(r, sentence, f->end) != w)
            continue;
        const tie_entry *e = tie_found_before(r, f->begin, sentence->begin, TIE_LEX_REDUCE);
        return earlier_side(r, sentence, f->begin) || (e && e->tokens > 1) ||
               tie_role_at(r, f->end, sentence->end, TIE_ROLE_TIMES);
    }
    return false;
}

/* "a 16 percent decrease from 2016": what a change is measured from. */
static bool of_change(const tie_reader *r, const tie_sentence *sentence, const tie_when *w) {
    enum { FROM_YEAR = 2, REACH = 2 };
    if (w->end - w->begin != FROM_YEAR || !tie_token_word(r, w->begin, "from"))
        return false;
    for (uint32_t t = w->begin; t > sentence->begin && w->begin - t < REACH; t--)
        if (tie_found_before(r, t, sentence->begin, TIE_LEX_CHANGE_NOUN) ||
            tie_token_is(r, t - 1, '%') || tie_token_role(r, t - 1, TIE_ROLE_PERCENT))
            return true;
    return false;
}

/* "the lowest since 1945", "its largest seizure since 2012": no time in which anything was
 * counted. */
static bool of_record(const tie_reader *r, const tie_sentence *sentence, const tie_when *w) {
    enum { REACH = 9 };
    if (!tie_token_word(r, w->begin, "since"))
        return false;
    for (uint32_t t = w->begin; t > sentence->begin && w->begin - t < REACH; t--) {
        tie_str word = tie_token_text(r, t - 1);
        if (tie_tok(r, t - 1)->kind != TIE_TOKEN_WORD)
            return false;
        if ((word.len > 4 && tie_str_ends(word, TIE_STR("est"))) ||
            tie_token_role(r, t - 1, TIE_ROLE_SUPERLATIVE))
            return true;
    }
    return false;
}

static bool behind_semicolon(const tie_reader *r, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++)
        if (tie_token_is(r, t, ';'))
            return true;
    return false;
}

static const tie_when *nearest_before(const tie_reader *r, const tie_sentence *sentence,
                                      uint32_t begin) {
    enum { BESIDE = 2 }; /* tokens from "a year earlier" to the figure that it dates */
    const tie_when *best = NULL;
    for (size_t i = 0; i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        if (w->end > begin)
            continue;
        bool weak = of_comparison(r, sentence, w) || of_change(r, sentence, w) ||
                    narrows(r, sentence, w) || of_earlier(r, sentence, w, begin) ||
                    (w->before_change && w->end + BESIDE < begin);
        bool parted = of_record(r, sentence, w) || (weak && behind_semicolon(r, w->end, begin));
        if (!(best && weak) && !parted && !in_aside(r, sentence, w, begin))
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

/* Words between a figure and a date behind it that keep the date from the figure: of a comparison,
 * and, where the date may be one of several, of another clause. */
static bool kept_apart(const tie_reader *r, uint32_t end, uint32_t when, bool clauses) {
    for (uint32_t t = end; t < when; t++) {
        bool reduces = tie_found_at(r, t, when, TIE_LEX_REDUCE);
        bool from = tie_token_word(r, t, "from"), than = tie_token_word(r, t, "than");
        bool span = from && !tie_found_before(r, t, end, TIE_LEX_CHANGE);
        bool hedge = than && tie_tok(r, t + 1)->kind == TIE_TOKEN_NUMBER; /* less than 3,000 */
        if (reduces && !tie_token_word(r, t, "to") && !span && !hedge)
            return true;
        if (clauses && (tie_token_is(r, t, ';') || tie_token_is(r, t, ':') ||
                        tie_found_at(r, t, when, TIE_LEX_CLAUSE)))
            return true;
    }
    return false;
}

/* A bracket opens between the figure and the date, and holds the date: "5 tons (3 tons in 2016)".
 */
static bool in_bracket(const tie_reader *r, uint32_t end, uint32_t when) {
    unsigned open = 0;
    for (uint32_t t = end; t < when; t++) {
        open += tie_token_is(r, t, '(');
        open -= open && tie_token_is(r, t, ')');
    }
    return open != 0;
}

/* Nothing dates the figure but what stands further behind: "closed 317 mills, fined 45 owners and
 * sold 12 boats in 2017". */
static const tie_when *further_behind(const tie_reader *r, const tie_sentence *sentence,
                                      const tie_claim *claim, uint32_t end) {
    enum { REACH = 50 };
    for (size_t i = 0; i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        if (w->begin < end)
            continue;
        bool only = sentence->whens.count == 1;
        bool aside =
            tie_found_before(r, w->begin, sentence->begin, TIE_LEX_PERIOD_CUE) &&
            tie_token_role(r, w->begin - 1, TIE_ROLE_SINGLED_OUT); /* 14 titles, the last in 2012 */
        bool near = !aside && !of_record(r, sentence, w) && !w->before_change &&
                    (only || w->begin - end <= REACH) && !in_bracket(r, end, w->begin);
        return near && !told_apart(r, claim, end, w->begin) && !kept_apart(r, end, w->begin, !only)
                   ? w
                   : NULL;
    }
    return NULL;
}

static void take(tie_claim *claim, const tie_when *when, tie_origin origin) {
    claim->period = when->period;
    claim->period_from = when->period.known ? origin : TIE_ORIGIN_NONE;
    if (when->period.known)
        claim->assumptions |= tie_when_assumes(when);
}

/* "a decrease from 2017", "9 percent more than a year earlier": what a change is measured from. */
static bool is_base(const tie_reader *r, const tie_when *w) {
    bool span = tie_date_cmp(w->period.from, w->period.to) || w->period.to_open;
    bool from = tie_token_word(r, w->begin, "from") || tie_token_word(r, w->begin, "on");
    return w->before_change || (from && !span && !w->period.to.day);
}

/* "5 tons in 2018, compared with 3 tons and 40 bales in 2017": the date behind the other side of a
 * comparison dates all of that side, or NULL. */
static const tie_when *other_side(const tie_reader *r, const tie_sentence *sentence,
                                  const tie_when *before, uint32_t begin, uint32_t end) {
    enum { REACH = 20 };
    bool compared = false;
    for (uint32_t t = before->end; t < begin; t++) {
        const tie_entry *e = tie_found_at(r, t, begin, TIE_LEX_REDUCE);
        compared = compared || (e && e->tokens > 1);
        if (tie_token_is(r, t, ';') || tie_token_is(r, t, ')'))
            return NULL;
    }
    for (size_t i = 0; compared && i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        if (w->begin >= end)
            return w->begin - end <= REACH && w->period.known && !kept_apart(r, end, w->begin, true)
                       ? w
                       : NULL;
    }
    return NULL;
}

/* The expression of time that dates the figure, or NULL. *told: the sentence says all that is to be
 * known, nothing is inherited. *shared: the date belongs to other figures, too. */
static const tie_when *choose(const tie_reader *r, const tie_sentence *sentence,
                              const tie_claim *claim, uint32_t begin, uint32_t end, bool *told,
                              bool *shared) {
    const tie_when *before = nearest_before(r, sentence, begin);
    const tie_when *behind = attached(r, sentence, end);
    if (behind && ((before && narrows(r, sentence, behind)) || of_record(r, sentence, behind)))
        behind = NULL;
    bool compares = claim->kind == TIE_KIND_CHANGE || claim->kind == TIE_KIND_RATIO;
    /* "up 20% from 2020", "twice the number of 2012" */
    bool base =
        compares && behind && ((before && claim->kind == TIE_KIND_RATIO) || is_base(r, behind));
    const tie_when *when = base ? before : behind;
    *told = (base && !before) || (!when && earlier_side(r, sentence, begin));
    if (*told)
        return NULL;
    const tie_when *side = !when && before ? other_side(r, sentence, before, begin, end) : NULL;
    *shared = side != NULL;
    if (side)
        return side;
    when = when ? when : before;
    const tie_when *further = when ? NULL : further_behind(r, sentence, claim, end);
    *shared = (further && sentence->whens.count > 1) ||
              (when && when->end <= begin && of_other(r, sentence, when, begin));
    return when ? when : further;
}

static bool since(const tie_when *w) {
    tie_period p = w->period;
    return p.known && p.to_open && !p.from_open && p.from.year != TIE_YEAR_UNKNOWN;
}

static bool as_of(const tie_when *w) {
    tie_period p = w->period;
    return p.known && p.instant && !p.to_open && p.to.day && p.to.year != TIE_YEAR_UNKNOWN;
}

/* "Since the start of 2016, 40 homes were built as of June 19": from the one to the other. */
static void close_stretch(const tie_sentence *sentence, const tie_when *when, tie_claim *claim) {
    for (size_t i = 0; i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        const tie_when *from = since(w) ? w : when, *to = since(w) ? when : w;
        if (!since(from) || !as_of(to) || w->before_change ||
            tie_date_cmp(from->period.from, to->period.to) >= 0)
            continue;
        claim->period.from = from->period.from;
        claim->period.to = to->period.to;
        claim->period.to_open = claim->period.from_open = claim->period.instant = false;
        return;
    }
}

/* ---- What goes on about the time of the sentence before ---- */

/* "seized", "were closed", "rose"; not "has received". any: whatever verb it may be. */
static bool tells_past(const tie_reader *r, const tie_sentence *s, bool any) {
    bool past = false;
    for (uint32_t t = s->begin; t < s->end; t++) {
        if (tie_token_word(r, t, "has") || tie_token_word(r, t, "have") ||
            tie_token_word(r, t, "since") || tie_found_at(r, t, s->end, TIE_LEX_PLAN))
            return false;
        const tie_entry *stop = tie_found_at(r, t, s->end, TIE_LEX_STOP);
        bool ended = tie_str_ends(tie_token_text(r, t), TIE_STR("ed")) &&
                     (any || tie_found_at(r, t, s->end, TIE_LEX_PREDICATE) ||
                      tie_found_at(r, t, s->end, TIE_LEX_CHANGE));
        past = past || ended || (stop && stop->arg == 1);
    }
    return past;
}

/* "In 2017 police closed 3 mills. They seized 40 looms." */
static bool goes_on(const tie_reader *r, const tie_sentence *s, const tie_claim *c) {
    if (!r->context.told.known || s->whens.count || c->kind == TIE_KIND_DURATION)
        return false;
    uint32_t first = s->begin + tie_word_at(r, s->begin, s->end, "of"); /* of these */
    const tie_entry *opening = tie_found_at(r, first, s->end, TIE_LEX_STOP);
    bool takes_up = opening && opening->arg == 2;
    unsigned traits = tie_predicate_traits(r->rules, c->predicate);
    bool happened =
        c->kind == TIE_KIND_CHANGE || (c->predicate.len && !(traits & TIE_PREDICATE_STATE));
    /* what others did is not of that very day */
    bool day = r->context.told.from.day && !tie_date_cmp(r->context.told.from, r->context.told.to);
    return (takes_up || (happened && !day)) && tells_past(r, s, takes_up);
}

static bool same_period(tie_period a, tie_period b) {
    return !tie_date_cmp(a.from, b.from) && !tie_date_cmp(a.to, b.to) &&
           a.from_open == b.from_open && a.to_open == b.to_open;
}

/* The time of all claims of the sentence, or of the only date in one without; not known where two
 * differ. */
static tie_period time_told(const tie_reader *r, const tie_sentence *s) {
    tie_period all = tie_period_none();
    bool opens = s->whens.count && s->whens.items->begin == s->begin &&
                 tie_symbol_at(r, s->whens.items->end, s->end, ",");
    const tie_when *only = s->whens.count == 1 || opens ? s->whens.items : NULL;
    bool cued = only && only->end - only->begin > 1 && !only->frame && !only->before_change &&
                !only->period.from_open && !only->period.to_open;
    for (size_t i = 0; i < s->whens.count; i++)
        if (narrows(r, s, &s->whens.items[i])) /* a much noted 2012 case */
            return all;
    for (size_t i = 0; i < s->claims.count; i++) {
        const tie_claim *c = &r->claims.items[s->first_claim + i];
        bool own = c->period_from == TIE_ORIGIN_OWN || c->period_from == TIE_ORIGIN_SENTENCE ||
                   c->period_from == TIE_ORIGIN_PARAGRAPH;
        if (!own || c->period.from_open || c->period.to_open || (i && !same_period(all, c->period)))
            return tie_period_none();
        all = c->period;
    }
    return !s->claims.count && cued ? only->period : all;
}

void tie_remember_period(tie_reader *reader, const tie_sentence *sentence) {
    uint32_t assumed = sentence->whens.count == 1 ? tie_when_assumes(sentence->whens.items) : 0;
    for (size_t i = 0; i < sentence->claims.count; i++)
        assumed |= reader->claims.items[sentence->first_claim + i].assumptions;
    bool silent = !sentence->whens.count && !sentence->claims.count; /* what was told goes on */
    if (!silent || reader->context.frame.known)
        reader->context.told = time_told(reader, sentence);
    reader->context.told_assumptions = assumed & TIE_ASSUME_FISCAL_YEAR;
}

/* The first part of the sentence, before a page break, is all that dates the figure. */
static bool torn_off(const tie_reader *r, const tie_sentence *s, const tie_when *when,
                     uint32_t end) {
    const tie_torn *torn = &r->context.torn;
    return torn->goes_on && torn->told.known && s->begin == 0 && !r->block.continued &&
           (!when || (when->begin >= end && attached(r, s, end) != when));
}

void tie_read_period(tie_reader *reader, const tie_sentence *sentence, tie_claim *claim,
                     uint32_t begin, uint32_t end) {
    const tie_context *context = &reader->context;
    bool told = false, shared = false;
    const tie_when *when = choose(reader, sentence, claim, begin, end, &told, &shared);
    if (!told && torn_off(reader, sentence, when, end)) {
        claim->period = context->torn.told;
        claim->period_from = TIE_ORIGIN_SENTENCE;
        claim->assumptions |= context->torn.assumptions | TIE_ASSUME_PERIOD_SENTENCE;
    } else if (when && (when->period.known || when->frame)) {
        take(claim, when, shared ? TIE_ORIGIN_SENTENCE : TIE_ORIGIN_OWN);
        if (!shared)
            close_stretch(sentence, when, claim);
        if (claim->period.known)
            claim->assumptions |= shared ? TIE_ASSUME_PERIOD_SENTENCE : 0;
    }
    if (told || claim->period.known)
        return;
    if (goes_on(reader, sentence, claim)) {
        claim->period = context->told;
        claim->period_from = TIE_ORIGIN_PARAGRAPH;
        claim->assumptions |= context->told_assumptions | TIE_ASSUME_PERIOD_FRAME;
    } else if (context->frame.known) {
        claim->period = context->frame;
        claim->period_from = TIE_ORIGIN_FRAME;
        claim->assumptions |= context->frame_assumptions | TIE_ASSUME_PERIOD_FRAME;
    } else if (context->heading_period.known) {
        claim->period = context->heading_period;
        claim->period_from = TIE_ORIGIN_HEADING;
        claim->assumptions |= context->heading_assumptions | TIE_ASSUME_PERIOD_HEADING;
    }
}
