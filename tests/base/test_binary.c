/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/io.h"
#include "support.h"

#include <stdio.h>

#define BYTES(literal)                                                                             \
    { (literal), sizeof(literal) - 1 }

static const struct {
    const char *label;
    tie_str bytes;
    const char *kind; /* NULL: text */
} files[] = {
    {"empty", BYTES(""), NULL},
    {"ascii", BYTES("In 2022, 38,765 persons.\r\n\ttabs\f\n"), NULL},
    {"utf-8", BYTES("caf\xC3\xA9"), NULL},
    {"utf-8 with mark", BYTES("\xEF\xBB\xBFx"), NULL},
    {"latin-1", BYTES("caf\xE9 \xA3 5"), NULL},
    {"utf-16le with mark", BYTES("\xFF\xFEH\0i\0"), NULL},
    {"utf-16be with mark", BYTES("\xFE\xFF\0H\0i"), NULL},
    {"utf-16le without", BYTES("H\0e\0l\0l\0o\0 \0\x19\x20s\0"), NULL},
    {"utf-16be without", BYTES("\0H\0e\0l\0l\0o\0\n"), NULL},
    {"iso-2022-jp", BYTES("\x1B$B4A;z\x1B(B text \x1B$B4A;z\x1B(B"), NULL},
    {"starts like a program", BYTES("MZ is no name. BM neither."), NULL},
    {"few controls", BYTES("a\x01 stray control among many letters"), NULL},
    {"one NUL", BYTES("a long text with one \0 in it"), "binary"},
    {"NULs on both sides", BYTES("a\0b\0\0\0c\0d\0"), "binary"},
    {"small integers", BYTES("\1\0\2\0\3\0\4\0\5\0\6\0"), "binary"},
    {"controls", BYTES("\1\2\3\4abcd\5\6"), "binary"},
    {"zip",
     BYTES("PK\3\4\x14\0\0\0"
           "a.txt"),
     "zip"},
    {"empty zip", BYTES("PK\5\6\0\0"), "zip"},
    {"docx", BYTES("PK\3\4\x14\0\0\0[Content_Types].xml..word/document.xml"), "docx"},
    {"xlsx", BYTES("PK\3\4\x14\0\0\0[Content_Types].xml..xl/workbook.xml"), "xlsx"},
    {"pdf", BYTES("%PDF-1.7\n"), "pdf"},
    {"png", BYTES("\x89PNG\r\n\x1A\n"), "png"},
    {"jpeg", BYTES("\xFF\xD8\xFF\xE0"), "jpeg"},
    {"gif", BYTES("GIF89a"), "gif"},
    {"gzip", BYTES("\x1F\x8B\x08\0"), "gzip"},
    {"bzip2", BYTES("BZh91AY&SY"), "bzip2"},
    {"xz",
     BYTES("\xFD"
           "7zXZ\0"),
     "xz"},
    {"zstd", BYTES("\x28\xB5\x2F\xFD"), "zstd"},
    {"sqlite", BYTES("SQLite format 3\0"), "sqlite"},
    {"elf",
     BYTES("\x7F"
           "ELF\2\1"),
     "elf"},
    {"doc", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "ole"},
    {"rtf", BYTES("{\\rtf1 x}"), "rtf"},
    {"cut signature", BYTES("%PDF"), NULL},
};

START_TEST(tells_text_from_binary) {
    const char *kind = tie_io_binary(files[_i].bytes), *want = files[_i].kind;
    ck_assert_msg(kind && want ? strcmp(kind, want) == 0 : kind == want, "%s: %s", files[_i].label,
                  kind ? kind : "text");
}
END_TEST

/* A real archive names its members at its end too, far from its start. */
START_TEST(looks_at_both_ends_of_an_archive) {
    size_t len = 300000;
    char *bytes = TIE_NEW(&test_arena, char, len);
    memcpy(bytes, "PK\3\4", 4);
    ck_assert_str_eq(tie_io_binary((tie_str){bytes, len}), "zip");
    memcpy(bytes + len - 100, "xl/workbook.xml", 15);
    ck_assert_str_eq(tie_io_binary((tie_str){bytes, len}), "xlsx");
}
END_TEST

START_TEST(knows_real_office_files) {
    static const char *const folders[] = {"corpus/formats", "corpus/drug-control"};
    for (int i = 0; i < COUNT_OF(folders); i++) {
        tie_str path = tie_arena_printf(&test_arena, "%s/%s", TIEOUT_SHARED_DIR, folders[i]);
        tie_strs found = {NULL, 0};
        if (tie_io_list(&test_arena, path, &found, NULL))
            printf("skipped: no %s\n", path.ptr);
        for (size_t k = 0; k < found.count; k++) {
            tie_str bytes, ext = tie_path_ext(found.items[k]);
            ck_assert_int_eq(tie_io_read(&test_arena, found.items[k], 0, &bytes, NULL), TIE_OK);
            const char *kind = tie_io_binary(bytes);
            bool office = tie_str_eq(ext, TIE_STR("docx")) || tie_str_eq(ext, TIE_STR("xlsx"));
            ck_assert_msg(office ? kind && tie_str_eq(ext, tie_str_c(kind)) : !kind, "%s: %s",
                          c_str(found.items[k]), kind ? kind : "text");
        }
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/binary");
    TCase *tests = tcase_create("binary");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_add_loop_test(tests, tells_text_from_binary, 0, COUNT_OF(files));
    tcase_add_test(tests, looks_at_both_ends_of_an_archive);
    tcase_add_test(tests, knows_real_office_files);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
