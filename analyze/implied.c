/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/implied.h"

#include "analyze/context.h"
#include "analyze/cue.h"
#include "analyze/part.h"
#include "analyze/revision.h"
#include "analyze/wording.h"

#include <stdlib.h>

enum { PLACES = 3, WHOLE_FROM = 100 }; /* of a value that is no count, as it is shown */
enum { STATED_MOST = 64 };             /* looked at for one implied value */

/* ---- Values ---- */

static bool in_percent(const tie_claim *c) { return tie_str_eq(c->unit, TIE_STR("%")); }
static bool as_factor(const tie_claim *c) { return tie_str_eq(c->dimension, TIE_STR("ratio")); }

static tie_direction direction_of(const tie_link *link, const tie_claim *change) {
    return link->direction ? link->direction : change->direction;
}

/* What the later value is of the earlier one. */
static bool factor_of(const tie_claim *change, tie_direction direction, tie_interval *out) {
    tie_interval one = tie_interval_point(tie_dec_int(1)), step = change->decides;
    bool shrinks = direction == TIE_DIRECTION_DOWN;
    if (in_percent(change)) {
        step = tie_interval_scale(step, (tie_dec){1, -2});
        *out = tie_interval_add(one, shrinks ? tie_interval_neg(step) : step);
    } else if (!as_factor(change)) {
        return false;
    } else if (direction && tie_dec_cmp(change->value, tie_dec_int(1)) < 0) { /* by a third */
        *out = tie_interval_add(one, shrinks ? tie_interval_neg(step) : step);
    } else if (shrinks && tie_dec_cmp(change->value, tie_dec_int(1)) > 0) { /* threefold down */
        return !tie_interval_div(one, step, out);
    } else {
        *out = step;
        if (direction == TIE_DIRECTION_UP) /* "three times more" admits three and four */
            *out = tie_interval_add(*out, tie_interval_closed(tie_dec_int(0), tie_dec_int(1)));
    }
    return !out->lo_inf && tie_dec_sign(out->lo) > 0;
}

static bool value_before(const tie_claim *later, const tie_claim *change, tie_direction direction,
                         tie_interval *out) {
    tie_interval factor, value = tie_claim_base(later);
    if (later->kind == TIE_KIND_PERCENT) {
        if (!tie_str_eq(change->unit, TIE_STR("pp")) || !direction)
            return false;
        *out = direction == TIE_DIRECTION_UP ? tie_interval_sub(value, change->decides)
                                             : tie_interval_add(value, change->decides);
        return true;
    }
    if (factor_of(change, direction, &factor))
        return !tie_interval_div(value, factor, out);
    bool step = !in_percent(change) && !as_factor(change) && direction &&
                tie_str_eq(change->dimension, later->dimension);
    tie_interval by = tie_claim_base(change);
    if (step)
        *out = direction == TIE_DIRECTION_UP ? tie_interval_sub(value, by)
                                             : tie_interval_add(value, by);
    return step;
}

static bool value_of_whole(const tie_claim *part, const tie_claim *share, tie_interval *out) {
    tie_interval ratio = tie_interval_scale(share->decides, (tie_dec){1, -2});
    bool positive = !ratio.lo_inf && tie_dec_sign(ratio.lo) > 0;
    return positive && !tie_interval_div(tie_claim_base(part), ratio, out);
}

/* The same from the figures as printed, in the unit of `from`: whole where it is a count. */
static tie_dec printed(const tie_claim *from, const tie_claim *by, tie_direction direction,
                       tie_interval meet, bool whole) {
    tie_claim f = *from, b = *by;
    tie_interval out;
    f.decides = tie_interval_point(from->value);
    b.decides = tie_interval_point(by->value);
    bool good = whole ? value_of_whole(&f, &b, &out) : value_before(&f, &b, direction, &out);
    tie_dec value = good && !out.lo_inf ? out.lo : meet.lo;
    if (!tie_dec_zero(from->base_factor))
        tie_dec_div(value, from->base_factor, TIE_ROUND_DOWN, &value);
    bool whole_number =
        from->kind == TIE_KIND_COUNT || tie_dec_cmp(value, tie_dec_int(WHOLE_FROM)) >= 0;
    return tie_dec_round(value, whole_number ? 0 : PLACES);
}

/* ---- Periods ---- */

tie_period tie_period_year_before(tie_period p) {
    p.from = tie_date_add(p.from, -1, 0, 0);
    p.to = tie_date_add(p.to, -1, 0, 0);
    return p;
}

static bool closed(tie_period p) {
    return p.known && !p.from_open && !p.to_open && p.from.year != TIE_YEAR_UNKNOWN &&
           p.to.year != TIE_YEAR_UNKNOWN;
}

