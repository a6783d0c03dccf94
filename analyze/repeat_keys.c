/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents are ranked, sentences put into classes, and the grams chosen by which passages will be
 * found. Winnowing keeps the gram of the least key in every window of five: two places that share
 * eight words share a kept gram. Windows inside a sentence that is the twin of another are left to
 * its leader. */
#include "analyze/repeat_sort.h"
#include "analyze/repeat_stage.h"

#include "base/hash.h"
#include "base/pile.h"

/* ---- Ranks ---- */

/* Documents by day, then by what they say, most of it first: where one is changed a little, its
 * place among the others stays. Their names leave nothing to the order of adding. */
void tie__repeats_rank(tie_repeats *r) {
    size_t count = r->store.documents.count;
    const tie_repeat_document *documents = r->store.documents.items;
    r->rank = TIE_NEW(&r->arena, uint32_t, count);
    tie_mark mark = tie_arena_mark(&r->scratch);
    tie_sort_record *records = tie_sort_room(&r->scratch, count);
    for (size_t i = 0; i < count; i++)
        records[i] = (tie_sort_record){documents[i].origin.name, i};
    tie_sort_records(&r->scratch, records, count); /* stable: the last sort weighs most */
    for (size_t i = 0; i < count; i++)
        records[i].key = documents[records[i].value].text_hash;
    tie_sort_records(&r->scratch, records, count);
    for (size_t i = 0; i < count; i++)
        records[i].key = documents[records[i].value].saying.all;
    tie_sort_records(&r->scratch, records, count);
    for (size_t i = 0; i < count; i++)
        records[i].key = documents[records[i].value].saying.least;
    tie_sort_records(&r->scratch, records, count);
    for (size_t i = 0; i < count; i++)
        records[i].key = (uint64_t)((int64_t)documents[records[i].value].origin.day - INT32_MIN);
    tie_sort_records(&r->scratch, records, count);
    for (size_t i = 0; i < count; i++)
        r->rank[records[i].value] = (uint32_t)i;
    tie_arena_rewind(&r->scratch, mark);
}

/* ---- Classes of sentences ---- */

/* Sentences long enough for a passage, by their hashes. */
static void spool_sentences(tie_repeats *r) {
    tie_spool_init(&r->sentences, &r->arena, &r->guard, sizeof(tie_sort_record),
                   TIE_SENTENCE_BUCKETS, tie_repeat_share(&r->options, TIE_SHARE_SENTENCES),
                   &r->sentence_file);
    for (uint32_t i = 0; i < r->store.sentence_count; i++) {
        const tie_repeat_wording *s = tie_repeat_wording_of(&r->store, i);
        if (!tie_repeat_long_enough(s))
            continue;
        tie_sort_record *record =
            tie_spool_add(&r->sentences, s->hash >> (64 - TIE_SENTENCE_BUCKET_BITS));
        *record = (tie_sort_record){s->hash, i};
    }
}

/* Drops sentences whose hash certainly stands alone: most do. */
static size_t drop_singles(tie_arena *scratch, tie_sort_record *records, size_t count) {
    size_t slots = 1024;
    while (slots < count * 4)
        slots *= 2;
    uint8_t *seen = TIE_NEW(scratch, uint8_t, slots);
    for (size_t i = 0; i < count; i++) {
        uint8_t *s = &seen[records[i].key & (slots - 1)];
        *s = (uint8_t)(*s << 1 | 1);
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        records[kept] = records[i];
        kept += seen[records[i].key & (slots - 1)] > 1;
    }
    return kept;
}

static tie_sort_record *load_sentences(tie_repeats *r, size_t bucket, size_t *count) {
    tie_sort_record *records = tie_spool_load(&r->sentences, &r->scratch, bucket, count);
    *count = drop_singles(&r->scratch, records, *count);
    tie_sort_records(&r->scratch, records, *count);
    return records;
}

