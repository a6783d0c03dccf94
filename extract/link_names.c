/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting the names of a list: "Peru, Bolivia and Trinidad and Tobago". */
#include "extract/link.h"

enum { NAME_TOKENS = 7, ITEM_TOKENS = 4 };

typedef struct names {
    const tie_reader *reader;
    const tie_sentence *sentence;
    tie_link_named kind;
    uint32_t items;
} names;

static bool capital(const names *n, uint32_t t) {
    const tie_token *token = tie_tok(n->reader, t);
    char first = n->reader->text.ptr[token->start];
    return token->kind == TIE_TOKEN_WORD && (tie_ascii_upper(first) || (first & 0x80));
}

/* "Fire safety, noise and dust are": the capital of a sentence makes no name. */
static bool opens_sentence(const names *n, uint32_t t) {
    return t == n->sentence->begin && t + 1 < n->sentence->end && !capital(n, t + 1);
}

static bool and_at(const names *n, uint32_t t) {
    uint32_t end = n->sentence->end;
    return tie_word_at(n->reader, t, end, "and") || tie_word_at(n->reader, t, end, "or") ||
           tie_symbol_at(n->reader, t, end, "&");
}

static bool comma_at(const names *n, uint32_t t) {
    return t < n->sentence->end &&
           (tie_token_is(n->reader, t, ',') || tie_token_is(n->reader, t, ';'));
}

static bool inside_name(const names *n, uint32_t t) {
    const tie_reader *r = n->reader;
    bool word = tie_token_role(r, t, TIE_ROLE_IN_NAME);
    return word || tie_token_is(n->reader, t, '-') ||
           tie_symbol_at(n->reader, t, n->sentence->end, "'") ||
           tie_symbol_at(n->reader, t, n->sentence->end, ".");
}

/* "and others", "and several more": not all are named. */
static bool rest_at(const names *n, uint32_t t) {
    int64_t rest = n->reader->rules->link_rest;
    return rest >= 0 && tie_link_cue_at(n->reader, t, n->sentence->end, (uint32_t)rest);
}

/* Behind one item, or its begin where there is none. */
static uint32_t over_item(const names *n, uint32_t t) {
    uint32_t begin = t, end = n->sentence->end;
    if (tie_word_at(n->reader, t, end, "the"))
        begin = ++t;
    const tie_entry *place = tie_found_at(n->reader, t, end, TIE_LEX_PLACE);
    if (place)
        return t + place->tokens;
    if (n->kind == TIE_LINK_PLACES)
        return begin;
    bool opens = t < end && !tie_found_at(n->reader, t, end, TIE_LEX_INCLUDE) &&
                 !tie_found_at(n->reader, t, end, TIE_LEX_STOP) && !rest_at(n, t);
    if (!opens || (!capital(n, t) && n->kind < TIE_LINK_ITEMS))
        return begin;
    bool name = capital(n, t) && !(n->kind >= TIE_LINK_ITEMS && opens_sentence(n, t));
    uint32_t most = name ? NAME_TOKENS : ITEM_TOKENS;
    for (; t < end && t - begin < most; t++) {
        bool word = tie_tok(n->reader, t)->kind == TIE_TOKEN_WORD;
        if (comma_at(n, t) || and_at(n, t) || (!word && !inside_name(n, t)))
            break;
        bool last = tie_token_is(n->reader, t, '.') && t + 1 >= end;
        if (last || (name && !capital(n, t) && !inside_name(n, t)))
            break;
        if (!name && tie_found_at(n->reader, t, end, TIE_LEX_STOP) && !inside_name(n, t))
            break;
    }
    return t;
}

/* "met officials", "signed the deal": what was done, and no name of anything. */
static bool tells_deed(const names *n, uint32_t t) {
    tie_str word = tie_token_text(n->reader, t);
    const tie_entry *verb = tie_found_at(n->reader, t, n->sentence->end, TIE_LEX_PREDICATE);
    bool noun = tie_str_ends(word, TIE_STR("ing")) || tie_str_ends(word, TIE_STR("s"));
    return (verb && !noun) || tie_str_ends(word, TIE_STR("ed"));
}

/* The list ends where its sentence, clause or parenthesis does. */
static bool closed(const names *n, uint32_t t) {
    uint32_t end = n->sentence->end;
    return t >= end || tie_token_is(n->reader, t, ')') || tie_token_is(n->reader, t, ';') ||
           (tie_token_is(n->reader, t, '.') && t + 1 >= end);
}

uint32_t tie_link_names(const tie_reader *reader, const tie_sentence *sentence, uint32_t token,
                        tie_link_named kind, uint32_t *least, uint32_t *most) {
    names n = {.reader = reader, .sentence = sentence, .kind = kind};
    uint32_t t = token, ands = 0;
    bool last = false, nouns = kind == TIE_LINK_NOUNS;
    for (;;) {
        uint32_t next = over_item(&n, t);
        if (next == t || (nouns && tells_deed(&n, t)))
            return 0;
        n.items++;
        t = next;
        bool comma = comma_at(&n, t);
        if (and_at(&n, t + comma)) {
            t += comma + 1u;
            ands++;
            last = true;
        } else if (comma && !last) {
            t++;
        } else {
            break;
        }
    }
    bool ends = kind == TIE_LINK_CLOSED || kind == TIE_LINK_ITEMS || nouns;
    if (!last || n.items < (nouns ? 3 : 2) || (ends && !closed(&n, t)))
        return 0;
    *most = n.items;
    *least = n.items - (ands - 1);
    return t;
}
