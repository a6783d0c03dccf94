/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus: inputs, read by a pool of workers, collected in document order. Each input has an
 * arena of its own for its claims, and one for its text, whose memory goes to a later input as soon
 * as this one is collected. */
#include "extract/corpus.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/pool.h"
#include "extract/claim_rows.h"
#include "extract/decode.h"
#include "extract/input.h"
#include "rules/map.h"

#include <stdlib.h>

#define DEFAULT_MAX_BYTES ((uint64_t)256 << 20)
enum { WINDOW = 32, SPARE_BYTES = 256 * 1024 };

typedef struct input {
    tie_str path;
    tie_str memory; /* the text, where it is no file */
    bool in_memory;
    bool claims; /* rows of claims, no document */
} input;

typedef struct part_found {
    tie_doc doc;
    tie_str text;
    tie_claims claims;
    tie_date_exprs dates;
    tie_numbers numbers;
    tie_traces traces;
    tie_links links;
    tie_footings footings;
    tie_sentence_keys sentences;
    tie_quotes quotes; /* of claims from a file, which have no text */
} part_found;

/* What a worker leaves for the collector. Slots go round: the pool starts no task before the one a
 * window earlier has been collected, which leaves its memory for reuse. */
typedef struct slot {
    tie_arena claims, text;
    TIE_VEC(part_found) parts;
    tie_diags diags;
    uint64_t bytes;
    bool out_of_memory;
} slot;

typedef struct worker {
    tie_reader reader;
    tie_arena scratch;
    bool ready;
} worker;

struct tie_corpus {
    const tie_ruleset *rules;
    tie_options options;
    tie_arena arena;
    jmp_buf guard;
    tie_sidecar sidecar;
    TIE_VEC(input) inputs;
    tie_map paths; /* of the files among them, so that none is read twice */
    slot *slots;   /* of task t: t % slot_count */
    size_t slot_count;
    worker *workers;
    unsigned jobs;

    tie_extraction_sink *sink;
    void *sink_user;
    bool keep, stopped, out_of_memory;

    TIE_VEC(tie_doc) docs;
    TIE_VEC(uint32_t) doc_inputs;   /* input of each document, for quotes */
    TIE_VEC(tie_quotes) doc_quotes; /* of each document; empty where it can be read again */
    TIE_VEC(uint32_t) doc_parts;    /* which of its input's documents it is */
    tie_claims claims;
    tie_date_exprs dates;
    tie_links links;
    tie_footings footings;
    tie_sentence_keys sentences;
    tie_diags diags;
    TIE_VEC(tie_arena) kept; /* arenas of collected inputs */
    uint64_t bytes;
    uint32_t docs_seen;

    tie_arena quotes; /* the input that was quoted last */
    uint32_t quoted_input;
    tie_parts_found quoted;
};

tie_code tie_corpus_new(const tie_ruleset *rules, const tie_options *options, tie_corpus **out,
                        tie_err *err) {
    tie_corpus *corpus = calloc(1, sizeof *corpus);
    if (!corpus)
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_arena_init(&corpus->arena, 0, &corpus->guard);
    tie_arena_init(&corpus->quotes, 0, &corpus->guard);
    if (TIE_GUARD(corpus->guard)) {
        tie_corpus_free(corpus);
        return tie_fail(err, TIE_EMEM, "out of memory");
    }
    corpus->rules = rules;
    corpus->options = *options;
    corpus->quoted_input = UINT32_MAX;
    if (!corpus->options.max_bytes)
        corpus->options.max_bytes = DEFAULT_MAX_BYTES;
    if (options->sidecar.len) {
        tie_code code = tie_sidecar_read(&corpus->arena, options->sidecar, &corpus->sidecar, err);
        if (code) {
            tie_corpus_free(corpus);
            return code;
        }
    }
    *out = corpus;
    return TIE_OK;
}

/* Standard input is kept: it cannot be read again for quotes. */
static tie_code add_stream(tie_corpus *corpus, input in, tie_err *err) {
    in.in_memory = true;
    tie_code read =
        tie_io_read(&corpus->arena, in.path, corpus->options.max_bytes, &in.memory, err);
    if (!read)
        *TIE_PUSH(&corpus->arena, &corpus->inputs) = in;
    return read;
}

static bool is_stream(tie_str path) { return tie_str_eq(path, TIE_STR("-")); }

