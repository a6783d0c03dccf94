/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lexicon and packs become. */
#include "support.h"

#include "base/io.h"

static const char lexicon[] =
    "{\"license\": \"CC0-1.0\", \"language\": \"en\","
    "\"numerals\": {\"seven\": \"7\"}, \"scales\": {\"million\": 6}, \"glued_scales\": {\"bn\": 9, "
    "\"M\": 6}, \"ordinals\": {\"third\": \"3\"}, \"fractions\": {\"third\": [\"1\", \"3\"]},"
    "\"collectives\": {\"tens of thousands\": [\"20000\", \"100000\"]}, \"dozens\": {\"dozen\": "
    "12},"
    "\"multiples\": {\"halved\": \"0.5\"}, \"zero\": [\"none of the\"],"
    "\"hedges\": [{\"hedge\": \"at_least\", \"before\": [\"at least\"], \"after\": [\"or more\"]},"
    "{\"hedge\": \"more_than\", \"before\": [\"over\"]}],"
    "\"months\": {\"May\": 5, \"june\": 6}, \"weekdays\": {\"sunday\": 7},"
    "\"period_units\": {\"decades\": \"decade\"}, \"period_cues\": {\"end_of\": [\"the end of\"]},"
    "\"changes\": {\"up\": [\"rose\"], \"down\": [\"fell\"]}, \"persons\": [\"drug user\"],"
    "\"irregular_nouns\": {\"children\": \"child\"},"
    "\"qualifiers\": {\"confirmed\": [\"confirmed\"]},"
    "\"predicates\": {\"seize\": [\"seize\", \"seized\", \"confiscated\"]},"
    "\"agents\": {\"customs\": [\"customs\", \"customs officers\"]},"
    "\"include_cues\": {\"open\": [\"including\"], \"complete\": [\"comprising\"]}}";

#define PACK(name, members) "{\"license\": \"CC0-1.0\", \"name\": \"" name "\", " members "}"

static const struct {
    const char *phrase;
    tie_lex lex;
    int32_t arg;
    unsigned flags;
    const char *a, *b;
} words[] = {
    {"seven", TIE_LEX_NUMERAL, 0, 0, "7", "0"},
    {"million", TIE_LEX_SCALE, 6, 0, "0", "0"},
    {"bn", TIE_LEX_GLUED, 9, 0, "0", "0"},
    {"M", TIE_LEX_GLUED, 6, TIE_PHRASE_EXACT, "0", "0"},
    {"third", TIE_LEX_ORDINAL, 0, 0, "3", "0"},
    {"third", TIE_LEX_FRACTION, 0, 0, "1", "3"},
    {"tens of thousands", TIE_LEX_COLLECTIVE, 0, 0, "20000", "100000"},
    {"dozen", TIE_LEX_DOZEN, 0, 0, "12", "0"},
    {"halved", TIE_LEX_MULTIPLE, 0, 0, "0.5", "0"},
    {"none of the", TIE_LEX_ZERO, 0, 0, "0", "0"},
    {"at least", TIE_LEX_HEDGE_BEFORE, TIE_HEDGE_AT_LEAST, 0, "0", "0"},
    {"or more", TIE_LEX_HEDGE_AFTER, TIE_HEDGE_AT_LEAST, 0, "0", "0"},
    {"over", TIE_LEX_HEDGE_BEFORE, TIE_HEDGE_MORE_THAN, 0, "0", "0"},
    {"May", TIE_LEX_MONTH, 5, TIE_PHRASE_EXACT, "0", "0"},
    {"June", TIE_LEX_MONTH, 6, 0, "0", "0"},
    {"sunday", TIE_LEX_WEEKDAY, 7, 0, "0", "0"},
    {"decades", TIE_LEX_PERIOD_UNIT, TIE_PERIOD_DECADE, 0, "0", "0"},
    {"the end of", TIE_LEX_PERIOD_CUE, TIE_CUE_END_OF, 0, "0", "0"},
    {"rose", TIE_LEX_CHANGE, TIE_DIRECTION_UP, 0, "0", "0"},
    {"fell", TIE_LEX_CHANGE, TIE_DIRECTION_DOWN, 0, "0", "0"},
    {"seized", TIE_LEX_PREDICATE, 0, 0, "0", "0"},
    {"including", TIE_LEX_INCLUDE, 0, 0, "0", "0"},
    {"comprising", TIE_LEX_INCLUDE, 1, 0, "0", "0"},
};

