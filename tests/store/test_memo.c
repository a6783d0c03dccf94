/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memos: what is recalled is what was read, and bytes that are no memo, whatever they are, are
 * refused or harmless. */
#include "base/hash.h"
#include "extract/memo.h"
#include "tests/property/lab.h"
#include "tests/random.h"
#include "tests/store/shelf.h"

enum { INPUTS = 3, DAMAGES = 400, ORDERS = 20, QUESTIONS = 100 };

static const char *const PATHS[INPUTS] = {
    TIEOUT_SOURCE_DIR "/examples/corpus/2024-01-18-meeting-note.md",
    TIEOUT_SOURCE_DIR "/examples/corpus/2024-02-12-press-release.txt",
    TIEOUT_SOURCE_DIR "/examples/corpus/2024-02-28-bulletin.txt",
};

static lab bench;

/* Reads or recalls the inputs; NULL where a head is refused. */
static tie_corpus *read_with(shelf *m, tie_input_state state) {
    tie_options options = {.today = {2024, 3, 1}, .passages = true, .jobs = 1};
    tie_defaults none = {0};
    tie_corpus *corpus;
    tie_err err = {0};
    ck_assert_int_eq(tie_corpus_new(bench.rules, &options, &corpus, &err), TIE_OK);
    tie_corpus_remember(corpus, shelf_memory(m));
    for (uint64_t i = 0; i < INPUTS; i++)
        ck_assert(tie_corpus_add_input(corpus, tie_str_c(PATHS[i]), &none, state, i, 0));
    tie_code code = tie_corpus_read(corpus, NULL, NULL, true, &err);
    if (!code)
        return corpus;
    ck_assert_int_eq(code, TIE_EINPUT);
    tie_corpus_free(corpus);
    return NULL;
}

static uint64_t print_of(tie_corpus *corpus) {
    const tie_finding *rows;
    tie_run *run;
    uint64_t print = 0;
    tie_code code = tie_run_new(corpus, &run, NULL);
    ck_assert_int_eq(code, tie_corpus_damaged(corpus) ? TIE_EINPUT : TIE_OK);
    if (code)
        return 0;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++) {
        print = tie_hash_mix(tie_hash_mix(print, rows[i].fingerprint), rows[i].evidence);
        print = tie_hash_mix(tie_hash_mix(print, tie_hash(rows[i].message)),
                             tie_hash(rows[i].computation));
    }
    tie_run_free(run);
    return print;
}

static bool same_dec(tie_dec a, tie_dec b) { return a.mant == b.mant && a.exp == b.exp; }

static void same_claim(const tie_claim *a, const tie_claim *b) {
    tie_claim x = *a, y = *b;
    tie_str *xs[TIE_CLAIM_STRINGS], *ys[TIE_CLAIM_STRINGS];
    tie_claim_strings(&x, xs);
    tie_claim_strings(&y, ys);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        ck_assert(tie_str_eq(*xs[i], *ys[i]));
    ck_assert(x.id == y.id && x.doc == y.doc && x.line == y.line && x.col == y.col);
    ck_assert(x.span.start == y.span.start && x.span.end == y.span.end);
    ck_assert(x.sentence.start == y.sentence.start && x.sentence.end == y.sentence.end);
    ck_assert(same_dec(x.value, y.value) && same_dec(x.value_hi, y.value_hi));
    ck_assert(same_dec(x.unit_u, y.unit_u) && same_dec(x.base_factor, y.base_factor));
    ck_assert(x.hedge == y.hedge && x.kind == y.kind && x.direction == y.direction);
    ck_assert(x.modality == y.modality && x.assumptions == y.assumptions);
    ck_assert(x.decimals == y.decimals && x.scale == y.scale);
    ck_assert_uint_eq(x.modifiers.count, y.modifiers.count);
}

static bool same_span(tie_span a, tie_span b) { return a.start == b.start && a.end == b.end; }

static void same_date(const tie_date_expr *a, const tie_date_expr *b) {
    ck_assert(a->doc == b->doc && a->line == b->line && a->col == b->col);
    ck_assert(same_span(a->span, b->span) && same_span(a->sentence, b->sentence));
    ck_assert(tie_str_eq(a->text, b->text) && tie_str_eq(a->fault, b->fault));
}

