/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_slots.h"

#include "analyze/repeat_align.h"
#include "base/hash.h"

typedef TIE_VEC(tie_repeat_slot) slots;

typedef struct member_maker {
    tie_repeats *r;
    const tie_repeat_interval *canonical;
    uint32_t *column_of; /* of the canonical member's tokens; TIE_REPEAT_NO_COLUMN: no figure */
    tie_repeat_column *columns;
    slots found; /* of the member being made; its room serves all */
} member_maker;

size_t tie__repeats_canonical(const tie_repeats *r, const tie_repeat_interval *intervals,
                              size_t count) {
    size_t best = 0;
    int32_t best_day = TIE_REPEAT_NO_DAY;
    for (size_t i = 0; i < count; i++) {
        uint32_t doc = tie_repeat_document_of(&r->store, intervals[i].first);
        int32_t day = r->store.documents.items[doc].origin.day;
        if (day < best_day) {
            best_day = day;
            best = i;
        }
    }
    return best;
}

static size_t make_columns(member_maker *m) {
    tie_repeats *r = m->r;
    uint32_t length = m->canonical->end - m->canonical->first;
    size_t count = 0;
    m->column_of = TIE_NEW(&r->scratch, uint32_t, length);
    for (uint32_t i = 0; i < length; i++) {
        bool figure = tie_repeat_masked(tie_repeat_word(&r->store, m->canonical->first + i));
        m->column_of[i] = figure ? (uint32_t)count++ : TIE_REPEAT_NO_COLUMN;
    }
    m->columns = TIE_NEW(&r->scratch, tie_repeat_column, count);
    for (uint32_t i = 0; i < length; i++) {
        uint32_t token = m->canonical->first + i;
        if (m->column_of[i] != TIE_REPEAT_NO_COLUMN)
            m->columns[m->column_of[i]] = (tie_repeat_column){
                .span = tie_repeat_span(&r->store, token, token + 1),
                .date = tie_repeat_dates(r->words, tie_repeat_word(&r->store, token))};
    }
    return count;
}

static tie_slot_op compare_figures(tie_repeats *r, uint32_t a, uint32_t b) {
    uint32_t x = tie_repeat_word(&r->store, a), y = tie_repeat_word(&r->store, b);
    if (!tie_repeat_same_value(x, y))
        return TIE_SLOT_FIGURE;
    bool same_len =
        !((tie_repeat_len(&r->store, a) ^ tie_repeat_len(&r->store, b)) & TIE_REPEAT_LEN);
    return x == y && same_len ? TIE_SLOT_SAME : TIE_SLOT_SPELLING;
}

static void add_figure(member_maker *m, uint32_t a, uint32_t b) {
    uint32_t column = m->column_of[a - m->canonical->first];
    tie_slot_op op = compare_figures(m->r, a, b);
    if (op == TIE_SLOT_FIGURE)
        m->columns[column].differs = true;
    *TIE_PUSH(&m->r->scratch, &m->found) =
        (tie_repeat_slot){tie_repeat_span(&m->r->store, b, b + 1), op, column,
                          tie_repeat_word(&m->r->store, b) & ~TIE_REPEAT_SPELLING};
}

/* Tokens [b, b + len) of the member have no match. */
static void add_words(member_maker *m, uint32_t b, uint32_t len, bool figure) {
    tie_span span;
    if (len) {
        span = tie_repeat_span(&m->r->store, b, b + len);
    } else {
        span = tie_repeat_span(&m->r->store, b, b + 1);
        span.end = span.start;
    }
    uint32_t value = figure && len ? tie_repeat_word(&m->r->store, b) & ~TIE_REPEAT_SPELLING : 0;
    *TIE_PUSH(&m->r->scratch, &m->found) = (tie_repeat_slot){
        span, figure ? TIE_SLOT_FIGURE : TIE_SLOT_WORDS, TIE_REPEAT_NO_COLUMN, value};
}

/* The slots of the member's tokens [b, b_end) against the canonical one's. */
static void align_member(member_maker *m, uint32_t b, uint32_t b_end) {
    uint32_t a = m->canonical->first, a_end = m->canonical->end;
    bool after_figure = false;
    while (b < b_end) {
        tie_repeat_step step;
        if (!tie_repeat_step_next(&m->r->store, a, a_end, b, b_end, after_figure, &step)) {
            uint32_t x = a, y = b;
            if (!tie_repeat_anchor(&m->r->store, true, &x, a_end, &y, b_end)) {
                add_words(m, b, b_end - b, false);
                return;
            }
            step = (tie_repeat_step){.a_len = x - a, .b_len = y - b};
        }
        bool figure = tie_repeat_masked(tie_repeat_word(&m->r->store, b));
        if (!step.match)
            add_words(m, b, step.b_len, step.figure);
        else if (figure)
            add_figure(m, a, b);
        after_figure = step.figure || (step.match && figure);
        a += step.a_len;
        b += step.b_len;
    }
}

