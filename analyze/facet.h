/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of one claim decides whether it may be compared, and with what. */
#ifndef TIE_ANALYZE_FACET_H
#define TIE_ANALYZE_FACET_H

#include "rules/map.h"
#include "rules/ruleset.h"

/* Why claims are apart. Names as the ledger prints them. */
typedef enum tie_reason {
    TIE_REASON_NONE,
    TIE_REASON_PERIOD,
    TIE_REASON_AGENT,
    TIE_REASON_PLACE,
    TIE_REASON_UNIT,
    TIE_REASON_NOUN,
    TIE_REASON_DEFINITION,
    TIE_REASON_TOO_FEW,
    TIE_REASON_LIST,
    TIE_REASON_LAYOUT,
    TIE_REASON_TEXT
} tie_reason;

tie_str tie_reason_name(tie_reason reason);
/* "the period differs or is not known": of a name; NULL when there is none of it. */
const char *tie_reason_words(tie_str name);

#define TIE_NO_CELL UINT32_MAX

/* Facets as hashes; 0: absent or not known. */
typedef struct tie_facets {
    uint64_t measure; /* 0: the claim is never compared as a value */
    uint64_t family; /* of measures that may hold one another: a pack's topmost superset, or an open
                        measure without what narrows it */
    uint64_t unit;   /* of a count, else the dimension */
    uint64_t agent, place, period;
    uint64_t scope;   /* beyond which the claim may not be compared; 0: the corpus */
    bool within : 1;  /* the scope is its document */
    bool planned : 1; /* compared with its like alone */
    bool local : 1;   /* only with the same or an adjacent sentence */
    bool pack : 1;    /* the measure is of a pack */
    bool named : 1;   /* it is of a pack that need not be at hand */
    uint8_t barred;   /* tie_reason that bars it from any cell */
    uint32_t cell;    /* index among the cells, or TIE_NO_CELL */
} tie_facets;

enum { TIE_FACETS_LINE = 64 }; /* bytes of a cache line, which all facets of a claim lie in */
_Static_assert(sizeof(tie_facets) == TIE_FACETS_LINE, "facets are looked up in random order");

/* Hashes of the places' names to their indexes. Owns: arena. */
typedef tie_map tie_gazetteer;
tie_gazetteer tie_gazetteer_new(const tie_ruleset *rules, tie_arena *arena);
/* The place of that name, or NULL. */
const tie_place *tie_place_named(const tie_ruleset *rules, const tie_gazetteer *places,
                                 tie_str name);

typedef struct tie_facet_reader {
    const tie_ruleset *rules;
    void *stemmer;
    const tie_gazetteer *places;
} tie_facet_reader;

tie_facets tie_facets_of(const tie_facet_reader *reader, const tie_doc *doc,
                         const tie_claim *claim);
/* What tie_facets_of says of a claim is the same wherever its document stands in the corpus; here a
 * key that holds within one document alone, as its scope, becomes another one in each. */
static inline uint64_t tie_key_within(uint64_t key, uint32_t doc) {
    return tie_hash_mix(key, doc + (uint64_t)1);
}
/* The facet `measure` of what a pack gives that measure. */
uint64_t tie_facets_measure(tie_str id);
/* Equal for claims of one cell. */
uint64_t tie_facets_key(const tie_facets *facets);
/* The first facet that keeps two claims apart, unless they stand side by side. */
tie_reason tie_facets_apart(const tie_facets *a, const tie_facets *b);

/* Distinct stems of what narrows the claim's noun, sorted. Returns how many. */
enum { TIE_MODIFIERS_MAX = 16 };
size_t tie_claim_narrowing(const tie_ruleset *rules, void *stemmer, const tie_claim *claim,
                           uint64_t out[TIE_MODIFIERS_MAX]);
/* The first measure is the second, or a subset of it by its pack. */
bool tie_measure_within(const tie_ruleset *rules, const tie_measure *part,
                        const tie_measure *whole);

/* "12 suspected cases": they need not be cases. */
bool tie_claim_doubtful(const tie_ruleset *rules, const tie_claim *claim);
/* "12 cases": the noun says that it happened. */
bool tie_claim_tallied(const tie_ruleset *rules, const tie_claim *claim);
/* Its verb says what is, not what happened: parts of a period need not stay within it. */
bool tie_claim_of_state(const tie_ruleset *rules, const tie_claim *claim);
/* Changes, ranks, ratios: they measure nothing in themselves. */
bool tie_claim_relative(const tie_claim *claim);
/* The measure of a pack that took the claim, or NULL. */
const tie_measure *tie_claim_measure(const tie_ruleset *rules, const tie_claim *claim);
/* The claim's deciding interval and its value in base units of its dimension. */
tie_interval tie_claim_base(const tie_claim *claim);
/* The interval that the words suggest (narrower than what they allow), likewise. */
tie_interval tie_claim_suggested(const tie_claim *claim);
tie_dec tie_claim_base_value(const tie_claim *claim);

#endif