static void same_link(const tie_link *a, const tie_link *b) {
    ck_assert(a->kind == b->kind && a->hold == b->hold && a->unfit == b->unfit);
    ck_assert(a->count == b->count && a->date_count == b->date_count);
    ck_assert(a->direction == b->direction && a->least == b->least && a->most == b->most);
    for (uint32_t i = 0; i < a->count; i++)
        ck_assert(a->claims[i] == b->claims[i]);
    for (uint32_t i = 0; i < a->date_count; i++)
        same_date(&a->dates[i], &b->dates[i]);
}

static void same_footing(const tie_footing *a, const tie_footing *b) {
    ck_assert(a->count == b->count && a->group == b->group && a->reading == b->reading);
    ck_assert(a->shape == b->shape && a->unclear == b->unclear && a->rounded == b->rounded);
    for (uint32_t i = 0; i < a->count; i++)
        ck_assert(a->claims[i] == b->claims[i] && a->signs[i] == b->signs[i]);
}

static void same_sentence(const tie_sentence_key *a, const tie_sentence_key *b) {
    ck_assert(a->masked == b->masked && a->doc == b->doc && same_span(a->span, b->span));
    ck_assert(a->first_claim == b->first_claim && a->claim_count == b->claim_count);
    ck_assert(a->words == b->words && a->row == b->row && a->lexes == b->lexes);
    ck_assert(a->introduces == b->introduces && a->subtracts == b->subtracts);
}

static void same_part(const tie_doc_part *a, const tie_doc_part *b) {
    ck_assert_uint_eq(a->claim_count, b->claim_count);
    ck_assert_uint_eq(a->date_count, b->date_count);
    ck_assert_uint_eq(a->link_count, b->link_count);
    ck_assert_uint_eq(a->footing_count, b->footing_count);
    ck_assert_uint_eq(a->sentence_count, b->sentence_count);
    for (uint32_t i = 0; i < a->claim_count; i++)
        same_claim(&a->claims[i], &b->claims[i]);
    for (uint32_t i = 0; i < a->date_count; i++)
        same_date(&a->dates[i], &b->dates[i]);
    for (uint32_t i = 0; i < a->link_count; i++)
        same_link(&a->links[i], &b->links[i]);
    for (uint32_t i = 0; i < a->footing_count; i++)
        same_footing(&a->footings[i], &b->footings[i]);
    for (uint32_t i = 0; i < a->sentence_count; i++)
        same_sentence(&a->sentences[i], &b->sentences[i]);
}

/* All of all documents, which must be what each of them has. */
static void same_all(tie_corpus *corpus) {
    const tie_claim *claims;
    const tie_date_expr *dates;
    tie_doc_part all = {.claim_count = (uint32_t)tie_corpus_claims(corpus, &claims),
                        .date_count = (uint32_t)tie_corpus_dates(corpus, &dates)};
    all.claims = claims;
    all.dates = dates;
    ck_assert_uint_eq(all.claim_count, tie_corpus_claim_count(corpus));
    for (uint32_t d = 0; d < INPUTS; d++) {
        tie_doc_part part = *tie_corpus_part(corpus, d), slice = part;
        slice.claims = all.claims;
        slice.dates = all.dates;
        same_part(&part, &slice);
        all.claims += part.claim_count;
        all.dates += part.date_count;
    }
    ck_assert(all.claims == claims + all.claim_count && all.dates == dates + all.date_count);
}

/* Each sentence, and one that is none, asked for alone. */
static void same_sentence_of(tie_corpus *read, tie_corpus *known, const tie_claim *c) {
    const tie_sentence_key *a = tie_corpus_sentence(read, c->doc, c->sentence.start);
    const tie_sentence_key *b = tie_corpus_sentence(known, c->doc, c->sentence.start);
    ck_assert(!a == !b);
    if (a)
        same_sentence(a, b);
    ck_assert(b == tie_corpus_sentence(known, c->doc, c->sentence.start) ||
              tie_corpus_lists(known, c->doc)->sentence_count);
    ck_assert_ptr_null(tie_corpus_sentence(known, c->doc, c->sentence.end));
    ck_assert_ptr_null(tie_corpus_sentence(read, c->doc, c->sentence.end));
}

