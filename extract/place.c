/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in a sentence, and the place of a claim: its own sentence, the one before, the heading,
 * the document. */
#include "extract/claims.h"

enum { INTRO_TOKENS = 6, GROUP_WORDS = 4 };

static bool in_at(const tie_reader *r, uint32_t t) {
    return tie_token_role(r, t, TIE_ROLE_LOCATES);
}

static bool away_at(const tie_reader *r, uint32_t t) {
    return tie_token_role(r, t, TIE_ROLE_LEADS_AWAY);
}

static bool hit_at(const tie_reader *r, uint32_t t) {
    return tie_token_role(r, t, TIE_ROLE_STRIKES);
}

static bool article_at(const tie_reader *r, uint32_t t) {
    return tie_token_word(r, t, "the") || tie_token_role(r, t, TIE_ROLE_SIDE);
}

static bool verb_at(const tie_reader *r, uint32_t t, uint32_t limit) {
    return t < limit && (tie_token_word(r, t, "has") || tie_token_word(r, t, "have") ||
                         tie_token_word(r, t, "had") || tie_token_word(r, t, "is") ||
                         tie_token_word(r, t, "was") || tie_token_word(r, t, "are") ||
                         tie_token_word(r, t, "were") || tie_token_word(r, t, "also") ||
                         tie_found_at(r, t, limit, TIE_LEX_PREDICATE));
}

/* The first word of the phrase before token, behind articles and points of the compass. */
static uint32_t behind_articles(const tie_reader *r, uint32_t begin, uint32_t token) {
    while (token > begin && article_at(r, token - 1))
        token--;
    return token;
}

/* The sentence begins with it, or an introduction and a comma before it: "For example, Guangdong
 * ...". */
static bool opens(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    if (token == s->begin)
        return true;
    bool intro = token - s->begin <= INTRO_TOKENS && tie_token_is(r, token - 1, ',');
    for (uint32_t t = s->begin; t < token && intro; t++)
        intro = tie_tok(r, t)->kind == TIE_TOKEN_WORD || t == token - 1;
    return intro;
}

/* "in Port Louis, Mauritius": behind a town that no list knows. */
static bool behind_town(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    enum { LONGEST = 5 };
    uint32_t t = token - 1;
    if (token < s->begin + 3 || !tie_token_is(r, t, ','))
        return false;
    while (t > s->begin && token - t <= LONGEST &&
           (tie_tok(r, t - 1)->flags & TIE_TOKEN_CAPITAL || tie_token_is(r, t - 1, '-')))
        t--;
    return t < token - 1 && t > s->begin &&
           (tie_word_at(r, t - 1, token, "in") || tie_word_at(r, t - 1, token, "at"));
}

/* "at the port of Antwerp", "in the province of Yunnan": what it is stands before "of". */
static bool behind_kind(const tie_reader *r, const tie_sentence *s, uint32_t of) {
    enum { LONGEST = 3 };
    uint32_t t = of;
    while (t > s->begin && of - t < LONGEST && tie_tok(r, t - 1)->kind == TIE_TOKEN_WORD &&
           !tie_found_at(r, t - 1, of, TIE_LEX_STOP))
        t--;
    return t < of && t > s->begin + 1 && tie_word_at(r, t - 1, of, "the") &&
           (tie_word_at(r, t - 2, of, "in") || tie_word_at(r, t - 2, of, "at"));
}

/* The text says, by a heading or in its facts, what place it is about. */
static bool about_place(const tie_reader *r) {
    const tie_context *c = &r->context;
    return c->heading_place.len || c->chapter_place.len ||
           (r->doc.place.len && r->doc.place.ptr != r->rules->subject_place.ptr);
}

/* The place that what is told belongs to where nothing nearer says so. */
static tie_str text_place(const tie_reader *r) {
    return r->context.chapter_place.len ? r->context.chapter_place : r->doc.place;
}

/* The text is about another place, which this one is no part of. */
static bool elsewhere(const tie_reader *r, int32_t place) {
    if (!about_place(r))
        return false;
    tie_str about = r->context.heading_place.len ? r->context.heading_place : text_place(r);
    for (; place >= 0; place = r->rules->places.items[place].part_of)
        if (tie_str_eq(r->rules->places.items[place].name, about))
            return false;
    return true;
}

/* "Peru | 's ports" */
static bool owns_at(const tie_reader *r, const tie_sentence *s, uint32_t end) {
    return end < s->end && tie_tok(r, end)->flags & TIE_TOKEN_SUFFIX;
}

