/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The configuration: tieout.json, found in the working directory or the nearest folder above it.
 *
 * Its members stand for options of the command line (config.def) and for the paths to read
 * ("inputs"); "jobs" names sets of members that replace those of the top level. What the command
 * line gives comes before a job, a job before the top level, the top level before the default.
 * Paths are relative to the folder of the file. A member whose name begins with "//" is a comment.
 * Lifetime: the arena; settings keep the line that they came from. */
#ifndef TIE_CLI_CONFIG_H
#define TIE_CLI_CONFIG_H

#include "cli/options.h"

/* The top level, or a job. */
typedef struct tie_config_part {
    tie_str name; /* empty: the top level */
    uint32_t line;
    TIE_VEC(tie_setting) settings;
    TIE_VEC(tie_cli_input) inputs;
    bool has_inputs, has[TIE_OPTION_COUNT]; /* there is such a member, be it an empty array */
} tie_config_part;

typedef struct tie_config {
    tie_str path;   /* empty: there is none */
    tie_str folder; /* of the file, with its '/'; empty: the working directory */
    tie_config_part top;
    TIE_VEC(tie_config_part) jobs; /* in the order of the file */
} tie_config;

/* What: reads the named file, or the nearest tieout.json upward from the working directory where
 * none is named; an empty configuration where there is none. Every fault goes to sink, the first
 * to err. Owns: arena. Fails: TIE_EIO; TIE_EINPUT when the file is wrong. */
tie_code tie_config_load(tie_arena *arena, tie_str file, tie_err_sink *sink, void *user,
                         tie_config *out, tie_err *err);

/* What: the job of that name. Fails: TIE_EUSAGE, with the nearest name as a hint. */
tie_code tie_config_job(const tie_config *config, tie_str name, const tie_config_part **out,
                        tie_err *err);

/* What: gives the options what the command line left open, from the job (may be NULL) and then
 * from the top level, as far as the options' command takes it. Call once. */
void tie_config_apply(tie_arena *arena, const tie_config *config, const tie_config_part *job,
                      tie_cli_options *options);

#endif
