/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of repeats in any corpus; corpora are made of random words, figures and copies
 * with changes. */
#include "tests/analyze/repeat_lab.h"
#include "tests/random.h"

#include <stdlib.h>

enum { ROUNDS = 40, DOCS = 12 };

static repeat_lab lab;

static void setup(void) { repeat_lab_init(&lab); }
static void teardown(void) { repeat_lab_release(&lab); }

static const tie_repeat_options every_run = {.common = true};

/* ---- Corpora ---- */

static void put_word(tie_buf *buf, test_random *random) {
    static const char *const stops[] = {"the", "of", "and", "in", "to"};
    uint32_t x = random_below(random, 100);
    if (x < 20)
        tie_buf_puts(buf, stops[x % 5]);
    else if (x < 32)
        tie_buf_printf(buf, "%u", random_below(random, 100000));
    else
        tie_buf_printf(buf, "%c%c%c%c", 'a' + random_below(random, 6),
                       'k' + random_below(random, 6), 'a' + random_below(random, 6),
                       'q' + random_below(random, 3));
}

static void put_end(tie_buf *buf, test_random *random) {
    uint32_t x = random_below(random, 24);
    tie_buf_puts(buf, x == 0 ? ".\n\n" : x < 3 ? ". " : x == 3 ? ", " : " ");
}

/* Words of source from a random place on, with some of them changed. */
static void put_copy(tie_buf *buf, test_random *random, tie_str source) {
    size_t at = random_below(random, (uint32_t)source.len), words = 8 + random_below(random, 40);
    uint32_t noise = random_below(random, 3) * 6;
    while (at < source.len && source.ptr[at] != ' ')
        at++;
    for (; words > 0 && at < source.len; words--) {
        size_t start = ++at;
        while (at < source.len && source.ptr[at] != ' ')
            at++;
        if (random_below(random, 100) < noise)
            put_word(buf, random);
        else
            tie_buf_add(buf, tie_str_sub(source, start, at));
        tie_buf_putc(buf, ' ');
    }
}

static void make_corpus(test_random *random, tie_str docs[DOCS]) {
    for (size_t i = 0; i < DOCS; i++) {
        tie_buf buf = tie_buf_new(&lab.arena);
        for (uint32_t pieces = random_below(random, 8); pieces > 0; pieces--) {
            if (i > 0 && random_below(random, 3) == 0) {
                tie_str source = docs[random_below(random, (uint32_t)i)];
                if (source.len > 1)
                    put_copy(&buf, random, source);
            }
            for (uint32_t words = random_below(random, 30); words > 0; words--) {
                put_word(&buf, random);
                put_end(&buf, random);
            }
        }
        docs[i] = tie_buf_str(&buf);
    }
}

/* ---- The oracle ---- */

typedef struct flat {
    uint32_t words[4096], doc[4096];
    tie_span spans[4096];
    bool covered[4096];
    size_t count;
} flat;

/* All words of the corpus, adjacent figures as one. */
static void flatten(flat *f, const tie_str *docs) {
    f->count = 0;
    for (uint32_t d = 0; d < DOCS; d++) {
        tie_repeat_scan scan = tie_repeat_scan_new(lab.words, &lab.arena, docs[d]);
        static tie_repeat_token tokens[4096];
        size_t first = f->count, count = tie_repeat_scan_next(&scan, scan.text.len, tokens, 4096);
        for (size_t i = 0; i < count; i++) {
            tie_repeat_token t = tokens[i];
            tie_span span = {t.start, t.start + (t.len & TIE_REPEAT_LEN)};
            if (f->count > first && tie_repeat_masked(t.word) &&
                tie_repeat_masked(f->words[f->count - 1])) {
                f->spans[f->count - 1].end = span.end;
                continue;
            }
            ck_assert_uint_lt(f->count, 4096);
            f->words[f->count] = tie_repeat_mask(t.word);
            f->doc[f->count] = d;
            f->covered[f->count] = false;
            f->spans[f->count++] = span;
        }
    }
}

static void mark_covered(flat *f, repeat_found found) {
    for (size_t c = 0; c < found.count; c++)
        for (size_t m = 0; m < found.clusters[c].member_count; m++) {
            const tie_repeat_member *member = &found.clusters[c].members[m];
            for (size_t i = 0; i < f->count; i++)
                if (f->doc[i] == member->doc && f->spans[i].start >= member->span.start &&
                    f->spans[i].end <= member->span.end)
                    f->covered[i] = true;
        }
}