/* "Peru | seized 3 tons", "Peru has 30 ports" tell of Peru; "Peru | funded 3 clinics" need not. */
static bool at_home(const tie_reader *r, const tie_sentence *s, uint32_t end) {
    uint32_t t = end;
    if (owns_at(r, s, end))
        return true;
    while (t + 1 < s->end && (tie_token_word(r, t, "and") || tie_token_is(r, t, ',')) &&
           tie_found_at(r, t + 1, s->end, TIE_LEX_PLACE)) /* Peru and Chile funded */
        t += 1 + tie_found_at(r, t + 1, s->end, TIE_LEX_PLACE)->tokens;
    while (t < s->end && (tie_token_word(r, t, "has") || tie_token_word(r, t, "have") ||
                          tie_token_word(r, t, "had") || tie_token_word(r, t, "also") ||
                          tie_str_ends(tie_token_text(r, t), TIE_STR("ly"))))
        t++;
    if (t == s->end || tie_tok(r, t)->kind != TIE_TOKEN_WORD ||
        tie_found_at(r, t, s->end, TIE_LEX_STOP))
        return true;
    const tie_entry *verb = tie_found_at(r, t, s->end, TIE_LEX_PREDICATE);
    return verb && r->rules->predicate_traits[verb->arg] & TIE_PREDICATE_HOME;
}

/* "the Oslo | Agreement", "the Shanghai | Cooperation Organization": what is told of them need not
 * be there. */
static bool names_another(const tie_reader *r, const tie_sentence *s, uint32_t end) {
    enum { LONGEST = 3 };
    for (uint32_t t = end; t < s->end && t < end + LONGEST; t++) {
        if (!(tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL))
            return false;
        if (tie_role_at(r, t, s->end, TIE_ROLE_BEARS_PLACE))
            return true;
    }
    return false;
}

/* How strongly the words around a name say that the sentence's figures belong there. Where the text
 * is about another place, a name that acts or modifies ("Peru funded", "U.S. aid") only says who.
 */
static tie_hold hold_of(const tie_reader *r, const tie_sentence *s, uint32_t begin, uint32_t end,
                        bool foreign) {
    uint32_t before = behind_articles(r, s->begin, begin);
    bool compound = tie_hyphen_at(r, end, s->end) && end + 1 < s->end && tie_glued(r, end + 1);
    if (compound &&
        !tie_role_at(r, end + 1, s->end, TIE_ROLE_WIDE)) /* U.S.-trained, Africa-based */
        return TIE_HOLD_NONE;
    if (names_another(r, s, end))
        return TIE_HOLD_NONE;
    bool led = before > s->begin, away = led && away_at(r, before - 1);
    if (led && (in_at(r, before - 1) || hit_at(r, before - 1)))
        return TIE_HOLD_FIRM;
    if (opens(r, s, before) || (verb_at(r, end, s->end) && !away))
        return foreign && !at_home(r, s, end) ? TIE_HOLD_NONE : TIE_HOLD_FIRM;
    if (away)
        return TIE_HOLD_NONE;
    if (behind_town(r, s, before))
        return TIE_HOLD_FIRM;
    bool of = before > s->begin && tie_word_at(r, before - 1, s->end, "of");
    if (of && behind_kind(r, s, before - 1))
        return TIE_HOLD_FIRM;
    bool modifies = end < s->end && tie_tok(r, end)->kind == TIE_TOKEN_WORD &&
                    !tie_found_at(r, end, s->end, TIE_LEX_STOP);
    bool owns = owns_at(r, s, end);
    return (of || modifies) && (owns || !foreign) ? TIE_HOLD_LOOSE : TIE_HOLD_NONE;
}

/* "Xi'an: ...", "North China (including Inner Mongolia): ..."; moves where->end to the colon. */
static void read_label(tie_reader *r, const tie_sentence *s, tie_where *where) {
    if (where->begin != s->begin)
        return;
    uint32_t t = where->end;
    if (tie_symbol_at(r, t, s->end, "("))
        while (t < s->end && !tie_token_is(r, t++, ')'))
            ;
    if (!tie_symbol_at(r, t, s->end, ":"))
        return;
    if (t > where->end) /* what it includes is part of the name: it makes another area */
        where->name =
            tie_arena_str(r->out, tie_str_span(r->text, tie_tokens_span(r, where->begin, t)));
    where->label = true;
    where->end = t;
}

