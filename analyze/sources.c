/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/sources.h"

#include "analyze/run.h"
#include "analyze/source_copy.h"

#include <stdlib.h>

enum { ROUNDS = 5 };

typedef struct audit {
    tie_run *run;
    const tie_source_passages *passages;
    tie_arena arena, scratch;
    jmp_buf guard;
    tie_source_items items;
    tie_source_copies copies;
    tie_source *sources;
    tie_sources *out;
} audit;

/* ---- Agreement ---- */

/* Sums of one round over the items of each source. */
typedef struct score {
    double agreed;
    uint32_t n;
} score;

typedef struct ballot {
    uint32_t group, cluster, source;
} ballot;

static int cmp_ballots(const void *a, const void *b) {
    const ballot *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

/* Ballots [i, end) of one group (and one cluster): where they end, and the most reliable of them.
 */
static uint32_t run_of(const ballot *b, uint32_t i, uint32_t count, bool one_cluster,
                       const double *reliability, double *most) {
    uint32_t end = i;
    *most = 0;
    for (; end < count && b[end].group == b[i].group; end++) {
        if (one_cluster && b[end].cluster != b[i].cluster)
            break;
        if (reliability[b[end].source] > *most)
            *most = reliability[b[end].source];
    }
    return end;
}

/* Each group of sources outside of one's own has one vote in a cluster, as heavy as its most
 * reliable member there. */
static void score_item(audit *a, const tie_item *item, const double *reliability, score *scores) {
    tie_mark mark = tie_arena_mark(&a->scratch);
    ballot *b = TIE_NEW(&a->scratch, ballot, item->count);
    double *weight = TIE_NEW(&a->scratch, double, item->clusters), all = 0, own, here;
    for (uint32_t i = 0; i < item->count; i++) {
        const tie_voice *v = &a->items.voices.items[item->first + i];
        b[i] = (ballot){a->copies.votes[v->source], v->cluster, v->source};
    }
    qsort(b, item->count, sizeof *b, cmp_ballots);
    for (uint32_t i = 0, end; i < item->count; i = end) {
        end = run_of(b, i, item->count, false, reliability, &own);
        all += own;
        for (uint32_t k = i, stop; k < end; k = stop) {
            stop = run_of(b, k, end, true, reliability, &here);
            weight[b[k].cluster] += here;
        }
    }
    for (uint32_t i = 0, end; i < item->count; i = end) {
        end = run_of(b, i, item->count, false, reliability, &own);
        if (i == 0 && end == item->count)
            break; /* nobody else */
        for (uint32_t k = i, stop; k < end; k = stop) {
            stop = run_of(b, k, end, true, reliability, &here);
            double share = (weight[b[k].cluster] - here) / (all - own);
            for (uint32_t v = k; v < stop; v++) {
                scores[b[v].source].agreed += share < 0 ? 0 : share > 1 ? 1 : share;
                scores[b[v].source].n++;
            }
        }
    }
    tie_arena_rewind(&a->scratch, mark);
}

static void score_all(audit *a) {
    size_t count = a->items.source_count;
    double *reliability = TIE_NEW(&a->scratch, double, count);
    score *scores = TIE_NEW(&a->scratch, score, count);
    for (size_t i = 0; i < count; i++)
        reliability[i] = 0.5;
    for (int round = 0; round < ROUNDS; round++) {
        memset(scores, 0, count * sizeof *scores);
        for (size_t i = 0; i < a->items.items.count; i++)
            score_item(a, &a->items.items.items[i], reliability, scores);
        for (size_t i = 0; i < count; i++)
            reliability[i] = (1 + scores[i].agreed) / (2 + (double)scores[i].n);
    }
    for (size_t i = 0; i < count; i++) {
        a->sources[i].comparable = scores[i].n;
        a->sources[i].agreement = tie_stat_agreement(scores[i].agreed, scores[i].n);
    }
}

/* ---- The other columns ---- */

static int significant(tie_dec value) {
    int count = 0;
    for (int64_t rest = tie_dec_normal(value).mant; rest; rest /= 10)
        count++;
    return count;
}

/* The figure of three digits or more is printed in full: no scale word, no decimals. */
static bool printed_whole(const tie_claim *c) {
    return !c->scale && !c->decimals && c->kind == TIE_KIND_COUNT &&
           tie_dec_cmp(tie_dec_abs(c->value), tie_dec_int(100)) >= 0;
}

static void count_claims(audit *a) {
    enum { MOST_DIGITS = 19 };
    size_t count = a->items.source_count;
    uint32_t *digits = TIE_NEW(&a->scratch, uint32_t, count * (MOST_DIGITS + 1));
    for (size_t i = 0; i < a->run->in.doc_count; i++)
        if (a->items.source_of[i] != TIE_NO_SOURCE)
            a->sources[a->items.source_of[i]].docs++;
    for (size_t i = 0; i < a->run->in.claim_count; i++) {
        const tie_claim *c = tie_run_claim(a->run, (uint32_t)i);
        uint32_t at = a->items.source_of[c->doc];
        a->out->nameless += at == TIE_NO_SOURCE;
        if (at == TIE_NO_SOURCE)
            continue;
        tie_source *s = &a->sources[at];
        bool exact = c->hedge == TIE_HEDGE_EXACT;
        s->claims++;
        s->exact += exact;
        s->hedged += !exact;
        s->long_figures += exact && printed_whole(c);
        s->round += exact && printed_whole(c) && tie_dec_normal(c->value).exp > 0;
        s->repeated += a->passages && tie_source_passage_later(a->passages, c->id);
        digits[at * (MOST_DIGITS + 1) + (size_t)significant(c->value)]++;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t below = 0, d = 0;
        for (; d < MOST_DIGITS && 2 * below < a->sources[i].claims; d++)
            below += digits[i * (MOST_DIGITS + 1) + d];
        a->sources[i].digits = d ? d - 1 : 0;
    }
    for (size_t i = 0; i < a->items.voices.count; i++)
        a->sources[a->items.voices.items[i].source].items++;
}

/* Checks of figures against each other that the words of one text relate. */
static bool arithmetic(tie_str code) {
    static const char *const CODES[] = {"sum",     "share", "change",   "multiple",    "difference",
                                        "average", "rate",  "duration", "enumeration", "hundred"};
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (tie_str_eq(code, tie_str_c(CODES[i])))
            return true;
    return false;
}

static void count_arithmetic(audit *a) {
    const tie_finding *rows;
    size_t count = tie_run_rows(a->run, &rows);
    for (size_t i = 0; i < count; i++) {
        const tie_finding *row = &rows[i];
        bool one_text = row->member_count && arithmetic(row->code) && row->row != TIE_ROW_SKIPPED;
        for (size_t m = 1; one_text && m < row->member_count; m++)
            one_text = row->members[m].doc == row->members[0].doc;
        uint32_t at = one_text ? a->items.source_of[row->members[0].doc] : TIE_NO_SOURCE;
        if (at == TIE_NO_SOURCE)
            continue;
        bool failed = row->row == TIE_ROW_FINDING && row->verdict == TIE_VERDICT_CONFLICT;
        a->sources[at].failed += failed;
        a->sources[at].held += !failed;
    }
}

static int cmp_changes(const void *a, const void *b) {
    const tie_changed *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return (x->lag_days > y->lag_days) - (x->lag_days < y->lag_days);
}

static void count_changes(audit *a) {
    tie_changed *changes = a->items.changes.items;
    size_t count = a->items.changes.count;
    if (count)
        qsort(changes, count, sizeof *changes, cmp_changes);
    for (size_t i = 0, end; i < count; i = end) {
        tie_source *s = &a->sources[changes[i].source];
        size_t dated = i;
        for (end = i; end < count && changes[end].source == changes[i].source; end++) {
            s->updates += changes[end].open;
            s->corrected += !changes[end].open && changes[end].said;
            s->restated += !changes[end].open && !changes[end].said;
            dated += changes[end].lag_days < 0;
        }
        s->lags = (uint32_t)(end - dated);
        s->lag_days = s->lags ? changes[dated + (s->lags - 1) / 2].lag_days : 0;
    }
}

/* ---- Order, ranks, groups ---- */

static bool ranked(const tie_source *s) {
    return s->agreement.is.status == TIE_STAT_OK && s->agreement.may_rank;
}

static int cmp_sources(const void *a, const void *b) {
    const tie_source *x = a, *y = b;
    if (ranked(x) != ranked(y))
        return ranked(x) ? -1 : 1;
    if (ranked(x) && x->agreement.rate != y->agreement.rate)
        return x->agreement.rate > y->agreement.rate ? -1 : 1;
    if (x->comparable != y->comparable)
        return x->comparable > y->comparable ? -1 : 1;
    return tie_str_cmp(x->name, y->name);
}

/* Puts the sources in the order of the report; pairs name them by it. */
static void order(audit *a) {
    uint32_t count = (uint32_t)a->items.source_count;
    uint32_t *place = TIE_NEW(&a->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        a->sources[i].rank = i; /* where it was, until the places are known */
    if (count)
        qsort(a->sources, count, sizeof *a->sources, cmp_sources);
    for (uint32_t i = 0; i < count; i++) {
        tie_source *s = &a->sources[i];
        place[s->rank] = i;
        bool tied = i && ranked(s) && s->agreement.rate == s[-1].agreement.rate;
        s->rank = !ranked(s) ? 0 : tied ? s[-1].rank : i + 1;
    }
    for (size_t i = 0; i < a->copies.pairs.count; i++) {
        tie_copying *pair = &a->copies.pairs.items[i];
        pair->a = place[pair->a];
        pair->b = place[pair->b];
    }
}

static void name_groups(audit *a) {
    uint32_t count = (uint32_t)a->items.source_count,
             *parent = TIE_NEW(&a->scratch, uint32_t, count);
    TIE_VEC(tie_source_group) groups = {0};
    for (uint32_t i = 0; i < count; i++)
        parent[i] = i;
    for (size_t i = 0; i < a->copies.pairs.count; i++)
        tie_source_join(parent, a->copies.pairs.items[i].a, a->copies.pairs.items[i].b);
    uint32_t *size = TIE_NEW(&a->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        size[tie_source_root(parent, i)]++;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = tie_source_root(parent, i); /* the first of its group */
        if (size[root] < 2)
            continue;
        if (root == i) {
            *TIE_PUSH(&a->arena, &groups) =
                (tie_source_group){TIE_NEW(&a->arena, uint32_t, size[root]), 0};
            a->sources[i].group = (uint32_t)groups.count;
        }
        a->sources[i].group = a->sources[root].group;
        tie_source_group *g = &groups.items[a->sources[i].group - 1];
        g->sources[g->count++] = i;
    }
    a->out->groups = groups.items;
    a->out->group_count = groups.count;
}

/* ---- All of it ---- */

static tie_code make(audit *a) {
    if (TIE_GUARD(a->guard))
        return TIE_EMEM;
    tie_arena *arena = &a->arena;
    a->out = TIE_NEW(arena, tie_sources, 1);
    a->items = tie_source_items_of(a->run, arena, &a->scratch);
    a->copies = tie_source_copies_of(arena, &a->scratch, &a->items, a->passages);
    a->sources = TIE_NEW(arena, tie_source, a->items.source_count);
    for (size_t i = 0; i < a->items.source_count; i++)
        a->sources[i].name = a->items.names[i];
    score_all(a);
    count_claims(a);
    count_arithmetic(a);
    count_changes(a);
    order(a);
    name_groups(a);
    a->out->items = a->sources;
    a->out->count = a->items.source_count;
    a->out->pairs = a->copies.pairs.items;
    a->out->pair_count = a->copies.pairs.count;
    a->out->cells = a->items.items.count;
    a->out->text = a->passages != NULL;
    return TIE_OK;
}

tie_code tie_sources_new(tie_run *run, const tie_source_passages *passages, tie_sources **out,
                         tie_err *err) {
    audit a = {.run = run, .passages = passages};
    tie_arena_init(&a.arena, 0, &a.guard);
    tie_arena_init(&a.scratch, 0, &a.guard);
    run->arena.guard = &a.guard; /* what it asks of its own stages takes memory */
    tie_arena_init(&run->scratch, 0, &a.guard);
    tie_code code = make(&a);
    tie_arena_release(&a.scratch);
    tie_arena_release(&run->scratch);
    run->arena.guard = NULL;
    if (code) {
        tie_arena_release(&a.arena);
        return tie_fail(err, code, "out of memory while comparing sources");
    }
    a.out->arena = a.arena;
    a.out->arena.guard = NULL;
    *out = a.out;
    return TIE_OK;
}

void tie_sources_free(tie_sources *sources) {
    if (!sources)
        return;
    tie_arena arena = sources->arena; /* they lie inside */
    tie_arena_release(&arena);
}
