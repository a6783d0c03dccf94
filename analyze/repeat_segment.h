/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search with a memory keeps of its postings and edges, so that the next one pairs only what
 * changed.
 *
 * Each document has a place in a sequence of tokens of its own that lives as long as the document:
 * its row. Postings of a search are one sorted segment that never changes; those of documents
 * without a row are dead. From time to time all that live are written anew as one segment. A
 * document counts as changed, and gets another row, also where other sentences of it than before
 * are left to their twins (repeat_keys.c), because then its postings are others.
 *
 * The seeds of two documents that stayed are as they were unless a gram of both has another level
 * or another centre: such pairs are touched. Edges of all other pairs that stayed are taken over.
 * Therefore what is found is what a search without a memory finds. */
#ifndef TIE_ANALYZE_REPEAT_SEGMENT_H
#define TIE_ANALYZE_REPEAT_SEGMENT_H

#include "base/arena.h"
#include "rules/map.h"

typedef struct tie_repeats tie_repeats;

enum {
    TIE_BLOCK_TOKENS = 64, /* rows begin at multiples of it */
    TIE_SEGMENTS_MAX = 8,
    TIE_SEGMENT_PARTS = 64
};

/* Of a row, and of the postings in it. DEAD: of no row any more. */
typedef enum tie_repeat_state {
    TIE_ROW_DEAD,
    TIE_ROW_KEPT,    /* the document is as it was in the search before */
    TIE_ROW_TOUCHED, /* the same, and stands for touched pairs that it is in; once they are known */
    TIE_ROW_GONE,    /* it was in the search before only */
    TIE_ROW_NEW,
    TIE_ROW_STATES
} tie_repeat_state;

static inline bool tie_repeat_stays(tie_repeat_state state) {
    return state == TIE_ROW_KEPT || state == TIE_ROW_TOUCHED;
}
static inline bool tie_repeat_lives(tie_repeat_state state) {
    return tie_repeat_stays(state) || state == TIE_ROW_NEW;
}

/* How many places of one gram are in rows of each state. */
typedef struct tie_repeat_census {
    size_t of[TIE_ROW_STATES];
} tie_repeat_census;

static inline size_t tie_repeat_living(const tie_repeat_census *c) {
    return c->of[TIE_ROW_KEPT] + c->of[TIE_ROW_TOUCHED] + c->of[TIE_ROW_NEW];
}

typedef struct tie_repeat_row {
    uint64_t leads;  /* hash of the sentences that are left to their twins */
    uint32_t number; /* of the document */
    uint32_t base, tokens, postings;
    uint32_t rank;     /* in the search before */
    uint32_t document; /* index in this search */
} tie_repeat_row;

/* What is asked of a row for each of its postings. */
typedef struct tie_repeat_spot {
    uint32_t offset;         /* of postings against tokens */
    uint32_t rank, old_rank; /* in this search and the one before, where it is in them */
    uint32_t tile;           /* of the document, see TIE_PAIR_TILES */
    uint32_t partner;        /* the row that revises a gone one, or that a new one revises */
    uint32_t seeds_below, walks_below; /* of a revision: places in it that nothing has changed */
} tie_repeat_spot;

#define TIE_NO_ROW UINT32_MAX

typedef struct tie_repeat_segment {
    uint64_t postings;
    uint32_t id, unused;
} tie_repeat_segment;

typedef struct tie_repeat_two {
    uint32_t rows[2];
} tie_repeat_two;

