/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/suggest.h"

#include "analyze/run.h"
#include "base/hash.h"

#include <stdlib.h>

enum { MOST = 24, NOUNS = 5, LEAST_FIGURES = 3, LEAST_DOCS = 2 };

/* Claims of one open measure and unit. */
typedef struct group {
    const uint32_t *claims; /* in order of documents */
    uint32_t count, docs;
    uint64_t narrow[TIE_MODIFIERS_MAX];
    size_t narrow_count;
} group;

typedef struct drafter {
    const tie_run *run;
    tie_arena *arena;
    group groups[MOST];
    size_t count;
} drafter;

static const tie_claim *claim_of(const drafter *d, uint32_t id) {
    return tie_run_claim(d->run, id);
}

/* ---- Groups ---- */

/* A bare noun without a verb could be anything. */
static bool tells(const tie_claim *c) {
    return c->head.len && (c->modifiers.count || c->predicate.len) && c->noun.len;
}

static size_t collect(const drafter *d, tie_keyed *out) {
    size_t count = 0;
    for (size_t i = 0; i < d->run->in.claim_count; i++) {
        const tie_facets *f = &d->run->cells.facets[i];
        const tie_claim *c = claim_of(d, (uint32_t)i);
        if (f->measure && !f->barred && !c->measure.len && tells(c))
            out[count++] =
                (tie_keyed){tie_hash_mix(f->measure, f->unit), d->run->order[i], (uint32_t)i};
    }
    tie_keyed_sort(d->arena, out, count);
    return count;
}

static int cmp_size(const group *x, const group *y) {
    if (x->docs != y->docs)
        return x->docs > y->docs ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->claims[0] > y->claims[0]) - (x->claims[0] < y->claims[0]);
}

/* Keeps the largest. */
static void keep(drafter *d, const group *g) {
    size_t at = d->count;
    while (at && cmp_size(g, &d->groups[at - 1]) < 0)
        at--;
    if (at == MOST)
        return;
    if (d->count < MOST)
        d->count++;
    memmove(&d->groups[at + 1], &d->groups[at], (d->count - at - 1) * sizeof *g);
    d->groups[at] = *g;
}

static void find_groups(drafter *d) {
    tie_keyed *list = TIE_NEW(d->arena, tie_keyed, d->run->in.claim_count);
    uint32_t *claims = TIE_NEW(d->arena, uint32_t, d->run->in.claim_count);
    size_t count = collect(d, list);
    for (size_t i = 0, end; i < count; i = end) {
        group g = {.claims = claims + i};
        for (end = i; end < count && list[end].key == list[i].key; end++) {
            const tie_claim *c = claim_of(d, list[end].claim);
            claims[end] = c->id;
            g.count++;
            g.docs += end == i || c->doc != claim_of(d, list[end - 1].claim)->doc;
        }
        if (g.count >= LEAST_FIGURES || g.docs >= LEAST_DOCS)
            keep(d, &g);
    }
}

/* False when there is no memory for a stemmer. */
static bool read_narrowing(drafter *d) {
    void *stemmer = tie_stemmer_new();
    for (size_t i = 0; stemmer && i < d->count; i++) {
        group *g = &d->groups[i];
        g->narrow_count =
            tie_claim_narrowing(d->run->in.rules, stemmer, claim_of(d, g->claims[0]), g->narrow);
    }
    tie_stemmer_free(stemmer);
    return stemmer != NULL;
}

/* ---- Words ---- */

/* Words of a term: a pack takes letters, digits, hyphens and apostrophes. */
static bool plain(tie_str s) {
    enum { LONGEST = 60 };
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool good = tie_ascii_alpha(c) || tie_ascii_digit(c) || c == ' ' || c == '-' || c == '\'';
        if (!good)
            return false;
    }
    return s.len && s.len <= LONGEST && tie_ascii_alpha(s.ptr[0]);
}

/* Folded, each run of blanks as one. */
static tie_str fold(tie_arena *arena, tie_str s) {
    tie_buf buf = tie_buf_new(arena);
    for (size_t i = 0; i < s.len; i++) {
        bool blank = tie_ascii_space(s.ptr[i]);
        if (!blank)
            tie_buf_putc(&buf, tie_ascii_lower(s.ptr[i]));
        else if (buf.len && buf.ptr[buf.len - 1] != ' ')
            tie_buf_putc(&buf, ' ');
    }
    return tie_buf_str(&buf);
}

typedef struct counted {
    tie_str text;
    uint32_t count, first;
} counted;

