/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found in a block of text and in its sentences, before claims are made of it. */
#ifndef TIE_EXTRACT_SENTENCE_H
#define TIE_EXTRACT_SENTENCE_H

#include "extract/table.h"
#include "rules/ruleset.h"

typedef enum tie_block_kind {
    TIE_BLOCK_PARAGRAPH,
    TIE_BLOCK_HEADING,
    TIE_BLOCK_ITEM,
    TIE_BLOCK_ROW
} tie_block_kind;

/* How a line is a row of a table, or none. */
typedef enum tie_line_form {
    TIE_LINE_TEXT,
    TIE_LINE_BARS,  /* | a | b | */
    TIE_LINE_GAPS,  /* a    b */
    TIE_LINE_COMMAS /* a,b */
} tie_line_form;

/* A block that is longer is read in pieces, so that memory and time do not grow with it: a piece
 * ends where the next one begins, between two sentences. */
enum { TIE_PIECE_BYTES = 32 * 1024 };

/* A byte of the text and its line and column. */
typedef struct tie_position {
    size_t offset;
    uint32_t line, col;
} tie_position;

typedef struct tie_block {
    tie_block_kind kind;
    tie_line_form form; /* of a row */
    tie_span span;      /* the words, without a list marker or the # of a heading */
    tie_position from;  /* where the line that holds their start begins, or the piece */
    uint32_t level;     /* heading level or indentation of an item */
    bool after_blank;   /* a blank line before it */
    bool goes_on;       /* a piece; another one follows */
    bool continued;     /* a piece; another one precedes */
    bool code;          /* a line of code, or one that fences it */
} tie_block;

/* A figure before it is known to be a claim. Token range [begin, end) covers digits, scale words
 * and fractions. */
typedef enum tie_figure_form {
    TIE_FORM_DIGITS,
    TIE_FORM_WORDS,
    TIE_FORM_FRACTION,
    TIE_FORM_COLLECTIVE,
    TIE_FORM_ORDINAL,
    TIE_FORM_MULTIPLE,
    TIE_FORM_ZERO
} tie_figure_form;

typedef struct tie_figure {
    uint32_t begin, end;
    tie_figure_form form;
    tie_dec value, value_hi; /* value_hi: of a collective or range, else value */
    int decimals;            /* printed after the point */
    int scale;               /* power of ten of the scale word */
    bool range;              /* "5 to 10": end covers both */
    bool negative;
    const char *reject; /* why it is no claim; NULL while it may be one */
} tie_figure;

/* A period expression in a sentence: tokens [begin, end) with its cue. */
typedef struct tie_when {
    uint32_t begin, end;
    tie_period period;
    bool frame;   /* governs what follows: as of, in the past two months, since the launch of */
    bool closing; /* to the hour: "data as received by 10:00 CET, 8 April" */
    bool year_assumed, relative;
    bool fiscal;        /* of a year that need not be the calendar's */
    bool before_change; /* "before the campaign", "the previous year": the earlier side of a change
                         */
    const char *fault;  /* impossible as written, or NULL */
} tie_when;

/* How strongly the words around a place's name bind the sentence's figures to it. */
typedef enum tie_hold {
    TIE_HOLD_NONE,  /* from China, with Myanmar */
    TIE_HOLD_LOOSE, /* U.S. addicts, the governor of Illinois */
    TIE_HOLD_FIRM   /* in Yunnan; Yunnan seized */
} tie_hold;

typedef struct tie_where {
    uint32_t begin, end;
    tie_str name; /* canonical, or the words of a counted group */
    bool label;   /* "Xi'an: ..." */
    bool nationwide;
    tie_hold hold;
    bool group; /* "15 cities" */
} tie_where;

/* Tokens of a block by what they are, a bit each (base/bits.h). */
typedef struct tie_token_sets {
    uint64_t *signs;   /* numbers and symbols: no words */
    uint64_t *longer;  /* that may begin phrases of several tokens */
    uint64_t *times;   /* that may name a time: each of its expressions holds one */
    uint64_t *figures; /* that may begin a figure */
    uint64_t *places;  /* that begin the name of a place */
    uint64_t *sorted;  /* that may begin what names a time, a figure or a place */
} tie_token_sets;

typedef TIE_VEC(tie_span) tie_code_spans;
typedef TIE_VEC(tie_figure) tie_figures;
typedef TIE_VEC(tie_when) tie_whens;
typedef TIE_VEC(tie_where) tie_wheres;
typedef TIE_VEC(tie_found) tie_founds;
typedef TIE_VEC(tie_claim) tie_claims;
typedef TIE_VEC(tie_date_expr) tie_date_exprs;
typedef TIE_VEC(tie_number) tie_numbers;
typedef TIE_VEC(tie_trace) tie_traces;

/* A period or a place that the text has named so far: for traces, which tell where an inherited one
 * came from. */
typedef struct tie_seen {
    tie_period period; /* not known: it is a place */
    tie_str place, words;
    uint32_t line;
    bool heading;
} tie_seen;
typedef TIE_VEC(tie_seen) tie_seens;
typedef TIE_VEC(const tie_entry *) tie_entries;

/* Which figures the words of a text relate, and how (rules/link.h). What follows from it is for
 * analyze/. */
typedef struct tie_link {
    tie_link_kind kind;
    tie_link_hold hold;
    const uint32_t *claims; /* indexes among the document's claims */
    uint32_t count;
    bool unfit;              /* the words relate them, but not all can be computed with */
    tie_direction direction; /* of a change, where the words around it give one */
    uint32_t least, most;    /* enumeration: how many are named */
    tie_date_expr *dates;    /* duration: its ends, or both in one; before: the earlier time */
    uint32_t date_count;
} tie_link;
typedef TIE_VEC(tie_link) tie_links;
typedef TIE_VEC(uint32_t) tie_parts;

/* Where a claim of a sentence stands: tokens of its hedge, of the figure with its unit, and behind
 * the noun that it counts. */
typedef struct tie_claim_tokens {
    uint32_t hedge, begin, end, noun_end;
} tie_claim_tokens;
typedef TIE_VEC(tie_claim_tokens) tie_claims_tokens;

/* A sentence with figures, for repeats: its words with every figure masked. */
typedef struct tie_sentence_key {
    uint64_t masked; /* hash of the folded words, figures as one token */
    uint32_t doc, first_claim, claim_count;
    tie_span span;
    uint32_t words;  /* unmasked */
    bool introduces; /* ends in a colon: it speaks of what follows */
    bool row;        /* of a table */
    bool subtracts;  /* a bracket and something like a minus sign stand in it */
    uint64_t lexes;  /* what phrases that begin in it may mean, a bit of each tie_lex */
} tie_sentence_key;
typedef TIE_VEC(tie_sentence_key) tie_sentence_keys;

/* One sentence under work: a range of the block's tokens. */
typedef struct tie_sentence {
    uint32_t begin, end; /* tokens */
    tie_span span;       /* bytes */
    uint32_t index;      /* within the document */
    bool beyond;         /* a symbol beyond ASCII is among its tokens */
    uint32_t symbols;    /* tie_symbol_bit of those that are */
    tie_senses senses;   /* of all phrases that begin in it */
    tie_figures figures;
    tie_whens whens;
    tie_wheres wheres;
    uint32_t first_claim;     /* of the document */
    tie_claims_tokens claims; /* from first_claim on */
} tie_sentence;

#endif
