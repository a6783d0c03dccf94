/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as one page that holds all it needs: complete without scripts and without network. A
 * script adds search and filters. It shows the first findings by rank and holds their JSON; what is
 * left out is said at the top. */
#include "reports/html.h"

#include "base/date.h"
#include "base/str.h"
#include "page/report_css.h"
#include "page/report_js.h"
#include "reports/rows.h"

enum {
    FINDINGS_SHOWN = TIE_HTML_FINDINGS,
    LEDGER_SHOWN = 40,
    HELD_SHOWN = 200,
    UNREAD_SHOWN = 100
};

typedef struct page {
    tie_buf *out;
    const tie_report *report;
    const tie_result *result;
    tie_tally tally;
    TIE_VEC(const tie_finding *) shown; /* by rank */
    size_t left_out, below;             /* findings beyond the first; less severe than asked for */
    size_t of_family[TIE_FAMILY_COUNT];
} page;

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

bool tie_html_holds_all(const tie_report *report) {
    size_t count = 0;
    for (size_t i = 0; i < report->result->row_count; i++)
        count += is_card(report, &report->result->rows[i]);
    return count <= FINDINGS_SHOWN;
}

static void choose(page *p) {
    tie_arena *scratch = p->report->scratch;
    for (size_t i = 0; i < p->result->row_count; i++) {
        const tie_finding *row = &p->result->rows[i];
        if (!is_card(p->report, row)) {
            p->below += row->row == TIE_ROW_FINDING && row->severity < least_of(p->report);
        } else if (p->shown.count == FINDINGS_SHOWN) {
            p->left_out++;
        } else {
            *TIE_PUSH(scratch, &p->shown) = row;
            p->of_family[tie_family_of(row)]++;
        }
    }
}

/* ---- Top ---- */

