/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the corpus asks of earlier runs, and what it tells of the files that it has read: texts,
 * memos, documents with their versions, claims. */
#include "store/db.h"

#include "base/pile.h"

static tie_seen_input *seen(tie_store *store, uint64_t tag) { return &store->seen.items[tag]; }

/* ---- Asking ---- */

static tie_str ask(tie_store *store, tie_sql question, int64_t input) {
    sqlite3_stmt *s = tie__sql(store, question);
    tie__bind_int(s, 1, input);
    return tie__step(store, s) ? tie__column(s, 0) : (tie_str){0};
}

/* Inputs are recalled in nearly the order of their rows: most heads are the next row of a walk. */
static tie_str head(void *user, uint64_t tag) {
    tie_store *store = user;
    tie_seen_input *input = seen(store, tag);
    bool known = input->recallable && tie__walk(store, TIE_SQL_HEADS_FROM, input->id);
    input->lost = !known;
    return known ? tie__column(store->statements[TIE_SQL_HEADS_FROM], 1) : (tie_str){0};
}

static tie_str body(void *user, uint64_t tag) {
    tie_store *store = user;
    return ask(store, TIE_SQL_BODY_FIND, seen(store, tag)->id);
}

static tie_str text(void *user, uint64_t tag) {
    tie_store *store = user;
    return ask(store, TIE_SQL_INPUT_TEXT, seen(store, tag)->id);
}

/* ---- Telling ---- */

static int64_t add_text(tie_store *store, tie_str body) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_TEXT_ADD);
    tie__bind_text(s, 1, body);
    tie__do(store, s);
    return sqlite3_last_insert_rowid(store->db);
}

static int64_t id_of_source(tie_store *store, tie_str name) {
    int64_t id = 0;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_SOURCE_ADD);
    tie__bind_text(s, 1, name);
    tie__do(store, s);
    s = tie__sql(store, TIE_SQL_SOURCE_FIND);
    tie__bind_text(s, 1, name);
    if (tie__step(store, s))
        id = tie__column_int(s, 0);
    sqlite3_reset(s);
    return id;
}

static void add_claim(tie_store *store, int64_t version, size_t number, const tie_claim *c) {
    tie_arena *arena = &store->arena;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_CLAIM_ADD);
    tie__bind_int(s, 1, version);
    tie__bind_int(s, 2, (int64_t)number);
    tie__bind_int(s, 3, (int64_t)c->span.start);
    tie__bind_int(s, 4, (int64_t)c->span.end);
    tie__bind_int(s, 5, c->line);
    tie__bind_text(s, 6, c->text);
    tie__bind_text(s, 7, tie__dec_words(arena, c->value, false));
    tie__bind_str(s, 8, tie__dec_words(arena, c->decides.lo, c->decides.lo_inf));
    tie__bind_str(s, 9, tie__dec_words(arena, c->decides.hi, c->decides.hi_inf));
    tie__bind_str(s, 10, c->unit);
    tie__bind_text(s, 11, tie_str_c(tie_kind_name(c->kind)));
    tie__bind_text(s, 12, tie_str_c(tie_hedge_name(c->hedge)));
    tie__bind_text(s, 13, tie_str_c(tie_modality_name(c->modality)));
    tie__bind_str(s, 14, c->noun);
    tie__bind_str(s, 15, c->measure.len ? c->measure : c->head);
    tie__bind_str(s, 16, c->agent);
    tie__bind_str(s, 17, c->place);
    tie__bind_str(s, 18, tie__period_words(arena, c->period));
    tie__do(store, s);
}

static int64_t put_document(tie_store *store, tie_str path, tie_str segment) {
    int64_t id = 0;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_DOCUMENT_PUT);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, path);
    tie__bind_text(s, 3, segment);
    tie__bind_int(s, 4, store->run_id);
    while (tie__step(store, s))
        id = tie__column_int(s, 0);
    sqlite3_reset(s);
    return id;
}

static void close_row(tie_store *store, tie_sql how, int64_t id) {
    sqlite3_stmt *s = tie__sql(store, how);
    tie__bind_int(s, 1, id);
    tie__bind_int(s, 2, store->last_run_id);
    tie__do(store, s);
}

/* Returns the text that it stood in; 0 where there was none. */
static int64_t close_version(tie_store *store, int64_t document) {
    int64_t version = 0, text_id = 0;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_VERSION_NOW);
    tie__bind_int(s, 1, document);
    if (tie__step(store, s)) {
        version = tie__column_int(s, 0);
        text_id = tie__column_int(s, 1);
    }
    sqlite3_reset(s);
    if (!version)
        return 0;
    *TIE_PILE(&store->arena, &store->stale) = version;
    close_row(store, TIE_SQL_VERSION_CLOSE, version);
    return text_id;
}

