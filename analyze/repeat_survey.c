/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_survey.h"

#include "base/date.h"
#include "base/utf8.h"
#include "rules/map.h"

#include <stdlib.h>

enum {
    EDGE_BYTES = 800,    /* head and tail of a document */
    BOILERPLATE_MIN = 4, /* documents, and */
    BOILERPLATE_OF = 5,  /* one in so many of their source, */
    AT_EDGE_OF_TEN = 8,  /* so many of ten at an edge */
    SERIES_VALUES = 3,   /* of a figure, in as many documents that name no date */
    LONG_SERIES = 8      /* documents */
};

const char *tie_repeat_kind_name(tie_repeat_kind kind) {
    static const char *const NAMES[] = {"figures", "copy", "passage", "series", "boilerplate"};
    return NAMES[kind];
}

tie_repeat_survey tie_repeat_survey_new(tie_arena *arena, const tie_doc *docs, size_t count) {
    tie_repeat_survey s = {.arena = arena, .docs = docs, .doc_count = count};
    tie_map sources = {0};
    uint32_t source_count = 1;
    s.source_of = TIE_NEW(arena, uint32_t, count);
    s.documents_of = TIE_NEW(arena, uint32_t, count + 1);
    s.series_of = TIE_NEW(arena, uint32_t, count);
    s.in_series = TIE_NEW(arena, bool, count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t key = tie_hash(docs[i].source);
        if (docs[i].source.len && tie_map_put(&sources, arena, key, source_count))
            source_count++;
        s.source_of[i] = docs[i].source.len ? *tie_map_find(&sources, key) : 0;
        s.documents_of[s.source_of[i]]++;
        s.series_of[i] = i;
    }
    return s;
}

/* ---- Figures of a cluster ---- */

const tie_repeat_slot *tie_repeat_slot_in(const tie_repeat_member *member, uint32_t column) {
    const tie_repeat_slot *slots = member->slots;
    size_t low = 0, high = member->slot_count;
    while (low < high) { /* columns grow along the text; slots without one stand between them */
        size_t mid = low + (high - low) / 2, at = mid;
        while (at < high && slots[at].column == TIE_REPEAT_NO_COLUMN)
            at++;
        if (at < high && slots[at].column == column)
            return &slots[at];
        if (at < high && slots[at].column < column)
            low = at + 1;
        else
            high = mid;
    }
    return NULL;
}

static int cmp_values(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

tie_repeat_votes tie_repeat_vote(const tie_repeat_cluster *c, uint32_t column, tie_arena *scratch) {
    tie_repeat_votes v = {0};
    uint32_t *values = TIE_NEW(scratch, uint32_t, c->member_count);
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_slot *slot = tie_repeat_slot_in(&c->members[i], column);
        if (slot)
            values[v.members++] = slot->value;
    }
    qsort(values, v.members, sizeof *values, cmp_values);
    uint32_t most = 0;
    for (uint32_t i = 0, run; i < v.members; i += run) {
        for (run = 1; i + run < v.members && values[i + run] == values[i]; run++)
            ;
        v.distinct++;
        v.mode_count = run > most ? run : run == most ? 0 : v.mode_count;
        v.mode = run > most ? values[i] : v.mode;
        most = run > most ? run : most;
    }
    return v;
}

/* ---- Documents of a cluster ---- */

static int32_t day_of(const tie_doc *doc) {
    return doc->date.known ? tie_date_last_day(doc->date.to) : TIE_DAY_UNKNOWN;
}

/* What the documents of the passages are to each other. */
typedef struct company {
    uint32_t documents, sources, unnamed; /* unnamed: documents that name no source */
    bool dated, days_known, days_differ;
    bool one_source; /* or none named by any */
} company;

