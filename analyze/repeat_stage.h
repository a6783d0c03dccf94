/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of the search for repeats and what passes between them:
 *   store    documents -> tokens, sentences
 *   twins    sentences -> classes of masked-identical sentences
 *   keys     tokens    -> postings (key of a gram, token), by bits of the key
 *   seeds    postings  -> pairs of tokens where the same gram begins, by diagonal
 *   edges    pairs     -> edges (two token intervals that align)
 *   retold   figures   -> edges where three figures in a row come back nearby
 *   cluster  edges, classes -> clusters of token intervals
 * repeat.c runs them. With a memory (repeat_segment.h) keys, seeds and edges are of what changed,
 * and the other edges are taken over. Lengths below count tokens unless they say words. */
#ifndef TIE_ANALYZE_REPEAT_STAGE_H
#define TIE_ANALYZE_REPEAT_STAGE_H

#include "analyze/repeat.h"
#include "analyze/repeat_album.h"
#include "analyze/repeat_retold.h"
#include "analyze/repeat_segment.h"
#include "analyze/repeat_spool.h"
#include "analyze/repeat_store.h"

enum {
    TIE_GRAM = 4,       /* words of a gram; adjacent figures are one word */
    TIE_WINDOW = 5,     /* grams of which the one with the least key is kept */
    TIE_ALL_PAIRS = 64, /* places of a key that are paired with each other; else with one */
    TIE_KEY_BUCKETS = 512,
    TIE_PAIR_TILES = 31, /* of the documents, by tokens; each two make a bucket of pairs */
    TIE_PAIR_BUCKETS = TIE_PAIR_TILES * (TIE_PAIR_TILES + 1) / 2,
    TIE_SENTENCE_BUCKET_BITS = 6,
    TIE_SENTENCE_BUCKETS = 1 << TIE_SENTENCE_BUCKET_BITS
};

/* One part in so many of the memory budget; the rest is for what cannot be put aside: sentences,
 * edges, clusters. */
enum {
    TIE_SHARE_TOKENS = 8,
    TIE_SHARE_KEYS = 16,
    TIE_SHARE_PAIRS = 16,
    TIE_SHARE_SENTENCES = 16,
    TIE_SHARE_SORTS = 32
};
static inline size_t tie_repeat_share(const tie_repeat_options *options, size_t share) {
    return options->memory_bytes / share;
}

#define TIE_NO_CLASS UINT32_MAX

/* Sentences of passage length that are equal but for their figures. */
typedef struct tie_repeat_twins {
    uint32_t *class_of; /* of each sentence; TIE_NO_CLASS: it has no twin or is too short */
    uint32_t class_count;
    TIE_VEC(uint32_t) first; /* class_count + 1 indexes into members */
    TIE_VEC(uint32_t)
    members;          /* a pile: sentences, by class, each class beginning with its leader */
    uint64_t *blocks; /* a bit for each TIE_INDEX_TOKENS tokens: there are twins among them */
} tie_repeat_twins;

/* The same gram begins at tokens a and b. a is in the document of the lower rank; in one document
 * it comes first. */
typedef struct tie_repeat_pair {
    uint32_t a, b;
    uint64_t tag; /* the ranks of the two documents, a's first, and the level of the gram */
} tie_repeat_pair;

/* How many places have a gram counts in steps alone, two for each doubling: then one place more or
 * less seldom changes what is found in the others. Level 2n: from 2^n places on; 2n + 1: from one
 * and a half times as many. */
enum {
    TIE_RANK_BITS = 30, /* ranks are less than TIE_DOCUMENTS_MAX */
    TIE_LEVEL_BITS = 4,
    TIE_LEVEL_MOST = 11, /* up to TIE_ALL_PAIRS */
    TIE_LEVEL_STAR = 12  /* more than that */
};

static inline uint32_t tie_repeat_level(size_t places) {
    if (places > TIE_ALL_PAIRS)
        return TIE_LEVEL_STAR;
    uint32_t log = 0;
    while (places >> (log + 1))
        log++;
    uint32_t level = log ? 2 * log + (uint32_t)(places >> (log - 1) & 1) : 0;
    return level < TIE_LEVEL_MOST ? level : TIE_LEVEL_MOST;
}
static inline uint64_t tie_repeat_tag(uint32_t rank_a, uint32_t rank_b, uint32_t level) {
    return ((uint64_t)rank_a << TIE_RANK_BITS | rank_b) << TIE_LEVEL_BITS | level;
}
static inline uint64_t tie_repeat_documents(const tie_repeat_pair *pair) {
    return pair->tag >> TIE_LEVEL_BITS;
}
static inline uint32_t tie_repeat_level_of(const tie_repeat_pair *pair) {
    return pair->tag & ((1u << TIE_LEVEL_BITS) - 1);
}

