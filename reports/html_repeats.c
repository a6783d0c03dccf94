/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that stands in several places with the same figures: nothing to mend, but it is good to know
 * that two sources are one. What differs is marked. */
#include "reports/html_page.h"

enum { REPEAT_BYTES = 1 << 20, REPEATS_SHOWN = 200 };

size_t tie__page_repeat_count(const tie_page *p) {
    size_t count = 0;
    for (size_t i = 0; i < p->result->row_count; i++)
        count += tie__page_lists(p, &p->result->rows[i]);
    return count;
}

/* Of the first place; the file may have changed. */
static tie_str words_of(const tie_page *p, const tie_finding *f) {
    if (f->passage_count)
        return tie_result_quote(p->result, f->passages[0].doc, f->passages[0].span);
    if (f->member_count)
        return tie_result_quote(p->result, f->members[0].doc, f->members[0].sentence);
    return (tie_str){0};
}

static void put_repeat(tie_page *p, const tie_finding *f) {
    tie_html_tag(p->out, "<details class=\"repeat\"><summary>");
    tie_html_short(p->out, tie_account_message(f), 240);
    tie_html_tag(p->out, " <span class=\"around\">");
    tie_html_short(p->out, words_of(p, f), 100);
    tie_html_tag(p->out, "</span></summary>\n");
    tie_html_quotes(p->out, p->report, f);
    tie_html_tag(p->out, "</details>\n");
}

void tie__page_repeats(tie_page *p) {
    size_t count = tie__page_repeat_count(p), shown = 0, start = p->out->len;
    if (!count)
        return;
    tie__page_open(p, "repeated", "The same text again");
    tie_html_tag(p->out, "<p class=\"run\">Passages that stand in several places, the same but for "
                         "what is marked. Two sources that copy one text are one voice.</p>\n");
    for (size_t i = 0;
         i < p->result->row_count && shown < REPEATS_SHOWN && p->out->len - start < REPEAT_BYTES;
         i++) {
        if (!tie__page_lists(p, &p->result->rows[i]))
            continue;
        put_repeat(p, &p->result->rows[i]);
        shown++;
    }
    tie__page_more(p, count - shown, "text more", "texts more",
                   "<code>tieout repeats</code> prints all");
    tie__page_close(p);
}
