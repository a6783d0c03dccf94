/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which figures the words relate: a share with its part and its whole, a list with its total. Roles
 * come from the words between the figures, never from trying what adds up. */
#include "extract/link.h"

static const tie_claim *claim_at(const tie_reader *r, size_t i) { return &r->claims.items[i]; }

static uint32_t token_at(const tie_reader *r, const tie_sentence *s, uint64_t byte) {
    uint32_t t = s->begin;
    while (t < s->end && tie_tok(r, t)->end <= byte)
        t++;
    return t;
}

static bool lex_between(const tie_reader *r, uint32_t begin, uint32_t end, tie_lex lex) {
    for (uint32_t t = begin; t < end; t++)
        if (r->first_found[t] < r->first_found[t + 1] && tie_found_at(r, t, end, lex))
            return true;
    return false;
}

static bool word_between(const tie_reader *r, uint32_t begin, uint32_t end, const char *word) {
    for (uint32_t t = begin; t < end; t++)
        if (tie_tok(r, t)->kind == TIE_TOKEN_WORD && tie_token_word(r, t, word))
            return true;
    return false;
}

static bool countable(const tie_claim *c) {
    return c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_AMOUNT || c->kind == TIE_KIND_MONEY;
}

static bool same_measure_unit(const tie_claim *a, const tie_claim *b) {
    return tie_str_eq(a->dimension, b->dimension) &&
           (!tie_str_eq(a->dimension, TIE_STR("count")) || !a->unit.len || !b->unit.len ||
            tie_str_eq(a->unit, b->unit));
}

static void add_link(tie_reader *r, tie_link_kind kind, bool complete, const uint32_t *ids,
                     uint32_t count) {
    uint32_t *kept = TIE_NEW(r->out, uint32_t, count);
    memcpy(kept, ids, count * sizeof *ids);
    *TIE_PUSH(r->out, &r->links) = (tie_link){kind, complete, kept, count};
}

/* "14,939 were arrested, accounting for 7.8% of the total of 189,338": part, SHARE words, p% of
 * whole. "56,179 sentences, of which 13,290 ..., a rate of 23.66%": whole, of which part, SHARE
 * words, p%. */
static void link_share(tie_reader *r, const tie_sentence *s, size_t percent) {
    const tie_claim *p = claim_at(r, percent);
    size_t first = s->first_claim, last = r->claims.count;
    uint32_t here = token_at(r, s, p->span.start), behind = token_at(r, s, p->span.end);
    if (percent == first || !countable(claim_at(r, percent - 1)))
        return;
    const tie_claim *part = claim_at(r, percent - 1);
    uint32_t part_end = token_at(r, s, part->span.end);
    if (!lex_between(r, part_end, here, TIE_LEX_SHARE))
        return;
    bool of = behind < s->end && tie_token_word(r, behind, "of");
    if (of && percent + 1 < last && countable(claim_at(r, percent + 1))) {
        const tie_claim *whole = claim_at(r, percent + 1);
        uint32_t whole_begin = token_at(r, s, whole->span.start);
        bool near = !word_between(r, behind, whole_begin, "and") && whole_begin - behind < 8;
        if (near && same_measure_unit(part, whole))
            add_link(r, TIE_LINK_SHARE, true, (uint32_t[]){part->id, p->id, whole->id}, 3);
        return;
    }
    if (percent < first + 2)
        return;
    const tie_claim *whole = claim_at(r, percent - 2);
    uint32_t whole_end = token_at(r, s, whole->span.end),
             part_begin = token_at(r, s, part->span.start);
    bool of_which = word_between(r, whole_end, part_begin, "which") ||
                    word_between(r, whole_end, part_begin, "whom");
    if (of_which && word_between(r, whole_end, part_begin, "of") && countable(whole))
        add_link(r, TIE_LINK_SHARE, true, (uint32_t[]){part->id, p->id, whole->id}, 3);
}

void tie_link_sentence(tie_reader *reader, const tie_sentence *sentence) {
    for (size_t i = sentence->first_claim; i < reader->claims.count; i++)
        if (claim_at(reader, i)->kind == TIE_KIND_PERCENT)
            link_share(reader, sentence, i);
}

/* ---- Lists ---- */

static bool ends_with_colon(const tie_reader *r) {
    size_t n = r->tokens.count;
    return n && tie_token_is(r, (uint32_t)n - 1, ':');
}

/* Words behind the total say whether the list names all its parts. */
static void read_completeness(tie_reader *r) {
    tie_context *c = &r->context;
    uint32_t count = (uint32_t)r->tokens.count;
    c->list_complete = false;
    for (uint32_t t = 0; t < count; t++) {
        const tie_entry *e = r->first_found[t] < r->first_found[t + 1]
                                 ? tie_found_at(r, t, count, TIE_LEX_INCLUDE)
                                 : NULL;
        if (e)
            c->list_complete = e->arg == 1;
    }
}

void tie_link_open_list(tie_reader *reader, size_t first_claim) {
    tie_context *c = &reader->context;
    c->list_total = TIE_NO_CLAIM;
    c->in_list = ends_with_colon(reader);
    c->list_head = c->list_noun = c->list_unit = (tie_str){0};
    c->list_parts = (tie_parts){0};
    c->list_sound = true;
    if (!c->in_list)
        return;
    for (size_t i = reader->claims.count; i-- > first_claim;) {
        const tie_claim *total = claim_at(reader, i);
        if (!countable(total))
            continue;
        c->list_total = total->id;
        c->list_noun = total->noun;
        c->list_head = total->head;
        c->list_modifiers = total->modifiers;
        c->list_unit = total->unit;
        break;
    }
    read_completeness(reader);
}

/* One item: its only figure, in the total's unit, is a part; anything else makes the list unfit for
 * a sum. */
void tie_link_item(tie_reader *reader, size_t first_claim) {
    tie_context *c = &reader->context;
    if (!c->in_list)
        return;
    size_t found = reader->claims.count - first_claim;
    if (found) {
        const tie_claim *item = claim_at(reader, first_claim);
        if (item->head.len && !(item->assumptions & TIE_ASSUME_NOUN)) {
            c->list_noun = item->noun;
            c->list_head = item->head;
            c->list_modifiers = item->modifiers;
            c->list_unit = item->unit;
        }
    }
    if (c->list_total == TIE_NO_CLAIM)
        return;
    const tie_claim *part = found == 1 ? claim_at(reader, first_claim) : NULL;
    bool fits = part && countable(part) && part->hedge == TIE_HEDGE_EXACT &&
                same_measure_unit(part, claim_at(reader, c->list_total));
    if (fits)
        *TIE_PUSH(reader->out, &c->list_parts) = part->id;
    else
        c->list_sound = false;
}

void tie_link_close_list(tie_reader *reader) {
    tie_context *c = &reader->context;
    if (c->in_list && c->list_total != TIE_NO_CLAIM && c->list_sound && c->list_parts.count >= 2) {
        uint32_t count = (uint32_t)c->list_parts.count + 1;
        uint32_t *ids = TIE_NEW(reader->out, uint32_t, count);
        ids[0] = c->list_total;
        memcpy(ids + 1, c->list_parts.items, c->list_parts.count * sizeof *ids);
        *TIE_PUSH(reader->out, &reader->links) =
            (tie_link){TIE_LINK_PARTS, c->list_complete, ids, count};
    }
    c->in_list = false;
    c->list_total = TIE_NO_CLAIM;
    c->list_head = (tie_str){0};
}
