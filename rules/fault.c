/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/fault.h"

#include "rules/limits.h"

tie_err *tie_faults_add(tie_faults *faults, uint32_t file, size_t offset) {
    if (faults->items.count == TIE_LIMIT_FAULTS) {
        faults->dropped++;
        faults->spare = (tie_err){0};
        return &faults->spare;
    }
    tie_fault *fault = TIE_NEW(faults->arena, tie_fault, 1);
    fault->file = file;
    fault->offset = offset;
    *TIE_PUSH(faults->arena, &faults->items) = fault;
    return &fault->err;
}

static bool after(const tie_fault *a, const tie_fault *b) {
    return a->file != b->file ? a->file > b->file : a->offset > b->offset;
}

/* Insertion, because it is stable and faults are few and nearly in order. */
static void sort(tie_fault **items, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && after(items[j - 1], items[j]); j--) {
            tie_fault *swap = items[j];
            items[j] = items[j - 1];
            items[j - 1] = swap;
        }
}

void tie_faults_report(tie_faults *faults, tie_err_sink *sink, void *user, tie_err *err) {
    sort(faults->items.items, faults->items.count);
    for (size_t i = 0; sink && i < faults->items.count; i++)
        sink(user, &faults->items.items[i]->err);
    if (sink && faults->dropped) {
        tie_err more = {0};
        tie_fail(&more, TIE_EPACK, "%zu more faults are not shown", faults->dropped);
        sink(user, &more);
    }
    if (err && err->code == TIE_OK && faults->items.count)
        *err = faults->items.items[0]->err;
}

tie_guess tie_guess_new(tie_str name) {
    unsigned limit = name.len < 4 ? 1 : name.len < 8 ? 2 : 3;
    return (tie_guess){.name = name, .distance = limit + 1};
}

void tie_guess_offer(tie_guess *guess, tie_str candidate) {
    if (!guess->distance)
        return;
    unsigned distance = tie_str_distance(guess->name, candidate, guess->distance - 1);
    if (distance < guess->distance) {
        guess->distance = distance;
        guess->best = candidate;
    }
}

void tie_guess_hint(const tie_guess *guess, tie_err *err) {
    if (guess->best.len)
        tie_err_hint(err, "did you mean \"%.*s\"?", TIE_FMT(guess->best));
}
