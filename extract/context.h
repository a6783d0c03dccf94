/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What later sentences inherit from earlier ones of the same segment: frames, places, lists that
 * are open, legends of tables. */
#ifndef TIE_EXTRACT_CONTEXT_H
#define TIE_EXTRACT_CONTEXT_H

#include "extract/sentence.h"

enum { TIE_LIST_TOTALS = 4 };

/* What stands before an item: "-", "(3)", "b)". */
typedef struct tie_list_mark {
    char sign;       /* '1' of numbers, 'a' of letters, else the last byte of the bullet; 0: none */
    uint32_t number; /* of a number or a single letter, else 0 */
    bool bracket;    /* in parentheses */
} tie_list_mark;

/* A list of items under an introduction with figures: what it totals, and how many items it says
 * there are. */
typedef struct tie_list {
    uint32_t totals[TIE_LIST_TOTALS]; /* claims of the introduction; the last figure last */
    uint32_t total_count;
    tie_parts parts[TIE_LIST_TOTALS]; /* claims of the items, for each total */
    bool unfit[TIE_LIST_TOTALS];
    bool sorts;   /* its only total is said to be one, so that items may name its sorts */
    bool unalike; /* some do */
    tie_link_hold hold;
    uint32_t counted; /* claim that counts the items, or TIE_NO_CLAIM */
    uint32_t items, level;
    tie_list_mark mark; /* of the last item */
    bool broken;        /* its numbers leave some out */
    bool loose;         /* an item stands for several */
    uint64_t label;     /* word before the last item's figure */
    bool labelled;      /* two items have the same: it is what they are numbered as */
    tie_parts shares;   /* the only percentage of each item, where they split a whole */
    bool split;         /* the introduction says so */
    tie_parts figures;  /* the only figure of each item so far */
    bool mixed;         /* some item has none, or several, or one of another dimension */
    bool several;       /* what is counted differs: day cases, transfers */
} tie_list;

/* "the following eight aspects": a count, and the ordinals that open sentences behind it. */
typedef struct tie_ordinals {
    uint32_t announced; /* claim that counts what may follow, or TIE_NO_CLAIM */
    uint32_t counted;   /* the one whose ordinals are under way, or TIE_NO_CLAIM */
    uint32_t reached;
} tie_ordinals;

/* A numbered list that something interrupted before it named as many as it says. */
typedef struct tie_list_rest {
    uint32_t counted, named; /* counted: claim, or TIE_NO_CLAIM */
    char sign;
} tie_list_rest;

/* "total (new) cases" above pairs of figures, the name they stand under, and the nouns that pairs
 * under that name had. */
enum { TIE_LEGEND_NOUNS = 4 };
typedef struct tie_legend {
    bool open;
    bool day; /* the second figures count a day */
    uint32_t column, patience, noun_count;
    uint64_t nouns[TIE_LEGEND_NOUNS];
    tie_str total, added, head; /* its words; what is counted where a pair does not say */
    tie_str name, row_name;     /* the name in force; that of the line's first field */
    tie_period as_of;           /* the day that its totals hold at */
    uint32_t as_of_assumptions;
} tie_legend;

/* "372 757 confirmed (39 827)": tokens of both figures and of the words between, and the place. */
typedef struct tie_pair {
    tie_span first, noun, second;
    tie_str name;
    bool falls; /* the second is below zero: the first was corrected */
} tie_pair;
typedef TIE_VEC(tie_pair) tie_pairs;

/* A paragraph that a page break tore, and what its last sentence told. */
typedef struct tie_torn {
    bool open, goes_on; /* waits for its rest; this block is that */
    bool paged;         /* a number stood between the two */
    uint32_t blocks;    /* of a page's furniture, behind it */
    tie_period told, year;
    uint32_t assumptions;
} tie_torn;

typedef struct tie_context {
    tie_period frame; /* in force, or not known */
    uint32_t frame_assumptions;
    bool frame_of_era;     /* the frame ends with its paragraph */
    bool frame_of_section; /* it ends at the next heading */
    uint32_t headings;     /* of the segment, up to here */
    bool heading_frame;    /* the frame came from a heading */
    tie_period closing;    /* the last day to whose hour data were said to be closed */
    uint32_t closing_assumptions;
    tie_period heading_period;
    uint32_t heading_assumptions;
    tie_period told; /* of all that the sentence before told, or not known */
    uint32_t told_assumptions;
    tie_torn torn;
    tie_period sentence_year; /* last date with a year in the paragraph: completes dates without */
    tie_str heading_place, last_place, label_place;
    tie_str chapter_place; /* of the last heading that was nothing but a place */
    bool chapters;         /* the title is: the text may have one such chapter behind another */
    uint32_t last_place_sentence;
    bool last_place_loose; /* held so by its words */
    tie_sentence before;   /* the sentence before, within the block */
    bool has_before;
    bool in_list; /* under a block that ends in a colon */
    tie_list list;
    tie_list_rest list_rest;
    tie_ordinals ordinals;
    tie_str list_noun, list_head, list_unit; /* noun of the introduction or of the item before */
    tie_strs list_modifiers;
    tie_table table;
    tie_legend legend;
} tie_context;

#endif
