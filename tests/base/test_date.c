/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

static const char *date_text(tie_date d) {
    tie_buf buf = tie_buf_new(&test_arena);
    tie_date_render(&buf, d);
    return c_str(tie_buf_str(&buf));
}

static const char *period_text(tie_period p) {
    tie_buf buf = tie_buf_new(&test_arena);
    tie_period_render(&buf, p);
    return c_str(tie_buf_str(&buf));
}

static tie_date date(const char *text) {
    tie_date out = {0, 0, 0};
    ck_assert_msg(tie_date_parse(tie_str_c(text), &out) == TIE_OK, "bad date \"%s\"", text);
    return out;
}

/* "@2001-12-31" is an instant, "" no period. */
static tie_period period(const char *text) {
    tie_period out = tie_period_none();
    bool instant = text[0] == '@';
    if (text[0])
        ck_assert_msg(tie_period_parse(tie_str_c(text + instant), &out) == TIE_OK,
                      "bad period \"%s\"", text);
    out.instant = instant;
    return out;
}

static const struct {
    const char *text;
    bool reads;
    const char *print; /* NULL: as read */
} periods[] = {
    {"2022", true, NULL},
    {"2002-01/2002-06", true, NULL},
    {"1952-08-29", true, NULL},
    {"2013/..", true, NULL},
    {"../1949", true, NULL},
    {"../..", true, NULL},
    {"XXXX-09-14", true, NULL},
    {"XXXX-07", true, NULL},
    {"XXXX-07-14/XXXX-09-14", true, NULL},
    {"XXXX-02-29", true, NULL},
    {"0000-01-01", true, NULL},
    {"-0044-03-15", true, NULL},
    {"-9999/9999", true, NULL},
    {"2013/2013", true, "2013"},
    {"2013/2013-12-31", true, NULL},
    {"2004-02-29", true, NULL},
    {"2003-02-29", false, NULL},
    {"1900-02-29", false, NULL},
    {"2000-02-29", true, NULL},
    {"2003-13", false, NULL},
    {"2003-00", false, NULL},
    {"2003-04-31", false, NULL},
    {"2003-04-00", false, NULL},
    {"203", false, NULL},
    {"20030", false, NULL},
    {"2003-4", false, NULL},
    {"2003-04-01x", false, NULL},
    {"XXXX", false, NULL},
    {"..", false, NULL},
    {"2003/", false, NULL},
    {"/2003", false, NULL},
    {"2001/2002/2003", false, NULL},
    {"", false, NULL},
};

START_TEST(reads_and_prints) {
    const char *text = periods[_i].text;
    tie_period out = tie_period_none();
    tie_code code = tie_period_parse(tie_str_c(text), &out);
    ck_assert_msg((code == TIE_OK) == periods[_i].reads, "\"%s\": code %d", text, code);
    ck_assert_msg(out.known == periods[_i].reads, "\"%s\": touched", text);
    if (periods[_i].reads)
        ck_assert_str_eq(period_text(out), periods[_i].print ? periods[_i].print : text);
}
END_TEST

