/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the figures that words relate. Roles come from the words between the figures, by the
 * patterns of the lexicon (rules/link.h), and from the lists of a text; never from trying what adds
 * up. */
#ifndef TIE_EXTRACT_LINK_H
#define TIE_EXTRACT_LINK_H

#include "extract/reader.h"

/* ---- link.c ---- */

/* Links of one sentence, some with figures of the sentences before it. */
void tie_link_sentence(tie_reader *reader, const tie_sentence *sentence);

/* A figure without a unit and a noun of its own: it goes on about another. */
bool tie_link_bare(const tie_claim *claim);
/* One is measured in the word that the other counts: "2,020 meters", "77 bulk meters". */
bool tie_link_same_word(const tie_claim *a, const tie_claim *b);
/* Both can be parts of one total, or sides of one comparison: in one unit, or one of them bare. */
bool tie_link_same_unit(const tie_claim *a, const tie_claim *b);
/* The same, but any two counts will do: 5 cars and 7 buses. */
bool tie_link_alike(const tie_claim *a, const tie_claim *b);
/* Counts, amounts, money: what can be summed. */
bool tie_link_summable(const tie_claim *claim);

/* A whole number of what may be named one by one. */
bool tie_link_counts_names(const tie_reader *reader, const tie_claim *claim, tie_claim_tokens at);

/* The claim is of the sentence; then, where it stands there. */
static inline bool tie_link_stands_in(const tie_sentence *sentence, uint32_t claim) {
    return claim >= sentence->first_claim;
}
static inline tie_claim_tokens tie_link_tokens(const tie_sentence *sentence, uint32_t claim) {
    return sentence->claims.items[claim - sentence->first_claim];
}

/* ---- link_match.c ---- */

enum { TIE_LINK_CLAIMS = 32 };

/* The figures of a pattern that fits. */
typedef struct tie_link_match {
    uint32_t claims[TIE_LINK_CLAIMS]; /* by slot; a list goes on behind its slot */
    uint32_t count;
    tie_direction direction;
    uint32_t least, most; /* names counted */
    const tie_when *whens[2];
    const tie_sentence *when_sentences[2];
    uint32_t when_count;
    uint32_t list_end; /* token behind the last of a list of figures; 0: there is none */
    bool before;       /* the parts are the figures of the sentences before */
} tie_link_match;

/* Longest phrase of that class that begins at token, or NULL. */
const tie_entry *tie_link_cue_at(const tie_reader *reader, uint32_t token, uint32_t limit,
                                 uint32_t class);
/* Every place of the sentence where the pattern fits, in the order of the text. take returns false
 * for a match that is not what it should be: others from that place are tried. */
typedef bool tie_link_take(void *user, const tie_link_pattern *pattern,
                           const tie_link_match *match);
void tie_link_match_each(tie_reader *reader, const tie_sentence *sentence,
                         const tie_link_pattern *pattern, tie_link_take *take, void *user);

/* ---- link_average.c ---- */

/* Average, all, and what it is spread over, in the slots of the match: the dividend is counted like
 * the average, the divisor like what it goes by; "per head" goes by human beings. A rate per
 * 100,000 goes by anything that is more. */
bool tie_link_divides(const tie_reader *reader, const tie_sentence *sentence,
                      const tie_link_match *match);

/* ---- link_parts.c ---- */

/* Total and parts, in the slots of the match, are figures that can be summed: none of them names or
 * numbers something. */
bool tie_link_adds(const tie_reader *reader, const tie_sentence *sentence,
                   const tie_link_match *match);

/* ---- link_mark.c ---- */

/* Of the block, an item. */
tie_list_mark tie_link_read_mark(const tie_reader *reader);
/* "(2) ...; or (3) ..." in one item: moves the mark on to the last of them. Returns how many. */
uint32_t tie_link_marks_inside(const tie_reader *reader, tie_list_mark *mark);

/* ---- link_names.c ---- */

/* What: counts names joined by commas and "and" from token on, places of the gazetteer as one name
 * each. Returns the token behind the last, or 0 when it is no such list. *least, *most: how many,
 * where an "and" may stand inside a name. */
uint32_t tie_link_names(const tie_reader *reader, const tie_sentence *sentence, uint32_t token,
                        tie_link_named kind, uint32_t *least, uint32_t *most);

/* ---- link_list.c ---- */

/* A block that ends in a colon opens a list; its items follow; any other block closes it.
 * first_claim: number of claims before the block. */
void tie_link_open_list(tie_reader *reader, size_t first_claim);
void tie_link_item(tie_reader *reader, size_t first_claim);
void tie_link_close_list(tie_reader *reader);
/* The block, which looks like a heading, is the next item of the list under way: "5. Close the lid"
 */
bool tie_link_goes_on(const tie_reader *reader);
/* The claims so far are out of reach: a list goes on without them, and nothing is summed or
 * counted. */
void tie_link_forget_claims(tie_reader *reader);
/* A sentence that opens with the next ordinal of a series goes on with it. */
void tie_link_ordinal(tie_reader *reader, const tie_sentence *sentence);
/* At the end of a segment: nothing goes on with its ordinals and lists. */
void tie_link_close_ordinals(tie_reader *reader);

#endif
