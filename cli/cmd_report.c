/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout report: a saved result, printed again. */
#include "cli/cli.h"

#include "reports/saved.h"

int tie_cmd_report(tie_cli *cli) {
    tie_result result;
    tie_err err = {0};
    if (cli->options.operands.count != 1)
        return tie_cli_usage(cli, "which result? name one file that check -o json printed");
    if (tie_saved_read(cli->arena, cli->options.operands.items[0], &result, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    if (!tie_cli_judge(cli, &result))
        return TIE_EXIT_USAGE;
    tie_cli_print_result(cli, &result);
    return tie_cli_result_status(cli, &result);
}
