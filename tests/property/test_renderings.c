/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property: however a document's bytes are written down, the claims are the same: equal value,
 * unit, hedge and noun, and equal text but for white space. */
#include "tests/property/lab.h"

#include "base/buf.h"
#include "base/dec.h"
#include "base/utf8.h"

#include <check.h>
#include <dirent.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENTS = 32, PATH_SIZE = 512 };

static lab bench;
static char paths[DOCUMENTS][PATH_SIZE];
static int path_count;

static void find_documents(const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir) {
        printf("skipped: no %s\n", folder);
        return;
    }
    for (struct dirent *e; (e = readdir(dir)) && path_count < DOCUMENTS;)
        if (strstr(e->d_name, ".txt") || strstr(e->d_name, ".md"))
            snprintf(paths[path_count++], PATH_SIZE, "%s/%s", folder, e->d_name);
    closedir(dir);
}

/* ---- Bytes ---- */

typedef struct bytes {
    char *at;
    size_t len, capacity;
} bytes;

static void add(bytes *b, const char *text, size_t len) {
    if (!len)
        return;
    if (b->len + len > b->capacity) {
        b->capacity = 2 * (b->len + len) + 64;
        b->at = realloc(b->at, b->capacity);
        ck_assert_ptr_nonnull(b->at);
    }
    memcpy(b->at + b->len, text, len);
    b->len += len;
}

static bytes read_file(const char *path) {
    bytes b = {0};
    char block[4096];
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        add(&b, block, n);
    fclose(file);
    return b;
}

/* Every run of `from` as `to`. */
static bytes replace(bytes in, char from, const char *to) {
    bytes out = {0};
    for (size_t i = 0; i < in.len; i++)
        if (in.at[i] == from)
            add(&out, to, strlen(to));
        else
            add(&out, in.at + i, 1);
    return out;
}

/* Line breaks with the blanks around them become one blank. */
static bytes in_one_line(bytes in) {
    bytes out = {0};
    for (size_t i = 0; i < in.len; i++) {
        if (in.at[i] != '\n') {
            add(&out, in.at + i, 1);
            continue;
        }
        while (out.len && (out.at[out.len - 1] == ' ' || out.at[out.len - 1] == '\r'))
            out.len--;
        add(&out, " ", 1);
        while (i + 1 < in.len && strchr(" \n\r", in.at[i + 1]))
            i++;
    }
    return out;
}

/* False: the encoding lacks a character. */
static bool converted(bytes in, const char *encoding, const char *mark, size_t mark_len,
                      bytes *out) {
    *out = (bytes){0};
    add(out, mark, mark_len);
    iconv_t handle = iconv_open(encoding, "UTF-8");
    ck_assert(handle != (iconv_t)-1);
    size_t room = 4 * in.len + 16, left = in.len, free_bytes = room;
    char *space = malloc(room), *from = in.at, *to = space;
    ck_assert_ptr_nonnull(space);
    bool fits = iconv(handle, &from, &left, &to, &free_bytes) != (size_t)-1;
    add(out, space, room - free_bytes);
    free(space);
    iconv_close(handle);
    return fits;
}

/* ---- Claims ---- */

typedef struct said {
    lines figures; /* text, value, hedge */
    lines words;   /* unit and noun; empty where they stand elsewhere */
} said;

static void keep(lines *l, tie_str s) {
    if (l->count == l->capacity) {
        l->capacity = 2 * l->capacity + 16;
        l->items = realloc(l->items, l->capacity * sizeof *l->items);
        ck_assert_ptr_nonnull(l->items);
    }
    char *copy = malloc(s.len + 1);
    ck_assert_ptr_nonnull(copy);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    l->items[l->count++] = copy;
}

static void put_squeezed(tie_buf *buf, tie_str s) {
    enum { NO_BREAK_SPACE = 0xA0 };
    bool blank = false;
    for (size_t at = 0; at < s.len;) {
        size_t start = at;
        uint32_t c = tie_utf8_next(s, &at);
        bool white = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == NO_BREAK_SPACE;
        if (white && !blank)
            tie_buf_putc(buf, ' ');
        else if (!white)
            tie_buf_add(buf, tie_str_sub(s, start, at));
        blank = white;
    }
    tie_buf_putc(buf, '|');
}

