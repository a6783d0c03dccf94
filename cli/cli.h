/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sub-commands share: one invocation, its output, its exit status. */
#ifndef TIE_CLI_CLI_H
#define TIE_CLI_CLI_H

#include "base/outfile.h"
#include "cli/config.h"
#include "cli/progress.h"
#include "reports/report.h"

/* Exit statuses. Of several that apply, usage wins over unread, unread over found. */
enum { TIE_EXIT_NOTHING = 0, TIE_EXIT_FOUND = 1, TIE_EXIT_USAGE = 2, TIE_EXIT_UNREAD = 3 };

typedef struct tie_cli {
    tie_arena *arena;   /* lives as long as the program */
    tie_arena *scratch; /* of reports */
    tie_cli_options options;
    tie_config config; /* what the options took what they were not given from */
    tie_date today;
    tie_cli_progress *progress; /* NULL: not told */
    tie_outfile file; /* where output goes while it is open, in place of standard output */
    bool closed;      /* the reader of standard output has gone: write no more, end quietly */
    bool refused;     /* the output could not be written: an error, already told */
} tie_cli;

/* The sub-commands. Each returns its exit status. */
int tie_cmd_check(tie_cli *cli);
int tie_cmd_extract(tie_cli *cli);
int tie_cmd_repeats(tie_cli *cli);
int tie_cmd_sources(tie_cli *cli);
int tie_cmd_suggest(tie_cli *cli);
int tie_cmd_series(tie_cli *cli);
int tie_cmd_why(tie_cli *cli);
int tie_cmd_test(tie_cli *cli);
int tie_cmd_completions(tie_cli *cli);
int tie_cmd_explain(tie_cli *cli);
int tie_cmd_report(tie_cli *cli);
int tie_cmd_accept(tie_cli *cli);
int tie_cmd_config(tie_cli *cli);
int tie_cmd_run(tie_cli *cli);
int tie_cmd_history(tie_cli *cli);
int tie_cmd_runs(tie_cli *cli);
int tie_cmd_diff(tie_cli *cli);
int tie_cmd_sql(tie_cli *cli);
int tie_cmd_db(tie_cli *cli);
int tie_cmd_init(tie_cli *cli);
int tie_cmd_schema(tie_cli *cli);
int tie_cmd_judge(tie_cli *cli);
int tie_cmd_rules(tie_cli *cli);

/* Output goes to the output's file from now on, or to standard output where it names none. False
 * when the file cannot be written, told. */
bool tie_cli_open(tie_cli *cli, const tie_output *output);
/* Puts the file in its place, or, when not good, drops it; then output goes to standard output. */
void tie_cli_close(tie_cli *cli, bool good);
/* What: marks what was accepted, and what is new since the baseline, as the options say. False when
 * a file is wrong, told. */
bool tie_cli_judge(tie_cli *cli, tie_result *result);
/* The file of suppressions: as the options say, else suppress.json. */
tie_str tie_cli_suppress_file(const tie_cli *cli);
/* The file of judgements: as the options say, else judgements.json. */
tie_str tie_cli_judgements_file(const tie_cli *cli);
/* "893dcd5f" or "893dcd5fba935ce7", both with "/1" for the second of equal ones. */
bool tie_cli_is_fingerprint(tie_str s);
/* What: the bytes of a file; of one that is not there, none. Fails: TIE_EIO. */
tie_code tie_cli_read_if_there(tie_cli *cli, tie_str path, tie_str *out, tie_err *err);
/* Prints the result to every output of the options, as text where there is none; inputs that could
 * not be read are told on standard error unless the text on standard output names them. */
void tie_cli_print_result(tie_cli *cli, const tie_result *result);
/* The exit status of a result: inputs that could not be read, findings as severe as --fail-on. */
int tie_cli_result_status(const tie_cli *cli, const tie_result *result);
/* Writes buf to where output goes and empties it, keeping its memory. False when no more should be
 * written; cli says why. */
bool tie_cli_write(tie_cli *cli, tie_buf *buf);

/* Names of files and words of documents may hold anything: each line of text is escaped by itself,
 * behind indent. */
void tie_cli_put_lines(tie_buf *out, const char *indent, tie_str text);

/* path:line:col: message and hint to standard error; path may be empty. */
void tie_cli_complain(tie_cli *cli, const tie_err *err);
/* "tieout: ..." to standard error. Returns TIE_EXIT_USAGE. */
int tie_cli_usage(tie_cli *cli, const char *message);

/* A sink of faults that tells each; told counts them. */
typedef struct tie_cli_faults {
    tie_cli *cli;
    size_t told;
} tie_cli_faults;
void tie_cli_tell_fault(void *faults, const tie_err *err);

/* Colour and width for where output goes. */
tie_report_style tie_cli_style(const tie_cli *cli);

/* --data, else TIEOUT_DATA, else beside the program (as installed, or as built), else empty: where
 * the library was told at its build. */
tie_str tie_cli_data_dir(tie_cli *cli);

/* The facts of a corpus that the options give. */
tie_options tie_cli_corpus_options(const tie_cli *cli);
/* Charts and the audit of sources are made for the formats that hold them. */
bool tie_cli_wants_overview(const tie_cli *cli);
/* What: adds them where an output does. Owns: *sources, to be freed behind the last output. False
 * when that fails, told. */
bool tie_cli_overview(tie_cli *cli, tie_result *result, tie_corpus *corpus, tie_run *run,
                      tie_sources **sources);
/* The database: as the options say, else tieout.db beside the configuration. */
tie_str tie_cli_database(tie_cli *cli);

/* What: the rule set of the options' packs; NULL when it is wrong, each fault told. */
tie_ruleset *tie_cli_rules(tie_cli *cli, tie_strs packs);
/* What: an empty corpus with the options' facts, the files of --claims and the paths added, or
 * where the command line names neither, those of the configuration. NULL when that cannot be, told.
 * *unread: some path could not be listed. */
tie_corpus *tie_cli_corpus(tie_cli *cli, const tie_ruleset *rules, tie_strs paths, bool *unread);
/* What: work over the corpus of the operands with the options' packs; its status, or that of wrong
 * usage where there is no such corpus, told. unread: as above. */
int tie_cli_over_corpus(tie_cli *cli, int (*work)(tie_cli *cli, tie_corpus *corpus, bool unread));
/* False when there is nothing to read: neither these paths nor what else the options name. */
bool tie_cli_has_inputs(const tie_cli *cli, size_t path_count);
void tie_cli_tell_diags(tie_cli *cli, const tie_diag *diags, size_t count);
/* Tells the inputs that could not be read. True when there are any. */
bool tie_cli_tell_unread(tie_cli *cli, const tie_corpus *corpus);

/* The views of a TIE_VEC(tie_str). */
#define TIE_STRS_OF(vec) ((tie_strs){(vec).items, (vec).count})

#endif
