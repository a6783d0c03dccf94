/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of the documents of the last search with a memory, so that those which have not
 * changed are neither read nor scanned: their tokens, fetched piece by piece when somebody asks,
 * and beside them a column with their sentences and figures (repeat_retold.h).
 *
 * A document is known by its name, its text, its day and whether it shares its file with others;
 * any other is a new one. Each has a number that it keeps from search to search and that no other
 * document ever gets. */
#ifndef TIE_ANALYZE_REPEAT_KNOWN_H
#define TIE_ANALYZE_REPEAT_KNOWN_H

#include "analyze/repeat_origin.h"
#include "analyze/repeat_shelf.h"
#include "analyze/repeat_vocabulary.h"
#include "analyze/repeat_words.h"
#include "rules/map.h"

enum { TIE_PIECE_TOKENS = 128 };

/* What a document says apart from its figures. */
typedef struct tie_repeat_saying {
    uint64_t all;
    uint64_t least; /* of any two sentences in a row: most small changes leave it as it was */
} tie_repeat_saying;

typedef struct tie_known_document {
    uint64_t name, text_hash;
    tie_repeat_saying saying;
    int32_t day;
    uint32_t number, tokens, sentences;
    uint32_t first_piece;    /* of its tokens, TIE_PIECE_TOKENS in each but the last */
    tie_shelf_place columns; /* what else is known of it */
    uint32_t revises;        /* number of the document before that has its name, */
    uint32_t alike;          /* and with which it begins: so many tokens are the same */
    bool grouped;            /* others are in its file, */
    bool joined;             /* the document before it is */
    bool is_new;
    bool whole; /* false: its text could not be read to the end, and is not known */
} tie_known_document;

/* The piece of tokens that is being written. */
typedef struct tie_known_writer {
    tie_repeat_token tokens[TIE_PIECE_TOKENS];
    uint32_t count;
    uint32_t from; /* where the token before the piece ends */
} tie_known_writer;

typedef struct tie_repeat_known {
    const tie_repeat_memory *memory;
    tie_arena *arena;
    tie_shelf tokens, columns;
    tie_vocabulary vocabulary;
    TIE_VEC(tie_known_document) before, now; /* now: of each document, by its index */
    TIE_VEC(tie_shelf_place) pieces;         /* of all of them */
    tie_map places;                          /* of documents before, the last one of each hash, */
    uint32_t *next;                          /* and the one before that, from 1; 0: none */
    bool *taken;
    uint32_t next_number;
    uint32_t last_file; /* of the newest document */
    bool in_order;      /* all so far are those of the search before, one by one */
    tie_known_writer *writer;
    bool first;   /* there was no search before */
    bool damaged; /* with those of the shelves: nothing that is known is worth anything */
} tie_repeat_known;

/* What: what the memory knows. Owns: arena, and shelves that tie_known_release ends. */
tie_repeat_known *tie_known_new(tie_arena *arena, const tie_repeat_memory *memory);
void tie_known_release(tie_repeat_known *known);
bool tie_known_damaged(const tie_repeat_known *known);

/* ---- Documents, in the order of adding ---- */

/* What: the next document, which is known: the newest one of known->now. False: it is not. */
bool tie_known_recall(tie_repeat_known *known, tie_repeat_origin origin, uint64_t text_hash);
/* What: the next document is a new one; its tokens follow. */
void tie_known_enter(tie_repeat_known *known, tie_repeat_origin origin, uint64_t text_hash);
void tie_known_add(tie_repeat_known *known, const tie_repeat_token *token);
/* What: its text was not read to the end: it is not what its hash says. */
void tie_known_doubt(tie_repeat_known *known);
/* What: all its tokens were added. */
void tie_known_leave(tie_repeat_known *known, tie_repeat_saying saying, uint32_t sentences,
                     tie_shelf_place columns);

/* What: tokens [from, from + count) of a document. */
void tie_known_tokens(tie_repeat_known *known, const tie_known_document *document, uint32_t from,
                      uint32_t count, tie_repeat_token *out);

/* ---- All documents are there ---- */

/* What: tells which documents have gone, and which new ones begin as they did. */
void tie_known_close(tie_repeat_known *known);
/* All documents are those of the search before, in the same order. */
bool tie_known_same(const tie_repeat_known *known);
/* What: leaves it all for the next search. */
void tie_known_put(tie_repeat_known *known);

#endif
