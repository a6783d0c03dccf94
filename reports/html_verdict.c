/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The top of the page: what the run comes to, what could not be read, the tiles. */
#include "base/date.h"
#include "reports/html_page.h"
#include "rules/map.h"

enum { UNREAD_NAMED = 3, UNREAD_SHOWN = 100 };

/* ---- What the run comes to ---- */

static uint64_t count_sources(const tie_page *p) {
    tie_mark mark = tie_arena_mark(p->report->scratch);
    tie_map seen = {0};
    uint64_t count = 0;
    for (size_t i = 0; i < p->result->doc_count; i++) {
        tie_str source = p->result->docs[i].source;
        count += source.len && tie_map_put(&seen, p->report->scratch, tie_hash(source), 0);
    }
    tie_arena_rewind(p->report->scratch, mark);
    return count;
}

static void put_counts(const tie_page *p, tie_buf *out) {
    size_t start = out->len;
    tie_account_counts(out, &p->tally);
    if (out->len > start && out->ptr[start] == 'n')
        out->ptr[start] = 'N';
}

/* " in 4 documents of 2 sources with 54 claims; 6 checks held" */
static void put_corpus(const tie_page *p, tie_buf *out) {
    uint64_t sources = count_sources(p);
    tie_html_tag(out, " in ");
    tie_put_count(out, p->result->doc_count, "document", "documents");
    if (sources) {
        tie_html_tag(out, " of ");
        tie_put_count(out, sources, "source", "sources");
    }
    tie_html_tag(out, " with ");
    tie_put_count(out, p->result->claims, "claim", "claims");
    tie_html_tag(out, "; ");
    tie_put_count(out, p->tally.held, "check held", "checks held");
    if (p->tally.suppressed) {
        tie_html_tag(out, "; ");
        tie_put_count(out, p->tally.suppressed, "finding accepted", "findings accepted");
    }
    if (p->result->compared) {
        tie_html_tag(out, "; since ");
        tie_html_tag(out, tie_result_earlier(p->result));
        tie_html_tag(out, " ");
        tie_html_count(out, p->tally.fresh);
        tie_html_tag(out, " new or updated, ");
        tie_html_count(out, p->result->absent_count);
        tie_html_tag(out, " gone");
    }
}

/* "; 2 inputs could not be read: a.pdf, b.docx" */
static void put_unread(const tie_page *p, tie_buf *out) {
    const tie_result *r = p->result;
    if (!r->diag_count)
        return;
    tie_html_tag(out, "; ");
    tie_put_count(out, r->diag_count, "input could not be read: ", "inputs could not be read: ");
    for (size_t i = 0; i < r->diag_count && i < UNREAD_NAMED; i++) {
        tie_html_tag(out, i ? ", " : "");
        tie_html_short(out, r->diags[i].path, 120);
    }
    tie_html_tag(out, r->diag_count > UNREAD_NAMED ? " and others" : "");
}

static void put_left_out(const tie_page *p, tie_buf *out) {
    tie_str rest = p->report->rest;
    if (!p->left_out)
        return;
    tie_html_tag(out, "; ");
    tie_html_count(out, p->shown);
    tie_html_tag(out, " of ");
    tie_put_count(out, p->shown + p->left_out, "finding is", "findings are");
    if (rest.len) {
        tie_html_tag(out, " here, all in ");
        tie_html_text(out, rest);
    } else {
        tie_html_tag(out, " here; tieout check -o json prints all");
    }
}

void tie__page_verdict(const tie_page *p, tie_buf *out) {
    put_counts(p, out);
    put_corpus(p, out);
}

static void put_verdict(tie_page *p) {
    tie_buf *out = p->out;
    tie_html_tag(out, "<p class=\"verdict\"><strong>");
    put_counts(p, out);
    tie_html_tag(out, "</strong>");
    put_corpus(p, out);
    if (p->result->diag_count) {
        tie_html_tag(out, "<span class=\"unread\">");
        put_unread(p, out);
        tie_html_tag(out, "</span>");
    }
    put_left_out(p, out);
    tie_html_tag(out, "</p>\n");
}

/* Why each input could not be read. */
static void put_diags(tie_page *p) {
    const tie_result *r = p->result;
    if (!r->diag_count)
        return;
    tie_html_tag(p->out, "<details class=\"unread\" open><summary>Not read</summary><ul>\n");
    for (size_t i = 0; i < r->diag_count && i < UNREAD_SHOWN; i++) {
        tie_html_tag(p->out, "<li>");
        tie_html_short(p->out, r->diags[i].path, 240);
        tie_html_tag(p->out, ": ");
        tie_html_short(p->out, r->diags[i].message, 240);
        tie_html_tag(p->out, "</li>\n");
    }
    tie_html_tag(p->out, "</ul>\n");
    if (r->diag_count > UNREAD_SHOWN)
        tie__page_more(p, r->diag_count - UNREAD_SHOWN, "input more", "inputs more", "in the JSON");
    tie_html_tag(p->out, "</details>\n");
}

/* ---- Tiles ---- */

static void put_tile(tie_page *p, const char *href, const char *family, const char *class,
                     uint64_t count, const char *label) {
    if (!count)
        return;
    tie_buf_printf(p->out, "<li class=\"%s\"><a href=\"#%s\"%s%s%s><b>", class, href,
                   family ? " data-family=\"" : "", family ? family : "", family ? "\"" : "");
    tie_html_count(p->out, count);
    tie_buf_printf(p->out, "</b> %s</a></li>\n", label);
}

static void put_tiles(tie_page *p) {
    static const char *const ONE[] = {"comparison", "arithmetic", "trend", "repeat", "suppression"};
    _Static_assert(sizeof ONE / sizeof *ONE == TIE_FAMILY_COUNT, "a word for each family");
    tie_html_tag(p->out, "<nav aria-label=\"Parts of the report\"><ul class=\"tiles\">\n");
    for (size_t i = 0; i < p->family_count; i++) {
        tie_family family = p->families[i];
        const char *name = tie_family_name(family);
        size_t count = p->of_family[family];
        put_tile(p, name, name, "", count, count == 1 ? ONE[family] : name);
    }
    put_tile(p, "series", NULL, "", p->result->chart_count + p->result->charts_left_out,
             "series over time");
    size_t repeats = tie__page_repeat_count(p);
    put_tile(p, "repeated", NULL, "", repeats,
             repeats == 1 ? "unchanged repeat" : "unchanged repeats");
    size_t sources = p->result->sources ? p->result->sources->count : 0;
    put_tile(p, "sources", NULL, "", sources, sources == 1 ? "source" : "sources");
    put_tile(p, "accepted", NULL, "", p->tally.suppressed, "accepted");
    put_tile(p, "absent", NULL, "good", p->result->absent_count, "gone");
    put_tile(p, "held", NULL, "good", p->tally.held,
             p->tally.held == 1 ? "check held" : "checks held");
    put_tile(p, "ledger", NULL, "", p->tally.skipped,
             p->tally.skipped == 1 ? "figure not compared" : "figures not compared");
    tie_html_tag(p->out, "</ul></nav>\n");
}

void tie__page_header(tie_page *p) {
    tie_html_tag(p->out, "<header>\n<h1>tieout report</h1>\n");
    put_verdict(p);
    put_diags(p);
    tie_html_tag(p->out, "<p class=\"run\">Read on ");
    tie_period_render(p->out, tie_period_of(p->result->today));
    tie_html_tag(p->out, ". A finding says that figures cannot all hold. It does not say which one "
                         "is wrong, and what is not found may still be wrong.</p>\n");
    put_tiles(p);
    tie_html_tag(p->out, "</header>\n");
}