static int cmp_counted(const void *a, const void *b) {
    const counted *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static tie_strs nouns_of(drafter *d, const group *g) {
    TIE_VEC(counted) list = {0};
    tie_map index = {0};
    for (uint32_t i = 0; i < g->count; i++) {
        tie_str noun = fold(d->arena, claim_of(d, g->claims[i])->noun);
        if (!plain(noun))
            continue;
        uint64_t key = tie_hash(noun);
        if (tie_map_put(&index, d->arena, key, (uint32_t)list.count))
            *TIE_PUSH(d->arena, &list) = (counted){noun, 0, i};
        list.items[*tie_map_find(&index, key)].count++;
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, cmp_counted);
    size_t count = list.count < NOUNS ? list.count : NOUNS;
    tie_str *words = TIE_NEW(d->arena, tie_str, count);
    for (size_t i = 0; i < count; i++)
        words[i] = list.items[i].text;
    return (tie_strs){words, count};
}

/* "drug-cases-solve", told apart by a number where another has the name. */
static tie_str name_of(drafter *d, tie_str noun, tie_str verb, const tie_suggestions *others) {
    tie_buf buf = tie_buf_new(d->arena);
    tie_str parts[] = {noun, verb};
    for (size_t k = 0; k < 2; k++) {
        if (k && parts[k].len)
            tie_buf_putc(&buf, '-');
        for (size_t i = 0; i < parts[k].len; i++) {
            char c = tie_ascii_lower(parts[k].ptr[i]);
            tie_buf_putc(&buf, tie_ascii_alpha(c) || tie_ascii_digit(c) ? c : '-');
        }
    }
    tie_str name = tie_buf_str(&buf);
    unsigned same = 1;
    for (size_t i = 0; i < others->count; i++)
        same += tie_str_starts(others->items[i].id, name);
    return same == 1 ? name : tie_arena_printf(d->arena, "%.*s-%u", TIE_FMT(name), same);
}

/* ---- One suggestion ---- */

static tie_measure_kind kind_of(const drafter *d, const group *g) {
    uint32_t instants = 0, running = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        tie_period p = claim_of(d, g->claims[i])->period;
        instants += p.known && p.instant;
        running += p.known && p.to_open;
    }
    return 2 * instants > g->count  ? TIE_MEASURE_STOCK
           : 2 * running > g->count ? TIE_MEASURE_CUMULATIVE
                                    : TIE_MEASURE_FLOW;
}

static void read_periods(const drafter *d, const group *g, tie_suggestion *s) {
    for (uint32_t i = 0; i < g->count; i++) {
        tie_period p = claim_of(d, g->claims[i])->period;
        bool dated = p.known && (p.from_open || p.from.year != TIE_YEAR_UNKNOWN) &&
                     (p.to_open || p.to.year != TIE_YEAR_UNKNOWN);
        if (!dated)
            continue;
        s->first = !s->first.known || tie_period_cmp(p, s->first) < 0 ? p : s->first;
        s->last = !s->last.known || tie_period_cmp(p, s->last) > 0 ? p : s->last;
    }
}

/* A short sentence that says it all is the best example. */
static uint32_t example_of(const drafter *d, const group *g) {
    uint32_t best = g->claims[0];
    for (uint32_t i = 1; i < g->count; i++) {
        const tie_claim *c = claim_of(d, g->claims[i]), *b = claim_of(d, best);
        uint64_t size = c->sentence.end - c->sentence.start,
                 least = b->sentence.end - b->sentence.start;
        bool own = !(c->assumptions & TIE_ASSUME_NOUN), had = !(b->assumptions & TIE_ASSUME_NOUN);
        if (own > had || (own == had && size < least))
            best = c->id;
    }
    return best;
}

static bool subset(const group *part, const group *whole) {
    size_t found = 0;
    for (size_t i = 0; i < part->narrow_count && found < whole->narrow_count; i++)
        found += part->narrow[i] == whole->narrow[found];
    return found == whole->narrow_count && part->narrow_count > whole->narrow_count;
}

static bool one_family(const drafter *d, const group *a, const group *b) {
    const tie_facets *x = &d->run->cells.facets[a->claims[0]];
    const tie_facets *y = &d->run->cells.facets[b->claims[0]];
    return x->family == y->family && x->unit == y->unit;
}

static void find_wholes(const drafter *d, tie_suggestions *all, const group *const *groups) {
    for (size_t i = 0; i < all->count; i++) {
        size_t most = 0;
        all->items[i].whole = TIE_NO_SUGGESTION;
        for (size_t k = 0; k < all->count; k++) {
            bool within = one_family(d, groups[i], groups[k]) && subset(groups[i], groups[k]);
            if (!within ||
                (all->items[i].whole != TIE_NO_SUGGESTION && groups[k]->narrow_count <= most))
                continue;
            all->items[i].whole = (uint32_t)k;
            most = groups[k]->narrow_count;
        }
    }
}

/* The first measure that fits takes a figure: what is narrower comes first, then what asks for a
 * verb. */
