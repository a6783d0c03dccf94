/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of checks, made from registry.def: what packs may name, what reports explain. */
#ifndef TIE_RULES_REGISTRY_H
#define TIE_RULES_REGISTRY_H

#include "base/str.h"

typedef enum tie_check_id {
#define TIE_CHECK(id, code, title, why, fires, quiet, severity) TIE_CHECK_##id,
#include "rules/registry.def"
#undef TIE_CHECK
    TIE_CHECK_COUNT
} tie_check_id;

typedef struct tie_check {
    const char *code;          /* "compare": in findings, rules and options */
    const char *title;         /* what a finding of it says */
    const char *why;           /* what must hold */
    const char *fires, *quiet; /* an example of each */
    const char *severity;      /* of its findings, unless a rule sets another */
} tie_check;

/* By tie_check_id, TIE_CHECK_COUNT of them. */
extern const tie_check tie_checks[];
/* The code by number; NULL behind the last. */
const char *tie_check_code(int id);
/* NULL when no check has that code. */
const tie_check *tie_check_find(tie_str code);

#endif
