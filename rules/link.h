/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns by which the words between the figures of a text say how the figures hang together: a
 * part in its whole, a change between two values, names and how many they are. They are data of the
 * lexicon ("links", over the words of "link_cues"), compiled to steps:
 *
 *   {role}     a figure in that role, with its hedge and its noun; {role}+ a list of them
 *   <cue>      a word or phrase of that class; <cue>? where it stands; !<cue> it must not stand
 * here ~  ~4      up to 14 (4) tokens, no other value and no semicolon among them _          up to
 * 8 words of a noun phrase .          the end of a sentence: what precedes stands in the one
 * before, all its values
 *   @before    at the start of a sentence: the parts are the figures of the sentences before it
 *   @names     names or short items joined by commas and "and", counted
 *   @places    the same, places of the gazetteer alone
 *   @closed    the same as @names, up to the end of the sentence or parenthesis
 *   @items     the same as @closed, but short items will do
 *   @nouns     the same as @items, three or more, none of them a verb's phrase
 *   @list      the same as @items, wherever it ends
 *   , : ( ) /  themselves
 *
 * Patterns of a kind are tried in the order of the file; the first that fits a figure wins. */
#ifndef TIE_RULES_LINK_H
#define TIE_RULES_LINK_H

#include "rules/phrase.h"

/* What a link's claims are, in order. */
typedef enum tie_link_kind {
    TIE_LINK_SHARE,       /* part, percent, whole */
    TIE_LINK_PARTS,       /* total, then its parts */
    TIE_LINK_CHANGE,      /* change (percent, points, times or a difference), later, earlier */
    TIE_LINK_AVERAGE,     /* quotient, dividend, divisor */
    TIE_LINK_DURATION,    /* length; the dates stand beside */
    TIE_LINK_ENUMERATION, /* count; how many are named stands beside */
    TIE_LINK_HUNDRED,     /* shares of one whole; the one of the rest first */
    TIE_LINK_GRIM,        /* percent of counted persons, their number */
    TIE_LINK_ORDER,       /* the figure that the words put higher, the one that they put lower */
    TIE_LINK_BEFORE,      /* change, later: the value before is left to the reader */
    TIE_LINK_WHOLE,       /* part, percent: the whole is, whose noun the percent has */
    TIE_LINK_KINDS
} tie_link_kind;

/* How much the words promise. */
typedef enum tie_link_hold {
    TIE_LINK_COMPLETE, /* nothing is left out: the figures must agree */
    TIE_LINK_IMPLIED,  /* a summary of what precedes: near misses are at odds, others too open */
    TIE_LINK_OPEN,     /* examples: they only bound */
    TIE_LINK_HINT,     /* probably: what is at odds is worth a note */
    TIE_LINK_HOLDS
} tie_link_hold;

typedef enum tie_link_op {
    TIE_STEP_CLAIM,  /* kinds, slot, arg: tie_direction that the role gives, or TIE_LINK_TURNED */
    TIE_STEP_CLAIMS, /* a list of them */
    TIE_STEP_WHEN,   /* arg: tie_link_when */
    TIE_STEP_CUE,    /* arg: class */
    TIE_STEP_MAYBE,  /* arg: class */
    TIE_STEP_NOT,    /* arg: class */
    TIE_STEP_SYMBOL, /* arg: the byte */
    TIE_STEP_GAP,    /* arg: most tokens */
    TIE_STEP_NOUN,   /* arg: most tokens */
    TIE_STEP_BREAK,
    TIE_STEP_BEFORE,
    TIE_STEP_NAMES /* arg: tie_link_named */
} tie_link_op;

/* What a list counts, as "@names" and the like in patterns. */
typedef enum tie_link_named {
    TIE_LINK_NAMES,
    TIE_LINK_PLACES,
    TIE_LINK_CLOSED,
    TIE_LINK_ITEMS,
    TIE_LINK_NOUNS,
    TIE_LINK_LIST
} tie_link_named;

/* arg of a role beside tie_direction: the words before the figure must give the direction. */
enum { TIE_LINK_TURNED = 3 };

/* Slot of a role that goes on behind a list. */
enum { TIE_LINK_LAST = UINT8_MAX };

/* Shapes of a date expression. */
typedef enum tie_link_when {
    TIE_LINK_DATE, /* a day, a month, a year */
    TIE_LINK_SPAN, /* from one to another */
    TIE_LINK_SINCE,
    TIE_LINK_UNTIL
} tie_link_when;

typedef struct tie_link_step {
    uint8_t op, arg, slot;
    uint16_t kinds; /* set of 1 << tie_kind */
} tie_link_step;

typedef struct tie_link_pattern {
    tie_link_kind kind;
    tie_link_hold hold;
    const tie_link_step *steps;
    size_t count;
    uint64_t cues;           /* classes without which it cannot fit */
    uint32_t symbols;        /* tie_symbol_bit of those that its last sentence must have */
    uint32_t figures, dates; /* that it takes at least */
    bool crosses;            /* from the sentence before */
} tie_link_pattern;

enum { TIE_LINK_CUES = 64 }; /* most classes */

/* Sets of patterns, as bits by their indexes: for each class of cues those of which it is the first
 * that they need, and last those that need none. */
typedef struct tie_link_index {
    const uint64_t *sets; /* TIE_LINK_CUES + 1 of so many words */
    size_t words;
} tie_link_index;

#endif
