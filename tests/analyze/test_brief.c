/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Briefs: what is found where documents are recalled and their briefs taken over is what is found
 * from scratch, whatever came, went or moved between; and bytes that are no brief, whatever they
 * are, are refused or harmless. */
#include "analyze/run.h"
#include "base/io.h"
#include "tests/property/lab.h"
#include "tests/random.h"
#include "tests/store/shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/resource.h>

enum { PARTS = 64, SEEDS = 12, STEPS = 4, CASES_MAX = 256, PACKED = 2 };

typedef struct brief_text {
    const char *name, *text;
} brief_text;

static const brief_text texts[] = {
#include "tests/analyze/brief_texts.h"
};

enum { TEXTS = sizeof texts / sizeof *texts };

static lab bench;
static tie_ruleset *packed;

/* ---- A memory of memos and briefs ---- */

typedef struct world {
    shelf memos; /* first: it is the user of their memory */
    char *briefs[SHELF_INPUTS][PARTS];
    size_t lens[SHELF_INPUTS][PARTS];
    const tie_ruleset *rules;
    tie_strs paths; /* of inputs, by tag */
    tie_corpus *corpus;
    size_t taken, put;
    tie_brief_memory memory;
} world;

static bool has_brief(const world *w, uint32_t doc, uint64_t *tag, uint32_t *part) {
    tie_corpus_origin(w->corpus, doc, tag, part);
    ck_assert(*tag < w->paths.count);
    return *part < PARTS;
}

static tie_str get_brief(void *user, uint32_t doc) {
    world *w = user;
    uint64_t tag;
    uint32_t part;
    ck_assert(tie_corpus_recalled(w->corpus, doc));
    if (!has_brief(w, doc, &tag, &part) || !w->briefs[tag][part])
        return (tie_str){0};
    w->taken++;
    return (tie_str){w->briefs[tag][part], w->lens[tag][part]};
}

static void put_brief(void *user, uint32_t doc, tie_str bytes) {
    world *w = user;
    uint64_t tag;
    uint32_t part;
    if (!has_brief(w, doc, &tag, &part))
        return;
    shelf_keep(&w->briefs[tag][part], &w->lens[tag][part], bytes);
    w->put++;
}

static void forget_briefs(world *w, uint64_t tag) {
    for (size_t i = 0; i < PARTS; i++) {
        free(w->briefs[tag][i]);
        w->briefs[tag][i] = NULL;
    }
}

/* A file that was read again left other documents. */
static bool learn(void *user, const tie_lesson *lesson) {
    forget_briefs(user, lesson->tag);
    return shelf_learn(user, lesson);
}

static world *world_new(const tie_ruleset *rules, tie_strs paths) {
    world *w = calloc(1, sizeof *w);
    ck_assert_ptr_nonnull(w);
    ck_assert_uint_le(paths.count, SHELF_INPUTS);
    w->rules = rules;
    w->paths = paths;
    w->memory = (tie_brief_memory){.user = w, .get = get_brief, .put = put_brief};
    shelf_memory(&w->memos);
    w->memos.memory.learn = learn;
    return w;
}

static void world_free(world *w) {
    for (uint64_t tag = 0; tag < SHELF_INPUTS; tag++)
        forget_briefs(w, tag);
    shelf_forget(&w->memos);
    free(w);
}

/* ---- Analyses ---- */

/* Inputs in some order. */
typedef struct choice {
    uint32_t tags[SHELF_INPUTS];
    size_t count;
} choice;

static choice all_of(const world *w) {
    choice c = {.count = w->paths.count};
    for (uint32_t i = 0; i < c.count; i++)
        c.tags[i] = i;
    return c;
}

static tie_corpus *new_corpus(const world *w) {
    tie_options options = {.today = {2024, 3, 1}, .passages = true, .jobs = 1};
    tie_corpus *corpus;
    ck_assert_int_eq(tie_corpus_new(w->rules, &options, &corpus, NULL), TIE_OK);
    return corpus;
}

/* anew: bit i for the input with tag i, which is read again whatever is known of it. */
static tie_corpus *recall(world *w, const choice *c, uint64_t anew) {
    tie_defaults none = {0};
    tie_corpus *corpus = new_corpus(w);
    tie_corpus_remember(corpus, &w->memos.memory);
    for (size_t i = 0; i < c->count; i++) {
        uint32_t tag = c->tags[i];
        bool known = w->memos.heads[tag] && !(anew >> tag & 1);
        ck_assert(tie_corpus_add_input(corpus, w->paths.items[tag], &none,
                                       known ? TIE_INPUT_KNOWN : TIE_INPUT_NEW, tag, 0));
    }
    ck_assert_int_eq(tie_corpus_read(corpus, NULL, NULL, true, NULL), TIE_OK);
    return w->corpus = corpus;
}

