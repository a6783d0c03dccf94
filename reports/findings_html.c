/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as one page that holds all it needs: complete without scripts and without network. A
 * script adds search and filters. It shows the first findings by rank and holds their JSON; what is
 * left out is said at the top. */
#include "reports/html_page.h"

#include "base/str.h"
#include "page/report_css.h"
#include "page/report_js.h"
#include "reports/rows.h"

enum {
    FINDING_BYTES = 6 << 20, /* of cards and rows: beyond, findings are left out */
    MANY = 60                /* cards that a browser need not lay out before they are seen */
};

/* ---- What is shown ---- */

/* Notes are shown whatever the style; observations when all is. */
static tie_severity least_of(const tie_report *report) {
    return report->style.all ? TIE_SEVERITY_INFO : TIE_SEVERITY_NOTE;
}

/* Accepted findings stand in a list of their own; unchanged ones are shown unless only news is. */
static bool is_card(const tie_report *report, const tie_finding *row) {
    bool old = report->style.changed && row->state == TIE_STATE_UNCHANGED;
    return row->row == TIE_ROW_FINDING && row->severity >= least_of(report) &&
           !row->suppressed.len && !old;
}

bool tie__page_lists(const tie_page *p, const tie_finding *row) {
    return row->row == TIE_ROW_FINDING && row->severity < least_of(p->report) &&
           !row->suppressed.len && tie_family_of(row) == TIE_FAMILY_REPEATS;
}

typedef TIE_VEC(const tie_finding *) finding_list;

static finding_list first_by_rank(tie_page *p) {
    finding_list first = {0};
    for (size_t i = 0; i < p->result->row_count; i++) {
        const tie_finding *row = &p->result->rows[i];
        if (!is_card(p->report, row))
            p->below += row->row == TIE_ROW_FINDING && row->severity < least_of(p->report) &&
                        !tie__page_lists(p, row);
        else if (first.count == TIE_HTML_FINDINGS)
            p->left_out++;
        else
            *TIE_PUSH(p->report->scratch, &first) = row;
    }
    return first;
}

static bool is_consequence(const finding_list *all, const tie_finding *f) {
    for (size_t i = 0; f->cause && i < all->count; i++)
        if (all->items[i]->fingerprint == f->cause && all->items[i] != f)
            return true;
    return false;
}

/* Inside a script element only "</" and "<!--" end it: no '<' is left in the strings. */
static void add_row(tie_page *p, const tie_finding *f) {
    tie_mark before = tie_arena_mark(p->report->scratch);
    tie_buf row = tie_buf_new(p->report->scratch);
    tie_writer json = tie_writer_new(&row);
    tie_rows_finding(&json, p->result, f);
    tie_html_tag(&p->rows, p->rows.len ? ",\n" : "\n");
    for (size_t at = 0; at < row.len;) {
        tie_str rest = tie_str_sub(tie_buf_str(&row), at, row.len);
        size_t end = tie_str_find(rest, TIE_STR("<"));
        tie_buf_add(&p->rows, tie_str_sub(rest, 0, end));
        tie_html_tag(&p->rows, end < rest.len ? "\\u003c" : "");
        at += end + 1;
    }
    tie_arena_rewind(p->report->scratch, before);
}

/* The card of f with its consequences, and their rows; both are dropped where there is no room. */
static void add_card(tie_page *p, const finding_list *all, const tie_finding *f) {
    size_t card = p->cards.len, row = p->rows.len;
    finding_list follow = {0};
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i] != f && all->items[i]->cause == f->fingerprint)
            *TIE_PUSH(p->out->arena, &follow) = all->items[i];
    tie_html_card(&p->cards, p->report, f, follow.items, follow.count);
    add_row(p, f);
    for (size_t i = 0; i < follow.count; i++)
        add_row(p, follow.items[i]);
    if (p->cards.len + p->rows.len > FINDING_BYTES) {
        p->cards.len = card;
        p->rows.len = row;
        p->left_out += 1 + follow.count;
        return;
    }
    tie_family family = tie_family_of(f);
    if (!p->of_family[family])
        p->families[p->family_count++] = family;
    *TIE_PUSH(p->out->arena, &p->places) = (tie_page_place){family, {card, p->cards.len}};
    p->shown += 1 + follow.count;
    p->of_family[family] += 1 + follow.count;
}

/* out: where the page is written; what is kept until then lives beside it. */
static tie_page page_of(tie_buf *out, const tie_report *report) {
    tie_page p = {.out = out,
                  .report = report,
                  .result = report->result,
                  .tally = tie_tally_of(report->result),
                  .cards = tie_buf_new(out->arena),
                  .rows = tie_buf_new(out->arena)};
    finding_list first = first_by_rank(&p);
    for (size_t i = 0; i < first.count; i++)
        if (!is_consequence(&first, first.items[i]))
            add_card(&p, &first, first.items[i]);
    return p;
}

