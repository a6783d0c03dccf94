/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every bound on what a lexicon or pack may ask for. They are far above honest use; they keep a bad
 * file from taking the machine. */
#ifndef TIE_RULES_LIMITS_H
#define TIE_RULES_LIMITS_H

enum {
    TIE_LIMIT_PACK_BYTES = 16 << 20,     /* of one lexicon or pack */
    TIE_LIMIT_RULESET_BYTES = 512 << 20, /* of everything compiled */
    TIE_LIMIT_JSON_DEPTH = 32,           /* arrays and objects within each other */
    TIE_LIMIT_FAULTS = 200,              /* reported in one load; the rest is counted */

    TIE_LIMIT_PHRASE_TOKENS = 12, /* in one form */
    TIE_LIMIT_PHRASE_STATES = 1 << 22,

    TIE_LIMIT_PATTERNS = 1000, /* in one rule set */
    TIE_LIMIT_PATTERN_BYTES = 4096,
    TIE_LIMIT_PATTERN_STEPS = 20000, /* PCRE2 match limit: of one match of one pattern */
    TIE_LIMIT_PATTERN_DEPTH = 1000,  /* nested backtracking */
    TIE_LIMIT_PATTERN_HEAP_KIB = 1024,
    TIE_LIMIT_PATTERN_STACK_BYTES = 256 << 10 /* JIT stack, one per thread */
};

#endif
