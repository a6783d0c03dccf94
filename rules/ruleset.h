/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiled rule set: one lexicon and any number of packs as plain arrays and two phrase tries.
 * Immutable after tie_ruleset_load; shared by all threads without locks. Everything lives in its
 * one arena. Readers use the fields directly; only rules/ writes them. */
#ifndef TIE_RULES_RULESET_H
#define TIE_RULES_RULESET_H

#include "base/date.h"
#include "base/interval.h"
#include "rules/formula.h"
#include "rules/link.h"
#include "rules/map.h"
#include "rules/roles.h"

/* Units of time that a period phrase may count. */
typedef enum tie_period_unit {
    TIE_PERIOD_DAY,
    TIE_PERIOD_WORKDAY, /* Monday to Friday */
    TIE_PERIOD_WEEK,
    TIE_PERIOD_FORTNIGHT,
    TIE_PERIOD_MONTH,
    TIE_PERIOD_QUARTER,
    TIE_PERIOD_HALF,
    TIE_PERIOD_YEAR,
    TIE_PERIOD_DECADE,
    TIE_PERIOD_CENTURY
} tie_period_unit;

/* Words that open or shape a period. Names in lexicons are the lower-case ends of these. */
typedef enum tie_period_cue {
#define TIE_PERIOD_CUE(id, name) TIE_CUE_##id,
    TIE_PERIOD_CUE(IN, "in")     /* in, during, for: the period itself */
    TIE_PERIOD_CUE(FROM, "from") /* from A (to B), between A (and B) */
    TIE_PERIOD_CUE(TO, "to")     /* to, through, until after a start; and after between */
    TIE_PERIOD_CUE(SINCE, "since")
        TIE_PERIOD_CUE(UNTIL, "until") /* until, up to, through: open start */
    TIE_PERIOD_CUE(AS_OF, "as_of")     /* as of, by, at: the state at a day */
    TIE_PERIOD_CUE(END_OF, "end_of")   /* the end of, year-end, end- */
    TIE_PERIOD_CUE(BEGIN_OF, "begin_of") TIE_PERIOD_CUE(MID, "mid") /* mid-June */
    TIE_PERIOD_CUE(EARLY, "early") TIE_PERIOD_CUE(LATE, "late")
        TIE_PERIOD_CUE(FIRST, "first") /* first half, first eleven months */
    TIE_PERIOD_CUE(SECOND, "second")
        TIE_PERIOD_CUE(PAST, "past") /* the past two months, the last five years */
    TIE_PERIOD_CUE(NEXT, "next") TIE_PERIOD_CUE(THIS, "this") /* this year */
    TIE_PERIOD_CUE(LAST, "last")                              /* last year */
    TIE_PERIOD_CUE(SAME, "same")                              /* the same period of last year */
    TIE_PERIOD_CUE(YEAR_ON_YEAR, "year_on_year")
        TIE_PERIOD_CUE(ENDING, "ending") /* week ending, year to */
    TIE_PERIOD_CUE(FISCAL, "fiscal")     /* FY, fiscal year: one that may begin in any month */
    TIE_PERIOD_CUE(CALENDAR, "calendar") /* calendar year */
    TIE_PERIOD_CUE(LAUNCH, "launch")     /* since the launch of X: a frame by an event */
    TIE_PERIOD_CUE(TODAY, "today") TIE_PERIOD_CUE(YESTERDAY, "yesterday")
        TIE_PERIOD_CUE(TOMORROW, "tomorrow")
            TIE_PERIOD_CUE(SPAN, "span") /* over, across: before the past, the next, a range */
    TIE_PERIOD_CUE(BEFORE, "before")     /* before 1949: what lies ahead of it */
    TIE_PERIOD_CUE(AFTER, "after")
        TIE_PERIOD_CUE(ONWARDS, "onwards") /* 2018 or later: behind its date */
    TIE_PERIOD_CUE(BACKWARDS, "backwards") /* 2018 or earlier */
    TIE_PERIOD_CUE(AGO, "ago")             /* three years ago */
    TIE_PERIOD_CUE(HENCE, "hence")         /* two weeks from now */
    TIE_PERIOD_CUE(EARLIER, "earlier")     /* two years earlier: than what was told */
    TIE_PERIOD_CUE(LATER, "later")
        TIE_PERIOD_CUE(PREVIOUS, "previous") /* the previous year: of the date before it */
    TIE_PERIOD_CUE(FOLLOWING, "following")
        TIE_PERIOD_CUE(WEEK_OF, "week_of") /* the week of 3 May: the calendar week that holds it */
    TIE_PERIOD_CUE(STARTING, "starting")   /* two weeks starting on 3 May */
    TIE_PERIOD_CUE(WEEK_STARTING, "week_starting") TIE_PERIOD_CUE(TO_DATE, "to_date")
        TIE_PERIOD_CUE(YEAR_TO_DATE, "year_to_date")
            TIE_PERIOD_CUE(SO_FAR, "so_far") /* earlier this year */
    TIE_PERIOD_CUE(REST, "rest")             /* later this year, the rest of the month */
    TIE_PERIOD_CUE(WEEKEND, "weekend")
        TIE_PERIOD_CUE(YEAR_BEFORE, "year_before") /* a year earlier, the previous year */
    TIE_PERIOD_CUE(LAST_PART, "last_part")         /* the last two months of 1999 */
#undef TIE_PERIOD_CUE
    TIE_CUE_COUNT
} tie_period_cue;

