/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyze/pack_test.h"

#include "analyze/run.h"
#include "base/err.h"

/* A test with what the program made of its documents. */
typedef struct trial {
    const tie_pack_test *test;
    const tie_claim *claims;
    size_t claim_count;
    const tie_finding *rows;
    size_t row_count;
    tie_buf *detail; /* what was expected and did not come */
} trial;

static void open_line(trial *t) {
    if (t->detail->len)
        tie_buf_putc(t->detail, '\n');
}

/* ---- Claims ---- */

typedef struct facet {
    const char *name;
    tie_str expected, found;
} facet;

enum { FACETS = 7 };

static tie_str dec_text(tie_arena *arena, tie_dec value) {
    tie_buf buf = tie_buf_new(arena);
    tie_dec_render(&buf, value);
    return tie_buf_str(&buf);
}

static tie_str period_text(tie_arena *arena, tie_period period) {
    tie_buf buf = tie_buf_new(arena);
    tie_period_render(&buf, period);
    return tie_buf_str(&buf);
}

static void read_facets(tie_arena *arena, const tie_expect_claim *e, const tie_claim *c,
                        facet out[FACETS]) {
    const facet list[FACETS] = {{"text", e->text, c->text},
                                {"value", e->value, dec_text(arena, c->value)},
                                {"unit", e->unit, c->unit},
                                {"measure", e->measure, c->measure},
                                {"period", e->period, period_text(arena, c->period)},
                                {"place", e->place, c->place},
                                {"hedge", e->hedge, tie_str_c(tie_hedge_name(c->hedge))}};
    memcpy(out, list, sizeof list);
}

static size_t count_wrong(const facet facets[FACETS]) {
    size_t wrong = 0;
    for (int i = 0; i < FACETS; i++)
        wrong += facets[i].expected.len && !tie_str_eq(facets[i].expected, facets[i].found);
    return wrong;
}

/* The nearest claim of that text tells what came instead. */
static void expect_claim(trial *t, tie_arena *arena, const tie_expect_claim *e) {
    facet best[FACETS], facets[FACETS];
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < t->claim_count && least; i++) {
        if (e->text.len && !tie_str_eq(e->text, t->claims[i].text))
            continue;
        read_facets(arena, e, &t->claims[i], facets);
        if (count_wrong(facets) < least) {
            least = count_wrong(facets);
            memcpy(best, facets, sizeof best);
        }
    }
    if (least == 0)
        return;
    open_line(t);
    tie_buf_printf(t->detail, "claim \"%.*s\": ", TIE_FMT(e->text));
    if (least == SIZE_MAX) {
        tie_buf_puts(t->detail, "none");
        return;
    }
    const char *between = "";
    for (int i = 0; i < FACETS; i++) {
        if (!best[i].expected.len || tie_str_eq(best[i].expected, best[i].found))
            continue;
        tie_buf_printf(t->detail, "%s%s \"%.*s\" instead of \"%.*s\"", between, best[i].name,
                       TIE_FMT(best[i].found), TIE_FMT(best[i].expected));
        between = ", ";
    }
}

/* ---- Findings ---- */

static bool has_text(const tie_finding *row, tie_str text) {
    for (size_t i = 0; i < row->member_count; i++)
        if (tie_str_eq(row->members[i].text, text))
            return true;
    return false;
}

static bool is_expected(const tie_expect *e, const tie_finding *row) {
    bool fits =
        row->row == TIE_ROW_FINDING && (!e->code.len || tie_str_eq(e->code, row->code)) &&
        (!e->verdict.len || tie_str_eq(e->verdict, tie_str_c(tie_verdict_name(row->verdict)))) &&
        (!e->severity.len || tie_str_eq(e->severity, tie_str_c(tie_severity_name(row->severity))));
    for (size_t i = 0; fits && i < e->texts.count; i++)
        fits = has_text(row, e->texts.items[i]);
    return fits;
}

static void put_finding(trial *t, const tie_finding *row) {
    tie_buf_printf(t->detail, "%.*s %s %s: %.*s", TIE_FMT(row->code),
                   tie_verdict_name(row->verdict), tie_severity_name(row->severity),
                   TIE_FMT(row->message));
}