static said read_claims(bytes text) {
    said out = {0};
    jmp_buf guard;
    tie_arena arena = {0};
    ck_assert_int_eq(setjmp(guard), 0);
    tie_arena_init(&arena, 0, &guard);
    lab_write(&bench, "document.txt", text.at, text.len);
    tie_corpus *corpus = lab_read(&bench, bench.names[0]);
    const tie_claim *claims;
    size_t count = tie_corpus_claims(corpus, &claims);
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = &claims[i];
        tie_buf figure = tie_buf_new(&arena), words = tie_buf_new(&arena);
        put_squeezed(&figure, c->text);
        tie_dec_render(&figure, c->value);
        tie_buf_putc(&figure, '|');
        tie_dec_render(&figure, c->value_hi);
        tie_buf_puts(&figure, tie_hedge_name(c->hedge));
        if (!(c->assumptions & TIE_ASSUME_NOUN)) {
            put_squeezed(&words, c->unit);
            put_squeezed(&words, c->noun);
        }
        keep(&out.figures, tie_buf_str(&figure));
        keep(&out.words, tie_buf_str(&words));
    }
    tie_corpus_free(corpus);
    lab_clear(&bench);
    tie_arena_release(&arena);
    return out;
}

static void forget(said *s) {
    lines_free(&s->figures);
    lines_free(&s->words);
}

static void assert_equal(const char *path, const char *form, const said *base, bytes text) {
    said got = read_claims(text);
    for (size_t i = 0; i < base->figures.count && i < got.figures.count; i++) {
        ck_assert_msg(!strcmp(base->figures.items[i], got.figures.items[i]), "%s as %s: %s is %s",
                      path, form, base->figures.items[i], got.figures.items[i]);
        ck_assert_msg(!strcmp(base->words.items[i], got.words.items[i]), "%s as %s: %s: %s is %s",
                      path, form, base->figures.items[i], base->words.items[i], got.words.items[i]);
    }
    ck_assert_msg(base->figures.count == got.figures.count, "%s as %s: %zu claims, then %zu", path,
                  form, base->figures.count, got.figures.count);
    forget(&got);
    free(text.at);
}

START_TEST(white_space) {
    const char *path = paths[_i];
    bytes text = read_file(path);
    said base = read_claims(text);
    assert_equal(path, "CRLF", &base, replace(text, '\n', "\r\n"));
    assert_equal(path, "bare CR", &base, replace(text, '\n', "\r"));
    assert_equal(path, "no-break spaces", &base, replace(text, ' ', "\xC2\xA0"));
    forget(&base);
    free(text.at);
}
END_TEST

START_TEST(encodings) {
    static const struct {
        const char *name, *mark;
        size_t mark_len;
    } forms[] = {{"UTF-8", "\xEF\xBB\xBF", 3},
                 {"UTF-16LE", "\xFF\xFE", 2},
                 {"UTF-16BE", "\xFE\xFF", 2},
                 {"GB18030", "", 0},
                 {"WINDOWS-1252", "", 0}};
    bytes text = read_file(paths[_i]);
    said base = read_claims(text);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        bytes other;
        if (converted(text, forms[i].name, forms[i].mark, forms[i].mark_len, &other))
            assert_equal(paths[_i], forms[i].name, &base, other);
        else
            free(other.at);
    }
    forget(&base);
    free(text.at);
}
END_TEST

/* Every figure is found again, in order; what a heading or a list's introduction said may be lost,
 * and a mark of a list may look like a figure. */
START_TEST(one_line) {
    enum { ONE_IN = 20 };
    bytes text = read_file(paths[_i]), line = in_one_line(text);
    said base = read_claims(text), got = read_claims(line);
    size_t at = 0;
    for (size_t i = 0; i < base.figures.count; i++, at++) {
        while (at < got.figures.count && strcmp(base.figures.items[i], got.figures.items[at]) != 0)
            at++;
        ck_assert_msg(at < got.figures.count, "%s in one line: no %s", paths[_i],
                      base.figures.items[i]);
    }
    ck_assert_uint_le(got.figures.count, base.figures.count + 1 + base.figures.count / ONE_IN);
    forget(&base);
    forget(&got);
    free(text.at);
    free(line.at);
}
END_TEST

static void setup(void) { lab_open(&bench); }
static void teardown(void) { lab_close(&bench); }

int main(void) {
    find_documents(TIEOUT_SOURCE_DIR "/examples/corpus");
    find_documents(TIEOUT_SHARED_DIR "/corpus/drug-control");
    Suite *suite = suite_create("renderings");
    TCase *cases = tcase_create("renderings");
    tcase_set_timeout(cases, 120);
    tcase_add_unchecked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, white_space, 0, path_count);
    tcase_add_loop_test(cases, encodings, 0, path_count);
    tcase_add_loop_test(cases, one_line, 0, path_count);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
