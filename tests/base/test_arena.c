/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"
#include "support.h"

START_TEST(gives_aligned_separate_memory) {
    uint64_t seed = 9;
    char *before = NULL;
    size_t before_size = 0;
    for (int i = 0; i < 5000; i++) {
        size_t size = (size_t)random_in(&seed, 0, i % 100 ? 200 : 100000);
        size_t align = (size_t)1 << random_in(&seed, 0, 4);
        char *at = tie_arena_alloc(&test_arena, size, align);
        ck_assert_uint_eq((uintptr_t)at % align, 0);
        if (before && before_size)
            ck_assert_int_eq(before[before_size - 1], 7);
        if (size)
            memset(at, i % 7 + 10, size);
        if (size)
            at[size - 1] = 7;
        before = at;
        before_size = size;
    }
}
END_TEST

START_TEST(rewinds_and_clears) {
    int *kept = TIE_NEW(&test_arena, int, 10);
    kept[9] = 99;
    tie_mark mark = tie_arena_mark(&test_arena);
    for (int round = 0; round < 3; round++) {
        char *big = tie_arena_alloc(&test_arena, 3000000, 1);
        memset(big, 1, 3000000);
        tie_arena_rewind(&test_arena, mark);
        ck_assert_int_eq(kept[9], 99);
        ck_assert_uint_lt(test_arena.used_bytes, 100000);
    }
    tie_arena_alloc(&test_arena, 1000000, 1);
    tie_arena_clear(&test_arena);
    size_t after_first = test_arena.used_bytes;
    for (int round = 0; round < 50; round++) {
        tie_arena_alloc(&test_arena, 900000, 1);
        tie_arena_clear(&test_arena);
    }
    ck_assert_uint_eq(test_arena.used_bytes, after_first);
    tie_arena_release(&test_arena);
    ck_assert_uint_eq(test_arena.used_bytes, 0);
    tie_arena_clear(&test_arena);
}
END_TEST

static bool refuses(size_t size, size_t *used) {
    jmp_buf guard;
    tie_arena arena;
    tie_arena_init(&arena, 50000, &guard);
    if (TIE_GUARD(guard)) {
        *used = arena.used_bytes;
        tie_arena_release(&arena);
        return true;
    }
    tie_arena_alloc(&arena, 100, 8);
    tie_arena_alloc(&arena, size, 8);
    *used = arena.used_bytes;
    tie_arena_release(&arena);
    return false;
}

/* What is over the limit jumps; what just fits does not. */
START_TEST(keeps_to_its_limit) {
    static const size_t sizes[] = {100, 20000, 33000, 60000, SIZE_MAX - 4, SIZE_MAX / 2};
    for (int i = 0; i < COUNT_OF(sizes); i++) {
        size_t used;
        ck_assert_msg(refuses(sizes[i], &used) == (sizes[i] > 50000), "%zu bytes", sizes[i]);
        ck_assert_uint_le(used, 50000);
    }
}
END_TEST

START_TEST(vectors_grow) {
    TIE_VEC(uint64_t) numbers = {NULL, 0, 0};
    for (uint64_t i = 0; i < 10000; i++)
        *TIE_PUSH(&test_arena, &numbers) = i * i;
    ck_assert_uint_eq(numbers.count, 10000);
    for (uint64_t i = 0; i < 10000; i++)
        ck_assert_uint_eq(numbers.items[i], i * i);
}
END_TEST

START_TEST(buffers_grow) {
    tie_buf buf = tie_buf_new(&test_arena);
    for (int i = 0; i < 2000; i++) {
        tie_buf_putc(&buf, 'a');
        tie_buf_puts(&buf, "bc");
        tie_buf_printf(&buf, "%03d", i % 1000);
        tie_buf_add(&buf, (tie_str){NULL, 0});
    }
    ck_assert_uint_eq(buf.len, 2000 * 6);
    for (int i = 0; i < 2000; i++)
        ck_assert(tie_str_eq(tie_str_sub(tie_buf_str(&buf), (size_t)i * 6, (size_t)i * 6 + 6),
                             tie_arena_printf(&test_arena, "abc%03d", i % 1000)));
    ck_assert(tie_arena_str(&test_arena, (tie_str){NULL, 0}).ptr == NULL);
    ck_assert(tie_arena_str(&test_arena, TIE_STR("")).ptr != NULL);
}
END_TEST

/* Fingerprints are stored and compared across machines: these values must never change. */
START_TEST(hashes_are_fixed) {
    ck_assert_uint_eq(tie_hash(TIE_STR("")), 0x2D06800538D394C2u);
    ck_assert_uint_eq(tie_hash((tie_str){NULL, 0}), 0x2D06800538D394C2u);
    ck_assert_uint_eq(tie_hash(TIE_STR("abc")), 0x78AF5F94892F3950u);
    ck_assert_uint_ne(tie_hash_mix(1, 2), tie_hash_mix(2, 1));
    ck_assert_uint_ne(tie_hash_mix(0, 0), tie_hash_mix(0, 1));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/arena");
    TCase *tests = tcase_create("arena, buf, hash");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_test(tests, gives_aligned_separate_memory);
    tcase_add_test(tests, rewinds_and_clears);
    tcase_add_test(tests, keeps_to_its_limit);
    tcase_add_test(tests, vectors_grow);
    tcase_add_test(tests, buffers_grow);
    tcase_add_test(tests, hashes_are_fixed);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
