/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of rows: read, and compared with the documents of this search. */
#include "analyze/repeat_segment.h"

#include "analyze/repeat_revise.h"
#include "analyze/repeat_stage.h"
#include "base/hash.h"

/* Followed by the segments and the rows. */
typedef struct table_head {
    uint32_t magic; /* in the byte order of the machine: another one's table is none */
    uint32_t common;
    uint32_t segments, rows;
    uint32_t next_base, next_id;
    uint32_t edge_parts, walk_parts;
} table_head;

enum { MAGIC = 0x74726701 };

#define TABLE TIE_STR("segment/table")

/* ---- The table ---- */

/* All rows lie in the sequence of tokens. */
static bool rows_fit(const tie_repeat_segments *s, uint32_t end) {
    for (size_t i = 0; i < s->old_rows; i++) {
        const tie_repeat_row *row = &s->rows.items[i];
        if (row->base % TIE_BLOCK_TOKENS || row->base > end || row->tokens > end - row->base)
            return false;
    }
    return true;
}

static void read_table(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    tie_str bytes = tie__repeats_get(r, TABLE);
    table_head head;
    if (bytes.len < sizeof head)
        return;
    memcpy(&head, bytes.ptr, sizeof head);
    size_t list_bytes = head.segments * sizeof *s->list.items;
    size_t row_bytes = head.rows * sizeof *s->rows.items;
    if (head.magic != MAGIC || head.common != r->options.common ||
        bytes.len != sizeof head + list_bytes + row_bytes)
        return;
    s->rows.items = TIE_NEW(&r->early, tie_repeat_row, head.rows);
    s->rows.count = s->rows.capacity = s->old_rows = head.rows;
    for (uint32_t i = 0; i < head.segments; i++)
        *TIE_PUSH(&r->early, &s->list) = (tie_repeat_segment){0};
    if (head.segments)
        memcpy(s->list.items, bytes.ptr + sizeof head, list_bytes);
    if (head.rows)
        memcpy(s->rows.items, bytes.ptr + sizeof head + list_bytes, row_bytes);
    s->next_base = head.next_base;
    s->next_id = head.next_id;
    s->edge_parts = head.edge_parts;
    s->walk_parts = head.walk_parts;
    if (!rows_fit(s, head.next_base)) {
        r->damaged = true;
        s->rows.count = s->old_rows = s->list.count = 0;
    }
}

static char *append(char *at, const void *bytes, size_t len) {
    if (len)
        memcpy(at, bytes, len);
    return at + len;
}

void tie__repeats_put_table(tie_repeats *r) {
    const tie_repeat_segments *s = &r->segments;
    size_t old = s->compact ? 0 : s->list.count, new = s->fresh.postings > 0;
    table_head head = {.magic = MAGIC,
                       .common = r->options.common,
                       .segments = (uint32_t)(old + new),
                       .rows = (uint32_t)r->store.documents.count,
                       .next_base = s->next_written,
                       .next_id = s->next_id,
                       .edge_parts = s->edge_parts,
                       .walk_parts = s->walk_parts};
    tie_mark mark = tie_arena_mark(&r->scratch);
    size_t len = sizeof head + (old + new) * sizeof s->fresh + head.rows * sizeof(tie_repeat_row);
    char *bytes = tie_arena_alloc(&r->scratch, len, 1), *at = append(bytes, &head, sizeof head);
    at = append(at, s->list.items, old * sizeof s->fresh);
    at = append(at, &s->fresh, new * sizeof s->fresh);
    for (uint32_t i = 0; i < head.rows; i++) {
        tie_repeat_row row = s->rows.items[s->row_of[i]];
        row.base = s->written[i];
        row.rank = r->rank[i];
        at = append(at, &row, sizeof row);
    }
    tie__repeats_put(r, TABLE, (tie_str){bytes, len});
    tie_arena_rewind(&r->scratch, mark);
}

/* ---- Documents ---- */

/* Hash of the sentences that a document leaves to their twins. */
static uint64_t leads_of(const tie_repeats *r, uint32_t document) {
    const tie_repeat_document *documents = r->store.documents.items;
    uint32_t first = documents[document].first_sentence;
    uint32_t end = document + 1u < r->store.documents.count ? documents[document + 1].first_sentence
                                                            : r->store.sentence_count;
    uint64_t hash = 0;
    for (uint32_t i = first; i < end; i++)
        if (!tie_repeat_leads(&r->twins, i))
            hash = tie_hash_mix(hash, i - first);
    return hash;
}

