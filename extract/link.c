/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From patterns that fit to links: what a match must be besides its words. */
#include "extract/link.h"

#include "extract/claims.h"

typedef struct linker {
    tie_reader *reader;
    const tie_sentence *sentence;
    size_t first_link; /* of this sentence */
} linker;

static const tie_claim *claim_of(const tie_reader *r, uint32_t id) { return &r->claims.items[id]; }

bool tie_link_summable(const tie_claim *c) {
    return c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_AMOUNT || c->kind == TIE_KIND_MONEY;
}

/* What stands behind several and is no plural is seldom what they count: "392 came", "17,396 the
 * year before". */
static bool doubtful_noun(const tie_claim *c) {
    bool several = tie_dec_cmp(c->value, tie_dec_int(1)) > 0;
    return several && !tie_str_eq(c->unit, TIE_STR("person")) && c->noun.len >= c->head.len &&
           tie_str_eq_fold(tie_str_sub(c->noun, c->noun.len - c->head.len, c->noun.len), c->head);
}

bool tie_link_bare(const tie_claim *c) {
    bool number =
        c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_CHANGE || c->kind == TIE_KIND_INDEX;
    if (!number || (c->dimension.len && !tie_str_eq(c->dimension, TIE_STR("count"))))
        return false;
    return (!c->unit.len && !c->head.len) || doubtful_noun(c);
}

static bool is_count(const tie_claim *c) {
    return tie_link_bare(c) || tie_str_eq(c->dimension, TIE_STR("count"));
}

bool tie_link_same_word(const tie_claim *a, const tie_claim *b) {
    const tie_claim *counted = is_count(a) ? a : b, *measured = is_count(a) ? b : a;
    size_t from = counted->noun.len;
    while (from && counted->noun.ptr[from - 1] != ' ')
        from--;
    tie_str word = tie_str_sub(counted->noun, from, counted->noun.len);
    size_t text = measured->text.len;
    return is_count(counted) && measured->kind == TIE_KIND_AMOUNT && word.len && text > word.len &&
           tie_str_eq_fold(tie_str_sub(measured->text, text - word.len, text), word);
}

bool tie_link_alike(const tie_claim *a, const tie_claim *b) {
    return tie_link_bare(a) || tie_link_bare(b) || tie_str_eq(a->dimension, b->dimension) ||
           tie_link_same_word(a, b);
}

bool tie_link_same_unit(const tie_claim *a, const tie_claim *b) {
    bool counts = is_count(a) && is_count(b) && !tie_link_bare(a) && !tie_link_bare(b);
    return tie_link_alike(a, b) && (!counts || tie_str_eq(a->unit, b->unit));
}

/* ---- What a match must be ---- */

/* "a rise to 14% for men and a 2% rise to 37% for women": the first led to a value, too. */
static bool led_to(const linker *l, const tie_link_match *m) {
    uint32_t change = m->claims[0], later = m->claims[1], earlier = m->claims[2];
    if (!tie_link_stands_in(l->sentence, earlier) || earlier > change || change > later)
        return false;
    uint32_t at = tie_link_tokens(l->sentence, earlier).hedge, noun = at - 2;
    return at > l->sentence->begin + 1 && tie_word_at(l->reader, at - 1, at, "to") &&
           tie_found_at(l->reader, noun, at, TIE_LEX_CHANGE_NOUN);
}

/* "from 7% to 25% below half the average": of what stands behind it, no change. */
static bool fraction_of(const linker *l, const tie_link_match *m) {
    const tie_reader *r = l->reader;
    const tie_claim *change = claim_of(r, m->claims[0]);
    if (!tie_link_stands_in(l->sentence, change->id) ||
        !tie_str_eq(change->dimension, TIE_STR("ratio")))
        return false;
    uint32_t t = tie_link_tokens(l->sentence, change->id).end, end = l->sentence->end;
    bool of = tie_found_at(r, t, end, TIE_LEX_DEFINITE) && t + 1 < end &&
              tie_tok(r, t + 1)->kind == TIE_TOKEN_WORD &&
              !tie_found_at(r, t + 1, end, TIE_LEX_NUMERAL);
    return of && tie_dec_cmp(change->value, tie_dec_int(1)) < 0;
}

/* A change in percent, in points or as a factor goes with any two values of one unit; any other is
 * a difference in that unit, or, between percentages, in points. */
