/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"
#include "base/interval.h"
#include "base/str.h"
#include "base/utf8.h"
#include "reports/escape.h"
#include "reports/reading.h"
#include "reports/report.h"
#include "reports/stretch.h"
#include "tests/reports/fake.h"

#include <check.h>
#include <stdlib.h>

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

/* ---- The escaper ---- */

static const struct {
    const char *label;
    tie_str in;
    const char *html;
} ESCAPES[] = {
    {"tag", {"<script>", 8}, "&lt;script&gt;"},
    {"attribute", {"\" onclick='x'", 13}, "&quot; onclick=&#39;x&#39;"},
    {"entity", {"&lt;", 4}, "&amp;lt;"},
    {"line breaks and tabs", {"a\r\nb\rc\n\td\r", 10}, "a\nb\nc\n\td\n"},
    {"null byte", {"a\0b", 3}, "a&lt;U+0000&gt;b"},
    {"bidi override", {"\xE2\x80\xAE", 3}, "&lt;U+202E&gt;"},
    {"no character", {"\xEF\xBF\xBF", 3}, "&lt;U+FFFF&gt;"},
    {"ill-formed byte", {"a\xFFz", 3}, "a\xEF\xBF\xBDz"},
    {"other scripts stay", {"caf\xC3\xA9 \xE6\xAF\x92", 9}, "caf\xC3\xA9 \xE6\xAF\x92"},
    {"empty", {NULL, 0}, ""},
};

START_TEST(escapes) {
    tie_buf out = tie_buf_new(&arena);
    tie_escape_html(&out, ESCAPES[_i].in);
    tie_buf_putc(&out, '\0');
    ck_assert_msg(strcmp(out.ptr, ESCAPES[_i].html) == 0, "%s: %s", ESCAPES[_i].label, out.ptr);
}
END_TEST

START_TEST(any_byte_is_inert_anywhere) {
    for (int byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at < 20; at++) {
            char text[20];
            memset(text, 'x', sizeof text);
            text[at] = (char)byte;
            tie_buf out = tie_buf_new(&arena);
            tie_escape_html(&out, (tie_str){text, sizeof text});
            ck_assert_uint_eq(tie_utf8_valid(tie_buf_str(&out)), out.len);
            for (size_t i = 0; i < out.len; i++)
                ck_assert(!strchr("<>\"'\r", out.ptr[i]));
            tie_arena_clear(&arena);
        }
    }
}
END_TEST

/* ---- Stretches ---- */

/* Claims c, dates d and numbers n at "start-end", and the stretches expected of them: a letter for
 * each byte, upper case where a mark begins, '.' where there is none. */
static const struct {
    const char *label;
    tie_span claims[2], dates[2], numbers[2];
    const char *laid;
    size_t under; /* marks that hang on a stretch */
} LAYS[] = {
    {"none", {{0}}, {{0}}, {{0}}, "..........", 0},
    {"apart", {{0, 2}}, {{3, 5}}, {{6, 8}}, "Cc.Dd.Nn..", 0},
    {"date covers claim", {{2, 4}}, {{0, 6}}, {{0}}, "DdCcdd....", 0},
    {"date within claim", {{0, 6}}, {{2, 4}}, {{0}}, "Cccccc....", 1},
    {"date overlaps claim's end", {{0, 4}}, {{2, 8}}, {{0}}, "CcccDddd..", 0},
    {"date overlaps claim's start", {{4, 8}}, {{2, 6}}, {{0}}, "..DdCccc..", 0},
    {"dates overlap", {{0}}, {{0, 5}, {3, 8}}, {{0}}, "DddddDdd..", 0},
    {"number within date", {{0}}, {{1, 7}}, {{3, 5}}, ".Dddddd...", 1},
    {"date over two claims", {{1, 3}, {5, 6}}, {{0, 8}}, {{0}}, "DCcddCdd..", 0},
    {"date between equals", {{2, 4}}, {{2, 4}}, {{2, 4}}, "..Cc......", 2},
    {"beyond the end", {{8, 12}}, {{0}}, {{0}}, "..........", 0},
};

