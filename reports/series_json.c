/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Timelines as one JSON document: points, sentences, and each statistic with what it rests on. */
#include "reports/series.h"

#include "base/date.h"
#include "reports/json_write.h"

#include <math.h>

static void number(tie_writer *json, const char *key, double x) { TIE_JSON(double, json, key, x); }

static void open(tie_writer *json, const char *key, char bracket) {
    tie_writer_key(json, key);
    tie_writer_open(json, bracket);
}

/* Opens the object of a result. True when there is an answer to go on with. */
static bool open_stat(tie_writer *json, const char *key, const tie_stat *is) {
    open(json, key, '{');
    TIE_JSON(name, json, "status",
             is->status == TIE_STAT_OK        ? "ok"
             : is->status == TIE_STAT_TOO_FEW ? "too-few"
                                              : "not-computable");
    TIE_JSON(int, json, "n", is->n);
    TIE_JSON(int, json, "min_n", is->min_n);
    TIE_JSON(name, json, "method", is->method);
    TIE_JSON(name, json, "assumes", is->assumes);
    if (is->status != TIE_STAT_OK)
        TIE_JSON(name, json, "why", is->why);
    return is->status == TIE_STAT_OK;
}

static void kendall(tie_writer *json, const tie_timeline *t) {
    const tie_kendall *k = &t->trend.kendall;
    if (open_stat(json, "trend", &k->is)) {
        TIE_JSON(name, json, "words", tie_stat_trend_words(k, t->p_trend));
        TIE_JSON(int, json, "rising", k->rising);
        TIE_JSON(int, json, "falling", k->falling);
        TIE_JSON(int, json, "undecided", k->undecided);
        number(json, "s", (double)k->s);
        number(json, "tau", k->tau);
        number(json, "var_s", k->var_s);
        TIE_JSON(bool, json, "exact", k->exact);
        number(json, "p", k->p);
        number(json, "p_adjusted", t->p_trend);
    }
    tie_writer_close(json, '}');
}

static void sen(tie_writer *json, const tie_sen *sen) {
    if (open_stat(json, "typical_change", &sen->is)) {
        number(json, "slope", sen->slope);
        number(json, "slope_lo", sen->slope_lo);
        number(json, "slope_hi", sen->slope_hi);
        number(json, "lo", sen->lo);
        number(json, "hi", sen->hi);
        number(json, "level", sen->level);
        number(json, "mid_time", sen->mid_time);
    }
    tie_writer_close(json, '}');
}

static void growth(tie_writer *json, const char *key, const tie_growth *g) {
    if (open_stat(json, key, &g->is)) {
        number(json, "rate", g->rate);
        number(json, "lo", g->lo);
        number(json, "hi", g->hi);
    }
    tie_writer_close(json, '}');
}

static void next(tie_writer *json, const tie_timeline *t) {
    const tie_next *n = &t->trend.next, *last = &t->trend.last;
    if (open_stat(json, "next", &n->is)) {
        number(json, "time", t->trend.next_time);
        number(json, "value", n->value);
        number(json, "lo", n->lo);
        number(json, "hi", n->hi);
    }
    tie_writer_close(json, '}');
    if (open_stat(json, "last", &last->is)) {
        number(json, "expected", last->value);
        number(json, "lo", last->lo);
        number(json, "hi", last->hi);
        TIE_JSON(bool, json, "outside", last->outside);
        TIE_JSON(bool, json, "may_warn", last->may_warn);
        number(json, "p", last->p);
        number(json, "p_adjusted", t->p_next);
    }
    tie_writer_close(json, '}');
}

static void odd_figures(tie_writer *json, const tie_timeline *t) {
    const tie_outlier *o = &t->trend.outlier;
    const tie_step *s = &t->trend.step;
    if (open_stat(json, "outlier", &o->is)) {
        TIE_JSON(int, json, "at", o->at);
        number(json, "t", o->t);
        number(json, "p", o->p);
        number(json, "p_adjusted", t->p_outlier);
    }
    tie_writer_close(json, '}');
    if (open_stat(json, "step", &s->is)) {
        TIE_JSON(int, json, "at", s->at);
        number(json, "before", s->before);
        number(json, "after", s->after);
        number(json, "p_change", s->p_change);
        number(json, "p_line", s->p_line);
        number(json, "p", s->p);
        number(json, "p_adjusted", t->p_step);
    }
    tie_writer_close(json, '}');
    if (open_stat(json, "serial", &t->trend.serial.is)) {
        number(json, "statistic", t->trend.serial.statistic);
        number(json, "p", t->trend.serial.p);
    }
    tie_writer_close(json, '}');
}

