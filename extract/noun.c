/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The noun a figure counts, the verb that governs it, and who did it. No parser: an English noun
 * phrase behind a figure runs to its first plural, or to the first function word; what breaks that
 * rule is left without a noun. */
#include "extract/claims.h"

enum { PHRASE_WORDS = 9, PREDICATE_REACH = 10, AGENT_REACH = 60 };

TIE_INLINED bool lex(const tie_reader *r, uint32_t token, uint32_t limit, tie_lex which) {
    return tie_found_at(r, token, limit, which) != NULL;
}

static bool lex_before(const tie_reader *r, uint32_t token, uint32_t first, tie_lex which) {
    return tie_found_before(r, token, first, which) != NULL;
}

TIE_INLINED bool ends(tie_str s, const char *suffix) { return tie_str_ends(s, tie_str_c(suffix)); }

static tie_str last_letters(const tie_reader *r, uint32_t token, char *space, size_t most) {
    tie_str s = tie_token_text(r, token);
    if (s.len > most)
        s = tie_str_sub(s, s.len - most, s.len);
    for (size_t i = 0; i < s.len; i++)
        space[i] = tie_ascii_lower(s.ptr[i]);
    return (tie_str){space, s.len};
}

bool tie_is_plural(const tie_reader *reader, uint32_t token, uint32_t limit) {
    if (lex(reader, token, limit, TIE_LEX_IRREGULAR))
        return true;
    if (tie_tok(reader, token)->flags & TIE_TOKEN_SUFFIX)
        return false; /* the country's */
    tie_str s = tie_token_text(reader, token);
    if (s.len <= 3 || tie_ascii_lower(s.ptr[s.len - 1]) != 's')
        return false;
    char before = tie_ascii_lower(s.ptr[s.len - 2]);
    return before != 's' && before != 'u' && before != 'i';
}

bool tie_is_noun(const tie_reader *reader, uint32_t token, uint32_t limit) {
    return tie_tok(reader, token)->kind == TIE_TOKEN_WORD &&
           !lex(reader, token, limit, TIE_LEX_STOP) &&
           !lex(reader, token, limit, TIE_LEX_PREDICATE) &&
           !lex(reader, token, limit, TIE_LEX_CHANGE) &&
           !lex(reader, token, limit, TIE_LEX_ATTRIBUTION) &&
           !lex(reader, token, limit, TIE_LEX_PERIOD_CUE);
}

tie_str tie_singular(tie_reader *reader, uint32_t token) {
    uint32_t limit = (uint32_t)reader->tokens.count;
    const tie_entry *irregular = tie_found_at(reader, token, limit, TIE_LEX_IRREGULAR);
    if (irregular)
        return reader->rules->texts.items[irregular->arg];
    tie_str s = tie_token_fold(reader, reader->out, token);
    if (!tie_is_plural(reader, token, limit))
        return s;
    if (!ends(s, "es"))
        return tie_str_sub(s, 0, s.len - 1);
    bool keeps_e = ends(s, "ses") && !ends(s, "sses") &&
                   !(ends(s, "uses") && !ends(s, "auses") && !ends(s, "ouses"));
    if (ends(s, "ies") && s.len > 4)
        return tie_arena_printf(reader->out, "%.*sy", (int)s.len - 3, s.ptr);
    bool strips_es = (ends(s, "ses") && !keeps_e) || ends(s, "xes") || ends(s, "ches") ||
                     ends(s, "shes") || ends(s, "zzes") || ends(s, "oes");
    return tie_str_sub(s, 0, s.len - (strips_es ? 2 : 1));
}

static bool and_or(const tie_reader *r, uint32_t token) {
    return tie_token_word(r, token, "and") || tie_token_word(r, token, "or");
}

/* A plural follows before anything that ends a noun phrase: the head is still to come. lists: over
 * "and" and commas too, as in "manufacturing and trafficking gangs". */
static bool plural_ahead(const tie_reader *r, uint32_t token, uint32_t limit, bool lists) {
    enum { REACH = 7 };
    for (uint32_t t = token; t < limit && t < token + REACH; t++) {
        const tie_token *next = tie_tok(r, t);
        if (next->flags & TIE_TOKEN_GAP)
            return false;
        if (next->kind == TIE_TOKEN_NUMBER) {
            if (!tie_hyphen_at(r, t + 1, limit))
                return false;
            continue;
        }
        if (next->kind == TIE_TOKEN_SYMBOL) {
            bool inner = tie_token_is(r, t, '-') || (lists && tie_token_is(r, t, ','));
            if (!inner)
                return false;
            continue;
        }
        if (lists && and_or(r, t))
            continue;
        if (lex(r, t, limit, TIE_LEX_STOP))
            return false;
        if (tie_is_plural(r, t, limit))
            return true;
    }
    return false;
}

