/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/feed.h"

#include "reports/escape.h"

/* What is escaped for HTML is text for XML, too: no entities but those that both know. */
static void element(tie_buf *out, const char *indent, const char *name, tie_str words) {
    tie_buf_printf(out, "%s<%s>", indent, name);
    tie_escape_html(out, words);
    tie_buf_printf(out, "</%s>\n", name);
}

static void put_id(tie_buf *out, const char *indent, const char *kind, tie_str key) {
    tie_buf_printf(out, "%s<id>urn:x-tieout:%s:", indent, kind);
    tie_escape_uri(out, key);
    tie_buf_puts(out, "</id>\n");
}

static void put_time(tie_buf *out, const char *indent, tie_str day) {
    tie_buf_printf(out, "%s<updated>%.*sT00:00:00Z</updated>\n", indent, TIE_FMT(day));
}

void tie_feed_render(tie_buf *out, const tie_feed *feed) {
    tie_str day = feed->count ? feed->entries[0].day : feed->day;
    tie_buf_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    put_id(out, "  ", "job", feed->job);
    element(out, "  ", "title", tie_arena_printf(out->arena, "tieout: %.*s", TIE_FMT(feed->job)));
    put_time(out, "  ", day);
    tie_buf_puts(out, "  <author><name>tieout</name></author>\n"
                      "  <generator version=\"" TIE_VERSION "\">tieout</generator>\n");
    for (size_t i = 0; i < feed->count; i++) {
        const tie_feed_entry *e = &feed->entries[i];
        tie_buf_puts(out, "  <entry>\n");
        put_id(out, "    ", "event", e->key);
        element(out, "    ", "title", e->title);
        put_time(out, "    ", e->day);
        tie_buf_puts(out, "    <content type=\"text\">");
        tie_escape_html(out, e->text);
        tie_buf_puts(out, "</content>\n  </entry>\n");
    }
    tie_buf_puts(out, "</feed>\n");
}
