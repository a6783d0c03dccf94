/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/baseline.h"

#include "base/hash.h"
#include "rules/map.h"

static uint64_t key_of(const tie_finding *row) {
    return tie_hash_mix(row->fingerprint, row->ordinal + 1);
}

static tie_map findings_of(tie_arena *arena, const tie_result *result) {
    tie_map map = {0};
    for (size_t i = 0; i < result->row_count; i++) {
        if (result->rows[i].row == TIE_ROW_FINDING)
            tie_map_put(&map, arena, key_of(&result->rows[i]), (uint32_t)i);
    }
    return map;
}

/* Places are those of documents that the new result does not know. */
static tie_finding without_places(const tie_finding *row) {
    tie_finding bare = *row;
    bare.members = NULL;
    bare.passages = NULL;
    bare.member_count = bare.passage_count = 0;
    bare.state = TIE_STATE_ABSENT;
    return bare;
}

void tie_baseline_apply(tie_arena *arena, const tie_result *old, tie_result *result) {
    tie_map before = findings_of(arena, old), now = findings_of(arena, result);
    tie_finding *rows = TIE_NEW(arena, tie_finding, result->row_count + 1);
    TIE_VEC(tie_finding) absent = {0};
    for (size_t i = 0; i < result->row_count; i++) {
        rows[i] = result->rows[i];
        if (rows[i].row != TIE_ROW_FINDING)
            continue;
        const uint32_t *same = tie_map_find(&before, key_of(&rows[i]));
        if (!same)
            rows[i].state = TIE_STATE_NEW;
        else if (old->rows[*same].evidence == rows[i].evidence)
            rows[i].state = TIE_STATE_UNCHANGED;
        else
            rows[i].state = TIE_STATE_UPDATED;
    }
    for (size_t i = 0; i < old->row_count; i++) {
        const tie_finding *row = &old->rows[i];
        if (row->row == TIE_ROW_FINDING && !row->suppressed.len && !tie_map_find(&now, key_of(row)))
            *TIE_PUSH(arena, &absent) = without_places(row);
    }
    result->rows = rows;
    result->absent = absent.items;
    result->absent_count = absent.count;
    result->compared = true;
}
