/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slips planted in recomputations of figures from tables: how many the intervals tell, and how many
 * of those get the right name. */
#include "analyze/diagnose.h"
#include "tests/base/oracle.h"

/* What is asked of each sort of slip, in percent: told of all, named right of those told. */
typedef struct goal {
    const char *made_by;
    tie_slip slip;
    int told_pct, named_pct;
} goal;

static const goal goals[] = {
    {"gold", TIE_SLIP_NONE, 0, 0},
    {"scale_x10", TIE_SLIP_SCALE, 99, 99},
    {"sign_flip", TIE_SLIP_SIGN, 99, 99},
    {"transposition", TIE_SLIP_TRANSPOSITION, 94, 90},
};

START_TEST(slips) {
    const goal *g = &goals[_i];
    table t;
    tie_str f[MAX_FIELDS];
    int all = 0, told = 0, named = 0;
    if (!open_table("recompute.csv", &t))
        return;
    for (next_row(&t, f); next_row(&t, f);) {
        if (!tie_str_eq(f[6], tie_str_c(g->made_by)))
            continue;
        tie_suspect suspect = {.value = number(f[3], NULL),
                               .u = unit_of((int)number(f[4], NULL).mant),
                               .expected = recompute(f[1], f[2])};
        all++;
        if (tie_interval_meet(suspect.expected, tie_interval_rounding(suspect.value, suspect.u)))
            continue;
        told++;
        tie_diagnosis found = tie_diagnose(&test_arena, &suspect);
        named += found.slip == g->slip;
        if (found.slip != g->slip)
            printf("%s %s %s printed %s: %s\n", c_str(f[0]), c_str(f[1]), c_str(f[2]), c_str(f[3]),
                   found.slip ? c_str(found.text) : "no slip named");
    }
    printf("%s: %d of %d told, %d named right\n", g->made_by, told, all, named);
    ck_assert_int_gt(all, 0);
    if (g->slip == TIE_SLIP_NONE)
        ck_assert_int_eq(told, 0);
    ck_assert_int_ge(100 * told, g->told_pct * all);
    ck_assert_int_ge(100 * named, g->named_pct * told);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("analyze/recompute");
    TCase *tests = tcase_create("slips");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_loop_test(tests, slips, 0, COUNT_OF(goals));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
