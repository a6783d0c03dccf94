/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/analyze/material.h"

static tie_str given(const char *text, const char *otherwise) {
    const char *c = text ? text : otherwise;
    return tie_str_c(strcmp(c, "-") ? c : NULL);
}

static const struct hedge_sign {
    const char *sign;
    tie_hedge hedge;
} signs[] = {{">=", TIE_HEDGE_AT_LEAST},
             {"<=", TIE_HEDGE_AT_MOST},
             {">", TIE_HEDGE_MORE_THAN},
             {"<", TIE_HEDGE_LESS_THAN},
             {"~", TIE_HEDGE_APPROX}};

static tie_interval within(tie_dec x, tie_dec share) {
    tie_dec by;
    ck_assert(!tie_dec_mul(x, share, &by));
    return tie_interval_add(tie_interval_point(x), tie_interval_closed(tie_dec_neg(by), by));
}

static tie_interval above(tie_dec x, tie_dec share) {
    tie_interval i = within(x, share);
    i.lo = x;
    return i;
}

static void read_intervals(tie_claim *c) {
    tie_dec x = c->value, tenth = dec("0.1");
    switch (c->hedge) {
    case TIE_HEDGE_MORE_THAN:
    case TIE_HEDGE_AT_LEAST:
        c->decides = tie_interval_at_least(x);
        c->loose = above(x, tenth);
        break;
    case TIE_HEDGE_LESS_THAN:
    case TIE_HEDGE_AT_MOST:
        c->decides = tie_interval_at_most(x);
        c->loose = c->decides;
        break;
    case TIE_HEDGE_APPROX:
        c->decides = within(x, tenth);
        c->loose = within(x, dec("0.05"));
        break;
    default:
        c->decides = c->loose = tie_interval_rounding(x, c->unit_u);
        break;
    }
    c->worded = c->decides;
}

static void read_value(tie_claim *c, const char *text) {
    c->text = tie_str_c(text);
    for (int i = 0; i < COUNT_OF(signs); i++) {
        if (!tie_str_starts(c->text, tie_str_c(signs[i].sign)))
            continue;
        c->hedge = signs[i].hedge;
        c->text = tie_str_sub(c->text, strlen(signs[i].sign), c->text.len);
        break;
    }
    size_t slash = tie_str_find(c->text, TIE_STR("/"));
    int decimals;
    if (slash < c->text.len)
        ck_assert(!tie_dec_parse(tie_str_sub(c->text, slash + 1, c->text.len), &c->unit_u, NULL));
    c->text.len = slash;
    ck_assert(!tie_dec_parse(c->text, &c->value, &decimals));
    c->decimals = (int8_t)decimals;
    c->value_hi = c->value;
    read_intervals(c);
}

static tie_claim claim_of(const figure *f, uint32_t id) {
    tie_claim c = {.doc = f->doc, .id = id, .line = f->sentence + 1, .col = id + 1};
    uint64_t start = 1000 * (uint64_t)f->sentence;
    c.sentence = (tie_span){start, start + 999};
    c.span = (tie_span){start + 100 + 10 * id, start + 105 + 10 * id};
    c.sentence_index = f->sentence;
    read_value(&c, f->value);
    c.scale = (int8_t)f->scale;
    c.kind = f->kind;
    c.modality = f->modality;
    c.assumptions = f->assumptions;
    c.measure = given(f->measure, "cases");
    c.head = given(f->head, "case");
    c.predicate = given(f->predicate, "solve");
    c.unit = given(f->unit, "case");
    c.agent = given(f->agent, "-");
    c.place = given(f->place, "China");
    c.dimension = tie_str_c(f->factor ? "mass" : "count");
    c.base_factor = dec(f->factor ? f->factor : "1");
    if (f->modifier) {
        tie_str *kept = TIE_NEW(&test_arena, tie_str, 1);
        *kept = tie_str_c(f->modifier);
        c.modifiers = (tie_strs){kept, 1};
    }
    tie_str period = given(f->period, "2023");
    if (period.len)
        ck_assert(!tie_period_parse(period, &c.period));
    c.period_from = TIE_ORIGIN_OWN;
    c.place_from = TIE_ORIGIN_OWN;
    return c;
}

