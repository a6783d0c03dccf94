/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that name something: numbers of laws and models, addresses, phones, clock times, marks of
 * lists. */
#include "extract/claims.h"

enum { SCHEME_REACH = 48, NAME_REACH = 5, STREET_WORDS = 3, PHONE_PARTS = 8, PHONE_DIGITS = 7 };

/* A glued number stands at the token. */
static bool number_glued(const tie_reader *r, uint32_t token, uint32_t limit) {
    return token < limit && tie_glued(r, token) && tie_tok(r, token)->kind == TIE_TOKEN_NUMBER;
}

static bool in_parentheses(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    return f->begin > s->begin && tie_token_is(r, f->begin - 1, '(') &&
           tie_symbol_at(r, f->end, s->end, ")");
}

/* "Arrests numbered 774, up from": the verb of the sentence, which says how many there are. */
static bool counting(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    enum { SUBJECT = 4 };
    const tie_entry *verb = tie_found_before(r, f->begin, s->begin, TIE_LEX_PREDICATE);
    uint32_t at = verb ? f->begin - verb->tokens : s->begin;
    bool comma = tie_symbol_at(r, f->end, s->end, ",") && f->end + 1 < s->end &&
                 tie_tok(r, f->end + 1)->kind != TIE_TOKEN_NUMBER;
    bool stop = f->end >= s->end || (f->end + 1 == s->end && tie_token_is(r, f->end, '.'));
    tie_str print = tie_token_text(r, f->begin);
    bool grouped = tie_str_find(print, TIE_STR(",")) < print.len; /* sheet music numbered 8,759 */
    return at > s->begin && at - s->begin <= SUBJECT &&
           (grouped || tie_is_plural(r, at - 1, s->end)) && (comma || stop);
}

/* "Article 12", "pp. 233-241", "Chapter Two": the word before says what is numbered. */
static bool labelled(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool stop = f->begin > s->begin && tie_token_is(r, f->begin - 1, '.');
    uint32_t dash = f->begin - 1;
    const tie_entry *apart = f->begin > s->begin && tie_dash_at(r, dash, s->end)
                                 ? tie_found_before(r, dash, s->begin, TIE_LEX_IDENTIFIER)
                                 : NULL; /* Situation Report - 62 */
    return tie_found_before(r, f->begin, s->begin, TIE_LEX_IDENTIFIER) ||
           (apart && apart->tokens > 1) ||
           (stop && tie_found_before(r, f->begin - 1, s->begin, TIE_LEX_IDENTIFIER));
}

/* "a 5-to-1 ratio": hyphened to another number. */
static bool odds(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool before = f->begin > s->begin + 2 && tie_hyphen_at(r, f->begin - 1, s->end) &&
                  tie_word_at(r, f->begin - 2, s->end, "to") &&
                  tie_hyphen_at(r, f->begin - 3, s->end);
    bool after = tie_hyphen_at(r, f->end, s->end) && tie_word_at(r, f->end + 1, s->end, "to") &&
                 tie_glued(r, f->end + 1) && tie_hyphen_at(r, f->end + 2, s->end);
    return before || after;
}

/* "18 U.S.C. § 1956", "21 CFR 1308". */
static bool in_code(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    if (!tie_sentence_says(s, TIE_LEX_CODE))
        return false;
    uint32_t before = f->begin;
    while (before > s->begin && !tie_found_before(r, before, s->begin, TIE_LEX_CODE) &&
           (tie_symbol_at(r, before - 1, s->end, "\xC2\xA7") || tie_token_is(r, before - 1, '.')))
        before--;
    return tie_found_at(r, f->end, s->end, TIE_LEX_CODE) ||
           tie_found_before(r, before, s->begin, TIE_LEX_CODE);
}

/* "401(k)", "501(c)(3)": one letter in parentheses, glued behind. */
static bool lettered(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t letter = f->end + 1;
    return tie_symbol_at(r, f->end, s->end, "(") && tie_glued(r, f->end) && letter < s->end &&
           tie_glued(r, letter) && tie_tok(r, letter)->kind == TIE_TOKEN_WORD &&
           tie_token_len(tie_tok(r, letter)) == 1 && tie_symbol_at(r, letter + 1, s->end, ")");
}

/* "Springfield, IL 62704" */
static bool zip_code(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    enum { DIGITS = 5, STATE = 2 };
    return f->begin > s->begin && f->end == f->begin + 1 &&
           tie_token_len(tie_tok(r, f->begin)) == DIGITS && !f->decimals &&
           tie_tok(r, f->begin - 1)->flags & TIE_TOKEN_UPPER &&
           tie_token_len(tie_tok(r, f->begin - 1)) == STATE &&
           tie_str_find(tie_token_text(r, f->begin), TIE_STR(",")) == DIGITS &&
           !tie_found_before(r, f->begin, s->begin, TIE_LEX_UNIT_BEFORE);
}

