/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_known.h"

typedef tie_known_document document;

static const tie_str PART = {"documents", 9};

static uint32_t pieces_of(uint32_t tokens) {
    return tokens / TIE_PIECE_TOKENS + (tokens % TIE_PIECE_TOKENS > 0);
}

/* ---- The list of documents ---- */

static void put_place(tie_buf *out, tie_shelf_place place) {
    tie_pack(out, place.chunk);
    tie_pack(out, place.offset);
    tie_pack(out, place.bytes);
}

static tie_shelf_place get_place(tie_packed *reader) {
    tie_shelf_place place;
    place.chunk = (uint32_t)tie_unpack(reader);
    place.offset = (uint32_t)tie_unpack(reader);
    place.bytes = (uint32_t)tie_unpack(reader);
    return place;
}

enum { GROUPED = 1, WHOLE = 2, JOINED = 4 };

static void put_document(const tie_repeat_known *known, tie_buf *out, const document *d) {
    tie_pack_hash(out, d->name);
    tie_pack_hash(out, d->text_hash);
    tie_pack_hash(out, d->saying.all);
    tie_pack_hash(out, d->saying.least);
    tie_pack(out, (uint32_t)d->day);
    tie_pack(out, (d->grouped ? GROUPED : 0) | (d->whole ? WHOLE : 0) | (d->joined ? JOINED : 0));
    tie_pack(out, d->number);
    tie_pack(out, d->tokens);
    tie_pack(out, d->sentences);
    put_place(out, d->columns);
    for (uint32_t i = 0; i < pieces_of(d->tokens); i++)
        put_place(out, known->pieces.items[d->first_piece + i]);
}

static void get_document(tie_repeat_known *known, tie_packed *reader) {
    document *d = TIE_PUSH(known->arena, &known->before);
    *d = (document){0};
    d->name = tie_unpack_hash(reader);
    d->text_hash = tie_unpack_hash(reader);
    d->saying.all = tie_unpack_hash(reader);
    d->saying.least = tie_unpack_hash(reader);
    d->day = (int32_t)(uint32_t)tie_unpack(reader);
    uint64_t flags = tie_unpack(reader);
    d->grouped = flags & GROUPED;
    d->whole = flags & WHOLE;
    d->joined = flags & JOINED;
    d->number = (uint32_t)tie_unpack(reader);
    d->tokens = (uint32_t)tie_unpack(reader);
    d->sentences = (uint32_t)tie_unpack(reader);
    d->columns = get_place(reader);
    d->first_piece = (uint32_t)known->pieces.count;
    for (uint32_t n = pieces_of(d->tokens); n > 0 && reader->good; n--)
        *TIE_PUSH(known->arena, &known->pieces) = get_place(reader);
}

static uint64_t identity(const document *d) {
    uint64_t facts = (uint64_t)(uint32_t)d->day << 1 | d->grouped;
    return tie_hash_mix(tie_hash_mix(d->name, d->text_hash), facts);
}

/* Documents of one identity are told apart by nothing: the last one is taken first. */
static void index_documents(tie_repeat_known *known) {
    tie_map_reserve(&known->places, known->arena, known->before.count);
    known->next = TIE_NEW(known->arena, uint32_t, known->before.count);
    known->taken = TIE_NEW(known->arena, bool, known->before.count);
    for (uint32_t i = 0; i < known->before.count; i++) {
        if (!known->before.items[i].whole)
            continue;
        uint64_t key = identity(&known->before.items[i]);
        if (tie_map_put(&known->places, known->arena, key, i + 1))
            continue;
        uint32_t *last = tie_map_find(&known->places, key);
        known->next[i] = *last;
        *last = i + 1;
    }
}

/* Room for so many documents, in so many bytes, and as many as there were. */
static void reserve(tie_repeat_known *known, uint64_t count, size_t bytes) {
    enum { LEAST_DOCUMENT = 4 * sizeof(uint64_t), LEAST_PLACE = 3 };
    size_t most = bytes / LEAST_DOCUMENT;
    most = count < most ? (size_t)count : most;
    TIE_RESERVE(known->arena, &known->before, most + 1);
    TIE_RESERVE(known->arena, &known->now, most + most / 8 + 1);
    TIE_RESERVE(known->arena, &known->pieces,
                (bytes - most * LEAST_DOCUMENT) / LEAST_PLACE / 2 + 1);
}

