/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of analyze/stat.h do on series without any effect: how often each cries at a
 * nominal 5%, and how often an interval holds the truth. The same seed prints the same table.
 *
 *   stat_sim [TRIALS [SEED]]      20,000 trials give 0.15 points of standard error at 5%
 *
 * Bounds: a size of at most 5.5%; without ties and hedges, from n = 7, at least 2.5%; a coverage of
 * at least 94%. A row outside is marked and the exit status is 1; rows that were answered in less
 * than half of the trials are shown but not judged. */
#include "analyze/stat.h"
#include "tests/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 100, REPLICATES = 199 };

typedef struct simulation {
    tie_arena arena;
    test_random random;
    size_t trials;
    bool failed;
    double slope; /* of the truth, in units of the noise's standard deviation per year */
    double time[MOST], value[MOST], lo[MOST], hi[MOST];
} simulation;

typedef enum figures { EXACT, HEDGED } figures;
typedef enum outcome { NO_ANSWER, QUIET, CRIES } outcome;
typedef outcome trial(simulation *sim, tie_series s);

static double uniform(simulation *sim) {
    return ((double)(random_next(&sim->random) >> 11) + 0.5) / 9007199254740992.0;
}

static double gaussian(simulation *sim) {
    return sqrt(-2 * log(uniform(sim))) * cos(6.283185307179586 * uniform(sim));
}

/* A figure about 1000 as an office would print it; the interval always holds the truth. */
static void hedge(simulation *sim, double truth, size_t i) {
    double u = random_below(&sim->random, 2) ? 10 : 1, x = round(truth / u) * u;
    double lo = x - u / 2, hi = x + u / 2;
    switch (random_below(&sim->random, 8)) {
    case 0:
    case 1: /* more than x */
        x = floor(truth / u) * u;
        lo = x;
        hi = INFINITY;
        break;
    case 2: /* nearly x */
        x = ceil(truth / u) * u;
        lo = x * 0.9;
        hi = x;
        break;
    case 3: /* about x */
        lo = x * 0.9;
        hi = x * 1.1;
        break;
    case 4: /* up to x */
        x = ceil(truth / u) * u;
        lo = -INFINITY;
        hi = x;
        break;
    default: /* a plain rounded figure */
        break;
    }
    sim->value[i] = x;
    sim->lo[i] = lo;
    sim->hi[i] = hi;
}

/* n figures with normal errors (10% of their level); one year in four is missing. */
static tie_series draw(simulation *sim, figures kind, size_t n) {
    double year = 2000;
    for (size_t i = 0; i < n; i++) {
        year += random_below(&sim->random, 4) ? 1 : 2;
        double truth = 1000 + 100 * (gaussian(sim) + sim->slope * (year - 2000));
        sim->time[i] = year;
        sim->value[i] = truth;
        if (kind == HEDGED)
            hedge(sim, truth, i);
    }
    bool exact = kind == EXACT;
    return (tie_series){sim->time, sim->value, exact ? NULL : sim->lo, exact ? NULL : sim->hi, n};
}

static outcome decide(tie_stat is, double p) {
    return is.status != TIE_STAT_OK ? NO_ANSWER : p <= 0.05 ? CRIES : QUIET;
}

static outcome kendall(simulation *sim, tie_series s) {
    tie_kendall k = tie_stat_kendall(&sim->arena, s, 1);
    return decide(k.is, k.p);
}

static outcome line_slope(simulation *sim, tie_series s) {
    tie_line line = tie_stat_line(&sim->arena, s);
    return decide(line.is, line.p);
}

/* The last figure against those before it. */
static outcome next_value(simulation *sim, tie_series s) {
    tie_next next = tie_stat_next_check(&sim->arena, s, s.n - 1);
    return next.is.status != TIE_STAT_OK ? NO_ANSWER : next.outside ? CRIES : QUIET;
}

static outcome outlier(simulation *sim, tie_series s) {
    tie_outlier out = tie_stat_outlier(&sim->arena, s);
    return decide(out.is, out.p);
}

static tie_step step_of(simulation *sim, tie_series s) {
    return tie_stat_step(&sim->arena, s, REPLICATES, random_next(&sim->random));
}

static outcome step_change(simulation *sim, tie_series s) {
    tie_step step = step_of(sim, s);
    return decide(step.is, step.p_change);
}

static outcome step_on_line(simulation *sim, tie_series s) {
    tie_step step = step_of(sim, s);
    return decide(step.is, step.p_line);
}

static outcome step_both(simulation *sim, tie_series s) {
    tie_step step = step_of(sim, s);
    return decide(step.is, step.p);
}

static outcome serial(simulation *sim, tie_series s) {
    tie_test test = tie_stat_serial(&sim->arena, s, REPLICATES, random_next(&sim->random));
    return decide(test.is, test.p);
}

