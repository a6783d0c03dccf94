/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/suppress.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "reports/account.h"
#include "reports/entries.h"
#include "reports/json_write.h"
#include "rules/glob.h"

/* ---- The file ---- */

#define MEMBER(name)                                                                               \
    { #name, TIE_FIELD_STR, offsetof(tie_suppression, name), false, NULL }

static const tie_field ENTRY[] = {
    {"reason", TIE_FIELD_STR, offsetof(tie_suppression, reason), true, NULL},
    {"until", TIE_FIELD_PERIOD, offsetof(tie_suppression, until), false, NULL},
    MEMBER(finding),
    MEMBER(code),
    MEMBER(rule),
    MEMBER(measure),
    MEMBER(agent),
    MEMBER(place),
    MEMBER(unit),
    MEMBER(path),
    MEMBER(source),
};

static bool selects_something(const tie_suppression *e) {
    const tie_str facets[] = {e->finding, e->code, e->rule, e->measure, e->agent,
                              e->place,   e->unit, e->path, e->source};
    for (size_t i = 0; i < sizeof facets / sizeof *facets; i++)
        if (facets[i].len)
            return true;
    return false;
}

typedef struct reader {
    tie_arena *arena;
    tie_suppressions found;
} reader;

static void read_entry(void *user, tie_json value) {
    reader *r = user;
    tie_suppression entry = {0};
    uint32_t col;
    if (!TIE_JSON_READ(value, ENTRY, &entry))
        return;
    tie_json_place(value, &entry.line, &col);
    if (!selects_something(&entry))
        tie_json_fault(value, "an entry without \"finding\" or any other facet would hide all");
    else
        *TIE_PUSH(r->arena, &r->found.entries) = entry;
}

static tie_entries entries_of(reader *r, tie_err_sink *sink, void *user) {
    return (tie_entries){.arena = r->arena,
                         .path = r->found.path,
                         .key = "suppress",
                         .read = read_entry,
                         .user = r,
                         .sink = sink,
                         .sink_user = user};
}

tie_code tie_suppressions_read(tie_arena *arena, tie_str path, tie_err_sink *sink, void *user,
                               tie_suppressions *out, tie_err *err) {
    reader r = {arena, {.path = path}};
    tie_entries entries = entries_of(&r, sink, user);
    tie_code code = tie_io_read(arena, path, 0, &entries.text, err);
    if (!code)
        code = tie_entries_read(&entries, err);
    if (!code)
        *out = r.found;
    return code;
}

/* ---- Applying it ---- */

static bool facet_is(tie_str wanted, tie_str has) { return !wanted.len || tie_str_eq(wanted, has); }

static bool in_documents(const tie_suppression *e, const tie_result *result,
                         const tie_finding *row) {
    if (!e->path.len && !e->source.len)
        return true;
    for (size_t i = 0; i < row->member_count + row->passage_count; i++) {
        uint32_t doc =
            i < row->member_count ? row->members[i].doc : row->passages[i - row->member_count].doc;
        if (!facet_is(e->source, result->docs[doc].source) ||
            (e->path.len && !tie_glob_match(e->path, result->docs[doc].path)))
            return false;
    }
    return row->member_count + row->passage_count > 0;
}

static bool meets(tie_arena *arena, const tie_suppression *e, const tie_result *result,
                  const tie_finding *row) {
    return (!e->finding.len || tie_account_named(arena, e->finding, row)) &&
           facet_is(e->code, row->code) && facet_is(e->rule, row->rule) &&
           facet_is(e->measure, row->measure) && facet_is(e->agent, row->agent) &&
           facet_is(e->place, row->place) && facet_is(e->unit, row->unit) &&
           in_documents(e, result, row);
}

static bool expired(const tie_suppression *e, tie_date today) {
    return e->until.known && tie_date_last_day(e->until.to) < tie_date_first_day(today);
}

static tie_finding weed(tie_arena *arena, const tie_suppressions *list, const tie_suppression *e,
                        bool late) {
    tie_str message =
        tie_arena_printf(arena, "%.*s:%u: this suppression %s (\"%.*s\")", TIE_FMT(list->path),
                         e->line, late ? "has expired" : "meets no finding", TIE_FMT(e->reason));
    return (tie_finding){.row = TIE_ROW_FINDING,
                         .code = TIE_STR("suppress"),
                         .rule = TIE_STR("core:suppress"),
                         .verdict = TIE_VERDICT_TIES,
                         .severity = TIE_SEVERITY_NOTE,
                         .confidence = TIE_CONFIDENCE_HIGH,
                         .fingerprint = tie_hash(message),
                         .evidence = tie_hash(e->reason),
                         .message = message};
}

/* Marks the findings that the entry meets; false when it meets none. */
static bool mark(tie_arena *arena, const tie_suppression *e, const tie_result *result,
                 tie_finding *rows) {
    bool used = false;
    for (size_t i = 0; i < result->row_count; i++) {
        if (rows[i].row != TIE_ROW_FINDING || !meets(arena, e, result, &rows[i]))
            continue;
        used = true;
        if (!rows[i].suppressed.len)
            rows[i].suppressed = e->reason;
    }
    return used;
}

void tie_suppressions_apply(tie_arena *arena, const tie_suppressions *entries, tie_result *result) {
    size_t count = result->row_count, findings = 0;
    tie_finding *rows = TIE_NEW(arena, tie_finding, count + entries->entries.count);
    TIE_VEC(tie_finding) notes = {0};
    if (count)
        memcpy(rows, result->rows, count * sizeof *rows);
    for (size_t i = 0; i < entries->entries.count; i++) {
        const tie_suppression *e = &entries->entries.items[i];
        bool late = expired(e, result->today);
        if (late || !mark(arena, e, result, rows))
            *TIE_PUSH(arena, &notes) = weed(arena, entries, e, late);
    }
    while (findings < count && rows[findings].row == TIE_ROW_FINDING)
        findings++;
    memmove(rows + findings + notes.count, rows + findings, (count - findings) * sizeof *rows);
    if (notes.count)
        memcpy(rows + findings, notes.items, notes.count * sizeof *rows);
    result->rows = rows;
    result->row_count = count + notes.count;
}

/* ---- One more entry ---- */

static void put_entry(tie_buf *out, const tie_suppression *e) {
    tie_writer json = tie_writer_new(out);
    tie_writer_open(&json, '{');
    TIE_JSON(str, &json, "finding", e->finding);
    TIE_JSON(str, &json, "reason", e->reason);
    if (e->until.known)
        TIE_JSON(period, &json, "until", e->until);
    tie_writer_close(&json, '}');
}

tie_code tie_suppressions_add(tie_arena *arena, tie_str path, tie_str text,
                              const tie_suppression *entry, tie_err_sink *sink, void *user,
                              tie_str *out, tie_err *err) {
    reader r = {arena, {.path = path}};
    tie_entries entries = entries_of(&r, sink, user);
    tie_buf row = tie_buf_new(arena);
    entries.text = text;
    put_entry(&row, entry);
    return tie_entries_add(&entries, tie_buf_str(&row), out, err);
}