static bool sides_fit(const linker *l, const tie_link_match *m) {
    const tie_reader *r = l->reader;
    const tie_claim *change = claim_of(r, m->claims[0]);
    const tie_claim *later = claim_of(r, m->claims[1]), *earlier = claim_of(r, m->claims[2]);
    bool relative = tie_str_eq(change->unit, TIE_STR("%")) ||
                    tie_str_eq(change->unit, TIE_STR("pp")) ||
                    tie_str_eq(change->dimension, TIE_STR("ratio"));
    bool percents = later->kind == TIE_KIND_PERCENT && earlier->kind == TIE_KIND_PERCENT;
    bool points = percents && !relative && is_count(change);
    bool mixed =
        !percents && (later->kind == TIE_KIND_PERCENT || earlier->kind == TIE_KIND_PERCENT);
    if (mixed && tie_str_eq(change->unit, TIE_STR("%"))) /* "60% under 30" */
        return false;
    return !led_to(l, m) && !fraction_of(l, m) && tie_link_same_unit(later, earlier) &&
           (relative || points || tie_link_same_unit(change, later));
}

/* "covers 1 areas": a slip for some other number, unless a name goes before it ("tier 1 cities").
 */
static bool one_of_several(const tie_reader *r, const tie_claim *c, tie_claim_tokens at) {
    if (tie_dec_cmp(c->value, tie_dec_int(1)) != 0 || at.end >= at.noun_end ||
        tie_tok(r, at.begin)->kind != TIE_TOKEN_NUMBER ||
        !tie_is_plural(r, at.noun_end - 1, at.noun_end))
        return false;
    uint32_t before = at.hedge - 1;
    return at.hedge == 0 || tie_found_at(r, before, at.begin, TIE_LEX_STOP) ||
           tie_found_at(r, before, at.begin, TIE_LEX_PREDICATE) ||
           tie_str_ends(tie_token_text(r, before), TIE_STR("ed")) ||
           tie_token_word(r, before, "following");
}

bool tie_link_counts_names(const tie_reader *r, const tie_claim *c, tie_claim_tokens at) {
    enum { NAMED_MOST = 99 }; /* more are not listed one by one */
    bool named = !tie_link_bare(c) || tie_tok(r, at.begin)->kind == TIE_TOKEN_WORD;
    return named && tie_dec_cmp(c->value, tie_dec_int(NAMED_MOST)) <= 0 &&
           c->hedge == TIE_HEDGE_EXACT && c->value.exp >= 0 && is_count(c) &&
           (tie_dec_cmp(c->value, tie_dec_int(1)) > 0 || one_of_several(r, c, at));
}

/* Persons asked, so few that not every percentage can be theirs. */
static bool few(const tie_claim *people, const tie_claim *percent) {
    enum { FEWEST = 3, MOST = 100000 };
    tie_dec steps;
    return people->hedge == TIE_HEDGE_EXACT && people->value.exp >= 0 && is_count(people) &&
           percent->hedge == TIE_HEDGE_EXACT && tie_interval_has(people->decides, people->value) &&
           tie_dec_cmp(people->decides.lo, people->decides.hi) == 0 &&
           tie_dec_cmp(people->value, tie_dec_int(FEWEST)) >= 0 &&
           tie_dec_cmp(people->value, tie_dec_int(MOST)) < 0 &&
           !tie_dec_mul(people->value, percent->unit_u, &steps) &&
           tie_dec_cmp(steps, tie_dec_int(100)) < 0;
}

/* "122 of the 139 languages, 141 of those with a code": the whole has its part already. */
static bool has_part(const linker *l, const tie_link_match *m) {
    const tie_reader *r = l->reader;
    if (m->claims[0] <= l->sentence->first_claim)
        return false;
    uint32_t t = tie_link_tokens(l->sentence, m->claims[0]).hedge, end = t;
    t -= t > l->sentence->begin && tie_word_at(r, t - 1, end, "the");
    uint32_t of = t - 1, before = m->claims[0] - 1;
    return t > l->sentence->begin && tie_word_at(r, of, end, "of") && m->claims[1] != before &&
           (tie_link_tokens(l->sentence, before).end == of ||
            tie_link_tokens(l->sentence, before).noun_end == of);
}