/* "19(2)(b)": parentheses glued to a number or to other parentheses. */
static bool subsection(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t open = f->begin - 1;
    if (!in_parentheses(r, s, f) || open == s->begin || !tie_glued(r, open))
        return false;
    return tie_token_is(r, open - 1, ')') || tie_tok(r, open - 1)->kind == TIE_TOKEN_NUMBER;
}

static bool begins_item(const tie_reader *r, const tie_sentence *s, uint32_t token) {
    return token == s->begin || (tie_tok(r, token)->flags & TIE_TOKEN_LINE) ||
           tie_token_is(r, token - 1, ';') || tie_token_is(r, token - 1, ':') ||
           tie_token_is(r, token - 1, ',') || tie_word_at(r, token - 1, token, "and") ||
           tie_word_at(r, token - 1, token, "or");
}

/* "the aims are: 1) to open the valve; 2) to close the lid": a bracket that nothing opened. */
static bool half_bracket(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    enum { REACH = 40 };
    bool shaped = !f->decimals && !f->scale && tie_token_len(tie_tok(r, f->begin)) <= 2 &&
                  tie_symbol_at(r, f->end, s->end, ")") && tie_glued(r, f->end);
    if (!shaped || !begins_item(r, s, f->begin))
        return false;
    for (uint32_t t = f->begin; t > s->begin && f->begin - t < REACH; t--) {
        if (tie_token_is(r, t - 1, '('))
            return false;
        if (tie_token_is(r, t - 1, ')'))
            return true;
    }
    return true;
}

/* "1. Open the valve. 2. Close the lid." in one line: a number and a stop in front of a sentence.
 */
static bool numbered(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool shaped = !f->decimals && !f->scale && tie_token_len(tie_tok(r, f->begin)) <= 2 &&
                  f->end == f->begin + 1 &&
                  tie_symbol_at(r, f->end, (uint32_t)r->tokens.count, ".") && tie_glued(r, f->end);
    uint32_t next = f->end + 1;
    bool opens = f->begin == s->begin || tie_token_is(r, f->begin - 1, ':') ||
                 tie_token_is(r, f->begin - 1, ';');
    return shaped && opens && next < r->tokens.count &&
           (tie_tok(r, next)->flags & TIE_TOKEN_CAPITAL) && !tie_glued(r, next);
}

/* "... the lid. - 2 Close the lid": a bullet that a line broke once. */
static bool bulleted(const tie_reader *r, const tie_figure *f) {
    uint32_t dash = f->begin - 1, count = (uint32_t)r->tokens.count;
    if (f->begin < 2 || !tie_token_is(r, dash, '-') || tie_glued(r, dash) ||
        tie_glued(r, f->begin) || f->decimals || f->scale || f->end != f->begin + 1 ||
        tie_token_len(tie_tok(r, f->begin)) > 2 || f->end >= count)
        return false;
    bool closed = tie_token_is(r, dash - 1, '.') || tie_token_is(r, dash - 1, ':');
    return closed && tie_tok(r, f->end)->flags & TIE_TOKEN_CAPITAL;
}

/* "(1) Open the valve; (2) close the lid": in front of an item. */
static bool list_mark(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t open = f->begin - 1;
    if (half_bracket(r, s, f) || numbered(r, s, f) || bulleted(r, f))
        return true;
    if (!in_parentheses(r, s, f) || f->decimals || f->scale || f->end + 1 >= s->end ||
        tie_token_len(tie_tok(r, f->begin)) > 2 || tie_tok(r, f->end + 1)->kind != TIE_TOKEN_WORD)
        return false;
    return begins_item(r, s, open);
}

/* "1   World Health Organization": a number before a wide gap and a capital opens a note. */
static bool note_mark(const tie_reader *r, const tie_figure *f) {
    bool line = f->begin == 0 || (tie_tok(r, f->begin)->flags & TIE_TOKEN_LINE);
    if (!line || f->end >= r->tokens.count || r->block.kind == TIE_BLOCK_ROW || f->decimals)
        return false;
    const tie_token *next = tie_tok(r, f->end);
    bool alone =
        f->begin == 0 && (next->flags & TIE_TOKEN_LINE) && (next->flags & TIE_TOKEN_CAPITAL);
    bool glued = tie_glued(r, f->end) && (next->flags & TIE_TOKEN_CAPITAL) &&
                 !(next->flags & TIE_TOKEN_UPPER); /* 1World Health Organization */
    if ((alone || glued) && tie_token_len(tie_tok(r, f->begin)) <= 2)
        return true;
    return next->start - tie_tok(r, f->end - 1)->end > 1 && (next->flags & TIE_TOKEN_CAPITAL) &&
           !(next->flags & TIE_TOKEN_LINE);
}