static uint32_t add_place(tie_reader *r, tie_sentence *s, uint32_t token, const tie_entry *e) {
    tie_where where = {
        .begin = token, .end = token + e->tokens, .name = r->rules->places.items[e->arg].name};
    where.hold = hold_of(r, s, where.begin, where.end, elsewhere(r, (int32_t)e->arg));
    read_label(r, s, &where);
    *TIE_PUSH(r->scratch, &s->wheres) = where;
    return where.end;
}

/* The document's subject place; where it is not known, the word alone, which holds within the
 * document. */
static tie_str whole_of(const tie_reader *r) {
    return text_place(r).len ? text_place(r) : TIE_STR(TIE_PLACE_NATIONWIDE);
}

static uint32_t add_nationwide(tie_reader *r, tie_sentence *s, uint32_t token, const tie_entry *e) {
    *TIE_PUSH(r->scratch, &s->wheres) = (tie_where){.begin = token,
                                                    .end = token + e->tokens,
                                                    .name = whole_of(r),
                                                    .nationwide = true,
                                                    .hold = TIE_HOLD_FIRM};
    return token + e->tokens;
}

/* ---- Counted groups ---- */

/* End of "15 cities", "11 key provinces"; 0 when the figure counts no places. */
static uint32_t group_end(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    if (!tie_sentence_says(s, TIE_LEX_PLACE_NOUN))
        return 0;
    for (uint32_t t = f->end; t < s->end && t < f->end + GROUP_WORDS; t++) {
        if (tie_found_at(r, t, s->end, TIE_LEX_PLACE_NOUN))
            return t + 1;
        if (tie_tok(r, t)->kind != TIE_TOKEN_WORD || tie_found_at(r, t, s->end, TIE_LEX_STOP))
            return 0;
    }
    return 0;
}

static uint32_t behind_include(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    token += tie_symbol_at(r, token, s->end, ",") || tie_symbol_at(r, token, s->end, "(");
    const tie_entry *include = tie_found_at(r, token, s->end, TIE_LEX_INCLUDE);
    return include ? token + include->tokens : 0;
}

/* "In 15 cities including Shenyang and Beijing": the group, and behind it the names that are only
 * examples of it. */
static uint32_t add_group(tie_reader *r, tie_sentence *s, const tie_figure *f) {
    uint32_t end = group_end(r, s, f);
    if (!end)
        return 0;
    uint32_t members = behind_include(r, s, end);
    uint32_t at = f->begin;
    at -= at > s->begin && tie_token_word(r, at - 1, "the"); /* "in the five largest cities" */
    bool located = at > s->begin && tie_token_role(r, at - 1, TIE_ROLE_LOCATES_SET);
    if (!located && !members)
        return 0;
    *TIE_PUSH(r->scratch, &s->wheres) = (tie_where){
        .begin = f->begin,
        .end = end,
        .group = true,
        .hold = TIE_HOLD_FIRM,
        .name = tie_arena_str(r->out, tie_str_span(r->text, tie_tokens_span(r, f->begin, end)))};
    while (members && members < s->end) {
        const tie_entry *place = tie_found_at(r, members, s->end, TIE_LEX_PLACE);
        bool joint = tie_token_is(r, members, ',') || tie_word_at(r, members, s->end, "and");
        if (!place && !joint)
            break;
        members += place ? place->tokens : 1;
    }
    return members > end ? members : end;
}

/* A name alone in a column beside the text, on a page of several. */
static bool beside_text(const tie_reader *r, uint32_t begin, uint32_t end) {
    enum { APART = TIE_TOKEN_GAP | TIE_TOKEN_LINE };
    return r->block.kind != TIE_BLOCK_ROW && tie_tok(r, begin)->flags & TIE_TOKEN_GAP &&
           (end == r->tokens.count || tie_tok(r, end)->flags & APART);
}

static uint32_t add_name(tie_reader *r, tie_sentence *s, uint32_t t) {
    const tie_entry *nationwide = tie_found_at(r, t, s->end, TIE_LEX_NATIONWIDE);
    const tie_entry *place = tie_found_at(r, t, s->end, TIE_LEX_PLACE);
    bool money = place && tie_symbol_at(r, t + place->tokens, s->end, "$"); /* US$3 */
    if (place && beside_text(r, t, t + place->tokens))
        return t + place->tokens;
    if (place && !money && (!nationwide || place->tokens > nationwide->tokens))
        return add_place(r, s, t, place);
    return nationwide ? add_nationwide(r, s, t, nationwide) : 0;
}

