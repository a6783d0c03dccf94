/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/analyze/repeat_lab.h"

#include "tests/analyze/repeat_english.h"

#include <stdlib.h>

void repeat_lab_init(repeat_lab *lab) {
    tie_arena_init(&lab->arena, 0, &lab->guard);
    if (TIE_GUARD(lab->guard))
        ck_abort_msg("out of memory");
    lab->words = tie_repeat_english(&lab->arena);
}

void repeat_lab_release(repeat_lab *lab) { tie_arena_release(&lab->arena); }

typedef struct collection {
    tie_arena *arena;
    TIE_VEC(tie_repeat_cluster) clusters;
} collection;

static void *copy(tie_arena *arena, const void *items, size_t size_bytes) {
    void *out = tie_arena_alloc(arena, size_bytes, alignof(max_align_t));
    if (size_bytes)
        memcpy(out, items, size_bytes);
    return out;
}

static bool collect(void *user, const tie_repeat_cluster *cluster) {
    collection *c = user;
    tie_repeat_cluster *to = TIE_PUSH(c->arena, &c->clusters);
    *to = *cluster;
    to->columns = copy(c->arena, to->columns, to->column_count * sizeof *to->columns);
    tie_repeat_member *members =
        copy(c->arena, to->members, to->member_count * sizeof *to->members);
    for (size_t i = 0; i < to->member_count; i++)
        members[i].slots =
            copy(c->arena, members[i].slots, members[i].slot_count * sizeof *members[i].slots);
    to->members = members;
    return true;
}

repeat_found repeat_lab_find(repeat_lab *lab, const tie_str *docs, const int32_t *days,
                             size_t count, tie_repeat_options options) {
    tie_repeats *r;
    tie_err err = {0};
    collection c = {.arena = &lab->arena};
    ck_assert_int_eq(tie_repeats_new(lab->words, &options, &r, &err), TIE_OK);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(
            tie_repeats_add(r, docs[i],
                            (tie_repeat_origin){.day = days ? days[i] : TIE_REPEAT_NO_DAY}, &err),
            TIE_OK);
    ck_assert_int_eq(tie_repeats_find(r, &err), TIE_OK);
    ck_assert_int_eq(tie_repeats_each(r, collect, &c, &err), TIE_OK);
    tie_repeats_free(r);
    return (repeat_found){c.clusters.items, c.clusters.count};
}

static int cmp_strs(const void *a, const void *b) {
    return tie_str_cmp(*(const tie_str *)a, *(const tie_str *)b);
}

/* The strings, sorted, one a line. */
static tie_str join_sorted(tie_arena *arena, tie_str *items, size_t count) {
    qsort(items, count, sizeof *items, cmp_strs);
    tie_buf buf = tie_buf_new(arena);
    for (size_t i = 0; i < count; i++) {
        tie_buf_add(&buf, items[i]);
        tie_buf_putc(&buf, '\n');
    }
    return tie_buf_str(&buf);
}

tie_str repeat_lab_print(repeat_lab *lab, repeat_found found, const uint32_t *ids) {
    tie_str *clusters = TIE_NEW(&lab->arena, tie_str, found.count);
    for (size_t i = 0; i < found.count; i++) {
        const tie_repeat_cluster *c = &found.clusters[i];
        tie_str *members = TIE_NEW(&lab->arena, tie_str, c->member_count);
        for (size_t k = 0; k < c->member_count; k++) {
            const tie_repeat_member *m = &c->members[k];
            members[k] = tie_arena_printf(&lab->arena, "%06u %llu-%llu", ids ? ids[m->doc] : m->doc,
                                          (unsigned long long)m->span.start,
                                          (unsigned long long)m->span.end);
        }
        clusters[i] = join_sorted(&lab->arena, members, c->member_count);
    }
    return join_sorted(&lab->arena, clusters, found.count);
}

const tie_repeat_cluster *repeat_lab_at(repeat_found found, uint32_t doc, uint64_t at) {
    const tie_repeat_cluster *cluster = found.clusters;
    for (size_t i = 0; i < found.count; i++, cluster++)
        for (size_t k = 0; k < cluster->member_count; k++) {
            const tie_repeat_member *m = &cluster->members[k];
            if (m->doc == doc && m->span.start <= at && at < m->span.end)
                return cluster;
        }
    return NULL;
}

/* ---- Memory ---- */

typedef struct part {
    tie_str name, bytes;
} part;

typedef struct parts {
    tie_arena *arena;
    TIE_VEC(part) items;
} parts;

static part *find_part(parts *p, tie_str name) {
    for (size_t i = 0; i < p->items.count; i++)
        if (tie_str_eq(p->items.items[i].name, name))
            return &p->items.items[i];
    return NULL;
}

static tie_str get_part(void *user, tie_arena *arena, tie_str name) {
    const part *p = find_part(user, name);
    return p ? tie_arena_str(arena, p->bytes) : (tie_str){0};
}

static void put_part(void *user, tie_str name, tie_str bytes) {
    parts *all = user;
    part *p = find_part(all, name);
    if (!p) {
        p = TIE_PUSH(all->arena, &all->items);
        p->name = tie_arena_str(all->arena, name);
    }
    p->bytes = tie_arena_str(all->arena, bytes);
}

tie_repeat_memory repeat_lab_memory(repeat_lab *lab) {
    parts *p = TIE_NEW(&lab->arena, parts, 1);
    p->arena = &lab->arena;
    return (tie_repeat_memory){.user = p, .get = get_part, .put = put_part};
}