/* Words that match from i and j on. */
static size_t run_length(const flat *f, size_t i, size_t j) {
    size_t n = 0;
    while (j + n < f->count && f->words[i + n] == f->words[j + n] && f->doc[i + n] == f->doc[i] &&
           f->doc[j + n] == f->doc[j] && (f->doc[i] != f->doc[j] || i + n < j))
        n++;
    return n;
}

static void check_run(const flat *f, size_t i, size_t j, size_t n) {
    size_t unmasked = 0, telling = 0;
    for (size_t k = 0; k < n; k++) {
        unmasked += !tie_repeat_masked(f->words[i + k]);
        telling += !(f->words[i + k] & (TIE_REPEAT_MASK | TIE_REPEAT_STOP_BIT));
    }
    if (n < 12 || unmasked < 8 || unmasked < n - n / 4 || telling < n / 3)
        return; /* too short, or too few words that tell */
    for (size_t k = 0; k < n; k++) {
        ck_assert_msg(f->covered[i + k], "doc %u word %zu of a run of %zu", f->doc[i], k, n);
        ck_assert_msg(f->covered[j + k], "doc %u word %zu of a run of %zu", f->doc[j], k, n);
    }
}

START_TEST(covers_every_run_of_twelve) {
    static flat f;
    test_random random = {(uint64_t)_i};
    tie_str docs[DOCS];
    make_corpus(&random, docs);
    flatten(&f, docs);
    mark_covered(&f, repeat_lab_find(&lab, docs, NULL, DOCS, every_run));
    for (size_t i = 0; i < f.count; i++)
        for (size_t j = i + 1; j < f.count; j++) {
            bool starts = i == 0 || f.words[i - 1] != f.words[j - 1] || f.doc[i - 1] != f.doc[i] ||
                          f.doc[j - 1] != f.doc[j];
            if (starts && f.words[i] == f.words[j])
                check_run(&f, i, j, run_length(&f, i, j));
        }
}
END_TEST

/* ---- Invariance ---- */

static tie_str print_found(const tie_str *docs, size_t count, const uint32_t *ids,
                           tie_repeat_options options) {
    return repeat_lab_print(&lab, repeat_lab_find(&lab, docs, NULL, count, options), ids);
}

static void ck_assert_same(tie_str a, tie_str b) {
    ck_assert_msg(tie_str_eq(a, b), "%.*s\n---\n%.*s", TIE_FMT(a), TIE_FMT(b));
}

START_TEST(forgets_the_order_of_documents) {
    test_random random = {(uint64_t)_i + 1000};
    tie_str docs[DOCS], shuffled[DOCS];
    uint32_t ids[DOCS];
    make_corpus(&random, docs);
    for (uint32_t i = 0; i < DOCS; i++)
        ids[i] = i;
    for (uint32_t i = DOCS - 1; i > 0; i--) {
        uint32_t j = random_below(&random, i + 1), swap = ids[i];
        ids[i] = ids[j];
        ids[j] = swap;
    }
    for (uint32_t i = 0; i < DOCS; i++)
        shuffled[i] = docs[ids[i]];
    for (int common = 0; common < 2; common++) {
        tie_repeat_options options = {.common = common};
        ck_assert_same(print_found(docs, DOCS, NULL, options),
                       print_found(shuffled, DOCS, ids, options));
    }
}
END_TEST

START_TEST(forgets_the_budget) {
    test_random random = {(uint64_t)_i + 2000};
    enum { COPIES = 40 };
    tie_str docs[DOCS * COPIES];
    for (size_t i = 0; i < COPIES; i++)
        make_corpus(&random, docs + i * DOCS);
    tie_repeat_options small = {.memory_bytes = 1 << 16};
    ck_assert_same(print_found(docs, DOCS * COPIES, NULL, (tie_repeat_options){0}),
                   print_found(docs, DOCS * COPIES, NULL, small));
}
END_TEST

START_TEST(forgets_the_digits) {
    test_random random = {(uint64_t)_i + 3000};
    tie_str docs[DOCS], other[DOCS];
    make_corpus(&random, docs);
    for (size_t i = 0; i < DOCS; i++) {
        other[i] = tie_arena_str(&lab.arena, docs[i]);
        for (size_t k = 0; k < other[i].len; k++)
            if (tie_ascii_digit(other[i].ptr[k]))
                ((char *)(uintptr_t)other[i].ptr)[k] = (char)('0' + random_below(&random, 10));
    }
    ck_assert_same(print_found(docs, DOCS, NULL, every_run),
                   print_found(other, DOCS, NULL, every_run));
}
END_TEST

