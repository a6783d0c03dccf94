/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that are no claims, and why. Each test looks at the words around one figure; the first
 * that speaks wins. */
#include "extract/calendar.h"
#include "extract/claims.h"

enum { TITLE_TOKENS = 13 };

/* A mark at the end of a sentence: "of drugs.20 In 2023"; but "had closed.14 shops reopened". */
static const char *footnote(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool stop = f->begin > 1 && tie_glued(r, f->begin) && tie_glued(r, f->begin - 1) &&
                tie_token_is(r, f->begin - 1, '.') &&
                tie_tok(r, f->begin - 2)->kind == TIE_TOKEN_WORD;
    /* "banned in 1961.1 It was" */
    enum { YEAR_DIGITS = 4, LATEST = 2100, EARLIEST = 1500 };
    tie_str print = tie_token_text(r, f->begin);
    bool year = f->decimals && print.len > YEAR_DIGITS && print.len <= YEAR_DIGITS + 3 &&
                print.ptr[YEAR_DIGITS] == '.' && tie_dec_cmp(f->value, tie_dec_int(EARLIEST)) > 0 &&
                tie_dec_cmp(f->value, tie_dec_int(LATEST)) < 0 &&
                tie_found_before(r, f->begin, s->begin, TIE_LEX_PERIOD_CUE);
    bool closes = f->end >= s->end || tie_tok(r, f->end)->flags & TIE_TOKEN_CAPITAL;
    if (year && closes)
        return "footnote mark";
    bool goes_on = f->end < s->end && tie_tok(r, f->end)->kind == TIE_TOKEN_WORD &&
                   !(tie_tok(r, f->end)->flags & TIE_TOKEN_CAPITAL);
    bool bracket = f->begin > s->begin && tie_symbol_at(r, f->begin - 1, s->end, "[") &&
                   tie_symbol_at(r, f->end, s->end, "]");
    return (stop && !goes_on) || bracket ? "footnote mark" : NULL;
}

/* A slogan or name in quotation marks of a few words: "two unification", "Hundred Days Action". */
static const char *title(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t open = f->begin, close = f->end;
    bool straight = false, found = false;
    if (!s->beyond && !(s->symbols & tie_symbol_bit('"')))
        return NULL;
    while (open > s->begin && f->begin - open < TITLE_TOKENS && !found) {
        open--;
        straight = tie_symbol_at(r, open, s->end, "\"");
        found = straight || tie_symbol_at(r, open, s->end, "\xE2\x80\x9C") ||
                tie_symbol_at(r, open, s->end, "\xE2\x80\x98");
        if (tie_symbol_at(r, open, s->end, "\xE2\x80\x9D"))
            return NULL;
    }
    if (!found)
        return NULL;
    if (straight) {
        unsigned marks = 0;
        for (uint32_t t = s->begin; t <= open; t++)
            marks += tie_symbol_at(r, t, s->end, "\"");
        if (marks % 2 == 0)
            return NULL;
    }
    while (close < s->end && close - open < TITLE_TOKENS) {
        if (tie_symbol_at(r, close, s->end, straight ? "\"" : "\xE2\x80\x9D") ||
            tie_symbol_at(r, close, s->end, "\xE2\x80\x99"))
            return "title";
        close++;
    }
    return NULL;
}

/* "18th National Congress", "Five-Year Plan", "the second wave". */
static const char *event(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                         const tie_noun *noun) {
    if (f->form == TIE_FORM_ORDINAL) {
        bool row = tie_role_at(r, f->end, s->end, TIE_ROLE_IN_A_ROW);
        if (row || tie_found_before(r, f->begin, s->begin, TIE_LEX_RANK))
            return NULL;
        if (tie_tok(r, f->begin)->kind != TIE_TOKEN_NUMBER)
            return "ordinal";
        if (noun->begin == noun->end)
            return "ordinal";
        for (uint32_t t = noun->begin; t < noun->end + 2 && t < s->end; t++)
            if ((t < noun->end && (tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL)) ||
                tie_found_at(r, t, s->end, TIE_LEX_EVENT))
                return "event name";
        return NULL;
    }
    bool capital = f->form == TIE_FORM_WORDS && (tie_tok(r, f->begin)->flags & TIE_TOKEN_CAPITAL) &&
                   f->begin > s->begin;
    if (capital && noun->begin != noun->end && (tie_tok(r, noun->begin)->flags & TIE_TOKEN_CAPITAL))
        return "title";
    return NULL;
}

