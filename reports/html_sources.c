/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit of sources: a row each, the band of its agreement drawn, and the words that a table
 * cannot say. */
#include "reports/html_page.h"
#include "reports/sources.h"

enum { SOURCES_SHOWN = 100, PAIRS_SHOWN = 50, NAME_BYTES = 120, BAND = 100 };

/* ---- The table ---- */

/* From 0 to 100 per cent: the band, and the share in it. */
static void put_band(tie_page *p, const tie_rate *rate) {
    double share = 100 * tie_sources_share(rate->rate), lo = 100 * tie_sources_share(rate->lo),
           hi = 100 * tie_sources_share(rate->hi);
    tie_buf_printf(p->out,
                   "<td class=\"n\">%.0f%%</td><td><svg class=\"band\" viewBox=\"0 0 %d 14\" "
                   "role=\"img\" aria-label=\"between %.0f and %.0f per cent\">"
                   "<path class=\"axis\" d=\"M0 7H%d\"/><rect class=\"span\" x=\"%.1f\" y=\"3\" "
                   "width=\"%.1f\" height=\"8\" rx=\"2\"/><circle class=\"bar\" cx=\"%.1f\" "
                   "cy=\"7\" r=\"3.5\"/></svg> %.0f to %.0f</td>",
                   share, BAND, lo, hi, BAND, lo, hi - lo, share, lo, hi);
}

static void put_share(tie_page *p, uint32_t part, uint32_t whole) {
    if (whole >= TIE_STAT_MIN_RATE)
        tie_buf_printf(p->out, "<td class=\"n\">%.0f%%</td>", 100.0 * part / whole);
    else
        tie_html_tag(p->out, "<td class=\"n\">–</td>");
}

static void put_row(tie_page *p, const tie_sources *all, const tie_source *s) {
    uint32_t sums = s->held + s->failed;
    tie_html_tag(p->out, "<tr><td class=\"n\">");
    if (s->rank)
        tie_buf_printf(p->out, "%u", s->rank);
    tie_html_tag(p->out, "</td><th scope=\"row\">");
    tie_html_short(p->out, s->name, NAME_BYTES);
    tie_buf_printf(p->out, "</th><td class=\"n\">%u</td>", s->claims);
    if (s->agreement.is.status == TIE_STAT_OK)
        put_band(p, &s->agreement);
    else
        tie_html_tag(p->out, "<td class=\"n\">–</td><td class=\"soft\">too few</td>");
    tie_buf_printf(p->out, "<td class=\"n\">%u</td>", s->comparable);
    put_share(p, s->items, (uint32_t)all->cells);
    if (sums)
        tie_buf_printf(p->out, "<td class=\"n\">%u of %u</td>", s->held, sums);
    else
        tie_html_tag(p->out, "<td class=\"n\">–</td>");
    put_share(p, s->round, s->long_figures);
    put_share(p, s->hedged, s->claims);
    if (all->text)
        tie_buf_printf(p->out, "<td class=\"n\">%u</td>", s->repeated);
    else
        tie_html_tag(p->out, "<td class=\"n\">–</td>");
    tie_html_tag(p->out, "</tr>\n");
}

static void put_table(tie_page *p, const tie_sources *all) {
    size_t shown = all->count < SOURCES_SHOWN ? all->count : SOURCES_SHOWN;
    tie__page_scroll(p, "Audit of sources");
    tie_html_tag(
        p->out,
        "<table class=\"audit\"><thead><tr><th scope=\"col\" class=\"n\">rank</th>"
        "<th scope=\"col\">source</th>"
        "<th scope=\"col\" class=\"n\">figures</th><th scope=\"col\" class=\"n\">agrees</th>"
        "<th scope=\"col\">90% band</th><th scope=\"col\" class=\"n\">of</th>"
        "<th scope=\"col\" class=\"n\">cover</th><th scope=\"col\" class=\"n\">sums</th>"
        "<th scope=\"col\" class=\"n\">round</th><th scope=\"col\" class=\"n\">hedged</th>"
        "<th scope=\"col\" class=\"n\">after others</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < shown; i++)
        put_row(p, all, &all->items[i]);
    tie_html_tag(p->out, "</tbody></table></div>\n");
    tie__page_more(p, all->count - shown, "source more", "sources more",
                   "<code>tieout sources</code> prints all");
}

/* ---- What the table cannot say ---- */

static void put_pairs(tie_page *p, const tie_sources *all) {
    size_t shown = all->pair_count < PAIRS_SHOWN ? all->pair_count : PAIRS_SHOWN;
    if (!shown)
        return;
    tie_html_tag(p->out, "<h3>Not independent of each other</h3>\n<ul>\n");
    for (size_t i = 0; i < shown; i++) {
        tie_buf words = tie_buf_new(p->report->scratch);
        tie_sources_put_pair(&words, all, &all->pairs[i]);
        tie_html_tag(p->out, "<li>");
        tie_html_text(p->out, tie_buf_str(&words));
        tie_html_tag(p->out, "</li>\n");
    }
    tie_html_tag(p->out, "</ul>\n");
    tie__page_more(p, all->pair_count - shown, "pair more", "pairs more",
                   "<code>tieout sources -o json</code> prints all");
    tie_html_tag(p->out, "<p class=\"run\">Who follows whom, or whether all follow another, these "
                         "figures do not tell.</p>\n");
}

static void put_changes(tie_page *p, const tie_sources *all) {
    size_t shown = 0;
    for (size_t i = 0; i < all->count && shown < SOURCES_SHOWN; i++) {
        const tie_source *s = &all->items[i];
        if (!tie_source_changed(s))
            continue;
        tie_html_tag(p->out, shown++ ? "" : "<h3>Figures that a source changed later</h3>\n<ul>\n");
        tie_buf words = tie_buf_new(p->report->scratch);
        tie_sources_put_changes(&words, s);
        tie_html_tag(p->out, "<li>");
        tie_html_short(p->out, s->name, NAME_BYTES);
        tie_html_tag(p->out, ": ");
        tie_html_text(p->out, tie_buf_str(&words));
        tie_html_tag(p->out, "</li>\n");
    }
    tie_html_tag(p->out, shown ? "</ul>\n" : "");
}

void tie__page_sources(tie_page *p) {
    const tie_sources *all = p->result->sources;
    if (!all)
        return;
    tie__page_open(p, "sources", "Sources");
    if (!all->count) {
        tie_html_tag(p->out, "<p class=\"empty\">No document names its source: see <code>--source"
                             "</code>, <code>--sidecar</code> and the sources of packs.</p>\n");
        tie__page_close(p);
        return;
    }
    tie_html_tag(p->out, "<p class=\"run\">");
    tie_put_count(p->out, all->cells, "figure is", "figures are");
    tie_html_tag(p->out, " given by two sources or more.</p>\n");
    put_table(p, all);
    tie_html_tag(p->out, "<p class=\"run\">");
    tie_html_text(p->out, tie_str_c(tie_sources_legend));
    tie_html_tag(p->out, " after others: figures in passages that another source published "
                         "before.</p>\n");
    put_pairs(p, all);
    put_changes(p, all);
    if (all->nameless) {
        tie_html_tag(p->out, "<p class=\"more\">");
        tie_put_count(p->out, all->nameless, "figure stands", "figures stand");
        tie_html_tag(p->out, " in documents without a source, and left out here.</p>\n");
    }
    tie__page_close(p);
}