/* Tokens [a0, a1) and [b0, b1) align. */
typedef struct tie_repeat_edge {
    uint32_t a0, a1, b0, b1;
} tie_repeat_edge;
typedef TIE_VEC(tie_repeat_edge) tie_repeat_edges;

typedef struct tie_repeat_interval {
    uint32_t first, end, cluster;
} tie_repeat_interval;

struct tie_repeats {
    tie_arena arena, scratch;
    tie_arena wordings; /* of sentences, until twins are found */
    tie_arena passing;  /* the index of sentences until there are edges; then what clusters need */
    tie_arena early;    /* sentences, twins and edges, until there are nodes */
    jmp_buf guard;
    tie_repeat_options options;
    const tie_repeat_words *words;
    tie_repeat_store store;
    tie_repeat_scan scan; /* of the document that is being read */
    uint32_t *rank; /* of each document: by day, then by its words, its text, its name, its index */
    tie_repeat_twins twins;
    tie_repeat_segments segments;
    tie_spool sentences, keys, pairs;
    FILE *sentence_file, *key_file, *pair_file;
    tie_repeat_retold retold;
    tie_repeat_edges edges;         /* a pile */
    tie_repeat_edges walks;         /* with a memory: from seeds to where far ones end; a pile */
    TIE_VEC(tie_repeat_pair) seeds; /* of the bucket being walked; a pile */
    tie_repeat_interval *intervals; /* by cluster, each in order of tokens */
    size_t interval_count;
    uint32_t *first_interval; /* cluster_count + 1 indexes into intervals */
    uint32_t cluster_count;
    size_t ignored;          /* clusters */
    uint32_t *notes;         /* by cluster */
    tie_str *remarks;        /* likewise, where there is no album */
    uint32_t *outlined;      /* room for the documents of the members of one cluster */
    tie_repeat_album *album; /* of aligned clusters; NULL: there is no memory */
    uint64_t *passages;      /* by cluster: its key in the album */
    bool damaged;            /* the memory gave what was not put */
};

/* The tile of a document with so many tokens before it. */
static inline uint32_t tie__repeats_tile(const tie_repeats *r, uint64_t tokens) {
    return (uint32_t)(tokens * TIE_PAIR_TILES / ((uint64_t)r->store.token_count + 1));
}

void tie__repeats_rank(tie_repeats *r);
void tie__repeats_twins(tie_repeats *r);
void tie__repeats_keys(tie_repeats *r);
void tie__repeats_pairs(tie_repeats *r);
void tie__repeats_edges(tie_repeats *r);
void tie__repeats_retold(tie_repeats *r);
void tie__repeats_clusters(tie_repeats *r);

/* repeat_passages.c: leaves the clusters to the next search; takes those of the one before, with
 * the same documents. False: it has left none that serve. */
void tie__repeats_put_passages(tie_repeats *r);
bool tie__repeats_get_passages(tie_repeats *r);

/* Intervals are sorted slice by slice: so many tokens that one slice of count intervals takes no
 * more than its share, where they lie evenly. */
static inline uint64_t tie_repeat_slice(const tie_repeats *r, size_t count) {
    enum { BYTES = 32 }; /* two records of a sort */
    size_t room = tie_repeat_share(&r->options, TIE_SHARE_SORTS) / BYTES;
    return r->store.token_count / (room ? count / room + 1 : 1) + 1;
}

static inline bool tie_repeat_leads(const tie_repeat_twins *twins, uint32_t sentence) {
    uint32_t class = twins->class_of[sentence];
    return class == TIE_NO_CLASS || twins->members.items[twins->first.items[class]] == sentence;
}

/* False: the sentence at token is certainly in no class. */
static inline bool tie_repeat_may_be_twin(const tie_repeat_twins *twins, uint32_t token) {
    uint32_t block = token / TIE_INDEX_TOKENS;
    return twins->blocks[block / 64] >> (block % 64) & 1;
}

#endif