/* "two lathes, | one press and 3 saws": in a list of counts. */
static bool listed_one(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                       const tie_noun *noun) {
    enum { REACH = 7 };
    if (noun->begin == noun->end || f->begin == s->begin ||
        !(tie_token_is(r, f->begin - 1, ',') || tie_word_at(r, f->begin - 1, s->end, "and")))
        return false;
    for (size_t i = 0; i < s->figures.count; i++) {
        const tie_figure *before = &s->figures.items[i];
        if (!before->reject && before->end < f->begin && f->begin - before->end <= REACH &&
            tie_is_plural(r, f->begin - 2, s->end))
            return true;
    }
    return false;
}

/* "closed | one mill and 40 looms": another count follows. */
static bool opens_list(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                       const tie_noun *noun) {
    uint32_t t = noun->end;
    if (noun->begin == noun->end || !tie_word_at(r, t, s->end, "and"))
        return false;
    for (size_t i = 0; i < s->figures.count; i++)
        if (s->figures.items[i].begin == t + 1)
            return !s->figures.items[i].reject && f->begin > s->begin &&
                   !tie_word_at(r, f->begin - 1, s->end, "of");
    return false;
}

/* "from one man to another", "prices are only one sign of it": counts nothing, whatever follows. */
static bool idle_one(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                     const tie_noun *noun) {
    if (tie_word_at(r, noun->end, s->end, "to") && tie_word_at(r, noun->end + 1, s->end, "another"))
        return true;
    uint32_t t = f->begin;
    t -= t > s->begin && tie_role_at(r, t - 1, s->end, TIE_ROLE_ONLY);
    bool is = t > s->begin &&
              (tie_word_at(r, t - 1, s->end, "is") || tie_word_at(r, t - 1, s->end, "are") ||
               tie_word_at(r, t - 1, s->end, "was") || tie_word_at(r, t - 1, s->end, "were"));
    bool there = is && t > s->begin + 1 && tie_word_at(r, t - 2, s->end, "there");
    return is && !there && !noun->person && tie_word_at(r, noun->end, s->end, "of");
}

/* "Of the 12 clinics in town, three were new": the sentence opens with what is counted. */
static bool of_whole(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    return tie_word_at(r, s->begin, s->end, "of") && f->begin > s->begin + 1 &&
           tie_token_is(r, f->begin - 1, ',');
}

/* "one of", "two-pronged", "the two": words that count nothing. */
static const char *pronoun(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                           const tie_noun *noun, const tie_unit *unit) {
    bool hyphened = tie_symbol_at(r, f->end, s->end, "-") && tie_glued(r, f->end);
    bool half = f->form == TIE_FORM_FRACTION && tie_tok(r, f->begin)->kind == TIE_TOKEN_WORD;
    if (half)
        return hyphened && !unit ? "part of a word" : NULL;
    if (f->form != TIE_FORM_WORDS || f->scale || f->range || f->negative)
        return NULL;
    bool one = tie_dec_cmp(f->value, tie_dec_int(1)) == 0;
    if (unit) /* "One day the river changed its course" */
        return one && f->begin == s->begin && f->end + 1 < s->end &&
                       tie_found_at(r, f->end, s->end, TIE_LEX_PRONOUN)
                   ? "pronoun"
                   : NULL;
    bool odd = tie_found_at(r, f->end, s->end, TIE_LEX_HEDGE_AFTER) != NULL;
    if (hyphened && !noun->person && !odd)
        return "part of a word";
    if (one) {
        bool stressed = f->begin > s->begin && tie_role_at(r, f->begin - 1, s->end, TIE_ROLE_ONLY);
        bool counts = noun->person || (stressed && noun->end > noun->begin) ||
                      listed_one(r, s, f, noun) || opens_list(r, s, f, noun);
        return counts && !idle_one(r, s, f, noun) ? NULL : "pronoun";
    }
    if (noun->begin == noun->end && tie_dec_cmp(f->value, tie_dec_int(13)) < 0 &&
        !of_whole(r, s, f))
        return "pronoun";
    return NULL;
}

