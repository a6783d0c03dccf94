/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a finding in every format that people read: its quotes with the figures marked,
 * the cell, what was assumed, the verdict on the whole run. Words, not yet escaped; strings live in
 * the arena. */
#ifndef TIE_REPORTS_ACCOUNT_H
#define TIE_REPORTS_ACCOUNT_H

#include "base/buf.h"
#include "reports/result.h"

/* ---- The run ---- */

/* The families of checks, in the order of a page. */
typedef enum tie_family {
    TIE_FAMILY_TIES,
    TIE_FAMILY_ARITHMETIC,
    TIE_FAMILY_TRENDS,
    TIE_FAMILY_REPEATS,
    TIE_FAMILY_SUPPRESSIONS,
    TIE_FAMILY_COUNT
} tie_family;
tie_family tie_family_of(const tie_finding *row);
const char *tie_family_name(tie_family family); /* "comparisons": of a section, too */

/* Findings that count, as a newsroom counts them: what contradicts itself, sums that do not hold,
 * figures restated, notes on trends and others. */
typedef struct tie_tally {
    uint64_t contradictions, errors, restatements, trends, notes;
    uint64_t observations;
    uint64_t held, skipped;     /* checks; figures not compared */
    uint64_t suppressed, fresh; /* accepted; new or updated */
} tie_tally;

tie_tally tie_tally_of(const tie_result *result);
/* "3 contradictions, 2 arithmetic errors, 4 trend notes" */
void tie_account_counts(tie_buf *buf, const tie_tally *tally);
/* "2 contradictions, 1 note in 41 claims of 2 documents; 1 check held" */
void tie_account_verdict(tie_buf *buf, const tie_result *result, const tie_tally *tally);
/* "1 claim", "1,204 claims" */
void tie_put_count(tie_buf *buf, uint64_t count, const char *one, const char *many);
/* How often a row of the ledger stands for. */
static inline uint64_t tie_row_times(const tie_finding *row) { return row->count ? row->count : 1; }

/* A line of the ledger: a reason or a check, and how often. */
typedef struct tie_ledger_line {
    tie_str name;
    uint64_t count;
} tie_ledger_line;
typedef TIE_VEC(tie_ledger_line) tie_ledger_lines;

/* What: the rows of one kind, counted by what they say, the most frequent first. Owns: arena. */
tie_ledger_lines tie_ledger_lines_of(tie_arena *arena, const tie_result *result, tie_row kind);

/* ---- Quotes ---- */

/* A sentence and the figures of a finding that stand in it. */
typedef struct tie_quote {
    uint32_t doc;
    tie_span sentence;
    TIE_VEC(tie_span) figures; /* ascending */
    uint64_t last;             /* the farthest end of a figure */
    uint32_t line, col;        /* of the first */
    tie_str text, role;        /* of the first */
} tie_quote;
typedef TIE_VEC(tie_quote) tie_quotes;

/* What: the quotes of the first member_limit members. Derived members have none: the computation
 * shows them, and their sources have quotes of their own. Owns: arena. */
tie_quotes tie_quotes_of(tie_arena *arena, const tie_finding *finding, size_t member_limit);

/* What: the same, sorted by place, with quotes of one document that stand within max_gap bytes of
 * each other made one: the items of a list are one quote. Owns: arena. */
tie_quotes tie_quotes_joined(tie_arena *arena, tie_quotes quotes, size_t max_gap);

/* A stretch of a quote. */
typedef struct tie_part {
    tie_str text;
    bool marked;
} tie_part;
typedef TIE_VEC(tie_part) tie_parts;

/* What: the words of a quote, long ones cut to those around their figures, with an ellipsis; or
 * that the file has changed. Owns: arena. */
tie_parts tie_quote_parts(tie_arena *arena, const tie_result *result, const tie_quote *quote);
/* What: the words of a passage with the slots marked that differ. Owns: arena. */
tie_parts tie_passage_parts(tie_arena *arena, const tie_result *result, const tie_passage *passage);

/* ---- Facts ---- */

/* ":12:5 #3 · Agency · 2024-02-12": behind the path of a quoted place. */
tie_str tie_account_place(tie_arena *arena, const tie_doc *doc, uint32_t line, uint32_t col);
/* "road-deaths · police · Ostland · 2023 · person"; empty where there is no cell. */
tie_str tie_account_cell(tie_arena *arena, const tie_finding *finding);
/* "medium; assumes the period of the heading" */
tie_str tie_account_confidence(tie_arena *arena, const tie_finding *finding);
/* "893dcd5fba935ce7", or "893dcd5fba935ce7/1" for the second of equal ones: names it from run to
 * run. */
tie_str tie_account_identity(tie_arena *arena, const tie_finding *finding);
/* The same, short: "893dcd5f", "893dcd5f/1". */
tie_str tie_account_fingerprint(tie_arena *arena, const tie_finding *finding);
/* The finding has that name, whole or short. */
bool tie_account_named(tie_arena *arena, tie_str name, const tie_finding *finding);
/* The message, or the verdict where there is none. */
tie_str tie_account_message(const tie_finding *finding);

#endif
