/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout check: reads, analyses, reports. */
#include "cli/cli.h"

static int check(tie_cli *cli, tie_corpus *corpus, bool unread) {
    tie_err err = {0};
    tie_run *run = NULL;
    if (tie_corpus_read(corpus, NULL, NULL, true, &err) || tie_run_new(corpus, &run, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    tie_result result = tie_result_of(corpus, run, cli->today);
    int status = TIE_EXIT_USAGE;
    if (tie_cli_judge(cli, &result)) {
        tie_cli_print_result(cli, &result);
        status = unread ? TIE_EXIT_UNREAD : tie_cli_result_status(cli, &result);
    }
    tie_run_free(run);
    return status;
}

int tie_cmd_check(tie_cli *cli) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    if (!tie_cli_has_inputs(cli, cli->options.operands.count))
        return tie_cli_usage(cli, "nothing to check: name files or folders");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    tie_corpus *corpus = tie_cli_corpus(cli, rules, TIE_STRS_OF(cli->options.operands), &unread);
    if (corpus)
        status = check(cli, corpus, unread);
    tie_corpus_free(corpus);
    tie_ruleset_free(rules);
    return status;
}