/* White space before the block holds a page break, or leaves two lines and more empty. */
static bool behind_page_gap(const tie_reader *r) {
    unsigned breaks = 0;
    for (size_t at = r->block.span.start; at > 0; at--) {
        char c = r->text.ptr[at - 1], next = at < r->text.len ? r->text.ptr[at] : 0;
        if (c == '\f')
            return true;
        if (c == '\xA0' && at > 1 && r->text.ptr[at - 2] == '\xC2') {
            at--; /* no-break space */
            continue;
        }
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            break;
        breaks += c == '\n' || (c == '\r' && next != '\n');
    }
    return breaks > 2;
}

/* A number alone on its line, or under the running title of a page: "Country Reports", "283". */
static const char *furniture(const tie_reader *r, const tie_figure *f) {
    enum { TITLE_WORDS = 6, PAGE_DIGITS = 4 };
    uint32_t count = (uint32_t)r->tokens.count;
    if (r->block.kind == TIE_BLOCK_ROW || f->end != count || f->end != f->begin + 1)
        return NULL;
    if (f->begin == 0)
        return "page number";
    bool below = f->begin <= TITLE_WORDS && (tie_tok(r, f->begin)->flags & TIE_TOKEN_LINE) &&
                 tie_token_len(tie_tok(r, f->begin)) <= PAGE_DIGITS;
    for (uint32_t t = 0; below && t < f->begin; t++)
        below = tie_tok(r, t)->kind == TIE_TOKEN_WORD && (tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL);
    return below && behind_page_gap(r) ? "page number" : NULL;
}

/* "of every 1,000 births": what another figure is counted by. */
static const char *denominator(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    return f->begin > s->begin + 1 && tie_word_at(r, f->begin - 1, s->end, "every") &&
                   tie_word_at(r, f->begin - 2, s->end, "of")
               ? "denominator"
               : NULL;
}

/* "the classes are: no cases, sporadic cases", "countries with no cases": names of a state. */
static const char *class_name(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                              const tie_noun *noun) {
    if (f->form != TIE_FORM_ZERO || f->begin == s->begin || noun->begin == noun->end)
        return NULL;
    bool listed = tie_token_is(r, f->begin - 1, ':') && tie_symbol_at(r, noun->end, s->end, ",");
    return listed || tie_word_at(r, f->begin - 1, s->end, "with") ? "name" : NULL;
}

/* "in the past 24 hours": says when. */
static const char *past_hours(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                              const tie_unit *unit) {
    if (!unit || unit->kind != TIE_KIND_DURATION)
        return NULL;
    bool ago = f->begin > s->begin && (tie_cue_at(r, f->begin - 1, s->end, TIE_CUE_PAST) ||
                                       tie_cue_at(r, f->begin - 1, s->end, TIE_CUE_LAST));
    return ago ? "period" : NULL;
}

/* "On 7 | and 8 April": a day of the month that stands behind the last one. */
static const char *listed_day(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                              const tie_unit *unit) {
    enum { DIGITS = 2 };
    bool day = !unit && f->form == TIE_FORM_DIGITS && !f->decimals && !f->scale &&
               f->end == f->begin + 1 && tie_token_len(tie_tok(r, f->begin)) <= DIGITS;
    uint32_t next = f->end + 1;
    if (!day || !(tie_word_at(r, f->end, s->end, "and") || tie_word_at(r, f->end, s->end, "or") ||
                  tie_symbol_at(r, f->end, s->end, ",")))
        return NULL;
    for (size_t i = 0; i < s->whens.count; i++)
        if (s->whens.items[i].begin == next)
            return tie_tok(r, next)->kind == TIE_TOKEN_NUMBER &&
                           tie_token_len(tie_tok(r, next)) <= DIGITS &&
                           tie_found_at(r, next + 1, s->end, TIE_LEX_MONTH)
                       ? "date"
                       : NULL;
    return NULL;
}

