/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person who writes a pack reads when it is wrong: place, fault, advice, word for word. */
#include "support.h"

#define HEAD "{\"license\": \"CC0-1.0\", \"name\": \"a\""
#define LEXICON "{\"license\": \"CC0-1.0\", \"language\": \"en\"}"

static const struct {
    const char *label, *pack, *faults;
} packs[] = {
    {"good", HEAD "}", ""},
    {"empty", "", "a.json:1:1: '[' or '{' expected near end of file"},
    {"list", "[]", "a.json:1:1: an object expected, not an array"},
    {"syntax", "{\n  \"name\" \"a\"\n}", "a.json:2:10: ':' expected near '\"a\"'"},
    {"unclosed", HEAD, "a.json:1:35: '}' expected near end of file"},
    {"nothing", "{}", "a.json:1:1: no \"license\"\na.json:1:1: no \"name\""},
    {"key", HEAD ",\n \"unit\": []}", "a.json:2:2: unknown key \"unit\" (did you mean \"units\"?)"},
    {"far key", HEAD ",\n \"colour\": []}", "a.json:2:2: unknown key \"colour\""},
    {"twice", HEAD ",\n \"name\": \"b\",\n \"name\": \"c\"}",
     "a.json:2:2: duplicate key \"name\"\na.json:3:2: duplicate key \"name\""},
    {"escaped twice", HEAD ",\n \"n\\u0061me\": \"b\"}", "a.json:2:2: duplicate key \"name\""},
    {"type", "{\"license\": 1, \"name\": [], \"units\": \"kg\"}",
     "a.json:1:13: \"license\" must be a string, not an integer\n"
     "a.json:1:24: \"name\" must be a string, not an array\n"
     "a.json:1:37: \"units\" must be an array, not a string"},
    {"column in code points", HEAD ", \"title\": \"\u00e9\u00e9\u00e9\", \"x\": 1}",
     "a.json:1:53: unknown key \"x\""},
    {"binary number",
     HEAD ",\n\"units\": [{\"id\": \"kg\", \"dimension\": \"mass\", \"kind\": \"amount\",\n"
          "\"factor\": 0.001}]}",
     "a.json:3:11: \"factor\" must be a decimal in quotes, not a number (binary numbers are not "
     "exact: put it in quotes)"},
    {"bad number",
     HEAD ",\n\"parameters\": {\"approx_slack\": \"ten\",\n\"loose_slack\": "
          "\"1234567890123456789\"}}",
     "a.json:2:32: no number: \"ten\"\n"
     "a.json:3:16: more than 18 significant digits in \"1234567890123456789\""},
    {"slack", HEAD ",\n\"parameters\": {\"approx_slack\": \"-0.1\"}}",
     "a.json:2:15: slack below zero"},
    {"unit",
     HEAD ",\n\"units\": [{\"id\": \"kg\", \"dimention\": \"mass\",\n \"factor\": \"0\",\n"
          " \"kind\": \"amont\", \"forms\": [\"\", 5]}]}",
     "a.json:2:11: no \"dimension\"\n"
     "a.json:2:24: unknown key \"dimention\" (did you mean \"dimension\"?)\n"
     "a.json:4:10: unknown kind \"amont\" (did you mean \"amount\"?)\n"
     "a.json:4:29: empty string\n"
     "a.json:4:33: a string expected, not an integer"},
    {"unit again",
     HEAD ", \"units\": [\n"
          "{\"id\": \"t\", \"dimension\": \"mass\", \"factor\": \"1000\", \"kind\": \"amount\"},\n"
          "{\"id\": \"t\", \"dimension\": \"mass\", \"factor\": \"907\", \"kind\": \"amount\"},\n"
          "{\"id\": \"z\", \"dimension\": \"mass\", \"factor\": \"0\", \"kind\": \"amount\"}]}",
     "a.json:3:1: unit \"t\" has another dimension or factor above\n"
     "a.json:4:1: factor of unit \"z\" is not above zero"},
    {"form", HEAD ", \"neutral_modifiers\": [\n\"a b c d e f g h i j k l m\"]}",
     "a.json:2:1: \"a b c d e f g h i j k l m\" cannot be matched (a form has 1 to 12 words and "
     "symbols)"},
    {"era",
     HEAD ", \"units\": [{\"id\": \"jin\", \"dimension\": \"mass\", \"factor\": \"500\",\n"
          "\"kind\": \"amount\", \"era\": \"old\"}]}",
     "a.json:2:26: no date or period: \"old\" (write 2022, 2022-06, 2022-06-26 or 1840/1959)"},
    {"places",
     HEAD ", \"place\": \"Yunan\", \"places\": [\n{\"name\": \"Yunnan\", \"part_of\": "
          "\"Chna\"},\n{\"name\": \"China\"},\n{\"forms\": []}]}",
     "a.json:1:46: unknown place \"Yunan\" (did you mean \"Yunnan\"?)\n"
     "a.json:2:31: unknown place \"Chna\" (did you mean \"China\"?)\n"
     "a.json:4:1: no \"name\""},
    {"circle of places",
     HEAD ", \"places\": [{\"name\": \"A\", \"part_of\": \"B\"},\n"
          "{\"name\": \"B\", \"part_of\": \"C\"},\n{\"name\": \"C\", \"part_of\": \"A\"}]}",
     "a.json:3:26: \"C\" becomes a part of itself"},
    {"measures",
     HEAD ", \"measures\": [\n"
          "{\"id\": \"m\", \"kind\": \"flows\", \"any\": [\"drug case\"], \"period\": \"maybe\"},\n"
          "{\"id\": \"m\", \"kind\": \"flow\", \"any\": [\"drug case\"]},\n"
          "{\"id\": \"n\", \"kind\": \"flow\", \"not\": [\"x\"]},\n"
          "{\"id\": \"o\", \"kind\": \"flow\", \"any\": [\"x\"], \"min\": \"5\", \"max\": \"4\"},\n"
          "{\"id\": \"p\", \"kind\": \"flow\", \"pattern\": \"a(b\", \"part_of\": \"mm\"},\n"
          "{\"id\": \"q\", \"kind\": \"flow\", \"any\": [\"x\"], \"part_of\": \"q\"}]}",
     "a.json:2:21: unknown kind \"flows\" (did you mean \"flow\"?)\n"
     "a.json:2:62: unknown period \"maybe\"\n"
     "a.json:3:1: measure \"m\" stands above already\n"
     "a.json:4:1: measure \"n\" has no words: it would take every figure\n"
     "a.json:5:62: max below min\n"
     "a.json:6:40: missing closing parenthesis at byte 4 of the pattern\n"
     "a.json:6:58: unknown measure \"mm\" (did you mean \"m\"?)\n"
     "a.json:7:54: \"q\" becomes a part of itself"},
    {"rules",
     HEAD ", \"rules\": [\n"
          "{\"id\": \"r\", \"check\": \"compar\", \"measures\": [\"m\"]},\n"
          "{\"id\": \"s\", \"check\": \"compare\", \"severity\": \"mayor\"},\n"
          "{\"id\": \"t\", \"check\": \"compare\", \"tolerance\": \"-1\"},\n"
          "{\"id\": \"t\", \"check\": \"sum\"}]}",
     "a.json:2:22: unknown check \"compar\" (did you mean \"compare\"?)\n"
     "a.json:2:45: unknown measure \"m\"\n"
     "a.json:3:45: unknown severity \"mayor\" (did you mean \"major\"?)\n"
     "a.json:4:1: tolerance below zero\n"
     "a.json:5:1: rule \"t\" stands above already"},
    {"documents",
     HEAD ", \"sources\": [{\"path\": \"*\", \"date\": \"June\"}],\n"
          "\"segments\": [{\"path\": \"*\"}]}",
     "a.json:1:71: no date or period: \"June\" (write 2022, 2022-06, 2022-06-26 or 1840/1959)\n"
     "a.json:2:14: no \"begin\""},
    {"tests",
     HEAD ", \"tests\": [\n{\"name\": \"t\", \"documents\": [\"x\"]},\n"
          "{\"name\": \"u\", \"documents\": [\"x\"], \"findings\": [{\"code\": \"compares\", "
          "\"verdict\": \"conflicts\"}]}]}",
     "a.json:2:1: test \"t\" expects nothing: it could not fail\n"
     "a.json:3:57: unknown code \"compares\" (did you mean \"compare\"?)\n"
     "a.json:3:80: unknown verdict \"conflicts\" (did you mean \"conflict\"?)"},
};

