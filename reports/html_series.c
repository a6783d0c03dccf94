/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures over time: a chart of each measure with what is told from chance, in sentences. */
#include "base/str.h"
#include "reports/chart.h"
#include "reports/html_page.h"

enum { CHART_BYTES = 2 << 20, FIGURES_LISTED = 60, WORDS = 400 };

/* Each figure with where it stands: what the chart tells where a pointer rests. */
static void put_figures(tie_page *p, const tie_chart *chart) {
    size_t count = chart->mark_count, shown = count < FIGURES_LISTED ? count : FIGURES_LISTED;
    tie_html_tag(p->out, "<details><summary>");
    tie_put_count(p->out, count, "figure", "figures");
    tie_html_tag(p->out, ", with their places</summary><ul>\n");
    for (size_t i = 0; i < shown; i++) {
        tie_html_tag(p->out, "<li>");
        tie_html_short(p->out, chart->marks[i].label, WORDS);
        tie_html_tag(p->out, "</li>\n");
    }
    tie_html_tag(p->out, "</ul>\n");
    tie__page_more(p, count - shown, "figure more", "figures more", "in the JSON");
    tie_html_tag(p->out, "</details>\n");
}

/* The first sentence says what the series does; the others what else there is to know. */
static void put_sentences(tie_page *p, const tie_chart *chart) {
    for (size_t i = 0; i < chart->notes.count; i++) {
        tie_html_tag(p->out, i ? "<p class=\"remark\">" : "<p class=\"said\">");
        tie_html_short(p->out, chart->notes.items[i], WORDS);
        tie_html_tag(p->out, "</p>\n");
    }
}

static void put_chart(tie_page *p, const tie_chart *chart) {
    tie_buf label = tie_buf_new(p->report->scratch);
    tie_buf_printf(p->out, "<article class=\"series\" id=\"series-%u\">\n<h3>", chart->id);
    tie_html_short(p->out, chart->title, WORDS);
    tie_html_tag(p->out, "</h3>\n<p class=\"cell\">");
    tie_html_short(p->out, tie_chart_subtitle(p->report->scratch, chart), WORDS);
    tie_html_tag(p->out, "</p>\n");
    tie_buf_printf(&label, "Chart %u%c", chart->id, '\0');
    tie__page_scroll(p, label.ptr);
    tie_chart_plot(p->out, p->report->scratch, chart);
    tie_html_tag(p->out, "</div>\n<div>\n");
    put_sentences(p, chart);
    put_figures(p, chart);
    tie_html_tag(p->out, "</div>\n</article>\n");
}

void tie__page_series(tie_page *p) {
    size_t count = p->result->chart_count, shown = 0, start = p->out->len;
    if (!count)
        return;
    tie__page_open(p, "series", "Figures over time");
    for (; shown < count && p->out->len - start < CHART_BYTES; shown++)
        put_chart(p, &p->result->charts[shown]);
    tie__page_more(p, count - shown + p->result->charts_left_out, "series more", "series more",
                   "<code>tieout series</code> prints all");
    tie__page_close(p);
}
