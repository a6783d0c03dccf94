/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/suppress.h"

#include "base/date.h"
#include "base/err.h"
#include "base/io.h"
#include "base/str.h"
#include "reports/account.h"
#include "reports/json_write.h"
#include "rules/glob.h"
#include "rules/json.h"

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

static void read_entry(tie_arena *arena, tie_json value, tie_suppressions *out) {
    tie_suppression entry = {0};
    uint32_t col;
    if (!TIE_JSON_READ(value, ENTRY, &entry))
        return;
    tie_json_place(value, &entry.line, &col);
    if (!selects_something(&entry))
        tie_json_fault(value, "an entry without \"finding\" or any other facet would hide all");
    else
        *TIE_PUSH(arena, &out->entries) = entry;
}

typedef struct top {
    tie_json suppress;
} top;

static const tie_field TOP[] = {
    {"suppress", TIE_FIELD_JSON, offsetof(top, suppress), true, NULL},
};

/* list: the array of the entries. */
static tie_code read_text(tie_json_file *file, tie_suppressions *out, size_t *list, tie_err *err) {
    tie_json root;
    top in = {0};
    if (tie_json_open(file, &root) && TIE_JSON_READ(root, TOP, &in)) {
        tie_json_walk walk = tie_json_items(in.suppress);
        for (tie_json item; tie_json_next(&walk, &item);)
            read_entry(file->arena, item, out);
        *list = tie_json_offset(in.suppress);
    }
    tie_json_close(file);
    if (!file->faults->items.count)
        return TIE_OK;
    tie_faults_report(file->faults, NULL, NULL, err);
    return TIE_EINPUT;
}

tie_code tie_suppressions_read(tie_arena *arena, tie_str path, tie_suppressions *out,
                               tie_err *err) {
    tie_faults faults = {.arena = arena};
    tie_json_file file = {.arena = arena, .faults = &faults, .path = path};
    tie_suppressions entries = {.path = path};
    size_t list;
    tie_code code = tie_io_read(arena, path, 0, &file.text, err);
    if (!code)
        code = read_text(&file, &entries, &list, err);
    if (!code)
        *out = entries;
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

/* The name as printed, or its first digits: at least eight. */
static bool is_named(tie_arena *arena, tie_str name, const tie_finding *row) {
    tie_mark before = tie_arena_mark(arena);
    bool same = tie_str_eq(name, tie_account_identity(arena, row)) ||
                tie_str_eq(name, tie_account_fingerprint(arena, row));
    tie_arena_rewind(arena, before);
    return same;
}

static bool meets(tie_arena *arena, const tie_suppression *e, const tie_result *result,
                  const tie_finding *row) {
    return (!e->finding.len || is_named(arena, e->finding, row)) && facet_is(e->code, row->code) &&
           facet_is(e->rule, row->rule) && facet_is(e->measure, row->measure) &&
           facet_is(e->agent, row->agent) && facet_is(e->place, row->place) &&
           facet_is(e->unit, row->unit) && in_documents(e, result, row);
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

/* The byte of the bracket that closes the array which opens at `from`. */
static size_t closing_bracket(tie_str text, size_t from) {
    int depth = 0;
    for (size_t i = from; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"')
            for (i++; i < text.len && text.ptr[i] != '"'; i++)
                i += text.ptr[i] == '\\';
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        if (!depth)
            return i;
    }
    return text.len;
}

tie_code tie_suppressions_add(tie_arena *arena, tie_str path, tie_str text,
                              const tie_suppression *entry, tie_str *out, tie_err *err) {
    tie_faults faults = {.arena = arena};
    tie_json_file file = {.arena = arena, .faults = &faults, .path = path, .text = text};
    tie_suppressions entries = {.path = path};
    tie_buf buf = tie_buf_new(arena);
    size_t list = 0;
    if (!text.len) {
        tie_buf_puts(&buf, "{\n  \"suppress\": [\n    ");
        put_entry(&buf, entry);
        tie_buf_puts(&buf, "\n  ]\n}\n");
        *out = tie_buf_str(&buf);
        return TIE_OK;
    }
    tie_code code = read_text(&file, &entries, &list, err);
    if (code)
        return code;
    size_t close = closing_bracket(text, list), end = close;
    while (end > 0 && tie_ascii_space(text.ptr[end - 1]))
        end--;
    tie_buf_add(&buf, tie_str_sub(text, 0, end));
    tie_buf_puts(&buf, entries.entries.count ? ",\n    " : "\n    ");
    put_entry(&buf, entry);
    tie_buf_puts(&buf, "\n  ");
    tie_buf_add(&buf, tie_str_sub(text, close, text.len));
    *out = tie_buf_str(&buf);
    return TIE_OK;
}
