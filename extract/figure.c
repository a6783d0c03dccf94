/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures to claims: what each counts, its unit, predicate and agent; then the facets. */
#include "extract/draft.h"
#include "extract/trace.h"

enum { FIGURE_WORD_REACH = 5 };

/* ---- Noun ---- */

/* "seized drugs 568.9 kg": the phrase right before a measured figure. */
static tie_noun noun_before(const tie_reader *r, const tie_sentence *s, uint32_t begin) {
    uint32_t t = begin;
    bool owned = begin > s->begin && tie_tok(r, begin - 1)->flags & TIE_TOKEN_SUFFIX;
    if (owned) /* Kenya's 854 km coast */
        return (tie_noun){begin, begin, begin, false};
    while (t > s->begin && begin - t < 4 && tie_tok(r, t - 1)->kind == TIE_TOKEN_WORD &&
           tie_is_noun(r, t - 1, begin) && !tie_found_before(r, t, s->begin, TIE_LEX_UNIT) &&
           !tie_found_before(r, t, s->begin, TIE_LEX_INCLUDE))
        t--;
    bool item = t < begin && t > s->begin && (tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL) &&
                (tie_token_is(r, t - 1, ':') || tie_token_is(r, t - 1, ',') ||
                 tie_token_is(r, t - 1, ';')); /* by region: North 86 kg */
    bool letter = t < begin && tie_token_len(tie_tok(r, begin - 1)) == 1; /* 5 x 10 m */
    bool adjective = t < begin && t > s->begin &&
                     (tie_word_at(r, t - 1, t, "a") || tie_word_at(r, t - 1, t, "an"));
    while (t < begin && tie_str_ends(tie_token_text(r, begin - 1), TIE_STR("ed")))
        begin--;                                 /* heroin users constituted 32% */
    t = letter || adjective || item ? begin : t; /* a meager $2 million */
    tie_noun noun = {t, begin, begin ? begin - 1 : 0, false};
    noun.person = t < begin && tie_found_at(r, noun.head, begin, TIE_LEX_PERSON) != NULL;
    return noun;
}

/* Behind "compared with", "than", "up from": the other side of a comparison. */
static bool compared(const tie_reader *r, const tie_sentence *s, uint32_t begin) {
    const tie_entry *total = tie_found_before(r, begin, s->begin, TIE_LEX_TOTAL);
    uint32_t t = begin - (total ? total->tokens : 0);
    t += total && tie_word_at(r, t, begin, "to"); /* compared | to a total of */
    t -= t > s->begin && tie_word_at(r, t - 1, s->end, "the");
    bool over = t > s->begin && t < begin && tie_word_at(r, t - 1, s->end, "over");
    return over || tie_found_before(r, t, s->begin, TIE_LEX_REDUCE);
}

/* "(2,213 in 2016)": the figure of another year, right behind the one it stands beside. */
static bool beside(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    if (d->hedge_begin == s->begin || !tie_token_is(r, d->hedge_begin - 1, '('))
        return false;
    return tie_word_at(r, d->end, s->end, "in") && tie_tok(r, d->end)->kind == TIE_TOKEN_WORD &&
           d->end + 1 < s->end && tie_tok(r, d->end + 1)->kind == TIE_TOKEN_NUMBER;
}

/* "620 cases in 2010, | 494 in 2011 and 391 in 2012": another year of the same. */
static bool next_year(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    uint32_t t = d->hedge_begin;
    t -= t > s->begin && tie_word_at(r, t - 1, s->end, "to");
    t -= t > s->begin && tie_word_at(r, t - 1, s->end, "and");
    t -= t > s->begin && tie_token_is(r, t - 1, ',');
    bool before = false, behind = false;
    for (size_t i = 0; t < d->hedge_begin && i < s->whens.count; i++) {
        before = before || s->whens.items[i].end == t;
        behind = behind || s->whens.items[i].begin == d->end;
    }
    return before && behind;
}

/* "7 wounded, bringing its losses to 274": a plural of its own stands between it and the figure
 * before. */
static bool another_noun(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    uint32_t to = d->hedge_begin - 1;
    if (!s->claims.count || !tie_word_at(r, to, s->end, "to"))
        return false;
    bool comma = false;
    for (uint32_t t = s->claims.items[s->claims.count - 1].noun_end; t < to; t++) {
        comma |= tie_token_is(r, t, ',');
        if (comma && tie_is_noun(r, t, to) && tie_is_plural(r, t, to))
            return true;
    }
    return false;
}

