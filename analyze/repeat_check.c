/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repeat: texts are read a second time, for passages that stand in several places. */
#include "analyze/repeat_check.h"

#include "analyze/ledger.h"
#include "analyze/repeat_lexicon.h"
#include "analyze/stages.h"
#include "analyze/wording.h"
#include "base/date.h"
#include "base/err.h"
#include "base/hash.h"

#include <stdlib.h>

enum {
    MEMORY_BYTES = 256 << 20, /* beyond, temporary files */
    SHOWN = 4                 /* places of a copy or of boilerplate */
};

typedef struct checker {
    tie_run *run;
    tie_repeat_survey survey;
    tie_repeat_cells cells;
    const tie_repeat_extent *extents; /* of boilerplate, by document */
    size_t extent_count;
    const bool *segmented; /* of each document: it is a segment of its file */
} checker;

/* What is noted of a cluster beside its traits. */
enum { COMPARABLE = TIE_REPEAT_TRAITS_END };

/* ---- Reading ---- */

typedef struct reading {
    tie_run *run;
    uint32_t doc;
    tie_repeat_origin origin;
    bool begun;
    tie_code code;
} reading;

/* Documents of one file stand together. Where they are its segments, and no members of JSON Lines,
 * they lie one behind the other in its text, and are near each other; first: the first of them. */
static bool is_segmented(const tie_run *run, uint32_t first) {
    const tie_doc *d = &run->in.docs[first];
    for (uint32_t i = first; i < run->in.doc_count && tie_str_eq(run->in.docs[i].path, d->path);
         i++)
        if (run->in.docs[i].span.start > 0 && i > first)
            return true;
    return false;
}

static uint64_t mix_date(uint64_t hash, tie_date d) {
    return tie_hash_mix(hash, (uint64_t)(uint16_t)d.year << 16 | (uint64_t)d.month << 8 | d.day);
}

/* What is noted of a document's passages depends on the claims in them: the name says all beside
 * the text that they depend on. */
static uint64_t name_of(const tie_doc *d) {
    const tie_str words[] = {d->path, d->segment, d->source, d->title, d->place, d->url};
    const tie_period *p = &d->date;
    uint64_t name = (uint64_t)p->known << 2 | (uint64_t)p->from_open << 1 | p->to_open;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        name = tie_hash_mix(name, tie_hash(words[i]));
    return mix_date(mix_date(name, p->from), p->to);
}

static tie_repeat_origin origin_of(const tie_doc *d, uint32_t file) {
    int32_t day = d->date.known ? tie_date_last_day(d->date.to) : TIE_DAY_UNKNOWN;
    return (tie_repeat_origin){
        .file = file, .day = day == TIE_DAY_UNKNOWN ? TIE_REPEAT_NO_DAY : day, .name = name_of(d)};
}

static bool take(void *user, tie_str text, size_t there) {
    reading *r = user;
    const tie_doc *doc = &r->run->in.docs[r->doc];
    if (doc->span.end > text.len)
        return false;
    if (!r->begun)
        r->code = tie_repeats_begin(r->run->repeats, tie_str_span(text, doc->span), r->origin,
                                    doc->text_hash, NULL);
    r->begun = true;
    if (!r->code)
        r->code = tie_repeats_read(r->run->repeats, there - doc->span.start, NULL);
    return !r->code;
}

/* A document that cannot be read again is an empty one, and stands in the ledger. */
static void read_text(reading *r) {
    tie_run *run = r->run;
    const tie_doc *doc = &run->in.docs[r->doc];
    bool complete =
        tie_corpus_reread(run->corpus, r->doc, take, r) || doc->span.end == doc->span.start;
    if (!complete && !r->code)
        tie_ledger_skip(run, TIE_CHECK_REPEAT, TIE_REASON_TEXT, (tie_str){0}, TIE_NO_CLAIM,
                        TIE_NO_CLAIM);
    if (!r->begun)
        r->code = tie_repeats_add(run->repeats, (tie_str){0}, r->origin, NULL);
    if (!r->code && !complete)
        tie_repeats_doubt(run->repeats);
}

