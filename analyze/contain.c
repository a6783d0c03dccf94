/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contain: what happened within a part of a stretch of time, in a part of a place, or to a subset,
 * cannot exceed what happened in all of it. A part that holds far more than its share of time is
 * worth a note, and so is one that equals its whole. */
#include "analyze/context.h"
#include "analyze/cue.h"
#include "analyze/fact.h"
#include "analyze/implied.h"
#include "analyze/part.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

enum {
    WHOLES_MAX = 32, /* nearest enclosing stretches of a place that a part is held against */
    DIGITS_EQUAL = 2 /* that are not equal by chance */
};

/* Facts of one place that have begun and may not have ended yet. */
typedef TIE_VEC(const tie_fact *) enclosing;
typedef TIE_VEC(enclosing) by_place;

typedef struct sweep {
    tie_run *run;
    const tie_fact *facts; /* of the family */
    tie_map places;        /* hash of a place's name to its index in `open` */
    tie_map spoken;        /* of facts by their index: whether they say that they are a whole */
    by_place open;
} sweep;

static const tie_claim *first_claim(const tie_run *run, const tie_fact *f) {
    return tie_run_claim(run, f->claims[0]);
}

static void put_figure(tie_buf *buf, const tie_run *run, const tie_fact *f) {
    if (f->implied)
        tie_dec_render_grouped(buf, f->implied->value);
    else
        tie_word_claim(buf, first_claim(run, f));
}

/* "1,200 in Oslo in 2018"; the place only where the two differ in it. */
static void put_fact(tie_buf *buf, const tie_run *run, const tie_fact *f, const tie_fact *beside) {
    put_figure(buf, run, f);
    if (f->place != beside->place)
        tie_buf_printf(buf, " in %.*s", TIE_FMT(first_claim(run, f)->place));
    tie_buf_puts(buf, " in ");
    tie_period_render(buf, f->period);
}

static void put_implied(tie_buf *buf, const tie_run *run, const tie_fact *part) {
    if (!part->implied)
        return;
    tie_implied_words(buf, run, part->implied);
    tie_buf_puts(buf, "; ");
}

static void add_members(tie_run *run, tie_draft *draft, const tie_fact *part,
                        const tie_fact *whole) {
    draft->measure = part->of;
    draft->open = !part->of;
    draft->in_cell = true;
    if (part->implied)
        tie_implied_add(run, draft, part->implied);
    else
        for (uint32_t i = 0; i < part->count && i < TIE_MEMBERS_MAX / 2; i++)
            tie_draft_claim(run, draft, "part", part->claims[i]);
    if (part->reading)
        tie_draft_date(run, draft, part->reading);
    for (uint32_t i = 0; i < whole->count && i < TIE_MEMBERS_MAX / 2; i++)
        tie_draft_claim(run, draft, "whole", whole->claims[i]);
}

static void report_above(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_CONTAIN, TIE_VERDICT_CONFLICT);
    tie_buf buf = tie_buf_new(&run->arena), sum = tie_buf_new(&run->arena);
    draft.row.gap = tie_interval_gap(part->meet, whole->meet);
    draft.row.severity = draft.row.gap >= 0.05 ? TIE_SEVERITY_CRITICAL : TIE_SEVERITY_MINOR;
    put_fact(&buf, run, part, whole);
    tie_buf_puts(&buf, " exceeds ");
    put_fact(&buf, run, whole, part);
    tie_buf_puts(&buf, ", of which it is a part: these cannot all hold");
    draft.row.message = tie_buf_str(&buf);
    put_implied(&sum, run, part);
    tie_interval_render(&sum, part->meet);
    tie_buf_puts(&sum, " lies above ");
    tie_interval_render(&sum, whole->meet);
    draft.row.computation = tie_buf_str(&sum);
    add_members(run, &draft, part, whole);
    tie_draft_add(run, &draft);
}

static double days(const tie_fact *f) { return (double)f->last_day - f->first_day + 1; }

static double share_of(const tie_run *run, const tie_fact *part, const tie_fact *whole) {
    double all = tie_dec_double(tie_claim_base_value(first_claim(run, whole)));
    return all > 0 ? tie_dec_double(tie_claim_base_value(first_claim(run, part))) / all : 0;
}

static void report_share(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    double share = share_of(run, part, whole), time = days(part) / days(whole);
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_CONTAIN, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&run->arena);
    draft.row.severity = TIE_SEVERITY_NOTE;
    put_fact(&buf, run, part, whole);
    tie_buf_printf(&buf, " would be %.0f%% of ", 100 * share);
    put_fact(&buf, run, whole, part);
    tie_buf_printf(&buf, ", in %.0f%% of the time", 100 * time);
    draft.row.message = tie_buf_str(&buf);
    draft.row.computation = tie_arena_printf(
        &run->arena, "%.0f of %.0f days; %.0f%% of the figure in %.0f%% of the time", days(part),
        days(whole), 100 * share, 100 * time);
    add_members(run, &draft, part, whole);
    tie_draft_add(run, &draft);
}

