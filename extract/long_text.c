/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/long_text.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "extract/decode.h"

enum {
    WINDOW_BYTES = 1024 * 1024, /* of it are read at a time */
    MARK_BYTES = 64 * 1024
};

/* ---- Opening ---- */

/* All of it is UTF-8; *hash is that of the text. */
static bool is_utf8(tie_paged *paged, size_t skipped, uint64_t *hash) {
    tie_hasher hasher;
    tie_hasher_init(&hasher);
    size_t at = skipped;
    while (at < paged->size) {
        tie_paged_bring(paged, at + WINDOW_BYTES);
        tie_str window = {paged->bytes + at, paged->high - at};
        size_t valid = tie_utf8_valid(window);
        if (window.len - valid >= 4 || (valid < window.len && paged->high == paged->size))
            return false;
        tie_hasher_add(&hasher, tie_str_sub(window, 0, valid));
        at += valid;
        tie_paged_drop(paged, at);
    }
    *hash = tie_hasher_end(&hasher);
    return true;
}

/* Other encodings are converted as a whole. */
bool tie_long_open(const tie_ruleset *rules, const tie_options *options, const tie_input *in,
                   tie_arena *arena, tie_paged *paged, size_t *skipped, uint64_t *hash) {
    uint64_t most =
        options->max_bytes && options->max_bytes < UINT32_MAX ? options->max_bytes : UINT32_MAX;
    if (in->in_memory || tie_input_segmented(rules, in->path))
        return false;
    const char *name = tie_arena_printf(arena, "%.*s", TIE_FMT(in->path)).ptr;
    if (!tie_paged_open(name, paged))
        return false;
    bool wanted =
        paged->size > TIE_LONG_BYTES && (tie_input_has_rows(in->path) || paged->size <= most);
    tie_str head = {paged->bytes, 0};
    if (wanted) {
        tie_paged_bring(paged, WINDOW_BYTES);
        head.len = paged->high;
        *skipped = tie_decode_mark(head);
    }
    if (wanted && tie_decode_plain(head) && is_utf8(paged, *skipped, hash)) {
        tie_paged_rewind(paged);
        return true;
    }
    tie_paged_close(paged);
    return false;
}

/* ---- Reading again ---- */

/* What a file that is cut short meanwhile has lost reads as zeros. */
static bool each_stretch(tie_paged *paged, size_t skipped, tie_stretch_sink *sink, void *user) {
    size_t size = paged->size;
    tie_str text = {paged->bytes + skipped, size - skipped};
    bool go_on = true;
    for (size_t there = skipped; there < size && go_on;) {
        tie_paged_bring(paged, there + WINDOW_BYTES);
        there = paged->high < paged->size ? paged->high : size;
        go_on = sink(user, text, there - skipped);
        tie_paged_drop(paged, there > TIE_TEXT_KEPT ? there - TIE_TEXT_KEPT : 0);
    }
    return go_on && paged->size == size;
}

bool tie_long_each(const tie_ruleset *rules, const tie_options *options, const tie_input *in,
                   uint64_t hash, tie_arena *arena, tie_stretch_sink *sink, void *user,
                   bool *complete) {
    tie_paged paged;
    size_t skipped;
    uint64_t found;
    if (tie_input_has_rows(in->path) ||
        !tie_long_open(rules, options, in, arena, &paged, &skipped, &found))
        return false;
    bool same = found == hash;
    if (same)
        *complete = each_stretch(&paged, skipped, sink, user);
    tie_paged_close(&paged);
    return same;
}

/* Moves the mark over bytes; next is the one behind them, or 0. Lines end as tie_line_col says: by
 * a line feed, a carriage return, or both. */
static void pass(tie_text_mark *mark, tie_str bytes, char next) {
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i], after = i + 1 < bytes.len ? bytes.ptr[i + 1] : next;
        if (c == '\n' || (c == '\r' && after != '\n'))
            *mark = (tie_text_mark){mark->line + 1, 1};
        else
            mark->col += ((unsigned char)c & 0xC0) != 0x80;
    }
}

bool tie_long_text_open(const tie_ruleset *rules, const tie_options *options, const tie_input *in,
                        tie_arena *arena, tie_long_text *out) {
    tie_long_text t = {0};
    if (tie_input_has_rows(in->path) ||
        !tie_long_open(rules, options, in, arena, &t.paged, &t.skipped, &t.hash))
        return false;
    t.len = t.paged.size - t.skipped;
    tie_text_mark mark = {1, 1};
    for (size_t at = t.skipped, size = t.paged.size; at < size; at += MARK_BYTES) {
        size_t end = size - at < MARK_BYTES ? size : at + MARK_BYTES;
        tie_paged_bring(&t.paged, end + 1);
        *TIE_PUSH(arena, &t.marks) = mark;
        pass(&mark, (tie_str){t.paged.bytes + at, end - at}, end < size ? t.paged.bytes[end] : 0);
        tie_paged_drop(&t.paged, end);
    }
    *out = t;
    return true;
}

tie_str tie_long_text_copy(const tie_long_text *t, tie_arena *arena, tie_span span) {
    if (span.end > t->len || span.start > span.end)
        return (tie_str){0};
    size_t len = (size_t)(span.end - span.start);
    char *copy = tie_arena_alloc(arena, len, 1);
    bool there = tie_paged_read(&t->paged, t->skipped + (size_t)span.start,
                                t->skipped + (size_t)span.end, copy);
    return there ? (tie_str){copy, len} : (tie_str){0};
}

void tie_long_text_line_col(const tie_long_text *t, tie_arena *scratch, size_t at, uint32_t *line,
                            uint32_t *col) {
    at = at < t->len ? at : t->len - 1;
    size_t from = at / MARK_BYTES * MARK_BYTES;
    tie_text_mark mark = t->marks.items[at / MARK_BYTES];
    tie_mark room = tie_arena_mark(scratch);
    tie_str bytes = tie_long_text_copy(t, scratch, (tie_span){from, at + 1});
    if (bytes.len)
        pass(&mark, tie_str_sub(bytes, 0, at - from), bytes.ptr[at - from]);
    tie_arena_rewind(scratch, room);
    *line = mark.line;
    *col = mark.col;
}