static tie_code read_texts(tie_run *run, bool *segmented) {
    uint32_t first = 0;
    for (uint32_t i = 0; i < run->in.doc_count; i++) {
        const tie_doc *doc = &run->in.docs[i];
        bool known;
        if (i == 0 || !tie_str_eq(run->in.docs[first].path, doc->path)) {
            first = i;
            segmented[first] = is_segmented(run, first);
        }
        segmented[i] = segmented[first];
        uint32_t file = segmented[i] ? first + 1 : 0;
        reading r = {.run = run, .doc = i, .origin = origin_of(doc, file)};
        r.code = tie_repeats_recall(run->repeats, doc->span.end - doc->span.start, r.origin,
                                    doc->text_hash, &known, NULL);
        if (!r.code && !known)
            read_text(&r);
        if (r.code)
            return r.code;
    }
    return TIE_OK;
}

/* ---- Rows that inform ---- */

tie_passage tie__repeat_passage(tie_run *run, const tie_repeat_member *m) {
    const tie_doc *doc = &run->in.docs[m->doc];
    tie_passage p = {.doc = m->doc, .canonical = m->canonical, .slot_count = m->slot_count};
    tie_slot *slots = TIE_NEW(&run->arena, tie_slot, m->slot_count);
    p.span = (tie_span){m->span.start + doc->span.start, m->span.end + doc->span.start};
    for (size_t i = 0; i < m->slot_count; i++)
        slots[i] = (tie_slot){
            {m->slots[i].span.start + doc->span.start, m->slots[i].span.end + doc->span.start},
            m->slots[i].op};
    p.slots = slots;
    tie_corpus_line_col(run->corpus, m->doc, p.span.start, &p.line, &p.col);
    return p;
}

static tie_draft draft_of(tie_run *run, const tie_repeat_cluster *c) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_REPEAT, TIE_VERDICT_TIES);
    for (size_t i = 0; i < c->member_count && i < SHOWN; i++)
        *TIE_PUSH(&run->arena, &draft.passages) = tie__repeat_passage(run, &c->members[i]);
    return draft;
}

static const tie_doc *oldest(const tie_run *run, const tie_repeat_cluster *c) {
    for (size_t i = 0; i < c->member_count; i++)
        if (c->members[i].canonical)
            return &run->in.docs[c->members[i].doc];
    return &run->in.docs[c->members[0].doc];
}

static void report_copy(checker *k, const tie_repeat_cluster *c,
                        const tie_repeat_standing *standing) {
    tie_run *run = k->run;
    tie_draft draft = draft_of(run, c);
    tie_buf buf = tie_buf_new(&run->arena);
    const tie_doc *first = oldest(run, c);
    tie_buf_puts(&buf, "the same text of several sources in ");
    tie_word_count(&buf, c->member_count, "place", "places");
    if (standing->dated && first->source.len)
        tie_buf_printf(&buf, "; first of %.*s", TIE_FMT(first->source));
    else
        tie_buf_puts(&buf, "; whose it was first is not known");
    draft.row.message = tie_buf_str(&buf);
    tie_draft_add(run, &draft);
}

static unsigned percent(uint64_t part, uint64_t whole) {
    return whole ? (unsigned)((part * 200 + whole) / (2 * whole)) : 0;
}

static uint64_t extent_of(const checker *k, uint32_t doc) {
    size_t low = 0, high = k->extent_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (k->extents[mid].doc < doc)
            low = mid + 1;
        else
            high = mid;
    }
    return low < k->extent_count && k->extents[low].doc == doc ? k->extents[low].bytes : 0;
}

