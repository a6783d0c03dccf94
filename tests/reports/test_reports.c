/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"
#include "base/interval.h"
#include "reports/report.h"
#include "tests/reports/fake.h"

#include <check.h>
#include <stdlib.h>

/* ---- Two documents that contradict each other ---- */

static const char FIRST[] = "Police investigated 19.5 million addicts in 2023.";
static const char SECOND[] = "In 2023, \x1b[31mpolice investigated 195,000 \xE2\x80\xAE"
                             "addicts.";

static const tie_doc DOCS[] = {
    {.path = {"a.txt", 5}, .source = {"Agency \"A\"", 10}, .index = 0},
    {.path = {"dir/b.txt", 9}, .segment = {"7", 1}, .index = 1},
};
static const tie_str TEXTS[] = {{FIRST, sizeof FIRST - 1}, {SECOND, sizeof SECOND - 1}};

static tie_claim claim(void) {
    tie_claim c = {.span = {20, 32},
                   .sentence = {0, sizeof FIRST - 1},
                   .line = 1,
                   .col = 21,
                   .text = TIE_STR("19.5 million"),
                   .value = {195, 5},
                   .unit_u = {1, 5},
                   .worded = tie_interval_point((tie_dec){195, 5}),
                   .decides = tie_interval_closed((tie_dec){1945, 4}, (tie_dec){1955, 4}),
                   .scale = 6,
                   .unit = TIE_STR("person"),
                   .dimension = TIE_STR("count"),
                   .noun = TIE_STR("addicts"),
                   .head = TIE_STR("addict"),
                   .period = tie_period_of(tie_date_year(2023)),
                   .period_from = TIE_ORIGIN_OWN,
                   .assumptions = TIE_ASSUME_NOUN};
    return c;
}

static const tie_member MEMBERS[] = {
    {.role = {"value", 5},
     .doc = 0,
     .span = {20, 32},
     .line = 1,
     .col = 21,
     .text = {"19.5 million", 12},
     .sentence = {0, sizeof FIRST - 1},
     .has_value = true,
     .value = {195, 5},
     .interval = {.lo = {1945, 4}, .hi = {1955, 4}}},
    {.role = {"value", 5},
     .doc = 1,
     .span = {34, 41},
     .line = 1,
     .col = 35,
     .text = {"195,000", 7},
     .sentence = {0, sizeof SECOND - 1},
     .has_value = true,
     .value = {195, 3},
     .interval = {.lo = {1945, 2}, .hi = {1955, 2}}},
};

static const tie_finding ROWS[] = {
    {.row = TIE_ROW_FINDING,
     .code = {"compare", 7},
     .rule = {"core:compare", 12},
     .verdict = TIE_VERDICT_CONFLICT,
     .severity = TIE_SEVERITY_CRITICAL,
     .confidence = TIE_CONFIDENCE_HIGH,
     .fingerprint = 0xABCDEF0123456789,
     .evidence = 1,
     .message = {"19.5 million and 195,000 cannot both hold", 41},
     .computation = {"the intervals share no number", 29},
     .diagnosis = {"a factor of 100", 15},
     .assumptions = TIE_ASSUME_YEAR,
     .members = MEMBERS,
     .member_count = 2},
    {.row = TIE_ROW_FINDING,
     .code = {"repeat", 6},
     .verdict = TIE_VERDICT_TIES,
     .severity = TIE_SEVERITY_NOTE,
     .message = {"a note", 6}},
    {.row = TIE_ROW_CHECK, .code = {"sum", 3}, .computation = {"1 + 2 = 3", 9}},
    {.row = TIE_ROW_SKIPPED, .code = {"compare", 7}, .reason = {"agent", 5}, .count = 1200},
    {.row = TIE_ROW_SKIPPED, .code = {"compare", 7}, .reason = {"agent", 5}, .count = 34},
};

static const tie_diag DIAGS[] = {
    {.code = TIE_EINPUT, .path = {"c.pdf", 5}, .message = {"is a pdf, no text", 17}},
};

