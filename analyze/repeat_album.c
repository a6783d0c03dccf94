/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/repeat_album.h"

typedef tie_album_page page;

static const tie_str PART = {"clusters", 8};

/* ---- The list of pages ---- */

static void put_place(tie_buf *out, tie_shelf_place place) {
    tie_pack(out, place.bytes);
    if (!place.bytes)
        return;
    tie_pack(out, place.chunk);
    tie_pack(out, place.offset);
}

static tie_shelf_place get_place(tie_packed *reader) {
    tie_shelf_place place = {.bytes = (uint32_t)tie_unpack(reader)};
    if (place.bytes) {
        place.chunk = (uint32_t)tie_unpack(reader);
        place.offset = (uint32_t)tie_unpack(reader);
    }
    return place;
}

static void get_page(tie_repeat_album *album, tie_packed *reader) {
    uint32_t number = (uint32_t)album->pages.count;
    page *p = TIE_PUSH(album->arena, &album->pages);
    *p = (page){.key = tie_unpack_hash(reader)};
    p->place = get_place(reader);
    p->remark = get_place(reader);
    p->note = (uint32_t)tie_unpack(reader);
    tie_map_put(&album->places, album->arena, p->key, number);
}

tie_repeat_album *tie_album_new(tie_arena *arena, const tie_repeat_memory *memory, bool first) {
    tie_repeat_album *album = TIE_NEW(arena, tie_repeat_album, 1);
    album->arena = arena;
    tie_shelf_init(&album->shelf, memory, "clusters", arena);
    tie_str part = tie_repeat_part_get(memory, arena, PART, &album->damaged);
    if (part.len) {
        tie_packed reader = tie_packed_new(part);
        tie_shelf_get_list(&album->shelf, &reader);
        uint64_t count = tie_unpack(&reader), most = (size_t)(reader.end - reader.at) / 10;
        TIE_RESERVE(arena, &album->pages, (size_t)((count < most ? count : most) * 5 / 4 + 1));
        tie_map_reserve(&album->places, arena, (size_t)(count < most ? count : most));
        for (; count > 0 && reader.good; count--)
            get_page(album, &reader);
        album->damaged |= !reader.good || first;
    }
    return album;
}

void tie_album_release(tie_repeat_album *album) {
    if (album)
        tie_shelf_release(&album->shelf);
}

bool tie_album_damaged(const tie_repeat_album *album) {
    return album && (album->damaged || album->shelf.damaged);
}

static page *find_page(const tie_repeat_album *album, uint64_t key) {
    const uint32_t *number = tie_map_find(&album->places, key);
    return number ? &album->pages.items[*number] : NULL;
}

/* Valid until the next piece is read. */
static tie_str read_remark(tie_repeat_album *album, const page *p) {
    return p->remark.bytes ? tie_shelf_read(&album->shelf, p->remark) : (tie_str){0};
}

bool tie_album_use(tie_repeat_album *album, uint64_t key, uint32_t *note) {
    page *p = find_page(album, key);
    if (!p)
        return false;
    p->used = true;
    *note = p->note;
    return true;
}

void tie_album_rename(tie_repeat_album *album, uint64_t key, uint64_t new) {
    const page *p = find_page(album, key);
    if (!p)
        return;
    page copy = {.key = new, .place = p->place, .remark = p->remark, .used = true};
    tie_map_put(&album->places, album->arena, new, (uint32_t)album->pages.count);
    *TIE_PUSH(album->arena, &album->pages) = copy;
    album->changed = true;
}

void tie_album_note(tie_repeat_album *album, uint64_t key, uint32_t note, tie_str remark) {
    page *p = find_page(album, key);
    tie_str before = read_remark(album, p);
    album->changed |= p->note != note;
    p->note = note;
    if (tie_str_eq(before, remark))
        return;
    p->remark = (tie_shelf_place){0};
    if (remark.len) {
        tie_buf_add(tie_shelf_begin(&album->shelf), remark);
        p->remark = tie_shelf_end(&album->shelf);
    }
    album->changed = true;
}

tie_str tie_album_remark(tie_repeat_album *album, uint64_t key, tie_arena *arena) {
    const page *p = find_page(album, key);
    return p ? tie_arena_str(arena, read_remark(album, p)) : (tie_str){0};
}

