/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/fact.h"

#include "analyze/cue.h"

#include <stdlib.h>

typedef TIE_VEC(tie_fact) fact_list;

static bool calendar(tie_period p) {
    return p.known && !p.from_open && !p.to_open && !p.instant && p.from.year != TIE_YEAR_UNKNOWN &&
           p.to.year != TIE_YEAR_UNKNOWN && !tie_period_reversed(p);
}

static void add(tie_run *run, fact_list *out, tie_fact fact) {
    if (!calendar(fact.period))
        return;
    fact.first_day = tie_date_first_day(fact.period.from);
    fact.last_day = tie_date_last_day(fact.period.to);
    *TIE_PUSH(&run->scratch, out) = fact;
}

/* ---- Implied by a change ---- */

/* "373,000 ..., a drop of 40 percent year-on-year": the change right behind the figure in its
 * sentence, against the same period a year before. */
static const tie_claim *change_of(tie_run *run, const tie_claim *c) {
    enum { REACH_BYTES = 80 };
    if (c->id + (size_t)1 >= run->in.claim_count)
        return NULL;
    const tie_claim *change = tie_run_claim(run, c->id + 1);
    bool behind = change->doc == c->doc && change->sentence.start == c->sentence.start &&
                  change->span.start - c->span.end <= REACH_BYTES;
    bool percent = change->kind == TIE_KIND_CHANGE && change->direction != TIE_DIRECTION_NONE &&
                   tie_str_eq(change->unit, TIE_STR("%"));
    bool yearly = behind && percent &&
                  tie_cue_in_sentence(run, change, TIE_LEX_PERIOD_CUE, TIE_CUE_YEAR_ON_YEAR);
    return yearly ? change : NULL;
}

/* The figure before: value / (1 + change). */
static bool earlier(const tie_claim *change, tie_interval value, tie_interval *out) {
    tie_interval rate = tie_interval_scale(change->decides, (tie_dec){1, -2});
    if (change->direction == TIE_DIRECTION_DOWN)
        rate = tie_interval_neg(rate);
    tie_interval factor = tie_interval_add(tie_interval_point(tie_dec_int(1)), rate);
    bool positive = !factor.lo_inf && tie_dec_sign(factor.lo) > 0;
    return positive && !tie_interval_div(value, factor, out);
}

static tie_period year_before(tie_period p) {
    p.from = tie_date_add(p.from, -1, 0, 0);
    p.to = tie_date_add(p.to, -1, 0, 0);
    return p;
}

static void add_with_implied(tie_run *run, fact_list *out, const tie_fact *fact) {
    const tie_claim *change = change_of(run, tie_run_claim(run, fact->claims[0]));
    tie_fact before = *fact;
    add(run, out, *fact);
    if (!change || !earlier(change, fact->meet, &before.meet))
        return;
    if (tie_run_claim(run, fact->claims[0])->kind == TIE_KIND_COUNT)
        before.meet = tie_interval_integers(before.meet);
    before.period = year_before(fact->period);
    before.change = change->id;
    add(run, out, before);
}

/* ---- Readings of an impossible date ---- */

static size_t first_date(const tie_run *run, const tie_claim *c) {
    size_t low = 0, high = run->in.date_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const tie_date_expr *d = &run->in.dates[mid];
        bool before =
            d->doc < c->doc || (d->doc == c->doc && d->sentence.start < c->sentence.start);
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    return low;
}

static void add_readings(tie_run *run, fact_list *out, tie_fact fact, const tie_claim *c) {
    for (size_t i = first_date(run, c); i < run->in.date_count; i++) {
        const tie_date_expr *d = &run->in.dates[i];
        if (d->doc != c->doc || d->sentence.start != c->sentence.start)
            return;
        if (!d->fault.len)
            continue;
        fact.period = d->period;
        fact.reading = d;
        add_with_implied(run, out, &fact);
    }
}

/* ---- Collecting ---- */

static void read_claim(tie_run *run, fact_list *out, const tie_claim *c) {
    const tie_facets *f = &run->cells.facets[c->id];
    const tie_measure *m = f->pack ? tie_claim_measure(run->in.rules, c) : NULL;
    bool flow = m && m->kind == TIE_MEASURE_FLOW && f->measure && !f->barred && f->place;
    if (!flow)
        return;
    uint32_t *claims = TIE_NEW(&run->scratch, uint32_t, 1);
    *claims = c->id;
    tie_fact fact = {.group = tie_hash_mix(tie_hash_mix(f->measure, f->unit), f->place),
                     .agent = f->agent,
                     .measure = m,
                     .period = c->period,
                     .meet = tie_claim_base(c),
                     .claims = claims,
                     .count = 1,
                     .order = run->order[c->id],
                     .change = TIE_NO_CLAIM};
    if (tie_map_find(&run->causes, c->id + (uint64_t)1))
        add_readings(run, out, fact, c);
    else
        add_with_implied(run, out, &fact);
}

static int cmp_facts(const void *a, const void *b) {
    const tie_fact *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->first_day != y->first_day)
        return x->first_day < y->first_day ? -1 : 1;
    if (x->last_day != y->last_day)
        return x->last_day > y->last_day ? -1 : 1;
    if (x->agent != y->agent)
        return x->agent < y->agent ? -1 : 1;
    if ((x->reading != NULL) != (y->reading != NULL))
        return x->reading ? 1 : -1;
    if ((x->change == TIE_NO_CLAIM) != (y->change == TIE_NO_CLAIM))
        return x->change == TIE_NO_CLAIM ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static bool same_fact(const tie_fact *a, const tie_fact *b) {
    return a->group == b->group && a->first_day == b->first_day && a->last_day == b->last_day &&
           a->agent == b->agent && !a->reading && !b->reading && a->change == TIE_NO_CLAIM &&
           b->change == TIE_NO_CLAIM;
}

/* Claims of one stretch become one fact, unless they are at odds: that is told elsewhere. */
static size_t merge(tie_run *run, tie_fact *list, size_t count) {
    size_t kept = 0;
    for (size_t i = 0, end; i < count; i = end) {
        tie_fact fact = list[i];
        uint32_t *claims = TIE_NEW(&run->scratch, uint32_t, 1);
        for (end = i + 1; end < count && same_fact(&list[i], &list[end]); end++)
            fact.meet = tie_interval_intersect(fact.meet, list[end].meet);
        if (end - i > 1)
            claims = TIE_NEW(&run->scratch, uint32_t, end - i);
        for (size_t k = i; k < end; k++)
            claims[k - i] = list[k].claims[0];
        fact.claims = claims;
        fact.count = (uint32_t)(end - i);
        if (!tie_interval_empty(fact.meet))
            list[kept++] = fact;
    }
    return kept;
}

tie_facts tie_facts_collect(tie_run *run) {
    fact_list list = {0};
    for (size_t i = 0; i < run->in.claim_count; i++)
        read_claim(run, &list, &run->in.claims[i]);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, cmp_facts);
    return (tie_facts){list.items, merge(run, list.items, list.count)};
}
