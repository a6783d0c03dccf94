/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/revision.h"

#include "analyze/cue.h"

#include <stdlib.h>

/* What a claim says in an edition of its source; without a source or a date it stands alone. */
typedef struct edition {
    uint64_t source;
    tie_period date;
    uint32_t order, claim;
} edition;

static int cmp_editions(const void *a, const void *b) {
    const edition *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    int by = tie_period_cmp(x->date, y->date);
    return by ? by : (x->order > y->order) - (x->order < y->order);
}

static const tie_doc *doc_of(const tie_run *run, uint32_t claim) {
    return &run->in.docs[tie_run_claim(run, claim)->doc];
}

static edition edition_of(const tie_run *run, uint32_t claim) {
    const tie_doc *doc = doc_of(run, claim);
    bool known = doc->date.known && doc->source.len;
    return (edition){known ? tie_hash(doc->source) : tie_hash_mix(1, claim + (uint64_t)1),
                     doc->date, run->order[claim], claim};
}

/* What one edition allows: the claims from list on that are of it. */
static tie_interval read_edition(const tie_run *run, const edition *list, size_t count,
                                 size_t *end) {
    tie_interval meet = tie_interval_all();
    for (*end = 0; *end < count && list[*end].source == list->source &&
                   tie_period_eq(list[*end].date, list->date);
         ++*end)
        meet = tie_interval_intersect(meet, tie_claim_base(tie_run_claim(run, list[*end].claim)));
    return meet;
}

/* Sources changed their figure from edition to edition, and by now all agree: the day of the first
 * edition that was replaced, or nothing when an edition is at odds with itself, or the last ones of
 * two sources are. */
static tie_period restated_since(tie_run *run, const tie_cell *cell) {
    edition *list = TIE_NEW(&run->scratch, edition, cell->count);
    tie_interval all = tie_interval_all();
    tie_period since = tie_period_none();
    for (size_t i = 0; i < cell->count; i++)
        list[i] = edition_of(run, cell->claims[i]);
    qsort(list, cell->count, sizeof *list, cmp_editions);
    for (size_t i = 0, end; i < cell->count; i += end) {
        tie_interval meet = read_edition(run, &list[i], cell->count - i, &end);
        bool replaced = i + end < cell->count && list[i + end].source == list[i].source;
        if (tie_interval_empty(meet))
            return tie_period_none();
        if (!replaced)
            all = tie_interval_intersect(all, meet);
        else if (!since.known || tie_period_cmp(list[i].date, since) < 0)
            since = list[i].date;
    }
    return tie_interval_empty(all) ? tie_period_none() : since;
}

static bool still_open(tie_period period, tie_period published) {
    int32_t end = period.known && !period.to_open ? tie_date_last_day(period.to) : TIE_DAY_UNKNOWN;
    return period.to_open || end == TIE_DAY_UNKNOWN || end >= tie_date_first_day(published.from);
}

static bool symbol_at(const tie_cue_text *text, size_t token, const char *const *symbols) {
    const tie_token *t = &text->tokens.items[token];
    tie_str s = tie_str_sub(text->text, t->start, t->end);
    for (; *symbols; symbols++)
        if (tie_str_eq(s, tie_str_c(*symbols)))
            return true;
    return false;
}

/* "1,204 deaths (-16)": what was added to the total was below zero. */
static bool says_less(const tie_cue_text *text, const tie_claim *claim) {
    enum { WORDS = 3 };
    static const char *const open[] = {"(", NULL};
    static const char *const minus[] = {"-", "\xE2\x88\x92", "\xE2\x80\x93", NULL};
    const tie_token *tokens = text->tokens.items;
    uint64_t end = claim->span.end - claim->sentence.start;
    size_t at = 0, last = text->tokens.count;
    while (at < last && tokens[at].start < end)
        at++;
    for (unsigned words = 0; words < WORDS && at < last && tokens[at].kind == TIE_TOKEN_WORD;
         words++)
        at++;
    return at + 2 < last && symbol_at(text, at, open) && symbol_at(text, at + 1, minus) &&
           tokens[at + 2].kind == TIE_TOKEN_NUMBER;
}

bool tie_claim_revises(tie_run *run, const tie_claim *claim) {
    const tie_sentence_key *s = tie_run_sentence(run, claim->doc, claim->sentence);
    if (s && !s->subtracts && !(s->lexes >> TIE_LEX_REVISED & 1))
        return false;
    tie_cue_text text = tie_cue_read(run, claim->doc, claim->sentence);
    return tie_cue_find(run, &text, 0, text.tokens.count, TIE_LEX_REVISED, 0) ||
           says_less(&text, claim);
}

/* One says that it replaces the other, and is not known to be the earlier. */
static bool replaces(tie_run *run, uint32_t later, uint32_t earlier) {
    const tie_doc *x = doc_of(run, later), *y = doc_of(run, earlier);
    bool before = x->date.known && y->date.known && tie_period_cmp(x->date, y->date) < 0;
    return !before && tie_claim_revises(run, tie_run_claim(run, later));
}

