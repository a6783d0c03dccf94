/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search with a memory finds what a search without one finds, whatever came, went or changed
 * since the search before: all fields of all clusters are equal. Few phrases and sentences come
 * often, so that grams pass from one level to the next and beyond the places that are paired with
 * each other, sentences become common, and leaders change. */
#include "base/hash.h"
#include "tests/analyze/repeat_lab.h"
#include "tests/random.h"

enum { SEQUENCES = 20, STEPS = 14, DOCS_MAX = 90, DOCS_FIRST = 60, PHRASES = 5, SENTENCES = 12 };

typedef struct doc {
    tie_str text;
    tie_repeat_origin origin;
} doc;

/* A corpus that changes. */
typedef struct world {
    repeat_lab *lab;
    test_random random;
    doc docs[DOCS_MAX];
    size_t count;
    uint64_t names; /* given so far */
} world;

static repeat_lab lab;

static void setup(void) { repeat_lab_init(&lab); }
static void teardown(void) { repeat_lab_release(&lab); }

static uint32_t below(world *w, uint32_t n) { return random_below(&w->random, n); }

/* ---- Texts ---- */

static void put_word(world *w, tie_buf *buf) {
    static const char *const stops[] = {"the ", "of ", "and ", "in "};
    uint32_t x = below(w, 10);
    if (x < 2)
        tie_buf_puts(buf, stops[below(w, 4)]);
    else if (x == 2)
        tie_buf_printf(buf, "%u ", below(w, 10000));
    else
        tie_buf_printf(buf, "%c%c%c%c ", 'a' + below(w, 9), 'k' + below(w, 9), 'a' + below(w, 9),
                       'q' + below(w, 5));
}

/* Words that only the numbers decide; its figures are new each time. */
static void put_fixed(world *w, tie_buf *buf, uint32_t number, uint32_t words) {
    test_random own = {number * 77u + 5u};
    for (uint32_t i = 0; i < words; i++) {
        if (random_below(&own, 6) == 0)
            tie_buf_printf(buf, "%u ", below(w, 10000));
        else
            tie_buf_printf(buf, "%c%cw%c%c ", 'a' + random_below(&own, 20),
                           'a' + random_below(&own, 20), 'a' + random_below(&own, 20),
                           'a' + random_below(&own, 20));
    }
}

static void put_copy(world *w, tie_buf *buf) {
    if (!w->count)
        return;
    tie_str from = w->docs[below(w, (uint32_t)w->count)].text;
    if (from.len < 20)
        return;
    size_t at = below(w, (uint32_t)from.len - 10), len = 60 + below(w, 300);
    tie_buf_add(buf, tie_str_sub(from, at, at + len < from.len ? at + len : from.len));
}

static void put_piece(world *w, tie_buf *buf) {
    uint32_t x = below(w, 10), most = below(w, 5) + 1;
    if (x < 3) { /* long enough to be found where it is in more places than are paired */
        put_fixed(w, buf, PHRASES, 40 + below(w, 10));
    } else if (x < 6) {
        put_fixed(w, buf, below(w, below(w, PHRASES) + 1), 10);
    } else if (x < 8) {
        tie_buf_puts(buf, "\n\n");
        put_fixed(w, buf, 100 + below(w, below(w, SENTENCES) + 1), 15 + below(w, 2) * 3);
        tie_buf_puts(buf, ".\n\n");
    } else if (x == 8) {
        put_copy(w, buf);
    }
    for (uint32_t i = 0; i < most; i++)
        put_word(w, buf);
    tie_buf_puts(buf, below(w, 3) ? "" : ". ");
}

/* Three words of four are the same in all of these: no gram is, and yet a walk goes on and on. */
static void put_sparse(world *w, tie_buf *buf) {
    put_fixed(w, buf, PHRASES + 1, 12);
    for (uint32_t i = 0, end = 30 + below(w, 60); i < end; i++) {
        char a = (char)('a' + i % 26), b = (char)('a' + i / 26);
        tie_buf_printf(buf, "sp%car%ce wo%crd%cs le%cas%ct ", a, b, a, b, a, b);
        tie_buf_printf(buf, "%c%c%c%cx%s ", 'a' + below(w, 26), 'a' + below(w, 26),
                       'a' + below(w, 26), 'a' + below(w, 26), i % 4 ? "" : ".\n\n");
    }
}

static tie_str make_text(world *w) {
    tie_buf buf = tie_buf_new(&w->lab->arena);
    for (uint32_t pieces = below(w, below(w, 4) ? 14 : 60); pieces > 0; pieces--)
        put_piece(w, &buf);
    if (below(w, 4) == 0)
        put_sparse(w, &buf);
    return tie_buf_str(&buf);
}

/* The text with something more, something less, or other figures; often near its end, as a
 * chronicle grows. */
