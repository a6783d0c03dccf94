/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memos as they are recalled: the way of nearly all documents of a second run. */
#include "extract/memo_form.h"

typedef struct reading {
    const unsigned char *at, *end;
    bool good;
    tie_arena *out, *kept;
    tie_words *known;
    tie_str *strings;
    uint32_t string_count, string_room;
    tie_str words; /* those that were not taken yet */
} reading;

static uint64_t get_long(reading *r) {
    uint64_t n = 0;
    for (unsigned shift = 0; r->at < r->end && shift < 64; shift += TIE_MEMO_BITS) {
        unsigned char byte = *r->at++;
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return n;
    }
    r->good = false;
    return 0;
}

static inline uint64_t get(reading *r) {
    return r->at < r->end && *r->at < 0x80 ? *r->at++ : get_long(r);
}

static inline uint32_t get_u32(reading *r) { return (uint32_t)get(r); }

static inline int64_t get_signed(reading *r) {
    uint64_t n = get(r);
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

static size_t left(const reading *r) { return (size_t)(r->end - r->at); }

/* How many things follow, each of at least one byte. */
static size_t get_count(reading *r) {
    uint64_t n = get(r);
    r->good &= n <= left(r);
    return r->good ? (size_t)n : 0;
}

static tie_str get_new_str(reading *r, uint64_t number) {
    size_t len = get_count(r);
    r->good &= number == r->string_count + (uint64_t)1 && number <= r->string_room;
    if (!r->good)
        return (tie_str){0};
    tie_str s = {(const char *)r->at, len};
    r->at += len;
    return r->strings[r->string_count++] = tie_words_keep(r->known, r->kept, s);
}

static inline tie_str get_str(reading *r) {
    uint64_t number = get(r);
    if (!number)
        return (tie_str){0};
    return number <= r->string_count ? r->strings[number - 1] : get_new_str(r, number);
}

static inline tie_str get_words(reading *r) {
    uint64_t len = get(r);
    r->good &= len <= r->words.len;
    if (!len || !r->good)
        return (tie_str){0};
    tie_str s = {r->words.ptr, (size_t)len};
    r->words = tie_str_sub(r->words, s.len, r->words.len);
    return s;
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
    if (flags == TIE_MEMO_AS_BEFORE && before)
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
    r->good &= left(r) >= sizeof hash;
    if (r->good)
        memcpy(&hash, r->at, sizeof hash);
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
    c->doc = 0;
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
        *strings[i] = i < TIE_CLAIM_ONCE ? get_words(r) : get_str(r);
    size_t count = get_count(r);
    tie_str *modifiers = TIE_NEW(r->kept, tie_str, count);
    for (size_t i = 0; i < count; i++)
        modifiers[i] = get_str(r);
    c->modifiers = (tie_strs){modifiers, count};
}

static tie_date_expr get_date_expr(reading *r) {
    tie_date_expr d = {.span = get_span(r, 0)};
    d.sentence = get_span(r, d.span.start);
    d.line = get_u32(r);
    d.col = get_u32(r);
    d.text = get_words(r);
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
    s.subtracts = flags >> 2 & 1;
    s.lexes = get_hash(r);
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
    p->claims = TIE_ROOM(r->out, tie_claim, p->claim_count);
    for (size_t i = 0; i < p->claim_count && r->good; i++)
        get_claim(r, &p->claims[i], i ? p->claims[i - 1].span.start : 0);
    size_t count = get_count(r);
    TIE_RESERVE(r->out, &p->dates, count);
    while (p->dates.count < count && r->good)
        p->dates.items[p->dates.count++] = get_date_expr(r);
    count = get_count(r);
    TIE_RESERVE(r->out, &p->links, count);
    while (p->links.count < count && r->good)
        p->links.items[p->links.count++] = get_link(r);
    count = get_count(r);
    TIE_RESERVE(r->out, &p->footings, count);
    while (p->footings.count < count && r->good)
        p->footings.items[p->footings.count++] = get_footing(r);
    count = get_count(r);
    TIE_RESERVE(r->out, &p->sentences, count);
    for (uint64_t from = 0; p->sentences.count < count && r->good;) {
        tie_sentence_key s = get_sentence(r, from);
        from = s.span.start;
        p->sentences.items[p->sentences.count++] = s;
    }
    r->good = r->good && sound(p);
}

static void get_diag(reading *r, tie_str path, tie_diag *d) {
    *d = (tie_diag){.code = (tie_code)get(r), .path = path};
    d->line = get_u32(r);
    d->col = get_u32(r);
    d->message = get_str(r);
    d->hint = get_str(r);
}

bool tie_memo_intact(tie_str memo) {
    tie_memo_head head;
    if (memo.len < sizeof head)
        return false;
    memcpy(&head, memo.ptr, sizeof head);
    return head.sum == tie_memo_sum(memo) && head.words <= memo.len - sizeof head &&
           head.strings <= memo.len;
}

static reading begin(tie_str memo, tie_arena *out, tie_arena *kept, tie_words *known) {
    tie_memo_head head;
    memcpy(&head, memo.ptr, sizeof head);
    const unsigned char *bytes = (const unsigned char *)memo.ptr;
    tie_str words = tie_str_sub(memo, memo.len - head.words, memo.len);
    return (reading){.at = bytes + sizeof head,
                     .end = bytes + memo.len - head.words,
                     .good = true,
                     .out = out,
                     .kept = kept,
                     .known = known,
                     .strings = TIE_NEW(out, tie_str, head.strings),
                     .string_room = head.strings,
                     .words = tie_arena_str(kept, words)};
}

bool tie_memo_read(tie_str memo, tie_str path, tie_arena *out, tie_arena *strings, tie_words *words,
                   tie_intake_slot *slot) {
    if (!tie_memo_intact(memo))
        return false;
    reading r = begin(memo, out, strings, words);
    if (!slot->parts.capacity)
        TIE_RESERVE(out, &slot->parts, 1); /* most files are one document */
    while (r.good && r.at < r.end) {
        switch (get(&r)) {
        case TIE_MEMO_PART: {
            tie_found_part part = {.recalled = true};
            get_part(&r, path, &part);
            *TIE_PUSH(out, &slot->parts) = part;
            break;
        }
        case TIE_MEMO_DIAG: {
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
