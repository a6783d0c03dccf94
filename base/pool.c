/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#define NONE SIZE_MAX

typedef enum progress { UNDER_WAY, HANDS_OVER, DONE } progress;

struct tie_pool {
    pthread_mutex_t lock;
    pthread_cond_t room;  /* for workers: a task may be started, or there is none left */
    pthread_cond_t done;  /* for the caller: the task that it waits for has something for it */
    pthread_cond_t taken; /* for the task that hands over */
    size_t count, window;
    size_t next;        /* first task not started */
    size_t own;         /* the task that the caller's thread runs, or NONE */
    size_t collected;   /* tasks given to collect */
    progress *progress; /* ring of a window, for the tasks from collected on; NULL: no threads */
    bool stop;
    tie_task *task;
    tie_collect *collect;
    void *user;
};

typedef struct worker {
    tie_pool *pool;
    unsigned number;
    pthread_t thread;
} worker;

unsigned tie_pool_processors(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

/* With the lock. */
static void report(tie_pool *p, size_t task, progress what) {
    p->progress[task % p->window] = what;
    if (task == p->collected)
        pthread_cond_signal(&p->done);
}

static bool ready(const tie_pool *p) { return p->progress[p->collected % p->window] != UNDER_WAY; }

/* Collects what the next task in order has ready. With the lock, on the caller's thread. */
static void serve(tie_pool *p) {
    progress *at = &p->progress[p->collected % p->window], found = *at;
    size_t task = p->collected;
    pthread_mutex_unlock(&p->lock);
    bool go_on = !p->collect || p->collect(p->user, task);
    pthread_mutex_lock(&p->lock);
    *at = UNDER_WAY;
    p->collected += found == DONE;
    p->stop = !go_on;
    if (found == DONE)
        pthread_cond_signal(&p->room);
    else
        pthread_cond_broadcast(&p->taken); /* many may wait; one of them has been served */
}

bool tie_pool_hand_over(tie_pool *p, size_t task) {
    if (!p->progress) {
        p->stop = p->collect && !p->collect(p->user, task);
        return !p->stop;
    }
    pthread_mutex_lock(&p->lock);
    report(p, task, HANDS_OVER);
    while (!p->stop && p->progress[task % p->window] == HANDS_OVER) {
        if (task != p->own)
            pthread_cond_wait(&p->taken, &p->lock);
        else if (ready(p))
            serve(p);
        else
            pthread_cond_wait(&p->done, &p->lock);
    }
    bool go_on = !p->stop;
    pthread_mutex_unlock(&p->lock);
    return go_on;
}

static bool has_room(const tie_pool *p) {
    return p->next < p->count && p->next - p->collected < p->window;
}

/* The next task that nobody has started. With the lock. */
static void run_next(tie_pool *p, unsigned number) {
    size_t task = p->next++;
    if (number == 0)
        p->own = task;
    pthread_mutex_unlock(&p->lock);
    p->task(p->user, p, task, number);
    pthread_mutex_lock(&p->lock);
    if (number == 0)
        p->own = NONE;
    report(p, task, DONE);
}

static void *work(void *user) {
    worker *self = user;
    tie_pool *p = self->pool;
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->next < p->count) {
        if (has_room(p))
            run_next(p, self->number);
        else
            pthread_cond_wait(&p->room, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* The caller's thread collects, and works while there is nothing to collect. */
static void collect_in_order(tie_pool *p) {
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->collected < p->count) {
        if (ready(p))
            serve(p);
        else if (has_room(p))
            run_next(p, 0);
        else
            pthread_cond_wait(&p->done, &p->lock);
    }
    pthread_cond_broadcast(&p->room);
    pthread_cond_broadcast(&p->taken);
    pthread_mutex_unlock(&p->lock);
}

static void run_here(tie_pool *p) {
    for (size_t i = 0; i < p->count; i++) {
        p->task(p->user, p, i, 0);
        if (p->stop || (p->collect && !p->collect(p->user, i)))
            return;
    }
}

static unsigned start_workers(tie_pool *p, worker *workers, unsigned jobs) {
    unsigned started = 0;
    while (started + 1 < jobs) { /* and the caller's */
        worker *next = &workers[started];
        *next = (worker){.pool = p, .number = started + 1};
        if (pthread_create(&next->thread, NULL, work, next) != 0)
            break;
        started++;
    }
    return started;
}

void tie_pool_run(size_t count, unsigned jobs, size_t window, tie_task *task, tie_collect *collect,
                  void *user) {
    if (jobs == 0)
        jobs = tie_pool_processors();
    if (jobs > count)
        jobs = (unsigned)count;
    if (window < jobs)
        window = jobs;
    if (window > count)
        window = count;
    tie_pool p = {.count = count,
                  .window = window,
                  .own = NONE,
                  .task = task,
                  .collect = collect,
                  .user = user};
    worker *workers = jobs > 1 ? calloc(jobs, sizeof *workers) : NULL;
    progress *ring = workers ? calloc(window, sizeof *ring) : NULL;
    unsigned started = 0;
    if (ring) {
        p.progress = ring;
        pthread_mutex_init(&p.lock, NULL);
        pthread_cond_init(&p.room, NULL);
        pthread_cond_init(&p.done, NULL);
        pthread_cond_init(&p.taken, NULL);
        started = start_workers(&p, workers, jobs);
        if (started)
            collect_in_order(&p);
        for (unsigned i = 0; i < started; i++)
            pthread_join(workers[i].thread, NULL);
        pthread_cond_destroy(&p.taken);
        pthread_cond_destroy(&p.done);
        pthread_cond_destroy(&p.room);
        pthread_mutex_destroy(&p.lock);
    }
    p.progress = NULL;
    free(ring);
    free(workers);
    if (!started)
        run_here(&p);
}
