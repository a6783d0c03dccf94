/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/reading.h"

#include "base/date.h"
#include "base/dec.h"
#include "base/interval.h"
#include "base/str.h"

const char *tie_reading_assumption(tie_assumption bit) {
    static const struct {
        tie_assumption bit;
        const char *words;
    } words[] = {
        {TIE_ASSUME_PERIOD_FRAME, "the period of an earlier sentence"},
        {TIE_ASSUME_PERIOD_SENTENCE, "the period of another figure in the sentence"},
        {TIE_ASSUME_PERIOD_HEADING, "the period of the heading"},
        {TIE_ASSUME_PERIOD_DOCUMENT, "the period of the document"},
        {TIE_ASSUME_YEAR, "a year that is not printed"},
        {TIE_ASSUME_PLACE_SENTENCE, "the place of the sentence before"},
        {TIE_ASSUME_PLACE_HEADING, "the place of the heading"},
        {TIE_ASSUME_PLACE_DOCUMENT, "the place that the document is about"},
        {TIE_ASSUME_HEDGE_SCOPE, "that a hedge covers the figures after it"},
        {TIE_ASSUME_NOUN, "what is counted, which stands elsewhere"},
        {TIE_ASSUME_METRIC_TON, "that tons are metric"},
        {TIE_ASSUME_RELATIVE_PERIOD, "a period counted from the document's date"},
        {TIE_ASSUME_PERIOD_UNKNOWN, "that unknown periods are the same"},
        {TIE_ASSUME_AGENT, "who counted, where nobody is named"},
        {TIE_ASSUME_FISCAL_YEAR, "a fiscal year, by the year of its name"},
        {TIE_ASSUME_SUBJECT, "that like words speak of the same thing"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].bit == bit)
            return words[i].words;
    }
    return tie_assumption_name(bit);
}

static const char *origin_words(tie_origin origin) {
    switch (origin) {
    case TIE_ORIGIN_NONE:
        break;
    case TIE_ORIGIN_OWN:
        return "its own sentence";
    case TIE_ORIGIN_FRAME:
        return "an earlier sentence that governs what follows";
    case TIE_ORIGIN_SENTENCE:
        return "loosely its sentence, or the one before";
    case TIE_ORIGIN_PARAGRAPH:
        return "the paragraph";
    case TIE_ORIGIN_HEADING:
        return "the heading";
    case TIE_ORIGIN_DOCUMENT:
        return "the document";
    case TIE_ORIGIN_PACK:
        return "the rule pack";
    }
    return "";
}

static void add(tie_reading *r, const char *label, tie_str value, tie_str source) {
    if (value.len)
        *TIE_PUSH(r->arena, &r->lines) = (tie_reading_line){label, value, source};
}

/* "by “at least”"; empty without a form. */
static tie_str by_words(tie_arena *arena, tie_str form) {
    return form.len ? tie_arena_printf(arena, "by “%.*s”", TIE_FMT(form)) : form;
}

static tie_str spaced(tie_arena *arena, const char *name) {
    tie_buf buf = tie_buf_new(arena);
    for (; *name; name++)
        tie_buf_putc(&buf, *name == '_' ? ' ' : *name);
    return tie_buf_str(&buf);
}

static tie_str period_text(tie_arena *arena, tie_period period) {
    tie_buf buf = tie_buf_new(arena);
    tie_period_render(&buf, period);
    if (period.instant)
        tie_buf_puts(&buf, " (the state at that time)");
    return tie_buf_str(&buf);
}

static tie_str interval_text(tie_arena *arena, tie_interval interval) {
    tie_buf buf = tie_buf_new(arena);
    tie_interval_render(&buf, interval);
    return tie_buf_str(&buf);
}

static tie_str value_text(tie_arena *arena, const tie_claim *claim) {
    tie_buf buf = tie_buf_new(arena);
    tie_dec_render_grouped(&buf, claim->value);
    if (tie_dec_cmp(claim->value, claim->value_hi) != 0) {
        tie_buf_puts(&buf, " to ");
        tie_dec_render_grouped(&buf, claim->value_hi);
    }
    return tie_buf_str(&buf);
}