START_TEST(reads_the_lexicon) {
    tie_ruleset *rules = good_rules((const char *[]){lexicon, NULL});
    const tie_entry *e = entry_of(rules, words[_i].phrase, words[_i].lex);
    ck_assert_msg(e != NULL, "%s is not there", words[_i].phrase);
    ck_assert_int_eq(e->arg, words[_i].arg);
    ck_assert_uint_eq(e->flags, words[_i].flags);
    ck_assert_str_eq(dec_text(e->a), words[_i].a);
    ck_assert_str_eq(dec_text(e->b), words[_i].b);
    tie_ruleset_free(rules);
}
END_TEST

static const struct {
    const char *phrase;
    tie_lex lex;
    const char *text;
} named[] = {
    {"drug user", TIE_LEX_PERSON, "drug user"},     {"drug users", TIE_LEX_PERSON, "drug user"},
    {"policeman", TIE_LEX_PERSON, "policeman"},     {"policemen", TIE_LEX_PERSON, "policeman"},
    {"deputies", TIE_LEX_PERSON, "deputy"},         {"boys", TIE_LEX_PERSON, "boy"},
    {"witnesses", TIE_LEX_PERSON, "witness"},       {"children", TIE_LEX_IRREGULAR, "child"},
    {"customs officers", TIE_LEX_AGENT, "customs"}, {"coast guard", TIE_LEX_AGENT, "customs"},
    {"confirmed", TIE_LEX_QUALIFIER, "confirmed"},  {"total", TIE_LEX_NEUTRAL, NULL},
};

START_TEST(names_what_words_stand_for) {
    tie_ruleset *rules = good_rules(
        (const char *[]){lexicon,
                         PACK("a", "\"persons\": [\"policeman\", \"deputy\", \"boy\", \"witness\"],"
                                   "\"agents\": {\"customs\": [\"coast guard\"]},"
                                   "\"neutral_modifiers\": [\"total\"]"),
                         NULL});
    const tie_entry *e = entry_of(rules, named[_i].phrase, named[_i].lex);
    ck_assert_msg(e != NULL, "%s is not there", named[_i].phrase);
    if (named[_i].text)
        ck_assert_str_eq(c_str(rules->texts.items[e->arg]), named[_i].text);
    tie_ruleset_free(rules);
}
END_TEST

static const char units[] =
    PACK("units",
         "\"units\": [{\"id\": \"ton\", \"dimension\": \"mass\", \"factor\": \"1000\", \"kind\": "
         "\"amount\", \"forms\": [\"ton\", \"tons\"], \"metric_ton\": true},"
         "{\"id\": \"USD\", \"dimension\": \"money:USD\", \"factor\": \"1\", \"kind\": \"money\","
         "\"before\": [\"$\"], \"exact\": [\"US$\"], \"era\": \"1792/2030\"}],"
         "\"places\": [{\"name\": \"Yunnan\", \"part_of\": \"China\"}, {\"name\": \"China\","
         "\"forms\": [\"PRC\", \"the mainland\"], \"country\": true}], \"place\": \"China\"");

START_TEST(reads_units_and_places) {
    tie_ruleset *rules = good_rules((const char *[]){lexicon, units, NULL});
    const tie_entry *tons = entry_of(rules, "Tons", TIE_LEX_UNIT);
    const tie_entry *dollar = entry_of(rules, "$", TIE_LEX_UNIT_BEFORE);
    const tie_entry *exact = entry_of(rules, "US$", TIE_LEX_UNIT);
    ck_assert_ptr_nonnull(tons);
    ck_assert_ptr_nonnull(dollar);
    ck_assert_ptr_nonnull(exact);
    const tie_unit *ton = &rules->units.items[tons->arg], *usd = &rules->units.items[dollar->arg];
    ck_assert(ton->metric_ton && !usd->metric_ton);
    ck_assert_str_eq(dec_text(ton->factor), "1000");
    ck_assert_int_eq(usd->kind, TIE_KIND_MONEY);
    ck_assert(usd->era.known && !ton->era.known);
    ck_assert_uint_eq(exact->flags, TIE_PHRASE_EXACT);
    const tie_entry *prc = entry_of(rules, "PRC", TIE_LEX_PLACE);
    const tie_entry *yunnan = entry_of(rules, "yunnan", TIE_LEX_PLACE);
    ck_assert_uint_eq(prc->flags, TIE_PHRASE_EXACT);
    ck_assert_uint_eq(yunnan->flags, TIE_PHRASE_CAPITAL);
    ck_assert_uint_eq(entry_of(rules, "the mainland", TIE_LEX_PLACE)->flags, 0);
    ck_assert_int_eq(rules->places.items[yunnan->arg].part_of, prc->arg);
    ck_assert(rules->places.items[prc->arg].country);
    ck_assert_str_eq(c_str(rules->subject_place), "China");
    tie_ruleset_free(rules);
}
END_TEST

