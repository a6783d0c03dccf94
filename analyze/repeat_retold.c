/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_retold.h"

#include "analyze/repeat_stage.h"
#include "base/hash.h"
#include "base/pile.h"

#include <stdlib.h>

enum {
    COUNTS = 1 << 20,
    PLACES_MAX = 8,   /* of a triple in all documents: more are no telling figures */
    WINDOW = 160,     /* tokens on each side that are aligned */
    TELLING_LEAST = 5 /* matched words that are neither figures nor stop words */
};

void tie_repeat_retold_init(tie_repeat_retold *retold, tie_arena *arena,
                            const tie_repeat_words *words) {
    *retold = (tie_repeat_retold){.arena = arena, .words = words};
    retold->counts = TIE_NEW(arena, uint8_t, COUNTS);
}

static uint8_t *count_of(const tie_repeat_retold *retold, uint64_t key) {
    return &retold->counts[key & (COUNTS - 1)];
}

static int cmp_triples(const void *a, const void *b) {
    const tie_repeat_triple *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static void add_pairs(tie_repeat_retold *retold, const tie_repeat_triple *t, size_t count) {
    if (count > PLACES_MAX)
        return;
    for (size_t i = 0; i + 1 < count; i++)
        for (size_t k = i + 1; k < count; k++)
            *TIE_PUSH(retold->arena, &retold->pairs) = (tie_repeat_triple_pair){t[i], t[k]};
}

static void end_group(tie_repeat_retold *retold) {
    tie_repeat_triple *t = retold->triples.items;
    size_t count = retold->triples.count;
    if (count > 1)
        qsort(t, count, sizeof *t, cmp_triples);
    for (size_t i = 0, run; i < count; i += run) {
        for (run = 1; i + run < count && t[i + run].key == t[i].key; run++)
            ;
        if (run > 1)
            add_pairs(retold, t + i, run);
    }
    retold->triples.count = 0;
}

/* Pairs of triples that are no longer seldom, among those from the given one on. */
static void drop_common(tie_repeat_retold *retold, size_t from) {
    size_t kept = from;
    for (size_t i = from; i < retold->pairs.count; i++)
        if (tie_repeat_retold_rare(retold, &retold->pairs.items[i]))
            retold->pairs.items[kept++] = retold->pairs.items[i];
    retold->pairs.count = kept;
}

void tie_repeat_retold_enter(tie_repeat_retold *retold, uint32_t file) {
    if (file != retold->file)
        tie_repeat_retold_close(retold);
    retold->file = file;
    retold->figures = 0;
    retold->begun = retold->triples.count;
}

static void count_triple(tie_repeat_retold *retold, uint64_t key) {
    uint8_t *count = count_of(retold, key);
    *count = (uint8_t)(*count < UINT8_MAX ? *count + 1 : UINT8_MAX);
}

/* A triple must not be a figure said thrice; large: of two digits and more, and no date. */
void tie_repeat_retold_figure(tie_repeat_retold *retold, uint32_t token, uint32_t word,
                              uint32_t bytes) {
    bool *l = retold->large;
    uint32_t *v = retold->values, *p = retold->places;
    memmove(v, v + 1, 2 * sizeof *v);
    memmove(p, p + 1, 2 * sizeof *p);
    memmove(l, l + 1, 2 * sizeof *l);
    l[2] = bytes > 1 && !tie_repeat_dates(retold->words, word);
    v[2] = word & ~TIE_REPEAT_SPELLING;
    p[2] = token;
    if (++retold->figures < 3 || p[2] - p[0] > TIE_TRIPLE_TOKENS || v[0] == v[1] || v[1] == v[2] ||
        l[0] + l[1] + l[2] < 2)
        return;
    uint64_t key = tie_hash_mix(tie_hash_mix(v[0], v[1]), v[2]);
    count_triple(retold, key);
    *TIE_PILE(retold->arena, &retold->triples) = (tie_repeat_triple){key, p[0], p[2]};
}

/* ---- What is known of a document ---- */

/* Triples of a document that shares its file are asked for by the others; of any other document it
 * is enough which are counted, and its own pairs. */
enum { SLOT_BYTES = 3 };

static void put_triple(tie_buf *out, uint32_t first, const tie_repeat_triple *t) {
    tie_pack_hash(out, t->key);
    tie_pack(out, t->first - first);
    tie_pack(out, t->last - t->first);
}

static tie_repeat_triple get_triple(tie_packed *known, uint32_t first) {
    tie_repeat_triple t = {.key = tie_unpack_hash(known)};
    t.first = first + (uint32_t)tie_unpack(known);
    t.last = t.first + (uint32_t)tie_unpack(known);
    return t;
}

static void put_slot(tie_buf *out, uint64_t key) {
    char slot[SLOT_BYTES] = {(char)key, (char)(key >> 8), (char)(key >> 16)};
    tie_buf_add(out, (tie_str){slot, sizeof slot});
}

static uint64_t get_slot(tie_packed *known) {
    const unsigned char *at = known->at;
    if (known->end - at < SLOT_BYTES) {
        known->good = false;
        return 0;
    }
    known->at += SLOT_BYTES;
    return at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16;
}

static void put_triples(const tie_repeat_retold *retold, uint32_t first, tie_buf *out) {
    tie_pack(out, retold->triples.count - retold->begun);
    for (size_t i = retold->begun; i < retold->triples.count; i++)
        if (retold->file)
            put_triple(out, first, &retold->triples.items[i]);
        else
            put_slot(out, retold->triples.items[i].key);
}

void tie_repeat_retold_leave(tie_repeat_retold *retold, uint32_t first, tie_buf *out) {
    size_t pairs = retold->pairs.count;
    if (out)
        put_triples(retold, first, out);
    if (retold->file)
        return;
    end_group(retold);
    if (out) {
        tie_pack(out, retold->pairs.count - pairs);
        for (size_t i = pairs; i < retold->pairs.count; i++) {
            put_triple(out, first, &retold->pairs.items[i].a);
            put_triple(out, first, &retold->pairs.items[i].b);
        }
    }
    drop_common(retold, pairs);
}

void tie_repeat_retold_recall(tie_repeat_retold *retold, uint32_t file, uint32_t first,
                              tie_packed *known) {
    tie_repeat_retold_enter(retold, file);
    size_t pairs = retold->pairs.count;
    for (uint64_t n = tie_unpack(known); n > 0 && known->good; n--) {
        if (!file) {
            count_triple(retold, get_slot(known));
            continue;
        }
        tie_repeat_triple t = get_triple(known, first);
        count_triple(retold, t.key);
        *TIE_PILE(retold->arena, &retold->triples) = t;
    }
    for (uint64_t n = file ? 0 : tie_unpack(known); n > 0 && known->good; n--) {
        tie_repeat_triple a = get_triple(known, first), b = get_triple(known, first);
        *TIE_PUSH(retold->arena, &retold->pairs) = (tie_repeat_triple_pair){a, b};
    }
    drop_common(retold, pairs);
}

void tie_repeat_retold_close(tie_repeat_retold *retold) {
    size_t pairs = retold->pairs.count;
    end_group(retold);
    drop_common(retold, pairs);
}

bool tie_repeat_retold_rare(const tie_repeat_retold *retold, const tie_repeat_triple_pair *pair) {
    return *count_of(retold, pair->a.key) <= PLACES_MAX;
}

/* ---- Alignment ---- */

/* A stretch of tokens and what they are. */
typedef struct stretch {
    uint32_t first, count;
    uint32_t words[WINDOW];
} stretch;

/* The sentences around a triple, as much of them as the window takes. */
static stretch stretch_of(tie_repeats *r, const tie_repeat_triple *t) {
    uint32_t doc_end =
        tie_repeat_document_end(&r->store, tie_repeat_document_of(&r->store, t->first));
    uint32_t sentence = tie_repeat_sentence_of(&r->store, t->first);
    uint32_t first = tie_repeat_sentence_start(&r->store, sentence);
    uint32_t end = tie_repeat_sentence_end(&r->store, tie_repeat_sentence_of(&r->store, t->last));
    first = t->first - first > WINDOW / 2 ? t->first - WINDOW / 2 : first;
    end = end - first > WINDOW ? first + WINDOW : end;
    end = end > doc_end ? doc_end : end;
    stretch s = {.first = first, .count = end - first};
    for (uint32_t i = 0; i < s.count; i++)
        s.words[i] = tie_repeat_word(&r->store, first + i);
    return s;
}

static bool same(uint32_t a, uint32_t b) { return tie_repeat_same_value(a, b); }

/* What the longest common subsequence of two stretches has. */
typedef struct common {
    uint32_t a0, a1, b0, b1;
    uint32_t matched, unmasked, telling, figures;
} common;

static void take(common *c, uint32_t word, uint32_t i, uint32_t j) {
    if (!c->matched) {
        c->a0 = i;
        c->b0 = j;
    }
    c->a1 = i + 1;
    c->b1 = j + 1;
    c->matched++;
    c->figures += tie_repeat_masked(word);
    c->unmasked += !tie_repeat_masked(word);
    c->telling += !(word & (TIE_REPEAT_MASK | TIE_REPEAT_STOP_BIT));
}

enum { LIMBS = WINDOW / 64 + 1, SLOTS = 512 }; /* SLOTS: a power of two, more than WINDOW */

/* Bits for the words of the second stretch, the last one lowest. */
typedef struct row {
    uint64_t limbs[LIMBS];
} row;

/* Where each word of a stretch stands. */
typedef struct places {
    uint32_t words[SLOTS];
    uint16_t numbers[SLOTS]; /* in rows, from 1; 0: no word */
    row rows[WINDOW + 1];    /* rows[0]: nowhere */
} places;

static uint32_t meaning(uint32_t word) {
    return tie_repeat_masked(word) ? word & ~TIE_REPEAT_SPELLING : word;
}

static uint32_t slot_of(const places *p, uint32_t word) {
    uint32_t slot = (word * 0x9E3779B1u) >> 23;
    while (p->numbers[slot] && p->words[slot] != word)
        slot = (slot + 1) % SLOTS;
    return slot;
}

static void find_places(const stretch *s, places *out) {
    uint16_t count = 0;
    memset(out->numbers, 0, sizeof out->numbers);
    out->rows[0] = (row){0};
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t word = meaning(s->words[i]), slot = slot_of(out, word), bit = s->count - 1 - i;
        if (!out->numbers[slot]) {
            out->words[slot] = word;
            out->numbers[slot] = ++count;
            out->rows[count] = (row){0};
        }
        out->rows[out->numbers[slot]].limbs[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

/* One word more in front of the first stretch: a zero in a row says that one word more is common
 * from there on. Source: Hyyro, Bit-parallel LCS-length computation revisited (2004). */
static row row_before(const row *v, const row *match) {
    row out;
    uint64_t carry = 0;
    for (size_t k = 0; k < LIMBS; k++) {
        uint64_t both = v->limbs[k] & match->limbs[k], sum = v->limbs[k] + both, all = sum + carry;
        carry = (sum < both) | (all < carry);
        out.limbs[k] = all | (v->limbs[k] & ~match->limbs[k]);
    }
    return out;
}

static bool zero_at(const row *v, uint32_t bit) { return !(v->limbs[bit / 64] >> bit % 64 & 1); }

/* Zeros below bit: the words that are common from there on. */
static uint32_t rest(const row *v, uint32_t bit) {
    uint32_t count = 0;
    for (uint32_t k = 0; k * 64 < bit; k++) {
        uint64_t zeros = ~v->limbs[k];
        if (bit < (k + 1) * 64)
            zeros &= ((uint64_t)1 << bit % 64) - 1;
        count += (uint32_t)__builtin_popcountll(zeros);
    }
    return count;
}

/* The longest common subsequence. Stop words alone open and close nothing: what is common begins
 * and ends with a word that tells, or a figure. */
static common common_of(tie_arena *scratch, const stretch *a, const stretch *b) {
    uint32_t m = a->count, n = b->count;
    places *in_b = tie_arena_alloc(scratch, sizeof *in_b, alignof(places));
    row *rows = tie_arena_alloc(scratch, (m + 1) * sizeof *rows, alignof(row));
    find_places(b, in_b);
    memset(&rows[m], 0xFF, sizeof *rows);
    for (uint32_t i = m; i-- > 0;) {
        uint32_t slot = slot_of(in_b, meaning(a->words[i]));
        rows[i] = row_before(&rows[i + 1], &in_b->rows[in_b->numbers[slot]]);
    }
    common c = {0}, kept = {0};
    uint32_t here = rest(&rows[0], n), below = m ? rest(&rows[1], n) : 0; /* from i, i + 1 on */
    for (uint32_t i = 0, j = 0; i < m && j < n;) {
        bool both = same(a->words[i], b->words[j]);
        if (both) {
            bool stop = (a->words[i] & TIE_REPEAT_STOP_BIT) && !tie_repeat_masked(a->words[i]);
            if (!stop || c.matched)
                take(&c, a->words[i], i, j);
            if (!stop)
                kept = c;
        }
        bool down = both || here == below;
        if (!down || both) {
            here -= zero_at(&rows[i], n - 1 - j);
            below -= zero_at(&rows[i + 1], n - 1 - j);
            j++;
        }
        if (down) {
            here = below;
            below = ++i < m ? rest(&rows[i + 1], n - j) : 0;
        }
    }
    return kept;
}

static bool is_retold(const common *c) {
    return c->figures >= 3 && c->matched >= TIE_PASSAGE_WORDS &&
           c->unmasked >= TIE_PASSAGE_UNMASKED && c->telling >= TELLING_LEAST;
}

/* In the order that edges have: the document of the lower rank first. */
static void add_edge(tie_repeats *r, tie_repeat_edge e) {
    uint32_t x = r->rank[tie_repeat_document_of(&r->store, e.a0)];
    uint32_t y = r->rank[tie_repeat_document_of(&r->store, e.b0)];
    if (y < x)
        e = (tie_repeat_edge){e.b0, e.b1, e.a0, e.a1};
    *TIE_PILE(&r->arena, &r->edges) = e;
}

static void align_pair(tie_repeats *r, const tie_repeat_triple_pair *pair) {
    tie_mark mark = tie_arena_mark(&r->scratch);
    stretch a = stretch_of(r, &pair->a), b = stretch_of(r, &pair->b);
    if (a.first + a.count <= b.first || b.first + b.count <= a.first) {
        common c = common_of(&r->scratch, &a, &b);
        if (is_retold(&c))
            add_edge(r, (tie_repeat_edge){a.first + c.a0, a.first + c.a1, b.first + c.b0,
                                          b.first + c.b1});
    }
    tie_arena_rewind(&r->scratch, mark);
}

/* ---- What is known already ---- */

static bool near(tie_repeats *r, uint32_t a, uint32_t b) {
    uint32_t x = tie_repeat_document_of(&r->store, a), y = tie_repeat_document_of(&r->store, b);
    uint32_t file = r->store.documents.items[x].origin.file;
    return x == y || (file && file == r->store.documents.items[y].origin.file);
}

static int cmp_edges(const void *a, const void *b) {
    const tie_repeat_edge *x = a, *y = b;
    return (x->a0 > y->a0) - (x->a0 < y->a0);
}

/* Edges between places near each other, the earlier side first, in its order. */
static tie_repeat_edges near_edges(tie_repeats *r) {
    tie_repeat_edges found = {0};
    for (size_t i = 0; i < r->edges.count; i++) {
        tie_repeat_edge e = r->edges.items[i];
        if (!near(r, e.a0, e.b0))
            continue;
        *TIE_PUSH(&r->scratch, &found) =
            e.a0 < e.b0 ? e : (tie_repeat_edge){e.b0, e.b1, e.a0, e.a1};
    }
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, cmp_edges);
    return found;
}

static bool holds(uint32_t first, uint32_t end, const tie_repeat_triple *t) {
    return first <= t->first && t->last < end;
}

/* Do twin sentences, or an edge that begins at most so many edges before, hold both triples? */
static bool is_found(tie_repeats *r, const tie_repeat_edges *known,
                     const tie_repeat_triple_pair *p) {
    enum { LOOK_BACK = 64 };
    uint32_t x = tie_repeat_sentence_of(&r->store, p->a.first);
    uint32_t y = tie_repeat_sentence_of(&r->store, p->b.first);
    if (r->twins.class_of[x] != TIE_NO_CLASS && r->twins.class_of[x] == r->twins.class_of[y])
        return true;
    size_t low = 0, high = known->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (known->items[mid].a0 <= p->a.first)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t n = 0; n < LOOK_BACK && low-- > 0; n++) {
        const tie_repeat_edge *e = &known->items[low];
        if (holds(e->a0, e->a1, &p->a) && holds(e->b0, e->b1, &p->b))
            return true;
    }
    return false;
}

void tie__repeats_retold(tie_repeats *r) {
    tie_repeat_retold_close(&r->retold);
    tie_mark mark = tie_arena_mark(&r->scratch);
    tie_repeat_edges known = near_edges(r);
    for (size_t i = 0; i < r->retold.pairs.count; i++) {
        const tie_repeat_triple_pair *pair = &r->retold.pairs.items[i];
        if (tie_repeat_retold_rare(&r->retold, pair) && !is_found(r, &known, pair))
            align_pair(r, pair);
    }
    tie_arena_rewind(&r->scratch, mark);
}
