/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/json_tree.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "rules/limits.h"

#include <jansson.h>
#include <stdio.h>

typedef struct reader {
    tie_arena *arena;
    tie_str text;
    size_t at;
    unsigned depth;
} reader;

static char peek(const reader *r) { return r->at < r->text.len ? r->text.ptr[r->at] : '\0'; }

static void skip_space(reader *r) {
    while (peek(r) == ' ' || peek(r) == '\n' || peek(r) == '\r' || peek(r) == '\t')
        r->at++;
}

/* Moves behind the byte if it comes next. */
static bool take(reader *r, char byte) {
    bool there = peek(r) == byte;
    r->at += there;
    return there;
}

/* ---- Strings and numbers ---- */

/* Moves over the bytes of a string that mean themselves; false: some of them are not ASCII. */
static bool skip_plain(reader *r) {
    uint64_t end = 0, high = 0;
    for (; r->at < r->text.len; r->at += 8) {
        uint64_t eight = tie_eight_at(r->text.ptr, r->at, r->text.len);
        end = tie_eight_equal(eight, '"') | tie_eight_equal(eight, '\\') |
              tie_eight_all_below(eight, ' ');
        high |= eight & (end - 1) & ~end; /* of the bytes before it */
        if (end)
            break;
    }
    r->at += end ? (unsigned)__builtin_ctzll(end) / 8 : 0;
    return !(high & TIE_EIGHT(0x80));
}

/* A string that began at start and has escapes. */
static bool read_escaped(reader *r, size_t start, tie_str *out) {
    while (r->at < r->text.len && peek(r) != '"')
        r->at += peek(r) == '\\' ? 2 : 1;
    if (!take(r, '"'))
        return false;
    char *bytes = tie_arena_alloc(r->arena, r->at - start, 1); /* escapes only make it shorter */
    json_t *string = json_loadb(r->text.ptr + start, r->at - start, JSON_DECODE_ANY, NULL);
    if (!string)
        return false;
    *out = (tie_str){bytes, json_string_length(string)};
    memcpy(bytes, json_string_value(string), out->len);
    json_decref(string);
    return true;
}

static bool read_string(reader *r, tie_str *out) {
    size_t start = r->at;
    if (!take(r, '"'))
        return false;
    bool ascii = skip_plain(r);
    if (peek(r) == '\\')
        return read_escaped(r, start, out);
    *out = tie_str_sub(r->text, start + 1, r->at);
    return take(r, '"') && (ascii || tie_utf8_valid(*out) == out->len);
}

/* A fraction, an exponent, or more digits than are sure to fit. */
static bool read_other_number(reader *r, size_t start, tie_json_node *out) {
    while (peek(r) && strchr("0123456789+-.eE", peek(r)))
        r->at++;
    json_t *number = json_loadb(r->text.ptr + start, r->at - start, JSON_DECODE_ANY, NULL);
    if (!number)
        return false;
    out->type = json_is_integer(number) ? TIE_JSON_INTEGER : TIE_JSON_REAL;
    if (json_is_integer(number))
        out->as.integer = json_integer_value(number);
    else
        out->as.real = json_real_value(number);
    json_decref(number);
    return true;
}

static bool read_number(reader *r, tie_json_node *out) {
    enum { SURE_DIGITS = 18 };
    size_t start = r->at;
    bool minus = take(r, '-'), zero = peek(r) == '0';
    int64_t n = 0;
    size_t first = r->at;
    for (; tie_ascii_digit(peek(r)) && r->at - first < SURE_DIGITS; r->at++)
        n = 10 * n + (peek(r) - '0');
    size_t digits = r->at - first;
    if (!digits || (zero && digits > 1) || tie_ascii_digit(peek(r)) || peek(r) == '.' ||
        (peek(r) | 0x20) == 'e')
        return read_other_number(r, start, out);
    out->type = TIE_JSON_INTEGER;
    out->as.integer = minus ? -n : n;
    return true;
}