/* Documents in words of their own change nothing between the others. */
START_TEST(ignores_unrelated_documents) {
    test_random random = {(uint64_t)_i + 4000};
    tie_str docs[DOCS * 2];
    make_corpus(&random, docs);
    make_corpus(&random, docs + DOCS);
    for (size_t i = DOCS; i < DOCS * 2; i++)
        for (size_t k = 0; k < docs[i].len; k++)
            if (tie_ascii_alpha(docs[i].ptr[k]))
                ((char *)(uintptr_t)docs[i].ptr)[k] ^= 0x10; /* another letter or a sign */
    repeat_found alone = repeat_lab_find(&lab, docs, NULL, DOCS, every_run);
    repeat_found among = repeat_lab_find(&lab, docs, NULL, DOCS * 2, every_run);
    while (among.count && among.clusters[among.count - 1].members[0].doc >= DOCS)
        among.count--;
    ck_assert_same(repeat_lab_print(&lab, alone, NULL), repeat_lab_print(&lab, among, NULL));
}
END_TEST

/* ---- Figures and scripts ---- */

START_TEST(reports_two_figures_swapped) {
    test_random random = {(uint64_t)_i + 5000};
    tie_buf a = tie_buf_new(&lab.arena), b = tie_buf_new(&lab.arena);
    uint32_t first = random_below(&random, 5000), second = 5000 + random_below(&random, 5000);
    for (int i = 0; i < 24; i++) {
        char word[8];
        for (size_t k = 0; k < 6; k++)
            word[k] = (char)('a' + random_below(&random, 26));
        word[6] = ' ';
        bool figure = i == 7 || i == 15;
        tie_buf *to[] = {&a, &b};
        for (int side = 0; side < 2; side++) {
            tie_buf_add(to[side], (tie_str){word, 7});
            if (figure)
                tie_buf_printf(to[side], "%u ", (i == 7) == (side == 0) ? first : second);
        }
    }
    tie_str docs[] = {tie_buf_str(&a), tie_buf_str(&b)};
    repeat_found found = repeat_lab_find(&lab, docs, NULL, 2, (tie_repeat_options){0});
    ck_assert_uint_eq(found.count, 1);
    ck_assert_uint_eq(found.clusters[0].column_count, 2);
    ck_assert(found.clusters[0].columns[0].differs && found.clusters[0].columns[1].differs);
}
END_TEST

/* b's bytes from a's and the script, and the reverse. */
static void check_script(tie_str a, tie_str b) {
    const tie_repeat_edit *edits;
    size_t count = tie_repeat_script(lab.words, &lab.arena, a, b, &edits);
    tie_buf from_a = tie_buf_new(&lab.arena), from_b = tie_buf_new(&lab.arena);
    uint64_t a_at = 0, b_at = 0;
    for (size_t i = 0; i < count; i++) {
        ck_assert_uint_eq(edits[i].a.start, a_at);
        ck_assert_uint_eq(edits[i].b.start, b_at);
        bool same = edits[i].op == TIE_SLOT_SAME;
        tie_str x = tie_str_span(a, edits[i].a), y = tie_str_span(b, edits[i].b);
        tie_buf_add(&from_a, same ? x : y);
        tie_buf_add(&from_b, same ? y : x);
        a_at = edits[i].a.end;
        b_at = edits[i].b.end;
    }
    ck_assert_same(tie_buf_str(&from_a), b);
    ck_assert_same(tie_buf_str(&from_b), a);
}

START_TEST(rebuilds_both_texts) {
    test_random random = {(uint64_t)_i + 6000};
    tie_str docs[DOCS];
    make_corpus(&random, docs);
    for (size_t i = 0; i + 1 < DOCS; i++)
        check_script(docs[i], docs[i + 1]);
    tie_buf copy = tie_buf_new(&lab.arena);
    for (size_t i = 0; i < DOCS; i++)
        if (docs[i].len > 1)
            put_copy(&copy, &random, docs[i]);
    check_script(tie_buf_str(&copy), docs[0]);
    check_script(docs[1], tie_buf_str(&copy));
}
END_TEST

int main(void) {
    Suite *suite = suite_create("repeat_property");
    TCase *t = tcase_create("properties");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_loop_test(t, covers_every_run_of_twelve, 0, ROUNDS);
    tcase_add_loop_test(t, forgets_the_order_of_documents, 0, ROUNDS);
    tcase_add_loop_test(t, forgets_the_budget, 0, 3);
    tcase_add_loop_test(t, forgets_the_digits, 0, ROUNDS);
    tcase_add_loop_test(t, ignores_unrelated_documents, 0, ROUNDS);
    tcase_add_loop_test(t, reports_two_figures_swapped, 0, ROUNDS);
    tcase_add_loop_test(t, rebuilds_both_texts, 0, ROUNDS);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
