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

/* Sentences by their numbers, where others have claims. */
static void report_copies(tie_run *run, const tie_keyed *copies, size_t count) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_REPEAT, TIE_VERDICT_TIES);
    for (size_t i = 0; i < count && i < TIE_MEMBERS_MAX; i++)
        tie_draft_passage(run, &draft, &run->in.sentences[copies[i].claim]);
    tie_buf buf = tie_buf_new(&run->arena);
    tie_buf_puts(&buf, "the same sentence, figures included, in ");
    tie_word_count(&buf, count, "place", "places");
    draft.row.message = tie_buf_str(&buf);
    tie_draft_add(run, &draft);
}

/* Does its figure stand in a passage of which a row tells that it was copied? Passages of one
 * document overlap little: a few before the place are enough. */
static bool is_told(const tie_run *run, const tie_sentence_key *s) {
    enum { LOOK_BACK = 8 };
    uint64_t at = tie_run_claim(run, s->first_claim)->span.start;
    size_t low = 0, high = run->copied.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const tie_passage *p = &run->copied.items[mid];
        if (p->doc < s->doc || (p->doc == s->doc && p->span.start <= at))
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t n = 0; n < LOOK_BACK && low-- > 0 && run->copied.items[low].doc == s->doc; n++)
        if (run->copied.items[low].span.end > at)
            return true;
    return false;
}

void tie_check_repeated_sentences(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_keyed *list = TIE_ROOM(&run->scratch, tie_keyed, run->in.sentence_count);
    size_t count = 0;
    for (size_t i = 0; i < run->in.sentence_count; i++) {
        const tie_sentence_key *s = &run->in.sentences[i];
        if (s->words >= WORDS_MIN && s->claim_count && !is_told(run, s))
            list[count++] = (tie_keyed){key_of(run, s), run->order[s->first_claim], (uint32_t)i};
    }
    tie_keyed_sort(&run->scratch, list, count);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && list[end].key == list[i].key; end++)
            ;
        if (end - i > 1)
            report_copies(run, list + i, end - i);
    }
    tie_arena_rewind(&run->scratch, mark);
}
