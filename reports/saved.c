/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/saved.h"

#include "base/date.h"
#include "base/err.h"
#include "base/io.h"
#include "base/str.h"
#include "reports/saved_overview.h"
#include "rules/map.h"

/* A stretch of a document's text, from byte start on. */
typedef struct excerpt {
    uint32_t doc;
    uint64_t start;
    tie_str text;
} excerpt;

/* In the order of documents and of the text; they do not overlap. */
typedef struct saved {
    TIE_VEC(excerpt) excerpts;
} saved;

typedef struct loader {
    tie_arena *arena;
    tie_map docs; /* by path and segment */
    TIE_VEC(tie_doc) documents;
    TIE_VEC(tie_finding) rows;
    TIE_VEC(tie_diag) diags;
    saved *saved;
} loader;

static uint64_t doc_key(tie_str path, tie_str segment) {
    return tie_hash_mix(tie_hash(path), tie_hash(segment));
}

/* The last excerpt that starts at or before the span holds it, or none does. */
static tie_str read_text(void *from, uint32_t doc, tie_span span) {
    const saved *s = from;
    size_t lo = 0, hi = s->excerpts.count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const excerpt *e = &s->excerpts.items[mid];
        bool before = e->doc != doc ? e->doc < doc : e->start <= span.start;
        if (before)
            lo = mid + 1;
        else
            hi = mid;
    }
    const excerpt *e = lo ? &s->excerpts.items[lo - 1] : NULL;
    if (!e || e->doc != doc || span.end < span.start || span.end > e->start + e->text.len)
        return (tie_str){0};
    return tie_str_sub(e->text, (size_t)(span.start - e->start), (size_t)(span.end - e->start));
}

/* ---- Names and numbers ---- */

static const char *verdict_name(int i) { return tie_verdict_name((tie_verdict)i); }
static const char *severity_name(int i) { return tie_severity_name((tie_severity)i); }
static const char *confidence_name(int i) { return tie_confidence_name((tie_confidence)i); }
static const char *op_name(int i) { return tie_slot_op_name((tie_slot_op)i); }
static const char *assumption_name(int i) { return tie_assumption_name((tie_assumption)(1 << i)); }

static uint64_t number(tie_json value) {
    int64_t n = 0;
    if (value.file)
        tie_json_int(value, 0, INT64_MAX, &n);
    return (uint64_t)n;
}

/* 16 hexadecimal digits; 0 for what is absent. */
static uint64_t hash_of(tie_str hex) {
    uint64_t hash = 0;
    for (size_t i = 0; i < hex.len && i < 16; i++) {
        char c = tie_ascii_lower(hex.ptr[i]);
        hash = hash << 4 | (uint64_t)(tie_ascii_digit(c) ? c - '0' : (c - 'a' + 10) & 15);
    }
    return hash;
}

/* ---- Documents ---- */

typedef struct document_row {
    tie_doc doc;
    tie_json start, end;
} document_row;

static void read_document(loader *l, tie_json value) {
    static const tie_field fields[] = {
        {"path", TIE_FIELD_STR, offsetof(document_row, doc.path), true, NULL},
        {"segment", TIE_FIELD_STR, offsetof(document_row, doc.segment), false, NULL},
        {"source", TIE_FIELD_STR, offsetof(document_row, doc.source), false, NULL},
        {"title", TIE_FIELD_STR, offsetof(document_row, doc.title), false, NULL},
        {"date", TIE_FIELD_PERIOD, offsetof(document_row, doc.date), false, NULL},
        {"place", TIE_FIELD_STR, offsetof(document_row, doc.place), false, NULL},
        {"url", TIE_FIELD_STR, offsetof(document_row, doc.url), false, NULL},
        {"start", TIE_FIELD_JSON, offsetof(document_row, start), true, NULL},
        {"end", TIE_FIELD_JSON, offsetof(document_row, end), true, NULL},
    };
    document_row in = {.doc.index = (uint32_t)l->documents.count};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in))
        return;
    in.doc.span = (tie_span){number(in.start), number(in.end)};
    tie_map_put(&l->docs, l->arena, doc_key(in.doc.path, in.doc.segment), in.doc.index);
    *TIE_PUSH(l->arena, &l->documents) = in.doc;
}

