/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/suggest.h"

#include "base/date.h"
#include "reports/account.h"
#include "reports/escape.h"

static void put_string(tie_buf *out, tie_str s) {
    tie_buf_putc(out, '"');
    tie_escape_json(out, s);
    tie_buf_putc(out, '"');
}

static void put_member(tie_buf *out, const char *key, tie_str value) {
    tie_buf_printf(out, ",\n      \"%s\": ", key);
    put_string(out, value);
}

static void put_list(tie_buf *out, const char *key, tie_strs list) {
    tie_buf_printf(out, ",\n      \"%s\": [", key);
    for (size_t i = 0; i < list.count; i++) {
        tie_buf_puts(out, i ? ", " : "");
        put_string(out, list.items[i]);
    }
    tie_buf_putc(out, ']');
}

static const char *kind_name(tie_measure_kind kind) {
    static const char *const NAMES[] = {[TIE_MEASURE_FLOW] = "flow",
                                        [TIE_MEASURE_STOCK] = "stock",
                                        [TIE_MEASURE_CUMULATIVE] = "cumulative",
                                        [TIE_MEASURE_RATIO] = "ratio"};
    return NAMES[kind];
}

/* "drug cases (solve): 14 figures in 6 documents, of 2013 to 2023" */
static tie_str title_of(tie_arena *scratch, const tie_suggestion *s) {
    tie_buf buf = tie_buf_new(scratch);
    tie_buf_add(&buf, s->any.items[0]);
    if (s->verb.len)
        tie_buf_printf(&buf, " (%.*s)", TIE_FMT(s->verb));
    tie_buf_puts(&buf, ": ");
    tie_put_count(&buf, s->figures, "figure", "figures");
    tie_buf_puts(&buf, " in ");
    tie_put_count(&buf, s->docs, "document", "documents");
    if (s->first.known) {
        tie_buf_puts(&buf, ", of ");
        tie_period_render(&buf, s->first);
        if (!tie_period_eq(s->first, s->last)) {
            tie_buf_puts(&buf, " to ");
            tie_period_render(&buf, s->last);
        }
    }
    return tie_buf_str(&buf);
}

static bool kept(const tie_suggestions *all, uint32_t index) {
    return index != TIE_NO_SUGGESTION && !all->items[index].dropped;
}

static void put_measure(tie_buf *out, tie_arena *scratch, const tie_suggestions *all,
                        const tie_suggestion *s) {
    tie_buf_puts(out, "    {\n      \"id\": ");
    put_string(out, s->id);
    put_member(out, "title", title_of(scratch, s));
    put_member(out, "kind", tie_str_c(kind_name(s->kind)));
    if (s->unit.len)
        put_member(out, "unit", s->unit);
    put_list(out, "any", s->any);
    if (s->verb.len)
        put_list(out, "verbs", (tie_strs){&s->verb, 1});
    if (kept(all, s->whole))
        put_member(out, "part_of", all->items[s->whole].id);
    tie_buf_puts(out, "\n    }");
}

static void put_test(tie_buf *out, tie_corpus *corpus, const tie_suggestion *s) {
    const tie_claim *claims;
    tie_corpus_claims(corpus, &claims);
    const tie_claim *c = &claims[s->example];
    tie_str sentence = tie_corpus_quote(corpus, c->doc, c->sentence);
    tie_buf_puts(out, "    {\n      \"name\": ");
    put_string(out, s->id);
    put_list(out, "documents", (tie_strs){&sentence, 1});
    tie_buf_puts(out, ",\n      \"claims\": [{ \"text\": ");
    put_string(out, c->text);
    tie_buf_puts(out, ", \"measure\": ");
    put_string(out, s->id);
    tie_buf_puts(out, " }]\n    }");
}

static tie_str source_of(const tie_corpus *corpus, bool *one) {
    const tie_doc *docs;
    size_t count = tie_corpus_docs(corpus, &docs);
    *one = count > 0 && docs[0].source.len;
    for (size_t i = 1; i < count && *one; i++)
        *one = tie_str_eq(docs[i].source, docs[0].source);
    return count ? docs[0].source : (tie_str){0};
}

void tie_suggest_put(tie_buf *out, tie_arena *scratch, tie_corpus *corpus,
                     const tie_suggestions *all, tie_str name) {
    const char *between = "";
    bool one;
    tie_str source = source_of(corpus, &one);
    tie_buf_puts(out, "{\n  \"license\": \"CC0-1.0\",\n  \"name\": ");
    put_string(out, name);
    tie_buf_puts(out,
                 ",\n  \"title\": \"A draft: read it, name its measures well, mend its words\","
                 "\n  \"measures\": [");
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].dropped)
            continue;
        tie_buf_printf(out, "%s\n", between);
        put_measure(out, scratch, all, &all->items[i]);
        between = ",";
    }
    tie_buf_puts(out, "\n  ]");
    if (one) {
        tie_buf_puts(out, ",\n  \"sources\": [{ \"path\": \"**\", \"source\": ");
        put_string(out, source);
        tie_buf_puts(out, " }]");
    }
    tie_buf_puts(out, ",\n  \"tests\": [");
    between = "";
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].dropped || all->items[i].untold)
            continue;
        tie_buf_printf(out, "%s\n", between);
        put_test(out, corpus, &all->items[i]);
        between = ",";
    }
    tie_buf_puts(out, "\n  ]\n}\n");
}
