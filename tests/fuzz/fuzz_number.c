/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers: as decimals of files and as literals of text. What is read prints and reads back the
 * same. */
#include "base/token.h"
#include "tests/fuzz/fuzz.h"

static void read_back(tie_arena *arena, tie_dec value) {
    tie_buf buf = tie_buf_new(arena);
    tie_dec_render(&buf, value);
    tie_dec again;
    if (tie_dec_parse(tie_buf_str(&buf), &again, NULL) == TIE_OK)
        FUZZ_ASSERT(tie_dec_cmp(value, again) == 0);
}

static void read_tokens(tie_arena *arena, tie_str text) {
    tie_tokens tokens = {0};
    tie_tokenize(arena, text, 0, text.len, &tokens);
    size_t end = 0;
    for (size_t i = 0; i < tokens.count; i++) {
        const tie_token *token = &tokens.items[i];
        FUZZ_ASSERT(token->start >= end && token->end > token->start && token->end <= text.len);
        end = token->end;
        tie_dec value;
        int decimals = 0;
        bool grouped = false;
        if (token->kind == TIE_TOKEN_NUMBER &&
            tie_token_number(tie_str_sub(text, token->start, token->end), &value, &decimals,
                             &grouped) == TIE_OK)
            read_back(arena, value);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    tie_arena arena;
    jmp_buf guard;
    tie_arena_init(&arena, 0, &guard);
    if (!TIE_GUARD(guard)) {
        tie_str text = {(const char *)data, size};
        tie_dec value;
        if (tie_dec_parse(text, &value, NULL) == TIE_OK)
            read_back(&arena, value);
        read_tokens(&arena, text);
    }
    tie_arena_release(&arena);
    return 0;
}
