/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/io.h"
#include "base/utf8.h"
#include "reports/escape.h"
#include "reports/json_write.h"
#include "reports/terminal.h"

tie_store *tie_cli_ask_database(tie_cli *cli) {
    tie_store *store = NULL;
    tie_err err = {0};
    tie_str path = tie_cli_database(cli);
    if (!tie_io_exists(path)) {
        tie_cli_usage(cli, tie_arena_printf(cli->arena, "no database at %.*s: tieout run makes it",
                                            TIE_FMT(path))
                               .ptr);
        return NULL;
    }
    if (tie_store_open(path, TIE_STORE_READ, &store, &err))
        tie_cli_complain(cli, &err);
    return store;
}

/* ---- Columns ---- */

enum { CELL_WIDEST = 60 };

static unsigned width_of(tie_arena *arena, tie_str s) {
    tie_mark mark = tie_arena_mark(arena);
    tie_buf shown = tie_buf_new(arena);
    tie_escape_terminal(&shown, s);
    size_t width = tie_utf8_width(tie_buf_str(&shown));
    tie_arena_rewind(arena, mark);
    return (unsigned)(width < CELL_WIDEST ? width : CELL_WIDEST);
}

static void put_row(tie_buf *out, tie_strs row, const unsigned *widths) {
    for (size_t i = 0; i + 1 < row.count; i++) {
        tie_put_cell(out, row.items[i], widths[i]);
        tie_buf_puts(out, "  ");
    }
    if (row.count) /* the last one whole */
        tie_escape_terminal(out, row.items[row.count - 1]);
    tie_buf_putc(out, '\n');
}

static void put_columns(tie_cli *cli, tie_buf *out, const tie_table_rows *rows) {
    unsigned *widths = TIE_NEW(cli->arena, unsigned, rows->columns.count);
    for (size_t c = 0; c < rows->columns.count; c++) {
        widths[c] = width_of(cli->scratch, rows->columns.items[c]);
        for (size_t r = 0; r < rows->rows.count; r++) {
            unsigned width = width_of(cli->scratch, rows->rows.items[r].items[c]);
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    put_row(out, rows->columns, widths);
    for (size_t r = 0; r < rows->rows.count; r++)
        put_row(out, rows->rows.items[r], widths);
}

/* ---- For programs ---- */

static void put_json(tie_buf *out, const tie_table_rows *rows) {
    tie_writer json = tie_writer_new(out);
    tie_writer_open(&json, '[');
    for (size_t r = 0; r < rows->rows.count; r++) {
        tie_writer_break(&json);
        tie_writer_open(&json, '{');
        for (size_t c = 0; c < rows->columns.count; c++) {
            tie_str value = rows->rows.items[r].items[c];
            tie_writer_str(&json, rows->columns.items[c]);
            tie_buf_putc(out, ':');
            json.comma = false;
            if (value.ptr)
                tie_writer_str(&json, value);
            else
                tie_writer_null(&json);
        }
        tie_writer_close(&json, '}');
    }
    tie_writer_close(&json, ']');
    tie_buf_putc(out, '\n');
}

static void put_csv_row(tie_buf *out, tie_strs row) {
    for (size_t i = 0; i < row.count; i++) {
        tie_buf_puts(out, i ? "," : "");
        tie_escape_csv(out, row.items[i]);
    }
    tie_buf_puts(out, "\r\n");
}

static void put_csv(tie_buf *out, const tie_table_rows *rows) {
    put_csv_row(out, rows->columns);
    for (size_t r = 0; r < rows->rows.count; r++)
        put_csv_row(out, rows->rows.items[r]);
}

void tie_cli_print_rows(tie_cli *cli, const tie_table_rows *rows) {
    tie_buf out = tie_buf_new(cli->arena);
    if (tie_str_eq(cli->options.format, TIE_STR("json")))
        put_json(&out, rows);
    else if (tie_str_eq(cli->options.format, TIE_STR("csv")))
        put_csv(&out, rows);
    else
        put_columns(cli, &out, rows);
    tie_cli_write(cli, &out);
    if (rows->cut)
        tie_cli_usage(cli, "there are more rows: add LIMIT and OFFSET");
}
