/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/json.h"

#include "rules/position.h"

#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *type_name(const json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
        return "an integer";
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "a truth value";
    case JSON_NULL:
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
    tie_err *err =
        fault_at(value.file, tie_json_spot_of(value.file, value.pointer).value, format, args);
    va_end(args);
    return err;
}

tie_err *tie_json_fault_key(tie_json value, const char *format, ...) {
    va_list args;
    va_start(args, format);
    tie_err *err =
        fault_at(value.file, tie_json_spot_of(value.file, value.pointer).key, format, args);
    va_end(args);
    return err;
}

/* Text with escapes is not as long as what it means: its fault stands at its start. */
tie_err *tie_json_fault_within(tie_json value, size_t byte, const char *format, ...) {
    tie_json_file *file = value.file;
    size_t start = tie_json_spot_of(file, value.pointer).value, at = start + 1;
    while (at < file->text.len && at < start + 1 + byte && file->text.ptr[at] != '\\')
        at++;
    va_list args;
    va_start(args, format);
    tie_err *err = fault_at(file, at == start + 1 + byte ? at : start, format, args);
    va_end(args);
    return err;
}

size_t tie_json_offset(tie_json value) { return tie_json_spot_of(value.file, value.pointer).value; }

void tie_json_place(tie_json value, uint32_t *line, uint32_t *col) {
    tie_line_col(value.file->text, tie_json_spot_of(value.file, value.pointer).value, line, col);
}

static tie_err *wrong_type(tie_json value, const char *wanted) {
    if (value.key.len)
        return tie_json_fault(value, "\"%.*s\" must be %s, not %s", TIE_FMT(value.key), wanted,
                              type_name(value.value));
    return tie_json_fault(value, "%s expected, not %s", wanted, type_name(value.value));
}

/* ---- Opening ---- */

/* The parser stops behind the token that it could not take; the caret belongs at its start. */
static size_t syntax_offset(const tie_json_file *file, const json_error_t *error) {
    size_t offset = error->position > 0 ? (size_t)error->position : 0;
    if (offset > file->text.len)
        offset = file->text.len;
    tie_str text = tie_str_c(error->text);
    size_t near = tie_str_find(text, TIE_STR(" near '"));
    if (near == text.len || !tie_str_ends(text, TIE_STR("'")))
        return offset;
    tie_str token = tie_str_sub(text, near + 7, text.len - 1);
    bool there = token.len <= offset &&
                 tie_str_eq(token, tie_str_sub(file->text, offset - token.len, offset));
    return there ? offset - token.len : offset;
}

bool tie_json_open(tie_json_file *file, tie_json *root) {
    json_error_t error;
    file->root = json_loadb(file->text.ptr ? file->text.ptr : "", file->text.len, 0, &error);
    if (!file->root) {
        size_t offset = syntax_offset(file, &error);
        tie_err *err = tie_faults_add(file->faults, file->index, offset);
        tie_fail_at(err, TIE_EPACK, file->path, file->text, offset, "%s", error.text);
        return false;
    }
    *root = (tie_json){.file = file, .value = file->root, .pointer = TIE_JSON_ROOT};
    return tie_json_map_places(file);
}

void tie_json_close(tie_json_file *file) {
    json_decref(file->root);
    file->root = NULL;
}

/* ---- Values ---- */

bool tie_json_str(tie_json value, tie_str *out) {
    if (!json_is_string(value.value)) {
        wrong_type(value, "a string");
        return false;
    }
    tie_str s = {json_string_value(value.value), json_string_length(value.value)};
    if (!s.len) {
        tie_json_fault(value, "empty string");
        return false;
    }
    *out = tie_arena_str(value.file->arena, s);
    return true;
}

bool tie_json_bool(tie_json value, bool *out) {
    if (!json_is_boolean(value.value)) {
        wrong_type(value, "true or false");
        return false;
    }
    *out = json_is_true(value.value);
    return true;
}

bool tie_json_int(tie_json value, int64_t lo, int64_t hi, int64_t *out) {
    if (!json_is_integer(value.value)) {
        wrong_type(value, "an integer");
        return false;
    }
    int64_t n = json_integer_value(value.value);
    if (n < lo || n > hi) {
        tie_json_fault(value, "%lld is not between %lld and %lld", (long long)n, (long long)lo,
                       (long long)hi);
        return false;
    }
    *out = n;
    return true;
}

bool tie_json_dec(tie_json value, tie_dec *out) {
    if (json_is_integer(value.value)) {
        *out = tie_dec_normal(tie_dec_int(json_integer_value(value.value)));
        return true;
    }
    if (!json_is_string(value.value)) {
        tie_err *err = wrong_type(value, "a decimal in quotes");
        if (json_is_real(value.value))
            tie_err_hint(err, "binary numbers are not exact: put it in quotes");
        return false;
    }
    tie_str s = {json_string_value(value.value), json_string_length(value.value)};
    tie_code code = tie_dec_parse(s, out, NULL);
    if (code != TIE_OK)
        tie_json_fault(
            value, "%s \"%.*s\"",
            code == TIE_ERANGE ? "more than 18 significant digits in" : "no number:", TIE_FMT(s));
    return code == TIE_OK;
}

bool tie_json_double(tie_json value, double *out) {
    double x = json_number_value(value.value);
    if (json_is_string(value.value)) {
        const char *s = json_string_value(value.value);
        char *end;
        x = strtod(s, &end);
        if (end == s || *end || !isfinite(x)) {
            tie_json_fault(value, "no number: \"%s\"", s);
            return false;
        }
    } else if (!json_is_number(value.value)) {
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
    bool good = json_is_array(value.value);
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

tie_json_walk tie_json_items(tie_json array) {
    if (json_is_array(array.value))
        return (tie_json_walk){.parent = array};
    if (array.file)
        wrong_type(array, "an array");
    return (tie_json_walk){0};
}

tie_json_walk tie_json_members(tie_json object) {
    if (json_is_object(object.value))
        return (tie_json_walk){.parent = object, .member = json_object_iter(object.value)};
    if (object.file)
        wrong_type(object, "an object");
    return (tie_json_walk){0};
}

bool tie_json_next(tie_json_walk *walk, tie_json *child) {
    tie_json parent = walk->parent;
    *child = (tie_json){.file = parent.file};
    if (walk->member) {
        child->key =
            tie_arena_str(parent.file->arena, tie_str_c(json_object_iter_key(walk->member)));
        child->value = json_object_iter_value(walk->member);
        child->pointer = tie_json_member_pointer(parent.pointer, child->key);
        walk->member = json_object_iter_next(parent.value, walk->member);
        return true;
    }
    if (!json_is_array(parent.value) || walk->index >= json_array_size(parent.value))
        return false;
    child->value = json_array_get(parent.value, walk->index);
    child->pointer = tie_json_item_pointer(parent.pointer, walk->index++);
    return true;
}

bool tie_json_is_comment(tie_json member) { return tie_str_starts(member.key, TIE_STR("//")); }

bool tie_json_is_object(tie_json value) { return json_is_object(value.value); }

bool tie_json_is_string(tie_json value) { return json_is_string(value.value); }

bool tie_json_is_blank(tie_json value) {
    return json_is_null(value.value) ||
           (json_is_string(value.value) && !json_string_length(value.value));
}

size_t tie_json_count(tie_json value) {
    return json_is_array(value.value) ? json_array_size(value.value)
                                      : json_object_size(value.value);
}
