/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What packs say about documents, and the tests they carry. */
#include "rules/pack.h"
#include "rules/registry.h"

static const char *class_name(int i) {
    static const char *const names[] = {[TIE_SOURCE_UNRANKED] = "unranked",
                                        [TIE_SOURCE_PRIMARY] = "primary",
                                        [TIE_SOURCE_SECONDARY] = "secondary",
                                        [TIE_SOURCE_TERTIARY] = "tertiary"};
    return (size_t)i < sizeof names / sizeof *names ? names[i] : NULL;
}

static const tie_field source_fields[] = {
    {"path", TIE_FIELD_STR, offsetof(tie_source_rule, path), true, NULL},
    {"source", TIE_FIELD_STR, offsetof(tie_source_rule, source), false, NULL},
    {"title", TIE_FIELD_STR, offsetof(tie_source_rule, title), false, NULL},
    {"place", TIE_FIELD_STR, offsetof(tie_source_rule, place), false, NULL},
    {"url", TIE_FIELD_STR, offsetof(tie_source_rule, url), false, NULL},
    {"date", TIE_FIELD_PERIOD, offsetof(tie_source_rule, date), false, NULL},
    {"date_from_name", TIE_FIELD_BOOL, offsetof(tie_source_rule, date_from_name), false, NULL},
    {"class", TIE_FIELD_NAME, offsetof(tie_source_rule, source_class), false, class_name},
};

void tie_pack_read_sources(tie_loader *loader, tie_json list) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        tie_source_rule rule = {0};
        if (TIE_JSON_READ(item, source_fields, &rule))
            *TIE_PUSH(loader->arena, &loader->sources) = rule;
    }
}

static const tie_field segment_fields[] = {
    {"path", TIE_FIELD_STR, offsetof(tie_segment_rule, path), true, NULL},
    {"begin", TIE_FIELD_STR, offsetof(tie_segment_rule, begin), true, NULL},
    {"end", TIE_FIELD_STR, offsetof(tie_segment_rule, end), false, NULL},
};

void tie_pack_read_segments(tie_loader *loader, tie_json list) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        tie_segment_rule rule = {0};
        if (TIE_JSON_READ(item, segment_fields, &rule))
            *TIE_PUSH(loader->arena, &loader->segments) = rule;
    }
}

/* ---- Tests ---- */

typedef struct expect_draft {
    int code, verdict, severity;
    tie_strs texts;
} expect_draft;

static const char *verdict_name(int i) { return tie_verdict_name((tie_verdict)i); }
static const char *severity_name(int i) { return tie_severity_name((tie_severity)i); }

static const tie_field expect_fields[] = {
    {"code", TIE_FIELD_NAME, offsetof(expect_draft, code), true, tie_check_code},
    {"verdict", TIE_FIELD_NAME, offsetof(expect_draft, verdict), false, verdict_name},
    {"severity", TIE_FIELD_NAME, offsetof(expect_draft, severity), false, severity_name},
    {"texts", TIE_FIELD_STRS, offsetof(expect_draft, texts), false, NULL},
};

static const tie_field claim_fields[] = {
    {"text", TIE_FIELD_STR, offsetof(tie_expect_claim, text), true, NULL},
    {"value", TIE_FIELD_STR, offsetof(tie_expect_claim, value), false, NULL},
    {"unit", TIE_FIELD_STR, offsetof(tie_expect_claim, unit), false, NULL},
    {"measure", TIE_FIELD_STR, offsetof(tie_expect_claim, measure), false, NULL},
    {"period", TIE_FIELD_STR, offsetof(tie_expect_claim, period), false, NULL},
    {"place", TIE_FIELD_STR, offsetof(tie_expect_claim, place), false, NULL},
    {"hedge", TIE_FIELD_STR, offsetof(tie_expect_claim, hedge), false, NULL},
};

typedef struct test_draft {
    tie_str name, date, place;
    tie_strs documents;
    tie_json findings, claims;
    bool quiet;
} test_draft;

static const tie_field test_fields[] = {
    {"name", TIE_FIELD_STR, offsetof(test_draft, name), true, NULL},
    {"documents", TIE_FIELD_STRS, offsetof(test_draft, documents), true, NULL},
    {"date", TIE_FIELD_STR, offsetof(test_draft, date), false, NULL},
    {"place", TIE_FIELD_STR, offsetof(test_draft, place), false, NULL},
    {"quiet", TIE_FIELD_BOOL, offsetof(test_draft, quiet), false, NULL},
    {"findings", TIE_FIELD_JSON, offsetof(test_draft, findings), false, NULL},
    {"claims", TIE_FIELD_JSON, offsetof(test_draft, claims), false, NULL},
};

static void read_findings(tie_loader *loader, tie_json list, tie_pack_test *test) {
    TIE_VEC(tie_expect) found = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        expect_draft d = {.verdict = -1, .severity = -1};
        if (TIE_JSON_READ(item, expect_fields, &d))
            *TIE_PUSH(loader->arena, &found) =
                (tie_expect){tie_str_c(tie_check_code(d.code)), tie_str_c(verdict_name(d.verdict)),
                             tie_str_c(severity_name(d.severity)), d.texts};
    }
    test->findings = found.items;
    test->finding_count = found.count;
}

static void read_claims(tie_loader *loader, tie_json list, tie_pack_test *test) {
    TIE_VEC(tie_expect_claim) found = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        tie_expect_claim expect = {0};
        if (TIE_JSON_READ(item, claim_fields, &expect))
            *TIE_PUSH(loader->arena, &found) = expect;
    }
    test->claims = found.items;
    test->claim_count = found.count;
}

void tie_pack_read_tests(tie_loader *loader, tie_json list) {
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; tie_json_next(&walk, &item);) {
        test_draft d = {0};
        if (!TIE_JSON_READ(item, test_fields, &d))
            continue;
        if (!d.quiet && !d.findings.file && !d.claims.file) {
            tie_json_fault(item, "test \"%.*s\" expects nothing: it could not fail",
                           TIE_FMT(d.name));
            continue;
        }
        tie_pack_test test = {.pack = loader->pack,
                              .name = d.name,
                              .documents = d.documents,
                              .date = d.date,
                              .place = d.place,
                              .quiet = d.quiet,
                              .path = item.file->path};
        read_findings(loader, d.findings, &test);
        read_claims(loader, d.claims, &test);
        tie_json_place(item, &test.line, &test.col);
        *TIE_PUSH(loader->arena, &loader->tests) = test;
    }
}
