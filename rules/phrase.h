/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases of one to a dozen tokens, each with entries that say what it stands for: the one
 * mechanism by which words of lexicons and packs are found in text. A trie over word keys in one
 * open-addressing table; immutable once built. Matching costs a bit per token for words that begin
 * no phrase, and a probe for most of the others. */
#ifndef TIE_RULES_PHRASE_H
#define TIE_RULES_PHRASE_H

#include "base/token.h"

/* What a phrase stands for. arg, a and b mean what the comment says. */
typedef enum tie_lex {
    TIE_LEX_NUMERAL,    /* a: value of "seven", "twenty", "zero" */
    TIE_LEX_SCALE,      /* arg: power of ten of "hundred", "million", "crore" */
    TIE_LEX_GLUED,      /* arg: power of ten of a letter glued to digits: 5k, 1.5bn; a 1: set apart
                           too */
    TIE_LEX_ORDINAL,    /* a: value of "third" */
    TIE_LEX_FRACTION,   /* a / b of "half", "two thirds" is built from "third": a 1, b 3 */
    TIE_LEX_COLLECTIVE, /* [a, b) of "dozens", "hundreds of thousands" */
    TIE_LEX_DOZEN,      /* a: 12 of "dozen", 20 of "score", 2 of "couple" */
    TIE_LEX_MULTIPLE,   /* a: factor of "double", "tripled", "halved" (0.5); arg 1: says so on its
                           own, 0: when it compares */
    TIE_LEX_ZERO,       /* "no", "none of the": counts nothing; arg 1: of any noun */
    TIE_LEX_HEDGE_BEFORE, /* arg: tie_hedge, words before the figure; a 1: before a length of time
                             perhaps a preposition */
    TIE_LEX_HEDGE_AFTER,  /* arg: tie_hedge, words after it: "or more" */
    TIE_LEX_MONTH,        /* arg: 1-12 */
    TIE_LEX_WEEKDAY,      /* arg: 1-7 */
    TIE_LEX_PERIOD_UNIT,  /* arg: tie_period_unit: day, week, month, quarter, half, year, decade,
                             century */
    TIE_LEX_PERIOD_CUE, /* arg: tie_period_cue: since, until, as of, by the end of, past, last, same
                           period ... */
    TIE_LEX_CHANGE,     /* arg: tie_direction of "rose", "a drop of" */
    TIE_LEX_UNIT,       /* arg: index of the unit; the form follows the figure */
    TIE_LEX_COMPOUND,   /* counted nouns that begin with the name of a unit: day case */
    TIE_LEX_UNIT_BEFORE, /* arg: index of the unit; the form precedes the figure: $, RMB */
    TIE_LEX_PLACE,       /* arg: index of the place */
    TIE_LEX_NATIONWIDE,  /* the subject place as a whole: "nationwide", "across the country" */
    TIE_LEX_PERSON,      /* head nouns that are human beings; arg: index in texts of the singular */
    TIE_LEX_IRREGULAR,   /* arg: index in ruleset texts of the singular: people -> person */
    TIE_LEX_NEUTRAL,     /* modifiers that do not distinguish: total, various */
    TIE_LEX_QUALIFIER,   /* arg: class; modifiers that change the meaning: confirmed, suspected, new
                          */
    TIE_LEX_PREDICATE,   /* arg: index of the predicate class: seize, confiscate */
    TIE_LEX_AGENT,       /* arg: index of the agent in texts: customs, prosecutors */
    TIE_LEX_STOP,        /* function words; arg 1: of what is past: was, had; 2: takes up
                           what was told before: these, they */
    TIE_LEX_ABBREVIATION, /* a full stop after it ends no sentence */
    TIE_LEX_LINK,         /* arg: class of link_cues: words of link patterns */
    TIE_LEX_TOTAL,        /* in total, a total of, altogether */
    TIE_LEX_INCLUDE,      /* including, such as: an incomplete list follows; arg 1: comprising, a
                             complete one */
    TIE_LEX_PLAN,         /* will, plans to, target */
    TIE_LEX_ESTIMATE,     /* estimated, projected */
    TIE_LEX_CONDITION,    /* could, would, if */
    TIE_LEX_ATTRIBUTION,  /* according to, said, reported */
    TIE_LEX_IDENTIFIER,   /* a number after it is a name: No., article, page, flight */
    TIE_LEX_EVENT,   /* a number before it is a name when capitalised: Congress, Session, Meeting */
    TIE_LEX_PRONOUN, /* after "one": of, another, such: no count */
    TIE_LEX_DEFINITE,     /* "the", "these": a number after it repeats one known already */
    TIE_LEX_FIGURE,       /* nouns that stand for a figure: the figure, the toll */
    TIE_LEX_PLACE_NOUN,   /* nouns that name kinds of places: city, province */
    TIE_LEX_LASTING,      /* a change that goes on: year by year, for many years */
    TIE_LEX_EVERY,        /* arg: tie_period_unit of a rate: a year, annually, per day */
    TIE_LEX_REDUCE,       /* from ... to; words between the sides of a change */
    TIE_LEX_NAMED_PERIOD, /* arg: a tie_named, which says what a and b are: "Christmas", "Easter" */
    TIE_LEX_COMPARED,     /* after "double", "twice": the, that, as */
    TIE_LEX_TALLIED,      /* nouns whose absence is a count: case, death */
    TIE_LEX_STATE,        /* stands for human beings behind a figure: dead, injured */
    TIE_LEX_PER,          /* a denominator follows: per, for every */
    TIE_LEX_CHANGE_NOUN,  /* arg: tie_direction of "increase", "drop" behind a figure */
    TIE_LEX_RANK,         /* an ordinal behind it is a rank: ranked, placed */
    TIE_LEX_STREET,       /* the number before its name is an address: Street, Road */
    TIE_LEX_NAME,         /* names and idioms with a number inside: 9/11, 24/7, doubled up */
    TIE_LEX_CODE,         /* of laws: the numbers before and behind it are names: U.S.C. */
    TIE_LEX_CLAUSE,       /* begins another clause: which, while, although */
    TIE_LEX_COMPLEMENT,   /* behind a counted noun: what narrows it follows: of, involving, aged;
                             arg 1: where a verb follows it: with, over */
    TIE_LEX_PURPOSE,      /* behind a sum of money: what it goes to follows: on, for; arg 1: what
                             it may be paid in, or as: cash, fines; 2: before an amount: what goes
                             on so stands before: at a pace of */
    TIE_LEX_SCOPE,   /* likewise: what is counted in or left out; arg 0: including, 1: excluding */
    TIE_LEX_REVISED, /* says that a figure replaces an earlier one: revised, corrected to; arg 1:
                        that a later one may replace it: preliminary */
    TIE_LEX_GENERIC, /* human beings of no kind in particular: people, suspects; arg 1: what every
                        text may call somebody else by: we, the company; arg 2: what is called so
                        need not be one: suspected, attempted */
    TIE_LEX_EXCLUSIVE, /* arg: group of qualifiers that exclude each other: men, women */
    TIE_LEX_TABLE,     /* arg: tie_table_word of labels in tables: total, of which, opening */
    TIE_LEX_SUBJECT, /* arg: tie_subject of a noun that figures are said of, or the predicate class
                        that it stands for: turnout, harvest */
    TIE_LEX_COUNT
} tie_lex;

