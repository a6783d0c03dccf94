/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The corpus: inputs, read by a pool of workers (intake.c), collected in document order. What a
 * corpus keeps of a claim is the claim itself, in one array, and each different string once; all
 * other memory of an input goes to a later one as soon as it is collected. */
#include "extract/corpus_state.h"

#include "base/io.h"
#include "base/pile.h"
#include "extract/memo.h"

#include <stdlib.h>

enum { WINDOW = 32, SPARE_BYTES = 256 * 1024 };

tie_code tie_corpus_new(const tie_ruleset *rules, const tie_options *options, tie_corpus **out,
                        tie_err *err) {
    tie_corpus *corpus = calloc(1, sizeof *corpus);
    if (!corpus)
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_arena_init(&corpus->arena, 0, &corpus->guard);
    tie_arena_init(&corpus->asked, 0, &corpus->guard);
    tie_arena_init(&corpus->opened, 0, &corpus->guard);
    tie_arena_init(&corpus->quotes, 0, &corpus->guard);
    tie_arena_init(&corpus->excerpt, 0, &corpus->guard);
    if (TIE_GUARD(corpus->guard)) {
        tie_corpus_free(corpus);
        return tie_fail(err, TIE_EMEM, "out of memory");
    }
    corpus->rules = rules;
    corpus->options = *options;
    corpus->defaults = (tie_defaults){options->source, options->place, options->date};
    corpus->quoted_input = UINT32_MAX;
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
static tie_code add_stream(tie_corpus *corpus, tie_input in, tie_err *err) {
    in.in_memory = true;
    tie_code read =
        tie_io_read(&corpus->arena, in.path, tie_intake_most(&corpus->options), &in.memory, err);
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

static tie_code add_files(tie_corpus *corpus, tie_str path, const tie_defaults *defaults,
                          tie_err *err) {
    if (is_stream(path))
        return add_stream(corpus, (tie_input){.path = path, .defaults = defaults}, err);
    tie_strs files;
    tie_code code = tie_io_list(&corpus->arena, path, &files, err);
    if (!code && !corpus->inputs.count)
        TIE_RESERVE(&corpus->arena, &corpus->inputs, files.count);
    for (size_t i = 0; !code && i < files.count; i++)
        if (tie_map_put(&corpus->paths, &corpus->arena, path_key(corpus, files.items[i]), 0))
            *TIE_PUSH(&corpus->arena, &corpus->inputs) =
                (tie_input){.path = files.items[i], .defaults = defaults};
    return code;
}

tie_code tie_corpus_add(tie_corpus *corpus, tie_str path, tie_err *err) {
    if (TIE_GUARD(corpus->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    return add_files(corpus, path, &corpus->defaults, err);
}

static const tie_defaults *kept_defaults(tie_corpus *corpus, tie_defaults d) {
    tie_defaults *kept = TIE_NEW(&corpus->arena, tie_defaults, 1), rest = corpus->defaults;
    kept->source = tie_arena_str(&corpus->arena, d.source.len ? d.source : rest.source);
    kept->place = tie_arena_str(&corpus->arena, d.place.len ? d.place : rest.place);
    kept->date = d.date.year ? d.date : rest.date;
    return kept;
}

tie_code tie_corpus_add_with(tie_corpus *corpus, tie_str path, const tie_defaults *defaults,
                             tie_err *err) {
    if (TIE_GUARD(corpus->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    return add_files(corpus, path, kept_defaults(corpus, *defaults), err);
}

tie_code tie_corpus_add_claims(tie_corpus *corpus, tie_str path, tie_err *err) {
    if (TIE_GUARD(corpus->guard))
        return tie_fail(err, TIE_EMEM, "out of memory");
    tie_input in = {.path = path, .claims = true, .defaults = &corpus->defaults};
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
        (tie_input){.path = name, .memory = text, .in_memory = true, .defaults = &corpus->defaults};
    return TIE_OK;
}

void tie_corpus_remember(tie_corpus *corpus, const tie_memory *memory) { corpus->memory = memory; }

bool tie_corpus_add_input(tie_corpus *corpus, tie_str path, const tie_defaults *defaults,
                          tie_input_state state, uint64_t tag, uint64_t content_hash) {
    if (TIE_GUARD(corpus->guard)) {
        corpus->out_of_memory = true;
        return true;
    }
    if (!tie_map_put(&corpus->paths, &corpus->arena, path_key(corpus, path), 0))
        return false;
    *TIE_PUSH(&corpus->arena, &corpus->inputs) =
        (tie_input){.path = tie_arena_str(&corpus->arena, path),
                    .defaults = kept_defaults(corpus, *defaults),
                    .state = state,
                    .tag = tag,
                    .content_hash = content_hash};
    return true;
}

/* ---- Collecting ---- */

static void keep_strings(tie_arena *arena, tie_doc *doc) {
    tie_str *const fields[] = {&doc->segment, &doc->source, &doc->title,
                               &doc->place,   &doc->url,    &doc->encoding};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = tie_arena_str(arena, *fields[i]);
}

static tie_claim kept_claim(tie_corpus *corpus, tie_claim claim) {
    tie_arena *arena = &corpus->arena;
    tie_str *strings[TIE_CLAIM_STRINGS];
    tie_claim_strings(&claim, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        *strings[i] = i < TIE_CLAIM_ONCE ? tie_arena_str(arena, *strings[i])
                                         : tie_words_keep(&corpus->words, arena, *strings[i]);
    tie_str *modifiers = TIE_NEW(arena, tie_str, claim.modifiers.count);
    for (size_t i = 0; i < claim.modifiers.count; i++)
        modifiers[i] = tie_words_keep(&corpus->words, arena, claim.modifiers.items[i]);
    claim.modifiers.items = modifiers;
    return claim;
}

static tie_date_expr kept_date(tie_corpus *corpus, tie_date_expr date) {
    date.text = tie_arena_str(&corpus->arena, date.text);
    return date;
}

static const uint32_t *kept_ids(tie_corpus *corpus, const uint32_t *ids, size_t count,
                                uint32_t first) {
    uint32_t *out = TIE_NEW(&corpus->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        out[i] = ids[i] + first;
    return out;
}

static tie_link kept_link(tie_corpus *corpus, tie_link link, uint32_t first) {
    tie_date_expr *dates = TIE_NEW(&corpus->arena, tie_date_expr, link.date_count);
    for (uint32_t i = 0; i < link.date_count; i++)
        dates[i] = kept_date(corpus, link.dates[i]);
    link.dates = dates;
    link.claims = kept_ids(corpus, link.claims, link.count, first);
    return link;
}

static tie_footing kept_footing(tie_corpus *corpus, tie_footing footing, uint32_t first) {
    int8_t *signs = TIE_NEW(&corpus->arena, int8_t, footing.count);
    memcpy(signs, footing.signs, footing.count);
    footing.signs = signs;
    footing.claims = kept_ids(corpus, footing.claims, footing.count, first);
    return footing;
}

/* first: what the claims of the part, and what tells of them, count from. */
static void keep_found(tie_corpus *corpus, const tie_found_part *p, uint32_t first) {
    tie_arena *arena = &corpus->arena;
    all_found *to = &corpus->read;
    for (size_t i = 0; i < p->claim_count; i++) {
        tie_claim *claim = TIE_PILE(arena, &to->claims);
        *claim = kept_claim(corpus, p->claims[i]);
        claim->id += first;
    }
    for (size_t i = 0; i < p->dates.count; i++)
        *TIE_PILE(arena, &to->dates) = kept_date(corpus, p->dates.items[i]);
    for (size_t i = 0; i < p->links.count; i++)
        *TIE_PILE(arena, &to->links) = kept_link(corpus, p->links.items[i], first);
    for (size_t i = 0; i < p->footings.count; i++)
        *TIE_PILE(arena, &to->footings) = kept_footing(corpus, p->footings.items[i], first);
    for (size_t i = 0; i < p->sentences.count; i++) {
        tie_sentence_key *key = TIE_PILE(arena, &to->sentences);
        *key = p->sentences.items[i];
        key->first_claim += first;
    }
}

static void keep_doc(tie_corpus *corpus, tie_found_part *p, uint32_t input_index) {
    if (!p->recalled)
        keep_strings(&corpus->arena, &p->doc);
    *TIE_PUSH(&corpus->arena, &corpus->docs) = p->doc;
    *TIE_PUSH(&corpus->arena, &corpus->kept_docs) =
        (kept_doc){.quotes = p->quotes,
                   .input = input_index,
                   .number = p->doc.index - corpus->task_docs,
                   .known = p->recalled ? (uint32_t)corpus->known.count - 1 : NOT_RECALLED};
}

/* Of a recalled document only how many claims there are. */
static void keep_part(tie_corpus *corpus, tie_found_part *p, uint32_t input_index) {
    if (p->claim_count > UINT32_MAX - corpus->claim_count) {
        corpus->out_of_memory = true;
        return;
    }
    if (!p->continued)
        keep_doc(corpus, p, input_index);
    tie_doc *doc = &corpus->docs.items[corpus->docs.count - 1];
    tie_doc_part *part = &corpus->kept_docs.items[corpus->docs.count - 1].part;
    corpus->claim_count += p->claim_count;
    doc->claim_count = (uint32_t)corpus->claim_count - doc->first_claim;
    if (p->recalled)
        return;
    part->claim_count += (uint32_t)p->claim_count;
    part->date_count += (uint32_t)p->dates.count;
    part->link_count += (uint32_t)p->links.count;
    part->footing_count += (uint32_t)p->footings.count;
    part->sentence_count += (uint32_t)p->sentences.count;
    keep_found(corpus, p, doc->first_claim + p->taken);
}

static void number_part(tie_corpus *corpus, tie_found_part *p) {
    uint32_t index = p->continued ? corpus->docs_seen - 1 : corpus->docs_seen++;
    p->doc.index = index;
    p->doc.first_claim = (uint32_t)corpus->claim_count;
    p->doc.claim_count = (uint32_t)p->claim_count;
    for (size_t i = 0; i < p->claim_count && !p->recalled; i++)
        p->claims[i].doc = index;
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

static bool give(const tie_corpus *corpus, const tie_found_part *p) {
    tie_extraction found = {.doc = &p->doc,
                            .text = p->text,
                            .there = p->there,
                            .claims = p->claims,
                            .traces = p->traces.count == p->claim_count ? p->traces.items : NULL,
                            .claim_count = p->claim_count,
                            .dates = p->dates.items,
                            .date_count = p->dates.count,
                            .numbers = p->numbers.items,
                            .number_count = p->numbers.count,
                            .continued = p->continued};
    return corpus->sink(corpus->sink_user, &found);
}

/* Empties it, and keeps what memory an input of usual size needs: giving it back and asking for it
 * again takes the system longer than reading the input takes us. */
static void recycle(tie_arena *arena) {
    tie_arena_clear(arena);
    if (arena->used_bytes > SPARE_BYTES)
        tie_arena_release(arena);
}

/* Tells the memory what was read. False: stop. */
static bool teach(tie_corpus *corpus, const tie_input *in, tie_intake_slot *s) {
    tie_lesson lesson = {.tag = in->tag,
                         .content_hash = s->content_hash,
                         .bytes = s->bytes,
                         .failed = s->failed,
                         .confirmed = s->known,
                         .text = s->whole,
                         .parts = s->parts.items,
                         .part_count = s->parts.count};
    if (!s->failed && !s->known) {
        tie_memo_writer writer = tie_memo_writer_new(&s->text, &s->claims);
        for (size_t i = 0; i < s->parts.count; i++)
            tie_memo_add(&writer, &s->parts.items[i]);
        for (size_t i = 0; i < s->diags.count; i++)
            tie_memo_add_diag(&writer, &s->diags.items[i]);
        lesson.memo = tie_memo_end(&writer);
    }
    return corpus->memory->learn(corpus->memory->user, &lesson);
}

/* Puts what the memory has of an input into its slot; nothing where it has nothing. */
static void recall(tie_corpus *corpus, const tie_input *in, tie_intake_slot *s) {
    tie_str head = corpus->memory->head(corpus->memory->user, in->tag);
    if (!head.len) {
        corpus->damaged |= !s->failed;
        return;
    }
    known_input known = {.tag = in->tag, .first_claim = (uint32_t)corpus->claim_count};
    corpus->damaged |=
        !tie_memo_read_head(head, in->path, &s->claims, &corpus->arena, s, &known.body_sum);
    known.doc_count = (uint32_t)s->parts.count;
    for (size_t i = 0; i < s->parts.count; i++)
        known.claim_count += (uint32_t)s->parts.items[i].claim_count;
    *TIE_PUSH(&corpus->arena, &corpus->known) = known;
}

static bool collect_slot(tie_corpus *corpus, tie_intake_slot *s, size_t task) {
    const tie_input *in = &corpus->inputs.items[task];
    bool remembered = corpus->memory && !in->claims;
    if (remembered) /* nothing is handed over on the way: the slot is ours */
        s->claims.guard = s->text.guard = &corpus->guard;
    if (remembered && in->state != TIE_INPUT_KNOWN)
        corpus->stopped |= !teach(corpus, in, s);
    if (remembered && (s->known || s->failed))
        recall(corpus, in, s);
    if (corpus->task != task) {
        corpus->task = task;
        corpus->task_docs = corpus->docs_seen;
    }
    corpus->out_of_memory |= s->out_of_memory;
    corpus->bytes += s->bytes;
    for (size_t i = 0; i < s->diags.count; i++) {
        tie_diag diag = s->diags.items[i];
        diag.path = in->path;
        diag.message = tie_arena_str(&corpus->arena, diag.message);
        diag.hint = tie_arena_str(&corpus->arena, diag.hint);
        *TIE_PUSH(&corpus->arena, &corpus->diags) = diag;
    }
    for (size_t i = 0; i < s->parts.count && !corpus->stopped && !corpus->damaged; i++) {
        tie_found_part *p = &s->parts.items[i];
        number_part(corpus, p);
        corpus->progress.claims += p->claim_count;
        if (corpus->sink && !p->recalled)
            corpus->stopped = !give(corpus, p);
        if (corpus->keep)
            keep_part(corpus, p, (uint32_t)task);
    }
    if (corpus->keep && in->claims) {
        *TIE_PUSH(&corpus->arena, &corpus->kept) = s->claims;
        s->claims = (tie_arena){0};
    }
    if (!s->goes_on) {
        recycle(&s->claims);
        recycle(&s->text);
    }
    *s = (tie_intake_slot){.claims = s->claims, .text = s->text};
    return !corpus->stopped && !corpus->out_of_memory && !corpus->damaged;
}

static void tell_progress(tie_corpus *corpus, bool done) {
    corpus->progress.inputs += done;
    corpus->progress.bytes = corpus->bytes;
    if (corpus->options.progress)
        corpus->options.progress(corpus->options.progress_user, &corpus->progress);
}

static void begin_progress(tie_corpus *corpus) {
    corpus->progress.inputs_total = corpus->inputs.count;
    for (size_t i = 0; corpus->options.progress && i < corpus->inputs.count; i++)
        if (!corpus->inputs.items[i].in_memory)
            corpus->progress.bytes_total += tie_io_size(corpus->inputs.items[i].path);
    tell_progress(corpus, false);
}

static bool collect(void *user, size_t task) {
    tie_corpus *corpus = user;
    if (TIE_GUARD(corpus->guard)) { /* no jump may cross the pool */
        corpus->out_of_memory = true;
        return false;
    }
    tie_intake_slot *slot = &corpus->slots[task % corpus->slot_count];
    bool done = !slot->goes_on, go_on = collect_slot(corpus, slot, task);
    tell_progress(corpus, done);
    return go_on;
}

static void release_slots(tie_corpus *corpus) {
    for (size_t i = 0; corpus->slots && i < corpus->slot_count; i++) {
        tie_arena_release(&corpus->slots[i].claims);
        tie_arena_release(&corpus->slots[i].text);
    }
    corpus->slots = NULL;
}

static void release_workers(tie_corpus *corpus) {
    for (unsigned i = 0; corpus->workers && i < corpus->jobs; i++)
        tie_intake_release(&corpus->workers[i]);
    corpus->workers = NULL;
}

static void read_input(void *user, tie_pool *pool, size_t task, unsigned number) {
    tie_corpus *corpus = user;
    tie_intake_read(&corpus->workers[number], pool, task, &corpus->inputs.items[task],
                    &corpus->slots[task % corpus->slot_count]);
}

/* Most files are one document. */
static void reserve_docs(tie_corpus *corpus) {
    size_t count = corpus->inputs.count;
    TIE_RESERVE(&corpus->arena, &corpus->docs, count);
    TIE_RESERVE(&corpus->arena, &corpus->kept_docs, count);
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
    if (keep)
        reserve_docs(corpus);
    corpus->jobs = corpus->options.jobs ? corpus->options.jobs : tie_pool_processors();
    corpus->slot_count = corpus->jobs == 1 ? 1 : corpus->jobs > WINDOW ? corpus->jobs : WINDOW;
    corpus->slots = TIE_NEW(&corpus->arena, tie_intake_slot, corpus->slot_count);
    corpus->workers = TIE_NEW(&corpus->arena, tie_intake, corpus->jobs);
    for (unsigned i = 0; i < corpus->jobs; i++)
        corpus->workers[i] = (tie_intake){.rules = corpus->rules,
                                          .options = &corpus->options,
                                          .sidecar = &corpus->sidecar,
                                          .pieces = corpus->options.pieces || !sink,
                                          .claims_only = !keep && !corpus->memory,
                                          .whole = corpus->memory != NULL};
    begin_progress(corpus);
    tie_pool_run(corpus->inputs.count, corpus->jobs, WINDOW, read_input, collect, corpus);
    release_slots(corpus);
    release_workers(corpus);
    if (!corpus->out_of_memory && !corpus->damaged)
        tie__corpus_ready(corpus);
    if (corpus->out_of_memory)
        return tie_fail(err, TIE_EMEM, "out of memory");
    return corpus->damaged ? tie_fail(err, TIE_EINPUT, "a memo is damaged") : TIE_OK;
}

uint64_t tie_corpus_bytes(const tie_corpus *corpus) { return corpus->bytes; }
const tie_ruleset *tie_corpus_rules(const tie_corpus *corpus) { return corpus->rules; }

void tie_corpus_free(tie_corpus *corpus) {
    if (!corpus)
        return;
    for (size_t i = 0; i < corpus->kept.count; i++)
        tie_arena_release(&corpus->kept.items[i]);
    tie__corpus_release_found(&corpus->read);
    tie__corpus_release_found(&corpus->all);
    TIE_PILE_RELEASE(&corpus->by_id);
    for (size_t i = 0; i < corpus->longs.count; i++)
        tie_paged_close(&corpus->longs.items[i].text.paged);
    tie_arena_release(&corpus->excerpt);
    tie_arena_release(&corpus->quotes);
    tie_arena_release(&corpus->asked);
    tie_arena_release(&corpus->opened);
    tie_arena_release(&corpus->arena);
    free(corpus);
}