/* How an entry of a named period gives its days. */
typedef enum tie_named {
    TIE_NAMED_DATES,   /* a, b: first and last date, packed: "Christmas", "the nineties" */
    TIE_NAMED_WEEKDAY, /* a: month and weekday, packed; b: which one of the month */
    TIE_NAMED_EASTER   /* a: days from Easter Sunday */
} tie_named;
enum { TIE_NTH_LAST = 5 };

/* A date in the number of an entry. */
static inline int64_t tie_date_pack(tie_date d) {
    return (int64_t)d.year * 65536 + d.month * 256 + d.day;
}
static inline tie_date tie_date_unpack(int64_t packed) {
    uint64_t low = (uint64_t)packed & 0xFFFF;
    return (tie_date){(int16_t)((packed - (int64_t)low) / 65536), (uint8_t)(low >> 8),
                      (uint8_t)(low & 0xFF)};
}

typedef enum tie_measure_kind {
    TIE_MEASURE_FLOW,
    TIE_MEASURE_STOCK,
    TIE_MEASURE_CUMULATIVE,
    TIE_MEASURE_RATIO
} tie_measure_kind;
const char *tie_measure_kind_name(int kind); /* "flow"; NULL behind the last */

typedef struct tie_unit {
    tie_str id;        /* "kg", "%", "USD" */
    tie_str dimension; /* "mass", "percent", "money:USD" */
    tie_dec factor;    /* base units per unit */
    tie_kind kind;     /* of a claim in this unit */
    bool metric_ton;   /* reading it so is an assumption */
    bool age;          /* forms with "old": an age */
    tie_dec times;     /* what its name says before the figure is in the unit: MEUR, a million */
    tie_period era;    /* historical units: comparable within it alone */
} tie_unit;

typedef struct tie_place {
    tie_str name;    /* canonical */
    int32_t part_of; /* index, or -1 */
    bool country;
} tie_place;

/* The place of "nationwide" in a document that does not say which nation. */
#define TIE_PLACE_NATIONWIDE "nationwide"

typedef struct tie_terms {
    const uint32_t *ids; /* of phrases in the trie of stems: arg of their entries */
    size_t count;
} tie_terms;

/* A measure of a pack. A claim is of the measure when its unit fits, any of `any` and all of `all`
 * stand in its window, none of `not_` does, its predicate is one of `verbs` (when there are some),
 * and the pattern (when there is one) matches its sentence around the figure. The first measure
 * that fits, in order of packs and file, wins. */
typedef struct tie_measure {
    tie_str id, title, pack;
    tie_measure_kind kind;
    tie_str unit;      /* a unit id, or the singular noun that is counted; empty: any */
    tie_str dimension; /* of that unit; "count" for nouns */
    tie_terms any, all, not_, verbs;
    void *pattern; /* pcre2_code, or NULL */
    bool period_optional;
    tie_strs governing;  /* predicates one of which must govern the figure itself; none: any verb of
                            the window will do */
    bool unit_from_verb; /* the unit is set by the measure, whatever noun is printed */
    tie_interval bounds; /* values outside cannot be of this measure */
    bool has_bounds;
    tie_str part_of;        /* id of the measure this is a subset of; empty when none */
    tie_str agent;          /* who is meant when none is named (an assumption); empty: nobody */
    const tie_date *breaks; /* from when on it counts something else */
    size_t break_count;
} tie_measure;

/* A rule: a check applied to measures with its own limits. */
typedef struct tie_rule {
    tie_str id, pack, check; /* check: a code of registry.def */
    const tie_str *measures; /* ids; none: all */
    size_t measure_count;
    bool off;
    tie_dec tolerance;          /* relative widening of every figure */
    int severity;               /* a tie_severity that caps, or -1 */
    tie_str message;            /* replaces the words of a conflict; may be empty */
    tie_str expression;         /* of a relation, as written */
    const tie_formula *formula; /* of a relation; NULL for all other checks */
} tie_rule;

/* How near a publisher is to what it tells; a nearer one's figure stands before the other's. */
typedef enum tie_source_class {
    TIE_SOURCE_UNRANKED,
    TIE_SOURCE_PRIMARY,   /* counted it */
    TIE_SOURCE_SECONDARY, /* tells what others counted */
    TIE_SOURCE_TERTIARY   /* tells what others tell */
} tie_source_class;

