/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/judge.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "reports/entries.h"
#include "reports/json_write.h"

typedef struct draft {
    tie_judgement entry;
    int verdict;
} draft;

enum { RIGHT, WRONG };
static const char *verdict_name(int i) {
    static const char *const NAMES[] = {[RIGHT] = "right", [WRONG] = "wrong"};
    return (size_t)i < sizeof NAMES / sizeof *NAMES ? NAMES[i] : NULL;
}

#define MEMBER(name, type, required)                                                               \
    { #name, type, offsetof(draft, entry) + offsetof(tie_judgement, name), required, NULL }

static const tie_field ENTRY[] = {
    MEMBER(finding, TIE_FIELD_STR, true),
    {"verdict", TIE_FIELD_NAME, offsetof(draft, verdict), true, verdict_name},
    MEMBER(rule, TIE_FIELD_STR, true),
    MEMBER(code, TIE_FIELD_STR, false),
    MEMBER(evidence, TIE_FIELD_STR, false),
    MEMBER(date, TIE_FIELD_PERIOD, false),
    MEMBER(note, TIE_FIELD_STR, false),
};

typedef struct reader {
    tie_arena *arena;
    tie_judgements found;
} reader;

static void keep(reader *r, tie_judgement entry) {
    uint64_t key = tie_hash(entry.finding);
    const uint32_t *known = tie_map_find(&r->found.by_finding, key);
    if (known) {
        r->found.items.items[*known] = entry;
        return;
    }
    tie_map_put(&r->found.by_finding, r->arena, key, (uint32_t)r->found.items.count);
    *TIE_PUSH(r->arena, &r->found.items) = entry;
}

static void read_entry(void *user, tie_json value) {
    reader *r = user;
    draft d = {.verdict = WRONG};
    if (!TIE_JSON_READ(value, ENTRY, &d))
        return;
    d.entry.right = d.verdict == RIGHT;
    keep(r, d.entry);
}

static tie_entries entries_of(reader *r, tie_str path, tie_err_sink *sink, void *user) {
    return (tie_entries){.arena = r->arena,
                         .path = path,
                         .key = "judgements",
                         .read = read_entry,
                         .user = r,
                         .sink = sink,
                         .sink_user = user};
}

tie_code tie_judgements_read(tie_arena *arena, tie_str path, tie_err_sink *sink, void *user,
                             tie_judgements *out, tie_err *err) {
    reader r = {.arena = arena};
    tie_entries entries = entries_of(&r, path, sink, user);
    tie_code code = tie_io_read(arena, path, 0, &entries.text, err);
    if (!code)
        code = tie_entries_read(&entries, err);
    if (!code)
        *out = r.found;
    return code;
}

tie_code tie_judgements_add(tie_arena *arena, tie_str path, tie_str text,
                            const tie_judgement *entry, tie_err_sink *sink, void *user,
                            tie_str *out, tie_err *err) {
    reader r = {.arena = arena};
    tie_entries entries = entries_of(&r, path, sink, user);
    tie_buf row = tie_buf_new(arena);
    tie_writer json = tie_writer_new(&row);
    entries.text = text;
    tie_writer_open(&json, '{');
    TIE_JSON(str, &json, "finding", entry->finding);
    TIE_JSON(name, &json, "verdict", verdict_name(entry->right ? RIGHT : WRONG));
    TIE_JSON(str, &json, "rule", entry->rule);
    TIE_JSON(str, &json, "code", entry->code);
    TIE_JSON(str, &json, "evidence", entry->evidence);
    TIE_JSON(period, &json, "date", entry->date);
    if (entry->note.len)
        TIE_JSON(str, &json, "note", entry->note);
    tie_writer_close(&json, '}');
    return tie_entries_add(&entries, tie_buf_str(&row), out, err);
}

/* ---- Records ---- */

tie_records tie_judgements_tally(tie_arena *arena, const tie_judgements *judgements) {
    tie_records records = {0};
    tie_map by_rule = {0};
    for (size_t i = 0; i < judgements->items.count; i++) {
        const tie_judgement *j = &judgements->items.items[i];
        uint64_t key = tie_hash(j->rule);
        if (tie_map_put(&by_rule, arena, key, (uint32_t)records.count))
            *TIE_PUSH(arena, &records) = (tie_record){.rule = j->rule};
        tie_record *record = &records.items[*tie_map_find(&by_rule, key)];
        record->judged++;
        record->right += j->right;
    }
    return records;
}

tie_record tie_record_find(const tie_records *records, tie_str rule) {
    for (size_t i = 0; i < records->count; i++)
        if (tie_str_eq(records->items[i].rule, rule))
            return records->items[i];
    return (tie_record){.rule = rule};
}
