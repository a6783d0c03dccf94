/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All edges of the trie live in one open-addressing table keyed by (state, word). Those that leave
 * the root have a table of their own when the trie is frozen: it is small, and every word of a text
 * is looked up in it. In front of either stands a bit filter that the first-level cache holds: most
 * words begin no phrase, and most that do are not followed by a word that goes on with it. */
#include "rules/phrase.h"

#include "base/bits.h"
#include "base/hash.h"
#include "rules/limits.h"
#include "rules/ruleset.h"

enum { SLOTS_A_SHIFT = 8, LAST_SHIFT = 40 };
enum { FIRST_SLOTS = 1024, FILTER_BITS_PER_EDGE = 8, SMALLEST_FILTER = 1024, SMALLEST_ROOTS = 64 };

typedef struct edge {
    uint64_t key;
    uint32_t from;
    uint32_t to; /* 0: free; no edge leads back to the root */
} edge;

struct tie_phrases {
    edge *edges;
    tie_filter first, further; /* keys that leave the root; all other edges */
    tie_opener *openers;       /* open addressing by key; the one before the slots means nothing */
    size_t opener_mask;
    uint8_t *shifts; /* by the low bits of a key: where the bits are that make its slot */
    size_t shift_mask;
    size_t edge_mask, edge_count, root_count;
    TIE_VEC(tie_node) states;
    TIE_VEC(tie_entry) entries;
};

tie_phrases *tie_phrases_new(tie_arena *arena, size_t room) {
    tie_phrases *p = TIE_NEW(arena, tie_phrases, 1);
    size_t slots = FIRST_SLOTS;
    while (slots < 2 * room)
        slots *= 2;
    p->edges = TIE_NEW(arena, edge, slots);
    p->edge_mask = slots - 1;
    TIE_RESERVE(arena, &p->states, room + 1);
    TIE_RESERVE(arena, &p->entries, room + 1);
    *TIE_PUSH(arena, &p->states) = (tie_node){0};
    *TIE_PUSH(arena, &p->entries) = (tie_entry){0}; /* index 0 means none */
    return p;
}

static inline uint64_t edge_hash(uint32_t from, uint64_t key) {
    return (key ^ from) * 0x9E3779B97F4A7C15u >> 24;
}

static inline size_t slot_of(uint32_t from, uint64_t key, size_t mask) {
    return (size_t)edge_hash(from, key) & mask;
}

static inline bool passes(tie_filter f, uint64_t hash) { return tie_filter_at(f, hash) & 1; }

static inline uint64_t next_bit(uint64_t key) { return (uint64_t)1 << (key & 63); }

/* The slot of this edge, or the free one where it belongs. */
static edge *edge_at(edge *edges, size_t mask, uint32_t from, uint64_t key) {
    size_t i = slot_of(from, key, mask);
    while (edges[i].to && (edges[i].key != key || edges[i].from != from))
        i = (i + 1) & mask;
    return &edges[i];
}

/* Where the key belongs among the openers. */
static inline size_t opener_home(const tie_phrases *p, uint64_t key) {
    return 1 + ((size_t)(key >> p->shifts[key & p->shift_mask]) & p->opener_mask);
}

/* The slot of a word that begins phrases, or the free one where it belongs; from there on. No word
 * has the key of a free one, 0. Shifts are chosen so that hardly any key has to walk. */
static inline tie_opener *opener_from(const tie_phrases *p, size_t i, uint64_t key) {
    while (p->openers[i].key != key && p->openers[i].alone.state)
        i = 1 + (i & p->opener_mask);
    return &p->openers[i];
}

static void grow(tie_phrases *p, tie_arena *arena) {
    size_t mask = p->edge_mask * 2 + 1;
    edge *edges = TIE_NEW(arena, edge, mask + 1);
    for (size_t i = 0; i <= p->edge_mask; i++)
        if (p->edges[i].to)
            *edge_at(edges, mask, p->edges[i].from, p->edges[i].key) = p->edges[i];
    p->edges = edges;
    p->edge_mask = mask;
}

