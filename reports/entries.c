/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/entries.h"

/* The array; zero when there is none, noted. */
static tie_json list_of(const tie_entries *entries, tie_json root) {
    tie_json list = {0};
    tie_field field = {entries->key, TIE_FIELD_JSON, 0, true, NULL};
    tie_json_read(root, &field, 1, &list);
    return list;
}

/* list: byte offset of the array; count: its entries. */
static tie_code read_text(const tie_entries *entries, size_t *list, size_t *count, tie_err *err) {
    tie_faults faults = {.arena = entries->arena};
    tie_json_file file = {
        .arena = entries->arena, .faults = &faults, .path = entries->path, .text = entries->text};
    tie_json root, array, item;
    if (tie_json_open(&file, &root) && (array = list_of(entries, root)).file) {
        tie_json_walk walk = tie_json_items(array);
        *list = tie_json_offset(array);
        *count = tie_json_count(array);
        while (tie_json_next(&walk, &item))
            entries->read(entries->user, item);
    }
    tie_faults_report(&faults, entries->sink, entries->sink_user, err);
    return faults.items.count ? TIE_EINPUT : TIE_OK;
}

tie_code tie_entries_read(const tie_entries *entries, tie_err *err) {
    size_t list, count;
    return entries->text.len ? read_text(entries, &list, &count, err) : TIE_OK;
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

tie_code tie_entries_add(const tie_entries *entries, tie_str entry, tie_str *out, tie_err *err) {
    tie_buf buf = tie_buf_new(entries->arena);
    tie_str text = entries->text;
    size_t list = 0, count = 0;
    if (!text.len) {
        tie_buf_printf(&buf, "{\n  \"%s\": [\n    ", entries->key);
        tie_buf_add(&buf, entry);
        tie_buf_puts(&buf, "\n  ]\n}\n");
        *out = tie_buf_str(&buf);
        return TIE_OK;
    }
    tie_code code = read_text(entries, &list, &count, err);
    if (code)
        return code;
    size_t close = closing_bracket(text, list), end = close;
    while (end > 0 && tie_ascii_space(text.ptr[end - 1]))
        end--;
    tie_buf_add(&buf, tie_str_sub(text, 0, end));
    tie_buf_puts(&buf, count ? ",\n    " : "\n    ");
    tie_buf_add(&buf, entry);
    tie_buf_puts(&buf, "\n  ");
    tie_buf_add(&buf, tie_str_sub(text, close, text.len));
    *out = tie_buf_str(&buf);
    return TIE_OK;
}
