/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout history, runs, diff, sql: questions to the database. */
#include "cli/rows.h"

#include "base/err.h"

static int ask(tie_cli *cli, tie_store *store, tie_question question, const tie_str *args,
               size_t count, tie_table_rows *rows) {
    tie_err err = {0};
    if (!tie_store_ask(store, cli->arena, question, (tie_strs){args, count}, rows, &err))
        return TIE_EXIT_NOTHING;
    tie_cli_complain(cli, &err);
    return TIE_EXIT_USAGE;
}

/* The question, put and answered. */
static int answer(tie_cli *cli, tie_question question, const tie_str *args, size_t count) {
    tie_table_rows rows;
    tie_store *store = tie_cli_ask_database(cli);
    int status = store ? ask(cli, store, question, args, count, &rows) : TIE_EXIT_USAGE;
    if (!status)
        tie_cli_print_rows(cli, &rows);
    tie_store_close(store);
    return status;
}

static bool is_number(tie_str s) {
    for (size_t i = 0; i < s.len; i++)
        if (!tie_ascii_digit(s.ptr[i]))
            return false;
    return s.len > 0 && s.len < 19;
}

int tie_cmd_runs(tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    tie_str job = o->operands.count ? o->operands.items[0] : (tie_str){0};
    if (o->operands.count > 1)
        return tie_cli_usage(cli, "one job, please");
    return answer(cli, TIE_ASK_RUNS, &job, 1);
}

int tie_cmd_diff(tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    bool good = o->operands.count == 2 && is_number(o->operands.items[0]) &&
                is_number(o->operands.items[1]);
    return good ? answer(cli, TIE_ASK_DIFF, o->operands.items, 2)
                : tie_cli_usage(cli, "diff takes two numbers that tieout runs lists");
}

/* ---- A finding ---- */

static tie_str cell(const tie_table_rows *rows, size_t row, const char *column) {
    for (size_t i = 0; i < rows->columns.count; i++)
        if (tie_str_eq(rows->columns.items[i], tie_str_c(column)))
            return rows->rows.items[row].items[i];
    return (tie_str){0};
}

static void put_line(tie_cli *cli, tie_buf *out, const char *indent, const char *format, tie_str a,
                     tie_str b, tie_str c, tie_str d) {
    tie_cli_put_lines(
        out, indent,
        tie_arena_printf(cli->arena, format, TIE_FMT(a), TIE_FMT(b), TIE_FMT(c), TIE_FMT(d)));
}

static int print_finding(tie_cli *cli, tie_store *store, const tie_table_rows *found, size_t row) {
    tie_table_rows events, figures;
    tie_buf out = tie_buf_new(cli->arena);
    tie_str id = cell(found, row, "id");
    if (ask(cli, store, TIE_ASK_HISTORY, &id, 1, &events) ||
        ask(cli, store, TIE_ASK_FIGURES, &id, 1, &figures))
        return TIE_EXIT_USAGE;
    put_line(cli, &out, "", "%.*s %.*s  %.*s\n%.*s", cell(found, row, "severity"),
             cell(found, row, "code"), cell(found, row, "finding"), cell(found, row, "message"));
    put_line(cli, &out, "  ", "%.*s in job %.*s; first seen %.*s, last seen %.*s",
             cell(found, row, "state"), cell(found, row, "job"), cell(found, row, "first_seen"),
             cell(found, row, "last_seen"));
    if (cell(found, row, "suppressed").len)
        put_line(cli, &out, "  ", "accepted: %.*s%.*s%.*s%.*s", cell(found, row, "suppressed"),
                 (tie_str){0}, (tie_str){0}, (tie_str){0});
    for (size_t i = 0; i < events.rows.count; i++)
        put_line(cli, &out, "  ", "run %.*s, %.*s: %.*s  %.*s", cell(&events, i, "run"),
                 cell(&events, i, "today"), cell(&events, i, "kind"), cell(&events, i, "figures"));
    for (size_t i = 0; i < figures.rows.count; i++) {
        put_line(cli, &out, "  ", "%.*s:%.*s  %.*s%.*s", cell(&figures, i, "path"),
                 cell(&figures, i, "line"), cell(&figures, i, "source"), (tie_str){0});
        tie_cli_put_lines(&out, "    ", cell(&figures, i, "quote"));
    }
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}

/* "8d84d98e/1" is the second of equal ones. */
static size_t split_name(tie_str name, tie_str args[2]) {
    size_t stroke = tie_str_find(name, TIE_STR("/"));
    args[0] = tie_str_sub(name, 0, stroke);
    args[1] = stroke < name.len ? tie_str_sub(name, stroke + 1, name.len) : (tie_str){0};
    return 2;
}

static bool is_name(tie_str args[2]) {
    static const char DIGITS[] = "0123456789abcdef";
    for (size_t i = 0; i < args[0].len; i++)
        if (!memchr(DIGITS, args[0].ptr[i], sizeof DIGITS - 1))
            return false;
    return args[0].len >= 4 && args[0].len <= 16 && (!args[1].len || is_number(args[1]));
}

static int tell_history(tie_cli *cli, tie_store *store, tie_str args[2]) {
    tie_table_rows found;
    int status = ask(cli, store, TIE_ASK_FINDING, args, 2, &found);
    if (!status && !found.rows.count)
        return tie_cli_usage(cli, "the database knows no such finding");
    bool text = !cli->options.outputs.count || tie_str_eq(cli->options.format, TIE_STR("text"));
    if (!status && !text) {
        tie_str id = cell(&found, 0, "id");
        tie_table_rows events;
        status = ask(cli, store, TIE_ASK_HISTORY, &id, 1, &events);
        if (!status)
            tie_cli_print_rows(cli, &events);
        return status;
    }
    for (size_t i = 0; !status && i < found.rows.count; i++)
        status = print_finding(cli, store, &found, i);
    return status;
}

int tie_cmd_history(tie_cli *cli) {
    tie_str args[2];
    if (cli->options.operands.count != 1)
        return tie_cli_usage(cli, "which finding? name it by its fingerprint");
    split_name(cli->options.operands.items[0], args);
    if (!is_name(args))
        return tie_cli_usage(cli, "a fingerprint has hexadecimal digits, 4 to 16, as printed");
    tie_store *store = tie_cli_ask_database(cli);
    int status = store ? tell_history(cli, store, args) : TIE_EXIT_USAGE;
    tie_store_close(store);
    return status;
}

/* ---- SQL ---- */

int tie_cmd_sql(tie_cli *cli) {
    enum { ROWS_MOST = 1000000 };
    tie_err err = {0};
    tie_table_rows rows;
    if (cli->options.operands.count != 1)
        return tie_cli_usage(cli, "one SELECT, please, as one argument");
    tie_store *store = tie_cli_ask_database(cli);
    tie_code code = !store;
    if (store)
        code = tie_store_select(store, cli->arena, cli->options.operands.items[0], ROWS_MOST, &rows,
                                &err);
    if (store && code)
        tie_cli_complain(cli, &err);
    else if (store)
        tie_cli_print_rows(cli, &rows);
    tie_store_close(store);
    return code ? TIE_EXIT_USAGE : TIE_EXIT_NOTHING;
}
