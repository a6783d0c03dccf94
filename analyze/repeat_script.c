/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edit script of two texts: their tokens are aligned, and the bytes between two tokens go with
 * the one behind them. */
#include "analyze/repeat.h"
#include "analyze/repeat_align.h"

typedef struct scribe {
    tie_repeat_store store; /* a's tokens, then b's */
    tie_arena *arena;
    tie_str a, b;
    uint32_t a_end, b_end;   /* behind the last token of each */
    uint64_t a_done, b_done; /* bytes that the edits cover */
    TIE_VEC(tie_repeat_edit) edits;
} scribe;

/* The edit up to the given bytes; joined to the one before it where both have the same op. */
static void put(scribe *s, uint64_t a_to, uint64_t b_to, tie_slot_op op) {
    if (a_to == s->a_done && b_to == s->b_done)
        return;
    tie_repeat_edit *last = s->edits.count ? &s->edits.items[s->edits.count - 1] : NULL;
    if (last && last->op == op && op != TIE_SLOT_FIGURE) {
        last->a.end = a_to;
        last->b.end = b_to;
    } else {
        *TIE_PUSH(s->arena, &s->edits) =
            (tie_repeat_edit){{s->a_done, a_to}, {s->b_done, b_to}, op};
    }
    s->a_done = a_to;
    s->b_done = b_to;
}

/* As put, for text that has the same meaning on both sides. */
static void put_alike(scribe *s, uint64_t a_to, uint64_t b_to) {
    tie_str x = tie_str_sub(s->a, s->a_done, a_to), y = tie_str_sub(s->b, s->b_done, b_to);
    put(s, a_to, b_to, tie_str_eq(x, y) ? TIE_SLOT_SAME : TIE_SLOT_SPELLING);
}

static void put_match(scribe *s, uint32_t a, uint32_t b) {
    tie_span x = tie_repeat_span(&s->store, a, a + 1), y = tie_repeat_span(&s->store, b, b + 1);
    put_alike(s, x.start, y.start);
    if (tie_repeat_same_value(tie_repeat_word(&s->store, a), tie_repeat_word(&s->store, b)))
        put_alike(s, x.end, y.end);
    else
        put(s, x.end, y.end, TIE_SLOT_FIGURE);
}

/* Tokens [a, a + a_len) become [b, b + b_len). */
static void put_change(scribe *s, uint32_t a, uint32_t a_len, uint32_t b, uint32_t b_len) {
    uint64_t a_to = a_len ? tie_repeat_span(&s->store, a, a + a_len).end : s->a_done;
    uint64_t b_to = b_len ? tie_repeat_span(&s->store, b, b + b_len).end : s->b_done;
    put(s, a_to, b_to, TIE_SLOT_WORDS);
}

static void align(scribe *s) {
    uint32_t a = 0, b = s->a_end;
    bool after_figure = false;
    while (a < s->a_end || b < s->b_end) {
        tie_repeat_step step;
        if (!tie_repeat_step_next(&s->store, a, s->a_end, b, s->b_end, after_figure, &step)) {
            uint32_t x = a, y = b;
            bool found = tie_repeat_anchor(&s->store, true, &x, s->a_end, &y, s->b_end);
            step = found ? (tie_repeat_step){.a_len = x - a, .b_len = y - b}
                         : (tie_repeat_step){.a_len = s->a_end - a, .b_len = s->b_end - b};
        }
        if (step.match)
            put_match(s, a, b);
        else
            put_change(s, a, step.a_len, b, step.b_len);
        after_figure =
            step.figure || (step.match && tie_repeat_masked(tie_repeat_word(&s->store, a)));
        a += step.a_len;
        b += step.b_len;
    }
}

size_t tie_repeat_script(const tie_repeat_words *words, tie_arena *arena, tie_str a, tie_str b,
                         const tie_repeat_edit **out) {
    scribe s = {.arena = arena, .a = a, .b = b};
    tie_repeat_origin none = {.day = TIE_REPEAT_NO_DAY};
    tie_repeat_store_init(&s.store, (tie_repeat_arenas){arena, arena, arena, arena}, 0);
    if (tie_repeat_store_add(&s.store, words, arena, a, none, NULL) == TIE_OK) {
        s.a_end = s.store.token_count;
        s.b_end = s.a_end;
        if (tie_repeat_store_add(&s.store, words, arena, b, none, NULL) == TIE_OK)
            s.b_end = s.store.token_count;
        align(&s);
    }
    put_alike(&s, a.len, b.len);
    *out = s.edits.items;
    return s.edits.count;
}
