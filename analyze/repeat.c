/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat.h"

#include "analyze/repeat_slots.h"
#include "analyze/repeat_stage.h"
#include "base/err.h"

tie_code tie_repeats_new(const tie_repeat_words *words, const tie_repeat_options *options,
                         tie_repeats **out, tie_err *err) {
    jmp_buf guard;
    tie_arena arena;
    tie_arena_init(&arena, 0, &guard);
    if (TIE_GUARD(guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_repeats *r = TIE_NEW(&arena, tie_repeats, 1);
    r->arena = arena;
    r->arena.guard = &r->guard;
    tie_arena_init(&r->scratch, 0, &r->guard);
    r->options = *options;
    r->words = words;
    tie_repeat_store_init(&r->store, &r->arena, options->memory_bytes / 4);
    *out = r;
    return TIE_OK;
}

void tie_repeats_free(tie_repeats *r) {
    if (!r)
        return;
    tie_repeat_store_release(&r->store);
    tie_spool_release(&r->keys);
    tie_spool_release(&r->pairs);
    if (r->key_file)
        fclose(r->key_file);
    if (r->pair_file)
        fclose(r->pair_file);
    tie_arena_release(&r->scratch);
    tie_arena arena = r->arena; /* it holds r itself */
    tie_arena_release(&arena);
}

tie_code tie_repeats_add(tie_repeats *r, tie_str text, tie_repeat_origin origin, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    return tie_repeat_store_add(&r->store, r->words, &r->scratch, text, origin, err);
}

static tie_code file_trouble(const tie_repeats *r, tie_err *err) {
    if (r->store.failed || r->keys.failed || r->pairs.failed)
        return tie_fail(err, TIE_EIO, "cannot use a temporary file");
    return TIE_OK;
}

tie_code tie_repeats_find(tie_repeats *r, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie__repeats_rank(r);
    tie__repeats_twins(r);
    tie__repeats_keys(r);
    tie__repeats_pairs(r);
    tie__repeats_edges(r);
    tie__repeats_clusters(r);
    return file_trouble(r, err);
}

tie_code tie_repeats_each(tie_repeats *r, tie_repeat_sink *sink, void *user, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    bool more = true;
    for (size_t i = 0, end; more && i < r->interval_count; i = end) {
        for (end = i;
             end < r->interval_count && r->intervals[end].cluster == r->intervals[i].cluster; end++)
            ;
        tie_mark mark = tie_arena_mark(&r->scratch);
        tie_repeat_cluster cluster = tie__repeats_cluster(r, r->intervals + i, end - i);
        more = sink(user, &cluster);
        tie_arena_rewind(&r->scratch, mark);
    }
    return file_trouble(r, err);
}
