/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What clusters of passages are, seen beside the documents that they stand in: whether a text was
 * copied from one source to another, is written anew for each period, or stands at the edge of
 * every page.
 *
 * Figures alone decide here, without their claims: findings (repeat_finding.h) know more. */
#ifndef TIE_ANALYZE_REPEAT_SURVEY_H
#define TIE_ANALYZE_REPEAT_SURVEY_H

#include "analyze/repeat.h"

/* In the order in which a reader wants to see them. */
typedef enum tie_repeat_kind {
    TIE_REPEAT_FIGURES,     /* the same words with other figures, and no series */
    TIE_REPEAT_COPY,        /* the same text of several sources */
    TIE_REPEAT_PASSAGE,     /* the same text of one source, or in one document */
    TIE_REPEAT_SERIES,      /* one source fills a form anew: its figures change with the period */
    TIE_REPEAT_BOILERPLATE, /* unchanged at the head or tail of many documents of one source */
    TIE_REPEAT_KINDS
} tie_repeat_kind;

/* "figures", "copy", ... */
const char *tie_repeat_kind_name(tie_repeat_kind kind);

typedef enum tie_repeat_trait {
    TIE_REPEAT_TRAITS = 1,  /* they are known */
    TIE_REPEAT_DIFFERS = 2, /* a figure */
    TIE_REPEAT_NAMES_DATE = 4,
    TIE_REPEAT_OTHER_DATE = 8,   /* a date differs */
    TIE_REPEAT_MANY_VALUES = 16, /* of a figure, as in a series */
    TIE_REPEAT_AT_EDGE = 32,     /* most passages are at the head or tail of their documents */
    TIE_REPEAT_TRAITS_END = 64
} tie_repeat_trait;

typedef struct tie_repeat_standing {
    tie_repeat_kind kind;
    uint32_t series;    /* clusters of one series have the same number, from 1; 0: no series */
    uint32_t documents; /* in which the cluster has passages */
    uint32_t sources;   /* named ones among theirs */
    bool dated;         /* the canonical document is older than every other one */
} tie_repeat_standing;

/* How much of one document is boilerplate. */
typedef struct tie_repeat_extent {
    uint32_t doc;
    uint64_t bytes; /* of its span */
} tie_repeat_extent;

/* A document in which a cluster has passages. */
typedef struct tie_repeat_seat {
    uint32_t cluster, doc;
} tie_repeat_seat;

typedef struct tie_repeat_survey {
    tie_arena *arena;
    const tie_doc *docs;
    size_t doc_count;
    uint32_t *source_of;                    /* of each document; 0: it names none */
    uint32_t *documents_of;                 /* of each source: how many */
    TIE_VEC(tie_repeat_standing) standings; /* of each cluster, by its number */
    uint32_t counts[TIE_REPEAT_KINDS];      /* clusters of each kind */
    uint32_t series_count;
    TIE_VEC(tie_passage) boilerplate; /* doc and span alone; spans of the document */
    uint32_t *series_of;              /* of each document: a document of its series, its parent */
    bool *in_series;                  /* of each document: a series cluster stands in it */
    TIE_VEC(tie_repeat_seat) seats;   /* of clusters within one source that are no series */
} tie_repeat_survey;

/* docs (borrowed) are those of the search, in the order of adding. */
tie_repeat_survey tie_repeat_survey_new(tie_arena *arena, const tie_doc *docs, size_t count);
/* What: what the passages of a cluster and their documents alone say of its kind: a set of
 * tie_repeat_trait, never empty. */
uint32_t tie_repeat_traits(const tie_repeat_survey *survey, const tie_repeat_cluster *cluster);
/* Takes the next cluster, with its traits; they come in the order of their numbers. Of boilerplate
 * the passages are to be added too. */
tie_repeat_kind tie_repeat_survey_add(tie_repeat_survey *survey, const tie_repeat_outline *cluster,
                                      uint32_t traits);
void tie_repeat_survey_boilerplate(tie_repeat_survey *survey, const tie_repeat_cluster *cluster);
/* Call once, after the last cluster: numbers the series. Series whose documents share other
 * passages are one; what differs between the documents of a long series belongs to it. */
void tie_repeat_survey_close(tie_repeat_survey *survey);
/* What: the documents with boilerplate, in order, overlapping passages counted once.
 * Owns: the survey's arena. */
size_t tie_repeat_survey_extents(const tie_repeat_survey *survey, const tie_repeat_extent **out);

/* ---- Figures of a cluster ---- */

/* A figure of the canonical member through all members. */
typedef struct tie_repeat_votes {
    uint32_t members;    /* that have it */
    uint32_t distinct;   /* values */
    uint32_t mode;       /* the value that most have */
    uint32_t mode_count; /* 0: no value is the most frequent */
} tie_repeat_votes;

/* Owns: scratch, which may be rewound. */
tie_repeat_votes tie_repeat_vote(const tie_repeat_cluster *cluster, uint32_t column,
                                 tie_arena *scratch);
/* The member's slot in the column, or NULL. */
const tie_repeat_slot *tie_repeat_slot_in(const tie_repeat_member *member, uint32_t column);

/* ---- Quotations ---- */

enum { TIE_REPEAT_QUOTE_REACH = 4000 }; /* bytes looked at on either side of it */

/* Does the middle of the span stand between quotation marks of its paragraph? */
bool tie_repeat_quoted(tie_str text, tie_span span);

#endif
