/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memos as they are recalled: of nearly all documents of a second run the heads, of some of them
 * a claim or all. */
#include "extract/memo_form.h"

typedef struct reading {
    const unsigned char *at, *end;
    bool good;
    tie_arena *arena;
    const tie_memo_body *body; /* of a head: NULL */
} reading;

static reading reading_of(tie_str bytes, tie_arena *arena, const tie_memo_body *body) {
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    return (reading){at, at + bytes.len, true, arena, body};
}

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

/* Thing number `index` of those that stand one behind the other; *good is cleared where it is none
 * of them. */
static tie_str thing(tie_str all, const uint32_t *ends, uint32_t index, bool *good) {
    uint32_t start = index ? ends[index - 1] : 0, end = ends[index];
    *good &= start <= end && end <= all.len;
    return *good ? tie_str_sub(all, start, end) : (tie_str){0};
}

static inline tie_str get_str(reading *r) {
    uint64_t number = get(r);
    r->good &= number <= r->body->string_count;
    if (!number || !r->good)
        return (tie_str){0};
    return thing(r->body->strings, r->body->string_ends, (uint32_t)number - 1, &r->good);
}

static inline tie_str get_words(reading *r) {
    size_t len = get_count(r);
    if (!len)
        return (tie_str){0};
    tie_str s = {(const char *)r->at, len};
    r->at += len;
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

/* The corpus's numbers of claims of the document. */
static const uint32_t *get_ids(reading *r, const tie_doc *doc, uint32_t *count) {
    *count = (uint32_t)get_count(r);
    uint32_t *ids = TIE_NEW(r->arena, uint32_t, *count);
    for (uint32_t i = 0; i < *count; i++) {
        uint32_t id = get_u32(r);
        r->good &= id < doc->claim_count;
        ids[i] = doc->first_claim + id;
    }
    return ids;
}

static void get_claim(reading *r, tie_claim *c) {
    tie_str *strings[TIE_CLAIM_STRINGS];
    c->span = get_span(r, 0);
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
    tie_str *modifiers = TIE_ROOM(r->arena, tie_str, count);
    for (size_t i = 0; i < count; i++)
        modifiers[i] = get_str(r);
    c->modifiers = (tie_strs){modifiers, count};
}

static tie_date_expr get_date_expr(reading *r, const tie_doc *doc) {
    tie_date_expr d = {.doc = doc->index, .span = get_span(r, 0)};
    d.sentence = get_span(r, d.span.start);
    d.line = get_u32(r);
    d.col = get_u32(r);
    d.text = get_words(r);
    d.period = get_period(r);
    d.fault = get_str(r);
    return d;
}

static tie_link get_link(reading *r, const tie_doc *doc) {
    tie_link l = {.kind = (tie_link_kind)get(r)};
    l.hold = (tie_link_hold)get(r);
    l.claims = get_ids(r, doc, &l.count);
    l.unfit = get(r) != 0;
    l.direction = (tie_direction)get(r);
    l.least = get_u32(r);
    l.most = get_u32(r);
    l.date_count = (uint32_t)get_count(r);
    l.dates = TIE_NEW(r->arena, tie_date_expr, l.date_count);
    for (uint32_t i = 0; i < l.date_count; i++)
        l.dates[i] = get_date_expr(r, doc);
    r->good &= l.kind < TIE_LINK_KINDS && l.hold < TIE_LINK_HOLDS;
    return l;
}

static tie_footing get_footing(reading *r, const tie_doc *doc) {
    tie_footing f = {0};
    f.claims = get_ids(r, doc, &f.count);
    int8_t *signs = TIE_NEW(r->arena, int8_t, f.count);
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

static tie_sentence_key get_sentence(reading *r, const tie_doc *doc, uint64_t from) {
    tie_sentence_key s = {.masked = get_hash(r), .doc = doc->index};
    s.first_claim = get_u32(r);
    s.claim_count = get_u32(r);
    r->good &= s.claim_count && s.first_claim < doc->claim_count &&
               s.claim_count <= doc->claim_count - s.first_claim;
    s.first_claim += doc->first_claim;
    s.span = get_span(r, from);
    s.words = get_u32(r);
    uint64_t flags = get(r);
    s.introduces = flags & 1;
    s.row = flags >> 1 & 1;
    s.subtracts = flags >> 2 & 1;
    s.lexes = get_hash(r);
    return s;
}

/* ---- Bodies ---- */

/* What an area takes whose things end there. */
static size_t area(const uint32_t *ends, uint32_t count) { return count ? ends[count - 1] : 0; }

bool tie_memo_open(tie_str bytes, uint64_t sum, tie_memo_body *out) {
    tie_memo_counts n;
    if (bytes.len < sizeof n || tie_hash(bytes) != sum)
        return false;
    memcpy(&n, bytes.ptr, sizeof n);
    const uint32_t *ends = (const uint32_t *)(const void *)(bytes.ptr + sizeof n);
    tie_str rest = tie_str_sub(bytes, sizeof n, bytes.len);
    uint64_t table = ((uint64_t)n.strings + n.claims + n.parts) * sizeof *ends;
    if (table > rest.len)
        return false;
    rest = tie_str_sub(rest, (size_t)table, rest.len);
    *out = (tie_memo_body){.string_ends = ends,
                           .claim_ends = ends + n.strings,
                           .part_ends = ends + n.strings + n.claims,
                           .string_count = n.strings,
                           .claim_count = n.claims,
                           .part_count = n.parts};
    size_t strings = area(out->string_ends, n.strings), claims = area(out->claim_ends, n.claims),
           parts = area(out->part_ends, n.parts);
    if (strings > rest.len || claims > rest.len - strings || parts != rest.len - strings - claims)
        return false;
    out->strings = tie_str_sub(rest, 0, strings);
    out->claims = tie_str_sub(rest, strings, strings + claims);
    out->parts = tie_str_sub(rest, strings + claims, rest.len);
    return true;
}

bool tie_memo_claim(const tie_memo_body *body, uint32_t index, const tie_doc *doc, uint32_t id,
                    tie_arena *arena, tie_claim *c) {
    bool good = index < body->claim_count;
    tie_str bytes = good ? thing(body->claims, body->claim_ends, index, &good) : (tie_str){0};
    if (!good)
        return false;
    reading r = reading_of(bytes, arena, body);
    c->doc = doc->index;
    c->id = id;
    get_claim(&r, c);
    return r.good && r.at == r.end && tie_hedge_name(c->hedge) && tie_kind_name(c->kind) &&
           tie_modality_name(c->modality) && c->span.start <= c->span.end &&
           c->sentence.start <= c->sentence.end;
}

bool tie_memo_part(const tie_memo_body *body, uint32_t index, const tie_doc *doc, tie_arena *arena,
                   tie_found_part *p) {
    bool good = index < body->part_count;
    tie_str bytes = good ? thing(body->parts, body->part_ends, index, &good) : (tie_str){0};
    if (!good)
        return false;
    reading r = reading_of(bytes, arena, body);
    size_t count = get_count(&r);
    TIE_RESERVE(arena, &p->dates, count);
    while (p->dates.count < count && r.good)
        p->dates.items[p->dates.count++] = get_date_expr(&r, doc);
    count = get_count(&r);
    TIE_RESERVE(arena, &p->links, count);
    while (p->links.count < count && r.good)
        p->links.items[p->links.count++] = get_link(&r, doc);
    count = get_count(&r);
    TIE_RESERVE(arena, &p->footings, count);
    while (p->footings.count < count && r.good)
        p->footings.items[p->footings.count++] = get_footing(&r, doc);
    count = get_count(&r);
    TIE_RESERVE(arena, &p->sentences, count);
    for (uint64_t from = 0; p->sentences.count < count && r.good;) {
        tie_sentence_key s = get_sentence(&r, doc, from);
        from = s.span.start;
        p->sentences.items[p->sentences.count++] = s;
    }
    return r.good && r.at == r.end;
}

/* ---- Heads ---- */

static tie_doc get_doc(reading *r, tie_str path) {
    tie_doc d = {.path = path};
    tie_str *const strings[] = {&d.segment, &d.source, &d.title, &d.place, &d.url, &d.encoding};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = get_words(r);
    d.date = get_period(r);
    d.span = get_span(r, 0);
    d.text_hash = get_hash(r);
    return d;
}

static void get_diag(reading *r, tie_str path, tie_diag *d) {
    *d = (tie_diag){.code = (tie_code)get(r), .path = path};
    d->line = get_u32(r);
    d->col = get_u32(r);
    d->message = get_words(r);
    d->hint = get_words(r);
}

static bool sums_of(tie_str head, tie_memo_sums *out) {
    if (head.len < sizeof *out)
        return false;
    memcpy(out, head.ptr, sizeof *out);
    return out->head == tie_memo_sum(head);
}

bool tie_memo_intact(tie_memo memo) {
    tie_memo_sums sums;
    return sums_of(memo.head, &sums) && sums.body == tie_hash(memo.body);
}

static void get_part(reading *r, tie_str path, tie_found_part *p) {
    p->recalled = true;
    p->doc = get_doc(r, path);
    p->claim_count = get_u32(r);
    r->good &= p->doc.span.start <= p->doc.span.end;
}

bool tie_memo_read_head(tie_str head, tie_str path, tie_arena *out, tie_arena *kept,
                        tie_intake_slot *slot, uint64_t *body_sum) {
    tie_memo_sums sums;
    if (!sums_of(head, &sums))
        return false;
    *body_sum = sums.body;
    tie_str bytes = tie_arena_str(kept, tie_str_sub(head, sizeof sums, head.len));
    reading r = reading_of(bytes, out, NULL);
    if (!slot->parts.capacity)
        TIE_RESERVE(out, &slot->parts, 1); /* most files are one document */
    while (r.good && r.at < r.end) {
        tie_found_part part = {0};
        tie_diag diag;
        switch (get(&r)) {
        case TIE_MEMO_PART:
            get_part(&r, path, &part);
            *TIE_PUSH(out, &slot->parts) = part;
            break;
        case TIE_MEMO_DIAG:
            get_diag(&r, path, &diag);
            *TIE_PUSH(out, &slot->diags) = diag;
            break;
        default:
            r.good = false;
        }
    }
    return r.good;
}
