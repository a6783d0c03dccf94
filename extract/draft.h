/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure with the words that belong to it, on the way to a claim. */
#ifndef TIE_EXTRACT_DRAFT_H
#define TIE_EXTRACT_DRAFT_H

#include "extract/claims.h"

typedef struct tie_draft {
    tie_figure *figure;
    const tie_unit *in; /* its unit; NULL: none */
    const tie_entry
        *unit;    /* the form that names the unit, after the figure or before it, or NULL */
    tie_span per; /* tokens of what one unit or noun goes by: "hectare", "100,000"; empty: none */
    const tie_unit *per_unit; /* when that is a unit */
    bool per_later;           /* it stands at the end of the clause: the unit is the noun's alone */
    uint32_t begin, end;      /* tokens with currency and unit: the claim's text */
    uint32_t hedge_begin;     /* with the hedge before */
    tie_noun noun;
    tie_noun attribute; /* words of its own before a shared noun */
    tie_hedge hedge;
    const tie_column *column; /* of the table that the figure stands in, or NULL */
    tie_span row;             /* tokens that name its row there */
    const tie_pair *pair;     /* under a legend that it is part of, or NULL */
    bool noun_shared;         /* the noun stands with another figure */
    tie_span aged;            /* tokens that say how old the counted are: "over sixty" */
    const tie_entry *deed;    /* subject noun that says what was done: "harvest"; or NULL */
    bool moves;               /* a percentage that tells how much something rose or fell */
} tie_draft;

static inline const tie_unit *tie_unit_of(const tie_reader *reader, const tie_entry *e) {
    return e ? &reader->rules->units.items[e->arg] : NULL;
}

/* ---- draft.c ---- */

/* The sentence's figures with their words, in scratch. */
tie_draft *tie_draft_read(const tie_reader *reader, const tie_sentence *sentence, size_t *count);

/* ---- label.c ---- */

/* "Late ballots: 412": takes noun and unit from the label before the figure; false when there is no
 * label. */
bool tie_draft_label(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft);

/* "Arrests: Northeast: 86; North: 12": what the words before the colon count, for the items. */
void tie_draft_introduced(const tie_reader *reader, const tie_sentence *sentence, tie_draft *drafts,
                          size_t count);

/* ---- unit.c ---- */

/* Finds the unit behind the figure, else before it; moves end or begin over it. */
void tie_draft_unit(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft);
/* The figure times what the name of its unit says, and ten to that power: 120 MEUR. */
void tie_draft_times(tie_draft *draft, int power);
/* "children under five": years, where a hedge stands between human beings and a bare figure. */
void tie_draft_age(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft);
/* Makes one draft of two that are one figure: "five feet two inches", "more than 10 and less than
 * 40". Returns how many drafts are left. */
size_t tie_draft_merge(const tie_reader *reader, tie_draft *drafts, size_t count);

/* ---- subject.c ---- */

/* The noun that a figure is said of: "turnout was 52%"; sets draft->deed. */
tie_noun tie_read_said_of(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft);

/* The noun that a percentage narrows: "a 98% conviction rate". */
tie_noun tie_read_narrowed(const tie_reader *reader, const tie_sentence *sentence,
                           const tie_draft *draft);
/* The noun behind "5 tons were". */
tie_noun tie_read_being(const tie_reader *reader, const tie_sentence *sentence,
                        const tie_draft *draft);
/* The noun behind "a 5% rise in", "a rise of 5% in"; the noun is shared. */
tie_noun tie_read_moved(const tie_reader *reader, const tie_sentence *sentence, tie_draft *draft);

/* The claim right before that a change in apposition tells of: "9 tons (a rise of 8%)", or NULL. */
const tie_claim *tie_read_apposed(const tie_reader *reader, const tie_sentence *sentence,
                                  const tie_draft *draft);

/* ---- kind.c ---- */

/* Sets kind and direction. */
void tie_read_kind(const tie_reader *reader, const tie_sentence *sentence, const tie_draft *draft,
                   tie_claim *claim);
/* A percentage that tells not how much there is, but how much more or less: "rose 12 percent". */
bool tie_read_moves(const tie_reader *reader, const tie_sentence *sentence, const tie_draft *draft);

/* ---- modality.c ---- */

/* Of the words before the figure in its clause [low, high), else of those right behind its noun:
 * "500 farms could be closed". */
void tie_read_modality(const tie_reader *reader, const tie_sentence *sentence,
                       const tie_draft *draft, uint32_t low, uint32_t high, tie_claim *claim);
void tie_read_attribution(tie_reader *reader, const tie_sentence *sentence, tie_claim *claim);

/* ---- rate.c ---- */

/* "per 100,000 inhabitants", "per hectare", "/m2" behind the unit or the noun of a draft; the
 * figure of a denominator is rejected. */
void tie_draft_rates(const tie_reader *reader, const tie_sentence *sentence, tie_draft *drafts,
                     size_t count);

#endif