static bool calendar_year(tie_period p) {
    return closed(p) && !p.instant && !p.from.month && p.from.year == p.to.year;
}

static bool alike(tie_period a, tie_period b) {
    return !a.from.month == !b.from.month && !a.from.day == !b.from.day &&
           a.to.year - a.from.year == b.to.year - b.from.year;
}

/* "in the past five years" */
static bool tells_a_stretch(const tie_run *run, const tie_claim *c) {
    const tie_sentence_key *s = tie_run_sentence(run, c->doc, c->sentence);
    for (uint32_t i = 0; s && i < s->claim_count; i++)
        if (tie_run_claim(run, s->first_claim + i)->kind == TIE_KIND_DURATION)
            return true;
    return false;
}

/* What the words name; "year-on-year"; of a year, without any words, the one before; but what has
 * doubled may have taken its time. */
static bool read_period(tie_run *run, const tie_link *link, tie_implied *out) {
    const tie_claim *later = tie_run_claim(run, out->from), *change = tie_run_claim(run, out->by);
    tie_period base =
        link->date_count ? link->dates[0].period
        : change->period_from == TIE_ORIGIN_OWN && !tie_period_eq(change->period, later->period)
            ? change->period
            : tie_period_none();
    if (base.known) {
        out->period = base;
        return closed(base) && closed(later->period) && alike(base, later->period) &&
               tie_period_cmp(base, later->period) < 0;
    }
    out->year_before = true;
    out->period = closed(later->period) ? tie_period_year_before(later->period) : tie_period_none();
    if (tie_cue_in_sentence(run, change, TIE_LEX_PERIOD_CUE, TIE_CUE_YEAR_ON_YEAR))
        return true;
    out->assumptions = TIE_ASSUME_YEAR;
    bool yearly = !as_factor(change) || tie_dec_cmp(change->value, tie_dec_int(1)) < 0;
    return yearly && calendar_year(later->period) && !tells_a_stretch(run, later);
}

/* ---- Collecting ---- */

static bool stated(const tie_claim *c) {
    return c->modality == TIE_MODALITY_STATED && c->hedge != TIE_HEDGE_SEVERAL;
}

/* A figure that no earlier value leads to ("7, up 33.3%") is misread or wrong by itself. */
static bool possible(tie_interval meet) {
    return !tie_interval_empty(meet) && (meet.hi_inf || tie_dec_sign(meet.hi) > 0);
}

static bool read_link(tie_run *run, const tie_link *link, tie_implied *out) {
    bool whole = link->kind == TIE_LINK_WHOLE;
    *out = (tie_implied){.from = link->claims[!whole], .by = link->claims[whole], .whole = whole};
    const tie_claim *from = tie_run_claim(run, out->from), *by = tie_run_claim(run, out->by);
    tie_direction direction = direction_of(link, by);
    if (!stated(from) || !stated(by))
        return false;
    if (!(whole ? value_of_whole(from, by, &out->meet)
                : value_before(from, by, direction, &out->meet)))
        return false;
    if (from->kind == TIE_KIND_COUNT)
        out->meet = tie_interval_integers(out->meet);
    if (!possible(out->meet))
        return false;
    out->value = printed(from, by, direction, out->meet, whole);
    out->period = from->period;
    return whole || read_period(run, link, out);
}

static int cmp_implied(const void *a, const void *b) {
    const tie_implied *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->by > y->by) - (x->by < y->by);
}

void tie_implied_collect(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    size_t before = run->implied.count;
    for (uint32_t i = 0; i < part->link_count; i++) {
        const tie_link *link = &part->links[i];
        tie_implied implied;
        bool implies = link->kind == TIE_LINK_BEFORE || link->kind == TIE_LINK_WHOLE;
        if (implies && !link->unfit && read_link(run, link, &implied))
            *TIE_PUSH(&run->arena, &run->implied) = implied;
    }
    if (run->implied.count > before)
        qsort(run->implied.items + before, run->implied.count - before, sizeof *run->implied.items,
              cmp_implied);
}

const tie_implied *tie_implied_before(const tie_run *run, uint32_t claim) {
    size_t low = 0, high = run->implied.count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        bool before = run->implied.items[mid].from < claim;
        low = before ? mid + 1 : low;
        high = before ? high : mid;
    }
    for (; low < run->implied.count && run->implied.items[low].from == claim; low++)
        if (!run->implied.items[low].whole)
            return &run->implied.items[low];
    return NULL;
}

/* ---- Words ---- */

/* " after a fall of 40 percent", ", trebled,", " as 12% of all" */
static void put_by(tie_buf *buf, const tie_implied *implied, const tie_claim *by) {
    bool moves = by->direction != TIE_DIRECTION_NONE;
    tie_buf_puts(buf, implied->whole                        ? " as "
                      : !moves                              ? ", "
                      : by->direction == TIE_DIRECTION_DOWN ? " after a fall of "
                                                            : " after a rise of ");
    tie_word_claim(buf, by);
    tie_buf_puts(buf, implied->whole ? " of all" : moves ? "" : ",");
}