static void drop_unused(tie_repeat_album *album) {
    size_t kept = 0;
    for (size_t i = 0; i < album->pages.count; i++)
        if (album->pages.items[i].used)
            album->pages.items[kept++] = album->pages.items[i];
    album->changed |= kept < album->pages.count;
    album->pages.count = kept;
}

void tie_album_put(tie_repeat_album *album) {
    drop_unused(album);
    if (!album->changed)
        return;
    tie_shelf *shelf = &album->shelf;
    tie_shelf_count(shelf);
    for (size_t i = 0; i < album->pages.count; i++) {
        tie_shelf_keep(shelf, album->pages.items[i].place);
        tie_shelf_keep(shelf, album->pages.items[i].remark);
    }
    for (size_t i = 0; i < album->pages.count; i++) {
        tie_shelf_move(shelf, &album->pages.items[i].place);
        if (album->pages.items[i].remark.bytes)
            tie_shelf_move(shelf, &album->pages.items[i].remark);
    }
    tie_shelf_close(shelf);
    tie_buf part = tie_repeat_part_new(album->arena);
    tie_shelf_put_list(shelf, &part);
    tie_pack(&part, album->pages.count);
    for (size_t i = 0; i < album->pages.count; i++) {
        const page *p = &album->pages.items[i];
        tie_pack_hash(&part, p->key);
        put_place(&part, p->place);
        put_place(&part, p->remark);
        tie_pack(&part, p->note);
    }
    tie_repeat_part_put(shelf->memory, PART, &part);
}

/* ---- Writing a cluster ---- */

/* A slot says its value only where it is not that of its column. */
enum { OP_BITS = 2, OWN_VALUE = 1 << OP_BITS, LEN_SHIFT = OP_BITS + 1, DIFFERS = 1, DATE = 2 };

static uint32_t known_value(const uint32_t *values, const tie_repeat_slot *slot) {
    return slot->column == TIE_REPEAT_NO_COLUMN ? 0 : values[slot->column];
}

static void put_span(tie_buf *out, tie_span span, uint64_t from) {
    tie_pack(out, span.start - from);
    tie_pack(out, span.end - span.start);
}

static void put_slots(tie_buf *out, const tie_repeat_member *m, const uint32_t *values) {
    uint64_t at = m->span.start;
    tie_pack(out, m->slot_count);
    for (size_t i = 0; i < m->slot_count; i++) {
        const tie_repeat_slot *s = &m->slots[i];
        bool own = s->value != known_value(values, s);
        uint64_t len = s->span.end - s->span.start;
        tie_pack(out, s->span.start - at);
        tie_pack(out, len << LEN_SHIFT | (own ? OWN_VALUE : 0) | s->op);
        tie_pack(out, (uint32_t)(s->column + 1)); /* 0: none */
        if (own)
            tie_pack(out, s->value);
        at = s->span.start;
    }
}

/* The values of the columns, as the canonical member has them. */
static uint32_t *values_of(tie_arena *arena, const tie_repeat_cluster *c, size_t canonical) {
    uint32_t *values = TIE_NEW(arena, uint32_t, c->column_count);
    const tie_repeat_member *m = &c->members[canonical];
    for (size_t i = 0; i < m->slot_count; i++)
        if (m->slots[i].column != TIE_REPEAT_NO_COLUMN)
            values[m->slots[i].column] = m->slots[i].value;
    return values;
}

static void put_cluster(tie_buf *out, const tie_repeat_cluster *c, tie_arena *scratch) {
    size_t canonical = 0;
    while (!c->members[canonical].canonical)
        canonical++;
    const uint32_t *values = values_of(scratch, c, canonical);
    tie_pack(out, c->member_count);
    tie_pack(out, canonical);
    tie_pack(out, c->column_count);
    uint64_t at = c->members[canonical].span.start;
    tie_pack(out, at);
    for (size_t i = 0; i < c->column_count; i++) {
        const tie_repeat_column *column = &c->columns[i];
        put_span(out, column->span, at);
        tie_pack(out, (column->differs ? DIFFERS : 0) | (column->date ? DATE : 0));
        tie_pack(out, values[i]);
        at = column->span.start;
    }
    for (size_t i = 0; i < c->member_count; i++) {
        put_span(out, c->members[i].span, 0);
        put_slots(out, &c->members[i], values);
    }
}

