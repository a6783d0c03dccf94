/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat.h"

#include "analyze/repeat_slots.h"
#include "analyze/repeat_stage.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/pile.h"

static tie_code prepare(tie_repeats *r) {
    if (TIE_GUARD(r->guard))
        return TIE_EMEM;
    tie_repeat_retold_init(&r->retold, &r->arena, r->words);
    r->store.retold = &r->retold;
    if (r->options.memory) {
        r->store.known = tie_known_new(&r->arena, r->options.memory);
        tie_repeat_store_expect(&r->store);
        r->album = tie_album_new(&r->arena, r->options.memory, r->store.known->first);
    }
    return TIE_OK;
}

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
    tie_arena_init(&r->early, 0, &r->guard);
    tie_arena_init(&r->wordings, 0, &r->guard);
    tie_arena_init(&r->passing, 0, &r->guard);
    r->options = *options;
    r->words = words;
    tie_repeat_store_init(&r->store,
                          (tie_repeat_arenas){&r->arena, &r->early, &r->passing, &r->wordings},
                          tie_repeat_share(options, TIE_SHARE_TOKENS));
    if (prepare(r)) {
        tie_repeats_free(r);
        return tie_fail(err, TIE_EMEM, "out of memory");
    }
    *out = r;
    return TIE_OK;
}

void tie_repeats_free(tie_repeats *r) {
    if (!r)
        return;
    tie_repeat_store_release(&r->store);
    tie_album_release(r->album);
    tie_spool_release(&r->sentences);
    tie_spool_release(&r->keys);
    tie_spool_release(&r->pairs);
    if (r->sentence_file)
        fclose(r->sentence_file);
    if (r->key_file)
        fclose(r->key_file);
    if (r->pair_file)
        fclose(r->pair_file);
    TIE_PILE_RELEASE(&r->edges);
    TIE_PILE_RELEASE(&r->walks);
    TIE_PILE_RELEASE(&r->twins.members);
    TIE_PILE_RELEASE(&r->seeds);
    TIE_PILE_RELEASE(&r->segments.out);
    TIE_PILE_RELEASE(&r->retold.triples);
    tie_arena_release(&r->wordings);
    tie_arena_release(&r->early);
    tie_arena_release(&r->passing);
    tie_arena_release(&r->scratch);
    tie_arena arena = r->arena; /* it holds r itself */
    tie_arena_release(&arena);
}

tie_code tie_repeats_add(tie_repeats *r, tie_str text, tie_repeat_origin origin, tie_err *err) {
    uint64_t hash = text.len > UINT32_MAX ? 0 : tie_hash(text); /* 0: refused before it is read */
    tie_code code = tie_repeats_begin(r, text, origin, hash, err);
    return code ? code : tie_repeats_read(r, text.len, err);
}

tie_code tie_repeats_begin(tie_repeats *r, tie_str text, tie_repeat_origin origin, uint64_t hash,
                           tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    r->scan = tie_repeat_scan_new(r->words, &r->scratch, text);
    return tie_repeat_store_begin(&r->store, text, origin, hash, err);
}

tie_code tie_repeats_read(tie_repeats *r, size_t there, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_repeat_store_read(&r->store, &r->scan, there);
    return TIE_OK;
}

tie_code tie_repeats_recall(tie_repeats *r, uint64_t text_bytes, tie_repeat_origin origin,
                            uint64_t hash, bool *known, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    return tie_repeat_store_recall(&r->store, text_bytes, origin, hash, known, err);
}

void tie_repeats_doubt(tie_repeats *r) {
    if (r->store.known)
        tie_known_doubt(r->store.known);
}

static tie_code trouble(const tie_repeats *r, tie_err *err) {
    if (r->store.failed || r->sentences.failed || r->keys.failed || r->pairs.failed)
        return tie_fail(err, TIE_EIO, "cannot use a temporary file");
    if (r->damaged || tie_known_damaged(r->store.known) || tie_album_damaged(r->album))
        return tie_fail(err, TIE_EINPUT, "what is known of repeats is damaged");
    return TIE_OK;
}