static const struct {
    const char *a, *b;
    tie_relation relation, converse;
} relations[] = {
    {"2022", "2022", TIE_RELATION_EQUAL, TIE_RELATION_EQUAL},
    {"2013", "2013-01-01/2013-12-31", TIE_RELATION_EQUAL, TIE_RELATION_EQUAL},
    {"2013-05", "2013", TIE_RELATION_INSIDE, TIE_RELATION_CONTAINS},
    {"2013", "2013/..", TIE_RELATION_INSIDE, TIE_RELATION_CONTAINS},
    {"../2013", "2013/..", TIE_RELATION_OVERLAPS, TIE_RELATION_OVERLAPS},
    {"../2012", "2013/..", TIE_RELATION_APART, TIE_RELATION_APART},
    {"2013/..", "2013-01-01/..", TIE_RELATION_EQUAL, TIE_RELATION_EQUAL},
    {"2012/2013", "2013/2014", TIE_RELATION_OVERLAPS, TIE_RELATION_OVERLAPS},
    {"2012", "2013", TIE_RELATION_APART, TIE_RELATION_APART},
    {"", "2013", TIE_RELATION_UNKNOWN, TIE_RELATION_UNKNOWN},
    {"", "", TIE_RELATION_UNKNOWN, TIE_RELATION_UNKNOWN},
    {"2014/2013", "2013", TIE_RELATION_UNKNOWN, TIE_RELATION_UNKNOWN},
    {"@2001-12-31", "@2001-12-31", TIE_RELATION_EQUAL, TIE_RELATION_EQUAL},
    {"@2001-12-31", "@2001-12-30", TIE_RELATION_APART, TIE_RELATION_APART},
    {"@2001-12-31", "2001", TIE_RELATION_OVERLAPS, TIE_RELATION_OVERLAPS},
    {"@2001-12-31", "2001-12-31", TIE_RELATION_OVERLAPS, TIE_RELATION_OVERLAPS},
    {"@2001-12-31", "2002", TIE_RELATION_APART, TIE_RELATION_APART},
    {"XXXX-09-14", "XXXX-09-14", TIE_RELATION_EQUAL, TIE_RELATION_EQUAL},
    {"XXXX-09-14", "1952-09-14", TIE_RELATION_UNKNOWN, TIE_RELATION_UNKNOWN},
    {"XXXX-09-14", "XXXX-09", TIE_RELATION_INSIDE, TIE_RELATION_CONTAINS},
    {"XXXX-09-14", "XXXX-07-14/XXXX-09-14", TIE_RELATION_INSIDE, TIE_RELATION_CONTAINS},
    {"XXXX-07", "XXXX-08", TIE_RELATION_APART, TIE_RELATION_APART},
    {"XXXX-12-20/XXXX-01-05", "XXXX-01-01", TIE_RELATION_UNKNOWN, TIE_RELATION_UNKNOWN},
    {"XXXX-12-20/XXXX-01-05", "XXXX-12-20/XXXX-01-05", TIE_RELATION_EQUAL, TIE_RELATION_EQUAL},
    {"@XXXX-09-14", "XXXX-09-14", TIE_RELATION_OVERLAPS, TIE_RELATION_OVERLAPS},
    {"XXXX-07-14/1952-09-14", "1952", TIE_RELATION_UNKNOWN, TIE_RELATION_UNKNOWN},
    {"XXXX-07/..", "XXXX-09", TIE_RELATION_CONTAINS, TIE_RELATION_INSIDE},
};

START_TEST(relates) {
    tie_period a = period(relations[_i].a), b = period(relations[_i].b);
    tie_relation got = tie_period_relation(a, b), converse = tie_period_relation(b, a);
    ck_assert_msg(got == relations[_i].relation && converse == relations[_i].converse,
                  "%s, %s: %d and %d", relations[_i].a, relations[_i].b, got, converse);
}
END_TEST

static const struct {
    const char *text;
    int32_t days;
    bool reversed;
} lengths[] = {
    {"2002-06-03/2002-06-25", 23, false},
    {"2000", 366, false},
    {"1900", 365, false},
    {"2002-01/2002-06", 181, false},
    {"1952-08-29", 1, false},
    {"2013/..", 0, false},
    {"2014/2013", 0, true},
    {"", 0, false},
    {"XXXX-06-03/XXXX-06-25", 23, false},
    {"XXXX-12-20/XXXX-01-05", 17, false},
    {"XXXX-02-20/XXXX-03-05", 0, false},
    {"XXXX-07-14/1952-09-14", 0, false},
};

START_TEST(counts_days) {
    tie_period p = period(lengths[_i].text);
    ck_assert_msg(tie_period_days(p) == lengths[_i].days, "%s: %d days", lengths[_i].text,
                  tie_period_days(p));
    ck_assert_msg(tie_period_reversed(p) == lengths[_i].reversed, "%s", lengths[_i].text);
}
END_TEST

static const struct {
    const char *from;
    int years, months, days;
    const char *to;
} moves[] = {
    {"2004-02-29", 1, 0, 0, "2005-02-28"},
    {"2004-01-31", 0, 1, 0, "2004-02-29"},
    {"2004-01-31", 0, -2, 0, "2003-11-30"},
    {"2004-03-15", 0, -12, 1, "2003-03-16"},
    {"2004-12-31", 0, 0, 1, "2005-01-01"},
    {"2004-05", 0, -5, 99, "2003-12"},
    {"2004", -5, 7, 7, "1999"},
    {"9999-12-31", 1, 0, 0, "9999-12-31"},
    {"-9999", -5, 0, 0, "-9999"},
    {"XXXX-12-31", 3, 0, 1, "XXXX-01-01"},
    {"XXXX-02-28", 0, 0, 1, "XXXX-02-29"},
    {"2004-01-01", INT32_MAX, INT32_MAX, INT32_MAX, "9999-12-31"},
    {"2004-01-01", INT32_MIN, INT32_MIN, INT32_MIN, "-9999-01-01"},
};

START_TEST(moves_by_calendar) {
    tie_date got =
        tie_date_add(date(moves[_i].from), moves[_i].years, moves[_i].months, moves[_i].days);
    ck_assert_msg(strcmp(date_text(got), moves[_i].to) == 0, "%s: %s, want %s", moves[_i].from,
                  date_text(got), moves[_i].to);
}
END_TEST