static tie_corpus *read_afresh(const world *w, const choice *c) {
    tie_corpus *corpus = new_corpus(w);
    for (size_t i = 0; i < c->count; i++)
        ck_assert_int_eq(tie_corpus_add(corpus, w->paths.items[c->tags[i]], NULL), TIE_OK);
    ck_assert_int_eq(tie_corpus_read(corpus, NULL, NULL, true, NULL), TIE_OK);
    return corpus;
}

/* ---- Rows that are the same ---- */

static bool same_dec(tie_dec a, tie_dec b) { return a.mant == b.mant && a.exp == b.exp; }

static bool same_span(tie_span a, tie_span b) { return a.start == b.start && a.end == b.end; }

static bool same_interval(const tie_interval *a, const tie_interval *b) {
    return same_dec(a->lo, b->lo) && same_dec(a->hi, b->hi) && a->lo_inf == b->lo_inf &&
           a->hi_inf == b->hi_inf && a->lo_open == b->lo_open && a->hi_open == b->hi_open;
}

static bool same_period(const tie_period *a, const tie_period *b) {
    return a->known == b->known && a->from_open == b->from_open && a->to_open == b->to_open &&
           a->instant == b->instant && !memcmp(&a->from, &b->from, sizeof a->from) &&
           !memcmp(&a->to, &b->to, sizeof a->to);
}

static bool same_member(const tie_member *a, const tie_member *b) {
    bool same = tie_str_eq(a->role, b->role) && a->claim == b->claim && a->doc == b->doc &&
                same_span(a->span, b->span) && a->line == b->line && a->col == b->col &&
                tie_str_eq(a->text, b->text) && same_span(a->sentence, b->sentence) &&
                a->has_value == b->has_value && a->from_count == b->from_count;
    if (same && a->has_value)
        same = same_dec(a->value, b->value) && same_interval(&a->interval, &b->interval);
    for (size_t i = 0; same && i < a->from_count; i++)
        same = a->from[i] == b->from[i];
    return same;
}

static bool same_passage(const tie_passage *a, const tie_passage *b) {
    bool same = a->doc == b->doc && same_span(a->span, b->span) && a->line == b->line &&
                a->col == b->col && a->canonical == b->canonical && a->slot_count == b->slot_count;
    for (size_t i = 0; same && i < a->slot_count; i++)
        same = same_span(a->slots[i].span, b->slots[i].span) && a->slots[i].op == b->slots[i].op;
    return same;
}

static bool same_words(const tie_finding *a, const tie_finding *b) {
    const tie_str xs[] = {a->code,    a->rule,  a->message, a->computation, a->diagnosis, a->reason,
                          a->measure, a->agent, a->place,   a->unit,        a->suppressed};
    const tie_str ys[] = {b->code,    b->rule,  b->message, b->computation, b->diagnosis, b->reason,
                          b->measure, b->agent, b->place,   b->unit,        b->suppressed};
    for (size_t i = 0; i < sizeof xs / sizeof *xs; i++)
        if (!tie_str_eq(xs[i], ys[i]))
            return false;
    return true;
}

static bool same_row(const tie_finding *a, const tie_finding *b) {
    bool same = a->row == b->row && a->verdict == b->verdict && a->severity == b->severity &&
                a->confidence == b->confidence && a->fingerprint == b->fingerprint &&
                a->evidence == b->evidence && a->ordinal == b->ordinal && a->cause == b->cause &&
                a->gap == b->gap && a->count == b->count && a->assumptions == b->assumptions &&
                a->state == b->state && same_words(a, b) && same_period(&a->period, &b->period) &&
                a->member_count == b->member_count && a->passage_count == b->passage_count;
    for (size_t i = 0; same && i < a->member_count; i++)
        same = same_member(&a->members[i], &b->members[i]);
    for (size_t i = 0; same && i < a->passage_count; i++)
        same = same_passage(&a->passages[i], &b->passages[i]);
    return same;
}