/* Lives until there are nodes. */
typedef struct tie_repeat_segments {
    bool on;      /* there is a memory */
    bool changed; /* documents came or went */
    bool compact; /* all postings are written anew */
    bool revised; /* some rows have partners */
    TIE_VEC(tie_repeat_row) rows;
    size_t old_rows;                  /* the first ones, of the search before */
    TIE_VEC(tie_repeat_segment) list; /* that the search before left */
    TIE_VEC(uint32_t) stale;          /* segments to be forgotten, by id */
    tie_repeat_segment fresh;         /* the one that this search writes */
    uint32_t next_base, next_id;
    uint32_t edge_parts, walk_parts; /* that there are */
    size_t blocks;
    uint8_t *block_states;
    uint64_t *block_others; /* bits: the state is not KEPT; while segments are read */
    uint32_t *block_rows;   /* valid where the state is not DEAD */
    tie_repeat_spot *spots; /* by row */
    uint32_t *row_of;       /* by document: index into rows */
    uint32_t *written;      /* by document: its base in what is written */
    uint32_t next_written;
    tie_map touched; /* pairs of documents that stayed, see tie__repeats_touched */
    TIE_VEC(tie_repeat_two) touched_pairs; /* the same */
    uint64_t *touched_by;  /* by rank: a bit for the ranks of the others in those pairs */
    tie_map unlike;        /* pairs of a revision and a row that stayed: see repeat_revise.h */
    TIE_VEC(uint64_t) out; /* the part being written; a pile */
} tie_repeat_segments;

static inline tie_repeat_state tie_repeat_state_of(const tie_repeat_segments *s, uint32_t at) {
    return (tie_repeat_state)s->block_states[at / TIE_BLOCK_TOKENS];
}
static inline const tie_repeat_row *tie_repeat_row_at(const tie_repeat_segments *s, uint32_t at) {
    return &s->rows.items[s->block_rows[at / TIE_BLOCK_TOKENS]];
}

static inline const tie_repeat_spot *tie_repeat_spot_at(const tie_repeat_segments *s, uint32_t at) {
    return &s->spots[s->block_rows[at / TIE_BLOCK_TOKENS]];
}

/* What: which documents stay; a row for each document. After the twins are known. */
void tie__repeats_recall(tie_repeats *r);
/* Is the document's row that of the search before? Without a memory: never. */
bool tie__repeats_kept(const tie_repeats *r, uint32_t document);
/* What its postings count from, less its first token (modulo 2^32); without a memory 0. */
uint32_t tie__repeats_offset(const tie_repeats *r, uint32_t document);

/* The document has so many postings. */
void tie__repeats_count(tie_repeats *r, uint32_t document, uint32_t postings);

typedef struct tie_repeat_group tie_repeat_group; /* repeat_group.h */
typedef void tie_repeat_visit(tie_repeats *r, const tie_repeat_group *group);
/* What: each key with two places and more, of all segments and r->keys, of which some are new or
 * have gone, to visit. Puts the new segment. */
void tie__repeats_each_change(tie_repeats *r, tie_repeat_visit *visit);
/* What: the same where some are in touched rows. */
void tie__repeats_each_touched(tie_repeats *r, tie_repeat_visit *visit);
/* What: forgets the segments that are not read any more. */
void tie__repeats_forget_stale(tie_repeats *r);

/* What: notes the pairs of documents that stayed whose seeds the group's changes touch. */
void tie__repeats_touch(tie_repeats *r, const tie_repeat_group *group);
/* What: of each such pair the state of one row becomes TOUCHED. */
void tie__repeats_mark_touched(tie_repeats *r);
/* The place in the document of the lowest rank, of those that there are now, or (old) as the search
 * before had them. */
uint32_t tie__repeats_centre(const tie_repeat_segments *s, const tie_repeat_group *group, bool old);
bool tie__repeats_touched(const tie_repeats *r, uint32_t rank_a, uint32_t rank_b);

/* What: tells of far walks of the search before which revisions must be walked again. */
void tie__repeats_look_back(tie_repeats *r);
/* What: adds the edges of the pairs that are as they were to r->edges; puts all of them for the
 * next search, and far walks. */
void tie__repeats_take_over(tie_repeats *r);

/* The state of a row's blocks. */
void tie__repeats_index_row(tie_repeat_segments *s, uint32_t number, tie_repeat_state state);
/* Parts of the memory. */
void tie__repeats_put_table(tie_repeats *r);
tie_str tie__repeats_get(tie_repeats *r, tie_str name); /* owns: scratch */
void tie__repeats_put(tie_repeats *r, tie_str name, tie_str bytes);
void tie__repeats_forget(tie_repeats *r, tie_str name);

#endif
