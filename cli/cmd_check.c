/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout check: reads, analyses, reports. */
#include "cli/cli.h"

#include "reports/overview.h"

bool tie_cli_wants_overview(const tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    for (size_t i = 0; i < o->outputs.count; i++)
        if (tie_str_eq(o->outputs.items[i].format, TIE_STR("html")) ||
            tie_str_eq(o->outputs.items[i].format, TIE_STR("json")))
            return true;
    return false;
}

bool tie_cli_overview(tie_cli *cli, tie_result *result, tie_corpus *corpus, tie_run *run,
                      tie_sources **sources) {
    tie_err err = {0};
    if (!tie_cli_wants_overview(cli) ||
        !tie_overview_add(result, corpus, run, cli->arena, cli->scratch, sources, &err))
        return true;
    tie_cli_complain(cli, &err);
    return false;
}

static int check(tie_cli *cli, tie_corpus *corpus, bool unread) {
    tie_err err = {0};
    tie_run *run = NULL;
    tie_sources *sources = NULL;
    if (tie_corpus_read(corpus, NULL, NULL, true, &err) || tie_run_new(corpus, &run, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    tie_result result = tie_result_of(corpus, run, cli->today);
    int status = TIE_EXIT_USAGE;
    if (tie_cli_overview(cli, &result, corpus, run, &sources) && tie_cli_judge(cli, &result)) {
        tie_cli_print_result(cli, &result);
        status = unread ? TIE_EXIT_UNREAD : tie_cli_result_status(cli, &result);
    }
    tie_sources_free(sources);
    tie_run_free(run);
    return status;
}

int tie_cmd_check(tie_cli *cli) {
    if (!tie_cli_has_inputs(cli, cli->options.operands.count))
        return tie_cli_usage(cli, "nothing to check: name files or folders");
    return tie_cli_over_corpus(cli, check);
}
