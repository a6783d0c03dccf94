/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the stages of reading one document share. A document is read block by block (paragraph,
 * heading, list item, table row), each block sentence by sentence; a stage looks at the tokens and
 * marks of one sentence and adds to it.
 *
 * Order of the stages, each in a file of its own:
 *   block.c    lines to blocks                    number.c  tokens to figures
 *   row.c      lines that are rows of tables      table.c   their cells and columns
 *   grid.c     tables as grids of figures         foot.c    the sums that their labels state
 *   mark.c     tokens, and the phrases in them    noun.c    counted nouns, predicates, agents
 *   when.c     dates and periods                  place.c   places
 *   figure.c   figures, units, hedges -> claims   measure.c measures of packs
 *   frame.c    facets inherited from elsewhere    link.c    which figures the words relate
 *   fence.c    code, which states nothing
 *   page.c     sentences that a page break tears
 * read.c runs them. Scratch memory lives for one block; claims and their strings in `out`. */
#ifndef TIE_EXTRACT_READER_H
#define TIE_EXTRACT_READER_H

#include "base/bits.h"
#include "base/err.h"
#include "base/utf8.h"
#include "extract/table.h"
#include "rules/map.h"
#include "rules/pattern.h"
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

/* What later sentences inherit from earlier ones of the same segment. */
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

typedef struct tie_reader tie_reader;

/* Where a long text comes from and where its claims go, so that neither need be in memory as a
 * whole. Whoever feeds a reader owns it; a reader without one finds all its text in place and keeps
 * all its claims. */
typedef struct tie_feed tie_feed;
struct tie_feed {
    size_t there; /* bytes of the text that are in place, from the first one not yet dropped */
    /* Puts those before end in place; fewer only where the text ends earlier than was thought. */
    void (*bring)(tie_feed *feed, size_t end);
    /* Takes what the reader holds from its claims on; text before done may be dropped. False:
     * stop. */
    bool (*take)(tie_feed *feed, size_t done);
};

struct tie_reader {
    const tie_ruleset *rules;
    const tie_options *options;
    const tie_defaults *defaults; /* of this document */
    bool claims_only;             /* nobody asks which of them its words relate */
    tie_arena *out;               /* claims and their strings */
    tie_arena *scratch;           /* cleared after each block */
    void *stemmer;
    tie_matcher matcher; /* of patterns, per thread */

    tie_doc doc;  /* facts known so far */
    tie_str text; /* of the file */
    tie_context context;
    tie_block block;
    tie_tokens tokens;         /* of the block, without marks of emphasis */
    tie_code_spans code_spans; /* in backticks; of the block */
    tie_token_sets sets;
    tie_founds founds;             /* of meanings that are not shared */
    uint64_t lexes;                /* of all phrases in the block */
    tie_senses said;               /* of what names times in the sentence that they are read in */
    const tie_meanings **meanings; /* of each token, and one more without any */
    tie_pairs pairs;               /* of the block */
    uint32_t sentence_index, paragraph_index;
    tie_position at, anchor; /* tie_read_position: the last place asked for, and the last
                                     one before this sentence */

    tie_claims claims;
    tie_date_exprs dates;
    tie_numbers numbers;
    tie_traces traces; /* of each claim, where options->why */
    tie_seens seen;
    tie_entries terms; /* of measures, in the clause last looked at; where options->why */
    tie_links links;
    tie_footings footings;
    uint32_t footing_group; /* of the next footings */
    tie_sentence_keys sentences;

    tie_feed *feed;     /* NULL: none */
    uint32_t taken;     /* claims of the document before claims.items[0] */
    uint32_t held_over; /* of claims, those that the feed took, too: kept for their words */
    size_t done;        /* what stands before was taken */
};

/* ---- mark.c ---- */

/* Fills tokens, their sets and meanings for the block. */
void tie_mark_block(tie_reader *reader);
tie_str tie_token_text(const tie_reader *reader, uint32_t token);
tie_span tie_tokens_span(const tie_reader *reader, uint32_t begin, uint32_t end);
/* Folded text of a word, in out. */
tie_str tie_token_fold(tie_reader *reader, tie_arena *arena, uint32_t token);

/* The entries found at a token, the shorter ones first: while (tie_found_next(&walk, &entry)). */
typedef struct tie_found_walk {
    const tie_found *found, *last;
    uint32_t at;
} tie_found_walk;
static inline tie_found_walk tie_found_each(const tie_reader *reader, uint32_t token) {
    const tie_meanings *m = reader->meanings[token];
    return (tie_found_walk){m->founds, m->founds + m->found_count, 0};
}
static inline bool tie_found_next(tie_found_walk *walk, const tie_entry **entry) {
    while (walk->found < walk->last && walk->at == walk->found->count) {
        walk->found++;
        walk->at = 0;
    }
    if (walk->found == walk->last)
        return false;
    *entry = &walk->found->entries[walk->at++];
    return true;
}

