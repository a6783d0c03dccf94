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

static void put_str(writer *w, tie_str s) {
    uint32_t next = (uint32_t)w->lengths.count + 1;
    if (!s.len) {
        tie_pack(&w->bytes, 0);
        return;
    }
    if (tie_map_put(&w->strings, &w->run->scratch, tie_hash(s), next)) {
        *TIE_PUSH(&w->run->scratch, &w->lengths) = (uint32_t)s.len;
        tie_buf_add(&w->words, s);
    }
    tie_pack(&w->bytes, *tie_map_find(&w->strings, tie_hash(s)));
}

static void put_claim(writer *w, uint32_t claim) {
    tie_pack(&w->bytes, claim == TIE_NO_CLAIM ? 0 : claim - w->first + (uint64_t)1);
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
    tie_pack(&w->bytes, (f->within ? TIE_BRIEF_WITHIN : 0u) |
                            (f->planned ? TIE_BRIEF_PLANNED : 0u) |
                            (f->local ? TIE_BRIEF_LOCAL : 0u) | (f->pack ? TIE_BRIEF_PACK : 0u) |
                            (f->named ? TIE_BRIEF_NAMED : 0u));
    tie_pack(&w->bytes, f->barred);
#define NUMBER(name) tie_pack(&w->bytes, number_of(w, f->name));
    TIE_BRIEF_HASHES(NUMBER)
#undef NUMBER
}

/* ---- What was found ---- */

static void put_cells(writer *w, size_t from) {
    const tie_cell_list *own = &w->run->cells.own;
    tie_pack(&w->bytes, own->count - from);
    for (size_t i = from; i < own->count; i++) {
        tie_pack(&w->bytes, own->items[i].count);
        for (uint32_t k = 0; k < own->items[i].count; k++)
            put_claim(w, own->items[i].claims[k]);
    }
}

static void put_implied(writer *w, size_t from) {
    tie_pack(&w->bytes, w->run->implied.count - from);
    for (size_t i = from; i < w->run->implied.count; i++) {
        const tie_implied *m = &w->run->implied.items[i];
        put_claim(w, m->from);
        put_claim(w, m->by);
        tie_pack_interval(&w->bytes, &m->meet, NULL);
        tie_pack_dec(&w->bytes, m->value);
        tie_pack_period(&w->bytes, m->period);
        tie_pack(&w->bytes, m->year_before | (unsigned)m->whole << 1);
        tie_pack(&w->bytes, m->assumptions);
    }
}

static void put_causes(writer *w, size_t from, size_t rows) {
    tie_pack(&w->bytes, w->run->caused.count - from);
    for (size_t i = from; i < w->run->caused.count; i++) {
        put_claim(w, w->run->caused.items[i].claim);
        tie_pack(&w->bytes, w->run->caused.items[i].row - rows);
    }
}

static void put_ledger(writer *w) {
    tie_pack(&w->bytes, w->run->ledger.entries.count);
    for (size_t i = 0; i < w->run->ledger.entries.count; i++) {
        const tie_ledger_entry *e = &w->run->ledger.entries.items[i];
        tie_pack(&w->bytes, e->check);
        tie_pack(&w->bytes, e->reason);
        put_str(w, e->measure);
        tie_pack(&w->bytes, e->count);
        put_claim(w, e->claims[0]);
        put_claim(w, e->claims[1]);
    }
}

/* Those of cells follow from the facets. */
static void put_keys(writer *w, tie_key_kind kind, size_t from) {
    const tie_keys *keys = &w->run->keys[kind];
    tie_pack(&w->bytes, keys->count - from);
    for (size_t i = from; i < keys->count; i++) {
        tie_pack_hash(&w->bytes, keys->items[i].key);
        put_claim(w, keys->items[i].claim);
        tie_pack(&w->bytes, keys->items[i].note);
    }
}

static void put_member(writer *w, const tie_member *m) {
    put_str(w, m->role);
    put_claim(w, m->claim);
    tie_pack_span(&w->bytes, m->span, 0);
    tie_pack_span(&w->bytes, m->sentence, m->span.start);
    tie_pack(&w->bytes, m->line);
    tie_pack(&w->bytes, m->col);
    put_str(w, m->text);
    tie_pack(&w->bytes, m->has_value);
    if (m->has_value) {
        tie_pack_dec(&w->bytes, m->value);
        tie_pack_interval(&w->bytes, &m->interval, NULL);
    }
    tie_pack(&w->bytes, m->from_count);
    for (size_t i = 0; i < m->from_count; i++)
        tie_pack(&w->bytes, m->from[i]);
}

static void put_row(writer *w, const tie_finding *f) {
    const tie_str strings[] = {f->code,    f->rule,  f->message, f->computation, f->diagnosis,
                               f->measure, f->agent, f->place,   f->unit};
    uint64_t gap;
    memcpy(&gap, &f->gap, sizeof gap);
    tie_pack(&w->bytes, (uint64_t)f->row | (uint64_t)f->verdict << 2 | (uint64_t)f->severity << 5 |
                            (uint64_t)f->confidence << 8 | (uint64_t)(f->cause != 0) << 10 |
                            (uint64_t)(gap != 0) << 11);
    tie_pack_hash(&w->bytes, f->fingerprint);
    tie_pack_hash(&w->bytes, f->evidence);
    if (f->cause)
        tie_pack_hash(&w->bytes, f->cause);
    if (gap)
        tie_pack_hash(&w->bytes, gap);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        put_str(w, strings[i]);
    tie_pack(&w->bytes, f->assumptions);
    tie_pack_period(&w->bytes, f->period);
    tie_pack(&w->bytes, f->member_count);
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
    tie_pack(&w->bytes, run->rows.count - start->rows);
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
        tie_pack(&out, w->lengths.items[i]);
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
