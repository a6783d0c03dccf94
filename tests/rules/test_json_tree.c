/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our reading of JSON beside jansson's: what one takes the other takes, with the same values. */
#include "rules/json_tree.h"

#include "support.h"

#include <jansson.h>

/* Every kind of value and of escape, numbers at their limits, scripts of two, three and four bytes.
 */
static const char sample[] =
    "{\"a\": [1, -0, 0.5, 1e3, -12E-2, 9223372036854775807, -9223372036854775808], \"\": {},\n"
    "\t\"b\\u0041\\n\": [true, false, null, [], \"\"], \"\u00e9\u20ac\U0001F600\": "
    "\"x\\ud83d\\ude00\\\"\\/\\\\y, long enough for two steps of eight bytes \u00e9\"}\r\n ";

static bool same(const tie_json_node *ours, const json_t *theirs);

static bool same_children(const tie_json_node *ours, const json_t *theirs) {
    const tie_json_node *child = ours->as.children.first;
    size_t count = 0;
    const char *key;
    json_t *value;
    if (json_is_array(theirs)) {
        for (; child; child = child->next)
            if (!same(child, json_array_get(theirs, count++)))
                return false;
        return count == json_array_size(theirs) && count == ours->as.children.count;
    }
    json_object_foreach((json_t *)(uintptr_t)theirs, key, value) {
        if (!child || !tie_str_eq(child->key, tie_str_c(key)) || !same(child, value))
            return false;
        child = child->next;
    }
    return !child && ours->as.children.count == json_object_size(theirs);
}

static bool same(const tie_json_node *ours, const json_t *theirs) {
    switch (theirs ? json_typeof(theirs) : JSON_NULL) {
    case JSON_OBJECT:
        return ours->type == TIE_JSON_OBJECT && same_children(ours, theirs);
    case JSON_ARRAY:
        return ours->type == TIE_JSON_ARRAY && same_children(ours, theirs);
    case JSON_STRING:
        return ours->type == TIE_JSON_STRING &&
               tie_str_eq(ours->as.string,
                          (tie_str){json_string_value(theirs), json_string_length(theirs)});
    case JSON_INTEGER:
        return ours->type == TIE_JSON_INTEGER && ours->as.integer == json_integer_value(theirs);
    case JSON_REAL:
        return ours->type == TIE_JSON_REAL && !(ours->as.real < json_real_value(theirs)) &&
               !(ours->as.real > json_real_value(theirs));
    case JSON_TRUE:
        return ours->type == TIE_JSON_TRUE;
    case JSON_FALSE:
        return ours->type == TIE_JSON_FALSE;
    case JSON_NULL:
        break;
    }
    return theirs && ours->type == TIE_JSON_NULL;
}

/* Texts in which a member stands twice are no matter of the tree: jansson drops the first. */
static void compare(tie_str text) {
    tie_mark mark = tie_arena_mark(&test_arena);
    tie_json_stop stop;
    json_error_t error;
    const tie_json_node *ours = tie_json_parse(&test_arena, text, &stop);
    json_t *theirs = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, &error);
    if (memchr(text.ptr, '\0', text.len)) /* jansson passes over some */
        ck_assert_msg(!ours, "a NUL is read in %.*s", TIE_FMT(text));
    else if (theirs)
        ck_assert_msg(ours && same(ours, theirs), "not read alike: %.*s", TIE_FMT(text));
    else if (json_error_code(&error) != json_error_duplicate_key)
        ck_assert_msg(!ours && tie_str_eq(tie_str_c(stop.message), tie_str_c(error.text)),
                      "\"%s\" is not told of %.*s", error.text, TIE_FMT(text));
    json_decref(theirs);
    tie_arena_rewind(&test_arena, mark);
}

START_TEST(reads_what_jansson_reads) { compare(TIE_STR(sample)); }
END_TEST

START_TEST(refuses_what_jansson_refuses) {
    static const char bytes[] = "\"\\{}[]:,-+.019eEu\t\n /tn\x01\x7F\x80\xC3\xED\xF4";
    char text[sizeof sample];
    for (size_t len = 0; len < sizeof sample; len++)
        compare(tie_str_sub(TIE_STR(sample), 0, len));
    for (size_t at = 0; at + 1 < sizeof sample; at++)
        for (size_t i = 0; i < sizeof bytes; i++) { /* the last one is NUL */
            memcpy(text, sample, sizeof text);
            text[at] = bytes[i];
            compare((tie_str){text, sizeof text - 1});
            memmove(text + at + 1, sample + at, sizeof text - at - 1);
            compare((tie_str){text, sizeof text});
        }
}
END_TEST

static const char *const numbers[] = {"[9223372036854775808]",
                                      "[-9223372036854775809]",
                                      "[1e400]",
                                      "[01]",
                                      "[-]",
                                      "[1.]",
                                      "[.5]",
                                      "[1e]",
                                      "[123456789012345678]",
                                      "[1234567890123456789]",
                                      "[0]",
                                      "[-01]",
                                      "[1.5e+10]",
                                      "[000000000000000000001]",
                                      "[1,]",
                                      "[1 2]",
                                      "[0x10]",
                                      "[truex]",
                                      "[Infinity]",
                                      "[nul]"};

START_TEST(numbers_at_their_limits) { compare(tie_str_c(numbers[_i])); }
END_TEST

START_TEST(knows_places) {
    tie_json_stop stop;
    tie_str text = TIE_STR(" {\"a\": [10, \"\\n\"]}");
    const tie_json_node *root = tie_json_parse(&test_arena, text, &stop);
    const tie_json_node *a = root->as.children.first, *ten = a->as.children.first;
    ck_assert_uint_eq(root->at, 1);
    ck_assert_uint_eq(a->key_at, 2);
    ck_assert_uint_eq(a->at, 7);
    ck_assert_uint_eq(ten->at, 8);
    ck_assert_uint_eq(ten->key_at, 8);
    ck_assert_uint_eq(ten->next->at, 12);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("json_tree");
    TCase *tree = tcase_create("tree");
    tcase_add_checked_fixture(tree, arena_setup, arena_teardown);
    tcase_add_test(tree, reads_what_jansson_reads);
    tcase_add_test(tree, refuses_what_jansson_refuses);
    tcase_add_loop_test(tree, numbers_at_their_limits, 0, COUNT_OF(numbers));
    tcase_add_test(tree, knows_places);
    suite_add_tcase(suite, tree);
    return run_suite(suite);
}
