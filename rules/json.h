/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON that a person wrote, read so that every fault can point at it: cursors over the values of
 * one file, each knowing its byte offset in the text. A wrong value never stops the reading; it is
 * noted in the file's faults and the getter returns false.
 * Lifetime of cursors and strings: of the file's text and arena. */
#ifndef TIE_RULES_JSON_H
#define TIE_RULES_JSON_H

#include "base/date.h"
#include "base/dec.h"
#include "rules/fault.h"
#include "rules/json_tree.h"

/* A byte of a file, and the line and column where it stands. */
typedef struct tie_json_spot {
    size_t at;
    uint32_t line, col;
} tie_json_spot;

typedef struct tie_json_file {
    tie_arena *arena;
    tie_faults *faults;
    tie_str path, text;
    uint32_t index;     /* of the file, for the order of faults */
    tie_json_spot last; /* asked for: places are mostly asked for in their order */
} tie_json_file;

/* A value of the file, and the key that names it when it is a member. */
typedef struct tie_json {
    tie_json_file *file; /* NULL: no value */
    const tie_json_node *value;
    tie_str key;
} tie_json;

/* What: parses the file's text, notes syntax errors and duplicate keys. Returns false when there
 * is nothing to read. */
bool tie_json_open(tie_json_file *file, tie_json *root);

/* Notes a fault at the value, or at its key. The result takes hints. */
tie_err *tie_json_fault(tie_json value, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
tie_err *tie_json_fault_key(tie_json value, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* At a byte inside the value, a string. */
tie_err *tie_json_fault_within(tie_json value, size_t byte, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void tie_json_place(tie_json value, uint32_t *line, uint32_t *col);
size_t tie_json_offset(tie_json value); /* of its first byte in the text */

/* Values by type; a fault and false when the type is another. */
bool tie_json_str(tie_json value, tie_str *out); /* not empty */
bool tie_json_bool(tie_json value, bool *out);
bool tie_json_int(tie_json value, int64_t lo, int64_t hi, int64_t *out);
bool tie_json_dec(tie_json value, tie_dec *out);   /* "0.05" or 12 */
bool tie_json_double(tie_json value, double *out); /* a statistic: 0.05, or the same in quotes */
bool tie_json_period(tie_json value, tie_period *out);
bool tie_json_strs(tie_json value, tie_strs *out);

/* Children in the order of the file: for (it = ...; tie_json_next(&it, &child);). An absent
 * value has no children; one of another type has none and is a fault. */
typedef struct tie_json_walk {
    tie_json_file *file;
    const tie_json_node *next;
} tie_json_walk;
tie_json_walk tie_json_items(tie_json array);
tie_json_walk tie_json_members(tie_json object);
bool tie_json_next(tie_json_walk *walk, tie_json *child);
size_t tie_json_count(tie_json value); /* children */
/* JSON has no comments: in files that people write, a member whose name begins with two slashes. */
bool tie_json_is_comment(tie_json member);
bool tie_json_is_object(tie_json value);
bool tie_json_is_string(tie_json value);
bool tie_json_is_blank(tie_json value); /* null, or the empty string */

/* A member that an object may have, and the field of a struct that takes it. */
typedef enum tie_field_type {
    TIE_FIELD_STR,
    TIE_FIELD_BOOL,
    TIE_FIELD_DEC,
    TIE_FIELD_PERIOD,
    TIE_FIELD_STRS,
    TIE_FIELD_NAME, /* int: index of the string in names */
    TIE_FIELD_JSON, /* tie_json: the cursor itself, to be read later; zero when absent */
} tie_field_type;

typedef struct tie_field {
    const char *key;
    tie_field_type type;
    size_t offset; /* in the struct */
    bool required;
    const char *(*names)(int index); /* NULL behind the last */
} tie_field;

/* What: reads the members of object into the struct at out. Faults: no object, unknown members
 * (with the nearest known one), required ones that are absent, wrong types. Returns false when a
 * required member is absent or a value is wrong. */
bool tie_json_read(tie_json object, const tie_field *fields, size_t count, void *out);
#define TIE_JSON_READ(object, fields, out)                                                         \
    tie_json_read((object), (fields), sizeof(fields) / sizeof *(fields), (out))

/* The same for what a program wrote: members that fields do not name are skipped, null and empty
 * strings stand for what is absent. */
bool tie_json_read_known(tie_json object, const tie_field *fields, size_t count, void *out);
#define TIE_JSON_READ_KNOWN(object, fields, out)                                                   \
    tie_json_read_known((object), (fields), sizeof(fields) / sizeof *(fields), (out))

/* Index of the string in names, or a fault that offers the nearest. what: "hedge". */
bool tie_json_name(tie_json value, const char *what, const char *(*names)(int), int *out);
/* The same for the key that names a member. */
bool tie_json_key_name(tie_json member, const char *what, const char *(*names)(int), int *out);

#endif
