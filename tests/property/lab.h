/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the library over documents that exist only for a test, and writes down what it said in lines
 * that two runs can compare. */
#ifndef TIE_TESTS_PROPERTY_LAB_H
#define TIE_TESTS_PROPERTY_LAB_H

#include "tieout.h"

enum { LAB_DOCS = 16 };

/* Lines, sorted where their order is not what is tested. Free with lines_free. */
typedef struct lines {
    char **items;
    size_t count, capacity;
} lines;

void lines_free(lines *l);
void lines_sort(lines *l);
/* The first line of a that b lacks, both sorted; NULL when there is none. */
const char *lines_missing(const lines *a, const lines *b);

/* A folder for documents, with the rule set of the house. */
typedef struct lab {
    char folder[64];
    char names[LAB_DOCS][80]; /* paths of the documents written, in order */
    unsigned count;
    tie_ruleset *rules;
} lab;

void lab_open(lab *l); /* fails the test when it cannot */
void lab_close(lab *l);
/* The document becomes FOLDER/NAME; a document of that name is replaced. */
void lab_write(lab *l, const char *name, const char *bytes, size_t len);
void lab_clear(lab *l); /* forgets and removes all documents */

/* What: adds the documents in the order of `order` (NULL: as written), reads and checks them.
 * claims (may be NULL): a line for each claim, as found. findings: a line for each finding, as
 * found, naming its members by document and place. */
void lab_check(const lab *l, const unsigned *order, unsigned jobs, lines *claims, lines *findings);

/* The corpus of one document; free it with tie_corpus_free. */
tie_corpus *lab_read(const lab *l, const char *path);

#endif