/* What the three functions below do once the meanings have said yes. */
const tie_entry *tie__found_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                               tie_lex lex);
const tie_entry *tie__found_before(const tie_reader *reader, uint32_t token, uint32_t first,
                                   tie_lex lex);
const tie_entry *tie__cue_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                             tie_period_cue cue);

/* Lexes of the phrases that end right before token. */
static inline uint64_t tie_lexes_before(const tie_reader *reader, uint32_t token) {
    return token ? reader->meanings[token - 1]->end : 0;
}
/* Some phrase of the sentence means that. */
static inline bool tie_sentence_says(const tie_sentence *sentence, tie_lex lex) {
    return sentence->senses.lexes >> lex & 1;
}
/* Longest phrase of that meaning that begins at token, within limit; NULL when none. */
TIE_INLINED const tie_entry *tie_found_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                                          tie_lex lex) {
    bool may = token < limit && reader->meanings[token]->begin.lexes >> lex & 1;
    return may ? tie__found_at(reader, token, limit, lex) : NULL;
}
/* Longest phrase of that meaning that ends right before token, not starting before first; NULL when
 * none. */
TIE_INLINED const tie_entry *tie_found_before(const tie_reader *reader, uint32_t token,
                                              uint32_t first, tie_lex lex) {
    bool may = tie_lexes_before(reader, token) >> lex & 1;
    return may ? tie__found_before(reader, token, first, lex) : NULL;
}
/* Longest period cue of that kind that begins at token. */
TIE_INLINED const tie_entry *tie_cue_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                                        tie_period_cue cue) {
    bool may = token < limit && reader->meanings[token]->begin.cues >> cue & 1;
    return may ? tie__cue_at(reader, token, limit, cue) : NULL;
}

static inline const tie_token *tie_tok(const tie_reader *reader, uint32_t token) {
    return &reader->tokens.items[token];
}
static inline size_t tie_token_len(const tie_token *token) { return token->end - token->start; }
static inline bool tie_glued(const tie_reader *reader, uint32_t token) {
    return !(tie_tok(reader, token)->flags & (TIE_TOKEN_SPACE | TIE_TOKEN_LINE));
}

/* The token is this one-byte symbol. */
static inline bool tie_token_is(const tie_reader *reader, uint32_t token, char symbol) {
    return tie_tok(reader, token)->key == tie__key_mix(0, (unsigned char)symbol);
}
/* The token is this word of one to sixteen ASCII letters, in any case. */
TIE_INLINED bool tie_token_word(const tie_reader *reader, uint32_t token, const char *folded) {
    return tie_tok(reader, token)->key == tie_letters_key(folded);
}

TIE_INLINED bool tie_token_role(const tie_reader *reader, uint32_t token, tie_role role) {
    return tie_roles_has(&reader->rules->roles, role, tie_tok(reader, token)->key);
}
TIE_INLINED bool tie_role_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                             tie_role role) {
    return token < limit && tie_token_role(reader, token, role);
}

/* Below limit, the token is this word, this symbol, a hyphen glued to what precedes, a hyphen or en
 * dash. */
TIE_INLINED bool tie_word_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                             const char *folded) {
    return token < limit && tie_token_word(reader, token, folded);
}
TIE_INLINED bool tie_symbol_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                               const char *symbol) {
    return token < limit && tie_token_word(reader, token, symbol);
}
static inline bool tie_hyphen_at(const tie_reader *reader, uint32_t token, uint32_t limit) {
    return token < limit && tie_token_is(reader, token, '-') && tie_glued(reader, token);
}
/* A capital on its own, as in U.S. */
static inline bool tie_initial(const tie_reader *reader, uint32_t token) {
    const tie_token *t = tie_tok(reader, token);
    return t->kind == TIE_TOKEN_WORD && t->end - t->start == 1 && t->flags & TIE_TOKEN_CAPITAL;
}
static inline bool tie_dash_at(const tie_reader *reader, uint32_t token, uint32_t limit) {
    return token < limit && (tie_token_is(reader, token, '-') ||
                             tie_symbol_at(reader, token, limit, "\xE2\x80\x93"));
}

/* ---- fence.c ---- */

/* What opened the code that a line stands in; sign 0: nothing did. */
typedef struct tie_fence {
    char sign;      /* a backtick, '~', '<' of a tag, or ':' of words that announce it */
    uint32_t width; /* as many signs; ':': bytes that the code is indented more than */
} tie_fence;

/* The fence that the line (trimmed) is, if it opens code. */
tie_fence tie_fence_open(tie_str line);
/* The indented code that a block (trimmed) of that indentation announces: "Output::". */
tie_fence tie_fence_announced(tie_str words, size_t indent);
/* The code ends with the line (trimmed), which may be the one that opened it where that is a tag.
 */
bool tie_fence_closes(tie_fence fence, tie_str line);
/* Fills code_spans from the marks among the tokens. */
void tie_code_spans_find(tie_reader *reader);
/* The byte of the block is one of code. */
bool tie_in_code(const tie_reader *reader, size_t offset);

