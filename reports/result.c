/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/result.h"

#include "base/str.h"
#include "extract/corpus.h"

static tie_str read_corpus(void *from, uint32_t doc, tie_span span) {
    return tie_corpus_quote(from, doc, span);
}

tie_result tie_result_of(tie_corpus *corpus, const tie_run *run, tie_date today) {
    tie_result result = {
        .today = today, .bytes = tie_corpus_bytes(corpus), .read = read_corpus, .from = corpus};
    result.claims = tie_corpus_claim_count(corpus);
    result.doc_count = tie_corpus_docs(corpus, &result.docs);
    result.diag_count = tie_corpus_diags(corpus, &result.diags);
    result.row_count = tie_run_rows(run, &result.rows);
    return result;
}

static tie_str trim(tie_str s) {
    while (s.len && tie_ascii_space(s.ptr[0]))
        s = tie_str_sub(s, 1, s.len);
    while (s.len && tie_ascii_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

/* A sentence may end before at: behind a full stop and blank, or at a paragraph's end. */
static bool ends_at(tie_str s, size_t at) {
    if (!tie_ascii_space(s.ptr[at]))
        return false;
    bool stop = at > 0 && strchr(".!?", s.ptr[at - 1]) && s.ptr[at - 1];
    return stop || (at > 0 && s.ptr[at] == '\n' && s.ptr[at - 1] == '\n');
}

static bool in_character(char c) { return ((unsigned char)c & 0xC0) == 0x80; }

/* The last sentence of the text before a quote; where it is too long, its last words. */
static tie_str last_sentence(tie_arena *arena, tie_str text, bool cut) {
    size_t start = 0,
           end = trim(text).len ? (size_t)(trim(text).ptr - text.ptr) + trim(text).len : 0;
    for (size_t i = 1; i + 1 < end; i++) {
        if (ends_at(text, i))
            start = i + 1;
    }
    if (!start && cut)
        while (start < end && (in_character(text.ptr[start]) || !tie_ascii_space(text.ptr[start])))
            start++;
    tie_str words = trim(tie_str_sub(text, start, end));
    bool partial = cut && start && !ends_at(text, start - 1);
    return partial && words.len ? tie_arena_printf(arena, "… %.*s", TIE_FMT(words))
                                : tie_arena_str(arena, words);
}

/* The first sentence of the text behind a quote; where it is too long, its first words. */
static tie_str first_sentence(tie_arena *arena, tie_str text, bool cut) {
    size_t start = 0, end;
    while (start < text.len && tie_ascii_space(text.ptr[start]))
        start++;
    for (end = start; end < text.len; end++) {
        if (ends_at(text, end))
            return tie_arena_str(arena, trim(tie_str_sub(text, start, end)));
    }
    while (cut && end > start && !tie_ascii_space(text.ptr[end - 1]))
        end--;
    tie_str words = trim(tie_str_sub(text, start, end));
    return cut && words.len ? tie_arena_printf(arena, "%.*s …", TIE_FMT(words))
                            : tie_arena_str(arena, words);
}

tie_around tie_result_context(const tie_result *result, tie_arena *arena, uint32_t doc,
                              tie_span sentence, size_t max_bytes) {
    tie_span whole = result->docs[doc].span;
    tie_span left = {whole.start, sentence.start}, right = {sentence.end, whole.end};
    bool left_cut = left.end - left.start > max_bytes,
         right_cut = right.end - right.start > max_bytes;
    if (left.end < left.start || right.end < right.start)
        return (tie_around){0};
    if (left_cut)
        left.start = left.end - max_bytes;
    if (right_cut)
        right.end = right.start + max_bytes;
    return (tie_around){last_sentence(arena, tie_result_quote(result, doc, left), left_cut),
                        first_sentence(arena, tie_result_quote(result, doc, right), right_cut)};
}
