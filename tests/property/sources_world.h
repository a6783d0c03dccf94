/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up world of sources whose accuracy is known: 30 of them report on the same 400 figures, as
 * rows of claims. Some get their figures from others. */
#ifndef TIE_TESTS_PROPERTY_SOURCES_WORLD_H
#define TIE_TESTS_PROPERTY_SOURCES_WORLD_H

#include "base/buf.h"

enum { WORLD_SOURCES = 30, WORLD_GROUPS = 4 };

typedef struct world {
    double accuracy[WORLD_SOURCES]; /* share of its figures that are right */
    int group[WORLD_SOURCES];       /* of sources that copy from each other, from 0; -1: none */
} world;

/* What: the rows of a world, in rows. copying false: the twin, in which everybody has the same
 * skill but counts alone. The same seed gives the same bytes. */
world world_make(uint64_t seed, bool copying, tie_buf *rows);

#endif