/* The name of a row that began on the line above; returns where to read on. */
static uint32_t behind_torn_name(tie_reader *r, tie_sentence *s) {
    const tie_table *table = &r->context.table;
    const tie_table_cell *name = &table->cells[0];
    const tie_entry *place = r->block.kind == TIE_BLOCK_ROW && table->body
                                 ? tie_stack_place(r, name->begin, name->end)
                                 : NULL;
    if (!place)
        return s->begin;
    *TIE_PUSH(r->scratch, &s->wheres) = (tie_where){.begin = name->begin,
                                                    .end = name->end,
                                                    .name = r->rules->places.items[place->arg].name,
                                                    .hold = TIE_HOLD_FIRM};
    return name->end;
}

void tie_read_wheres(tie_reader *reader, tie_sentence *sentence) {
    const tie_figure *figure = sentence->figures.items, *last = figure + sentence->figures.count;
    const uint64_t *places = reader->sets.places;
    for (uint32_t t = behind_torn_name(reader, sentence);;) {
        while (figure < last && figure->begin < t)
            figure++;
        uint32_t at = figure < last ? figure->begin : sentence->end;
        t = tie_bits_next(places, t, at);
        if (t == sentence->end)
            return;
        uint32_t next = t == at ? add_group(reader, sentence, figure) : 0;
        if (!next)
            next = add_name(reader, sentence, t);
        t = next ? next : t + 1;
    }
}

/* ---- The place of a claim ---- */

/* Two names in one enumeration: "Hebei, Jiangsu and Zhejiang", "Bijie, Guizhou". */
static bool adjacent(const tie_reader *r, const tie_where *a, const tie_where *b) {
    uint32_t gap = b->begin - a->end;
    bool comma = gap >= 1 && tie_token_is(r, a->end, ',');
    bool joined = gap >= 1 && tie_word_at(r, b->begin - 1, b->begin, "and");
    bool plain = !a->nationwide && !b->nationwide && !a->group && !b->group && !a->label;
    return plain && ((gap == 1 && (comma || joined)) || (gap == 2 && comma && joined));
}

static tie_str joined_names(tie_reader *r, const tie_wheres *wheres, size_t at) {
    size_t first = at, last = at;
    while (first > 0 && adjacent(r, &wheres->items[first - 1], &wheres->items[first]))
        first--;
    while (last + 1 < wheres->count && adjacent(r, &wheres->items[last], &wheres->items[last + 1]))
        last++;
    if (first == last)
        return wheres->items[at].name;
    tie_buf buf = tie_buf_new(r->out);
    for (size_t i = first; i <= last; i++) {
        if (i > first)
            tie_buf_puts(&buf, ", ");
        tie_buf_add(&buf, wheres->items[i].name);
    }
    return tie_buf_str(&buf);
}

/* Nothing between the figure and the place ends their clause. */
static bool same_clause(const tie_reader *r, uint32_t end, uint32_t begin) {
    for (uint32_t t = end; t < begin; t++)
        if (tie_token_is(r, t, ';') || tie_token_is(r, t, ',') || tie_token_word(r, t, "than") ||
            tie_tok(r, t)->kind == TIE_TOKEN_NUMBER)
            return false;
    return true;
}

/* "the roads of Ostland", not "U.S. aid", "one of Ostland's roads". */
static bool behind_of(const tie_reader *r, const tie_sentence *s, const tie_where *w) {
    uint32_t before = behind_articles(r, s->begin, w->begin);
    return before > s->begin && tie_word_at(r, before - 1, s->end, "of") && !owns_at(r, s, w->end);
}

/* The where that governs a figure at [begin, end): its label; the nearest firm one before it; a
 * firm one behind it in its clause; "nationwide" anywhere; the nearest loose one. Index, or the
 * count when there is none. */
static size_t governing(const tie_reader *r, const tie_sentence *s, uint32_t begin, uint32_t end) {
    bool about = about_place(r);
    const tie_wheres *wheres = &s->wheres;
    size_t none = wheres->count, before = none, behind = none, wide = none, loose = none;
    for (size_t i = 0; i < wheres->count; i++) {
        const tie_where *w = &wheres->items[i];
        if (w->label)
            return i;
        if (w->nationwide)
            wide = i;
        if (w->hold == TIE_HOLD_FIRM && w->end <= begin)
            before = i;
        else if (w->hold == TIE_HOLD_FIRM && w->begin >= end && behind == none &&
                 same_clause(r, end, w->begin))
            behind = i;
        else if (w->hold == TIE_HOLD_LOOSE &&
                 (w->end <= begin || (loose == none && !(about && !behind_of(r, s, w)))))
            loose = i;
    }
    if (behind != none && (before == none || wheres->items[before].nationwide))
        return behind;
    return before != none ? before : wide != none ? wide : loose;
}

