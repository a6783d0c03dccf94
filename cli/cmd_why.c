/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout why A B: how two figures were understood, and what compared them or kept them apart. */
#include "cli/cli.h"

#include "analyze/why.h"

/* The number behind the last ':' of *s, which it is cut from. */
static bool cut_number(tie_str *s, uint32_t *out) {
    size_t at = s->len;
    uint64_t n = 0, place = 1;
    while (at > 0 && tie_ascii_digit(s->ptr[at - 1]) && place <= 1000000000) {
        n += (uint64_t)(s->ptr[--at] - '0') * place;
        place *= 10;
    }
    if (at < 2 || at == s->len || s->ptr[at - 1] != ':' || !n || n > UINT32_MAX)
        return false;
    *out = (uint32_t)n;
    s->len = at - 1;
    return true;
}

/* FILE:LINE or FILE:LINE:COL */
static bool parse_place(tie_str s, tie_place_ref *out) {
    tie_place_ref place = {.path = s};
    uint32_t last, before;
    if (!cut_number(&place.path, &last))
        return false;
    place.line = last;
    if (cut_number(&place.path, &before)) {
        place.line = before;
        place.col = last;
    }
    *out = place;
    return true;
}

/* The files of the two places, once each, unless others are named. */
static tie_strs paths_of(tie_cli *cli, const tie_place_ref *a, const tie_place_ref *b) {
    tie_strs operands = TIE_STRS_OF(cli->options.operands);
    if (operands.count > 2)
        return (tie_strs){operands.items + 2, operands.count - 2};
    tie_str *paths = TIE_NEW(cli->arena, tie_str, 2);
    paths[0] = a->path;
    paths[1] = b->path;
    return (tie_strs){paths, tie_str_eq(a->path, b->path) ? 1 : 2};
}

static void print(tie_cli *cli, tie_str text) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_cli_put_lines(&out, "", text);
    tie_cli_write(cli, &out);
}

static int explain(tie_cli *cli, tie_corpus *corpus, const tie_place_ref *a, const tie_place_ref *b,
                   bool unread) {
    tie_err err = {0};
    tie_run *run = NULL;
    tie_buf text = tie_buf_new(cli->arena);
    bool failed = tie_corpus_read(corpus, NULL, NULL, true, &err) ||
                  tie_run_new(corpus, &run, &err) || tie_why(run, a, b, &text, &err);
    unread = tie_cli_tell_unread(cli, corpus) || unread;
    if (failed)
        tie_cli_complain(cli, &err);
    else
        print(cli, tie_buf_str(&text));
    tie_run_free(run);
    return failed ? TIE_EXIT_USAGE : unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
}

int tie_cmd_why(tie_cli *cli) {
    const tie_str *operands = cli->options.operands.items;
    tie_place_ref a, b;
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    if (cli->options.operands.count < 2)
        return tie_cli_usage(cli, "why needs two places: FILE:LINE or FILE:LINE:COL each");
    if (!parse_place(operands[0], &a) || !parse_place(operands[1], &b))
        return tie_cli_usage(cli, "a place is FILE:LINE or FILE:LINE:COL");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    tie_corpus *corpus = tie_cli_corpus(cli, rules, paths_of(cli, &a, &b), &unread);
    if (corpus)
        status = explain(cli, corpus, &a, &b, unread);
    tie_corpus_free(corpus);
    tie_ruleset_free(rules);
    return status;
}
