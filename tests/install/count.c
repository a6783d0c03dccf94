/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest use of the library: count DATA PATH prints how many claims the documents of PATH
 * make. */
#include <stdio.h>
#include <string.h>
#include <tieout.h>

static tie_str view(const char *c) { return (tie_str){c, strlen(c)}; }

int main(int argc, char **argv) {
    if (argc != 3)
        return 2;
    tie_ruleset *rules = NULL;
    tie_corpus *corpus = NULL;
    const tie_options options = {.today = {2024, 3, 1}, .jobs = 1};
    tie_err err = {0};
    if (tie_ruleset_load(view(argv[1]), (tie_strs){0}, NULL, NULL, &rules, &err) == TIE_OK &&
        tie_corpus_new(rules, &options, &corpus, &err) == TIE_OK &&
        tie_corpus_add(corpus, view(argv[2]), &err) == TIE_OK &&
        tie_corpus_read(corpus, NULL, NULL, true, &err) == TIE_OK) {
        const tie_claim *claims;
        printf("%zu\n", tie_corpus_claims(corpus, &claims));
    } else {
        fprintf(stderr, "%s: %s\n", err.path, err.message);
    }
    tie_corpus_free(corpus);
    tie_ruleset_free(rules);
    return err.code != TIE_OK;
}
