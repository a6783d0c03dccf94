/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Averages and rates: which figure is spread over which. */
#include "extract/link.h"

/* What an average is of, and what it goes by: "pupil" and "school" of "pupil/school", nothing and
 * "100,000" of "per 100,000". */
static void read_quotient(tie_str unit, tie_str *of, tie_str *by) {
    static const char *const joints[] = {" per ", "per ", "/"};
    *of = unit;
    *by = (tie_str){0};
    for (size_t i = 0; i < sizeof joints / sizeof *joints && !by->len; i++) {
        tie_str joint = tie_str_c(joints[i]);
        size_t at = tie_str_find(unit, joint);
        if (at == unit.len)
            continue;
        *of = tie_str_sub(unit, 0, at);
        *by = tie_str_sub(unit, at + joint.len, unit.len);
    }
}

static bool digit(tie_str s) { return s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9'; }

/* "per head" */
static bool by_head(const tie_reader *r, tie_str per) {
    const tie_entry *e = tie_phrases_find(r->rules->phrases, r->scratch, per, NULL);
    while (e && (e->lex != TIE_LEX_LINK || e->arg != r->rules->link_head))
        e = tie_phrases_next_entry(r->rules->phrases, e);
    return e != NULL;
}

/* "a day", "daily" beside the average: what stretch of time it goes by; -1: none. */
static int every(const tie_reader *r, const tie_sentence *s, const tie_claim *average) {
    enum { BEFORE = 4, BEHIND = 3 };
    tie_claim_tokens at = tie_link_tokens(s, average->id);
    uint32_t end = at.end + BEHIND < s->end ? at.end + BEHIND : s->end;
    for (uint32_t t = at.end; t < end; t++) {
        const tie_entry *e = tie_found_at(r, t, s->end, TIE_LEX_EVERY);
        if (e)
            return e->arg;
    }
    for (uint32_t t = at.begin; t > s->begin && at.begin - t <= BEFORE; t--) {
        const tie_entry *e = tie_found_before(r, t, s->begin, TIE_LEX_EVERY);
        if (e)
            return e->arg;
    }
    return -1;
}

/* The length of time that something is spread over is told in what the average goes by: "over 12
 * weeks ... 300 a week"; nothing else is divided by a time. */
static bool same_stretch(const tie_reader *r, const tie_sentence *s, const tie_claim *average,
                         tie_str per, const tie_claim *by) {
    int stretch = every(r, s, average);
    if (by->kind != TIE_KIND_DURATION)
        return stretch < 0;
    if (per.len)
        return tie_str_eq(per, by->unit);
    tie_claim_tokens at = tie_link_tokens(s, by->id);
    for (uint32_t t = at.begin; t < at.end; t++) {
        const tie_entry *e = tie_found_at(r, t, at.end, TIE_LEX_PERIOD_UNIT);
        if (e)
            return e->arg == stretch;
    }
    return false;
}

bool tie_link_divides(const tie_reader *r, const tie_sentence *s, const tie_link_match *m) {
    const tie_claim *average = &r->claims.items[m->claims[0]];
    const tie_claim *all = &r->claims.items[m->claims[1]], *by = &r->claims.items[m->claims[2]];
    tie_str of, per;
    read_quotient(average->unit, &of, &per);
    if (of.len && all->unit.len && !tie_str_eq(of, all->unit))
        return false;
    if (by->kind == TIE_KIND_MONEY) /* "give $20,000 or 20,000 people" */
        return false;
    if (digit(per))
        return by->kind != TIE_KIND_DURATION && tie_dec_cmp(all->value, by->value) < 0;
    if (tie_link_bare(all) || tie_link_bare(by) ||
        (all->unit.len && tie_str_eq(all->unit, by->unit)) || !same_stretch(r, s, average, per, by))
        return false;
    if (per.len && tie_str_eq(per, by->unit))
        return true;
    bool larger = of.len || tie_dec_cmp(all->value, by->value) > 0; /* "322 each", "per head" */
    return larger && (!per.len || by_head(r, per));
}
