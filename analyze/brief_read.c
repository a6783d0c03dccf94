/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Briefs as they are taken over: the way of nearly all documents of a second run. */
#include "analyze/align.h"
#include "analyze/brief_form.h"
#include "analyze/implied.h"
#include "base/pile.h"

typedef struct reading {
    tie_run *run;
    tie_packed in;
    const char *hashes; /* not aligned */
    const tie_str *strings;
    uint32_t hash_count, string_count;
    uint32_t doc, first, claims; /* first: of its claims */
    tie_brief_start start;
} reading;

/* Of a list of names. */
static unsigned get_below(reading *r, unsigned limit) {
    uint64_t n = tie_unpack(&r->in);
    r->in.good &= n < limit;
    return n < limit ? (unsigned)n : 0;
}

static tie_str get_str(reading *r) {
    uint64_t number = tie_unpack(&r->in);
    r->in.good &= number <= r->string_count;
    return number && r->in.good ? r->strings[number - 1] : (tie_str){0};
}

static uint32_t get_claim(reading *r) {
    uint64_t n = tie_unpack(&r->in);
    r->in.good &= n <= r->claims;
    return n && n <= r->claims ? r->first + (uint32_t)n - 1 : TIE_NO_CLAIM;
}

static uint32_t get_some_claim(reading *r) {
    uint32_t claim = get_claim(r);
    r->in.good &= claim != TIE_NO_CLAIM;
    return claim == TIE_NO_CLAIM ? r->first : claim;
}

/* ---- Facets ---- */

static uint64_t hash_at(reading *r) {
    uint64_t number = tie_unpack(&r->in), hash = 0;
    r->in.good &= number <= r->hash_count;
    if (number && r->in.good)
        memcpy(&hash, r->hashes + (number - 1) * sizeof hash, sizeof hash);
    return hash;
}

static void take_facets(reading *r, uint32_t claim) {
    tie_facets *f = &r->run->cells.facets[claim];
    uint64_t flags = tie_unpack(&r->in);
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
    for (size_t i = tie_unpack_count(&r->in); i > 0 && r->in.good; i--) {
        size_t count = tie_unpack_count(&r->in);
        uint32_t *claims = TIE_NEW(arena, uint32_t, count);
        for (size_t k = 0; k < count; k++)
            claims[k] = get_some_claim(r);
        r->in.good &= count > 1;
        if (r->in.good)
            *TIE_PUSH(arena, &r->run->cells.own) =
                (tie_cell){claims, (uint32_t)count, tie_cell_measure(r->run, claims[0]), true};
    }
}

static void take_implied(reading *r) {
    for (size_t i = tie_unpack_count(&r->in); i > 0 && r->in.good; i--) {
        tie_implied m = {.from = get_some_claim(r)};
        m.by = get_some_claim(r);
        m.meet = tie_unpack_interval(&r->in, NULL);
        m.value = tie_unpack_dec(&r->in);
        m.period = tie_unpack_period(&r->in);
        uint64_t flags = tie_unpack(&r->in);
        m.year_before = flags & 1;
        m.whole = flags >> 1 & 1;
        m.assumptions = tie_unpack_u32(&r->in);
        *TIE_PUSH(&r->run->arena, &r->run->implied) = m;
    }
}

static void take_causes(reading *r, size_t *last_row) {
    for (size_t i = tie_unpack_count(&r->in); i > 0 && r->in.good; i--) {
        uint32_t claim = get_some_claim(r);
        uint32_t row = tie_unpack_u32(&r->in);
        *last_row = row + (size_t)1 > *last_row ? row + (size_t)1 : *last_row;
        tie_run_cause(r->run, claim, (uint32_t)r->start.rows + row);
    }
}

static void take_ledger(reading *r) {
    for (size_t i = tie_unpack_count(&r->in); i > 0 && r->in.good; i--) {
        tie_ledger_entry e = {.check = (tie_check_id)get_below(r, TIE_CHECK_COUNT)};
        e.reason = (tie_reason)get_below(r, TIE_REASON_TEXT + 1);
        e.measure = get_str(r);
        e.count = tie_unpack_u32(&r->in);
        e.claims[0] = get_claim(r);
        e.claims[1] = get_claim(r);
        r->in.good &= e.reason != TIE_REASON_NONE;
        if (r->in.good)
            tie_ledger_add(r->run, &e);
    }
}