static uint32_t tokens_of(const tie_repeats *r, uint32_t document) {
    return tie_repeat_document_end(&r->store, document) -
           r->store.documents.items[document].first_token;
}

/* Takes a place for so many tokens; false: there is none left. */
static bool reserve(uint32_t *next, uint32_t tokens, uint32_t *base) {
    uint64_t blocks = ((uint64_t)tokens + TIE_BLOCK_TOKENS - 1) / TIE_BLOCK_TOKENS;
    uint64_t end = *next + blocks * TIE_BLOCK_TOKENS;
    *base = *next;
    *next = (uint32_t)end;
    return end < UINT32_MAX;
}

/* A row for each document; false: there is no room for them. */
static bool place_documents(tie_repeats *r, const uint64_t *leads) {
    tie_repeat_segments *s = &r->segments;
    tie_map rows = {0};
    for (uint32_t i = 0; i < s->old_rows; i++) {
        s->rows.items[i].document = UINT32_MAX;
        tie_map_put(&rows, &r->scratch, tie_hash_mix(0, s->rows.items[i].number), i);
    }
    for (uint32_t i = 0; i < r->store.documents.count; i++) {
        const tie_repeat_document *d = &r->store.documents.items[i];
        const uint32_t *known = d->known ? tie_map_find(&rows, tie_hash_mix(0, d->number)) : NULL;
        tie_repeat_row *row = known ? &s->rows.items[*known] : NULL;
        tie_repeat_row new = {.leads = leads[i], .number = d->number, .tokens = tokens_of(r, i)};
        if (row && row->leads == new.leads && row->tokens == new.tokens) {
            row->document = i;
            s->row_of[i] = *known;
            continue;
        }
        new.document = i;
        s->row_of[i] = (uint32_t)s->rows.count;
        if (!reserve(&s->next_base, new.tokens, &new.base))
            return false;
        *TIE_PUSH(&r->early, &s->rows) = new;
    }
    return true;
}

/* Did most documents stay, and in the order of their ranks? */
static bool most_stay(tie_repeats *r) {
    const tie_repeat_segments *s = &r->segments;
    size_t count = r->store.documents.count, kept = 0;
    uint32_t *by_rank = TIE_NEW(&r->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        by_rank[r->rank[i]] = i;
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        if (!tie__repeats_kept(r, by_rank[i]))
            continue;
        uint32_t rank = s->rows.items[s->row_of[by_rank[i]]].rank;
        if (rank < last)
            return false;
        last = rank;
        kept++;
    }
    return kept * 2 >= count;
}

static void start_over(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    for (size_t i = 0; i < s->list.count; i++)
        *TIE_PUSH(&r->early, &s->stale) = s->list.items[i].id;
    s->list.count = s->rows.count = s->old_rows = 0;
    s->next_base = 0;
}

/* ---- Blocks ---- */

void tie__repeats_index_row(tie_repeat_segments *s, uint32_t number, tie_repeat_state state) {
    const tie_repeat_row *row = &s->rows.items[number];
    for (uint64_t at = row->base; at < (uint64_t)row->base + row->tokens; at += TIE_BLOCK_TOKENS) {
        s->block_rows[at / TIE_BLOCK_TOKENS] = number;
        s->block_states[at / TIE_BLOCK_TOKENS] = (uint8_t)state;
    }
}

static void index_rows(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    s->blocks = s->next_base / TIE_BLOCK_TOKENS + 1;
    s->block_states = TIE_NEW(&r->early, uint8_t, s->blocks);
    s->block_others = TIE_NEW(&r->early, uint64_t, s->blocks / 64 + 1);
    s->block_rows = tie_arena_alloc(&r->early, s->blocks * sizeof(uint32_t), alignof(uint32_t));
    for (uint32_t i = 0; i < s->rows.count; i++) {
        bool gone = s->rows.items[i].document == UINT32_MAX;
        tie_repeat_state state = i >= s->old_rows ? TIE_ROW_NEW
                                 : gone           ? TIE_ROW_GONE
                                                  : TIE_ROW_KEPT;
        tie__repeats_index_row(s, i, state);
        s->changed |= state != TIE_ROW_KEPT;
    }
}