static void put_head(page *p) {
    tie_html_tag(p->out,
                 "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                 "style-src 'unsafe-inline'; script-src 'sha256-" TIE_PAGE_JS_SHA256
                 "'; base-uri 'none'; form-action 'none'\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                 "<meta name=\"generator\" content=\"tieout " TIE_VERSION "\">\n"
                 "<title>tieout: ");
    tie_account_verdict(p->out, p->result, &p->tally);
    tie_html_tag(p->out, "</title>\n<style>\n");
    tie_html_tag(p->out, TIE_PAGE_CSS);
    tie_html_tag(p->out, "</style>\n</head>\n<body>\n"
                         "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
}

static void put_unread(page *p) {
    const tie_result *r = p->result;
    for (size_t i = 0; i < r->diag_count && i < UNREAD_SHOWN; i++) {
        tie_html_tag(p->out, "<p class=\"unread\">Not read: ");
        tie_html_short(p->out, r->diags[i].path, 240);
        tie_html_tag(p->out, ": ");
        tie_html_short(p->out, r->diags[i].message, 240);
        tie_html_tag(p->out, "</p>\n");
    }
    if (r->diag_count <= UNREAD_SHOWN)
        return;
    tie_html_tag(p->out, "<p class=\"unread\">Not read, too: ");
    tie_put_count(p->out, r->diag_count - UNREAD_SHOWN, "input more", "inputs more");
    tie_html_tag(p->out, "</p>\n");
}

static void put_verdict(page *p) {
    tie_html_tag(p->out, "<header>\n<h1>tieout report</h1>\n<p class=\"verdict\">");
    tie_account_verdict(p->out, p->result, &p->tally);
    if (p->result->diag_count) {
        tie_html_tag(p->out, "; ");
        tie_put_count(p->out, p->result->diag_count, "input could not be read",
                      "inputs could not be read");
    }
    if (p->left_out) {
        tie_html_tag(p->out, "; the first ");
        tie_put_count(p->out, p->shown.count, "finding is", "findings are");
        tie_html_tag(p->out, " here, all in result.json");
    }
    tie_html_tag(p->out, "</p>\n");
    put_unread(p);
    tie_html_tag(p->out, "<p class=\"run\">Run of ");
    tie_period_render(p->out, tie_period_of(p->result->today));
    tie_html_tag(p->out, " · tieout " TIE_VERSION
                         " · A finding says that figures cannot all hold. It does not say which "
                         "one is wrong, and what is not found may still be wrong.</p>\n");
}

static void put_tile(page *p, const char *href, const char *family, const char *class,
                     uint64_t count, const char *label) {
    tie_buf_printf(p->out, "<li class=\"%s\"><a href=\"#%s\"%s%s%s><b>", class, href,
                   family ? " data-family=\"" : "", family ? family : "", family ? "\"" : "");
    tie_html_count(p->out, count);
    tie_buf_printf(p->out, "</b> %s</a></li>\n", label);
}

static void put_tiles(page *p) {
    tie_html_tag(p->out, "<nav aria-label=\"Parts of the report\"><ul class=\"tiles\">\n");
    for (int f = 0; f < TIE_FAMILY_COUNT; f++) {
        const char *name = tie_family_name((tie_family)f);
        if (p->of_family[f])
            put_tile(p, name, name, f == TIE_FAMILY_TIES ? "critical" : "", p->of_family[f], name);
    }
    put_tile(p, "held", NULL, "good", p->tally.held, "checks held");
    put_tile(p, "ledger", NULL, "", p->tally.skipped, "figures not compared");
    tie_html_tag(p->out, "</ul></nav>\n</header>\n");
}

/* Filled and shown by the script; without it, it stays hidden. */
static void put_filters(page *p) {
    tie_html_tag(
        p->out,
        "<form class=\"filters\" id=\"filters\" role=\"search\" hidden>"
        "<label class=\"wide\">Search (press / to come here)<input name=\"search\" type=\"search\" "
        "autocomplete=\"off\"></label>"
        "<label>Severity<select name=\"severity\"><option value=\"\">all</option></select></label>"
        "<label>Measure<select name=\"measure\"><option value=\"\">all</option></select></label>"
        "<label>Source<select name=\"source\"><option value=\"\">all</option></select></label>"
        "<button type=\"reset\">Show all</button><output></output></form>\n");
}

/* ---- Findings ---- */

static bool is_consequence(const page *p, const tie_finding *f) {
    for (size_t i = 0; f->cause && i < p->shown.count; i++) {
        if (p->shown.items[i]->fingerprint == f->cause && p->shown.items[i] != f)
            return true;
    }
    return false;
}

static void put_card(page *p, const tie_finding *f) {
    TIE_VEC(const tie_finding *) follow = {0};
    tie_mark before = tie_arena_mark(p->report->scratch);
    for (size_t i = 0; i < p->shown.count; i++) {
        const tie_finding *other = p->shown.items[i];
        if (other != f && other->cause == f->fingerprint)
            *TIE_PUSH(p->report->scratch, &follow) = other;
    }
    tie_html_card(p->out, p->report, f, follow.items, follow.count);
    tie_arena_rewind(p->report->scratch, before);
}

static void put_family(page *p, tie_family family) {
    static const char *const TITLES[] = {"Comparisons", "Arithmetic", "Trends", "Repeated text"};
    if (!p->of_family[family])
        return;
    tie_buf_printf(p->out, "<section data-family=\"%s\" aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s",
                   tie_family_name(family), tie_family_name(family), tie_family_name(family),
                   TITLES[family]);
    tie_html_tag(p->out, "</h2>\n");
    for (size_t i = 0; i < p->shown.count; i++) {
        const tie_finding *f = p->shown.items[i];
        if (tie_family_of(f) == family && !is_consequence(p, f))
            put_card(p, f);
    }
    tie_html_tag(p->out, "</section>\n");
}

static void put_findings(page *p) {
    tie_html_tag(p->out, "<main id=\"findings\">\n");
    put_filters(p);
    if (!p->shown.count)
        tie_html_tag(p->out, "<p class=\"empty\">Nothing was found that deserves a reader. Below "
                             "stands what was checked, and what could not be compared.</p>\n");
    for (int f = 0; f < TIE_FAMILY_COUNT; f++)
        put_family(p, (tie_family)f);
    if (p->below) {
        tie_html_tag(p->out, "<p class=\"more\">Not shown: ");
        tie_put_count(p->out, p->below, "observation", "observations");
        tie_html_tag(p->out, " (<code>--all</code> shows them).</p>\n");
    }
}

/* ---- Findings without a card: accepted, or gone ---- */

static void put_line(page *p, const tie_finding *f, tie_str word) {
    tie_html_tag(p->out, "<tr><td><code>");
    tie_html_text(p->out, tie_account_fingerprint(p->report->scratch, f));
    tie_html_tag(p->out, "</code></td><td>");
    tie_html_text(p->out, tie_account_message(f));
    tie_html_tag(p->out, "</td><td>");
    tie_html_text(p->out, word);
    tie_html_tag(p->out, "</td></tr>\n");
}

static void put_list_head(page *p, const char *id, const char *title, const char *word) {
    tie_buf_printf(p->out,
                   "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n<table><thead><tr>"
                   "<th scope=\"col\">finding</th><th scope=\"col\">what it says</th>"
                   "<th scope=\"col\">%s</th></tr></thead><tbody>\n",
                   id, id, title, word);
}

static void put_accepted(page *p) {
    if (!p->tally.suppressed)
        return;
    put_list_head(p, "accepted", "Accepted", "why");
    for (size_t i = 0; i < p->result->row_count; i++) {
        const tie_finding *row = &p->result->rows[i];
        if (row->row == TIE_ROW_FINDING && row->suppressed.len)
            put_line(p, row, row->suppressed);
    }
    tie_html_tag(p->out, "</tbody></table></section>\n");
}

static void put_absent(page *p) {
    if (!p->result->absent_count)
        return;
    put_list_head(p, "absent", "Gone since the baseline", "severity then");
    for (size_t i = 0; i < p->result->absent_count; i++) {
        const tie_finding *row = &p->result->absent[i];
        put_line(p, row, tie_str_c(tie_severity_name(row->severity)));
    }
    tie_html_tag(p->out, "</tbody></table></section>\n");
}

/* ---- The ledger ---- */

static void put_held_row(page *p, const tie_finding *row) {
    const tie_member *first = row->member_count ? &row->members[0] : NULL;
    tie_html_tag(p->out, "<tr><td>");
    tie_html_text(p->out, row->code);
    tie_html_tag(p->out, "</td><td>");
    tie_html_text(p->out, row->computation.len ? row->computation : tie_account_message(row));
    tie_html_tag(p->out, "</td><td>");
    if (first) {
        tie_html_text(p->out, p->result->docs[first->doc].path);
        tie_buf_printf(p->out, ":%u", first->line);
    }
    tie_html_tag(p->out, "</td></tr>\n");
}

static void put_held(page *p) {
    size_t shown = 0;
    tie_html_tag(p->out, "<section aria-labelledby=\"held\">\n<h2 id=\"held\">Checked, and it "
                         "holds</h2>\n");
    if (!p->tally.held) {
        tie_html_tag(p->out,
                     "<p class=\"empty\">No check could be made that held.</p></section>\n");
        return;
    }
    tie_html_tag(p->out, "<details><summary>");
    tie_put_count(p->out, p->tally.held, "check", "checks");
    tie_html_tag(p->out, ", with the computation</summary><div class=\"scroll\" tabindex=\"0\" "
                         "role=\"region\" aria-label=\"Checks that held\"><table><thead><tr>"
                         "<th scope=\"col\">check</th><th scope=\"col\">computed</th>"
                         "<th scope=\"col\">at</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < p->result->row_count && shown < HELD_SHOWN; i++) {
        if (p->result->rows[i].row != TIE_ROW_CHECK)
            continue;
        put_held_row(p, &p->result->rows[i]);
        shown++;
    }
    tie_html_tag(p->out, "</tbody></table></div>");
    if (p->tally.held > shown) {
        tie_html_tag(p->out, "<p class=\"more\">and ");
        tie_html_count(p->out, p->tally.held - shown);
        tie_html_tag(p->out, " more, in the JSON</p>");
    }
    tie_html_tag(p->out, "</details></section>\n");
}

static void put_ledger(page *p) {
    tie_ledger_lines lines = tie_ledger_lines_of(p->report->scratch, p->result, TIE_ROW_SKIPPED);
    tie_html_tag(p->out, "<section aria-labelledby=\"ledger\">\n<h2 id=\"ledger\">Figures not "
                         "compared</h2>\n<p class=\"run\">Silence is no pass: these figures met no "
                         "other, or could not be compared, for the reason given.</p>\n"
                         "<table><thead><tr><th scope=\"col\" class=\"n\">figures</th>"
                         "<th scope=\"col\">because</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < lines.count && i < LEDGER_SHOWN; i++) {
        tie_html_tag(p->out, "<tr><td class=\"n\">");
        tie_html_count(p->out, lines.items[i].count);
        tie_html_tag(p->out, "</td><td>");
        tie_html_text(p->out, lines.items[i].name);
        tie_html_tag(p->out, "</td></tr>\n");
    }
    tie_html_tag(p->out, "</tbody></table></section>\n</main>\n");
}

/* ---- The rows, for programs ---- */

/* Inside a script element only "</" and "<!--" end it: no '<' is left in the strings. */
static void put_json(page *p) {
    tie_html_tag(p->out, "<script type=\"application/json\" id=\"result\">[");
    for (size_t i = 0; i < p->shown.count; i++) {
        tie_mark before = tie_arena_mark(p->report->scratch);
        tie_buf row = tie_buf_new(p->report->scratch);
        tie_writer json = tie_writer_new(&row);
        tie_rows_finding(&json, p->result, p->shown.items[i]);
        tie_html_tag(p->out, i ? ",\n" : "\n");
        for (size_t at = 0; at < row.len;) {
            tie_str rest = tie_str_sub(tie_buf_str(&row), at, row.len);
            size_t end = tie_str_find(rest, TIE_STR("<"));
            tie_buf_add(p->out, tie_str_sub(rest, 0, end));
            tie_html_tag(p->out, end < rest.len ? "\\u003c" : "");
            at += end + 1;
        }
        tie_arena_rewind(p->report->scratch, before);
    }
    tie_html_tag(p->out, "]</script>\n<script>");
    tie_html_tag(p->out, TIE_PAGE_JS);
    tie_html_tag(p->out, "</script>\n</body>\n</html>\n");
}

void tie_html_findings(tie_buf *out, const tie_report *report) {
    page p = {.out = out,
              .report = report,
              .result = report->result,
              .tally = tie_tally_of(report->result)};
    choose(&p);
    put_head(&p);
    put_verdict(&p);
    put_tiles(&p);
    put_findings(&p);
    put_accepted(&p);
    put_absent(&p);
    put_held(&p);
    put_ledger(&p);
    put_json(&p);
}
