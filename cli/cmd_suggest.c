/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout suggest: drafts a pack from a corpus, tries it on the same corpus, and takes out what
 * would lose a finding. */
#include "cli/cli.h"

#include "analyze/pack_test.h"
#include "analyze/suggest.h"
#include "reports/account.h"
#include "reports/suggest.h"
#include "rules/load.h"

#include <stdio.h>

/* A corpus read and checked under some rules. */
typedef struct reading {
    tie_ruleset *rules;
    tie_corpus *corpus;
    tie_run *run;
} reading;

static void release(reading *r) {
    tie_run_free(r->run);
    tie_corpus_free(r->corpus);
    tie_ruleset_free(r->rules);
    *r = (reading){0};
}

/* Owns r->rules, which it is given. */
static bool check(tie_cli *cli, reading *r, bool *unread) {
    tie_err err = {0};
    r->corpus = tie_cli_corpus(cli, r->rules, TIE_STRS_OF(cli->options.operands), unread);
    if (!r->corpus)
        return false;
    if (!tie_corpus_read(r->corpus, NULL, NULL, true, &err) &&
        !tie_run_new(r->corpus, &r->run, &err))
        return true;
    tie_cli_complain(cli, &err);
    return false;
}

typedef struct draft {
    tie_cli *cli;
    reading open;
    tie_suggestions measures;
    tie_str text;
} draft;

#define DRAFT_NAME TIE_STR("draft")

static void write_draft(draft *d) {
    tie_buf out = tie_buf_new(d->cli->arena);
    tie_suggest_put(&out, d->cli->scratch, d->open.corpus, &d->measures, DRAFT_NAME);
    d->text = tie_buf_str(&out);
}

/* An example may need more than its sentence to be read so. Returns how many do. */
static size_t drop_examples(draft *d, const tie_ruleset *rules) {
    tie_pack_outcome *outcomes = NULL;
    size_t count = 0, dropped = 0;
    tie_err err = {0};
    if (tie_pack_tests_run(rules, DRAFT_NAME, d->cli->arena, &outcomes, &count, &err))
        return 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < d->measures.count && !outcomes[i].passed; k++)
            if (tie_str_eq(d->measures.items[k].id, outcomes[i].name))
                d->measures.items[k].untold = ++dropped;
    return dropped;
}

/* Once the draft is good, *good; false when it cannot be tried. */
static bool try_draft(draft *d, bool *good) {
    reading drafted = {0};
    tie_err err = {0};
    bool unread = false;
    write_draft(d);
    const tie_rule_text text = {TIE_STR("draft.json"), d->text};
    if (tie_ruleset_load_with(tie_cli_data_dir(d->cli), TIE_STRS_OF(d->cli->options.packs), &text,
                              NULL, NULL, &drafted.rules, &err)) {
        tie_cli_complain(d->cli, &err);
        return false;
    }
    bool tried = check(d->cli, &drafted, &unread);
    if (tried)
        *good = !tie_suggest_mend(d->open.run, drafted.run, &d->measures, d->cli->arena) &&
                !drop_examples(d, drafted.rules);
    release(&drafted);
    return tried;
}

static int suggest(draft *d, bool unread) {
    tie_buf out = tie_buf_new(d->cli->arena);
    d->measures = tie_suggest(d->open.run, d->cli->arena);
    for (bool good = false; !good;)
        if (!try_draft(d, &good))
            return TIE_EXIT_USAGE;
    tie_buf_add(&out, d->text);
    tie_cli_write(d->cli, &out);
    unread = tie_cli_tell_unread(d->cli, d->open.corpus) || unread;
    return unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
}

int tie_cmd_suggest(tie_cli *cli) {
    draft d = {.cli = cli};
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    tie_strs paths = TIE_STRS_OF(cli->options.operands);
    if (!tie_cli_has_inputs(cli, paths.count))
        return tie_cli_usage(cli, "nothing to read: name files or folders");
    for (size_t i = 0; i < paths.count; i++)
        if (tie_str_eq(paths.items[i], TIE_STR("-")))
            return tie_cli_usage(cli, "a draft is tried on what it came from: name files, not -");
    d.open.rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (d.open.rules && check(cli, &d.open, &unread))
        status = suggest(&d, unread);
    release(&d.open);
    return status;
}
