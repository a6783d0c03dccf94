/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages that a reader would call repeated, and what is said of their figures. */
#include "tests/analyze/repeat_lab.h"

#include <stdio.h>

static repeat_lab lab;

static void setup(void) { repeat_lab_init(&lab); }
static void teardown(void) { repeat_lab_release(&lab); }

#define SEIZED                                                                                     \
    "In the first half of the year border guards seized 4,035 kilograms of heroin and arrested "   \
    "38,765 suspects in nine provinces."
#define SEIZED_OTHER                                                                               \
    "In the first half of the year border guards seized 4,035 kilograms of heroin and arrested "   \
    "38,675 suspects in nine provinces."
#define SEIZED_SPELT                                                                               \
    "In the first half of the year border guards seized 4035 kilograms of heroin and arrested "    \
    "38,765 suspects in 9 provinces."
#define SEIZED_MORE                                                                                \
    "In the first half of the year border guards seized 4,035 kilograms of heroin and arrested "   \
    "more than 38,765 suspects in nine provinces."

static repeat_found find(const tie_str *docs, size_t count) {
    return repeat_lab_find(&lab, docs, NULL, count, (tie_repeat_options){0});
}

static const tie_repeat_slot *slot_at(const tie_repeat_member *m, tie_str text, const char *word) {
    for (size_t i = 0; i < m->slot_count; i++)
        if (tie_str_eq(tie_str_span(text, m->slots[i].span), tie_str_c(word)))
            return &m->slots[i];
    return NULL;
}

START_TEST(marks_the_figure_that_differs) {
    tie_str docs[] = {TIE_STR("Something else first. " SEIZED), TIE_STR(SEIZED_OTHER " More.")};
    repeat_found found = find(docs, 2);
    ck_assert_uint_eq(found.count, 1);
    const tie_repeat_cluster *c = &found.clusters[0];
    ck_assert_uint_eq(c->member_count, 2);
    ck_assert(c->members[0].canonical && !c->members[1].canonical);
    ck_assert_uint_eq(c->members[0].span.start, 22);
    ck_assert_uint_eq(c->members[1].span.start, 0);
    size_t differ = 0;
    for (size_t i = 0; i < c->column_count; i++)
        differ += c->columns[i].differs;
    ck_assert_uint_eq(differ, 1);
    const tie_repeat_slot *slot = slot_at(&c->members[1], docs[1], "38,675");
    ck_assert_ptr_nonnull(slot);
    ck_assert_int_eq(slot->op, TIE_SLOT_FIGURE);
    ck_assert(c->columns[slot->column].differs);
    slot = slot_at(&c->members[1], docs[1], "4,035");
    ck_assert_ptr_nonnull(slot);
    ck_assert_int_eq(slot->op, TIE_SLOT_SAME);
}
END_TEST

START_TEST(knows_other_spellings) {
    tie_str docs[] = {TIE_STR(SEIZED), TIE_STR(SEIZED_SPELT)};
    repeat_found found = find(docs, 2);
    ck_assert_uint_eq(found.count, 1);
    const tie_repeat_member *m = &found.clusters[0].members[1];
    ck_assert_int_eq(slot_at(m, docs[1], "4035")->op, TIE_SLOT_SPELLING);
    ck_assert_int_eq(slot_at(m, docs[1], "9")->op, TIE_SLOT_SPELLING);
    for (size_t i = 0; i < found.clusters[0].column_count; i++)
        ck_assert(!found.clusters[0].columns[i].differs);
}
END_TEST

START_TEST(marks_words_that_are_new) {
    tie_str docs[] = {TIE_STR(SEIZED), TIE_STR(SEIZED_MORE)};
    repeat_found found = find(docs, 2);
    ck_assert_uint_eq(found.count, 1);
    const tie_repeat_member *m = &found.clusters[0].members[1];
    ck_assert_int_eq(slot_at(m, docs[1], "more than")->op, TIE_SLOT_WORDS);
    ck_assert_int_eq(slot_at(m, docs[1], "38,765")->op, TIE_SLOT_SAME);
}
END_TEST

START_TEST(finds_repeats_inside_one_document) {
    tie_str doc = TIE_STR(SEIZED " Then nothing of the kind for a while. " SEIZED_OTHER);
    repeat_found found = find(&doc, 1);
    ck_assert_uint_eq(found.count, 1);
    ck_assert_uint_eq(found.clusters[0].member_count, 2);
}
END_TEST

START_TEST(takes_the_earliest_as_canonical) {
    tie_str docs[] = {TIE_STR(SEIZED), TIE_STR(SEIZED_OTHER), TIE_STR(SEIZED_SPELT)};
    int32_t days[] = {300, TIE_REPEAT_NO_DAY, 200};
    repeat_found found = repeat_lab_find(&lab, docs, days, 3, (tie_repeat_options){0});
    ck_assert_uint_eq(found.count, 1);
    ck_assert_uint_eq(found.clusters[0].member_count, 3);
    ck_assert(found.clusters[0].members[2].canonical);
}
END_TEST

#define SIGNED                                                                                     \
    "The port authority has signed 54 agreements with more than 31 towns of the coast, joined "    \
    "the "                                                                                         \
    "league of harbours, and set up 17 posts of pilots for large ships."
#define SIGNED_RETOLD                                                                              \
    "By now 54 such papers are signed, as its master said at length to all who came to hear him "  \
    "at "                                                                                          \
    "noon, with more than 31 coast towns, and the port has set up 17 stations where pilots of "    \
    "the "                                                                                         \
    "large ships wait."

