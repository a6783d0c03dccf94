/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout run: a job of the configuration, checked again. The database recalls what has not changed;
 * from there on it is a check like any other, and then the database tells what is new. */
#include "cli/notify.h"

#include "base/err.h"
#include "store/store.h"

#include <stdio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static tie_str job_name(const tie_cli *cli) {
    return cli->options.operands.count ? cli->options.operands.items[0] : TIE_STR("default");
}

tie_str tie_cli_database(tie_cli *cli) {
    tie_str named = cli->options.database;
    return named.len ? named
                     : tie_arena_printf(cli->arena, "%.*stieout.db", TIE_FMT(cli->options.folder));
}

/* ---- Reading ---- */

/* Where nothing is at a path, or it cannot be listed, what is known of it stands in. */
static bool add_inputs(tie_cli *cli, tie_store *store, tie_corpus *corpus, bool *unread) {
    const tie_cli_options *o = &cli->options;
    for (size_t i = 0; i < o->claims.count + o->inputs.count; i++) {
        tie_err err = {0};
        const tie_cli_input *input = &o->inputs.items[i - o->claims.count];
        tie_code code = i < o->claims.count
                            ? tie_corpus_add_claims(corpus, o->claims.items[i], &err)
                            : tie_store_add(store, corpus, input->path, &input->defaults, &err);
        if (!code)
            continue;
        tie_cli_complain(cli, &err);
        if (code != TIE_EIO && code != TIE_EUSAGE)
            return false;
        *unread = true;
    }
    return true;
}

/* ---- News ---- */

static void tell_news(tie_cli *cli, const tie_news *n) {
    tie_buf line = tie_buf_new(cli->arena), out = tie_buf_new(cli->arena);
    tie_str job = job_name(cli);
    tie_buf_printf(&line, "run %llu of %.*s: %llu files, %llu changed", (unsigned long long)n->run,
                   TIE_FMT(job), (unsigned long long)n->inputs, (unsigned long long)n->changed);
    if (n->unread)
        tie_buf_printf(&line, ", %llu unread", (unsigned long long)n->unread);
    tie_buf_printf(&line, "; of all findings %llu open", (unsigned long long)n->open);
    for (int life = 0; life < TIE_LIFE_UNCHANGED; life++)
        if (n->counts[life])
            tie_buf_printf(&line, ", %llu %s", (unsigned long long)n->counts[life],
                           tie_life_name((tie_life)life));
    tie_cli_put_lines(&out, "", tie_buf_str(&line));
    fwrite(out.ptr, 1, out.len, stderr);
}

static tie_store_audience audience(const tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    bool told = o->notify_cmd.len && o->notify_on != TIE_NOTIFY_NEVER;
    return (tie_store_audience){.channel = told ? TIE_NOTIFY_CHANNEL : NULL,
                                .least = tie_notify_least(cli),
                                .any = o->notify_on == TIE_NOTIFY_ANY};
}

/* ---- A run ---- */

typedef struct attempt {
    tie_cli *cli;
    tie_store *store;
    tie_corpus *corpus;
    tie_run *run;
    tie_sources *sources;
    bool unread;
} attempt;

static void release(attempt *a) {
    tie_sources_free(a->sources);
    tie_run_free(a->run);
    tie_corpus_free(a->corpus);
    tie_store_close(a->store);
}

/* TIE_EINPUT: what the database recalls is damaged. */
static tie_code read_all(attempt *a, const tie_store_job *job, tie_err *err) {
    tie_code code = tie_store_open(tie_cli_database(a->cli), TIE_STORE_WRITE, &a->store, err);
    if (!code)
        code = tie_store_begin(a->store, job, err);
    if (!code && tie_store_salvaged(a->store))
        tie_cli_usage(
            a->cli,
            tie_store_lost(a->store)
                ? "the database was damaged and nothing in it can be read; it is kept as "
                  "*.damaged, the only place of its history, and all findings are new"
                : "the database was damaged; it is kept as *.damaged, and its findings and their "
                  "history were taken over as far as they can be read");
    if (!code)
        code = tie_store_corpus(a->store, &a->corpus, err);
    if (!code && !add_inputs(a->cli, a->store, a->corpus, &a->unread))
        code = TIE_EMEM; /* told */
    if (!code)
        code = tie_corpus_read(a->corpus, NULL, NULL, true, err);
    return code;
}