tie_repeat_known *tie_known_new(tie_arena *arena, const tie_repeat_memory *memory) {
    tie_repeat_known *known = TIE_NEW(arena, tie_repeat_known, 1);
    known->memory = memory;
    known->arena = arena;
    tie_shelf_init(&known->tokens, memory, "tokens", arena);
    tie_shelf_init(&known->columns, memory, "columns", arena);
    known->writer = tie_arena_alloc(arena, sizeof *known->writer, alignof(tie_known_writer));
    known->writer->count = 0;
    known->vocabulary = tie_vocabulary_new(memory, arena, &known->damaged);
    tie_str part = tie_repeat_part_get(memory, arena, PART, &known->damaged);
    known->first = part.len == 0;
    known->in_order = part.len > 0;
    if (part.len) {
        tie_packed reader = tie_packed_new(part);
        tie_shelf_get_list(&known->tokens, &reader);
        tie_shelf_get_list(&known->columns, &reader);
        known->damaged |= tie_unpack(&reader) != known->vocabulary.known;
        known->next_number = (uint32_t)tie_unpack(&reader);
        uint64_t count = tie_unpack(&reader);
        reserve(known, count, (size_t)(reader.end - reader.at));
        for (; count > 0 && reader.good; count--)
            get_document(known, &reader);
        if (!reader.good) {
            known->damaged = true;
            known->before.count = 0; /* the last one lacks pieces */
        }
    }
    index_documents(known);
    return known;
}

void tie_known_release(tie_repeat_known *known) {
    if (!known)
        return;
    tie_shelf_release(&known->tokens);
    tie_shelf_release(&known->columns);
}

bool tie_known_damaged(const tie_repeat_known *known) {
    return known && (known->damaged || known->tokens.damaged || known->columns.damaged);
}

/* ---- Documents ---- */

/* Is the next document in the file of the one before it? */
static bool joins(tie_repeat_known *known, tie_repeat_origin origin) {
    bool joined = origin.file && origin.file == known->last_file;
    known->last_file = origin.file;
    return joined;
}

bool tie_known_recall(tie_repeat_known *known, tie_repeat_origin origin, uint64_t text_hash) {
    document asked = {.name = origin.name,
                      .text_hash = text_hash,
                      .day = origin.day,
                      .grouped = origin.file != 0};
    uint32_t *place = tie_map_find(&known->places, identity(&asked));
    if (!place || !*place)
        return false;
    uint32_t at = *place - 1;
    *place = known->next[at];
    known->taken[at] = true;
    bool joined = joins(known, origin);
    known->in_order &= at == known->now.count && joined == known->before.items[at].joined;
    document *now = TIE_PUSH(known->arena, &known->now);
    *now = known->before.items[at];
    now->joined = joined;
    return true;
}

void tie_known_enter(tie_repeat_known *known, tie_repeat_origin origin, uint64_t text_hash) {
    *TIE_PUSH(known->arena, &known->now) = (document){.name = origin.name,
                                                      .text_hash = text_hash,
                                                      .day = origin.day,
                                                      .number = known->next_number++,
                                                      .first_piece = (uint32_t)known->pieces.count,
                                                      .grouped = origin.file != 0,
                                                      .joined = joins(known, origin),
                                                      .is_new = true,
                                                      .whole = true};
    known->in_order = false;
    known->writer->from = 0;
}

void tie_known_doubt(tie_repeat_known *known) {
    known->now.items[known->now.count - 1].whole = false;
}

bool tie_known_same(const tie_repeat_known *known) {
    return known->in_order && known->now.count == known->before.count;
}

/* ---- Tokens ---- */

/* A piece: where the token before it ends, then of each token its word, its length, and its
 * distance from the one before it unless that is one byte. */
enum {
    NEXT = 0x80, /* of a length: one byte behind the token before */
    TOKEN_BYTES = TIE_VOCABULARY_BYTES + 1 + 5
};

static void end_piece(tie_repeat_known *known) {
    tie_known_writer *w = known->writer;
    char bytes[sizeof w->from + TIE_PIECE_TOKENS * TOKEN_BYTES], *at = bytes;
    memcpy(at, &w->from, sizeof w->from);
    at += sizeof w->from;
    for (uint32_t i = 0; i < w->count; i++) {
        const tie_repeat_token *token = &w->tokens[i];
        uint32_t gap = token->start - w->from;
        at = tie_vocabulary_write(&known->vocabulary, token->word, at);
        *at++ = (char)(token->len | (gap == 1 ? NEXT : 0));
        at = gap == 1 ? at : tie_pack_at(at, gap);
        w->from = token->start + (token->len & TIE_REPEAT_LEN);
    }
    tie_buf_add(tie_shelf_begin(&known->tokens), (tie_str){bytes, (size_t)(at - bytes)});
    *TIE_PUSH(known->arena, &known->pieces) = tie_shelf_end(&known->tokens);
    w->count = 0;
}

void tie_known_add(tie_repeat_known *known, const tie_repeat_token *token) {
    tie_known_writer *w = known->writer;
    w->tokens[w->count++] = *token;
    known->now.items[known->now.count - 1].tokens++;
    if (w->count == TIE_PIECE_TOKENS)
        end_piece(known);
}

void tie_known_leave(tie_repeat_known *known, tie_repeat_saying saying, uint32_t sentences,
                     tie_shelf_place columns) {
    document *d = &known->now.items[known->now.count - 1];
    if (known->writer->count)
        end_piece(known);
    d->saying = saying;
    d->sentences = sentences;
    d->columns = columns;
}