static bool parts_fit(const tie_reader *r, const tie_link_match *m, bool *alike) {
    const tie_claim *total = claim_of(r, m->claims[0]);
    *alike = true;
    for (uint32_t k = 1; k < m->count; k++) {
        const tie_claim *part = claim_of(r, m->claims[k]);
        if (tie_link_bare(total) && part->kind == TIE_KIND_MONEY)
            return false; /* "of 0 to 31 = ($800, $400)" */
        if (tie_link_same_unit(total, part))
            continue;
        *alike = false;
        if (!tie_link_alike(total, part))
            return false;
    }
    return m->count > 1;
}

/* "45 (12% of adults)": the share says of what it is, and that is not the whole. */
static bool of_another(const linker *l, const tie_claim *percent, const tie_claim *whole) {
    if (percent->id < l->sentence->first_claim || !percent->head.len || !whole->head.len)
        return false;
    const tie_claim_tokens at = tie_link_tokens(l->sentence, percent->id);
    bool behind = at.noun_end > at.end;
    for (uint32_t t = at.end; t < at.noun_end; t++) /* "of the total" */
        behind = behind && !tie_found_at(l->reader, t, at.noun_end, TIE_LEX_TOTAL);
    return behind && tie_stem_key(l->reader->stemmer, percent->head) !=
                         tie_stem_key(l->reader->stemmer, whole->head);
}

/* "132 of the 133 suspects", "5 members of the 40-odd crew"; but "two instances of 0", "14 coverage
 * of two" and "change 18 of 8.01" are no parts of anything. */
static bool partitive(const tie_claim *part, const tie_claim *total) {
    bool own = part->head.len && !(part->assumptions & TIE_ASSUME_NOUN);
    bool version = total->kind == TIE_KIND_COUNT && total->decimals && !total->scale;
    return !version && (!own || (!tie_link_bare(part) && !tie_link_bare(total)));
}

/* "6,208 burglaries, a rise of 23% in violent ones": of something else. */
static bool of_itself(const linker *l, const tie_claim *change) {
    const tie_reader *r = l->reader;
    const tie_claim_tokens at = tie_link_tokens(l->sentence, change->id);
    uint32_t t = at.noun_end;
    const tie_entry *noun = tie_found_at(r, t, l->sentence->end, TIE_LEX_CHANGE_NOUN);
    t += noun ? noun->tokens : 0;
    if (change->head.len && at.noun_end > at.end)
        return false;
    for (size_t i = 0; i < l->sentence->whens.count; i++)
        if (l->sentence->whens.items[i].begin == t)
            return true;
    return !tie_word_at(r, t, l->sentence->end, "in") &&
           !tie_word_at(r, t, l->sentence->end, "of") &&
           !tie_word_at(r, t, l->sentence->end, "among");
}

/* Something is related in full by a link of that kind already. */
static bool told(const linker *l, tie_link_kind kind, uint32_t slot, uint32_t claim) {
    for (size_t i = l->first_link; i < l->reader->links.count; i++) {
        const tie_link *link = &l->reader->links.items[i];
        if (link->kind == kind && slot < link->count && link->claims[slot] == claim)
            return true;
    }
    return false;
}

static bool implies_before(const linker *l, const tie_link_match *m) {
    const tie_claim *change = claim_of(l->reader, m->claims[0]);
    return change->id >= l->sentence->first_claim && !told(l, TIE_LINK_CHANGE, 0, change->id) &&
           of_itself(l, change) && !tie_link_bare(claim_of(l->reader, m->claims[1]));
}

/* "12% of all burglaries in Paris since 2010": the whole is of another place or time. */
static bool elsewhere(const linker *l, const tie_claim *part, uint32_t behind) {
    const tie_sentence *s = l->sentence;
    for (size_t i = 0; i < s->wheres.count; i++)
        if (s->wheres.items[i].begin >= behind && !tie_str_eq(s->wheres.items[i].name, part->place))
            return true;
    for (size_t i = 0; i < s->whens.count; i++)
        if (s->whens.items[i].begin >= behind &&
            !tie_period_eq(s->whens.items[i].period, part->period))
            return true;
    return false;
}

