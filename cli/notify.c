/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/notify.h"

#include "base/date.h"
#include "base/err.h"
#include "base/io.h"
#include "reports/feed.h"
#include "reports/json_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

enum { AT_ONCE = 1000, FEED_ENTRIES = 100 };

tie_severity tie_notify_least(const tie_cli *cli) {
    int level = cli->options.fail_on;
    return level < TIE_FAIL_NEVER ? (tie_severity)level : TIE_SEVERITY_MINOR;
}

/* ---- The command ---- */

static void put_notice(tie_writer *json, const tie_notice *n) {
    tie_writer_break(json);
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "key", n->key);
    TIE_JSON(str, json, "finding", n->finding);
    TIE_JSON(str, json, "event", n->kind);
    TIE_JSON(str, json, "severity", n->severity);
    TIE_JSON(str, json, "code", n->code);
    TIE_JSON(str_or_null, json, "message", n->message);
    TIE_JSON(str_or_null, json, "figures", n->figures);
    TIE_JSON(int, json, "run", (uint64_t)n->run);
    TIE_JSON(str, json, "today", n->today);
    tie_writer_close(json, '}');
}

static tie_str letter(tie_cli *cli, tie_str job, const tie_notices *notices) {
    tie_buf buf = tie_buf_new(cli->arena);
    tie_writer json = tie_writer_new(&buf);
    tie_writer_open(&json, '{');
    TIE_JSON(str, &json, "tieout", TIE_STR(TIE_VERSION));
    TIE_JSON(str, &json, "job", job);
    tie_writer_key(&json, "notifications");
    tie_writer_open(&json, '[');
    for (size_t i = 0; i < notices->count; i++)
        put_notice(&json, &notices->items[i]);
    tie_writer_close(&json, ']');
    tie_writer_close(&json, '}');
    tie_buf_putc(&buf, '\n');
    return tie_buf_str(&buf);
}

static bool fail(tie_cli *cli, const char *what, int number) {
    tie_err err = {0};
    tie_fail(&err, TIE_EIO, "the command of --notify-cmd %s %d", what, number);
    tie_err_hint(&err, "nothing is lost: the next run tells it again");
    tie_cli_complain(cli, &err);
    return false;
}

/* A command may well not read what it is told: what counts is how it leaves. */
static bool post(tie_cli *cli, tie_str bytes) {
    const char *command =
        tie_arena_printf(cli->arena, "%.*s", TIE_FMT(cli->options.notify_cmd)).ptr;
    fflush(NULL);
    FILE *to = popen(command, "w"); /* NOLINT(cert-env33-c): a command of the user's own shell */
    if (!to)
        return fail(cli, "cannot be started:", 0);
    tie_io_write(to, bytes, NULL);
    int status = pclose(to);
    if (status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return WIFSIGNALED(status) ? fail(cli, "was ended by signal", WTERMSIG(status))
                               : fail(cli, "left with status", WEXITSTATUS(status));
}

bool tie_notify_command(tie_cli *cli, tie_store *store, tie_str job) {
    tie_err err = {0};
    if (!cli->options.notify_cmd.len || cli->options.notify_on == TIE_NOTIFY_NEVER)
        return true;
    for (;;) {
        tie_notices notices;
        if (tie_store_unsent(store, cli->arena, job, TIE_NOTIFY_CHANNEL, AT_ONCE, &notices, &err))
            break;
        if (!notices.count)
            return true;
        if (!post(cli, letter(cli, job, &notices)))
            return false;
        if (tie_store_sent(store, &notices, &err))
            break;
    }
    tie_cli_complain(cli, &err);
    return false;
}

/* ---- The feed ---- */

static tie_feed_entry entry_of(tie_cli *cli, const tie_notice *n) {
    return (tie_feed_entry){
        .key = n->key,
        .title = tie_arena_printf(cli->arena, "%.*s %.*s %.*s: %.*s", TIE_FMT(n->kind),
                                  TIE_FMT(n->severity), TIE_FMT(n->code), TIE_FMT(n->message)),
        .text = tie_arena_printf(cli->arena, "%.*s\nfinding %.*s, run %lld", TIE_FMT(n->figures),
                                 TIE_FMT(n->finding), (long long)n->run),
        .day = n->today};
}

bool tie_notify_feed(tie_cli *cli, tie_store *store, tie_str job) {
    tie_err err = {0};
    tie_notices notices;
    tie_buf out = tie_buf_new(cli->arena), today = tie_buf_new(cli->arena);
    if (!cli->options.feed.len)
        return true;
    tie_code code = tie_store_events(store, cli->arena, job, tie_notify_least(cli), FEED_ENTRIES,
                                     &notices, &err);
    tie_date_render(&today, cli->today);
    if (!code) {
        tie_feed_entry *entries = TIE_NEW(cli->arena, tie_feed_entry, notices.count);
        for (size_t i = 0; i < notices.count; i++)
            entries[i] = entry_of(cli, &notices.items[i]);
        tie_feed feed = {job, tie_buf_str(&today), entries, notices.count};
        tie_feed_render(&out, &feed);
        code = tie_outfile_write(cli->arena, cli->options.feed, tie_buf_str(&out), &err);
    }
    if (code)
        tie_cli_complain(cli, &err);
    return !code;
}