/* ---- Rendering ---- */

static jmp_buf guard;
static tie_arena arena, scratch;

static void setup(void) {
    tie_arena_init(&arena, 0, &guard);
    tie_arena_init(&scratch, 0, &guard);
}

static void teardown(void) {
    tie_arena_release(&arena);
    tie_arena_release(&scratch);
}

static tie_corpus corpus(void) {
    return (tie_corpus){.docs = DOCS, .doc_count = 2, .texts = TEXTS, .claim_count = 41};
}

static const char *text_of(tie_buf *out) {
    tie_buf_putc(out, '\0');
    return out->ptr;
}

static const char *render(const char *format, tie_corpus *with, tie_report_style style) {
    tie_run run = {ROWS, sizeof ROWS / sizeof *ROWS};
    tie_buf out = tie_buf_new(&arena);
    tie_result result = tie_result_of(with, &run, (tie_date){2024, 1, 31});
    tie_report report = {.result = &result, .scratch = &scratch, .style = style};
    tie_report_format_find(tie_str_c(format))->run(&out, &report);
    return text_of(&out);
}

static void has(const char *text, const char *part) {
    ck_assert_msg(strstr(text, part) != NULL, "no <%s> in <%s>", part, text);
}

static void lacks(const char *text, const char *part) {
    ck_assert_msg(strstr(text, part) == NULL, "<%s> in <%s>", part, text);
}

START_TEST(claim_row_is_exact) {
    tie_claim c = claim();
    tie_extraction found = {.doc = &DOCS[0], .text = TEXTS[0], .claims = &c, .claim_count = 1};
    tie_buf out = tie_buf_new(&arena);
    tie_claims_writer writer = {.out = &out};
    tie_report_ndjson.claims_add(&writer, &found);
    ck_assert_str_eq(
        text_of(&out),
        "{\"row\":\"claim\",\"doc\":\"a.txt\",\"segment\":null,\"source\":\"Agency \\\"A\\\"\","
        "\"date\":null,\"title\":null,\"start\":20,\"end\":32,\"line\":1,\"col\":21,"
        "\"text\":\"19.5 million\","
        "\"quote\":\"Police investigated 19.5 million addicts in 2023.\","
        "\"value\":\"19500000\",\"lo\":\"19500000\",\"hi\":\"19500000\",\"u\":\"100000\","
        "\"r_lo\":\"19450000\",\"r_hi\":\"19550000\",\"unit\":\"person\",\"dimension\":\"count\","
        "\"scale\":6,\"hedge\":\"exact\",\"kind\":\"count\",\"direction\":null,"
        "\"noun\":\"addicts\",\"head\":\"addict\",\"modifiers\":[],\"predicate\":null,"
        "\"agent\":null,\"measure\":null,\"period\":\"2023\",\"period_from\":\"own\","
        "\"place\":null,\"modality\":\"stated\",\"attribution\":null,"
        "\"assumptions\":[\"noun\"],\"confidence\":\"medium\",\"pack_rule\":null}\n");
}
END_TEST

START_TEST(claims_of_a_document_share_its_facts_and_quote) {
    tie_claim two[] = {claim(), claim()};
    two[1].period = tie_period_none();
    two[1].worded = tie_interval_at_least(two[1].value);
    two[1].assumptions |= TIE_ASSUME_YEAR;
    tie_extraction found = {.doc = &DOCS[0], .text = TEXTS[0], .claims = two, .claim_count = 2};
    tie_buf out = tie_buf_new(&arena);
    tie_claims_writer writer = {.out = &out};
    tie_report_ndjson.claims_add(&writer, &found);
    const char *second = strchr(text_of(&out), '\n') + 1;
    has(second, "{\"row\":\"claim\",\"doc\":\"a.txt\",\"segment\":null,\"source\":\"Agency \\\"A");
    has(second, "\"quote\":\"Police investigated 19.5 million addicts in 2023.\",\"value\"");
    has(second, "\"hi\":null,");
    has(second, "\"period\":null");
    has(second, "\"confidence\":\"low\"");
}
END_TEST

