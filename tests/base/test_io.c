/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/io.h"
#include "support.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/tieout-io-XXXXXX";

static const char *in_folder(const char *name) {
    return tie_arena_printf(&test_arena, "%s/%s", folder, name).ptr;
}

static void make_file(const char *name, tie_str bytes) {
    FILE *file = fopen(in_folder(name), "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(tie_io_write(file, bytes, NULL), TIE_OK);
    fclose(file);
}

static void setup(void) {
    arena_setup();
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_tree(const char *path) {
    tie_strs files;
    if (tie_io_list(&test_arena, tie_str_c(path), &files, NULL) == TIE_OK)
        for (size_t i = 0; i < files.count; i++)
            unlink(c_str(files.items[i]));
}

static void teardown(void) {
    static const char *const others[] = {".hidden", "loop", "dangling", "pipe",
                                         "b/c",     "b",    "empty"};
    remove_tree(folder);
    for (int i = 0; i < COUNT_OF(others); i++)
        remove(in_folder(others[i]));
    ck_assert_int_eq(rmdir(folder), 0);
    arena_teardown();
}

START_TEST(reads_files) {
    static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 100000};
    for (int i = 0; i < COUNT_OF(sizes); i++) {
        char *bytes = TIE_NEW(&test_arena, char, sizes[i] + 1);
        for (size_t k = 0; k < sizes[i]; k++)
            bytes[k] = (char)(k * 31);
        make_file("f", (tie_str){bytes, sizes[i]});
        tie_str path = tie_str_c(in_folder("f")), got;
        ck_assert_int_eq(tie_io_read(&test_arena, path, 0, &got, NULL), TIE_OK);
        ck_assert(tie_str_eq(got, (tie_str){bytes, sizes[i]}));
        ck_assert_int_eq(tie_io_read(&test_arena, path, sizes[i] + 1, &got, NULL), TIE_OK);
        tie_code short_of_one = tie_io_read(&test_arena, path, sizes[i] - 1, &got, NULL);
        ck_assert_int_eq(short_of_one, sizes[i] > 1 ? TIE_EINPUT : TIE_OK);
    }
}
END_TEST

START_TEST(reads_standard_input) {
    size_t len = 200001; /* more than the first buffer holds */
    char *bytes = TIE_NEW(&test_arena, char, len);
    memset(bytes, 'x', len);
    make_file("f", (tie_str){bytes, len});
    int saved = dup(STDIN_FILENO);
    for (int limited = 0; limited < 2; limited++) {
        int fd = open(in_folder("f"), O_RDONLY);
        dup2(fd, STDIN_FILENO);
        close(fd);
        tie_str got = {NULL, 0};
        tie_code code = tie_io_read(&test_arena, TIE_STR("-"), limited ? 1000 : 0, &got, NULL);
        ck_assert_int_eq(code, limited ? TIE_EINPUT : TIE_OK);
        ck_assert_uint_eq(got.len, limited ? 0 : len);
    }
    dup2(saved, STDIN_FILENO);
    close(saved);
}
END_TEST

START_TEST(refuses_what_is_no_file) {
    tie_str got = {NULL, 0};
    tie_err err = {.code = TIE_OK};
    ck_assert_int_eq(tie_io_read(&test_arena, tie_str_c(in_folder("none")), 0, &got, &err),
                     TIE_EIO);
    ck_assert_msg(strstr(err.message, "No such file"), "%s", err.message);
    ck_assert_int_eq(tie_io_read(&test_arena, tie_str_c(folder), 0, &got, NULL), TIE_EINPUT);
    ck_assert_int_eq(mkfifo(in_folder("pipe"), 0600), 0);
    ck_assert_int_eq(tie_io_read(&test_arena, tie_str_c(in_folder("pipe")), 0, &got, NULL),
                     TIE_EINPUT);
    ck_assert_ptr_null(got.ptr);
    ck_assert(!tie_io_exists(tie_str_c(in_folder("none"))) && tie_io_exists(tie_str_c(folder)));
}
END_TEST

START_TEST(reads_files_of_unstated_size) {
    tie_str path = TIE_STR("/proc/self/status"), got;
    if (!tie_io_exists(path)) {
        printf("skipped: no /proc\n");
        return;
    }
    ck_assert_int_eq(tie_io_read(&test_arena, path, 0, &got, NULL), TIE_OK);
    ck_assert_uint_gt(got.len, 100);
}
END_TEST

START_TEST(lists_in_order) {
    static const char *const wanted[] = {"B.txt", "a.txt", "link", "z", "b/x", "b/y", "b/c/d"};
    mkdir(in_folder("b"), 0700);
    mkdir(in_folder("b/c"), 0700);
    mkdir(in_folder("empty"), 0700);
    static const char *const made[] = {"z", "a.txt", "b/y", "b/x", "b/c/d", "B.txt", ".hidden"};
    for (int i = 0; i < COUNT_OF(made); i++)
        make_file(made[i], TIE_STR("x"));
    ck_assert_int_eq(symlink("a.txt", in_folder("link")), 0);
    ck_assert_int_eq(symlink("..", in_folder("loop")), 0);
    ck_assert_int_eq(symlink("nowhere", in_folder("dangling")), 0);
    for (int slash = 0; slash < 2; slash++) {
        tie_strs files;
        tie_str path = tie_str_c(slash ? in_folder("") : folder);
        ck_assert_int_eq(tie_io_list(&test_arena, path, &files, NULL), TIE_OK);
        ck_assert_uint_eq(files.count, COUNT_OF(wanted));
        for (int i = 0; i < COUNT_OF(wanted); i++)
            ck_assert_str_eq(c_str(files.items[i]), in_folder(wanted[i]));
    }
    tie_strs one;
    ck_assert_int_eq(tie_io_list(&test_arena, tie_str_c(in_folder("z")), &one, NULL), TIE_OK);
    ck_assert(one.count == 1 && tie_str_eq(one.items[0], tie_str_c(in_folder("z"))));
    ck_assert_int_eq(tie_io_list(&test_arena, tie_str_c(in_folder("none")), &one, NULL),
                     TIE_EUSAGE);
}
END_TEST

/* More names than the first listing has room for. */
START_TEST(lists_large_folders) {
    for (int i = 0; i < 600; i++)
        make_file(tie_arena_printf(&test_arena, "file-%04d", i).ptr, TIE_STR("x"));
    tie_strs files;
    ck_assert_int_eq(tie_io_list(&test_arena, tie_str_c(folder), &files, NULL), TIE_OK);
    ck_assert_uint_eq(files.count, 600);
    for (size_t i = 1; i < files.count; i++)
        ck_assert_int_lt(tie_str_cmp(files.items[i - 1], files.items[i]), 0);
}
END_TEST

START_TEST(reports_a_refused_write) {
    FILE *full = fopen("/dev/full", "w");
    if (!full) {
        printf("skipped: no /dev/full\n");
        return;
    }
    tie_err err = {.code = TIE_OK};
    ck_assert_int_eq(tie_io_write(full, TIE_STR("x"), &err), TIE_EIO);
    ck_assert_msg(strstr(err.message, "cannot write"), "%s", err.message);
    fclose(full);
}
END_TEST

static const struct {
    const char *path, *base, *ext;
} paths[] = {
    {"a/b.tar.gz", "b.tar.gz", "gz"},
    {"b", "b", ""},
    {"a.d/b", "b", ""},
    {"/", "", ""},
    {"", "", ""},
    {".hidden", ".hidden", ""},
    {"a/b.", "b.", ""},
    {"-", "-", ""},
};

START_TEST(takes_paths_apart) {
    tie_str path = tie_str_c(paths[_i].path);
    ck_assert_str_eq(c_str(tie_path_base(path)), paths[_i].base);
    ck_assert_str_eq(c_str(tie_path_ext(path)), paths[_i].ext);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/io");
    TCase *tests = tcase_create("io");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, reads_files);
    tcase_add_test(tests, reads_standard_input);
    tcase_add_test(tests, refuses_what_is_no_file);
    tcase_add_test(tests, reads_files_of_unstated_size);
    tcase_add_test(tests, lists_in_order);
    tcase_add_test(tests, lists_large_folders);
    tcase_add_test(tests, reports_a_refused_write);
    tcase_add_loop_test(tests, takes_paths_apart, 0, COUNT_OF(paths));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
