/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout series: figures of one measure over time, what they say, and charts of them. */
#include "cli/cli.h"

#include "reports/overview.h"
#include "reports/series.h"

/* What is asked for. */
typedef struct selection {
    const tie_cli_options *options;
} selection;

static bool find_fold(tie_str s, tie_str needle) {
    for (size_t i = 0; i + needle.len <= s.len; i++)
        if (tie_str_eq_fold(tie_str_sub(s, i, i + needle.len), needle))
            return true;
    return false;
}

/* A measure is named by its id, or by words that all stand in its title or verb. */
static bool is_named(tie_str name, const tie_timeline *t) {
    if (t->measure && tie_str_eq(name, t->measure->id))
        return true;
    bool any = false;
    while (name.len) {
        size_t end = tie_str_find(name, TIE_STR(" "));
        tie_str word = tie_str_sub(name, 0, end);
        if (word.len && !find_fold(t->title, word) && !find_fold(t->predicate, word))
            return false;
        any = any || word.len;
        name = tie_str_sub(name, end < name.len ? end + 1 : end, name.len);
    }
    return any;
}

/* Without a name: measures of packs, and others with figures enough to be tested. */
static bool wanted(const void *user, const tie_timeline *t) {
    const tie_cli_options *o = ((const selection *)user)->options;
    for (size_t i = 0; i < o->measures.count; i++)
        if (is_named(o->measures.items[i], t))
            return true;
    return !o->measures.count && (o->all || tie_overview_shows(t));
}

static void print(tie_cli *cli, const tie_series_report *report, const tie_output *output) {
    if (!tie_cli_open(cli, output))
        return;
    tie_buf out = tie_buf_new(cli->arena);
    tie_series_report styled = *report;
    styled.style = tie_cli_style(cli);
    tie_series_format_find(output->format)->print(&out, &styled);
    tie_cli_close(cli, tie_cli_write(cli, &out));
}

static void report_run(tie_cli *cli, tie_corpus *corpus, tie_run *run) {
    static const tie_output TEXT = {.format = {"text", 4}};
    const tie_cli_options *o = &cli->options;
    tie_timelines lines = *tie_run_timelines(run);
    selection asked = {o};
    tie_result result = tie_result_of(corpus, run, cli->today);
    TIE_VEC(const tie_timeline *) shown = {0};
    tie_timelines_study(cli->scratch, &lines, wanted, &asked);
    tie_timelines_mark(run, cli->arena, &lines, TIE_SEVERITY_MINOR);
    for (size_t i = 0; i < lines.count; i++)
        if (wanted(&asked, &lines.items[i]))
            *TIE_PUSH(cli->arena, &shown) = &lines.items[i];
    tie_series_report report = {.result = &result,
                                .corpus = corpus,
                                .timelines = shown.items,
                                .count = shown.count,
                                .not_shown = lines.count - shown.count,
                                .scratch = cli->scratch};
    if (!o->outputs.count)
        print(cli, &report, &TEXT);
    for (size_t i = 0; i < o->outputs.count; i++)
        print(cli, &report, &o->outputs.items[i]);
}

static int series(tie_cli *cli, tie_corpus *corpus, bool unread) {
    tie_err err = {0};
    tie_run *run = NULL;
    if (tie_corpus_read(corpus, NULL, NULL, true, &err) || tie_run_new(corpus, &run, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    report_run(cli, corpus, run);
    tie_run_free(run);
    unread = tie_cli_tell_unread(cli, corpus) || unread;
    return unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
}

int tie_cmd_series(tie_cli *cli) {
    if (!tie_cli_has_inputs(cli, cli->options.operands.count))
        return tie_cli_usage(cli, "nothing to read: name files or folders");
    return tie_cli_over_corpus(cli, series);
}
