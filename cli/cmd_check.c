/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout check: reads, analyses, reports. */
#include "cli/cli.h"

#include "base/io.h"
#include "reports/html.h"

static bool any_at(const tie_run *run, int level) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].row == TIE_ROW_FINDING && (int)rows[i].severity >= level)
            return true;
    }
    return false;
}

static void print(tie_cli *cli, const tie_result *result, const tie_output *output, bool all) {
    if (!tie_cli_open(cli, output))
        return;
    tie_buf out = tie_buf_new(cli->arena);
    tie_report report = {result, cli->scratch, tie_cli_style(cli)};
    if (all)
        report.style = (tie_report_style){.all = true, .width = report.style.width};
    tie_report_format_find(output->format)->run(&out, &report);
    tie_cli_close(cli, tie_cli_write(cli, &out));
}

/* A page that cannot hold all findings has them beside it. */
static void print_rest(tie_cli *cli, const tie_result *result, const tie_output *page) {
    tie_report report = {result, cli->scratch, tie_cli_style(cli)};
    if (!page->file.len || !tie_str_eq(page->format, TIE_STR("html")) ||
        tie_html_holds_all(&report))
        return;
    size_t folder = page->file.len - tie_path_base(page->file).len;
    tie_output all = {
        .format = TIE_STR("json"),
        .file = tie_arena_printf(cli->arena, "%.*sresult.json", (int)folder, page->file.ptr)};
    print(cli, result, &all, true);
}

/* Every output of the one result. */
static void print_all(tie_cli *cli, const tie_result *result) {
    static const tie_output TEXT = {.format = {"text", 4}};
    const tie_cli_options *o = &cli->options;
    if (!o->outputs.count)
        print(cli, result, &TEXT, false);
    for (size_t i = 0; i < o->outputs.count; i++) {
        print(cli, result, &o->outputs.items[i], false);
        print_rest(cli, result, &o->outputs.items[i]);
    }
}

/* The report for people on standard output names what could not be read: once is enough. */
static bool lists_unread(const tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    for (size_t i = 0; i < o->outputs.count; i++)
        if (!o->outputs.items[i].file.len &&
            tie_str_eq(o->outputs.items[i].format, TIE_STR("text")))
            return true;
    return !o->outputs.count;
}

static int check(tie_cli *cli, tie_corpus *corpus, bool unread) {
    tie_err err = {0};
    tie_run *run = NULL;
    if (tie_corpus_read(corpus, NULL, NULL, true, &err) || tie_run_new(corpus, &run, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    tie_result result = tie_result_of(corpus, run, cli->today);
    print_all(cli, &result);
    unread = (lists_unread(cli) ? tie_corpus_diags(corpus, &(const tie_diag *){0}) > 0
                                : tie_cli_tell_unread(cli, corpus)) ||
             unread;
    bool found = any_at(run, cli->options.fail_on);
    tie_run_free(run);
    return unread ? TIE_EXIT_UNREAD : found ? TIE_EXIT_FOUND : TIE_EXIT_NOTHING;
}

int tie_cmd_check(tie_cli *cli) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    if (!cli->options.operands.count && !cli->options.claims.count)
        return tie_cli_usage(cli, "nothing to check: name files or folders");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    tie_corpus *corpus = tie_cli_corpus(cli, rules, TIE_STRS_OF(cli->options.operands), &unread);
    if (corpus)
        status = check(cli, corpus, unread);
    tie_corpus_free(corpus);
    tie_ruleset_free(rules);
    return status;
}
