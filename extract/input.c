/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/input.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/utf8.h"
#include "rules/glob.h"

#include <jansson.h>

static size_t line_end(tie_str text, size_t at) {
    while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
        at++;
    return at;
}

static size_t next_line(tie_str text, size_t end) {
    if (end >= text.len)
        return text.len;
    bool crlf = text.ptr[end] == '\r' && end + 1 < text.len && text.ptr[end + 1] == '\n';
    return end + (crlf ? 2 : 1);
}

static void add_part(tie_arena *arena, tie_parts_found *out, tie_str path, tie_str segment,
                     tie_str text, tie_span span) {
    *TIE_PUSH(arena, out) = (tie_part){.doc = {.path = path,
                                               .segment = segment,
                                               .span = span,
                                               .text_hash = tie_hash(tie_str_span(text, span))},
                                       .text = text};
}

/* ---- Segments ---- */

static const tie_segment_rule *segment_rule(const tie_ruleset *rules, tie_str path) {
    for (size_t i = rules->segments.count; i-- > 0;)
        if (tie_glob_match(rules->segments.items[i].path, path))
            return &rules->segments.items[i];
    return NULL;
}

static void split_segments(tie_arena *arena, const tie_segment_rule *rule, tie_str path,
                           tie_str text, tie_parts_found *out) {
    size_t begin = text.len;
    bool open = false;
    unsigned number = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = line_end(text, at);
        tie_str line = tie_str_trim(tie_str_sub(text, at, end));
        size_t next = next_line(text, end);
        bool begins = tie_str_eq(line, rule->begin),
             ends = rule->end.len && tie_str_eq(line, rule->end);
        if (open && (ends || (begins && !rule->end.len))) {
            add_part(arena, out, path, tie_arena_printf(arena, "%u", ++number), text,
                     (tie_span){begin, at});
            open = false;
        }
        if (begins && !open) {
            open = true;
            begin = next;
        }
        at = next;
    }
    if (open && begin < text.len)
        add_part(arena, out, path, tie_arena_printf(arena, "%u", ++number), text,
                 (tie_span){begin, text.len});
}

/* ---- JSON Lines ---- */

static tie_str member(tie_arena *arena, const json_t *row, const char *name) {
    const json_t *value = json_object_get(row, name);
    if (json_is_string(value))
        return tie_arena_str(arena, (tie_str){json_string_value(value), json_string_length(value)});
    if (json_is_integer(value))
        return tie_arena_printf(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return (tie_str){0};
}

static void add_diag(tie_arena *arena, tie_diags *diags, tie_str path, uint32_t line, uint32_t col,
                     const char *message, const char *hint) {
    *TIE_PUSH(arena, diags) = (tie_diag){.code = TIE_EINPUT,
                                         .path = path,
                                         .line = line,
                                         .col = col,
                                         .message = tie_arena_str(arena, tie_str_c(message)),
                                         .hint = tie_str_c(hint)};
}

static void add_row(tie_arena *arena, tie_str path, const json_t *row, uint32_t line,
                    tie_parts_found *out, tie_diags *diags) {
    if (!json_is_string(json_object_get(row, "text"))) {
        add_diag(arena, diags, path, line, 1, "no member \"text\"",
                 "each line is an object with a string \"text\"");
        return;
    }
    tie_str text = member(arena, row, "text"), date = member(arena, row, "date");
    tie_str segment = member(arena, row, "id");
    if (!segment.len)
        segment = tie_arena_printf(arena, "%u", line);
    add_part(arena, out, path, segment, text, (tie_span){0, text.len});
    tie_doc *doc = &out->items[out->count - 1].doc;
    doc->title = member(arena, row, "title");
    doc->source = member(arena, row, "source");
    doc->place = member(arena, row, "place");
    doc->url = member(arena, row, "url");
    tie_date day;
    if (!date.len)
        return;
    if (tie_date_parse(tie_str_sub(date, 0, date.len < 10 ? date.len : 10), &day) == TIE_OK)
        doc->date = tie_period_of(day);
    else
        add_diag(arena, diags, path, line, 1, "member \"date\" is no ISO 8601 date",
                 "write it as 2024-05-31");
}

/* jansson owns its tree; nothing that may jump out of the arena runs before the row is copied out
 * of it, but for the copies themselves: their failure ends the process's work on this input and
 * leaks one row. */
void tie_input_add_row(tie_arena *arena, tie_str path, tie_str line, uint32_t number,
                       tie_parts_found *out, tie_diags *diags) {
    tie_str s = tie_str_trim(line);
    if (!s.len)
        return;
    json_error_t error;
    json_t *row = json_loadb(s.ptr, s.len, 0, &error);
    if (row)
        add_row(arena, path, row, number, out, diags);
    else
        add_diag(arena, diags, path, number, error.column > 0 ? (uint32_t)error.column : 1,
                 error.text, "each line is one JSON object");
    json_decref(row);
}

static void split_rows(tie_arena *arena, tie_str path, tie_str text, tie_parts_found *out,
                       tie_diags *diags) {
    uint32_t number = 0;
    for (size_t at = 0; at < text.len;) {
        const char *newline = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = newline ? (size_t)(newline - text.ptr) : text.len;
        tie_input_add_row(arena, path, tie_str_sub(text, at, end), ++number, out, diags);
        at = end + 1;
    }
}

bool tie_input_has_rows(tie_str path) {
    tie_str ext = tie_path_ext(path);
    return tie_str_eq_fold(ext, TIE_STR("jsonl")) || tie_str_eq_fold(ext, TIE_STR("ndjson"));
}

bool tie_input_segmented(const tie_ruleset *rules, tie_str path) {
    return segment_rule(rules, path) != NULL;
}

void tie_input_split(tie_arena *arena, const tie_ruleset *rules, tie_str path, tie_str text,
                     tie_parts_found *out, tie_diags *diags) {
    if (tie_input_has_rows(path)) {
        split_rows(arena, path, text, out, diags);
        return;
    }
    const tie_segment_rule *rule = segment_rule(rules, path);
    if (rule)
        split_segments(arena, rule, path, text, out);
    if (!out->count)
        add_part(arena, out, path, (tie_str){0}, text, (tie_span){0, text.len});
}
