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

/* "4 strings and 2 horns:": what follows may be both. */
static bool joined_before(const tie_reader *r, const tie_sentence *s, size_t last) {
    if (!last)
        return false;
    uint32_t t = s->claims.items[last - 1].noun_end, end = s->claims.items[last].hedge;
    t += tie_symbol_at(r, t, end, ",");
    return t + 1 == end && tie_word_at(r, t, end, "and");
}

/* "This sets the USB 3 mode:" */
static bool named_by_letters(const tie_reader *r, const tie_sentence *s, size_t last) {
    uint32_t begin = s->claims.items[last].begin;
    return begin > s->begin && tie_tok(r, begin)->kind == TIE_TOKEN_NUMBER &&
           tie_tok(r, begin - 1)->flags & TIE_TOKEN_UPPER &&
           tie_token_len(tie_tok(r, begin - 1)) > 1;
}

/* "the following eight aspects:": the last figure counts what follows. */
static uint32_t read_counted(const tie_reader *r) {
    const tie_sentence *s = &r->context.before;
    if (!r->context.has_before || !s->claims.count)
        return TIE_NO_CLAIM;
    size_t last = s->claims.count - 1;
    const tie_claim *c = claim_at(r, s->first_claim + last);
    uint32_t colon = (uint32_t)r->tokens.count - 1, behind = s->claims.items[last].noun_end;
    if (joined_before(r, s, last) || named_by_letters(r, s, last))
        return TIE_NO_CLAIM;
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

/* ---- Items ---- */

static bool follows(tie_list_mark before, tie_list_mark mark) {
    return before.number && mark.sign == before.sign && mark.number == before.number + 1;
}

/* "Registers R1-R5 are free", "the other four differ": an item for several. */
static bool for_several(const tie_reader *r) {
    enum { OPENING = 4 };
    int64_t class = r->rules->link_remainder;
    uint32_t count = (uint32_t)r->tokens.count;
    for (uint32_t t = 0; t < OPENING && t + 1 < count; t++) {
        if (class >= 0 && t < 2 && tie_link_cue_at(r, t, count, (uint32_t) class))
            return true;
        if (!t || !tie_hyphen_at(r, t, count) || !tie_glued(r, t + 1))
            continue;
        size_t behind = tie_tok(r, t)->end;
        behind +=
            tie_ascii_alpha(r->text.ptr[behind]) && tie_tok(r, t + 1)->end < r->block.span.end;
        if (tie_ascii_digit(r->text.ptr[tie_tok(r, t)->start - 1]) &&
            tie_ascii_digit(r->text.ptr[behind]))
            return true;
    }
    return false;
}

/* Counts the item. Its mark tells whether it is one of this list. */
static void count_item(tie_reader *r, tie_list_mark mark) {
    tie_list *list = &r->context.list;
    bool numbered = mark.sign == '1' || mark.sign == 'a';
    bool same = list->items && list->mark.number == mark.number; /* 1. 1. 1. */
    list->broken |= numbered && mark.number && !same && mark.number > 1 &&
                    !(list->items && follows(list->mark, mark));
    list->items++;
    if (list->counted != TIE_NO_CLAIM) {
        list->items += tie_link_marks_inside(r, &mark);
        list->loose |= for_several(r);
    }
    list->mark = mark;
}

/* Token of the block that begins at that byte. */
static uint32_t token_at(const tie_reader *r, uint64_t start) {
    uint32_t low = 0, high = (uint32_t)r->tokens.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        bool before = tie_tok(r, mid)->start < start;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    return low;
}

/* Without a noun of its own. */
static bool unnamed(const tie_claim *c) {
    return tie_link_bare(c) || c->assumptions & TIE_ASSUME_NOUN;
}

/* "10: this is the lamp", "100base-T1", "60 MByte/sec", "10-bit addresses": no part of a total. */
static bool is_part(const tie_reader *r, const tie_claim *c) {
    uint32_t t = token_at(r, c->span.start), count = (uint32_t)r->tokens.count;
    if (tie_hyphen_at(r, t + 1, count) && c->span.end > tie_tok(r, t)->end)
        return false;
    if (!unnamed(c))
        return true;
    uint32_t next = token_at(r, c->span.end);
    bool word = next < count && tie_tok(r, next)->kind == TIE_TOKEN_WORD;
    bool key = t == 0 && tie_symbol_at(r, next, count, ":");
    return !key && !tie_symbol_at(r, next, count, "=") && !(word && tie_glued(r, next)) &&
           !(word && tie_symbol_at(r, next + 1, count, "/"));
}

/* "Sensor 3 Lid", "Sensor 4 Lamp": a word before the figures of several items, and more behind. */
static void take_label(tie_reader *r, const tie_claim *c) {
    tie_list *list = &r->context.list;
    uint32_t t = token_at(r, c->span.start), next = token_at(r, c->span.end);
    bool label =
        unnamed(c) && t && next < r->tokens.count && tie_tok(r, t - 1)->kind == TIE_TOKEN_WORD &&
        !tie_found_before(r, t, 0, TIE_LEX_PREDICATE) && !tie_found_before(r, t, 0, TIE_LEX_STOP);
    uint64_t key = label ? tie_tok(r, t - 1)->key : 0;
    list->labelled |= key && key == list->label;
    list->label = key;
}

/* The figure of the item that is counted like the total; TIE_NO_CLAIM when there is none or
 * several.
 */
static uint32_t part_of_item(const tie_reader *r, size_t first_claim, const tie_claim *total) {
    uint32_t found = TIE_NO_CLAIM;
    for (size_t i = first_claim; i < r->claims.count; i++) {
        const tie_claim *c = claim_at(r, i);
        if (!tie_link_summable(c) || !tie_link_same_unit(c, total) || !is_part(r, c))
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
        if (!tie_link_summable(claim_at(r, i)) || !is_part(r, claim_at(r, i)))
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

/* ---- Lists that are interrupted ---- */

/* Nothing went on with it. */
static void close_rest(tie_reader *r) {
    tie_list_rest *rest = &r->context.list_rest;
    if (rest->counted != TIE_NO_CLAIM)
        add_counted(r, rest->counted, rest->named, TIE_LINK_COMPLETE);
    rest->counted = TIE_NO_CLAIM;
}

/* An item "3." behind text that stood behind "2.": the list goes on, who knows how far. */
static void resume(tie_reader *r, tie_list_mark mark) {
    tie_list_rest *rest = &r->context.list_rest;
    if (rest->counted == TIE_NO_CLAIM || mark.sign != rest->sign)
        return;
    if (mark.number == rest->named + 1)
        rest->counted = TIE_NO_CLAIM;
    else if (mark.number == 1)
        close_rest(r);
}

/* As many items as are counted, unless some are left out or stand for several. */
static void close_count(tie_reader *r) {
    const tie_list *list = &r->context.list;
    tie_list_mark mark = list->mark;
    const tie_claim *counted = claim_at(r, list->counted);
    bool fewer = tie_dec_cmp(tie_dec_int(list->items), counted->value) < 0;
    bool numbered = mark.number && mark.number == list->items;
    r->context.ordinals.announced = TIE_NO_CLAIM;
    if (list->broken || list->loose || list->labelled)
        return;
    if (!fewer || !numbered) {
        add_counted(r, list->counted, list->items, TIE_LINK_COMPLETE);
        return;
    }
    close_rest(r);
    r->context.list_rest = (tie_list_rest){list->counted, list->items, mark.sign};
}

bool tie_link_goes_on(const tie_reader *reader) {
    const tie_context *c = &reader->context;
    const tie_list *list = &c->list;
    return reader->block.kind == TIE_BLOCK_HEADING && c->in_list && list->items &&
           list->counted != TIE_NO_CLAIM && follows(list->mark, tie_link_read_mark(reader)) &&
           tie_dec_cmp(tie_dec_int(list->items), claim_at(reader, list->counted)->value) < 0;
}

void tie_link_item(tie_reader *reader, size_t first_claim) {
    tie_context *c = &reader->context;
    const tie_list_mark mark = tie_link_read_mark(reader);
    tie_list *list = &c->list;
    bool next = list->items && follows(list->mark, mark),
         deeper = reader->block.level > list->level;
    bool other = list->items && mark.sign && list->mark.sign && mark.sign != list->mark.sign;
    resume(reader, mark);
    if (c->in_list && list->items && !next && !deeper &&
        (other || reader->block.level < list->level))
        tie_link_close_list(reader); /* an item of another list, or of one that this is in */
    if (!c->in_list)
        return;
    if (!list->items || (next && !deeper))
        list->level = reader->block.level;
    if (reader->block.level <= list->level)
        count_item(reader, mark);
    take_figure(reader, first_claim);
    take_share(reader, first_claim);
    if (reader->claims.count > first_claim) {
        const tie_claim *item = claim_at(reader, first_claim);
        if (item->head.len && !(item->assumptions & TIE_ASSUME_NOUN))
            take_noun(c, item);
        if (list->total_count)
            take_label(reader, item);
    }
    if (ends_with_colon(reader)) /* its figures count what stands under it */
        first_claim = reader->claims.count;
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

void tie_link_close_list(tie_reader *reader) {
    tie_context *c = &reader->context;
    const tie_list *list = &c->list;
    bool figures = false;
    if (c->in_list)
        add_shares(reader);
    for (uint32_t k = 0; c->in_list && k < list->total_count; k++) {
        if (list->parts[k].count < 2 || list->labelled)
            continue;
        tie_link_hold hold = list->unalike ? TIE_LINK_IMPLIED : list->hold;
        bool unfit = list->unfit[k] && (list->unalike || hold == TIE_LINK_COMPLETE);
        if (list->unfit[k] && hold == TIE_LINK_IMPLIED)
            hold = TIE_LINK_OPEN;
        add_total(reader, list->totals[k], &list->parts[k], hold, unfit);
        figures = true;
    }
    if (c->in_list && !figures && list->counted != TIE_NO_CLAIM && list->items >= 2)
        close_count(reader);
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

static void close_series(tie_reader *r) {
    tie_ordinals *series = &r->context.ordinals;
    if (series->counted != TIE_NO_CLAIM && series->reached >= 2)
        add_counted(r, series->counted, series->reached, TIE_LINK_IMPLIED);
    *series = (tie_ordinals){.announced = TIE_NO_CLAIM, .counted = TIE_NO_CLAIM};
}

void tie_link_ordinal(tie_reader *reader, const tie_sentence *sentence) {
    tie_ordinals *series = &reader->context.ordinals;
    if (series->counted == TIE_NO_CLAIM && series->announced == TIE_NO_CLAIM)
        return;
    int64_t n = opening_ordinal(reader, sentence);
    if (n == 1) {
        uint32_t announced = series->announced;
        close_series(reader);
        *series = (tie_ordinals){.announced = TIE_NO_CLAIM, .counted = announced, .reached = 1};
    } else if (n && n == (int64_t)series->reached + 1) {
        series->reached++;
    }
}

void tie_link_close_ordinals(tie_reader *reader) {
    close_series(reader);
    close_rest(reader);
}

void tie_link_forget_claims(tie_reader *reader) {
    tie_context *c = &reader->context;
    c->list = (tie_list){.counted = TIE_NO_CLAIM, .level = c->list.level, .mixed = true};
    c->ordinals = (tie_ordinals){.announced = TIE_NO_CLAIM, .counted = TIE_NO_CLAIM};
    c->list_rest.counted = TIE_NO_CLAIM;
    c->has_before = false;
}