static tie_str kind_text(tie_arena *arena, const tie_claim *claim) {
    const char *direction = tie_direction_name(claim->direction);
    return tie_arena_printf(arena, "%s%s%s", tie_kind_name(claim->kind), direction ? ", " : "",
                            direction ? direction : "");
}

static void add_value(tie_reading *r, const tie_claim *c, const tie_trace *trace) {
    bool hedged = c->hedge != TIE_HEDGE_EXACT;
    add(r, "value", value_text(r->arena, c), (tie_str){0});
    add(r, "unit", c->unit, by_words(r->arena, trace->unit));
    if (hedged)
        add(r, "hedge", spaced(r->arena, tie_hedge_name(c->hedge)),
            by_words(r->arena, trace->hedge));
    add(r, "interval", interval_text(r->arena, c->decides), (tie_str){0});
    if (hedged)
        add(r, "as worded", interval_text(r->arena, c->worded), (tie_str){0});
    add(r, "kind", kind_text(r->arena, c), (tie_str){0});
}

static void add_words(tie_reading *r, const tie_claim *c, const tie_trace *trace) {
    add(r, "counts", c->noun, (tie_str){0});
    add(r, "verb", c->predicate, by_words(r->arena, trace->predicate));
    add(r, "agent", c->agent, by_words(r->arena, trace->agent));
    add(r, "said by", c->attribution, (tie_str){0});
    if (c->modality != TIE_MODALITY_STATED)
        add(r, "modality", tie_str_c(tie_modality_name(c->modality)), (tie_str){0});
}

/* The words of the text and where they stand, else what part of the text they are in. */
static tie_str from_text(tie_arena *arena, tie_origin origin, tie_str words, uint32_t line) {
    if (!words.len)
        return tie_str_c(origin_words(origin));
    return tie_arena_printf(arena, "by “%.*s”, line %u: %s", TIE_FMT(words), line,
                            origin_words(origin));
}

static void add_facets(tie_reading *r, const tie_claim *c, const tie_trace *trace) {
    tie_str unknown = TIE_STR("not known"), none = {0};
    add(r, "period", c->period.known ? period_text(r->arena, c->period) : unknown,
        from_text(r->arena, c->period_from, trace->period, trace->period_line));
    add(r, "place", c->place.len ? c->place : unknown,
        from_text(r->arena, c->place_from, trace->place, trace->place_line));
    if (!c->measure.len) {
        add(r, "measure", TIE_STR("open: no pack's measure took it"), none);
        return;
    }
    tie_buf terms = tie_buf_new(r->arena);
    for (size_t i = 0; i < trace->terms.count; i++) {
        tie_buf_puts(&terms, i ? ", “" : " by “");
        tie_buf_add(&terms, trace->terms.items[i]);
        tie_buf_puts(&terms, "”");
    }
    add(r, "measure", c->measure,
        tie_arena_printf(r->arena, "rule %.*s%.*s", TIE_FMT(c->pack_rule), (int)terms.len,
                         terms.len ? terms.ptr : ""));
}

tie_reading tie_reading_claim(tie_arena *arena, const tie_claim *claim, const tie_trace *trace) {
    static const tie_trace none = {0};
    tie_reading r = {.arena = arena};
    const tie_trace *by = trace ? trace : &none;
    add_value(&r, claim, by);
    add_words(&r, claim, by);
    add_facets(&r, claim, by);
    for (uint32_t rest = claim->assumptions; rest; rest &= rest - 1)
        add(&r, rest == claim->assumptions ? "assumes" : "",
            tie_str_c(tie_reading_assumption((tie_assumption)(rest & (0 - rest)))), (tie_str){0});
    return r;
}

tie_reading tie_reading_date(tie_arena *arena, const tie_date_expr *date) {
    tie_reading r = {.arena = arena};
    tie_str none = {0};
    add(&r, "period", date->period.known ? period_text(arena, date->period) : TIE_STR("not known"),
        none);
    add(&r, "fault", date->fault, none);
    return r;
}

tie_reading tie_reading_number(tie_arena *arena, const tie_number *number) {
    tie_reading r = {.arena = arena};
    tie_buf value = tie_buf_new(arena);
    tie_dec_render_grouped(&value, number->value);
    add(&r, "no claim", number->reject, (tie_str){0});
    add(&r, "value", tie_buf_str(&value), (tie_str){0});
    return r;
}
