/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/intake.h"

#include "base/hash.h"
#include "base/io.h"
#include "extract/decode.h"
#include "extract/long_text.h"

#include <stddef.h>

enum {
    WINDOW_BYTES = 1024 * 1024, /* of a long input is read at a time */
    BATCH_BYTES = 1024 * 1024 /* of memory for documents found in it, before they are handed over */
};
#define DEFAULT_MAX_BYTES ((uint64_t)256 << 20)

uint64_t tie_intake_most(const tie_options *options) {
    return options->max_bytes ? options->max_bytes : DEFAULT_MAX_BYTES;
}

static bool prepare(tie_intake *w) {
    if (w->ready)
        return true;
    w->reader = (tie_reader){.rules = w->rules,
                             .options = w->options,
                             .claims_only = w->claims_only,
                             .scratch = &w->scratch};
    w->reader.stemmer = tie_stemmer_new();
    w->ready = tie_matcher_init(&w->reader.matcher) && w->reader.stemmer;
    return w->ready;
}

void tie_intake_release(tie_intake *w) {
    tie_stemmer_free(w->reader.stemmer);
    tie_matcher_release(&w->reader.matcher);
    tie_arena_release(&w->scratch);
    tie_paged_close(&w->paged);
}

static void note_failure(tie_intake_slot *s, tie_str path, const tie_err *err) {
    *TIE_PUSH(&s->claims, &s->diags) =
        (tie_diag){.code = err->code,
                   .path = path,
                   .line = err->line,
                   .col = err->col,
                   .message = tie_arena_printf(&s->claims, "%s", err->message),
                   .hint = tie_arena_printf(&s->claims, "%s", err->hint)};
}

/* ---- Parts ---- */

static void add_found(tie_intake *w) {
    tie_reader *r = &w->reader;
    *TIE_PUSH(&w->slot->claims, &w->slot->parts) =
        (tie_found_part){.doc = r->doc,
                         .text = r->text,
                         .there = r->feed ? r->feed->there : r->text.len,
                         .claims = r->claims.items ? r->claims.items + r->held_over : NULL,
                         .claim_count = r->claims.count - r->held_over,
                         .dates = r->dates,
                         .numbers = r->numbers,
                         .traces = r->traces,
                         .links = r->links,
                         .footings = r->footings,
                         .sentences = r->sentences,
                         .continued = w->began,
                         .taken = r->taken};
}

/* feed: NULL where the text is in place. */
static void read_part(tie_intake *w, const tie_part *part, tie_feed *feed) {
    tie_reader *r = &w->reader;
    w->began = false;
    r->feed = feed;
    r->out = &w->slot->claims;
    r->text = part->text;
    r->doc = part->doc;
    r->doc.place = tie_arena_str(r->out, part->doc.place); /* claims keep it; the row goes */
    r->defaults = w->in.defaults;
    tie_sidecar_apply(w->sidecar, w->rules, &r->doc);
    tie_read_document(r, part->doc.span);
    add_found(w);
}

/* What was read of a long file since the last time, up to the byte `at` of it. */
static void count_bytes(tie_intake *w, size_t at) {
    w->slot->bytes = at - w->counted;
    w->counted = at;
}

/* Has what the slot holds collected, of a file that is read up to the byte `at`. False: stop. */
static bool hand_over(tie_intake *w, size_t at) {
    w->slot->goes_on = true;
    count_bytes(w, at);
    return tie_pool_hand_over(w->pool, w->task);
}

/* ---- Long files ---- */

static tie_intake *intake_of(tie_feed *feed) {
    return (tie_intake *)(void *)((char *)feed - offsetof(tie_intake, feed));
}

static void bring(tie_feed *feed, size_t end) {
    tie_intake *w = intake_of(feed);
    tie_paged_bring(&w->paged, w->skipped + end + WINDOW_BYTES);
    feed->there = w->paged.high - w->skipped;
}

static bool take(tie_feed *feed, size_t done) {
    tie_intake *w = intake_of(feed);
    add_found(w);
    w->began = true;
    bool go_on = hand_over(w, w->skipped + done);
    tie_paged_drop(&w->paged, w->skipped + done);
    return go_on;
}

/* A long file of rows, or of text that may come in pieces. */
static bool open_long(tie_intake *w, const tie_input *in, uint64_t *hash) {
    bool rows = tie_input_has_rows(in->path);
    return (rows || w->pieces) && !w->whole && !in->claims &&
           tie_long_open(w->rules, w->options, in, &w->slot->text, &w->paged, &w->skipped, hash);
}

static void read_long_text(tie_intake *w, const tie_input *in, uint64_t hash) {
    tie_str text = {w->paged.bytes + w->skipped, w->paged.size - w->skipped};
    tie_part part = {.doc = {.path = in->path, .span = {0, text.len}, .text_hash = hash},
                     .text = text};
    w->feed = (tie_feed){.bring = bring, .take = take};
    read_part(w, &part, &w->feed);
    hand_over(w, w->paged.size); /* before its text goes */
}