static company company_of(const tie_repeat_survey *s, const tie_repeat_outline *c) {
    uint32_t first_doc = c->docs[c->canonical], last = UINT32_MAX, source = 0;
    int32_t first_day = day_of(&s->docs[first_doc]);
    company out = {.dated = true, .days_known = true};
    for (size_t i = 0; i < c->member_count; i++) {
        uint32_t doc = c->docs[i];
        if (doc == last) /* members are in the order of documents */
            continue;
        last = doc;
        out.documents++;
        uint32_t named = s->source_of[doc];
        out.unnamed += !named;
        out.sources = !named ? out.sources : !out.sources ? 1 : named != source ? 2 : out.sources;
        source = named ? named : source;
        int32_t day = day_of(&s->docs[doc]);
        out.days_known &= day != TIE_DAY_UNKNOWN;
        out.days_differ |= day != first_day;
        out.dated &= doc == first_doc || (day != TIE_DAY_UNKNOWN && day > first_day);
    }
    out.one_source = out.sources + (out.unnamed > 0) == 1;
    out.dated &= out.documents > 1 && first_day != TIE_DAY_UNKNOWN;
    return out;
}

/* ---- Traits ---- */

static bool at_edge(const tie_doc *doc, tie_span passage) {
    uint64_t len = doc->span.end - doc->span.start;
    return passage.start <= EDGE_BYTES || passage.end + EDGE_BYTES >= len;
}

static bool most_at_edge(const tie_repeat_survey *s, const tie_repeat_cluster *c) {
    uint64_t count = 0;
    for (size_t i = 0; i < c->member_count; i++)
        count += at_edge(&s->docs[c->members[i].doc], c->members[i].span);
    return count * 10 >= (uint64_t)c->member_count * AT_EDGE_OF_TEN;
}

static uint32_t traits_of_column(const tie_repeat_survey *s, const tie_repeat_cluster *c,
                                 uint32_t column) {
    bool differs = c->columns[column].differs, date = c->columns[column].date;
    tie_mark mark = tie_arena_mark(s->arena);
    bool many = differs && tie_repeat_vote(c, column, s->arena).distinct >= SERIES_VALUES;
    tie_arena_rewind(s->arena, mark);
    return (differs ? TIE_REPEAT_DIFFERS : 0) | (date ? TIE_REPEAT_NAMES_DATE : 0) |
           (date && differs ? TIE_REPEAT_OTHER_DATE : 0) | (many ? TIE_REPEAT_MANY_VALUES : 0);
}

uint32_t tie_repeat_traits(const tie_repeat_survey *s, const tie_repeat_cluster *c) {
    uint32_t traits = TIE_REPEAT_TRAITS | (most_at_edge(s, c) ? TIE_REPEAT_AT_EDGE : 0);
    for (uint32_t k = 0; k < c->column_count; k++)
        traits |= traits_of_column(s, c, k);
    return traits;
}

/* ---- Kinds ---- */

/* Do its figures change as those of a form do that is filled in for each period? */
static bool is_series(const company *in, uint32_t traits) {
    if (in->documents < 2 || !in->one_source)
        return false;
    if (traits & TIE_REPEAT_OTHER_DATE)
        return true;
    if (in->days_known)
        return in->days_differ && !(traits & TIE_REPEAT_NAMES_DATE);
    return (traits & TIE_REPEAT_MANY_VALUES) && in->documents >= SERIES_VALUES;
}

static bool is_boilerplate(const tie_repeat_survey *s, const tie_repeat_outline *c,
                           const company *in, uint32_t traits) {
    uint32_t of = s->documents_of[s->source_of[c->docs[0]]];
    return in->one_source && in->documents >= BOILERPLATE_MIN &&
           in->documents * BOILERPLATE_OF >= of && (traits & TIE_REPEAT_AT_EDGE);
}

static tie_repeat_kind kind_of(const tie_repeat_survey *s, const tie_repeat_outline *c,
                               const company *in, uint32_t traits) {
    if (traits & TIE_REPEAT_DIFFERS)
        return is_series(in, traits) ? TIE_REPEAT_SERIES : TIE_REPEAT_FIGURES;
    if (is_boilerplate(s, c, in, traits))
        return TIE_REPEAT_BOILERPLATE;
    return in->sources > 1 ? TIE_REPEAT_COPY : TIE_REPEAT_PASSAGE;
}