typedef struct excerpt_row {
    tie_json doc, start;
    tie_str text;
} excerpt_row;

static void read_excerpt(loader *l, tie_json value) {
    static const tie_field fields[] = {
        {"doc", TIE_FIELD_JSON, offsetof(excerpt_row, doc), true, NULL},
        {"start", TIE_FIELD_JSON, offsetof(excerpt_row, start), true, NULL},
        {"text", TIE_FIELD_STR, offsetof(excerpt_row, text), false, NULL},
    };
    excerpt_row in = {0};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in))
        return;
    excerpt e = {(uint32_t)number(in.doc), number(in.start), in.text};
    const excerpt *last =
        l->saved->excerpts.count ? &l->saved->excerpts.items[l->saved->excerpts.count - 1] : NULL;
    bool in_order = !last || last->doc < e.doc || (last->doc == e.doc && last->start < e.start);
    if (!in_order)
        tie_json_fault(value, "excerpts out of order");
    else
        *TIE_PUSH(l->arena, &l->saved->excerpts) = e;
}

/* doc, segment, start, end, line, col of a quoted place. */
typedef struct place {
    tie_str doc, segment;
    tie_json start, end, line, col;
} place;

static bool read_place(loader *l, tie_json value, uint32_t *doc, tie_span *span, uint32_t *line,
                       uint32_t *col) {
    static const tie_field fields[] = {
        {"doc", TIE_FIELD_STR, offsetof(place, doc), true, NULL},
        {"segment", TIE_FIELD_STR, offsetof(place, segment), false, NULL},
        {"start", TIE_FIELD_JSON, offsetof(place, start), true, NULL},
        {"end", TIE_FIELD_JSON, offsetof(place, end), true, NULL},
        {"line", TIE_FIELD_JSON, offsetof(place, line), true, NULL},
        {"col", TIE_FIELD_JSON, offsetof(place, col), true, NULL},
    };
    place p = {0};
    if (!TIE_JSON_READ_KNOWN(value, fields, &p))
        return false;
    const uint32_t *index = tie_map_find(&l->docs, doc_key(p.doc, p.segment));
    *span = (tie_span){number(p.start), number(p.end)};
    *line = (uint32_t)number(p.line);
    *col = (uint32_t)number(p.col);
    if (!index || span->end < span->start) {
        tie_json_fault(value, index ? "a span that ends before it starts"
                                    : "the document is not among \"documents\"");
        return false;
    }
    *doc = *index;
    return true;
}

/* ---- Members and passages ---- */

typedef struct member_row {
    tie_str role, text, quote;
    tie_json value, r_lo, r_hi, from, quote_start;
} member_row;

static tie_interval read_interval(const member_row *in) {
    tie_interval interval = {.lo_inf = true, .hi_inf = true};
    if (in->r_lo.file && !tie_json_is_blank(in->r_lo))
        interval.lo_inf = !tie_json_dec(in->r_lo, &interval.lo);
    if (in->r_hi.file && !tie_json_is_blank(in->r_hi))
        interval.hi_inf = !tie_json_dec(in->r_hi, &interval.hi);
    return interval;
}

static void read_from(loader *l, tie_json list, tie_member *member) {
    TIE_VEC(uint32_t) from = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);)
        *TIE_PUSH(l->arena, &from) = (uint32_t)number(item);
    member->from = from.items;
    member->from_count = from.count;
}