/* Fails where nothing could be recorded. */
static tie_code report(attempt *a, int *status, tie_err *err) {
    tie_cli *cli = a->cli;
    tie_result result = tie_result_of(a->corpus, a->run, cli->today);
    tie_news news;
    if (!tie_cli_overview(cli, &result, a->corpus, a->run, &a->sources) ||
        !tie_cli_judge(cli, &result))
        return TIE_OK; /* told */
    tie_finding *rows = tie_store_own_rows(cli->arena, a->run, result.rows, result.row_count);
    result.rows = rows;
    tie_store_audience told = audience(cli);
    tie_code code = tie_store_complete(a->store, cli->arena, a->corpus, a->run, rows,
                                       result.row_count, &told, &news, err);
    if (code)
        return code;
    result.absent = news.absent;
    result.absent_count = news.absent_count;
    result.compared = !news.first;
    result.scheduled = true;
    tie_cli_print_result(cli, &result);
    if (!cli->options.quiet)
        tell_news(cli, &news);
    bool good = tie_notify_feed(cli, a->store, job_name(cli));
    good &= tie_notify_command(cli, a->store, job_name(cli));
    *status = !good       ? TIE_EXIT_USAGE
              : a->unread ? TIE_EXIT_UNREAD
                          : tie_cli_result_status(cli, &result);
    return TIE_OK;
}

/* A database that turns out to be damaged is mended by a second try; a damaged memo is forgotten.
 */
static int run_job(tie_cli *cli, const tie_ruleset *rules, bool second) {
    tie_options options = tie_cli_corpus_options(cli);
    tie_store_job job = {.name = job_name(cli),
                         .today = cli->today,
                         .rules = rules,
                         .options = &options,
                         .rehash = cli->options.rehash,
                         .forget = second,
                         .whole = tie_cli_wants_overview(cli)};
    attempt a = {.cli = cli};
    tie_err err = {0};
    int status = TIE_EXIT_USAGE;
    tie_code code = read_all(&a, &job, &err);
    if (!code)
        code = tie_store_run(a.store, a.corpus, &a.run, &err);
    if (!code)
        code = report(&a, &status, &err);
    bool damaged = code == TIE_EINPUT || (a.store && tie_store_damaged(a.store));
    bool again = code && damaged && !second;
    if (code && !again && err.code)
        tie_cli_complain(cli, &err);
    release(&a);
    return again ? run_job(cli, rules, true) : status;
}

/* What one stage gives back the next one takes: memory that has gone to the system in between comes
 * back only page by page, each of them cleared. */
static void keep_memory(void) {
#ifdef __GLIBC__
    enum { MEGABYTE = 1 << 20 };
    mallopt(M_MMAP_THRESHOLD, 8 * MEGABYTE);
    mallopt(M_TRIM_THRESHOLD, 256 * MEGABYTE);
    mallopt(M_TOP_PAD, 4 * MEGABYTE);
#endif
}

int tie_cmd_run(tie_cli *cli) {
    if (cli->options.operands.count > 1)
        return tie_cli_usage(cli, "one job, please");
    if (!cli->options.inputs.count && !cli->options.claims.count)
        return tie_cli_usage(cli, "nothing to read: tieout.json names the inputs of jobs");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return TIE_EXIT_USAGE;
    keep_memory();
    int status = run_job(cli, rules, false);
    tie_ruleset_free(rules);
    return status;
}
