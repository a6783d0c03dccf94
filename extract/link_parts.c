/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts and their total: figures that stand like them, but name something. */
#include "extract/link.h"

typedef struct addition {
    const tie_reader *reader;
    const tie_sentence *sentence;
    const tie_link_match *match; /* total, then its parts */
} addition;

static const tie_claim *claim_of(const addition *a, uint32_t k) {
    return &a->reader->claims.items[a->match->claims[k]];
}

/* A total may stand in the sentence before. */
static bool stands_here(const addition *a, uint32_t k) {
    return tie_link_stands_in(a->sentence, a->match->claims[k]);
}

static tie_claim_tokens tokens_of(const addition *a, uint32_t k) {
    return tie_link_tokens(a->sentence, a->match->claims[k]);
}

static bool symbol(const addition *a, uint32_t token, const char *sign) {
    return tie_symbol_at(a->reader, token, a->sentence->end, sign);
}

static bool symbol_before(const addition *a, uint32_t token, const char *sign) {
    return token > a->sentence->begin && symbol(a, token - 1, sign);
}

static bool word_at(const addition *a, uint32_t token) {
    return token < a->sentence->end && tie_tok(a->reader, token)->kind == TIE_TOKEN_WORD;
}

/* "0 = off, 1 = on", "0: 8 bits, 1: 9 bits", "0 is for cached": what the number stands for
 * follows; "315/H": it goes on. */
static bool explained(const addition *a, uint32_t k) {
    const tie_claim_tokens at = tokens_of(a, k);
    bool goes_on = symbol(a, at.end, "/") && tie_glued(a->reader, at.end) &&
                   word_at(a, at.end + 1) && tie_glued(a->reader, at.end + 1) &&
                   tie_tok(a->reader, at.end + 1)->flags & TIE_TOKEN_CAPITAL;
    return symbol(a, at.end, "=") || (tie_link_bare(claim_of(a, k)) &&
                                      (goes_on || symbol(a, at.end, ":") ||
                                       tie_word_at(a->reader, at.end, a->sentence->end, "is")));
}

/* "array[1..11]", "a 3270 terminal", "0", "-1", "version 1.3 (974 packages)": no sum of anything.
 */
static bool totals_nothing(const addition *a) {
    const tie_claim *total = claim_of(a, 0);
    bool whole = true;
    for (uint32_t k = 1; k < a->match->count; k++)
        whole &= claim_of(a, k)->kind == TIE_KIND_COUNT && !claim_of(a, k)->decimals;
    bool version = total->kind == TIE_KIND_COUNT && total->decimals && !total->scale && whole;
    if (version || total->value.mant <= 0)
        return true;
    if (!stands_here(a, 0))
        return false;
    const tie_reader *r = a->reader;
    const tie_claim_tokens at = tokens_of(a, 0);
    bool type = tie_link_bare(total) && total->head.len && at.hedge > a->sentence->begin &&
                tie_word_at(r, at.hedge - 1, at.hedge, "a");
    bool end = symbol_before(a, at.begin, ".") && symbol_before(a, at.begin - 1, ".");
    return type || end || symbol(a, at.end, "]");
}

/* "entity 1: csi (2 pads, 2 links)": what is in parentheses is of the words before them. */
static bool of_words_between(const addition *a) {
    uint32_t open = tokens_of(a, 1).hedge;
    if (!stands_here(a, 0) || !symbol_before(a, open, "("))
        return false;
    const tie_claim_tokens at = tokens_of(a, 0);
    return tie_link_bare(claim_of(a, 0)) && symbol(a, at.end, ":") && word_at(a, at.end + 1);
}

/* Nothing but the number, up to the next one or the end of the list. */
static bool lone(const addition *a, uint32_t k) {
    uint32_t t = tokens_of(a, k).end, end = a->sentence->end;
    return t >= end || symbol(a, t, ",") || symbol(a, t, ";") || symbol(a, t, ")") ||
           symbol(a, t, ".") || tie_word_at(a->reader, t, end, "and") ||
           tie_word_at(a->reader, t, end, "or");
}

/* "seq(1, 100)", "the points (0, 0), (0, 3)": arguments, coordinates. */
static bool in_tuple(const addition *a) {
    uint32_t open = tokens_of(a, 1).hedge - 1, behind = a->match->list_end;
    if (!symbol_before(a, tokens_of(a, 1).hedge, "("))
        return false;
    bool call = open > a->sentence->begin && word_at(a, open - 1) && tie_glued(a->reader, open);
    for (uint32_t k = 1; k < a->match->count; k++)
        call = call && lone(a, k);
    behind += symbol(a, behind, "."); /* "(0., 0.)" */
    bool more = symbol(a, behind, ")") && symbol(a, behind + 1, ",") && symbol(a, behind + 2, "(");
    return call || more;
}

/* "two targets (166 and 172)": as many as it says are named by their numbers; "three sizes: 64k,
 * 32M and 1G": not all of a list that goes on are figures. */
