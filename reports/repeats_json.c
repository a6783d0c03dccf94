/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON document: every cluster with its passages, their edit scripts against the canonical one,
 * and its figures slot by slot. */
#include "reports/json_write.h"
#include "reports/repeats.h"

static void place(tie_writer *json, tie_repeats_writer *w, uint32_t doc, tie_span span) {
    const tie_doc *d = tie_repeats_doc(w, doc);
    tie_span in_file = tie_repeats_in_file(w, doc, span);
    uint32_t line, col;
    tie_repeats_line_col(w, doc, span.start, &line, &col);
    TIE_JSON(str, json, "doc", d->path);
    TIE_JSON(str_or_null, json, "segment", d->segment);
    TIE_JSON(str_or_null, json, "source", d->source);
    TIE_JSON(period, json, "date", d->date);
    TIE_JSON(int, json, "start", in_file.start);
    TIE_JSON(int, json, "end", in_file.end);
    TIE_JSON(int, json, "line", line);
    TIE_JSON(int, json, "col", col);
}

static void ends(tie_writer *json, const char *start, const char *end, tie_span span) {
    TIE_JSON(int, json, start, span.start);
    TIE_JSON(int, json, end, span.end);
}

/* Edits that turn the canonical text into this one; offsets count from the start of each text. */
static void script(tie_writer *json, tie_repeats_writer *w, tie_str from, tie_str to) {
    const tie_repeat_edit *edits;
    size_t count = tie_repeat_script(w->words, w->scratch, from, to, &edits);
    tie_writer_key(json, "script");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        tie_writer_open(json, '{');
        TIE_JSON(name, json, "op", tie_slot_op_name(edits[i].op));
        ends(json, "from_start", "from_end", edits[i].a);
        ends(json, "start", "end", edits[i].b);
        tie_writer_close(json, '}');
    }
    tie_writer_close(json, ']');
}

static void member(tie_writer *json, tie_repeats_writer *w, const tie_repeat_member *m,
                   tie_str canonical) {
    tie_str text = tie_repeats_quote(w, m->doc, m->span);
    tie_writer_break(json);
    tie_writer_open(json, '{');
    place(json, w, m->doc, m->span);
    TIE_JSON(bool, json, "canonical", m->canonical);
    TIE_JSON(bool, json, "quoted", tie_repeats_quoted(w, m));
    TIE_JSON(str, json, "text", text);
    script(json, w, canonical, text);
    tie_writer_close(json, '}');
}

/* A figure of the canonical member and its counterparts, null where a member has none. */
static void figure(tie_writer *json, tie_repeats_writer *w, const tie_repeat_cluster *c,
                   uint32_t column, const bool *hedges) {
    tie_repeat_votes votes = tie_repeat_vote(c, column, w->scratch);
    tie_str mode = {0};
    tie_writer_break(json);
    tie_writer_open(json, '{');
    TIE_JSON(bool, json, "differs", c->columns[column].differs);
    TIE_JSON(bool, json, "hedges_differ", hedges[column]);
    tie_writer_key(json, "hedges");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_slot *slot = tie_repeat_slot_in(&c->members[i], column);
        tie_hedge hedge = slot ? tie_repeats_hedge(w, c->members[i].doc, slot->span).hedge : 0;
        tie_writer_str_or_null(json, slot ? tie_str_c(tie_hedge_name(hedge)) : (tie_str){0});
    }
    tie_writer_close(json, ']');
    tie_writer_key(json, "texts");
    tie_writer_open(json, '[');
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_slot *slot = tie_repeat_slot_in(&c->members[i], column);
        tie_str text = slot ? tie_repeats_quote(w, c->members[i].doc, slot->span) : (tie_str){0};
        tie_writer_str_or_null(json, text);
        if (slot && votes.mode_count && slot->value == votes.mode && !mode.len)
            mode = text;
    }
    tie_writer_close(json, ']');
    TIE_JSON(str_or_null, json, "mode", mode);
    TIE_JSON(int, json, "mode_count", votes.mode_count);
    tie_writer_key(json, "outliers"); /* members, from 0 */
    tie_writer_open(json, '[');
    for (size_t i = 0; votes.mode_count && i < c->member_count; i++) {
        const tie_repeat_slot *slot = tie_repeat_slot_in(&c->members[i], column);
        if (slot && slot->value != votes.mode)
            tie_writer_int(json, i);
    }
    tie_writer_close(json, ']');
    tie_writer_close(json, '}');
}

static void begin(tie_repeats_writer *w) {
    tie_buf_puts(w->out, "{\"version\":\"" TIE_VERSION "\",\"clusters\":[");
}

static void add(tie_repeats_writer *w, const tie_repeat_cluster *c) {
    const tie_repeat_standing *s = &w->survey->standings.items[c->number];
    const tie_repeat_member *first = tie_repeats_canonical(c);
    tie_str canonical = tie_repeats_quote(w, first->doc, first->span);
    const bool *hedges = tie_repeats_hedges_differ(w, c, c->member_count);
    tie_writer json = {.buf = w->out, .comma = w->rows};
    tie_writer_break(&json);
    tie_writer_open(&json, '{');
    TIE_JSON(int, &json, "cluster", c->number);
    TIE_JSON(name, &json, "kind", tie_repeat_kind_name(s->kind));
    tie_writer_key(&json, "series");
    if (s->series)
        tie_writer_int(&json, s->series);
    else
        tie_writer_null(&json);
    TIE_JSON(int, &json, "documents", s->documents);
    TIE_JSON(int, &json, "sources", s->sources);
    TIE_JSON(name, &json, "direction", s->dated ? "from the canonical passage" : "unknown");
    tie_writer_key(&json, "passages");
    tie_writer_open(&json, '[');
    for (size_t i = 0; i < c->member_count; i++)
        member(&json, w, &c->members[i], canonical);
    tie_writer_close(&json, ']');
    tie_writer_key(&json, "figures");
    tie_writer_open(&json, '[');
    for (uint32_t i = 0; i < c->column_count; i++)
        figure(&json, w, c, i, hedges);
    tie_writer_close(&json, ']');
    tie_writer_close(&json, '}');
    w->rows = true;
}

static void end(tie_repeats_writer *w) {
    const tie_repeat_extent *extents;
    size_t count = tie_repeat_survey_extents(w->survey, &extents);
    tie_buf_puts(w->out, "]");
    tie_writer json = {.buf = w->out, .comma = true};
    tie_writer_key(&json, "boilerplate");
    tie_writer_open(&json, '[');
    for (size_t i = 0; i < count; i++) {
        const tie_doc *doc = tie_repeats_doc(w, extents[i].doc);
        tie_writer_break(&json);
        tie_writer_open(&json, '{');
        TIE_JSON(str, &json, "doc", doc->path);
        TIE_JSON(str_or_null, &json, "segment", doc->segment);
        TIE_JSON(int, &json, "bytes", extents[i].bytes);
        TIE_JSON(int, &json, "of", doc->span.end - doc->span.start);
        tie_writer_close(&json, '}');
    }
    tie_writer_close(&json, ']');
    tie_writer_key(&json, "ignored");
    tie_writer_open(&json, '{');
    TIE_JSON(int, &json, "repeats", w->ignored_passages);
    TIE_JSON(int, &json, "documents", w->ignored_documents);
    tie_writer_close(&json, '}');
    tie_writer_close(&json, '}');
    tie_buf_putc(w->out, '\n');
}

const tie_repeats_format tie_repeats_json = {
    .name = "json", .survey = true, .begin = begin, .add = add, .end = end};
