/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the suites of rules share: rule sets from texts, with their faults as lines to compare. */
#ifndef TIE_TESTS_RULES_SUPPORT_H
#define TIE_TESTS_RULES_SUPPORT_H

#include "base/err.h"
#include "base/token.h"
#include "rules/load.h"
#include "rules/ruleset.h"
#include "tests/base/support.h"

typedef struct loaded {
    tie_code code;
    tie_ruleset *rules; /* NULL when there were faults */
    tie_err err;
    tie_buf faults; /* "a.json:1:5: message" or "a.json:1:5: message (hint)", a line each */
} loaded;

static inline void note_fault(void *user, const tie_err *err) {
    tie_buf *faults = user;
    if (faults->len)
        tie_buf_putc(faults, '\n');
    tie_buf_printf(faults, "%s:%u:%u: %s", err->path, err->line, err->col, err->message);
    if (*err->hint)
        tie_buf_printf(faults, " (%s)", err->hint);
}

/* Loads texts[0] as en.json and the others as a.json, b.json, ...; texts end with NULL. */
static inline loaded load_texts(const char *const *texts) {
    static const char *const paths[] = {"en.json", "a.json", "b.json", "c.json"};
    tie_rule_text inputs[COUNT_OF(paths)];
    loaded out = {.faults = tie_buf_new(&test_arena)};
    size_t count = 0;
    for (; texts[count]; count++)
        inputs[count] = (tie_rule_text){tie_str_c(paths[count]), tie_str_c(texts[count])};
    out.code = tie_ruleset_load_text(inputs, count, note_fault, &out.faults, &out.rules, &out.err);
    return out;
}

/* As load_texts; the texts must be without fault. */
static inline tie_ruleset *good_rules(const char *const *texts) {
    loaded l = load_texts(texts);
    ck_assert_msg(l.code == TIE_OK, "%s", c_str(tie_buf_str(&l.faults)));
    return l.rules;
}

/* The first entry of this lex that a phrase of words has, or NULL. */
static inline const tie_entry *entry_of(const tie_ruleset *rules, const char *phrase, tie_lex lex) {
    const tie_entry *e = tie_phrases_find(rules->phrases, &test_arena, tie_str_c(phrase), NULL);
    while (e && e->lex != lex)
        e = tie_phrases_next_entry(rules->phrases, e);
    return e;
}

#endif
