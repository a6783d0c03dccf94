/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout sources: which source agrees with which, and how each treats its figures. */
#include "cli/cli.h"

#include "analyze/sources.h"
#include "reports/sources.h"

static void print(tie_cli *cli, const tie_sources *sources) {
    const tie_cli_options *o = &cli->options;
    static const tie_output TEXT = {.format = {"text", 4}};
    const tie_output *outputs = o->outputs.count ? o->outputs.items : &TEXT;
    for (size_t i = 0; i < (o->outputs.count ? o->outputs.count : 1); i++) {
        if (!tie_cli_open(cli, &outputs[i]))
            continue;
        tie_buf out = tie_buf_new(cli->arena);
        tie_sources_format_find(outputs[i].format)
            ->put(&out, cli->scratch, sources, tie_cli_style(cli).width);
        tie_cli_close(cli, tie_cli_write(cli, &out));
    }
}

/* Everything that an audit reads; what was made is given back by the caller. */
typedef struct audit {
    tie_corpus *corpus;
    tie_source_passages *passages;
    tie_run *run;
    tie_sources *sources;
} audit;

static tie_code make(audit *a, const tie_ruleset *rules, tie_err *err) {
    tie_code code = tie_source_passages_new(rules, &a->passages, err);
    if (!code)
        code = tie_corpus_read(a->corpus, tie_source_passages_take, a->passages, true, err);
    if (!code)
        code = tie_source_passages_find(a->passages, a->corpus, err);
    if (!code)
        code = tie_run_new(a->corpus, &a->run, err);
    return code ? code : tie_sources_new(a->run, a->passages, &a->sources, err);
}

int tie_cmd_sources(tie_cli *cli) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    tie_err err = {0};
    audit a = {0};
    if (!tie_cli_has_inputs(cli, cli->options.operands.count))
        return tie_cli_usage(cli, "nothing to read: name files or folders, or --claims");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    a.corpus = tie_cli_corpus(cli, rules, TIE_STRS_OF(cli->options.operands), &unread);
    if (a.corpus && make(&a, rules, &err)) {
        tie_cli_complain(cli, &err);
    } else if (a.corpus) {
        print(cli, a.sources);
        unread = tie_cli_tell_unread(cli, a.corpus) || unread;
        status = unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
    }
    tie_sources_free(a.sources);
    tie_run_free(a.run);
    tie_source_passages_free(a.passages);
    tie_corpus_free(a.corpus);
    tie_ruleset_free(rules);
    return status;
}
