/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims one by one, for those who ask why: each with all that was read and the words that gave it.
 */
#include "reports/reading.h"
#include "reports/terminal.h"
#include "reports/text.h"

enum { LABEL = 12 };

static void put_line(tie_claims_writer *writer, const tie_reading_line *line) {
    tie_prose prose = tie_prose_new(writer->scratch, writer->style.color);
    tie_put_blanks(writer->out, 2);
    tie_put_cell(writer->out, tie_str_c(line->label), LABEL);
    tie_prose_add(&prose, line->value);
    if (line->source.len) {
        tie_prose_add(&prose, TIE_STR("  ("));
        tie_prose_add(&prose, line->source);
        tie_prose_add(&prose, TIE_STR(")"));
    }
    tie_prose_put(writer->out, &prose, 2 + LABEL, writer->style.width, TIE_INK_PLAIN);
}

/* The sentence, the figure marked. */
static void put_quote(tie_claims_writer *writer, const tie_extraction *found, const tie_claim *c) {
    tie_prose prose = tie_prose_new(writer->scratch, writer->style.color);
    tie_prose_add(&prose, tie_str_span(found->text, (tie_span){c->sentence.start, c->span.start}));
    tie_prose_mark(&prose, tie_str_span(found->text, c->span));
    tie_prose_add(&prose, tie_str_span(found->text, (tie_span){c->span.end, c->sentence.end}));
    tie_put_blanks(writer->out, 2);
    tie_prose_put(writer->out, &prose, 2, writer->style.width, TIE_INK_PLAIN);
}

static void put_claim(tie_claims_writer *writer, const tie_extraction *found, size_t index) {
    const tie_claim *c = &found->claims[index];
    tie_mark mark = tie_arena_mark(writer->scratch);
    tie_buf place = tie_buf_new(writer->scratch);
    tie_buf_printf(&place, ":%u:%u: ", c->line, c->col);
    tie_buf_putc(writer->out, '\n');
    tie_ink_put(writer->out, false, TIE_INK_PLAIN, found->doc->path);
    tie_buf_add(writer->out, tie_buf_str(&place));
    tie_ink_put(writer->out, writer->style.color, TIE_INK_STRONG, c->text);
    tie_buf_putc(writer->out, '\n');
    put_quote(writer, found, c);
    tie_reading reading = tie_reading_claim(writer->scratch, c, &found->traces[index]);
    for (size_t i = 0; i < reading.lines.count; i++)
        put_line(writer, &reading.lines.items[i]);
    tie_arena_rewind(writer->scratch, mark);
}

void tie_text_readings(tie_claims_writer *writer, const tie_extraction *found) {
    for (size_t i = 0; i < found->claim_count; i++)
        put_claim(writer, found, i);
}
