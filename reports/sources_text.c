/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit of sources as a table with the words that it needs. */
#include "reports/account.h"
#include "reports/escape.h"
#include "reports/sources.h"
#include "reports/terminal.h"

#include <stdio.h>

enum { COLUMNS_BESIDE_NAME = 61, NAME_LEAST = 12, NAME_MOST = 40 };

static void put_paragraph(tie_buf *out, tie_arena *scratch, unsigned width, const char *text) {
    tie_prose prose = tie_prose_new(scratch, false);
    tie_prose_add(&prose, tie_str_c(text));
    tie_prose_put(out, &prose, 0, width, TIE_INK_PLAIN);
}

/* ---- The table ---- */

static unsigned name_width(const tie_sources *all, unsigned width) {
    unsigned longest = NAME_LEAST,
             room = width > COLUMNS_BESIDE_NAME ? width - COLUMNS_BESIDE_NAME : 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].name.len > longest)
            longest =
                all->items[i].name.len > NAME_MOST ? NAME_MOST : (unsigned)all->items[i].name.len;
    return room < NAME_LEAST ? NAME_LEAST : longest < room ? longest : room;
}

/* A share of n in whole per cent, "-" where n is too few to share; right-aligned. */
static void put_share(tie_buf *out, int columns, uint32_t part, uint32_t n) {
    char text[16] = "-";
    if (n >= TIE_STAT_MIN_RATE)
        snprintf(text, sizeof text, "%.0f%%", 100.0 * part / n);
    tie_buf_printf(out, "%*s", columns, text);
}

static void put_rate(tie_buf *out, const tie_source *s) {
    const tie_rate *r = &s->agreement;
    char rank[16] = "";
    if (s->rank)
        snprintf(rank, sizeof rank, "%u", s->rank);
    tie_buf_printf(out, "%5s", rank);
    if (r->is.status == TIE_STAT_OK)
        tie_buf_printf(out, "%7.0f%%  %3.0f to %3.0f", 100 * r->rate, 100 * r->lo, 100 * r->hi);
    else
        tie_buf_printf(out, "%8s  %10s", "-", "too few");
    tie_buf_printf(out, "%5u", s->comparable);
}

static void put_sums(tie_buf *out, const tie_source *s) {
    char text[32] = "-";
    if (s->held + s->failed)
        snprintf(text, sizeof text, "%u/%u", s->held, s->held + s->failed);
    tie_buf_printf(out, "%8s", text);
}

static void put_row(tie_buf *out, const tie_sources *all, const tie_source *s, unsigned name) {
    tie_put_cell(out, s->name, name);
    put_rate(out, s);
    put_share(out, 7, s->items, (uint32_t)all->cells);
    put_sums(out, s);
    put_share(out, 7, s->round, s->long_figures);
    put_share(out, 8, s->hedged, s->claims);
    tie_buf_putc(out, '\n');
}

static void put_table(tie_buf *out, const tie_sources *all, unsigned width) {
    unsigned name = name_width(all, width);
    tie_put_cell(out, TIE_STR("source"), name);
    tie_buf_puts(out, " rank  agrees    90% band   of  cover    sums  round  hedged\n");
    for (size_t i = 0; i < all->count; i++)
        put_row(out, all, &all->items[i], name);
}

/* ---- What few others say ---- */

static void add_names(tie_buf *text, const tie_sources *all, const tie_source_group *group) {
    for (uint32_t i = 0; i < group->count; i++) {
        tie_buf_puts(text, !i ? "" : i + 1 < group->count ? ", " : " and ");
        tie_buf_add(text, all->items[group->sources[i]].name);
    }
}

static void put_group(tie_buf *out, tie_arena *scratch, const tie_sources *all, size_t number,
                      unsigned width) {
    enum { SHOWN = 3 };
    const tie_source_group *group = &all->groups[number];
    tie_buf text = tie_buf_new(scratch);
    size_t told = 0, pairs = 0;
    if (group->count > 2) { /* a pair is named by what it shares */
        add_names(&text, all, group);
        tie_buf_puts(&text, ": ");
    }
    for (size_t i = 0; i < all->pair_count; i++) {
        if (all->items[all->pairs[i].a].group != number + 1)
            continue;
        pairs++;
        if (told == SHOWN)
            continue;
        tie_buf_puts(&text, told++ ? " " : "");
        tie_sources_put_pair(&text, all, &all->pairs[i]);
    }
    if (pairs > told)
        tie_buf_printf(&text, " So do %zu other pairs of them.", pairs - told);
    tie_prose prose = tie_prose_new(scratch, false);
    tie_prose_add(&prose, tie_buf_str(&text));
    tie_buf_puts(out, "  ");
    tie_prose_put(out, &prose, 2, width, TIE_INK_PLAIN);
}

static void put_groups(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width) {
    if (!all->group_count)
        return;
    tie_buf_puts(out, "\nNot independent of each other\n");
    for (size_t i = 0; i < all->group_count; i++)
        put_group(out, scratch, all, i, width);
    put_paragraph(out, scratch, width,
                  "Who follows whom, or whether all follow another, these figures do not tell.");
}

/* ---- What was repeated, and what was changed ---- */

/* A line of its own behind the source's name. */
static void put_line(tie_buf *out, tie_arena *scratch, const tie_source *s, unsigned width,
                     tie_str words) {
    tie_prose prose = tie_prose_new(scratch, false);
    tie_prose_add(&prose, s->name);
    tie_prose_add(&prose, TIE_STR(": "));
    tie_prose_add(&prose, words);
    tie_buf_puts(out, "  ");
    tie_prose_put(out, &prose, 2, width, TIE_INK_PLAIN);
}

static void put_repeated(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width) {
    bool any = false;
    for (size_t i = 0; i < all->count; i++) {
        const tie_source *s = &all->items[i];
        if (!s->repeated)
            continue;
        if (!any)
            tie_buf_puts(out, "\nFigures in passages that another source published before\n");
        any = true;
        put_line(out, scratch, s, width,
                 tie_arena_printf(scratch, "%u of %u", s->repeated, s->claims));
    }
}

static void put_changed(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width) {
    bool any = false;
    for (size_t i = 0; i < all->count; i++) {
        const tie_source *s = &all->items[i];
        if (!tie_source_changed(s))
            continue;
        if (!any)
            tie_buf_puts(out, "\nFigures that a source changed later\n");
        any = true;
        tie_buf text = tie_buf_new(scratch);
        tie_sources_put_changes(&text, s);
        put_line(out, scratch, s, width, tie_buf_str(&text));
    }
}

/* ---- All of it ---- */

static void put_legend(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width) {
    tie_buf_putc(out, '\n');
    put_paragraph(out, scratch, width, tie_sources_legend);
    if (all->nameless) {
        tie_buf_putc(out, '\n');
        tie_buf_printf(out, "%zu figures stand in documents without a source and are left out\n",
                       all->nameless);
    }
}

void tie_sources_put_text(tie_buf *out, tie_arena *scratch, const tie_sources *all,
                          unsigned width) {
    tie_put_count(out, all->count, "source", "sources");
    tie_buf_puts(out, "; ");
    tie_put_count(out, all->cells, "figure is", "figures are");
    tie_buf_puts(out, " given by two or more\n");
    if (!all->count) {
        tie_buf_puts(out,
                     "no document names its source: see --source, --sidecar and the sources of "
                     "packs\n");
        return;
    }
    tie_buf_putc(out, '\n');
    put_table(out, all, width);
    put_groups(out, scratch, all, width);
    put_repeated(out, scratch, all, width);
    put_changed(out, scratch, all, width);
    put_legend(out, scratch, all, width);
}
