/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/prose.h"

#include <stdarg.h>
#include <stdio.h>

#define COUNT(array) ((unsigned)(sizeof(array) / sizeof *(array)))

typedef struct page {
    char *at;
    size_t left;
    test_random *random;
    prose_world world;
} page;

static const char *const nouns[][4] = {
    {"drivers", "vehicles", "road permits", "bus passengers"},
    {"fishing boats", "harbour pilots", "lighthouses", "whales"}};
static const char *const verbs[][3] = {{"inspected", "fined", "registered"},
                                       {"photographed", "insured", "towed"}};
static const char *const places[][3] = {{"Bavaria", "Saxony", "Hesse"},
                                        {"Norway", "Iceland", "Chile"}};
static const char *const hedges[] = {"",        "",       "",          "more than ", "about ",
                                     "nearly ", "up to ", "at least ", "fewer than "};

static const char *one_of(page *p, const char *const *words, unsigned count) {
    return words[random_below(p->random, count)];
}

static void __attribute__((format(printf, 2, 3))) put(page *p, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int written = vsnprintf(p->at, p->left, format, args);
    va_end(args);
    if (written > 0 && (size_t)written < p->left) {
        p->at += written;
        p->left -= (size_t)written;
    } else {
        *p->at = '\0'; /* no room: the document ends before this */
    }
}

/* A figure as a document may print it: few values, so that some agree. */
static void figure(page *p, char *out, size_t size) {
    static const unsigned values[] = {240, 1240, 1300, 12400, 124000, 130000, 1240000};
    unsigned value =
        values[random_below(p->random, COUNT(values))] + random_below(p->random, 3) * 7;
    switch (random_below(p->random, 5)) {
    case 0:
        snprintf(out, size, "%u.%02u million", 1 + value % 3, value % 100);
        break;
    case 1:
        snprintf(out, size, "%u", value);
        break;
    case 2:
        snprintf(out, size, "%s", value % 2 ? "twelve thousand" : "forty-two");
        break;
    default:
        if (value >= 1000000)
            snprintf(out, size, "%u,%03u,%03u", value / 1000000, value / 1000 % 1000, value % 1000);
        else if (value >= 1000)
            snprintf(out, size, "%u,%03u", value / 1000, value % 1000);
        else
            snprintf(out, size, "%u", value);
    }
}

static void list(page *p, const char *noun, const char *verb, unsigned year) {
    unsigned parts[3], total = 0;
    for (unsigned i = 0; i < 3; i++)
        total += parts[i] = 20 + random_below(p->random, 60);
    total += random_below(p->random, 3) == 0 ? 9 : 0;
    put(p, "\n\nIn %u, %u %s were %s, comprising:\n\n", year, total, noun, verb);
    for (unsigned i = 0; i < 3; i++)
        put(p, "- %s: %u\n", places[p->world][i], parts[i]);
    put(p, "\n");
}

static void sentence(page *p) {
    char n[64], m[64];
    figure(p, n, sizeof n);
    figure(p, m, sizeof m);
    const char *noun = one_of(p, nouns[p->world], 4), *verb = one_of(p, verbs[p->world], 3);
    const char *place = one_of(p, places[p->world], 3), *hedge = one_of(p, hedges, COUNT(hedges));
    unsigned year = 2019 + random_below(p->random, 4), part = 10 + random_below(p->random, 80);
    switch (random_below(p->random, 8)) {
    case 0:
        put(p, "Of 200 %s in %s, %u were %s in %u, %u%% of the total. ", noun, place, part, verb,
            year, part / 2 + random_below(p->random, 2));
        break;
    case 1:
        list(p, noun, verb, year);
        break;
    case 2:
        put(p, "The number of %s in %s rose by %u.%u%% from %u to %u. ", noun, place, part / 4,
            part % 10, year, year + 1);
        break;
    case 3:
        put(p, "Nobody in %s was surprised, and the work went on as before. ", place);
        break;
    case 4:
        put(p, "A total of %s%s %s and %s %s were %s in %s in %u. ", hedge, n, noun, m,
            one_of(p, nouns[p->world], 4), verb, place, year);
        break;
    case 5:
        put(p, "In %s, %u tons of salt were used in %u. ", place, part * 10, year);
        break;
    default:
        put(p, "In %u, %s%s %s were %s in %s. ", year, hedge, n, noun, verb, place);
    }
}

size_t prose_write(char *out, size_t size, unsigned sentences, prose_world world,
                   test_random *random) {
    page p = {out, size, random, world};
    put(&p, "Date: March %u, 2024\n\n", 1 + random_below(random, 28));
    while (sentences--) {
        sentence(&p);
        if (random_below(random, 4) == 0)
            put(&p, "\n\n");
    }
    return (size_t)(p.at - out);
}
