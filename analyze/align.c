/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/align.h"

#include <stdlib.h>

enum {
    WORDS_MIN = 8,      /* of a sentence: rows of tables share figures by chance */
    DIGITS_MIN = 3,     /* significant ones of the two shared figures together */
    COMPANIES_MAX = 16, /* sentences that share two figures; more make them a phrase */
    COUNT_BITS = 14     /* of a key's note: claims of its sentence; above, those before its own */
};

/* Two figures side by side: the first is claim `at`, the second the next one that counts. */
typedef struct pair {
    uint32_t sentence, at;
} pair;

typedef TIE_VEC(uint32_t) numbers;

/* The claims of all sentences that share two figures with another, sentence by sentence. */
typedef struct alignment {
    tie_run *run;
    tie_map sentences; /* by their first claims, to their numbers */
    numbers claims;
    numbers first; /* of each sentence, and one more */
    TIE_VEC(pair) pairs;
    numbers ends;  /* in pairs, of those that share their figures */
    uint32_t *set; /* of each entry of `claims`: another of its set, or itself */
} alignment;

static const tie_claim *claim_at(const alignment *a, uint32_t at) {
    return tie_run_claim(a->run, a->claims.items[at]);
}

static const tie_facets *facets_at(const alignment *a, uint32_t at) {
    return &a->run->cells.facets[a->claims.items[at]];
}

static bool counts(const tie_run *run, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    return f->measure && !f->barred && !f->planned && c->hedge != TIE_HEDGE_SEVERAL &&
           c->hedge != TIE_HEDGE_BETWEEN;
}

/* Those of its claims that count. */
static void add_claims(tie_run *run, uint32_t first, uint32_t count, numbers *out) {
    for (uint32_t i = first; i < first + count; i++)
        if (counts(run, tie_run_claim(run, i)))
            *TIE_PUSH(&run->scratch, out) = i;
}

/* ---- Pairs ---- */

static uint64_t figure_key(const tie_run *run, const tie_claim *c) {
    tie_dec v = tie_dec_normal(tie_claim_base_value(c));
    return tie_hash_mix(tie_hash_mix(run->cells.facets[c->id].unit, (uint64_t)v.mant),
                        (uint32_t)v.exp);
}

void tie_align_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    tie_mark mark = tie_arena_mark(&run->scratch);
    for (uint32_t i = 0; i < part->sentence_count; i++) {
        const tie_sentence_key *s = &part->sentences[i];
        numbers list = {0};
        if (s->words >= WORDS_MIN && !(s->claim_count >> COUNT_BITS))
            add_claims(run, s->first_claim, s->claim_count, &list);
        for (size_t k = 0; k + 1 < list.count; k++) {
            const tie_claim *a = tie_run_claim(run, list.items[k]),
                            *b = tie_run_claim(run, list.items[k + 1]);
            uint64_t one = figure_key(run, a), other = figure_key(run, b);
            if (tie_dec_digits(a->value) + tie_dec_digits(b->value) >= DIGITS_MIN && one != other)
                tie_key_emit(run, TIE_KEY_PAIR, tie_hash_mix(one, other), a->id,
                             (a->id - s->first_claim) << COUNT_BITS | s->claim_count);
        }
        tie_arena_rewind(&run->scratch, mark);
    }
}

/* The claims of its sentence, as the note tells. */
static uint32_t first_of(const tie_key *key) { return key->claim - (key->note >> COUNT_BITS); }
static uint32_t count_of(const tie_key *key) { return key->note & ((1u << COUNT_BITS) - 1); }

bool tie_align_fits(const tie_key *key, uint32_t first, uint32_t count) {
    return key->note >> COUNT_BITS <= key->claim - first &&
           first_of(key) + count_of(key) <= first + count;
}

/* False where the key of a brief is at odds with the claims: then the claim begins no pair. */
static bool find_pair(alignment *a, const tie_key *key, pair *p) {
    tie_run *run = a->run;
    uint32_t first = first_of(key), next = (uint32_t)a->first.count - 1;
    if (tie_map_put(&a->sentences, &run->scratch, first + (uint64_t)1, next)) {
        add_claims(run, first, count_of(key), &a->claims);
        *TIE_PUSH(&run->scratch, &a->first) = (uint32_t)a->claims.count;
    }
    p->sentence = *tie_map_find(&a->sentences, first + (uint64_t)1);
    p->at = a->first.items[p->sentence];
    uint32_t end = a->first.items[p->sentence + 1];
    while (p->at < end && a->claims.items[p->at] != key->claim)
        p->at++;
    return p->at + 1 < end;
}

/* All claims of the sentences at once, in their order. */
static void prepare(tie_run *run, const tie_key *keys, size_t count) {
    numbers ids = {0};
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count_of(&keys[i]); k++)
            *TIE_PUSH(&run->scratch, &ids) = first_of(&keys[i]) + k;
    tie_run_prepare(run, ids.items, ids.count);
}

