/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memos as they are written. */
#include "extract/maker.h"
#include "extract/memo_form.h"

uint64_t tie_memo_maker(void) { return TIE_MAKER; }

tie_memo_writer tie_memo_writer_new(tie_arena *out, tie_arena *scratch) {
    tie_memo_writer writer = {.out = out,
                              .scratch = scratch,
                              .head = tie_buf_new(out),
                              .strings.bytes = tie_buf_new(scratch),
                              .claims.bytes = tie_buf_new(scratch),
                              .parts.bytes = tie_buf_new(scratch)};
    static const char room[sizeof(tie_memo_sums)];
    tie_buf_add(&writer.head, (tie_str){room, sizeof room});
    return writer;
}

static void end_thing(tie_memo_writer *w, tie_memo_shelf *shelf) {
    *TIE_PUSH(w->scratch, &shelf->ends) = (uint32_t)shelf->bytes.len;
}

static void put_str(tie_memo_writer *w, tie_buf *to, tie_str s) {
    if (!s.len) {
        tie_pack(to, 0);
        return;
    }
    uint64_t key = tie_hash(s);
    const uint32_t *known = tie_map_find(&w->numbers, key);
    if (known) {
        tie_pack(to, *known);
        return;
    }
    tie_buf_add(&w->strings.bytes, s);
    end_thing(w, &w->strings);
    tie_map_put(&w->numbers, w->scratch, key, (uint32_t)w->strings.ends.count);
    tie_pack(to, w->strings.ends.count);
}

static void put_ids(tie_buf *to, const uint32_t *ids, uint32_t count) {
    tie_pack(to, count);
    for (uint32_t i = 0; i < count; i++)
        tie_pack(to, ids[i]);
}

