/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/property/lab.h"

#include <check.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static tie_str view(const char *c) { return (tie_str){c, strlen(c)}; }
#define FMT(s) (int)(s).len, (s).ptr ? (s).ptr : ""

static void lines_add(lines *l, const char *line) {
    if (l->count == l->capacity) {
        l->capacity = l->capacity ? l->capacity * 2 : 64;
        l->items = realloc(l->items, l->capacity * sizeof *l->items);
        ck_assert_ptr_nonnull(l->items);
    }
    l->items[l->count] = strdup(line);
    ck_assert_ptr_nonnull(l->items[l->count++]);
}

void lines_free(lines *l) {
    for (size_t i = 0; i < l->count; i++)
        free(l->items[i]);
    free(l->items);
    *l = (lines){0};
}

static int cmp_lines(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void lines_sort(lines *l) {
    if (l->count)
        qsort(l->items, l->count, sizeof *l->items, cmp_lines);
}

const char *lines_missing(const lines *a, const lines *b) {
    size_t j = 0;
    for (size_t i = 0; i < a->count; i++, j++) {
        while (j < b->count && strcmp(b->items[j], a->items[i]) < 0)
            j++;
        if (j == b->count || strcmp(b->items[j], a->items[i]) != 0)
            return a->items[i];
    }
    return NULL;
}

void lab_open(lab *l) {
    *l = (lab){0};
    const char *tmp = getenv("TMPDIR");
    snprintf(l->folder, sizeof l->folder, "%.40s/tieout-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(l->folder));
    tie_err err = {0};
    tie_code code = tie_ruleset_load(view(TIEOUT_SOURCE_DIR "/rules"), (tie_strs){0}, NULL, NULL,
                                     &l->rules, &err);
    ck_assert_msg(code == TIE_OK, "rules: %s: %s", err.path, err.message);
}

void lab_clear(lab *l) {
    while (l->count)
        unlink(l->names[--l->count]);
}

void lab_close(lab *l) {
    lab_clear(l);
    rmdir(l->folder);
    tie_ruleset_free(l->rules);
}

void lab_write(lab *l, const char *name, const char *bytes, size_t len) {
    char path[sizeof l->names[0]];
    snprintf(path, sizeof path, "%s/%s", l->folder, name);
    unsigned at = 0;
    while (at < l->count && strcmp(l->names[at], path) != 0)
        at++;
    ck_assert_uint_lt(at, LAB_DOCS);
    memcpy(l->names[at], path, sizeof path);
    l->count += at == l->count;
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
    ck_assert_int_eq(fclose(file), 0);
}

static tie_corpus *corpus_new(const lab *l, unsigned jobs) {
    const tie_options options = {
        .today = {2024, 6, 1}, .jobs = jobs, .with_dates = true, .passages = true};
    tie_corpus *corpus = NULL;
    tie_err err = {0};
    ck_assert_msg(tie_corpus_new(l->rules, &options, &corpus, &err) == TIE_OK, "%s", err.message);
    return corpus;
}

static void corpus_read(tie_corpus *corpus, const char *path) {
    tie_err err = {0};
    if (path)
        ck_assert_msg(tie_corpus_add(corpus, view(path), &err) == TIE_OK, "%s", err.message);
    ck_assert_msg(tie_corpus_read(corpus, NULL, NULL, true, &err) == TIE_OK, "%s", err.message);
}

tie_corpus *lab_read(const lab *l, const char *path) {
    tie_corpus *corpus = corpus_new(l, 1);
    corpus_read(corpus, path);
    return corpus;
}

/* A line under construction; what does not fit is a fault of the test. */
typedef struct line {
    char text[16384];
    size_t len;
} line;

static void __attribute__((format(printf, 2, 3))) put(line *l, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int written = vsnprintf(l->text + l->len, sizeof l->text - l->len, format, args);
    va_end(args);
    l->len += (size_t)written;
    ck_assert_uint_lt(l->len, sizeof l->text);
}

static void put_doc(line *l, const tie_doc *docs, uint32_t doc) {
    tie_str path = docs[doc].path;
    size_t name = path.len;
    while (name && path.ptr[name - 1] != '/')
        name--;
    put(l, "%.*s", (int)(path.len - name), path.ptr + name);
}

static void add_claims(const tie_corpus *corpus, lines *out) {
    const tie_doc *docs;
    const tie_claim *claims;
    tie_corpus_docs(corpus, &docs);
    size_t count = tie_corpus_claims(corpus, &claims);
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = &claims[i];
        line l = {.len = 0};
        put_doc(&l, docs, c->doc);
        put(&l,
            " %" PRIu64 "-%" PRIu64 " %u:%u \"%.*s\" %" PRId64
            "e%d %s %s %.*s/%.*s/%.*s place %.*s",
            c->span.start, c->span.end, c->line, c->col, FMT(c->text), c->value.mant, c->value.exp,
            tie_hedge_name(c->hedge), tie_kind_name(c->kind), FMT(c->unit), FMT(c->head),
            FMT(c->predicate), FMT(c->place));
        put(&l, " period %d-%d-%d/%d-%d-%d assuming %x", c->period.from.year, c->period.from.month,
            c->period.from.day, c->period.to.year, c->period.to.month, c->period.to.day,
            c->assumptions);
        lines_add(out, l.text);
    }
}

static int cmp_members(const void *a, const void *b) { return strcmp(a, b); }

/* Members are named in the order of their places, so that the line does not depend on the order of
 * documents. */
static void add_findings(const tie_run *run, const tie_doc *docs, lines *out) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++) {
        const tie_finding *f = &rows[i];
        if (f->row != TIE_ROW_FINDING)
            continue;
        line l = {.len = 0};
        put(&l, "%.*s %s %s %s %016" PRIx64, FMT(f->code), tie_verdict_name(f->verdict),
            tie_severity_name(f->severity), tie_confidence_name(f->confidence), f->fingerprint);
        char(*members)[160] = calloc(f->member_count + 1, sizeof *members);
        ck_assert_ptr_nonnull(members);
        for (size_t m = 0; m < f->member_count; m++) {
            const tie_member *member = &f->members[m];
            line name = {.len = 0};
            put_doc(&name, docs, member->doc);
            put(&name, ":%" PRIu64 "-%" PRIu64 " %.*s", member->span.start, member->span.end,
                FMT(member->role));
            snprintf(members[m], sizeof *members, "%.150s", name.text);
        }
        qsort(members, f->member_count, sizeof *members, cmp_members);
        for (size_t m = 0; m < f->member_count; m++)
            put(&l, " | %s", members[m]);
        free(members);
        lines_add(out, l.text);
    }
}

void lab_check(const lab *l, const unsigned *order, unsigned jobs, lines *claims, lines *findings) {
    tie_corpus *corpus = corpus_new(l, jobs);
    tie_err err = {0};
    for (unsigned i = 0; i < l->count; i++) {
        const char *name = l->names[order ? order[i] : i];
        ck_assert_msg(tie_corpus_add(corpus, view(name), &err) == TIE_OK, "%s", err.message);
    }
    corpus_read(corpus, NULL);
    tie_run *run = NULL;
    ck_assert_msg(tie_run_new(corpus, &run, &err) == TIE_OK, "%s", err.message);
    const tie_doc *docs;
    tie_corpus_docs(corpus, &docs);
    if (claims)
        add_claims(corpus, claims);
    add_findings(run, docs, findings);
    tie_run_free(run);
    tie_corpus_free(corpus);
}
