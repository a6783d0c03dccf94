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

typedef enum tie_when { TIE_WHEN_AUTO, TIE_WHEN_ALWAYS, TIE_WHEN_NEVER } tie_when;

/* No finding is as severe: exit status 1 is never given. */
enum { TIE_FAIL_NEVER = TIE_SEVERITY_CRITICAL + 1 };

/* What to print, and where to. */
typedef struct tie_output {
    tie_str format, file; /* file empty: standard output */
} tie_output;

typedef struct tie_cli_options {
    tie_command command;
    bool help, version;
    TIE_VEC(tie_str) packs, claims, measures, operands, ignores;
    TIE_VEC(tie_output) outputs; /* empty: as text to standard output */
    tie_str format;              /* of the first output */
    tie_str source, place, sidecar, data;
    tie_str suppress, baseline, reason;
    tie_date date, today, until; /* year 0: not given */
    uint64_t max_bytes, memory_bytes;
    unsigned jobs;
    int fail_on; /* a tie_severity, or TIE_FAIL_NEVER */
    tie_when color;
    bool new_only;
    bool all, verbose, quiet, with_dates, with_numbers, why;
} tie_cli_options;

/* What: reads the arguments behind the program's name. Owns: arena.
 * Fails: TIE_EUSAGE, with what is wrong and, where there is one, the nearest name as a hint. */
tie_code tie_cli_options_parse(tie_arena *arena, int argc, char **argv, tie_cli_options *out,
                               tie_err *err);

/* Help of one sub-command, or of the program for TIE_COMMAND_NONE. */
void tie_cli_help(tie_buf *out, tie_command command);
const char *tie_cli_command_name(tie_command command);

#endif
