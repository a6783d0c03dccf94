/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where no document has changed since the search before, its clusters are found again as they were:
 * their passages are kept as tokens of all documents. */
#include "analyze/repeat_stage.h"

#define PASSAGES TIE_STR("passages")

enum { IGNORED = 2 }; /* in the place of options.common: passages were left out */

/* Clusters are in the order of their first members, members in that of their tokens. */
void tie__repeats_put_passages(tie_repeats *r) {
    tie_buf out = tie_buf_new(&r->passing);
    tie_pack(&out, r->options.ignores ? IGNORED : r->options.common);
    tie_pack(&out, r->interval_count);
    tie_pack(&out, r->cluster_count);
    uint32_t first = 0;
    for (uint32_t c = 0; c < r->cluster_count; c++) {
        const tie_repeat_interval *v = r->intervals + r->first_interval[c];
        const tie_repeat_interval *end = r->intervals + r->first_interval[c + 1];
        uint32_t at = first;
        first = v->first;
        tie_pack(&out, (uint64_t)(end - v));
        for (; v < end; v++) {
            tie_pack(&out, v->first - at);
            tie_pack(&out, v->end - v->first);
            at = v->first;
        }
    }
    tie__repeats_put(r, PASSAGES, tie_buf_str(&out));
    tie_arena_release(&r->passing);
}

static tie_repeat_interval get_passage(const tie_repeats *r, tie_packed *reader, uint32_t at,
                                       uint32_t cluster) {
    uint64_t first = at + tie_unpack(reader), end = first + tie_unpack(reader);
    reader->good &= first < end && end <= r->store.token_count;
    return (tie_repeat_interval){(uint32_t)first, (uint32_t)end, cluster};
}

/* At most so many: each takes two bytes and more. */
static uint64_t get_count(tie_packed *reader) {
    uint64_t count = tie_unpack(reader);
    reader->good &= count <= tie_packed_left(reader);
    return reader->good ? count : 0;
}

static void get_clusters(tie_repeats *r, tie_packed *reader) {
    uint64_t all = r->interval_count, done = 0;
    uint32_t first = 0;
    for (uint32_t c = 0; c < r->cluster_count && reader->good; c++) {
        uint64_t count = tie_unpack(reader);
        reader->good &= count && count <= all - done;
        uint32_t at = first;
        for (uint64_t i = 0; i < count && reader->good; i++) {
            r->intervals[done + i] = get_passage(r, reader, at, c);
            at = r->intervals[done + i].first;
        }
        first = r->intervals[done].first;
        done += count;
        r->first_interval[c + 1] = (uint32_t)done;
    }
    reader->good &= done == all;
}

bool tie__repeats_get_passages(tie_repeats *r) {
    tie_str bytes = tie__repeats_get(r, PASSAGES);
    tie_packed reader = tie_packed_new(bytes);
    if (!bytes.len || r->options.ignores || tie_unpack(&reader) != r->options.common)
        return false;
    r->interval_count = get_count(&reader);
    r->cluster_count = (uint32_t)get_count(&reader);
    r->intervals = TIE_NEW(&r->arena, tie_repeat_interval, r->interval_count + 1);
    r->first_interval = TIE_NEW(&r->arena, uint32_t, (size_t)r->cluster_count + 1);
    get_clusters(r, &reader);
    r->damaged |= !reader.good;
    r->cluster_count = r->damaged ? 0 : r->cluster_count;
    return true;
}
