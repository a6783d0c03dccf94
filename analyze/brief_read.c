/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Briefs as they are taken over: the way of nearly all documents of a second run. */
#include "analyze/align.h"
#include "analyze/brief_form.h"
#include "analyze/implied.h"
#include "base/pile.h"

typedef struct reading {
    tie_run *run;
    tie_repeat_reader in;
    bool good;
    const char *hashes; /* not aligned */
    const tie_str *strings;
    uint32_t hash_count, string_count;
    uint32_t doc, first, claims; /* first: of its claims */
    tie_brief_start start;
} reading;

static inline uint64_t get(reading *r) {
    return r->in.at < r->in.end && *r->in.at < 0x80 ? *r->in.at++ : tie_repeat_get(&r->in);
}

static uint32_t get_u32(reading *r) { return (uint32_t)get(r); }

static int64_t get_signed(reading *r) {
    uint64_t n = get(r);
    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

static uint64_t get_hash(reading *r) { return tie_repeat_get_hash(&r->in); }

/* How many things follow, each of at least one byte. */
static size_t get_count(reading *r) {
    uint64_t n = get(r);
    r->good &= !r->in.failed && n <= (size_t)(r->in.end - r->in.at);
    return r->good ? (size_t)n : 0;
}

/* Of a list of names. */
static unsigned get_below(reading *r, unsigned limit) {
    uint64_t n = get(r);
    r->good &= n < limit;
    return n < limit ? (unsigned)n : 0;
}

static tie_str get_str(reading *r) {
    uint64_t number = get(r);
    r->good &= number <= r->string_count;
    return number && r->good ? r->strings[number - 1] : (tie_str){0};
}

static uint32_t get_claim(reading *r) {
    uint64_t n = get(r);
    r->good &= n <= r->claims;
    return n && n <= r->claims ? r->first + (uint32_t)n - 1 : TIE_NO_CLAIM;
}

static uint32_t get_some_claim(reading *r) {
    uint32_t claim = get_claim(r);
    r->good &= claim != TIE_NO_CLAIM;
    return claim == TIE_NO_CLAIM ? r->first : claim;
}

static tie_span get_span(reading *r, uint64_t from) {
    uint64_t start = from + (uint64_t)get_signed(r);
    return (tie_span){start, start + get(r)};
}

/* As arithmetic leaves them. */
static tie_dec get_dec(reading *r) {
    int64_t mant = get_signed(r), exp = get_signed(r);
    bool fits = mant > INT64_MIN && exp >= -TIE_DEC_EXP_MAX && exp <= TIE_DEC_EXP_MAX;
    r->good &= fits;
    return fits ? (tie_dec){mant, (int32_t)exp} : (tie_dec){0};
}

static tie_interval get_interval(reading *r) {
    uint64_t flags = get(r);
    tie_interval i = {.lo_inf = flags & 1,
                      .hi_inf = flags >> 1 & 1,
                      .lo_open = flags >> 2 & 1,
                      .hi_open = flags >> 3 & 1};
    i.lo = get_dec(r);
    i.hi = get_dec(r);
    return i;
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
    p.to = get_date(r);
    return p;
}

/* ---- Facets ---- */

static uint64_t hash_at(reading *r) {
    uint64_t number = get(r), hash = 0;
    r->good &= number <= r->hash_count;
    if (number && r->good)
        memcpy(&hash, r->hashes + (number - 1) * sizeof hash, sizeof hash);
    return hash;
}

static void take_facets(reading *r, uint32_t claim) {
    tie_facets *f = &r->run->cells.facets[claim];
    uint64_t flags = get(r);
    *f = (tie_facets){.within = flags & TIE_BRIEF_WITHIN,
                      .planned = flags & TIE_BRIEF_PLANNED,
                      .local = flags & TIE_BRIEF_LOCAL,
                      .pack = flags & TIE_BRIEF_PACK,
                      .named = flags & TIE_BRIEF_NAMED,
                      .barred = (uint8_t)get_below(r, TIE_REASON_TEXT + 1),
                      .cell = TIE_NO_CELL};
#define HASH(name) f->name = hash_at(r);
    TIE_BRIEF_HASHES(HASH)
#undef HASH
    if (f->measure && !f->barred && !f->within)
        tie_key_emit(r->run, TIE_KEY_CELL, tie_facets_key(f), claim, 0);
}

/* ---- What was found ---- */

static void take_cells(reading *r) {
    tie_arena *arena = &r->run->arena;
    for (size_t i = get_count(r); i > 0 && r->good; i--) {
        size_t count = get_count(r);
        uint32_t *claims = TIE_NEW(arena, uint32_t, count);
        for (size_t k = 0; k < count; k++)
            claims[k] = get_some_claim(r);
        r->good &= count > 1;
        if (r->good)
            *TIE_PUSH(arena, &r->run->cells.own) =
                (tie_cell){claims, (uint32_t)count, tie_cell_measure(r->run, claims[0]), true};
    }
}

static void take_implied(reading *r) {
    for (size_t i = get_count(r); i > 0 && r->good; i--) {
        tie_implied m = {.from = get_some_claim(r)};
        m.by = get_some_claim(r);
        m.meet = get_interval(r);
        m.value = get_dec(r);
        m.period = get_period(r);
        uint64_t flags = get(r);
        m.year_before = flags & 1;
        m.whole = flags >> 1 & 1;
        m.assumptions = get_u32(r);
        *TIE_PUSH(&r->run->arena, &r->run->implied) = m;
    }
}

static void take_causes(reading *r, size_t *last_row) {
    for (size_t i = get_count(r); i > 0 && r->good; i--) {
        uint32_t claim = get_some_claim(r);
        uint32_t row = get_u32(r);
        *last_row = row + (size_t)1 > *last_row ? row + (size_t)1 : *last_row;
        tie_run_cause(r->run, claim, (uint32_t)r->start.rows + row);
    }
}

static void take_ledger(reading *r) {
    for (size_t i = get_count(r); i > 0 && r->good; i--) {
        tie_ledger_entry e = {.check = (tie_check_id)get_below(r, TIE_CHECK_COUNT)};
        e.reason = (tie_reason)get_below(r, TIE_REASON_TEXT + 1);
        e.measure = get_str(r);
        e.count = get_u32(r);
        e.claims[0] = get_claim(r);
        e.claims[1] = get_claim(r);
        r->good &= e.reason != TIE_REASON_NONE;
        if (r->good)
            tie_ledger_add(r->run, &e);
    }
}

static void take_keys(reading *r, tie_key_kind kind) {
    for (size_t i = get_count(r); i > 0 && r->good; i--) {
        tie_key key = {.key = get_hash(r)};
        key.claim = get_some_claim(r);
        key.note = get_u32(r);
        r->good &= kind != TIE_KEY_PAIR || tie_align_fits(&key, r->first, r->claims);
        if (r->good && !(r->run->sparse && key.note & TIE_KEY_SLIGHT))
            tie_key_emit(r->run, kind, key.key, key.claim, key.note);
    }
}

static void get_member(reading *r, tie_member *m, size_t count) {
    *m = (tie_member){.role = get_str(r), .doc = r->doc};
    m->claim = get_claim(r);
    m->span = get_span(r, 0);
    m->sentence = get_span(r, m->span.start);
    m->line = get_u32(r);
    m->col = get_u32(r);
    m->text = get_str(r);
    m->has_value = get(r) != 0;
    if (m->has_value) {
        m->value = get_dec(r);
        m->interval = get_interval(r);
    }
    m->from_count = get_count(r);
    uint32_t *from = TIE_NEW(&r->run->arena, uint32_t, m->from_count);
    for (size_t i = 0; i < m->from_count; i++)
        from[i] = get_below(r, (unsigned)count);
    m->from = from;
}

static void take_row(reading *r) {
    tie_finding *f = TIE_PILE(&r->run->arena, &r->run->rows);
    uint64_t flags = get(r), gap = 0;
    *f = (tie_finding){.row = (tie_row)(flags & 3),
                       .verdict = (tie_verdict)(flags >> 2 & 7),
                       .severity = (tie_severity)(flags >> 5 & 7),
                       .confidence = (tie_confidence)(flags >> 8 & 3)};
    f->fingerprint = get_hash(r);
    f->evidence = get_hash(r);
    f->cause = flags >> 10 & 1 ? get_hash(r) : 0;
    gap = flags >> 11 & 1 ? get_hash(r) : 0;
    memcpy(&f->gap, &gap, sizeof gap);
    tie_str *const strings[] = {&f->code,    &f->rule,  &f->message, &f->computation, &f->diagnosis,
                                &f->measure, &f->agent, &f->place,   &f->unit};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = get_str(r);
    f->assumptions = get_u32(r);
    f->period = get_period(r);
    f->member_count = get_count(r);
    tie_member *members = TIE_ROOM(&r->run->arena, tie_member, f->member_count);
    for (size_t i = 0; i < f->member_count; i++)
        get_member(r, &members[i], f->member_count);
    f->members = members;
    r->good &= f->row < TIE_ROW_SKIPPED && f->verdict <= TIE_VERDICT_NOT_COMPARABLE &&
               f->severity <= TIE_SEVERITY_CRITICAL && f->confidence <= TIE_CONFIDENCE_HIGH;
}

static void take_all(reading *r) {
    size_t last_row = 0;
    for (uint32_t i = 0; i < r->claims && r->good; i++)
        take_facets(r, r->first + i);
    take_cells(r);
    take_implied(r);
    take_causes(r, &last_row);
    take_ledger(r);
    for (int i = TIE_KEY_CELL + 1; i < TIE_KEY_KINDS; i++)
        take_keys(r, (tie_key_kind)i);
    size_t rows = get_count(r);
    r->good &= last_row <= rows;
    for (size_t i = 0; i < rows && r->good; i++)
        take_row(r);
    r->good &= !r->in.failed && r->in.at == r->in.end;
}

/* ---- All ---- */

static bool fits(tie_str bytes, const tie_doc *doc, tie_brief_head *head) {
    if (bytes.len < sizeof *head)
        return false;
    memcpy(head, bytes.ptr, sizeof *head);
    size_t rest = bytes.len - sizeof *head;
    return head->claims == doc->claim_count && head->words <= rest &&
           head->hashes <= (rest - head->words) / sizeof(uint64_t) && head->strings <= rest;
}

/* Views into a copy of their bytes. */
static void take_strings(reading *r, tie_str words) {
    tie_str *strings = TIE_ROOM(&r->run->scratch, tie_str, r->string_count);
    tie_str kept = tie_arena_str(&r->run->arena, words);
    size_t at = 0;
    for (uint32_t i = 0; i < r->string_count; i++) {
        uint64_t len = get(r);
        r->good &= len <= kept.len - at;
        strings[i] = r->good ? (tie_str){kept.ptr + at, (size_t)len} : (tie_str){0};
        at += strings[i].len;
    }
    r->strings = strings;
}

bool tie_brief_take(tie_run *run, uint32_t doc, tie_str bytes) {
    tie_brief_head head;
    const tie_doc *d = &run->in.docs[doc];
    if (!fits(bytes, d, &head))
        return false;
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_str words = tie_str_sub(bytes, bytes.len - head.words, bytes.len);
    size_t list = head.hashes * sizeof(uint64_t);
    tie_str rest = tie_str_sub(bytes, sizeof head + list, bytes.len - head.words);
    reading r = {.run = run,
                 .in = tie_repeat_reader_new(rest),
                 .good = true,
                 .hashes = bytes.ptr + sizeof head,
                 .hash_count = head.hashes,
                 .string_count = head.strings,
                 .doc = doc,
                 .first = d->first_claim,
                 .claims = head.claims,
                 .start = tie_brief_begin(run)};
    take_strings(&r, words);
    take_all(&r);
    run->damaged |= !r.good;
    tie_arena_rewind(&run->scratch, mark);
    return true;
}
