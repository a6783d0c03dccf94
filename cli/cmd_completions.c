/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout completions: what a shell needs to complete our commands and options, made from their
 * table. */
#include "cli/cli.h"

#include "reports/schema.h"
#include "rules/registry.h"

typedef struct shell {
    const char *name;
    void (*put)(tie_buf *out, tie_arena *arena);
} shell;

/* ---- What can be completed ---- */

static const char *schema_name(size_t i) { return tie_schema_name((int)i); }
static const char *check_code(size_t i) { return tie_check_code((int)i); }
static const char *shell_name(size_t i);
static const char *verdict(size_t i) {
    static const char *const WORDS[] = {"right", "wrong"};
    return i < sizeof WORDS / sizeof *WORDS ? WORDS[i] : NULL;
}

/* Operands that are words of ours, with a blank between them. */
static tie_str operand_words(tie_arena *arena, tie_command command) {
    static const char *(*const words[TIE_COMMAND_COUNT])(size_t i) = {
        [TIE_COMMAND_SCHEMA] = schema_name,
        [TIE_COMMAND_EXPLAIN] = check_code,
        [TIE_COMMAND_JUDGE] = verdict,
        [TIE_COMMAND_COMPLETIONS] = shell_name};
    tie_buf out = tie_buf_new(arena);
    for (size_t i = 0; words[command] && words[command](i); i++)
        tie_buf_printf(&out, "%s%s", i ? " " : "", words[command](i));
    return tie_buf_str(&out);
}

static bool says(const char *words, const char *part) { return strstr(words, part) != NULL; }

static bool takes_files(const char *argument) {
    return says(argument, "PATH") || says(argument, "FILE") || says(argument, "PACK");
}

/* ---- bash ---- */

static void put_bash_options(tie_buf *out, tie_arena *arena, tie_command command) {
    tie_str words = operand_words(arena, command);
    tie_buf_printf(out, "    %s)\n        options='", tie_cli_command_name(command));
    for (tie_option_id id = 0; id < TIE_OPTION_COUNT; id++) {
        if (!tie_cli_option_taken(command, id))
            continue;
        if (tie_cli_option_letter(id))
            tie_buf_printf(out, "-%c ", tie_cli_option_letter(id));
        tie_buf_printf(out, "--%s ", tie_cli_option_name(id));
    }
    tie_buf_printf(out, "'\n        operands='%.*s' files=%s\n        ;;\n", TIE_FMT(words),
                   takes_files(tie_cli_command_operands(command)) ? "yes" : "''");
}

/* What stands behind an option that takes an argument. */
static void put_bash_argument(tie_buf *out, tie_arena *arena, tie_command command,
                              tie_option_id id) {
    const char *argument = tie_cli_option_argument(id), *name = tie_cli_command_name(command);
    tie_str choices = tie_cli_option_choices(arena, command, id);
    char letter = tie_cli_option_letter(id);
    tie_buf_printf(out, "    %s,--%s", name, tie_cli_option_name(id));
    if (letter)
        tie_buf_printf(out, " | %s,-%c", name, letter);
    if (choices.len)
        tie_buf_printf(out, ") operands='%.*s' files='' ;;\n", TIE_FMT(choices));
    else
        tie_buf_printf(out, ") operands='' files=%s ;;\n",
                       takes_files(argument) || says(argument, "DIR") ? "yes" : "''");
}

