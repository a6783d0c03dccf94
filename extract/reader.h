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
#include "extract/context.h"
#include "rules/map.h"
#include "rules/pattern.h"
#include "rules/ruleset.h"

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
