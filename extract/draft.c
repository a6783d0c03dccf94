/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words around each figure of a sentence: hedge, and the noun it counts, of its own or shared
 * with a figure behind it. */
#include "extract/draft.h"

enum { SHARED_NOUN_REACH = 4 };

/* ---- Hedge ---- */

/* "over the 4.2 tons of last year" compares: no article stands between a hedge and its figure. */
static bool hedge_skips(const tie_reader *r, uint32_t token) {
    return tie_token_word(r, token, "a") || tie_token_word(r, token, "total") ||
           tie_token_word(r, token, "of");
}

/* "up 5% over the 300 of 2019", "three times as many as the 526": right behind a share or a factor
 * these words compare. */
static bool compares(const tie_draft *before, uint32_t hedge) {
    bool relative = before && ((before->in && before->in->kind == TIE_KIND_PERCENT) ||
                               before->figure->form == TIE_FORM_MULTIPLE);
    return relative && before->end == hedge;
}

/* "were made", "was seen" */
static bool passive_ends(const tie_reader *r, const tie_sentence *s, uint32_t end) {
    static const char *const forms[] = {"was", "were", "been", "being", "is", "are", "be"};
    if (end < s->begin + 2 || tie_tok(r, end - 1)->kind != TIE_TOKEN_WORD ||
        tie_found_at(r, end - 1, end, TIE_LEX_STOP))
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (tie_token_word(r, end - 2, forms[i]))
            return true;
    return false;
}

/* "Over 64 days the service ran", "4,100 visits were made over 30 months": the length of a span in
 * which something else is counted, and no hedge; "it lasted over 64 days" is one. */
static bool spans_time(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                       const tie_draft *last, const tie_entry *hedge, uint32_t hedge_begin) {
    if (tie_dec_zero(hedge->a) || !d->in || d->in->kind != TIE_KIND_DURATION ||
        hedge_begin + hedge->tokens != d->begin || tie_hyphen_at(r, d->figure->end, s->end))
        return false;
    if (hedge_begin == s->begin)
        return tie_symbol_at(r, d->end, s->end, ",") ||
               tie_found_at(r, d->end, s->end, TIE_LEX_DEFINITE);
    /* a 50 million euro package over four years */
    if (last && last->in && last->in->kind == TIE_KIND_MONEY && last->end < hedge_begin &&
        tie_is_noun(r, hedge_begin - 1, s->end))
        return true;
    uint32_t counted = !last ? s->begin : last->noun.end > last->end ? last->noun.end : last->end;
    return last && (counted == hedge_begin || passive_ends(r, s, hedge_begin));
}

static void read_hedge(const tie_reader *r, const tie_sentence *s, tie_draft *d,
                       const tie_draft *last) {
    d->hedge_begin = d->begin;
    if (d->figure->form == TIE_FORM_COLLECTIVE) {
        d->hedge = TIE_HEDGE_SEVERAL;
        return;
    }
    if (d->figure->range)
        d->hedge = TIE_HEDGE_BETWEEN;
    const tie_entry *before = tie_found_before(r, d->begin, s->begin, TIE_LEX_HEDGE_BEFORE);
    for (uint32_t t = d->begin;
         !before && t > s->begin && d->begin - t < 3 && hedge_skips(r, t - 1);)
        before = tie_found_before(r, --t, s->begin, TIE_LEX_HEDGE_BEFORE);
    if (before && !d->figure->range) {
        d->hedge = (tie_hedge)before->arg;
        while (d->hedge_begin > s->begin &&
               tie_found_before(r, d->hedge_begin, s->begin, TIE_LEX_HEDGE_BEFORE) != before)
            d->hedge_begin--;
        d->hedge_begin -= before->tokens;
        if (compares(last, d->hedge_begin) || spans_time(r, s, d, last, before, d->hedge_begin)) {
            d->hedge = TIE_HEDGE_EXACT;
            d->hedge_begin = d->begin;
        }
        return;
    }
    const tie_entry *after = tie_found_at(r, d->end, s->end, TIE_LEX_HEDGE_AFTER);
    if (!after && d->noun.end > d->end)
        after = tie_found_at(r, d->noun.end, s->end, TIE_LEX_HEDGE_AFTER);
    if (after && !d->figure->range)
        d->hedge = (tie_hedge)after->arg;
}

/* ---- Noun ---- */

static bool none(const tie_noun *n) { return n->begin == n->end; }