/* A figure without a noun of its own that goes on about the noun before: "132 of which", "the
 * figure could reach 250,000", "up from 165,000", "compared with the 4.2 tons of 2017". */
static bool continues(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    if (d->noun.begin < d->noun.end)
        return false;
    bool part = d->in && tie_found_before(r, d->hedge_begin, s->begin, TIE_LEX_INCLUDE);
    if (part || beside(r, s, d) || next_year(r, s, d)) /* of tea, including 14 tons here */
        return true;
    if (compared(r, s, d->hedge_begin))
        return !another_noun(r, s, d);
    if (d->in)
        return false;
    uint32_t t = d->hedge_begin;
    bool behind =
        tie_word_at(r, d->end, s->end, "of") &&
        (tie_word_at(r, d->end + 1, s->end, "which") ||
         tie_word_at(r, d->end + 1, s->end, "whom") || tie_word_at(r, d->end + 1, s->end, "them") ||
         tie_word_at(r, d->end + 1, s->end, "these"));
    bool figure = false, total = tie_found_before(r, t, s->begin, TIE_LEX_TOTAL);
    for (uint32_t back = total ? s->begin : t;
         back > s->begin && t - back < FIGURE_WORD_REACH && !figure; back--)
        figure = tie_found_at(r, back - 1, t, TIE_LEX_FIGURE) != NULL;
    return behind || figure;
}

static void take_noun(tie_claim *c, const tie_claim *before) {
    c->noun = before->noun;
    c->head = before->head;
    c->modifiers = before->modifiers;
    if (c->kind == TIE_KIND_COUNT) {
        c->unit = before->unit;
        c->dimension = before->dimension;
    }
    c->assumptions |= TIE_ASSUME_NOUN;
}

/* The last claim that a figure may go on about: of its kind and dimension, no further away than the
 * sentence before for counts, in its own for what is measured. */
static const tie_claim *continued(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                                  const tie_claim *c) {
    enum { REACH = 3 };
    size_t count = r->claims.count;
    bool side = tie_word_at(r, d->end, s->end, "to"); /* fell from 45 | to 40 */
    for (size_t i = count; i-- > 0 && count - i <= REACH;) {
        const tie_claim *before = &r->claims.items[i];
        if (before->sentence_index + (d->in || side ? 0 : 1) < s->index)
            return NULL;
        if (before->kind != c->kind || !before->head.len)
            continue;
        return !d->in || tie_str_eq(before->dimension, d->in->dimension) ? before : NULL;
    }
    return NULL;
}

/* "Of the registered users, 1.5 million smoked": what the sentence opens with. */
static tie_noun noun_of_whole(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    enum { REACH = 12 };
    uint32_t t = s->begin;
    bool percent = d->in && d->in->kind == TIE_KIND_PERCENT;
    tie_noun none = {t, t, t, false};
    bool aside = d->begin > s->begin && tie_token_is(r, d->begin - 1, '(');
    if ((d->in && !percent) || aside || !tie_word_at(r, t, s->end, "of"))
        return none;
    uint32_t first = t + 1 + tie_word_at(r, t + 1, s->end, "the");
    first = first < s->end && tie_tok(r, first)->kind == TIE_TOKEN_NUMBER ? first + 1 : t + 1;
    tie_noun noun = tie_read_noun(r, s, first, d->hedge_begin, false);
    uint32_t comma = noun.end; /* Of the 12 clinics in town, three */
    while (comma < d->hedge_begin && comma - noun.end < REACH &&
           tie_tok(r, comma)->kind == TIE_TOKEN_WORD)
        comma++;
    bool closed = noun.end > noun.begin && noun.begin - t < REACH && comma < d->hedge_begin &&
                  tie_token_is(r, comma, ',');
    return closed && tie_is_plural(r, noun.head, s->end) ? noun : none;
}

/* "The number of fires continued to fall. It was 620 in 2010": of the sentence before. */
static tie_noun noun_of_before(const tie_reader *r, const tie_sentence *s, tie_draft *d) {
    const tie_context *c = &r->context;
    bool it = tie_word_at(r, s->begin, d->hedge_begin, "it");
    if (!it || !c->has_before || c->before.claims.count)
        return (tie_noun){d->begin, d->begin, d->begin, false};
    d->noun_shared = true;
    tie_sentence before = c->before;
    tie_sentence_survey(r, &before);
    return tie_read_subject_noun(r, &before, before.end);
}

