/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads for independent tasks. Workers write only to their slot; output never depends on
 * scheduling. */
#ifndef TIE_BASE_POOL_H
#define TIE_BASE_POOL_H

#include "base/arena.h"

/* Neither function may leave by a jump: a guard (arena.h) that either needs is its own. */

typedef struct tie_pool tie_pool;

/* One task: index of the task, number of the worker (0 .. jobs - 1). Must not fail; keep errors in
 * the task's slot. */
typedef void tie_task(void *user, tie_pool *pool, size_t task, unsigned worker);
/* Called on the caller's thread, in order of tasks, each when it and all before it are done, and
 * before that whenever it hands something over. Return false to stop. */
typedef bool tie_collect(void *user, size_t task);

unsigned tie_pool_processors(void);

/* What: runs tasks 0 .. count - 1 on up to jobs threads, the caller's among them, at most window
 * tasks ahead of the one to be collected (but never fewer than jobs). jobs 0: as many as
 * processors. collect may be NULL. jobs 1 runs everything on the caller's thread. Falls back to
 * fewer threads when the system gives no more. */
void tie_pool_run(size_t count, unsigned jobs, size_t window, tie_task *task, tie_collect *collect,
                  void *user);

/* What: called by a task, has what its slot holds so far collected, as soon as all earlier tasks
 * are; so a task that goes on for long need not keep everything. Returns false where the collector
 * said stop: the task is to end. */
bool tie_pool_hand_over(tie_pool *pool, size_t task);

#endif