/* What the token at t does to a phrase of so many words. */
typedef enum step { STEP_END, STEP_OVER, STEP_WORD, STEP_HEAD } step;

/* "MDMA (ecstasy) tablets": behind another name in brackets that breaks the phrase; t itself where
 * there is none. */
static uint32_t over_bracket(const tie_reader *r, uint32_t t, uint32_t end) {
    enum { LONGEST = 4 };
    uint32_t close = t + 1;
    while (close < end && close - t < LONGEST && tie_tok(r, close)->kind == TIE_TOKEN_WORD)
        close++;
    bool closed = close > t + 1 && close + 1 < end && tie_token_is(r, close, ')');
    return closed && plural_ahead(r, close + 1, end, false) ? close : t;
}

static step symbol_step(const tie_reader *r, uint32_t t, uint32_t end, unsigned words) {
    /* U.S.-made */
    bool initial = t && tie_token_is(r, t, '.') && tie_glued(r, t) && tie_initial(r, t - 1);
    bool second = t > 2 && tie_token_is(r, t - 2, '.') && tie_initial(r, t - 3);
    if (initial && t + 1 < end && (tie_glued(r, t + 1) || second))
        return STEP_OVER;
    bool inner = (tie_token_is(r, t, '-') || (words && tie_token_is(r, t, '/'))) && tie_glued(r, t);
    bool listed = words && tie_token_is(r, t, ',') && plural_ahead(r, t + 1, end, true);
    return inner || listed ? STEP_OVER : STEP_END;
}

/* "measles | cases", "arms dealers": a plural that another one follows only says of what kind. */
static bool names_kind(const tie_reader *r, uint32_t t, uint32_t end) {
    return t + 1 < end && tie_tok(r, t + 1)->kind == TIE_TOKEN_WORD &&
           !(tie_tok(r, t + 1)->flags & (TIE_TOKEN_GAP | TIE_TOKEN_CAPITAL | TIE_TOKEN_SUFFIX)) &&
           !lex(r, t, end, TIE_LEX_PERSON) && tie_is_plural(r, t + 1, end) &&
           !lex(r, t + 1, end, TIE_LEX_STOP) && !lex(r, t + 1, end, TIE_LEX_PREDICATE) &&
           !lex(r, t + 1, end, TIE_LEX_CHANGE) && !lex(r, t + 1, end, TIE_LEX_ATTRIBUTION) &&
           !lex(r, t + 1, end, TIE_LEX_TOTAL);
}