/* "Catch-22": inside a name that the lexicon lists. */
static bool in_name(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    if (!tie_sentence_says(s, TIE_LEX_NAME))
        return false;
    for (uint32_t t = f->begin + 1; t-- > s->begin && f->begin - t < NAME_REACH;) {
        const tie_entry *e = tie_found_at(r, t, s->end, TIE_LEX_NAME);
        if (e && t + e->tokens > f->begin)
            return true;
    }
    return false;
}

/* "221 Baker Street" */
static bool house_number(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t t = f->end;
    while (t < s->end && t < f->end + STREET_WORDS && (tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL)) {
        t++;
        if (tie_found_at(r, t, s->end, TIE_LEX_STREET) &&
            (tie_tok(r, t)->flags & TIE_TOKEN_CAPITAL))
            return true;
    }
    return false;
}

static bool phone_part(const tie_reader *r, uint32_t token) {
    return tie_tok(r, token)->kind == TIE_TOKEN_NUMBER || tie_token_is(r, token, '(') ||
           tie_token_is(r, token, ')') || tie_token_is(r, token, '-');
}

/* "+86 10 6512 3456", "(020) 7946 0958": numbers side by side that begin with a plus or a nought.
 */
static bool phone(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t low = f->begin, high = f->end;
    while (low > s->begin && f->begin - low < PHONE_PARTS && phone_part(r, low - 1))
        low--;
    while (high < s->end && high - f->end < PHONE_PARTS && phone_part(r, high))
        high++;
    size_t digits = 0;
    unsigned parts = 0;
    const tie_token *first = NULL;
    for (uint32_t t = low; t < high; t++)
        if (tie_tok(r, t)->kind == TIE_TOKEN_NUMBER) {
            first = first ? first : tie_tok(r, t);
            digits += tie_token_len(tie_tok(r, t));
            parts++;
        }
    bool plus = low > s->begin && tie_token_is(r, low - 1, '+');
    bool nought = first && r->text.ptr[first->start] == '0' && tie_token_len(first) > 1;
    return parts > 1 && digits >= PHONE_DIGITS && (plus || nought);
}

/* "a Cessna 210 aircraft", "an Airbus 320": the number of a make. */
static bool make(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    enum { LONGEST = 4 };
    uint32_t name = f->begin - 1;
    return f->begin > s->begin + 1 && !f->decimals && !f->scale && !f->range &&
           tie_token_len(tie_tok(r, f->begin)) <= LONGEST && f->end == f->begin + 1 &&
           tie_tok(r, name)->kind == TIE_TOKEN_WORD &&
           (tie_tok(r, name)->flags & TIE_TOKEN_CAPITAL) &&
           (tie_word_at(r, name - 1, name, "a") || tie_word_at(r, name - 1, name, "an")) &&
           !tie_found_at(r, f->end, s->end, TIE_LEX_UNIT) && !tie_hyphen_at(r, f->end, s->end);
}

/* "0002-remove-bad-config": nothing is counted with leading noughts. */
static bool padded(const tie_reader *r, const tie_figure *f) {
    tie_str print = tie_token_text(r, f->begin);
    return print.len > 1 && print.ptr[0] == '0' && tie_ascii_digit(print.ptr[1]) &&
           !tie_noughts_at(r, f->begin);
}

/* "COVID-" at the end of a line, and its 19 at the start of the next. */
static bool torn_name(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    return f->begin > s->begin + 1 && (tie_tok(r, f->begin)->flags & TIE_TOKEN_LINE) &&
           tie_hyphen_at(r, f->begin - 1, s->end) && tie_glued(r, f->begin - 1) &&
           tie_tok(r, f->begin - 2)->flags & TIE_TOKEN_UPPER;
}

/* "(UNSCR 1244, 1999)": of a paper, behind the letters that stand for its kind. */
static bool of_paper(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    enum { LETTERS = 3 };
    uint32_t name = f->begin - 1;
    return f->begin > s->begin + 1 && tie_token_is(r, f->begin - 2, '(') &&
           tie_tok(r, name)->flags & TIE_TOKEN_UPPER &&
           tie_token_len(tie_tok(r, name)) >= LETTERS && f->end == f->begin + 1 && !f->decimals &&
           !f->scale &&
           (tie_symbol_at(r, f->end, s->end, ",") || tie_symbol_at(r, f->end, s->end, ")")) &&
           !tie_found_before(r, f->begin, s->begin, TIE_LEX_UNIT_BEFORE) &&
           !tie_found_at(r, name, f->begin, TIE_LEX_PLACE) &&
           !tie_found_at(r, name, f->begin, TIE_LEX_TOTAL);
}

