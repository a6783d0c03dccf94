/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of the database on their way out. */
#ifndef TIE_CLI_ROWS_H
#define TIE_CLI_ROWS_H

#include "cli/cli.h"
#include "store/store.h"

/* The database to be asked; NULL when it cannot be opened, told. */
tie_store *tie_cli_ask_database(tie_cli *cli);
/* As the options say: columns, JSON (an array of objects) or CSV. */
void tie_cli_print_rows(tie_cli *cli, const tie_table_rows *rows);

#endif