/* The twin in the document of the lowest rank, there the first. */
static uint32_t find_leader(tie_repeats *r, const uint32_t *members, uint32_t count) {
    uint32_t leader = 0, best = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t token = tie_repeat_sentence_start(&r->store, members[i]);
        uint32_t rank = r->rank[tie_repeat_document_of(&r->store, token)];
        if (rank < best) {
            best = rank;
            leader = i;
        }
    }
    return leader;
}

static void mark_blocks(tie_repeats *r, uint32_t sentence) {
    uint32_t first = tie_repeat_sentence_start(&r->store, sentence) / TIE_INDEX_TOKENS;
    uint32_t last = (tie_repeat_sentence_end(&r->store, sentence) - 1) / TIE_INDEX_TOKENS;
    for (uint32_t block = first; block <= last; block++)
        r->twins.blocks[block / 64] |= (uint64_t)1 << (block % 64);
}

static void add_class(tie_repeats *r, const tie_sort_record *records, uint32_t count) {
    tie_repeat_twins *t = &r->twins;
    uint32_t first = (uint32_t)t->members.count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t sentence = (uint32_t)records[i].value;
        *TIE_PILE(&r->early, &t->members) = sentence;
        t->class_of[sentence] = t->class_count;
        mark_blocks(r, sentence);
    }
    uint32_t *members = t->members.items + first;
    uint32_t leader = find_leader(r, members, count), sentence = members[leader];
    memmove(members + 1, members, leader * sizeof *members);
    members[0] = sentence;
    t->class_count++;
    *TIE_PUSH(&r->early, &t->first) = first + count;
}

void tie__repeats_twins(tie_repeats *r) {
    tie_repeat_twins *t = &r->twins;
    t->class_of = TIE_NEW(&r->early, uint32_t, r->store.sentence_count);
    for (uint32_t i = 0; i < r->store.sentence_count; i++)
        t->class_of[i] = TIE_NO_CLASS;
    t->blocks = TIE_NEW(&r->early, uint64_t, r->store.token_count / TIE_INDEX_TOKENS / 64 + 1);
    *TIE_PUSH(&r->early, &t->first) = 0;
    spool_sentences(r);
    for (size_t bucket = 0; bucket < TIE_SENTENCE_BUCKETS; bucket++) {
        tie_mark mark = tie_arena_mark(&r->scratch);
        size_t count, run;
        const tie_sort_record *records = load_sentences(r, bucket, &count);
        for (size_t i = 0; i < count; i += run) {
            for (run = 1; i + run < count && records[i + run].key == records[i].key; run++)
                ;
            if (run > 1)
                add_class(r, records + i, (uint32_t)run);
        }
        tie_arena_rewind(&r->scratch, mark);
    }
    tie_spool_release(&r->sentences);
}

/* ---- Winnowing ---- */

#define BASE 0x9E3779B97F4A7C15u
#define BASE_TO_GRAM (BASE * BASE * BASE * BASE)

enum {
    WINDOW_WORDS = TIE_GRAM + TIE_WINDOW - 1,
    RING = 16, /* more than WINDOW_WORDS, a power of two */
    PLACE = RING - 1,
    GRAM_BITS = (1 << TIE_GRAM) - 1
};

/* A key that is never kept; the lowest bits of every key are its place in the ring. */
#define INELIGIBLE (~(uint64_t)PLACE)

/* Words are numbered from 0 in each document, grams by their last word. */
typedef struct winnow {
    uint64_t values[RING]; /* of the last words */
    uint64_t keys[RING];   /* of the last grams */
    uint64_t pairs[RING];  /* the least key of the last two grams */
    uint32_t tokens[RING], sentences[RING];
    uint64_t rolling;
    uint32_t figures, telling; /* bits of the last words: it is one; it is neither that nor a stop
                                  word */
    uint32_t count;            /* words so far */
    uint32_t last_put;         /* the last gram that was put out */
    uint32_t offset;           /* of postings against tokens */
    uint32_t postings;         /* put out so far */
} winnow;

