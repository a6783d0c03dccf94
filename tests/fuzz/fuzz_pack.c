/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loader of packs and lexicons: any bytes are either compiled or refused with at least one
 * fault that has a place in the file. */
#include "rules/load.h"
#include "tests/fuzz/fuzz.h"

static void count_fault(void *user, const tie_err *err) {
    FUZZ_ASSERT(err->message[0] != '\0');
    ++*(unsigned *)user;
}

static void load(const tie_rule_text *texts, size_t count) {
    unsigned faults = 0;
    tie_ruleset *rules = NULL;
    tie_err err = {0};
    tie_code code = tie_ruleset_load_text(texts, count, count_fault, &faults, &rules, &err);
    FUZZ_ASSERT((code == TIE_OK) == (rules != NULL));
    FUZZ_ASSERT(code != TIE_EPACK || faults > 0);
    tie_ruleset_free(rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    /* A pack needs a lexicon before it; the smallest one leaves the time to the pack. */
    const tie_rule_text lexicon = {TIE_STR("en.json"),
                                   TIE_STR("{\"license\": \"CC0-1.0\", \"language\": \"en\"}")};
    const tie_rule_text fuzzed = {TIE_STR("fuzz.json"), {(const char *)data, size}};
    load((tie_rule_text[]){lexicon, fuzzed}, 2);
    load(&fuzzed, 1);
    return 0;
}
