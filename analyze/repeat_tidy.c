/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_tidy.h"

#include "analyze/repeat_sort.h"

#define NONE UINT32_MAX

enum {
    OPEN = 16,       /* intervals that a later one is compared with */
    HOLDERS = 8,     /* clusters that may hold another one */
    COMMONPLACE = 8, /* times as many members: what such clusters cover is nothing new */
    JOINT = 3        /* tokens between passages that stand side by side */
};

typedef struct tidy {
    tie_repeats *r;
    tie_repeat_interval *intervals; /* in order of first, then end */
    size_t count;
    uint32_t *sizes; /* of the clusters */
    bool *dropped;
    uint32_t cluster_count;
} tidy;

/* The intervals before one that may reach into it, newest last. */
typedef struct window {
    size_t open[OPEN];
    size_t count;
} window;

static void slide(const tidy *t, window *w, size_t i) {
    size_t kept = 0;
    for (size_t k = 0; k < w->count; k++)
        if (t->intervals[w->open[k]].end > t->intervals[i].first)
            w->open[kept++] = w->open[k];
    w->count = kept;
}

static void enter(window *w, size_t i) {
    if (w->count == OPEN)
        memmove(w->open, w->open + 1, --w->count * sizeof *w->open);
    w->open[w->count++] = i;
}

/* ---- Clusters inside another one ---- */

typedef struct holder {
    uint32_t cluster, members; /* how many members it holds */
} holder;

/* Does y hold nearly all of x, and is it of a cluster no smaller? */
static bool holds(const tidy *t, const tie_repeat_interval *y, const tie_repeat_interval *x) {
    uint32_t low = y->first > x->first ? y->first : x->first;
    uint32_t high = y->end < x->end ? y->end : x->end;
    uint32_t x_len = x->end - x->first, y_len = y->end - y->first;
    uint32_t tenths = t->r->options.common ? 10 : 9;
    if (y->cluster == x->cluster || high <= low ||
        (uint64_t)(high - low) * 10 < (uint64_t)x_len * tenths)
        return false;
    if (t->sizes[y->cluster] != t->sizes[x->cluster])
        return t->sizes[y->cluster] > t->sizes[x->cluster] && y_len >= x_len;
    return y_len > x_len || (y_len == x_len && y->cluster < x->cluster);
}

/* The clusters that hold one interval. */
typedef struct holding {
    uint32_t clusters[HOLDERS];
    size_t count;
} holding;

static void add_holding(const tidy *t, holding *h, const tie_repeat_interval *y,
                        const tie_repeat_interval *x) {
    if (h->count == HOLDERS || !holds(t, y, x))
        return;
    for (size_t i = 0; i < h->count; i++)
        if (h->clusters[i] == y->cluster)
            return;
    h->clusters[h->count++] = y->cluster;
}

static holding find_holding(const tidy *t, const window *w, size_t i) {
    holding h = {0};
    const tie_repeat_interval *x = &t->intervals[i];
    for (size_t k = 0; k < w->count; k++)
        add_holding(t, &h, &t->intervals[w->open[k]], x);
    uint32_t slack = (x->end - x->first) / 10;
    for (size_t j = i + 1; j < t->count && t->intervals[j].first <= x->first + slack; j++)
        add_holding(t, &h, &t->intervals[j], x);
    return h;
}

/* Counts for every member what holds it: a cluster whose members are all held by one other says
 * nothing new. */
static void count_holders(const tidy *t, holder *holders, uint32_t cluster, const holding *h) {
    for (size_t i = 0; i < h->count; i++) {
        holder *slot = NULL;
        for (size_t k = 0; k < HOLDERS && !slot; k++) {
            holder *own = &holders[(size_t)cluster * HOLDERS + k];
            if (!own->members || own->cluster == h->clusters[i])
                slot = own;
        }
        if (!slot)
            continue;
        slot->cluster = h->clusters[i];
        t->dropped[cluster] |= ++slot->members == t->sizes[cluster];
    }
}

static void drop_held(tidy *t) {
    holder *holders = TIE_NEW(&t->r->scratch, holder, (size_t)t->cluster_count * HOLDERS);
    window w = {0};
    for (size_t i = 0; i < t->count; i++) {
        slide(t, &w, i);
        holding h = find_holding(t, &w, i);
        count_holders(t, holders, t->intervals[i].cluster, &h);
        enter(&w, i);
    }
}

