/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/compare.h"

#include "analyze/context.h"
#include "analyze/diagnose.h"
#include "analyze/part.h"
#include "analyze/revision.h"
#include "analyze/wording.h"

/* One cell under comparison. */
typedef struct comparison {
    tie_run *run;
    const tie_cell *cell;
    tie_classes classes;
    const tie_aligned *aligned; /* NULL: a cell of the run */
} comparison;

static const tie_claim *claim_of(const comparison *c, uint32_t id) {
    return tie_run_claim(c->run, id);
}

/* ---- Words ---- */

static void put_class(tie_buf *buf, const comparison *c, const tie_class *class) {
    tie_word_claim(buf, claim_of(c, class->claims[0]));
    tie_buf_puts(buf, " in ");
    tie_word_count(buf, class->count, "place", "places");
}

static tie_str class_words(const comparison *c, const char *end) {
    enum { NAMED = 4 };
    tie_buf buf = tie_buf_new(&c->run->arena);
    for (size_t i = 0; i < c->classes.count && i < NAMED; i++) {
        tie_buf_puts(&buf, i ? "; " : "");
        put_class(&buf, c, &c->classes.items[i]);
    }
    if (c->classes.count > NAMED) {
        tie_buf_puts(&buf, "; and ");
        tie_word_count(&buf, c->classes.count - NAMED, "other value", "other values");
    }
    tie_buf_puts(&buf, end);
    return tie_buf_str(&buf);
}

static void put_allows(tie_buf *buf, const comparison *c, uint32_t id) {
    tie_word_claim(buf, claim_of(c, id));
    tie_buf_puts(buf, " allows ");
    tie_interval_render(buf, claim_of(c, id)->decides);
}

static tie_str pair_words(const comparison *c, uint32_t a, uint32_t b, const char *end) {
    tie_buf buf = tie_buf_new(&c->run->arena);
    put_allows(&buf, c, a);
    tie_buf_puts(&buf, "; ");
    put_allows(&buf, c, b);
    tie_buf_puts(&buf, end);
    return tie_buf_str(&buf);
}

/* ---- Rows ---- */

static tie_draft begin(const comparison *c, tie_row row, tie_verdict verdict) {
    tie_draft draft =
        tie_draft_new(row, c->aligned ? TIE_CHECK_REPEAT : TIE_CHECK_COMPARE, verdict);
    draft.measure = c->cell->measure;
    draft.open = !c->cell->measure;
    draft.in_cell = c->run->cells.facets[c->cell->claims[0]].measure != 0;
    for (size_t i = 0; c->aligned && i < c->aligned->passage_count; i++)
        *TIE_PUSH(&c->run->arena, &draft.passages) = c->aligned->passages[i];
    draft.assumptions = c->aligned ? c->aligned->assumptions : 0;
    return draft;
}

static bool has(const tie_draft *draft, uint32_t claim) {
    for (size_t i = 0; i < draft->members.count; i++)
        if (draft->members.items[i].claim == claim)
            return true;
    return false;
}

/* The first of each class, then their other members, up to the limit. */
static void add_members(const comparison *c, tie_draft *draft) {
    for (uint32_t round = 0; draft->members.count < TIE_MEMBERS_MAX; round++) {
        bool more = false;
        for (size_t i = 0; i < c->classes.count && draft->members.count < TIE_MEMBERS_MAX; i++) {
            const tie_class *class = &c->classes.items[i];
            if (round >= class->count)
                continue;
            more = true;
            if (!has(draft, class->claims[round]))
                tie_draft_claim(c->run, draft, "value", class->claims[round]);
        }
        if (!more)
            break;
    }
}

static void finish(const comparison *c, tie_draft *draft) {
    add_members(c, draft);
    tie_draft_add(c->run, draft);
}

/* ---- Conflict ---- */

/* Two claims whose intervals are apart: one of the majority where there is such a pair, then the
 * widest apart. */
typedef struct witness {
    uint32_t a, b;
    double gap;
} witness;

static bool ends_first(tie_interval a, tie_interval b) {
    return !a.hi_inf && (b.hi_inf || tie_dec_cmp(a.hi, b.hi) < 0);
}