static void same_rows(const tie_run *fresh, const tie_run *recalled) {
    const tie_finding *xs, *ys;
    size_t m = tie_run_rows(fresh, &xs), n = tie_run_rows(recalled, &ys);
    for (size_t i = 0; i < m && i < n; i++)
        ck_assert_msg(same_row(&xs[i], &ys[i]), "row %zu: %.*s (%.*s), recalled: %.*s (%.*s)", i,
                      TIE_FMT(xs[i].message), TIE_FMT(xs[i].computation), TIE_FMT(ys[i].message),
                      TIE_FMT(ys[i].computation));
    ck_assert_uint_eq(m, n);
}

/* What is found with what the world remembers is what is found without it. */
static void check(world *w, const choice *c, uint64_t anew) {
    tie_run *run, *fresh;
    tie_corpus *recalled = recall(w, c, anew), *read = read_afresh(w, c);
    ck_assert_int_eq(tie_run_recalling(recalled, NULL, &w->memory, &run, NULL), TIE_OK);
    ck_assert_int_eq(tie_run_new(read, &fresh, NULL), TIE_OK);
    same_rows(fresh, run);
    tie_run_free(run);
    tie_run_free(fresh);
    tie_corpus_free(recalled);
    tie_corpus_free(read);
}

/* A few steps: inputs that come, go, move and are read again, and at last all of them as before. */
static void live(world *w, uint64_t seed) {
    test_random random = {seed};
    choice all = all_of(w);
    w->memory.sparse = seed % 3 > 0;
    check(w, &all, 0);
    for (int step = 0; step < STEPS; step++) {
        choice some = {0};
        uint64_t anew = random_next(&random) & random_next(&random);
        for (size_t i = 0; i < all.count; i++) {
            size_t at = random_below(&random, (uint32_t)some.count + 1);
            if (step && random_below(&random, 4) == 0)
                continue;
            memmove(some.tags + at + 1, some.tags + at, (some.count++ - at) * sizeof *some.tags);
            some.tags[at] = all.tags[i];
        }
        check(w, &some, step ? anew : 0);
    }
    check(w, &all, 0);
}

/* ---- The texts above ---- */

static tie_strs write_texts(tie_str *paths) {
    for (size_t i = 0; i < TEXTS; i++) {
        lab_write(&bench, texts[i].name, texts[i].text, strlen(texts[i].text));
        paths[i] = tie_str_c(bench.names[i]);
    }
    return (tie_strs){paths, TEXTS};
}

static const tie_ruleset *rules_of(int number) { return number ? packed : bench.rules; }

START_TEST(texts_are_recalled) {
    tie_str paths[TEXTS];
    world *w = world_new(rules_of(_i % PACKED), write_texts(paths));
    live(w, (uint64_t)_i + 1);
    ck_assert_uint_gt(w->put, TEXTS);
    ck_assert_uint_gt(w->taken, TEXTS);
    world_free(w);
    lab_clear(&bench);
}
END_TEST

/* A text that is written anew, between others that stay. */
START_TEST(texts_change) {
    tie_str paths[TEXTS];
    world *w = world_new(rules_of(_i % PACKED), write_texts(paths));
    choice all = all_of(w);
    size_t at = (size_t)_i / PACKED, other = (at + 5) % TEXTS;
    bool rows = strstr(texts[at].name, ".jsonl") != NULL;
    check(w, &all, 0);
    const char *text = rows ? strchr(texts[at].text, '\n') + 1 : texts[other].text;
    lab_write(&bench, texts[at].name, text, strlen(text));
    check(w, &all, (uint64_t)1 << at);
    check(w, &all, 0);
    lab_write(&bench, texts[at].name, texts[at].text, strlen(texts[at].text));
    check(w, &all, (uint64_t)1 << at);
    world_free(w);
    lab_clear(&bench);
}
END_TEST

static bool finds(const tie_run *run, const char *code, const char *with) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; tie_str_eq(rows[i].code, tie_str_c(code)) && k < rows[i].member_count;
             k++)
            if (tie_str_eq(rows[i].members[k].role, tie_str_c(with)))
                return true;
    return false;
}

static bool has_cause(const tie_run *run) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++)
        if (rows[i].cause)
            return true;
    return false;
}

