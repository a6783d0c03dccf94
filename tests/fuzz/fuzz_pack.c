/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loader of packs and lexicons: any bytes are either compiled or refused with at least one
 * fault that has a place in the file. */
#include "rules/load.h"
#include "tests/fuzz/fuzz.h"

static char *lexicon;
static size_t lexicon_len;

static void load_lexicon(void) {
    FILE *file = fopen(TIEOUT_SOURCE_DIR "/rules/lexicons/en.json", "rb");
    enum { MOST = 1 << 20 };
    lexicon = malloc(MOST);
    FUZZ_ASSERT(file && lexicon);
    lexicon_len = fread(lexicon, 1, MOST, file);
    fclose(file);
}

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
    if (!lexicon)
        load_lexicon();
    tie_str text = {(const char *)data, size};
    tie_rule_text house = {TIE_STR("en.json"), {lexicon, lexicon_len}};
    load((tie_rule_text[]){house, {TIE_STR("fuzz.json"), text}}, 2);
    load(&(tie_rule_text){TIE_STR("fuzz.json"), text}, 1);
    return 0;
}
