/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/cue.h"

tie_cue_text tie_cue_read(tie_run *run, uint32_t doc, tie_span span) {
    tie_cue_text out = {0};
    if (run->corpus)
        out.text = tie_corpus_quote(run->corpus, doc, span);
    if (out.text.len)
        tie_tokenize(&run->scratch, out.text, 0, out.text.len, &out.tokens);
    return out;
}

const tie_entry *tie_cue_find(const tie_run *run, const tie_cue_text *text, size_t begin,
                              size_t end, tie_lex lex, int32_t arg) {
    const tie_phrases *phrases = run->in.rules->phrases;
    const tie_token *tokens = text->tokens.items;
    for (size_t i = begin; i < end; i++) {
        uint32_t state = 0;
        for (size_t k = i; k < end; k++) {
            state = tie_phrases_step(phrases, state, tokens[k].key);
            if (!state)
                break;
            for (const tie_entry *e = tie_phrases_entry(phrases, state); e;
                 e = tie_phrases_next_entry(phrases, e))
                if (e->lex == lex && (arg < 0 || e->arg == arg) &&
                    tie_entry_fits(e, text->text, &tokens[i]))
                    return e;
        }
    }
    return NULL;
}

bool tie_cue_possible(const tie_run *run, const tie_claim *claim, tie_lex lex) {
    const tie_sentence_key *s = tie_run_sentence(run, claim->doc, claim->sentence);
    return !s || s->lexes >> lex & 1;
}

bool tie_cue_in_sentence(tie_run *run, const tie_claim *claim, tie_lex lex, int32_t arg) {
    if (!tie_cue_possible(run, claim, lex))
        return false;
    tie_cue_text text = tie_cue_read(run, claim->doc, claim->sentence);
    return tie_cue_find(run, &text, 0, text.tokens.count, lex, arg) != NULL;
}
