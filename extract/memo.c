/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memos as they are written. */
#include "extract/maker.h"
#include "extract/memo_form.h"

uint64_t tie_memo_maker(void) { return TIE_MAKER; }

tie_memo_writer tie_memo_writer_new(tie_arena *out, tie_arena *scratch) {
    tie_memo_writer writer = {
        .bytes = tie_buf_new(out), .words = tie_buf_new(scratch), .scratch = scratch};
    static const char room[sizeof(tie_memo_head)];
    tie_buf_add(&writer.bytes, (tie_str){room, sizeof room});
    return writer;
}

static void put(tie_memo_writer *w, uint64_t n) {
    char bytes[10];
    size_t len = 0;
    for (; n >= 0x80; n >>= TIE_MEMO_BITS)
        bytes[len++] = (char)(n | 0x80);
    bytes[len++] = (char)n;
    tie_buf_add(&w->bytes, (tie_str){bytes, len});
}

static void put_signed(tie_memo_writer *w, int64_t n) {
    put(w, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

static void put_str(tie_memo_writer *w, tie_str s) {
    if (!s.len) {
        put(w, 0);
        return;
    }
    uint64_t key = tie_hash(s);
    const uint32_t *known = tie_map_find(&w->strings, key);
    if (known) {
        put(w, *known);
        return;
    }
    tie_map_put(&w->strings, w->scratch, key, ++w->string_count);
    put(w, w->string_count);
    put(w, s.len);
    tie_buf_add(&w->bytes, s);
}

/* Of strings most of which are said once. */
static void put_words(tie_memo_writer *w, tie_str s) {
    put(w, s.len);
    tie_buf_add(&w->words, s);
}

static void put_span(tie_memo_writer *w, tie_span span, uint64_t from) {
    put_signed(w, (int64_t)(span.start - from));
    put(w, span.end - span.start);
}

static void put_dec(tie_memo_writer *w, tie_dec d) {
    put_signed(w, d.mant);
    put_signed(w, d.exp);
}

static void put_date(tie_memo_writer *w, tie_date d) {
    put_signed(w, d.year);
    put(w, (uint64_t)d.month << 5 | d.day);
}

static void put_period(tie_memo_writer *w, tie_period p) {
    bool day = memcmp(&p.from, &p.to, sizeof p.from) == 0;
    put(w, p.known | (unsigned)p.from_open << 1 | (unsigned)p.to_open << 2 |
               (unsigned)p.instant << 3 | (unsigned)day << 4);
    put_date(w, p.from);
    if (!day)
        put_date(w, p.to);
}

static bool same_interval(const tie_interval *a, const tie_interval *b) {
    return a->lo.mant == b->lo.mant && a->lo.exp == b->lo.exp && a->hi.mant == b->hi.mant &&
           a->hi.exp == b->hi.exp && a->lo_inf == b->lo_inf && a->hi_inf == b->hi_inf &&
           a->lo_open == b->lo_open && a->hi_open == b->hi_open;
}

/* before: the interval written last. */
static void put_interval(tie_memo_writer *w, const tie_interval *i, const tie_interval *before) {
    if (before && same_interval(i, before)) {
        put(w, TIE_MEMO_AS_BEFORE);
        return;
    }
    put(w, i->lo_inf | (unsigned)i->hi_inf << 1 | (unsigned)i->lo_open << 2 |
               (unsigned)i->hi_open << 3);
    put_dec(w, i->lo);
    put_dec(w, i->hi);
}

static void put_ids(tie_memo_writer *w, const uint32_t *ids, uint32_t count) {
    put(w, count);
    for (uint32_t i = 0; i < count; i++)
        put(w, ids[i]);
}

static void put_claim(tie_memo_writer *w, const tie_claim *c, uint64_t from) {
    tie_claim copy = *c;
    tie_str *strings[TIE_CLAIM_STRINGS];
    put(w, c->id);
    put_span(w, c->span, from);
    put_span(w, c->sentence, c->span.start);
    put(w, c->line);
    put(w, c->col);
    put(w, c->sentence_index);
    put(w, c->paragraph_index);
    put_dec(w, c->value);
    put_dec(w, c->value_hi);
    put_dec(w, c->unit_u);
    put_dec(w, c->base_factor);
    put_interval(w, &c->worded, NULL);
    put_interval(w, &c->decides, &c->worded);
    put_interval(w, &c->loose, &c->decides);
    put_signed(w, c->decimals);
    put_signed(w, c->scale);
    put(w, (unsigned)c->hedge | (unsigned)c->kind << 4 | (unsigned)c->direction << 8 |
               (unsigned)c->modality << 10 | (unsigned)c->period_from << 12 |
               (unsigned)c->place_from << 16);
    put(w, c->assumptions);
    put_period(w, c->period);
    tie_claim_strings(&copy, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        (i < TIE_CLAIM_ONCE ? put_words : put_str)(w, *strings[i]);
    put(w, c->modifiers.count);
    for (size_t i = 0; i < c->modifiers.count; i++)
        put_str(w, c->modifiers.items[i]);
}

static void put_date_expr(tie_memo_writer *w, const tie_date_expr *d) {
    put_span(w, d->span, 0);
    put_span(w, d->sentence, d->span.start);
    put(w, d->line);
    put(w, d->col);
    put_words(w, d->text);
    put_period(w, d->period);
    put_str(w, d->fault);
}

static void put_link(tie_memo_writer *w, const tie_link *l) {
    put(w, l->kind);
    put(w, l->hold);
    put_ids(w, l->claims, l->count);
    put(w, l->unfit);
    put(w, l->direction);
    put(w, l->least);
    put(w, l->most);
    put(w, l->date_count);
    for (uint32_t i = 0; i < l->date_count; i++)
        put_date_expr(w, &l->dates[i]);
}

static void put_footing(tie_memo_writer *w, const tie_footing *f) {
    put_ids(w, f->claims, f->count);
    for (uint32_t i = 0; i < f->count; i++)
        put_signed(w, f->signs[i]);
    put(w, f->group);
    put(w, f->reading | (unsigned)f->unclear << 8 | (unsigned)f->rounded << 9 |
               (unsigned)f->shape << 10);
}

static void put_sentence(tie_memo_writer *w, const tie_sentence_key *s, uint64_t from) {
    tie_buf_add(&w->bytes, (tie_str){(const char *)&s->masked, sizeof s->masked});
    put(w, s->first_claim);
    put(w, s->claim_count);
    put_span(w, s->span, from);
    put(w, s->words);
    put(w, s->introduces | (unsigned)s->row << 1 | (unsigned)s->subtracts << 2);
    tie_buf_add(&w->bytes, (tie_str){(const char *)&s->lexes, sizeof s->lexes});
}

static void put_doc(tie_memo_writer *w, const tie_doc *d) {
    const tie_str strings[] = {d->segment, d->source, d->title, d->place, d->url, d->encoding};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        put_str(w, strings[i]);
    put_period(w, d->date);
    put_span(w, d->span, 0);
    tie_buf_add(&w->bytes, (tie_str){(const char *)&d->text_hash, sizeof d->text_hash});
}

void tie_memo_add(tie_memo_writer *w, const tie_found_part *p) {
    put(w, TIE_MEMO_PART);
    put_doc(w, &p->doc);
    put(w, p->claim_count);
    for (size_t i = 0; i < p->claim_count; i++)
        put_claim(w, &p->claims[i], i ? p->claims[i - 1].span.start : 0);
    put(w, p->dates.count);
    for (size_t i = 0; i < p->dates.count; i++)
        put_date_expr(w, &p->dates.items[i]);
    put(w, p->links.count);
    for (size_t i = 0; i < p->links.count; i++)
        put_link(w, &p->links.items[i]);
    put(w, p->footings.count);
    for (size_t i = 0; i < p->footings.count; i++)
        put_footing(w, &p->footings.items[i]);
    put(w, p->sentences.count);
    for (size_t i = 0; i < p->sentences.count; i++)
        put_sentence(w, &p->sentences.items[i], i ? p->sentences.items[i - 1].span.start : 0);
}

void tie_memo_add_diag(tie_memo_writer *w, const tie_diag *d) {
    put(w, TIE_MEMO_DIAG);
    put(w, d->code);
    put(w, d->line);
    put(w, d->col);
    put_str(w, d->message);
    put_str(w, d->hint);
}

tie_str tie_memo_end(tie_memo_writer *w) {
    tie_memo_head head = {.strings = w->string_count, .words = (uint32_t)w->words.len};
    tie_buf_add(&w->bytes, tie_buf_str(&w->words));
    memcpy(w->bytes.ptr, &head, sizeof head);
    head.sum = tie_memo_sum(tie_buf_str(&w->bytes));
    memcpy(w->bytes.ptr, &head, sizeof head);
    return tie_buf_str(&w->bytes);
}
