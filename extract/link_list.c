/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of items under an introduction: what its figures total, and how many items or ordinals it
 * announces. */
#include "extract/link.h"

enum { COUNTED_REACH = 3 }; /* tokens between what is counted and the colon */

static const tie_claim *claim_at(const tie_reader *r, size_t i) { return &r->claims.items[i]; }

static bool ends_with_colon(const tie_reader *r) {
    size_t n = r->tokens.count;
    return n && tie_token_is(r, (uint32_t)n - 1, ':');
}

/* Words behind the total say whether the list names all its parts. */
static tie_link_hold read_hold(const tie_reader *r) {
    uint32_t count = (uint32_t)r->tokens.count;
    tie_link_hold hold = TIE_LINK_IMPLIED;
    for (uint32_t t = 0; t < count; t++) {
        const tie_entry *e = tie_found_at(r, t, count, TIE_LEX_INCLUDE);
        if (e)
            hold = e->arg == 1 ? TIE_LINK_COMPLETE : TIE_LINK_OPEN;
    }
    return hold;
}

/* "the following eight aspects:": the last figure counts what follows. */
static uint32_t read_counted(const tie_reader *r) {
    const tie_sentence *s = &r->context.before;
    if (!r->context.has_before || !s->claims.count)
        return TIE_NO_CLAIM;
    size_t last = s->claims.count - 1;
    const tie_claim *c = claim_at(r, s->first_claim + last);
    uint32_t colon = (uint32_t)r->tokens.count - 1, behind = s->claims.items[last].noun_end;
    bool whole = c->kind == TIE_KIND_COUNT && !c->decimals && c->head.len &&
                 tie_link_counts_names(r, c, s->claims.items[last]);
    if (!whole || behind + COUNTED_REACH < colon || behind == s->claims.items[last].end)
        return TIE_NO_CLAIM;
    for (uint32_t t = behind; t < colon; t++)
        if (tie_found_at(r, t, colon + 1, TIE_LEX_INCLUDE) || tie_token_is(r, t, ','))
            return TIE_NO_CLAIM;
    return c->id;
}

static void take_noun(tie_context *c, const tie_claim *claim) {
    c->list_noun = claim->noun;
    c->list_head = claim->head;
    c->list_modifiers = claim->modifiers;
    c->list_unit = claim->unit;
}

/* "was distributed as follows:" */
static bool read_split(const tie_reader *r) {
    int64_t class = r->rules->link_split;
    uint32_t count = (uint32_t)r->tokens.count;
    for (uint32_t t = 0; t < count && class >= 0; t++)
        if (tie_link_cue_at(r, t, count, (uint32_t) class))
            return true;
    return false;
}

/* "a total of 26,433 animals were tested:" */
static bool names_total(const tie_reader *r) {
    uint32_t count = (uint32_t)r->tokens.count;
    for (uint32_t t = 0; t < count; t++)
        if (tie_found_at(r, t, count, TIE_LEX_TOTAL))
            return true;
    return false;
}

/* A bare figure ("Changes with 235:") is seldom one, nor is a version ("Release 7.8 brings:"). */
static bool totals(const tie_claim *c, bool cue) {
    bool version = c->kind == TIE_KIND_COUNT && c->decimals && !c->scale;
    return tie_link_summable(c) && !version && (cue || !tie_link_bare(c));
}

void tie_link_open_list(tie_reader *reader, size_t first_claim) {
    tie_context *c = &reader->context;
    c->list = (tie_list){.counted = TIE_NO_CLAIM};
    c->in_list = ends_with_colon(reader);
    c->list_head = c->list_noun = c->list_unit = (tie_str){0};
    if (!c->in_list)
        return;
    c->list.hold = read_hold(reader);
    c->list.counted = read_counted(reader);
    c->list.split = read_split(reader);
    if (c->list.counted != TIE_NO_CLAIM)
        c->ordinals.announced = c->list.counted;
    size_t last = reader->claims.count;
    bool cue = names_total(reader);
    for (size_t i = last; i-- > first_claim && c->list.total_count < TIE_LIST_TOTALS;) {
        const tie_claim *total = claim_at(reader, i);
        bool same = total->sentence_index == claim_at(reader, last - 1)->sentence_index;
        if (!totals(total, cue) || (c->list.total_count && !same))
            continue;
        if (!c->list.total_count)
            take_noun(c, total);
        c->list.totals[c->list.total_count++] = total->id;
    }
    c->list.sorts =
        c->list.total_count == 1 && (c->list.hold == TIE_LINK_COMPLETE || names_total(reader));
}

/* The figure of the item that is counted like the total; TIE_NO_CLAIM when there is none or
 * several.
 */