/* The texts say all that a brief can tell; else the tests above would show little. */
START_TEST(texts_say_all) {
    static const char *const wanted[][2] = {
        {"compare", "value"},     {"compare", "derived"}, {"sum", "total"},
        {"share", "whole"},       {"change", "earlier"},  {"difference", "change"},
        {"multiple", "change"},   {"duration", "date"},   {"average", "divisor"},
        {"enumeration", "count"}, {"hundred", "part"},    {"grim", "share"},
        {"date", "date"},         {"date", "value"},      {"contain", "whole"},
        {"contain", "date"},      {"repeat", "value"},    {"cumulative", "after"},
        {"trend", "value"},       {"trend", "change"},    {"trend", "statement"},
        {"trend", "round"},       {"relation", "value"},
    };
    tie_str paths[TEXTS];
    world *w = world_new(packed, write_texts(paths));
    choice all = all_of(w);
    tie_corpus *corpus = read_afresh(w, &all);
    tie_run *run;
    ck_assert_int_eq(tie_run_new(corpus, &run, NULL), TIE_OK);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        ck_assert_msg(finds(run, wanted[i][0], wanted[i][1]), "no %s with a %s", wanted[i][0],
                      wanted[i][1]);
    ck_assert(has_cause(run));
    ck_assert_uint_gt(run->implied.count, 1);
    ck_assert_uint_gt(run->caused.count, 1);
    tie_run_free(run);
    tie_corpus_free(corpus);
    world_free(w);
    lab_clear(&bench);
}
END_TEST

/* ---- Damage ---- */

enum {
    NEIGHBOURS = 3,
    STRIDE = 7, /* 1 looks at each byte, and takes minutes */
    BYTES_MOST = 640 << 20
};

static void put_nothing(void *user, uint32_t doc, tie_str bytes) {
    (void)user;
    (void)doc;
    (void)bytes;
}

/* All that a report asks of a run. */
static uint64_t look_at(tie_corpus *corpus, const tie_run *run) {
    const tie_finding *rows;
    uint64_t print = 0;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++) {
        print += tie_hash(rows[i].message) + tie_hash(rows[i].computation) + tie_hash(rows[i].unit);
        for (size_t k = 0; k < rows[i].member_count; k++) {
            const tie_member *m = &rows[i].members[k];
            print += tie_hash(m->text) + tie_hash(tie_corpus_quote(corpus, m->doc, m->sentence));
            if (m->claim != TIE_NO_CLAIM)
                print += tie_corpus_claim(corpus, m->claim)->id;
            for (size_t n = 0; n < m->from_count; n++)
                ck_assert_uint_lt(m->from[n], rows[i].member_count);
        }
    }
    return print;
}

/* Whatever the bytes are, they are refused or taken, and cost little. */
static void meet(world *w, tie_corpus *corpus, const tie_brief_memory *briefs) {
    tie_run *run;
    tie_code code = tie_run_recalling(corpus, NULL, briefs, &run, NULL);
    ck_assert(code == TIE_OK || code == TIE_EINPUT);
    ck_assert(!tie_corpus_damaged(w->corpus));
    if (code)
        return;
    look_at(corpus, run);
    tie_run_free(run);
}

static long most_kilobytes(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

typedef struct victim {
    char *bytes;
    size_t len;
} victim;

typedef void damage(test_random *random, victim *v, size_t at);

static void change_one(test_random *random, victim *v, size_t at) {
    static const char often[] = {0, 1, 2, 0x7F, (char)0x80, (char)0xFF};
    uint32_t n = random_below(random, 2 * sizeof often);
    v->bytes[at] = n < sizeof often ? often[n] : (char)random_next(random);
}

static void change_many(test_random *random, victim *v, size_t at) {
    for (uint32_t n = 2 + random_below(random, 12); n > 0; n--) {
        size_t to = random_below(random, 2) ? random_below(random, (uint32_t)v->len)
                                            : at + random_below(random, (uint32_t)(v->len - at));
        change_one(random, v, to);
    }
}

static void cut(test_random *random, victim *v, size_t at) {
    (void)random;
    v->len = at;
}

static void extend(test_random *random, victim *v, size_t at) {
    char *more = malloc(v->len + 8);
    memcpy(more, v->bytes, at);
    for (size_t i = 0; i < 8; i++)
        more[at + i] = (char)random_next(random);
    memcpy(more + at + 8, v->bytes + at, v->len - at);
    free(v->bytes);
    v->bytes = more;
    v->len += 8;
}

/* The brief of one document, with every so many bytes of it changed, and more. */
static void damage_brief(world *w, tie_corpus *corpus, uint64_t tag, uint64_t seed) {
    static const struct {
        damage *how;
        size_t step;
    } kinds[] = {{change_one, 1}, {cut, 5}, {extend, 3}, {change_many, 1}};
    tie_brief_memory briefs = {.user = w, .get = get_brief, .put = put_nothing, .sparse = true};
    test_random random = {seed};
    size_t good_len = w->lens[tag][0];
    char *good = malloc(good_len);
    memcpy(good, w->briefs[tag][0], good_len);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t at = seed % STRIDE; at < good_len; at += STRIDE * kinds[k].step) {
            shelf_keep(&w->briefs[tag][0], &w->lens[tag][0], (tie_str){good, good_len});
            victim v = {w->briefs[tag][0], w->lens[tag][0]};
            kinds[k].how(&random, &v, at);
            w->briefs[tag][0] = v.bytes;
            w->lens[tag][0] = v.len;
            meet(w, corpus, &briefs);
        }
    shelf_keep(&w->briefs[tag][0], &w->lens[tag][0], (tie_str){good, good_len});
    free(good);
}