static void report_boilerplate(checker *k, const tie_repeat_cluster *c,
                               const tie_repeat_standing *standing) {
    tie_run *run = k->run;
    tie_draft draft = draft_of(run, c);
    tie_buf buf = tie_buf_new(&run->arena), sum = tie_buf_new(&run->arena);
    unsigned least = 100, most = 0;
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_doc *doc = &run->in.docs[c->members[i].doc];
        unsigned share = percent(extent_of(k, c->members[i].doc), doc->span.end - doc->span.start);
        least = share < least ? share : least;
        most = share > most ? share : most;
    }
    tie_buf_puts(&buf, "boilerplate of ");
    tie_word_count(&buf, standing->documents, "document", "documents");
    draft.row.message = tie_buf_str(&buf);
    tie_buf_printf(&sum, "boilerplate is %u%% to %u%% of each of them", least, most);
    draft.row.computation = tie_buf_str(&sum);
    tie_draft_add(run, &draft);
}

static void keep_passages(tie_run *run, const tie_repeat_cluster *c) {
    for (size_t i = 0; i < c->member_count; i++) {
        uint64_t base = run->in.docs[c->members[i].doc].span.start;
        tie_span span = c->members[i].span;
        *TIE_PUSH(&run->arena, &run->copied) =
            (tie_passage){.doc = c->members[i].doc, .span = {span.start + base, span.end + base}};
    }
}

