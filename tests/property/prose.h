/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeded documents for property tests: sentences with figures about few enough things that
 * documents talk about the same cell, agree, and contradict each other. */
#ifndef TIE_TESTS_PROPERTY_PROSE_H
#define TIE_TESTS_PROPERTY_PROSE_H

#include "tests/random.h"

#include <stddef.h>

/* What the documents of one world talk about. Documents of two worlds have nothing in common. */
typedef enum prose_world { PROSE_INLAND, PROSE_COAST } prose_world;

/* Writes a document of `sentences` sentences, lists among them, at most size bytes with its
 * terminator; returns its length. */
size_t prose_write(char *out, size_t size, unsigned sentences, prose_world world,
                   test_random *random);

#endif