static void take_keys(reading *r, tie_key_kind kind) {
    for (size_t i = tie_unpack_count(&r->in); i > 0 && r->in.good; i--) {
        tie_key key = {.key = tie_unpack_hash(&r->in)};
        key.claim = get_some_claim(r);
        key.note = tie_unpack_u32(&r->in);
        r->in.good &= kind != TIE_KEY_PAIR || tie_align_fits(&key, r->first, r->claims);
        if (r->in.good && !(r->run->sparse && key.note & TIE_KEY_SLIGHT))
            tie_key_emit(r->run, kind, key.key, key.claim, key.note);
    }
}

static void get_member(reading *r, tie_member *m, size_t count) {
    *m = (tie_member){.role = get_str(r), .doc = r->doc};
    m->claim = get_claim(r);
    m->span = tie_unpack_span(&r->in, 0);
    m->sentence = tie_unpack_span(&r->in, m->span.start);
    m->line = tie_unpack_u32(&r->in);
    m->col = tie_unpack_u32(&r->in);
    m->text = get_str(r);
    m->has_value = tie_unpack(&r->in) != 0;
    if (m->has_value) {
        m->value = tie_unpack_dec(&r->in);
        m->interval = tie_unpack_interval(&r->in, NULL);
    }
    m->from_count = tie_unpack_count(&r->in);
    uint32_t *from = TIE_NEW(&r->run->arena, uint32_t, m->from_count);
    for (size_t i = 0; i < m->from_count; i++)
        from[i] = get_below(r, (unsigned)count);
    m->from = from;
}

static void take_row(reading *r) {
    tie_finding *f = TIE_PILE(&r->run->arena, &r->run->rows);
    uint64_t flags = tie_unpack(&r->in), gap = 0;
    *f = (tie_finding){.row = (tie_row)(flags & 3),
                       .verdict = (tie_verdict)(flags >> 2 & 7),
                       .severity = (tie_severity)(flags >> 5 & 7),
                       .confidence = (tie_confidence)(flags >> 8 & 3)};
    f->fingerprint = tie_unpack_hash(&r->in);
    f->evidence = tie_unpack_hash(&r->in);
    f->cause = flags >> 10 & 1 ? tie_unpack_hash(&r->in) : 0;
    gap = flags >> 11 & 1 ? tie_unpack_hash(&r->in) : 0;
    memcpy(&f->gap, &gap, sizeof gap);
    tie_str *const strings[] = {&f->code,    &f->rule,  &f->message, &f->computation, &f->diagnosis,
                                &f->measure, &f->agent, &f->place,   &f->unit};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = get_str(r);
    f->assumptions = tie_unpack_u32(&r->in);
    f->period = tie_unpack_period(&r->in);
    f->member_count = tie_unpack_count(&r->in);
    tie_member *members = TIE_ROOM(&r->run->arena, tie_member, f->member_count);
    for (size_t i = 0; i < f->member_count; i++)
        get_member(r, &members[i], f->member_count);
    f->members = members;
    r->in.good &= f->row < TIE_ROW_SKIPPED && f->verdict <= TIE_VERDICT_NOT_COMPARABLE &&
                  f->severity <= TIE_SEVERITY_CRITICAL && f->confidence <= TIE_CONFIDENCE_HIGH;
}

static void take_all(reading *r) {
    size_t last_row = 0;
    for (uint32_t i = 0; i < r->claims && r->in.good; i++)
        take_facets(r, r->first + i);
    take_cells(r);
    take_implied(r);
    take_causes(r, &last_row);
    take_ledger(r);
    for (int i = TIE_KEY_CELL + 1; i < TIE_KEY_KINDS; i++)
        take_keys(r, (tie_key_kind)i);
    size_t rows = tie_unpack_count(&r->in);
    r->in.good &= last_row <= rows;
    for (size_t i = 0; i < rows && r->in.good; i++)
        take_row(r);
    r->in.good &= r->in.at == r->in.end;
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
        uint64_t len = tie_unpack(&r->in);
        r->in.good &= len <= kept.len - at;
        strings[i] = r->in.good ? (tie_str){kept.ptr + at, (size_t)len} : (tie_str){0};
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
                 .in = tie_packed_new(rest),
                 .hashes = bytes.ptr + sizeof head,
                 .hash_count = head.hashes,
                 .string_count = head.strings,
                 .doc = doc,
                 .first = d->first_claim,
                 .claims = head.claims,
                 .start = tie_brief_begin(run)};
    take_strings(&r, words);
    take_all(&r);
    run->damaged |= !r.in.good;
    tie_arena_rewind(&run->scratch, mark);
    return true;
}