static int cmp_passages(const void *a, const void *b) {
    const tie_passage *x = a, *y = b;
    if (x->doc != y->doc)
        return x->doc < y->doc ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* ---- Sources ---- */

static bool published_before(const tie_doc *first, const tie_doc *doc) {
    int32_t a = first->date.known ? tie_date_last_day(first->date.to) : TIE_DAY_UNKNOWN;
    int32_t b = doc->date.known ? tie_date_last_day(doc->date.to) : TIE_DAY_UNKNOWN;
    return a != TIE_DAY_UNKNOWN && b != TIE_DAY_UNKNOWN && a < b;
}

/* Keeps the places of what several sources have in common: their audit asks for them. */
static void share(checker *k, const tie_repeat_cluster *c, const tie_repeat_standing *standing) {
    const tie_doc *first = oldest(k->run, c);
    uint32_t source = k->survey.source_of[first->index];
    for (size_t i = 0; standing->sources > 1 && i < c->member_count; i++) {
        uint32_t doc = c->members[i].doc;
        const tie_doc *d = &k->run->in.docs[doc];
        tie_span span = c->members[i].span;
        *TIE_PUSH(&k->run->arena, &k->run->shared) = (tie_shared_text){
            .doc = doc,
            .cluster = c->number,
            .span = {span.start + d->span.start, span.end + d->span.start},
            .later = source && source != k->survey.source_of[doc] && published_before(first, d)};
    }
}

/* ---- The stage ---- */

/* No silence that looks like a pass: as when memory runs out. */
static void succeed(tie_run *run, tie_code code) {
    run->damaged |= code == TIE_EINPUT;
    if (code)
        longjmp(*run->arena.guard, 1);
}

/* A segment's claims may rest on what stands before it in the file. */
static bool any_segment(const checker *k, const tie_repeat_cluster *c) {
    for (size_t i = 0; i < c->member_count; i++)
        if (k->segmented[c->members[i].doc])
            return true;
    return false;
}

/* What was remarked of the same passages, where it is true of what changed beside them. */
static bool is_remarked(const checker *k, const tie_repeat_cluster *c, tie_str remark) {
    for (uint32_t i = 0; i < c->member_count; i++)
        if (!tie_repeats_knows(k->run->repeats, c->members[i].doc) &&
            !tie__repeat_remarked(k->run, c, i, remark))
            return false;
    return remark.len > 0;
}

static tie_str remark_of(checker *k, const tie_repeat_cluster *c) {
    tie_str before = tie_repeats_remark(k->run->repeats, c->number);
    return is_remarked(k, c, before) ? before : tie__repeat_remark(k->run, c);
}

static bool note(void *user, const tie_repeat_cluster *c) {
    checker *k = user;
    uint32_t traits = tie_repeat_traits(&k->survey, c);
    tie_mark mark = tie_arena_mark(&k->run->scratch);
    bool anew = any_segment(k, c);
    tie_str remark = {0}, nothing = {0};
    if (!anew)
        remark = remark_of(k, c);
    bool comparable = anew || tie__repeat_comparable(remark, c);
    bool is_kept = comparable || k->run->in.memory;
    tie_repeats_note(k->run->repeats, c->number, traits | (comparable ? COMPARABLE : 0),
                     is_kept ? remark : nothing);
    tie_arena_rewind(&k->run->scratch, mark);
    return true;
}

static bool add_boilerplate(void *user, const tie_repeat_cluster *c) {
    checker *k = user;
    tie_repeat_survey_boilerplate(&k->survey, c);
    return true;
}

static bool report(void *user, const tie_repeat_cluster *c) {
    checker *k = user;
    const tie_repeat_standing *standing = &k->survey.standings.items[c->number];
    tie_str remark = any_segment(k, c) ? tie__repeat_remark(k->run, c)
                                       : tie_repeats_remark(k->run->repeats, c->number);
    if (!tie__repeat_compare(&k->cells, c, remark))
        succeed(k->run, TIE_EINPUT);
    share(k, c, standing);
    if (standing->kind == TIE_REPEAT_COPY)
        report_copy(k, c, standing);
    else if (standing->kind == TIE_REPEAT_BOILERPLATE)
        report_boilerplate(k, c, standing);
    else
        return true;
    keep_passages(k->run, c);
    return true;
}

static void take_cluster(checker *k, uint32_t number, tie_repeat_sink *sink) {
    succeed(k->run, tie_repeats_take(k->run->repeats, number, sink, k, NULL));
}

/* What is noted of a cluster spares a look at it. */
static void survey_clusters(checker *k) {
    tie_repeats *repeats = k->run->repeats;
    for (uint32_t i = 0; i < tie_repeats_count(repeats); i++) {
        if (!tie_repeats_outline(repeats, i).note)
            take_cluster(k, i, note);
        tie_repeat_outline c = tie_repeats_outline(repeats, i);
        if (tie_repeat_survey_add(&k->survey, &c, c.note) == TIE_REPEAT_BOILERPLATE)
            take_cluster(k, i, add_boilerplate);
    }
    tie_repeat_survey_close(&k->survey);
    k->extent_count = tie_repeat_survey_extents(&k->survey, &k->extents);
}

static bool tells(const tie_repeat_standing *standing, uint32_t note) {
    return note & COMPARABLE || standing->sources > 1 || standing->kind == TIE_REPEAT_COPY ||
           standing->kind == TIE_REPEAT_BOILERPLATE;
}

static void report_clusters(checker *k) {
    tie_repeats *repeats = k->run->repeats;
    for (uint32_t i = 0; i < tie_repeats_count(repeats); i++)
        if (tells(&k->survey.standings.items[i], tie_repeats_outline(repeats, i).note))
            take_cluster(k, i, report);
    succeed(k->run, tie_repeats_keep(repeats, NULL));
}

static void check(tie_run *run) {
    tie_repeat_words *words = tie_repeat_words_of(run->in.rules, &run->scratch);
    tie_repeat_options options = {.memory_bytes = MEMORY_BYTES, .memory = run->in.memory};
    bool *segmented = TIE_NEW(&run->scratch, bool, run->in.doc_count);
    succeed(run, tie_repeats_new(words, &options, &run->repeats, NULL));
    succeed(run, read_texts(run, segmented));
    succeed(run, tie_repeats_find(run->repeats, NULL));
    checker k = {.run = run,
                 .survey = tie_repeat_survey_new(&run->scratch, run->in.docs, run->in.doc_count),
                 .segmented = segmented};
    k.cells = (tie_repeat_cells){.run = run, .survey = &k.survey};
    survey_clusters(&k);
    report_clusters(&k);
    if (run->copied.count)
        qsort(run->copied.items, run->copied.count, sizeof *run->copied.items, cmp_passages);
}

void tie_check_repeats(tie_run *run) {
    if (!run->corpus)
        return;
    tie_mark mark = tie_arena_mark(&run->scratch);
    check(run);
    tie_repeats_free(run->repeats);
    run->repeats = NULL;
    tie_arena_rewind(&run->scratch, mark);
}
