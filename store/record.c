/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/record.h"

/* What the document says there: of the members first, then of the passages. */
static tie_str quote_of(tie_documents *c, const tie_finding *f, size_t place) {
    if (place < f->member_count)
        return tie_corpus_quote(c->corpus, f->members[place].doc, f->members[place].sentence);
    const tie_passage *p = &f->passages[place - f->member_count];
    return tie_corpus_quote(c->corpus, p->doc, p->span);
}

static bool may_be_reworded(const tie_documents *c, const tie_finding *f, size_t place) {
    if (place < f->member_count)
        return tie__may_be_reworded(&c->notes[f->members[place].doc], f->members[place].sentence);
    const tie_passage *p = &f->passages[place - f->member_count];
    return tie__may_be_reworded(&c->notes[p->doc], p->span);
}

bool tie__finding_reworded(tie_documents *c, const tie_finding *f) {
    bool same = true;
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FINDING_QUOTES);
    tie__bind_int(s, 1, c->store->job_id);
    tie__bind_hash(s, 2, f->fingerprint);
    tie__bind_int(s, 3, f->ordinal);
    for (size_t i = 0; same && i < f->member_count + f->passage_count; i++)
        same = tie__step(c->store, s) &&
               (!may_be_reworded(c, f, i) || tie_str_eq(tie__column(s, 0), quote_of(c, f, i)));
    sqlite3_reset(s);
    return !same;
}

static sqlite3_stmt *figure(tie_documents *c, int64_t finding, size_t position, tie_str role,
                            uint32_t doc, tie_span span) {
    const tie_doc *d = &c->docs[doc];
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FIGURE_ADD);
    tie__bind_int(s, 1, finding);
    tie__bind_int(s, 2, (int64_t)position);
    tie__bind_text(s, 3, role);
    tie__bind_text(s, 4, d->path);
    tie__bind_text(s, 5, d->segment);
    tie__bind_str(s, 6, d->source);
    tie__bind_str(s, 7, tie__period_words(&c->store->arena, d->date));
    tie__bind_int(s, 8, (int64_t)span.start);
    tie__bind_int(s, 9, (int64_t)span.end);
    return s;
}

static void add_figures(tie_documents *c, int64_t finding, const tie_finding *f) {
    tie_arena *arena = &c->store->arena;
    for (size_t i = 0; i < f->member_count; i++) {
        const tie_member *m = &f->members[i];
        sqlite3_stmt *s = figure(c, finding, i, m->role, m->doc, m->span);
        tie__bind_int(s, 10, m->line);
        tie__bind_int(s, 11, m->col);
        tie__bind_str(s, 12, m->text);
        if (m->has_value) {
            tie__bind_str(s, 13, tie__dec_words(arena, m->value, false));
            tie__bind_str(s, 14, tie__dec_words(arena, m->interval.lo, m->interval.lo_inf));
            tie__bind_str(s, 15, tie__dec_words(arena, m->interval.hi, m->interval.hi_inf));
        }
        tie__bind_str(s, 16, quote_of(c, f, i));
        tie__do(c->store, s);
    }
    for (size_t i = 0; i < f->passage_count; i++) {
        const tie_passage *p = &f->passages[i];
        sqlite3_stmt *s =
            figure(c, finding, f->member_count + i, TIE_STR("passage"), p->doc, p->span);
        tie__bind_int(s, 10, p->line);
        tie__bind_int(s, 11, p->col);
        tie__bind_str(s, 16, quote_of(c, f, f->member_count + i));
        tie__do(c->store, s);
    }
}

static int64_t put_row(tie_documents *c, const tie_finding *f, uint64_t shape) {
    int64_t id = 0;
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FINDING_PUT);
    tie__bind_int(s, 1, c->store->job_id);
    tie__bind_hash(s, 2, f->fingerprint);
    tie__bind_int(s, 3, f->ordinal);
    tie__bind_int(s, 4, c->store->run_id);
    tie__bind_str(s, 5, f->suppressed);
    tie__bind_hash(s, 6, f->evidence);
    tie__bind_hash(s, 7, shape);
    tie__bind_text(s, 8, f->code);
    tie__bind_text(s, 9, f->rule);
    tie__bind_text(s, 10, tie_str_c(tie_verdict_name(f->verdict)));
    tie__bind_text(s, 11, tie_str_c(tie_severity_name(f->severity)));
    tie__bind_text(s, 12, tie_str_c(tie_confidence_name(f->confidence)));
    tie__bind_str(s, 13, f->message);
    tie__bind_str(s, 14, f->computation);
    tie__bind_str(s, 15, f->diagnosis);
    tie__bind_str(s, 16, f->measure);
    tie__bind_str(s, 17, f->agent);
    tie__bind_str(s, 18, f->place);
    tie__bind_str(s, 19, tie__period_words(&c->store->arena, f->period));
    tie__bind_str(s, 20, f->unit);
    if (f->cause)
        tie__bind_hash(s, 21, f->cause);
    while (tie__step(c->store, s))
        id = tie__column_int(s, 0);
    sqlite3_reset(s);
    return id;
}

int64_t tie__finding_put(tie_documents *c, const tie_finding *f, uint64_t shape) {
    int64_t finding = put_row(c, f, shape);
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FIGURES_DELETE);
    tie__bind_int(s, 1, finding);
    tie__do(c->store, s);
    add_figures(c, finding, f);
    return finding;
}