static bool has_term(const tie_ruleset *rules, tie_terms terms, const char *term) {
    void *stemmer = tie_stemmer_new();
    const tie_entry *e = tie_phrases_find(rules->terms, &test_arena, tie_str_c(term), stemmer);
    tie_stemmer_free(stemmer);
    for (size_t i = 0; e && i < terms.count; i++)
        if (terms.ids[i] == (uint32_t)e->arg)
            return true;
    return false;
}

START_TEST(reads_measures_and_rules) {
    tie_ruleset *rules = good_rules((const char *[]){
        lexicon, units,
        PACK("m", "\"predicates\": {\"seize\": [\"intercepted\"]}, \"measures\": ["
                  "{\"id\": \"opium\", \"kind\": \"flow\", \"unit\": \"ton\", \"any\": [\"opium\", "
                  "\"raw opium\"], \"all\": [\"police\"], \"not\": [\"price\"], \"verbs\": "
                  "[\"seize\", \"burn\"], \"min\": \"0\", \"period\": \"optional\", \"part_of\": "
                  "\"drugs\"},"
                  "{\"id\": \"drugs\", \"kind\": \"cumulative\", \"unit\": \"person\", \"title\": "
                  "\"users\", \"any\": [\"raw opium\"], \"pattern\": \"\\\\d+ users\", "
                  "\"unit_from_verb\": true}]"),
        PACK("r", "\"rules\": [{\"id\": \"r\", \"check\": \"compare\", \"measures\": [\"opium\"], "
                  "\"severity\": \"note\", \"tolerance\": \"0.01\", \"message\": \"odd\"}],"
                  "\"parameters\": {\"approx_slack\": \"0.2\"}"),
        NULL});
    ck_assert_uint_eq(rules->measures.count, 2);
    const tie_measure *opium = &rules->measures.items[0], *drugs = &rules->measures.items[1];
    ck_assert_str_eq(c_str(opium->pack), "m");
    ck_assert_str_eq(c_str(opium->title), "opium");
    ck_assert_str_eq(c_str(opium->dimension), "mass");
    ck_assert_str_eq(c_str(opium->part_of), "drugs");
    ck_assert_str_eq(c_str(drugs->dimension), "count");
    ck_assert(opium->period_optional && !drugs->period_optional && drugs->unit_from_verb);
    ck_assert(opium->has_bounds && !drugs->has_bounds);
    ck_assert_str_eq(interval_text(opium->bounds), "[0, inf)");
    ck_assert(!opium->pattern && drugs->pattern);
    /* One phrase, one term; verbs of a class come from every file that adds to it. */
    ck_assert(has_term(rules, opium->any, "raw opium") && has_term(rules, drugs->any, "raw opium"));
    ck_assert(has_term(rules, opium->verbs, "seizes"));
    ck_assert(has_term(rules, opium->verbs, "confiscated"));
    ck_assert(has_term(rules, opium->verbs, "intercepted"));
    ck_assert(has_term(rules, opium->verbs, "burned"));
    ck_assert(!has_term(rules, opium->verbs, "opium"));
    ck_assert_uint_eq(rules->rules.count, 1);
    ck_assert_str_eq(c_str(rules->rules.items[0].measures[0]), "opium");
    ck_assert_int_eq(rules->rules.items[0].severity, TIE_SEVERITY_NOTE);
    ck_assert_str_eq(dec_text(rules->approx_slack), "0.2");
    ck_assert_str_eq(dec_text(rules->loose_slack), "0.05");
    ck_assert_uint_eq(rules->packs.count, 3);
    tie_ruleset_free(rules);
}
END_TEST

START_TEST(reads_documents_and_tests) {
    tie_ruleset *rules = good_rules((const char *[]){
        lexicon,
        PACK("d", "\"sources\": [{\"path\": \"a/*\", \"source\": \"WHO\", \"date\": "
                  "\"2022-06-26\", \"date_from_name\": true}],"
                  "\"segments\": [{\"path\": \"*\", \"begin\": \"Text\", \"end\": \"0 notes\"}],\n"
                  " \"tests\": [{\"name\": \"t\", \"documents\": [\"x\", \"y\"], \"findings\": "
                  "[{\"code\": \"sum\", \"verdict\": \"conflict\", \"texts\": [\"5\"]}],"
                  "\"claims\": [{\"text\": \"5\", \"unit\": \"kg\"}]}]"),
        NULL});
    ck_assert_str_eq(c_str(rules->sources.items[0].source), "WHO");
    ck_assert_int_eq(rules->sources.items[0].date.from.day, 26);
    ck_assert(rules->sources.items[0].date_from_name);
    ck_assert_str_eq(c_str(rules->segments.items[0].end), "0 notes");
    const tie_pack_test *test = &rules->tests.items[0];
    ck_assert_uint_eq(test->documents.count, 2);
    ck_assert_str_eq(c_str(test->findings[0].verdict), "conflict");
    ck_assert_uint_eq(test->findings[0].severity.len, 0);
    ck_assert_str_eq(c_str(test->claims[0].unit), "kg");
    ck_assert_uint_eq(test->line, 2);
    ck_assert_uint_eq(test->col, 12);
    tie_ruleset_free(rules);
}
END_TEST