static bool implies_whole(const linker *l, const tie_link_match *m) {
    const tie_claim *part = claim_of(l->reader, m->claims[0]),
                    *percent = claim_of(l->reader, m->claims[1]);
    return percent->head.len && part->head.len && !told(l, TIE_LINK_SHARE, 1, percent->id) &&
           !elsewhere(l, part, tie_link_tokens(l->sentence, percent->id).end);
}

/* ---- Lists ---- */

/* "The following languages support two forms: Catalan, Greek and Kashubian": the names are theirs.
 */
static bool names_others(const linker *l, const tie_claim *count) {
    enum { REACH = 3 }; /* tokens to the head of what is announced */
    const tie_reader *r = l->reader;
    uint32_t end = tie_link_tokens(l->sentence, count->id).hedge;
    for (uint32_t t = l->sentence->begin; t + 2 < end; t++)
        for (uint32_t n = t + 2;
             tie_token_word(r, t, "the") && tie_word_at(r, t + 1, end, "following") && n < end &&
             n < t + 2 + REACH;
             n++)
            if (tie_is_plural(r, n, end))
                return true;
    return false;
}

/* "four fields: two words and two figures": what follows is counted, not named. */
static bool counts_follow(const linker *l, const tie_claim *count) {
    const tie_reader *r = l->reader;
    uint32_t t = tie_link_tokens(l->sentence, count->id).noun_end + 1, end = l->sentence->end;
    return t < end && tie_tok(r, t - 1)->kind == TIE_TOKEN_SYMBOL &&
           (tie_tok(r, t)->kind == TIE_TOKEN_NUMBER || tie_found_at(r, t, end, TIE_LEX_NUMERAL));
}

/* "Six of the eight countries (...)", "most of the eight": what is named may be the six. */
static bool holds_part(const linker *l, const tie_claim *count) {
    const tie_reader *r = l->reader;
    uint32_t begin = l->sentence->begin, t = tie_link_tokens(l->sentence, count->id).hedge;
    int64_t rest = r->rules->link_rest;
    t -= t > begin && tie_found_at(r, t - 1, t, TIE_LEX_DEFINITE) ? 1 : 0;
    if (t < begin + 2 || !tie_token_word(r, t - 1, "of"))
        return false;
    uint32_t part = t - 2;
    return tie_tok(r, part)->kind == TIE_TOKEN_NUMBER ||
           tie_found_at(r, part, t, TIE_LEX_NUMERAL) ||
           tie_found_at(r, part, t, TIE_LEX_FRACTION) ||
           (rest >= 0 && tie_link_cue_at(r, part, t, (uint32_t)rest));
}

/* Something is left over behind the list: "5 men, 6 women and several children", "the rest". */
static bool left_over(const linker *l, const tie_link_match *m) {
    const tie_reader *r = l->reader;
    uint32_t end = l->sentence->end;
    bool more = tie_word_at(r, m->list_end, end, "and") || tie_word_at(r, m->list_end, end, "or");
    int64_t rest = r->rules->link_rest;
    for (uint32_t t = m->list_end; t < end && !more && rest >= 0; t++)
        more = tie_link_cue_at(r, t, end, (uint32_t)rest) != NULL;
    return more;
}

/* "and the other 15,588": the last part is what is left of the whole. */
static bool takes_rest(const linker *l, const tie_link_match *m) {
    const tie_reader *r = l->reader;
    uint32_t last = m->claims[m->count - 1] - l->sentence->first_claim;
    int64_t class = r->rules->link_remainder;
    if (class < 0 || m->claims[m->count - 1] < l->sentence->first_claim || m->count < 3)
        return false;
    uint32_t at = l->sentence->claims.items[last].hedge;
    for (uint32_t t = at > l->sentence->begin + 3 ? at - 3 : l->sentence->begin; t < at; t++)
        if (tie_link_cue_at(r, t, at, (uint32_t) class))
            return true;
    return false;
}

/* "and the remaining 20%", or nothing behind the shares. A slot without a figure goes. */
static bool splits(const linker *l, tie_link_match *m) {
    uint32_t kept = 0;
    if (m->claims[0] == TIE_NO_CLAIM && left_over(l, m))
        return false;
    for (uint32_t k = 0; k < m->count; k++)
        if (m->claims[k] != TIE_NO_CLAIM)
            m->claims[kept++] = m->claims[k];
    m->count = kept;
    return kept > 1;
}

/* Figures of the sentences before that go without a gap up to this one and are counted like the
 * total. */
