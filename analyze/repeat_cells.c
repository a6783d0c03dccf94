/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_check.h"

#include "analyze/compare.h"
#include "analyze/cue.h"
#include "base/date.h"

#include <stdlib.h>

enum {
    AGREE_LEAST = 3, /* members, against one that differs */
    WORDS_LEAST = 8, /* of the sentence, no figures */
    SLIPS_MOST = 2   /* figures that differ by mistake; of more, a template was filled anew */
};

/* A member's figure in the column that is looked at. */
typedef struct stand {
    uint64_t key;   /* of what it says, and of the passage's other figures */
    uint32_t value; /* of the slot */
    uint32_t order, claim, member;
    bool unpaired; /* a figure beside it has no counterpart */
    int32_t day;   /* of its document, or TIE_DAY_UNKNOWN */
} stand;

static int cmp_stands(const void *a, const void *b) {
    const stand *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* ---- From slots to claims ---- */

/* The claim whose figure covers the span, or TIE_NO_CLAIM. */
static uint32_t claim_at(const tie_run *run, uint32_t doc, tie_span span) {
    const tie_doc *d = &run->in.docs[doc];
    uint32_t low = d->first_claim, high = d->first_claim + d->claim_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (tie_run_claim(run, mid)->span.end <= span.start)
            low = mid + 1;
        else
            high = mid;
    }
    bool found =
        low < d->first_claim + d->claim_count && tie_run_claim(run, low)->span.start < span.end;
    return found ? low : TIE_NO_CLAIM;
}

static tie_span in_file(const tie_run *run, uint32_t doc, tie_span span) {
    uint64_t base = run->in.docs[doc].span.start;
    return (tie_span){span.start + base, span.end + base};
}

/* By the words: the date of a document says when it was written. */
static bool period_known(const tie_claim *c) {
    const tie_period *p = &c->period;
    return p->known && c->period_from != TIE_ORIGIN_DOCUMENT &&
           (p->from_open || p->from.year != TIE_YEAR_UNKNOWN) &&
           (p->to_open || p->to.year != TIE_YEAR_UNKNOWN);
}

/* Hash of the masked words around the claim; 0: of a sentence that is not among those with claims.
 */
static uint64_t words_of(const tie_run *run, const tie_claim *c) {
    const tie_sentence_key *s = tie_run_sentence(run, c->doc, c->sentence);
    return s ? s->masked : 0;
}

static bool counts_something(const tie_claim *c) {
    return c->head.len || c->unit.len || c->measure.len;
}

/* What the claim says, as far as its words tell; 0: nothing that could be compared. Alignment says
 * what is counted where the words do not. */
static uint64_t meaning_of(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    const tie_sentence_key *s = tie_run_sentence(run, c->doc, c->sentence);
    if (c->modality == TIE_MODALITY_CONDITIONAL || c->kind == TIE_KIND_RANK || !s || s->row ||
        s->words < WORDS_LEAST)
        return 0;
    uint64_t what = tie_hash_mix(c->kind, (uint64_t)c->direction);
    uint64_t unit = tie_hash(c->dimension);
    if (f->measure) {
        what = f->measure;
        unit = f->unit;
    }
    uint64_t h = tie_hash_mix(tie_hash_mix(what, unit), c->modality);
    uint64_t who = f->measure ? f->agent : tie_hash(c->agent);
    h = tie_hash_mix(tie_hash_mix(h, who), tie_hash(c->place));
    return tie_hash_mix(h, period_known(c) ? f->period : 0);
}

/* The other figures in the sentence of a figure. Dates among them do not tell what it is about. */
typedef struct company {
    uint64_t figures; /* hash */
    bool telling;     /* one is no date */
    bool unpaired;    /* one has no counterpart */
} company;

/* The first slot that begins at offset of the file or behind it. */
static size_t slot_from(const tie_run *run, const tie_repeat_member *m, uint64_t offset) {
    size_t low = 0, high = m->slot_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        bool before = in_file(run, m->doc, m->slots[mid].span).start < offset;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    return low;
}

static company company_of(const tie_run *run, const tie_repeat_cluster *c,
                          const tie_repeat_member *m, uint32_t column, tie_span sentence) {
    company out = {0};
    for (size_t i = slot_from(run, m, sentence.start); i < m->slot_count; i++) {
        const tie_repeat_slot *slot = &m->slots[i];
        if (in_file(run, m->doc, slot->span).start >= sentence.end)
            break;
        if (slot->column == column)
            continue;
        if (slot->column == TIE_REPEAT_NO_COLUMN) {
            out.unpaired |= slot->op == TIE_SLOT_FIGURE;
            continue;
        }
        out.telling |= !c->columns[slot->column].date;
        out.figures = tie_hash_mix(tie_hash_mix(out.figures, slot->column), slot->value);
    }
    return out;
}