START_TEST(hashes_all_that_was_compiled) {
    tie_ruleset *a = good_rules((const char *[]){lexicon, PACK("a", "\"title\": \"t\""), NULL});
    tie_ruleset *b = good_rules((const char *[]){lexicon, PACK("a", "\"title\": \"t\""), NULL});
    tie_ruleset *c = good_rules((const char *[]){lexicon, PACK("a", "\"title\": \"u\""), NULL});
    ck_assert_uint_eq(a->hash, b->hash);
    ck_assert_uint_ne(a->hash, c->hash);
    tie_ruleset_free(a);
    tie_ruleset_free(b);
    tie_ruleset_free(c);
}
END_TEST

/* What is installed, and the packs of the examples, load as they are. */
START_TEST(loads_the_shipped_data) {
    tie_buf faults = tie_buf_new(&test_arena);
    tie_err err = {0};
    tie_strs files, examples;
    ck_assert_int_eq(
        tie_io_list(&test_arena, TIE_STR(TIEOUT_SOURCE_DIR "/rules/packs"), &files, &err), TIE_OK);
    ck_assert_int_eq(
        tie_io_list(&test_arena, TIE_STR(TIEOUT_SOURCE_DIR "/examples"), &examples, &err), TIE_OK);
    TIE_VEC(tie_str) packs = {0};
    for (size_t i = 0; i < files.count; i++)
        if (!tie_str_ends(files.items[i], TIE_STR("/core.json")))
            *TIE_PUSH(&test_arena, &packs) = files.items[i];
    for (size_t i = 0; i < examples.count; i++)
        if (tie_str_ends(examples.items[i], TIE_STR(".json")))
            *TIE_PUSH(&test_arena, &packs) = examples.items[i];
    tie_ruleset *rules = NULL;
    tie_code code =
        tie_ruleset_load(TIE_STR(TIEOUT_SOURCE_DIR "/rules"), (tie_strs){packs.items, packs.count},
                         note_fault, &faults, &rules, &err);
    ck_assert_msg(code == TIE_OK, "%s %s", err.message, c_str(tie_buf_str(&faults)));
    ck_assert_ptr_nonnull(entry_of(rules, "million", TIE_LEX_SCALE));
    ck_assert_ptr_nonnull(entry_of(rules, "percent", TIE_LEX_UNIT));
    ck_assert_ptr_nonnull(entry_of(rules, "China", TIE_LEX_PLACE));
    ck_assert_ptr_nonnull(entry_of(rules, "people", TIE_LEX_IRREGULAR));
    ck_assert_uint_eq(rules->packs.count, packs.count + 1);
    tie_ruleset_free(rules);
}
END_TEST

START_TEST(says_which_pack_is_missing) {
    tie_err err = {0};
    tie_ruleset *rules = NULL;
    tie_str pack = TIE_STR("no-such");
    ck_assert_int_eq(tie_ruleset_load(TIE_STR(TIEOUT_SOURCE_DIR "/rules"), (tie_strs){&pack, 1},
                                      NULL, NULL, &rules, &err),
                     TIE_EUSAGE);
    ck_assert_str_eq(err.message, "no pack \"no-such\"");
    ck_assert_ptr_null(rules);
}
END_TEST

int main(void) {
    Suite *suite = suite_create("ruleset");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, arena_setup, arena_teardown);
    tcase_add_loop_test(rows, reads_the_lexicon, 0, COUNT_OF(words));
    tcase_add_loop_test(rows, names_what_words_stand_for, 0, COUNT_OF(named));
    tcase_add_test(rows, reads_units_and_places);
    tcase_add_test(rows, reads_measures_and_rules);
    tcase_add_test(rows, reads_documents_and_tests);
    tcase_add_test(rows, hashes_all_that_was_compiled);
    tcase_add_test(rows, loads_the_shipped_data);
    tcase_add_test(rows, says_which_pack_is_missing);
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