static uint32_t part_of_item(const tie_reader *r, size_t first_claim, const tie_claim *total) {
    uint32_t found = TIE_NO_CLAIM;
    for (size_t i = first_claim; i < r->claims.count; i++) {
        const tie_claim *c = claim_at(r, i);
        if (!tie_link_summable(c) || !tie_link_same_unit(c, total))
            continue;
        if (found != TIE_NO_CLAIM)
            return TIE_NO_CLAIM;
        found = c->id;
    }
    return found;
}

/* The only figure of the item that can be summed, or TIE_NO_CLAIM. */
static uint32_t only_figure(const tie_reader *r, size_t first_claim) {
    uint32_t found = TIE_NO_CLAIM;
    for (size_t i = first_claim; i < r->claims.count; i++) {
        if (!tie_link_summable(claim_at(r, i)))
            continue;
        if (found != TIE_NO_CLAIM)
            return TIE_NO_CLAIM;
        found = claim_at(r, i)->id;
    }
    return found;
}

/* The item's only figure, where it counts something else: "15,276 goats" under animals. */
static uint32_t sort_of_item(tie_reader *r, size_t first_claim, const tie_claim *total) {
    uint32_t found = only_figure(r, first_claim);
    if (found == TIE_NO_CLAIM || !tie_link_alike(claim_at(r, found), total))
        return TIE_NO_CLAIM;
    r->context.list.unalike = true;
    return found;
}

static void add_total(tie_reader *r, uint32_t total, const tie_parts *parts, tie_link_hold hold,
                      bool unfit) {
    uint32_t count = (uint32_t)parts->count + 1;
    uint32_t *ids = TIE_NEW(r->out, uint32_t, count);
    ids[0] = total;
    if (count > 1)
        memcpy(ids + 1, parts->items, (count - 1) * sizeof *ids);
    *TIE_PUSH(r->out, &r->links) = (tie_link){
        .kind = TIE_LINK_PARTS, .hold = hold, .claims = ids, .count = count, .unfit = unfit};
}

/* An item "Total: 462" sums those before it. */
static bool labelled_total(const tie_reader *r) {
    int64_t class = r->rules->link_total;
    const tie_entry *e =
        class < 0 ? NULL : tie_link_cue_at(r, 0, (uint32_t)r->tokens.count, (uint32_t) class);
    return e && e->tokens < r->tokens.count && tie_tok(r, e->tokens)->kind != TIE_TOKEN_WORD;
}

static void take_figure(tie_reader *r, size_t first_claim) {
    tie_list *list = &r->context.list;
    uint32_t figure = only_figure(r, first_claim);
    const tie_claim *first = list->figures.count ? claim_at(r, list->figures.items[0]) : NULL;
    bool total = labelled_total(r);
    if (figure == TIE_NO_CLAIM || (first && !tie_link_alike(first, claim_at(r, figure))))
        list->mixed = true;
    else if (total && list->figures.count >= 2 && !list->mixed)
        add_total(r, figure, &list->figures, list->several ? TIE_LINK_IMPLIED : TIE_LINK_COMPLETE,
                  false);
    else if (!total)
        *TIE_PUSH(r->out, &list->figures) = figure;
    if (first && figure != TIE_NO_CLAIM && !tie_link_same_unit(first, claim_at(r, figure)))
        list->several = true;
}

/* An item with anything but one percentage leaves the list open. */
static void take_share(tie_reader *r, size_t first_claim) {
    tie_list *list = &r->context.list;
    bool one =
        r->claims.count == first_claim + 1 && claim_at(r, first_claim)->kind == TIE_KIND_PERCENT;
    if (one && list->split)
        *TIE_PUSH(r->out, &list->shares) = claim_at(r, first_claim)->id;
    else
        list->split = false;
}

static void add_shares(tie_reader *r) {
    const tie_parts *shares = &r->context.list.shares;
    if (!r->context.list.split || shares->count < 3)
        return;
    uint32_t *ids = TIE_NEW(r->out, uint32_t, shares->count);
    memcpy(ids, shares->items, shares->count * sizeof *ids);
    *TIE_PUSH(r->out, &r->links) =
        (tie_link){.kind = TIE_LINK_HUNDRED, .claims = ids, .count = (uint32_t)shares->count};
}