static void take_before(const linker *l, tie_link_match *m) {
    const tie_reader *r = l->reader;
    const tie_claim *total = claim_of(r, m->claims[0]);
    uint32_t sentence = l->sentence->index, ids[TIE_LINK_CLAIMS], count = 0;
    for (uint32_t i = l->sentence->first_claim; i-- > 0 && count + 1 < TIE_LINK_CLAIMS;) {
        const tie_claim *c = claim_of(r, i);
        bool near =
            c->paragraph_index == total->paragraph_index && c->sentence_index + 1 >= sentence;
        if (!near || (tie_link_summable(c) && !tie_link_same_unit(c, total)))
            break;
        sentence = c->sentence_index;
        if (tie_link_summable(c))
            ids[count++] = i;
    }
    while (count)
        m->claims[m->count++] = ids[--count];
}

/* ---- Adding ---- */

static void add_link(tie_reader *r, tie_link link, const uint32_t *ids, uint32_t count) {
    uint32_t *kept = TIE_NEW(r->out, uint32_t, count);
    memcpy(kept, ids, count * sizeof *ids);
    link.claims = kept;
    link.count = count;
    *TIE_PUSH(r->out, &r->links) = link;
}

/* The figure that a link of that kind recomputes has one already. */
static bool linked(const linker *l, tie_link_kind kind, const tie_link_match *m) {
    const tie_links *links = &l->reader->links;
    uint32_t slot = kind == TIE_LINK_SHARE || kind == TIE_LINK_PARTS || kind == TIE_LINK_WHOLE;
    for (size_t i = l->first_link; i < links->count; i++) {
        const tie_link *link = &links->items[i];
        bool total = kind == TIE_LINK_PARTS && m->count > 2 && link->claims[0] == m->claims[0];
        for (uint32_t k = 0; kind == TIE_LINK_HUNDRED && k < link->count; k++)
            total |= link->claims[k] == m->claims[m->count - 1];
        if (link->kind == kind && (total || link->claims[slot] == m->claims[slot]))
            return true;
    }
    return false;
}

static void keep_dates(const linker *l, const tie_link_match *m, tie_link *link) {
    link->dates = TIE_NEW(l->reader->out, tie_date_expr, m->when_count);
    link->date_count = m->when_count;
    for (uint32_t k = 0; k < m->when_count; k++)
        link->dates[k] = tie_date_expr_of(l->reader, m->when_sentences[k], m->whens[k]);
}

static bool fits_kind(const linker *l, tie_link_match *m, tie_link *link) {
    const tie_reader *r = l->reader;
    bool alike = true;
    switch (link->kind) {
    case TIE_LINK_SHARE:
        if (of_another(l, claim_of(r, m->claims[1]), claim_of(r, m->claims[2])))
            return false;
        return tie_link_same_unit(claim_of(r, m->claims[0]), claim_of(r, m->claims[2])) ||
               (link->hold == TIE_LINK_IMPLIED &&
                tie_link_alike(claim_of(r, m->claims[0]), claim_of(r, m->claims[2])));
    case TIE_LINK_PARTS:
        if (m->before)
            take_before(l, m);
        if (m->list_end && takes_rest(l, m))
            link->hold = TIE_LINK_COMPLETE;
        else if (link->hold == TIE_LINK_COMPLETE && m->list_end && m->count > 2 && left_over(l, m))
            link->hold = TIE_LINK_OPEN;
        if (!parts_fit(r, m, &alike) || has_part(l, m) || !tie_link_adds(r, l->sentence, m) ||
            (!alike && link->hold != TIE_LINK_COMPLETE) ||
            (m->count == 2 && link->hold < TIE_LINK_OPEN))
            return false;
        if (!alike)
            link->hold = TIE_LINK_IMPLIED;
        return m->count > 2 || m->claims[0] < m->claims[1] ||
               partitive(claim_of(r, m->claims[1]), claim_of(r, m->claims[0]));
    case TIE_LINK_CHANGE:
        return sides_fit(l, m);
    case TIE_LINK_AVERAGE:
        return tie_link_divides(r, l->sentence, m);
    case TIE_LINK_DURATION:
        keep_dates(l, m, link);
        return m->when_count > 0;
    case TIE_LINK_ENUMERATION:
        return !counts_follow(l, claim_of(r, m->claims[0])) &&
               tie_link_counts_names(r, claim_of(r, m->claims[0]),
                                     tie_link_tokens(l->sentence, m->claims[0])) &&
               !names_others(l, claim_of(r, m->claims[0])) &&
               !holds_part(l, claim_of(r, m->claims[0]));
    case TIE_LINK_HUNDRED:
        return splits(l, m);
    case TIE_LINK_GRIM:
        return few(claim_of(r, m->claims[1]), claim_of(r, m->claims[0]));
    case TIE_LINK_ORDER:
        return claim_of(r, m->claims[0])->unit.len &&
               tie_link_same_unit(claim_of(r, m->claims[0]), claim_of(r, m->claims[1]));
    case TIE_LINK_BEFORE:
        keep_dates(l, m, link);
        return implies_before(l, m);
    case TIE_LINK_WHOLE:
        return implies_whole(l, m);
    case TIE_LINK_KINDS:
        break;
    }
    return false;
}

