/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout repeats: passages that several places share but for their figures. */
#include "analyze/repeat.h"
#include "analyze/repeat_lexicon.h"
#include "base/err.h"
#include "cli/cli.h"
#include "reports/escape.h"

typedef struct finder {
    tie_cli *cli;
    tie_corpus *corpus;
    tie_repeats *repeats;
    tie_buf *out;
    tie_err *err;
    tie_code code;
    size_t clusters;
} finder;

/* ---- Reading ---- */

static bool take(void *user, const tie_extraction *found) {
    finder *f = user;
    const tie_doc *doc = found->doc;
    int32_t day = doc->date.known ? tie_date_last_day(doc->date.to) : TIE_DAY_UNKNOWN;
    tie_repeat_origin origin = {.day = day == TIE_DAY_UNKNOWN ? TIE_REPEAT_NO_DAY : day};
    f->code = tie_repeats_add(f->repeats, tie_str_span(found->text, doc->span), origin, f->err);
    return f->code == TIE_OK;
}

/* ---- Printing ---- */

static const tie_doc *doc_of(const finder *f, uint32_t index) {
    const tie_doc *docs;
    tie_corpus_docs(f->corpus, &docs);
    return &docs[index];
}

/* Passages count bytes of their document; places count those of the file. */
static tie_span in_file(const tie_doc *doc, tie_span span) {
    return (tie_span){span.start + doc->span.start, span.end + doc->span.start};
}

static void put_row(finder *f, char kind, const tie_doc *doc, tie_span span, uint32_t cluster) {
    span = in_file(doc, span);
    tie_buf_putc(f->out, kind);
    tie_buf_putc(f->out, '\t');
    tie_escape_terminal(f->out, doc->path);
    tie_buf_printf(f->out, "\t%llu\t%llu\t%u\n", (unsigned long long)span.start,
                   (unsigned long long)span.end, cluster);
}

static bool differs(const tie_repeat_cluster *c, const tie_repeat_slot *slot) {
    return slot->column != TIE_REPEAT_NO_COLUMN && c->columns[slot->column].differs;
}

static void put_rows(finder *f, const tie_repeat_cluster *c) {
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_member *m = &c->members[i];
        put_row(f, 'P', doc_of(f, m->doc), m->span, c->number);
        for (size_t k = 0; k < m->slot_count; k++)
            if (differs(c, &m->slots[k]))
                put_row(f, 'N', doc_of(f, m->doc), m->slots[k].span, c->number);
    }
}

static void put_text(finder *f, uint32_t doc, size_t start, size_t end) {
    tie_span span = in_file(doc_of(f, doc), (tie_span){start, end});
    tie_escape_terminal(f->out, tie_corpus_quote(f->corpus, doc, span));
}

static void put_place(finder *f, const tie_repeat_member *m) {
    const tie_doc *doc = doc_of(f, m->doc);
    uint64_t start = doc->span.start + m->span.start;
    uint32_t line, col;
    tie_line_col(tie_corpus_quote(f->corpus, m->doc, (tie_span){0, start}), start, &line, &col);
    tie_buf_puts(f->out, "  ");
    tie_escape_terminal(f->out, doc->path);
    tie_buf_printf(f->out, ":%u:%u%s\n    ", line, col, m->canonical ? " (the first)" : "");
}

/* The passage, the figures that differ in angle quotes. */
static void put_member(finder *f, const tie_repeat_cluster *c, const tie_repeat_member *m) {
    put_place(f, m);
    size_t at = m->span.start;
    for (size_t k = 0; k < m->slot_count; k++) {
        const tie_repeat_slot *slot = &m->slots[k];
        if (!differs(c, slot) || slot->span.start < at)
            continue;
        put_text(f, m->doc, at, slot->span.start);
        tie_buf_puts(f->out, "\xC2\xAB");
        put_text(f, m->doc, slot->span.start, slot->span.end);
        tie_buf_puts(f->out, "\xC2\xBB");
        at = slot->span.end;
    }
    put_text(f, m->doc, at, m->span.end);
    tie_buf_puts(f->out, "\n");
}

static bool print(void *user, const tie_repeat_cluster *c) {
    finder *f = user;
    f->clusters++;
    if (tie_str_eq(f->cli->options.format, TIE_STR("tsv"))) {
        put_rows(f, c);
    } else {
        size_t columns = 0;
        for (size_t i = 0; i < c->column_count; i++)
            columns += c->columns[i].differs;
        tie_buf_printf(f->out, "%zu places, %zu of %zu figures differ\n", c->member_count, columns,
                       c->column_count);
        for (size_t i = 0; i < c->member_count; i++)
            put_member(f, c, &c->members[i]);
        tie_buf_puts(f->out, "\n");
    }
    return tie_cli_write(f->cli, f->out);
}

static int find(finder *f, bool unread) {
    f->code = tie_corpus_read(f->corpus, take, f, true, f->err);
    if (!f->code)
        f->code = tie_repeats_find(f->repeats, f->err);
    if (!f->code)
        f->code = tie_repeats_each(f->repeats, print, f, f->err);
    if (f->code || f->err->code) {
        tie_cli_complain(f->cli, f->err);
        return TIE_EXIT_USAGE;
    }
    if (tie_str_eq(f->cli->options.format, TIE_STR("text")) && !f->clusters) {
        tie_buf_puts(f->out, "no repeated passages\n");
        tie_cli_write(f->cli, f->out);
    }
    unread = tie_cli_tell_unread(f->cli, f->corpus) || unread;
    return unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
}

int tie_cmd_repeats(tie_cli *cli) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    if (!cli->options.operands.count)
        return tie_cli_usage(cli, "nothing to read: name files or folders");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    tie_err err = {0};
    tie_buf out = tie_buf_new(cli->arena);
    finder f = {.cli = cli, .out = &out, .err = &err};
    f.corpus = tie_cli_corpus(cli, rules, TIE_STRS_OF(cli->options.operands), &unread);
    if (f.corpus && tie_repeats_new(tie_repeat_words_of(rules, cli->arena),
                                    &(tie_repeat_options){0}, &f.repeats, &err))
        tie_cli_complain(cli, &err);
    if (f.repeats)
        status = find(&f, unread);
    tie_repeats_free(f.repeats);
    tie_corpus_free(f.corpus);
    tie_ruleset_free(rules);
    return status;
}
