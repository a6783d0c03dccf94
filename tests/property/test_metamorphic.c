/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change of the documents must do to the verdict, by the rules of rounding and hedges: new
 * names of files nothing, a figure's rounding no conflict and no peace, a hedge that goes a
 * conflict where the figures are apart. */
#include "tests/property/lab.h"
#include "tests/property/prose.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORLDS = 12, DOCS = 5, SENTENCES = 9, TEXT_MAX = 8192 };

static lab bench;
static test_random dice;

static void setup(void) { lab_open(&bench); }
static void teardown(void) { lab_close(&bench); }

/* What a line says before it names its members. */
static void cut_members(lines *l) {
    for (size_t i = 0; i < l->count; i++) {
        char *members = strstr(l->items[i], " | ");
        if (members)
            *members = '\0';
    }
    lines_sort(l);
}

static void assert_same(const lines *a, const lines *b, const char *what) {
    const char *lost = lines_missing(a, b), *fresh = lines_missing(b, a);
    ck_assert_msg(!lost && !fresh, "%s: lost <%s>, new <%s>", what, lost ? lost : "",
                  fresh ? fresh : "");
}

/* The order of names stays, for it is the order of documents. */
START_TEST(names_of_files_change_nothing) {
    static char texts[DOCS][TEXT_MAX];
    lines before = {0}, after = {0};
    dice = (test_random){(uint64_t)_i + 900};
    for (unsigned pass = 0; pass < 2; pass++) {
        lab_clear(&bench);
        for (unsigned i = 0; i < DOCS; i++) {
            char name[32];
            snprintf(name, sizeof name, pass ? "part-%u-bulletin.text" : "%u.txt", i);
            if (!pass)
                prose_write(texts[i], sizeof texts[i], SENTENCES, PROSE_INLAND, &dice);
            lab_write(&bench, name, texts[i], strlen(texts[i]));
        }
        lab_check(&bench, NULL, 1, NULL, pass ? &after : &before);
    }
    cut_members(&before);
    cut_members(&after);
    assert_same(&before, &after, "findings under other names of files");
    lines_free(&before);
    lines_free(&after);
}
END_TEST

/* "12,345" */
static const char *grouped(unsigned n, char *out, size_t size) {
    if (n >= 1000)
        snprintf(out, size, "%u,%03u", n / 1000, n % 1000);
    else
        snprintf(out, size, "%u", n);
    return out;
}

/* The verdict of the comparison of two documents that state a figure of one cell. */
static bool conflict(const char *first, const char *second) {
    static const char *const sentence =
        "In 2022, customs in Norway seized a total of %s kg of heroin.\n";
    char text[160];
    lines found = {0};
    bool conflicts = false;
    lab_clear(&bench);
    snprintf(text, sizeof text, sentence, first);
    lab_write(&bench, "a.txt", text, strlen(text));
    snprintf(text, sizeof text, sentence, second);
    lab_write(&bench, "b.txt", text, strlen(text));
    lab_check(&bench, NULL, 1, NULL, &found);
    for (size_t i = 0; i < found.count; i++)
        conflicts |= strncmp(found.items[i], "compare conflict", 16) == 0;
    lines_free(&found);
    return conflicts;
}

static unsigned rounded(unsigned n, unsigned to) { return (n + to / 2) / to * to; }

/* Five digits, the last not 0: exact to the unit. */
static unsigned exact_figure(void) {
    return 10001 + 10 * random_below(&dice, 8999) + random_below(&dice, 9);
}

START_TEST(a_rounding_never_contradicts_its_figure) {
    char exact[16], round[16];
    dice = (test_random){(uint64_t)_i + 40};
    unsigned n = exact_figure();
    grouped(n, exact, sizeof exact);
    ck_assert_msg(!conflict(exact, exact), "%s against itself", exact);
    for (unsigned to = 10; to <= 1000; to *= 10) {
        grouped(rounded(n, to), round, sizeof round);
        ck_assert_msg(!conflict(exact, round), "%s against its rounding %s", exact, round);
    }
}
END_TEST

/* Two figures that are apart by more than both roundings stay apart when both are rounded. */
START_TEST(a_rounding_makes_no_peace) {
    char a[16], b[16];
    dice = (test_random){(uint64_t)_i + 70};
    unsigned n = exact_figure(), m = n + n / 8 + random_below(&dice, n);
    for (unsigned to = 1; to <= 1000; to *= 10) {
        grouped(rounded(n, to), a, sizeof a);
        grouped(rounded(m, to), b, sizeof b);
        ck_assert_msg(conflict(a, b), "%s against %s", a, b);
    }
}
END_TEST

static const struct {
    const char *words;
    int per_mille; /* of the figure: where the other one stands, inside what the hedge admits */
} hedges[] = {{"more than ", 1400}, {"at least ", 1200}, {"over ", 2500},     {"less than ", 700},
              {"up to ", 800},      {"about ", 1060},    {"nearly ", 940},    {"almost ", 950},
              {"around ", 940},     {"at most ", 500},   {"fewer than ", 850}};

START_TEST(a_hedge_that_goes_leaves_the_conflict) {
    char figure[16], other[16], hedged[48];
    dice = (test_random){(uint64_t)_i + 10};
    unsigned n = exact_figure();
    unsigned m = (unsigned)((uint64_t)n * (unsigned)hedges[_i].per_mille / 1000);
    m += m % 10 == 0;
    grouped(n, figure, sizeof figure);
    grouped(m, other, sizeof other);
    snprintf(hedged, sizeof hedged, "%s%s", hedges[_i].words, figure);
    ck_assert_msg(!conflict(hedged, other), "%s against %s", hedged, other);
    ck_assert_msg(conflict(figure, other), "%s against %s", figure, other);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("metamorphic");
    TCase *tcase = tcase_create("metamorphic");
    tcase_set_timeout(tcase, 120);
    tcase_add_unchecked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, names_of_files_change_nothing, 0, WORLDS);
    tcase_add_loop_test(tcase, a_rounding_never_contradicts_its_figure, 0, WORLDS);
    tcase_add_loop_test(tcase, a_rounding_makes_no_peace, 0, WORLDS);
    tcase_add_loop_test(tcase, a_hedge_that_goes_leaves_the_conflict, 0,
                        sizeof hedges / sizeof *hedges);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
