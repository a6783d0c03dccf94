/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/ledger.h"

#include "analyze/finding.h"
#include "analyze/wording.h"

void tie_ledger_add(tie_run *run, const tie_ledger_entry *e) {
    tie_ledger *ledger = &run->ledger;
    uint64_t key = tie_hash_mix(((uint64_t)e->check << 8 | e->reason) + 1, tie_hash(e->measure));
    uint32_t a = e->claims[0], next = (uint32_t)ledger->entries.count;
    if (tie_map_put(&ledger->index, &run->arena, key, next)) {
        *TIE_PUSH(&run->arena, &ledger->entries) = *e;
        return;
    }
    tie_ledger_entry *entry = &ledger->entries.items[*tie_map_find(&ledger->index, key)];
    entry->count += e->count;
    bool first = a != TIE_NO_CLAIM &&
                 (entry->claims[0] == TIE_NO_CLAIM || run->order[a] < run->order[entry->claims[0]]);
    if (first)
        memcpy(entry->claims, e->claims, sizeof entry->claims);
}

void tie_ledger_skip(tie_run *run, tie_check_id check, tie_reason reason, tie_str measure,
                     uint32_t a, uint32_t b) {
    tie_ledger_add(run, &(tie_ledger_entry){check, reason, measure, 1, {a, b}});
}

static tie_str message(tie_run *run, const tie_ledger_entry *e) {
    tie_buf buf = tie_buf_new(&run->arena);
    if (e->reason == TIE_REASON_TEXT)
        tie_word_count(&buf, e->count, "document", "documents");
    else if (e->check == TIE_CHECK_TREND)
        tie_word_count(&buf, e->count, "series", "series");
    else
        tie_word_count(&buf, e->count, "figure", "figures");
    if (e->measure.len)
        tie_buf_printf(&buf, " of %.*s", TIE_FMT(e->measure));
    tie_buf_printf(&buf, " not compared: %s", tie_reason_words(tie_reason_name(e->reason)));
    return tie_buf_str(&buf);
}

void tie_ledger_close(tie_run *run) {
    for (size_t i = 0; i < run->ledger.entries.count; i++) {
        const tie_ledger_entry *e = &run->ledger.entries.items[i];
        tie_draft draft = tie_draft_new(TIE_ROW_SKIPPED, e->check, TIE_VERDICT_NOT_COMPARABLE);
        draft.row.reason = tie_reason_name(e->reason);
        draft.row.count = e->count;
        draft.row.measure = e->measure;
        draft.row.message = message(run, e);
        for (int k = 0; k < 2; k++)
            if (e->claims[k] != TIE_NO_CLAIM)
                tie_draft_claim(run, &draft, "example", e->claims[k]);
        tie_draft_add(run, &draft);
    }
}
