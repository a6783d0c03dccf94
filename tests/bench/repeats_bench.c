/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: repeats_bench [--mem MIB] [--common] [--text] [--quiet] PATH
 * Prints the passages repeated in the files at PATH, a row each: P, document, begin, end, cluster;
 * N likewise for each figure that differs. --text adds the bytes. Times go to standard error. */
#include "analyze/repeat.h"
#include "base/io.h"
#include "tests/analyze/repeat_english.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

typedef struct bench {
    tie_arena arena, scratch;
    tie_strs paths;
    bool text, quiet;
    size_t bytes, clusters, passages;
} bench;

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void print_row(bench *b, char kind, const tie_repeat_member *m, tie_span span,
                      uint32_t cluster, tie_slot_op op) {
    printf("%c\t%.*s\t%llu\t%llu\t%u", kind, TIE_FMT(b->paths.items[m->doc]),
           (unsigned long long)span.start, (unsigned long long)span.end, cluster);
    tie_str text;
    if (b->text && tie_io_read(&b->scratch, b->paths.items[m->doc], 0, &text, NULL) == TIE_OK)
        printf("\t%s%d\t%.*s", m->canonical ? "*" : "", op, TIE_FMT(tie_str_span(text, span)));
    putchar('\n');
    tie_arena_clear(&b->scratch);
}

static bool print_cluster(void *user, const tie_repeat_cluster *c) {
    bench *b = user;
    b->clusters++;
    b->passages += c->member_count;
    if (b->quiet)
        return true;
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_member *m = &c->members[i];
        print_row(b, 'P', m, m->span, c->number, 0);
        for (size_t k = 0; k < m->slot_count; k++) {
            const tie_repeat_slot *s = &m->slots[k];
            bool differs = s->column != TIE_REPEAT_NO_COLUMN && c->columns[s->column].differs;
            if (differs)
                print_row(b, 'N', m, s->span, c->number, s->op);
            else if (b->text && s->op != TIE_SLOT_SAME)
                print_row(b, 'S', m, s->span, c->number, s->op);
        }
    }
    return true;
}

static bool run(bench *b, const tie_repeat_options *options, tie_str path, tie_err *err) {
    tie_repeats *r = NULL;
    double t0 = seconds();
    if (tie_io_list(&b->arena, path, &b->paths, err) != TIE_OK ||
        tie_repeats_new(tie_repeat_english(&b->arena), options, &r, err) != TIE_OK)
        return false;
    tie_code code = TIE_OK;
    for (size_t i = 0; i < b->paths.count && code == TIE_OK; i++) {
        tie_str text;
        code = tie_io_read(&b->scratch, b->paths.items[i], 0, &text, err);
        if (code == TIE_OK)
            code = tie_repeats_add(r, text, (tie_repeat_origin){.day = TIE_REPEAT_NO_DAY}, err);
        b->bytes += text.len;
        tie_arena_clear(&b->scratch);
    }
    double t1 = seconds();
    if (code == TIE_OK)
        code = tie_repeats_find(r, err);
    double t2 = seconds();
    if (code == TIE_OK)
        code = tie_repeats_each(r, print_cluster, b, err);
    double t3 = seconds(), mb = (double)b->bytes / 1e6;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    fprintf(stderr,
            "%.1f MB in %.3f s (read %.3f, find %.3f, print %.3f): %.1f MB/s, %zu clusters, %zu "
            "passages, %.1f MB resident (%.2f per byte)\n",
            mb, t3 - t0, t1 - t0, t2 - t1, t3 - t2, mb / (t3 - t0), b->clusters, b->passages,
            (double)usage.ru_maxrss / 1e3, (double)usage.ru_maxrss * 1024 / (double)b->bytes);
    tie_repeats_free(r);
    return code == TIE_OK;
}

int main(int argc, char **argv) {
    static jmp_buf guard;
    static bench b;
    tie_repeat_options options = {0};
    tie_err err = {0};
    const char *path = NULL;
    for (int i = 1; i < argc; i++) {
        tie_str arg = tie_str_c(argv[i]);
        if (tie_str_eq(arg, TIE_STR("--mem")) && i + 1 < argc)
            options.memory_bytes = (size_t)atol(argv[++i]) << 20;
        else if (tie_str_eq(arg, TIE_STR("--common")))
            options.common = true;
        else if (tie_str_eq(arg, TIE_STR("--text")))
            b.text = true;
        else if (tie_str_eq(arg, TIE_STR("--quiet")))
            b.quiet = true;
        else
            path = argv[i];
    }
    tie_arena_init(&b.arena, 0, &guard);
    tie_arena_init(&b.scratch, 0, &guard);
    if (!path || TIE_GUARD(guard) || !run(&b, &options, tie_str_c(path), &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    tie_arena_release(&b.arena);
    tie_arena_release(&b.scratch);
    return 0;
}
