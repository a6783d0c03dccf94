/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout extract: claims are printed as documents are read; nothing is kept. */
#include "cli/cli.h"

#include <string.h>

enum { FLUSH_BYTES = 256 * 1024 };

typedef struct stream {
    tie_cli *cli;
    const tie_report_format *format;
    tie_claims_writer writer;
} stream;

/* Small documents share a write; what is left of the last one waits, so that every write begins and
 * ends with a page of the file. */
static bool take(void *user, const tie_extraction *found) {
    stream *s = user;
    s->format->claims_add(&s->writer, found);
    tie_buf *out = s->writer.out, whole = *out;
    whole.len = out->len / FLUSH_BYTES * FLUSH_BYTES;
    if (!whole.len)
        return true;
    size_t rest = out->len - whole.len;
    bool written = tie_cli_write(s->cli, &whole);
    memmove(out->ptr, out->ptr + (out->len - rest), rest);
    out->len = rest;
    return written;
}

static int extract(tie_cli *cli, tie_corpus *corpus, bool unread) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_err err = {0};
    stream s = {.cli = cli,
                .format = tie_report_format_find(cli->options.format),
                .writer = {.out = &out, .scratch = cli->scratch, .style = tie_cli_style(cli)}};
    s.format->claims_begin(&s.writer);
    if (tie_corpus_read(corpus, take, &s, false, &err)) {
        tie_cli_complain(cli, &err);
        return TIE_EXIT_USAGE;
    }
    s.format->claims_end(&s.writer, corpus);
    tie_cli_write(cli, &out);
    unread = tie_cli_tell_unread(cli, corpus) || unread;
    return unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
}

int tie_cmd_extract(tie_cli *cli) {
    if (!tie_cli_has_inputs(cli, cli->options.operands.count))
        return tie_cli_usage(cli, "nothing to read: name files or folders");
    tie_str format = cli->options.format;
    if (cli->options.why && !tie_str_eq(format, TIE_STR("text")) &&
        !tie_str_eq(format, TIE_STR("html")))
        return tie_cli_usage(cli, "--why prints text or html, no rows");
    return tie_cli_over_corpus(cli, extract);
}