static bool read_member(loader *l, tie_json value, tie_member *out) {
    static const tie_field fields[] = {
        {"role", TIE_FIELD_STR, offsetof(member_row, role), true, NULL},
        {"text", TIE_FIELD_STR, offsetof(member_row, text), false, NULL},
        {"quote", TIE_FIELD_STR, offsetof(member_row, quote), false, NULL},
        {"value", TIE_FIELD_JSON, offsetof(member_row, value), false, NULL},
        {"r_lo", TIE_FIELD_JSON, offsetof(member_row, r_lo), false, NULL},
        {"r_hi", TIE_FIELD_JSON, offsetof(member_row, r_hi), false, NULL},
        {"from", TIE_FIELD_JSON, offsetof(member_row, from), false, NULL},
        {"quote_start", TIE_FIELD_JSON, offsetof(member_row, quote_start), false, NULL},
    };
    member_row in = {0};
    tie_member m = {.claim = TIE_NO_CLAIM};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in) ||
        !read_place(l, value, &m.doc, &m.span, &m.line, &m.col))
        return false;
    m.role = in.role;
    m.text = in.text;
    m.has_value = in.value.file && !tie_json_is_blank(in.value) && tie_json_dec(in.value, &m.value);
    m.interval = read_interval(&in);
    m.sentence.start = in.quote_start.file ? number(in.quote_start) : m.span.start;
    m.sentence.end = m.sentence.start + in.quote.len;
    if (in.from.file)
        read_from(l, in.from, &m);
    *out = m;
    return true;
}

typedef struct passage_row {
    bool canonical;
    tie_json slots;
} passage_row;

typedef struct slot_row {
    tie_json start, end;
    int op;
} slot_row;

static void read_slots(loader *l, tie_json list, tie_passage *passage) {
    static const tie_field fields[] = {
        {"start", TIE_FIELD_JSON, offsetof(slot_row, start), true, NULL},
        {"end", TIE_FIELD_JSON, offsetof(slot_row, end), true, NULL},
        {"op", TIE_FIELD_NAME, offsetof(slot_row, op), true, op_name},
    };
    TIE_VEC(tie_slot) slots = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        slot_row in = {0};
        if (TIE_JSON_READ_KNOWN(item, fields, &in))
            *TIE_PUSH(l->arena, &slots) =
                (tie_slot){{number(in.start), number(in.end)}, (tie_slot_op)in.op};
    }
    passage->slots = slots.items;
    passage->slot_count = slots.count;
}

static bool read_passage(loader *l, tie_json value, tie_passage *out) {
    static const tie_field fields[] = {
        {"canonical", TIE_FIELD_BOOL, offsetof(passage_row, canonical), false, NULL},
        {"slots", TIE_FIELD_JSON, offsetof(passage_row, slots), false, NULL},
    };
    passage_row in = {0};
    tie_passage p = {0};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in) ||
        !read_place(l, value, &p.doc, &p.span, &p.line, &p.col))
        return false;
    p.canonical = in.canonical;
    if (in.slots.file)
        read_slots(l, in.slots, &p);
    *out = p;
    return true;
}

/* ---- Rows ---- */

typedef struct finding_row {
    tie_str code, rule, reason, fingerprint, evidence, cause, message, computation, diagnosis;
    tie_str measure, agent, place, unit, suppressed;
    int verdict, severity, confidence;
    tie_period period;
    tie_json count, ordinal, assumptions, claims, passages;
} finding_row;

