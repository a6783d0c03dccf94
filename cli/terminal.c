/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standard output and standard error: writing, complaining, colour and width. */
#include "cli/cli.h"

#include "base/err.h"
#include "base/io.h"
#include "reports/escape.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool tie_cli_write(tie_cli *cli, tie_buf *buf) {
    tie_err err = {0};
    if (cli->closed || cli->refused)
        return false;
    FILE *to = cli->file.stdio_file ? cli->file.stdio_file : stdout;
    if (to == stdout && isatty(STDOUT_FILENO))
        tie_cli_progress_clear(cli->progress);
    errno = 0;
    tie_code code = tie_io_write(to, tie_buf_str(buf), &err);
    buf->len = 0;
    if (!code)
        return true;
    cli->closed = errno == EPIPE;
    cli->refused = errno != EPIPE;
    if (cli->refused)
        fprintf(stderr, "tieout: %s cannot be written: %s\n",
                cli->file.stdio_file ? cli->file.path : "standard output", strerror(errno));
    return false;
}

bool tie_cli_open(tie_cli *cli, const tie_output *output) {
    tie_err err = {0};
    if (!output->file.len || !tie_outfile_open(cli->arena, output->file, &cli->file, &err))
        return true;
    cli->refused = true;
    tie_cli_complain(cli, &err);
    return false;
}

void tie_cli_close(tie_cli *cli, bool good) {
    tie_err err = {0};
    if (!cli->file.stdio_file)
        return;
    if (!good || cli->refused) {
        tie_outfile_drop(&cli->file);
    } else if (tie_outfile_keep(&cli->file, &err)) {
        cli->refused = true;
        tie_cli_complain(cli, &err);
    }
}

void tie_cli_put_lines(tie_buf *out, const char *indent, tie_str text) {
    while (text.len) {
        size_t end = tie_str_find(text, TIE_STR("\n"));
        tie_buf_puts(out, indent);
        tie_escape_terminal(out, tie_str_sub(text, 0, end));
        tie_buf_putc(out, '\n');
        text = tie_str_sub(text, end < text.len ? end + 1 : end, text.len);
    }
}

void tie_cli_complain(tie_cli *cli, const tie_err *err) {
    tie_buf text = tie_buf_new(cli->arena), out = tie_buf_new(cli->arena);
    if (!err->path[0])
        tie_buf_puts(&text, "tieout: ");
    tie_err_render(&text, err);
    tie_cli_put_lines(&out, "", tie_buf_str(&text));
    tie_cli_progress_clear(cli->progress);
    fwrite(out.ptr, 1, out.len, stderr);
}

void tie_cli_tell_fault(void *faults, const tie_err *err) {
    tie_cli_faults *f = faults;
    f->told++;
    tie_cli_complain(f->cli, err);
}

int tie_cli_usage(tie_cli *cli, const char *message) {
    tie_err err = {0};
    tie_fail(&err, TIE_EUSAGE, "%s", message);
    tie_cli_complain(cli, &err);
    return TIE_EXIT_USAGE;
}

static bool is_set(const char *variable) {
    const char *value = getenv(variable);
    return value && *value;
}

static bool wants_color(tie_when when, bool terminal) {
    const char *term = getenv("TERM");
    if (when != TIE_WHEN_AUTO)
        return when == TIE_WHEN_ALWAYS;
    return terminal && !is_set("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}

/* Of the terminal, else COLUMNS, else what most pages and diffs show whole. */
static unsigned find_width(bool terminal) {
    enum { USUAL = 100, WIDEST = 1000 };
    struct winsize size = {0};
    const char *columns = getenv("COLUMNS");
    long width = USUAL;
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        width = size.ws_col;
    else if (columns && *columns)
        width = strtol(columns, NULL, 10);
    if (width < TIE_REPORT_WIDTH_MIN)
        return TIE_REPORT_WIDTH_MIN;
    return width > WIDEST ? WIDEST : (unsigned)width;
}

tie_report_style tie_cli_style(const tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    bool terminal = !cli->file.stdio_file && isatty(STDOUT_FILENO);
    return (tie_report_style){.least = o->all       ? TIE_SEVERITY_INFO
                                       : o->verbose ? TIE_SEVERITY_NOTE
                                                    : TIE_SEVERITY_MINOR,
                              .all = o->all,
                              .brief = o->quiet,
                              .changed = o->new_only,
                              .color = wants_color(o->color, terminal),
                              .width = find_width(terminal)};
}