static tie_noun noun_elsewhere(const tie_reader *r, const tie_sentence *s, tie_draft *d) {
    d->moves = tie_read_moves(r, s, d);
    tie_noun found = d->moves ? tie_read_moved(r, s, d) : noun_of_whole(r, s, d);
    if (found.begin == found.end && (!d->in || d->moves))
        found = tie_read_subject_noun(r, s, d->hedge_begin);
    if (found.begin == found.end && !d->in)
        found = noun_of_before(r, s, d);
    if (found.begin == found.end)
        found = tie_read_said_of(r, s, d);
    if (found.begin == found.end)
        found = tie_read_being(r, s, d);
    if (found.begin == found.end && !d->moves)
        found = tie_read_narrowed(r, s, d);
    if (!d->in || found.begin < found.end)
        return found;
    /* "the current 2 percent target": the figure narrows what follows */
    bool narrows = d->end < s->end && tie_tok(r, d->end)->kind == TIE_TOKEN_WORD &&
                   !(tie_tok(r, d->end)->flags & (TIE_TOKEN_LINE | TIE_TOKEN_GAP)) &&
                   !tie_found_at(r, d->end, s->end, TIE_LEX_STOP) &&
                   !tie_found_at(r, d->end, s->end, TIE_LEX_PREDICATE) &&
                   !tie_found_at(r, d->end, s->end, TIE_LEX_NATIONWIDE);
    bool of = tie_word_at(r, d->end, s->end, "of"); /* gave 5 mg of it */
    bool stuff = d->in->kind != TIE_KIND_DURATION && d->hedge_begin == d->begin && !narrows && !of;
    return stuff ? noun_before(r, s, d->begin) : (tie_noun){d->begin, d->begin, d->begin, false};
}

/* ---- Assembly ---- */

/* The column's name says what is counted, the row's tells it from other rows. */
static void set_column_noun(tie_reader *r, const tie_draft *d, tie_claim *c) {
    const tie_column *column = d->column;
    tie_strs row = tie_modifiers(r, (uint32_t)d->row.start, (uint32_t)d->row.end);
    TIE_VEC(tie_str) words = {0};
    for (size_t i = 0; i < column->modifiers.count; i++)
        *TIE_PUSH(r->out, &words) = column->modifiers.items[i];
    for (size_t i = 0; i < row.count; i++)
        *TIE_PUSH(r->out, &words) = row.items[i];
    c->noun = column->noun;
    c->head = column->head;
    c->modifiers = (tie_strs){words.items, words.count};
    if (column->person) {
        c->unit = TIE_STR("person");
        c->dimension = TIE_STR("count");
    }
    c->assumptions |= TIE_ASSUME_NOUN;
}

/* "visitors over sixty" are not all visitors. */
static void add_age(tie_reader *r, const tie_draft *d, tie_claim *c) {
    tie_span age = tie_tokens_span(r, (uint32_t)d->aged.start, (uint32_t)d->aged.end);
    tie_str *words = TIE_NEW(r->out, tie_str, c->modifiers.count + 1);
    for (size_t i = 0; i < c->modifiers.count; i++)
        words[i] = c->modifiers.items[i];
    words[c->modifiers.count] = tie_arena_str(r->out, tie_str_span(r->text, age));
    c->modifiers = (tie_strs){words, c->modifiers.count + 1};
}

static void set_noun(tie_reader *r, const tie_sentence *s, const tie_draft *d, uint32_t high,
                     tie_claim *c) {
    const tie_noun *n = &d->noun;
    if (n->begin < n->end) {
        c->noun =
            tie_arena_str(r->out, tie_str_span(r->text, tie_tokens_span(r, n->begin, n->end)));
        c->head = tie_singular(r, n->head);
        const tie_noun *own = &d->attribute;
        c->modifiers = own->begin < own->end ? tie_modifiers(r, own->begin, own->end)
                                             : tie_modifiers(r, n->begin, n->head);
        bool before = n->end <= d->hedge_begin;
        if (n->end > d->end || before)
            c->modifiers = tie_complement(r, c->modifiers, n->end, before ? d->hedge_begin : high);
        if (d->aged.end > d->aged.start)
            add_age(r, d, c);
        c->assumptions |= d->noun_shared ? TIE_ASSUME_NOUN : 0;
        return;
    }
    if (d->column && d->column->head.len && c->kind == TIE_KIND_COUNT) {
        set_column_noun(r, d, c);
        return;
    }
    bool may = c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_AMOUNT ||
               c->kind == TIE_KIND_MONEY || c->kind == TIE_KIND_PERCENT;
    const tie_claim *before = may && continues(r, s, d) ? continued(r, s, d, c)
                              : may                     ? NULL
                                                        : tie_read_apposed(r, s, d);
    if (before && before->head.len) {
        take_noun(c, before);
        return;
    }
    if (c->kind == TIE_KIND_MONEY && tie_purpose(r, d->end, high, c))
        return;
    const tie_context *context = &r->context;
    bool lists = r->block.kind == TIE_BLOCK_ITEM && context->in_list && !d->in;
    if (lists && context->list_head.len && c->kind == TIE_KIND_COUNT) {
        c->noun = context->list_noun;
        c->head = context->list_head;
        c->modifiers = context->list_modifiers;
        c->unit = context->list_unit;
        c->dimension = TIE_STR("count");
        c->assumptions |= TIE_ASSUME_NOUN;
    }
}