START_TEST(claims_as_one_json_document) {
    tie_claim two[] = {claim(), claim()};
    tie_extraction found = {.doc = &DOCS[0], .text = TEXTS[0], .claims = two, .claim_count = 2};
    tie_corpus c = corpus();
    tie_buf out = tie_buf_new(&arena);
    tie_claims_writer writer = {.out = &out};
    tie_report_json.claims_begin(&writer);
    tie_report_json.claims_add(&writer, &found);
    tie_report_json.claims_add(&writer, &found);
    tie_report_json.claims_end(&writer, &c);
    const char *text = text_of(&out);
    has(text, "\"rows\":[\n{\"row\":\"claim\"");
    has(text, "},\n{\"row\":\"claim\"");
    has(text, "}],\"diagnostics\":[]}\n");
}
END_TEST

START_TEST(finding_row) {
    tie_corpus c = corpus();
    const char *text = render("ndjson", &c, (tie_report_style){.least = TIE_SEVERITY_MINOR});
    has(text, "{\"row\":\"finding\",\"code\":\"compare\",\"rule\":\"core:compare\",");
    has(text, "\"fingerprint\":\"abcdef0123456789\",\"ordinal\":0,\"evidence\":"
              "\"0000000000000001\",\"cause\":null,");
    has(text, "\"assumptions\":[\"year\"],\"measure\":null");
    has(text, "\"value\":\"195000\",\"r_lo\":\"194500\",\"r_hi\":\"195500\",\"from\":[]}]");
    has(text, "\"quote\":\"In 2023, \\u001b[31mpolice investigated 195,000 \\u202eaddicts.\"");
    has(text, "\"reason\":\"agent\",\"count\":1200");
    lacks(text, "a note");
    lacks(text, "\"row\":\"check\"");
}
END_TEST

START_TEST(all_shows_notes_and_checks) {
    tie_corpus c = corpus();
    const char *text =
        render("ndjson", &c, (tie_report_style){.least = TIE_SEVERITY_INFO, .all = true});
    has(text, "a note");
    has(text, "\"row\":\"check\"");
}
END_TEST

static const tie_report_style NARROW = {.least = TIE_SEVERITY_MINOR, .width = 80};
static const tie_report_style WIDE = {.least = TIE_SEVERITY_MINOR, .width = 120};
static const tie_report_style COLOR = {.least = TIE_SEVERITY_MINOR, .width = 80, .color = true};

START_TEST(terminal_opens_with_the_verdict) {
    tie_corpus c = corpus();
    c.diags = DIAGS;
    c.diag_count = 1;
    const char *text = render("text", &c, NARROW);
    const char *verdict = "1 contradiction, 1 note in 41 claims of 2 documents; 1 check held; 1";
    ck_assert_msg(strncmp(text, verdict, strlen(verdict)) == 0, "%s", text);
    has(text, "c.pdf: is a pdf, no text");
    has(text, "not shown: 1 note (-v shows them)");
    has(text, "1,234  who counted differs");
}
END_TEST

START_TEST(terminal_marks_the_figures) {
    tie_corpus c = corpus();
    has(render("text", &c, NARROW), "Police investigated «19.5 million» addicts in 2023.");
    has(render("text", &c, WIDE), "Police investigated «19.5 million» addicts in 2023.       ");
    has(render("text", &c, COLOR), "Police investigated \033[1;4m19.5 million\033[0m addicts");
}
END_TEST

START_TEST(terminal_is_inert) {
    tie_corpus c = corpus();
    const char *text = render("text", &c, NARROW);
    lacks(text, "\033");
    lacks(text, "\xE2\x80\xAE");
    has(text, "<U+001B>[31mpolice");
}
END_TEST

