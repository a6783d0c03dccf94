/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "base/date.h"
#include "base/dec.h"
#include "base/err.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int (*const RUN[TIE_COMMAND_COUNT])(tie_cli *cli) = {
    [TIE_COMMAND_CHECK] = tie_cmd_check,     [TIE_COMMAND_EXTRACT] = tie_cmd_extract,
    [TIE_COMMAND_REPEATS] = tie_cmd_repeats, [TIE_COMMAND_SERIES] = tie_cmd_series,
    [TIE_COMMAND_SOURCES] = tie_cmd_sources, [TIE_COMMAND_WHY] = tie_cmd_why,
    [TIE_COMMAND_TEST] = tie_cmd_test,       [TIE_COMMAND_SUGGEST] = tie_cmd_suggest,
    [TIE_COMMAND_RUN] = tie_cmd_run,         [TIE_COMMAND_HISTORY] = tie_cmd_history,
    [TIE_COMMAND_RUNS] = tie_cmd_runs,       [TIE_COMMAND_DIFF] = tie_cmd_diff,
    [TIE_COMMAND_SQL] = tie_cmd_sql,         [TIE_COMMAND_DB] = tie_cmd_db,
    [TIE_COMMAND_REPORT] = tie_cmd_report,   [TIE_COMMAND_ACCEPT] = tie_cmd_accept,
    [TIE_COMMAND_EXPLAIN] = tie_cmd_explain, [TIE_COMMAND_COMPLETIONS] = tie_cmd_completions,
    [TIE_COMMAND_CONFIG] = tie_cmd_config,   [TIE_COMMAND_INIT] = tie_cmd_init,
    [TIE_COMMAND_SCHEMA] = tie_cmd_schema,   [TIE_COMMAND_JUDGE] = tie_cmd_judge,
    [TIE_COMMAND_RULES] = tie_cmd_rules,
};

/* --today, else SOURCE_DATE_EPOCH, else the system's day in UTC. */
static bool find_today(tie_cli *cli) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds = (int64_t)time(NULL);
    cli->today = cli->options.today;
    if (cli->today.year)
        return true;
    if (epoch && *epoch) {
        tie_dec value;
        if (tie_dec_parse(tie_str_c(epoch), &value, NULL) || tie_dec_sign(value) < 0)
            return false;
        double of_double = tie_dec_double(value);
        if (of_double > 2.5e11) /* beyond the year 9999 */
            return false;
        seconds = (int64_t)of_double;
    }
    cli->today = tie_date_from_day((int32_t)(seconds / 86400));
    return true;
}

/* Their first operand is a job of the configuration. */
static bool takes_job(tie_command command) {
    return command == TIE_COMMAND_CONFIG || command == TIE_COMMAND_RUN;
}

/* What the command line left open comes from the configuration. False when that is wrong, told. */
static bool configure(tie_cli *cli) {
    tie_cli_options *o = &cli->options;
    const tie_config_part *job = NULL;
    tie_cli_faults faults = {cli, 0};
    tie_err err = {0};
    if (o->no_config || !tie_cli_option_taken(o->command, TIE_OPTION_CONFIG))
        return true;
    tie_code code =
        tie_config_load(cli->arena, o->config, tie_cli_tell_fault, &faults, &cli->config, &err);
    if (!code && takes_job(o->command) && o->operands.count)
        code = tie_config_job(&cli->config, o->operands.items[0], &job, &err);
    if (code && !faults.told)
        tie_cli_complain(cli, &err);
    if (!code)
        tie_config_apply(cli->arena, &cli->config, job, o);
    return !code;
}

static int print_help(tie_cli *cli) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_cli_help(&out, cli->options.command);
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}

static int print_version(tie_cli *cli) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_buf_puts(&out, "tieout " TIE_VERSION "\n");
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}

/* These open each of their outputs themselves. */
static bool writes_many(tie_command command) {
    return command == TIE_COMMAND_CHECK || command == TIE_COMMAND_RUN ||
           command == TIE_COMMAND_REPORT || command == TIE_COMMAND_SERIES ||
           command == TIE_COMMAND_CONFIG || command == TIE_COMMAND_SOURCES;
}

static int run_command(tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    if (writes_many(o->command) || !o->outputs.count)
        return RUN[o->command](cli);
    if (o->outputs.count > 1)
        return tie_cli_usage(cli, "one --output, please");
    if (!tie_cli_open(cli, &o->outputs.items[0]))
        return TIE_EXIT_USAGE;
    int status = RUN[o->command](cli);
    tie_cli_close(cli, status != TIE_EXIT_USAGE);
    return status;
}

static int run(tie_cli *cli, int argc, char **argv) {
    tie_err err = {0};
    if (tie_cli_options_parse(cli->arena, argc, argv, &cli->options, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    if (cli->options.help)
        return print_help(cli);
    if (cli->options.version)
        return print_version(cli);
    if (cli->options.command == TIE_COMMAND_NONE)
        return tie_cli_usage(cli, "which command? tieout --help lists them");
    if (!configure(cli))
        return TIE_EXIT_USAGE;
    if (!find_today(cli))
        return tie_cli_usage(cli, "SOURCE_DATE_EPOCH is no number of seconds");
    tie_cli_progress progress;
    cli->progress = tie_cli_progress_init(&cli->options, &progress) ? &progress : NULL;
    int status = run_command(cli);
    tie_cli_progress_clear(cli->progress);
    cli->progress = NULL; /* it ends with this call */
    return status;
}

/* What is still in the stream's buffer may be refused, too: a full disk shows here. */
static int finish(tie_cli *cli, int status) {
    tie_buf nothing = tie_buf_new(cli->arena);
    tie_cli_write(cli, &nothing);
    return cli->refused ? TIE_EXIT_USAGE : status;
}

int main(int argc, char **argv) {
    jmp_buf guard;
    tie_arena arena, scratch;
    signal(SIGPIPE, SIG_IGN); /* a reader that leaves is seen at the write, and is no fault */
    tie_arena_init(&arena, 0, &guard);
    tie_arena_init(&scratch, 0, &guard);
    if (TIE_GUARD(guard)) {
        fputs("tieout: out of memory\n", stderr);
        return TIE_EXIT_USAGE;
    }
    tie_cli cli = {.arena = &arena, .scratch = &scratch};
    int status = run(&cli, argc - 1, argv + 1);
    status = finish(&cli, status);
    tie_arena_release(&scratch);
    tie_arena_release(&arena);
    return status;
}