#define STR(name)                                                                                  \
    { #name, TIE_FIELD_STR, offsetof(finding_row, name), false, NULL }
#define NAME(name)                                                                                 \
    { #name, TIE_FIELD_NAME, offsetof(finding_row, name), true, name##_name }
#define JSON(name)                                                                                 \
    { #name, TIE_FIELD_JSON, offsetof(finding_row, name), false, NULL }

static const tie_field FINDING[] = {
    {"code", TIE_FIELD_STR, offsetof(finding_row, code), true, NULL},
    {"fingerprint", TIE_FIELD_STR, offsetof(finding_row, fingerprint), true, NULL},
    {"period", TIE_FIELD_PERIOD, offsetof(finding_row, period), false, NULL},
    STR(suppressed),
    STR(rule),
    STR(reason),
    STR(evidence),
    STR(cause),
    STR(message),
    STR(computation),
    STR(diagnosis),
    STR(measure),
    STR(agent),
    STR(place),
    STR(unit),
    NAME(verdict),
    NAME(severity),
    NAME(confidence),
    JSON(count),
    JSON(ordinal),
    JSON(assumptions),
    JSON(claims),
    JSON(passages),
};

static uint32_t read_assumptions(tie_json list) {
    uint32_t set = 0;
    tie_json_walk walk = tie_json_items(list);
    int bit;
    for (tie_json item; tie_json_next(&walk, &item);) {
        if (tie_json_name(item, "assumption", assumption_name, &bit))
            set |= 1u << bit;
    }
    return set;
}

static void read_members(loader *l, const finding_row *in, tie_finding *out) {
    TIE_VEC(tie_member) members = {0};
    TIE_VEC(tie_passage) passages = {0};
    tie_member member;
    tie_passage passage;
    tie_json_walk walk = tie_json_items(in->claims);
    for (tie_json item; in->claims.file && tie_json_next(&walk, &item);) {
        if (read_member(l, item, &member))
            *TIE_PUSH(l->arena, &members) = member;
    }
    walk = tie_json_items(in->passages);
    for (tie_json item; in->passages.file && tie_json_next(&walk, &item);) {
        if (read_passage(l, item, &passage))
            *TIE_PUSH(l->arena, &passages) = passage;
    }
    out->members = members.items;
    out->member_count = members.count;
    out->passages = passages.items;
    out->passage_count = passages.count;
}

static void read_row(loader *l, tie_json value, tie_row kind) {
    finding_row in = {0};
    if (!TIE_JSON_READ_KNOWN(value, FINDING, &in))
        return;
    tie_finding row = {.row = kind,
                       .code = in.code,
                       .rule = in.rule,
                       .verdict = (tie_verdict)in.verdict,
                       .severity = (tie_severity)in.severity,
                       .confidence = (tie_confidence)in.confidence,
                       .fingerprint = hash_of(in.fingerprint),
                       .evidence = hash_of(in.evidence),
                       .ordinal = (uint32_t)number(in.ordinal),
                       .cause = hash_of(in.cause),
                       .message = in.message,
                       .computation = in.computation,
                       .diagnosis = in.diagnosis,
                       .reason = in.reason,
                       .suppressed = in.suppressed,
                       .count = (uint32_t)number(in.count),
                       .measure = in.measure,
                       .agent = in.agent,
                       .place = in.place,
                       .unit = in.unit,
                       .period = in.period};
    if (in.assumptions.file)
        row.assumptions = read_assumptions(in.assumptions);
    read_members(l, &in, &row);
    *TIE_PUSH(l->arena, &l->rows) = row;
}

/* ---- The file ---- */

typedef struct top {
    tie_str version;
    tie_json run, documents, findings, checks, ledger, charts, sources, excerpts, diagnostics;
} top;

typedef struct facts {
    tie_period today;
    tie_json claims, bytes, packs, charts_left_out;
} facts;

static void read_diag(loader *l, tie_json value) {
    typedef struct diag_row {
        tie_str path, message, hint;
        tie_json line, col;
    } diag_row;
    static const tie_field fields[] = {
        {"path", TIE_FIELD_STR, offsetof(diag_row, path), true, NULL},
        {"message", TIE_FIELD_STR, offsetof(diag_row, message), true, NULL},
        {"hint", TIE_FIELD_STR, offsetof(diag_row, hint), false, NULL},
        {"line", TIE_FIELD_JSON, offsetof(diag_row, line), false, NULL},
        {"col", TIE_FIELD_JSON, offsetof(diag_row, col), false, NULL},
    };
    diag_row in = {0};
    if (TIE_JSON_READ_KNOWN(value, fields, &in))
        *TIE_PUSH(l->arena, &l->diags) = (tie_diag){.code = TIE_EINPUT,
                                                    .path = in.path,
                                                    .message = in.message,
                                                    .hint = in.hint,
                                                    .line = (uint32_t)number(in.line),
                                                    .col = (uint32_t)number(in.col)};
}

static void read_rows(loader *l, tie_json list, tie_row kind) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; list.file && tie_json_next(&walk, &item);)
        read_row(l, item, kind);
}

static void read_top(loader *l, tie_json root, tie_result *out) {
    static const tie_field top_fields[] = {
        {"version", TIE_FIELD_STR, offsetof(top, version), true, NULL},
        {"run", TIE_FIELD_JSON, offsetof(top, run), true, NULL},
        {"documents", TIE_FIELD_JSON, offsetof(top, documents), true, NULL},
        {"findings", TIE_FIELD_JSON, offsetof(top, findings), true, NULL},
        {"checks", TIE_FIELD_JSON, offsetof(top, checks), false, NULL},
        {"ledger", TIE_FIELD_JSON, offsetof(top, ledger), false, NULL},
        {"charts", TIE_FIELD_JSON, offsetof(top, charts), false, NULL},
        {"sources", TIE_FIELD_JSON, offsetof(top, sources), false, NULL},
        {"excerpts", TIE_FIELD_JSON, offsetof(top, excerpts), true, NULL},
        {"diagnostics", TIE_FIELD_JSON, offsetof(top, diagnostics), false, NULL},
    };
    static const tie_field fact_fields[] = {
        {"today", TIE_FIELD_PERIOD, offsetof(facts, today), true, NULL},
        {"claims", TIE_FIELD_JSON, offsetof(facts, claims), true, NULL},
        {"bytes", TIE_FIELD_JSON, offsetof(facts, bytes), true, NULL},
        {"packs", TIE_FIELD_JSON, offsetof(facts, packs), false, NULL},
        {"charts_left_out", TIE_FIELD_JSON, offsetof(facts, charts_left_out), false, NULL},
    };
    top in = {0};
    facts run = {0};
    if (!TIE_JSON_READ_KNOWN(root, top_fields, &in) ||
        !TIE_JSON_READ_KNOWN(in.run, fact_fields, &run))
        return;
    tie_json_walk walk = tie_json_items(in.documents);
    for (tie_json item; tie_json_next(&walk, &item);)
        read_document(l, item);
    read_rows(l, in.findings, TIE_ROW_FINDING);
    read_rows(l, in.checks, TIE_ROW_CHECK);
    read_rows(l, in.ledger, TIE_ROW_SKIPPED);
    walk = tie_json_items(in.excerpts);
    for (tie_json item; tie_json_next(&walk, &item);)
        read_excerpt(l, item);
    walk = tie_json_items(in.diagnostics);
    for (tie_json item; in.diagnostics.file && tie_json_next(&walk, &item);)
        read_diag(l, item);
    *out = (tie_result){.today = run.today.from,
                        .docs = l->documents.items,
                        .rows = l->rows.items,
                        .diags = l->diags.items,
                        .doc_count = l->documents.count,
                        .row_count = l->rows.count,
                        .diag_count = l->diags.count,
                        .claims = number(run.claims),
                        .bytes = number(run.bytes),
                        .packs = tie_saved_strs(l->arena, run.packs),
                        .charts_left_out = number(run.charts_left_out),
                        .read = read_text,
                        .from = l->saved};
    tie_saved_charts(l->arena, in.charts, out);
    tie_saved_sources(l->arena, in.sources, out);
}

tie_code tie_saved_read(tie_arena *arena, tie_str path, tie_result *out, tie_err *err) {
    tie_faults faults = {.arena = arena};
    tie_json_file file = {.arena = arena, .faults = &faults, .path = path};
    loader l = {.arena = arena, .saved = TIE_NEW(arena, saved, 1)};
    tie_result result = {0};
    tie_json root;
    tie_code code = tie_io_read(arena, path, 0, &file.text, err);
    if (code)
        return code;
    if (tie_json_open(&file, &root))
        read_top(&l, root, &result);
    if (faults.items.count) {
        tie_err_hint(&faults.items.items[0]->err, "a result is what tieout check -o json prints");
        tie_faults_report(&faults, NULL, NULL, err);
        return TIE_EINPUT;
    }
    *out = result;
    return TIE_OK;
}
