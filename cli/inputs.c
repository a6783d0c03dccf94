/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From options to a rule set and a corpus. */
#include "cli/cli.h"

#include "base/err.h"
#include "base/io.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The folder of the running program; empty where the system does not tell. */
static tie_str program_dir(tie_cli *cli) {
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    if (len <= 0 || (size_t)len == sizeof path)
        return (tie_str){0};
    while (len > 0 && path[len - 1] != '/')
        len--;
    return tie_arena_str(cli->arena, (tie_str){path, (size_t)len});
}

tie_str tie_cli_data_dir(tie_cli *cli) {
    static const char *const BESIDE[] = {"../share/tieout", "../../rules"};
    const char *variable = getenv("TIEOUT_DATA");
    if (cli->options.data.len)
        return cli->options.data;
    if (variable && *variable)
        return tie_str_c(variable);
    tie_str dir = program_dir(cli);
    for (size_t i = 0; dir.len && i < sizeof BESIDE / sizeof *BESIDE; i++) {
        tie_str data = tie_arena_printf(cli->arena, "%.*s%s", TIE_FMT(dir), BESIDE[i]);
        tie_str core = tie_arena_printf(cli->arena, "%.*s/packs/core.json", TIE_FMT(data));
        if (tie_io_exists(core))
            return data;
    }
    return (tie_str){0};
}

tie_ruleset *tie_cli_rules(tie_cli *cli, tie_strs packs) {
    tie_ruleset *rules = NULL;
    tie_err err = {0};
    tie_cli_faults f = {cli, 0};
    tie_code code =
        tie_ruleset_load(tie_cli_data_dir(cli), packs, tie_cli_tell_fault, &f, &rules, &err);
    if (!code)
        return rules;
    if (code != TIE_EPACK || !f.told)
        tie_cli_complain(cli, &err);
    return NULL;
}

tie_options tie_cli_corpus_options(const tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    bool page = tie_str_eq(o->format, TIE_STR("html")); /* which shows dates, too */
    return (tie_options){
        .source = o->source,
        .place = o->place,
        .date = o->date,
        .today = cli->today,
        .sidecar = o->sidecar,
        .max_bytes = o->max_bytes,
        .jobs = o->jobs,
        .with_dates = o->with_dates || page,
        .with_numbers = o->with_numbers,
        .why = o->why,
        .progress = cli->progress ? tie_cli_progress_tell : NULL,
        .progress_user = cli->progress,
        .pieces = o->command == TIE_COMMAND_REPEATS ||
                  (o->command == TIE_COMMAND_EXTRACT && (tie_str_eq(o->format, TIE_STR("ndjson")) ||
                                                         tie_str_eq(o->format, TIE_STR("json")))),
        .passages = o->command != TIE_COMMAND_EXTRACT,
        .texts_only = o->command == TIE_COMMAND_REPEATS};
}

tie_code tie_cli_read_if_there(tie_cli *cli, tie_str path, tie_str *out, tie_err *err) {
    *out = (tie_str){0};
    return tie_io_exists(path) ? tie_io_read(cli->arena, path, 0, out, err) : TIE_OK;
}

/* What is to be read: claims, then paths with what is known of their documents. */
typedef struct reading {
    tie_strs claims;
    const tie_cli_input *inputs;
    size_t count;
} reading;

/* Paths or claims on the command line take the place of all that the configuration names. */
static reading reading_of(tie_cli *cli, tie_strs paths) {
    const tie_cli_options *o = &cli->options;
    const tie_setting *claims = tie_cli_option_given(o, TIE_OPTION_CLAIMS);
    bool named = claims && !claims->line;
    reading r = {.claims = TIE_STRS_OF(o->claims)};
    if (!paths.count && !named)
        return (reading){r.claims, o->inputs.items, o->inputs.count};
    if (!named)
        r.claims.count = 0;
    tie_cli_input *inputs = TIE_NEW(cli->arena, tie_cli_input, paths.count);
    for (size_t i = 0; i < paths.count; i++)
        inputs[i].path = paths.items[i];
    return (reading){r.claims, inputs, paths.count};
}

static tie_code add(tie_corpus *corpus, const reading *r, size_t i, tie_err *err) {
    if (i < r->claims.count)
        return tie_corpus_add_claims(corpus, r->claims.items[i], err);
    const tie_cli_input *input = &r->inputs[i - r->claims.count];
    return tie_corpus_add_with(corpus, input->path, &input->defaults, err);
}

bool tie_cli_has_inputs(const tie_cli *cli, size_t path_count) {
    return path_count || cli->options.claims.count || cli->options.inputs.count;
}

tie_corpus *tie_cli_corpus(tie_cli *cli, const tie_ruleset *rules, tie_strs paths, bool *unread) {
    tie_options options = tie_cli_corpus_options(cli);
    tie_corpus *corpus = NULL;
    tie_err err = {0};
    if (tie_corpus_new(rules, &options, &corpus, &err)) {
        tie_cli_complain(cli, &err);
        return NULL;
    }
    reading todo = reading_of(cli, paths);
    for (size_t i = 0; i < todo.claims.count + todo.count; i++) {
        err = (tie_err){0};
        tie_code code = add(corpus, &todo, i, &err);
        if (!code)
            continue;
        tie_cli_complain(cli, &err);
        if (code != TIE_EIO) { /* nothing is there: what was meant cannot be guessed */
            tie_corpus_free(corpus);
            return NULL;
        }
        *unread = true;
    }
    return corpus;
}

int tie_cli_over_corpus(tie_cli *cli, int (*work)(tie_cli *cli, tie_corpus *corpus, bool unread)) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    tie_corpus *corpus = tie_cli_corpus(cli, rules, TIE_STRS_OF(cli->options.operands), &unread);
    if (corpus)
        status = work(cli, corpus, unread);
    tie_corpus_free(corpus);
    tie_ruleset_free(rules);
    return status;
}

static void copy(char *to, size_t size, tie_str from) { snprintf(to, size, "%.*s", TIE_FMT(from)); }

void tie_cli_tell_diags(tie_cli *cli, const tie_diag *diags, size_t count) {
    for (size_t i = 0; i < count; i++) {
        tie_err err = {.code = diags[i].code, .line = diags[i].line, .col = diags[i].col};
        copy(err.path, sizeof err.path, diags[i].path);
        copy(err.message, sizeof err.message, diags[i].message);
        copy(err.hint, sizeof err.hint, diags[i].hint);
        tie_cli_complain(cli, &err);
    }
}

bool tie_cli_tell_unread(tie_cli *cli, const tie_corpus *corpus) {
    const tie_diag *diags;
    size_t count = tie_corpus_diags(corpus, &diags);
    tie_cli_tell_diags(cli, diags, count);
    return count > 0;
}