static tie_repeat_member make_member(member_maker *m, const tie_repeat_interval *interval) {
    tie_repeats *r = m->r;
    m->found.count = 0;
    align_member(m, interval->first, interval->end);
    size_t bytes = m->found.count * sizeof(tie_repeat_slot);
    tie_repeat_slot *own = tie_arena_alloc(&r->scratch, bytes, alignof(tie_repeat_slot));
    if (bytes)
        memcpy(own, m->found.items, bytes);
    return (tie_repeat_member){.doc = tie_repeat_document_of(&r->store, interval->first),
                               .span = tie_repeat_span(&r->store, interval->first, interval->end),
                               .canonical = interval == m->canonical,
                               .slots = own,
                               .slot_count = m->found.count};
}

static tie_repeat_cluster align_cluster(tie_repeats *r, const tie_repeat_interval *intervals,
                                        size_t count) {
    member_maker m = {.r = r, .canonical = &intervals[tie__repeats_canonical(r, intervals, count)]};
    size_t column_count = make_columns(&m);
    tie_repeat_member *members = TIE_NEW(&r->scratch, tie_repeat_member, count);
    for (size_t i = 0; i < count; i++)
        members[i] = make_member(&m, &intervals[i]);
    return (tie_repeat_cluster){intervals->cluster, members, count, m.columns, column_count};
}

/* ---- With an album ---- */

/* The key of these passages. */
static uint64_t key_of(const tie_repeats *r, const tie_repeat_interval *intervals, size_t count,
                       tie_repeat_key *stretch) {
    uint64_t key = count;
    for (size_t i = 0; i < count; i++)
        key = tie_hash_mix(key, stretch(&r->store, intervals[i].first, intervals[i].end));
    return key;
}

void tie__repeats_outline(tie_repeats *r) {
    uint32_t most = 0;
    r->notes = TIE_NEW(&r->arena, uint32_t, r->cluster_count);
    r->remarks = TIE_NEW(&r->arena, tie_str, r->album ? 0 : r->cluster_count);
    r->passages = TIE_NEW(&r->arena, uint64_t, r->album ? r->cluster_count : 0);
    for (uint32_t i = 0; i < r->cluster_count; i++) {
        uint32_t first = r->first_interval[i], count = r->first_interval[i + 1] - first;
        most = count > most ? count : most;
        if (r->album) {
            const tie_repeat_interval *intervals = r->intervals + first;
            r->passages[i] = key_of(r, intervals, count, tie_repeat_stretch_key);
            if (!tie_album_use(r->album, r->passages[i], &r->notes[i]))
                tie_album_rename(r->album, key_of(r, intervals, count, tie_repeat_former_key),
                                 r->passages[i]);
        }
    }
    r->outlined = TIE_NEW(&r->arena, uint32_t, most);
}

tie_repeat_outline tie_repeats_outline(const tie_repeats *r, uint32_t number) {
    const tie_repeat_interval *intervals = r->intervals + r->first_interval[number];
    size_t count = r->first_interval[number + 1] - r->first_interval[number];
    for (size_t i = 0; i < count; i++)
        r->outlined[i] = tie_repeat_document_of(&r->store, intervals[i].first);
    return (tie_repeat_outline){.number = number,
                                .docs = r->outlined,
                                .member_count = count,
                                .canonical = tie__repeats_canonical(r, intervals, count),
                                .note = r->notes[number]};
}

tie_repeat_cluster tie__repeats_cluster(tie_repeats *r, uint32_t number) {
    const tie_repeat_interval *intervals = r->intervals + r->first_interval[number];
    size_t count = r->first_interval[number + 1] - r->first_interval[number];
    if (!r->album)
        return align_cluster(r, intervals, count);
    tie_repeat_outline outline = tie_repeats_outline(r, number);
    tie_repeat_cluster cluster = {.number = number};
    if (!tie_album_get(r->album, r->passages[number], outline.docs, count, &r->scratch, &cluster)) {
        cluster = align_cluster(r, intervals, count);
        tie_album_add(r->album, r->passages[number], &cluster, &r->scratch);
    }
    return cluster;
}