static outcome heaping(simulation *sim, tie_series s) {
    uint8_t digits[MOST];
    for (size_t i = 0; i < s.n; i++)
        digits[i] = (uint8_t)random_below(&sim->random, 10);
    tie_heaping heaps = tie_stat_heaping(digits, s.n);
    return decide(heaps.is, heaps.p);
}

/* Cries when the interval misses the truth. */
static outcome sen_interval(simulation *sim, tie_series s) {
    tie_sen sen = tie_stat_sen(&sim->arena, s);
    double truth = 100 * sim->slope;
    bool holds = sen.lo <= truth && truth <= sen.hi;
    return sen.is.status != TIE_STAT_OK ? NO_ANSWER : holds ? QUIET : CRIES;
}

static outcome clopper_pearson(simulation *sim, tie_series s) {
    size_t hits = 0;
    for (size_t i = 0; i < s.n; i++)
        hits += random_below(&sim->random, 10) < 3;
    tie_rate rate = tie_stat_share_exact(hits, s.n);
    return rate.lo <= 0.3 && 0.3 <= rate.hi ? QUIET : CRIES;
}

/* What a row must keep: SIZE has a floor only where the test is not conservative by design. */
typedef enum bound { SIZE, SIZE_CEILING, COVERAGE } bound;

typedef struct row {
    const char *name;
    trial *run;
    bound bound;
    double slope;
    size_t n[8]; /* up to the first 0 */
} row;

static const row ROWS[] = {
    {"Mann-Kendall", kendall, SIZE, 0, {5, 6, 7, 8, 9, 10, 11, 12}},
    {"Mann-Kendall", kendall, SIZE, 0, {15, 20, 30, 60, 61, 100}},
    {"slope of the line", line_slope, SIZE, 0, {5, 7, 10, 20}},
    {"next value, level", next_value, SIZE, 0, {6, 8, 10, 20}},
    {"next value, trend", next_value, SIZE, 0.3, {6, 8, 10, 20}},
    {"outlier", outlier, SIZE, 0.3, {7, 8, 10, 20, 50}},
    {"Pettitt", step_change, SIZE, 0, {10, 12, 20, 30}},
    {"step on a line", step_on_line, SIZE, 0.3, {10, 12, 20, 30}},
    {"step, both; level", step_both, SIZE_CEILING, 0, {10, 12, 20, 30}},
    {"step, both; trend", step_both, SIZE_CEILING, 0.3, {10, 12, 20, 30}},
    {"serial correlation", serial, SIZE, 0.3, {15, 20, 30, 50}},
    {"heaping", heaping, SIZE, 0, {10, 15, 20, 50}},
    {"Sen interval", sen_interval, COVERAGE, 0.3, {5, 6, 7, 8, 9, 10, 12, 15}},
    {"Sen interval", sen_interval, COVERAGE, 0, {20, 30, 50, 100}},
    {"Clopper-Pearson", clopper_pearson, COVERAGE, 0, {5, 10, 20, 50}},
};

static void run_row(simulation *sim, const row *r, figures kind, size_t n) {
    size_t answers = 0, cries = 0;
    sim->slope = r->slope;
    for (size_t i = 0; i < sim->trials; i++) {
        outcome result = r->run(sim, draw(sim, kind, n));
        answers += result != NO_ANSWER;
        cries += result == CRIES;
    }
    if (!answers)
        return;
    double share = 100 * (double)cries / (double)answers;
    bool floored = kind == EXACT && n >= 7 && r->bound == SIZE;
    bool judged = answers * 2 >= sim->trials;
    bool kept =
        r->bound == COVERAGE ? 100 - share >= 94 : share <= 5.5 && (!floored || share >= 2.5);
    sim->failed = sim->failed || (judged && !kept);
    printf("%-20s %-7s %4zu %8zu %9.2f%%%s\n", r->name, kind == EXACT ? "exact" : "hedged", n,
           answers, r->bound == COVERAGE ? 100 - share : share,
           !judged ? "  few"
           : kept  ? ""
                   : "  OUTSIDE");
}

int main(int argc, char **argv) {
    static simulation sim;
    static jmp_buf guard;
    if (TIE_GUARD(guard)) {
        fputs("stat_sim: out of memory\n", stderr);
        return EXIT_FAILURE;
    }
    tie_arena_init(&sim.arena, 0, &guard);
    sim.trials = argc > 1 ? strtoul(argv[1], NULL, 10) : 20000;
    sim.random.state = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    printf("%-20s %-7s %4s %8s %10s\n", "test", "figures", "n", "answers", "size/cover");
    for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
        bool made_of_figures = ROWS[r].run != heaping && ROWS[r].run != clopper_pearson;
        for (int kind = EXACT; kind <= (made_of_figures ? HEDGED : EXACT); kind++)
            for (size_t k = 0; k < 8 && ROWS[r].n[k]; k++)
                run_row(&sim, &ROWS[r], (figures)kind, ROWS[r].n[k]);
    }
    tie_arena_release(&sim.arena);
    return sim.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