/* "EUR million", "(in thousands of tons)", a column's "million tons": how figures elsewhere are
 * printed, and none itself. */
static const char *scale_name(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool scale = f->form == TIE_FORM_WORDS && f->end == f->begin + 1 &&
                 tie_found_at(r, f->begin, f->end, TIE_LEX_SCALE);
    if (tie_noughts_at(r, f->begin))
        return "scale";
    if (!scale && f->form != TIE_FORM_COLLECTIVE)
        return NULL;
    uint32_t t = f->begin;
    bool in = t > s->begin && tie_word_at(r, t - 1, t, "in");
    t -= in;
    bool names = r->block.kind == TIE_BLOCK_ROW && !r->context.table.body;
    bool bracket = t > s->begin && tie_token_is(r, t - 1, '(');
    bool money = scale && tie_found_before(r, t, s->begin, TIE_LEX_UNIT_BEFORE);
    return names || bracket || money || (in && scale) ? "scale" : NULL;
}

/* "555-1234", "(555) 123-4567": three digits and four, of which nothing is counted. */
static const char *bare_phone(const tie_reader *r, const tie_figure *f, const tie_noun *noun,
                              const tie_unit *unit) {
    enum { EXCHANGE = 3, LINE = 4 };
    uint32_t last = f->end - 1;
    bool shaped = f->range && f->form == TIE_FORM_DIGITS && last == f->begin + 2 &&
                  tie_token_len(tie_tok(r, f->begin)) == EXCHANGE &&
                  tie_token_len(tie_tok(r, last)) == LINE && tie_hyphen_at(r, f->begin + 1, last) &&
                  tie_glued(r, last);
    return shaped && !unit && noun->begin == noun->end ? "phone" : NULL;
}

/* "Articles 12, 14 and 16": a number behind one that a label names. */
static const char *listed(const tie_reader *r, const tie_sentence *s, const tie_figure *f,
                          const tie_noun *noun, const tie_unit *unit) {
    if (unit || noun->begin < noun->end || f->form != TIE_FORM_DIGITS || f->decimals || f->scale)
        return NULL;
    uint32_t t = f->begin;
    while (t > s->begin + 1) {
        bool joint = tie_word_at(r, t - 1, t, "and") || tie_word_at(r, t - 1, t, "or") ||
                     tie_token_is(r, t - 1, ',') || tie_token_is(r, t - 1, '&');
        t -= joint;
        t -= joint && t > s->begin && tie_token_is(r, t - 1, ','); /* 12, 14, and 16 */
        if (!joint || t == s->begin || tie_tok(r, t - 1)->kind != TIE_TOKEN_NUMBER)
            return NULL;
        t--;
        const tie_entry *label = tie_found_before(r, t, s->begin, TIE_LEX_IDENTIFIER);
        if (label)
            return "identifier";
    }
    return NULL;
}

const char *tie_reject_figure(const tie_reader *reader, const tie_sentence *sentence,
                              const tie_figure *figure, const tie_noun *noun,
                              const tie_unit *unit) {
    if (tie_in_code(reader, tie_tok(reader, figure->begin)->start))
        return "code";
    if (figure->reject)
        return figure->reject;
    const char *why = furniture(reader, figure);
    if (!why)
        why = tie_reject_name(reader, sentence, figure);
    if (!why)
        why = scale_name(reader, sentence, figure);
    if (!why)
        why = bare_phone(reader, figure, noun, unit);
    if (!why)
        why = listed(reader, sentence, figure, noun, unit);
    if (!why)
        why = denominator(reader, sentence, figure);
    if (!why)
        why = past_hours(reader, sentence, figure, unit);
    if (!why)
        why = listed_day(reader, sentence, figure, unit);
    if (!why)
        why = class_name(reader, sentence, figure, noun);
    if (!why && figure->form == TIE_FORM_DIGITS)
        why = footnote(reader, sentence, figure);
    if (!why)
        why = title(reader, sentence, figure);
    if (!why)
        why = event(reader, sentence, figure, noun);
    if (!why)
        why = pronoun(reader, sentence, figure, noun, unit);
    return why;
}