/* Tokens [from, end) of a piece. */
static bool read_piece(const tie_vocabulary *vocabulary, tie_str piece, uint32_t from, uint32_t end,
                       tie_repeat_token *out) {
    tie_packed reader = tie_packed_new(piece);
    uint32_t at;
    if (piece.len < sizeof at)
        return false;
    memcpy(&at, reader.at, sizeof at);
    reader.at += sizeof at;
    for (uint32_t i = 0; i < end; i++) {
        tie_repeat_token token = {.word = tie_vocabulary_read(vocabulary, &reader)};
        uint64_t len = tie_unpack_byte(&reader);
        token.start = at + (len & NEXT ? 1 : (uint32_t)tie_unpack(&reader));
        token.len = (uint8_t)(len & (NEXT - 1));
        at = token.start + (token.len & TIE_REPEAT_LEN);
        if (i >= from)
            *out++ = token;
    }
    return reader.good;
}

void tie_known_tokens(tie_repeat_known *known, const document *d, uint32_t from, uint32_t count,
                      tie_repeat_token *out) {
    bool there = from <= d->tokens && count <= d->tokens - from;
    for (uint32_t end = from + count; from < end;) {
        uint32_t piece = from / TIE_PIECE_TOKENS, first = piece * TIE_PIECE_TOKENS;
        uint32_t stop = end - first < TIE_PIECE_TOKENS ? end - first : TIE_PIECE_TOKENS;
        tie_shelf_place place =
            there ? known->pieces.items[d->first_piece + piece] : (tie_shelf_place){0};
        tie_str bytes = tie_shelf_read(&known->tokens, place);
        if (!read_piece(&known->vocabulary, bytes, from - first, stop, out)) {
            memset(out, 0, (size_t)(end - from) * sizeof *out);
            known->damaged = true;
            return;
        }
        out += stop - (from - first);
        from = first + stop;
    }
}

/* ---- Revisions ---- */

static uint32_t count_same(const tie_repeat_token *a, const tie_repeat_token *b, uint32_t count) {
    uint32_t i = 0;
    while (i < count && a[i].word == b[i].word && a[i].start == b[i].start && a[i].len == b[i].len)
        i++;
    return i;
}

/* Tokens with which both begin. */
static uint32_t count_alike(tie_repeat_known *known, const document *a, const document *b) {
    enum { STEP = TIE_PIECE_TOKENS };
    tie_repeat_token x[STEP], y[STEP];
    uint32_t alike = 0, least = a->tokens < b->tokens ? a->tokens : b->tokens;
    for (uint32_t same = STEP; same == STEP && alike < least; alike += same) {
        uint32_t count = least - alike < STEP ? least - alike : STEP;
        tie_known_tokens(known, a, alike, count, x);
        tie_known_tokens(known, b, alike, count, y);
        same = count_same(x, y, count);
    }
    return alike;
}

static uint64_t title(const document *d) { return tie_hash_mix(d->name, (uint32_t)d->day); }

void tie_known_close(tie_repeat_known *known) {
    tie_map gone = {0};
    for (uint32_t i = 0; i < known->before.count; i++)
        if (!known->taken[i])
            tie_map_put(&gone, known->arena, title(&known->before.items[i]), i);
    for (size_t i = 0; gone.count && i < known->now.count; i++) {
        document *now = &known->now.items[i];
        const uint32_t *was = tie_map_find(&gone, title(now));
        if (!now->is_new || !was)
            continue;
        now->revises = known->before.items[*was].number;
        now->alike = count_alike(known, &known->before.items[*was], now);
    }
}

/* ---- For the next search ---- */

/* Every piece of every document. */
static void each_place(tie_repeat_known *known, bool move) {
    for (size_t i = 0; i < known->now.count; i++) {
        document *d = &known->now.items[i];
        tie_shelf_place *pieces = known->pieces.items + d->first_piece;
        for (uint32_t k = 0; k < pieces_of(d->tokens); k++)
            if (move)
                tie_shelf_move(&known->tokens, &pieces[k]);
            else
                tie_shelf_keep(&known->tokens, pieces[k]);
        if (move)
            tie_shelf_move(&known->columns, &d->columns);
        else
            tie_shelf_keep(&known->columns, d->columns);
    }
}

void tie_known_put(tie_repeat_known *known) {
    tie_shelf_count(&known->tokens);
    tie_shelf_count(&known->columns);
    each_place(known, false);
    each_place(known, true);
    tie_shelf_close(&known->tokens);
    tie_shelf_close(&known->columns);
    tie_buf part = tie_repeat_part_new(known->arena);
    tie_shelf_put_list(&known->tokens, &part);
    tie_shelf_put_list(&known->columns, &part);
    tie_vocabulary_put(&known->vocabulary, known->memory);
    tie_pack(&part, known->vocabulary.known);
    tie_pack(&part, known->next_number);
    tie_pack(&part, known->now.count);
    for (size_t i = 0; i < known->now.count; i++)
        put_document(known, &part, &known->now.items[i]);
    tie_repeat_part_put(known->memory, PART, &part);
}
