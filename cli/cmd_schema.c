/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout schema: what our JSON looks like, for programs. */
#include "cli/cli.h"

#include "base/err.h"
#include "reports/schema.h"
#include "rules/fault.h"

static int unknown(tie_cli *cli, tie_str name) {
    tie_buf names = tie_buf_new(cli->arena);
    tie_guess guess = tie_guess_new(name);
    tie_err err = {0};
    for (int i = 0; tie_schema_name(i); i++) {
        tie_guess_offer(&guess, tie_str_c(tie_schema_name(i)));
        tie_buf_printf(&names, "%s%s", i ? ", " : "", tie_schema_name(i));
    }
    tie_fail(&err, TIE_EUSAGE, "no schema \"%.*s\"", TIE_FMT(name));
    tie_guess_hint(&guess, &err);
    tie_err_hint(&err, "there are: %.*s", TIE_FMT(tie_buf_str(&names)));
    tie_cli_complain(cli, &err);
    return TIE_EXIT_USAGE;
}

int tie_cmd_schema(tie_cli *cli) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_str name = cli->options.operands.count ? cli->options.operands.items[0] : (tie_str){0};
    tie_str schema = tie_schema_find(name);
    if (cli->options.operands.count > 1)
        return tie_cli_usage(cli, "one schema, please");
    if (name.len && !schema.len)
        return unknown(cli, name);
    for (int i = 0; !name.len && tie_schema_name(i); i++)
        tie_buf_printf(&out, "%s\n", tie_schema_name(i));
    tie_buf_add(&out, schema);
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}