static int32_t day_of(const tie_run *run, uint32_t doc) {
    const tie_doc *d = &run->in.docs[doc];
    return d->date.known ? tie_date_last_day(d->date.to) : TIE_DAY_UNKNOWN;
}

/* The figure of a member in a column, if it may be compared: of something, beside equal ones that
 * tell, or in sentences that are the same word for word. */
static bool stand_of(const tie_run *run, const tie_repeat_cluster *c, uint32_t column,
                     uint32_t member, stand *out) {
    const tie_repeat_member *m = &c->members[member];
    const tie_repeat_slot *slot = tie_repeat_slot_in(m, column);
    uint32_t id = slot ? claim_at(run, m->doc, in_file(run, m->doc, slot->span)) : TIE_NO_CLAIM;
    uint64_t meaning = id == TIE_NO_CLAIM ? 0 : meaning_of(run, tie_run_claim(run, id));
    if (!meaning)
        return false;
    const tie_claim *claim = tie_run_claim(run, id);
    company beside = company_of(run, c, m, column, claim->sentence);
    bool tells = beside.telling && counts_something(claim);
    uint64_t words = tells ? 0 : words_of(run, claim);
    uint64_t key = tie_hash_mix(tie_hash_mix(meaning, words), beside.figures);
    *out =
        (stand){key, slot->value, run->order[id], id, member, beside.unpaired, day_of(run, m->doc)};
    return true;
}

/* Those of a column. Returns how many. */
static size_t stands_of(const tie_run *run, const tie_repeat_cluster *c, uint32_t column,
                        stand *out) {
    size_t count = 0;
    for (uint32_t i = 0; i < c->member_count; i++)
        count += stand_of(run, c, column, i, &out[count]);
    if (count)
        qsort(out, count, sizeof *out, cmp_stands);
    return count;
}

static bool any_differ(const stand *list, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (list[i].value != list[0].value)
            return true;
    return false;
}

/* How many stands from *at on are one group: of one key, with more than one value. *at moves to the
 * first of them; 0: there is none. */
static size_t next_group(const stand *list, size_t count, size_t *at) {
    for (size_t n; *at < count; *at += n) {
        for (n = 1; *at + n < count && list[*at + n].key == list[*at].key; n++)
            ;
        if (any_differ(list + *at, n))
            return n;
    }
    return 0;
}

/* ---- May they be compared? ---- */

/* The comparison of a cell has told of two of them already, or of the text being one. */
static bool is_known(const tie_run *run, const stand *list, size_t count) {
    for (size_t i = 1; i < count; i++) {
        uint32_t cell = run->cells.facets[list[i].claim].cell;
        bool together = cell != TIE_NO_CELL && cell == run->cells.facets[list[0].claim].cell;
        if (together || list[i].claim == list[0].claim)
            return true;
    }
    return false;
}

/* Does one differ from all others, of which there are at least three, all alike, some older and
 * some younger? What changes with time does not come back. */
static bool stands_out(const stand *list, size_t count, size_t one) {
    uint32_t others = list[one == 0 ? 1 : 0].value;
    bool older = false, younger = false;
    for (size_t i = 0; i < count; i++) {
        if (i != one && (list[i].value != others || list[i].value == list[one].value))
            return false;
        older |= list[i].day < list[one].day;
        younger |= list[i].day > list[one].day;
    }
    return older && younger && count > AGREE_LEAST;
}

static bool any_stands_out(const stand *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (stands_out(list, count, i))
            return true;
    return false;
}

static bool same_words(const tie_run *run, const stand *list, size_t count) {
    const tie_claim *first = tie_run_claim(run, list[0].claim);
    uint64_t words = words_of(run, first);
    for (size_t i = 1; i < count; i++) {
        const tie_claim *c = tie_run_claim(run, list[i].claim);
        if (words_of(run, c) != words)
            return false;
    }
    return true;
}

/* "a 64-bit integer": says which one is spoken of. */
static bool attribute(const tie_claim *c) {
    size_t at = 0;
    while (at < c->text.len && tie_ascii_digit(c->text.ptr[at]))
        at++;
    return at && at + 1 < c->text.len && c->text.ptr[at] == '-' &&
           tie_ascii_alpha(c->text.ptr[at + 1]);
}

/* Sentences of one document that are alike may speak of one thing here and of another there: "It
 * takes three arguments:", "It writes a 64-bit integer", "as in Linux 5.7", "2 files changed, 9
 * insertions". */