static bool begins_last(tie_interval a, tie_interval b) {
    return !a.lo_inf && (b.lo_inf || tie_dec_cmp(a.lo, b.lo) > 0);
}

/* The members that hold two classes apart: the one that ends first and the one that begins last. */
static witness witness_of(const comparison *c, const tie_class *x, const tie_class *y) {
    const tie_class *both[] = {x, y};
    uint32_t low = x->claims[0], high = x->claims[0];
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < both[side]->count; i++) {
            uint32_t id = both[side]->claims[i];
            tie_interval at = tie_claim_base(claim_of(c, id));
            low = ends_first(at, tie_claim_base(claim_of(c, low))) ? id : low;
            high = begins_last(at, tie_claim_base(claim_of(c, high))) ? id : high;
        }
    bool swap = tie_interval_below(y->meet, x->meet, false);
    return (witness){swap ? high : low, swap ? low : high, tie_interval_gap(x->meet, y->meet)};
}

static witness find_witness(const comparison *c) {
    const tie_class *classes = c->classes.items, *low = classes, *high = classes, *far = NULL;
    double widest = 0;
    for (size_t i = 0; i < c->classes.count; i++) {
        double gap = tie_interval_gap(classes[0].meet, classes[i].meet);
        if (!tie_interval_meet(classes[0].meet, classes[i].meet) && (!far || gap > widest)) {
            far = &classes[i];
            widest = gap;
        }
        low = ends_first(classes[i].meet, low->meet) ? &classes[i] : low;
        high = begins_last(classes[i].meet, high->meet) ? &classes[i] : high;
    }
    return far ? witness_of(c, classes, far) : witness_of(c, low, high);
}

static bool independent(const comparison *c, const tie_class *class) {
    return class->count >= 2 &&
           claim_of(c, class->claims[0])->doc != claim_of(c, class->claims[class->count - 1])->doc;
}

static tie_diagnosis diagnose_pair(const comparison *c, uint32_t stated, uint32_t other) {
    const tie_claim *s = claim_of(c, stated), *o = claim_of(c, other);
    bool same_unit = tie_dec_cmp(s->base_factor, o->base_factor) == 0;
    tie_suspect suspect = {same_unit ? s->value : tie_claim_base_value(s),
                           same_unit ? s->unit_u : tie_dec_int(0), s->scale,
                           same_unit ? tie_interval_rounding(o->value, o->unit_u)
                                     : tie_interval_point(tie_claim_base_value(o))};
    return tie_diagnose(&c->run->arena, &suspect);
}

static void diagnose(const comparison *c, tie_draft *draft, witness w) {
    uint32_t suspect = w.b;
    tie_diagnosis found = diagnose_pair(c, w.b, w.a);
    if (!found.slip) {
        suspect = w.a;
        found = diagnose_pair(c, w.a, w.b);
    }
    if (!found.slip)
        return;
    tie_buf buf = tie_buf_new(&c->run->arena);
    tie_word_claim(&buf, claim_of(c, suspect));
    tie_buf_puts(&buf, " against ");
    tie_word_claim(&buf, claim_of(c, suspect == w.b ? w.a : w.b));
    tie_buf_printf(&buf, ": %.*s", TIE_FMT(found.text));
    draft->row.diagnosis = tie_buf_str(&buf);
    draft->witnessed = draft->witnessed || found.named;
    if (found.slip == TIE_SLIP_SCALE && found.named)
        draft->row.severity = TIE_SEVERITY_CRITICAL;
}

/* Nobody restates a figure as its tenfold. */
static bool scale_slipped(const comparison *c, witness w) {
    tie_diagnosis one = diagnose_pair(c, w.a, w.b), other = diagnose_pair(c, w.b, w.a);
    return (one.slip == TIE_SLIP_SCALE && one.named) ||
           (other.slip == TIE_SLIP_SCALE && other.named);
}

static const char *ending(const tie_revision *r) {
    if (r->said)
        return ": the later figure says that it replaces the earlier one";
    if (r->counting)
        return ": a later figure for what was still being counted";
    return r->verdict == TIE_VERDICT_RESTATED
               ? ": the same source gives another figure for a closed period"
               : ": a later figure for a period that was still open";
}