static uint64_t lesser(uint64_t a, uint64_t b) { return a < b ? a : b; }

/* A gram needs three words that are no figures, one of them no stop word. */
static bool eligible(const winnow *w) {
    uint32_t figures = w->figures & GRAM_BITS;
    return (figures & (figures - 1)) == 0 && w->telling & GRAM_BITS;
}

/* Takes a word; returns the least key of the window that it ends. */
static uint64_t roll(winnow *w, uint32_t word, uint32_t token, uint32_t sentence) {
    uint32_t at = w->count % RING, leaving = (w->count - TIE_GRAM) % RING;
    w->values[at] = ((uint64_t)tie_repeat_mask(word) + 1) * 0xD6E8FEB86659FD93u;
    w->tokens[at] = token;
    w->sentences[at] = sentence;
    w->rolling = w->rolling * BASE + w->values[at] - w->values[leaving] * BASE_TO_GRAM;
    w->figures = w->figures << 1 | tie_repeat_masked(word);
    w->telling = w->telling << 1 | !(word & (TIE_REPEAT_MASK | TIE_REPEAT_STOP_BIT));
    uint64_t key = w->rolling * 0xFF51AFD7ED558CCDu;
    key = (key ^ key >> 32) * 0xC4CEB9FE1A85EC53u;
    key = (eligible(w) ? key & INELIGIBLE : INELIGIBLE) | at;
    w->keys[at] = key;
    w->pairs[at] = lesser(key, w->keys[(w->count - 1) % RING]);
    w->count++;
    return lesser(w->pairs[at],
                  lesser(w->pairs[(at - 2) % RING], w->pairs[(at - (TIE_WINDOW - 2)) % RING]));
}

static void winnow_word(tie_repeats *r, winnow *w, uint32_t word, uint32_t token,
                        uint32_t sentence) {
    uint64_t key = roll(w, word, token, sentence);
    uint32_t newest = w->count - 1, gram = newest - ((newest - (uint32_t)key) % RING);
    if (gram == w->last_put || key >= INELIGIBLE || w->count < WINDOW_WORDS)
        return;
    bool inside = w->sentences[(w->count - WINDOW_WORDS) % RING] == sentence;
    if (inside && !tie_repeat_leads(&r->twins, sentence))
        return;
    w->last_put = gram;
    uint64_t *posting = tie_spool_add(&r->keys, key >> 55);
    *posting = (key >> 23) << 32 | (w->tokens[(gram - (TIE_GRAM - 1)) % RING] + w->offset);
    w->postings++;
}

static void winnow_document(tie_repeats *r, uint32_t document) {
    const tie_repeat_document *d = &r->store.documents.items[document];
    uint32_t end = tie_repeat_document_end(&r->store, document), sentence = d->first_sentence;
    bool after_figure = false;
    winnow w = {.offset = tie__repeats_offset(r, document)};
    const tie_repeat_page *page = NULL;
    for (uint32_t token = d->first_token; token < end; token++) {
        uint32_t at = token % TIE_PAGE_TOKENS;
        if (!page || at == 0)
            page = tie_repeat_page_of(&r->store, token);
        if (token != d->first_token && page->lens[at] & TIE_REPEAT_SENTENCE)
            sentence++;
        bool figure = tie_repeat_masked(page->words[at]);
        if (!(figure && after_figure))
            winnow_word(r, &w, page->words[at], token, sentence);
        after_figure = figure;
    }
    tie__repeats_count(r, document, w.postings);
}

void tie__repeats_keys(tie_repeats *r) {
    size_t limit = tie_repeat_share(&r->options, TIE_SHARE_KEYS);
    tie_spool_init(&r->keys, &r->arena, &r->guard, sizeof(uint64_t), TIE_KEY_BUCKETS, limit,
                   &r->key_file);
    for (uint32_t i = 0; i < r->store.documents.count; i++)
        if (!tie__repeats_kept(r, i))
            winnow_document(r, i);
}
