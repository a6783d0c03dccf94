/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that reports, packs and options use for enumerated values. NULL behind the last. */
#include "tieout.h"

#define NAME_OF(table, index)                                                                      \
    ((size_t)(index) < sizeof(table) / sizeof *(table) ? (table)[(size_t)(index)] : NULL)

const char *tie_hedge_name(tie_hedge hedge) {
    static const char *const names[] = {
        [TIE_HEDGE_EXACT] = "exact",       [TIE_HEDGE_MORE_THAN] = "more_than",
        [TIE_HEDGE_AT_LEAST] = "at_least", [TIE_HEDGE_LESS_THAN] = "less_than",
        [TIE_HEDGE_AT_MOST] = "at_most",   [TIE_HEDGE_UP_TO] = "up_to",
        [TIE_HEDGE_NEARLY] = "nearly",     [TIE_HEDGE_APPROX] = "approx",
        [TIE_HEDGE_BETWEEN] = "between",   [TIE_HEDGE_SEVERAL] = "several"};
    return NAME_OF(names, hedge);
}

const char *tie_kind_name(tie_kind kind) {
    static const char *const names[] = {
        [TIE_KIND_COUNT] = "count",     [TIE_KIND_AMOUNT] = "amount",
        [TIE_KIND_PERCENT] = "percent", [TIE_KIND_POINTS] = "points",
        [TIE_KIND_MONEY] = "money",     [TIE_KIND_DURATION] = "duration",
        [TIE_KIND_RATIO] = "ratio",     [TIE_KIND_CHANGE] = "change",
        [TIE_KIND_RANK] = "rank",       [TIE_KIND_INDEX] = "index"};
    return NAME_OF(names, kind);
}

const char *tie_direction_name(tie_direction direction) {
    static const char *const names[] = {
        [TIE_DIRECTION_NONE] = NULL, [TIE_DIRECTION_UP] = "up", [TIE_DIRECTION_DOWN] = "down"};
    return NAME_OF(names, direction);
}

const char *tie_modality_name(tie_modality modality) {
    static const char *const names[] = {[TIE_MODALITY_STATED] = "stated",
                                        [TIE_MODALITY_PLANNED] = "planned",
                                        [TIE_MODALITY_ESTIMATED] = "estimated",
                                        [TIE_MODALITY_CONDITIONAL] = "conditional"};
    return NAME_OF(names, modality);
}

const char *tie_origin_name(tie_origin origin) {
    static const char *const names[] = {[TIE_ORIGIN_NONE] = NULL,
                                        [TIE_ORIGIN_OWN] = "own",
                                        [TIE_ORIGIN_FRAME] = "frame",
                                        [TIE_ORIGIN_SENTENCE] = "sentence",
                                        [TIE_ORIGIN_PARAGRAPH] = "paragraph",
                                        [TIE_ORIGIN_HEADING] = "heading",
                                        [TIE_ORIGIN_DOCUMENT] = "document",
                                        [TIE_ORIGIN_PACK] = "pack"};
    return NAME_OF(names, origin);
}

const char *tie_verdict_name(tie_verdict verdict) {
    static const char *const names[] = {[TIE_VERDICT_TIES] = "ties",
                                        [TIE_VERDICT_ROUNDING] = "rounding",
                                        [TIE_VERDICT_TRUNCATION] = "truncation",
                                        [TIE_VERDICT_CONFLICT] = "conflict",
                                        [TIE_VERDICT_REVISION] = "revision",
                                        [TIE_VERDICT_RESTATED] = "restated",
                                        [TIE_VERDICT_NOT_COMPARABLE] = "not-comparable"};
    return NAME_OF(names, verdict);
}

const char *tie_severity_name(tie_severity severity) {
    static const char *const names[] = {[TIE_SEVERITY_INFO] = "info",
                                        [TIE_SEVERITY_NOTE] = "note",
                                        [TIE_SEVERITY_MINOR] = "minor",
                                        [TIE_SEVERITY_MAJOR] = "major",
                                        [TIE_SEVERITY_CRITICAL] = "critical"};
    return NAME_OF(names, severity);
}

const char *tie_confidence_name(tie_confidence confidence) {
    static const char *const names[] = {[TIE_CONFIDENCE_LOW] = "low",
                                        [TIE_CONFIDENCE_MEDIUM] = "medium",
                                        [TIE_CONFIDENCE_HIGH] = "high"};
    return NAME_OF(names, confidence);
}

const char *tie_assumption_name(tie_assumption bit) {
    static const struct {
        tie_assumption bit;
        const char *name;
    } names[] = {{TIE_ASSUME_PERIOD_FRAME, "period-frame"},
                 {TIE_ASSUME_PERIOD_SENTENCE, "period-sentence"},
                 {TIE_ASSUME_PERIOD_HEADING, "period-heading"},
                 {TIE_ASSUME_PERIOD_DOCUMENT, "period-document"},
                 {TIE_ASSUME_YEAR, "year"},
                 {TIE_ASSUME_PLACE_SENTENCE, "place-sentence"},
                 {TIE_ASSUME_PLACE_HEADING, "place-heading"},
                 {TIE_ASSUME_PLACE_DOCUMENT, "place-document"},
                 {TIE_ASSUME_HEDGE_SCOPE, "hedge-scope"},
                 {TIE_ASSUME_NOUN, "noun"},
                 {TIE_ASSUME_METRIC_TON, "metric-ton"},
                 {TIE_ASSUME_RELATIVE_PERIOD, "relative-period"},
                 {TIE_ASSUME_PERIOD_UNKNOWN, "period-unknown"},
                 {TIE_ASSUME_AGENT, "agent"},
                 {TIE_ASSUME_FISCAL_YEAR, "fiscal-year"},
                 {TIE_ASSUME_SUBJECT, "subject"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].bit == bit)
            return names[i].name;
    return NULL;
}

const char *tie_slot_op_name(tie_slot_op op) {
    static const char *const names[] = {[TIE_SLOT_SAME] = "same",
                                        [TIE_SLOT_SPELLING] = "spelling",
                                        [TIE_SLOT_FIGURE] = "figure",
                                        [TIE_SLOT_WORDS] = "words"};
    return NAME_OF(names, op);
}

const char *tie_state_name(tie_state state) {
    static const char *const names[] = {[TIE_STATE_NEW] = "new",
                                        [TIE_STATE_UNCHANGED] = "unchanged",
                                        [TIE_STATE_UPDATED] = "updated",
                                        [TIE_STATE_REOPENED] = "reopened",
                                        [TIE_STATE_ABSENT] = "absent"};
    return NAME_OF(names, state);
}
