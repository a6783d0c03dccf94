/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers are of 7 bits a byte, the lowest first; signed ones fold their sign into the lowest bit.
 * A string is its number among those of the memo; the first time its bytes follow. Places are told
 * from the claim before. */
#include "extract/memo.h"

#include "extract/maker.h"

enum { PART = 1, DIAG = 2, END_BITS = 7, SUM_BYTES = sizeof(uint64_t) };

uint64_t tie_memo_maker(void) { return TIE_MAKER; }

/* ---- Writing ---- */

tie_memo_writer tie_memo_writer_new(tie_arena *out, tie_arena *scratch) {
    tie_memo_writer writer = {.bytes = tie_buf_new(out), .scratch = scratch};
    static const char room[SUM_BYTES];
    tie_buf_add(&writer.bytes, (tie_str){room, SUM_BYTES});
    return writer;
}

static void put(tie_memo_writer *w, uint64_t n) {
    char bytes[10];
    size_t len = 0;
    for (; n >= 0x80; n >>= END_BITS)
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

enum { AS_BEFORE = 1 << 4 };

/* before: the interval written last. */
static void put_interval(tie_memo_writer *w, const tie_interval *i, const tie_interval *before) {
    if (before && same_interval(i, before)) {
        put(w, AS_BEFORE);
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
        put_str(w, *strings[i]);
    put(w, c->modifiers.count);
    for (size_t i = 0; i < c->modifiers.count; i++)
        put_str(w, c->modifiers.items[i]);
}

static void put_date_expr(tie_memo_writer *w, const tie_date_expr *d) {
    put_span(w, d->span, 0);
    put_span(w, d->sentence, d->span.start);
    put(w, d->line);
    put(w, d->col);
    put_str(w, d->text);
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
    put(w, s->introduces | (unsigned)s->row << 1);
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
    put(w, PART);
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
    put(w, DIAG);
    put(w, d->code);
    put(w, d->line);
    put(w, d->col);
    put_str(w, d->message);
    put_str(w, d->hint);
}

tie_str tie_memo_end(tie_memo_writer *w) {
    tie_str memo = tie_buf_str(&w->bytes);
    uint64_t sum = tie_hash(tie_str_sub(memo, SUM_BYTES, memo.len));
    memcpy(w->bytes.ptr, &sum, SUM_BYTES);
    return memo;
}

/* ---- Reading ---- */

typedef TIE_VEC(tie_str) known_strings;

typedef struct reading {
    tie_str bytes;
    size_t at;
    bool good;
    tie_arena *out, *kept;
    tie_words *words;
    known_strings strings;
} reading;

static uint64_t get(reading *r) {
    uint64_t n = 0;
    for (unsigned shift = 0; r->at < r->bytes.len && shift < 64; shift += END_BITS) {
        unsigned char byte = (unsigned char)r->bytes.ptr[r->at++];
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return n;
    }
    r->good = false;
    return 0;
}

static uint32_t get_u32(reading *r) { return (uint32_t)get(r); }

static int64_t get_signed(reading *r) {
    uint64_t n = get(r);
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

/* How many things follow, each of at least one byte. */
static size_t get_count(reading *r) {
    uint64_t n = get(r);
    r->good &= n <= r->bytes.len - r->at;
    return r->good ? (size_t)n : 0;
}

static tie_str get_str(reading *r) {
    uint64_t number = get(r);
    if (!number || !r->good)
        return (tie_str){0};
    if (number <= r->strings.count)
        return r->strings.items[number - 1];
    size_t len = get_count(r);
    r->good &= number == r->strings.count + 1;
    if (!r->good)
        return (tie_str){0};
    tie_str s = tie_str_sub(r->bytes, r->at, r->at + len);
    r->at += len;
    return *TIE_PUSH(r->out, &r->strings) = tie_words_keep(r->words, r->kept, s);
}

static tie_span get_span(reading *r, uint64_t from) {
    uint64_t start = from + (uint64_t)get_signed(r);
    return (tie_span){start, start + get(r)};
}

static tie_dec get_dec(reading *r) {
    int64_t mant = get_signed(r);
    return (tie_dec){mant, (int32_t)get_signed(r)};
}

static tie_date get_date(reading *r) {
    int16_t year = (int16_t)get_signed(r);
    uint64_t rest = get(r);
    return (tie_date){year, (uint8_t)(rest >> 5), (uint8_t)(rest & 31)};
}

static tie_period get_period(reading *r) {
    uint64_t flags = get(r);
    tie_period p = {.known = flags & 1,
                    .from_open = flags >> 1 & 1,
                    .to_open = flags >> 2 & 1,
                    .instant = flags >> 3 & 1};
    p.from = get_date(r);
    p.to = flags >> 4 & 1 ? p.from : get_date(r);
    return p;
}

static tie_interval get_interval(reading *r, const tie_interval *before) {
    uint64_t flags = get(r);
    if (flags == AS_BEFORE && before)
        return *before;
    tie_interval i = {.lo_inf = flags & 1,
                      .hi_inf = flags >> 1 & 1,
                      .lo_open = flags >> 2 & 1,
                      .hi_open = flags >> 3 & 1};
    i.lo = get_dec(r);
    i.hi = get_dec(r);
    return i;
}

static uint64_t get_hash(reading *r) {
    uint64_t hash = 0;
    r->good &= r->bytes.len - r->at >= sizeof hash;
    if (r->good)
        memcpy(&hash, r->bytes.ptr + r->at, sizeof hash);
    r->at += r->good ? sizeof hash : 0;
    return hash;
}

static const uint32_t *get_ids(reading *r, uint32_t *count) {
    *count = (uint32_t)get_count(r);
    uint32_t *ids = TIE_NEW(r->out, uint32_t, *count);
    for (uint32_t i = 0; i < *count; i++)
        ids[i] = get_u32(r);
    return ids;
}

static void get_claim(reading *r, tie_claim *c, uint64_t from) {
    tie_str *strings[TIE_CLAIM_STRINGS];
    c->id = get_u32(r);
    c->span = get_span(r, from);
    c->sentence = get_span(r, c->span.start);
    c->line = get_u32(r);
    c->col = get_u32(r);
    c->sentence_index = get_u32(r);
    c->paragraph_index = get_u32(r);
    c->value = get_dec(r);
    c->value_hi = get_dec(r);
    c->unit_u = get_dec(r);
    c->base_factor = get_dec(r);
    c->worded = get_interval(r, NULL);
    c->decides = get_interval(r, &c->worded);
    c->loose = get_interval(r, &c->decides);
    c->decimals = (int8_t)get_signed(r);
    c->scale = (int8_t)get_signed(r);
    uint64_t names = get(r);
    c->hedge = (tie_hedge)(names & 15);
    c->kind = (tie_kind)(names >> 4 & 15);
    c->direction = (tie_direction)(names >> 8 & 3);
    c->modality = (tie_modality)(names >> 10 & 3);
    c->period_from = (tie_origin)(names >> 12 & 15);
    c->place_from = (tie_origin)(names >> 16 & 15);
    c->assumptions = get_u32(r);
    c->period = get_period(r);
    tie_claim_strings(c, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        *strings[i] = get_str(r);
    size_t count = get_count(r);
    tie_str *modifiers = TIE_NEW(r->out, tie_str, count);
    for (size_t i = 0; i < count; i++)
        modifiers[i] = get_str(r);
    c->modifiers = (tie_strs){modifiers, count};
}

static tie_date_expr get_date_expr(reading *r) {
    tie_date_expr d = {.span = get_span(r, 0)};
    d.sentence = get_span(r, d.span.start);
    d.line = get_u32(r);
    d.col = get_u32(r);
    d.text = get_str(r);
    d.period = get_period(r);
    d.fault = get_str(r);
    return d;
}

static tie_link get_link(reading *r) {
    tie_link l = {.kind = (tie_link_kind)get(r)};
    l.hold = (tie_link_hold)get(r);
    l.claims = get_ids(r, &l.count);
    l.unfit = get(r) != 0;
    l.direction = (tie_direction)get(r);
    l.least = get_u32(r);
    l.most = get_u32(r);
    l.date_count = (uint32_t)get_count(r);
    l.dates = TIE_NEW(r->out, tie_date_expr, l.date_count);
    for (uint32_t i = 0; i < l.date_count; i++)
        l.dates[i] = get_date_expr(r);
    return l;
}

static tie_footing get_footing(reading *r) {
    tie_footing f = {0};
    f.claims = get_ids(r, &f.count);
    int8_t *signs = TIE_NEW(r->out, int8_t, f.count);
    for (uint32_t i = 0; i < f.count; i++)
        signs[i] = (int8_t)get_signed(r);
    f.signs = signs;
    f.group = get_u32(r);
    uint64_t flags = get(r);
    f.reading = (uint8_t)flags;
    f.unclear = flags >> 8 & 1;
    f.rounded = flags >> 9 & 1;
    f.shape = (uint8_t)(flags >> 10);
    return f;
}

static tie_sentence_key get_sentence(reading *r, uint64_t from) {
    tie_sentence_key s = {.masked = get_hash(r)};
    s.first_claim = get_u32(r);
    s.claim_count = get_u32(r);
    s.span = get_span(r, from);
    s.words = get_u32(r);
    uint64_t flags = get(r);
    s.introduces = flags & 1;
    s.row = flags >> 1 & 1;
    return s;
}

static tie_doc get_doc(reading *r, tie_str path) {
    tie_doc d = {.path = path};
    tie_str *const strings[] = {&d.segment, &d.source, &d.title, &d.place, &d.url, &d.encoding};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = get_str(r);
    d.date = get_period(r);
    d.span = get_span(r, 0);
    d.text_hash = get_hash(r);
    return d;
}

/* What refers to claims of the part refers to those that are there, and names are of the lists. */
static bool sound(const tie_found_part *p) {
    bool good = true;
    for (size_t i = 0; i < p->claim_count; i++) {
        const tie_claim *c = &p->claims[i];
        good &= c->id < p->claim_count && tie_hedge_name(c->hedge) && tie_kind_name(c->kind) &&
                tie_modality_name(c->modality) && c->span.start <= c->span.end &&
                c->sentence.start <= c->sentence.end;
    }
    for (size_t i = 0; i < p->links.count; i++) {
        const tie_link *l = &p->links.items[i];
        good &= l->kind < TIE_LINK_KINDS && l->hold < TIE_LINK_HOLDS;
        for (uint32_t k = 0; k < l->count; k++)
            good &= l->claims[k] < p->claim_count;
    }
    for (size_t i = 0; i < p->footings.count; i++)
        for (uint32_t k = 0; k < p->footings.items[i].count; k++)
            good &= p->footings.items[i].claims[k] < p->claim_count;
    for (size_t i = 0; i < p->sentences.count; i++) {
        const tie_sentence_key *s = &p->sentences.items[i];
        good &= s->claim_count && s->first_claim < p->claim_count &&
                s->claim_count <= p->claim_count - s->first_claim;
    }
    return good && p->doc.span.start <= p->doc.span.end;
}

static void get_part(reading *r, tie_str path, tie_found_part *p) {
    p->doc = get_doc(r, path);
    p->claim_count = get_count(r);
    p->claims = TIE_NEW(r->out, tie_claim, p->claim_count);
    for (size_t i = 0; i < p->claim_count && r->good; i++)
        get_claim(r, &p->claims[i], i ? p->claims[i - 1].span.start : 0);
    for (size_t left = get_count(r); left && r->good; left--)
        *TIE_PUSH(r->out, &p->dates) = get_date_expr(r);
    for (size_t left = get_count(r); left && r->good; left--)
        *TIE_PUSH(r->out, &p->links) = get_link(r);
    for (size_t left = get_count(r); left && r->good; left--)
        *TIE_PUSH(r->out, &p->footings) = get_footing(r);
    uint64_t from = 0;
    for (size_t left = get_count(r); left && r->good; left--) {
        tie_sentence_key s = get_sentence(r, from);
        from = s.span.start;
        *TIE_PUSH(r->out, &p->sentences) = s;
    }
    r->good &= sound(p);
}

static void get_diag(reading *r, tie_str path, tie_diag *d) {
    *d = (tie_diag){.code = (tie_code)get(r), .path = path};
    d->line = get_u32(r);
    d->col = get_u32(r);
    d->message = get_str(r);
    d->hint = get_str(r);
}

bool tie_memo_intact(tie_str memo) {
    uint64_t sum;
    if (memo.len < SUM_BYTES)
        return false;
    memcpy(&sum, memo.ptr, SUM_BYTES);
    return sum == tie_hash(tie_str_sub(memo, SUM_BYTES, memo.len));
}

bool tie_memo_read(tie_str memo, tie_str path, tie_arena *out, tie_arena *strings, tie_words *words,
                   tie_intake_slot *slot) {
    if (!tie_memo_intact(memo))
        return false;
    reading r = {
        .bytes = memo, .at = SUM_BYTES, .good = true, .out = out, .kept = strings, .words = words};
    while (r.good && r.at < memo.len) {
        switch (get(&r)) {
        case PART: {
            tie_found_part part = {.recalled = true};
            get_part(&r, path, &part);
            *TIE_PUSH(out, &slot->parts) = part;
            break;
        }
        case DIAG: {
            tie_diag diag;
            get_diag(&r, path, &diag);
            *TIE_PUSH(out, &slot->diags) = diag;
            break;
        }
        default:
            r.good = false;
        }
    }
    return r.good;
}
