/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure is said of where no noun stands behind it. */
#include "tests/base/support.h"
#include "tests/extract/harness.h"

typedef struct subject_case {
    const char *text, *noun, *predicate; /* of the last claim */
} subject_case;

static const subject_case cases[] = {
    {"Turnout was 52%.", "Turnout", ""},
    {"Turnout on Sunday was 52%.", "Turnout", ""},
    {"The wheat harvest rose to 30,000 tons.", "wheat", "harvest"},
    {"Production of wheat rose from 12 tons to 30 tons.", "wheat", "produce"},
    {"Spending on roads fell to 4 million euros.", "roads", "spend"},
    {"Road deaths fell by 3% to 1,206.", "Road deaths", ""},
    {"Unemployment fell and inflation rose to 7%.", "inflation", ""},
    /* said of nothing, or of what has no name of its own */
    {"Turnout figures were 52%.", "", ""},
    {"Turnout was low and the governor won 52%.", "", ""},
    {"Turnout rose while the governor won 52%.", "", ""},
    {"Road deaths and injuries fell to 1,206.", "", ""},
    {"Injuries and road deaths fell to 1,206.", "", ""},
    {"Spending on roads and bridges fell to 4 million euros.", "", ""},
    {"The wheat and barley harvest rose to 30,000 tons.", "", ""},
    {"Production of wheat and barley rose to 30,000 tons.", "", ""},
};

START_TEST(said_of) {
    const subject_case *c = &cases[_i];
    reading r;
    reading_open(&r, NULL, tie_str_c(c->text));
    ck_assert_msg(r.claim_count > 0, "%s: no claim", c->text);
    const tie_claim *last = &r.claims[r.claim_count - 1];
    ck_assert_msg(tie_str_eq(last->noun, tie_str_c(c->noun)), "%s: %.*s", c->text,
                  TIE_FMT(last->noun));
    bool deed = !*c->predicate || tie_str_eq(last->predicate, tie_str_c(c->predicate));
    ck_assert_msg(deed, "%s: %.*s", c->text, TIE_FMT(last->predicate));
    reading_close(&r);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("extract/subject");
    TCase *tcase = tcase_create("sentences");
    tcase_add_unchecked_fixture(tcase, rules_open, rules_close);
    tcase_add_loop_test(tcase, said_of, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