/* Nouns that figures are said of. */
typedef enum tie_subject {
    TIE_SUBJECT_RATIO = -1,    /* of a percentage: turnout, inflation */
    TIE_SUBJECT_RATIO_OF = -2, /* the same, with words that say of what: rate, share */
    TIE_SUBJECT_AMOUNT = -3,   /* "the amount of": the noun follows */
    TIE_SUBJECT_SET = -4       /* of a percentage that somebody sets anew: interest rate */
} tie_subject;

/* Flags of an entry: what tie_entry_fits asks of the print. */
enum {
    TIE_PHRASE_EXACT = 1,  /* its case and its spaces are the form's */
    TIE_PHRASE_CAPITAL = 2 /* its first letter is a capital: names of places */
};

typedef struct tie_entry {
    uint8_t lex, flags;
    uint8_t tokens; /* in the phrase */
    int32_t arg;
    uint32_t next; /* while building: another entry of the same phrase, or 0 */
    tie_dec a, b;
    tie_str form; /* as the lexicon or pack prints it */
} tie_entry;

/* What phrases may mean, as bits: most questions about a word are answered "no" by one test. */
typedef struct tie_senses {
    uint64_t lexes; /* 1 << tie_lex */
    uint64_t cues;  /* 1 << tie_period_cue, of a TIE_LEX_PERIOD_CUE */
    uint64_t links; /* 1 << class, of a TIE_LEX_LINK */
} tie_senses;

_Static_assert(TIE_LEX_COUNT <= 64, "a bit for each lexicon");

/* Terms of measures are of no lexicon. */
static inline tie_senses tie_entry_senses(const tie_entry *entry) {
    uint64_t arg = (uint64_t)1 << (entry->arg & 63);
    return (tie_senses){.lexes = entry->lex < TIE_LEX_COUNT ? (uint64_t)1 << entry->lex : 0,
                        .cues = entry->lex == TIE_LEX_PERIOD_CUE ? arg : 0,
                        .links = entry->lex == TIE_LEX_LINK ? arg : 0};
}
static inline void tie_senses_add(tie_senses *to, tie_senses more) {
    to->lexes |= more.lexes;
    to->cues |= more.cues;
    to->links |= more.links;
}