static step word_step(const tie_reader *r, uint32_t t, uint32_t end, unsigned words) {
    if (and_or(r, t))
        return words && plural_ahead(r, t + 1, end, true) ? STEP_OVER : STEP_END;
    bool article = !words && (tie_token_word(r, t, "the") || tie_token_word(r, t, "these") ||
                              tie_token_word(r, t, "all"));
    if (article)
        return STEP_OVER;
    bool roman = words && tie_token_word(r, t, "i") && tie_initial(r, t) &&
                 (tie_tok(r, t - 1)->flags & TIE_TOKEN_CAPITAL); /* Schedule I substances */
    bool hyphened = tie_hyphen_at(r, t + 1, end) && t + 2 < end && tie_glued(r, t + 2) &&
                    tie_tok(r, t + 2)->kind == TIE_TOKEN_WORD; /* at-risk schools */
    if (hyphened && lex(r, t, end, TIE_LEX_STOP))
        return STEP_WORD;
    bool letters = (tie_tok(r, t)->flags & TIE_TOKEN_UPPER) && tie_token_len(tie_tok(r, t)) > 2 &&
                   !(t && tie_tok(r, t - 1)->flags & TIE_TOKEN_UPPER); /* three WHO regions */
    if (letters && plural_ahead(r, t + 1, end, true))
        return STEP_WORD;
    const tie_entry *told = tie_found_at(r, t, end, TIE_LEX_ATTRIBUTION);
    if (told && told->tokens > 1) /* 353,000 according to the register */
        return STEP_END;
    if (!roman && (lex(r, t, end, TIE_LEX_STOP) || lex(r, t, end, TIE_LEX_MULTIPLE)))
        return STEP_END;
    const tie_entry *include = words ? NULL : tie_found_at(r, t, end, TIE_LEX_INCLUDE);
    if (include && include->tokens == 1) /* release 9.2 includes */
        return STEP_END;
    bool address = tie_symbol_at(r, t + 1, end, ":") && tie_symbol_at(r, t + 2, end, "/");
    if (address) /* https://... */
        return STEP_END;
    bool possessor = !words && t + 2 < end && tie_tok(r, t + 1)->flags & TIE_TOKEN_SUFFIX &&
                     tie_is_plural(r, t + 2, end);
    if (possessor ||
        (!words && tie_tok(r, t)->flags & TIE_TOKEN_SUFFIX)) /* two children's courts */
        return STEP_OVER;
    if (tie_is_plural(r, t, end)) {
        bool compound = t + 1 < end && tie_token_is(r, t + 1, '-') && tie_glued(r, t + 1);
        const tie_entry *subject = tie_found_at(r, t, end, TIE_LEX_SUBJECT);
        compound |= subject && subject->tokens > 1; /* the funds rate */
        return compound || names_kind(r, t, end) ? STEP_WORD : STEP_HEAD;
    }
    bool part = !words && t && tie_token_word(r, t - 1, "of") && t + 1 < end &&
                tie_tok(r, t + 1)->kind == TIE_TOKEN_WORD &&
                !(tie_tok(r, t + 1)->flags & TIE_TOKEN_CAPITAL) &&
                !lex(r, t + 1, end, TIE_LEX_STOP); /* 130 tons of processed hemp */
    bool goes_on = part || plural_ahead(r, t + 1, end, true);
    bool verb = !words && !part && !goes_on && t && !tie_token_is(r, t - 1, '-') &&
                tie_str_ends(tie_token_text(r, t), TIE_STR("ed")) &&
                !lex(r, t, end, TIE_LEX_PERSON); /* one in five required help */
    if (verb)
        return STEP_END;
    if ((lex(r, t, end, TIE_LEX_PREDICATE) || lex(r, t, end, TIE_LEX_CHANGE)) && !goes_on)
        return STEP_END;
    return lex(r, t, end, TIE_LEX_PERSON) && !plural_ahead(r, t + 1, end, false) ? STEP_HEAD
                                                                                 : STEP_WORD;
}

/* Where several are counted, a last word like "globally", "protested" or "x" is none of them. */
static bool no_noun(const tie_reader *r, uint32_t head, uint32_t limit) {
    char space[3];
    tie_str s = last_letters(r, head, space, sizeof space);
    bool adverb = ends(s, "ly"), verb = ends(s, "ed") && !ends(s, "eed");
    return (adverb || verb || s.len == 1) && !lex(r, head, limit, TIE_LEX_PERSON);
}

/* Where the first expression of time behind the first word begins, or end. */
static uint32_t time_behind(const tie_sentence *sentence, uint32_t after, uint32_t end) {
    size_t low = 0, high = sentence->whens.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sentence->whens.items[middle].begin > after)
            high = middle;
        else
            low = middle + 1;
    }
    bool any = low < sentence->whens.count && sentence->whens.items[low].begin < end;
    return any ? sentence->whens.items[low].begin : end;
}

/* "60 percent of the cocaine | crossing the region". */
static bool goes_through(const tie_reader *r, uint32_t head, uint32_t end) {
    return tie_str_ends(tie_token_text(r, head), TIE_STR("ing")) &&
           tie_tok(r, head - 1)->kind == TIE_TOKEN_WORD &&
           (tie_word_at(r, head + 1, end, "the") || tie_word_at(r, head + 1, end, "through"));
}

/* Behind "(3.8%)" right after a count: "1,688 (3.8%) infections"; else the token. */
static uint32_t over_share(const tie_reader *r, uint32_t token, uint32_t end) {
    uint32_t close = token + 3;
    bool share =
        tie_symbol_at(r, token, end, "(") && close < end &&
        tie_tok(r, token + 1)->kind == TIE_TOKEN_NUMBER &&
        (tie_token_is(r, token + 2, '%') || tie_token_role(r, token + 2, TIE_ROLE_PERCENT)) &&
        tie_token_is(r, close, ')');
    uint32_t first = close + 1;
    bool noun = share && first + 1 < end &&
                (tie_is_plural(r, first, end) ||
                 (tie_is_noun(r, first, end) && tie_is_plural(r, first + 1, end) &&
                  !tie_str_ends(tie_token_text(r, first), TIE_STR("ly"))));
    return noun && !lex(r, first, end, TIE_LEX_STOP) ? first : token;
}

