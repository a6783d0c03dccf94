/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout db: care for the database. */
#include "cli/rows.h"

#include "base/err.h"
#include "base/io.h"

#include <stdio.h>

static int fail(tie_cli *cli, const tie_err *err) {
    tie_cli_complain(cli, err);
    return TIE_EXIT_USAGE;
}

static int check(tie_cli *cli, tie_store *store) {
    tie_err err = {0};
    tie_strs faults;
    tie_buf out = tie_buf_new(cli->arena);
    if (tie_store_check(store, cli->arena, &faults, &err))
        return fail(cli, &err);
    for (size_t i = 0; i < faults.count; i++)
        tie_cli_put_lines(&out, "", faults.items[i]);
    if (!faults.count)
        tie_buf_puts(&out, "ok\n");
    tie_cli_write(cli, &out);
    return faults.count ? TIE_EXIT_FOUND : TIE_EXIT_NOTHING;
}

static int vacuum(tie_cli *cli, tie_store *store) {
    tie_err err = {0};
    return tie_store_vacuum(store, &err) ? fail(cli, &err) : TIE_EXIT_NOTHING;
}

static bool put_line(void *user, tie_str line) {
    tie_cli *cli = user;
    tie_buf out = tie_buf_new(cli->scratch);
    tie_buf_add(&out, line);
    tie_buf_putc(&out, '\n');
    bool more = tie_cli_write(cli, &out);
    tie_arena_clear(cli->scratch);
    return more;
}

static int export_rows(tie_cli *cli, tie_store *store) {
    tie_err err = {0};
    return tie_store_export(store, cli->arena, put_line, cli, &err) ? fail(cli, &err)
                                                                    : TIE_EXIT_NOTHING;
}

static int prune(tie_cli *cli, tie_store *store) {
    tie_err err = {0};
    uint64_t removed;
    tie_buf out = tie_buf_new(cli->arena);
    if (tie_store_prune(store, cli->options.keep, &removed, &err))
        return fail(cli, &err);
    tie_buf_printf(&out, "removed %llu rows\n", (unsigned long long)removed);
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}

static const struct task {
    const char *name;
    int (*run)(tie_cli *cli, tie_store *store);
    bool writes;
} TASKS[] = {{"check", check, false},
             {"vacuum", vacuum, true},
             {"export", export_rows, false},
             {"prune", prune, true}};

static tie_store *open_to_write(tie_cli *cli) {
    tie_store *store = tie_cli_ask_database(cli); /* it must be there */
    tie_err err = {0};
    if (!store)
        return NULL;
    tie_store_close(store);
    store = NULL;
    if (tie_store_open(tie_cli_database(cli), TIE_STORE_WRITE, &store, &err) ||
        tie_store_lock(store, &err)) {
        tie_cli_complain(cli, &err);
        tie_store_close(store);
        return NULL;
    }
    return store;
}

int tie_cmd_db(tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    const struct task *task = NULL;
    for (size_t i = 0; o->operands.count == 1 && i < sizeof TASKS / sizeof *TASKS; i++)
        if (tie_str_eq(o->operands.items[0], tie_str_c(TASKS[i].name)))
            task = &TASKS[i];
    if (!task)
        return tie_cli_usage(cli, "db takes one of check, vacuum, export, prune");
    if (task->run == prune && !o->keep)
        return tie_cli_usage(cli, "how many runs are to be kept? --keep N");
    tie_store *store = task->writes ? open_to_write(cli) : tie_cli_ask_database(cli);
    int status = store ? task->run(cli, store) : TIE_EXIT_USAGE;
    tie_store_close(store);
    return status;
}
