/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a run: its findings against those of the last completed run. A finding that is found
 * no more is resolved, or gone with a document; but a file that could not be read, and for which
 * nothing stands in, resolves nothing. */
#include "store/record.h"

#include "base/date.h"
#include "base/err.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const LIVES[] = {[TIE_LIFE_NEW] = "new",
                                    [TIE_LIFE_UPDATED] = "updated",
                                    [TIE_LIFE_REOPENED] = "reopened",
                                    [TIE_LIFE_RESOLVED] = "resolved",
                                    [TIE_LIFE_GONE] = "gone",
                                    [TIE_LIFE_ACCEPTED] = "accepted",
                                    [TIE_LIFE_UNACCEPTED] = "unaccepted",
                                    [TIE_LIFE_UNCHANGED] = "unchanged"};

const char *tie_life_name(tie_life life) { return LIVES[life]; }

/* A finding as the last run left it. */
typedef struct before {
    int64_t id;
    uint64_t key, evidence, shape;
    uint16_t part;
    bool open, suppressed, found; /* found: in this run */
} before;

typedef struct closing {
    tie_store *store;
    tie_arena *arena;
    tie_documents documents;
    const tie_store_audience *audience;
    tie_sums then, now; /* of what was open, and of what is */
    bool summed;        /* then is known */
    tie_map known;      /* where they differ, all that was found: its key, to index in items */
    TIE_VEC(before) items;
    tie_map paths; /* of the documents of this run, and of files that could not be read */
    TIE_VEC(tie_finding) absent;
    tie_news *news;
} closing;

enum { PATH_THERE, PATH_LOST };

/* ---- Reading ---- */

/* Of this part of all findings something has changed. */
static bool differs(const closing *c, size_t part) {
    return !c->summed || c->then.of[part] != c->now.of[part];
}

/* What the last run left of the parts from first until end. */
static void read_parts(closing *c, size_t first, size_t end) {
    tie_arena *arena = &c->store->arena;
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FINDINGS_BEFORE);
    tie__bind_int(s, 1, c->store->job_id);
    tie__bind_text(s, 2, tie_arena_printf(arena, "%03zx", first));
    tie__bind_text(s, 3, tie_arena_printf(arena, "%03zxg", end - 1)); /* behind all digits */
    while (tie__step(c->store, s)) {
        uint64_t fingerprint = tie__column_hash(s, 1);
        before b = {.id = tie__column_int(s, 0),
                    .key = tie__finding_key(fingerprint, (uint32_t)tie__column_int(s, 2)),
                    .part = tie__sum_part(fingerprint),
                    .evidence = tie__column_hash(s, 3),
                    .shape = tie__column_hash(s, 4),
                    .open = tie_str_eq(tie__column(s, 5), TIE_STR("open")),
                    .suppressed = tie__column(s, 6).len != 0};
        tie_map_put(&c->known, arena, b.key, (uint32_t)c->items.count);
        *TIE_PUSH(arena, &c->items) = b;
    }
    sqlite3_reset(s);
}

static void read_before(closing *c) {
    for (size_t i = 0, end; i < TIE_SUM_PARTS; i = end + 1) {
        for (end = i; end < TIE_SUM_PARTS && differs(c, end);)
            end++;
        if (end > i)
            read_parts(c, i, end);
    }
}

/* Has the store nothing of the document? Claims from files are read by each run. */
static bool unknown(const closing *c, uint32_t doc) {
    uint64_t tag;
    uint32_t part;
    tie_corpus_origin(c->documents.corpus, doc, &tag, &part);
    return tag == TIE_NO_TAG;
}

static void read_paths(closing *c) {
    tie_arena *arena = &c->store->arena;
    size_t count = tie_corpus_docs(c->documents.corpus, &c->documents.docs);
    c->documents.notes = TIE_NEW(arena, tie_doc_note, count);
    tie_map learned = {0};
    tie_learned *list = c->store->learned.items;
    for (size_t i = 0; i < c->store->learned.count; i++)
        if (!tie_map_put(&learned, arena, list[i].key, (uint32_t)i)) /* namesakes in one file */
            list[*tie_map_find(&learned, list[i].key)].same = 0;
    for (size_t i = 0; i < count; i++) {
        const tie_doc *d = &c->documents.docs[i];
        uint64_t key = tie__document_key(d->path, d->segment);
        tie_map_put(&c->paths, arena, key, PATH_THERE);
        c->documents.notes[i].facts = tie__doc_facts(d);
        const uint32_t *at = tie_map_find(&learned, key);
        c->documents.notes[i].same_bytes = at                        ? list[*at].same
                                           : unknown(c, (uint32_t)i) ? 0
                                                                     : UINT64_MAX;
    }
    for (size_t i = 0; i < c->store->seen.count; i++)
        if (c->store->seen.items[i].lost)
            tie_map_put(&c->paths, arena, ~tie_hash(c->store->seen.items[i].path), PATH_LOST);
}