/* "More than 65,000" holds anything, and a figure is no part of itself. */
static bool can_be_exceeded(const tie_fact *part, const tie_fact *whole) {
    bool itself = part->first_day == whole->first_day && part->last_day == whole->last_day &&
                  part->place == whole->place;
    return !whole->meet.hi_inf && !itself;
}

static void report_within(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    tie_draft draft = tie_draft_new(TIE_ROW_CHECK, TIE_CHECK_CONTAIN, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&run->arena);
    put_implied(&buf, run, part);
    put_fact(&buf, run, part, whole);
    tie_buf_puts(&buf, " stays within ");
    put_fact(&buf, run, whole, part);
    draft.row.computation = tie_buf_str(&buf);
    add_members(run, &draft, part, whole);
    tie_draft_add(run, &draft);
}

/* The same figure for eleven months and for the year: one of the periods may be the other's. */
static void check_equal(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    const tie_claim *p = first_claim(run, part), *w = first_claim(run, whole);
    bool plain = p->hedge == TIE_HEDGE_EXACT && w->hedge == TIE_HEDGE_EXACT && !part->reading &&
                 !part->implied;
    bool alike = part->measure == whole->measure && part->place == whole->place &&
                 part->agent == whole->agent && days(part) < days(whole);
    if (!plain || !alike || tie_dec_cmp(tie_claim_base_value(p), tie_claim_base_value(w)) ||
        tie_dec_digits(p->value) < DIGITS_EQUAL)
        return;
    tie_draft draft = tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_CONTAIN, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&run->arena);
    draft.row.severity = TIE_SEVERITY_NOTE;
    put_fact(&buf, run, part, whole);
    tie_buf_puts(&buf, " and ");
    put_fact(&buf, run, whole, part);
    tie_buf_puts(&buf, ": the same figure for a part of the time and for all of it");
    draft.row.message = tie_buf_str(&buf);
    draft.row.computation = tie_arena_printf(&run->arena, "nothing is left for the other %.0f days",
                                             days(whole) - days(part));
    add_members(run, &draft, part, whole);
    tie_draft_add(run, &draft);
}

/* ---- Which fact holds which ---- */

/* Words alone say little about what they leave out: an open whole must say that it is one. */
static bool says_whole(tie_run *run, const tie_fact *whole, const tie_claim *c) {
    if (!tie_claim_speaks_for_all(run, c))
        return false;
    if (whole->of)
        return true;
    return c->place_from == TIE_ORIGIN_OWN && (tie_cue_in_sentence(run, c, TIE_LEX_TOTAL, -1) ||
                                               tie_cue_in_sentence(run, c, TIE_LEX_NATIONWIDE, -1));
}

/* Asked often, answered by reading the text: once for each fact. */
static bool speaks(sweep *s, const tie_fact *whole) {
    uint64_t key = (uint64_t)(whole - s->facts) + 1;
    const uint32_t *known = tie_map_find(&s->spoken, key);
    if (known)
        return *known;
    bool yes = false;
    for (uint32_t i = 0; i < whole->count && !yes; i++)
        yes = says_whole(s->run, whole, tie_run_claim(s->run, whole->claims[i]));
    tie_map_put(&s->spoken, &s->run->scratch, key, yes);
    return yes;
}

/* Nothing that narrows the clause of the whole is missing from that of the part. */
static bool of_one_course(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    for (uint32_t i = 0; i < whole->count && !whole->of; i++)
        if (tie_context_within(run, first_claim(run, part), tie_run_claim(run, whole->claims[i])))
            return true;
    return whole->of && tie_context_denied(run, first_claim(run, part)) ==
                            tie_context_denied(run, first_claim(run, whole));
}

/* Both name their places, and one clause is worded as the other: what the whole leaves out, the
 * part would too. */
static bool of_same_words(tie_run *run, const tie_fact *part, const tie_fact *whole) {
    const tie_claim *p = first_claim(run, part), *w = first_claim(run, whole);
    return run->corpus && p->place_from == TIE_ORIGIN_OWN && w->place_from == TIE_ORIGIN_OWN &&
           tie_claim_speaks_for_all(run, w) && part->measure == whole->measure &&
           tie_context_same(run, p, w);
}

