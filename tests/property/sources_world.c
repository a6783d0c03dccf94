/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/sources_world.h"

#include "tests/random.h"

enum { ITEMS = 400, YEARS = 10 };

/* Sizes of the groups that copy; the first of each counts by itself. */
static const int SIZES[WORLD_GROUPS] = {5, 4, 3, 3};

typedef struct maker {
    test_random random;
    tie_buf *rows;
    world world;
    double skill[WORLD_SOURCES];  /* chance to get a figure right by one's own count */
    double cover[WORLD_SOURCES];  /* chance to report a figure */
    double follow[WORLD_SOURCES]; /* chance to take the figure of the group's first */
    int first[WORLD_SOURCES];     /* of the group, or the source itself */
    unsigned right[WORLD_SOURCES], said[WORLD_SOURCES];
} maker;

static double chance(test_random *r) { return (double)(random_next(r) >> 11) * 0x1p-53; }

static int64_t transpose(int64_t x) {
    int64_t last = x % 10, next = x / 10 % 10;
    return last == next ? x + 9 : x - last - 10 * next + 10 * last + next;
}

/* Slips that several may make in the same way, and errors that are anyone's own. */
static int64_t mistaken(test_random *r, int64_t x) {
    switch (random_below(r, 10)) {
    case 0:
    case 1:
        return 10 * x;
    case 2:
        return transpose(x);
    default:
        return x + (int64_t)((0.06 + 0.5 * chance(r)) * (double)x) * (random_below(r, 3) ? 1 : -1);
    }
}

static int64_t own_figure(maker *m, int source, int64_t truth) {
    return chance(&m->random) < m->skill[source] ? truth : mistaken(&m->random, truth);
}

/* Some print three digits, some say "more than" a round figure below. */
static void put_row(maker *m, int source, unsigned item, int64_t value) {
    double manner = chance(&m->random);
    int64_t unit = 1;
    while (value / unit >= 1000)
        unit *= 10;
    bool rounds = manner<0.12, hedges = manner> 0.92;
    int64_t printed = rounds   ? (value + unit / 2) / unit * unit
                      : hedges ? value / unit * unit
                               : value;
    tie_buf_printf(m->rows,
                   "{\"row\":\"claim\",\"doc\":\"s%02d.txt\",\"source\":\"s%02d\","
                   "\"date\":\"2020-01-01\",\"start\":%u,\"text\":\"%lld\",\"value\":\"%lld\","
                   "\"u\":\"%lld\",\"hedge\":\"%s\",\"unit\":\"case\",\"measure\":\"m%u\","
                   "\"period\":\"%u\",\"place\":\"Peru\"}\n",
                   source, source, 100 * item, (long long)printed, (long long)printed,
                   (long long)(rounds ? unit : 1), hedges ? "more_than" : "exact", item / YEARS,
                   2000 + item % YEARS);
}

static void tell_item(maker *m, unsigned item) {
    int64_t truth = 1000 + random_below(&m->random, 900000), figures[WORLD_SOURCES] = {0};
    bool says[WORLD_SOURCES] = {false};
    for (int s = 0; s < WORLD_SOURCES; s++) {
        int first = m->first[s];
        bool follows = first != s && says[first] && chance(&m->random) < m->follow[s];
        says[s] = follows || chance(&m->random) < m->cover[s];
        figures[s] = follows ? figures[first] : own_figure(m, s, truth);
        if (!says[s])
            continue;
        put_row(m, s, item, figures[s]);
        m->said[s]++;
        m->right[s] += figures[s] == truth;
    }
}

static void plan(maker *m, bool copying) {
    for (int s = 0; s < WORLD_SOURCES; s++) {
        m->skill[s] = 0.55 + 0.43 * chance(&m->random);
        m->cover[s] = 0.25 + 0.5 * chance(&m->random);
        m->follow[s] = 0.75 + 0.25 * chance(&m->random);
        m->first[s] = s;
        m->world.group[s] = -1;
    }
    for (int g = 0, s = 0; copying && g < WORLD_GROUPS; g++) {
        int first = s;
        m->skill[first] = 0.6 + 0.25 * chance(&m->random); /* somebody with errors to be copied */
        for (int k = 0; k < SIZES[g]; k++, s++) {
            m->first[s] = first;
            m->world.group[s] = g;
        }
    }
}

world world_make(uint64_t seed, bool copying, tie_buf *rows) {
    maker m = {.random = {seed}, .rows = rows};
    plan(&m, copying);
    for (unsigned item = 0; item < ITEMS; item++)
        tell_item(&m, item);
    for (int s = 0; s < WORLD_SOURCES; s++)
        m.world.accuracy[s] = (double)m.right[s] / m.said[s];
    return m.world;
}
