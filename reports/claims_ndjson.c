/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows claim, date and number. Claims come by the hundred thousand a second: their row is written
 * by hand, the facts of the document are rendered once per document and a quote once per sentence,
 * and then copied from where they stand in the buffer. What has no length of its own is written
 * without a look at the room: there are always ROOM_BYTES before it, and every string, after which
 * they may be fewer, makes room again. */
#include "reports/rows.h"

#include "base/date.h"
#include "base/dec.h"
#include "reports/escape.h"

#include <stdlib.h>

/* Bytes written before, by offset: the buffer may move, and keeps its bytes while a document is
 * written. */
typedef struct rendered {
    size_t at, len;
} rendered;

typedef struct sheet {
    tie_buf *buf;
    const tie_extraction *found;
    rendered head;       /* the row from its first byte to the key of start */
    rendered quote;      /* with its marks */
    tie_span quote_span; /* the sentence that quote holds; empty: none yet */
} sheet;

/* More than the keys, names, numbers and dates of a whole row take. */
enum { ROOM_BYTES = 10 * (TIE_DEC_EXP_MAX + 24) };

static inline void put(tie_buf *buf, const char *bytes, size_t len) {
    memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
}
#define PUT(buf, literal) put((buf), (literal), sizeof(literal) - 1)

static inline void put_again(tie_buf *buf, rendered r) {
    tie_buf_reserve(buf, r.len + ROOM_BYTES);
    put(buf, buf->ptr + r.at, r.len);
}

static void put_str(tie_buf *buf, tie_str s) {
    PUT(buf, "\"");
    tie_escape_json(buf, s);
    tie_buf_reserve(buf, ROOM_BYTES);
    PUT(buf, "\"");
}

static void put_str_or_null(tie_buf *buf, tie_str s) {
    if (s.len)
        put_str(buf, s);
    else
        PUT(buf, "null");
}

static void put_name(tie_buf *buf, const char *name) {
    if (!name) {
        PUT(buf, "null");
        return;
    }
    char *to = buf->ptr + buf->len;
    *to++ = '"';
    while (*name) /* so few bytes that a call would take longer */
        *to++ = *name++;
    *to++ = '"';
    buf->len = (size_t)(to - buf->ptr);
}

static void put_dec(tie_buf *buf, tie_dec d) {
    PUT(buf, "\"");
    tie_dec_render(buf, d);
    PUT(buf, "\"");
}

/* A number and where it was written: most ends of a claim's intervals are its value. */
typedef struct known {
    tie_dec dec;
    rendered text;
} known;

static known put_known(tie_buf *buf, tie_dec d) {
    size_t at = buf->len;
    put_dec(buf, d);
    return (known){d, {at, buf->len - at}};
}

static void put_end(tie_buf *buf, bool absent, tie_dec d, known value) {
    if (absent)
        PUT(buf, "null");
    else if (d.mant == value.dec.mant && d.exp == value.dec.exp)
        put_again(buf, value.text);
    else
        put_dec(buf, d);
}

static void put_period(tie_buf *buf, tie_period p) {
    if (!p.known) {
        PUT(buf, "null");
        return;
    }
    PUT(buf, "\"");
    tie_period_render(buf, p);
    PUT(buf, "\"");
}

static void put_head(sheet *s) {
    tie_buf *buf = s->buf;
    if (s->head.len) {
        put_again(buf, s->head);
        return;
    }
    const tie_doc *doc = s->found->doc;
    s->head.at = buf->len;
    PUT(buf, "{\"row\":\"claim\",\"doc\":");
    put_str(buf, doc->path);
    PUT(buf, ",\"segment\":");
    put_str_or_null(buf, doc->segment);
    PUT(buf, ",\"source\":");
    put_str_or_null(buf, doc->source);
    PUT(buf, ",\"date\":");
    put_period(buf, doc->date);
    PUT(buf, ",\"title\":");
    put_str_or_null(buf, doc->title);
    PUT(buf, ",\"start\":");
    s->head.len = buf->len - s->head.at;
}