START_TEST(marks_never_overlap) {
    tie_claim claims[2] = {{.span = LAYS[_i].claims[0]}, {.span = LAYS[_i].claims[1]}};
    tie_date_expr dates[2] = {{.span = LAYS[_i].dates[0]}, {.span = LAYS[_i].dates[1]}};
    tie_number numbers[2] = {{.span = LAYS[_i].numbers[0]}, {.span = LAYS[_i].numbers[1]}};
    tie_extraction found = {.claims = claims,
                            .claim_count = 2,
                            .dates = dates,
                            .date_count = 2,
                            .numbers = numbers,
                            .number_count = 2};
    tie_stretches out = tie_stretches_of(&arena, &found, (tie_span){0, 10});
    char laid[11] = "..........";
    size_t under = 0;
    uint64_t at = 0;
    for (size_t i = 0; i < out.count; i++) {
        const tie_stretch *s = &out.items[i];
        ck_assert(s->span.start >= at && s->span.end > s->span.start);
        at = s->span.end;
        memset(laid + s->span.start, "cdn"[s->kind], s -> span.end - s->span.start);
        if (s->first)
            laid[s->span.start] = "CDN"[s->kind];
        for (const tie_stretch *u = s->under; u; u = u->under)
            under++;
    }
    ck_assert_msg(strcmp(laid, LAYS[_i].laid) == 0, "%s: %s", LAYS[_i].label, laid);
    ck_assert_uint_eq(under, LAYS[_i].under);
}
END_TEST

/* ---- The page ---- */

static const char TEXT[] = "<script>alert(1)</script> In 2023, 500 \xE2\x80\xAE tons & \x1b[31m.";

static tie_claim claim(tie_span span) {
    return (tie_claim){.span = span,
                       .line = 1,
                       .col = 36,
                       .text = tie_str_span((tie_str){TEXT, sizeof TEXT - 1}, span),
                       .value = {500, 0},
                       .value_hi = {500, 0},
                       .worded = tie_interval_point((tie_dec){500, 0}),
                       .decides = tie_interval_point((tie_dec){500, 0}),
                       .unit = TIE_STR("\"><img src=x>"),
                       .noun = TIE_STR("<b onclick=x>"),
                       .place = TIE_STR("a'b&c"),
                       .place_from = TIE_ORIGIN_HEADING,
                       .assumptions = TIE_ASSUME_PLACE_HEADING,
                       .period = tie_period_of(tie_date_year(2023)),
                       .period_from = TIE_ORIGIN_OWN};
}

static const char *page(const tie_doc *doc, tie_str text, const tie_corpus *corpus) {
    tie_claim c = claim((tie_span){35, 38});
    tie_date_expr date = {.span = {26, 33}, .text = TIE_STR("In 2023"), .period = c.period};
    tie_number number = {.span = {14, 15}, .text = TIE_STR("1"), .reject = TIE_STR("identifier")};
    tie_extraction found = {.doc = doc,
                            .text = text,
                            .claims = &c,
                            .claim_count = 1,
                            .dates = &date,
                            .date_count = 1,
                            .numbers = &number,
                            .number_count = 1};
    tie_buf out = tie_buf_new(&arena);
    tie_claims_writer writer = {.out = &out, .scratch = &scratch};
    tie_report_html.claims_begin(&writer);
    tie_report_html.claims_add(&writer, &found);
    tie_report_html.claims_end(&writer, corpus);
    ck_assert_uint_eq(tie_utf8_valid(tie_buf_str(&out)), out.len);
    tie_buf_putc(&out, '\0');
    return out.ptr;
}

static void has(const char *text, const char *part) {
    ck_assert_msg(strstr(text, part) != NULL, "no <%s> in <%s>", part, text);
}

static void lacks(const char *text, const char *part) {
    ck_assert_msg(strstr(text, part) == NULL, "<%s> in <%s>", part, text);
}

static const tie_diag UNREAD[] = {{.path = {"<c>.pdf", 7}, .message = {"is a pdf", 8}}};
static const tie_corpus CORPUS = {.diags = UNREAD, .diag_count = 1};

/* Every tag that opens is closed in order, but for those that HTML leaves open. */
static void nests(const char *html) {
    enum { DEEPEST = 64 };
    tie_str open[DEEPEST];
    size_t depth = 0;
    for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<')) {
        bool closes = at[1] == '/';
        const char *name = at + 1 + closes;
        tie_str tag = {name, strcspn(name, " >\n")};
        ck_assert_msg(tag.len > 0 && strchr(name, '>'), "a bare < at %.20s", at);
        if (*name == '!' || tie_str_eq(tag, TIE_STR("meta")))
            continue;
        if (!closes) {
            ck_assert_uint_lt(depth, DEEPEST);
            open[depth++] = tag;
            continue;
        }
        ck_assert_msg(depth && tie_str_eq(open[depth - 1], tag), "unexpected %.20s", at);
        depth--;
    }
    ck_assert_uint_eq(depth, 0);
}