/* The entries of one phrase, side by side. */
typedef struct tie_phrase {
    const tie_entry *entries;
    tie_senses senses;
    uint32_t count; /* 0: no phrase */
    uint8_t tokens; /* of each of them */
    bool printed;   /* some of them ask for the case of the print */
} tie_phrase;

/* The entries of a phrase that the print fits, as found at a token. */
typedef struct tie_found {
    const tie_entry *entries;
    uint32_t count;
    uint32_t tokens; /* of each of them */
} tie_found;

/* What the phrases at a token may mean, and where they are. */
typedef struct tie_meanings {
    tie_senses begin;        /* of phrases that begin with it */
    uint64_t end;            /* lexes of phrases that end with it */
    const tie_found *founds; /* that begin with it, the shorter ones first */
    uint16_t found_count;
    bool shared;    /* by all tokens of that word: a phrase of several words has them amended */
    bool printed;   /* the print of the word decides, too */
    uint32_t state; /* of the trie behind the word */
} tie_meanings;

/* A place in a frozen trie. */
typedef struct tie_node {
    uint64_t next;     /* bits of keys that go on, for a first glance */
    tie_phrase phrase; /* that ends there */
    uint32_t state, entry;
} tie_node;

/* A word that begins phrases, and what it means on its own: of most occurrences that is all there
 * is to know. One line of the cache. */
typedef struct tie_opener {
    alignas(64) uint64_t key;
    uint64_t next; /* as of its node; 0: no phrase goes on behind it */
    tie_meanings alone;
} tie_opener;

/* One bit for each thing that is there, by the low bits of its hash: who has none is not there. */
typedef struct tie_filter {
    uint64_t *bits; /* NULL until frozen */
    uint64_t mask;
} tie_filter;

/* The bit is the lowest one of the answer; others may be anything. */
static inline uint64_t tie_filter_at(tie_filter f, uint64_t hash) {
    uint64_t bit = hash & f.mask;
    return f.bits[bit / 64] >> (bit % 64);
}

typedef struct tie_phrases tie_phrases;

/* Building: with room for so many words at first, add in any order, then freeze. A form is
 * tokenized like a document; its words are stemmed when there is a stemmer (terms of measures). The
 * same entry twice is kept once. Fails (false): the form has no token, too many, or the trie is
 * full. */
tie_phrases *tie_phrases_new(tie_arena *arena, size_t room);
bool tie_phrases_add(tie_phrases *phrases, tie_arena *arena, tie_str form, void *stemmer,
                     tie_entry entry);
/* First entry of a whole form, or NULL. */
const tie_entry *tie_phrases_find(const tie_phrases *phrases, tie_arena *arena, tie_str form,
                                  void *stemmer);
void tie_phrases_freeze(tie_phrases *phrases, tie_arena *arena);

/* Every entry, in the order of adding; index from 0. NULL behind the last. */
const tie_entry *tie_phrases_nth(const tie_phrases *phrases, size_t index);

/* Matching. State 0 is the root. A word or symbol steps with its key, in the trie of stems a word
 * with tie_stem_key; a number that is part of a name ("G20") steps with tie_word_key of its bytes.
 */
/* The word of that key that begins phrases of a frozen trie; where none does, one that means
 * nothing. Without a branch but for few of those. */
const tie_opener *tie_phrases_opener(const tie_phrases *phrases, uint64_t key);
/* At a glance, once the opener's next has said yes: a phrase goes on so behind it. */
bool tie_phrases_may_go_on(const tie_phrases *phrases, const tie_meanings *alone, uint64_t key);
/* The node behind an opener, of which these are the meanings, perhaps amended. */
const tie_node *tie_phrases_behind(const tie_phrases *phrases, const tie_meanings *alone);
/* The node behind the first key of a phrase, or NULL when none begins so; behind another key. */
const tie_node *tie_phrases_first(const tie_phrases *phrases, uint64_t key);
const tie_node *tie_phrases_next(const tie_phrases *phrases, const tie_node *from, uint64_t key);
/* The state after `from` by key, or 0 when no phrase goes on that way. */
uint32_t tie_phrases_step(const tie_phrases *phrases, uint32_t from, uint64_t key);
/* First entry of the phrase that ends in state `at`, or NULL. Walk with tie_phrases_next_entry. */
const tie_entry *tie_phrases_entry(const tie_phrases *phrases, uint32_t at);
const tie_entry *tie_phrases_next_entry(const tie_phrases *phrases, const tie_entry *entry);
/* The print has the case that the entry's flags ask for. tokens: those of the phrase. */
bool tie__entry_fits(const tie_entry *entry, tie_str text, const tie_token *tokens);
static inline bool tie_entry_fits(const tie_entry *entry, tie_str text, const tie_token *tokens) {
    return !entry->flags || tie__entry_fits(entry, text, tokens);
}

#endif
