/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/diagnose.h"
#include "tests/base/support.h"

typedef struct slip_case {
    const char *label, *value, *u;
    int scale;
    const char *expected;
    tie_slip slip;
    bool named;
    const char *words;
} slip_case;

static const slip_case cases[] = {
    {"ten times", "4620", "0", 0, "[462, 462]", TIE_SLIP_SCALE, true, "exactly 10 larger"},
    {"a hundredth", "1.95", "0.01", 0, "[195, 195]", TIE_SLIP_SCALE, true, "exactly 100 smaller"},
    {"a myriad as a million", "19500000", "100000", 6, "[194500, 195500]", TIE_SLIP_SCALE, true,
     "myriad"},
    {"a missing million", "1.07", "0.01", 0, "[1065000, 1075000]", TIE_SLIP_SCALE, true,
     "\"million\" were missing"},
    {"one digit is no evidence of scale", "3", "0", 0, "[300, 300]", TIE_SLIP_SCALE, false, "100"},
    {"swapped", "1243", "0", 0, "[1234, 1234]", TIE_SLIP_TRANSPOSITION, true, "1,234"},
    {"swapped with a zero", "105000", "0", 0, "[150000, 150000]", TIE_SLIP_TRANSPOSITION, true,
     "150,000"},
    {"one digit", "4821", "0", 0, "[4321, 4321]", TIE_SLIP_DIGIT, false, "4,321"},
    {"one of two digits says nothing", "78", "0", 0, "[98, 98]", TIE_SLIP_NONE, false, ""},
    {"sign", "-512", "0", 0, "[512, 512]", TIE_SLIP_SIGN, true, "sign"},
    {"no slip", "512", "0", 0, "[777, 777]", TIE_SLIP_NONE, false, ""},
    {"an open end fits too easily", "51", "0", 0, "[400, inf)", TIE_SLIP_NONE, false, ""},
    {"zero", "0", "0", 0, "[5, 5]", TIE_SLIP_NONE, false, ""},
};

START_TEST(slips) {
    const slip_case *c = &cases[_i];
    tie_suspect suspect = {dec(c->value), dec(c->u), c->scale, interval(c->expected)};
    tie_diagnosis found = tie_diagnose(&test_arena, &suspect);
    ck_assert_msg(found.slip == c->slip, "%s: slip %d: %s", c->label, found.slip,
                  c_str(found.text));
    ck_assert_msg(found.named == c->named, "%s: named", c->label);
    ck_assert_msg(!*c->words || tie_str_find(found.text, tie_str_c(c->words)) < found.text.len,
                  "%s: %s", c->label, c_str(found.text));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("diagnose");
    TCase *tcase = tcase_create("slips");
    tcase_add_checked_fixture(tcase, arena_setup, arena_teardown);
    tcase_add_loop_test(tcase, slips, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