tie_str tie__repeats_get(tie_repeats *r, tie_str name) {
    return tie_repeat_part_get(r->options.memory, &r->scratch, name, &r->damaged);
}

void tie__repeats_put(tie_repeats *r, tie_str name, tie_str bytes) {
    tie_mark mark = tie_arena_mark(&r->scratch);
    tie_buf part = tie_repeat_part_new(&r->scratch);
    tie_buf_add(&part, bytes);
    tie_repeat_part_put(r->options.memory, name, &part);
    tie_arena_rewind(&r->scratch, mark);
}

void tie__repeats_forget(tie_repeats *r, tie_str name) {
    r->options.memory->put(r->options.memory->user, name, (tie_str){0});
}

/* All stages from the sentences on. */
static void search(tie_repeats *r) {
    tie__repeats_rank(r);
    tie__repeats_twins(r);
    tie_arena_release(&r->wordings);
    tie__repeats_recall(r);
    tie__repeats_keys(r);
    tie__repeats_pairs(r);
    tie__repeats_edges(r);
    if (!r->options.common)
        tie__repeats_retold(r);
    TIE_PILE_RELEASE(&r->seeds);
    r->seeds.items = NULL;
    tie__repeats_clusters(r);
}

/* The clusters that the search before has left, where it saw the same. */
static bool find_again(tie_repeats *r) {
    return r->store.known && tie_known_same(r->store.known) && tie__repeats_get_passages(r);
}

static void find_anew(tie_repeats *r) {
    tie_repeat_store_settle(&r->store);
    if (trouble(r, NULL))
        return; /* sentences may be missing */
    search(r);
    if (!r->store.known || trouble(r, NULL))
        return;
    tie_known_put(r->store.known);
    tie__repeats_put_passages(r);
}

tie_code tie_repeats_find(tie_repeats *r, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_repeat_store_end(&r->store);
    if (r->store.known)
        tie_known_close(r->store.known);
    if (!find_again(r))
        find_anew(r);
    tie_code code = trouble(r, err);
    if (!code)
        tie__repeats_outline(r);
    return code;
}

size_t tie_repeats_count(const tie_repeats *r) { return r->cluster_count; }
size_t tie_repeats_ignored(const tie_repeats *r) { return r->ignored; }

/* *more as the sink says. */
static void take(tie_repeats *r, uint32_t number, tie_repeat_sink *sink, void *user, bool *more) {
    tie_mark mark = tie_arena_mark(&r->scratch);
    tie_repeat_cluster cluster = tie__repeats_cluster(r, number);
    *more = sink(user, &cluster);
    tie_arena_rewind(&r->scratch, mark);
}

tie_code tie_repeats_take(tie_repeats *r, uint32_t number, tie_repeat_sink *sink, void *user,
                          tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    bool more = true;
    take(r, number, sink, user, &more);
    return trouble(r, err);
}

tie_code tie_repeats_each(tie_repeats *r, tie_repeat_sink *sink, void *user, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    bool more = true;
    for (uint32_t i = 0; more && i < r->cluster_count; i++)
        take(r, i, sink, user, &more);
    return trouble(r, err);
}

void tie_repeats_note(tie_repeats *r, uint32_t number, uint32_t note, tie_str remark) {
    r->notes[number] = note;
    if (r->album)
        tie_album_note(r->album, r->passages[number], note, remark);
    else if (remark.len)
        r->remarks[number] = tie_arena_str(&r->arena, remark);
}

tie_str tie_repeats_remark(tie_repeats *r, uint32_t number) {
    return r->album ? tie_album_remark(r->album, r->passages[number], &r->scratch)
                    : r->remarks[number];
}

bool tie_repeats_knows(const tie_repeats *r, uint32_t doc) {
    return r->store.documents.items[doc].known;
}

tie_code tie_repeats_keep(tie_repeats *r, tie_err *err) {
    if (TIE_GUARD(r->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_code code = trouble(r, err);
    if (r->album && !code)
        tie_album_put(r->album);
    return code;
}
