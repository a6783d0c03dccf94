/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout judge: a person has looked at a finding and says whether it is right. */
#include "cli/cli.h"

#include "base/date.h"
#include "base/err.h"
#include "reports/account.h"
#include "reports/judge.h"
#include "reports/saved.h"

tie_str tie_cli_judgements_file(const tie_cli *cli) {
    tie_str named = cli->options.judgements;
    return named.len
               ? named
               : tie_arena_printf(cli->arena, "%.*sjudgements.json", TIE_FMT(cli->options.folder));
}

/* The one finding of that name. */
static const tie_finding *find(tie_cli *cli, const tie_result *result, tie_str name) {
    const tie_finding *found = NULL;
    tie_err err = {0};
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        if (row->row != TIE_ROW_FINDING || !tie_account_named(cli->arena, name, row))
            continue;
        if (found)
            tie_fail(&err, TIE_EUSAGE, "several findings begin with %.*s: name all 16 digits",
                     TIE_FMT(name));
        found = row;
    }
    if (!found) {
        tie_fail(&err, TIE_EUSAGE, "no finding %.*s", TIE_FMT(name));
        tie_err_hint(&err, "check --all prints every finding with its name");
    }
    if (!err.code)
        return found;
    tie_cli_complain(cli, &err);
    return NULL;
}

static int put(tie_cli *cli, const tie_judgement *entry) {
    tie_str path = tie_cli_judgements_file(cli), text = {0}, more = {0};
    tie_cli_faults faults = {cli, 0};
    tie_judgements all;
    tie_err err = {0};
    tie_code code = tie_cli_read_if_there(cli, path, &text, &err);
    if (!code)
        code = tie_judgements_add(cli->arena, path, text, entry, tie_cli_tell_fault, &faults, &more,
                                  &err);
    if (!code)
        code = tie_outfile_write(cli->arena, path, more, &err);
    if (!code)
        code = tie_judgements_read(cli->arena, path, NULL, NULL, &all, &err);
    if (code) {
        if (!faults.told)
            tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    tie_records records = tie_judgements_tally(cli->arena, &all);
    tie_record record = tie_record_find(&records, entry->rule);
    tie_buf out = tie_buf_new(cli->arena);
    tie_cli_put_lines(&out, "",
                      tie_arena_printf(cli->arena, "%.*s: judged %u, right %u",
                                       TIE_FMT(entry->rule), record.judged, record.right));
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}

static int judge(tie_cli *cli, const tie_result *result) {
    const tie_str *operands = cli->options.operands.items;
    const tie_finding *row = find(cli, result, operands[0]);
    if (!row)
        return TIE_EXIT_USAGE;
    tie_judgement entry = {
        .finding = tie_account_identity(cli->arena, row),
        .right = tie_str_eq(operands[1], TIE_STR("right")),
        .rule = row->rule,
        .code = row->code,
        .evidence = tie_arena_printf(cli->arena, "%016llx", (unsigned long long)row->evidence),
        .date = tie_period_of(cli->today),
        .note = cli->options.note};
    return put(cli, &entry);
}

static int judge_saved(tie_cli *cli) {
    tie_result result;
    tie_err err = {0};
    if (!tie_saved_read(cli->arena, cli->options.result, &result, &err))
        return judge(cli, &result);
    tie_cli_complain(cli, &err);
    return TIE_EXIT_USAGE;
}

static int judge_in(tie_cli *cli, tie_corpus *corpus) {
    tie_err err = {0};
    tie_run *run = NULL;
    int status = TIE_EXIT_USAGE;
    if (tie_corpus_read(corpus, NULL, NULL, true, &err) || tie_run_new(corpus, &run, &err)) {
        tie_cli_complain(cli, &err);
    } else {
        tie_result result = tie_result_of(corpus, run, cli->today);
        status = judge(cli, &result);
    }
    tie_cli_tell_unread(cli, corpus);
    tie_run_free(run);
    return status;
}

static int judge_checked(tie_cli *cli, tie_strs paths) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    tie_corpus *corpus = rules ? tie_cli_corpus(cli, rules, paths, &unread) : NULL;
    if (corpus)
        status = judge_in(cli, corpus);
    tie_corpus_free(corpus);
    tie_ruleset_free(rules);
    return status;
}

int tie_cmd_judge(tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    const tie_str *operands = o->operands.items;
    if (o->operands.count < 2 ||
        (!tie_str_eq(operands[1], TIE_STR("right")) && !tie_str_eq(operands[1], TIE_STR("wrong"))))
        return tie_cli_usage(cli, "judge FINGERPRINT right, or judge FINGERPRINT wrong");
    if (!tie_cli_is_fingerprint(operands[0]))
        return tie_cli_usage(cli, "a fingerprint has 8 or 16 hexadecimal digits, as printed");
    if (o->result.len)
        return judge_saved(cli);
    tie_strs paths = {operands + 2, o->operands.count - 2};
    if (!tie_cli_has_inputs(cli, paths.count))
        return tie_cli_usage(cli, "name the files or folders in which the finding was made, too");
    return judge_checked(cli, paths);
}