void tie_implied_words(tie_buf *buf, const tie_run *run, const tie_implied *implied) {
    const tie_claim *by = tie_run_claim(run, implied->by);
    tie_word_claim(buf, tie_run_claim(run, implied->from));
    put_by(buf, implied, by);
    tie_buf_puts(buf, " implies ");
    tie_dec_render_grouped(buf, implied->value);
    if (implied->year_before)
        tie_buf_puts(buf, " a year before");
}

void tie_implied_add(tie_run *run, tie_draft *draft, const tie_implied *implied) {
    uint32_t from[2];
    tie_buf text = tie_buf_new(&run->arena);
    from[0] = tie_draft_claim(run, draft, implied->whole ? "part" : "value", implied->from);
    from[1] = tie_draft_claim(run, draft, implied->whole ? "share" : "change", implied->by);
    tie_dec_render_grouped(&text, implied->value);
    tie_draft_derived(run, draft, from, 2, implied->value, implied->meet, tie_buf_str(&text));
}

/* In the unit of the claim. */
static void put_interval(tie_buf *buf, tie_interval meet, const tie_claim *in) {
    tie_interval out = meet;
    if (!tie_dec_zero(in->base_factor))
        tie_interval_div(meet, tie_interval_point(in->base_factor), &out);
    tie_interval_render(buf, out);
}

/* ---- Against what is stated ---- */

/* As if it had been stated: the words of the claim that it comes from, or of the whole. */
static tie_claim as_stated(const tie_run *run, const tie_implied *implied) {
    const tie_claim *by = tie_run_claim(run, implied->by);
    tie_claim c = *tie_run_claim(run, implied->from);
    c.period = implied->period;
    if (!implied->whole)
        return c;
    c.noun = by->noun;
    c.head = by->head;
    c.modifiers = by->modifiers;
    c.measure = (tie_str){0};
    if (tie_str_eq(c.dimension, TIE_STR("count")) && !tie_str_eq(c.unit, TIE_STR("person")))
        c.unit = by->head;
    return c;
}

/* Claims stated in the cell of an implied value; lists by key. */
typedef struct stated_claim {
    uint32_t claim, next; /* next: index + 1 in the list; 0: the end */
} stated_claim;

typedef struct meeting {
    tie_run *run;
    tie_map cells; /* key to the head of its list, index + 1 */
    tie_map told;  /* values that were held against their cell: many print the same release */
    TIE_VEC(stated_claim) list;
} meeting;

static void find_stated(meeting *m) {
    tie_run *run = m->run;
    for (size_t i = run->in.claim_count; i-- > 0;) {
        const tie_facets *f = &run->cells.facets[i];
        uint32_t *head =
            f->measure && !f->barred ? tie_map_find(&m->cells, tie_facets_key(f)) : NULL;
        if (!head)
            continue;
        *TIE_PUSH(&run->scratch, &m->list) = (stated_claim){(uint32_t)i, *head};
        *head = (uint32_t)m->list.count;
    }
}

/* An open measure says what it counts in the rest of its clause, too. */
static bool comparable(tie_run *run, const tie_implied *implied, const tie_claim *c) {
    const tie_claim *from = tie_run_claim(run, implied->from);
    bool apart = c->doc != from->doc || c->sentence.start != from->sentence.start;
    bool own =
        from->measure.len || (from->period_from == TIE_ORIGIN_OWN &&
                              tie_claim_speaks_for_all(run, c) && tie_context_same(run, from, c));
    return apart && own;
}

static bool later_edition(const tie_run *run, const tie_claim *a, const tie_claim *b) {
    const tie_doc *x = &run->in.docs[a->doc], *y = &run->in.docs[b->doc];
    return x->source.len && tie_str_eq(x->source, y->source) && x->date.known && y->date.known &&
           tie_period_cmp(x->date, y->date);
}

/* "According to preliminary figures", or a toll told while it grew. */
static bool unsettled(tie_run *run, const tie_claim *c) {
    return tie_cue_in_sentence(run, c, TIE_LEX_REVISED, 1) || tie_claim_early(run, c);
}

static tie_verdict verdict_of(tie_run *run, const tie_claim *from, const tie_claim *c) {
    if (tie_claim_revises(run, from) || tie_claim_revises(run, c) || unsettled(run, from) ||
        unsettled(run, c))
        return TIE_VERDICT_REVISION;
    return later_edition(run, from, c) ? TIE_VERDICT_RESTATED : TIE_VERDICT_CONFLICT;
}