static void put_place(tie_buf *buf, const tie_claim *claim) {
    tie_buf_digits(buf, claim->span.start, 1);
    PUT(buf, ",\"end\":");
    tie_buf_digits(buf, claim->span.end, 1);
    PUT(buf, ",\"line\":");
    tie_buf_digits(buf, claim->line, 1);
    PUT(buf, ",\"col\":");
    tie_buf_digits(buf, claim->col, 1);
    PUT(buf, ",\"text\":");
    put_str(buf, claim->text);
}

static void put_quote(sheet *s, tie_span sentence) {
    tie_buf *buf = s->buf;
    PUT(buf, ",\"quote\":");
    bool same =
        s->quote.len && s->quote_span.start == sentence.start && s->quote_span.end == sentence.end;
    if (same) {
        put_again(buf, s->quote);
        return;
    }
    size_t at = buf->len;
    put_str(buf, tie_str_span(s->found->text, sentence));
    s->quote = (rendered){at, buf->len - at};
    s->quote_span = sentence;
}

static void put_value(tie_buf *buf, const tie_claim *claim) {
    const tie_interval *worded = &claim->worded, *decides = &claim->decides;
    PUT(buf, ",\"value\":");
    known value = put_known(buf, tie_dec_normal(claim->value));
    PUT(buf, ",\"lo\":");
    put_end(buf, worded->lo_inf, tie_dec_normal(worded->lo), value);
    PUT(buf, ",\"hi\":");
    put_end(buf, worded->hi_inf, tie_dec_normal(worded->hi), value);
    PUT(buf, ",\"u\":");
    put_dec(buf, claim->unit_u);
    PUT(buf, ",\"r_lo\":");
    put_end(buf, decides->lo_inf, decides->lo, value);
    PUT(buf, ",\"r_hi\":");
    put_end(buf, decides->hi_inf, decides->hi, value);
    PUT(buf, ",\"unit\":");
    put_str_or_null(buf, claim->unit);
    PUT(buf, ",\"dimension\":");
    put_str_or_null(buf, claim->dimension);
    PUT(buf, ",\"scale\":");
    if (claim->scale < 0)
        PUT(buf, "-");
    if (claim->scale)
        tie_buf_digits(buf, (uint64_t)abs(claim->scale), 1);
    else
        PUT(buf, "null");
    PUT(buf, ",\"hedge\":");
    put_name(buf, tie_hedge_name(claim->hedge));
    PUT(buf, ",\"kind\":");
    put_name(buf, tie_kind_name(claim->kind));
    PUT(buf, ",\"direction\":");
    put_name(buf, tie_direction_name(claim->direction));
}

static void put_words(tie_buf *buf, const tie_claim *claim) {
    PUT(buf, ",\"noun\":");
    put_str_or_null(buf, claim->noun);
    PUT(buf, ",\"head\":");
    put_str_or_null(buf, claim->head);
    PUT(buf, ",\"modifiers\":[");
    for (size_t i = 0; i < claim->modifiers.count; i++) {
        if (i)
            PUT(buf, ",");
        put_str(buf, claim->modifiers.items[i]);
    }
    PUT(buf, "],\"predicate\":");
    put_str_or_null(buf, claim->predicate);
    PUT(buf, ",\"agent\":");
    put_str_or_null(buf, claim->agent);
}

static void put_assumptions(tie_buf *buf, uint32_t assumptions) {
    PUT(buf, "[");
    for (uint32_t rest = assumptions; rest; rest &= rest - 1) {
        if (rest != assumptions)
            PUT(buf, ",");
        put_name(buf, tie_assumption_name((tie_assumption)(rest & (0 - rest))));
    }
    PUT(buf, "]");
}