static uint64_t same_bytes(tie_store *store, int64_t before, tie_str text) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_TEXT_FIND);
    tie__bind_int(s, 1, before);
    tie_str old = tie__step(store, s) ? tie__column(s, 0) : (tie_str){0};
    size_t same = 0, shorter = old.len < text.len ? old.len : text.len;
    while (same < shorter && old.ptr[same] == text.ptr[same])
        same++;
    sqlite3_reset(s);
    return same;
}

/* The text of a file, in which documents stand that have none of their own. */
typedef struct whole_text {
    tie_str text;
    int64_t id;
    int64_t before; /* the text that it was compared with last, */
    uint64_t same;  /* and how many bytes, from the start, are as they were there */
} whole_text;

/* How many bytes of a text are as they were in the one before. Documents of one text mostly stood
 * in one text before: then it is compared once for all of them. */
static uint64_t same_as_before(tie_store *store, int64_t before, tie_str text, whole_text *whole) {
    if (text.ptr != whole->text.ptr)
        return same_bytes(store, before, text);
    if (whole->before != before) {
        whole->before = before;
        whole->same = same_bytes(store, before, text);
    }
    return whole->same;
}

static int64_t add_version(tie_store *store, int64_t document, int64_t text_id, const tie_doc *d) {
    tie_arena *arena = &store->arena;
    int64_t source = d->source.len ? id_of_source(store, d->source) : 0;
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_VERSION_ADD);
    tie__bind_int(s, 1, document);
    tie__bind_hash(s, 2, d->text_hash);
    tie__bind_int(s, 3, text_id);
    tie__bind_int(s, 4, (int64_t)d->span.start);
    tie__bind_int(s, 5, (int64_t)d->span.end);
    if (source)
        tie__bind_int(s, 6, source);
    tie__bind_str(s, 7, d->title);
    tie__bind_str(s, 8, tie__period_words(arena, d->date));
    tie__bind_str(s, 9, d->place);
    tie__bind_str(s, 10, d->url);
    tie__bind_str(s, 11, d->encoding);
    tie__bind_int(s, 12, store->run_id);
    tie__do(store, s);
    return sqlite3_last_insert_rowid(store->db);
}

/* Members of one file may have one id: each is a document, "m", "m (2)", "m (3)". */
static tie_str *names_of(tie_store *store, const tie_found_part *parts, size_t count) {
    tie_str *names = TIE_NEW(&store->arena, tie_str, count);
    tie_map taken = {0}; /* names, to how often they were asked for */
    for (size_t i = 0; i < count; i++) {
        tie_str id = names[i] = parts[i].doc.segment;
        while (!tie_map_put(&taken, &store->arena, tie_hash(names[i]), 1))
            names[i] = tie_arena_printf(&store->arena, "%.*s (%u)", TIE_FMT(id),
                                        ++*tie_map_find(&taken, tie_hash(id)));
    }
    return names;
}

static void learn_part(tie_store *store, const tie_found_part *part, tie_str name,
                       whole_text *whole) {
    bool own = part->text.ptr != whole->text.ptr;
    int64_t document = put_document(store, part->doc.path, name);
    int64_t before = close_version(store, document);
    *TIE_PILE(&store->arena, &store->learned) =
        (tie_learned){.key = tie__document_key(part->doc.path, part->doc.segment),
                      .same = same_as_before(store, before, part->text, whole)};
    int64_t text_id = own ? add_text(store, part->text) : whole->id;
    int64_t version = add_version(store, document, text_id, &part->doc);
    *TIE_PILE(&store->arena, &store->fresh) = version;
    for (size_t i = 0; i < part->claim_count; i++)
        add_claim(store, version, i, &part->claims[i]);
}

static void close_document(tie_store *store, int64_t document) {
    close_version(store, document);
    close_row(store, TIE_SQL_DOCUMENT_CLOSE, document);
}

typedef TIE_VEC(int64_t) ids;

/* The documents of a file that have other names. */
static void close_others(tie_store *store, tie_str path, const tie_str *names, size_t count) {
    ids gone = {0};
    tie_map segments = {0};
    for (size_t i = 0; i < count; i++)
        tie_map_put(&segments, &store->arena, tie_hash(names[i]), 0);
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_DOCUMENTS_OF_PATH);
    tie__bind_int(s, 1, store->job_id);
    tie__bind_text(s, 2, path);
    while (tie__step(store, s))
        if (!tie_map_find(&segments, tie_hash(tie__column(s, 1))))
            *TIE_PUSH(&store->arena, &gone) = tie__column_int(s, 0);
    sqlite3_reset(s);
    for (size_t i = 0; i < gone.count; i++)
        close_document(store, gone.items[i]);
}

