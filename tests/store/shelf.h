/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A memory of memos for tests: its pieces are whatever was there the last time. */
#ifndef TIE_TESTS_SHELF_H
#define TIE_TESTS_SHELF_H

#include "extract/corpus.h"

#include <check.h>
#include <stdlib.h>

enum { SHELF_INPUTS = 48 };

/* The memo of each input, by its tag. */
typedef struct shelf {
    char *heads[SHELF_INPUTS], *bodies[SHELF_INPUTS];
    size_t head_lens[SHELF_INPUTS], body_lens[SHELF_INPUTS];
    size_t count, asked; /* inputs that were learned, bodies that were asked for */
    tie_memory memory;
} shelf;

static inline tie_str shelf_head(void *user, uint64_t tag) {
    shelf *m = user;
    return (tie_str){m->heads[tag], m->head_lens[tag]};
}

static inline tie_str shelf_body(void *user, uint64_t tag) {
    shelf *m = user;
    m->asked++;
    return (tie_str){m->bodies[tag], m->body_lens[tag]};
}

/* The texts are not in this memory: they are read from the files. */
static inline tie_str shelf_text(void *user, uint64_t tag) {
    (void)user;
    (void)tag;
    return (tie_str){0};
}

static inline void shelf_keep(char **to, size_t *len, tie_str bytes) {
    free(*to);
    *to = malloc(bytes.len + 1);
    ck_assert_ptr_nonnull(*to);
    if (bytes.len)
        memcpy(*to, bytes.ptr, bytes.len);
    *len = bytes.len;
}

static inline bool shelf_learn(void *user, const tie_lesson *lesson) {
    shelf *m = user;
    if (lesson->failed)
        return true;
    ck_assert(tie_memo_intact(lesson->memo));
    shelf_keep(&m->heads[lesson->tag], &m->head_lens[lesson->tag], lesson->memo.head);
    shelf_keep(&m->bodies[lesson->tag], &m->body_lens[lesson->tag], lesson->memo.body);
    m->count++;
    return true;
}

static inline const tie_memory *shelf_memory(shelf *m) {
    m->memory = (tie_memory){m, shelf_head, shelf_body, shelf_text, shelf_learn};
    return &m->memory;
}

static inline void shelf_forget(shelf *m) {
    for (size_t i = 0; i < SHELF_INPUTS; i++) {
        free(m->heads[i]);
        free(m->bodies[i]);
    }
}

#endif
