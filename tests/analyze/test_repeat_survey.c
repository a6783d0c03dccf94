/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What repeated passages are: figures that differ, copies, series, boilerplate, quotations. */
#include "analyze/repeat_survey.h"
#include "tests/analyze/repeat_lab.h"

static repeat_lab lab;

static void setup(void) { repeat_lab_init(&lab); }
static void teardown(void) { repeat_lab_release(&lab); }

enum { DOCS = 4 };

/* Four editions of one sentence; ~ stands for each one's figure. */
typedef struct row {
    const char *label, *text;
    const char *figures[DOCS], *sources[DOCS];
    int days[DOCS]; /* of January 2024; 0: none */
    const char *kind;
    bool dated;
} row;

#define FERRIES "The office of the harbour counted ~ ferries and turned nine of them back at sea."
#define IN_YEAR "In 2023 the office of the harbour counted ~ ferries and turned nine of them back."

static const row ROWS[] = {
    {"one differs",
     FERRIES,
     {"412", "412", "412", "421"},
     {"A", "B", "C", "D"},
     {1, 2, 3, 4},
     "figures",
     true},
    {"copies",
     FERRIES,
     {"412", "412", "412", "412"},
     {"A", "B", "C", "D"},
     {1, 2, 3, 4},
     "copy",
     true},
    {"copies of one day",
     FERRIES,
     {"412", "412", "412", "412"},
     {"A", "B", "C", "D"},
     {2, 2, 3, 4},
     "copy",
     false},
    {"a form",
     FERRIES,
     {"412", "388", "405", "397"},
     {"A", "A", "A", "A"},
     {1, 8, 15, 22},
     "series",
     true},
    {"one year",
     IN_YEAR,
     {"412", "388", "412", "412"},
     {"A", "A", "A", "A"},
     {1, 8, 15, 22},
     "figures",
     true},
    {"a form without dates",
     FERRIES,
     {"412", "388", "405", "397"},
     {"", "", "", ""},
     {0, 0, 0, 0},
     "series",
     false},
    {"boilerplate",
     FERRIES,
     {"412", "412", "412", "412"},
     {"A", "A", "A", "A"},
     {1, 2, 3, 4},
     "boilerplate",
     true},
};

static tie_str fill(const row *r, int i) {
    tie_buf buf = tie_buf_new(&lab.arena);
    for (const char *c = r->text; *c; c++) {
        if (*c == '~')
            tie_buf_puts(&buf, r->figures[i]);
        else
            tie_buf_putc(&buf, *c);
    }
    return tie_buf_str(&buf);
}

START_TEST(tells_kinds_apart) {
    const row *r = &ROWS[_i];
    tie_str texts[DOCS];
    int32_t days[DOCS];
    tie_doc docs[DOCS] = {0};
    for (int i = 0; i < DOCS; i++) {
        tie_date day = {2024, 1, (uint8_t)r->days[i]};
        texts[i] = fill(r, i);
        days[i] = r->days[i] ? r->days[i] : TIE_REPEAT_NO_DAY;
        docs[i] = (tie_doc){.source = tie_str_c(r->sources[i]), .span = {0, texts[i].len}};
        if (r->days[i])
            docs[i].date = (tie_period){.from = day, .to = day, .known = true};
    }
    repeat_found found = repeat_lab_find(&lab, texts, days, DOCS, (tie_repeat_options){0});
    ck_assert_msg(found.count == 1, "%s", r->label);
    tie_repeat_survey s = tie_repeat_survey_new(&lab.arena, docs, DOCS);
    const tie_repeat_cluster *c = &found.clusters[0];
    uint32_t in[DOCS];
    tie_repeat_outline outline = {.docs = in, .member_count = c->member_count};
    for (size_t i = 0; i < c->member_count; i++) {
        in[i] = c->members[i].doc;
        outline.canonical = c->members[i].canonical ? i : outline.canonical;
    }
    if (tie_repeat_survey_add(&s, &outline, tie_repeat_traits(&s, c)) == TIE_REPEAT_BOILERPLATE)
        tie_repeat_survey_boilerplate(&s, c);
    tie_repeat_survey_close(&s);
    const tie_repeat_standing *standing = &s.standings.items[0];
    ck_assert_msg(!strcmp(tie_repeat_kind_name(standing->kind), r->kind), "%s: %s", r->label,
                  tie_repeat_kind_name(standing->kind));
    ck_assert_msg(standing->dated == r->dated, "%s", r->label);
    ck_assert_uint_eq(standing->series, standing->kind == TIE_REPEAT_SERIES);
    const tie_repeat_extent *extents;
    size_t count = tie_repeat_survey_extents(&s, &extents);
    ck_assert_uint_eq(count, standing->kind == TIE_REPEAT_BOILERPLATE ? DOCS : 0);
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(extents[i].bytes + 1, texts[i].len); /* all but the full stop */
}
END_TEST

START_TEST(counts_votes) {
    const row *r = &ROWS[0];
    tie_str texts[DOCS];
    for (int i = 0; i < DOCS; i++)
        texts[i] = fill(r, i);
    repeat_found found = repeat_lab_find(&lab, texts, NULL, DOCS, (tie_repeat_options){0});
    tie_repeat_votes votes = tie_repeat_vote(&found.clusters[0], 0, &lab.arena);
    const tie_repeat_member *last = &found.clusters[0].members[DOCS - 1];
    ck_assert_uint_eq(votes.members, 4);
    ck_assert_uint_eq(votes.distinct, 2);
    ck_assert_uint_eq(votes.mode_count, 3);
    ck_assert_uint_ne(tie_repeat_slot_in(last, 0)->value, votes.mode);
}
END_TEST

START_TEST(knows_quotations) {
    static const struct {
        const char *text;
        bool quoted;
    } QUOTES[] = {
        {"He said: \"*we counted them*\" and left.", true},
        {"He said: *\"we counted them\"* and left.", true},
        {"He said: “we came, *we counted them*, we left”.", true},
        {"\"No\" he said, *we counted them*, \"no\".", false},
        {"He said “no”.\n\n*we counted them*, he said ”.", false},
        {"*we counted them*", false},
    };
    for (size_t i = 0; i < sizeof QUOTES / sizeof *QUOTES; i++) {
        tie_buf buf = tie_buf_new(&lab.arena);
        tie_span span = {0, 0};
        for (const char *c = QUOTES[i].text; *c; c++) {
            if (*c == '*' && !span.end)
                span = (tie_span){buf.len, buf.len + 1};
            else if (*c == '*')
                span.end = buf.len;
            else
                tie_buf_putc(&buf, *c);
        }
        ck_assert_msg(tie_repeat_quoted(tie_buf_str(&buf), span) == QUOTES[i].quoted, "%s",
                      QUOTES[i].text);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("repeat_survey");
    TCase *t = tcase_create("kinds");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, tells_kinds_apart, 0, sizeof ROWS / sizeof *ROWS);
    tcase_add_test(t, counts_votes);
    tcase_add_test(t, knows_quotations);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
