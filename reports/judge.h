/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings that a person has looked at and called right or wrong: a file keeps the verdicts, and
 * each rule answers for its own. Of several verdicts on one finding the last counts. */
#ifndef TIE_REPORTS_JUDGE_H
#define TIE_REPORTS_JUDGE_H

#include "reports/result.h"
#include "rules/map.h"

typedef struct tie_judgement {
    tie_str finding; /* its whole fingerprint, "/1" behind it for the second of equal ones */
    tie_str rule, code, evidence, note;
    tie_period date; /* of the judgement */
    bool right;
} tie_judgement;

typedef struct tie_judgements {
    TIE_VEC(tie_judgement) items; /* one for each finding */
    tie_map by_finding;           /* hash of the name, to its index */
} tie_judgements;

/* How often findings of a rule were judged, and how often right. */
typedef struct tie_record {
    tie_str rule;
    uint32_t judged, right;
} tie_record;
typedef TIE_VEC(tie_record) tie_records;

/* What: reads the file. Every fault goes to sink (may be NULL). Owns: arena. Fails: TIE_EIO;
 * TIE_EINPUT with the first fault in err. */
tie_code tie_judgements_read(tie_arena *arena, tie_str path, tie_err_sink *sink, void *user,
                             tie_judgements *out, tie_err *err);

/* What: the text of the file with one more entry, the rest as it was; of no file (empty text), a
 * new one. Owns: arena. Fails: TIE_EINPUT when the text is no such file. */
tie_code tie_judgements_add(tie_arena *arena, tie_str path, tie_str text,
                            const tie_judgement *entry, tie_err_sink *sink, void *user,
                            tie_str *out, tie_err *err);

/* What: the record of each rule that was judged, in the order of the file. Owns: arena. */
tie_records tie_judgements_tally(tie_arena *arena, const tie_judgements *judgements);
/* The record of a rule; zeros when none of its findings was judged. */
tie_record tie_record_find(const tie_records *records, tie_str rule);

#endif