/* ---- Clusters made of what is common ---- */

/* Is no stretch of passage length in intervals[i] left uncovered by far larger clusters? */
static bool is_commonplace(const tidy *t, const window *w, size_t i) {
    const tie_repeat_interval *x = &t->intervals[i];
    uint32_t covered = x->first;
    for (size_t k = 0; k < w->count; k++) {
        const tie_repeat_interval *y = &t->intervals[w->open[k]];
        bool larger = t->sizes[y->cluster] / COMMONPLACE >= t->sizes[x->cluster];
        if (larger && y->end > covered)
            covered = y->end;
    }
    for (size_t j = i + 1; j < t->count && t->intervals[j].first < x->end; j++) {
        const tie_repeat_interval *y = &t->intervals[j];
        if (t->sizes[y->cluster] / COMMONPLACE < t->sizes[x->cluster])
            continue;
        if (y->first >= covered + TIE_PASSAGE_WORDS)
            return false;
        covered = y->end > covered ? y->end : covered;
    }
    return covered + TIE_PASSAGE_WORDS > x->end;
}

static void drop_commonplace(tidy *t) {
    bool *news = TIE_NEW(&t->r->scratch, bool, t->cluster_count);
    window w = {0};
    for (size_t i = 0; i < t->count; i++) {
        uint32_t cluster = t->intervals[i].cluster;
        slide(t, &w, i);
        if (!news[cluster] && !is_commonplace(t, &w, i))
            news[cluster] = true;
        enter(&w, i);
    }
    for (uint32_t c = 0; c < t->cluster_count; c++)
        t->dropped[c] |= !news[c];
}

static void remove_dropped(tidy *t) {
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++)
        if (!t->dropped[t->intervals[i].cluster])
            t->intervals[kept++] = t->intervals[i];
    t->count = kept;
}

/* ---- Clusters that the reader does not want ---- */

static bool is_ignored(const tidy *t, const tie_repeat_interval *x) {
    tie_repeats *r = t->r;
    tie_mark mark = tie_arena_mark(&r->scratch);
    uint32_t count = x->end - x->first;
    uint32_t *words = TIE_NEW(&r->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        words[i] = tie_repeat_mask(tie_repeat_word(&r->store, x->first + i));
    bool ignored = tie_repeat_ignores_words(r->options.ignores, words, count, TIE_PASSAGE_WORDS);
    tie_arena_rewind(&r->scratch, mark);
    return ignored;
}

/* One member stands for all: they are alike. */
static void drop_ignored(tidy *t) {
    bool *seen = TIE_NEW(&t->r->scratch, bool, t->cluster_count);
    for (size_t i = 0; i < t->count; i++) {
        uint32_t cluster = t->intervals[i].cluster;
        if (seen[cluster])
            continue;
        seen[cluster] = true;
        t->dropped[cluster] = is_ignored(t, &t->intervals[i]);
        t->r->ignored += t->dropped[cluster];
    }
}

/* ---- Clusters side by side ---- */

/* The cluster of the passage that follows intervals[i] in its document with next to nothing
 * between, or NONE. */
static uint32_t next_cluster(const tidy *t, size_t i) {
    if (i + 1 == t->count)
        return NONE;
    const tie_repeat_interval *x = &t->intervals[i], *y = x + 1;
    if (y->first + JOINT < x->end || y->first > x->end + JOINT || y->cluster == x->cluster ||
        tie_repeat_document_of(&t->r->store, x->first) !=
            tie_repeat_document_of(&t->r->store, y->first))
        return NONE;
    return t->sizes[x->cluster] == t->sizes[y->cluster] ? y->cluster : NONE;
}

/* Where every member of a cluster is followed by one of the other, they become one. */
static void join_neighbours(tidy *t) {
    uint32_t *next = TIE_NEW(&t->r->scratch, uint32_t, t->cluster_count);
    bool *seen = TIE_NEW(&t->r->scratch, bool, t->cluster_count);
    for (size_t i = 0; i < t->count; i++) {
        uint32_t cluster = t->intervals[i].cluster, follower = next_cluster(t, i);
        next[cluster] = seen[cluster] && next[cluster] != follower ? NONE : follower;
        seen[cluster] = true;
    }
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        bool joined = kept > 0 && i > 0 && next[t->intervals[i - 1].cluster] != NONE;
        if (joined)
            t->intervals[kept - 1].end = t->intervals[i].end;
        else
            t->intervals[kept++] = t->intervals[i];
    }
    t->count = kept;
}