static bool names_numbers(const addition *a) {
    const tie_claim *total = claim_of(a, 0);
    uint32_t parts = a->match->count - 1, behind = a->match->list_end;
    bool larger = true, single = true;
    for (uint32_t k = 1; k <= parts; k++) {
        const tie_claim *part = claim_of(a, k);
        larger &= part->kind == TIE_KIND_COUNT && tie_dec_cmp(part->value, total->value) > 0;
        single &= lone(a, k);
    }
    bool goes_on = behind && (symbol(a, behind, ",") ||
                              tie_word_at(a->reader, behind, a->sentence->end, "and") ||
                              tie_word_at(a->reader, behind, a->sentence->end, "or"));
    bool all = tie_dec_cmp(total->value, tie_dec_int(parts)) == 0;
    return parts > 1 && ((all && (larger || single)) || (goes_on && single));
}

/* "'lid':3 'lamp':2,11": both are values of keys. */
static bool keyed(const addition *a) {
    for (uint32_t k = 0; k < 2; k++) {
        uint32_t t = stands_here(a, k) ? tokens_of(a, k).begin : 0;
        if (t < 2 || !symbol_before(a, t, ":") || !tie_glued(a->reader, t) ||
            !tie_glued(a->reader, t - 1))
            return false;
    }
    return true;
}

/* "a table of 6 rows and 32 columns, 192 in all": they are multiplied; "6 people: 3 men and 2
 * women": where all of them say what they count, they are not. */
static bool multiplied(const addition *a) {
    tie_dec product;
    bool bare = false;
    for (uint32_t k = 0; k < a->match->count; k++)
        bare |= tie_link_bare(claim_of(a, k));
    return bare && a->match->count == 3 &&
           !tie_dec_mul(claim_of(a, 1)->value, claim_of(a, 2)->value, &product) &&
           tie_dec_cmp(product, claim_of(a, 0)->value) == 0;
}

/* "the limit, 500, to a high value such as 5000": a value of its own. */
static bool example(const addition *a) {
    const tie_claim_tokens at = tokens_of(a, 1);
    return a->match->count == 2 && tie_link_bare(claim_of(a, 0)) && tie_link_bare(claim_of(a, 1)) &&
           at.hedge > a->sentence->begin && tie_word_at(a->reader, at.hedge - 1, at.hedge, "as");
}

/* "20 bytes (12b data + 8b header)": what reads as billions is in the total's unit. */
static bool scaled_otherwise(const addition *a) {
    const tie_claim *total = claim_of(a, 0);
    bool scaled = total->kind == TIE_KIND_AMOUNT && !total->scale;
    for (uint32_t k = 1; k < a->match->count; k++)
        scaled &= tie_link_bare(claim_of(a, k)) && claim_of(a, k)->scale > 0;
    return scaled;
}

/* "726149 broadway: drop it", "726187 Use the new one": both open their lines, so that they stand
 * in one list, unless the colon closes the first line. */
static bool side_by_side(const addition *a) {
    if (!stands_here(a, 0) || a->match->claims[1] < a->match->claims[0])
        return false;
    const tie_reader *r = a->reader;
    uint32_t total = tokens_of(a, 0).begin, part = tokens_of(a, 1).begin;
    bool opens = total == 0 || tie_tok(r, total)->flags & TIE_TOKEN_LINE;
    return opens && tie_tok(r, part)->flags & TIE_TOKEN_LINE && !tie_token_is(r, part - 1, ':');
}

/* "Sven: 10260: resolve 10258 and 10230", "1: 1-63, 0; 2: 1-63, 1", "\n15562, Sven: 15559, 15563: "
 * at the start of a line: a number between signs and a colon, or before a colon that others stand
 * before, too, names a record. */
static bool names_record(const addition *a) {
    if (!stands_here(a, 0) || !tie_link_bare(claim_of(a, 0)) || !tie_link_bare(claim_of(a, 1)))
        return false;
    const tie_claim_tokens at = tokens_of(a, 0);
    bool opens = at.hedge == a->sentence->begin || symbol_before(a, at.hedge, ":") ||
                 symbol_before(a, at.hedge, ";") || symbol_before(a, at.hedge, ",");
    bool listed = symbol(a, at.end, ",") && symbol(a, tokens_of(a, a->match->count - 1).end, ":");
    return opens && (symbol(a, at.noun_end, ":") || listed);
}

bool tie_link_adds(const tie_reader *reader, const tie_sentence *sentence,
                   const tie_link_match *match) {
    const addition a = {reader, sentence, match};
    if (totals_nothing(&a) || multiplied(&a) || scaled_otherwise(&a) ||
        (stands_here(&a, 0) && symbol(&a, tokens_of(&a, 0).end, "=")))
        return false;
    for (uint32_t k = 1; k < match->count; k++)
        if (!stands_here(&a, k))
            return true;
    for (uint32_t k = 1; k < match->count; k++)
        if (explained(&a, k))
            return false;
    return !of_words_between(&a) && !in_tuple(&a) && !names_numbers(&a) && !example(&a) &&
           !names_record(&a) && !keyed(&a) && !side_by_side(&a);
}
