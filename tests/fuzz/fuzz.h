/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets share: the entry that libFuzzer calls, a check that stops it, and the rules
 * and documents that the whole pipeline needs. */
#ifndef TIE_TESTS_FUZZ_FUZZ_H
#define TIE_TESTS_FUZZ_FUZZ_H

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Holds, or the input is a finding of the fuzzer. */
#define FUZZ_ASSERT(condition)                                                                     \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The house's lexicon and core pack, loaded once. */
static inline const tie_ruleset *fuzz_rules(void) {
    static tie_ruleset *rules;
    if (!rules) {
        tie_err err = {0};
        FUZZ_ASSERT(tie_ruleset_load(TIE_STR(TIEOUT_SOURCE_DIR "/rules"), (tie_strs){0}, NULL, NULL,
                                     &rules, &err) == TIE_OK);
    }
    return rules;
}

/* This process's own file number n, in memory where the system has such a folder. */
static inline const char *fuzz_path(unsigned n) {
    static char path[64];
    const char *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(path, sizeof path, "%s/tieout-fuzz-%ld-%u.txt", folder, (long)getpid(), n);
    return path;
}

/* Writes bytes to it; returns its path. */
static inline tie_str fuzz_document(unsigned n, const uint8_t *data, size_t size) {
    FILE *file = fopen(fuzz_path(n), "wb");
    FUZZ_ASSERT(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
    return tie_str_c(fuzz_path(n));
}

static inline tie_corpus *fuzz_corpus(void) {
    const tie_options options = {.today = {2024, 6, 1},
                                 .jobs = 1,
                                 .with_dates = true,
                                 .with_numbers = true,
                                 .passages = true};
    tie_corpus *corpus = NULL;
    tie_err err = {0};
    FUZZ_ASSERT(tie_corpus_new(fuzz_rules(), &options, &corpus, &err) == TIE_OK);
    return corpus;
}

#endif