static void point(tie_writer *json, const tie_series_report *report, const tie_point *p) {
    const tie_claim *c = tie_series_claim(report, p->claim);
    const tie_doc *doc = tie_series_doc(report, p);
    tie_writer_open(json, '{');
    tie_writer_key(json, "period");
    tie_writer_period(json, p->period);
    number(json, "time", p->time);
    number(json, "value", p->value);
    number(json, "lo", p->lo);
    number(json, "hi", p->hi);
    TIE_JSON(name, json, "use", tie_series_use_name(p->use));
    TIE_JSON(bool, json, "flagged", p->flags != 0);
    TIE_JSON(int, json, "claims", p->count);
    TIE_JSON(str_or_null, json, "source", doc->source);
    tie_writer_key(json, "date");
    tie_writer_period(json, doc->date);
    TIE_JSON(str, json, "doc", doc->path);
    TIE_JSON(str_or_null, json, "segment", doc->segment);
    TIE_JSON(int, json, "start", c->span.start);
    TIE_JSON(int, json, "end", c->span.end);
    TIE_JSON(int, json, "line", c->line);
    TIE_JSON(int, json, "col", c->col);
    TIE_JSON(str, json, "text", c->text);
    tie_str less = {0};
    if (p->less != TIE_NO_CLAIM)
        less = tie_series_claim(report, p->less)->text;
    TIE_JSON(str_or_null, json, "less", less);
    tie_writer_close(json, '}');
}

static void points(tie_writer *json, const tie_series_report *report, const tie_timeline *t) {
    open(json, "points", '[');
    for (size_t i = 0; i < t->count; i++) {
        tie_writer_break(json);
        point(json, report, &t->points[i]);
    }
    tie_writer_close(json, ']');
}

static void words(tie_writer *json, const tie_series_report *report, const tie_timeline *t) {
    tie_strs remarks = tie_timeline_remarks(report->scratch, t);
    TIE_JSON(str, json, "sentence", tie_timeline_sentence(report->scratch, t));
    open(json, "remarks", '[');
    for (size_t i = 0; i < remarks.count; i++)
        tie_writer_str(json, remarks.items[i]);
    tie_writer_close(json, ']');
    open(json, "findings", '[');
    for (size_t i = 0; i < t->row_count; i++) {
        const tie_finding *row = &report->result->rows[t->rows[i]];
        tie_writer_open(json, '{');
        TIE_JSON(str, json, "code", row->code);
        TIE_JSON(name, json, "severity", tie_severity_name(row->severity));
        TIE_JSON(hex, json, "fingerprint", row->fingerprint);
        TIE_JSON(str_or_null, json, "message", row->message);
        tie_writer_close(json, '}');
    }
    tie_writer_close(json, ']');
}

static void timeline(tie_writer *json, const tie_series_report *report, const tie_timeline *t) {
    tie_writer_open(json, '{');
    TIE_JSON(str_or_null, json, "measure", t->measure ? t->measure->id : (tie_str){0});
    TIE_JSON(str, json, "title", t->title);
    TIE_JSON(str_or_null, json, "predicate", t->predicate);
    TIE_JSON(str_or_null, json, "agent", t->agent);
    TIE_JSON(str_or_null, json, "place", t->place);
    TIE_JSON(str_or_null, json, "unit", t->unit);
    TIE_JSON(name, json, "grain",
             t->grain == TIE_GRAIN_PART ? "part of a year" : tie_grain_name(t->grain, false));
    TIE_JSON(name, json, "growth_per", t->per);
    TIE_JSON(int, json, "figures", t->figures.n);
    TIE_JSON(int, json, "averages", t->spans);
    TIE_JSON(int, json, "superseded", t->superseded);
    TIE_JSON(int, json, "at_odds", t->disputed);
    TIE_JSON(int, json, "left_out", t->left_out);
    words(json, report, t);
    points(json, report, t);
    kendall(json, t);
    sen(json, &t->trend.sen);
    growth(json, "growth_first_to_last", &t->trend.cagr);
    growth(json, "growth_steady", &t->trend.log_growth);
    next(json, t);
    odd_figures(json, t);
    tie_writer_close(json, '}');
}

void tie_series_json(tie_buf *out, const tie_series_report *report) {
    tie_writer json = tie_writer_new(out);
    tie_mark mark = tie_arena_mark(report->scratch);
    tie_writer_open(&json, '{');
    TIE_JSON(str, &json, "version", TIE_STR(TIE_VERSION));
    tie_writer_key(&json, "today");
    tie_writer_period(&json, tie_period_of(report->result->today));
    open(&json, "series", '[');
    for (size_t i = 0; i < report->count; i++) {
        tie_writer_break(&json);
        timeline(&json, report, report->timelines[i]);
    }
    tie_writer_close(&json, ']');
    TIE_JSON(int, &json, "not_shown", report->not_shown);
    tie_writer_close(&json, '}');
    tie_buf_putc(out, '\n');
    tie_arena_rewind(report->scratch, mark);
}