/* "kWh/m2", "person/km2", "homicide per 100,000": compares with its like alone. */
static void set_rate(tie_reader *r, const tie_draft *d, tie_claim *c) {
    if (d->per.start == d->per.end)
        return;
    tie_span print = tie_tokens_span(r, (uint32_t)d->per.start, (uint32_t)d->per.end);
    bool number = tie_tok(r, (uint32_t)d->per.start)->kind == TIE_TOKEN_NUMBER;
    tie_str by = d->per_unit ? d->per_unit->id : tie_str_span(r->text, print);
    c->dimension = tie_arena_printf(r->out, "%.*s/%.*s", TIE_FMT(c->dimension), TIE_FMT(by));
    if (d->per_later)
        return;
    const char *joint = number ? (c->unit.len ? " per " : "per ") : "/";
    c->unit = tie_arena_printf(r->out, "%.*s%s%.*s", TIE_FMT(c->unit), joint, TIE_FMT(by));
    if (c->kind == TIE_KIND_COUNT)
        c->kind = TIE_KIND_AMOUNT;
}

static void set_unit(tie_reader *r, const tie_draft *d, tie_claim *c) {
    const tie_unit *unit = d->in;
    c->base_factor = unit ? unit->factor : tie_dec_int(1);
    if (unit) {
        c->unit = unit->id;
        c->dimension = unit->dimension;
        if (unit->metric_ton)
            c->assumptions |= TIE_ASSUME_METRIC_TON;
    } else if (c->kind == TIE_KIND_RATIO ||
               (c->kind == TIE_KIND_CHANGE &&
                (d->figure->form == TIE_FORM_MULTIPLE || d->figure->form == TIE_FORM_FRACTION))) {
        c->unit = d->figure->form == TIE_FORM_FRACTION ? TIE_STR("fraction") : TIE_STR("times");
        c->dimension = TIE_STR("ratio");
    } else if (!c->unit.len && c->head.len) {
        c->unit = d->noun.person ? TIE_STR("person") : c->head;
        c->dimension = TIE_STR("count");
    }
    set_rate(r, d, c);
}

static void add_number(tie_reader *r, const tie_figure *f, const char *why) {
    if (!r->options->with_numbers)
        return;
    tie_span span = tie_tokens_span(r, f->begin, f->end);
    tie_number *n = TIE_PUSH(r->out, &r->numbers);
    *n = (tie_number){.doc = r->doc.index,
                      .span = span,
                      .text = tie_arena_str(r->out, tie_str_span(r->text, span)),
                      .value = f->value,
                      .reject = tie_str_c(why)};
    tie_read_position(r, span.start, &n->line, &n->col);
}

static bool has_clauses(const tie_sentence *s) { return s->symbols & tie_symbol_bit(';'); }

static uint32_t clause_begin(const tie_reader *r, const tie_sentence *s, uint32_t low,
                             uint32_t begin) {
    for (uint32_t t = begin; has_clauses(s) && t > low; t--)
        if (tie_token_is(r, t - 1, ';'))
            return t;
    return low;
}

static uint32_t clause_end(const tie_reader *r, const tie_sentence *s, uint32_t end,
                           uint32_t high) {
    for (uint32_t t = end; has_clauses(s) && t < high; t++)
        if (tie_token_is(r, t, ';'))
            return t;
    return high;
}