/* Share of the figure three times its share of time, and a quarter of the whole at least. */
static bool implausible(const tie_run *run, const tie_fact *part, const tie_fact *whole) {
    if (part->implied || whole->meet.hi_inf)
        return false;
    double share = share_of(run, part, whole), time = days(part) / days(whole);
    return share >= 0.25 && share <= 1 && share / time >= 3;
}

/* The places are known to be one within the other. */
static bool fits_as_whole(const tie_run *run, const tie_fact *whole, const tie_fact *part) {
    bool holds = whole->first_day <= part->first_day && part->last_day <= whole->last_day;
    bool who = !whole->agent || whole->agent == part->agent;
    bool narrower =
        days(part) < days(whole) || whole->place != part->place || whole->measure != part->measure;
    bool adds = !part->state || days(part) == days(whole);
    return whole != part && holds && adds && who && narrower && !whole->reading &&
           !whole->implied && tie_fact_measure_within(run, part, whole);
}

static void check_pair(sweep *s, const tie_fact *part, const tie_fact *whole) {
    tie_run *run = s->run;
    bool above = tie_interval_below(whole->meet, part->meet, false) &&
                 !tie_interval_meet(whole->meet, part->meet);
    check_equal(run, part, whole);
    if (!above && !can_be_exceeded(part, whole))
        return;
    bool telling = above || implausible(run, part, whole);
    if (!speaks(s, whole) && !(above && of_same_words(run, part, whole)))
        return;
    if (telling && !of_one_course(run, part, whole))
        return;
    if (above) {
        report_above(run, part, whole);
        return;
    }
    report_within(run, part, whole);
    if (telling)
        report_share(run, part, whole);
}

/* ---- The sweep over one family, by first day ---- */

static enclosing *open_of(sweep *s, uint64_t place, bool make) {
    const uint32_t *at = tie_map_find(&s->places, place);
    if (at)
        return &s->open.items[*at];
    if (!make)
        return NULL;
    tie_map_put(&s->places, &s->run->scratch, place, (uint32_t)s->open.count);
    return TIE_PUSH(&s->run->scratch, &s->open);
}

static void drop_ended(enclosing *open, int32_t day) {
    size_t kept = 0;
    for (size_t k = 0; k < open->count; k++)
        if (open->items[k]->last_day >= day)
            open->items[kept++] = open->items[k];
    open->count = kept;
}

/* The last that have not ended by then, the latest first. What has ended is dropped once many of
 * them stand in the way. */
static size_t nearest(enclosing *open, int32_t day, const tie_fact *out[WHOLES_MAX]) {
    enum { ENDED_MOST = 64 };
    size_t count = 0, ended = 0;
    for (size_t k = open->count; k-- > 0 && count < WHOLES_MAX && ended <= ENDED_MOST;) {
        if (open->items[k]->last_day >= day)
            out[count++] = open->items[k];
        else
            ended++;
    }
    if (ended <= ENDED_MOST)
        return count;
    drop_ended(open, day);
    for (count = 0; count < open->count && count < WHOLES_MAX; count++)
        out[count] = open->items[open->count - 1 - count];
    return count;
}

static void check_against(sweep *s, const tie_fact *part, uint64_t place) {
    const tie_fact *wholes[WHOLES_MAX];
    enclosing *open = open_of(s, place, false);
    size_t count = open ? nearest(open, part->first_day, wholes) : 0;
    while (count-- > 0)
        if (fits_as_whole(s->run, wholes[count], part))
            check_pair(s, part, wholes[count]);
}

/* The part's own place and those that hold it. */
static void check_part(sweep *s, const tie_fact *part) {
    enum { DEEPEST = 8 };
    const tie_place *places = s->run->in.rules->places.items;
    check_against(s, part, part->place);
    int32_t at = part->place_index;
    for (int depth = 0; at >= 0 && places[at].part_of >= 0 && depth < DEEPEST; depth++) {
        at = places[at].part_of;
        check_against(s, part, tie_hash(places[at].name));
    }
}

static bool same_stretch(const tie_fact *a, const tie_fact *b) {
    return a->first_day == b->first_day && a->last_day == b->last_day;
}

static void check_family(tie_run *run, const tie_fact *facts, size_t count) {
    sweep s = {.run = run, .facts = facts};
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && same_stretch(&facts[i], &facts[end]); end++)
            *TIE_PUSH(&run->scratch, open_of(&s, facts[end].place, true)) = &facts[end];
        for (size_t k = i; k < end; k++)
            check_part(&s, &facts[k]);
    }
}

void tie_check_contain(tie_run *run, const tie_facts *facts) {
    for (size_t i = 0, end; i < facts->count; i = end) {
        for (end = i + 1; end < facts->count && facts->items[end].family == facts->items[i].family;
             end++)
            ;
        if (end - i > 1)
            check_family(run, facts->items + i, end - i);
    }
}