/* ---- Order ---- */

/* Those that begin in [low, high), in order, to out; returns how many. */
static size_t sort_slice(tie_arena *scratch, const tie_repeat_interval *intervals, size_t all,
                         uint64_t low, uint64_t high, tie_repeat_interval *out) {
    tie_mark mark = tie_arena_mark(scratch);
    size_t count = 0;
    for (size_t i = 0; i < all; i++)
        count += intervals[i].first >= low && intervals[i].first < high;
    tie_sort_record *records = tie_sort_room(scratch, count), *at = records;
    for (size_t i = 0; i < all; i++) {
        const tie_repeat_interval *v = &intervals[i];
        if (v->first >= low && v->first < high)
            *at++ = (tie_sort_record){(uint64_t)v->first << 32 | v->end, v->cluster};
    }
    tie_sort_records(scratch, records, count);
    for (size_t i = 0; i < count; i++)
        out[i] = (tie_repeat_interval){(uint32_t)(records[i].key >> 32), (uint32_t)records[i].key,
                                       (uint32_t)records[i].value};
    tie_arena_rewind(scratch, mark);
    return count;
}

static void sort_intervals(tidy *t, const tie_repeat_interval *intervals) {
    tie_repeats *r = t->r;
    uint64_t step = tie_repeat_slice(r, t->count);
    tie_repeat_interval *out = t->intervals;
    for (uint64_t low = 0; low < r->store.token_count; low += step)
        out += sort_slice(&r->scratch, intervals, t->count, low, low + step, out);
}

/* Numbers the clusters by their first members and hands the intervals over, through room for as
 * many. */
static void number_clusters(tidy *t, tie_repeat_interval *room) {
    tie_repeats *r = t->r;
    uint32_t *number = TIE_NEW(&r->scratch, uint32_t, t->cluster_count);
    memset(number, 0xFF, t->cluster_count * sizeof *number);
    for (size_t i = 0; i < t->count; i++) {
        uint32_t *n = &number[t->intervals[i].cluster];
        if (*n == NONE)
            *n = r->cluster_count++;
        t->intervals[i].cluster = *n;
    }
    uint32_t *at = TIE_NEW(&r->scratch, uint32_t, (size_t)r->cluster_count + 1);
    for (size_t i = 0; i < t->count; i++)
        at[t->intervals[i].cluster + 1]++;
    for (uint32_t c = 0; c < r->cluster_count; c++)
        at[c + 1] += at[c];
    r->first_interval = TIE_NEW(&r->arena, uint32_t, (size_t)r->cluster_count + 1);
    memcpy(r->first_interval, at, ((size_t)r->cluster_count + 1) * sizeof *at);
    for (size_t i = 0; i < t->count; i++)
        room[at[t->intervals[i].cluster]++] = t->intervals[i];
    if (t->count)
        memcpy(t->intervals, room, t->count * sizeof *room);
    r->intervals = t->intervals;
    r->interval_count = t->count;
}

void tie__repeats_tidy(tie_repeats *r, tie_repeat_interval *intervals, size_t count,
                       uint32_t cluster_count) {
    tidy t = {.r = r, .count = count, .cluster_count = cluster_count};
    t.intervals =
        tie_arena_alloc(&r->arena, count * sizeof *t.intervals, alignof(tie_repeat_interval));
    t.sizes = TIE_NEW(&r->scratch, uint32_t, cluster_count);
    t.dropped = TIE_NEW(&r->scratch, bool, cluster_count);
    for (size_t i = 0; i < count; i++)
        t.sizes[intervals[i].cluster]++;
    sort_intervals(&t, intervals);
    drop_held(&t);
    remove_dropped(&t);
    if (!r->options.common) {
        drop_commonplace(&t);
        remove_dropped(&t);
    }
    if (r->options.ignores && r->options.ignores->phrases.count) {
        drop_ignored(&t);
        remove_dropped(&t);
    }
    join_neighbours(&t);
    number_clusters(&t, intervals);
}