/* ---- Building ---- */

/* Keys of a form's tokens; the count, or 0 when it has none or too many. */
static size_t form_keys(tie_arena *arena, tie_str form, void *stemmer,
                        uint64_t keys[TIE_LIMIT_PHRASE_TOKENS]) {
    tie_mark room = tie_arena_mark(arena);
    tie_tokens tokens = {0};
    tie_tokenize(arena, form, 0, form.len, &tokens);
    size_t count = tokens.count <= TIE_LIMIT_PHRASE_TOKENS ? tokens.count : 0;
    for (size_t i = 0; i < count; i++) {
        const tie_token *token = &tokens.items[i];
        tie_str print = tie_str_sub(form, token->start, token->end);
        keys[i] = token->kind == TIE_TOKEN_NUMBER ? tie_number_key(token, print) : token->key;
        if (stemmer && token->kind == TIE_TOKEN_WORD)
            keys[i] = tie_stem_key(stemmer, tie_word_fold(arena, print));
    }
    tie_arena_rewind(arena, room);
    return count;
}

static uint32_t add_edge(tie_phrases *p, tie_arena *arena, uint32_t from, uint64_t key) {
    edge *e = edge_at(p->edges, p->edge_mask, from, key);
    if (e->to)
        return e->to;
    uint32_t to = (uint32_t)p->states.count;
    *TIE_PUSH(arena, &p->states) = (tie_node){0};
    p->states.items[from].next |= next_bit(key);
    *e = (edge){.key = key, .from = from, .to = to};
    p->root_count += from == 0;
    if (++p->edge_count * 2 > p->edge_mask)
        grow(p, arena);
    return to;
}

static bool same_entry(const tie_entry *a, const tie_entry *b) {
    return a->lex == b->lex && a->flags == b->flags && a->arg == b->arg &&
           tie_dec_cmp(a->a, b->a) == 0 && tie_dec_cmp(a->b, b->b) == 0 &&
           (!(a->flags & TIE_PHRASE_EXACT) || tie_str_eq(a->form, b->form));
}

bool tie_phrases_add(tie_phrases *p, tie_arena *arena, tie_str form, void *stemmer,
                     tie_entry entry) {
    uint64_t keys[TIE_LIMIT_PHRASE_TOKENS];
    size_t count = form_keys(arena, form, stemmer, keys);
    if (!count || p->states.count + count > TIE_LIMIT_PHRASE_STATES)
        return false;
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++)
        at = add_edge(p, arena, at, keys[i]);
    entry.form = form;
    entry.tokens = (uint8_t)count;
    entry.next = 0;
    uint32_t *link = &p->states.items[at].entry;
    for (; *link; link = &p->entries.items[*link].next)
        if (same_entry(&p->entries.items[*link], &entry))
            return true;
    *link = (uint32_t)p->entries.count;
    *TIE_PUSH(arena, &p->entries) = entry;
    return true;
}

const tie_entry *tie_phrases_find(const tie_phrases *p, tie_arena *arena, tie_str form,
                                  void *stemmer) {
    uint64_t keys[TIE_LIMIT_PHRASE_TOKENS];
    size_t count = form_keys(arena, form, stemmer, keys);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at = tie_phrases_step(p, at, keys[i]);
        if (!at)
            return NULL;
    }
    return tie_phrases_entry(p, at);
}

/* Puts the entries of each phrase side by side, in their order. */
static void group_entries(tie_phrases *p, tie_arena *arena) {
    tie_entry *grouped = TIE_NEW(arena, tie_entry, p->entries.count);
    uint32_t at = 1;
    for (size_t i = 0; i < p->states.count; i++) {
        tie_node *node = &p->states.items[i];
        tie_phrase *phrase = &node->phrase;
        phrase->entries = &grouped[at];
        node->state = (uint32_t)i;
        for (uint32_t from = node->entry; from; from = p->entries.items[from].next) {
            tie_entry *e = &grouped[at + phrase->count++];
            *e = p->entries.items[from];
            phrase->tokens = e->tokens;
            phrase->printed |= e->flags != 0;
            tie_senses_add(&phrase->senses, tie_entry_senses(e));
        }
        for (uint32_t k = 0; k < phrase->count; k++)
            grouped[at + k].next = k + 1 < phrase->count ? at + k + 1 : 0;
        node->entry = phrase->count ? at : 0;
        at += phrase->count;
    }
    p->entries.items = grouped;
    p->entries.capacity = p->entries.count;
}

