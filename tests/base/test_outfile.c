/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/io.h"
#include "base/outfile.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/tieout-outfile-XXXXXX";

static tie_str in_folder(const char *name) {
    return tie_arena_printf(&test_arena, "%s/%s", folder, name);
}

static void enter(void) {
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void leave(void) {
    unlink(in_folder("report").ptr);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else is left behind */
}

static tie_str content(tie_str path) {
    tie_str bytes = {0};
    tie_io_read(&test_arena, path, 0, &bytes, NULL);
    return bytes;
}

START_TEST(replaces_a_file_whole) {
    enter();
    tie_str path = in_folder("report");
    struct stat st;
    ck_assert_int_eq(tie_outfile_write(&test_arena, path, TIE_STR("old"), NULL), TIE_OK);
    ck_assert_int_eq(tie_outfile_write(&test_arena, path, TIE_STR("newer"), NULL), TIE_OK);
    ck_assert(tie_str_eq(content(path), TIE_STR("newer")));
    ck_assert_int_eq(stat(path.ptr, &st), 0);
    ck_assert_int_eq(st.st_mode & 0600, 0600);
    leave();
}
END_TEST

START_TEST(dropped_leaves_the_old_one) {
    enter();
    tie_str path = in_folder("report");
    tie_outfile draft;
    ck_assert_int_eq(tie_outfile_write(&test_arena, path, TIE_STR("old"), NULL), TIE_OK);
    ck_assert_int_eq(tie_outfile_open(&test_arena, path, &draft, NULL), TIE_OK);
    ck_assert_int_eq(tie_io_write(draft.stdio_file, TIE_STR("half"), NULL), TIE_OK);
    tie_outfile_drop(&draft);
    tie_outfile_drop(&draft);
    ck_assert(tie_str_eq(content(path), TIE_STR("old")));
    leave();
}
END_TEST

START_TEST(a_folder_that_is_not_there) {
    tie_err err = {0};
    ck_assert_int_eq(tie_outfile_write(&test_arena, TIE_STR("/nowhere/at/all"), TIE_STR("x"), &err),
                     TIE_EIO);
    ck_assert_str_eq(err.path, "/nowhere/at/all");
    ck_assert_ptr_nonnull(strstr(err.message, "cannot be written"));
}
END_TEST

START_TEST(a_full_device) {
    tie_err err = {0};
    if (access("/dev/full", W_OK) != 0)
        return;
    ck_assert_int_eq(tie_outfile_write(&test_arena, TIE_STR("/dev/full"), TIE_STR("x"), &err),
                     TIE_EIO);
    ck_assert_int_eq(access("/dev/full", W_OK), 0);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/outfile");
    TCase *tests = tcase_create("outfile");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_test(tests, replaces_a_file_whole);
    tcase_add_test(tests, dropped_leaves_the_old_one);
    tcase_add_test(tests, a_folder_that_is_not_there);
    tcase_add_test(tests, a_full_device);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
