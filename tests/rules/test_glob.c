/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/glob.h"
#include "rules/pattern.h"

#include "support.h"

static const struct {
    const char *pattern, *path;
    bool match;
} globs[] = {
    {"a.txt", "a.txt", true},
    {"a.txt", "b.txt", false},
    {"a.txt", "in/deep/a.txt", true},
    {"/a.txt", "in/a.txt", false},
    {"a.txt", "xa.txt", false},
    {"003_*.txt", "corpus/003_posts.txt", true},
    {"003_*.txt", "corpus/003_posts.md", false},
    {"003_*", "003_x/y", false},
    {"*/y", "003_x/y", true},
    {"in/*.txt", "in/deep/a.txt", false},
    {"in/**.txt", "in/deep/a.txt", true},
    {"in/**/a.txt", "in/a.txt", true},
    {"in/**/a.txt", "in/x/y/a.txt", true},
    {"in/**/a.txt", "in/xa.txt", false},
    {"**", "any/thing", true},
    {"in/**", "in/a/b", true},
    {"in/**/x/*.txt", "in/x/y/x/a.txt", true},
    {"?.txt", "\u00e9.txt", true},
    {"?.txt", "ab.txt", false},
    {"a?b", "a/b", false},
    {"[a-c].txt", "b.txt", true},
    {"[a-c].txt", "d.txt", false},
    {"[!a-c].txt", "d.txt", true},
    {"[^a-c].txt", "b.txt", false},
    {"[]x].txt", "].txt", true},
    {"[\u00e0-\u00ef].txt", "\u00e9.txt", true},
    {"[a", "[a", true},
    {"20[0-9][0-9]-*.txt", "2022-06-26.txt", true},
    {"*a*b*c", "xxaxxbxxc", true},
    {"*a*b*c", "xxaxxbxx", false},
    {"", "", true},
    {"", "a", false},
    {"*", "", true},
};

START_TEST(matches_paths) {
    ck_assert_msg(tie_glob_match(tie_str_c(globs[_i].pattern), tie_str_c(globs[_i].path)) ==
                      globs[_i].match,
                  "%s against %s", globs[_i].pattern, globs[_i].path);
}
END_TEST

/* A pattern made to be slow for a matcher that tries every split. */
START_TEST(takes_bounded_time) {
    static const char pattern[] = "*a***a***a***a***a***a***a***a***a***a***a***a***a***a***a**b";
    char path[4096];
    memset(path, 'a', sizeof path);
    ck_assert(!tie_glob_match(TIE_STR(pattern), (tie_str){path, sizeof path}));
}
END_TEST

static const struct {
    const char *pattern, *sentence, *figure;
    bool around;
} patterns[] = {
    {"arrested \\d+ dealers", "They arrested 12 dealers and 5 users.", "12", true},
    {"arrested \\d+ dealers", "They arrested 12 dealers and 5 users.", "5", false},
    {"\\d+ users", "They arrested 12 dealers and 5 users.", "5", true},
    {"(?i)SEIZED\\s+\\w+", "They seized 5 kg", "5", true},
    {"\\p{L}+ 5", "\u00e9t\u00e9 5", "5", true},
    {"x*", "no such 5", "5", false},
    {"", "5", "5", false},
    {"(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 5 b", "5", false},
};

START_TEST(matches_around_a_figure) {
    char message[256];
    size_t at;
    tie_matcher matcher;
    ck_assert(tie_matcher_init(&matcher));
    void *pattern = tie_pattern_compile(tie_str_c(patterns[_i].pattern), message, &at);
    tie_str sentence = tie_str_c(patterns[_i].sentence);
    size_t start = tie_str_find(sentence, tie_str_c(patterns[_i].figure));
    tie_span figure = {start, start + strlen(patterns[_i].figure)};
    ck_assert_int_eq(tie_matcher_around(&matcher, pattern, sentence, figure), patterns[_i].around);
    tie_pattern_free(pattern);
    tie_matcher_release(&matcher);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("glob");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, arena_setup, arena_teardown);
    tcase_add_loop_test(rows, matches_paths, 0, COUNT_OF(globs));
    tcase_add_test(rows, takes_bounded_time);
    tcase_add_loop_test(rows, matches_around_a_figure, 0, COUNT_OF(patterns));
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
