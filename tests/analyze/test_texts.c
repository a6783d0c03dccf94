/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of two publications, as reports word them, and what the whole analysis makes of them. */
#include "extract/corpus.h"
#include "tests/base/support.h"

#include <stdio.h>

enum { TEXTS = 3 };

typedef struct text_case {
    const char *label;
    const char *want; /* "code verdict" of a finding; NULL: nothing is at odds or restated */
    const char *texts[TEXTS];
} text_case;

static const text_case cases[] = {
#include "tests/analyze/texts.h"
};

static tie_ruleset *rules;

static void rules_open(void) {
    tie_err err = {0};
    ck_assert_msg(!tie_ruleset_load(TIE_STR(TIEOUT_SOURCE_DIR "/rules"), (tie_strs){NULL, 0}, NULL,
                                    NULL, &rules, &err),
                  "%s", err.message);
}

static void rules_close(void) { tie_ruleset_free(rules); }

static tie_corpus *read_texts(const text_case *c) {
    static const char *const names[TEXTS] = {"a.txt", "b.txt", "c.txt"};
    tie_err err = {0};
    tie_corpus *corpus = NULL;
    tie_options options = {.today = {2024, 6, 1}, .jobs = 1, .passages = true};
    ck_assert_msg(!tie_corpus_new(rules, &options, &corpus, &err), "%s", err.message);
    for (int i = 0; i < TEXTS && c->texts[i]; i++)
        ck_assert_msg(
            !tie_corpus_add_text(corpus, tie_str_c(names[i]), tie_str_c(c->texts[i]), &err), "%s",
            err.message);
    ck_assert_msg(!tie_corpus_read(corpus, NULL, NULL, true, &err), "%s", err.message);
    return corpus;
}

/* Findings that blame, or say that a source changed its figure in silence. */
static bool blames(const tie_finding *f) {
    return f->row == TIE_ROW_FINDING &&
           (f->verdict == TIE_VERDICT_CONFLICT || f->verdict == TIE_VERDICT_RESTATED);
}

static bool is_wanted(const tie_finding *f, const char *want) {
    char named[64];
    snprintf(named, sizeof named, "%.*s %s", TIE_FMT(f->code), tie_verdict_name(f->verdict));
    return f->row == TIE_ROW_FINDING && !strcmp(named, want);
}

START_TEST(what_two_texts_say) {
    const text_case *c = &cases[_i];
    tie_err err = {0};
    tie_run *run = NULL;
    tie_corpus *corpus = read_texts(c);
    ck_assert_msg(!tie_run_new(corpus, &run, &err), "%s", err.message);
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    bool found = !c->want;
    for (size_t i = 0; i < count; i++) {
        found = found || is_wanted(&rows[i], c->want);
        bool accused = blames(&rows[i]) && (!c->want || !is_wanted(&rows[i], c->want));
        ck_assert_msg(!accused, "%s: accused: %.*s", c->label, TIE_FMT(rows[i].message));
    }
    ck_assert_msg(found, "%s: no %s", c->label, c->want ? c->want : "");
    tie_run_free(run);
    tie_corpus_free(corpus);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("texts");
    TCase *tcase = tcase_create("publications");
    tcase_add_unchecked_fixture(tcase, rules_open, rules_close);
    tcase_add_loop_test(tcase, what_two_texts_say, 0, COUNT_OF(cases));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