void tie_link_item(tie_reader *reader, size_t first_claim) {
    tie_context *c = &reader->context;
    if (c->in_list && c->list.items && reader->block.level < c->list.level)
        tie_link_close_list(reader); /* an item of the list that this one stands in */
    if (!c->in_list)
        return;
    if (!c->list.items)
        c->list.level = reader->block.level;
    if (reader->block.level <= c->list.level)
        c->list.items++;
    take_figure(reader, first_claim);
    take_share(reader, first_claim);
    if (reader->claims.count > first_claim) {
        const tie_claim *item = claim_at(reader, first_claim);
        if (item->head.len && !(item->assumptions & TIE_ASSUME_NOUN))
            take_noun(c, item);
    }
    for (uint32_t k = 0; k < c->list.total_count; k++) {
        const tie_claim *total = claim_at(reader, c->list.totals[k]);
        uint32_t part = part_of_item(reader, first_claim, total);
        if (part == TIE_NO_CLAIM && c->list.sorts)
            part = sort_of_item(reader, first_claim, total);
        if (part != TIE_NO_CLAIM)
            *TIE_PUSH(reader->out, &c->list.parts[k]) = part;
        else
            c->list.unfit[k] = true;
    }
}

static void add_counted(tie_reader *r, uint32_t counted, uint32_t named, tie_link_hold hold) {
    uint32_t *ids = TIE_NEW(r->out, uint32_t, 1);
    ids[0] = counted;
    *TIE_PUSH(r->out, &r->links) = (tie_link){.kind = TIE_LINK_ENUMERATION,
                                              .hold = hold,
                                              .claims = ids,
                                              .count = 1,
                                              .least = named,
                                              .most = named};
}

void tie_link_close_list(tie_reader *reader) {
    tie_context *c = &reader->context;
    const tie_list *list = &c->list;
    bool figures = false;
    if (c->in_list)
        add_shares(reader);
    for (uint32_t k = 0; c->in_list && k < list->total_count; k++) {
        if (list->parts[k].count < 2)
            continue;
        tie_link_hold hold = list->unalike ? TIE_LINK_IMPLIED : list->hold;
        bool unfit = list->unfit[k] && (list->unalike || hold == TIE_LINK_COMPLETE);
        if (list->unfit[k] && hold == TIE_LINK_IMPLIED)
            hold = TIE_LINK_OPEN;
        add_total(reader, list->totals[k], &list->parts[k], hold, unfit);
        figures = true;
    }
    if (c->in_list && !figures && list->counted != TIE_NO_CLAIM && list->items >= 2) {
        add_counted(reader, list->counted, list->items, TIE_LINK_COMPLETE);
        c->ordinals.announced = TIE_NO_CLAIM;
    }
    c->in_list = false;
    c->list = (tie_list){.counted = TIE_NO_CLAIM};
    c->list_head = (tie_str){0};
}

/* ---- Ordinals ---- */

/* The number of "First,", "The second is", at the start of a sentence; 0: there is none. */
static int64_t opening_ordinal(const tie_reader *r, const tie_sentence *s) {
    uint32_t t = s->begin;
    t += tie_word_at(r, t, s->end, "the");
    const tie_entry *e = tie_found_at(r, t, s->end, TIE_LEX_ORDINAL);
    uint32_t behind = e ? t + e->tokens : s->end;
    bool opens =
        behind < s->end && (tie_token_is(r, behind, ',') || tie_token_is(r, behind, ':') ||
                            tie_token_word(r, behind, "is") || tie_token_word(r, behind, "was"));
    return opens && e->a.exp >= 0 && e->a.mant < 100 ? e->a.mant : 0;
}

void tie_link_ordinal(tie_reader *reader, const tie_sentence *sentence) {
    tie_ordinals *series = &reader->context.ordinals;
    if (series->counted == TIE_NO_CLAIM && series->announced == TIE_NO_CLAIM)
        return;
    int64_t n = opening_ordinal(reader, sentence);
    if (n == 1) {
        uint32_t announced = series->announced;
        tie_link_close_ordinals(reader);
        *series = (tie_ordinals){.announced = TIE_NO_CLAIM, .counted = announced, .reached = 1};
    } else if (n && n == (int64_t)series->reached + 1) {
        series->reached++;
    }
}

void tie_link_close_ordinals(tie_reader *reader) {
    tie_ordinals *series = &reader->context.ordinals;
    if (series->counted != TIE_NO_CLAIM && series->reached >= 2)
        add_counted(reader, series->counted, series->reached, TIE_LINK_IMPLIED);
    *series = (tie_ordinals){.announced = TIE_NO_CLAIM, .counted = TIE_NO_CLAIM};
}

void tie_link_forget_claims(tie_reader *reader) {
    tie_context *c = &reader->context;
    c->list = (tie_list){.counted = TIE_NO_CLAIM, .level = c->list.level, .mixed = true};
    c->ordinals = (tie_ordinals){.announced = TIE_NO_CLAIM, .counted = TIE_NO_CLAIM};
    c->has_before = false;
}