static bool varies(const tie_run *run, const stand *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = tie_run_claim(run, list[i].claim);
        const tie_sentence_key *s = tie_run_sentence(run, c->doc, c->sentence);
        if (!counts_something(c) || attribute(c) || list[i].unpaired || !s || s->introduces)
            return true;
    }
    return false;
}

static bool is_figure(const tie_repeat_column *column) { return column->differs && !column->date; }

static uint32_t count_differing(const tie_repeat_cluster *c) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < c->column_count; k++)
        count += is_figure(&c->columns[k]);
    return count;
}

/* Figures of one sentence are told side by side: each is of something else. */
static bool one_sentence(const tie_run *run, const stand *list, size_t count) {
    const tie_claim *first = tie_run_claim(run, list[0].claim);
    for (size_t i = 1; i < count; i++) {
        const tie_claim *c = tie_run_claim(run, list[i].claim);
        if (c->doc != first->doc || c->sentence.start != first->sentence.start)
            return false;
    }
    return true;
}

/* Those of one document stand in the same words and in passages that are alike otherwise; those
 * without a period speak of one time if their documents do. */
static bool one_cell(const tie_run *run, const stand *list, size_t count,
                     const tie_repeat_cluster *c, bool series) {
    const tie_claim *first = tie_run_claim(run, list[0].claim);
    bool known = true, differ = false, one_doc = true;
    for (size_t i = 0; i < count; i++) {
        known &= list[i].day != TIE_DAY_UNKNOWN;
        differ |= list[i].day != list[0].day;
        one_doc &= tie_run_claim(run, list[i].claim)->doc == first->doc;
    }
    if (one_sentence(run, list, count))
        return false;
    if (one_doc && (!same_words(run, list, count) || count_differing(c) > SLIPS_MOST))
        return false;
    if (one_doc && varies(run, list, count))
        return false;
    if (one_doc || period_known(first))
        return true;
    if (known)
        return !differ || any_stands_out(list, count);
    return !series;
}

/* What a figure is of is named, or a total is told of it; or all documents are dated, as news are.
 * Descriptions of things of one kind are alike but for what is described. */
static bool anchored(const tie_run *run, const stand *list, size_t count) {
    bool dated = true;
    for (size_t i = 0; i < count; i++)
        dated &= list[i].day != TIE_DAY_UNKNOWN;
    const tie_claim *c = tie_run_claim(run, list[0].claim);
    return dated || c->place.len || c->agent.len || c->measure.len ||
           tie_cue_possible(run, c, TIE_LEX_TOTAL);
}

static uint32_t assumptions_of(const tie_run *run, const stand *list, size_t count) {
    if (period_known(tie_run_claim(run, list[0].claim)))
        return 0;
    return TIE_ASSUME_PERIOD_UNKNOWN |
           (anchored(run, list, count) ? 0 : (uint32_t)TIE_ASSUME_SUBJECT);
}

/* Passages overlap: the same figures may meet in several clusters. */
static bool is_told(tie_repeat_cells *cells, const stand *list, size_t count) {
    uint64_t h = 0;
    for (size_t i = 0; i < count; i++)
        h = tie_hash_mix(h, list[i].claim);
    return !tie_map_put(&cells->told, &cells->run->scratch, h, 0);
}

/* ---- Rows ---- */

static void compare(tie_repeat_cells *cells, const tie_repeat_cluster *c, const stand *list,
                    size_t count) {
    tie_run *run = cells->run;
    uint32_t *claims = TIE_NEW(&run->arena, uint32_t, count);
    size_t shown = count < TIE_MEMBERS_MAX ? count : TIE_MEMBERS_MAX;
    tie_passage *passages = TIE_NEW(&run->arena, tie_passage, shown);
    for (size_t i = 0; i < count; i++)
        claims[i] = list[i].claim;
    for (size_t i = 0; i < shown; i++)
        passages[i] = tie__repeat_passage(run, &c->members[list[i].member]);
    const tie_claim *first = tie_run_claim(run, claims[0]);
    tie_aligned aligned = {
        .cell = {claims, (uint32_t)count, tie_claim_measure(run->in.rules, first)},
        .passages = passages,
        .passage_count = shown,
        .assumptions = assumptions_of(run, list, count)};
    tie_compare_aligned(run, &aligned);
}

/* A group of a remark; false: the bytes are none. */
static bool get_group(const tie_run *run, const tie_repeat_cluster *c, tie_packed *reader,
                      stand *out, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t member = tie_unpack(reader), claim = tie_unpack(reader);
        if (!reader->good || member >= c->member_count ||
            claim >= run->in.docs[c->members[member].doc].claim_count)
            return false;
        uint32_t doc = c->members[member].doc;
        uint32_t id = run->in.docs[doc].first_claim + (uint32_t)claim;
        out[i] = (stand){.order = run->order[id],
                         .claim = id,
                         .member = (uint32_t)member,
                         .day = day_of(run, doc)};
    }
    qsort(out, count, sizeof *out, cmp_stands);
    return true;
}