static void put_findings(trial *t) {
    size_t count = 0;
    for (size_t i = 0; i < t->row_count; i++) {
        if (t->rows[i].row != TIE_ROW_FINDING)
            continue;
        tie_buf_puts(t->detail, count++ ? "\n  " : "; instead:\n  ");
        put_finding(t, &t->rows[i]);
    }
}

static void expect_finding(trial *t, const tie_expect *e) {
    for (size_t i = 0; i < t->row_count; i++)
        if (is_expected(e, &t->rows[i]))
            return;
    open_line(t);
    tie_buf_printf(t->detail, "no finding %.*s %.*s %.*s", TIE_FMT(e->code), TIE_FMT(e->verdict),
                   TIE_FMT(e->severity));
    for (size_t i = 0; i < e->texts.count; i++)
        tie_buf_printf(t->detail, " \"%.*s\"", TIE_FMT(e->texts.items[i]));
    put_findings(t);
}

static void expect_quiet(trial *t) {
    for (size_t i = 0; i < t->row_count; i++) {
        if (t->rows[i].row != TIE_ROW_FINDING || t->rows[i].severity < TIE_SEVERITY_NOTE)
            continue;
        open_line(t);
        tie_buf_puts(t->detail, "expected to be quiet, but: ");
        put_finding(t, &t->rows[i]);
    }
}

/* ---- Running ---- */

static void judge(const tie_run *run, tie_arena *arena, const tie_pack_test *test,
                  tie_buf *detail) {
    trial t = {.test = test, .detail = detail};
    t.claim_count = tie_corpus_claims(run->corpus, &t.claims);
    t.row_count = tie_run_rows(run, &t.rows);
    for (size_t i = 0; i < test->claim_count; i++)
        expect_claim(&t, arena, &test->claims[i]);
    for (size_t i = 0; i < test->finding_count; i++)
        expect_finding(&t, &test->findings[i]);
    if (test->quiet)
        expect_quiet(&t);
}

static tie_code read_documents(tie_corpus *corpus, const tie_pack_test *test, tie_arena *arena,
                               tie_err *err) {
    tie_code code = TIE_OK;
    for (size_t i = 0; i < test->documents.count && !code; i++) {
        tie_str name = tie_arena_printf(arena, "%.*s#%zu", TIE_FMT(test->name), i + 1);
        code = tie_corpus_add_text(corpus, name, test->documents.items[i], err);
    }
    return code ? code : tie_corpus_read(corpus, NULL, NULL, true, err);
}

static tie_code try(const tie_ruleset *rules, const tie_pack_test *test, tie_arena *arena,
                    tie_buf *detail, tie_err *err) {
    tie_options options = {.place = test->place, .jobs = 1, .with_dates = true, .passages = true};
    tie_corpus *corpus = NULL;
    tie_run *run = NULL;
    if (test->date.len && tie_date_parse(test->date, &options.date)) {
        tie_buf_printf(detail, "no date: \"%.*s\"", TIE_FMT(test->date));
        return TIE_OK;
    }
    tie_code code = tie_corpus_new(rules, &options, &corpus, err);
    if (!code)
        code = read_documents(corpus, test, arena, err);
    if (!code)
        code = tie_run_new(corpus, &run, err);
    if (!code)
        judge(run, arena, test, detail);
    tie_run_free(run);
    tie_corpus_free(corpus);
    return code;
}

tie_code tie_pack_tests_run(const tie_ruleset *rules, tie_str pack, tie_arena *arena,
                            tie_pack_outcome **out, size_t *count, tie_err *err) {
    tie_pack_outcome *outcomes = TIE_NEW(arena, tie_pack_outcome, rules->tests.count);
    size_t done = 0;
    for (size_t i = 0; i < rules->tests.count; i++) {
        const tie_pack_test *test = &rules->tests.items[i];
        if (!tie_str_eq(test->pack, pack))
            continue;
        tie_buf detail = tie_buf_new(arena);
        tie_code code = try(rules, test, arena, &detail, err);
        if (code)
            return code;
        outcomes[done++] = (tie_pack_outcome){test->name, detail.len == 0, tie_buf_str(&detail),
                                              test->path, test->line,      test->col};
    }
    *out = outcomes;
    *count = done;
    return TIE_OK;
}