/* "An earlier report gave ... The correct figure is ...", "from 211 to 221". */
static bool one_breath(const tie_claim *a, const tie_claim *b) {
    uint32_t low = a->sentence_index < b->sentence_index ? a->sentence_index : b->sentence_index;
    return a->doc == b->doc && a->sentence_index <= low + 1 && b->sentence_index <= low + 1;
}

/* In one breath with one figure of the pair the text gives the other. */
static bool names_both(const comparison *c, witness w) {
    const tie_claim *a = claim_of(c, w.a), *b = claim_of(c, w.b);
    for (uint32_t i = 0; i < c->cell->count; i++) {
        const tie_claim *k = claim_of(c, c->cell->claims[i]);
        if ((one_breath(k, a) && !tie_dec_cmp(k->value, b->value)) ||
            (one_breath(k, b) && !tie_dec_cmp(k->value, a->value)))
            return true;
    }
    return false;
}

/* Open measures know the noun and the verb alone; the rest of the clause must not tell them apart.
 * What stands side by side is compared for slips only. */
static bool told_apart(const comparison *c, witness w, const tie_revision *revision) {
    const tie_claim *a = claim_of(c, w.a), *b = claim_of(c, w.b);
    bool side_by_side = c->run->cells.facets[w.a].local || c->run->cells.facets[w.b].local;
    bool in_words = !c->cell->measure && !side_by_side;
    if (revision->said && names_both(c, w))
        return false;
    if (in_words ? tie_context_same(c->run, a, b)
                 : tie_context_denied(c->run, a) == tie_context_denied(c->run, b))
        return false;
    tie_ledger_skip(c->run, TIE_CHECK_COMPARE, TIE_REASON_DEFINITION, claim_of(c, w.a)->measure,
                    w.a, w.b);
    return true;
}

static void report_conflict(const comparison *c) {
    witness w = find_witness(c);
    tie_revision revision = {.verdict = TIE_VERDICT_CONFLICT};
    if (!c->aligned || !c->aligned->assumptions) /* else no time of their own is known */
        revision = tie_revision_of(c->run, c->cell, w.a, w.b);
    if (told_apart(c, w, &revision))
        return;
    if (revision.verdict == TIE_VERDICT_RESTATED && scale_slipped(c, w))
        revision.verdict = TIE_VERDICT_CONFLICT;
    tie_draft draft = begin(c, TIE_ROW_FINDING, revision.verdict);
    draft.row.gap = w.gap;
    draft.witnessed = independent(c, &c->classes.items[0]);
    if (revision.verdict == TIE_VERDICT_CONFLICT) {
        draft.row.severity = tie_gap_severity(w.gap);
        diagnose(c, &draft, w);
        if (c->aligned && c->aligned->assumptions)
            draft.row.severity = TIE_SEVERITY_MINOR;
        if (draft.assumptions & TIE_ASSUME_SUBJECT)
            draft.witnessed = false; /* neither a slip nor who agrees tells what they are of */
        draft.row.message = class_words(c, ": these cannot all hold");
    } else {
        if (revision.verdict == TIE_VERDICT_RESTATED)
            draft.row.severity = w.gap < 0.05 ? TIE_SEVERITY_NOTE : TIE_SEVERITY_MINOR;
        draft.row.message = class_words(c, ending(&revision));
    }
    draft.row.computation = pair_words(c, w.a, w.b, "; no value is in both");
    tie_draft_claim(c->run, &draft, "value", w.a);
    tie_draft_claim(c->run, &draft, "value", w.b);
    finish(c, &draft);
}

static void report_truncation(const comparison *c, size_t cut) {
    const tie_class *class = &c->classes.items[cut];
    size_t other = cut ? 0 : 1;
    tie_draft draft = begin(c, TIE_ROW_FINDING, TIE_VERDICT_TRUNCATION);
    draft.row.severity = TIE_SEVERITY_NOTE;
    draft.row.gap = tie_interval_gap(class->meet, c->classes.items[other].meet);
    draft.row.message = class_words(c, ": they agree only if one was cut, not rounded");
    draft.row.computation = pair_words(c, class->claims[0], c->classes.items[other].claims[0],
                                       "; the first fits once it is read as cut");
    finish(c, &draft);
}