/* In whatever order claims, sentences, documents and all of them are asked for. */
START_TEST(recalled_is_read) {
    shelf m = {0};
    test_random random = {(uint64_t)_i + 1};
    tie_corpus *read = read_with(&m, TIE_INPUT_NEW), *known = read_with(&m, TIE_INPUT_KNOWN);
    uint32_t count = (uint32_t)tie_corpus_claim_count(read);
    ck_assert_uint_eq(m.count, INPUTS);
    ck_assert_uint_eq(m.asked, 0);
    ck_assert_uint_gt(count, 20);
    ck_assert_uint_eq(count, tie_corpus_claim_count(known));
    for (int n = 0; n < QUESTIONS; n++) {
        uint32_t id = random_below(&random, count), doc = random_below(&random, INPUTS);
        const tie_claim *claim = tie_corpus_claim(known, id);
        same_claim(tie_corpus_claim(read, id), claim);
        ck_assert(claim->id == id && claim == tie_corpus_claim(known, id));
        if (random_below(&random, 10) == 0)
            same_sentence_of(read, known, claim);
        if (random_below(&random, QUESTIONS / 2) == 0)
            same_part(tie_corpus_part(read, doc), tie_corpus_part(known, doc));
        if (random_below(&random, QUESTIONS) == 0)
            same_all(known);
        ck_assert(claim == tie_corpus_claim(known, id));
    }
    ck_assert_uint_le(m.asked, INPUTS);
    for (uint32_t d = 0; d < INPUTS; d++)
        same_part(tie_corpus_part(read, d), tie_corpus_part(known, d));
    same_all(read);
    same_all(known);
    ck_assert_uint_eq(m.asked, INPUTS);
    ck_assert(!tie_corpus_damaged(known));
    tie_corpus_free(read);
    tie_corpus_free(known);
    shelf_forget(&m);
}
END_TEST

START_TEST(documents_have_an_origin) {
    shelf m = {0};
    tie_corpus *read = read_with(&m, TIE_INPUT_NEW), *known = read_with(&m, TIE_INPUT_KNOWN);
    for (uint32_t d = 0; d < INPUTS; d++) {
        uint64_t tag;
        uint32_t part;
        ck_assert(!tie_corpus_recalled(read, d) && tie_corpus_recalled(known, d));
        tie_corpus_origin(known, d, &tag, &part);
        ck_assert(tag == d && part == 0);
    }
    tie_corpus_free(read);
    tie_corpus_free(known);
    shelf_forget(&m);
}
END_TEST

/* The texts are not in this memory: they are read from the files, and all is the same. */
START_TEST(finds_the_same) {
    shelf m = {0};
    tie_corpus *read = read_with(&m, TIE_INPUT_NEW), *known = read_with(&m, TIE_INPUT_KNOWN);
    ck_assert(print_of(read) == print_of(known));
    tie_corpus_free(read);
    tie_corpus_free(known);
    shelf_forget(&m);
}
END_TEST

START_TEST(cut_or_changed_head_is_refused) {
    shelf m = {0};
    test_random random = {7};
    tie_corpus_free(read_with(&m, TIE_INPUT_NEW));
    for (size_t i = 0; i < INPUTS; i++) {
        size_t len = m.head_lens[i];
        uint32_t at = random_below(&random, (uint32_t)len);
        m.head_lens[i] = at;
        ck_assert_ptr_null(read_with(&m, TIE_INPUT_KNOWN));
        m.head_lens[i] = len;
        m.heads[i][at] = (char)(m.heads[i][at] + 1);
        ck_assert_ptr_null(read_with(&m, TIE_INPUT_KNOWN));
        m.heads[i][at] = (char)(m.heads[i][at] - 1);
    }
    shelf_forget(&m);
}
END_TEST

