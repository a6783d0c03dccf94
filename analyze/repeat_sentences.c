/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repeat: sentences that several places share word for word, too short or too near each other to be
 * told as a passage (repeat_check.c). Where their figures differ in one cell the comparison of that
 * cell says so; what is left to tell is that the text was copied. */
#include "analyze/stages.h"
#include "analyze/wording.h"

enum { WORDS_MIN = 8 }; /* unmasked; shorter ones recur by chance */

/* Of the words, the figures and their periods. */
static uint64_t key_of(const tie_run *run, const tie_sentence_key *s) {
    uint64_t key = s->masked;
    for (uint32_t i = 0; i < s->claim_count; i++) {
        const tie_claim *c = tie_run_claim(run, s->first_claim + i);
        tie_dec value = tie_dec_normal(c->value);
        key = tie_hash_mix(tie_hash_mix(key, (uint64_t)value.mant), (uint32_t)value.exp);
        key =
            tie_hash_mix(tie_hash_mix(key, c->hedge), run->cells.facets[i + s->first_claim].period);
    }
    return key;
}

static void report_copies(tie_run *run, const tie_sentence_key *const *copies, size_t count) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_REPEAT, TIE_VERDICT_TIES);
    for (size_t i = 0; i < count && i < TIE_MEMBERS_MAX; i++)
        tie_draft_passage(run, &draft, copies[i]);
    tie_buf buf = tie_buf_new(&run->arena);
    tie_buf_puts(&buf, "the same sentence, figures included, in ");
    tie_word_count(&buf, count, "place", "places");
    draft.row.message = tie_buf_str(&buf);
    tie_draft_add(run, &draft);
}

/* Does its figure stand in a passage of which a row tells that it was copied? Passages of one
 * document overlap little: a few before the place are enough. */
static bool is_told(const tie_run *run, const tie_claim *c) {
    enum { LOOK_BACK = 8 };
    uint64_t at = c->span.start;
    size_t low = 0, high = run->copied.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const tie_passage *p = &run->copied.items[mid];
        if (p->doc < c->doc || (p->doc == c->doc && p->span.start <= at))
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t n = 0; n < LOOK_BACK && low-- > 0 && run->copied.items[low].doc == c->doc; n++)
        if (run->copied.items[low].span.end > at)
            return true;
    return false;
}

void tie_repeated_sentences_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->sentence_count; i++) {
        const tie_sentence_key *s = &part->sentences[i];
        if (s->words >= WORDS_MIN && s->claim_count)
            tie_key_emit(run, TIE_KEY_SENTENCE, key_of(run, s), s->first_claim, 0);
    }
}

void tie_check_repeated_sentences(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_key *keys;
    size_t count = tie_keys_shared(run, TIE_KEY_SENTENCE, &keys);
    const tie_sentence_key **copies = TIE_ROOM(&run->scratch, const tie_sentence_key *, count);
    for (size_t i = 0, end; i < count; i = end) {
        size_t kept = 0;
        end = tie_keys_end(keys, count, i);
        for (size_t k = i; k < end; k++) {
            const tie_claim *first = tie_run_claim(run, keys[k].claim);
            const tie_sentence_key *s = tie_run_sentence(run, first->doc, first->sentence);
            if (s && !is_told(run, first))
                copies[kept++] = s;
        }
        if (kept > 1)
            report_copies(run, copies, kept);
    }
    tie_arena_rewind(&run->scratch, mark);
}
