/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole road: one to three documents (a form feed separates them) to findings, and those to
 * every format of report. */
#include "reports/report.h"
#include "tests/fuzz/fuzz.h"

static void render(tie_corpus *corpus, const tie_run *run) {
    tie_arena arena, scratch;
    jmp_buf guard;
    tie_arena_init(&arena, 0, &guard);
    tie_arena_init(&scratch, 0, &guard);
    if (!TIE_GUARD(guard)) {
        const tie_report report = {
            .corpus = corpus,
            .run = run,
            .scratch = &scratch,
            .today = {2024, 6, 1},
            .style = {.least = TIE_SEVERITY_INFO, .all = true, .color = true, .width = 72}};
        const tie_report_format *formats[] = {&tie_report_text, &tie_report_json,
                                              &tie_report_ndjson};
        for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
            tie_buf out = tie_buf_new(&arena);
            formats[i]->run(&out, &report);
        }
    }
    tie_arena_release(&scratch);
    tie_arena_release(&arena);
}

static void inspect(const tie_run *run, size_t docs) {
    const tie_finding *rows;
    size_t count = tie_run_rows(run, &rows);
    for (size_t i = 0; i < count; i++) {
        FUZZ_ASSERT(rows[i].code.len > 0);
        FUZZ_ASSERT(rows[i].row != TIE_ROW_FINDING ||
                    rows[i].member_count + rows[i].passage_count > 0);
        for (size_t m = 0; m < rows[i].member_count; m++)
            FUZZ_ASSERT(rows[i].members[m].doc < docs);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { DOCS = 3 };
    tie_corpus *corpus = fuzz_corpus();
    tie_err err = {0};
    unsigned count = 0;
    for (size_t at = 0; count < DOCS; count++) {
        const uint8_t *end = count + 1 < DOCS ? memchr(data + at, '\f', size - at) : NULL;
        size_t len = end ? (size_t)(end - data) - at : size - at;
        FUZZ_ASSERT(tie_corpus_add(corpus, fuzz_document(count, data + at, len), &err) == TIE_OK);
        if (!end) {
            count++;
            break;
        }
        at += len + 1;
    }
    FUZZ_ASSERT(tie_corpus_read(corpus, NULL, NULL, true, &err) == TIE_OK);
    tie_run *run = NULL;
    FUZZ_ASSERT(tie_run_new(corpus, &run, &err) == TIE_OK);
    const tie_doc *docs;
    inspect(run, tie_corpus_docs(corpus, &docs));
    render(corpus, run);
    tie_run_free(run);
    tie_corpus_free(corpus);
    while (count)
        unlink(fuzz_path(--count));
    return 0;
}