/* ---- Series: documents that share such clusters ---- */

static uint32_t root_of(const tie_repeat_survey *s, uint32_t doc) {
    while (s->series_of[doc] != doc)
        doc = s->series_of[doc] = s->series_of[s->series_of[doc]];
    return doc;
}

static void join(const tie_repeat_survey *s, uint32_t x, uint32_t y) {
    x = root_of(s, x);
    y = root_of(s, y);
    s->series_of[x > y ? x : y] = x > y ? y : x;
}

static void join_series(const tie_repeat_survey *s, const tie_repeat_outline *c) {
    for (size_t i = 0; i < c->member_count; i++) {
        s->in_series[c->docs[i]] = true;
        join(s, c->docs[0], c->docs[i]);
    }
}

static void keep_seats(tie_repeat_survey *s, const tie_repeat_outline *c) {
    for (size_t i = 0; i < c->member_count; i++)
        if (i == 0 || c->docs[i] != c->docs[i - 1])
            *TIE_PUSH(s->arena, &s->seats) = (tie_repeat_seat){c->number, c->docs[i]};
}

tie_repeat_kind tie_repeat_survey_add(tie_repeat_survey *s, const tie_repeat_outline *c,
                                      uint32_t traits) {
    company in = company_of(s, c);
    tie_repeat_standing *standing = TIE_PUSH(s->arena, &s->standings);
    *standing = (tie_repeat_standing){.kind = kind_of(s, c, &in, traits),
                                      .documents = in.documents,
                                      .sources = in.sources,
                                      .dated = in.dated};
    if (standing->kind == TIE_REPEAT_SERIES) {
        join_series(s, c);
        standing->series = c->docs[0] + 1; /* numbered when all are known */
    } else if (in.one_source && in.documents > 1) {
        keep_seats(s, c);
    }
    return standing->kind;
}

void tie_repeat_survey_boilerplate(tie_repeat_survey *s, const tie_repeat_cluster *c) {
    for (size_t i = 0; i < c->member_count; i++)
        *TIE_PUSH(s->arena, &s->boilerplate) =
            (tie_passage){.doc = c->members[i].doc, .span = c->members[i].span};
}

static void join_by_passages(const tie_repeat_survey *s) {
    for (size_t i = 1; i < s->seats.count; i++)
        if (s->seats.items[i].cluster == s->seats.items[i - 1].cluster)
            join(s, s->seats.items[i - 1].doc, s->seats.items[i].doc);
}

/* A long series to which most documents of their source belong takes in the others. */
static void complete_series(const tie_repeat_survey *s) {
    uint32_t *documents = TIE_NEW(s->arena, uint32_t, s->doc_count);
    uint32_t *formed = TIE_NEW(s->arena, uint32_t, s->doc_count);
    uint32_t *longest = TIE_NEW(s->arena, uint32_t, s->doc_count + 1); /* root + 1, by source */
    for (uint32_t i = 0; i < s->doc_count; i++) {
        documents[root_of(s, i)]++;
        formed[root_of(s, i)] += s->in_series[i];
    }
    for (uint32_t i = 0; i < s->doc_count; i++) {
        uint32_t source = s->source_of[i];
        bool most = documents[i] >= LONG_SERIES && documents[i] * 2 >= s->documents_of[source] &&
                    formed[i] * 2 >= documents[i];
        longest[source] = most && root_of(s, i) == i ? i + 1 : longest[source];
    }
    for (uint32_t i = 0; i < s->doc_count; i++)
        if (longest[s->source_of[i]])
            join(s, longest[s->source_of[i]] - 1, i);
    for (uint32_t i = 0; i < s->doc_count; i++)
        s->in_series[i] = longest[s->source_of[i]] != 0;
}