START_TEST(damage_is_harmless) {
    tie_str paths[TEXTS];
    world *w = world_new(packed, write_texts(paths));
    choice all = all_of(w), few = {.count = NEIGHBOURS};
    check(w, &all, 0);
    for (size_t i = 0; i < NEIGHBOURS; i++)
        few.tags[i] = (uint32_t)((size_t)_i + i) % TEXTS;
    tie_corpus *corpus = recall(w, &few, 0);
    long before = most_kilobytes();
    damage_brief(w, corpus, few.tags[0], (uint64_t)_i + 1);
    ck_assert_int_lt(most_kilobytes() - before, BYTES_MOST / 1024);
    tie_corpus_free(corpus);
    world_free(w);
    lab_clear(&bench);
}
END_TEST

/* ---- Documents of other tests ---- */

static char folders[CASES_MAX][128];
static int folder_count;

static int cmp_folders(const void *a, const void *b) { return strcmp(a, b); }

static void list_folders(void) {
    DIR *dir = opendir(TIEOUT_SOURCE_DIR "/tests/golden");
    ck_assert_ptr_nonnull(dir);
    for (struct dirent *e; (e = readdir(dir)) && folder_count < CASES_MAX;)
        if (strlen(e->d_name) > 2 && !strcmp(e->d_name + strlen(e->d_name) - 2, ".d"))
            snprintf(folders[folder_count++], sizeof *folders, "%s/tests/golden/%.40s/in",
                     TIEOUT_SOURCE_DIR, e->d_name);
    closedir(dir);
    qsort(folders, (size_t)folder_count, sizeof *folders, cmp_folders);
    snprintf(folders[folder_count++], sizeof *folders, "%s/examples/corpus", TIEOUT_SOURCE_DIR);
}

START_TEST(others_are_recalled) {
    tie_arena arena;
    jmp_buf guard;
    tie_strs paths;
    tie_arena_init(&arena, 0, &guard);
    ck_assert(!TIE_GUARD(guard));
    for (int i = 0; i < folder_count; i++) {
        if (tie_io_list(&arena, tie_str_c(folders[i]), &paths, NULL) || paths.count > SHELF_INPUTS)
            continue;
        world *w = world_new(rules_of(_i), paths);
        live(w, (uint64_t)i + 1);
        world_free(w);
    }
    tie_arena_release(&arena);
}
END_TEST

static void open_bench(void) {
    tie_str packs[] = {TIE_STR("drug-control"), TIE_STR("epidemic"), TIE_STR("casualties")};
    lab_open(&bench);
    ck_assert_int_eq(tie_ruleset_load(TIE_STR(TIEOUT_SOURCE_DIR "/rules"), (tie_strs){packs, 3},
                                      NULL, NULL, &packed, NULL),
                     TIE_OK);
    list_folders();
}

static void close_bench(void) {
    tie_ruleset_free(packed);
    lab_close(&bench);
}

int main(void) {
    Suite *suite = suite_create("brief");
    TCase *tcase = tcase_create("brief");
    tcase_add_unchecked_fixture(tcase, open_bench, close_bench);
    tcase_add_test(tcase, texts_say_all);
    tcase_add_loop_test(tcase, texts_are_recalled, 0, SEEDS);
    tcase_add_loop_test(tcase, texts_change, 0, TEXTS * PACKED);
    tcase_add_loop_test(tcase, others_are_recalled, 0, PACKED);
    tcase_set_timeout(tcase, 600);
    suite_add_tcase(suite, tcase);
    TCase *damaged = tcase_create("damage");
    tcase_add_unchecked_fixture(damaged, open_bench, close_bench);
    tcase_add_loop_test(damaged, damage_is_harmless, 0, TEXTS);
    tcase_set_timeout(damaged, 600);
    suite_add_tcase(suite, damaged);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
