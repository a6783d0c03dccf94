/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same figure under words that exclude each other: 712 infected including the crew here, 712
 * infected excluding it there. Both may be so by chance, so it is a note and no more. */
#include "analyze/stages.h"
#include "analyze/wording.h"

enum { VALUE_LEAST = 100, GROUP_MAX = 8 };

static const tie_entry *opposed(const tie_ruleset *rules, tie_str word) {
    uint32_t state = tie_phrases_step(rules->phrases, 0, tie_word_key(word));
    const tie_entry *e = state ? tie_phrases_entry(rules->phrases, state) : NULL;
    while (e && (e->lex != TIE_LEX_EXCLUSIVE || e->tokens > 1))
        e = tie_phrases_next_entry(rules->phrases, e);
    return e;
}

static uint64_t others(tie_run *run, const tie_claim *c, size_t except) {
    uint64_t sum = 0; /* the order of the words does not matter */
    for (size_t i = 0; i < c->modifiers.count; i++)
        if (i != except)
            sum += tie_hash_mix(1, tie_stem_key(run->stemmer, c->modifiers.items[i]));
    return sum;
}

/* All that a figure shares with its counterpart: the other words, cell and value. */
static uint64_t key_of(tie_run *run, const tie_claim *c, size_t word, const tie_entry *e) {
    const tie_facets *f = &run->cells.facets[c->id];
    tie_dec value = tie_dec_normal(tie_claim_base_value(c));
    uint64_t key = tie_hash_mix(tie_hash_mix(f->family, f->unit), f->agent);
    key = tie_hash_mix(tie_hash_mix(key, f->place), f->period);
    key = tie_hash_mix(tie_hash_mix(key, f->scope), (uint64_t)value.mant);
    key = tie_hash_mix(tie_hash_mix(key, (uint32_t)value.exp), others(run, c, word));
    return tie_hash_mix(key, (uint64_t)e->arg);
}

void tie_exclusive_emit(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    for (uint32_t i = 0; i < part->claim_count; i++) {
        const tie_claim *c = &part->claims[i];
        const tie_facets *f = &run->cells.facets[c->id];
        bool plain = f->measure && !f->barred && !f->local && !f->within &&
                     c->hedge == TIE_HEDGE_EXACT &&
                     tie_dec_cmp(c->value, tie_dec_int(VALUE_LEAST)) >= 0;
        for (size_t k = 0; plain && k < c->modifiers.count; k++) {
            const tie_entry *e = opposed(run->in.rules, c->modifiers.items[k]);
            if (e)
                tie_key_emit(run, TIE_KEY_EXCLUSIVE, key_of(run, c, k, e), c->id, (uint32_t)k);
        }
    }
}

static void report(tie_run *run, const tie_key *a, const tie_key *b) {
    const tie_claim *x = tie_run_claim(run, a->claim);
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_COMPARE, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&run->arena);
    draft.row.severity = TIE_SEVERITY_NOTE;
    tie_word_claim(&buf, x);
    tie_buf_puts(&buf, " in both places, but what is counted here is left out there");
    draft.row.message = tie_buf_str(&buf);
    tie_draft_claim(run, &draft, "value", a->claim);
    tie_draft_claim(run, &draft, "value", b->claim);
    draft.measure = tie_claim_measure(run->in.rules, x);
    draft.open = !draft.measure;
    draft.in_cell = true;
    tie_draft_add(run, &draft);
}

static bool excludes(tie_run *run, const tie_key *a, const tie_key *b) {
    const tie_claim *x = tie_run_claim(run, a->claim), *y = tie_run_claim(run, b->claim);
    bool there = a->note < x->modifiers.count && b->note < y->modifiers.count;
    run->damaged |= !there; /* the key of a brief is at odds with the claim */
    return there && x->doc != y->doc &&
           tie_word_key(x->modifiers.items[a->note]) != tie_word_key(y->modifiers.items[b->note]);
}

/* The first pair of a group from two documents. */
static void check_group(tie_run *run, const tie_key *list, size_t count) {
    size_t end = count < GROUP_MAX ? count : GROUP_MAX;
    for (size_t i = 0; i < end; i++)
        for (size_t k = i + 1; k < end; k++)
            if (excludes(run, &list[i], &list[k])) {
                report(run, &list[i], &list[k]);
                return;
            }
}

void tie_check_exclusive(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_key *keys;
    size_t count = tie_keys_shared(run, TIE_KEY_EXCLUSIVE, &keys);
    for (size_t i = 0, end; i < count; i = end) {
        end = tie_keys_end(keys, count, i);
        check_group(run, keys + i, end - i);
    }
    tie_arena_rewind(&run->scratch, mark);
}
