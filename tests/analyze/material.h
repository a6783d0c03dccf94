/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims made by hand, so that a test of analyze/ says what was read instead of hoping that a
 * sentence is read so. One pack measure "cases" (a flow of cases), one with an optional period
 * ("treaties"), a cumulative one ("toll"), one that is
 * defined anew in 2018 ("redefined"), sources Census (primary) and Paper (secondary), places China
 * and Peru. */
#ifndef TIE_TESTS_ANALYZE_MATERIAL_H
#define TIE_TESTS_ANALYZE_MATERIAL_H

#include "analyze/finding.h"
#include "tests/base/support.h"

/* Tables name the few facets that matter to a row. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum { DOCS_MAX = 8, FIGURES_MAX = 128 };

/* A figure: "195000/1000" (with its last place), ">42000" and ">=", "<", "<=", "~" (about) with
 * their hedges; "" ends a list. What is not given is that of a claim about solved cases in China in
 * 2023. "-" makes a facet absent. */
typedef struct figure {
    const char *value;
    unsigned doc, sentence;
    const char *measure, *head, *modifier, *predicate, *unit, *agent, *period, *place;
    tie_modality modality;
    tie_kind kind;
    uint32_t assumptions;
    int scale;
    const char *factor;
} figure;

/* source and date of a document; absent ones are not known */
typedef struct paper {
    const char *source, *date;
} paper;

/* Runs the pipeline over the figures (in order of documents); free with tie_run_free. The material
 * lives in test_arena. */
tie_run *run_figures(const figure *figures, const paper *papers);
/* The same with links among the figures and dates. */
tie_run *run_material(const figure *figures, const paper *papers, const tie_link *links,
                      size_t link_count, const tie_date_expr *dates, size_t date_count);

/* The first row of that kind and code; NULL when there is none. */
const tie_finding *find_row(const tie_run *run, tie_row row, const char *code);

#endif