bool tie_html_holds_all(const tie_report *report) {
    tie_arena rooms;
    tie_arena_init(&rooms, 0, report->scratch->guard);
    tie_buf out = tie_buf_new(&rooms);
    bool all = !page_of(&out, report).left_out;
    tie_arena_release(&rooms);
    return all;
}

/* ---- Parts ---- */

void tie__page_open(tie_page *p, const char *id, const char *title) {
    tie_buf_printf(p->out, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id,
                   title);
}

void tie__page_close(tie_page *p) { tie_html_tag(p->out, "</section>\n"); }

void tie__page_scroll(tie_page *p, const char *label) {
    tie_buf_printf(
        p->out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n", label);
}

void tie__page_more(tie_page *p, uint64_t count, const char *one, const char *many,
                    const char *where) {
    if (!count)
        return;
    tie_html_tag(p->out, "<p class=\"more\">and ");
    tie_put_count(p->out, count, one, many);
    tie_buf_printf(p->out, ": %s</p>\n", where);
}

static void put_head(tie_page *p) {
    tie_html_tag(p->out,
                 "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                 "style-src 'unsafe-inline'; script-src 'sha256-" TIE_PAGE_JS_SHA256
                 "'; base-uri 'none'; form-action 'none'\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"generator\" content=\"tieout " TIE_VERSION "\">\n"
                 "<title>tieout: ");
    tie__page_verdict(p, p->out);
    tie_html_tag(p->out, "</title>\n<style>\n");
    tie_html_tag(p->out, TIE_PAGE_CSS);
    tie_html_tag(p->out, "</style>\n</head>\n<body");
    tie_html_tag(p->out, p->shown > MANY ? " class=\"many\"" : "");
    tie_html_tag(p->out, ">\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
}

/* Filled and shown by the script; without it, it stays hidden. */
static void put_filters(tie_page *p) {
    tie_html_tag(
        p->out,
        "<form class=\"filters\" id=\"filters\" role=\"search\" hidden>"
        "<label class=\"wide\">Search (press / to come here)<input name=\"search\" type=\"search\" "
        "autocomplete=\"off\"></label>"
        "<label>Severity<select name=\"severity\"><option value=\"\">all</option></select></label>"
        "<label>Measure<select name=\"measure\"><option value=\"\">all</option></select></label>"
        "<label>Source<select name=\"source\"><option value=\"\">all</option></select></label>"
        "<label>Since the baseline<select name=\"state\"><option value=\"\">all</option></select>"
        "</label><button type=\"button\" name=\"brief\" aria-pressed=\"false\">Headlines only"
        "</button><button type=\"reset\">Show all</button><output></output></form>\n");
}

static void put_family(tie_page *p, tie_family family) {
    static const char *const TITLES[] = {"Comparisons", "Arithmetic", "Trends", "Repeated text",
                                         "Suppressions"};
    const char *name = tie_family_name(family);
    tie_buf_printf(p->out,
                   "<section data-family=\"%s\" aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n",
                   name, name, name, TITLES[family]);
    for (size_t i = 0; i < p->places.count; i++)
        if (p->places.items[i].family == family)
            tie_buf_add(p->out, tie_str_span(tie_buf_str(&p->cards), p->places.items[i].card));
    tie__page_close(p);
}

static void put_findings(tie_page *p) {
    tie_html_tag(p->out, "<main id=\"findings\">\n<div>\n"); /* the filters stay with them */
    put_filters(p);
    if (!p->shown)
        tie_html_tag(p->out, "<p class=\"empty\">Nothing was found that deserves a reader. Below "
                             "stands what was checked, and what could not be compared.</p>\n");
    for (size_t i = 0; i < p->family_count; i++)
        put_family(p, p->families[i]);
    if (p->below) {
        tie_html_tag(p->out, "<p class=\"more\">Not shown: ");
        tie_put_count(p->out, p->below, "observation", "observations");
        tie_html_tag(p->out, " (<code>--all</code> shows them).</p>\n");
    }
    tie_html_tag(p->out, "</div>\n");
}

static void put_rows(tie_page *p) {
    tie_html_tag(p->out, "<script type=\"application/json\" id=\"result\">[");
    tie_buf_add(p->out, tie_buf_str(&p->rows));
    tie_html_tag(p->out, "]</script>\n<script>");
    tie_html_tag(p->out, TIE_PAGE_JS);
    tie_html_tag(p->out, "</script>\n</body>\n</html>\n");
}

void tie_html_findings(tie_buf *out, const tie_report *report) {
    tie_page p = page_of(out, report);
    put_head(&p);
    tie__page_header(&p);
    put_findings(&p);
    tie__page_series(&p);
    tie__page_repeats(&p);
    tie__page_sources(&p);
    tie__page_accepted(&p);
    tie__page_absent(&p);
    tie__page_held(&p);
    tie__page_ledger(&p);
    tie__page_facts(&p);
    tie_html_tag(p.out, "</main>\n");
    put_rows(&p);
}