/* ---- Remarks ---- */

/* A remark: for each member the hash of its stands, then the groups that may be one cell, each with
 * its length and whether it may be one in a series. */
enum { SERIES = 1, COUNT_SHIFT = 1 };

/* What a remark depends on. */
static uint64_t hash_of(const tie_run *run, uint32_t column, const stand *s) {
    const tie_claim *c = tie_run_claim(run, s->claim);
    const tie_sentence_key *sentence = tie_run_sentence(run, c->doc, c->sentence);
    uint64_t traits = (uint64_t)counts_something(c) << 4 | (uint64_t)attribute(c) << 3 |
                      (uint64_t)period_known(c) << 2 | (uint64_t)sentence->introduces << 1 |
                      s->unpaired;
    uint64_t h = tie_hash_mix(tie_hash_mix(column, s->key), (uint64_t)s->value << 5 | traits);
    h = tie_hash_mix(h, s->claim - run->in.docs[c->doc].first_claim);
    return tie_hash_mix(tie_hash_mix(h, sentence->masked), c->sentence.start);
}

static void put_group(const tie_run *run, const tie_repeat_cluster *c, const stand *list,
                      size_t count, tie_buf *out) {
    if (!one_cell(run, list, count, c, false))
        return;
    bool series = one_cell(run, list, count, c, true);
    tie_pack(out, (uint64_t)count << COUNT_SHIFT | (series ? SERIES : 0));
    for (size_t i = 0; i < count; i++) {
        const tie_doc *doc = &run->in.docs[c->members[list[i].member].doc];
        tie_pack(out, list[i].member);
        tie_pack(out, list[i].claim - doc->first_claim);
    }
}

tie_str tie__repeat_remark(tie_run *run, const tie_repeat_cluster *c) {
    if (!count_differing(c))
        return (tie_str){0};
    stand *list = TIE_NEW(&run->scratch, stand, c->member_count);
    uint64_t *hashes = TIE_NEW(&run->scratch, uint64_t, c->member_count);
    tie_buf groups = tie_buf_new(&run->scratch), out = tie_buf_new(&run->scratch);
    for (uint32_t k = 0; k < c->column_count; k++) {
        if (!is_figure(&c->columns[k]))
            continue;
        size_t count = stands_of(run, c, k, list);
        for (size_t i = 0; i < count; i++)
            hashes[list[i].member] =
                tie_hash_mix(hashes[list[i].member], hash_of(run, k, &list[i]));
        for (size_t at = 0, n; (n = next_group(list, count, &at)) > 0; at += n)
            put_group(run, c, list + at, n, &groups);
    }
    for (size_t i = 0; i < c->member_count; i++)
        tie_pack_hash(&out, hashes[i]);
    tie_buf_add(&out, tie_buf_str(&groups));
    return tie_buf_str(&out);
}

bool tie__repeat_comparable(tie_str remark, const tie_repeat_cluster *c) {
    return remark.len > c->member_count * sizeof(uint64_t);
}

bool tie__repeat_remarked(const tie_run *run, const tie_repeat_cluster *c, uint32_t member,
                          tie_str remark) {
    uint64_t is = 0, was;
    if (remark.len < c->member_count * sizeof was)
        return false;
    memcpy(&was, remark.ptr + member * sizeof was, sizeof was);
    for (uint32_t k = 0; k < c->column_count; k++) {
        stand s;
        if (is_figure(&c->columns[k]) && stand_of(run, c, k, member, &s))
            is = tie_hash_mix(is, hash_of(run, k, &s));
    }
    return is == was;
}

bool tie__repeat_compare(tie_repeat_cells *cells, const tie_repeat_cluster *c, tie_str remark) {
    tie_run *run = cells->run;
    if (!tie__repeat_comparable(remark, c))
        return true;
    size_t from = c->member_count * sizeof(uint64_t);
    tie_packed reader = tie_packed_new(tie_str_sub(remark, from, remark.len));
    stand *list = TIE_NEW(&run->scratch, stand, c->member_count);
    bool series = cells->survey->standings.items[c->number].kind == TIE_REPEAT_SERIES;
    while (reader.at < reader.end) {
        uint64_t head = tie_unpack(&reader);
        size_t count = (size_t)(head >> COUNT_SHIFT);
        if (count < 2 || count > c->member_count || !get_group(run, c, &reader, list, count))
            return false;
        if ((!series || head & SERIES) && !is_known(run, list, count) &&
            !is_told(cells, list, count))
            compare(cells, c, list, count);
    }
    return true;
}
