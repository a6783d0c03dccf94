/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/position.h"

#include "rules/limits.h"

#include <jansson.h>

typedef struct walk {
    tie_json_file *file;
    size_t at;
    unsigned depth;
    bool too_deep;
} walk;

static char peek(const walk *w) {
    return w->at < w->file->text.len ? w->file->text.ptr[w->at] : '\0';
}

static void skip_space(walk *w) {
    while (w->at < w->file->text.len && tie_ascii_space(w->file->text.ptr[w->at]))
        w->at++;
}

/* Moves behind a string and returns its bytes with the quotes. */
static tie_str skip_string(walk *w) {
    size_t start = w->at++;
    while (w->at < w->file->text.len && peek(w) != '"')
        w->at += peek(w) == '\\' ? 2 : 1;
    w->at++;
    return tie_str_sub(w->file->text, start, w->at);
}

/* A key as the parser sees it: without quotes, escapes undone. */
static tie_str plain_key(tie_arena *arena, tie_str quoted) {
    tie_str inner = tie_str_sub(quoted, 1, quoted.len - 1);
    if (!memchr(inner.ptr, '\\', inner.len))
        return inner;
    json_t *string = json_loadb(quoted.ptr, quoted.len, JSON_DECODE_ANY, NULL);
    if (!string)
        return inner;
    tie_str key = {json_string_value(string), json_string_length(string)};
    char *copy = tie_arena_alloc(arena, key.len, 1);
    if (key.len)
        memcpy(copy, key.ptr, key.len);
    json_decref(string);
    return (tie_str){copy, key.len};
}

static void note(walk *w, uint64_t pointer, size_t value, size_t key) {
    tie_json_file *file = w->file;
    tie_map_put(&file->places, file->arena, pointer, (uint32_t)file->spots.count);
    *TIE_PUSH(file->arena, &file->spots) = (tie_json_spot){(uint32_t)value, (uint32_t)key};
}

static void walk_value(walk *w, uint64_t pointer, size_t key_at);

static void walk_array(walk *w, uint64_t pointer) {
    for (size_t index = 0; !w->too_deep; index++) {
        skip_space(w);
        if (peek(w) == ']')
            break;
        walk_value(w, tie_json_item_pointer(pointer, index), w->at);
        skip_space(w);
        if (peek(w) == ',')
            w->at++;
    }
}

static void walk_object(walk *w, uint64_t pointer) {
    tie_json_file *file = w->file;
    while (!w->too_deep) {
        skip_space(w);
        if (peek(w) != '"')
            break;
        size_t key_at = w->at;
        tie_str key = plain_key(file->arena, skip_string(w));
        uint64_t member = tie_json_member_pointer(pointer, key);
        if (tie_map_find(&file->places, member)) {
            tie_err *err = tie_faults_add(file->faults, file->index, key_at);
            tie_fail_at(err, TIE_EPACK, file->path, file->text, key_at, "duplicate key \"%.*s\"",
                        TIE_FMT(key));
        }
        skip_space(w);
        w->at++; /* the colon */
        skip_space(w);
        walk_value(w, member, key_at);
        skip_space(w);
        if (peek(w) == ',')
            w->at++;
    }
}

static void walk_value(walk *w, uint64_t pointer, size_t key_at) {
    note(w, pointer, w->at, key_at);
    char c = peek(w);
    if (c == '"') {
        skip_string(w);
    } else if (c == '[' || c == '{') {
        if (w->depth++ == TIE_LIMIT_JSON_DEPTH) {
            tie_err *err = tie_faults_add(w->file->faults, w->file->index, w->at);
            tie_fail_at(err, TIE_EPACK, w->file->path, w->file->text, w->at,
                        "nested deeper than %d levels", TIE_LIMIT_JSON_DEPTH);
            w->too_deep = true;
            return;
        }
        w->at++;
        if (c == '[')
            walk_array(w, pointer);
        else
            walk_object(w, pointer);
        w->at++;
        w->depth--;
    } else {
        while (w->at < w->file->text.len && !tie_ascii_space(peek(w)) && peek(w) != ',' &&
               peek(w) != ']' && peek(w) != '}')
            w->at++;
    }
}

bool tie_json_map_places(tie_json_file *file) {
    enum { BYTES_A_VALUE = 16 }; /* room for what most files have */
    walk w = {.file = file};
    TIE_RESERVE(file->arena, &file->spots, file->text.len / BYTES_A_VALUE + 1);
    skip_space(&w);
    walk_value(&w, TIE_JSON_ROOT, w.at);
    return !w.too_deep;
}

tie_json_spot tie_json_spot_of(const tie_json_file *file, uint64_t pointer) {
    const uint32_t *index = tie_map_find(&file->places, pointer);
    return index ? file->spots.items[*index] : (tie_json_spot){0, 0};
}