/* Rows are in an order of their own, what belongs to them lies elsewhere: it is on its way from
 * memory while other rows are looked at. */
static void fetch(const tie_finding *f) {
    enum { LINE = 64, MEMBERS = 6 * LINE };
    const char *members = (const char *)f->members;
    for (size_t i = 0; i < f->member_count * sizeof *f->members && i < MEMBERS; i += LINE)
        __builtin_prefetch(members + i);
    __builtin_prefetch(f->rule.ptr);
    __builtin_prefetch(f->message.ptr);
    __builtin_prefetch(f->message.ptr + LINE);
    __builtin_prefetch(f->computation.ptr);
}

/* Adds up what is open now. What is found to differ from before is told later. */
static tie_shape *read_shapes(closing *c, tie_finding *rows, size_t row_count) {
    enum { AHEAD = 16 };
    tie_shape *shapes = TIE_NEW(&c->store->arena, tie_shape, row_count);
    for (size_t i = 0; i < row_count; i++) {
        if (i + AHEAD < row_count)
            fetch(&rows[i + AHEAD]);
        tie_finding *f = &rows[i];
        if (f->row != TIE_ROW_FINDING)
            continue;
        f->state = TIE_STATE_UNCHANGED;
        shapes[i] = tie__shape_of(c->documents.notes, f);
        uint64_t key = tie__finding_key(f->fingerprint, f->ordinal);
        c->now.of[shapes[i].part] += tie_hash_mix(key, shapes[i].hash);
    }
    return shapes;
}

/* ---- Events ---- */

/* "1.24 million; 124,000": once each, the first few. */
static tie_str figures_of(tie_arena *arena, const tie_finding *f) {
    enum { SHOWN = 8 };
    tie_buf buf = tie_buf_new(arena);
    for (size_t i = 0; i < f->member_count && i < SHOWN; i++) {
        bool said = false;
        for (size_t k = 0; k < i; k++)
            said |= tie_str_eq(f->members[k].text, f->members[i].text);
        if (said || !f->members[i].text.len)
            continue;
        tie_buf_puts(&buf, buf.len ? "; " : "");
        tie_buf_add(&buf, f->members[i].text);
    }
    return tie_buf_str(&buf);
}

/* Does the audience want to hear of it? */
static bool wanted(const tie_store_audience *a, const tie_finding *f, tie_life life) {
    bool fresh = life == TIE_LIFE_NEW || life == TIE_LIFE_UPDATED || life == TIE_LIFE_REOPENED ||
                 life == TIE_LIFE_UNACCEPTED;
    return a->channel && f->severity >= a->least && (a->any || (fresh && !f->suppressed.len));
}

/* Of the finding's next event. */
static int64_t next_number(closing *c, int64_t finding) {
    int64_t number = 0;
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_EVENT_NUMBER);
    tie__bind_int(s, 1, finding);
    while (tie__step(c->store, s))
        number = tie__column_int(s, 0);
    sqlite3_reset(s);
    return number;
}

/* The key depends on the history of the finding alone: told again, it is the same. */
static void add_notice(closing *c, int64_t event, int64_t number, const tie_finding *f,
                       tie_life life) {
    char name[32];
    snprintf(name, sizeof name, f->ordinal ? "%016" PRIx64 "/%u" : "%016" PRIx64, f->fingerprint,
             f->ordinal);
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_NOTICE_ADD);
    tie__bind_int(s, 1, event);
    tie__bind_text(s, 2, tie_str_c(c->audience->channel));
    tie__bind_text(s, 3,
                   tie_arena_printf(&c->store->arena, "%.*s:%s:%s:%lld",
                                    TIE_FMT(c->store->job->name), name, LIVES[life],
                                    (long long)number));
    tie__do(c->store, s);
}

static void tell(closing *c, int64_t finding, const tie_finding *f, tie_life life) {
    int64_t number = next_number(c, finding);
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_EVENT_ADD);
    tie__bind_int(s, 1, c->store->run_id);
    tie__bind_int(s, 2, finding);
    tie__bind_text(s, 3, tie_str_c(LIVES[life]));
    tie__bind_text(s, 4, tie_str_c(tie_severity_name(f->severity)));
    tie__bind_hash(s, 5, f->evidence);
    tie__bind_str(s, 6, f->message);
    tie__bind_str(s, 7, figures_of(&c->store->arena, f));
    tie__bind_int(s, 8, number);
    tie__do(c->store, s);
    int64_t event = sqlite3_last_insert_rowid(c->store->db);
    c->news->counts[life]++;
    if (wanted(c->audience, f, life))
        add_notice(c, event, number, f, life);
}