/* "According to preliminary figures": the other came later. */
static bool awaits(tie_run *run, uint32_t earlier, uint32_t later) {
    const tie_doc *x = doc_of(run, earlier), *y = doc_of(run, later);
    bool before = x->date.known && y->date.known && tie_period_cmp(x->date, y->date) < 0;
    return before && tie_cue_in_sentence(run, tie_run_claim(run, earlier), TIE_LEX_REVISED, 1);
}

/* The dead of a disaster, told soon after it. */
static bool toll_still_grows(const tie_run *run, const tie_claim *claim) {
    enum { DAYS_OF_COUNTING = 90, EVENT_DAYS = 31 };
    const tie_doc *doc = &run->in.docs[claim->doc];
    unsigned traits = tie_predicate_traits(run->in.rules, claim->predicate);
    if (!(traits & TIE_PREDICATE_GROWS) || !doc->date.known || !claim->period.known ||
        claim->period.to_open || claim->period.to.year == TIE_YEAR_UNKNOWN)
        return false;
    int32_t end = tie_date_last_day(claim->period.to);
    bool event =
        !claim->period.from_open && end - tie_date_first_day(claim->period.from) < EVENT_DAYS;
    return event && tie_date_first_day(doc->date.from) - end <= DAYS_OF_COUNTING;
}

/* "In 2011, 300 fires were recorded", in May of 2011: so far. */
static bool told_within(const tie_run *run, const tie_claim *claim) {
    const tie_doc *doc = &run->in.docs[claim->doc];
    tie_period p = claim->period;
    return doc->date.known && p.known && !p.to_open && !p.instant &&
           p.to.year != TIE_YEAR_UNKNOWN &&
           tie_date_last_day(p.to) >= tie_date_first_day(doc->date.from);
}

bool tie_claim_early(const tie_run *run, const tie_claim *claim) {
    return toll_still_grows(run, claim) || told_within(run, claim);
}

static bool dates_differ(const tie_run *run, uint32_t a, uint32_t b) {
    const tie_doc *x = doc_of(run, a), *y = doc_of(run, b);
    return x->date.known && y->date.known && tie_period_cmp(x->date, y->date);
}

/* "912 killed" on the day, 53,537 a year later: the dead were still being counted. */
static bool outgrown(const tie_run *run, uint32_t a, uint32_t b) {
    return dates_differ(run, a, b) && (toll_still_grows(run, tie_run_claim(run, a)) ||
                                       toll_still_grows(run, tie_run_claim(run, b)));
}

/* What was counted so far can only grow; what is so at the time, or planned, may change. */
static bool went_on(const tie_run *run, uint32_t a, uint32_t b) {
    if (!dates_differ(run, a, b))
        return false;
    bool a_first = tie_period_cmp(doc_of(run, a)->date, doc_of(run, b)->date) < 0;
    const tie_claim *first = tie_run_claim(run, a_first ? a : b),
                    *later = tie_run_claim(run, a_first ? b : a);
    const tie_measure *m = tie_claim_measure(run->in.rules, first);
    bool grows = first->modality == TIE_MODALITY_STATED &&
                 (m ? m->kind == TIE_MEASURE_FLOW || m->kind == TIE_MEASURE_CUMULATIVE
                    : !tie_claim_of_state(run->in.rules, first) && first->kind != TIE_KIND_PERCENT);
    bool falls = tie_interval_below(tie_claim_base(later), tie_claim_base(first), false);
    return told_within(run, first) && !(grows && falls);
}

tie_cell tie_cell_settled(tie_run *run, const tie_cell *cell) {
    uint32_t *kept = TIE_NEW(&run->scratch, uint32_t, cell->count);
    tie_cell out = {.claims = kept, .measure = cell->measure};
    for (uint32_t i = 0; i < cell->count; i++)
        if (!tie_claim_early(run, tie_run_claim(run, cell->claims[i])))
            kept[out.count++] = cell->claims[i];
    return out;
}

tie_revision tie_revision_of(tie_run *run, const tie_cell *cell, uint32_t a, uint32_t b) {
    if (replaces(run, a, b) || replaces(run, b, a) || awaits(run, a, b) || awaits(run, b, a))
        return (tie_revision){.verdict = TIE_VERDICT_REVISION, .said = true};
    if (outgrown(run, a, b))
        return (tie_revision){.verdict = TIE_VERDICT_REVISION, .counting = true};
    if (went_on(run, a, b))
        return (tie_revision){.verdict = TIE_VERDICT_REVISION};
    tie_period since = restated_since(run, cell);
    if (!since.known)
        return (tie_revision){.verdict = TIE_VERDICT_CONFLICT};
    bool open = still_open(tie_run_claim(run, a)->period, since);
    return (tie_revision){.verdict = open ? TIE_VERDICT_REVISION : TIE_VERDICT_RESTATED};
}
