/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/json.h"

#include "rules/map.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *type_name(const tie_json_node *value) {
    switch (value->type) {
    case TIE_JSON_OBJECT:
        return "an object";
    case TIE_JSON_ARRAY:
        return "an array";
    case TIE_JSON_STRING:
        return "a string";
    case TIE_JSON_INTEGER:
        return "an integer";
    case TIE_JSON_REAL:
        return "a number";
    case TIE_JSON_TRUE:
    case TIE_JSON_FALSE:
        return "a truth value";
    case TIE_JSON_NULL:
        break;
    }
    return "null";
}

/* ---- Faults ---- */

static tie_err *fault_at(tie_json_file *file, size_t offset, const char *format, va_list args) {
    char message[sizeof((tie_err *)0)->message];
    vsnprintf(message, sizeof message, format, args);
    tie_err *err = tie_faults_add(file->faults, file->index, offset);
    tie_fail_at(err, TIE_EPACK, file->path, file->text, offset, "%s", message);
    return err;
}

tie_err *tie_json_fault(tie_json value, const char *format, ...) {
    va_list args;
    va_start(args, format);
    tie_err *err = fault_at(value.file, value.value->at, format, args);
    va_end(args);
    return err;
}

tie_err *tie_json_fault_key(tie_json value, const char *format, ...) {
    va_list args;
    va_start(args, format);
    tie_err *err = fault_at(value.file, value.value->key_at, format, args);
    va_end(args);
    return err;
}

/* Text with escapes is not as long as what it means: its fault stands at its start. */
tie_err *tie_json_fault_within(tie_json value, size_t byte, const char *format, ...) {
    tie_json_file *file = value.file;
    size_t start = value.value->at, at = start + 1;
    while (at < file->text.len && at < start + 1 + byte && file->text.ptr[at] != '\\')
        at++;
    va_list args;
    va_start(args, format);
    tie_err *err = fault_at(file, at == start + 1 + byte ? at : start, format, args);
    va_end(args);
    return err;
}

size_t tie_json_offset(tie_json value) { return value.value->at; }

void tie_json_place(tie_json value, uint32_t *line, uint32_t *col) {
    tie_json_file *file = value.file;
    size_t at = value.value->at;
    tie_json_spot from = file->last;
    if (!from.line || from.at > at)
        from = (tie_json_spot){0, 1, 1};
    tie_line_col(tie_str_sub(file->text, from.at, file->text.len), at - from.at, line, col);
    if (*line == 1)
        *col += from.col - 1;
    *line += from.line - 1;
    file->last = (tie_json_spot){at, *line, *col};
}

static tie_err *wrong_type(tie_json value, const char *wanted) {
    if (value.key.len)
        return tie_json_fault(value, "\"%.*s\" must be %s, not %s", TIE_FMT(value.key), wanted,
                              type_name(value.value));
    return tie_json_fault(value, "%s expected, not %s", wanted, type_name(value.value));
}

/* ---- Opening ---- */

static bool stands_above(const tie_json_node *from, const tie_json_node *member) {
    while (from != member && !tie_str_eq(from->key, member->key))
        from = from->next;
    return from != member;
}

static void note_duplicates(tie_json_file *file, const tie_json_node *parent) {
    enum { FEW = 16 }; /* are compared with each other */
    bool object = parent->type == TIE_JSON_OBJECT;
    const tie_json_node *first = parent->as.children.first;
    tie_map keys = {0};
    for (const tie_json_node *child = first; child; child = child->next) {
        if (object && (parent->as.children.count > FEW
                           ? !tie_map_put(&keys, file->arena, tie_hash(child->key), 0)
                           : stands_above(first, child)))
            tie_json_fault_key((tie_json){file, child, child->key}, "duplicate key \"%.*s\"",
                               TIE_FMT(child->key));
        if (child->type == TIE_JSON_OBJECT || child->type == TIE_JSON_ARRAY)
            note_duplicates(file, child);
    }
}

bool tie_json_open(tie_json_file *file, tie_json *root) {
    tie_json_stop stop;
    const tie_json_node *value = tie_json_parse(file->arena, file->text, &stop);
    if (!value) {
        tie_json_node there = {.at = stop.at};
        tie_json_fault((tie_json){.file = file, .value = &there}, "%s", stop.message);
        return false;
    }
    *root = (tie_json){.file = file, .value = value};
    note_duplicates(file, value);
    return true;
}

/* ---- Values ---- */

bool tie_json_str(tie_json value, tie_str *out) {
    if (!tie_json_is_string(value)) {
        wrong_type(value, "a string");
        return false;
    }
    if (!value.value->as.string.len) {
        tie_json_fault(value, "empty string");
        return false;
    }
    *out = value.value->as.string;
    return true;
}

