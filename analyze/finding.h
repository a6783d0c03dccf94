/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way to make a row of a run: draft it, add its members, hand it in. Handing in fills
 * confidence, severity, fingerprint and evidence; closing orders all rows.
 *
 * A fingerprint names what a row is about, not where it stands or which figures it shows: a hash of
 * the rule and of the members' (role, measure, agent, place, period, unit); where members stand for
 * no cell, of the masked words of the first one's sentence. */
#ifndef TIE_ANALYZE_FINDING_H
#define TIE_ANALYZE_FINDING_H

#include "analyze/run.h"

enum { TIE_MEMBERS_MAX = 12 }; /* shown of a cell; the message counts all */

typedef struct tie_draft {
    tie_finding row; /* severity: of the arithmetic alone; handing in caps it */
    TIE_VEC(tie_member) members;
    TIE_VEC(tie_passage) passages;
    const tie_measure *measure; /* of the cell, or NULL */
    const tie_rule *rule;       /* that asked for it; NULL: the one found for check and measure */
    bool in_cell;               /* members stand for their cells */
    uint32_t assumptions;       /* that tie the members, beside those that they differ in */
    bool linked;                /* the words tie the members, whatever their time and place */
    bool open;                  /* rests on open measures: capped at note under low confidence */
    bool witnessed;             /* a named slip or a second independent witness */
} tie_draft;

tie_draft tie_draft_new(tie_row row, tie_check_id check, tie_verdict verdict);
/* A claim with its deciding interval. Returns its index among the members. */
uint32_t tie_draft_claim(tie_run *run, tie_draft *draft, const char *role, uint32_t claim);
/* A value computed from members (indexes, copied), shown at the first of them. */
uint32_t tie_draft_derived(tie_run *run, tie_draft *draft, const uint32_t *from, size_t count,
                           tie_dec value, tie_interval interval, tie_str text);
void tie_draft_date(tie_run *run, tie_draft *draft, const tie_date_expr *date);
void tie_draft_passage(tie_run *run, tie_draft *draft, const tie_sentence_key *sentence);

/* Major from a gap of 5%, else minor. */
tie_severity tie_gap_severity(double gap);

/* Hands the row in. Returns its fingerprint; 0 when a pack's rule switches the check off. */
uint64_t tie_draft_add(tie_run *run, tie_draft *draft);

/* The rule of a pack that applies the check to the measure (empty: any); the last one wins. NULL
 * when there is none. */
const tie_rule *tie_rule_find(const tie_ruleset *rules, tie_str check, tie_str measure);

/* Numbers equal fingerprints and puts all rows in total order: findings by severity, confidence,
 * gap, code, path, offset; then checks; then the ledger. */
void tie_findings_close(tie_run *run);

#endif