tie_noun tie_read_noun(const tie_reader *reader, const tie_sentence *sentence, uint32_t after,
                       uint32_t limit, bool one) {
    enum { SINGULAR_WORDS = 3 };
    tie_noun noun = {after, after, after, false};
    uint32_t end = time_behind(sentence, after, limit < sentence->end ? limit : sentence->end);
    unsigned words = 0, most = one ? SINGULAR_WORDS : PHRASE_WORDS;
    for (uint32_t t = over_share(reader, after, end); t < end && words < most; t++) {
        const tie_token *token = tie_tok(reader, t);
        bool number = token->kind == TIE_TOKEN_NUMBER;
        bool joined =
            t > after && (tie_token_is(reader, t - 1, '-') || token->flags & TIE_TOKEN_TAIL ||
                          lex_before(reader, t, after, TIE_LEX_IDENTIFIER) ||
                          tie_hyphen_at(reader, t + 1, end)); /* 110-foot cutters, MiG-29 jets */
        if ((number && !joined) || (token->flags & TIE_TOKEN_GAP))
            break;
        step s = token->kind == TIE_TOKEN_SYMBOL ? symbol_step(reader, t, end, words)
                 : number                        ? STEP_OVER
                                                 : word_step(reader, t, end, words);
        uint32_t close = words && tie_token_is(reader, t, '(') ? over_bracket(reader, t, end) : t;
        if (s == STEP_END && close == t)
            break;
        t = close;
        if (s == STEP_OVER || s == STEP_END)
            continue;
        if (!words++)
            noun.begin = t;
        noun.head = t;
        noun.end = t + 1;
        if (s == STEP_HEAD)
            break;
    }
    bool owner = words && tie_tok(reader, noun.head)->flags & TIE_TOKEN_SUFFIX;
    while (words > 1 && !one && no_noun(reader, noun.head, end) && noun.head > noun.begin &&
           tie_str_ends(tie_token_text(reader, noun.head), TIE_STR("ed")) &&
           tie_tok(reader, noun.head - 1)->kind == TIE_TOKEN_WORD) { /* heroin compared | with */
        noun.end = noun.head--;
        words--;
    }
    if (words > 1 && !one && goes_through(reader, noun.head, end)) {
        noun.end = noun.head--;
        words--;
    }
    if (owner || (words && !one && no_noun(reader, noun.head, end)))
        noun = (tie_noun){after, after, after, false};
    words = noun.end - noun.begin;
    noun.person = words && lex(reader, noun.head, end, TIE_LEX_PERSON);
    return noun;
}

/* "The number of registered users has exceeded ...": the noun behind the figure word that opens the
 * clause. */
tie_noun tie_read_subject_noun(const tie_reader *reader, const tie_sentence *sentence,
                               uint32_t begin) {
    tie_noun none = {begin, begin, begin, false};
    if (!tie_sentence_says(sentence, TIE_LEX_FIGURE))
        return none;
    for (uint32_t t = begin; t-- > sentence->begin;) {
        if (tie_token_is(reader, t, ';') || tie_token_is(reader, t, ':'))
            return none;
        bool figure =
            tie_word_at(reader, t + 1, begin, "of") && lex(reader, t, begin, TIE_LEX_FIGURE);
        if (figure)
            return tie_read_noun(reader, sentence, t + 2, begin, false);
    }
    return none;
}

/* "trafficking": what follows is done by the noun, or names it. */
static bool active(const tie_reader *r, uint32_t token) {
    return tie_str_ends(tie_token_text(r, token), TIE_STR("ing"));
}

/* "on drug trafficking charges": inside a noun. */
static bool inside_noun(const tie_reader *r, uint32_t first, uint32_t token, uint32_t limit) {
    uint32_t before = token - 1, next = token + 1;
    if (!active(r, token) || token == first)
        return false;
    if (tie_hyphen_at(r, next, limit)) /* trafficking-related */
        return true;
    bool compound = tie_is_noun(r, before, token) && !tie_is_plural(r, before, token) &&
                    !lex(r, before, token, TIE_LEX_AGENT) &&
                    !lex(r, before, token, TIE_LEX_PERSON) &&
                    !tie_str_ends(tie_token_text(r, before), TIE_STR("ed"));
    if (tie_word_at(r, next, limit, "of") || tie_word_at(r, next, limit, "for"))
        return false; /* staff training for 90 nurses */
    bool ends = next >= limit || tie_tok(r, next)->kind == TIE_TOKEN_SYMBOL ||
                lex(r, next, limit, TIE_LEX_STOP); /* linked to drug trafficking during */
    return compound && (ends || tie_is_plural(r, next, limit));
}

