/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A result in every format that was asked for, and the status it gives. */
#include "cli/cli.h"

#include "base/io.h"
#include "reports/baseline.h"
#include "reports/html.h"
#include "reports/saved.h"
#include "reports/suppress.h"

/* The name of the file with all findings, beside a page that holds some. */
static const tie_str REST = {"result.json", 11};

/* A run tells people on standard output what is new; everything else holds all that is open. */
static bool tells_news(const tie_cli *cli, const tie_output *output) {
    return tie_str_eq(output->format, TIE_STR("text")) && !cli->options.all;
}

static void print(tie_cli *cli, const tie_result *result, const tie_output *output, bool all) {
    if (!tie_cli_open(cli, output))
        return;
    tie_buf out = tie_buf_new(cli->arena);
    tie_report report = {.result = result, .scratch = cli->scratch, .style = tie_cli_style(cli)};
    if (output->file.len)
        report.rest = REST;
    else if (cli->options.command == TIE_COMMAND_RUN)
        report.style.changed |= tells_news(cli, output);
    if (all)
        report.style = (tie_report_style){.all = true, .width = report.style.width};
    tie_report_format_find(output->format)->run(&out, &report);
    tie_cli_close(cli, tie_cli_write(cli, &out));
}

/* A page that cannot hold all findings has them beside it. */
static void print_rest(tie_cli *cli, const tie_result *result, const tie_output *page) {
    tie_report report = {.result = result, .scratch = cli->scratch, .style = tie_cli_style(cli)};
    if (!page->file.len || !tie_str_eq(page->format, TIE_STR("html")) ||
        tie_html_holds_all(&report))
        return;
    size_t folder = page->file.len - tie_path_base(page->file).len;
    tie_output all = {.format = TIE_STR("json"),
                      .file = tie_arena_printf(cli->arena, "%.*s%.*s", (int)folder, page->file.ptr,
                                               TIE_FMT(REST))};
    print(cli, result, &all, true);
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

void tie_cli_print_result(tie_cli *cli, const tie_result *result) {
    static const tie_output TEXT = {.format = {"text", 4}};
    const tie_cli_options *o = &cli->options;
    if (!o->outputs.count)
        print(cli, result, &TEXT, false);
    for (size_t i = 0; i < o->outputs.count; i++) {
        print(cli, result, &o->outputs.items[i], false);
        print_rest(cli, result, &o->outputs.items[i]);
    }
    if (!lists_unread(cli))
        tie_cli_tell_diags(cli, result->diags, result->diag_count);
}

tie_str tie_cli_suppress_file(const tie_cli *cli) {
    tie_str named = cli->options.suppress;
    return named.len
               ? named
               : tie_arena_printf(cli->arena, "%.*ssuppress.json", TIE_FMT(cli->options.folder));
}

bool tie_cli_judge(tie_cli *cli, tie_result *result) {
    const tie_cli_options *o = &cli->options;
    tie_suppressions entries = {0};
    tie_result old;
    tie_cli_faults faults = {cli, 0};
    tie_err err = {0};
    tie_str file = tie_cli_suppress_file(cli);
    if (o->new_only && !o->baseline.len && o->command != TIE_COMMAND_RUN) {
        tie_cli_usage(cli,
                      "--new-only needs --baseline FILE: nothing is new without something old");
        return false;
    }
    bool wanted = o->suppress.len || tie_io_exists(file);
    if ((wanted &&
         tie_suppressions_read(cli->arena, file, tie_cli_tell_fault, &faults, &entries, &err)) ||
        (o->baseline.len && tie_saved_read(cli->arena, o->baseline, &old, &err))) {
        if (!faults.told)
            tie_cli_complain(cli, &err);
        return false;
    }
    if (wanted)
        tie_suppressions_apply(cli->arena, &entries, result);
    if (o->baseline.len)
        tie_baseline_apply(cli->arena, &old, result);
    return true;
}

int tie_cli_result_status(const tie_cli *cli, const tie_result *result) {
    if (result->diag_count)
        return TIE_EXIT_UNREAD;
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        bool old = cli->options.new_only && row->state == TIE_STATE_UNCHANGED;
        if (row->row == TIE_ROW_FINDING && !row->suppressed.len && !old &&
            (int)row->severity >= cli->options.fail_on)
            return TIE_EXIT_FOUND;
    }
    return TIE_EXIT_NOTHING;
}