/* A figure that goes on about the noun of the one before measures the same. */
static void share_measure(const tie_reader *r, tie_claim *c) {
    const tie_claim *before = r->claims.count ? &r->claims.items[r->claims.count - 1] : NULL;
    bool same = before && c->noun.len && c->kind != TIE_KIND_CHANGE &&
                before->sentence_index == c->sentence_index && tie_str_eq(c->noun, before->noun);
    if (c->measure.len || !same)
        return;
    c->measure = before->measure;
    c->pack_rule = before->pack_rule;
    if (before->measure.len)
        c->unit = before->unit;
}

/* "arrested a total of 373,000 drug crimes": persons, whatever the noun says. */
static bool taken_by_person_verb(const tie_reader *r, const tie_draft *d, const tie_claim *c,
                                 uint32_t low, const tie_entry *predicate) {
    if (c->kind != TIE_KIND_COUNT || d->in || !predicate ||
        !(r->rules->predicate_traits[predicate->arg] & TIE_PREDICATE_PERSON))
        return false;
    uint32_t t = d->hedge_begin;
    const tie_entry *total = tie_found_before(r, t, low, TIE_LEX_TOTAL);
    t -= total ? total->tokens : 0;
    return tie_found_before(r, t, low, TIE_LEX_PREDICATE) == predicate;
}

static void begin_claim(tie_reader *r, const tie_sentence *s, const tie_draft *d, tie_claim *c) {
    *c = (tie_claim){.doc = r->doc.index,
                     .id = (uint32_t)r->claims.count,
                     .sentence = s->span,
                     .sentence_index = s->index,
                     .paragraph_index = r->paragraph_index,
                     .value = d->figure->value,
                     .value_hi = d->figure->value_hi,
                     .hedge = d->hedge,
                     .decimals = (int8_t)d->figure->decimals,
                     .scale = (int8_t)d->figure->scale};
    c->span = tie_tokens_span(r, d->begin, d->end);
    c->text = tie_arena_str(r->out, tie_str_span(r->text, c->span));
    tie_read_position(r, c->span.start, &c->line, &c->col);
}

/* noun_end: token behind the noun, or the figure's own end. */
static void end_claim(tie_reader *r, tie_sentence *s, const tie_draft *d, uint32_t noun_end,
                      tie_claim *c) {
    tie_read_intervals(r->rules, c, d->figure);
    *TIE_PUSH(r->scratch, &s->claims) =
        (tie_claim_tokens){d->hedge_begin, d->begin, d->end, noun_end};
    *TIE_PUSH(r->out, &r->claims) = *c;
}

/* A figure of a pair has nothing to do with the words of another column beside it. */
static void add_of_pair(tie_reader *r, tie_sentence *s, const tie_draft *d) {
    tie_claim c;
    begin_claim(r, s, d, &c);
    c.sentence =
        tie_tokens_span(r, (uint32_t)d->pair->first.start, (uint32_t)d->pair->second.end + 1);
    c.kind = TIE_KIND_COUNT;
    c.base_factor = tie_dec_int(1);
    tie_pair_claim(r, d->pair, d->begin >= d->pair->second.start, &c);
    if (c.head.len)
        tie_read_noun_measure(r, &c);
    tie_trace_claim(r, s, d, &c, NULL, NULL);
    end_claim(r, s, d, d->end, &c);
}

/* "the amount of cocaine | seized in Peru reached ...": behind a noun that stands before the
 * figure, or said by the noun. */
static const tie_entry *predicate_of(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                                     uint32_t end, uint32_t low, uint32_t high) {
    if (d->deed || !tie_sentence_says(s, TIE_LEX_PREDICATE))
        return d->deed;
    bool before = d->noun.begin < d->noun.end && d->noun.end < d->hedge_begin;
    const tie_entry *own =
        before ? tie_found_at(r, d->noun.end, d->hedge_begin, TIE_LEX_PREDICATE) : NULL;
    return own ? own : tie_read_predicate(r, d->hedge_begin, end, low, high);
}

/* "; and seized 3 boats": a clause without a subject. */
static bool leading_verb(const tie_reader *r, uint32_t low, uint32_t begin) {
    uint32_t t = low;
    bool parted = t && tie_token_is(r, t - 1, ';');
    t += tie_word_at(r, t, begin, "and");
    return parted && tie_found_at(r, t, begin, TIE_LEX_PREDICATE);
}

/* "An earlier report gave the harvest as 157 tons. The correct figure is 220 tons": of what the
 * sentence before speaks of. */
