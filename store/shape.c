/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/shape.h"

/* ---- One finding ---- */

#define COUNT(list) (sizeof(list) / sizeof *(list))

static uint64_t hash_numbers(const uint64_t *numbers, size_t count) {
    return tie_hash((tie_str){(const char *)numbers, count * sizeof *numbers});
}

static uint64_t number_of_date(tie_date d) {
    return (uint64_t)(uint16_t)d.year << 16 | (uint64_t)d.month << 8 | d.day;
}

static uint64_t hash_period(tie_period p) {
    const uint64_t numbers[] = {number_of_date(p.from) << 32 | number_of_date(p.to),
                                (uint64_t)p.known | (uint64_t)p.from_open << 1 |
                                    (uint64_t)p.to_open << 2 | (uint64_t)p.instant << 3};
    return hash_numbers(numbers, COUNT(numbers));
}

uint64_t tie__doc_facts(const tie_doc *d) {
    const uint64_t numbers[] = {tie__document_key(d->path, d->segment), tie_hash(d->source),
                                hash_period(d->date)};
    return hash_numbers(numbers, COUNT(numbers));
}

/* What is no word of the document; value and interval of a date say nothing. */
static uint64_t hash_member(uint64_t facts, const tie_member *m) {
    enum { OF_PLACE = 8 };
    const tie_interval *i = &m->interval;
    const uint64_t numbers[] = {facts,
                                tie_hash(m->role),
                                m->span.start,
                                m->span.end,
                                (uint64_t)m->line << 32 | m->col,
                                m->sentence.start,
                                m->sentence.end,
                                m->has_value,
                                (uint64_t)m->value.mant,
                                (uint64_t)m->value.exp,
                                (uint64_t)i->lo.mant,
                                (uint64_t)i->lo.exp,
                                (uint64_t)i->hi.mant,
                                (uint64_t)i->hi.exp,
                                (uint64_t)i->lo_inf << 1 | i->hi_inf};
    return hash_numbers(numbers, m->has_value ? COUNT(numbers) : OF_PLACE);
}

static uint64_t hash_passage(uint64_t facts, const tie_passage *p) {
    const uint64_t numbers[] = {facts, p->span.start, p->span.end,
                                (uint64_t)p->line << 32 | p->col};
    return hash_numbers(numbers, COUNT(numbers));
}

/* What is told of all its places together. */
static uint64_t hash_row(const tie_finding *f) {
    const uint64_t numbers[] = {f->cause,
                                f->evidence,
                                (uint64_t)f->verdict << 16 | (uint64_t)f->severity << 8 |
                                    (uint64_t)f->confidence,
                                hash_period(f->period),
                                tie_hash(f->code),
                                tie_hash(f->rule),
                                tie_hash(f->message),
                                tie_hash(f->computation),
                                tie_hash(f->diagnosis),
                                tie_hash(f->measure),
                                tie_hash(f->agent),
                                tie_hash(f->place),
                                tie_hash(f->unit),
                                tie_hash(f->suppressed)};
    return hash_numbers(numbers, COUNT(numbers));
}

tie_shape tie__shape_of(const tie_doc_note *notes, const tie_finding *f) {
    tie_shape shape = {.hash = hash_row(f), .part = tie__sum_part(f->fingerprint), .told = true};
    for (size_t i = 0; i < f->member_count; i++) {
        const tie_doc_note *note = &notes[f->members[i].doc];
        shape.hash = tie_hash_mix(shape.hash, hash_member(note->facts, &f->members[i]));
        shape.reworded |= tie__may_be_reworded(note, f->members[i].sentence);
    }
    for (size_t i = 0; i < f->passage_count; i++) {
        const tie_doc_note *note = &notes[f->passages[i].doc];
        shape.hash = tie_hash_mix(shape.hash, hash_passage(note->facts, &f->passages[i]));
        shape.reworded |= tie__may_be_reworded(note, f->passages[i].span);
    }
    return shape;
}

/* ---- All of a job ---- */

enum { SUM_BYTES = 8 };

bool tie__sums_get(tie_store *store, tie_sums *out) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_SUMS_GET);
    tie__bind_int(s, 1, store->job_id);
    tie_str bytes = tie__step(store, s) ? tie__column(s, 0) : (tie_str){0};
    bool known = bytes.len == TIE_SUM_PARTS * SUM_BYTES;
    *out = (tie_sums){0};
    for (size_t i = 0; known && i < bytes.len; i++)
        out->of[i / SUM_BYTES] |= (uint64_t)(unsigned char)bytes.ptr[i] << i % SUM_BYTES * 8;
    sqlite3_reset(s);
    return known;
}

void tie__sums_put(tie_store *store, const tie_sums *sums) {
    char *bytes = tie_arena_alloc(&store->arena, TIE_SUM_PARTS * SUM_BYTES, 1);
    for (size_t i = 0; i < TIE_SUM_PARTS * SUM_BYTES; i++)
        bytes[i] = (char)(sums->of[i / SUM_BYTES] >> i % SUM_BYTES * 8 & 0xFF);
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_SUMS_PUT);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_bytes(s, 2, (tie_str){bytes, TIE_SUM_PARTS * SUM_BYTES});
    tie__do(store, s);
}