static bool take(void *user, const tie_link_pattern *pattern, const tie_link_match *match) {
    const linker *l = user;
    tie_link_match m = *match;
    tie_link link = {.kind = pattern->kind,
                     .hold = pattern->hold,
                     .direction = m.direction,
                     .least = m.least,
                     .most = m.most};
    if (linked(l, pattern->kind, &m) || !fits_kind(l, &m, &link))
        return false;
    add_link(l->reader, link, m.claims, m.count);
    return true;
}

/* ---- Patterns that may fit ---- */

/* What a sentence has of what patterns need. */
typedef struct supply {
    uint64_t cues;
    uint32_t symbols, kinds; /* kinds: of claims, 1 << tie_kind */
    size_t figures, dates;
} supply;

static void add_claims(const tie_reader *r, const tie_sentence *s, supply *out) {
    out->figures += s->claims.count;
    out->dates += s->whens.count;
    for (size_t i = 0; i < s->claims.count; i++)
        out->kinds |= 1u << claim_of(r, s->first_claim + (uint32_t)i)->kind;
}

static bool has_kinds(const supply *has, const tie_link_pattern *pattern) {
    for (size_t i = 0; i < pattern->count; i++) {
        const tie_link_step *step = &pattern->steps[i];
        bool claim = step->op == TIE_STEP_CLAIM || step->op == TIE_STEP_CLAIMS;
        if (claim && !(step->kinds & has->kinds))
            return false;
    }
    return true;
}

/* A word of the set of patterns of which one cue at least stands, where they need any. */
static uint64_t set_of(const tie_ruleset *rules, uint64_t cues, size_t word) {
    const tie_link_index *index = &rules->link_index;
    uint64_t set = index->sets[TIE_LINK_CUES * index->words + word];
    for (; cues; cues &= cues - 1)
        set |= index->sets[(size_t)__builtin_ctzll(cues) * index->words + word];
    return set;
}

static bool may_fit(const supply *has, const tie_link_pattern *pattern) {
    return has->figures >= pattern->figures && has->dates >= pattern->dates &&
           !(pattern->cues & ~has->cues) && !(pattern->symbols & ~has->symbols) &&
           has_kinds(has, pattern);
}

void tie_link_sentence(tie_reader *reader, const tie_sentence *sentence) {
    tie_link_ordinal(reader, sentence);
    if (!sentence->claims.count || reader->block.kind == TIE_BLOCK_ROW)
        return;
    linker l = {reader, sentence, reader->links.count};
    const tie_context *context = &reader->context;
    supply has = {.cues = sentence->senses.links, .symbols = sentence->symbols};
    add_claims(reader, sentence, &has);
    supply with_before = has;
    if (context->has_before)
        add_claims(reader, &context->before, &with_before);
    for (size_t word = 0; word < reader->rules->link_index.words; word++)
        for (uint64_t set = set_of(reader->rules, has.cues, word); set; set &= set - 1) {
            size_t i = word * 64 + (size_t)__builtin_ctzll(set);
            const tie_link_pattern *pattern = &reader->rules->links.items[i];
            bool stands = !pattern->crosses || context->has_before;
            if (stands && may_fit(pattern->crosses ? &with_before : &has, pattern))
                tie_link_match_each(reader, sentence, pattern, take, &l);
        }
}