static void report(tie_run *run, const tie_implied *implied, const tie_claim *c) {
    const tie_claim *from = tie_run_claim(run, implied->from);
    bool holds = tie_interval_meet(implied->meet, tie_claim_base(c));
    tie_verdict verdict = holds ? TIE_VERDICT_TIES : verdict_of(run, from, c);
    tie_draft draft =
        tie_draft_new(holds ? TIE_ROW_CHECK : TIE_ROW_FINDING, TIE_CHECK_COMPARE, verdict);
    tie_buf buf = tie_buf_new(&run->arena), sum = tie_buf_new(&run->arena);
    tie_implied_words(&sum, run, implied);
    tie_buf_puts(&sum, ", within ");
    put_interval(&sum, implied->meet, from);
    tie_buf_puts(&sum, "; stated: ");
    tie_word_claim(&sum, c);
    draft.row.computation = tie_buf_str(&sum);
    draft.measure = tie_claim_measure(run->in.rules, c);
    draft.open = !draft.measure;
    draft.in_cell = true;
    draft.assumptions = implied->assumptions;
    if (!holds) {
        draft.row.gap = tie_interval_gap(implied->meet, tie_claim_base(c));
        draft.row.severity = verdict == TIE_VERDICT_REVISION   ? TIE_SEVERITY_INFO
                             : verdict == TIE_VERDICT_CONFLICT ? tie_gap_severity(draft.row.gap)
                             : draft.row.gap < 0.05            ? TIE_SEVERITY_NOTE
                                                               : TIE_SEVERITY_MINOR;
        tie_implied_words(&buf, run, implied);
        tie_buf_puts(&buf, ", stated is ");
        tie_word_claim(&buf, c);
        tie_buf_puts(&buf, verdict == TIE_VERDICT_REVISION   ? ": a figure was revised"
                           : verdict == TIE_VERDICT_RESTATED ? ": the same source gives another "
                                                               "figure for a closed period"
                                                             : ": these cannot all hold");
        draft.row.message = tie_buf_str(&buf);
    }
    tie_draft_claim(run, &draft, "value", c->id);
    tie_implied_add(run, &draft, implied);
    tie_draft_add(run, &draft);
}

static uint64_t told_key(uint64_t cell, tie_interval meet) {
    uint64_t lo = tie_hash_mix((uint64_t)meet.lo.mant, (uint64_t)meet.lo.exp);
    uint64_t hi = tie_hash_mix((uint64_t)meet.hi.mant, (uint64_t)meet.hi.exp);
    return tie_hash_mix(cell, tie_hash_mix(lo, hi));
}

/* The first stated value that it is at odds with, else the first that it agrees with. Stated values
 * that are at odds with each other are told as such. */
static void check(meeting *m, const tie_implied *implied, uint64_t key) {
    const uint32_t *head = tie_map_find(&m->cells, key);
    uint64_t told = told_key(key, implied->meet);
    tie_interval meet = tie_interval_all();
    const tie_claim *first = NULL, *against = NULL;
    if (tie_map_find(&m->told, told))
        return;
    unsigned looks = 0;
    for (uint32_t at = head ? *head : 0; at && looks < STATED_MOST; looks++) {
        const stated_claim *item = &m->list.items[at - 1];
        const tie_claim *c = tie_run_claim(m->run, item->claim);
        at = item->next;
        if (!comparable(m->run, implied, c))
            continue;
        meet = tie_interval_intersect(meet, tie_claim_base(c));
        first = first ? first : c;
        if (!against && !tie_interval_meet(implied->meet, tie_claim_base(c)))
            against = c;
    }
    if (first && !tie_interval_empty(meet)) {
        tie_map_put(&m->told, &m->run->scratch, told, 0);
        report(m->run, implied, against ? against : first);
    }
}

void tie_check_implied(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    tie_facet_reader reader = {run->in.rules, run->stemmer, &run->places};
    meeting m = {.run = run};
    uint64_t *keys = TIE_NEW(&run->scratch, uint64_t, run->implied.count);
    for (size_t i = 0; i < run->implied.count; i++) {
        tie_claim c = as_stated(run, &run->implied.items[i]);
        tie_facets f = tie_facets_of(&reader, &run->in.docs[c.doc], &c);
        f.scope = f.within ? tie_key_within(f.scope, c.doc) : f.scope;
        bool meets = f.measure && !f.barred && !f.local && c.period.known;
        keys[i] = meets ? tie_facets_key(&f) : 0;
        if (meets)
            tie_map_put(&m.cells, &run->scratch, keys[i], 0);
    }
    if (run->implied.count)
        find_stated(&m);
    for (size_t i = 0; i < run->implied.count; i++)
        if (keys[i])
            check(&m, &run->implied.items[i], keys[i]);
    tie_arena_rewind(&run->scratch, mark);
}