/* ---- What was found ---- */

static tie_life life_of(const before *b, const tie_finding *f) {
    if (!b)
        return TIE_LIFE_NEW;
    if (!b->open)
        return TIE_LIFE_REOPENED;
    return b->evidence == f->evidence ? TIE_LIFE_UNCHANGED : TIE_LIFE_UPDATED;
}

static before *before_of(closing *c, const tie_finding *f) {
    const uint32_t *at = tie_map_find(&c->known, tie__finding_key(f->fingerprint, f->ordinal));
    return at ? &c->items.items[*at] : NULL;
}

static void record(closing *c, tie_finding *f, const tie_shape *shape) {
    static const tie_state STATES[TIE_LIVES] = {[TIE_LIFE_NEW] = TIE_STATE_NEW,
                                                [TIE_LIFE_UPDATED] = TIE_STATE_UPDATED,
                                                [TIE_LIFE_REOPENED] = TIE_STATE_REOPENED,
                                                [TIE_LIFE_UNCHANGED] = TIE_STATE_UNCHANGED};
    bool looked_up = differs(c, shape->part), accepted = f->suppressed.len;
    before *b = looked_up ? before_of(c, f) : NULL;
    tie_life life = looked_up ? life_of(b, f) : TIE_LIFE_UNCHANGED;
    f->state = STATES[life];
    if (b)
        b->found = true;
    bool same = !looked_up || (life == TIE_LIFE_UNCHANGED && b->shape == shape->hash);
    c->news->counts[TIE_LIFE_UNCHANGED] += life == TIE_LIFE_UNCHANGED;
    if (same && !(shape->reworded && tie__finding_reworded(&c->documents, f)))
        return;
    int64_t id = tie__finding_put(&c->documents, f, shape->hash);
    if (life != TIE_LIFE_UNCHANGED)
        tell(c, id, f, life);
    bool was = looked_up ? b && b->suppressed : accepted;
    if (accepted != was)
        tell(c, id, f, accepted ? TIE_LIFE_ACCEPTED : TIE_LIFE_UNACCEPTED);
}

/* Rows that are as before are not looked at once more. */
static void record_all(closing *c, tie_finding *rows, const tie_shape *shapes, size_t row_count) {
    for (size_t i = 0; i < row_count; i++) {
        c->news->open += shapes[i].told;
        if (!shapes[i].told)
            continue;
        if (!differs(c, shapes[i].part) && !shapes[i].reworded) {
            c->news->counts[TIE_LIFE_UNCHANGED]++;
            continue;
        }
        tie_mark mark = tie_arena_mark(&c->store->arena);
        record(c, &rows[i], &shapes[i]);
        tie_arena_rewind(&c->store->arena, mark);
    }
}

/* ---- What was not ---- */

/* TIE_LIFE_UNCHANGED: a file of it could not be read. */
static tie_life fate(closing *c, int64_t finding) {
    tie_life life = TIE_LIFE_RESOLVED;
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FINDING_PATHS);
    tie__bind_int(s, 1, finding);
    while (tie__step(c->store, s)) {
        tie_str path = tie__column(s, 0), segment = tie__column(s, 1);
        if (tie_map_find(&c->paths, ~tie_hash(path))) {
            life = TIE_LIFE_UNCHANGED;
            break;
        }
        if (!tie_map_find(&c->paths, tie__document_key(path, segment)))
            life = TIE_LIFE_GONE;
    }
    sqlite3_reset(s);
    return life;
}

/* The value that has the name; 0 where none has. */
static int named(tie_str name, const char *(*name_of)(int)) {
    for (int i = 0; name_of(i); i++)
        if (tie_str_eq(name, tie_str_c(name_of(i))))
            return i;
    return 0;
}
static const char *verdict_name(int i) { return tie_verdict_name((tie_verdict)i); }
static const char *severity_name(int i) { return tie_severity_name((tie_severity)i); }
static const char *confidence_name(int i) { return tie_confidence_name((tie_confidence)i); }