/* Of a path however it is written: "./a//b" is "a/b". */
static uint64_t path_key(tie_corpus *corpus, tie_str path) {
    tie_buf plain = tie_buf_new(&corpus->arena);
    for (size_t i = 0, end; i < path.len; i = end) {
        end = i + 1;
        while (end < path.len && path.ptr[end - 1] != '/')
            end++;
        tie_str part = tie_str_sub(path, i, end);
        bool nothing = i && (tie_str_eq(part, TIE_STR("/")) || tie_str_eq(part, TIE_STR("./")));
        if (!nothing && !(i == 0 && tie_str_eq(part, TIE_STR("./"))))
            tie_buf_add(&plain, part);
    }
    return tie_hash(tie_buf_str(&plain));
}

static tie_code add_files(tie_corpus *corpus, tie_str path, tie_err *err) {
    if (is_stream(path))
        return add_stream(corpus, (input){.path = path}, err);
    tie_strs files;
    tie_code code = tie_io_list(&corpus->arena, path, &files, err);
    for (size_t i = 0; !code && i < files.count; i++)
        if (tie_map_put(&corpus->paths, &corpus->arena, path_key(corpus, files.items[i]), 0))
            *TIE_PUSH(&corpus->arena, &corpus->inputs) = (input){.path = files.items[i]};
    return code;
}

