/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct pool {
    pthread_mutex_t lock;
    pthread_cond_t room; /* for workers: a task may be started, or there is none left */
    pthread_cond_t done; /* for the collector: the task that it waits for is done */
    size_t count, window;
    size_t next;      /* first task not started */
    size_t collected; /* tasks given to collect */
    bool *finished;   /* ring of window flags, for the tasks from collected on */
    bool stop;
    tie_task *task;
    void *user;
} pool;

typedef struct worker {
    pool *pool;
    unsigned number;
    pthread_t thread;
} worker;

unsigned tie_pool_processors(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

static void *work(void *user) {
    worker *self = user;
    pool *p = self->pool;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!p->stop && p->next < p->count && p->next - p->collected >= p->window)
            pthread_cond_wait(&p->room, &p->lock);
        if (p->stop || p->next == p->count)
            break;
        size_t task = p->next++;
        pthread_mutex_unlock(&p->lock);
        p->task(p->user, task, self->number);
        pthread_mutex_lock(&p->lock);
        p->finished[task % p->window] = true;
        if (task == p->collected)
            pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void collect_in_order(pool *p, tie_collect *collect) {
    pthread_mutex_lock(&p->lock);
    while (!p->stop && p->collected < p->count) {
        bool *finished = &p->finished[p->collected % p->window];
        while (!*finished)
            pthread_cond_wait(&p->done, &p->lock);
        *finished = false;
        size_t task = p->collected;
        pthread_mutex_unlock(&p->lock);
        bool go_on = !collect || collect(p->user, task);
        pthread_mutex_lock(&p->lock);
        p->collected++;
        p->stop = !go_on;
        pthread_cond_signal(&p->room);
    }
    pthread_cond_broadcast(&p->room);
    pthread_mutex_unlock(&p->lock);
}

static void run_here(size_t count, tie_task *task, tie_collect *collect, void *user) {
    for (size_t i = 0; i < count; i++) {
        task(user, i, 0);
        if (collect && !collect(user, i))
            return;
    }
}

static unsigned start_workers(pool *p, worker *workers, unsigned jobs) {
    unsigned started = 0;
    while (started < jobs) {
        worker *next = &workers[started];
        *next = (worker){.pool = p, .number = started};
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
    pool p = {.count = count, .window = window, .task = task, .user = user};
    worker *workers = jobs > 1 ? calloc(jobs, sizeof *workers) : NULL;
    p.finished = jobs > 1 ? calloc(window, sizeof *p.finished) : NULL;
    unsigned started = 0;
    if (workers && p.finished) {
        pthread_mutex_init(&p.lock, NULL);
        pthread_cond_init(&p.room, NULL);
        pthread_cond_init(&p.done, NULL);
        started = start_workers(&p, workers, jobs);
        if (started)
            collect_in_order(&p, collect);
        for (unsigned i = 0; i < started; i++)
            pthread_join(workers[i].thread, NULL);
        pthread_cond_destroy(&p.done);
        pthread_cond_destroy(&p.room);
        pthread_mutex_destroy(&p.lock);
    }
    free(p.finished);
    free(workers);
    if (!started)
        run_here(count, task, collect, user);
}
