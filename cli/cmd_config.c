/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout config: the settings in force, and where each comes from. */
#include "cli/cli.h"

#include "base/date.h"
#include "base/io.h"

static const struct shown {
    const char *key, *otherwise;
    tie_option_id option;
} SHOWN[] = {
#define TIE_SETTING(key, option, shape, otherwise) {key, otherwise, TIE_OPTION_##option},
#include "cli/config.def"
};

typedef struct row {
    const char *key; /* empty below the first of several */
    tie_str value, origin;
} row;

typedef struct table {
    tie_cli *cli;
    TIE_VEC(row) rows;
} table;

static void add(table *t, const char *key, tie_str value, tie_str from) {
    *TIE_PUSH(t->cli->arena, &t->rows) = (row){key, value, from};
}

static tie_str origin(const table *t, uint32_t line) {
    if (!line)
        return TIE_STR("command line");
    return tie_arena_printf(t->cli->arena, "%.*s:%u", TIE_FMT(t->cli->config.path), line);
}

static void add_setting(table *t, const struct shown *shown) {
    const tie_cli_options *o = &t->cli->options;
    const char *key = shown->key;
    for (size_t i = 0; i < o->settings.count; i++) {
        const tie_setting *s = &o->settings.items[i];
        if (s->option != shown->option)
            continue;
        add(t, key, s->value, origin(t, s->line));
        key = "";
    }
    if (*key)
        add(t, key, tie_str_c(shown->otherwise), TIE_STR("default"));
}

/* "docs (source Agency, date 2024-02)" */
static tie_str input_value(tie_cli *cli, const tie_cli_input *input) {
    tie_buf value = tie_buf_new(cli->arena);
    const tie_defaults *d = &input->defaults;
    const char *before = " (";
    tie_buf_add(&value, input->path);
    if (d->source.len) {
        tie_buf_printf(&value, "%ssource %.*s", before, TIE_FMT(d->source));
        before = ", ";
    }
    if (d->place.len) {
        tie_buf_printf(&value, "%splace %.*s", before, TIE_FMT(d->place));
        before = ", ";
    }
    if (d->date.year) {
        tie_buf_printf(&value, "%sdate ", before);
        tie_date_render(&value, d->date);
        before = ", ";
    }
    if (before[0] == ',')
        tie_buf_putc(&value, ')');
    return tie_buf_str(&value);
}

static void add_inputs(table *t) {
    const tie_cli_options *o = &t->cli->options;
    for (size_t i = 0; i < o->inputs.count; i++) {
        const tie_cli_input *input = &o->inputs.items[i];
        add(t, i ? "" : "inputs", input_value(t->cli, input), origin(t, input->line));
    }
    if (!o->inputs.count)
        add(t, "inputs", TIE_STR("none: the command line names them"), TIE_STR("default"));
}

static void add_jobs(table *t) {
    for (size_t i = 0; i < t->cli->config.jobs.count; i++) {
        const tie_config_part *job = &t->cli->config.jobs.items[i];
        add(t, i ? "" : "jobs", job->name, origin(t, job->line));
    }
}

static void print(const table *t) {
    enum { KEY_WIDTH = 10, VALUE_WIDTH_MAX = 50 };
    tie_buf out = tie_buf_new(t->cli->arena);
    size_t width = 0;
    for (size_t i = 0; i < t->rows.count; i++)
        if (t->rows.items[i].value.len > width && t->rows.items[i].value.len <= VALUE_WIDTH_MAX)
            width = t->rows.items[i].value.len;
    for (size_t i = 0; i < t->rows.count; i++) {
        const row *r = &t->rows.items[i];
        tie_cli_put_lines(&out, "",
                          tie_arena_printf(t->cli->arena, "%-*s %-*.*s  %.*s", KEY_WIDTH, r->key,
                                           (int)width, TIE_FMT(r->value), TIE_FMT(r->origin)));
    }
    tie_cli_write(t->cli, &out);
}

int tie_cmd_config(tie_cli *cli) {
    table t = {.cli = cli};
    tie_str file = cli->config.path;
    add(&t, "file", file.len ? file : TIE_STR("none"),
        tie_str_c(cli->options.config.len  ? "command line"
                  : cli->options.no_config ? "--no-config"
                  : file.len               ? "the nearest one"
                                           : "tieout init writes one"));
    add_inputs(&t);
    for (size_t i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++)
        add_setting(&t, &SHOWN[i]);
    add_jobs(&t);
    print(&t);
    return TIE_EXIT_NOTHING;
}