/* The number of a name: A320, MiG-29, CASA 235. */
static bool names(const tie_reader *r, const tie_draft *d) {
    uint32_t t = d->figure->begin;
    bool hyphened = t > 1 && tie_token_is(r, t - 1, '-') && tie_glued(r, t) &&
                    tie_glued(r, t - 1) && tie_tok(r, t - 2)->kind == TIE_TOKEN_WORD;
    return d->figure->form == TIE_FORM_DIGITS &&
           (hyphened || tie_tok(r, t)->flags & TIE_TOKEN_TAIL ||
            tie_found_before(r, t, 0, TIE_LEX_IDENTIFIER));
}

/* "1,688 (3.8%) infections": the share of the figure before, in brackets right behind it. */
static bool share_of(const tie_reader *r, const tie_draft *d, const tie_draft *share) {
    return !d->in && share->in && share->in->kind == TIE_KIND_PERCENT &&
           share->hedge_begin == d->end + 1 && tie_token_is(r, d->end, '(');
}

/* Where the words of figure i end; "three 110-foot cutters", "three MiG-29 jets" go over the figure
 * between. */
static uint32_t next_begin(const tie_reader *r, const tie_draft *drafts, size_t count, size_t i,
                           uint32_t end) {
    for (size_t next = i + 1; next < count; next++)
        if (!names(r, &drafts[next]) && !share_of(r, &drafts[i], &drafts[next]) &&
            (!drafts[next].in || !tie_hyphen_at(r, drafts[next].figure->end, end)))
            return drafts[next].hedge_begin;
    return end;
}

/* Behind "or more", "-odd": the noun of "50 or more cows", "a hundred-odd ships". */
static uint32_t over_hedge(const tie_reader *r, const tie_sentence *s, uint32_t at) {
    const tie_entry *after = tie_found_at(r, at, s->end, TIE_LEX_HEDGE_AFTER);
    return after ? at + after->tokens : at;
}

/* Behind "(kg)" in "3.35 kilograms (kg) of heroin". */
static uint32_t over_symbol(const tie_reader *r, const tie_sentence *s, uint32_t at) {
    const tie_entry *unit =
        tie_symbol_at(r, at, s->end, "(") ? tie_found_at(r, at + 1, s->end, TIE_LEX_UNIT) : NULL;
    uint32_t close = unit ? at + 1 + unit->tokens : s->end;
    return tie_symbol_at(r, close, s->end, ")") ? close + 1 : at;
}

/* "9 dead, 14 injured": the state stands for human beings, unless a noun follows it. */
static tie_noun persons_in_state(const tie_reader *r, const tie_sentence *s, uint32_t after,
                                 tie_noun noun) {
    const tie_entry *state = tie_found_at(r, after, s->end, TIE_LEX_STATE);
    if (!state || (noun.end > after && tie_is_plural(r, noun.head, s->end)))
        return noun;
    return (tie_noun){after, after + state->tokens, after, true};
}

/* "$3 million | in bulk cash", "$3 million worth of | pearls"; empty for "$3 million in Kent". */
static tie_noun money_noun(const tie_reader *r, const tie_sentence *s, uint32_t end,
                           uint32_t limit) {
    const tie_entry *amount = tie_found_at(r, end, s->end, TIE_LEX_SUBJECT);
    if (amount && amount->arg == TIE_SUBJECT_AMOUNT)
        return tie_read_noun(r, s, end + amount->tokens, limit, false);
    tie_noun noun = {end, end, end, false}, cut = noun;
    if (tie_word_at(r, end, s->end, "in"))
        noun = tie_read_noun(r, s, end + 1, limit, false);
    for (uint32_t t = noun.begin; t < noun.end && none(&cut); t++) {
        const tie_entry *money = tie_found_at(r, t, limit, TIE_LEX_PURPOSE);
        bool ends = t + 1 == noun.end || tie_tok(r, t + 1)->kind == TIE_TOKEN_SYMBOL ||
                    tie_found_at(r, t + 1, limit, TIE_LEX_STOP);
        if (money && money->arg == 1 && ends)
            cut = (tie_noun){noun.begin, t + 1, t, false};
    }
    return cut;
}

