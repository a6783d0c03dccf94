/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the step from figures to claims; each reads the words around one figure. */
#ifndef TIE_EXTRACT_CLAIMS_H
#define TIE_EXTRACT_CLAIMS_H

#include "extract/reader.h"

/* The noun phrase that a figure counts: tokens [begin, end), none when they are equal. */
typedef struct tie_noun {
    uint32_t begin, end, head;
    bool person;
} tie_noun;

/* The phrase that begins at token `after`, before `limit`. one: a singular will do. */
tie_noun tie_read_noun(const tie_reader *reader, const tie_sentence *sentence, uint32_t after,
                       uint32_t limit, bool one);
/* The noun of "the number of ..." before a figure at token begin. */
tie_noun tie_read_subject_noun(const tie_reader *reader, const tie_sentence *sentence,
                               uint32_t begin);
/* By its form, or by the list of irregular ones. */
bool tie_is_plural(const tie_reader *reader, uint32_t token, uint32_t limit);
/* A word that is no function word and no verb of the lists. */
bool tie_is_noun(const tie_reader *reader, uint32_t token, uint32_t limit);
/* Singular of a noun, folded, in out. */
tie_str tie_singular(tie_reader *reader, uint32_t token);
/* The predicate that governs a figure whose tokens with its noun are [begin, end), in the clause
 * [low, high). */
const tie_entry *tie_read_predicate(const tie_reader *reader, uint32_t begin, uint32_t end,
                                    uint32_t low, uint32_t high);
const tie_entry *tie_read_agent(const tie_reader *reader, const tie_sentence *sentence,
                                uint32_t begin, uint32_t end, uint32_t high);
/* ---- letters.c ---- */

/* The letters for whoever acts in the sentence before a figure at token begin, or nothing. */
tie_str tie_read_letters(const tie_reader *reader, const tie_sentence *sentence, uint32_t begin);

/* Why the figure is no claim, or NULL. */
const char *tie_reject_figure(const tie_reader *reader, const tie_sentence *sentence,
                              const tie_figure *figure, const tie_noun *noun, const tie_unit *unit);
/* Why the figure names something (identifier, address, phone, clock, name ...), or NULL. */
const char *tie_reject_name(const tie_reader *reader, const tie_sentence *sentence,
                            const tie_figure *figure);
/* ---- machine.c ---- */

/* What programs write: "#4711", "the 3.9 version", which may stand among plain words; places in
 * files, options, records, tuples, terms of formulas, which are glued to signs. */
bool tie_names_release(const tie_reader *reader, const tie_sentence *sentence,
                       const tie_figure *figure);
bool tie_names_machine(const tie_reader *reader, const tie_sentence *sentence,
                       const tie_figure *figure);

/* ---- complement.c ---- */

/* Folded words that distinguish a noun, among tokens [begin, end), in out. */
tie_strs tie_modifiers(tie_reader *reader, uint32_t begin, uint32_t end);
/* modifiers with the words behind the noun, from token `behind` on, that narrow what it counts:
 * "cases of fraud", "children aged under five", "injured, excluding the driver". In out. */
tie_strs tie_complement(tie_reader *reader, tie_strs modifiers, uint32_t behind, uint32_t limit);
/* Noun, head and modifiers of a sum of money from what it goes to, at token begin: "on roads".
 * False when the text does not say. */
bool tie_purpose(tie_reader *reader, uint32_t begin, uint32_t limit, tie_claim *claim);

/* ---- table.c ---- */

/* At the start of a block: takes up the names of columns, or closes the table. */
void tie_table_enter(tie_reader *reader);
/* The token is part of a cell of figures that counts something, whatever year it may look like;
 * *end: behind the cell that the token stands in, where it stands in one. */
bool tie_table_counts(const tie_reader *reader, uint32_t token, uint32_t *end);
/* The noughts of "('000)": thousands. */
bool tie_noughts_at(const tie_reader *reader, uint32_t token);
/* The column of a figure that fills a cell with tokens [begin, end), and the tokens that name its
 * row; NULL: none is known. */
const tie_column *tie_table_column(const tie_reader *reader, uint32_t begin, uint32_t end,
                                   tie_span *row);

/* ---- stack.c ---- */

/* Takes up the words of a cell that is a name, or part of one. */
void tie_stack_name(tie_reader *reader, tie_table_cell cell, tie_table_name *name);
/* Names the columns of a table whose names stand over each other, where they are as many as the
 * cells of the row that is read. Their strings are in out. */
void tie_stack_columns(tie_arena *out, tie_table *table);

/* Keeps the label in tokens [begin, end) of a line without figures, which may go on below. */
void tie_stack_label(tie_reader *reader, uint32_t begin, uint32_t end);
/* The place that the label above and the tokens of a row's name make together, or NULL. */
const tie_entry *tie_stack_place(const tie_reader *reader, uint32_t begin, uint32_t end);

/* ---- pair.c ---- */

/* At the start of a block: takes up legends and names, and finds the pairs of figures. */
void tie_pairs_enter(tie_reader *reader);
/* The pair that the token is part of, or NULL. */
const tie_pair *tie_pair_at(const tie_reader *reader, uint32_t token);
/* The pair of which tokens [begin, end) are one of the two figures, or NULL. */
const tie_pair *tie_pair_of(const tie_reader *reader, uint32_t begin, uint32_t end);
/* Noun, unit, place and period of one of the two figures. */
void tie_pair_claim(tie_reader *reader, const tie_pair *pair, bool second, tie_claim *claim);

/* Sets unit_u, worded, decides and loose from value, hedge, kind and the printed form. */
void tie_read_intervals(const tie_ruleset *rules, tie_claim *claim, const tie_figure *figure);
/* Facets, for a figure at tokens [begin, end). */
void tie_read_period(tie_reader *reader, const tie_sentence *sentence, tie_claim *claim,
                     uint32_t begin, uint32_t end);
void tie_read_place(tie_reader *reader, const tie_sentence *sentence, tie_claim *claim,
                    uint32_t begin, uint32_t end);
/* The pack's measure, from the words of the clause [low, high). */
void tie_read_measure(tie_reader *reader, tie_claim *claim, uint32_t low, uint32_t high);
/* The pack's measure, from the claim's own noun: its words do not stand in a clause. */
void tie_read_noun_measure(tie_reader *reader, tie_claim *claim);

#endif