static void put_claim(tie_memo_writer *w, const tie_claim *c) {
    tie_buf *to = &w->claims.bytes;
    tie_claim copy = *c;
    tie_str *strings[TIE_CLAIM_STRINGS];
    tie_pack_span(to, c->span, 0);
    tie_pack_span(to, c->sentence, c->span.start);
    tie_pack(to, c->line);
    tie_pack(to, c->col);
    tie_pack(to, c->sentence_index);
    tie_pack(to, c->paragraph_index);
    tie_pack_dec(to, c->value);
    tie_pack_dec(to, c->value_hi);
    tie_pack_dec(to, c->unit_u);
    tie_pack_dec(to, c->base_factor);
    tie_pack_interval(to, &c->worded, NULL);
    tie_pack_interval(to, &c->decides, &c->worded);
    tie_pack_interval(to, &c->loose, &c->decides);
    tie_pack_signed(to, c->decimals);
    tie_pack_signed(to, c->scale);
    tie_pack(to, (unsigned)c->hedge | (unsigned)c->kind << 4 | (unsigned)c->direction << 8 |
                     (unsigned)c->modality << 10 | (unsigned)c->period_from << 12 |
                     (unsigned)c->place_from << 16);
    tie_pack(to, c->assumptions);
    tie_pack_period(to, c->period);
    tie_claim_strings(&copy, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        if (i < TIE_CLAIM_ONCE)
            tie_pack_str(to, *strings[i]);
        else
            put_str(w, to, *strings[i]);
    tie_pack(to, c->modifiers.count);
    for (size_t i = 0; i < c->modifiers.count; i++)
        put_str(w, to, c->modifiers.items[i]);
}

static void put_date_expr(tie_memo_writer *w, const tie_date_expr *d) {
    tie_buf *to = &w->parts.bytes;
    tie_pack_span(to, d->span, 0);
    tie_pack_span(to, d->sentence, d->span.start);
    tie_pack(to, d->line);
    tie_pack(to, d->col);
    tie_pack_str(to, d->text);
    tie_pack_period(to, d->period);
    put_str(w, to, d->fault);
}

static void put_link(tie_memo_writer *w, const tie_link *l) {
    tie_buf *to = &w->parts.bytes;
    tie_pack(to, l->kind);
    tie_pack(to, l->hold);
    put_ids(to, l->claims, l->count);
    tie_pack(to, l->unfit);
    tie_pack(to, l->direction);
    tie_pack(to, l->least);
    tie_pack(to, l->most);
    tie_pack(to, l->date_count);
    for (uint32_t i = 0; i < l->date_count; i++)
        put_date_expr(w, &l->dates[i]);
}

static void put_footing(tie_buf *to, const tie_footing *f) {
    put_ids(to, f->claims, f->count);
    for (uint32_t i = 0; i < f->count; i++)
        tie_pack_signed(to, f->signs[i]);
    tie_pack(to, f->group);
    tie_pack(to, f->reading | (unsigned)f->unclear << 8 | (unsigned)f->rounded << 9 |
                     (unsigned)f->shape << 10);
}

static void put_sentence(tie_buf *to, const tie_sentence_key *s, uint64_t from) {
    tie_pack_hash(to, s->masked);
    tie_pack(to, s->first_claim);
    tie_pack(to, s->claim_count);
    tie_pack_span(to, s->span, from);
    tie_pack(to, s->words);
    tie_pack(to, s->introduces | (unsigned)s->row << 1 | (unsigned)s->subtracts << 2);
    tie_pack_hash(to, s->lexes);
}

static void put_doc(tie_buf *to, const tie_doc *d) {
    const tie_str strings[] = {d->segment, d->source, d->title, d->place, d->url, d->encoding};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        tie_pack_str(to, strings[i]);
    tie_pack_period(to, d->date);
    tie_pack_span(to, d->span, 0);
    tie_pack_hash(to, d->text_hash);
}

void tie_memo_add(tie_memo_writer *w, const tie_found_part *p) {
    tie_buf *to = &w->parts.bytes;
    tie_pack(&w->head, TIE_MEMO_PART);
    put_doc(&w->head, &p->doc);
    tie_pack(&w->head, p->claim_count);
    for (size_t i = 0; i < p->claim_count; i++) {
        put_claim(w, &p->claims[i]);
        end_thing(w, &w->claims);
    }
    tie_pack(to, p->sentences.count);
    for (size_t i = 0; i < p->sentences.count; i++)
        put_sentence(to, &p->sentences.items[i], i ? p->sentences.items[i - 1].span.start : 0);
    tie_pack(to, p->dates.count);
    for (size_t i = 0; i < p->dates.count; i++)
        put_date_expr(w, &p->dates.items[i]);
    tie_pack(to, p->links.count);
    for (size_t i = 0; i < p->links.count; i++)
        put_link(w, &p->links.items[i]);
    tie_pack(to, p->footings.count);
    for (size_t i = 0; i < p->footings.count; i++)
        put_footing(to, &p->footings.items[i]);
    end_thing(w, &w->parts);
}

void tie_memo_add_diag(tie_memo_writer *w, const tie_diag *d) {
    tie_pack(&w->head, TIE_MEMO_DIAG);
    tie_pack(&w->head, d->code);
    tie_pack(&w->head, d->line);
    tie_pack(&w->head, d->col);
    tie_pack_str(&w->head, d->message);
    tie_pack_str(&w->head, d->hint);
}

tie_memo tie_memo_end(tie_memo_writer *w) {
    const tie_memo_shelf *const shelves[] = {&w->strings, &w->claims, &w->parts};
    enum { SHELVES = sizeof shelves / sizeof *shelves };
    tie_memo_counts counts = {(uint32_t)w->strings.ends.count, (uint32_t)w->claims.ends.count,
                              (uint32_t)w->parts.ends.count};
    tie_buf body = tie_buf_new(w->out);
    tie_buf_add(&body, (tie_str){(const char *)&counts, sizeof counts});
    for (size_t i = 0; i < SHELVES; i++)
        tie_buf_add(&body, (tie_str){(const char *)shelves[i]->ends.items,
                                     shelves[i]->ends.count * sizeof *shelves[i]->ends.items});
    for (size_t i = 0; i < SHELVES; i++)
        tie_buf_add(&body, tie_buf_str(&shelves[i]->bytes));
    tie_memo_sums sums = {.body = tie_hash(tie_buf_str(&body))};
    memcpy(w->head.ptr, &sums, sizeof sums);
    sums.head = tie_memo_sum(tie_buf_str(&w->head));
    memcpy(w->head.ptr, &sums, sizeof sums);
    return (tie_memo){tie_buf_str(&w->head), tie_buf_str(&body)};
}