static void put_bash(tie_buf *out, tie_arena *arena) {
    tie_buf_puts(out, "# bash completion of tieout, made by: tieout completions bash\n"
                      "_tieout() {\n"
                      "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
                      "    local command='' options='--help --version' operands='' files='' i\n"
                      "    COMPREPLY=()\n"
                      "    # bash takes --pack=x apart, and -o html:x\n"
                      "    [ \"$cur\" != = ] || cur=''\n"
                      "    [ \"$prev\" != = ] || prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
                      "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                      "        case ${COMP_WORDS[i]} in\n"
                      "        ");
    for (tie_command c = 0; c < TIE_COMMAND_COUNT; c++)
        tie_buf_printf(out, "%s%s", c ? " | " : "", tie_cli_command_name(c));
    tie_buf_puts(out, ") command=${COMP_WORDS[i]} && break ;;\n        esac\n    done\n"
                      "    case $command in\n    '') operands='");
    for (tie_command c = 0; c < TIE_COMMAND_COUNT; c++)
        tie_buf_printf(out, "%s%s", c ? " " : "", tie_cli_command_name(c));
    tie_buf_puts(out, "' ;;\n");
    for (tie_command c = 0; c < TIE_COMMAND_COUNT; c++)
        put_bash_options(out, arena, c);
    tie_buf_puts(out, "    esac\n    case $command,$prev in\n    *,:) operands='' files=yes ;;\n");
    for (tie_command c = 0; c < TIE_COMMAND_COUNT; c++)
        for (tie_option_id id = 0; id < TIE_OPTION_COUNT; id++)
            if (tie_cli_option_taken(c, id) && tie_cli_option_argument(id))
                put_bash_argument(out, arena, c, id);
    tie_buf_puts(out,
                 "    esac\n"
                 "    [[ $cur != -* ]] || { operands=$options && files=''; }\n"
                 "    [ \"$cur\" != : ] || { cur='' && operands='' && files=yes; }\n"
                 "    mapfile -t COMPREPLY < <(compgen -W \"$operands\" -- \"$cur\")\n"
                 "    if [ -n \"$files\" ]; then\n"
                 "        compopt -o filenames 2>/dev/null\n"
                 "        mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$cur\")\n"
                 "    fi\n"
                 "}\n"
                 "complete -F _tieout tieout\n");
}

/* ---- zsh ---- */

/* Inside single quotes, within brackets of a specification. */
static void put_zsh_words(tie_buf *out, const char *words) {
    for (; *words; words++) {
        if (*words == '\'')
            tie_buf_puts(out, "'\\''");
        else if (strchr("[]:\\", *words))
            tie_buf_printf(out, "\\%c", *words);
        else
            tie_buf_putc(out, *words);
    }
}

static void put_zsh_action(tie_buf *out, tie_str choices, bool files) {
    if (choices.len)
        tie_buf_printf(out, "(%.*s)", TIE_FMT(choices));
    else
        tie_buf_puts(out, files ? "_files" : " ");
}

static void put_zsh_option(tie_buf *out, tie_arena *arena, tie_command command, tie_option_id id) {
    const char *argument = tie_cli_option_argument(id), *name = tie_cli_option_name(id);
    char letter = tie_cli_option_letter(id);
    tie_buf_puts(out, " \\\n            '*'");
    if (letter)
        tie_buf_printf(out, "{-%c%s,--%s%s}", letter, argument ? "+" : "", name,
                       argument ? "=" : "");
    else
        tie_buf_printf(out, "--%s%s", name, argument ? "=" : "");
    tie_buf_puts(out, "'[");
    put_zsh_words(out, tie_cli_option_help(id));
    tie_buf_putc(out, ']');
    if (argument) {
        tie_buf_putc(out, ':');
        put_zsh_words(out, argument);
        tie_buf_putc(out, ':');
        put_zsh_action(out, tie_cli_option_choices(arena, command, id),
                       takes_files(argument) || says(argument, "DIR"));
    }
    tie_buf_putc(out, '\'');
}

static void put_zsh_command(tie_buf *out, tie_arena *arena, tie_command command) {
    const char *operands = tie_cli_command_operands(command);
    tie_str words = operand_words(arena, command);
    tie_buf_printf(out, "        %s)\n            _arguments -s", tie_cli_command_name(command));
    for (tie_option_id id = 0; id < TIE_OPTION_COUNT; id++)
        if (tie_cli_option_taken(command, id))
            put_zsh_option(out, arena, command, id);
    if (words.len || takes_files(operands)) {
        tie_buf_puts(out, " \\\n            '*:");
        put_zsh_words(out, operands);
        tie_buf_putc(out, ':');
        put_zsh_action(out, words, true);
        tie_buf_putc(out, '\'');
    }
    tie_buf_puts(out, "\n            ;;\n");
}