START_TEST(days_run_on) {
    ck_assert_int_eq(tie_date_first_day(date("1970-01-01")), 0);
    ck_assert_int_eq(tie_date_first_day(date("2000-03-01")), 11017);
    ck_assert_int_eq(tie_date_last_day(date("1969")), -1);
    ck_assert_int_eq(tie_date_last_day(date("2004-02")), tie_date_first_day(date("2004-02-29")));
    ck_assert_int_eq(tie_date_first_day(date("XXXX-01-01")), TIE_DAY_UNKNOWN);
    int32_t day = tie_date_first_day(date("-9999")), last = tie_date_last_day(date("9999"));
    tie_date before = tie_date_from_day(day);
    for (day++; day <= last; day++) {
        tie_date d = tie_date_from_day(day);
        bool next = d.day == before.day + 1 && d.month == before.month && d.year == before.year;
        bool new_month = d.day == 1 && before.day == tie_month_days(before.year, before.month);
        if (!(next || new_month) || !tie_date_valid(d) || tie_date_first_day(d) != day)
            ck_abort_msg("day %d: %s after %s", day, date_text(d), date_text(before));
        before = d;
    }
    ck_assert_str_eq(date_text(tie_date_from_day(INT32_MAX)), "9999-12-31");
    ck_assert_str_eq(date_text(tie_date_from_day(INT32_MIN)), "-9999-01-01");
}
END_TEST

static tie_date random_date(uint64_t *seed) {
    tie_date d = {(int16_t)random_in(seed, 1990, 1993), (uint8_t)random_in(seed, 0, 12), 0};
    if (random_bits(seed) % 5 == 0 && d.month)
        d.year = TIE_YEAR_UNKNOWN;
    if (d.month)
        d.day = (uint8_t)random_in(seed, 0, tie_month_days(d.year, d.month));
    return d;
}

static tie_period random_period(uint64_t *seed) {
    if (random_bits(seed) % 20 == 0)
        return tie_period_none();
    tie_period p = tie_period_between(random_date(seed), random_date(seed));
    p.from_open = random_bits(seed) % 8 == 0;
    p.to_open = random_bits(seed) % 8 == 0;
    p.instant = random_bits(seed) % 4 == 0;
    return p;
}

START_TEST(print_then_read_is_identity) {
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        tie_period p = random_period(&seed), back;
        if (!p.known)
            continue;
        const char *text = period_text(p);
        ck_assert_msg(tie_period_parse(tie_str_c(text), &back) == TIE_OK, "%s", text);
        ck_assert_msg(tie_period_eq(p, back), "%s is not %s", text, period_text(back));
        tie_arena_clear(&test_arena);
    }
}
END_TEST

static tie_relation converse_of(tie_relation r) {
    if (r == TIE_RELATION_INSIDE)
        return TIE_RELATION_CONTAINS;
    return r == TIE_RELATION_CONTAINS ? TIE_RELATION_INSIDE : r;
}

START_TEST(orders_are_total) {
    uint64_t seed = 8;
    for (int i = 0; i < 50000; i++) {
        tie_period p[3] = {random_period(&seed), random_period(&seed), random_period(&seed)};
        int ab = tie_period_cmp(p[0], p[1]), bc = tie_period_cmp(p[1], p[2]);
        ck_assert_int_eq(tie_period_cmp(p[1], p[0]), -ab);
        ck_assert_int_eq(tie_period_cmp(p[0], p[0]), 0);
        if (ab <= 0 && bc <= 0)
            ck_assert_int_eq(tie_period_cmp(p[0], p[2]), ab < 0 || bc < 0 ? -1 : 0);
        ck_assert(tie_period_relation(p[1], p[0]) == converse_of(tie_period_relation(p[0], p[1])));
        tie_date a = random_date(&seed), b = random_date(&seed);
        if (tie_date_first_day(a) < tie_date_first_day(b))
            ck_assert_int_eq(tie_date_cmp(a, b), -1);
    }
    ck_assert_int_eq(tie_date_cmp(date("2001"), date("2001-01")), -1);
    ck_assert_int_eq(tie_date_cmp(date("2001-01"), date("2001-01-01")), -1);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("base/date");
    TCase *tests = tcase_create("date");
    tcase_add_checked_fixture(tests, arena_setup, arena_teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, reads_and_prints, 0, COUNT_OF(periods));
    tcase_add_loop_test(tests, relates, 0, COUNT_OF(relations));
    tcase_add_loop_test(tests, counts_days, 0, COUNT_OF(lengths));
    tcase_add_loop_test(tests, moves_by_calendar, 0, COUNT_OF(moves));
    tcase_add_test(tests, days_run_on);
    tcase_add_test(tests, print_then_read_is_identity);
    tcase_add_test(tests, orders_are_total);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
