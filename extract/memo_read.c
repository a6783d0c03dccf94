/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memos as they are recalled: of nearly all documents of a second run the heads, of some of them
 * a claim or all. */
#include "extract/memo_form.h"

typedef struct reading {
    tie_packed in;
    tie_arena *arena;
    const tie_memo_body *body; /* of a head: NULL */
} reading;

/* Thing number `index` of those that stand one behind the other; *good is cleared where it is none
 * of them. */
static tie_str thing(tie_str all, const uint32_t *ends, uint32_t index, bool *good) {
    uint32_t start = index ? ends[index - 1] : 0, end = ends[index];
    *good &= start <= end && end <= all.len;
    return *good ? tie_str_sub(all, start, end) : (tie_str){0};
}

static inline tie_str get_str(reading *r) {
    uint64_t number = tie_unpack(&r->in);
    r->in.good &= number <= r->body->string_count;
    if (!number || !r->in.good)
        return (tie_str){0};
    return thing(r->body->strings, r->body->string_ends, (uint32_t)number - 1, &r->in.good);
}

/* The corpus's numbers of claims of the document. */
static const uint32_t *get_ids(reading *r, const tie_doc *doc, uint32_t *count) {
    *count = (uint32_t)tie_unpack_count(&r->in);
    uint32_t *ids = TIE_NEW(r->arena, uint32_t, *count);
    for (uint32_t i = 0; i < *count; i++) {
        uint32_t id = tie_unpack_u32(&r->in);
        r->in.good &= id < doc->claim_count;
        ids[i] = doc->first_claim + id;
    }
    return ids;
}

