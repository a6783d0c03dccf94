/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in a sentence, and the place of a claim: its own sentence, the one before, the heading,
 * the document. */
#include "extract/claims.h"

static bool word(const tie_reader *r, uint32_t token, const char *w) {
    return tie_tok(r, token)->kind == TIE_TOKEN_WORD && tie_token_word(r, token, w);
}

/* The words before it say that something happened there; "from", "to", "with" do not. */
static bool locative(const tie_reader *r, const tie_sentence *sentence, uint32_t begin) {
    static const char *const words[] = {"in",     "at",     "across", "throughout", "within",
                                        "around", "inside", "like",   "including"};
    uint32_t t = begin;
    while (t > sentence->begin &&
           (word(r, t - 1, "the") || word(r, t - 1, "northern") || word(r, t - 1, "southern") ||
            word(r, t - 1, "eastern") || word(r, t - 1, "western")))
        t--;
    if (t == sentence->begin)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (word(r, t - 1, words[i]))
            return true;
    return false;
}

static tie_where place_at(tie_reader *r, const tie_sentence *sentence, uint32_t token,
                          const tie_entry *e) {
    tie_where where = {
        .begin = token, .end = token + e->tokens, .name = r->rules->places.items[e->arg].name};
    where.locative = locative(r, sentence, token);
    where.label =
        token == sentence->begin && where.end < sentence->end && tie_token_is(r, where.end, ':');
    return where;
}

void tie_read_wheres(tie_reader *reader, tie_sentence *sentence) {
    for (uint32_t t = sentence->begin; t < sentence->end;) {
        if (reader->first_found[t] == reader->first_found[t + 1]) {
            t++;
            continue;
        }
        const tie_entry *nationwide = tie_found_at(reader, t, sentence->end, TIE_LEX_NATIONWIDE);
        const tie_entry *place = tie_tok(reader, t)->flags & TIE_TOKEN_CAPITAL
                                     ? tie_found_at(reader, t, sentence->end, TIE_LEX_PLACE)
                                     : NULL;
        if (place && (!nationwide || place->tokens > nationwide->tokens)) {
            /* "(including Inner Mongolia)" belongs to the name before it */
            *TIE_PUSH(reader->scratch, &sentence->wheres) = place_at(reader, sentence, t, place);
            t += place->tokens;
        } else if (nationwide) {
            *TIE_PUSH(reader->scratch, &sentence->wheres) =
                (tie_where){.begin = t,
                            .end = t + nationwide->tokens,
                            .name = reader->doc.place,
                            .nationwide = true,
                            .locative = true};
            t += nationwide->tokens;
        } else {
            t++;
        }
    }
}

/* Names that stand in one enumeration end at `last`: "Hebei, Jiangsu and Zhejiang". */
static size_t enumeration_start(const tie_reader *r, const tie_wheres *wheres, size_t last) {
    size_t first = last;
    while (first > 0) {
        const tie_where *a = &wheres->items[first - 1], *b = &wheres->items[first];
        uint32_t gap = b->begin - a->end;
        bool comma = gap >= 1 && tie_token_is(r, a->end, ','),
             joined = gap >= 1 && word(r, b->begin - 1, "and");
        bool adjacent = (gap == 1 && (comma || joined)) || (gap == 2 && comma && joined);
        if (!adjacent || a->nationwide)
            break;
        first--;
    }
    return first;
}

static tie_str joined_names(tie_reader *r, const tie_wheres *wheres, size_t first, size_t last) {
    if (first == last)
        return wheres->items[last].name;
    tie_buf buf = tie_buf_new(r->out);
    for (size_t i = first; i <= last; i++) {
        if (i > first)
            tie_buf_puts(&buf, ", ");
        tie_buf_add(&buf, wheres->items[i].name);
    }
    return tie_buf_str(&buf);
}

/* The where in the sentence that governs a figure at [begin, end): its label, else the nearest
 * locative one before it, else one in its own clause behind it. */
static const tie_where *governing(const tie_reader *r, const tie_sentence *sentence, uint32_t begin,
                                  uint32_t end) {
    const tie_wheres *wheres = &sentence->wheres;
    const tie_where *best = NULL;
    for (size_t i = 0; i < wheres->count; i++) {
        const tie_where *w = &wheres->items[i];
        if (w->label)
            return w;
        if (w->end <= begin && w->locative)
            best = w;
    }
    for (size_t i = 0; i < wheres->count; i++) {
        const tie_where *w = &wheres->items[i];
        if (w->begin < end || !w->locative)
            continue;
        bool near = true;
        for (uint32_t t = end; t < w->begin && near; t++)
            near = !tie_token_is(r, t, ';') && !tie_token_is(r, t, ',') &&
                   tie_tok(r, t)->kind != TIE_TOKEN_NUMBER;
        if (near && !(best && !best->nationwide))
            return w;
        break;
    }
    return best;
}

static void set_place(tie_claim *claim, tie_str name, tie_origin from, uint32_t assumption) {
    claim->place = name;
    claim->place_from = from;
    claim->assumptions |= assumption;
}

void tie_read_place(tie_reader *reader, const tie_sentence *sentence, tie_claim *claim,
                    uint32_t begin, uint32_t end) {
    const tie_context *context = &reader->context;
    const tie_where *where = governing(reader, sentence, begin, end);
    if (where && where->name.len) {
        size_t last = (size_t)(where - sentence->wheres.items);
        size_t first =
            where->nationwide ? last : enumeration_start(reader, &sentence->wheres, last);
        set_place(claim, joined_names(reader, &sentence->wheres, first, last), TIE_ORIGIN_OWN, 0);
        return;
    }
    bool adjacent = context->last_place.len && context->last_place_sentence + 1 == sentence->index;
    if (context->label_place.len)
        set_place(claim, context->label_place, TIE_ORIGIN_PARAGRAPH, 0);
    else if (adjacent)
        set_place(claim, context->last_place, TIE_ORIGIN_SENTENCE, TIE_ASSUME_PLACE_SENTENCE);
    else if (context->heading_place.len)
        set_place(claim, context->heading_place, TIE_ORIGIN_HEADING, TIE_ASSUME_PLACE_HEADING);
    else if (reader->doc.place.len)
        set_place(claim, reader->doc.place, TIE_ORIGIN_DOCUMENT, TIE_ASSUME_PLACE_DOCUMENT);
}
