/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clusters whose members a search has aligned, for the next search and for its own second look: a
 * cluster of the same passages of the same documents has the same slots, and its reader notes the
 * same of it.
 * Lifetime: holds arenas of its own, to be released. */
#ifndef TIE_ANALYZE_REPEAT_ALBUM_H
#define TIE_ANALYZE_REPEAT_ALBUM_H

#include "analyze/repeat.h"
#include "analyze/repeat_shelf.h"
#include "rules/map.h"

typedef struct tie_album_page {
    uint64_t key;                  /* of the passages */
    tie_shelf_place place, remark; /* of no bytes: none */
    uint32_t note;
    bool used; /* in this search */
} tie_album_page;

typedef struct tie_repeat_album {
    tie_arena *arena;
    tie_shelf shelf;
    TIE_VEC(tie_album_page) pages;
    tie_map places; /* keys to pages */
    bool changed;   /* since it was put */
    bool damaged;
} tie_repeat_album;

/* first: no documents are known, and there must be no album. Owns: arena, and a shelf that
 * tie_album_release ends. */
tie_repeat_album *tie_album_new(tie_arena *arena, const tie_repeat_memory *memory, bool first);
void tie_album_release(tie_repeat_album *album);
bool tie_album_damaged(const tie_repeat_album *album);

/* What: there is a cluster of that key now, with its note. False: it is not in the album. */
bool tie_album_use(tie_repeat_album *album, uint64_t key, uint32_t *note);
/* What: the cluster of that key, if it is in the album, is there under another one too, without its
 * note, but with its remark. */
void tie_album_rename(tie_repeat_album *album, uint64_t key, uint64_t new);
/* What: the cluster of that key, which was added or is there, has this note and remark from now on.
 */
void tie_album_note(tie_repeat_album *album, uint64_t key, uint32_t note, tie_str remark);
/* What: its remark. Owns: arena. */
tie_str tie_album_remark(tie_repeat_album *album, uint64_t key, tie_arena *arena);
/* What: the cluster of that key, with members in those documents. False: it is not there.
 * Owns: arena. */
bool tie_album_get(tie_repeat_album *album, uint64_t key, const uint32_t *documents, size_t count,
                   tie_arena *arena, tie_repeat_cluster *out);
void tie_album_add(tie_repeat_album *album, uint64_t key, const tie_repeat_cluster *cluster,
                   tie_arena *scratch);
/* What: leaves the clusters that were used or added to the next search. */
void tie_album_put(tie_repeat_album *album);

#endif
