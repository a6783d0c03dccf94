/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout init: a configuration to begin with. */
#include "cli/cli.h"

#include "base/err.h"
#include "base/io.h"
#include "page/init.h"
#include "reports/escape.h"

static const char FILE_NAME[] = "tieout.json";

/* The text of the file, with the paths as its inputs where there are any. */
static tie_str filled(tie_arena *arena, tie_strs paths) {
    static const char INPUTS[] = "\"inputs\": [\"documents\"]";
    tie_str text = tie_str_c(TIE_INIT);
    size_t at = tie_str_find(text, tie_str_c(INPUTS));
    tie_buf out = tie_buf_new(arena);
    if (!paths.count || at == text.len)
        return text;
    tie_buf_add(&out, tie_str_sub(text, 0, at));
    for (size_t i = 0; i < paths.count; i++) {
        tie_buf_puts(&out, i ? "\", \"" : "\"inputs\": [\"");
        tie_escape_json(&out, paths.items[i]);
    }
    tie_buf_puts(&out, "\"]");
    tie_buf_add(&out, tie_str_sub(text, at + sizeof INPUTS - 1, text.len));
    return tie_buf_str(&out);
}

int tie_cmd_init(tie_cli *cli) {
    tie_strs paths = TIE_STRS_OF(cli->options.operands);
    tie_buf out = tie_buf_new(cli->arena);
    tie_err err = {0};
    if (tie_io_exists(tie_str_c(FILE_NAME))) {
        tie_fail_file(&err, TIE_EUSAGE, tie_str_c(FILE_NAME), "is there already");
        tie_err_hint(&err, "tieout config prints what it says");
    } else if (!tie_outfile_write(cli->arena, tie_str_c(FILE_NAME), filled(cli->arena, paths),
                                  &err)) {
        tie_buf_printf(&out, "%s written; tieout check reads what its inputs name\n", FILE_NAME);
        tie_cli_write(cli, &out);
        return TIE_EXIT_NOTHING;
    }
    tie_cli_complain(cli, &err);
    return TIE_EXIT_USAGE;
}
