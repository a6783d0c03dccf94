/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: which sub-command, its options, its operands. One table, options.def, says what
 * there is. Strings borrow from argv. */
#ifndef TIE_CLI_OPTIONS_H
#define TIE_CLI_OPTIONS_H

#include "base/buf.h"

typedef enum tie_command {
#define TIE_COMMAND(id, name, operands, line, help) TIE_COMMAND_##id,
#include "cli/options.def"
    TIE_COMMAND_COUNT,
    TIE_COMMAND_NONE = TIE_COMMAND_COUNT
} tie_command;

typedef enum tie_option_id {
#define TIE_OPTION(id, name, letter, argument, commands, help) TIE_OPTION_##id,
#include "cli/options.def"
    TIE_OPTION_COUNT
} tie_option_id;

/* A value that an option was given; of one that may be given again, one of several. */
typedef struct tie_setting {
    tie_option_id option;
    tie_str value; /* as the command line spells it; of a flag "true" or "false" */
    uint32_t line; /* of the configuration; 0: the command line */
} tie_setting;

/* Which events of a run are told. */
typedef enum tie_notify_on { TIE_NOTIFY_NEW, TIE_NOTIFY_ANY, TIE_NOTIFY_NEVER } tie_notify_on;

typedef enum tie_when { TIE_WHEN_AUTO, TIE_WHEN_ALWAYS, TIE_WHEN_NEVER } tie_when;

typedef enum tie_progress_when {
    TIE_PROGRESS_AUTO,
    TIE_PROGRESS_ALWAYS,
    TIE_PROGRESS_NEVER,
    TIE_PROGRESS_JSON
} tie_progress_when;

/* No finding is as severe: exit status 1 is never given. */
enum { TIE_FAIL_NEVER = TIE_SEVERITY_CRITICAL + 1 };

/* What to print, and where to. */
typedef struct tie_output {
    tie_str format, file; /* file empty: standard output */
} tie_output;

/* A path of the configuration, and the facts of documents there that name none themselves. */
typedef struct tie_cli_input {
    tie_str path;
    tie_defaults defaults;
    uint32_t line;
} tie_cli_input;

typedef struct tie_cli_options {
    tie_command command;
    TIE_VEC(tie_setting) settings; /* all that were given, in order */
    bool help, version;
    TIE_VEC(tie_str) packs, claims, measures, operands, ignores;
    TIE_VEC(tie_output) outputs; /* empty: as text to standard output */
    tie_str format;              /* of the first output */
    /* Of the configuration: read where no operand names others. */
    TIE_VEC(tie_cli_input) inputs;
    tie_str config; /* file of --config; empty: the nearest tieout.json */
    tie_str folder; /* of the configuration, with its '/'; empty: the working directory, or none */
    tie_str source, place, sidecar, data;
    tie_str database, notify_cmd, feed;
    tie_notify_on notify_on;
    uint64_t keep; /* 0: not given */
    bool rehash;
    tie_str suppress, baseline, reason, judgements, result, note;
    tie_date date, today, until; /* year 0: not given */
    uint64_t max_bytes, memory_bytes;
    unsigned jobs;
    int fail_on; /* a tie_severity, or TIE_FAIL_NEVER */
    tie_when color;
    tie_progress_when progress;
    bool new_only, no_config;
    bool all, verbose, quiet, with_dates, with_numbers, why;
} tie_cli_options;

/* What: reads the arguments behind the program's name. Owns: arena.
 * Fails: TIE_EUSAGE, with what is wrong and, where there is one, the nearest name as a hint. */
tie_code tie_cli_options_parse(tie_arena *arena, int argc, char **argv, tie_cli_options *out,
                               tie_err *err);

/* What: gives an option its value, or one value more where it takes several. False when the value
 * is none of this option's. */
bool tie_cli_option_set(tie_arena *arena, tie_cli_options *options, tie_setting setting);
/* The first value that an option was given; NULL: none. */
const tie_setting *tie_cli_option_given(const tie_cli_options *options, tie_option_id id);
bool tie_cli_option_taken(tie_command command, tie_option_id id); /* by this sub-command */
const char *tie_cli_option_name(tie_option_id id);
/* What its value is to be, for a hint. */
tie_str tie_cli_option_hint(tie_arena *arena, tie_command command, tie_option_id id);

/* What its argument may be, with a blank between the words; empty: anything. Owns: arena. */
tie_str tie_cli_option_choices(tie_arena *arena, tie_command command, tie_option_id id);
/* As in the table; NULL where it takes no argument, 0 where it has no letter. */
const char *tie_cli_option_argument(tie_option_id id);
const char *tie_cli_option_help(tie_option_id id);
char tie_cli_option_letter(tie_option_id id);

const char *tie_cli_command_name(tie_command command); /* empty for TIE_COMMAND_NONE */
const char *tie_cli_command_line(tie_command command);
const char *tie_cli_command_help(tie_command command);
const char *tie_cli_command_operands(tie_command command);
const char *tie_cli_command_formats(tie_command command); /* "text, json"; NULL: none */

/* help.c: of one sub-command, or of the program for TIE_COMMAND_NONE. */
void tie_cli_help(tie_buf *out, tie_command command);

#endif
