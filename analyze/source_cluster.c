/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters of figures that one value can satisfy. The value that the most figures admit makes the
 * first cluster; the others are covered from below by as few values as possible. */
#include "analyze/source_items.h"

#include <stdlib.h>

typedef struct figure {
    tie_interval at;
    uint32_t voice;
    bool taken;
} figure;

static int cmp_flags(bool a, bool b) { return (int)a - (int)b; }

static int cmp_begin(const void *a, const void *b) {
    const figure *x = a, *y = b;
    if (x->at.lo_inf != y->at.lo_inf)
        return x->at.lo_inf ? -1 : 1;
    int by = x->at.lo_inf ? 0 : tie_dec_cmp(x->at.lo, y->at.lo);
    return by ? by : (x->voice > y->voice) - (x->voice < y->voice);
}

static int cmp_end(const void *a, const void *b) {
    const figure *x = a, *y = b;
    if (x->at.hi_inf != y->at.hi_inf)
        return x->at.hi_inf ? 1 : -1;
    int by = x->at.hi_inf ? 0 : tie_dec_cmp(x->at.hi, y->at.hi);
    by = by ? by : -cmp_flags(x->at.hi_open, y->at.hi_open);
    return by ? by : (x->voice > y->voice) - (x->voice < y->voice);
}

static bool ends_before(const figure *f, tie_dec x) {
    int by = f->at.hi_inf ? 1 : tie_dec_cmp(f->at.hi, x);
    return by < 0 || (by == 0 && f->at.hi_open);
}

static bool begins_by(const figure *f, tie_dec x) {
    return f->at.lo_inf || tie_dec_cmp(f->at.lo, x) <= 0;
}

/* The begin of a figure that the most figures admit; false when none begins anywhere. */
static bool find_crowd(const figure *by_begin, const figure *by_end, uint32_t count, tie_dec *out) {
    uint32_t ended = 0, most = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (by_begin[i].at.lo_inf)
            continue;
        while (ended < count && ends_before(&by_end[ended], by_begin[i].at.lo))
            ended++;
        if (i + 1 - ended > most) {
            most = i + 1 - ended;
            *out = by_begin[i].at.lo;
        }
    }
    return most > 0;
}

/* by_end: in the order of ends. Returns how many clusters there are. */
static uint32_t cover(figure *by_end, uint32_t count, tie_voice *voices) {
    uint32_t clusters = 1;
    const figure *first = NULL; /* of the cluster under work: the one that ends first */
    for (uint32_t i = 0; i < count; i++) {
        figure *f = &by_end[i];
        if (f->taken)
            continue;
        if (!first || !tie_interval_meet(first->at, f->at)) {
            first = f;
            clusters++;
        }
        voices[f->voice].cluster = clusters - 1;
    }
    return clusters;
}

static bool hedged(const tie_claim *c) { return c->hedge != TIE_HEDGE_EXACT; }

/* A hedge that admits the plain figures of its cluster but does not suggest them confirms nothing.
 * plain: what the plain figures of each cluster allow. */
static bool says_nothing(const tie_claim *c, uint32_t cluster, const tie_interval *plain) {
    return hedged(c) && !tie_interval_meet(tie_claim_suggested(c), plain[cluster]);
}

/* Numbers the clusters that are left, in order. */
static uint32_t renumber(tie_arena *scratch, tie_voice *voices, uint32_t count, uint32_t clusters) {
    uint32_t *number = TIE_NEW(scratch, uint32_t, clusters + 1), next = 0;
    for (uint32_t i = 0; i < count; i++)
        number[voices[i].cluster] = 1;
    for (uint32_t k = 0; k < clusters; k++)
        number[k] = number[k] ? next++ : 0;
    for (uint32_t i = 0; i < count; i++)
        voices[i].cluster = number[voices[i].cluster];
    return next;
}

uint32_t tie_cluster_voices(const tie_run *run, tie_arena *scratch, tie_voice *voices,
                            uint32_t count, uint32_t *clusters) {
    tie_mark mark = tie_arena_mark(scratch);
    figure *by_begin = TIE_NEW(scratch, figure, count), *by_end = TIE_NEW(scratch, figure, count);
    for (uint32_t i = 0; i < count; i++)
        by_begin[i] = (figure){tie_claim_base(tie_run_claim(run, voices[i].claim)), i, false};
    memcpy(by_end, by_begin, count * sizeof *by_end);
    qsort(by_begin, count, sizeof *by_begin, cmp_begin);
    qsort(by_end, count, sizeof *by_end, cmp_end);
    tie_dec crowd;
    bool begins = find_crowd(by_begin, by_end, count, &crowd);
    for (uint32_t i = 0; i < count; i++) {
        figure *f = &by_end[i];
        f->taken = !begins || (begins_by(f, crowd) && !ends_before(f, crowd));
        voices[f->voice].cluster = 0;
    }
    uint32_t found = cover(by_end, count, voices), kept = 0;
    tie_interval *plain = TIE_NEW(scratch, tie_interval, found);
    for (uint32_t k = 0; k < found; k++)
        plain[k] = tie_interval_all();
    for (uint32_t i = 0; i < count; i++) {
        const tie_claim *c = tie_run_claim(run, voices[i].claim);
        tie_interval *p = &plain[voices[i].cluster];
        if (!hedged(c))
            *p = tie_interval_intersect(*p, tie_claim_base(c));
    }
    for (uint32_t i = 0; i < count; i++)
        if (!says_nothing(tie_run_claim(run, voices[i].claim), voices[i].cluster, plain))
            voices[kept++] = voices[i];
    *clusters = renumber(scratch, voices, kept, found);
    tie_arena_rewind(scratch, mark);
    return kept;
}