/* Said again in other words with the same figures; with other figures it is no repeat. */
START_TEST(finds_figures_that_come_back) {
    tie_str docs[] = {TIE_STR(SIGNED "\n\nThen it rained.\n\n" SIGNED_RETOLD)};
    repeat_found found = find(docs, 1);
    ck_assert_uint_eq(found.count, 1);
    ck_assert_uint_eq(found.clusters[0].member_count, 2);
    ck_assert_ptr_nonnull(slot_at(&found.clusters[0].members[1], docs[0], "31"));
    tie_buf other = tie_buf_new(&lab.arena);
    for (size_t i = 0; i < docs[0].len; i++)
        tie_buf_putc(&other, i > sizeof SIGNED && docs[0].ptr[i] == '3' ? '7' : docs[0].ptr[i]);
    docs[0] = tie_buf_str(&other);
    ck_assert_uint_eq(find(docs, 1).count, 0);
}
END_TEST

/* Agreement of two documents in their figures is no copy. */
START_TEST(asks_for_words_between_documents) {
    tie_str docs[] = {TIE_STR(SIGNED), TIE_STR(SIGNED_RETOLD)};
    ck_assert_uint_eq(find(docs, 2).count, 0);
}
END_TEST

START_TEST(leaves_out_what_is_not_wanted) {
    tie_str docs[] = {TIE_STR(SEIZED " " SIGNED), TIE_STR(SEIZED_OTHER), TIE_STR(SIGNED)};
    tie_repeat_ignores ignores = {0};
    tie_repeat_options options = {.ignores = &ignores};
    tie_repeat_ignores_add(&ignores, &lab.arena, lab.words,
                           TIE_STR("# known\n\nborder guards seized 1 kilograms of heroin and "
                                   "arrested 2 suspects in nine provinces\nglob:old/**\n"));
    repeat_found found = repeat_lab_find(&lab, docs, NULL, 3, options);
    ck_assert_uint_eq(found.count, 1);
    ck_assert_ptr_null(repeat_lab_at(found, 1, 40));
    ck_assert_ptr_nonnull(repeat_lab_at(found, 2, 40));
    ck_assert(tie_repeat_ignores_path(&ignores, TIE_STR("x/old/a/b.txt")));
    ck_assert(!tie_repeat_ignores_path(&ignores, TIE_STR("x/older.txt")));
}
END_TEST

START_TEST(leaves_short_and_unlike_text_alone) {
    tie_str docs[] = {
        TIE_STR("Guards seized 35 kilograms of heroin. Others were luckier this time around."),
        TIE_STR(
            "Guards seized 40 kilograms of heroin. Nobody was arrested at the border, it says."),
        TIE_STR(""), TIE_STR("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"),
        TIE_STR("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20")};
    ck_assert_uint_eq(find(docs, 5).count, 0);
}
END_TEST

START_TEST(finds_nothing_in_nothing) {
    tie_str docs[] = {TIE_STR(""), TIE_STR("\0\0\xFF"), TIE_STR(" ")};
    ck_assert_uint_eq(find(NULL, 0).count, 0);
    ck_assert_uint_eq(find(docs, 3).count, 0);
}
END_TEST

/* One sentence, again and again in one document: one cluster, in linear time. short: a sentence
 * below the length of a passage, so that passages span several. */
START_TEST(bears_endless_repetition) {
    enum { COPIES = 50000 };
    bool is_short = _i;
    tie_buf buf = tie_buf_new(&lab.arena);
    for (int i = 0; i < COPIES; i++)
        tie_buf_printf(&buf, is_short ? "They seized %d bags of it. " : SEIZED " Or %d. ", i);
    tie_str doc = tie_buf_str(&buf);
    repeat_found found = find(&doc, 1);
    ck_assert_uint_ge(found.count, 1);
    if (is_short)
        return;
    ck_assert_uint_eq(found.clusters[0].member_count, COPIES);
    ck_assert_uint_eq(found.count, 1);
}
END_TEST

START_TEST(bears_one_long_line) {
    tie_buf buf = tie_buf_new(&lab.arena);
    for (int i = 0; i < 200000; i++)
        tie_buf_printf(&buf, "w%c%c%c ", 'a' + i % 23, 'a' + i / 23 % 19, 'a' + i / 437 % 26);
    tie_str doc = tie_buf_str(&buf);
    ck_assert_uint_ge(find(&doc, 1).count, 1); /* the words recur with a period of 11362 */
}
END_TEST

START_TEST(rejects_what_cannot_be_counted) {
    tie_repeats *r;
    tie_err err = {0};
    tie_repeat_options options = {0};
    ck_assert_int_eq(tie_repeats_new(lab.words, &options, &r, &err), TIE_OK);
    tie_str huge = {"", (size_t)1 << 33};
    ck_assert_int_eq(tie_repeats_add(r, huge, (tie_repeat_origin){.day = TIE_REPEAT_NO_DAY}, &err),
                     TIE_ERANGE);
    tie_repeats_free(r);
    tie_repeats_free(NULL);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("repeat");
    TCase *t = tcase_create("passages");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, marks_the_figure_that_differs);
    tcase_add_test(t, knows_other_spellings);
    tcase_add_test(t, marks_words_that_are_new);
    tcase_add_test(t, finds_repeats_inside_one_document);
    tcase_add_test(t, takes_the_earliest_as_canonical);
    tcase_add_test(t, finds_figures_that_come_back);
    tcase_add_test(t, asks_for_words_between_documents);
    tcase_add_test(t, leaves_out_what_is_not_wanted);
    tcase_add_test(t, leaves_short_and_unlike_text_alone);
    tcase_add_test(t, finds_nothing_in_nothing);
    tcase_add_loop_test(t, bears_endless_repetition, 0, 2);
    tcase_add_test(t, bears_one_long_line);
    tcase_add_test(t, rejects_what_cannot_be_counted);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