START_TEST(names_faults_of_packs) {
    loaded l = load_texts((const char *[]){LEXICON, packs[_i].pack, NULL});
    ck_assert_msg(strcmp(c_str(tie_buf_str(&l.faults)), packs[_i].faults) == 0,
                  "%s:\n%s\ninstead of\n%s", packs[_i].label, c_str(tie_buf_str(&l.faults)),
                  packs[_i].faults);
    ck_assert_int_eq(l.code, *packs[_i].faults ? TIE_EPACK : TIE_OK);
    ck_assert_int_eq(l.rules != NULL, l.code == TIE_OK);
    tie_ruleset_free(l.rules);
}
END_TEST

static const struct {
    const char *label, *lexicon, *faults;
} lexicons[] = {
    {"key", "{\"numeral\": {}}",
     "en.json:1:2: unknown key \"numeral\" (did you mean \"numerals\"?)"},
    {"role", "{\"roles\": {\"mor\": [\"extra\"], \"more\": [\"as many\"]}}",
     "en.json:1:12: unknown role of a word \"mor\" (did you mean \"more\"?)\n"
     "en.json:1:39: a single word expected"},
    {"shapes",
     "{\"numerals\": [],\n\"months\": {\"june\": 13},\n\"fractions\": {\"half\": [\"1\"],\n"
     "\"none\": [\"1\", \"0\"]},\n\"collectives\": {\"dozens\": [\"100\", \"24\"]}}",
     "en.json:1:14: \"numerals\" must be an object, not an array\n"
     "en.json:2:20: 13 is not between 1 and 12\n"
     "en.json:3:23: two numbers expected\n"
     "en.json:4:9: denominator is not above zero\n"
     "en.json:5:27: range does not rise"},
    {"names",
     "{\"hedges\": [{\"hedge\": \"more\", \"before\": [\"over\"]}, {\"before\": []}],\n"
     "\"period_cues\": {\"sinse\": [\"since\"]},\n\"period_units\": {\"days\": \"dai\"},\n"
     "\"changes\": {\"upp\": [\"rose\"]}}",
     "en.json:1:23: unknown hedge \"more\"\n"
     "en.json:1:52: no \"hedge\"\n"
     "en.json:2:17: unknown period cue \"sinse\" (did you mean \"since\"?)\n"
     "en.json:3:26: unknown period unit \"dai\" (did you mean \"day\"?)\n"
     "en.json:4:13: unknown direction \"upp\" (did you mean \"up\"?)"},
};