/* ---- block.c ---- */

/* A line and what it says about the block that it belongs to. */
typedef struct tie_text_line {
    size_t start, next; /* next: behind the break */
    tie_str words;      /* trimmed */
    size_t indent;      /* bytes before the words */
    size_t marker;      /* bytes of a list marker with its blank, or 0 */
    tie_line_form form;
    bool cut; /* longer than a piece: only its beginning */
} tie_text_line;

/* The first line break of one kind. */
typedef struct tie_break {
    size_t at;  /* none stands before it */
    bool found; /* one stands there */
} tie_break;

typedef struct tie_block_cursor {
    size_t at, end;
    uint32_t line; /* of at */
    tie_feed *feed;
    bool after_blank;
    bool fresh;
    tie_break line_feed, carriage;
    unsigned fields;     /* between commas in the line looked at last, where it is a row */
    tie_text_line ahead; /* the line at `at`, once it has been looked at */
    bool seen;
    tie_block block; /* the last one */
    bool single;     /* it ends with its line */
    tie_fence fence; /* of the code that it stands in */
    bool inside;     /* it goes on at `at` */
} tie_block_cursor;

bool tie_block_next(tie_str text, tie_block_cursor *cursor, tie_block *out);
/* Behind a block that goes on: its next piece begins there. */
void tie_block_resume(tie_block_cursor *cursor, tie_position there);
/* ---- row.c ---- */

/* What a line (trimmed) is; rest: the text behind it; fields_above: *found of the line before. */
tie_line_form tie_line_form_of(tie_str line, tie_str rest, unsigned fields_above, unsigned *found);

/* ---- block.c ---- */

/* End of the sentence that begins at token: a table row is one. */
uint32_t tie_sentence_end(const tie_reader *reader, uint32_t begin);
/* The sentence [begin, end) before any stage has looked at it. */
tie_sentence tie_sentence_of(const tie_reader *reader, uint32_t begin, uint32_t end);
/* Fills beyond, symbols and senses, which claims ask for. */
void tie_sentence_survey(const tie_reader *reader, tie_sentence *sentence);

/* Line and column of a byte of the block; cheap because it walks forward from the last question, or
 * from the last one before this sentence. */
void tie_read_position(tie_reader *reader, size_t offset, uint32_t *line, uint32_t *col);

/* ---- stages over one sentence ---- */

/* The token is a number or a word that may name a time. */
bool tie_names_time(const tie_reader *reader, uint32_t token);
void tie_read_whens(tie_reader *reader, tie_sentence *sentence);
/* What reading the expression took for granted: a set of tie_assumption. */
static inline uint32_t tie_when_assumes(const tie_when *when) {
    return (when->year_assumed ? TIE_ASSUME_YEAR : 0u) |
           (when->relative ? TIE_ASSUME_RELATIVE_PERIOD : 0u) |
           (when->fiscal ? TIE_ASSUME_FISCAL_YEAR : 0u);
}
void tie_read_figures(tie_reader *reader, tie_sentence *sentence);
void tie_read_wheres(tie_reader *reader, tie_sentence *sentence);
/* The place in a title or heading is what it is about: "Guangdong Province", "Seizures in Yunnan",
 * but not "U.S. Policy Initiatives". */
bool tie_names_subject(const tie_reader *reader, const tie_where *where);
/* The block is nothing but the name. */
bool tie_is_title_place(const tie_reader *reader, const tie_where *where);
/* What later sentences may inherit. */
void tie_remember_period(tie_reader *reader, const tie_sentence *sentence);
void tie_remember_places(tie_reader *reader, const tie_sentence *sentence);
void tie_read_claims(tie_reader *reader, tie_sentence *sentence);

/* ---- page.c ---- */

/* At the end of a block: whether a page break may have torn its last sentence. */
void tie_page_leave(tie_reader *reader);
/* At the start of a block: whether it goes on with a torn one. */
void tie_page_enter(tie_reader *reader);

/* ---- read.c ---- */

/* A date expression of the sentence, as it is kept; strings in out. */
tie_date_expr tie_date_expr_of(tie_reader *reader, const tie_sentence *sentence,
                               const tie_when *when);

/* Reads one segment of the text: facts in reader->doc, claims in reader->claims, but for those that
 * its feed has taken. */
void tie_read_document(tie_reader *reader, tie_span segment);

/* ---- strings.c ---- */

/* Where a claim's strings are, but for its modifiers; the first ones are mostly said once. */
enum { TIE_CLAIM_STRINGS = 11, TIE_CLAIM_ONCE = 2 };
void tie_claim_strings(tie_claim *claim, tie_str *out[TIE_CLAIM_STRINGS]);

/* Strings of which each is kept once. Owns: arena. */
typedef struct tie_words {
    tie_map map; /* hashes to index in items */
    TIE_VEC(tie_str) items;
} tie_words;
tie_str tie_words_keep(tie_words *words, tie_arena *arena, tie_str s);

#endif
