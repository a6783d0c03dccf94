/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small corpora for tests of repeats, and what is found in them. */
#ifndef TIE_TESTS_REPEAT_LAB_H
#define TIE_TESTS_REPEAT_LAB_H

#include "analyze/repeat.h"
#include "base/buf.h"

#include <check.h>

/* Memory of one test. */
typedef struct repeat_lab {
    tie_arena arena;
    jmp_buf guard;
    tie_repeat_words *words;
} repeat_lab;

void repeat_lab_init(repeat_lab *lab);
void repeat_lab_release(repeat_lab *lab);

typedef struct repeat_found {
    const tie_repeat_cluster *clusters;
    size_t count;
} repeat_found;

/* What: all clusters of the documents, copied. days may be NULL. Fails the test on an error. */
repeat_found repeat_lab_find(repeat_lab *lab, const tie_str *docs, const int32_t *days,
                             size_t count, tie_repeat_options options);
/* A line for each passage: document (as ids name it; NULL: its index), span, cluster; clusters as
 * the sorted list of their passages, so that two results are equal if their prints are. */
tie_str repeat_lab_print(repeat_lab *lab, repeat_found found, const uint32_t *ids);

/* The cluster that holds doc's byte at, or NULL. */
const tie_repeat_cluster *repeat_lab_at(repeat_found found, uint32_t doc, uint64_t at);

/* A memory for searches of one test; lives in the lab's arena. */
tie_repeat_memory repeat_lab_memory(repeat_lab *lab);

#endif
