/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_shelf.h"

#include <stdio.h>

enum { CHUNK_BYTES = 16 << 10 };

void tie_shelf_init(tie_shelf *shelf, const tie_repeat_memory *memory, const char *name,
                    tie_arena *arena) {
    *shelf = (tie_shelf){.memory = memory, .name = name, .arena = arena};
    tie_arena_init(&shelf->open_arena, 0, arena->guard);
    for (size_t i = 0; i < TIE_SHELF_SLOTS; i++)
        tie_arena_init(&shelf->slots[i].arena, 0, arena->guard);
}

void tie_shelf_release(tie_shelf *shelf) {
    tie_arena_release(&shelf->open_arena);
    for (size_t i = 0; i < TIE_SHELF_SLOTS; i++)
        tie_arena_release(&shelf->slots[i].arena);
}

/* ---- The list ---- */

void tie_shelf_put_list(const tie_shelf *shelf, tie_buf *out) {
    tie_pack(out, shelf->open);
    tie_pack(out, shelf->chunks.count);
    for (size_t i = 0; i < shelf->chunks.count; i++) {
        tie_pack(out, shelf->chunks.items[i].number);
        tie_pack(out, shelf->chunks.items[i].bytes);
    }
}

void tie_shelf_get_list(tie_shelf *shelf, tie_packed *reader) {
    shelf->open = (uint32_t)tie_unpack(reader);
    for (uint64_t count = tie_unpack(reader); count > 0 && reader->good; count--) {
        uint32_t number = (uint32_t)tie_unpack(reader);
        uint32_t bytes = (uint32_t)tie_unpack(reader);
        *TIE_PUSH(shelf->arena, &shelf->chunks) =
            (tie_shelf_chunk){.number = number, .bytes = bytes};
    }
}

/* The chunk of that number in the list, or NULL. */
static tie_shelf_chunk *find_chunk(const tie_shelf *shelf, uint32_t number) {
    size_t low = 0, high = shelf->chunks.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (shelf->chunks.items[mid].number < number)
            low = mid + 1;
        else
            high = mid;
    }
    bool found = low < shelf->chunks.count && shelf->chunks.items[low].number == number;
    return found ? &shelf->chunks.items[low] : NULL;
}

/* ---- Writing ---- */

enum { NAME_BYTES = 64 };

static tie_str name_of(const tie_shelf *shelf, uint32_t number, char out[NAME_BYTES]) {
    int len = snprintf(out, NAME_BYTES, "%s/%u", shelf->name, number);
    return (tie_str){out, (size_t)len};
}

/* Puts the open chunk and begins another. */
static void put_open(tie_shelf *shelf) {
    char name[NAME_BYTES];
    tie_repeat_part_put(shelf->memory, name_of(shelf, shelf->open, name), &shelf->part);
    uint32_t bytes = (uint32_t)shelf->part.len;
    *TIE_PUSH(shelf->arena, &shelf->chunks) =
        (tie_shelf_chunk){.number = shelf->open, .bytes = bytes, .live = bytes};
    shelf->open++;
    shelf->part = (tie_buf){0};
    tie_arena_clear(&shelf->open_arena);
}

tie_buf *tie_shelf_begin(tie_shelf *shelf) {
    if (shelf->part.len > CHUNK_BYTES)
        put_open(shelf);
    if (!shelf->part.len)
        shelf->part = tie_repeat_part_new(&shelf->open_arena);
    shelf->piece = shelf->part.len;
    return &shelf->part;
}

tie_shelf_place tie_shelf_end(tie_shelf *shelf) {
    return (tie_shelf_place){shelf->open, (uint32_t)shelf->piece,
                             (uint32_t)(shelf->part.len - shelf->piece)};
}

/* ---- Reading ---- */

/* Offsets count from the part's checksum. */
enum { SUM_BYTES = sizeof(uint64_t) };

static tie_str load(tie_shelf *shelf, uint32_t number) {
    tie_shelf_slot *slot = &shelf->slots[number % TIE_SHELF_SLOTS];
    if (slot->used && slot->number == number)
        return slot->bytes;
    char name[NAME_BYTES];
    slot->used = false;
    tie_arena_clear(&slot->arena);
    slot->bytes = tie_repeat_part_get(shelf->memory, &slot->arena, name_of(shelf, number, name),
                                      &shelf->damaged);
    slot->number = number;
    slot->used = true;
    return slot->bytes;
}

tie_str tie_shelf_read(tie_shelf *shelf, tie_shelf_place place) {
    bool open = place.chunk == shelf->open && shelf->part.len;
    tie_str chunk = open ? tie_str_sub(tie_buf_str(&shelf->part), SUM_BYTES, shelf->part.len)
                         : load(shelf, place.chunk);
    if (place.offset < SUM_BYTES || place.offset - SUM_BYTES > chunk.len ||
        place.bytes > chunk.len - (place.offset - SUM_BYTES)) {
        shelf->damaged = true;
        return (tie_str){0};
    }
    return tie_str_sub(chunk, place.offset - SUM_BYTES, place.offset - SUM_BYTES + place.bytes);
}

/* ---- Tidying ---- */

void tie_shelf_count(tie_shelf *shelf) {
    for (size_t i = 0; i < shelf->chunks.count; i++)
        shelf->chunks.items[i].live = 0;
}

void tie_shelf_keep(tie_shelf *shelf, tie_shelf_place place) {
    tie_shelf_chunk *chunk = find_chunk(shelf, place.chunk);
    if (chunk)
        chunk->live += place.bytes;
}

static bool is_dying(const tie_shelf_chunk *chunk) { return chunk->live < chunk->bytes / 2; }

void tie_shelf_move(tie_shelf *shelf, tie_shelf_place *place) {
    const tie_shelf_chunk *chunk = find_chunk(shelf, place->chunk);
    if (!chunk || !is_dying(chunk))
        return;
    tie_str piece = tie_shelf_read(shelf, *place);
    tie_buf_add(tie_shelf_begin(shelf), piece);
    *place = tie_shelf_end(shelf);
}

void tie_shelf_close(tie_shelf *shelf) {
    char name[NAME_BYTES];
    size_t kept = 0;
    for (size_t i = 0; i < shelf->chunks.count; i++) {
        tie_shelf_chunk chunk = shelf->chunks.items[i];
        if (is_dying(&chunk))
            shelf->memory->put(shelf->memory->user, name_of(shelf, chunk.number, name),
                               (tie_str){0});
        else
            shelf->chunks.items[kept++] = chunk;
    }
    shelf->chunks.count = kept;
    if (shelf->part.len)
        put_open(shelf);
}