/* The line at `at`, without its break. */
static tie_str long_line(tie_paged *paged, size_t at) {
    size_t seen = at;
    for (;;) {
        tie_paged_bring(paged, seen + 1);
        const char *end = memchr(paged->bytes + seen, '\n', paged->high - seen);
        if (end)
            return (tie_str){paged->bytes + at, (size_t)(end - paged->bytes) - at};
        if (paged->high >= paged->size)
            return (tie_str){paged->bytes + at, paged->size - at};
        seen = paged->high;
        tie_paged_bring(paged, seen + WINDOW_BYTES);
    }
}

static void read_long_rows(tie_intake *w, const tie_input *in) {
    tie_intake_slot *s = w->slot;
    uint32_t number = 0;
    for (size_t at = w->skipped; at < w->paged.size;) {
        tie_parts_found parts = {0};
        tie_str line = long_line(&w->paged, at);
        tie_input_add_row(&s->text, in->path, line, ++number, &parts, &s->diags);
        for (size_t i = 0; i < parts.count; i++)
            read_part(w, &parts.items[i], NULL);
        at += line.len + 1;
        if (s->claims.used_bytes + s->text.used_bytes < BATCH_BYTES)
            continue;
        if (!hand_over(w, at < w->paged.size ? at : w->paged.size))
            return;
        tie_arena_release(&s->claims);
        tie_arena_release(&s->text);
        tie_paged_drop(&w->paged, at);
    }
}

/* ---- Inputs held as a whole ---- */

static void read_claim_rows(tie_intake *w, const tie_input *in, tie_str text) {
    tie_intake_slot *s = w->slot;
    tie_quoted_docs found = {0};
    tie_claim_rows_read(&s->claims, &w->scratch, w->rules, in->path, text, &found, &s->diags);
    for (size_t i = 0; i < found.count; i++) {
        tie_quoted_doc *d = &found.items[i];
        tie_sidecar_apply(w->sidecar, w->rules, &d->doc);
        tie_defaults_apply(in->defaults, w->rules, &d->doc);
        *TIE_PUSH(&s->claims, &s->parts) = (tie_found_part){.doc = d->doc,
                                                            .claims = d->claims.items,
                                                            .claim_count = d->claims.count,
                                                            .quotes = d->quotes};
    }
}

tie_code tie_intake_load(tie_arena *arena, const tie_options *options, const tie_input *in,
                         tie_str *text, tie_str *encoding, tie_str *raw, tie_err *err) {
    *raw = in->memory;
    tie_code code =
        in->in_memory ? TIE_OK : tie_io_read(arena, in->path, tie_intake_most(options), raw, err);
    return code ? code : tie_decode(arena, in->path, *raw, text, encoding, err);
}

static void read_whole(tie_intake *w, const tie_input *in) {
    tie_intake_slot *s = w->slot;
    tie_err err = {0};
    tie_str text, encoding, raw = {0};
    s->failed = tie_intake_load(&s->text, w->options, in, &text, &encoding, &raw, &err) != TIE_OK;
    s->bytes = raw.len;
    if (s->failed) {
        note_failure(s, in->path, &err);
        return;
    }
    if (w->whole) {
        s->whole = text;
        s->content_hash = tie_hash(raw);
        s->known = in->state == TIE_INPUT_DOUBTFUL && s->content_hash == in->content_hash;
    }
    if (s->known)
        return;
    if (in->claims) {
        read_claim_rows(w, in, text);
        return;
    }
    tie_parts_found parts = {0};
    tie_input_split(&s->text, w->rules, in->path, text, &parts, &s->diags);
    for (size_t i = 0; i < parts.count; i++) {
        parts.items[i].doc.encoding = encoding;
        read_part(w, &parts.items[i], NULL);
    }
}

/* Most files are short: one look at them and they are there. Why others are not is told later. */
static tie_input with_bytes(tie_intake *w, const tie_input *in) {
    tie_input out = *in;
    uint64_t most = tie_intake_most(w->options);
    most = most < TIE_LONG_BYTES ? most : TIE_LONG_BYTES;
    if (!in->in_memory)
        out.in_memory = !tie_io_read(&w->slot->text, in->path, most, &out.memory, NULL);
    return out;
}

void tie_intake_read(tie_intake *w, tie_pool *pool, size_t task, const tie_input *in,
                     tie_intake_slot *slot) {
    jmp_buf guard;
    slot->claims.guard = slot->text.guard = w->scratch.guard = &guard;
    w->pool = pool;
    w->task = task;
    w->slot = slot;
    uint64_t hash;
    if (TIE_GUARD(guard) || !prepare(w)) {
        slot->out_of_memory = true;
    } else if (in->state == TIE_INPUT_KNOWN) {
        slot->known = true;
    } else {
        w->in = with_bytes(w, in);
        if (!open_long(w, &w->in, &hash)) {
            read_whole(w, &w->in);
        } else {
            w->counted = 0;
            if (tie_input_has_rows(in->path))
                read_long_rows(w, &w->in);
            else
                read_long_text(w, &w->in, hash);
            count_bytes(w, w->paged.size);
        }
    }
    w->slot->goes_on = false;
    tie_paged_close(&w->paged);
}
