/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule's own expression over measures: "40 kg <= opium-weight / (boxes + bags) <= 80 kg".
 *
 *   relation  side, then one or two of  <= >= < > =  each with a side
 *   side      terms joined by + and -, of factors joined by * and /
 *   factor    the id of a measure, a number that may carry a unit, a side in parentheses, - factor
 *
 * A minus between measures needs blanks around it, since ids have hyphens inside. Both sides of a
 * comparison, a sum and a difference must have one dimension; what is counted has none. Compiled to
 * postfix steps over figures in base units. */
#ifndef TIE_RULES_FORMULA_H
#define TIE_RULES_FORMULA_H

#include "base/interval.h"

enum { TIE_FORMULA_MEASURES = 8, TIE_FORMULA_STEPS = 64, TIE_FORMULA_SIDES = 3 };

typedef enum tie_formula_op {
    TIE_FORMULA_NUMBER,
    TIE_FORMULA_MEASURE,
    TIE_FORMULA_ADD,
    TIE_FORMULA_SUB,
    TIE_FORMULA_MUL,
    TIE_FORMULA_DIV,
    TIE_FORMULA_NEG
} tie_formula_op;

typedef struct tie_formula_step {
    tie_formula_op op;
    uint32_t measure; /* its number among the formula's measures */
    tie_dec number;   /* in base units */
} tie_formula_step;

typedef struct tie_formula_side {
    const tie_formula_step *steps;
    size_t count;
    tie_str text;
    bool measured; /* has a measure, not numbers alone */
} tie_formula_side;

typedef enum tie_comparison {
    TIE_COMPARE_LE,
    TIE_COMPARE_GE,
    TIE_COMPARE_LT,
    TIE_COMPARE_GT,
    TIE_COMPARE_EQ
} tie_comparison;

typedef struct tie_formula {
    tie_formula_side sides[TIE_FORMULA_SIDES];
    tie_comparison comparisons[TIE_FORMULA_SIDES - 1];
    size_t side_count;
    tie_str measures[TIE_FORMULA_MEASURES]; /* ids */
    size_t measure_count;
    tie_str unit;   /* of the first number that carries one; empty: none does */
    tie_dec factor; /* base units of one of it */
} tie_formula;

/* What: the value of a side. values: of each measure, in base units. Fails: TIE_ERANGE where a
 * divisor may be 0. */
tie_code tie_formula_value(const tie_formula_side *side, const tie_interval *values,
                           tie_interval *out);

#endif
