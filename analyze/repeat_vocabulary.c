/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_vocabulary.h"

#include "analyze/repeat_words.h"

enum {
    MOST = 1 << 16,   /* words */
    SLOTS = 4 * MOST, /* a power of two */
    SPELLED = 0       /* before a word that has no number; numbers are written from 1 */
};

static const tie_str PART = {"vocabulary", 10};

tie_vocabulary tie_vocabulary_new(const tie_repeat_memory *memory, tie_arena *arena,
                                  bool *damaged) {
    tie_vocabulary v = {.arena = arena};
    tie_str part = tie_repeat_part_get(memory, arena, PART, damaged);
    v.known = part.len / sizeof *v.words.items;
    v.words.items = tie_arena_alloc(arena, MOST * sizeof *v.words.items, alignof(uint32_t));
    v.words.capacity = MOST;
    v.words.count = v.known = v.known < MOST ? v.known : MOST;
    if (v.known)
        memcpy(v.words.items, part.ptr, v.known * sizeof *v.words.items);
    return v;
}

void tie_vocabulary_put(tie_vocabulary *v, const tie_repeat_memory *memory) {
    if (v->words.count == v->known)
        return;
    tie_buf part = tie_repeat_part_new(v->arena);
    tie_buf_add(&part,
                (tie_str){(const char *)v->words.items, v->words.count * sizeof *v->words.items});
    tie_repeat_part_put(memory, PART, &part);
    v->known = v->words.count;
}

/* ---- Writing ---- */

/* Words are hashes. */
static uint32_t *slot_of(const tie_vocabulary *v, uint32_t word) {
    uint32_t at = word % SLOTS;
    while (v->slots[at] && v->words.items[v->slots[at] - 1] != word)
        at = (at + 1) % SLOTS;
    return &v->slots[at];
}

static void make_slots(tie_vocabulary *v) {
    v->slots = TIE_NEW(v->arena, uint32_t, SLOTS);
    for (uint32_t i = 0; i < v->words.count; i++)
        *slot_of(v, v->words.items[i]) = i + 1;
}

/* From 1; SPELLED: it has none. */
static uint32_t number_of(tie_vocabulary *v, uint32_t word) {
    if (tie_repeat_masked(word))
        return SPELLED;
    if (!v->slots)
        make_slots(v);
    uint32_t *slot = slot_of(v, word);
    if (!*slot && v->words.count < MOST) {
        v->words.items[v->words.count++] = word;
        *slot = (uint32_t)v->words.count;
    }
    return *slot;
}

char *tie_vocabulary_write(tie_vocabulary *v, uint32_t word, char *at) {
    uint32_t number = number_of(v, word);
    at = tie_pack_at(at, number);
    if (number != SPELLED)
        return at;
    memcpy(at, &word, sizeof word);
    return at + sizeof word;
}

uint32_t tie__vocabulary_read_any(const tie_vocabulary *v, tie_packed *reader) {
    uint64_t number = tie_unpack(reader);
    uint32_t word = 0;
    if (number != SPELLED && number <= v->words.count)
        return v->words.items[number - 1];
    if (number != SPELLED || (size_t)(reader->end - reader->at) < sizeof word) {
        reader->good = false;
        return 0;
    }
    memcpy(&word, reader->at, sizeof word);
    reader->at += sizeof word;
    return word;
}