/* ---- Freezing ---- */

static tie_filter new_filter(tie_arena *arena, size_t edges) {
    size_t bits = SMALLEST_FILTER;
    while (bits < edges * FILTER_BITS_PER_EDGE)
        bits *= 2;
    return (tie_filter){TIE_NEW(arena, uint64_t, bits / 64), bits - 1};
}

static void let_pass(tie_filter *f, uint64_t hash) {
    uint64_t bit = hash & f->mask;
    f->bits[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static tie_opener opener_of(tie_arena *arena, uint64_t key, const tie_node *node) {
    const tie_phrase *phrase = &node->phrase;
    tie_opener o = {.key = key, .next = node->next};
    o.alone.shared = true;
    o.alone.printed = phrase->printed;
    o.alone.state = node->state;
    tie_found *found = TIE_NEW(arena, tie_found, 1);
    o.alone.founds = found;
    if (phrase->printed || !phrase->count)
        return o;
    *found = (tie_found){phrase->entries, phrase->count, phrase->tokens};
    o.alone.begin = phrase->senses;
    o.alone.end = phrase->senses.lexes;
    o.alone.found_count = 1;
    return o;
}

/* Keys that share a shift. */
typedef struct sharer {
    uint64_t key;
    uint32_t next; /* index of another one, or 0 */
} sharer;

/* Each of them gets a slot of its own by this shift. */
static bool parts(const tie_phrases *p, const sharer *sharers, uint32_t first, uint8_t shift,
                  uint64_t *taken) {
    uint32_t at = first;
    for (; at; at = sharers[at].next) {
        size_t slot = (size_t)(sharers[at].key >> shift) & p->opener_mask;
        if (taken[slot / TIE_BITS] >> slot % TIE_BITS & 1)
            break;
        taken[slot / TIE_BITS] |= (uint64_t)1 << slot % TIE_BITS;
    }
    for (uint32_t back = first; at && back != at; back = sharers[back].next) {
        size_t slot = (size_t)(sharers[back].key >> shift) & p->opener_mask;
        taken[slot / TIE_BITS] &= ~((uint64_t)1 << slot % TIE_BITS);
    }
    return !at;
}

/* Chooses shifts so that keys meet in no slot: where none of them does, keys will walk. */
static void choose_shifts(tie_phrases *p, tie_arena *arena) {
    p->shift_mask = (p->opener_mask + 1) / SLOTS_A_SHIFT - 1;
    p->shifts = TIE_NEW(arena, uint8_t, p->shift_mask + 1);
    tie_mark room = tie_arena_mark(arena);
    uint64_t *taken = TIE_NEW(arena, uint64_t, tie_bits_words(p->opener_mask + 1));
    uint32_t *first = TIE_NEW(arena, uint32_t, p->shift_mask + 1), count = 0;
    sharer *sharers = TIE_NEW(arena, sharer, p->root_count + 1);
    for (size_t i = 0; i <= p->edge_mask; i++) {
        const edge *e = &p->edges[i];
        if (!e->to || e->from != 0)
            continue;
        uint32_t *head = &first[e->key & p->shift_mask];
        sharers[++count] = (sharer){e->key, *head};
        *head = count;
    }
    for (size_t i = 0; i <= p->shift_mask; i++)
        while (p->shifts[i] < LAST_SHIFT && !parts(p, sharers, first[i], p->shifts[i], taken))
            p->shifts[i]++;
    tie_arena_rewind(arena, room);
}

void tie_phrases_freeze(tie_phrases *p, tie_arena *arena) {
    static const tie_found none[1];
    group_entries(p, arena);
    p->first = new_filter(arena, p->root_count);
    p->further = new_filter(arena, p->edge_count - p->root_count);
    size_t slots = SMALLEST_ROOTS;
    while (slots < p->root_count * 2)
        slots *= 2;
    p->openers = TIE_NEW(arena, tie_opener, slots + 1);
    p->opener_mask = slots - 1;
    for (size_t i = 0; i <= slots; i++)
        p->openers[i].alone = (tie_meanings){.founds = none, .shared = true};
    choose_shifts(p, arena);
    for (size_t i = 0; i <= p->edge_mask; i++) {
        const edge *e = &p->edges[i];
        if (!e->to)
            continue;
        if (e->from != 0) {
            let_pass(&p->further, edge_hash(e->from, e->key));
            continue;
        }
        let_pass(&p->first, e->key);
        *opener_from(p, opener_home(p, e->key), e->key) =
            opener_of(arena, e->key, &p->states.items[e->to]);
    }
}

/* ---- Matching ---- */

const tie_opener *tie_phrases_opener(const tie_phrases *p, uint64_t key) {
    size_t begins = 0 - (tie_filter_at(p->first, key) & 1);
    return opener_from(p, opener_home(p, key) & begins, key & begins);
}

bool tie_phrases_may_go_on(const tie_phrases *p, const tie_meanings *alone, uint64_t key) {
    return passes(p->further, edge_hash(alone->state, key));
}

const tie_node *tie_phrases_behind(const tie_phrases *p, const tie_meanings *alone) {
    return &p->states.items[alone->state];
}

const tie_node *tie_phrases_first(const tie_phrases *p, uint64_t key) {
    const tie_opener *o = tie_phrases_opener(p, key);
    return o->alone.state ? tie_phrases_behind(p, &o->alone) : NULL;
}

const tie_node *tie_phrases_next(const tie_phrases *p, const tie_node *from, uint64_t key) {
    if (!(from->next & next_bit(key)) || !passes(p->further, edge_hash(from->state, key)))
        return NULL;
    uint32_t to = edge_at(p->edges, p->edge_mask, from->state, key)->to;
    return to ? &p->states.items[to] : NULL;
}

uint32_t tie_phrases_step(const tie_phrases *phrases, uint32_t from, uint64_t key) {
    bool may = phrases->states.items[from].next & next_bit(key);
    return may ? edge_at(phrases->edges, phrases->edge_mask, from, key)->to : 0;
}

const tie_entry *tie_phrases_entry(const tie_phrases *phrases, uint32_t at) {
    uint32_t first = phrases->states.items[at].entry;
    return first ? &phrases->entries.items[first] : NULL;
}

const tie_entry *tie_phrases_next_entry(const tie_phrases *p, const tie_entry *entry) {
    return entry->next ? &p->entries.items[entry->next] : NULL;
}

bool tie__entry_fits(const tie_entry *entry, tie_str text, const tie_token *tokens) {
    if (entry->flags & TIE_PHRASE_CAPITAL && !(tokens[0].flags & TIE_TOKEN_CAPITAL))
        return false;
    if (!(entry->flags & TIE_PHRASE_EXACT))
        return true;
    size_t at = 0;
    for (size_t i = 0; i < entry->tokens; i++) {
        tie_str print = tie_str_sub(text, tokens[i].start, tokens[i].end);
        bool apart = false;
        for (; at < entry->form.len && tie_ascii_space(entry->form.ptr[at]); at++)
            apart = true;
        /* "A $5 fee" is no amount in A$. */
        if (i > 0 && apart != ((tokens[i].flags & TIE_TOKEN_SPACE) != 0))
            return false;
        tie_str rest = tie_str_sub(entry->form, at, entry->form.len);
        if (!tie_str_starts(rest, print))
            return false;
        at += print.len;
    }
    return true;
}

const tie_entry *tie_phrases_nth(const tie_phrases *phrases, size_t index) {
    return index + 1 < phrases->entries.count ? &phrases->entries.items[index + 1] : NULL;
}
