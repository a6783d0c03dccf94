/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the statistics share. */
#ifndef TIE_TESTS_ANALYZE_STAT_TEST_H
#define TIE_TESTS_ANALYZE_STAT_TEST_H

#include "analyze/stat_core.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* An arena whose failure ends the test. */
/* NOLINTBEGIN(bugprone-macro-parentheses): the argument is a name to declare */
#define WITH_ARENA(arena)                                                                          \
    jmp_buf jump_;                                                                                 \
    tie_arena arena;                                                                               \
    if (TIE_GUARD(jump_))                                                                          \
        ck_abort_msg("out of memory");                                                             \
    tie_arena_init(&arena, 0, &jump_)
/* NOLINTEND(bugprone-macro-parentheses) */

/* The value, printed with as many decimals as the text has, is the text. */
static inline void assert_prints(double value, const char *text, const char *what) {
    const char *dot = strchr(text, '.');
    char printed[64];
    snprintf(printed, sizeof printed, "%.*f", dot ? (int)strlen(dot + 1) : 0, value);
    ck_assert_msg(strcmp(printed, text) == 0, "%s: %s, not %s", what, printed, text);
}
#define PRINTS(value, text) assert_prints((value), (text), #value)

static inline int run_suite(const char *name, void (*add)(TCase *)) {
    Suite *suite = suite_create(name);
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, 120);
    add(tests);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