/* Facts about documents whose path matches a glob. */
typedef struct tie_source_rule {
    tie_str path; /* glob over the path: * ? [..] ** */
    tie_str source, title, place, url;
    tie_period date;
    bool date_from_name; /* YYYY-MM-DD or YYYYMMDD in the file name */
    int source_class;    /* a tie_source_class */
} tie_source_rule;

/* A file that holds several documents: each from a line equal to begin to a line equal to end. */
typedef struct tie_segment_rule {
    tie_str path;  /* glob */
    tie_str begin; /* line that opens a segment; not part of it */
    tie_str end;   /* line that closes it; empty: the next begin, or the end of the file */
} tie_segment_rule;

typedef struct tie_expect {
    tie_str code, verdict; /* a finding that must appear (empty verdict: any) */
    tie_str severity;
    tie_strs texts; /* figures that must be among its members */
} tie_expect;

/* A claim that a pack's test expects: each field that is not empty must be equal. */
typedef struct tie_expect_claim {
    tie_str text, value, unit, measure, period, place, hedge;
} tie_expect_claim;

typedef struct tie_pack_test {
    tie_str pack, name;
    tie_strs documents; /* texts; each becomes a document "name#n" */
    tie_str date, place;
    const tie_expect *findings;
    size_t finding_count;
    const tie_expect_claim *claims;
    size_t claim_count;
    bool quiet;         /* no finding of severity note or above may appear */
    uint32_t line, col; /* in the pack */
    tie_str path;
} tie_pack_test;

/* What a predicate class says of the figures that it governs; a set. */
enum {
    TIE_PREDICATE_STATE = 1,  /* what is, not what happened: employ, operate. Parts of a period need
                                 not stay within it */
    TIE_PREDICATE_PERSON = 2, /* its objects are human beings, whatever noun is printed: arrest */
    TIE_PREDICATE_COUNTS = 4, /* it only says that there were so many: record, reach */
    TIE_PREDICATE_TALLIES = 8, /* the same of what happens, not of what is: register */
    TIE_PREDICATE_OCCURS = 16, /* of events, it only says that they came: strike, occur */
    TIE_PREDICATE_GROWS = 32,  /* how many is known long after the event: kill, injure */
    TIE_PREDICATE_HOME = 64    /* it is done where its doer is at home: seize, produce; not: fund */
};

#define TIE_ARRAY(T)                                                                               \
    struct {                                                                                       \
        T *items;                                                                                  \
        size_t count;                                                                              \
    }

struct tie_ruleset {
    tie_arena *arena;
    tie_roles roles;
    tie_phrases *phrases; /* keys of folded words */
    tie_phrases *terms;   /* keys of stems; entries' arg is the term id */
    size_t term_count;
    TIE_ARRAY(tie_str) texts;        /* singulars, agents, ... by arg of entries */
    TIE_ARRAY(tie_str) predicates;   /* names of the classes: "seize" */
    tie_map predicate_names;         /* to their indexes */
    const uint8_t *predicate_traits; /* of each class */
    TIE_ARRAY(tie_link_pattern) links;
    tie_link_index link_index; /* of links */
    /* classes of link_cues that C asks for; -1: none. Something is left over; the label of a total;
     * what is left of a whole; words that divide one; what any count of human beings goes by */
    int64_t link_rest, link_total, link_remainder, link_split, link_head;
    TIE_ARRAY(tie_unit) units;
    TIE_ARRAY(tie_place) places;
    TIE_ARRAY(tie_measure) measures;
    TIE_ARRAY(tie_rule) rules;
    TIE_ARRAY(tie_source_rule) sources;
    TIE_ARRAY(tie_segment_rule) segments;
    TIE_ARRAY(tie_pack_test) tests;
    TIE_ARRAY(tie_str) packs; /* names, in order */
    tie_str subject_place;    /* of the last pack that sets one */
    uint64_t hash;            /* of all bytes that were compiled: for caches and run facts */
    tie_dec approx_slack;     /* 0.10: H of about and nearly; packs may set */
    tie_dec loose_slack;      /* 0.05: S of about and nearly */
    tie_severity one_unit; /* of what misses by one unit or was cut: a note; packs may raise it */
};

/* The traits of a class by its name; 0 for a name that is none. */
unsigned tie_predicate_traits(const tie_ruleset *rules, tie_str predicate);

/* What: key of the stem (Snowball English) of a word, as the trie of terms uses it. */
uint64_t tie_stem_key(void *stemmer, tie_str folded_word);
void *tie_stemmer_new(void); /* one per thread; NULL when out of memory */
void tie_stemmer_free(void *stemmer);

#endif
