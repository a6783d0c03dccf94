/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --help, from the table of options. */
#include "cli/options.h"

enum { HELP_WIDTH = 80, HELP_INDENT = 26 };

/* Words of text from column `at` on, in lines of HELP_WIDTH. */
static void put_wrapped(tie_buf *out, const char *text, size_t at, size_t indent) {
    for (const char *word = text; *word;) {
        size_t len = strcspn(word, " ");
        if (at > indent && at + 1 + len > HELP_WIDTH) {
            tie_buf_printf(out, "\n%*s", (int)indent, "");
            at = indent;
        } else if (at > indent) {
            tie_buf_putc(out, ' ');
            at++;
        }
        tie_buf_add(out, (tie_str){word, len});
        at += len;
        word += len + strspn(word + len, " ");
    }
    tie_buf_putc(out, '\n');
}

static void put_option(tie_buf *out, tie_option_id id, tie_command command) {
    const char *argument = tie_cli_option_argument(id);
    char letter = tie_cli_option_letter(id);
    size_t from = out->len;
    tie_buf_printf(out, letter ? "  -%c, " : "      ", letter);
    tie_buf_printf(out, "--%s", tie_cli_option_name(id));
    if (argument)
        tie_buf_printf(out, " %s", argument);
    size_t used = out->len - from;
    if (used + 2 > HELP_INDENT) {
        tie_buf_putc(out, '\n');
        used = 0;
    }
    tie_buf_printf(out, "%*s", (int)(HELP_INDENT - used), "");
    put_wrapped(out, tie_cli_option_help(id), HELP_INDENT, HELP_INDENT);
    if (id == TIE_OPTION_FORMAT) {
        tie_buf_printf(out, "%*s", HELP_INDENT, "");
        put_wrapped(out, tie_cli_command_formats(command), HELP_INDENT, HELP_INDENT);
    }
}

void tie_cli_help(tie_buf *out, tie_command command) {
    if (command == TIE_COMMAND_NONE) {
        tie_buf_puts(out, "tieout ties the figures of documents to each other and reports what "
                          "cannot all be true.\n\nusage: tieout COMMAND [OPTION...] ...\n\n");
        for (size_t i = 0; i < TIE_COMMAND_COUNT; i++)
            tie_buf_printf(out, "  %-11s %s\n", tie_cli_command_name((tie_command)i),
                           tie_cli_command_line((tie_command)i));
        tie_buf_puts(out, "\ntieout COMMAND --help lists the options of a command; "
                          "tieout --version prints the version.\n");
        return;
    }
    tie_buf_printf(out, "usage: tieout %s [OPTION...] %s\n\n", tie_cli_command_name(command),
                   tie_cli_command_operands(command));
    put_wrapped(out, tie_cli_command_help(command), 0, 0);
    tie_buf_putc(out, '\n');
    for (int id = 0; id < TIE_OPTION_COUNT; id++)
        if (tie_cli_option_taken(command, (tie_option_id)id))
            put_option(out, (tie_option_id)id, command);
}
