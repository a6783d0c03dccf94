/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search that remembers the one before finds, byte for byte, what a fresh search of the same
 * documents finds, whatever has happened to them in between; what has not changed is not read; and
 * damage is told. */
#include "base/hash.h"
#include "tests/analyze/repeat_lab.h"
#include "tests/random.h"

enum { ROUNDS = 30, STEPS = 8, MOST = 14, TEXT_WORDS = 400, FORGERIES = 180 };

static repeat_lab lab;

static void setup(void) { repeat_lab_init(&lab); }
static void teardown(void) { repeat_lab_release(&lab); }

/* ---- Documents ---- */

typedef struct paper {
    tie_str text;
    tie_repeat_origin origin;
} paper;

typedef struct corpus {
    paper papers[MOST];
    size_t count;
    uint64_t names;
    uint32_t longer; /* how many times as long texts are */
} corpus;

static void put_word(tie_buf *buf, test_random *random) {
    uint32_t x = random_below(random, 100);
    if (x < 20)
        tie_buf_puts(buf, x % 2 ? "the" : "of");
    else if (x < 40)
        tie_buf_printf(buf, "%u", random_below(random, 30) * 37);
    else
        tie_buf_printf(buf, "%c%c%c", 'a' + random_below(random, 8), 'k' + random_below(random, 6),
                       'a' + random_below(random, 6));
    uint32_t end = random_below(random, 30);
    tie_buf_puts(buf, end == 0 ? ".\n\n" : end < 3 ? ". " : " ");
}

/* A stretch of another text, so that there is something to find. */
static void put_copy(tie_buf *buf, test_random *random, tie_str source) {
    size_t at = source.len ? random_below(random, (uint32_t)source.len) : 0;
    size_t len = 60 + random_below(random, 400);
    tie_buf_add(buf, tie_str_sub(source, at, at + len < source.len ? at + len : source.len));
    tie_buf_putc(buf, ' ');
}

static tie_str new_text(const corpus *c, test_random *random) {
    tie_buf buf = tie_buf_new(&lab.arena);
    for (uint32_t n = 1 + random_below(random, 5); n > 0; n--) {
        for (uint32_t copies = c->count ? random_below(random, 4) : 0; copies > 0; copies--)
            put_copy(&buf, random, c->papers[random_below(random, (uint32_t)c->count)].text);
        for (uint32_t words = random_below(random, TEXT_WORDS) * c->longer; words > 0; words--)
            put_word(&buf, random);
        if (random_below(random, 20) == 0) /* tokens far from the start of their page */
            for (int i = 0; i < 70000; i++)
                tie_buf_putc(&buf, ' ');
    }
    return tie_buf_str(&buf);
}

static paper new_paper(corpus *c, test_random *random) {
    return (paper){new_text(c, random), {.day = TIE_REPEAT_NO_DAY, .name = ++c->names}};
}

static void insert(corpus *c, size_t at, paper p) {
    memmove(c->papers + at + 1, c->papers + at, (c->count - at) * sizeof p);
    c->papers[at] = p;
    c->count++;
}

static paper take_out(corpus *c, size_t at) {
    paper p = c->papers[at];
    memmove(c->papers + at, c->papers + at + 1, (--c->count - at) * sizeof p);
    return p;
}

static void change(corpus *c, test_random *random) {
    size_t at = c->count ? random_below(random, (uint32_t)c->count) : 0;
    paper *p = &c->papers[at];
    switch (c->count ? random_below(random, 8) : 0) {
    case 0:
    case 1:
        if (c->count < MOST)
            insert(c, at, new_paper(c, random));
        break;
    case 2:
        take_out(c, at);
        break;
    case 3:
        p->text = new_text(c, random);
        break;
    case 4: { /* a sentence more */
        tie_buf buf = tie_buf_new(&lab.arena);
        tie_buf_add(&buf, p->text);
        tie_buf_puts(&buf, " One more of 17 was said of it.");
        p->text = tie_buf_str(&buf);
        break;
    }
    case 5:
        p->origin.name = ++c->names;
        break;
    case 6:
        p->origin.day =
            random_below(random, 4) ? (int32_t)random_below(random, 3) : TIE_REPEAT_NO_DAY;
        break;
    default: { /* elsewhere, in a file with its neighbour or without */
        paper moved = take_out(c, at);
        insert(c, random_below(random, (uint32_t)c->count + 1), moved);
        at = random_below(random, (uint32_t)c->count);
        uint32_t file = random_below(random, 2) * (uint32_t)(at + 1);
        for (size_t i = at; i < c->count && i < at + 2; i++)
            c->papers[i].origin.file = file;
    }
    }
}