/* ---- Agreement ---- */

/* Which way a hedge leaves a figure open: 1 none, 2 upward, 4 downward, 0 neither for certain. */
static unsigned side_of(tie_hedge hedge) {
    switch (hedge) {
    case TIE_HEDGE_EXACT:
        return 1;
    case TIE_HEDGE_MORE_THAN:
    case TIE_HEDGE_AT_LEAST:
        return 2;
    case TIE_HEDGE_LESS_THAN:
    case TIE_HEDGE_AT_MOST:
    case TIE_HEDGE_UP_TO:
    case TIE_HEDGE_NEARLY:
        return 4;
    case TIE_HEDGE_APPROX:
    case TIE_HEDGE_BETWEEN:
    case TIE_HEDGE_SEVERAL:
        break;
    }
    return 0;
}

/* A member of the class with each side, or TIE_NO_CLAIM; at least two sides: the qualifier drifts.
 */
static bool drifts(const comparison *c, const tie_class *class, uint32_t pair[2]) {
    unsigned first = 0;
    for (uint32_t i = 0; i < class->count; i++) {
        unsigned side = side_of(claim_of(c, class->claims[i])->hedge);
        if (side && !first) {
            first = side;
            pair[0] = class->claims[i];
        } else if (side && side != first) {
            pair[1] = class->claims[i];
            return true;
        }
    }
    return false;
}

static bool report_drift(const comparison *c) {
    uint32_t pair[2] = {0};
    size_t i = 0;
    while (i < c->classes.count && !drifts(c, &c->classes.items[i], pair))
        i++;
    if (i == c->classes.count)
        return false;
    tie_draft draft = begin(c, TIE_ROW_FINDING, TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&c->run->arena);
    tie_word_claim(&buf, claim_of(c, pair[0]));
    tie_buf_puts(&buf, " here, ");
    tie_word_claim(&buf, claim_of(c, pair[1]));
    tie_buf_puts(&buf, " there: the figure is the same, its qualifier is not");
    draft.row.message = tie_buf_str(&buf);
    draft.row.severity = TIE_SEVERITY_NOTE;
    draft.row.computation = pair_words(c, pair[0], pair[1], "");
    tie_draft_claim(c->run, &draft, "value", pair[0]);
    tie_draft_claim(c->run, &draft, "value", pair[1]);
    finish(c, &draft);
    return true;
}

/* A hedged figure that admits the plain ones but does not suggest them: "more than 100" beside 190.
 */
static bool report_loose(const comparison *c) {
    tie_interval plain = tie_interval_all();
    uint32_t exact = TIE_NO_CLAIM, hedged = TIE_NO_CLAIM;
    for (uint32_t i = 0; i < c->cell->count; i++) {
        const tie_claim *claim = claim_of(c, c->cell->claims[i]);
        if (claim->hedge != TIE_HEDGE_EXACT)
            continue;
        exact = exact == TIE_NO_CLAIM ? claim->id : exact;
        plain = tie_interval_intersect(plain, tie_claim_base(claim));
    }
    for (uint32_t i = 0; exact != TIE_NO_CLAIM && i < c->cell->count; i++) {
        const tie_claim *claim = claim_of(c, c->cell->claims[i]);
        bool suggests = claim->hedge != TIE_HEDGE_EXACT && claim->hedge != TIE_HEDGE_SEVERAL;
        if (suggests && !tie_interval_meet(tie_claim_suggested(claim), plain))
            hedged = claim->id;
    }
    if (hedged == TIE_NO_CLAIM)
        return false;
    tie_draft draft = begin(c, TIE_ROW_FINDING, TIE_VERDICT_TIES);
    draft.row.severity = TIE_SEVERITY_NOTE;
    draft.row.message = class_words(c, ": they agree, but the wording suggests another size");
    draft.row.computation = pair_words(c, hedged, exact, "");
    tie_draft_claim(c->run, &draft, "value", hedged);
    tie_draft_claim(c->run, &draft, "value", exact);
    finish(c, &draft);
    return true;
}