tie_code tie_corpus_add(tie_corpus *corpus, tie_str path, tie_err *err) {
    if (TIE_GUARD(corpus->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    return add_files(corpus, path, err);
}

tie_code tie_corpus_add_claims(tie_corpus *corpus, tie_str path, tie_err *err) {
    if (TIE_GUARD(corpus->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    input in = {.path = path, .claims = true};
    if (is_stream(path))
        return add_stream(corpus, in, err);
    if (!tie_io_exists(path))
        return tie_fail_file(err, TIE_EUSAGE, path, "no such file");
    *TIE_PUSH(&corpus->arena, &corpus->inputs) = in;
    return TIE_OK;
}

tie_code tie_corpus_add_text(tie_corpus *corpus, tie_str name, tie_str text, tie_err *err) {
    if (TIE_GUARD(corpus->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    *TIE_PUSH(&corpus->arena, &corpus->inputs) =
        (input){.path = name, .memory = text, .in_memory = true};
    return TIE_OK;
}

/* ---- Reading ---- */

static void note_failure(slot *s, tie_str path, const tie_err *err) {
    *TIE_PUSH(&s->claims, &s->diags) =
        (tie_diag){.code = err->code,
                   .path = path,
                   .line = err->line,
                   .col = err->col,
                   .message = tie_arena_printf(&s->claims, "%s", err->message),
                   .hint = tie_arena_printf(&s->claims, "%s", err->hint)};
}

static tie_code load(const tie_corpus *corpus, tie_arena *arena, const input *in, tie_str *text,
                     tie_str *encoding, uint64_t *bytes, tie_err *err) {
    tie_str raw = in->memory;
    tie_code code =
        in->in_memory ? TIE_OK : tie_io_read(arena, in->path, corpus->options.max_bytes, &raw, err);
    if (!code)
        code = tie_decode(arena, in->path, raw, text, encoding, err);
    *bytes = raw.len;
    return code;
}

static bool prepare(const tie_corpus *corpus, worker *w) {
    if (w->ready)
        return true;
    w->reader =
        (tie_reader){.rules = corpus->rules, .options = &corpus->options, .scratch = &w->scratch};
    w->reader.stemmer = tie_stemmer_new();
    w->ready = tie_matcher_init(&w->reader.matcher) && w->reader.stemmer;
    return w->ready;
}

static void read_part(const tie_corpus *corpus, worker *w, slot *s, const tie_part *part) {
    tie_reader *r = &w->reader;
    r->out = &s->claims;
    r->text = part->text;
    r->doc = part->doc;
    tie_sidecar_apply(&corpus->sidecar, corpus->rules, &corpus->options, &r->doc);
    tie_read_document(r, part->doc.span);
    *TIE_PUSH(&s->claims, &s->parts) = (part_found){.doc = r->doc,
                                                    .text = part->text,
                                                    .claims = r->claims,
                                                    .dates = r->dates,
                                                    .numbers = r->numbers,
                                                    .traces = r->traces,
                                                    .links = r->links,
                                                    .footings = r->footings,
                                                    .sentences = r->sentences};
}

static void read_rows(tie_corpus *corpus, worker *w, slot *s, const input *in, tie_str text) {
    tie_quoted_docs found = {0};
    tie_claim_rows_read(&s->claims, &w->scratch, corpus->rules, in->path, text, &found, &s->diags);
    for (size_t i = 0; i < found.count; i++) {
        tie_quoted_doc *d = &found.items[i];
        tie_sidecar_apply(&corpus->sidecar, corpus->rules, &corpus->options, &d->doc);
        *TIE_PUSH(&s->claims, &s->parts) =
            (part_found){.doc = d->doc, .claims = d->claims, .quotes = d->quotes};
    }
}

static void read_parts(tie_corpus *corpus, worker *w, slot *s, const input *in) {
    tie_err err = {0};
    tie_str text, encoding;
    tie_code code = load(corpus, &s->text, in, &text, &encoding, &s->bytes, &err);
    if (code) {
        note_failure(s, in->path, &err);
        return;
    }
    if (in->claims) {
        read_rows(corpus, w, s, in, text);
        return;
    }
    tie_parts_found parts = {0};
    tie_input_split(&s->text, corpus->rules, in->path, text, &parts, &s->diags);
    for (size_t i = 0; i < parts.count; i++) {
        parts.items[i].doc.encoding = encoding;
        read_part(corpus, w, s, &parts.items[i]);
    }
}

static void read_input(void *user, size_t task, unsigned number) {
    tie_corpus *corpus = user;
    slot *s = &corpus->slots[task % corpus->slot_count];
    worker *w = &corpus->workers[number];
    jmp_buf guard;
    s->claims.guard = s->text.guard = w->scratch.guard = &guard;
    if (TIE_GUARD(guard) || !prepare(corpus, w))
        s->out_of_memory = true;
    else
        read_parts(corpus, w, s, &corpus->inputs.items[task]);
}

/* ---- Collecting ---- */

static void keep_strings(tie_arena *arena, tie_doc *doc) {
    tie_str *const fields[] = {&doc->segment, &doc->source, &doc->title,
                               &doc->place,   &doc->url,    &doc->encoding};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = tie_arena_str(arena, *fields[i]);
}

static void keep_part(tie_corpus *corpus, part_found *p, uint32_t input_index, uint32_t number) {
    uint32_t first = (uint32_t)corpus->claims.count;
    keep_strings(&corpus->arena, &p->doc);
    *TIE_PUSH(&corpus->arena, &corpus->docs) = p->doc;
    *TIE_PUSH(&corpus->arena, &corpus->doc_inputs) = input_index;
    *TIE_PUSH(&corpus->arena, &corpus->doc_quotes) = p->quotes;
    *TIE_PUSH(&corpus->arena, &corpus->doc_parts) = number;
    for (size_t i = 0; i < p->claims.count; i++) {
        p->claims.items[i].id += first;
        *TIE_PUSH(&corpus->arena, &corpus->claims) = p->claims.items[i];
    }
    for (size_t i = 0; i < p->dates.count; i++)
        *TIE_PUSH(&corpus->arena, &corpus->dates) = p->dates.items[i];
    for (size_t i = 0; i < p->links.count; i++) {
        uint32_t *ids = TIE_NEW(&corpus->arena, uint32_t, p->links.items[i].count);
        for (uint32_t k = 0; k < p->links.items[i].count; k++)
            ids[k] = p->links.items[i].claims[k] + first;
        p->links.items[i].claims = ids;
        *TIE_PUSH(&corpus->arena, &corpus->links) = p->links.items[i];
    }
    for (size_t i = 0; i < p->footings.count; i++) {
        tie_footing f = p->footings.items[i];
        uint32_t *ids = TIE_NEW(&corpus->arena, uint32_t, f.count);
        int8_t *signs = TIE_NEW(&corpus->arena, int8_t, f.count);
        for (uint32_t k = 0; k < f.count; k++)
            ids[k] = f.claims[k] + first;
        memcpy(signs, f.signs, f.count);
        f.claims = ids;
        f.signs = signs;
        *TIE_PUSH(&corpus->arena, &corpus->footings) = f;
    }
    for (size_t i = 0; i < p->sentences.count; i++) {
        p->sentences.items[i].first_claim += first;
        *TIE_PUSH(&corpus->arena, &corpus->sentences) = p->sentences.items[i];
    }
}

static void number_part(part_found *p, uint32_t index, uint32_t first_claim) {
    p->doc.index = index;
    p->doc.first_claim = first_claim;
    p->doc.claim_count = (uint32_t)p->claims.count;
    for (size_t i = 0; i < p->claims.count; i++)
        p->claims.items[i].doc = index;
    for (size_t i = 0; i < p->dates.count; i++)
        p->dates.items[i].doc = index;
    for (size_t i = 0; i < p->numbers.count; i++)
        p->numbers.items[i].doc = index;
    for (size_t i = 0; i < p->links.count; i++)
        for (uint32_t k = 0; k < p->links.items[i].date_count; k++)
            p->links.items[i].dates[k].doc = index;
    for (size_t i = 0; i < p->sentences.count; i++)
        p->sentences.items[i].doc = index;
}

static bool give(const tie_corpus *corpus, const part_found *p) {
    tie_extraction found = {.doc = &p->doc,
                            .text = p->text,
                            .claims = p->claims.items,
                            .traces = p->traces.count == p->claims.count ? p->traces.items : NULL,
                            .claim_count = p->claims.count,
                            .dates = p->dates.items,
                            .date_count = p->dates.count,
                            .numbers = p->numbers.items,
                            .number_count = p->numbers.count};
    return corpus->sink(corpus->sink_user, &found);
}

/* Empties it, and keeps what memory an input of usual size needs: giving it back and asking for it
 * again takes the system longer than reading the input takes us. */
static void recycle(tie_arena *arena) {
    tie_arena_clear(arena);
    if (arena->used_bytes > SPARE_BYTES)
        tie_arena_release(arena);
}

static bool collect_slot(tie_corpus *corpus, slot *s, size_t task) {
    corpus->out_of_memory |= s->out_of_memory;
    corpus->bytes += s->bytes;
    for (size_t i = 0; i < s->diags.count; i++) {
        tie_diag diag = s->diags.items[i];
        diag.path = corpus->inputs.items[task].path;
        diag.message = tie_arena_str(&corpus->arena, diag.message);
        diag.hint = tie_arena_str(&corpus->arena, diag.hint);
        *TIE_PUSH(&corpus->arena, &corpus->diags) = diag;
    }
    for (size_t i = 0; i < s->parts.count && !corpus->stopped; i++) {
        part_found *p = &s->parts.items[i];
        number_part(p, corpus->docs_seen++, (uint32_t)corpus->claims.count);
        if (corpus->sink)
            corpus->stopped = !give(corpus, p);
        if (corpus->keep)
            keep_part(corpus, p, (uint32_t)task, (uint32_t)i);
    }
    if (corpus->keep) {
        *TIE_PUSH(&corpus->arena, &corpus->kept) = s->claims;
        s->claims = (tie_arena){0};
    }
    recycle(&s->claims);
    recycle(&s->text);
    *s = (slot){.claims = s->claims, .text = s->text};
    return !corpus->stopped && !corpus->out_of_memory;
}

static bool collect(void *user, size_t task) {
    tie_corpus *corpus = user;
    if (TIE_GUARD(corpus->guard)) { /* no jump may cross the pool */
        corpus->out_of_memory = true;
        return false;
    }
    return collect_slot(corpus, &corpus->slots[task % corpus->slot_count], task);
}

static void release_slots(tie_corpus *corpus) {
    for (size_t i = 0; corpus->slots && i < corpus->slot_count; i++) {
        tie_arena_release(&corpus->slots[i].claims);
        tie_arena_release(&corpus->slots[i].text);
    }
    corpus->slots = NULL;
}

static void release_workers(tie_corpus *corpus) {
    for (unsigned i = 0; corpus->workers && i < corpus->jobs; i++) {
        tie_stemmer_free(corpus->workers[i].reader.stemmer);
        tie_matcher_release(&corpus->workers[i].reader.matcher);
        tie_arena_release(&corpus->workers[i].scratch);
    }
    corpus->workers = NULL;
}

tie_code tie_corpus_read(tie_corpus *corpus, tie_extraction_sink *sink, void *user, bool keep,
                         tie_err *err) {
    if (TIE_GUARD(corpus->guard)) {
        release_slots(corpus);
        release_workers(corpus);
        return tie_fail(err, TIE_EMEM, "out of memory");
    }
    corpus->sink = sink;
    corpus->sink_user = user;
    corpus->keep = keep;
    corpus->jobs = corpus->options.jobs ? corpus->options.jobs : tie_pool_processors();
    corpus->slot_count = corpus->jobs == 1 ? 1 : corpus->jobs > WINDOW ? corpus->jobs : WINDOW;
    corpus->slots = TIE_NEW(&corpus->arena, slot, corpus->slot_count);
    corpus->workers = TIE_NEW(&corpus->arena, worker, corpus->jobs);
    tie_pool_run(corpus->inputs.count, corpus->jobs, WINDOW, read_input, collect, corpus);
    release_slots(corpus);
    release_workers(corpus);
    return corpus->out_of_memory ? tie_fail(err, TIE_EMEM, "out of memory") : TIE_OK;
}

/* ---- Asking ---- */

size_t tie_corpus_docs(const tie_corpus *corpus, const tie_doc **out) {
    *out = corpus->docs.items;
    return corpus->docs.count;
}

size_t tie_corpus_claims(const tie_corpus *corpus, const tie_claim **out) {
    *out = corpus->claims.items;
    return corpus->claims.count;
}

size_t tie_corpus_dates(const tie_corpus *corpus, const tie_date_expr **out) {
    *out = corpus->dates.items;
    return corpus->dates.count;
}

size_t tie_corpus_diags(const tie_corpus *corpus, const tie_diag **out) {
    *out = corpus->diags.items;
    return corpus->diags.count;
}

size_t tie_corpus_footings(const tie_corpus *corpus, const tie_footing **out) {
    *out = corpus->footings.items;
    return corpus->footings.count;
}

size_t tie_corpus_links(const tie_corpus *corpus, const tie_link **out) {
    *out = corpus->links.items;
    return corpus->links.count;
}

size_t tie_corpus_sentences(const tie_corpus *corpus, const tie_sentence_key **out) {
    *out = corpus->sentences.items;
    return corpus->sentences.count;
}

uint64_t tie_corpus_bytes(const tie_corpus *corpus) { return corpus->bytes; }
const tie_ruleset *tie_corpus_rules(const tie_corpus *corpus) { return corpus->rules; }

static bool quote_input(tie_corpus *corpus, uint32_t index) {
    if (corpus->quoted_input == index)
        return true;
    corpus->quoted_input = UINT32_MAX;
    corpus->quoted = (tie_parts_found){0};
    tie_arena_clear(&corpus->quotes);
    const input *in = &corpus->inputs.items[index];
    tie_str text, encoding;
    uint64_t bytes;
    tie_diags diags = {0};
    if (load(corpus, &corpus->quotes, in, &text, &encoding, &bytes, NULL))
        return false;
    tie_input_split(&corpus->quotes, corpus->rules, in->path, text, &corpus->quoted, &diags);
    corpus->quoted_input = index;
    return true;
}

/* The text of a document's file as it is read again; empty when it is another one now. */
static tie_str text_of(tie_corpus *corpus, uint32_t doc) {
    uint32_t input_index = corpus->doc_inputs.items[doc];
    uint32_t number = corpus->doc_parts.items[doc];
    if (corpus->inputs.items[input_index].claims || !quote_input(corpus, input_index) ||
        number >= corpus->quoted.count)
        return (tie_str){0};
    const tie_part *part = &corpus->quoted.items[number];
    bool same = part->doc.text_hash == corpus->docs.items[doc].text_hash;
    return same ? part->text : (tie_str){0};
}

tie_str tie_corpus_text(tie_corpus *corpus, uint32_t doc) {
    if (doc >= corpus->docs.count || TIE_GUARD(corpus->guard))
        return (tie_str){0};
    return text_of(corpus, doc);
}

tie_str tie_corpus_quote(tie_corpus *corpus, uint32_t doc, tie_span span) {
    if (doc >= corpus->docs.count || TIE_GUARD(corpus->guard))
        return (tie_str){0};
    if (corpus->inputs.items[corpus->doc_inputs.items[doc]].claims) {
        const tie_quotes *known = &corpus->doc_quotes.items[doc];
        return tie_quote_find(known->items, known->count, span);
    }
    tie_str text = text_of(corpus, doc);
    if (span.end > text.len || span.start > span.end)
        return (tie_str){0};
    return tie_arena_str(&corpus->arena, tie_str_span(text, span));
}

void tie_corpus_free(tie_corpus *corpus) {
    if (!corpus)
        return;
    for (size_t i = 0; i < corpus->kept.count; i++)
        tie_arena_release(&corpus->kept.items[i]);
    tie_arena_release(&corpus->quotes);
    tie_arena_release(&corpus->arena);
    free(corpus);
}