static void take_corrected(const tie_reader *r, const tie_sentence *s, const tie_draft *d,
                           tie_claim *c) {
    const tie_sentence *before = &r->context.before;
    const tie_entry *opening = tie_found_at(r, s->begin, s->end, TIE_LEX_REVISED);
    bool bare = !c->head.len || c->assumptions & TIE_ASSUME_NOUN;
    if (!bare || s->claims.count || !opening || !r->context.has_before || !before->claims.count)
        return;
    const tie_claim *wrong = &r->claims.items[before->first_claim + before->claims.count - 1];
    bool alike = d->in ? tie_str_eq(c->dimension, wrong->dimension) : wrong->kind == c->kind;
    if (!alike)
        return;
    if (!d->in) {
        c->unit = wrong->unit;
        c->dimension = wrong->dimension;
    }
    c->noun = wrong->noun;
    c->head = wrong->head;
    c->modifiers = wrong->modifiers;
    c->predicate = wrong->predicate;
    c->agent = wrong->agent;
    c->measure = wrong->measure;
    c->pack_rule = wrong->pack_rule;
    c->period = wrong->period;
    c->period_from = wrong->period_from;
    c->place = wrong->place;
    c->place_from = wrong->place_from;
    c->assumptions = wrong->assumptions | TIE_ASSUME_NOUN;
}

static void add_claim(tie_reader *r, tie_sentence *s, const tie_draft *d, uint32_t low,
                      uint32_t high, tie_str last_predicate) {
    tie_claim c;
    begin_claim(r, s, d, &c);
    tie_read_kind(r, s, d, &c);
    set_noun(r, s, d, high, &c);
    set_unit(r, d, &c);
    tie_read_modality(r, s, d, low, high, &c);
    tie_read_attribution(r, s, &c);
    uint32_t end = d->noun.end > d->end && !d->noun_shared ? d->noun.end : d->end;
    const tie_entry *predicate = predicate_of(r, s, d, end, low, high);
    c.predicate = predicate ? r->rules->predicates.items[predicate->arg] : last_predicate;
    if (taken_by_person_verb(r, d, &c, low, predicate))
        c.unit = TIE_STR("person");
    const tie_entry *agent = tie_read_agent(r, s, d->begin, end, high);
    if (agent)
        c.agent = r->rules->texts.items[agent->arg];
    else if (s->claims.count &&
             (!predicate || leading_verb(r, low, d->begin))) /* police seized 3 boats; 4 nets */
        c.agent = r->claims.items[r->claims.count - 1].agent;
    if (!c.agent.len && c.predicate.len)
        c.agent = tie_arena_str(r->out, tie_read_letters(r, s, d->begin));
    tie_read_period(r, s, &c, d->begin, end);
    if (d->column && d->column->period.known && c.period_from != TIE_ORIGIN_OWN) {
        c.period = d->column->period;
        c.period_from = TIE_ORIGIN_HEADING;
    }
    tie_read_place(r, s, &c, d->begin, end);
    tie_read_measure(r, &c, low, high);
    share_measure(r, &c);
    take_corrected(r, s, d, &c);
    tie_trace_claim(r, s, d, &c, predicate, agent);
    end_claim(r, s, d, end, &c);
}

void tie_read_claims(tie_reader *reader, tie_sentence *sentence) {
    size_t count;
    tie_draft *drafts = tie_draft_read(reader, sentence, &count);
    uint32_t low = sentence->begin;
    tie_str predicate = {0};
    sentence->first_claim = (uint32_t)reader->claims.count;
    for (size_t i = 0; i < count; i++) {
        tie_draft *d = &drafts[i];
        if (d->pair) {
            add_of_pair(reader, sentence, d);
            low = d->end;
            continue;
        }
        const char *why = tie_reject_figure(reader, sentence, d->figure, &d->noun, d->in);
        if (why) {
            add_number(reader, d->figure, why);
            continue;
        }
        if (d->noun.begin == d->noun.end)
            d->noun = noun_elsewhere(reader, sentence, d);
        uint32_t next = i + 1 < count ? drafts[i + 1].hedge_begin : sentence->end;
        uint32_t high = clause_end(reader, sentence, d->end, next);
        low = clause_begin(reader, sentence, low, d->begin);
        add_claim(reader, sentence, d, low, high, predicate);
        predicate = reader->claims.items[reader->claims.count - 1].predicate;
        low = d->noun.end > d->end && !d->noun_shared ? d->noun.end : d->end;
    }
}