START_TEST(hostile_text_is_inert) {
    tie_doc doc = {.path = TIE_STR("<i>\".txt"),
                   .title = TIE_STR("<svg onload=x>"),
                   .url = TIE_STR("javascript:alert(1)")};
    const char *html = page(&doc, (tie_str){TEXT, sizeof TEXT - 1}, &CORPUS);
    static const char *const never[] = {"<script", "<img",         "<b ",          "<svg", "<i>\"",
                                        "<c>",     "href=\"javas", "\xE2\x80\xAE", "\x1b"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        lacks(html, never[i]);
    has(html, "&lt;script&gt;alert(");
    has(html, "Content-Security-Policy\" content=\"default-src 'none';");
    has(html, "Not read: &lt;c&gt;.pdf: is a pdf");
    nests(html);
}
END_TEST

START_TEST(figures_are_marked_with_their_reading) {
    tie_doc doc = {.path = TIE_STR("a.txt"), .url = TIE_STR("https://example.org/?a=1&b=2")};
    const char *html = page(&doc, (tie_str){TEXT, sizeof TEXT - 1}, &CORPUS);
    has(html, "<mark id=\"c1-1\"><a href=\"#c1-1\" aria-describedby=\"rc1-1\">500</a>");
    has(html, "<span class=\"d\" id=\"d1-1\">");
    has(html, "<span class=\"n\" id=\"n1-1\">");
    has(html, "<span class=\"k\">no claim</span> <span class=\"v\">identifier</span>");
    has(html, "2023 <span class=\"s\">its own sentence</span>");
    has(html, "a&#39;b&amp;c <span class=\"s\">the heading</span>");
    has(html, "the place of the heading");
    has(html, "1 claim, 1 date, 1 number that is no claim");
    has(html, "href=\"https://example.org/?a=1&amp;b=2\"");
    has(html, "<p>1 claim in 1 document</p>");
}
END_TEST

/* A document that would make the page too large is cut, and what follows is counted. */
START_TEST(large_pages_end_early_and_say_so) {
    enum { BIG = 20 * 1024 * 1024 };
    tie_doc doc = {.path = TIE_STR("a.txt")};
    char *text = tie_arena_alloc(&arena, BIG, 1);
    memset(text, 'x', BIG);
    tie_extraction found = {.doc = &doc, .text = {text, BIG}};
    tie_buf out = tie_buf_new(&arena);
    tie_claims_writer writer = {.out = &out, .scratch = &scratch};
    tie_report_html.claims_begin(&writer);
    tie_report_html.claims_add(&writer, &found);
    tie_report_html.claims_add(&writer, &found);
    tie_report_html.claims_end(&writer, &CORPUS);
    ck_assert_uint_lt(out.len, BIG);
    tie_buf_putc(&out, '\0');
    has(out.ptr, "The rest of this document is left out");
    has(out.ptr, "Not shown: 1 document,");
    nests(out.ptr);
}
END_TEST

START_TEST(words_that_gave_the_reading) {
    tie_claim c = claim((tie_span){35, 38});
    tie_str terms[] = {TIE_STR("arrest"), TIE_STR("suspect")};
    tie_trace trace = {.unit = TIE_STR("tons"),
                       .period = TIE_STR("In 2023"),
                       .period_line = 7,
                       .terms = {terms, 2}};
    c.measure = TIE_STR("arrests");
    c.pack_rule = TIE_STR("police:arrests");
    tie_reading r = tie_reading_claim(&arena, &c, &trace);
    tie_buf out = tie_buf_new(&arena);
    for (size_t i = 0; i < r.lines.count; i++)
        tie_buf_printf(&out, "%s: %.*s\n", r.lines.items[i].label,
                       TIE_FMT(r.lines.items[i].source));
    tie_buf_putc(&out, '\0');
    has(out.ptr, "unit: by “tons”\n");
    has(out.ptr, "period: by “In 2023”, line 7: its own sentence\n");
    has(out.ptr, "measure: rule police:arrests by “arrest”, “suspect”\n");
}
END_TEST

int main(void) {
    Suite *suite = suite_create("claims_html");
    TCase *tcase = tcase_create("page");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, escapes, 0, sizeof ESCAPES / sizeof *ESCAPES);
    tcase_add_test(tcase, any_byte_is_inert_anywhere);
    tcase_add_loop_test(tcase, marks_never_overlap, 0, sizeof LAYS / sizeof *LAYS);
    tcase_add_test(tcase, hostile_text_is_inert);
    tcase_add_test(tcase, figures_are_marked_with_their_reading);
    tcase_add_test(tcase, large_pages_end_early_and_say_so);
    tcase_add_test(tcase, words_that_gave_the_reading);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
