/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/part.h"

#include "analyze/cue.h"
#include "analyze/diagnose.h"

enum {
    PERIOD_ELSEWHERE =
        TIE_ASSUME_PERIOD_FRAME | TIE_ASSUME_PERIOD_HEADING | TIE_ASSUME_PERIOD_DOCUMENT,
    PLACE_ELSEWHERE =
        TIE_ASSUME_PLACE_SENTENCE | TIE_ASSUME_PLACE_HEADING | TIE_ASSUME_PLACE_DOCUMENT,
    DIGITS_OF_A_SLIP = 3 /* shared by chance once in a thousand */
};

/* Others of the cell say where they are, or stand in the same document. */
static bool others_are_placed(const tie_run *run, const tie_cell *cell, const tie_claim *c) {
    for (uint32_t i = 0; i < cell->count; i++) {
        const tie_claim *other = tie_run_claim(run, cell->claims[i]);
        bool placed = !(other->assumptions & PLACE_ELSEWHERE);
        if (other != c && (placed || other->doc == c->doc))
            return true;
    }
    return false;
}

bool tie_claim_speaks_for_all(tie_run *run, const tie_claim *c) {
    if (c->assumptions & PERIOD_ELSEWHERE)
        return false;
    return !(c->assumptions & PLACE_ELSEWHERE) || tie_cue_in_sentence(run, c, TIE_LEX_TOTAL, -1);
}

static bool may_be_part(tie_run *run, const tie_cell *cell, const tie_claim *c) {
    if (run->cells.facets[c->id].local)
        return true;
    if (cell->measure && cell->measure->kind != TIE_MEASURE_FLOW)
        return false;
    bool elsewhere = c->assumptions & PERIOD_ELSEWHERE ||
                     (c->assumptions & PLACE_ELSEWHERE && others_are_placed(run, cell, c));
    return elsewhere && !tie_cue_in_sentence(run, c, TIE_LEX_TOTAL, -1);
}

/* The two differ as slips do. */
static bool slipped(tie_run *run, const tie_claim *low, const tie_claim *high) {
    tie_suspect suspect = {tie_claim_base_value(low), tie_dec_int(0), low->scale,
                           tie_interval_point(tie_claim_base_value(high))};
    tie_diagnosis found = tie_diagnose(&run->scratch, &suspect);
    return (found.slip == TIE_SLIP_SCALE || found.slip == TIE_SLIP_TRANSPOSITION) &&
           tie_dec_digits(low->value) >= DIGITS_OF_A_SLIP;
}

static bool dated_elsewhere(tie_run *run, const tie_cell *cell, const tie_claim *c) {
    return c->assumptions & PERIOD_ELSEWHERE && may_be_part(run, cell, c);
}

/* The member that begins highest among those that name their own period; without any, of all. */
static const tie_claim *highest(tie_run *run, const tie_cell *cell) {
    const tie_claim *best = NULL;
    bool own = false;
    for (uint32_t i = 0; i < cell->count; i++) {
        const tie_claim *c = tie_run_claim(run, cell->claims[i]);
        bool names = !dated_elsewhere(run, cell, c);
        tie_interval a = tie_claim_base(c), b = best ? tie_claim_base(best) : a;
        bool above = !a.lo_inf && (b.lo_inf || tie_dec_cmp(a.lo, b.lo) > 0);
        if (!best || names > own || (names == own && above))
            best = c;
        own = own || names;
    }
    return best;
}

static tie_reason reason_of(const tie_claim *c) {
    bool period = !c->period.known || c->assumptions & PERIOD_ELSEWHERE;
    return period ? TIE_REASON_PERIOD : TIE_REASON_PLACE;
}

tie_cell tie_cell_without_parts(tie_run *run, const tie_cell *cell) {
    const tie_claim *top = highest(run, cell);
    uint32_t *kept = TIE_NEW(&run->scratch, uint32_t, cell->count);
    tie_cell out = {.claims = kept, .measure = cell->measure};
    for (uint32_t i = 0; i < cell->count; i++) {
        const tie_claim *c = tie_run_claim(run, cell->claims[i]);
        tie_interval at = tie_claim_base(c), whole = tie_claim_base(top);
        bool apart = !tie_interval_meet(at, whole);
        bool weak = tie_interval_below(at, whole, false) ? may_be_part(run, cell, c)
                                                         : dated_elsewhere(run, cell, c);
        if (c != top && apart && weak && !slipped(run, c, top))
            tie_ledger_skip(run, TIE_CHECK_COMPARE, reason_of(c), c->measure, top->id, c->id);
        else
            kept[out.count++] = c->id;
    }
    return out;
}
