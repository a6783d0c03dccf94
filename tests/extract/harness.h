/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs tables of phrases through the library with the rules that are shipped: one document for each
 * row, the claims or dates found in it against those that a reader of statistics would sign.
 *
 * A row that the program cannot read yet stays in its table, as it should be read; its name stands
 * in a list of known failures, with the cause. The list is reported, and a row of it that begins to
 * pass fails, so that it is taken off. */
#ifndef TIE_TESTS_EXTRACT_HARNESS_H
#define TIE_TESTS_EXTRACT_HARNESS_H

#include "base/buf.h"

enum { PHRASE_EXPECTS = 8 };

typedef struct phrase {
    const char *label; /* unique in its table */
    const char *date;  /* of the document, ISO 8601; NULL: none */
    const char *text;
    const char *expect[PHRASE_EXPECTS]; /* all that is to be found, in order; NULL ends it */
} phrase;

typedef struct phrase_table {
    const char *name;
    const phrase *rows;
    size_t count;
} phrase_table;
#define PHRASE_TABLE(rows)                                                                         \
    { #rows, (rows), sizeof(rows) / sizeof *(rows) }

typedef struct known_failure {
    const char *row; /* "table: label"; NULL ends the list */
    const char *cause;
} known_failure;

/* What the library found in one text; freed by reading_close. */
typedef struct reading {
    tie_arena arena; /* for what is said about it */
    tie_corpus *corpus;
    const tie_claim *claims;
    size_t claim_count;
    const tie_date_expr *dates;
    size_t date_count;
} reading;

/* Fails the test when the library does. text is borrowed. */
void reading_open(reading *r, const char *date, tie_str text);
void reading_close(reading *r);

/* Says what was found, in the notation of the tables, a line each. */
void claim_say(tie_buf *out, const tie_claim *claim);
void date_say(tie_buf *out, const tie_date_expr *date);

/* True when what was found is what expect says, no more and no less. */
bool claims_are(const reading *found, const char *const *expect);
bool dates_are(const reading *found, const char *const *expect);

typedef struct phrase_suite {
    const char *name;
    const phrase_table *tables;
    size_t table_count;
    const known_failure *known;
    bool (*holds)(const reading *found, const char *const *expect);
} phrase_suite;

/* The body of main: with the argument "known" only the known failures are run and listed. */
int phrase_suite_main(const phrase_suite *suite, int argc, char **argv);

/* Rows of all tables by one index; for other tests over the same texts. */
const phrase *phrase_at(const phrase_table *tables, size_t table_count, size_t index,
                        const char **table_name);
size_t phrase_count(const phrase_table *tables, size_t table_count);

/* Loads the rules before the tests of a program run, and frees them. */
void rules_open(void);
void rules_close(void);

#endif