static void collect(alignment *a) {
    tie_key *keys;
    size_t count = tie_keys_shared(a->run, TIE_KEY_PAIR, &keys), kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        end = tie_keys_end(keys, count, i);
        for (size_t k = i; k < end && end - i <= COMPANIES_MAX; k++)
            keys[kept++] = keys[k];
    }
    prepare(a->run, keys, kept);
    *TIE_PUSH(&a->run->scratch, &a->first) = 0;
    for (size_t i = 0, end; i < kept; i = end) {
        end = tie_keys_end(keys, kept, i);
        for (size_t k = i; k < end; k++) {
            pair p;
            if (find_pair(a, &keys[k], &p))
                *TIE_PUSH(&a->run->scratch, &a->pairs) = p;
            else
                a->run->damaged = true;
        }
        *TIE_PUSH(&a->run->scratch, &a->ends) = (uint32_t)a->pairs.count;
    }
}

/* ---- Sets ---- */

static uint32_t find(alignment *a, uint32_t at) {
    while (a->set[at] != at)
        at = a->set[at] = a->set[a->set[at]];
    return at;
}

static bool apart(uint64_t x, uint64_t y) { return x && y && x != y; }

/* One of them leaves open what keeps the cells' own comparison from them, and nothing that both say
 * differs. */
static bool may_join(const alignment *a, uint32_t x, uint32_t y) {
    const tie_facets *f = facets_at(a, x), *g = facets_at(a, y);
    bool open = f->local || g->local;
    return open && f->unit == g->unit && !apart(f->period, g->period) &&
           !apart(f->place, g->place) && !apart(f->agent, g->agent);
}

static void join(alignment *a, uint32_t x, uint32_t y) {
    uint32_t i = find(a, x), k = find(a, y);
    if (may_join(a, x, y) && i != k)
        a->set[i > k ? i : k] = i > k ? k : i;
}

static bool in_sentence(const alignment *a, const pair *p, int64_t at) {
    return at >= a->first.items[p->sentence] && at < a->first.items[p->sentence + 1];
}

/* The figures right before and right behind the pair, where one verb governs both. */
static void join_neighbours(alignment *a, const pair *p, const pair *q) {
    static const int beside[] = {-1, 2};
    for (size_t i = 0; i < 2; i++) {
        int64_t x = (int64_t)p->at + beside[i], y = (int64_t)q->at + beside[i];
        if (!in_sentence(a, p, x) || !in_sentence(a, q, y))
            continue;
        tie_str verb = claim_at(a, (uint32_t)x)->predicate;
        if (verb.len && tie_str_eq(verb, claim_at(a, (uint32_t)y)->predicate))
            join(a, (uint32_t)x, (uint32_t)y);
    }
}

static void join_companies(alignment *a, const pair *list, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < i; k++) {
            if (list[i].sentence == list[k].sentence)
                continue;
            join(a, list[i].at, list[k].at);
            join(a, list[i].at + 1, list[k].at + 1);
            join_neighbours(a, &list[i], &list[k]);
        }
}

/* ---- Cells ---- */

typedef struct member {
    uint32_t set, order, claim;
} member;

static int cmp_members(const void *x, const void *y) {
    const member *p = x, *q = y;
    if (p->set != q->set)
        return p->set < q->set ? -1 : 1;
    return (p->order > q->order) - (p->order < q->order);
}

/* The cells' own comparison has all of them already. */
static bool together(const alignment *a, const member *list, size_t count) {
    uint32_t cell = a->run->cells.facets[list[0].claim].cell;
    for (size_t i = 0; i < count; i++)
        if (cell == TIE_NO_CELL || a->run->cells.facets[list[i].claim].cell != cell)
            return false;
    return true;
}

static void add_cell(alignment *a, const member *list, size_t count, tie_cell_list *cells) {
    if (count < 2 || together(a, list, count))
        return;
    tie_run *run = a->run;
    uint32_t *claims = TIE_NEW(&run->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        claims[i] = list[i].claim;
    const tie_measure *m = tie_claim_measure(run->in.rules, tie_run_claim(run, claims[0]));
    *TIE_PUSH(&run->arena, cells) = (tie_cell){claims, (uint32_t)count, m, false};
}

/* Those of sets of several, set by set. */
static member *list_members(alignment *a, size_t *count) {
    tie_run *run = a->run;
    size_t all = a->claims.count;
    uint32_t *sizes = TIE_NEW(&run->scratch, uint32_t, all);
    for (uint32_t i = 0; i < all; i++)
        sizes[find(a, i)]++;
    member *members = TIE_ROOM(&run->scratch, member, all);
    *count = 0;
    for (uint32_t i = 0; i < all; i++)
        if (sizes[find(a, i)] > 1)
            members[(*count)++] =
                (member){find(a, i), run->order[a->claims.items[i]], a->claims.items[i]};
    if (*count)
        qsort(members, *count, sizeof *members, cmp_members);
    return members;
}

void tie_cells_align(tie_run *run, tie_cell_list *cells) {
    alignment a = {.run = run};
    collect(&a);
    a.set = TIE_NEW(&run->scratch, uint32_t, a.claims.count);
    for (uint32_t i = 0; i < a.claims.count; i++)
        a.set[i] = i;
    for (size_t i = 0, start = 0; i < a.ends.count; start = a.ends.items[i++])
        join_companies(&a, a.pairs.items + start, a.ends.items[i] - start);
    size_t count;
    member *members = list_members(&a, &count);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && members[end].set == members[i].set; end++)
            ;
        add_cell(&a, members + i, end - i, cells);
    }
}
