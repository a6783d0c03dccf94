/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout repeats: passages that several places share but for their figures. */
#include "analyze/repeat_lexicon.h"
#include "base/date.h"
#include "base/err.h"
#include "base/io.h"
#include "cli/cli.h"
#include "reports/repeats.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

typedef struct finder {
    tie_cli *cli;
    tie_corpus *corpus;
    tie_repeats *repeats;
    tie_repeat_words *words;
    tie_repeat_ignores ignores;
    const tie_repeats_format *format;
    tie_repeats_writer writer;
    tie_repeat_survey survey;
    tie_buf out;
    tie_err err;
    tie_code code;
    tie_str path;  /* of the newest document */
    uint32_t file; /* number of its file */
} finder;

/* ---- Reading ---- */

/* Segments of one file are near each other; members of JSON Lines are documents like any other. */
static tie_repeat_origin origin_of(finder *f, const tie_extraction *found) {
    const tie_doc *doc = found->doc;
    if (f->path.ptr != doc->path.ptr)
        f->file++;
    f->path = doc->path;
    bool segment = doc->span.end - doc->span.start != found->text.len;
    int32_t day = doc->date.known ? tie_date_last_day(doc->date.to) : TIE_DAY_UNKNOWN;
    return (tie_repeat_origin){.file = segment ? f->file : 0,
                               .day = day == TIE_DAY_UNKNOWN ? TIE_REPEAT_NO_DAY : day};
}

static bool take(void *user, const tie_extraction *found) {
    finder *f = user;
    const tie_doc *doc = found->doc;
    bool ignored = tie_repeat_ignores_path(&f->ignores, doc->path);
    tie_str text = tie_str_span(found->text, doc->span);
    if (!found->continued) {
        f->writer.ignored_documents += ignored;
        text.len = ignored ? 0 : text.len; /* documents keep their numbers */
        f->code = tie_repeats_begin(f->repeats, text, origin_of(f, found), doc->text_hash, &f->err);
    }
    if (!f->code && !ignored)
        f->code = tie_repeats_read(f->repeats, found->there - doc->span.start, &f->err);
    return f->code == TIE_OK;
}

/* ---- Printing ---- */

static bool survey(void *user, const tie_repeat_cluster *c) {
    finder *f = user;
    tie_repeat_outline outline = tie_repeats_outline(f->repeats, c->number);
    uint32_t traits = tie_repeat_traits(&f->survey, c);
    if (tie_repeat_survey_add(&f->survey, &outline, traits) == TIE_REPEAT_BOILERPLATE)
        tie_repeat_survey_boilerplate(&f->survey, c);
    return true;
}

static bool print(void *user, const tie_repeat_cluster *c) {
    finder *f = user;
    f->format->add(&f->writer, c);
    tie_arena_clear(f->cli->scratch);
    return tie_cli_write(f->cli, &f->out);
}

/* A cluster in the order of kinds and series. */
typedef struct rank {
    uint32_t kind, series, number;
} rank;

static int cmp_ranks(const void *a, const void *b) {
    const rank *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static void print_by_kind(finder *f) {
    size_t count = tie_repeats_count(f->repeats);
    rank *ranks = TIE_NEW(f->cli->arena, rank, count);
    for (size_t i = 0; i < count; i++) {
        const tie_repeat_standing *s = &f->survey.standings.items[i];
        ranks[i] = (rank){s->kind, s->series, (uint32_t)i};
    }
    qsort(ranks, count, sizeof *ranks, cmp_ranks);
    for (size_t i = 0; i < count && !f->code && !f->cli->closed; i++)
        f->code = tie_repeats_take(f->repeats, ranks[i].number, print, f, &f->err);
}

static void report(finder *f) {
    const tie_doc *docs;
    size_t doc_count = tie_corpus_docs(f->corpus, &docs);
    if (f->format->survey) {
        f->survey = tie_repeat_survey_new(f->cli->arena, docs, doc_count);
        f->code = tie_repeats_each(f->repeats, survey, f, &f->err);
        tie_repeat_survey_close(&f->survey);
    }
    f->writer.ignored_passages = tie_repeats_ignored(f->repeats);
    f->format->begin(&f->writer);
    if (f->format->by_kind)
        print_by_kind(f);
    else if (!f->code)
        f->code = tie_repeats_each(f->repeats, print, f, &f->err);
    f->format->end(&f->writer);
    tie_cli_write(f->cli, &f->out);
}

/* ---- The command ---- */

static bool read_ignores(finder *f) {
    tie_cli *cli = f->cli;
    for (size_t i = 0; i < cli->options.ignores.count; i++) {
        tie_str list;
        if (tie_io_read(cli->arena, cli->options.ignores.items[i], 0, &list, &f->err)) {
            tie_cli_complain(cli, &f->err);
            return false;
        }
        tie_repeat_ignores_add(&f->ignores, cli->arena, f->words, list);
    }
    return true;
}

/* What is given back goes back to the system: glibc keeps blocks of a size that was freed before.
 */
static void keep_nothing(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
#endif
}

/* What is left of the budget beside the program and its rules, but never nothing. 0: no budget. */
static size_t search_memory(uint64_t budget) {
    const uint64_t program = 36 << 20;
    return (size_t)(budget > 2 * program ? budget - program : budget / 2);
}

static int find(finder *f, bool unread) {
    tie_repeat_options options = {.memory_bytes = search_memory(f->cli->options.memory_bytes),
                                  .ignores = &f->ignores};
    if (options.memory_bytes)
        keep_nothing();
    f->code = tie_repeats_new(f->words, &options, &f->repeats, &f->err);
    if (!f->code) {
        tie_code read = tie_corpus_read(f->corpus, take, f, true, &f->err);
        f->code = f->code ? f->code : read;
    }
    if (!f->code)
        f->code = tie_repeats_find(f->repeats, &f->err);
    if (!f->code)
        report(f);
    if (f->code) {
        tie_cli_complain(f->cli, &f->err);
        return TIE_EXIT_USAGE;
    }
    unread = tie_cli_tell_unread(f->cli, f->corpus) || unread;
    return unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
}

int tie_cmd_repeats(tie_cli *cli) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    if (!tie_cli_has_inputs(cli, cli->options.operands.count))
        return tie_cli_usage(cli, "nothing to read: name files or folders");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    finder f = {.cli = cli, .out = tie_buf_new(cli->arena)};
    f.words = tie_repeat_words_of(rules, cli->arena);
    f.format = tie_repeats_format_find(cli->options.format);
    f.corpus = tie_cli_corpus(cli, rules, TIE_STRS_OF(cli->options.operands), &unread);
    f.writer = (tie_repeats_writer){.out = &f.out,
                                    .scratch = cli->scratch,
                                    .corpus = f.corpus,
                                    .words = f.words,
                                    .survey = &f.survey,
                                    .style = tie_cli_style(cli)};
    if (f.corpus && read_ignores(&f))
        status = find(&f, unread);
    tie_repeats_free(f.repeats);
    tie_corpus_free(f.corpus);
    tie_ruleset_free(rules);
    return status;
}
