/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact test and its variance against plain enumeration of all orders. */
#include "stat_test.h"
#include "tests/random.h"

enum { MOST = 8 };

typedef struct figures {
    double time[MOST], lo[MOST], hi[MOST];
    size_t n;
} figures;

static tie_series series_of(const figures *f) {
    return (tie_series){f->time, f->time, f->lo, f->hi, f->n};
}

/* Small whole numbers, so that ties and overlaps abound; width 0 gives exact figures. */
static figures random_figures(test_random *random, size_t n, unsigned width) {
    figures out = {.n = n};
    for (size_t i = 0; i < n; i++) {
        out.time[i] = (double)i;
        out.lo[i] = random_below(random, 7);
        out.hi[i] = out.lo[i] + random_below(random, width + 1);
        if (width && random_below(random, 6) == 0)
            out.hi[i] = INFINITY;
        if (width && random_below(random, 6) == 0)
            out.lo[i] = -INFINITY;
    }
    return out;
}

static int plain_s(const figures *f, const size_t *order) {
    int s = 0;
    for (size_t i = 0; i < f->n; i++)
        for (size_t j = i + 1; j < f->n; j++)
            s += (f->hi[order[i]] < f->lo[order[j]]) - (f->lo[order[i]] > f->hi[order[j]]);
    return s;
}

typedef struct tally {
    int observed;
    double all, extreme, sum, squares;
} tally;

static void visit_orders(const figures *f, size_t *order, size_t fixed, tally *t) {
    if (fixed == f->n) {
        int s = plain_s(f, order);
        t->all++;
        t->extreme += abs(s) >= abs(t->observed);
        t->sum += s;
        t->squares += (double)s * s;
        return;
    }
    for (size_t i = fixed; i < f->n; i++) {
        size_t a = order[fixed], b = order[i];
        order[fixed] = b;
        order[i] = a;
        visit_orders(f, order, fixed + 1, t);
        order[fixed] = a;
        order[i] = b;
    }
}

static void compare(tie_arena *arena, const figures *f) {
    size_t order[MOST] = {0, 1, 2, 3, 4, 5, 6, 7};
    tally t = {.observed = plain_s(f, order)};
    visit_orders(f, order, 0, &t);
    double mean = t.sum / t.all;
    tie_kendall k = tie_stat_kendall(arena, series_of(f), 1);
    ck_assert_int_eq(k.is.status, TIE_STAT_OK);
    ck_assert(k.exact);
    ck_assert_int_eq(k.s, t.observed);
    ck_assert_double_eq_tol(k.p, t.extreme / t.all, 1e-13);
    ck_assert_double_eq_tol(k.var_s, t.squares / t.all - mean * mean, 1e-9);
    if (f->n <= TIE__KENDALL_OVERLAP_MAX) {
        tie_series s = series_of(f);
        ck_assert_double_eq_tol(tie__kendall_overlap_p(arena, &s, k.s), t.extreme / t.all, 1e-15);
    }
}

START_TEST(equals_enumeration) {
    WITH_ARENA(arena);
    test_random random = {7};
    for (size_t n = TIE_STAT_MIN_P; n <= MOST; n++)
        for (int round = 0; round < (n == MOST ? 12 : 60); round++) {
            figures f = random_figures(&random, n, (unsigned)(round % 4));
            compare(&arena, &f);
        }
    tie_arena_release(&arena);
}
END_TEST

/* Beyond enumeration the polynomial is checked by its first moments: its tails at every S give the
 * second moment, which is the known variance. */
START_TEST(polynomial_has_the_variance) {
    WITH_ARENA(arena);
    static const size_t groups[] = {4, 1, 1, 7, 2, 1, 9, 5};
    double n = 30, variance = n * (n - 1) * (2 * n + 5);
    int64_t pairs = (int64_t)(n * (n - 1)) / 2;
    for (size_t g = 0; g < 8; g++) {
        double t = (double)groups[g];
        variance -= t * (t - 1) * (2 * t + 5);
        pairs -= (int64_t)(groups[g] * (groups[g] - 1)) / 2;
    }
    double second = 0;
    for (int64_t s = pairs; s > 0; s -= 2) {
        double here = tie__kendall_groups_p(&arena, groups, 8, s);
        double beyond = s + 2 <= pairs ? tie__kendall_groups_p(&arena, groups, 8, s + 2) : 0;
        second += (here - beyond) * (double)s * (double)s;
    }
    ck_assert_double_eq_tol(second / (variance / 18), 1, 1e-12);
    tie_arena_release(&arena);
}
END_TEST

/* With more figures the same counts must come out of the fast way as of all pairs. */
START_TEST(counts_equal_all_pairs) {
    WITH_ARENA(arena);
    enum { MANY = 300 };
    double time[MANY], lo[MANY], hi[MANY];
    test_random random = {3};
    for (int i = 0; i < MANY; i++) {
        time[i] = i;
        lo[i] = random_below(&random, 100);
        hi[i] = random_below(&random, 5) ? lo[i] + random_below(&random, 20) : INFINITY;
    }
    uint64_t rising = 0, falling = 0;
    for (int i = 0; i < MANY; i++)
        for (int j = i + 1; j < MANY; j++) {
            rising += hi[i] < lo[j];
            falling += lo[i] > hi[j];
        }
    tie_kendall k = tie_stat_kendall(&arena, (tie_series){time, lo, lo, hi, MANY}, 1);
    ck_assert_uint_eq(k.rising, rising);
    ck_assert_uint_eq(k.falling, falling);
    ck_assert(!k.exact);
    tie_arena_release(&arena);
}
END_TEST

/* Digits drawn at random: the exact p is the share of all outcomes at least as extreme. */
START_TEST(heaping_equals_trinomial) {
    uint8_t digits[12];
    enum { N = 12 };
    for (unsigned zeros = 0; zeros <= 6; zeros++) {
        for (unsigned fives = 0; fives + zeros <= N; fives += 2) {
            for (unsigned i = 0; i < N; i++)
                digits[i] = i < zeros ? 0 : i < zeros + fives ? 5 : 7;
            double level = fmin(tie_stat_binomial_tail(zeros, N, .1),
                                tie_stat_binomial_tail(zeros + fives, N, .2));
            double plain = 0;
            for (unsigned z = 0; z <= N; z++)
                for (unsigned f = 0; f + z <= N; f++)
                    if (fmin(tie_stat_binomial_tail(z, N, .1),
                             tie_stat_binomial_tail(z + f, N, .2)) <= level)
                        plain += exp(lgamma(N + 1) - lgamma(z + 1) - lgamma(f + 1) -
                                     lgamma(N - z - f + 1)) *
                                 pow(.1, z + f) * pow(.8, N - z - f);
            ck_assert_double_eq_tol(tie_stat_heaping(digits, N).p, plain, 1e-12);
        }
    }
}
END_TEST

static void add(TCase *tests) {
    tcase_add_test(tests, equals_enumeration);
    tcase_add_test(tests, polynomial_has_the_variance);
    tcase_add_test(tests, counts_equal_all_pairs);
    tcase_add_test(tests, heaping_equals_trinomial);
}

int main(void) { return run_suite("stat_exact", add); }
