/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/stretch.h"

#include <stdlib.h>

static int by_start(const void *left, const void *right) {
    const tie_stretch *a = left, *b = right;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void hang(tie_arena *arena, tie_stretch *over, const tie_stretch *mark) {
    tie_stretch *copy = TIE_NEW(arena, tie_stretch, 1);
    *copy = *mark;
    copy->under = over->under;
    over->under = copy;
}

static void push(tie_arena *arena, tie_stretches *out, tie_stretch piece, size_t start,
                 size_t end) {
    piece.span.start = start;
    piece.span.end = end;
    *TIE_PUSH(arena, out) = piece;
}

/* What of one mark lies between the stretches laid before, from *at on; those are copied as they
 * are passed. *done: the bytes taken so far. */
typedef struct laying {
    tie_arena *arena;
    tie_stretches out;
    tie_stretch *laid; /* before, in order */
    size_t laid_count, at;
    uint64_t done;
} laying;

static void pass(laying *l) {
    tie_stretch *s = &l->laid[l->at++];
    l->done = s->span.end > l->done ? s->span.end : l->done;
    *TIE_PUSH(l->arena, &l->out) = *s;
}

static void lay_one(laying *l, tie_stretch mark) {
    uint64_t from = mark.span.start > l->done ? mark.span.start : l->done;
    mark.first = true;
    while (from < mark.span.end) {
        bool meets = l->at < l->laid_count && l->laid[l->at].span.start < mark.span.end;
        uint64_t end = meets ? l->laid[l->at].span.start : mark.span.end;
        if (from < end) {
            push(l->arena, &l->out, mark, from, end);
            mark.first = false;
            l->done = end;
        }
        if (!meets)
            return;
        pass(l);
        from = l->done;
    }
    if (mark.first && l->out.count)
        hang(l->arena, &l->out.items[l->out.count - 1], &mark);
}

static tie_stretches lay(tie_arena *arena, tie_stretches laid, const tie_stretches *marks) {
    laying l = {.arena = arena, .laid = laid.items, .laid_count = laid.count};
    for (size_t i = 0; i < marks->count; i++) {
        while (l.at < l.laid_count && l.laid[l.at].span.start <= marks->items[i].span.start)
            pass(&l);
        lay_one(&l, marks->items[i]);
    }
    while (l.at < l.laid_count)
        pass(&l);
    return l.out;
}

static void add(tie_arena *arena, tie_stretches *out, tie_mark_kind kind, size_t index,
                tie_span span, tie_span bounds) {
    bool inside = span.start < span.end && span.start >= bounds.start && span.end <= bounds.end;
    if (inside)
        *TIE_PUSH(arena, out) = (tie_stretch){.span = span, .kind = kind, .index = (uint32_t)index};
}

static tie_stretches sorted(tie_stretches marks) {
    if (marks.count)
        qsort(marks.items, marks.count, sizeof *marks.items, by_start);
    return marks;
}

tie_stretches tie_stretches_of(tie_arena *arena, const tie_extraction *found, tie_span bounds) {
    tie_stretches claims = {0}, dates = {0}, numbers = {0}, laid = {0};
    for (size_t i = 0; i < found->claim_count; i++)
        add(arena, &claims, TIE_MARK_CLAIM, i, found->claims[i].span, bounds);
    for (size_t i = 0; i < found->date_count; i++)
        add(arena, &dates, TIE_MARK_DATE, i, found->dates[i].span, bounds);
    for (size_t i = 0; i < found->number_count; i++)
        add(arena, &numbers, TIE_MARK_NUMBER, i, found->numbers[i].span, bounds);
    const tie_stretches layers[] = {sorted(claims), sorted(dates), sorted(numbers)};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        laid = lay(arena, laid, &layers[i]);
    return laid;
}
