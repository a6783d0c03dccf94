/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/window.h"

#include "base/str.h"
#include "support.h"

static char random_byte(uint64_t *state) {
    static const char likely[] = " 'aAzZ@[`{0\n";
    int64_t n = random_in(state, 0, 3);
    return n ? likely[random_in(state, 0, sizeof likely - 2)] : (char)random_in(state, 0, 255);
}

static void check(tie_window w, const char *bytes) {
    for (unsigned at = 0; at < TIE_WINDOW; at++) {
        char c = bytes[at];
        ck_assert_msg((w.letters >> at & 1) == tie_ascii_alpha(c), "letter %02x", c & 0xFF);
        ck_assert_msg((w.blanks >> at & 1) == (c == ' '), "blank %02x", c & 0xFF);
        bool joint = c == '\'' || (unsigned char)c >= 0x80;
        ck_assert_msg((w.small >> at & 1) == ((c & 0x20) != 0), "small %02x", c & 0xFF);
        ck_assert_msg((w.joints >> at & 1) == joint, "joint %02x", c & 0xFF);
    }
}

/* On this machine and on any other. */
START_TEST(sorts_bytes) {
    uint64_t state = (uint64_t)_i + 1;
    char bytes[TIE_WINDOW];
    for (unsigned at = 0; at < TIE_WINDOW; at++)
        bytes[at] = _i < 4 ? (char)(_i * TIE_WINDOW + at) : random_byte(&state);
    check(tie_window_at(bytes), bytes);
    check(tie_window_plain(bytes), bytes);
    uint64_t equal = 0;
    for (unsigned at = 0; at < TIE_WINDOW; at++)
        equal |= (uint64_t)(bytes[at] == bytes[_i % TIE_WINDOW]) << at;
    ck_assert_uint_eq(tie_window_equal(bytes, bytes[_i % TIE_WINDOW]), equal);
    ck_assert_uint_eq(tie_window_equal_plain(bytes, bytes[_i % TIE_WINDOW]), equal);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("window");
    TCase *rows = tcase_create("rows");
    tcase_add_loop_test(rows, sorts_bytes, 0, 100);
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