bool tie_json_bool(tie_json value, bool *out) {
    if (value.value->type != TIE_JSON_TRUE && value.value->type != TIE_JSON_FALSE) {
        wrong_type(value, "true or false");
        return false;
    }
    *out = value.value->type == TIE_JSON_TRUE;
    return true;
}

bool tie_json_int(tie_json value, int64_t lo, int64_t hi, int64_t *out) {
    if (value.value->type != TIE_JSON_INTEGER) {
        wrong_type(value, "an integer");
        return false;
    }
    int64_t n = value.value->as.integer;
    if (n < lo || n > hi) {
        tie_json_fault(value, "%lld is not between %lld and %lld", (long long)n, (long long)lo,
                       (long long)hi);
        return false;
    }
    *out = n;
    return true;
}

bool tie_json_dec(tie_json value, tie_dec *out) {
    if (value.value->type == TIE_JSON_INTEGER) {
        *out = tie_dec_normal(tie_dec_int(value.value->as.integer));
        return true;
    }
    if (!tie_json_is_string(value)) {
        tie_err *err = wrong_type(value, "a decimal in quotes");
        if (value.value->type == TIE_JSON_REAL)
            tie_err_hint(err, "binary numbers are not exact: put it in quotes");
        return false;
    }
    tie_str s = value.value->as.string;
    tie_code code = tie_dec_parse(s, out, NULL);
    if (code != TIE_OK)
        tie_json_fault(
            value, "%s \"%.*s\"",
            code == TIE_ERANGE ? "more than 18 significant digits in" : "no number:", TIE_FMT(s));
    return code == TIE_OK;
}

static bool parse_double(tie_arena *arena, tie_str s, double *out) {
    const char *print = tie_arena_printf(arena, "%.*s", TIE_FMT(s)).ptr;
    char *end;
    *out = strtod(print, &end);
    return end != print && !*end && isfinite(*out);
}

bool tie_json_double(tie_json value, double *out) {
    double x = 0;
    switch (value.value->type) {
    case TIE_JSON_INTEGER:
        x = (double)value.value->as.integer;
        break;
    case TIE_JSON_REAL:
        x = value.value->as.real;
        break;
    case TIE_JSON_STRING:
        if (parse_double(value.file->arena, value.value->as.string, &x))
            break;
        tie_json_fault(value, "no number: \"%.*s\"", TIE_FMT(value.value->as.string));
        return false;
    default:
        wrong_type(value, "a number");
        return false;
    }
    *out = x;
    return true;
}

bool tie_json_period(tie_json value, tie_period *out) {
    tie_str s;
    if (!tie_json_str(value, &s))
        return false;
    if (tie_period_parse(s, out) == TIE_OK)
        return true;
    tie_err_hint(tie_json_fault(value, "no date or period: \"%.*s\"", TIE_FMT(s)),
                 "write 2022, 2022-06, 2022-06-26 or 1840/1959");
    return false;
}

bool tie_json_strs(tie_json value, tie_strs *out) {
    size_t count = 0;
    bool good = value.value->type == TIE_JSON_ARRAY;
    tie_str *items = TIE_NEW(value.file->arena, tie_str, tie_json_count(value));
    tie_json_walk walk = tie_json_items(value);
    for (tie_json item; tie_json_next(&walk, &item);) {
        if (tie_json_str(item, &items[count]))
            count++;
        else
            good = false;
    }
    *out = (tie_strs){items, count};
    return good;
}

/* ---- Children ---- */

static tie_json_walk children_of(tie_json parent, tie_json_type type, const char *wanted) {
    if (!parent.file)
        return (tie_json_walk){0};
    if (parent.value->type == type)
        return (tie_json_walk){parent.file, parent.value->as.children.first};
    wrong_type(parent, wanted);
    return (tie_json_walk){0};
}

tie_json_walk tie_json_items(tie_json array) {
    return children_of(array, TIE_JSON_ARRAY, "an array");
}

tie_json_walk tie_json_members(tie_json object) {
    return children_of(object, TIE_JSON_OBJECT, "an object");
}

bool tie_json_next(tie_json_walk *walk, tie_json *child) {
    const tie_json_node *node = walk->next;
    if (!node)
        return false;
    *child = (tie_json){walk->file, node, node->key};
    walk->next = node->next;
    return true;
}

bool tie_json_is_comment(tie_json member) { return tie_str_starts(member.key, TIE_STR("//")); }

bool tie_json_is_object(tie_json value) { return value.value->type == TIE_JSON_OBJECT; }

bool tie_json_is_string(tie_json value) { return value.value->type == TIE_JSON_STRING; }

bool tie_json_is_blank(tie_json value) {
    return value.value->type == TIE_JSON_NULL ||
           (tie_json_is_string(value) && !value.value->as.string.len);
}

size_t tie_json_count(tie_json value) {
    bool parent = value.file && value.value->type >= TIE_JSON_ARRAY;
    return parent ? value.value->as.children.count : 0;
}
