/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit of sources as JSON and as a table for other programs. */
#include "reports/escape.h"
#include "reports/rows.h"
#include "reports/sources.h"

#include <stdio.h>

/* ---- JSON ---- */

static void put_share(tie_writer *json, const char *key, double share) {
    char digits[16];
    snprintf(digits, sizeof digits, "%.4f", share);
    TIE_JSON(str, json, key, tie_str_c(digits));
}

static void put_chance(tie_writer *json, const char *key, double p) {
    char digits[24];
    snprintf(digits, sizeof digits, "%.2g", p);
    TIE_JSON(str, json, key, tie_str_c(digits));
}

static void put_rate(tie_writer *json, const tie_rate *rate) {
    bool known = rate->is.status == TIE_STAT_OK;
    tie_writer_key(json, "agreement");
    tie_writer_open(json, '{');
    TIE_JSON(int, json, "n", rate->is.n);
    TIE_JSON(int, json, "least", rate->is.min_n);
    if (known) {
        put_share(json, "rate", rate->rate);
        put_share(json, "lo", rate->lo);
        put_share(json, "hi", rate->hi);
    }
    TIE_JSON(name, json, "why", known ? NULL : rate->is.why);
    tie_writer_close(json, '}');
}

static void put_int_or_null(tie_writer *json, const char *key, bool known, uint64_t n) {
    tie_writer_key(json, key);
    if (known)
        tie_writer_int(json, n);
    else
        tie_writer_null(json);
}

static void put_source(tie_writer *json, const tie_sources *all, const tie_source *s) {
    tie_writer_break(json);
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "source", s->name);
    TIE_JSON(int, json, "documents", s->docs);
    TIE_JSON(int, json, "figures", s->claims);
    put_int_or_null(json, "rank", s->rank, s->rank);
    put_rate(json, &s->agreement);
    TIE_JSON(int, json, "comparable", s->comparable);
    TIE_JSON(int, json, "items", s->items);
    tie_writer_key(json, "arithmetic");
    tie_writer_open(json, '{');
    TIE_JSON(int, json, "held", s->held);
    TIE_JSON(int, json, "failed", s->failed);
    tie_writer_close(json, '}');
    tie_writer_key(json, "precision");
    tie_writer_open(json, '{');
    TIE_JSON(int, json, "exact", s->exact);
    TIE_JSON(int, json, "hedged", s->hedged);
    TIE_JSON(int, json, "round", s->round);
    TIE_JSON(int, json, "round_of", s->long_figures);
    TIE_JSON(int, json, "median_digits", s->digits);
    tie_writer_close(json, '}');
    put_int_or_null(json, "repeated", all->text, s->repeated);
    put_int_or_null(json, "group", s->group, s->group);
    tie_writer_key(json, "changed");
    tie_writer_open(json, '{');
    TIE_JSON(int, json, "updates", s->updates);
    TIE_JSON(int, json, "corrected", s->corrected);
    TIE_JSON(int, json, "restated", s->restated);
    TIE_JSON(int, json, "lags", s->lags);
    put_int_or_null(json, "median_days", s->lags, (uint64_t)s->lag_days);
    tie_writer_close(json, '}');
    tie_writer_close(json, '}');
}

static void put_pair(tie_writer *json, const tie_sources *all, const tie_copying *pair) {
    tie_writer_break(json);
    tie_writer_open(json, '{');
    TIE_JSON(str, json, "a", all->items[pair->a].name);
    TIE_JSON(str, json, "b", all->items[pair->b].name);
    TIE_JSON(int, json, "items", pair->items);
    TIE_JSON(int, json, "same_minority", pair->same);
    TIE_JSON(int, json, "any_minority", pair->either);
    if (pair->p < 1)
        put_chance(json, "p", pair->p);
    else
        TIE_JSON(name, json, "p", NULL);
    TIE_JSON(int, json, "common", pair->common);
    TIE_JSON(int, json, "verbatim", pair->verbatim);
    TIE_JSON(bool, json, "one_vote", pair->one_vote);
    tie_writer_close(json, '}');
}