static void read_own_noun(const tie_reader *r, const tie_sentence *s, tie_draft *d,
                          const tie_draft *next, uint32_t limit) {
    uint32_t after = d->end;
    bool one = tie_dec_cmp(d->figure->value, tie_dec_int(1)) == 0;
    bool attribute = next && next->begin == after && next->in && !d->in &&
                     tie_hyphen_at(r, next->figure->end, s->end); /* four 20-litre drums */
    if (d->in) {
        after = over_symbol(r, s, after);
        if (d->in->kind == TIE_KIND_MONEY && after < s->end &&
            !tie_word_at(r, after, s->end, "of")) {
            d->noun = money_noun(r, s, after, limit);
            return;
        }
        if (!tie_word_at(r, after, s->end, "of")) {
            d->noun = (tie_noun){d->end, d->end, d->end, false};
            return;
        }
        after++;
    } else if (attribute) {
        d->noun = tie_read_noun(r, s, next->end, s->end, one);
        return;
    } else if (tie_word_at(r, after, s->end, "of")) {
        bool fraction =
            d->figure->form == TIE_FORM_FRACTION || d->figure->form == TIE_FORM_COLLECTIVE;
        after += fraction;
    } else {
        after = over_hedge(r, s, after);
        bool compound = after == d->end && tie_hyphen_at(r, after, s->end);
        after += compound;
        if (compound && d->figure->form == TIE_FORM_DIGITS) { /* a 27-bed clinic counts beds */
            limit = after + 1 < limit ? after + 1 : limit;
            one = true;
        }
    }
    d->noun = tie_read_noun(r, s, after, limit, one);
    if (!d->in)
        d->noun = persons_in_state(r, s, after, d->noun);
}

/* Words that let a figure share the noun of the next: "84 and 86 cities", "132 of the 133". */
static bool joins(const tie_reader *r, uint32_t token) {
    return tie_token_is(r, token, ',') || tie_token_word(r, token, "and") ||
           tie_token_word(r, token, "or") || tie_token_word(r, token, "to") ||
           tie_token_word(r, token, "of") || tie_token_word(r, token, "the");
}

static bool joined(const tie_reader *r, uint32_t from, const tie_draft *next) {
    if (next->hedge_begin < from || next->hedge_begin - from > SHARED_NOUN_REACH)
        return false;
    for (uint32_t t = from; t < next->hedge_begin; t++)
        if (!joins(r, t))
            return false;
    return true;
}

/* "12 gold, 9 silver and 14 bronze medals": words of its own before the head of the next. */
static bool unheaded(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                     const tie_draft *next) {
    bool several = tie_dec_cmp(d->figure->value, tie_dec_int(1)) > 0;
    bool singular = !d->noun.person && !tie_is_plural(r, d->noun.head, s->end) &&
                    d->noun.end - d->noun.begin == 1 &&
                    !tie_found_at(r, d->noun.head, s->end, TIE_LEX_PREDICATE);
    bool list =
        tie_symbol_at(r, d->noun.end, s->end, ",") || tie_word_at(r, d->noun.end, s->end, "and");
    return several && singular && list && !d->in && tie_is_plural(r, next->noun.head, s->end);
}

static void share_nouns(const tie_reader *r, const tie_sentence *s, tie_draft *drafts,
                        size_t count) {
    for (size_t i = count; i-- > 1;) {
        tie_draft *d = &drafts[i - 1], *next = &drafts[i];
        bool both = d->in && next->in; /* 23.9 kg and 10.6 litres of stimulants */
        if (none(&next->noun) || (d->in && !both) || (next->in && d->figure->scale))
            continue;
        bool bare =
            none(&d->noun) && (next->hedge_begin > d->end || d->figure->form == TIE_FORM_ZERO);
        if (!bare && (none(&d->noun) || !unheaded(r, s, d, next)))
            continue;
        if (!joined(r, bare ? d->end : d->noun.end, next))
            continue;
        d->attribute = d->noun;
        d->noun = next->noun;
        d->noun_shared = true;
    }
}

static void read_column(const tie_reader *r, tie_draft *d) {
    d->column = tie_table_column(r, d->begin, d->end, &d->row);
    if (!d->column || d->in)
        return;
    d->in = d->column->in;
    tie_draft_times(d, d->column->power);
}

/* Behind "compared to", "versus", "than", "up from". */
static bool other_side(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    uint32_t t = d->hedge_begin;
    const tie_entry *e = tie_found_before(r, t, s->begin, TIE_LEX_REDUCE);
    if (!e)
        return false;
    bool from = tie_word_at(r, t - 1, s->end, "from");
    return !tie_word_at(r, t - 1, s->end, "to") || e->tokens > 1
               ? !from || e->tokens > 1 || tie_found_before(r, t - 1, s->begin, TIE_LEX_CHANGE)
               : false;
}

static bool bare(const tie_draft *d) {
    return !d->in && none(&d->noun) && d->figure->form == TIE_FORM_DIGITS && !d->column;
}

static bool measured(const tie_draft *d) {
    return d->in && d->in->kind != TIE_KIND_PERCENT && d->in->kind != TIE_KIND_POINTS &&
           d->in->kind != TIE_KIND_DURATION;
}

static void lend_unit(tie_draft *to, const tie_draft *from) {
    to->in = from->in;
    to->noun = from->noun;
    to->noun_shared = !none(&from->noun);
}