static tie_str change_text(world *w, tie_str text) {
    tie_buf buf = tie_buf_new(&w->lab->arena);
    size_t at = text.len ? below(w, (uint32_t)text.len) : 0, cut = below(w, 40);
    if (below(w, 2))
        at = text.len - at / 8;
    tie_buf_add(&buf, tie_str_sub(text, 0, at));
    if (below(w, 2))
        put_piece(w, &buf);
    else
        at = at + cut < text.len ? at + cut : text.len;
    tie_buf_add(&buf, tie_str_sub(text, at, text.len));
    return tie_buf_str(&buf);
}

/* ---- Changes ---- */

static int32_t make_day(world *w) { return below(w, 2) ? TIE_REPEAT_NO_DAY : (int32_t)below(w, 6); }

/* A name says in which file the document is. */
static void rename_doc(world *w, doc *d) {
    d->origin.file = below(w, 3) ? 0 : 1 + below(w, 3);
    d->origin.name = ++w->names;
}

static void add(world *w) {
    if (w->count == DOCS_MAX)
        return;
    bool twin = w->count && below(w, 8) == 0;
    tie_str text = twin ? w->docs[below(w, (uint32_t)w->count)].text : make_text(w);
    doc new = {text, {.day = make_day(w)}};
    rename_doc(w, &new);
    size_t at = below(w, (uint32_t)w->count + 1);
    memmove(w->docs + at + 1, w->docs + at, (w->count - at) * sizeof *w->docs);
    w->docs[at] = new;
    w->count++;
}

static void drop(world *w, size_t at) {
    w->count--;
    memmove(w->docs + at, w->docs + at + 1, (w->count - at) * sizeof *w->docs);
}

static void shuffle(world *w) {
    for (size_t i = w->count; i-- > 1;) {
        size_t j = below(w, (uint32_t)i + 1);
        doc swap = w->docs[i];
        w->docs[i] = w->docs[j];
        w->docs[j] = swap;
    }
}

static void change(world *w) {
    uint32_t x = below(w, 24);
    if (x < 6 || !w->count) {
        add(w);
        return;
    }
    size_t at = below(w, (uint32_t)w->count);
    doc *d = &w->docs[at];
    if (x < 11)
        drop(w, at);
    else if (x < 18)
        d->text = change_text(w, d->text);
    else if (x < 20)
        d->origin.day = make_day(w);
    else if (x < 22)
        rename_doc(w, d);
    else if (x < 23)
        shuffle(w);
    else
        for (size_t n = w->count / 2; n > 0; n--)
            drop(w, below(w, (uint32_t)w->count));
}

/* ---- Searches ---- */

static bool print_cluster(void *user, const tie_repeat_cluster *c) {
    tie_buf *buf = user;
    tie_buf_printf(buf, "cluster %u\n", c->number);
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_member *m = &c->members[i];
        tie_buf_printf(buf, "  %u %llu-%llu %d\n", m->doc, (unsigned long long)m->span.start,
                       (unsigned long long)m->span.end, m->canonical);
        for (size_t k = 0; k < m->slot_count; k++)
            tie_buf_printf(buf, "    %llu-%llu %d %u %u\n",
                           (unsigned long long)m->slots[k].span.start,
                           (unsigned long long)m->slots[k].span.end, m->slots[k].op,
                           m->slots[k].column, m->slots[k].value);
    }
    return true;
}

static void add_to(tie_repeats *r, const doc *d) {
    bool known;
    ck_assert_int_eq(tie_repeats_recall(r, d->text.len, d->origin, tie_hash(d->text), &known, NULL),
                     TIE_OK);
    if (!known)
        ck_assert_int_eq(tie_repeats_add(r, d->text, d->origin, NULL), TIE_OK);
}

static tie_str find(const world *w, tie_repeat_options options) {
    tie_repeats *r;
    tie_err err = {0};
    tie_buf buf = tie_buf_new(&w->lab->arena);
    ck_assert_int_eq(tie_repeats_new(w->lab->words, &options, &r, &err), TIE_OK);
    for (size_t i = 0; i < w->count; i++)
        add_to(r, &w->docs[i]);
    ck_assert_int_eq(tie_repeats_find(r, &err), TIE_OK);
    ck_assert_int_eq(tie_repeats_each(r, print_cluster, &buf, &err), TIE_OK);
    tie_repeats_free(r);
    return tie_buf_str(&buf);
}

START_TEST(finds_what_a_search_without_memory_finds) {
    world w = {.lab = &lab, .random = {(uint64_t)_i}};
    tie_repeat_memory memory = repeat_lab_memory(&lab);
    while (w.count < DOCS_FIRST)
        add(&w);
    for (int step = 0; step < STEPS; step++) {
        tie_repeat_options options = {.memory_bytes = step % 3 ? 0 : 1 << 16};
        tie_str fresh = find(&w, options);
        options.memory = &memory;
        tie_str again = find(&w, options);
        ck_assert_msg(tie_str_eq(fresh, again), "step %d", step);
        for (uint32_t changes = below(&w, 5); changes > 0; changes--)
            change(&w);
    }
}
END_TEST

int main(void) {
    Suite *suite = suite_create("repeat_again");
    TCase *t = tcase_create("properties");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, finds_what_a_search_without_memory_finds, 0, SEQUENCES);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