static bool plain_class(const comparison *c, const tie_class *class) {
    for (uint32_t i = 0; i < class->count; i++)
        if (claim_of(c, class->claims[i])->hedge == TIE_HEDGE_EXACT)
            return true;
    return false;
}

static void report_agreement(const comparison *c) {
    size_t plain = 0;
    for (size_t i = 0; i < c->classes.count; i++)
        plain += plain_class(c, &c->classes.items[i]);
    bool rounding = plain >= 2;
    tie_draft draft = begin(c, rounding ? TIE_ROW_FINDING : TIE_ROW_CHECK,
                            rounding ? TIE_VERDICT_ROUNDING : TIE_VERDICT_TIES);
    tie_buf buf = tie_buf_new(&c->run->arena);
    if (rounding)
        draft.row.message = class_words(c, ": they agree once rounding is allowed");
    tie_buf_puts(&buf, "all of them allow ");
    tie_interval_render(&buf, c->classes.meet);
    draft.row.computation = tie_buf_str(&buf);
    finish(c, &draft);
}

static void report_meeting(const comparison *c) {
    if (!report_drift(c) && !report_loose(c))
        report_agreement(c);
}

static comparison read_cell(tie_run *run, const tie_cell *cell) {
    tie_str measure = cell->measure ? cell->measure->id : (tie_str){0};
    const tie_rule *rule = tie_rule_find(run->in.rules, TIE_STR("compare"), measure);
    comparison c = {.run = run, .cell = cell};
    c.classes = tie_classes_of(run, &run->scratch, cell, rule ? rule->tolerance : tie_dec_int(0));
    return c;
}

static void report_empty(const comparison *c) {
    size_t cut = tie_classes_cut(&c->classes, &c->run->scratch);
    if (cut < c->classes.count)
        report_truncation(c, cut);
    else
        report_conflict(c);
}

static void compare(tie_run *run, const tie_cell *cell) {
    comparison c = read_cell(run, cell);
    if (!tie_interval_empty(c.classes.meet)) {
        report_meeting(&c);
        return;
    }
    tie_cell rest = tie_cell_without_parts(run, cell);
    if (rest.count < 2)
        return;
    c = read_cell(run, &rest);
    tie_cell settled = tie_cell_settled(run, &rest);
    if (tie_interval_empty(c.classes.meet) && settled.count > 1 && settled.count < rest.count) {
        comparison late = read_cell(run, &settled); /* what came first is no witness among them */
        c = tie_interval_empty(late.classes.meet) ? late : c;
    }
    if (tie_interval_empty(c.classes.meet))
        report_empty(&c);
    else
        report_meeting(&c);
}

static void compare_lightly(tie_run *run, const tie_cell *cell) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    compare(run, cell);
    tie_arena_rewind(&run->scratch, mark);
}

void tie_compare_own(tie_run *run, size_t from) {
    for (size_t i = from; i < run->cells.own.count; i++)
        compare_lightly(run, &run->cells.own.items[i]);
}

/* Claims of all cells that are still to be compared. */
static void prepare(tie_run *run) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    TIE_VEC(uint32_t) ids = {0};
    for (size_t i = 0; i < run->cells.count; i++)
        for (uint32_t k = 0; k < run->cells.items[i].count && !run->cells.items[i].own; k++)
            *TIE_PUSH(&run->scratch, &ids) = run->cells.items[i].claims[k];
    tie_run_prepare(run, ids.items, ids.count);
    tie_arena_rewind(&run->scratch, mark);
}

void tie_compare_cells(tie_run *run) {
    prepare(run);
    for (size_t i = 0; i < run->cells.count; i++)
        if (!run->cells.items[i].own)
            compare_lightly(run, &run->cells.items[i]);
}

void tie_compare_aligned(tie_run *run, const tie_aligned *aligned) {
    tie_mark mark = tie_arena_mark(&run->scratch);
    comparison c = read_cell(run, &aligned->cell);
    c.aligned = aligned;
    if (tie_interval_empty(c.classes.meet))
        report_empty(&c);
    else if (!report_drift(&c))
        report_loose(&c);
    tie_arena_rewind(&run->scratch, mark);
}