/* Claims of nothing stand in, and the corpus says so; nobody who asks for others hears of it. */
static void told_of_body(shelf *m, uint32_t input) {
    tie_corpus *corpus = read_with(m, TIE_INPUT_KNOWN);
    const tie_doc *docs;
    tie_corpus_docs(corpus, &docs);
    tie_corpus_part(corpus, (input + 1) % INPUTS);
    ck_assert(!tie_corpus_damaged(corpus));
    uint32_t id = docs[input].first_claim + docs[input].claim_count / 2;
    const tie_claim *c = tie_corpus_claim(corpus, id);
    ck_assert(c->id == id && c->doc == input && !c->text.len && tie_corpus_damaged(corpus));
    const tie_doc_part *part = tie_corpus_part(corpus, input);
    ck_assert(part->claim_count == docs[input].claim_count && !part->link_count);
    print_of(corpus);
    tie_corpus_free(corpus);
}

START_TEST(cut_or_changed_body_is_told) {
    shelf m = {0};
    test_random random = {9};
    tie_corpus_free(read_with(&m, TIE_INPUT_NEW));
    for (uint32_t i = 0; i < INPUTS; i++) {
        size_t len = m.body_lens[i], other = (i + 1) % INPUTS;
        char *own = m.bodies[i];
        uint32_t at = random_below(&random, (uint32_t)len);
        m.body_lens[i] = at;
        told_of_body(&m, i);
        m.body_lens[i] = 0;
        told_of_body(&m, i);
        m.body_lens[i] = m.body_lens[other];
        m.bodies[i] = m.bodies[other];
        told_of_body(&m, i);
        m.bodies[i] = own;
        m.body_lens[i] = len;
        own[at] = (char)(own[at] + 1);
        told_of_body(&m, i);
        own[at] = (char)(own[at] - 1);
    }
    shelf_forget(&m);
}
END_TEST

/* Bytes of a stranger who knows the checksums. */
static void forge(shelf *m, size_t input) {
    enum { SUM = sizeof(uint64_t) };
    uint64_t sum = tie_hash((tie_str){m->bodies[input], m->body_lens[input]});
    memcpy(m->heads[input] + SUM, &sum, SUM);
    sum = tie_hash((tie_str){m->heads[input] + SUM, m->head_lens[input] - SUM});
    memcpy(m->heads[input], &sum, SUM);
}

START_TEST(forged_is_harmless) {
    shelf m = {0};
    test_random random = {11};
    tie_corpus_free(read_with(&m, TIE_INPUT_NEW));
    for (int n = 0; n < DAMAGES; n++) {
        size_t i = random_below(&random, INPUTS);
        bool of_head = random_below(&random, 4) == 0;
        char *bytes = of_head ? m.heads[i] : m.bodies[i];
        uint32_t from = of_head ? 16 : 0;
        size_t len = of_head ? m.head_lens[i] : m.body_lens[i];
        uint32_t at = from + random_below(&random, (uint32_t)len - from);
        char before = bytes[at];
        bytes[at] = (char)random_next(&random);
        forge(&m, i);
        tie_corpus *corpus = read_with(&m, TIE_INPUT_KNOWN);
        for (uint32_t d = 0; corpus && n % 2 && d < INPUTS; d++)
            tie_corpus_part(corpus, d);
        if (corpus)
            print_of(corpus);
        tie_corpus_free(corpus);
        bytes[at] = before;
        forge(&m, i);
    }
    shelf_forget(&m);
}
END_TEST

static void open_bench(void) { lab_open(&bench); }
static void close_bench(void) { lab_close(&bench); }

int main(void) {
    Suite *suite = suite_create("memo");
    TCase *tcase = tcase_create("memo");
    tcase_add_unchecked_fixture(tcase, open_bench, close_bench);
    tcase_add_loop_test(tcase, recalled_is_read, 0, ORDERS);
    tcase_add_test(tcase, documents_have_an_origin);
    tcase_add_test(tcase, finds_the_same);
    tcase_add_test(tcase, cut_or_changed_head_is_refused);
    tcase_add_test(tcase, cut_or_changed_body_is_told);
    tcase_add_test(tcase, forged_is_harmless);
    tcase_set_timeout(tcase, 600);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