void tie_album_add(tie_repeat_album *album, uint64_t key, const tie_repeat_cluster *cluster,
                   tie_arena *scratch) {
    tie_mark mark = tie_arena_mark(scratch);
    put_cluster(tie_shelf_begin(&album->shelf), cluster, scratch);
    tie_arena_rewind(scratch, mark);
    uint32_t number = (uint32_t)album->pages.count;
    *TIE_PUSH(album->arena, &album->pages) =
        (page){.key = key, .place = tie_shelf_end(&album->shelf), .used = true};
    tie_map_put(&album->places, album->arena, key, number);
    album->changed = true;
}

/* ---- Reading a cluster ---- */

static tie_span get_span(tie_packed *reader, uint64_t from) {
    uint64_t start = from + tie_unpack(reader);
    return (tie_span){start, start + tie_unpack(reader)};
}

/* How many there are, each of at least so many bytes. */
static size_t get_count(tie_packed *reader, size_t least_bytes) {
    uint64_t count = tie_unpack(reader);
    if (count > (size_t)(reader->end - reader->at) / least_bytes) {
        reader->good = false;
        return 0;
    }
    return (size_t)count;
}

static void get_slots(tie_packed *reader, tie_arena *arena, const uint32_t *values,
                      size_t column_count, tie_repeat_member *m) {
    m->slot_count = get_count(reader, 3);
    tie_repeat_slot *slots =
        tie_arena_alloc(arena, m->slot_count * sizeof *slots, alignof(tie_repeat_slot));
    uint64_t at = m->span.start;
    for (size_t i = 0; i < m->slot_count; i++) {
        at += tie_unpack(reader);
        uint64_t bits = tie_unpack(reader);
        tie_repeat_slot *s = &slots[i];
        s->span = (tie_span){at, at + (bits >> LEN_SHIFT)};
        s->op = (tie_slot_op)(bits & (OWN_VALUE - 1));
        s->column = (uint32_t)tie_unpack(reader) - 1;
        if (s->column != TIE_REPEAT_NO_COLUMN && s->column >= column_count) {
            reader->good = false;
            s->column = TIE_REPEAT_NO_COLUMN;
        }
        s->value = bits & OWN_VALUE ? (uint32_t)tie_unpack(reader) : known_value(values, s);
    }
    m->slots = slots;
}

static bool get_cluster(tie_packed *reader, const uint32_t *documents, size_t count,
                        tie_arena *arena, tie_repeat_cluster *out) {
    out->member_count = get_count(reader, 3);
    reader->good &= out->member_count == count;
    size_t canonical = (size_t)tie_unpack(reader);
    out->column_count = get_count(reader, 4);
    uint64_t at = tie_unpack(reader);
    tie_repeat_column *columns = TIE_NEW(arena, tie_repeat_column, out->column_count);
    uint32_t *values = TIE_NEW(arena, uint32_t, out->column_count);
    for (size_t i = 0; i < out->column_count; i++) {
        columns[i].span = get_span(reader, at);
        uint64_t flags = tie_unpack(reader);
        columns[i].differs = flags & DIFFERS;
        columns[i].date = flags & DATE;
        values[i] = (uint32_t)tie_unpack(reader);
        at = columns[i].span.start;
    }
    tie_repeat_member *members = TIE_NEW(arena, tie_repeat_member, out->member_count);
    for (size_t i = 0; i < out->member_count && reader->good; i++) {
        members[i].doc = documents[i];
        members[i].span = get_span(reader, 0);
        members[i].canonical = i == canonical;
        get_slots(reader, arena, values, out->column_count, &members[i]);
    }
    out->columns = columns;
    out->members = members;
    return reader->good;
}

bool tie_album_get(tie_repeat_album *album, uint64_t key, const uint32_t *documents, size_t count,
                   tie_arena *arena, tie_repeat_cluster *out) {
    const page *p = find_page(album, key);
    if (!p)
        return false;
    tie_packed reader = tie_packed_new(tie_shelf_read(&album->shelf, p->place));
    if (!get_cluster(&reader, documents, count, arena, out))
        album->damaged = true;
    return !album->damaged;
}