/* "Guards in Peru seized 3 rafts. In 2017, they seized 40": a new time is told of all that the text
 * is about. */
static bool told_anew(const tie_reader *r, const tie_sentence *s) {
    enum { REACH = 2 }; /* overall in 2017 */
    const tie_when *first = s->whens.count ? s->whens.items : NULL;
    return first && first->begin - s->begin <= REACH && first->period.known && !first->relative &&
           !first->before_change && !first->period.from_open && about_place(r);
}

static void set_place(tie_claim *claim, tie_str name, tie_origin from, uint32_t assumption) {
    claim->place = name;
    claim->place_from = from;
    claim->assumptions |= assumption;
}

void tie_read_place(tie_reader *reader, const tie_sentence *sentence, tie_claim *claim,
                    uint32_t begin, uint32_t end) {
    const tie_context *context = &reader->context;
    size_t at = governing(reader, sentence, begin, end);
    if (at < sentence->wheres.count && sentence->wheres.items[at].name.len) {
        bool loose = sentence->wheres.items[at].hold == TIE_HOLD_LOOSE;
        set_place(claim, joined_names(reader, &sentence->wheres, at),
                  loose ? TIE_ORIGIN_SENTENCE : TIE_ORIGIN_OWN,
                  loose ? TIE_ASSUME_PLACE_SENTENCE : 0);
        return;
    }
    /* what a text is about goes before a name that only modifies: "a U.S. program" */
    bool about = context->last_place_loose && about_place(reader);
    bool near = context->last_place.len && !about &&
                context->last_place_sentence + 1 == sentence->index && !told_anew(reader, sentence);
    if (context->label_place.len)
        set_place(claim, context->label_place, TIE_ORIGIN_PARAGRAPH, 0);
    else if (near)
        set_place(claim, context->last_place, TIE_ORIGIN_SENTENCE, TIE_ASSUME_PLACE_SENTENCE);
    else if (context->heading_place.len)
        set_place(claim, context->heading_place, TIE_ORIGIN_HEADING, TIE_ASSUME_PLACE_HEADING);
    else if (context->chapter_place.len)
        set_place(claim, context->chapter_place, TIE_ORIGIN_HEADING, TIE_ASSUME_PLACE_HEADING);
    else if (reader->doc.place.len)
        set_place(claim, reader->doc.place,
                  reader->doc.place.ptr == reader->rules->subject_place.ptr ? TIE_ORIGIN_PACK
                                                                            : TIE_ORIGIN_DOCUMENT,
                  TIE_ASSUME_PLACE_DOCUMENT);
}

bool tie_names_subject(const tie_reader *r, const tie_where *w) {
    uint32_t limit = (uint32_t)r->tokens.count;
    bool modifies = w->end < limit && tie_tok(r, w->end)->kind == TIE_TOKEN_WORD &&
                    !(tie_tok(r, w->end)->flags & TIE_TOKEN_SUFFIX) &&
                    !tie_found_at(r, w->end, limit, TIE_LEX_STOP) &&
                    !tie_found_at(r, w->end, limit, TIE_LEX_PLACE_NOUN);
    return !modifies;
}

bool tie_is_title_place(const tie_reader *reader, const tie_where *where) {
    return where->begin <= 1 && (!where->begin || tie_token_word(reader, 0, "the")) &&
           where->end == reader->tokens.count;
}

void tie_remember_places(tie_reader *reader, const tie_sentence *sentence) {
    tie_context *c = &reader->context;
    const tie_wheres *wheres = &sentence->wheres;
    bool heading = reader->block.kind == TIE_BLOCK_HEADING;
    size_t best = wheres->count;
    for (size_t i = 0; i < wheres->count; i++) {
        const tie_where *w = &wheres->items[i];
        if (heading && wheres->count == 1 && !w->nationwide && !w->group &&
            tie_names_subject(reader, w))
            c->heading_place = w->name;
        if (heading && c->chapters && tie_is_title_place(reader, w))
            c->chapter_place = w->name;
        if (w->label)
            c->label_place = w->name;
        bool usable = !heading && !w->label && !w->group && w->hold != TIE_HOLD_NONE;
        if (usable && (best == wheres->count || w->hold >= wheres->items[best].hold))
            best = i;
    }
    if (best == wheres->count)
        return;
    c->last_place = joined_names(reader, wheres, best);
    c->last_place_loose = wheres->items[best].hold == TIE_HOLD_LOOSE;
    c->last_place_sentence = sentence->index;
}