static void get_claim(reading *r, tie_claim *c) {
    tie_str *strings[TIE_CLAIM_STRINGS];
    c->span = tie_unpack_span(&r->in, 0);
    c->sentence = tie_unpack_span(&r->in, c->span.start);
    c->line = tie_unpack_u32(&r->in);
    c->col = tie_unpack_u32(&r->in);
    c->sentence_index = tie_unpack_u32(&r->in);
    c->paragraph_index = tie_unpack_u32(&r->in);
    c->value = tie_unpack_dec(&r->in);
    c->value_hi = tie_unpack_dec(&r->in);
    c->unit_u = tie_unpack_dec(&r->in);
    c->base_factor = tie_unpack_dec(&r->in);
    c->worded = tie_unpack_interval(&r->in, NULL);
    c->decides = tie_unpack_interval(&r->in, &c->worded);
    c->loose = tie_unpack_interval(&r->in, &c->decides);
    c->decimals = (int8_t)tie_unpack_signed(&r->in);
    c->scale = (int8_t)tie_unpack_signed(&r->in);
    uint64_t names = tie_unpack(&r->in);
    c->hedge = (tie_hedge)(names & 15);
    c->kind = (tie_kind)(names >> 4 & 15);
    c->direction = (tie_direction)(names >> 8 & 3);
    c->modality = (tie_modality)(names >> 10 & 3);
    c->period_from = (tie_origin)(names >> 12 & 15);
    c->place_from = (tie_origin)(names >> 16 & 15);
    c->assumptions = tie_unpack_u32(&r->in);
    c->period = tie_unpack_period(&r->in);
    tie_claim_strings(c, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        *strings[i] = i < TIE_CLAIM_ONCE ? tie_unpack_str(&r->in) : get_str(r);
    size_t count = tie_unpack_count(&r->in);
    tie_str *modifiers = TIE_ROOM(r->arena, tie_str, count);
    for (size_t i = 0; i < count; i++)
        modifiers[i] = get_str(r);
    c->modifiers = (tie_strs){modifiers, count};
}

static tie_date_expr get_date_expr(reading *r, const tie_doc *doc) {
    tie_date_expr d = {.doc = doc->index, .span = tie_unpack_span(&r->in, 0)};
    d.sentence = tie_unpack_span(&r->in, d.span.start);
    d.line = tie_unpack_u32(&r->in);
    d.col = tie_unpack_u32(&r->in);
    d.text = tie_unpack_str(&r->in);
    d.period = tie_unpack_period(&r->in);
    d.fault = get_str(r);
    return d;
}

static tie_link get_link(reading *r, const tie_doc *doc) {
    tie_link l = {.kind = (tie_link_kind)tie_unpack(&r->in)};
    l.hold = (tie_link_hold)tie_unpack(&r->in);
    l.claims = get_ids(r, doc, &l.count);
    l.unfit = tie_unpack(&r->in) != 0;
    l.direction = (tie_direction)tie_unpack(&r->in);
    l.least = tie_unpack_u32(&r->in);
    l.most = tie_unpack_u32(&r->in);
    l.date_count = (uint32_t)tie_unpack_count(&r->in);
    l.dates = TIE_NEW(r->arena, tie_date_expr, l.date_count);
    for (uint32_t i = 0; i < l.date_count; i++)
        l.dates[i] = get_date_expr(r, doc);
    r->in.good &= l.kind < TIE_LINK_KINDS && l.hold < TIE_LINK_HOLDS;
    return l;
}

static tie_footing get_footing(reading *r, const tie_doc *doc) {
    tie_footing f = {0};
    f.claims = get_ids(r, doc, &f.count);
    int8_t *signs = TIE_NEW(r->arena, int8_t, f.count);
    for (uint32_t i = 0; i < f.count; i++)
        signs[i] = (int8_t)tie_unpack_signed(&r->in);
    f.signs = signs;
    f.group = tie_unpack_u32(&r->in);
    uint64_t flags = tie_unpack(&r->in);
    f.reading = (uint8_t)flags;
    f.unclear = flags >> 8 & 1;
    f.rounded = flags >> 9 & 1;
    f.shape = (uint8_t)(flags >> 10);
    return f;
}

static tie_sentence_key get_sentence(reading *r, const tie_doc *doc, uint64_t from) {
    tie_sentence_key s = {.masked = tie_unpack_hash(&r->in), .doc = doc->index};
    s.first_claim = tie_unpack_u32(&r->in);
    s.claim_count = tie_unpack_u32(&r->in);
    r->in.good &= s.claim_count && s.first_claim < doc->claim_count &&
                  s.claim_count <= doc->claim_count - s.first_claim;
    s.first_claim += doc->first_claim;
    s.span = tie_unpack_span(&r->in, from);
    s.words = tie_unpack_u32(&r->in);
    uint64_t flags = tie_unpack(&r->in);
    s.introduces = flags & 1;
    s.row = flags >> 1 & 1;
    s.subtracts = flags >> 2 & 1;
    s.lexes = tie_unpack_hash(&r->in);
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
    reading r = {tie_packed_new(bytes), arena, body};
    c->doc = doc->index;
    c->id = id;
    get_claim(&r, c);
    return r.in.good && r.in.at == r.in.end && tie_hedge_name(c->hedge) && tie_kind_name(c->kind) &&
           tie_modality_name(c->modality) && c->span.start <= c->span.end &&
           c->sentence.start <= c->sentence.end;
}

/* What stands of a document beside its claims. */
static reading part_of(const tie_memo_body *body, uint32_t index, tie_arena *arena) {
    bool good = index < body->part_count;
    tie_str bytes = good ? thing(body->parts, body->part_ends, index, &good) : (tie_str){0};
    reading r = {tie_packed_new(bytes), arena, body};
    r.in.good = good;
    return r;
}

bool tie_memo_part(const tie_memo_body *body, uint32_t index, const tie_doc *doc, tie_arena *arena,
                   tie_found_part *p) {
    reading r = part_of(body, index, arena);
    size_t count = tie_unpack_count(&r.in);
    TIE_RESERVE(arena, &p->sentences, count);
    for (uint64_t from = 0; p->sentences.count < count && r.in.good;) {
        tie_sentence_key s = get_sentence(&r, doc, from);
        from = s.span.start;
        p->sentences.items[p->sentences.count++] = s;
    }
    count = tie_unpack_count(&r.in);
    TIE_RESERVE(arena, &p->dates, count);
    while (p->dates.count < count && r.in.good)
        p->dates.items[p->dates.count++] = get_date_expr(&r, doc);
    count = tie_unpack_count(&r.in);
    TIE_RESERVE(arena, &p->links, count);
    while (p->links.count < count && r.in.good)
        p->links.items[p->links.count++] = get_link(&r, doc);
    count = tie_unpack_count(&r.in);
    TIE_RESERVE(arena, &p->footings, count);
    while (p->footings.count < count && r.in.good)
        p->footings.items[p->footings.count++] = get_footing(&r, doc);
    return r.in.good && r.in.at == r.in.end;
}

bool tie_memo_sentence(const tie_memo_body *body, uint32_t index, const tie_doc *doc,
                       uint64_t start, tie_sentence_key *out) {
    reading r = part_of(body, index, NULL);
    size_t count = tie_unpack_count(&r.in);
    *out = (tie_sentence_key){0};
    for (uint64_t from = 0; count && r.in.good; count--) {
        tie_sentence_key s = get_sentence(&r, doc, from);
        from = s.span.start;
        if (from == start)
            *out = s;
        if (from >= start)
            break;
    }
    return r.in.good;
}

/* ---- Heads ---- */

static tie_doc get_doc(reading *r, tie_str path) {
    tie_doc d = {.path = path};
    tie_str *const strings[] = {&d.segment, &d.source, &d.title, &d.place, &d.url, &d.encoding};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = tie_unpack_str(&r->in);
    d.date = tie_unpack_period(&r->in);
    d.span = tie_unpack_span(&r->in, 0);
    d.text_hash = tie_unpack_hash(&r->in);
    return d;
}

static void get_diag(reading *r, tie_str path, tie_diag *d) {
    *d = (tie_diag){.code = (tie_code)tie_unpack(&r->in), .path = path};
    d->line = tie_unpack_u32(&r->in);
    d->col = tie_unpack_u32(&r->in);
    d->message = tie_unpack_str(&r->in);
    d->hint = tie_unpack_str(&r->in);
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
    p->claim_count = tie_unpack_u32(&r->in);
    r->in.good &= p->doc.span.start <= p->doc.span.end;
}

bool tie_memo_read_head(tie_str head, tie_str path, tie_arena *out, tie_arena *kept,
                        tie_intake_slot *slot, uint64_t *body_sum) {
    tie_memo_sums sums;
    if (!sums_of(head, &sums))
        return false;
    *body_sum = sums.body;
    tie_str bytes = tie_arena_str(kept, tie_str_sub(head, sizeof sums, head.len));
    reading r = {tie_packed_new(bytes), out, NULL};
    if (!slot->parts.capacity)
        TIE_RESERVE(out, &slot->parts, 1); /* most files are one document */
    while (r.in.good && r.in.at < r.in.end) {
        tie_found_part part = {0};
        tie_diag diag;
        switch (tie_unpack(&r.in)) {
        case TIE_MEMO_PART:
            get_part(&r, path, &part);
            *TIE_PUSH(out, &slot->parts) = part;
            break;
        case TIE_MEMO_DIAG:
            get_diag(&r, path, &diag);
            *TIE_PUSH(out, &slot->diags) = diag;
            break;
        default:
            r.in.good = false;
        }
    }
    return r.in.good;
}