static const tie_ruleset *ruleset(void) {
    tie_ruleset *rules = TIE_NEW(&test_arena, tie_ruleset, 1);
    enum { MEASURES = 4 };
    static const tie_date BREAKS[] = {{2018, 0, 0}};
    static tie_source_rule sources[] = {
        {.source = {"Census", 6}, .source_class = TIE_SOURCE_PRIMARY},
        {.source = {"Paper", 5}, .source_class = TIE_SOURCE_SECONDARY}};
    tie_measure *m = TIE_NEW(&test_arena, tie_measure, MEASURES);
    m[0] = (tie_measure){.id = TIE_STR("cases"), .title = TIE_STR("Cases"), .pack = TIE_STR("p")};
    m[1] = (tie_measure){.id = TIE_STR("treaties"), .pack = TIE_STR("p"), .period_optional = true};
    m[2] = (tie_measure){.id = TIE_STR("toll"),
                         .title = TIE_STR("Toll"),
                         .kind = TIE_MEASURE_CUMULATIVE,
                         .period_optional = true};
    m[3] = (tie_measure){.id = TIE_STR("redefined"),
                         .title = TIE_STR("Redefined"),
                         .breaks = BREAKS,
                         .break_count = 1};
    tie_place *places = TIE_NEW(&test_arena, tie_place, 2);
    places[0] = (tie_place){TIE_STR("China"), -1, true};
    places[1] = (tie_place){TIE_STR("Peru"), -1, true};
    rules->measures.items = m;
    rules->measures.count = MEASURES;
    rules->sources.items = sources;
    rules->sources.count = sizeof sources / sizeof *sources;
    rules->places.items = places;
    rules->places.count = 2;
    return rules;
}

static tie_doc doc_of(const paper *papers, uint32_t index) {
    tie_doc d = {.index = index, .path = tie_arena_printf(&test_arena, "d%u.txt", index)};
    if (papers && papers[index].source)
        d.source = tie_str_c(papers[index].source);
    if (papers && papers[index].date)
        ck_assert(!tie_period_parse(tie_str_c(papers[index].date), &d.date));
    return d;
}

/* One key for each sentence that has a claim; its words are its number. */
static size_t sentences_of(const tie_claim *claims, size_t count, tie_sentence_key *out) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const tie_claim *c = &claims[i];
        bool more = n && out[n - 1].doc == c->doc && out[n - 1].span.start == c->sentence.start;
        if (more)
            out[n - 1].claim_count++;
        else
            out[n++] = (tie_sentence_key){c->sentence_index + 1, c->doc, c->id, 1, c->sentence, 3};
    }
    return n;
}

tie_run *run_material(const figure *figures, const paper *papers, const tie_link *links,
                      size_t link_count, const tie_date_expr *dates, size_t date_count) {
    tie_claim *claims = TIE_NEW(&test_arena, tie_claim, FIGURES_MAX);
    tie_doc *docs = TIE_NEW(&test_arena, tie_doc, DOCS_MAX);
    tie_sentence_key *keys = TIE_NEW(&test_arena, tie_sentence_key, FIGURES_MAX);
    tie_material in = {.rules = ruleset(), .docs = docs, .doc_count = DOCS_MAX, .claims = claims};
    for (uint32_t i = 0; i < DOCS_MAX; i++)
        docs[i] = doc_of(papers, i);
    for (; figures[in.claim_count].value; in.claim_count++)
        claims[in.claim_count] = claim_of(&figures[in.claim_count], (uint32_t)in.claim_count);
    for (size_t i = in.claim_count; i-- > 0;) {
        docs[claims[i].doc].first_claim = (uint32_t)i;
        docs[claims[i].doc].claim_count++;
    }
    in.sentences = keys;
    in.sentence_count = sentences_of(claims, in.claim_count, keys);
    in.links = links;
    in.link_count = link_count;
    in.dates = dates;
    in.date_count = date_count;
    tie_run *run = NULL;
    tie_err err = {0};
    ck_assert_msg(!tie_run_over(&in, NULL, &run, &err), "%s", err.message);
    return run;
}

tie_run *run_figures(const figure *figures, const paper *papers) {
    return run_material(figures, papers, NULL, 0, NULL, 0);
}

const tie_finding *find_row(const tie_run *run, tie_row row, const char *code) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++)
        if (rows[i].row == row && tie_str_eq(rows[i].code, tie_str_c(code)))
            return &rows[i];
    return NULL;
}