/* Files lie in one piece. */
static void mend_files(corpus *c) {
    for (size_t i = 0; i < c->count; i++) {
        uint32_t file = c->papers[i].origin.file;
        bool goes_on = file && i > 0 && c->papers[i - 1].origin.file == file;
        for (size_t k = 0; file && !goes_on && k < i; k++)
            if (c->papers[k].origin.file == file)
                c->papers[i].origin.file = 0;
    }
}

/* ---- Searching ---- */

static bool print(void *user, const tie_repeat_cluster *c) {
    tie_buf *out = user;
    for (size_t i = 0; i < c->column_count; i++)
        tie_buf_printf(out, "%llu-%llu/%d/%d ", (unsigned long long)c->columns[i].span.start,
                       (unsigned long long)c->columns[i].span.end, c->columns[i].differs,
                       c->columns[i].date);
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_member *m = &c->members[i];
        tie_buf_printf(out, "%u: %u %llu-%llu %d:", c->number, m->doc,
                       (unsigned long long)m->span.start, (unsigned long long)m->span.end,
                       m->canonical);
        for (size_t k = 0; k < m->slot_count; k++)
            tie_buf_printf(out, " %llu-%llu/%d/%u/%u", (unsigned long long)m->slots[k].span.start,
                           (unsigned long long)m->slots[k].span.end, m->slots[k].op,
                           m->slots[k].column, m->slots[k].value);
        tie_buf_putc(out, '\n');
    }
    return true;
}

/* What is found, or the error; *read counts the documents whose texts were asked for. */
static tie_code find(const corpus *c, const tie_repeat_memory *memory, size_t memory_bytes,
                     bool common, tie_str *out, size_t *read) {
    tie_repeats *r;
    tie_repeat_options options = {.memory = memory, .memory_bytes = memory_bytes, .common = common};
    tie_buf buf = tie_buf_new(&lab.arena);
    ck_assert_int_eq(tie_repeats_new(lab.words, &options, &r, NULL), TIE_OK);
    *read = 0;
    for (size_t i = 0; i < c->count; i++) {
        const paper *p = &c->papers[i];
        bool known;
        tie_code code =
            tie_repeats_recall(r, p->text.len, p->origin, tie_hash(p->text), &known, NULL);
        ck_assert_int_eq(code, TIE_OK);
        *read += !known;
        if (!known)
            ck_assert_int_eq(tie_repeats_add(r, p->text, p->origin, NULL), TIE_OK);
    }
    tie_code code = tie_repeats_find(r, NULL);
    if (!code)
        code = tie_repeats_each(r, print, &buf, NULL);
    if (!code)
        code = tie_repeats_keep(r, NULL);
    tie_repeats_free(r);
    tie_buf_putc(&buf, 0);
    *out = tie_buf_str(&buf);
    return code;
}

static void assert_same(const corpus *c, const tie_repeat_memory *memory, size_t memory_bytes,
                        bool common, int round, int step) {
    tie_str fresh, again;
    size_t all, read;
    ck_assert_int_eq(find(c, NULL, 0, common, &fresh, &all), TIE_OK);
    ck_assert_int_eq(find(c, memory, memory_bytes, common, &again, &read), TIE_OK);
    ck_assert_uint_eq(all, c->count);
    size_t at = 0;
    while (at < fresh.len && at < again.len && fresh.ptr[at] == again.ptr[at])
        at++;
    ck_assert_msg(tie_str_eq(fresh, again), "round %d, step %d, byte %zu: not %.100s but %.100s",
                  round, step, at, fresh.ptr + at, again.ptr + at);
}

