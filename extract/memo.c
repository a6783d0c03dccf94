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

static void put(tie_buf *to, uint64_t n) {
    char bytes[10];
    size_t len = 0;
    for (; n >= 0x80; n >>= TIE_MEMO_BITS)
        bytes[len++] = (char)(n | 0x80);
    bytes[len++] = (char)n;
    tie_buf_add(to, (tie_str){bytes, len});
}

static void put_signed(tie_buf *to, int64_t n) {
    put(to, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

/* Of strings most of which are said once. */
static void put_words(tie_buf *to, tie_str s) {
    put(to, s.len);
    tie_buf_add(to, s);
}

static void end_thing(tie_memo_writer *w, tie_memo_shelf *shelf) {
    *TIE_PUSH(w->scratch, &shelf->ends) = (uint32_t)shelf->bytes.len;
}

static void put_str(tie_memo_writer *w, tie_buf *to, tie_str s) {
    if (!s.len) {
        put(to, 0);
        return;
    }
    uint64_t key = tie_hash(s);
    const uint32_t *known = tie_map_find(&w->numbers, key);
    if (known) {
        put(to, *known);
        return;
    }
    tie_buf_add(&w->strings.bytes, s);
    end_thing(w, &w->strings);
    tie_map_put(&w->numbers, w->scratch, key, (uint32_t)w->strings.ends.count);
    put(to, w->strings.ends.count);
}

static void put_span(tie_buf *to, tie_span span, uint64_t from) {
    put_signed(to, (int64_t)(span.start - from));
    put(to, span.end - span.start);
}

static void put_dec(tie_buf *to, tie_dec d) {
    put_signed(to, d.mant);
    put_signed(to, d.exp);
}

static void put_date(tie_buf *to, tie_date d) {
    put_signed(to, d.year);
    put(to, (uint64_t)d.month << 5 | d.day);
}

static void put_period(tie_buf *to, tie_period p) {
    bool day = memcmp(&p.from, &p.to, sizeof p.from) == 0;
    put(to, p.known | (unsigned)p.from_open << 1 | (unsigned)p.to_open << 2 |
                (unsigned)p.instant << 3 | (unsigned)day << 4);
    put_date(to, p.from);
    if (!day)
        put_date(to, p.to);
}

static bool same_interval(const tie_interval *a, const tie_interval *b) {
    return a->lo.mant == b->lo.mant && a->lo.exp == b->lo.exp && a->hi.mant == b->hi.mant &&
           a->hi.exp == b->hi.exp && a->lo_inf == b->lo_inf && a->hi_inf == b->hi_inf &&
           a->lo_open == b->lo_open && a->hi_open == b->hi_open;
}

/* before: the interval written last. */
static void put_interval(tie_buf *to, const tie_interval *i, const tie_interval *before) {
    if (before && same_interval(i, before)) {
        put(to, TIE_MEMO_AS_BEFORE);
        return;
    }
    put(to, i->lo_inf | (unsigned)i->hi_inf << 1 | (unsigned)i->lo_open << 2 |
                (unsigned)i->hi_open << 3);
    put_dec(to, i->lo);
    put_dec(to, i->hi);
}

static void put_ids(tie_buf *to, const uint32_t *ids, uint32_t count) {
    put(to, count);
    for (uint32_t i = 0; i < count; i++)
        put(to, ids[i]);
}

static void put_claim(tie_memo_writer *w, const tie_claim *c) {
    tie_buf *to = &w->claims.bytes;
    tie_claim copy = *c;
    tie_str *strings[TIE_CLAIM_STRINGS];
    put_span(to, c->span, 0);
    put_span(to, c->sentence, c->span.start);
    put(to, c->line);
    put(to, c->col);
    put(to, c->sentence_index);
    put(to, c->paragraph_index);
    put_dec(to, c->value);
    put_dec(to, c->value_hi);
    put_dec(to, c->unit_u);
    put_dec(to, c->base_factor);
    put_interval(to, &c->worded, NULL);
    put_interval(to, &c->decides, &c->worded);
    put_interval(to, &c->loose, &c->decides);
    put_signed(to, c->decimals);
    put_signed(to, c->scale);
    put(to, (unsigned)c->hedge | (unsigned)c->kind << 4 | (unsigned)c->direction << 8 |
                (unsigned)c->modality << 10 | (unsigned)c->period_from << 12 |
                (unsigned)c->place_from << 16);
    put(to, c->assumptions);
    put_period(to, c->period);
    tie_claim_strings(&copy, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        if (i < TIE_CLAIM_ONCE)
            put_words(to, *strings[i]);
        else
            put_str(w, to, *strings[i]);
    put(to, c->modifiers.count);
    for (size_t i = 0; i < c->modifiers.count; i++)
        put_str(w, to, c->modifiers.items[i]);
}

static void put_date_expr(tie_memo_writer *w, const tie_date_expr *d) {
    tie_buf *to = &w->parts.bytes;
    put_span(to, d->span, 0);
    put_span(to, d->sentence, d->span.start);
    put(to, d->line);
    put(to, d->col);
    put_words(to, d->text);
    put_period(to, d->period);
    put_str(w, to, d->fault);
}

static void put_link(tie_memo_writer *w, const tie_link *l) {
    tie_buf *to = &w->parts.bytes;
    put(to, l->kind);
    put(to, l->hold);
    put_ids(to, l->claims, l->count);
    put(to, l->unfit);
    put(to, l->direction);
    put(to, l->least);
    put(to, l->most);
    put(to, l->date_count);
    for (uint32_t i = 0; i < l->date_count; i++)
        put_date_expr(w, &l->dates[i]);
}

static void put_footing(tie_buf *to, const tie_footing *f) {
    put_ids(to, f->claims, f->count);
    for (uint32_t i = 0; i < f->count; i++)
        put_signed(to, f->signs[i]);
    put(to, f->group);
    put(to, f->reading | (unsigned)f->unclear << 8 | (unsigned)f->rounded << 9 |
                (unsigned)f->shape << 10);
}

static void put_sentence(tie_buf *to, const tie_sentence_key *s, uint64_t from) {
    tie_buf_add(to, (tie_str){(const char *)&s->masked, sizeof s->masked});
    put(to, s->first_claim);
    put(to, s->claim_count);
    put_span(to, s->span, from);
    put(to, s->words);
    put(to, s->introduces | (unsigned)s->row << 1 | (unsigned)s->subtracts << 2);
    tie_buf_add(to, (tie_str){(const char *)&s->lexes, sizeof s->lexes});
}

static void put_doc(tie_buf *to, const tie_doc *d) {
    const tie_str strings[] = {d->segment, d->source, d->title, d->place, d->url, d->encoding};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        put_words(to, strings[i]);
    put_period(to, d->date);
    put_span(to, d->span, 0);
    tie_buf_add(to, (tie_str){(const char *)&d->text_hash, sizeof d->text_hash});
}

void tie_memo_add(tie_memo_writer *w, const tie_found_part *p) {
    tie_buf *to = &w->parts.bytes;
    put(&w->head, TIE_MEMO_PART);
    put_doc(&w->head, &p->doc);
    put(&w->head, p->claim_count);
    for (size_t i = 0; i < p->claim_count; i++) {
        put_claim(w, &p->claims[i]);
        end_thing(w, &w->claims);
    }
    put(to, p->dates.count);
    for (size_t i = 0; i < p->dates.count; i++)
        put_date_expr(w, &p->dates.items[i]);
    put(to, p->links.count);
    for (size_t i = 0; i < p->links.count; i++)
        put_link(w, &p->links.items[i]);
    put(to, p->footings.count);
    for (size_t i = 0; i < p->footings.count; i++)
        put_footing(to, &p->footings.items[i]);
    put(to, p->sentences.count);
    for (size_t i = 0; i < p->sentences.count; i++)
        put_sentence(to, &p->sentences.items[i], i ? p->sentences.items[i - 1].span.start : 0);
    end_thing(w, &w->parts);
}

void tie_memo_add_diag(tie_memo_writer *w, const tie_diag *d) {
    put(&w->head, TIE_MEMO_DIAG);
    put(&w->head, d->code);
    put(&w->head, d->line);
    put(&w->head, d->col);
    put_words(&w->head, d->message);
    put_words(&w->head, d->hint);
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