static void put_group(tie_writer *json, const tie_sources *all, const tie_source_group *group) {
    tie_writer_break(json);
    tie_writer_open(json, '[');
    for (uint32_t i = 0; i < group->count; i++)
        tie_writer_str(json, all->items[group->sources[i]].name);
    tie_writer_close(json, ']');
}

void tie_rows_sources(tie_writer *json, const tie_sources *all) {
    tie_rate method = tie_stat_agreement(0, 0); /* says how it is found */
    tie_writer_open(json, '{');
    TIE_JSON(int, json, "items", all->cells);
    TIE_JSON(int, json, "figures_without_source", all->nameless);
    TIE_JSON(name, json, "method", method.is.method);
    TIE_JSON(name, json, "assumes", method.is.assumes);
    TIE_JSON(bool, json, "passages", all->text);
    tie_writer_key(json, "sources");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < all->count; i++)
        put_source(json, all, &all->items[i]);
    tie_writer_close(json, ']');
    tie_writer_key(json, "groups");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < all->group_count; i++)
        put_group(json, all, &all->groups[i]);
    tie_writer_close(json, ']');
    tie_writer_key(json, "pairs");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < all->pair_count; i++)
        put_pair(json, all, &all->pairs[i]);
    tie_writer_close(json, ']');
    tie_writer_close(json, '}');
}

void tie_sources_put_json(tie_buf *out, tie_arena *scratch, const tie_sources *all,
                          unsigned width) {
    (void)scratch;
    (void)width;
    tie_writer json = tie_writer_new(out);
    tie_rows_sources(&json, all);
    tie_buf_putc(out, '\n');
}

/* ---- CSV ---- */

static void put_cell(tie_buf *out, bool known, uint32_t n) {
    tie_buf_putc(out, ',');
    if (known)
        tie_buf_printf(out, "%u", n);
}

static void put_row(tie_buf *out, const tie_sources *all, const tie_source *s) {
    tie_escape_csv(out, s->name);
    put_cell(out, true, s->docs);
    put_cell(out, true, s->claims);
    put_cell(out, s->rank, s->rank);
    if (s->agreement.is.status == TIE_STAT_OK)
        tie_buf_printf(out, ",%.4f,%.4f,%.4f", s->agreement.rate, s->agreement.lo, s->agreement.hi);
    else
        tie_buf_puts(out, ",,,");
    const uint32_t counts[] = {s->comparable, s->items,        s->held,  s->failed, s->exact,
                               s->hedged,     s->long_figures, s->round, s->digits};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        put_cell(out, true, counts[i]);
    put_cell(out, all->text, s->repeated);
    put_cell(out, s->group, s->group);
    put_cell(out, true, s->updates);
    put_cell(out, true, s->corrected);
    put_cell(out, true, s->restated);
    put_cell(out, s->lags, (uint32_t)s->lag_days);
    tie_buf_puts(out, "\r\n");
}

void tie_sources_put_csv(tie_buf *out, tie_arena *scratch, const tie_sources *all, unsigned width) {
    (void)scratch;
    (void)width;
    tie_buf_puts(out,
                 "source,documents,figures,rank,agreement,agreement_lo,agreement_hi,comparable,"
                 "items,arithmetic_held,arithmetic_failed,exact,hedged,whole,round,median_digits,"
                 "repeated,group,updates,corrected,restated,median_days\r\n");
    for (size_t i = 0; i < all->count; i++)
        put_row(out, all, &all->items[i]);
}

const tie_sources_format *tie_sources_format_find(tie_str name) {
    static const tie_sources_format FORMATS[] = {{"text", tie_sources_put_text},
                                                 {"json", tie_sources_put_json},
                                                 {"csv", tie_sources_put_csv}};
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (tie_str_eq(name, tie_str_c(FORMATS[i].name)))
            return &FORMATS[i];
    return NULL;
}