START_TEST(same_as_a_fresh_search) {
    for (int round = 0; round < ROUNDS; round++) {
        test_random random = {(uint64_t)round + 1};
        tie_repeat_memory memory = repeat_lab_memory(&lab);
        corpus c = {.longer = round % 5 ? 1 : 8};
        while (c.count < 9)
            insert(&c, 0, new_paper(&c, &random));
        for (int step = 0; step < STEPS; step++) {
            for (uint32_t n = random_below(&random, 4); n > 0; n--)
                change(&c, &random);
            mend_files(&c);
            assert_same(&c, &memory, round % 3 ? 0 : 1, round % 4 == 1, round, step);
        }
        teardown();
        setup();
    }
}
END_TEST

/* Nine papers that a first search has read. */
static corpus remembered(const tie_repeat_memory *memory, test_random *random) {
    corpus c = {.longer = 1};
    tie_str found;
    size_t read;
    while (c.count < 9)
        insert(&c, 0, new_paper(&c, random));
    ck_assert_int_eq(find(&c, memory, 0, false, &found, &read), TIE_OK);
    ck_assert_uint_eq(read, 9);
    return c;
}

START_TEST(what_has_not_changed_is_not_read) {
    test_random random = {7};
    tie_repeat_memory memory = repeat_lab_memory(&lab);
    tie_str found;
    size_t read;
    corpus c = remembered(&memory, &random);
    ck_assert_int_eq(find(&c, &memory, 0, false, &found, &read), TIE_OK);
    ck_assert_uint_eq(read, 0);
    c.papers[3].text = TIE_STR("Another text.");
    c.papers[5].origin.day = 2;
    take_out(&c, 8);
    ck_assert_int_eq(find(&c, &memory, 0, false, &found, &read), TIE_OK);
    ck_assert_uint_eq(read, 2);
}
END_TEST

/* ---- Notes ---- */

/* The note of the only cluster of these documents; then the cluster is taken and another noted. */
static uint32_t note_of(const tie_str *texts, size_t count, const tie_repeat_memory *memory) {
    tie_repeats *r;
    tie_repeat_options options = {.memory = memory};
    ck_assert_int_eq(tie_repeats_new(lab.words, &options, &r, NULL), TIE_OK);
    for (size_t i = 0; i < count; i++) {
        tie_repeat_origin origin = {.day = TIE_REPEAT_NO_DAY, .name = i + 1};
        bool known;
        tie_repeats_recall(r, texts[i].len, origin, tie_hash(texts[i]), &known, NULL);
        if (!known)
            tie_repeats_add(r, texts[i], origin, NULL);
    }
    tie_buf buf = tie_buf_new(&lab.arena);
    ck_assert_int_eq(tie_repeats_find(r, NULL), TIE_OK);
    ck_assert_uint_eq(tie_repeats_count(r), 1);
    uint32_t note = tie_repeats_outline(r, 0).note;
    ck_assert_int_eq(tie_repeats_take(r, 0, print, &buf, NULL), TIE_OK);
    tie_repeats_note(r, 0, 7, TIE_STR("seven"));
    ck_assert_int_eq(tie_repeats_keep(r, NULL), TIE_OK);
    tie_repeats_free(r);
    return note;
}

#define HARBOUR                                                                                    \
    "The office of the harbour counted nine ferries and turned four of them back at sea."

START_TEST(notes_are_of_the_same_documents) {
    tie_repeat_memory memory = repeat_lab_memory(&lab);
    tie_str texts[] = {TIE_STR(HARBOUR), TIE_STR("It was said: " HARBOUR), TIE_STR("Other words.")};
    ck_assert_uint_eq(note_of(texts, 3, &memory), 0);
    ck_assert_uint_eq(note_of(texts, 3, &memory), 7); /* nothing changed */
    texts[2] = TIE_STR("Others still.");
    ck_assert_uint_eq(note_of(texts, 3, &memory), 7); /* no document of the cluster */
    texts[1] = TIE_STR("It was said: " HARBOUR " And more of it.");
    ck_assert_uint_eq(note_of(texts, 3, &memory), 0); /* the passage did not, its document did */
    ck_assert_uint_eq(note_of(texts, 2, &memory), 7); /* one less, and not of the cluster */
}
END_TEST

/* ---- Damage ---- */

/* A memory that gives back other bytes for one part: without one bit, or none. */
typedef struct damage {
    tie_repeat_memory memory;
    size_t asked, hit;
    bool gone;
} damage;

