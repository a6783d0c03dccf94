/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs that were cut off or overwritten anywhere: the run goes on, and under the sanitizers
 * nothing is read or written outside, and nothing leaks. The inputs are those of the golden cases
 * and the examples. */
#include "tests/property/lab.h"
#include "tests/random.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { INPUTS_MAX = 200, CUTS = 12, INPUT_MAX = 262144 };

static lab bench;
static char *inputs[INPUTS_MAX];
static unsigned input_count;

static int cmp_paths(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Regular files below folder; of golden cases only what lies in their in/. */
static void collect(const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[1024];
        struct stat facts;
        if (entry->d_name[0] == '.' ||
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path ||
            stat(path, &facts) != 0)
            continue;
        bool golden = strstr(path, "/golden/") && !strstr(path, "/in/") && !S_ISDIR(facts.st_mode);
        if (S_ISDIR(facts.st_mode))
            collect(path);
        else if (!golden && facts.st_size < INPUT_MAX && input_count < INPUTS_MAX)
            inputs[input_count++] = strdup(path);
    }
    closedir(dir);
}

static size_t load(const char *path, char *out) {
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t len = fread(out, 1, INPUT_MAX, file);
    fclose(file);
    return len;
}

static void survive(const char *bytes, size_t len) {
    lines findings = {0};
    lab_write(&bench, "damaged.txt", bytes, len);
    lab_check(&bench, NULL, 1, NULL, &findings);
    lines_free(&findings);
}

START_TEST(cut_anywhere) {
    static char text[INPUT_MAX];
    test_random random = {(uint64_t)_i};
    size_t len = load(inputs[_i], text);
    for (unsigned cut = 0; len && cut < CUTS; cut++)
        survive(text, random_below(&random, (uint32_t)len + 1));
}
END_TEST

START_TEST(overwritten_anywhere) {
    static char text[INPUT_MAX];
    static const char awkward[] = "\0\xff\xc3\xe2\xf0\x80 9.,%-\n\r\t*|#(\"'";
    test_random random = {(uint64_t)_i + 1000};
    size_t len = load(inputs[_i], text);
    for (unsigned round = 0; len && round < CUTS; round++) {
        for (unsigned hits = 1 + random_below(&random, 20); hits; hits--)
            text[random_below(&random, (uint32_t)len)] =
                awkward[random_below(&random, (uint32_t)sizeof awkward - 1)];
        survive(text, len);
    }
}
END_TEST

static void setup(void) { lab_open(&bench); }
static void teardown(void) { lab_close(&bench); }

int main(void) {
    collect(TIEOUT_SOURCE_DIR "/examples/corpus");
    collect(TIEOUT_SOURCE_DIR "/tests/golden");
    qsort(inputs, input_count, sizeof *inputs, cmp_paths);

    Suite *suite = suite_create("damage");
    TCase *tcase = tcase_create("damage");
    tcase_set_timeout(tcase, 120);
    tcase_add_unchecked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, cut_anywhere, 0, (int)input_count);
    tcase_add_loop_test(tcase, overwritten_anywhere, 0, (int)input_count);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    while (input_count)
        free(inputs[--input_count]);
    return failed != 0;
}
