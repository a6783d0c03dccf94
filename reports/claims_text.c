/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims of each document as a table for people: where, the figure as worded, what it counts,
 * when, where, and the measure that took it. */
#include "reports/text.h"

#include "base/date.h"
#include "base/dec.h"
#include "reports/account.h"
#include "reports/terminal.h"

/* Columns in display width, from the width of the terminal; the last one takes what is left. */
typedef struct grid {
    unsigned at, hedge, figure, unit, noun, period, place;
} grid;

static grid grid_for(unsigned width) {
    unsigned rest = width > 80 ? width - 80 : 0;
    return (grid){.at = 8,
                  .hedge = 9,
                  .figure = 14,
                  .unit = 9,
                  .noun = 16 + rest / 3,
                  .period = 12 + (rest > 20 ? 9 : rest / 3),
                  .place = 8 + rest / 6};
}

static void cell(tie_buf *out, tie_str s, unsigned width) {
    tie_put_cell(out, s, width);
    tie_buf_puts(out, "  ");
}

/* The figure as the claim understands it, where its own words do not say it all. */
static void put_figure(tie_claims_writer *writer, const tie_claim *claim, unsigned width) {
    if (claim->direction == TIE_DIRECTION_NONE) {
        cell(writer->out, claim->text, width);
        return;
    }
    tie_put_cell(writer->out, claim->text, width - 2);
    tie_buf_puts(writer->out, claim->direction == TIE_DIRECTION_UP ? " ↑  " : " ↓  ");
}

static void put_at(tie_buf *out, uint32_t line, uint32_t col, unsigned width) {
    size_t from = out->len;
    tie_buf_printf(out, "%u:%u", line, col);
    size_t used = out->len - from;
    tie_put_blanks(out, used < width ? width - (unsigned)used : 0);
    tie_buf_puts(out, "  ");
}

/* ISO 8601, padded. */
static void put_period(tie_buf *out, tie_period period, unsigned width) {
    size_t from = out->len;
    tie_period_render(out, period);
    size_t used = out->len - from;
    tie_put_blanks(out, used < width ? width - (unsigned)used : 0);
}

/* Drops the blanks of empty last cells. */
static void end_line(tie_buf *out) {
    while (out->len && out->ptr[out->len - 1] == ' ')
        out->len--;
    tie_buf_putc(out, '\n');
}

/* "more than"; nothing where the figure is exact. */
static void put_hedge(tie_buf *out, tie_hedge hedge, unsigned width) {
    size_t from = out->len;
    cell(out, hedge == TIE_HEDGE_EXACT ? TIE_STR("") : tie_str_c(tie_hedge_name(hedge)), width);
    for (size_t i = from; i < out->len; i++)
        out->ptr[i] = out->ptr[i] == '_' ? ' ' : out->ptr[i];
}

static void put_claim(tie_claims_writer *writer, const tie_claim *claim, grid columns) {
    tie_buf *out = writer->out;
    put_at(out, claim->line, claim->col, columns.at);
    put_hedge(out, claim->hedge, columns.hedge);
    put_figure(writer, claim, columns.figure);
    cell(out, claim->unit, columns.unit);
    cell(out, claim->noun, columns.noun);
    put_period(out, claim->period, columns.period);
    tie_buf_puts(out, "  ");
    cell(out, claim->place, columns.place);
    tie_ink_put(out, writer->style.color, TIE_INK_FAINT, claim->measure);
    end_line(out);
}

static void put_head(tie_claims_writer *writer, const tie_extraction *found) {
    const tie_doc *doc = found->doc;
    tie_buf *out = writer->out;
    if (writer->rows)
        tie_buf_putc(out, '\n');
    writer->rows = true;
    tie_ink_put(out, writer->style.color, TIE_INK_STRONG, doc->path);
    if (doc->segment.len) {
        tie_buf_puts(out, " #");
        tie_ink_put(out, writer->style.color, TIE_INK_STRONG, doc->segment);
    }
    tie_buf_puts(out, ": ");
    tie_put_count(out, found->claim_count, "claim", "claims");
    if (doc->source.len) {
        tie_buf_puts(out, ", ");
        tie_ink_put(out, false, TIE_INK_PLAIN, doc->source);
    }
    if (doc->date.known) {
        tie_buf_puts(out, ", ");
        tie_period_render(out, doc->date);
    }
    tie_buf_putc(out, '\n');
}

/* Dates and rejected numerals: where, the text, the period or the reason. */
static void put_extras(tie_claims_writer *writer, const tie_extraction *found, grid columns) {
    tie_buf *out = writer->out;
    for (size_t i = 0; i < found->date_count; i++) {
        const tie_date_expr *date = &found->dates[i];
        put_at(out, date->line, date->col, columns.at);
        cell(out, TIE_STR("date"), columns.hedge);
        cell(out, date->text, columns.figure + columns.unit + 2);
        put_period(out, date->period, columns.period);
        end_line(out);
    }
    for (size_t i = 0; i < found->number_count; i++) {
        const tie_number *number = &found->numbers[i];
        put_at(out, number->line, number->col, columns.at);
        cell(out, TIE_STR("no claim"), columns.hedge);
        cell(out, number->text, columns.figure + columns.unit + 2);
        tie_ink_put(out, writer->style.color, TIE_INK_FAINT, number->reject);
        tie_buf_putc(out, '\n');
    }
}

void tie_text_claims_begin(tie_claims_writer *writer) { (void)writer; }

void tie_text_claims_add(tie_claims_writer *writer, const tie_extraction *found) {
    grid columns = grid_for(writer->style.width);
    writer->documents++;
    writer->claims += found->claim_count;
    if (!found->claim_count && !found->date_count && !found->number_count)
        return;
    put_head(writer, found);
    if (found->traces)
        tie_text_readings(writer, found);
    for (size_t i = 0; i < found->claim_count && !found->traces; i++)
        put_claim(writer, &found->claims[i], columns);
    put_extras(writer, found, columns);
}

void tie_text_claims_end(tie_claims_writer *writer, const tie_corpus *corpus) {
    const tie_diag *diags;
    tie_buf *out = writer->out;
    if (writer->rows)
        tie_buf_putc(out, '\n');
    tie_put_count(out, writer->claims, "claim", "claims");
    tie_buf_puts(out, " in ");
    tie_put_count(out, writer->documents, "document", "documents");
    size_t unread = tie_corpus_diags(corpus, &diags);
    if (unread) {
        tie_buf_puts(out, "; ");
        tie_put_count(out, unread, "input could not be read", "inputs could not be read");
    }
    tie_buf_putc(out, '\n');
}