static tie_str get_damaged(void *user, tie_arena *arena, tie_str name) {
    damage *d = user;
    tie_str bytes = d->memory.get(d->memory.user, arena, name);
    if (d->asked++ != d->hit || !bytes.len)
        return bytes;
    if (d->gone)
        return (tie_str){0};
    char *copy = tie_arena_alloc(arena, bytes.len, 1);
    memcpy(copy, bytes.ptr, bytes.len);
    copy[bytes.len / 2] ^= 0x10;
    return (tie_str){copy, bytes.len};
}

static void put_damaged(void *user, tie_str name, tie_str bytes) {
    damage *d = user;
    d->memory.put(d->memory.user, name, bytes);
}

START_TEST(damage_is_told_or_does_nothing) {
    size_t told = 0;
    for (size_t hit = 0; hit < 24; hit++) {
        test_random random = {3};
        tie_repeat_memory memory = repeat_lab_memory(&lab);
        corpus c = {.longer = 1};
        tie_str fresh, again;
        size_t read;
        while (c.count < 9)
            insert(&c, 0, new_paper(&c, &random));
        ck_assert_int_eq(find(&c, &memory, 0, false, &fresh, &read), TIE_OK);
        damage d = {.memory = memory, .hit = hit / 2, .gone = hit % 2};
        tie_repeat_memory broken = {&d, get_damaged, put_damaged};
        tie_code code = find(&c, &broken, 0, false, &again, &read);
        ck_assert(code == TIE_OK || code == TIE_EINPUT);
        told += code == TIE_EINPUT;
        if (!code)
            ck_assert(tie_str_eq(fresh, again));
    }
    ck_assert_uint_gt(told, 2);
}
END_TEST

/* A memory that gives back one part with another byte, and the checksum of what it gives. */
typedef struct forger {
    tie_repeat_memory memory;
    size_t asked, hit, at;
    tie_str forged;
} forger;

static void keep_forged(void *user, tie_str name, tie_str bytes) {
    (void)name;
    ((forger *)user)->forged = bytes;
}

static tie_str get_forged(void *user, tie_arena *arena, tie_str name) {
    enum { SUM_BYTES = 8 };
    forger *f = user;
    tie_str bytes = f->memory.get(f->memory.user, arena, name);
    if (f->asked++ != f->hit || bytes.len <= SUM_BYTES)
        return bytes;
    tie_repeat_memory keeper = {.user = f, .put = keep_forged};
    tie_buf part = tie_repeat_part_new(arena);
    tie_buf_add(&part, tie_str_sub(bytes, SUM_BYTES, bytes.len));
    part.ptr[SUM_BYTES + f->at % (bytes.len - SUM_BYTES)] ^= (char)0xFF;
    tie_repeat_part_put(&keeper, name, &part);
    return f->forged;
}

static void put_forged(void *user, tie_str name, tie_str bytes) {
    forger *f = user;
    f->memory.put(f->memory.user, name, bytes);
}

/* Whatever a memory says, nothing is read or written beyond what there is. */
START_TEST(forged_parts_do_no_harm) {
    test_random random = {(uint64_t)_i + 1};
    size_t told = 0;
    for (size_t n = 0; n < FORGERIES; n++) {
        tie_repeat_memory memory = repeat_lab_memory(&lab);
        tie_str found;
        size_t read;
        corpus c = remembered(&memory, &random);
        forger f = {.memory = memory, .hit = n % 90, .at = random_below(&random, 4000)};
        tie_repeat_memory forging = {&f, get_forged, put_forged};
        if (n % 3)
            c.papers[n % c.count].text = TIE_STR("Another text.");
        tie_code code = find(&c, &forging, 0, false, &found, &read);
        ck_assert(code == TIE_OK || code == TIE_EINPUT);
        told += code == TIE_EINPUT;
    }
    ck_assert_uint_gt(told, 0);
}
END_TEST

static Suite *suite(void) {
    Suite *s = suite_create("memory of repeats");
    TCase *c = tcase_create("memory");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 120);
    tcase_add_test(c, same_as_a_fresh_search);
    tcase_add_test(c, what_has_not_changed_is_not_read);
    tcase_add_test(c, notes_are_of_the_same_documents);
    tcase_add_test(c, damage_is_told_or_does_nothing);
    tcase_add_loop_test(c, forged_parts_do_no_harm, 0, 3);
    suite_add_tcase(s, c);
    return s;
}

int main(void) {
    SRunner *runner = srunner_create(suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
