/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of bytes that a search leaves for the next one, many of them in one part of the memory (a
 * chunk), so that one piece is read without all others. A chunk is written once. When the pieces of
 * half a chunk have gone, those that are left move to a new one.
 * Lifetime: holds arenas of its own, to be released. */
#ifndef TIE_ANALYZE_REPEAT_SHELF_H
#define TIE_ANALYZE_REPEAT_SHELF_H

#include "analyze/repeat_memory.h"

typedef struct tie_shelf_place {
    uint32_t chunk, offset, bytes;
} tie_shelf_place;

/* A chunk that the memory has. */
typedef struct tie_shelf_chunk {
    uint32_t number, bytes;
    uint32_t live; /* bytes of pieces that are still there; while they are counted */
} tie_shelf_chunk;

/* A chunk in memory. */
typedef struct tie_shelf_slot {
    tie_arena arena;
    tie_str bytes;
    uint32_t number;
    bool used;
} tie_shelf_slot;

enum { TIE_SHELF_SLOTS = 1024 };

typedef struct tie_shelf {
    const tie_repeat_memory *memory;
    const char *name;
    tie_arena *arena;                /* of the list of chunks */
    TIE_VEC(tie_shelf_chunk) chunks; /* in order of their numbers, without the open one */
    uint32_t open;                   /* number of the chunk that is being filled */
    tie_arena open_arena;
    tie_buf part;
    size_t piece; /* where the piece being written begins in it */
    tie_shelf_slot slots[TIE_SHELF_SLOTS];
    bool damaged; /* a chunk is not there, or not what it was */
} tie_shelf;

void tie_shelf_init(tie_shelf *shelf, const tie_repeat_memory *memory, const char *name,
                    tie_arena *arena);
void tie_shelf_release(tie_shelf *shelf);

/* The list of chunks, as it was when the last search ended. */
void tie_shelf_put_list(const tie_shelf *shelf, tie_buf *out);
void tie_shelf_get_list(tie_shelf *shelf, tie_packed *reader);

/* What: begins a piece: its bytes are to be added to the buffer that is returned. */
tie_buf *tie_shelf_begin(tie_shelf *shelf);
tie_shelf_place tie_shelf_end(tie_shelf *shelf);
/* What: the bytes of a piece; fewer, with damaged set, where it is not there. Valid until the next
 * call. */
tie_str tie_shelf_read(tie_shelf *shelf, tie_shelf_place place);

/* ---- When all pieces are known ---- */

/* What: nothing is alive. Then tie_shelf_keep counts each piece that is; after that tie_shelf_move
 * says for each whether it goes to another chunk, and moves it; tie_shelf_close forgets the chunks
 * that are left without pieces, and puts the open one. */
void tie_shelf_count(tie_shelf *shelf);
void tie_shelf_keep(tie_shelf *shelf, tie_shelf_place place);
void tie_shelf_move(tie_shelf *shelf, tie_shelf_place *place);
void tie_shelf_close(tie_shelf *shelf);

#endif
