/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text (RFC 8259) as a tree of values that know where they stand in it. Strings are views of
 * the text, but for the few that have escapes. What is rare is left to jansson: escapes, numbers
 * beyond a short integer, and to say what is wrong with text that is no JSON.
 * Lifetime: of the text and of the arena. */
#ifndef TIE_RULES_JSON_TREE_H
#define TIE_RULES_JSON_TREE_H

#include "base/arena.h"

typedef enum tie_json_type {
    TIE_JSON_NULL,
    TIE_JSON_FALSE,
    TIE_JSON_TRUE,
    TIE_JSON_INTEGER,
    TIE_JSON_REAL,
    TIE_JSON_STRING,
    TIE_JSON_ARRAY,
    TIE_JSON_OBJECT
} tie_json_type;

typedef struct tie_json_node {
    struct tie_json_node *next; /* in the same array or object */
    size_t at, key_at;          /* bytes where the value and its key begin; without a key equal */
    tie_str key;                /* of a member */
    tie_json_type type;
    union {
        int64_t integer;
        double real;
        tie_str string;
        struct {
            struct tie_json_node *first;
            size_t count;
        } children; /* of an array or object, in the order of the text */
    } as;
} tie_json_node;

/* Where the reading of a text ended early. */
typedef struct tie_json_stop {
    size_t at;         /* the byte */
    char message[160]; /* what is wrong there */
} tie_json_stop;

/* The array or object that the text is; NULL and why when it is none, or nested deeper than
 * TIE_LIMIT_JSON_DEPTH. Members of one name are all kept. */
const tie_json_node *tie_json_parse(tie_arena *arena, tie_str text, tie_json_stop *stop);

#endif
