/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_ignore.h"

#include "rules/glob.h"

static void add_phrase(tie_repeat_ignores *ignores, tie_arena *arena, const tie_repeat_words *words,
                       tie_str line) {
    enum { BATCH = 64 };
    tie_repeat_token batch[BATCH];
    TIE_VEC(uint32_t) masked = {0};
    tie_repeat_scan scan = tie_repeat_scan_new(words, arena, line);
    for (size_t n; (n = tie_repeat_scan_next(&scan, line.len, batch, BATCH)) > 0;)
        for (size_t i = 0; i < n; i++)
            *TIE_PUSH(arena, &masked) = tie_repeat_mask(batch[i].word);
    if (masked.count)
        *TIE_PUSH(arena, &ignores->phrases) =
            (tie_repeat_phrase){masked.items, (uint32_t)masked.count};
}

void tie_repeat_ignores_add(tie_repeat_ignores *ignores, tie_arena *arena,
                            const tie_repeat_words *words, tie_str list) {
    tie_str glob = TIE_STR("glob:");
    for (size_t at = 0, end; at < list.len; at = end + 1) {
        tie_str rest = tie_str_sub(list, at, list.len);
        end = at + tie_str_find(rest, TIE_STR("\n"));
        tie_str line = tie_str_trim(tie_str_sub(list, at, end));
        if (!line.len || line.ptr[0] == '#')
            continue;
        if (tie_str_starts(line, glob))
            *TIE_PUSH(arena, &ignores->globs) = tie_str_trim(tie_str_sub(line, glob.len, line.len));
        else
            add_phrase(ignores, arena, words, line);
    }
}

bool tie_repeat_ignores_path(const tie_repeat_ignores *ignores, tie_str path) {
    for (size_t i = 0; i < ignores->globs.count; i++)
        if (tie_glob_match(ignores->globs.items[i], path))
            return true;
    return false;
}

static bool same(const uint32_t *a, const uint32_t *b, uint32_t count) {
    return memcmp(a, b, count * sizeof *a) == 0;
}

/* Does the needle stand in these words from at on? */
static bool stands(const uint32_t *words, uint32_t count, uint32_t at, const uint32_t *needle,
                   uint32_t length) {
    return count - at >= length && same(words + at, needle, length);
}

/* The length of the longest phrase at this place. */
static uint32_t phrase_at(const tie_repeat_ignores *ignores, const uint32_t *words, uint32_t count,
                          uint32_t at) {
    uint32_t longest = 0;
    for (size_t i = 0; i < ignores->phrases.count; i++) {
        const tie_repeat_phrase *p = &ignores->phrases.items[i];
        if (p->count > longest && stands(words, count, at, p->words, p->count))
            longest = p->count;
    }
    return longest;
}

static bool within_phrase(const tie_repeat_phrase *p, const uint32_t *words, uint32_t count) {
    for (uint32_t at = 0; at + count <= p->count; at++)
        if (same(p->words + at, words, count))
            return true;
    return false;
}

bool tie_repeat_ignores_words(const tie_repeat_ignores *ignores, const uint32_t *words,
                              uint32_t count, uint32_t least) {
    for (size_t i = 0; i < ignores->phrases.count; i++)
        if (within_phrase(&ignores->phrases.items[i], words, count))
            return true;
    uint32_t left = count;
    for (uint32_t at = 0; at < count;) {
        uint32_t length = phrase_at(ignores, words, count, at);
        left -= length;
        at += length ? length : 1;
    }
    return left < least && left < count;
}