/* Tiles as if new documents came before all others: what is new meets one tile after the other. */
static void place_tiles(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    uint64_t tokens = 0;
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < r->store.documents.count; i++)
            if (tie__repeats_kept(r, i) == round) {
                s->spots[s->row_of[i]].tile = tie__repeats_tile(r, tokens);
                tokens += s->rows.items[s->row_of[i]].tokens;
            }
}

static void find_spots(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    s->spots = TIE_NEW(&r->early, tie_repeat_spot, s->rows.count);
    for (uint32_t i = 0; i < s->rows.count; i++) {
        s->spots[i].old_rank = s->rows.items[i].rank;
        s->spots[i].partner = TIE_NO_ROW;
    }
    for (uint32_t i = 0; i < r->store.documents.count; i++) {
        tie_repeat_spot *spot = &s->spots[s->row_of[i]];
        spot->offset = tie__repeats_offset(r, i);
        spot->rank = r->rank[i];
    }
    place_tiles(r);
}

/* Are segments many, or a quarter of the postings dead? */
static bool is_scattered(const tie_repeat_segments *s) {
    uint64_t all = 0, living = 0;
    for (size_t i = 0; i < s->list.count; i++)
        all += s->list.items[i].postings;
    for (size_t i = 0; i < s->old_rows; i++)
        if (s->rows.items[i].document != UINT32_MAX)
            living += s->rows.items[i].postings;
    return s->list.count >= TIE_SEGMENTS_MAX || (all - living) * 4 > all;
}

/* Where postings will be read from the next time. */
static void plan_writing(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    s->compact = is_scattered(s);
    s->fresh.id = s->next_id++;
    s->next_written = s->compact ? 0 : s->next_base;
    s->written = TIE_NEW(&r->early, uint32_t, r->store.documents.count);
    for (uint32_t i = 0; i < r->store.documents.count; i++) {
        const tie_repeat_row *row = &s->rows.items[s->row_of[i]];
        s->written[i] = row->base;
        if (s->compact)
            reserve(&s->next_written, row->tokens, &s->written[i]);
    }
    for (size_t i = 0; s->compact && i < s->list.count; i++)
        *TIE_PUSH(&r->early, &s->stale) = s->list.items[i].id;
}

/* ---- The whole ---- */

bool tie__repeats_kept(const tie_repeats *r, uint32_t document) {
    const tie_repeat_segments *s = &r->segments;
    return s->on && s->row_of[document] < s->old_rows;
}

uint32_t tie__repeats_offset(const tie_repeats *r, uint32_t document) {
    const tie_repeat_segments *s = &r->segments;
    return s->on ? s->rows.items[s->row_of[document]].base -
                       r->store.documents.items[document].first_token
                 : 0;
}

void tie__repeats_count(tie_repeats *r, uint32_t document, uint32_t postings) {
    tie_repeat_segments *s = &r->segments;
    if (s->on)
        s->rows.items[s->row_of[document]].postings = postings;
}

void tie__repeats_recall(tie_repeats *r) {
    tie_repeat_segments *s = &r->segments;
    size_t count = r->store.documents.count;
    s->on = r->options.memory != NULL;
    if (!s->on)
        return;
    tie_mark mark = tie_arena_mark(&r->scratch);
    read_table(r);
    s->row_of = TIE_NEW(&r->early, uint32_t, count);
    s->touched_by = TIE_NEW(&r->early, uint64_t, count);
    uint64_t *leads = TIE_NEW(&r->scratch, uint64_t, count);
    for (uint32_t i = 0; i < count; i++)
        leads[i] = leads_of(r, i);
    if (!place_documents(r, leads) || !most_stay(r)) {
        start_over(r);
        s->on = place_documents(r, leads);
    }
    if (s->on) {
        index_rows(r);
        find_spots(r);
        tie__repeats_find_revisions(r);
        plan_writing(r);
    } else {
        tie__repeats_forget(r, TABLE); /* more than can be counted */
    }
    tie_arena_rewind(&r->scratch, mark);
}