/* Letters or a hyphenated name glued to it: COVID-19, 747a, G20, 3D. */
static const char *identifier(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    bool currency = tie_found_before(r, f->begin, s->begin, TIE_LEX_UNIT_BEFORE) != NULL;
    const tie_entry *hedge = tie_found_before(r, f->begin, s->begin, TIE_LEX_HEDGE_BEFORE);
    enum { SHORT = 5 };
    bool verb = f->begin > s->begin && tie_token_len(tie_tok(r, f->begin - 1)) > SHORT &&
                tie_str_ends(tie_token_text(r, f->begin - 1), TIE_STR("ed"));
    bool sloppy = (hedge && hedge->form.len > 3) || verb; /* about1.9 tons, obtained10 */
    if ((tie_tok(r, f->begin)->flags & TIE_TOKEN_TAIL) && !currency && !sloppy) /* USD50 */
        return "identifier";
    if (f->begin > s->begin + 1 && tie_symbol_at(r, f->begin - 1, s->end, "-") &&
        tie_glued(r, f->begin) && tie_glued(r, f->begin - 1) &&
        tie_tok(r, f->begin - 2)->kind == TIE_TOKEN_WORD)
        return "identifier";
    bool shop = tie_hyphen_at(r, f->end, s->end) && f->end + 1 < s->end &&
                tie_glued(r, f->end + 1) && (tie_tok(r, f->end + 1)->flags & TIE_TOKEN_CAPITAL) &&
                !tie_found_at(r, f->end + 1, s->end, TIE_LEX_UNIT); /* 7-Eleven */
    if (shop)
        return "identifier";
    bool letters = f->end < s->end && tie_glued(r, f->end) &&
                   tie_tok(r, f->end)->kind == TIE_TOKEN_WORD && f->form == TIE_FORM_DIGITS &&
                   !(tie_tok(r, f->end)->flags & TIE_TOKEN_SUFFIX);
    bool nought = letters && tie_token_len(tie_tok(r, f->begin)) > 1 &&
                  r->text.ptr[tie_tok(r, f->begin)->start] == '0' && !f->decimals;
    if (nought || (f->scale && number_glued(r, f->end, s->end))) /* 06879aafee, 2b026c9d */
        return "identifier";
    if (letters && !tie_found_at(r, f->end, s->end, TIE_LEX_UNIT) && !f->scale &&
        tie_tok(r, f->end)->end - tie_tok(r, f->end)->start <= 3)
        return "identifier";
    if (f->begin > s->begin && (tie_symbol_at(r, f->begin - 1, s->end, "#") ||
                                tie_symbol_at(r, f->begin - 1, s->end, "\xC2\xA7")))
        return "identifier";
    if (tie_names_release(r, s, f) || tie_names_machine(r, s, f) || torn_name(r, s, f) ||
        of_paper(r, s, f))
        return "identifier";
    return labelled(r, s, f) && !counting(r, s, f) ? "identifier" : NULL;
}

/* 10:00, 1.2.3, 3·19, 555-12-34, http://... */
static const char *compound(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    for (uint32_t t = f->begin; t > 1 && f->begin - t < SCHEME_REACH && tie_glued(r, t); t--)
        if (tie_symbol_at(r, t - 1, s->end, "/") &&
            (tie_symbol_at(r, t - 2, s->end, "/") || tie_symbol_at(r, t - 2, s->end, ":")))
            return "address";
    bool after = f->end < s->end && tie_glued(r, f->end) && number_glued(r, f->end + 1, s->end);
    bool before = f->begin > s->begin + 1 && tie_glued(r, f->begin) && tie_glued(r, f->begin - 1) &&
                  tie_tok(r, f->begin - 2)->kind == TIE_TOKEN_NUMBER;
    if ((after && tie_token_is(r, f->end, ':')) || (before && tie_token_is(r, f->begin - 1, ':')))
        return "clock";
    if (f->range || (!after && !before))
        return NULL;
    static const char *const joints[] = {".", "\xC2\xB7", "-", "/", "+"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        bool joined = (after && tie_symbol_at(r, f->end, s->end, joints[i])) ||
                      (before && tie_symbol_at(r, f->begin - 1, s->end, joints[i]));
        if (joined)
            return i == 2 ? "phone" : "identifier";
    }
    return NULL;
}