/* What differs between documents of a long series differs because it is one. */
static void claim_figures(tie_repeat_survey *s) {
    for (size_t i = 0; i < s->seats.count; i++) {
        const tie_repeat_seat *seat = &s->seats.items[i];
        tie_repeat_standing *standing = &s->standings.items[seat->cluster];
        if (standing->kind == TIE_REPEAT_FIGURES && s->in_series[seat->doc]) {
            standing->kind = TIE_REPEAT_SERIES;
            standing->series = root_of(s, seat->doc) + 1;
        }
    }
}

void tie_repeat_survey_close(tie_repeat_survey *s) {
    join_by_passages(s);
    complete_series(s);
    claim_figures(s);
    uint32_t *number = TIE_NEW(s->arena, uint32_t, s->doc_count);
    for (size_t i = 0; i < s->standings.count; i++) {
        tie_repeat_standing *standing = &s->standings.items[i];
        s->counts[standing->kind]++;
        if (!standing->series)
            continue;
        uint32_t root = root_of(s, standing->series - 1);
        if (!number[root])
            number[root] = ++s->series_count;
        standing->series = number[root];
    }
}

/* ---- Extent of boilerplate ---- */

static int cmp_passages(const void *a, const void *b) {
    const tie_passage *x = a, *y = b;
    if (x->doc != y->doc)
        return x->doc < y->doc ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

size_t tie_repeat_survey_extents(const tie_repeat_survey *s, const tie_repeat_extent **out) {
    TIE_VEC(tie_repeat_extent) found = {0};
    uint64_t done = 0;
    if (s->boilerplate.count)
        qsort(s->boilerplate.items, s->boilerplate.count, sizeof *s->boilerplate.items,
              cmp_passages);
    for (size_t i = 0; i < s->boilerplate.count; i++) {
        const tie_passage *p = &s->boilerplate.items[i];
        if (!found.count || found.items[found.count - 1].doc != p->doc) {
            *TIE_PUSH(s->arena, &found) = (tie_repeat_extent){.doc = p->doc};
            done = 0;
        }
        uint64_t start = p->span.start > done ? p->span.start : done;
        if (p->span.end > start)
            found.items[found.count - 1].bytes += p->span.end - start;
        done = p->span.end > done ? p->span.end : done;
    }
    *out = found.items;
    return found.count;
}

/* ---- Quotations ---- */

/* 1: a quotation mark that opens, -1: one that closes, 0: none. */
static int mark_at(tie_str text, size_t *at) {
    size_t start = *at;
    switch (tie_utf8_next(text, at)) {
    case 0x201C: /* “ */
    case 0x00AB: /* « */
    case 0x300C: /* 「 */
        return 1;
    case 0x201D: /* ” */
    case 0x00BB: /* » */
    case 0x300D: /* 」 */
        return -1;
    case '"': {
        bool after_space =
            start == 0 || tie_ascii_space(text.ptr[start - 1]) || text.ptr[start - 1] == '(';
        return after_space ? 1 : -1;
    }
    default:
        return 0;
    }
}

static bool breaks(tie_str text, size_t at) {
    return text.ptr[at] == '\n' && at + 1 < text.len && text.ptr[at + 1] == '\n';
}

bool tie_repeat_quoted(tie_str text, tie_span span) {
    size_t middle = (size_t)(span.start + (span.end - span.start) / 2), at = middle;
    while (at > 0 && middle - at < TIE_REPEAT_QUOTE_REACH && !breaks(text, at - 1))
        at--;
    int state = 0; /* the last mark */
    while (at < middle) {
        int mark = mark_at(text, &at);
        state = mark ? mark : state;
    }
    for (size_t n = 0;
         state == 1 && n < TIE_REPEAT_QUOTE_REACH && at < text.len && !breaks(text, at); n++) {
        int mark = mark_at(text, &at);
        if (mark)
            return mark == -1;
    }
    return false;
}
