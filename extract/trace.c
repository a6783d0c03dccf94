/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/trace.h"

#include "base/date.h"

/* How many periods and places back a claim's is looked for: bounds the work on one document. */
enum { LOOK_BACK = 4096 };

static tie_str form_of(const tie_entry *entry) { return entry ? entry->form : (tie_str){0}; }

/* The phrase before the figure that the draft begins its hedge with, else the one behind. */
static tie_str hedge_form(const tie_reader *r, const tie_sentence *s, const tie_draft *d) {
    const tie_entry *entry = NULL;
    if (d->hedge_begin < d->begin)
        entry = tie_found_at(r, d->hedge_begin, d->begin, TIE_LEX_HEDGE_BEFORE);
    if (!entry && d->hedge_begin == d->begin)
        entry = tie_found_at(r, d->end, s->end, TIE_LEX_HEDGE_AFTER);
    if (!entry && d->noun.end > d->end)
        entry = tie_found_at(r, d->noun.end, s->end, TIE_LEX_HEDGE_AFTER);
    return form_of(entry);
}

/* ---- Words of the text ---- */

static uint32_t distance(const tie_draft *d, uint32_t begin, uint32_t end) {
    return end <= d->begin ? d->begin - end : begin >= d->end ? begin - d->end : 0;
}

static tie_str words(const tie_reader *r, uint32_t begin, uint32_t end) {
    return tie_str_span(r->text, tie_tokens_span(r, begin, end));
}

static uint32_t line_of(tie_reader *r, uint32_t token) {
    uint32_t line, col;
    tie_read_position(r, tie_tokens_span(r, token, token + 1).start, &line, &col);
    return line;
}

/* The nearest expression of the sentence that means the claim's period. */
static void own_period(tie_reader *r, const tie_sentence *s, const tie_draft *d, const tie_claim *c,
                       tie_trace *out) {
    const tie_when *best = NULL;
    for (size_t i = 0; i < s->whens.count; i++) {
        const tie_when *w = &s->whens.items[i];
        bool nearer = !best || distance(d, w->begin, w->end) < distance(d, best->begin, best->end);
        if (tie_period_eq(w->period, c->period) && nearer)
            best = w;
    }
    if (!best)
        return;
    out->period = words(r, best->begin, best->end);
    out->period_line = line_of(r, best->begin);
}

/* The names of the sentence from the first to the last that the claim's place is made of. */
static void own_place(tie_reader *r, const tie_sentence *s, const tie_claim *c, tie_trace *out) {
    const tie_where *first = NULL, *last = NULL;
    for (size_t i = 0; i < s->wheres.count; i++) {
        const tie_where *w = &s->wheres.items[i];
        if (!first && w->name.len && tie_str_starts(c->place, w->name))
            first = w;
        if (first && w->name.len && tie_str_ends(c->place, w->name))
            last = w;
    }
    if (!last)
        return;
    out->place = words(r, first->begin, last->end);
    out->place_line = line_of(r, first->begin);
}

static void add_seen(tie_reader *r, uint32_t begin, uint32_t end, tie_seen seen) {
    seen.words = words(r, begin, end);
    seen.line = line_of(r, begin);
    seen.heading = r->block.kind == TIE_BLOCK_HEADING;
    *TIE_PUSH(r->out, &r->seen) = seen;
}

void tie_trace_sentence(tie_reader *reader, const tie_sentence *sentence) {
    if (!reader->options->why)
        return;
    for (size_t i = 0; i < sentence->whens.count; i++) {
        const tie_when *w = &sentence->whens.items[i];
        if (w->period.known)
            add_seen(reader, w->begin, w->end, (tie_seen){.period = w->period});
    }
    for (size_t i = 0; i < sentence->wheres.count; i++) {
        const tie_where *w = &sentence->wheres.items[i];
        if (w->name.len)
            add_seen(reader, w->begin, w->end, (tie_seen){.place = w->name});
    }
}

/* What an earlier sentence said last. A place that the document is about has no words there. */
static void inherited(const tie_reader *r, const tie_claim *c, tie_trace *out) {
    bool want_period = c->period.known && !out->period.len && c->period_from != TIE_ORIGIN_DOCUMENT;
    bool want_place = c->place.len && !out->place.len && c->place_from != TIE_ORIGIN_DOCUMENT;
    size_t floor = r->seen.count > LOOK_BACK ? r->seen.count - LOOK_BACK : 0;
    for (size_t i = r->seen.count; i > floor && (want_period || want_place); i--) {
        const tie_seen *seen = &r->seen.items[i - 1];
        bool for_period = seen->heading || c->period_from != TIE_ORIGIN_HEADING;
        bool for_place = seen->heading || c->place_from != TIE_ORIGIN_HEADING;
        if (want_period && for_period && tie_period_eq(seen->period, c->period)) {
            out->period = seen->words;
            out->period_line = seen->line;
            want_period = false;
        }
        if (want_place && for_place && tie_str_eq(seen->place, c->place)) {
            out->place = seen->words;
            out->place_line = seen->line;
            want_place = false;
        }
    }
}

/* ---- Terms of the measure ---- */

static bool among(tie_terms terms, int32_t id) {
    for (size_t i = 0; i < terms.count; i++)
        if (terms.ids[i] == (uint32_t)id)
            return true;
    return false;
}

/* pack_rule is "pack:measure". */
static const tie_measure *measure_of(const tie_reader *r, const tie_claim *c) {
    for (size_t i = 0; i < r->rules->measures.count; i++) {
        const tie_measure *m = &r->rules->measures.items[i];
        if (tie_str_eq(m->id, c->measure) && tie_str_starts(c->pack_rule, m->pack))
            return m;
    }
    return NULL;
}

static tie_strs terms_of(tie_reader *r, const tie_claim *c) {
    const tie_measure *m = c->measure.len ? measure_of(r, c) : NULL;
    TIE_VEC(tie_str) forms = {0};
    for (size_t i = 0; m && i < r->terms.count; i++) {
        const tie_entry *e = r->terms.items[i];
        bool repeated = false;
        for (size_t k = 0; k < forms.count; k++)
            repeated |= tie_str_eq(forms.items[k], e->form);
        if (!repeated &&
            (among(m->any, e->arg) || among(m->all, e->arg) || among(m->verbs, e->arg)))
            *TIE_PUSH(r->out, &forms) = e->form;
    }
    return (tie_strs){forms.items, forms.count};
}

void tie_trace_claim(tie_reader *reader, const tie_sentence *sentence, const tie_draft *draft,
                     const tie_claim *claim, const tie_entry *predicate, const tie_entry *agent) {
    if (!reader->options->why)
        return;
    tie_trace trace = {.unit = form_of(draft->unit),
                       .hedge = hedge_form(reader, sentence, draft),
                       .predicate = form_of(predicate),
                       .agent = form_of(agent),
                       .terms = terms_of(reader, claim)};
    if (claim->period.known)
        own_period(reader, sentence, draft, claim, &trace);
    if (claim->place.len)
        own_place(reader, sentence, claim, &trace);
    inherited(reader, claim, &trace);
    *TIE_PUSH(reader->out, &reader->traces) = trace;
}