/* A passive behind the noun ("cases were solved nationwide", "suspects arrested"). */
static const tie_entry *passive_behind(const tie_reader *r, uint32_t end, uint32_t high) {
    const tie_entry *state = NULL; /* "people involved in the cases were arrested" */
    for (uint32_t t = end; t < high && t < end + PREDICATE_REACH; t++) {
        const tie_token *token = tie_tok(r, t);
        bool bracket = tie_token_is(r, t, '(') || tie_token_is(r, t, ')');
        if ((token->kind == TIE_TOKEN_SYMBOL && !bracket) || token->kind == TIE_TOKEN_NUMBER ||
            and_or(r, t) || tie_token_word(r, t, "which") || tie_token_word(r, t, "that"))
            break;
        const tie_entry *e = tie_found_at(r, t, high, TIE_LEX_PREDICATE),
                        *revised = e ? tie_found_at(r, t, high, TIE_LEX_REVISED) : NULL;
        bool told = revised && revised->tokens > 1; /* from 427 published earlier */
        if (!e || told || (t != end && active(r, t + e->tokens - 1)))
            continue;
        if (!(r->rules->predicate_traits[e->arg] & TIE_PREDICATE_STATE))
            return e;
        state = state ? state : e;
    }
    return state;
}

/* "has grown from 800 to 900": nothing is cultivated. */
static bool changes(const tie_reader *r, uint32_t token, uint32_t limit, const tie_entry *verb) {
    uint32_t end = token + verb->tokens, count = (uint32_t)r->tokens.count;
    return lex(r, token, limit, TIE_LEX_CHANGE) &&
           (tie_word_at(r, end, limit, "from") || tie_word_at(r, end, limit, "by") ||
            tie_word_at(r, end, limit, "to") || tie_symbol_at(r, end + 1, count, "%") ||
            tie_role_at(r, end + 1, count, TIE_ROLE_PERCENT));
}

const tie_entry *tie_read_predicate(const tie_reader *reader, uint32_t begin, uint32_t end,
                                    uint32_t low, uint32_t high) {
    const tie_entry *noun = tie_found_before(reader, begin, low, TIE_LEX_PREDICATE);
    if (noun && tie_token_word(reader, begin - 1, "of")) /* the seizure of 2 tons entering Peru */
        return noun;
    /* "12 were killed and 40 injured": the noun itself says it */
    bool own_state = end > begin && lex(reader, end - 1, end, TIE_LEX_STATE);
    const tie_entry *own = own_state ? tie_found_at(reader, end - 1, end, TIE_LEX_PREDICATE) : NULL;
    const tie_entry *behind = own ? own : passive_behind(reader, end, high);
    /* "seized drugs worth so much": what it is worth is said by the way */
    bool state =
        behind && !own_state && reader->rules->predicate_traits[behind->arg] & TIE_PREDICATE_STATE;
    if (behind && !state)
        return behind;
    for (uint32_t t = begin; t-- > low;) {
        const tie_entry *e = tie_found_at(reader, t, begin, TIE_LEX_PREDICATE);
        /* "the number of people killed was revised to 287": they were killed, not revised */
        if (e && !tie_found_at(reader, t, begin, TIE_LEX_REVISED) &&
            !changes(reader, t, begin, e) && !inside_noun(reader, low, t + e->tokens - 1, begin))
            return e;
    }
    return behind;
}

/* The longest name of an agent that stands at token or runs over it ("public security
 * authorities"); among equals the last one, so that a pack's own names go before the lexicon's. */