START_TEST(names_faults_of_lexicons) {
    loaded l = load_texts((const char *[]){lexicons[_i].lexicon, NULL});
    ck_assert_msg(strcmp(c_str(tie_buf_str(&l.faults)), lexicons[_i].faults) == 0,
                  "%s:\n%s\ninstead of\n%s", lexicons[_i].label, c_str(tie_buf_str(&l.faults)),
                  lexicons[_i].faults);
    ck_assert_int_eq(l.code, TIE_EPACK);
}
END_TEST

START_TEST(reports_all_files_in_order) {
    loaded l = load_texts((const char *[]){"{\"x\": 1}", HEAD ",\n\"place\": \"X\", \"y\": 2}",
                                           "{\"license\": \"CC0-1.0\"", HEAD ", \"z\": 3}", NULL});
    ck_assert_str_eq(c_str(tie_buf_str(&l.faults)), "en.json:1:2: unknown key \"x\"\n"
                                                    "a.json:2:10: unknown place \"X\"\n"
                                                    "a.json:2:15: unknown key \"y\"\n"
                                                    "b.json:1:22: '}' expected near end of file\n"
                                                    "c.json:1:37: unknown key \"z\"");
    ck_assert_str_eq(l.err.message, "unknown key \"x\"");
    ck_assert_int_eq(l.err.code, TIE_EPACK);
}
END_TEST

START_TEST(shows_the_line) {
    loaded l = load_texts((const char *[]){LEXICON, HEAD ",\n  \"unit\": []}", NULL});
    tie_buf out = tie_buf_new(&test_arena);
    tie_err_render(&out, &l.err);
    ck_assert_str_eq(c_str(tie_buf_str(&out)), "a.json:2:3: unknown key \"unit\"\n"
                                               "  did you mean \"units\"?\n"
                                               "      \"unit\": []}\n"
                                               "      ^\n");
}
END_TEST

START_TEST(bounds_depth_and_number_of_faults) {
    tie_buf pack = tie_buf_new(&test_arena);
    tie_buf_puts(&pack, HEAD ", \"persons\": ");
    for (int i = 0; i < 100; i++)
        tie_buf_putc(&pack, '[');
    for (int i = 0; i < 100; i++)
        tie_buf_putc(&pack, ']');
    tie_buf_puts(&pack, "}");
    loaded deep = load_texts((const char *[]){LEXICON, c_str(tie_buf_str(&pack)), NULL});
    ck_assert_str_eq(deep.err.message, "nested deeper than 32 levels");
    pack.len = 0;
    tie_buf_puts(&pack, HEAD ", \"persons\": [1");
    for (int i = 0; i < 299; i++)
        tie_buf_puts(&pack, ", 1");
    tie_buf_puts(&pack, "]}");
    loaded many = load_texts((const char *[]){LEXICON, c_str(tie_buf_str(&pack)), NULL});
    ck_assert_ptr_nonnull(
        strstr(c_str(tie_buf_str(&many.faults)), "100 more faults are not shown"));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("faults");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, arena_setup, arena_teardown);
    tcase_add_loop_test(rows, names_faults_of_packs, 0, COUNT_OF(packs));
    tcase_add_loop_test(rows, names_faults_of_lexicons, 0, COUNT_OF(lexicons));
    tcase_add_test(rows, reports_all_files_in_order);
    tcase_add_test(rows, shows_the_line);
    tcase_add_test(rows, bounds_depth_and_number_of_faults);
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