static bool clock_time(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    const uint32_t t = f->end, end = s->end;
    enum { DIGITS = 4 };
    bool four = tie_token_len(tie_tok(r, f->begin)) == DIGITS && !f->decimals;
    bool nought = four && r->text.ptr[tie_tok(r, f->begin)->start] == '0';
    if (t >= end)
        return false;
    if (tie_token_role(r, t, TIE_ROLE_MERIDIEM) || tie_token_role(r, t, TIE_ROLE_HOUR)) /* 3 pm */
        return true;
    if (tie_token_role(r, t, TIE_ROLE_TIME_ZONE)) /* 1530 GMT */
        return four;
    if (tie_token_role(r, t, TIE_ROLE_HOURS)) /* 0800 hours */
        return nought;
    return (tie_token_word(r, t, "p") || tie_token_word(r, t, "a")) &&
           tie_symbol_at(r, t + 1, end, ".") && tie_glued(r, t + 1) &&
           tie_word_at(r, t + 2, end, "m") && tie_glued(r, t + 2);
}

/* "44 BC", "110 AD": a year that the calendar here does not reach. */
static bool era(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    uint32_t t = f->end;
    return t < s->end && tie_tok(r, t)->flags & TIE_TOKEN_UPPER &&
           (tie_token_role(r, t, TIE_ROLE_ERA));
}

/* Words stand on both sides of it, set apart in its line, as of most: no sign says what it is. */
static bool among_words(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    enum { APART = TIE_TOKEN_SPACE | TIE_TOKEN_LINE };
    return f->begin > s->begin && f->end < s->end &&
           tie_tok(r, f->begin - 1)->kind == TIE_TOKEN_WORD &&
           tie_tok(r, f->end)->kind == TIE_TOKEN_WORD &&
           (tie_tok(r, f->begin)->flags & APART) == TIE_TOKEN_SPACE &&
           (tie_tok(r, f->end)->flags & APART) == TIE_TOKEN_SPACE;
}

/* Digits among words. */
static const char *named_by_words(const tie_reader *r, const tie_sentence *s, const tie_figure *f) {
    if (tie_names_release(r, s, f) || (labelled(r, s, f) && !counting(r, s, f)) || in_code(r, s, f))
        return "identifier";
    if (zip_code(r, s, f))
        return "address";
    if (make(r, s, f))
        return "identifier";
    if (house_number(r, s, f))
        return "address";
    if (f->end - f->begin > 1 && phone(r, s, f))
        return "phone";
    return padded(r, f) ? "identifier" : NULL;
}

const char *tie_reject_name(const tie_reader *reader, const tie_sentence *sentence,
                            const tie_figure *figure) {
    bool digits = figure->form == TIE_FORM_DIGITS || figure->form == TIE_FORM_ORDINAL;
    bool capital = tie_tok(reader, figure->begin)->flags & TIE_TOKEN_CAPITAL;
    if (in_name(reader, sentence, figure))
        return "name";
    bool apart = among_words(reader, sentence, figure);
    bool multi = !apart && figure->begin > sentence->begin + 1 &&
                 tie_hyphen_at(reader, figure->begin - 1, sentence->end) &&
                 tie_role_at(reader, figure->begin - 2, sentence->end, TIE_ROLE_MULTI);
    if (multi) /* multi-hundred kilogram loads */
        return "part of a word";
    if (clock_time(reader, sentence, figure))
        return "clock";
    if (era(reader, sentence, figure))
        return "year";
    if (!apart && !figure->range && odds(reader, sentence, figure))
        return "ratio";
    if (!digits)
        return figure->form == TIE_FORM_WORDS && capital && labelled(reader, sentence, figure)
                   ? "identifier"
                   : NULL;
    if (apart)
        return named_by_words(reader, sentence, figure);
    const char *why = identifier(reader, sentence, figure);
    if (!why)
        why = compound(reader, sentence, figure);
    if (!why && in_code(reader, sentence, figure))
        why = "identifier";
    if (!why && zip_code(reader, sentence, figure))
        why = "address";
    if (!why && (subsection(reader, sentence, figure) || lettered(reader, sentence, figure) ||
                 make(reader, sentence, figure)))
        why = "identifier";
    if (!why && list_mark(reader, sentence, figure))
        why = "list mark";
    if (!why && note_mark(reader, figure))
        why = "list mark";
    if (!why && house_number(reader, sentence, figure))
        why = "address";
    if (!why && phone(reader, sentence, figure))
        why = "phone";
    if (!why && padded(reader, figure))
        why = "identifier";
    return why;
}