static bool read_word(reader *r, tie_json_node *out) {
    static const struct {
        tie_str word;
        tie_json_type type;
    } words[] = {{TIE_STR("null"), TIE_JSON_NULL},
                 {TIE_STR("false"), TIE_JSON_FALSE},
                 {TIE_STR("true"), TIE_JSON_TRUE}};
    tie_str rest = tie_str_sub(r->text, r->at, r->text.len);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!tie_str_starts(rest, words[i].word))
            continue;
        r->at += words[i].word.len;
        out->type = words[i].type;
        return true;
    }
    return false;
}

/* ---- Values ---- */

static bool read_value(reader *r, tie_json_node *out);

/* A member of an object, or an item of an array. */
static bool read_child(reader *r, bool member, tie_json_node *out) {
    out->key_at = r->at;
    if (member) {
        if (!read_string(r, &out->key))
            return false;
        skip_space(r);
        if (!take(r, ':'))
            return false;
        skip_space(r);
    }
    return read_value(r, out);
}

static bool read_children(reader *r, tie_json_node *out) {
    bool members = out->type == TIE_JSON_OBJECT;
    char close = members ? '}' : ']';
    tie_json_node **end = &out->as.children.first;
    if (r->depth == TIE_LIMIT_JSON_DEPTH)
        return false;
    r->depth++;
    r->at++;
    skip_space(r);
    if (peek(r) != close)
        do {
            skip_space(r);
            *end = TIE_NEW(r->arena, tie_json_node, 1);
            if (!read_child(r, members, *end))
                return false;
            end = &(*end)->next;
            out->as.children.count++;
            skip_space(r);
        } while (take(r, ','));
    r->depth--;
    return take(r, close);
}

static bool read_value(reader *r, tie_json_node *out) {
    out->at = r->at;
    switch (peek(r)) {
    case '"':
        out->type = TIE_JSON_STRING;
        return read_string(r, &out->as.string);
    case '{':
        out->type = TIE_JSON_OBJECT;
        return read_children(r, out);
    case '[':
        out->type = TIE_JSON_ARRAY;
        return read_children(r, out);
    case 'n':
    case 'f':
    case 't':
        return read_word(r, out);
    default:
        return read_number(r, out);
    }
}

/* ---- The whole ---- */

/* The parser stops behind the token that it could not take; the caret belongs at its start. */
static size_t syntax_offset(tie_str text, const json_error_t *error) {
    size_t offset = error->position > 0 ? (size_t)error->position : 0;
    if (offset > text.len)
        offset = text.len;
    tie_str message = tie_str_c(error->text);
    size_t near = tie_str_find(message, TIE_STR(" near '"));
    if (near == message.len || !tie_str_ends(message, TIE_STR("'")))
        return offset;
    tie_str token = tie_str_sub(message, near + 7, message.len - 1);
    bool there =
        token.len <= offset && tie_str_eq(token, tie_str_sub(text, offset - token.len, offset));
    return there ? offset - token.len : offset;
}

/* We stopped at a byte. What the parser has nothing against is nested too deep there, or is a NUL,
 * which it passes over behind numbers. */
static void explain(tie_str text, size_t at, tie_json_stop *stop) {
    json_error_t error;
    json_t *fine = json_loadb(text.ptr ? text.ptr : "", text.len, 0, &error);
    stop->at = fine ? at : syntax_offset(text, &error);
    if (!fine)
        snprintf(stop->message, sizeof stop->message, "%s", error.text);
    else if (at < text.len && text.ptr[at])
        snprintf(stop->message, sizeof stop->message, "nested deeper than %d levels",
                 TIE_LIMIT_JSON_DEPTH);
    else
        snprintf(stop->message, sizeof stop->message, "NUL byte");
    json_decref(fine);
}

const tie_json_node *tie_json_parse(tie_arena *arena, tie_str text, tie_json_stop *stop) {
    reader r = {.arena = arena, .text = text};
    tie_json_node *root = TIE_NEW(arena, tie_json_node, 1);
    skip_space(&r);
    root->key_at = r.at;
    if ((peek(&r) == '{' || peek(&r) == '[') && read_value(&r, root)) {
        skip_space(&r);
        if (r.at == text.len)
            return root;
    }
    explain(text, r.at, stop);
    return NULL;
}