static int cmp_narrow(const void *a, const void *b) {
    const group *x = *(const group *const *)a, *y = *(const group *const *)b;
    if (x->narrow_count != y->narrow_count)
        return x->narrow_count > y->narrow_count ? -1 : 1;
    return cmp_size(x, y);
}

static void add_all(drafter *d, tie_suggestions *out) {
    const group **order = TIE_NEW(d->arena, const group *, d->count);
    const group **taken = TIE_NEW(d->arena, const group *, d->count);
    for (size_t i = 0; i < d->count; i++)
        order[i] = &d->groups[i];
    if (d->count)
        qsort(order, d->count, sizeof *order, cmp_narrow);
    for (int with_verb = 1; with_verb >= 0; with_verb--)
        for (size_t i = 0; i < d->count; i++) {
            const tie_claim *c = claim_of(d, order[i]->claims[0]);
            if ((c->predicate.len != 0) != with_verb)
                continue;
            tie_strs nouns = nouns_of(d, order[i]);
            if (!nouns.count || (c->predicate.len && !plain(c->predicate)))
                continue;
            tie_suggestion s = {.id = name_of(d, nouns.items[0], c->predicate, out),
                                .unit = c->unit,
                                .kind = kind_of(d, order[i]),
                                .any = nouns,
                                .verb = c->predicate,
                                .figures = order[i]->count,
                                .docs = order[i]->docs,
                                .example = example_of(d, order[i])};
            read_periods(d, order[i], &s);
            taken[out->count] = order[i];
            out->items[out->count++] = s;
        }
    find_wholes(d, out, taken);
}

tie_suggestions tie_suggest(const tie_run *run, tie_arena *arena) {
    drafter d = {.run = run, .arena = arena};
    tie_suggestions out = {TIE_NEW(arena, tie_suggestion, MOST), 0};
    find_groups(&d);
    if (read_narrowing(&d))
        add_all(&d, &out);
    return out;
}

/* ---- What a draft loses ---- */

static uint64_t member_key(const tie_member *m) {
    return tie_hash_mix(tie_hash_mix(m->doc, m->span.start), tie_hash(m->role));
}

/* Of a finding's code, verdict and two of its members, whichever comes first. */
static uint64_t pair_key(const tie_finding *f, size_t a, size_t b) {
    uint64_t x = member_key(&f->members[a]), y = member_key(&f->members[b]);
    return tie_hash_mix(tie_hash_mix(tie_hash(f->code), f->verdict),
                        tie_hash_mix(x < y ? x : y, x < y ? y : x));
}

static bool has_members(const tie_finding *f) {
    return f->row == TIE_ROW_FINDING && f->member_count;
}

static tie_map index_findings(const tie_run *run, tie_arena *scratch) {
    tie_map index = {0};
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++)
        for (size_t a = 0; has_members(&rows[i]) && a < rows[i].member_count; a++)
            for (size_t b = a; b < rows[i].member_count; b++)
                tie_map_put(&index, scratch, pair_key(&rows[i], a, b), 0);
    return index;
}

static tie_suggestion *taker(tie_suggestions *all, tie_str measure) {
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].dropped && tie_str_eq(all->items[i].id, measure))
            return &all->items[i];
    return NULL;
}

/* Both runs are over the same claims, in the same order. Returns how many were dropped. */
static size_t drop_takers(const tie_run *drafted, const tie_finding *lost, tie_suggestions *all) {
    size_t dropped = 0;
    for (size_t i = 0; i < lost->member_count; i++) {
        uint32_t id = lost->members[i].claim;
        bool known = id != TIE_NO_CLAIM && id < drafted->in.claim_count;
        tie_suggestion *s = known ? taker(all, tie_run_claim(drafted, id)->measure) : NULL;
        if (s)
            s->dropped = ++dropped;
    }
    return dropped;
}

static void drop_last(tie_suggestions *all) {
    size_t i = all->count;
    while (i && all->items[i - 1].dropped)
        i--;
    if (i)
        all->items[i - 1].dropped = true;
}

size_t tie_suggest_mend(const tie_run *open, const tie_run *drafted, tie_suggestions *all,
                        tie_arena *scratch) {
    tie_map index = index_findings(drafted, scratch);
    const tie_finding *rows;
    size_t count = tie_run_rows(open, &rows), lost = 0, dropped = 0;
    for (size_t i = 0; i < count; i++) {
        size_t other = rows[i].member_count > 1 ? 1 : 0;
        if (!has_members(&rows[i]) || tie_map_find(&index, pair_key(&rows[i], 0, other)))
            continue;
        lost++;
        dropped += drop_takers(drafted, &rows[i], all);
    }
    if (lost && !dropped) /* none of them took a member: one that took something beside it did it */
        drop_last(all);
    return lost;
}