/* As the last run told it, without its places. Owns: the caller's arena. */
static tie_finding told_before(closing *c, int64_t id) {
    tie_finding f = {.state = TIE_STATE_ABSENT};
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FINDING_GET);
    tie__bind_int(s, 1, id);
    if (tie__step(c->store, s)) {
        tie_str *const strings[] = {&f.code,    &f.rule,  &f.message, &f.computation, &f.diagnosis,
                                    &f.measure, &f.agent, &f.place,   &f.unit};
        for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
            *strings[i] = tie_arena_str(c->arena, tie__column(s, (int)i + 5));
        f.fingerprint = tie__column_hash(s, 0);
        f.ordinal = (uint32_t)tie__column_int(s, 1);
        f.verdict = (tie_verdict)named(tie__column(s, 2), verdict_name);
        f.severity = (tie_severity)named(tie__column(s, 3), severity_name);
        f.confidence = (tie_confidence)named(tie__column(s, 4), confidence_name);
        f.period = tie_period_none();
        tie_period_parse(tie__column(s, 14), &f.period);
        f.evidence = tie__column_hash(s, 15);
    }
    sqlite3_reset(s);
    return f;
}

static void close_finding(closing *c, const before *b) {
    tie_life life = fate(c, b->id);
    if (life == TIE_LIFE_UNCHANGED) {
        c->news->open++;
        c->now.of[b->part] += tie_hash_mix(b->key, b->shape);
        return;
    }
    tie_finding f = told_before(c, b->id);
    sqlite3_stmt *s = tie__sql(c->store, TIE_SQL_FINDING_CLOSE);
    tie__bind_int(s, 1, b->id);
    tie__bind_text(s, 2, tie_str_c(LIVES[life]));
    tie__bind_int(s, 3, c->store->last_run_id);
    tie__do(c->store, s);
    tell(c, b->id, &f, life);
    if (!b->suppressed)
        *TIE_PUSH(c->arena, &c->absent) = f;
}

/* ---- The end ---- */

static void close_run(closing *c, const tie_run *run) {
    tie_store *store = c->store;
    const tie_news *n = c->news;
    const uint64_t figures[] = {n->inputs,
                                n->read,
                                n->changed,
                                n->unread,
                                run->in.doc_count,
                                run->in.claim_count,
                                n->open,
                                n->counts[TIE_LIFE_NEW],
                                n->counts[TIE_LIFE_UPDATED],
                                n->counts[TIE_LIFE_REOPENED],
                                n->counts[TIE_LIFE_RESOLVED],
                                n->counts[TIE_LIFE_GONE]};
    sqlite3_stmt *s = tie__sql(store, TIE_SQL_RUN_CLOSE);
    tie__bind_int(s, 1, store->run_id);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        tie__bind_int(s, (int)i + 2, (int64_t)figures[i]);
    tie__do(store, s);
}

static void compare(closing *c, const tie_run *run, tie_finding *rows, size_t row_count) {
    tie_store *store = c->store;
    tie__store_recalled(store);
    read_paths(c);
    const tie_shape *shapes = read_shapes(c, rows, row_count);
    c->summed = tie__sums_get(store, &c->then);
    read_before(c);
    record_all(c, rows, shapes, row_count);
    for (size_t i = 0; i < c->items.count; i++)
        if (c->items.items[i].open && !c->items.items[i].found)
            close_finding(c, &c->items.items[i]);
    tie__sums_put(store, &c->now);
    tie__store_sweep(store);
    tie__store_search(store);
    tie__store_series(store, run);
    close_run(c, run);
}

tie_finding *tie_store_own_rows(tie_arena *arena, tie_run *run, const tie_finding *rows,
                                size_t row_count) {
    if (rows == run->rows.items)
        return run->rows.items;
    tie_finding *copies = TIE_NEW(arena, tie_finding, row_count + 1);
    memcpy(copies, rows, row_count * sizeof *rows);
    return copies;
}

tie_code tie_store_complete(tie_store *store, tie_arena *arena, tie_corpus *corpus,
                            const tie_run *run, tie_finding *rows, size_t row_count,
                            const tie_store_audience *audience, tie_news *out, tie_err *err) {
    if (TIE_GUARD(store->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_news news = {.run = (uint64_t)store->run_id,
                     .first = !store->last_run_id,
                     .inputs = store->seen.count,
                     .read = store->read,
                     .changed = store->changed,
                     .unread = store->unread};
    closing *c = TIE_NEW(&store->arena, closing, 1);
    *c = (closing){.store = store,
                   .arena = arena,
                   .documents = {.store = store, .corpus = corpus},
                   .audience = audience,
                   .news = &news};
    compare(c, run, rows, row_count);
    if (tie_corpus_damaged(corpus))
        tie__store_fail(store, TIE_EINPUT, "what is remembered of a file is damaged");
    tie__exec(store, "COMMIT");
    news.absent = c->absent.items;
    news.absent_count = c->absent.count;
    if (!store->failed)
        *out = news;
    return tie__store_result(store, err);
}