/* One word and nothing else between two figures: "to 45 kg from 30", "from 30 to 45 kg". */
static bool between(const tie_reader *r, const tie_draft *a, const tie_draft *b, const char *word) {
    return b->hedge_begin == a->end + 1 && tie_token_word(r, a->end, word);
}

/* Only a comma, "and" or "or" between them; *last: with "and" or "or". */
static bool listed(const tie_reader *r, const tie_draft *a, const tie_draft *b, bool *last) {
    uint32_t t = a->end;
    t += t < b->hedge_begin && tie_token_is(r, t, ',');
    *last = t < b->hedge_begin && (tie_token_word(r, t, "and") || tie_token_word(r, t, "or"));
    return t > a->end || *last ? t + *last == b->hedge_begin : false;
}

/* "5, 10 and 15 kg", "200 and 250-milligram pills": the unit stands behind the last. A share is
 * taken for one only behind two others: "12 and 15% of the rest". */
static void share_over_list(const tie_reader *r, tie_draft *drafts, size_t count) {
    for (size_t i = count; i-- > 1;) {
        tie_draft *b = &drafts[i];
        size_t first = i;
        bool last, more;
        if (!b->in || b->in->kind == TIE_KIND_POINTS || b->figure->range ||
            b->begin < b->figure->begin || !listed(r, &drafts[i - 1], b, &last) || !last)
            continue;
        while (first > 0 && bare(&drafts[first - 1]) && !drafts[first - 1].figure->range &&
               drafts[first - 1].figure->scale == 0 &&
               listed(r, &drafts[first - 1], &drafts[first], &more) && (first == i || !more))
            first--;
        bool share = b->in->kind == TIE_KIND_PERCENT;
        for (size_t k = first; k < i && i - first >= 1u + share; k++)
            lend_unit(&drafts[k], b);
    }
}

/* "seized 996 tons of tea (compared to 276 in 2016)": what is compared is of one unit. */
static void share_units(const tie_reader *r, const tie_sentence *s, tie_draft *drafts,
                        size_t count) {
    share_over_list(r, drafts, count);
    for (size_t i = 1; i < count; i++) {
        tie_draft *a = &drafts[i - 1], *b = &drafts[i];
        bool rising = a->hedge_begin > s->begin && between(r, a, b, "to") &&
                      tie_word_at(r, a->hedge_begin - 1, s->end, "from");
        bool falling = a->hedge_begin > s->begin && between(r, a, b, "from") &&
                       tie_word_at(r, a->hedge_begin - 1, s->end, "to");
        if (bare(b) && measured(a) && (falling || rising || other_side(r, s, b)))
            lend_unit(b, a);
        else if (bare(a) && measured(b) && rising)
            lend_unit(a, b);
    }
}

tie_draft *tie_draft_read(const tie_reader *reader, const tie_sentence *sentence, size_t *count) {
    *count = sentence->figures.count;
    tie_draft *drafts =
        tie_arena_alloc(reader->scratch, *count * sizeof *drafts, alignof(tie_draft));
    for (size_t i = 0; i < *count; i++) {
        tie_figure *f = &sentence->figures.items[i];
        drafts[i] =
            (tie_draft){.figure = f, .begin = f->begin, .end = f->end, .hedge_begin = f->begin};
        drafts[i].noun = (tie_noun){f->end, f->end, f->end, false};
        drafts[i].pair = tie_pair_of(reader, f->begin, f->end);
        if (drafts[i].pair)
            continue;
        tie_draft_unit(reader, sentence, &drafts[i]);
        drafts[i].hedge_begin = drafts[i].begin;
        read_column(reader, &drafts[i]);
    }
    for (size_t i = 0; i < *count; i++) {
        const tie_draft *next = i + 1 < *count ? &drafts[i + 1] : NULL;
        if (drafts[i].pair)
            continue;
        if (!tie_draft_label(reader, sentence, &drafts[i]))
            read_own_noun(reader, sentence, &drafts[i], next,
                          next_begin(reader, drafts, *count, i, sentence->end));
        read_hedge(reader, sentence, &drafts[i], i ? &drafts[i - 1] : NULL);
        tie_draft_age(reader, sentence, &drafts[i]);
    }
    *count = tie_draft_merge(reader, drafts, *count);
    for (size_t i = 0; i + 1 < *count; i++) {
        const tie_draft *age = &drafts[i + 1];
        if (age->in && age->in->age && !none(&drafts[i].noun) &&
            age->hedge_begin == drafts[i].noun.end)
            drafts[i].aged = (tie_span){age->hedge_begin, age->end};
    }
    tie_draft_introduced(reader, sentence, drafts, *count);
    share_nouns(reader, sentence, drafts, *count);
    share_units(reader, sentence, drafts, *count);
    tie_draft_rates(reader, sentence, drafts, *count);
    return drafts;
}