static void put_memo(tie_store *store, tie_sql how, int64_t input, tie_str bytes) {
    sqlite3_stmt *s = tie__sql(store, how);
    tie__bind_int(s, 1, input);
    tie__bind_bytes(s, 2, bytes);
    tie__do(store, s);
}

/* What an analysis has left of its documents as they were. */
static void forget_briefs(tie_store *store, int64_t input) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_BRIEFS_DELETE);
    tie__bind_int(s, 1, tie__brief_id(input, 0));
    tie__bind_int(s, 2, tie__brief_id(input + 1, 0));
    tie__do(store, s);
}

static void learn_input(tie_store *store, tie_seen_input *input, const tie_lesson *lesson) {
    whole_text whole = {.text = lesson->text, .id = add_text(store, lesson->text)};
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_INPUT_LEARN);
    tie__bind_int(s, 1, input->id);
    tie__bind_hash(s, 2, input->context);
    tie__bind_hash(s, 3, lesson->content_hash);
    tie__bind_int(s, 4, whole.id);
    tie__do(store, s);
    put_memo(store, TIE_SQL_HEAD_PUT, input->id, lesson->memo.head);
    put_memo(store, TIE_SQL_BODY_PUT, input->id, lesson->memo.body);
    forget_briefs(store, input->id);
    const tie_str *names = names_of(store, lesson->parts, lesson->part_count);
    close_others(store, input->path, names, lesson->part_count);
    for (size_t i = 0; i < lesson->part_count; i++)
        learn_part(store, &lesson->parts[i], names[i], &whole);
}

/* Only of what was read: a file that could not be is looked at again. */
static void keep_stat(tie_store *store, const tie_seen_input *input) {
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_INPUT_STAT);
    tie__bind_int(s, 1, input->id);
    tie__bind_text(s, 2, input->root);
    tie__bind_int(s, 3, (int64_t)input->state.inode);
    tie__bind_int(s, 4, (int64_t)input->state.size_bytes);
    tie__bind_int(s, 5, input->state.mtime_ns);
    tie__bind_int(s, 6, input->state.ctime_ns);
    tie__do(store, s);
}

static bool learn(void *user, const tie_lesson *lesson) {
    tie_store *store = user;
    if (TIE_GUARD(store->guard)) {
        tie__store_fail(store, TIE_EMEM, "out of memory");
        return false;
    }
    tie_mark mark = tie_arena_mark(&store->arena);
    store->unread += lesson->failed;
    if (!lesson->failed && !lesson->confirmed) {
        store->changed++;
        learn_input(store, seen(store, lesson->tag), lesson);
    }
    if (!lesson->failed)
        keep_stat(store, seen(store, lesson->tag));
    tie_arena_rewind(&store->arena, mark);
    return !store->failed;
}

tie_memory tie__store_memory(tie_store *store) {
    return (tie_memory){.user = store, .head = head, .body = body, .text = text, .learn = learn};
}

void tie__store_recalled(tie_store *store) { sqlite3_reset(store->statements[TIE_SQL_HEADS_FROM]); }

/* ---- Full text ---- */

static tie_str list_of(tie_store *store, const tie_versions *versions) {
    tie_buf list = tie_buf_new(&store->arena);
    tie_buf_putc(&list, '[');
    for (size_t i = 0; i < versions->count; i++)
        tie_buf_printf(&list, i ? ",%lld" : "%lld", (long long)versions->items[i]);
    tie_buf_putc(&list, ']');
    return tie_buf_str(&list);
}

/* In one statement: what goes and what comes have most words in common, and the index writes each
 * word once. */
void tie__store_search(tie_store *store) {
    tie_mark mark = tie_arena_mark(&store->arena);
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_SEARCH_CHANGE);
    tie__bind_text(s, 1, list_of(store, &store->stale));
    tie__bind_text(s, 2, list_of(store, &store->fresh));
    tie__do(store, s);
    tie_arena_rewind(&store->arena, mark);
}

/* ---- Sweeping ---- */

static void delete_row(tie_store *store, tie_sql how, int64_t id) {
    sqlite3_stmt *s = tie__sql(store, how);
    tie__bind_int(s, 1, id);
    tie__do(store, s);
}

void tie__store_sweep(tie_store *store) {
    tie_map there = {0};
    for (size_t i = 0; i < store->seen.count; i++)
        tie_map_put(&there, &store->arena, (uint64_t)store->seen.items[i].id, 0);
    for (size_t i = 0; i < store->known.count; i++) {
        const tie_known_input *k = &store->known.items[i];
        if (tie_map_find(&there, (uint64_t)k->id))
            continue;
        close_others(store, k->path, NULL, 0);
        forget_briefs(store, k->id);
        delete_row(store, TIE_SQL_HEAD_DELETE, k->id);
        delete_row(store, TIE_SQL_BODY_DELETE, k->id);
        delete_row(store, TIE_SQL_INPUT_DELETE, k->id);
    }
}
