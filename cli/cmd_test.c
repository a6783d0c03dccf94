/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout test PACK: the tests that a pack carries. */
#include "cli/cli.h"

#include "analyze/pack_test.h"
#include "reports/account.h"
#include "reports/escape.h"
#include "reports/terminal.h"
#include "rules/ruleset.h"

static void put_outcome(tie_cli *cli, tie_buf *out, const tie_pack_outcome *outcome) {
    if (outcome->passed && !cli->options.verbose)
        return;
    tie_escape_terminal(out, outcome->path);
    tie_buf_printf(out, ":%u:%u: %s: ", outcome->line, outcome->col,
                   outcome->passed ? "passed" : "failed");
    tie_escape_terminal(out, outcome->name);
    tie_buf_putc(out, '\n');
    tie_cli_put_lines(out, "  ", outcome->detail);
}

static int run_tests(tie_cli *cli, const tie_ruleset *rules) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_pack_outcome *outcomes = NULL;
    size_t count = 0, failed = 0;
    tie_err err = {0};
    tie_str pack = rules->packs.items[rules->packs.count - 1];
    if (tie_pack_tests_run(rules, pack, cli->arena, &outcomes, &count, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    for (size_t i = 0; i < count; i++) {
        failed += !outcomes[i].passed;
        put_outcome(cli, &out, &outcomes[i]);
    }
    if (!cli->options.quiet || failed) {
        tie_escape_terminal(&out, pack);
        tie_buf_puts(&out, ": ");
        tie_put_count(&out, count - failed, "test passed", "tests passed");
        tie_buf_printf(&out, ", %zu failed\n", failed);
    }
    tie_cli_write(cli, &out);
    return failed ? TIE_EXIT_FOUND : TIE_EXIT_NOTHING;
}

int tie_cmd_test(tie_cli *cli) {
    int worst = TIE_EXIT_NOTHING;
    if (!cli->options.operands.count)
        return tie_cli_usage(cli, "which pack? name one, or a file");
    for (size_t i = 0; i < cli->options.operands.count; i++) {
        tie_str *pack = &cli->options.operands.items[i];
        bool core = tie_str_eq(*pack, TIE_STR("core")); /* always loaded */
        tie_ruleset *rules = tie_cli_rules(cli, (tie_strs){pack, core ? 0 : 1});
        int status = rules ? run_tests(cli, rules) : TIE_EXIT_USAGE;
        tie_ruleset_free(rules);
        if (status > worst)
            worst = status;
    }
    return worst;
}