static void put_zsh(tie_buf *out, tie_arena *arena) {
    tie_buf_puts(out,
                 "#compdef tieout\n# zsh completion of tieout, made by: tieout completions zsh\n"
                 "_tieout() {\n    local context state state_descr line\n"
                 "    typeset -A opt_args\n    local -a commands\n    commands=(\n");
    for (tie_command c = 0; c < TIE_COMMAND_COUNT; c++) {
        tie_buf_printf(out, "        '%s:", tie_cli_command_name(c));
        put_zsh_words(out, tie_cli_command_line(c));
        tie_buf_puts(out, "'\n");
    }
    tie_buf_puts(out,
                 "    )\n    _arguments -C '--help[print help]' '--version[print the version]' "
                 "'1:command:->command' '*::argument:->argument'\n"
                 "    case $state in\n    command) _describe command commands ;;\n"
                 "    argument)\n        case $words[1] in\n");
    for (tie_command c = 0; c < TIE_COMMAND_COUNT; c++)
        put_zsh_command(out, arena, c);
    tie_buf_puts(out, "        esac\n        ;;\n    esac\n}\n_tieout \"$@\"\n");
}

/* ---- fish ---- */

static void put_fish_words(tie_buf *out, const char *words) {
    tie_buf_putc(out, '\'');
    for (; *words; words++)
        tie_buf_printf(out, strchr("'\\", *words) ? "\\%c" : "%c", *words);
    tie_buf_putc(out, '\'');
}

static void put_fish_seen(tie_buf *out, tie_command command) {
    tie_buf_printf(out, "complete -c tieout -n '__fish_seen_subcommand_from %s'",
                   tie_cli_command_name(command));
}

static void put_fish_option(tie_buf *out, tie_arena *arena, tie_command command, tie_option_id id) {
    const char *argument = tie_cli_option_argument(id);
    tie_str choices = tie_cli_option_choices(arena, command, id);
    put_fish_seen(out, command);
    if (tie_cli_option_letter(id))
        tie_buf_printf(out, " -s %c", tie_cli_option_letter(id));
    tie_buf_printf(out, " -l %s", tie_cli_option_name(id));
    if (choices.len)
        tie_buf_printf(out, " -x -a '%.*s'", TIE_FMT(choices));
    else if (argument)
        tie_buf_puts(out, takes_files(argument) || says(argument, "DIR") ? " -r -F" : " -x");
    tie_buf_puts(out, " -d ");
    put_fish_words(out, tie_cli_option_help(id));
    tie_buf_putc(out, '\n');
}

static void put_fish(tie_buf *out, tie_arena *arena) {
    tie_buf_puts(out, "# fish completion of tieout, made by: tieout completions fish\n"
                      "complete -c tieout -f\n"
                      "complete -c tieout -n __fish_use_subcommand -l help -d 'print help'\n"
                      "complete -c tieout -n __fish_use_subcommand -l version -d 'print the "
                      "version'\n");
    for (tie_command c = 0; c < TIE_COMMAND_COUNT; c++) {
        tie_str words = operand_words(arena, c);
        tie_buf_printf(out, "complete -c tieout -n __fish_use_subcommand -a %s -d ",
                       tie_cli_command_name(c));
        put_fish_words(out, tie_cli_command_line(c));
        tie_buf_putc(out, '\n');
        for (tie_option_id id = 0; id < TIE_OPTION_COUNT; id++)
            if (tie_cli_option_taken(c, id))
                put_fish_option(out, arena, c, id);
        if (words.len) {
            put_fish_seen(out, c);
            tie_buf_printf(out, " -a '%.*s'\n", TIE_FMT(words));
        }
        if (takes_files(tie_cli_command_operands(c))) {
            put_fish_seen(out, c);
            tie_buf_puts(out, " -F\n");
        }
    }
}

/* ---- The command ---- */

static const shell SHELLS[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};
enum { SHELL_COUNT = sizeof SHELLS / sizeof *SHELLS };

static const char *shell_name(size_t i) { return i < SHELL_COUNT ? SHELLS[i].name : NULL; }

int tie_cmd_completions(tie_cli *cli) {
    tie_buf out = tie_buf_new(cli->arena);
    if (cli->options.operands.count != 1)
        return tie_cli_usage(cli, "for which shell? bash, zsh or fish");
    for (size_t i = 0; i < SHELL_COUNT; i++)
        if (tie_str_eq(cli->options.operands.items[0], tie_str_c(SHELLS[i].name)))
            SHELLS[i].put(&out, cli->scratch);
    if (!out.len)
        return tie_cli_usage(cli, "no such shell; there are bash, zsh and fish");
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}
