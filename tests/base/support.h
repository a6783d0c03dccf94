/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the suites of base share: an arena per test, short ways to write values, and random numbers
 * that are the same in every run. */
#ifndef TIE_TESTS_BASE_SUPPORT_H
#define TIE_TESTS_BASE_SUPPORT_H

#include "base/date.h"
#include "base/interval.h"

#include <check.h>
#include <stdlib.h>

static jmp_buf test_guard;
static tie_arena test_arena;

/* The guard is never set: a test that runs out of memory crashes. */
static inline void arena_setup(void) { tie_arena_init(&test_arena, 0, &test_guard); }
static inline void arena_teardown(void) { tie_arena_release(&test_arena); }

/* The bytes of s as a C string for messages and comparisons. */
static inline const char *c_str(tie_str s) {
    return tie_arena_printf(&test_arena, "%.*s", TIE_FMT(s)).ptr;
}

static inline tie_dec dec(const char *text) {
    tie_dec out = {0, 0};
    ck_assert_msg(tie_dec_parse(tie_str_c(text), &out, NULL) == TIE_OK, "bad number \"%s\"", text);
    return out;
}

static inline const char *dec_text(tie_dec a) {
    tie_buf buf = tie_buf_new(&test_arena);
    tie_dec_render(&buf, a);
    return c_str(tie_buf_str(&buf));
}

static inline const char *interval_text(tie_interval a) {
    tie_buf buf = tie_buf_new(&test_arena);
    tie_interval_render(&buf, a);
    return c_str(tie_buf_str(&buf));
}

/* Reads what tie_interval_render writes, without thousands separators: "(-inf, 5]", "{3}", "{}". */
static inline tie_interval interval(const char *text) {
    tie_str s = tie_str_c(text), ends[2];
    size_t comma = tie_str_find(s, TIE_STR(", "));
    if (s.len == 2)
        return tie_interval_closed(tie_dec_int(1), tie_dec_int(0));
    ends[0] = tie_str_sub(s, 1, comma < s.len ? comma : s.len - 1);
    ends[1] = comma < s.len ? tie_str_sub(s, comma + 2, s.len - 1) : ends[0];
    tie_interval out = {.lo_inf = tie_str_eq(ends[0], TIE_STR("-inf")),
                        .hi_inf = tie_str_eq(ends[1], TIE_STR("inf"))};
    out.lo_open = text[0] == '(' && !out.lo_inf;
    out.hi_open = text[s.len - 1] == ')' && !out.hi_inf;
    if (!out.lo_inf)
        out.lo = dec(c_str(ends[0]));
    if (!out.hi_inf)
        out.hi = dec(c_str(ends[1]));
    return out;
}

/* Source: S. Vigna, splitmix64. */
static inline uint64_t random_bits(uint64_t *state) {
    uint64_t x = *state += 0x9E3779B97F4A7C15u;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}
/* From lo to hi, both in. */
static inline int64_t random_in(uint64_t *state, int64_t lo, int64_t hi) {
    return lo + (int64_t)(random_bits(state) % (uint64_t)(hi - lo + 1));
}

static inline int run_suite(Suite *suite) {
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof *(array)))

#endif
