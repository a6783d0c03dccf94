/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Briefs as they are written. */
#include "analyze/brief_form.h"
#include "analyze/implied.h"

typedef struct writer {
    tie_run *run;
    tie_buf bytes, words;
    tie_map hashes, strings; /* to their numbers, from 1 */
    TIE_VEC(uint64_t) hash_list;
    TIE_VEC(uint32_t) lengths; /* of strings */
    uint32_t first;            /* claim of the document */
} writer;

static void put(writer *w, uint64_t n) { tie_repeat_put(&w->bytes, n); }

static void put_signed(writer *w, int64_t n) {
    put(w, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

static void put_hash(writer *w, uint64_t hash) { tie_repeat_put_hash(&w->bytes, hash); }

static void put_str(writer *w, tie_str s) {
    uint32_t next = (uint32_t)w->lengths.count + 1;
    if (!s.len) {
        put(w, 0);
        return;
    }
    if (tie_map_put(&w->strings, &w->run->scratch, tie_hash(s), next)) {
        *TIE_PUSH(&w->run->scratch, &w->lengths) = (uint32_t)s.len;
        tie_buf_add(&w->words, s);
    }
    put(w, *tie_map_find(&w->strings, tie_hash(s)));
}

static void put_claim(writer *w, uint32_t claim) {
    put(w, claim == TIE_NO_CLAIM ? 0 : claim - w->first + (uint64_t)1);
}

static void put_span(writer *w, tie_span span, uint64_t from) {
    put_signed(w, (int64_t)(span.start - from));
    put(w, span.end - span.start);
}

static void put_dec(writer *w, tie_dec d) {
    put_signed(w, d.mant);
    put_signed(w, d.exp);
}

static void put_interval(writer *w, const tie_interval *i) {
    put(w, i->lo_inf | (unsigned)i->hi_inf << 1 | (unsigned)i->lo_open << 2 |
               (unsigned)i->hi_open << 3);
    put_dec(w, i->lo);
    put_dec(w, i->hi);
}

static void put_date(writer *w, tie_date d) {
    put_signed(w, d.year);
    put(w, (uint64_t)d.month << 5 | d.day);
}

static void put_period(writer *w, tie_period p) {
    put(w,
        p.known | (unsigned)p.from_open << 1 | (unsigned)p.to_open << 2 | (unsigned)p.instant << 3);
    put_date(w, p.from);
    put_date(w, p.to);
}

/* ---- Facets ---- */

static uint64_t number_of(writer *w, uint64_t hash) {
    uint32_t next = (uint32_t)w->hash_list.count + 1;
    if (!hash)
        return 0;
    if (tie_map_put(&w->hashes, &w->run->scratch, hash, next))
        *TIE_PUSH(&w->run->scratch, &w->hash_list) = hash;
    return *tie_map_find(&w->hashes, hash);
}

static void put_facets(writer *w, const tie_facets *f) {
    put(w, (f->within ? TIE_BRIEF_WITHIN : 0u) | (f->planned ? TIE_BRIEF_PLANNED : 0u) |
               (f->local ? TIE_BRIEF_LOCAL : 0u) | (f->pack ? TIE_BRIEF_PACK : 0u) |
               (f->named ? TIE_BRIEF_NAMED : 0u));
    put(w, f->barred);
#define NUMBER(name) put(w, number_of(w, f->name));
    TIE_BRIEF_HASHES(NUMBER)
#undef NUMBER
}

/* ---- What was found ---- */

static void put_cells(writer *w, size_t from) {
    const tie_cell_list *own = &w->run->cells.own;
    put(w, own->count - from);
    for (size_t i = from; i < own->count; i++) {
        put(w, own->items[i].count);
        for (uint32_t k = 0; k < own->items[i].count; k++)
            put_claim(w, own->items[i].claims[k]);
    }
}

static void put_implied(writer *w, size_t from) {
    put(w, w->run->implied.count - from);
    for (size_t i = from; i < w->run->implied.count; i++) {
        const tie_implied *m = &w->run->implied.items[i];
        put_claim(w, m->from);
        put_claim(w, m->by);
        put_interval(w, &m->meet);
        put_dec(w, m->value);
        put_period(w, m->period);
        put(w, m->year_before | (unsigned)m->whole << 1);
        put(w, m->assumptions);
    }
}

static void put_causes(writer *w, size_t from, size_t rows) {
    put(w, w->run->caused.count - from);
    for (size_t i = from; i < w->run->caused.count; i++) {
        put_claim(w, w->run->caused.items[i].claim);
        put(w, w->run->caused.items[i].row - rows);
    }
}

static void put_ledger(writer *w) {
    put(w, w->run->ledger.entries.count);
    for (size_t i = 0; i < w->run->ledger.entries.count; i++) {
        const tie_ledger_entry *e = &w->run->ledger.entries.items[i];
        put(w, e->check);
        put(w, e->reason);
        put_str(w, e->measure);
        put(w, e->count);
        put_claim(w, e->claims[0]);
        put_claim(w, e->claims[1]);
    }
}

/* Those of cells follow from the facets. */
static void put_keys(writer *w, tie_key_kind kind, size_t from) {
    const tie_keys *keys = &w->run->keys[kind];
    put(w, keys->count - from);
    for (size_t i = from; i < keys->count; i++) {
        put_hash(w, keys->items[i].key);
        put_claim(w, keys->items[i].claim);
        put(w, keys->items[i].note);
    }
}

static void put_member(writer *w, const tie_member *m) {
    put_str(w, m->role);
    put_claim(w, m->claim);
    put_span(w, m->span, 0);
    put_span(w, m->sentence, m->span.start);
    put(w, m->line);
    put(w, m->col);
    put_str(w, m->text);
    put(w, m->has_value);
    if (m->has_value) {
        put_dec(w, m->value);
        put_interval(w, &m->interval);
    }
    put(w, m->from_count);
    for (size_t i = 0; i < m->from_count; i++)
        put(w, m->from[i]);
}

static void put_row(writer *w, const tie_finding *f) {
    const tie_str strings[] = {f->code,    f->rule,  f->message, f->computation, f->diagnosis,
                               f->measure, f->agent, f->place,   f->unit};
    uint64_t gap;
    memcpy(&gap, &f->gap, sizeof gap);
    put(w, (uint64_t)f->row | (uint64_t)f->verdict << 2 | (uint64_t)f->severity << 5 |
               (uint64_t)f->confidence << 8 | (uint64_t)(f->cause != 0) << 10 |
               (uint64_t)(gap != 0) << 11);
    put_hash(w, f->fingerprint);
    put_hash(w, f->evidence);
    if (f->cause)
        put_hash(w, f->cause);
    if (gap)
        put_hash(w, gap);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        put_str(w, strings[i]);
    put(w, f->assumptions);
    put_period(w, f->period);
    put(w, f->member_count);
    for (size_t i = 0; i < f->member_count; i++)
        put_member(w, &f->members[i]);
}

/* ---- All ---- */

tie_brief_start tie_brief_begin(const tie_run *run) {
    tie_brief_start start = {.rows = run->rows.count,
                             .cells = run->cells.own.count,
                             .implied = run->implied.count,
                             .caused = run->caused.count};
    for (int i = 0; i < TIE_KEY_KINDS; i++)
        start.keys[i] = run->keys[i].count;
    return start;
}

static bool speaks_of_others(const tie_run *run, uint32_t doc, const tie_brief_start *start) {
    for (size_t i = start->rows; i < run->rows.count; i++) {
        const tie_finding *f = &run->rows.items[i];
        if (f->passage_count)
            return true;
        for (size_t k = 0; k < f->member_count; k++)
            if (f->members[k].doc != doc)
                return true;
    }
    return false;
}

static void put_all(writer *w, const tie_doc *doc, const tie_brief_start *start) {
    const tie_run *run = w->run;
    for (uint32_t i = 0; i < doc->claim_count; i++)
        put_facets(w, &run->cells.facets[doc->first_claim + i]);
    put_cells(w, start->cells);
    put_implied(w, start->implied);
    put_causes(w, start->caused, start->rows);
    put_ledger(w);
    for (int i = TIE_KEY_CELL + 1; i < TIE_KEY_KINDS; i++)
        put_keys(w, (tie_key_kind)i, start->keys[i]);
    put(w, run->rows.count - start->rows);
    for (size_t i = start->rows; i < run->rows.count; i++)
        put_row(w, &run->rows.items[i]);
}

/* In the order in which they are read: what others refer to comes first. */
static tie_str join(writer *w, const tie_doc *doc) {
    tie_buf out = tie_buf_new(&w->run->scratch);
    tie_brief_head head = {.claims = doc->claim_count,
                           .hashes = (uint32_t)w->hash_list.count,
                           .strings = (uint32_t)w->lengths.count,
                           .words = (uint32_t)w->words.len};
    tie_buf_add(&out, (tie_str){(const char *)&head, sizeof head});
    tie_buf_add(&out, (tie_str){(const char *)w->hash_list.items,
                                w->hash_list.count * sizeof *w->hash_list.items});
    for (size_t i = 0; i < w->lengths.count; i++)
        tie_repeat_put(&out, w->lengths.items[i]);
    tie_buf_add(&out, tie_buf_str(&w->bytes));
    tie_buf_add(&out, tie_buf_str(&w->words));
    return tie_buf_str(&out);
}

tie_str tie_brief_write(tie_run *run, uint32_t doc, const tie_brief_start *start) {
    const tie_doc *d = &run->in.docs[doc];
    if (speaks_of_others(run, doc, start))
        return (tie_str){0};
    writer w = {.run = run,
                .bytes = tie_buf_new(&run->scratch),
                .words = tie_buf_new(&run->scratch),
                .first = d->first_claim};
    put_all(&w, d, start);
    return join(&w, d);
}