START_TEST(a_file_that_changed_is_said) {
    tie_corpus c = corpus();
    const tie_str gone[] = {{NULL, 0}, {NULL, 0}};
    tie_member members[2] = {MEMBERS[0], MEMBERS[1]};
    members[0].sentence = members[1].sentence = (tie_span){0, 0};
    tie_finding finding = ROWS[0];
    finding.members = members;
    tie_run run = {&finding, 1};
    c.texts = gone;
    tie_buf out = tie_buf_new(&arena);
    tie_result result = tie_result_of(&c, &run, (tie_date){2024, 1, 31});
    tie_report report = {.result = &result, .scratch = &scratch, .style = NARROW};
    tie_report_text.run(&out, &report);
    has(text_of(&out), "it read «19.5 million»");
}
END_TEST

/* ---- The page ---- */

/* The page over one document of that text and one finding. */
static const char *page_of(tie_str text, tie_finding *finding) {
    tie_doc doc = {.path = {"a.txt", 5}, .span = {0, text.len}};
    tie_corpus c = {.docs = &doc, .doc_count = 1, .texts = &text};
    tie_run run = {finding, 1};
    tie_result result = tie_result_of(&c, &run, (tie_date){2024, 1, 31});
    tie_report report = {.result = &result, .scratch = &scratch, .style = NARROW};
    tie_buf out = tie_buf_new(&arena);
    tie_report_html.run(&out, &report);
    return text_of(&out);
}

START_TEST(page_joins_lines_that_were_full) {
    static const char TEXT[] =
        "In the first of the two years the police of that region solved\n12 cases, comprising:\n"
        "- North: 5\n- South: 7\nThe police of the other regions did not tell how many they had\n"
        "solved.";
    tie_member member = MEMBERS[0];
    member.span = (tie_span){63, 65};
    member.sentence = (tie_span){0, sizeof TEXT - 1};
    tie_finding finding = ROWS[0];
    finding.members = &member;
    finding.member_count = 1;
    const char *page = page_of((tie_str){TEXT, sizeof TEXT - 1}, &finding);
    has(page,
        "of that region solved <mark>12</mark> cases, comprising:\n- North: 5\n- South: 7\nThe");
    has(page, "how many they had solved.");
}
END_TEST

START_TEST(page_cuts_what_is_long_and_alike) {
    enum { WORDS = 2000 };
    tie_buf text = tie_buf_new(&arena);
    for (int i = 0; i < WORDS; i++)
        tie_buf_printf(&text, "w%04d ", i);
    tie_slot slot = {{6 * 1000, 6 * 1000 + 5}, TIE_SLOT_FIGURE};
    tie_passage passage = {.span = {0, text.len - 1}, .slots = &slot, .slot_count = 1};
    tie_finding finding = ROWS[1];
    finding.passages = &passage;
    finding.passage_count = 1;
    const char *page = page_of(tie_buf_str(&text), &finding);
    has(page, "<mark>w1000</mark>");
    has(page, "<blockquote>w0000 w0001");
    has(page, "w0999 <mark>");
    has(page, "w1999</blockquote>");
    has(page, " … ");
    lacks(page, "w0500");
    lacks(page, "w1500");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("reports");
    TCase *tcase = tcase_create("formats");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, claim_row_is_exact);
    tcase_add_test(tcase, claims_of_a_document_share_its_facts_and_quote);
    tcase_add_test(tcase, claims_as_one_json_document);
    tcase_add_test(tcase, finding_row);
    tcase_add_test(tcase, all_shows_notes_and_checks);
    tcase_add_test(tcase, terminal_opens_with_the_verdict);
    tcase_add_test(tcase, terminal_marks_the_figures);
    tcase_add_test(tcase, terminal_is_inert);
    tcase_add_test(tcase, a_file_that_changed_is_said);
    tcase_add_test(tcase, page_joins_lines_that_were_full);
    tcase_add_test(tcase, page_cuts_what_is_long_and_alike);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
