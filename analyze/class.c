/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distinct values of a cell. */
#include "analyze/compare.h"

#include <stdlib.h>

typedef struct valued {
    tie_dec value, value_hi;
    uint32_t order, claim;
} valued;

static int cmp_valued(const void *a, const void *b) {
    const valued *x = a, *y = b;
    int by = tie_dec_cmp(x->value, y->value);
    if (!by)
        by = tie_dec_cmp(x->value_hi, y->value_hi);
    return by ? by : (x->order > y->order) - (x->order < y->order);
}

static int cmp_classes(const void *a, const void *b) {
    const tie_class *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static valued value_of(const tie_run *run, uint32_t id) {
    const tie_claim *c = tie_run_claim(run, id);
    tie_claim hi = *c;
    hi.value =
        c->hedge == TIE_HEDGE_BETWEEN || c->hedge == TIE_HEDGE_SEVERAL ? c->value_hi : c->value;
    return (valued){tie_claim_base_value(c), tie_claim_base_value(&hi), run->order[id], id};
}

static tie_interval widen(tie_interval interval, tie_dec value, tie_dec tolerance) {
    tie_dec by;
    if (tie_dec_zero(tolerance) || tie_dec_mul(tie_dec_abs(value), tolerance, &by))
        return interval;
    return tie_interval_add(interval, tie_interval_closed(tie_dec_neg(by), by));
}

/* The figure as if it had been cut; a hedged one stays as it is. */
static tie_interval cut_of(const tie_claim *c) {
    tie_claim cut = *c;
    if (c->hedge == TIE_HEDGE_EXACT)
        cut.decides = tie_interval_truncation(c->value, c->unit_u);
    return tie_claim_base(&cut);
}

static tie_class class_of(const tie_run *run, tie_arena *arena, const valued *list, size_t count,
                          tie_dec tolerance) {
    uint32_t *claims = TIE_NEW(arena, uint32_t, count);
    tie_class c = {.claims = claims,
                   .count = (uint32_t)count,
                   .order = list->order,
                   .value = list->value,
                   .value_hi = list->value_hi,
                   .meet = tie_interval_all(),
                   .cut = tie_interval_all()};
    for (size_t i = 0; i < count; i++) {
        const tie_claim *claim = tie_run_claim(run, list[i].claim);
        claims[i] = list[i].claim;
        c.meet =
            tie_interval_intersect(c.meet, widen(tie_claim_base(claim), list[i].value, tolerance));
        c.cut = tie_interval_intersect(c.cut, widen(cut_of(claim), list[i].value, tolerance));
    }
    return c;
}

tie_classes tie_classes_of(const tie_run *run, tie_arena *arena, const tie_cell *cell,
                           tie_dec tolerance) {
    valued *list = TIE_NEW(arena, valued, cell->count);
    tie_classes out = {TIE_NEW(arena, tie_class, cell->count), 0, tie_interval_all()};
    for (uint32_t i = 0; i < cell->count; i++)
        list[i] = value_of(run, cell->claims[i]);
    qsort(list, cell->count, sizeof *list, cmp_valued);
    for (size_t i = 0, end; i < cell->count; i = end) {
        for (end = i + 1; end < cell->count; end++)
            if (tie_dec_cmp(list[i].value, list[end].value) ||
                tie_dec_cmp(list[i].value_hi, list[end].value_hi))
                break;
        out.items[out.count] = class_of(run, arena, list + i, end - i, tolerance);
        out.meet = tie_interval_intersect(out.meet, out.items[out.count++].meet);
    }
    qsort(out.items, out.count, sizeof *out.items, cmp_classes);
    return out;
}

size_t tie_classes_cut(const tie_classes *classes, tie_arena *arena) {
    size_t count = classes->count;
    tie_interval *behind = TIE_NEW(arena, tie_interval, count + 1); /* of all from i on */
    behind[count] = tie_interval_all();
    for (size_t i = count; i-- > 0;)
        behind[i] = tie_interval_intersect(behind[i + 1], classes->items[i].meet);
    tie_interval before = tie_interval_all();
    for (size_t i = 0; i < count; i++) {
        tie_interval others = tie_interval_intersect(before, behind[i + 1]);
        if (tie_interval_meet(others, classes->items[i].cut))
            return i;
        before = tie_interval_intersect(before, classes->items[i].meet);
    }
    return count;
}