/* High, medium, low by the number of assumptions: 0, 1, more. */
static const char *confidence(uint32_t assumptions) {
    bool some = assumptions != 0, several = (assumptions & (assumptions - 1)) != 0;
    return tie_confidence_name(several ? TIE_CONFIDENCE_LOW
                               : some  ? TIE_CONFIDENCE_MEDIUM
                                       : TIE_CONFIDENCE_HIGH);
}

static void put_facets(tie_buf *buf, const tie_claim *claim) {
    PUT(buf, ",\"measure\":");
    put_str_or_null(buf, claim->measure);
    PUT(buf, ",\"period\":");
    put_period(buf, claim->period);
    PUT(buf, ",\"period_from\":");
    put_name(buf, tie_origin_name(claim->period_from));
    PUT(buf, ",\"place\":");
    put_str_or_null(buf, claim->place);
    PUT(buf, ",\"modality\":");
    put_name(buf, tie_modality_name(claim->modality));
    PUT(buf, ",\"attribution\":");
    put_str_or_null(buf, claim->attribution);
    PUT(buf, ",\"assumptions\":");
    put_assumptions(buf, claim->assumptions);
    PUT(buf, ",\"confidence\":");
    put_name(buf, confidence(claim->assumptions));
    PUT(buf, ",\"pack_rule\":");
    put_str_or_null(buf, claim->pack_rule);
    PUT(buf, "}");
}

static void put_claim(sheet *s, const tie_claim *claim) {
    tie_buf_reserve(s->buf, ROOM_BYTES);
    put_head(s);
    put_place(s->buf, claim);
    put_quote(s, claim->sentence);
    put_value(s->buf, claim);
    put_words(s->buf, claim);
    put_facets(s->buf, claim);
}

static void put_origin(tie_writer *json, const char *row, const tie_doc *doc, tie_span span) {
    tie_writer_open(json, '{');
    TIE_JSON(name, json, "row", row);
    TIE_JSON(str, json, "doc", doc->path);
    TIE_JSON(str_or_null, json, "segment", doc->segment);
    TIE_JSON(int, json, "start", span.start);
    TIE_JSON(int, json, "end", span.end);
}

static void put_date(tie_buf *buf, const tie_doc *doc, const tie_date_expr *date) {
    tie_writer json = tie_writer_new(buf);
    put_origin(&json, "date", doc, date->span);
    TIE_JSON(str, &json, "text", date->text);
    TIE_JSON(period, &json, "period", date->period);
    tie_writer_close(&json, '}');
}

static void put_number(tie_buf *buf, const tie_doc *doc, const tie_number *number) {
    tie_writer json = tie_writer_new(buf);
    put_origin(&json, "number", doc, number->span);
    TIE_JSON(int, &json, "line", number->line);
    TIE_JSON(int, &json, "col", number->col);
    TIE_JSON(str, &json, "text", number->text);
    TIE_JSON(dec, &json, "value", number->value);
    TIE_JSON(str, &json, "reject", number->reject);
    tie_writer_close(&json, '}');
}

static void separate(tie_claims_writer *writer, tie_str between) {
    if (writer->rows)
        tie_buf_add(writer->out, between);
    writer->rows = true;
}

void tie_rows_extraction(tie_claims_writer *writer, const tie_extraction *found, tie_str between,
                         tie_str after) {
    sheet s = {.buf = writer->out, .found = found};
    for (size_t i = 0; i < found->claim_count; i++) {
        separate(writer, between);
        put_claim(&s, &found->claims[i]);
        tie_buf_add(writer->out, after);
    }
    for (size_t i = 0; i < found->date_count; i++) {
        separate(writer, between);
        put_date(writer->out, found->doc, &found->dates[i]);
        tie_buf_add(writer->out, after);
    }
    for (size_t i = 0; i < found->number_count; i++) {
        separate(writer, between);
        put_number(writer->out, found->doc, &found->numbers[i]);
        tie_buf_add(writer->out, after);
    }
    writer->documents += !found->continued;
    writer->claims += found->claim_count;
}
