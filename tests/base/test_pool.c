/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pool.h"
#include "support.h"

#include <stdatomic.h>

enum { TASKS = 500 };

typedef struct job {
    int slots[TASKS];
    atomic_size_t started, most_ahead;
    atomic_size_t collected;
    size_t stop_at;
    unsigned jobs;
    atomic_bool bad_worker;
} job;

static void square(void *user, tie_pool *pool, size_t task, unsigned worker) {
    (void)pool;
    job *j = user;
    atomic_fetch_add(&j->started, 1);
    size_t ahead = task - atomic_load(&j->collected);
    size_t most = atomic_load(&j->most_ahead);
    while (ahead > most && !atomic_compare_exchange_weak(&j->most_ahead, &most, ahead))
        ; /* another worker wrote first: most is new */
    if (worker >= j->jobs)
        atomic_store(&j->bad_worker, true);
    volatile unsigned spin = (unsigned)(task * 7919 % 500); /* tasks of unequal length */
    while (spin)
        spin--;
    j->slots[task] = (int)(task * task);
}

static bool check_order(void *user, size_t task) {
    job *j = user;
    bool in_order = task == atomic_load(&j->collected);
    ck_assert_msg(in_order && j->slots[task] == (int)(task * task), "task %zu", task);
    atomic_fetch_add(&j->collected, 1);
    return task != j->stop_at;
}

static const struct {
    size_t count;
    unsigned jobs;
    size_t window;
} runs[] = {
    {0, 4, 8},     {1, 4, 8},        {TASKS, 1, 1}, {TASKS, 1, 100}, {TASKS, 2, 2},  {TASKS, 2, 16},
    {TASKS, 4, 4}, {TASKS, 4, 1000}, {3, 8, 1},     {TASKS, 8, 0},   {TASKS, 0, 64},
};

START_TEST(collects_in_order) {
    job j = {.stop_at = SIZE_MAX, .jobs = runs[_i].jobs ? runs[_i].jobs : tie_pool_processors()};
    tie_pool_run(runs[_i].count, runs[_i].jobs, runs[_i].window, square, check_order, &j);
    ck_assert_uint_eq(atomic_load(&j.collected), runs[_i].count);
    ck_assert_uint_eq(atomic_load(&j.started), runs[_i].count);
    ck_assert(!atomic_load(&j.bad_worker));
    size_t window = runs[_i].window > j.jobs ? runs[_i].window : j.jobs;
    ck_assert_uint_le(atomic_load(&j.most_ahead), window);
}
END_TEST

/* Each task hands over its number three times, and then is done. */
typedef struct relay {
    size_t slots[TASKS];
    size_t handed[TASKS];
    size_t stop_at;
} relay;

static void hand_over(void *user, tie_pool *pool, size_t task, unsigned worker) {
    relay *r = user;
    (void)worker;
    for (r->slots[task] = 1; r->slots[task] < 4; r->slots[task]++)
        if (!tie_pool_hand_over(pool, task))
            return;
}

static bool take(void *user, size_t task) {
    relay *r = user;
    r->handed[task]++;
    ck_assert_uint_eq(r->slots[task], r->handed[task]);
    ck_assert(task == 0 || r->handed[task - 1] == 4);
    return task != r->stop_at || r->handed[task] < 2;
}

START_TEST(takes_what_a_task_hands_over) {
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        relay r = {.stop_at = SIZE_MAX}, stopped = {.stop_at = 7};
        tie_pool_run(TASKS, jobs, 8, hand_over, take, &r);
        for (size_t i = 0; i < TASKS; i++)
            ck_assert_uint_eq(r.handed[i], 4);
        tie_pool_run(TASKS, jobs, 8, hand_over, take, &stopped);
        ck_assert_uint_eq(stopped.handed[6], 4);
        ck_assert_uint_eq(stopped.handed[8], 0);
    }
}
END_TEST

START_TEST(stops_when_told) {
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        job j = {.stop_at = 10, .jobs = jobs};
        tie_pool_run(TASKS, jobs, 4, square, check_order, &j);
        ck_assert_uint_eq(atomic_load(&j.collected), 11);
        ck_assert_uint_le(atomic_load(&j.started), 11 + 4);
    }
}
END_TEST

START_TEST(runs_without_a_collector) {
    for (unsigned jobs = 1; jobs <= 4; jobs++) {
        job j = {.stop_at = SIZE_MAX, .jobs = jobs};
        tie_pool_run(TASKS, jobs, 8, square, NULL, &j);
        for (size_t i = 0; i < TASKS; i++)
            ck_assert_int_eq(j.slots[i], (int)(i * i));
    }
    ck_assert_uint_ge(tie_pool_processors(), 1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/pool");
    TCase *tests = tcase_create("pool");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, collects_in_order, 0, COUNT_OF(runs));
    tcase_add_test(tests, takes_what_a_task_hands_over);
    tcase_add_test(tests, stops_when_told);
    tcase_add_test(tests, runs_without_a_collector);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
