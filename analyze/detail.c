/* SPDX-License-Identifier: GPL-3.0-or-later */
/* contain, within one text: a total opens a frame ("from July 14 to September 14, a total of 5.19
 * tons were seized nationwide"), and what the text then tells of places and raids within that frame
 * stays within it. The details may overlap, so each is held against the total alone. */
#include "analyze/cue.h"
#include "analyze/stages.h"
#include "analyze/wording.h"

enum { DETAILS_MAX = 10, TOTALS_MAX = 16 };

typedef struct total {
    const tie_claim *claim;
    uint32_t details[DETAILS_MAX];
    uint32_t count;
} total;

typedef struct totals {
    total items[TOTALS_MAX]; /* of one frame */
    uint32_t count;
} totals;

static bool value(const tie_claim *c) {
    return c->kind == TIE_KIND_COUNT || c->kind == TIE_KIND_AMOUNT || c->kind == TIE_KIND_MONEY;
}

static bool opens(const tie_claim *c) {
    return value(c) && c->period.known && c->period_from == TIE_ORIGIN_OWN && c->predicate.len &&
           c->modality == TIE_MODALITY_STATED && !c->decides.hi_inf;
}

/* What is counted and what became of it: human beings, or one noun. */
static bool same_things(const tie_claim *a, const tie_claim *b) {
    bool person = tie_str_eq(a->unit, TIE_STR("person"));
    return tie_str_eq(a->dimension, b->dimension) && tie_str_eq(a->predicate, b->predicate) &&
           (person ? tie_str_eq(b->unit, TIE_STR("person")) : tie_str_eq(a->head, b->head));
}

static bool country(const tie_run *run, tie_str name) {
    const tie_place *place = tie_place_named(run->in.rules, &run->places, name);
    return place && place->country;
}

/* Told under the total's frame, of no other country, and as something that happened. */
static bool details(const tie_run *run, const tie_claim *c, const tie_claim *whole) {
    bool under = c->period_from == TIE_ORIGIN_FRAME && tie_period_eq(c->period, whole->period);
    return under && value(c) && c->modality == TIE_MODALITY_STATED && same_things(c, whole) &&
           (tie_str_eq(c->place, whole->place) || !country(run, c->place));
}

static bool exceeds(const tie_claim *part, const tie_claim *whole) {
    tie_interval a = tie_claim_base(part), b = tie_claim_base(whole);
    return tie_interval_below(b, a, false) && !tie_interval_meet(a, b);
}

static bool speaks_for_all(tie_run *run, const tie_claim *c) {
    return tie_cue_in_sentence(run, c, TIE_LEX_TOTAL, -1) ||
           tie_cue_in_sentence(run, c, TIE_LEX_NATIONWIDE, -1);
}

static void report(tie_run *run, const total *t, bool above) {
    tie_draft draft = above
                          ? tie_draft_new(TIE_ROW_FINDING, TIE_CHECK_CONTAIN, TIE_VERDICT_CONFLICT)
                          : tie_draft_new(TIE_ROW_CHECK, TIE_CHECK_CONTAIN, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&run->arena);
    tie_draft_claim(run, &draft, "whole", t->claim->id);
    for (uint32_t i = 0; i < t->count; i++) {
        const tie_claim *part = tie_run_claim(run, t->details[i]);
        if (exceeds(part, t->claim) != above)
            continue;
        tie_draft_claim(run, &draft, "part", part->id);
        tie_buf_puts(&buf, buf.len ? ", " : "");
        tie_word_claim(&buf, part);
    }
    if (draft.members.count == 1)
        return;
    tie_buf_puts(&buf, above ? " above " : ": each within ");
    tie_word_claim(&buf, t->claim);
    draft.row.computation = tie_buf_str(&buf);
    draft.row.message =
        above ? TIE_STR("a figure under the frame of a total exceeds it") : (tie_str){0};
    draft.row.severity = above ? TIE_SEVERITY_NOTE : TIE_SEVERITY_INFO;
    tie_draft_add(run, &draft);
}

static void close_frame(tie_run *run, totals *frame) {
    for (uint32_t i = 0; i < frame->count; i++) {
        const total *t = &frame->items[i];
        if (!t->count || !speaks_for_all(run, t->claim))
            continue;
        report(run, t, true);
        report(run, t, false);
    }
    frame->count = 0;
}

void tie_check_detail(tie_run *run, uint32_t doc) {
    const tie_doc_part *part = tie_run_part(run, doc);
    totals frame = {.count = 0};
    for (uint32_t i = 0; i < part->claim_count; i++) {
        const tie_claim *c = &part->claims[i];
        const tie_claim *last = frame.count ? frame.items[frame.count - 1].claim : NULL;
        if (last && opens(c) && !tie_period_eq(c->period, last->period))
            close_frame(run, &frame);
        if (opens(c) && frame.count < TOTALS_MAX) {
            frame.items[frame.count++] = (total){.claim = c};
            continue;
        }
        for (uint32_t k = 0; k < frame.count; k++) {
            total *t = &frame.items[k];
            if (t->count < DETAILS_MAX && details(run, c, t->claim))
                t->details[t->count++] = c->id;
        }
    }
    close_frame(run, &frame);
}