static const tie_entry *agent_over(const tie_reader *r, uint32_t token, uint32_t first,
                                   uint32_t limit) {
    enum { LONGEST = 6 };
    const tie_entry *best = NULL, *e;
    for (uint32_t back = 0; back < LONGEST && first + back <= token; back++) {
        uint32_t begin = token - back;
        if (!tie_found_at(r, begin, limit, TIE_LEX_AGENT))
            continue;
        for (tie_found_walk walk = tie_found_each(r, begin); tie_found_next(&walk, &e);) {
            bool covers = e->lex == TIE_LEX_AGENT && e->tokens > back && begin + e->tokens <= limit;
            if (covers && (!best || e->tokens >= best->tokens))
                best = e;
        }
    }
    return best;
}

/* "arrested three navy officers and five sailors": inside what another figure counts. */
static bool counted(const tie_sentence *s, uint32_t token) {
    for (size_t i = 0; i < s->claims.count; i++)
        if (s->claims.items[i].hedge > s->begin && token >= s->claims.items[i].end &&
            token < s->claims.items[i].noun_end)
            return true;
    return false;
}

/* "worked with the Ministry of Health, the Post Office and | customs to close": one of those that
 * others worked with. */
static bool among_helpers(const tie_reader *r, uint32_t first, uint32_t token) {
    uint32_t t = token;
    while (t > first && (and_or(r, t - 1) || tie_token_is(r, t - 1, ',') ||
                         tie_token_word(r, t - 1, "the") || tie_token_word(r, t - 1, "of") ||
                         (tie_tok(r, t - 1)->flags & TIE_TOKEN_CAPITAL &&
                          tie_tok(r, t - 1)->kind == TIE_TOKEN_WORD)))
        t--;
    bool listed = t < token && (and_or(r, token - 1) || tie_token_is(r, token - 1, ',') ||
                                tie_token_word(r, token - 1, "the"));
    bool opens = t > first && t - 1 <= first + 1; /* Working with customs, police closed */
    return listed && t > first && !opens && tie_word_at(r, t - 1, token, "with") &&
           !tie_token_is(r, token - 1, ',');
}

/* "worked with the Ostland Coast Guard", "acting on customs information": not who did it. */
static bool aside(const tie_reader *r, uint32_t first, uint32_t token) {
    uint32_t t = token;
    while (t > first &&
           (tie_token_is(r, t - 1, '.') || (tie_tok(r, t - 1)->flags & TIE_TOKEN_CAPITAL &&
                                            tie_tok(r, t - 1)->kind == TIE_TOKEN_WORD)))
        t--;
    if (among_helpers(r, first, t))
        return true;
    t -= t > first && tie_word_at(r, t - 1, token, "the");
    bool from = t > first && tie_word_at(r, t - 1, token, "from");
    for (uint32_t back = t; from && back > first && t - back < 5; back--)
        if (tie_word_at(r, back - 1, token, "with")) /* with the support from the police */
            return true;
    return t > first && tie_role_at(r, t - 1, token, TIE_ROLE_ALLIED);
}

/* The bracket that opens what ends at token, "(which has its own police)", or token; not that of
 * letters for a name. */
static uint32_t over_aside(const tie_reader *r, uint32_t first, uint32_t token) {
    enum { LETTERS = 2 };
    for (uint32_t t = token; t-- > first && token - t < AGENT_REACH;)
        if (tie_token_is(r, t, '('))
            return token - t > LETTERS ? t : token;
    return token;
}

const tie_entry *tie_read_agent(const tie_reader *reader, const tie_sentence *sentence,
                                uint32_t begin, uint32_t end, uint32_t high) {
    if (!tie_sentence_says(sentence, TIE_LEX_AGENT))
        return NULL;
    for (uint32_t t = end; t < high; t++)
        if (tie_token_word(reader, t, "by")) {
            uint32_t name = t + 1 + (t + 1 < high && tie_token_word(reader, t + 1, "the"));
            const tie_entry *e = name < high ? agent_over(reader, name, name, high) : NULL;
            bool told = !e && name + 1 < high && !tie_found_at(reader, name, high, TIE_LEX_STOP);
            if (told) /* "by traffic police" */
                e = agent_over(reader, name + 1, name + 1, high);
            if (e)
                return e;
        }
    for (uint32_t t = begin; t-- > sentence->begin && begin - t < AGENT_REACH;) {
        if (tie_token_is(reader, t, ';'))
            break;
        if (tie_token_is(reader, t, ')'))
            t = over_aside(reader, sentence->begin, t);
        if (tie_found_at(reader, t, begin, TIE_LEX_AGENT) && !aside(reader, sentence->begin, t) &&
            !counted(sentence, t))
            return agent_over(reader, t, sentence->begin, begin);
    }
    return NULL;
}
