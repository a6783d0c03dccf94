/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows claim, date and number. Claims come by the hundred thousand a second: their row is written
 * by hand, the facts of the document are rendered once per document and a quote once per sentence,
 * and then copied from where they stand in the buffer. Before a row there is made room for all of
 * it; what writes a part of it takes the place that it goes to and returns the one behind it. */
#include "reports/rows.h"

#include "base/date.h"
#include "base/dec.h"
#include "base/eight.h"
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

/* More than the keys, names, numbers and dates of a row take. */
enum { NUMBER_BYTES = TIE_DEC_EXP_MAX + 64, ROW_BYTES = 8 * NUMBER_BYTES };

static char *put(char *to, const char *bytes, size_t len) {
    memcpy(to, bytes, len);
    return to + len;
}
#define PUT(to, literal) put((to), (literal), sizeof(literal) - 1)

static rendered since(const sheet *s, const char *from, const char *to) {
    return (rendered){(size_t)(from - s->buf->ptr), (size_t)(to - from)};
}

static char *put_again(const sheet *s, char *to, rendered r) {
    return put(to, s->buf->ptr + r.at, r.len);
}

/* What a string takes at most, with its marks. */
static size_t room_of(tie_str s) { return tie_escape_json_room(s) + 2; }

static char *put_str(char *to, tie_str s) {
    *to = '"';
    to = tie_put_escaped_json(to + 1, s);
    *to = '"';
    return to + 1;
}

static char *put_str_or_null(char *to, tie_str s) {
    return s.len ? put_str(to, s) : PUT(to, "null");
}

static char *put_name(char *to, const char *name) {
    if (!name)
        return PUT(to, "null");
    *to++ = '"';
    size_t len = strlen(name);
    for (size_t at = 0; at < len; at += 8) /* too few bytes for memcpy */
        tie_eight_store(to + at, tie_eight_at(name, at, len));
    to[len] = '"';
    return to + len + 1;
}

static char *put_int(char *to, uint64_t n) { return tie_put_digits(to, n, 1); }

static char *put_dec(char *to, tie_dec d) {
    tie_buf digits = {.ptr = to + 1, .capacity = NUMBER_BYTES};
    *to = '"';
    tie_dec_render(&digits, d);
    to += 1 + digits.len;
    *to = '"';
    return to + 1;
}

/* A number and where it was written: most ends of a claim's intervals are its value. */
typedef struct known {
    tie_dec dec;
    const char *text;
    size_t len;
} known;

static char *put_end(char *to, bool absent, tie_dec d, const known *value) {
    if (absent)
        return PUT(to, "null");
    bool same = d.mant == value->dec.mant && d.exp == value->dec.exp;
    return same ? put(to, value->text, value->len) : put_dec(to, d);
}

static char *put_period(char *to, tie_period p) {
    if (!p.known)
        return PUT(to, "null");
    tie_buf inside = {.ptr = to + 1, .capacity = NUMBER_BYTES};
    *to = '"';
    tie_period_render(&inside, p);
    to += 1 + inside.len;
    *to = '"';
    return to + 1;
}

static char *put_head(sheet *s, char *to) {
    if (s->head.len)
        return put_again(s, to, s->head);
    const tie_doc *doc = s->found->doc;
    const char *from = to;
    to = PUT(to, "{\"row\":\"claim\",\"doc\":");
    to = put_str(to, doc->path);
    to = PUT(to, ",\"segment\":");
    to = put_str_or_null(to, doc->segment);
    to = PUT(to, ",\"source\":");
    to = put_str_or_null(to, doc->source);
    to = PUT(to, ",\"date\":");
    to = put_period(to, doc->date);
    to = PUT(to, ",\"title\":");
    to = put_str_or_null(to, doc->title);
    to = PUT(to, ",\"start\":");
    s->head = since(s, from, to);
    return to;
}

static char *put_place(char *to, const tie_claim *claim) {
    to = put_int(to, claim->span.start);
    to = PUT(to, ",\"end\":");
    to = put_int(to, claim->span.end);
    to = PUT(to, ",\"line\":");
    to = put_int(to, claim->line);
    to = PUT(to, ",\"col\":");
    to = put_int(to, claim->col);
    to = PUT(to, ",\"text\":");
    return put_str(to, claim->text);
}

static bool quoted(const sheet *s, tie_span sentence) {
    return s->quote.len && s->quote_span.start == sentence.start &&
           s->quote_span.end == sentence.end;
}

static char *put_quote(sheet *s, char *to, tie_span sentence) {
    to = PUT(to, ",\"quote\":");
    if (quoted(s, sentence))
        return put_again(s, to, s->quote);
    const char *from = to;
    to = put_str(to, tie_str_span(s->found->text, sentence));
    s->quote = since(s, from, to);
    s->quote_span = sentence;
    return to;
}

static char *put_value(char *to, const tie_claim *claim) {
    const tie_interval *worded = &claim->worded, *decides = &claim->decides;
    to = PUT(to, ",\"value\":");
    known value = {.dec = tie_dec_normal(claim->value), .text = to};
    to = put_dec(to, value.dec);
    value.len = (size_t)(to - value.text);
    to = PUT(to, ",\"lo\":");
    to = put_end(to, worded->lo_inf, tie_dec_normal(worded->lo), &value);
    to = PUT(to, ",\"hi\":");
    to = put_end(to, worded->hi_inf, tie_dec_normal(worded->hi), &value);
    to = PUT(to, ",\"u\":");
    to = put_dec(to, claim->unit_u);
    to = PUT(to, ",\"r_lo\":");
    to = put_end(to, decides->lo_inf, decides->lo, &value);
    to = PUT(to, ",\"r_hi\":");
    return put_end(to, decides->hi_inf, decides->hi, &value);
}

static char *put_sort(char *to, const tie_claim *claim) {
    to = PUT(to, ",\"unit\":");
    to = put_str_or_null(to, claim->unit);
    to = PUT(to, ",\"dimension\":");
    to = put_str_or_null(to, claim->dimension);
    to = PUT(to, ",\"scale\":");
    if (claim->scale < 0)
        to = PUT(to, "-");
    to = claim->scale ? put_int(to, (uint64_t)abs(claim->scale)) : PUT(to, "null");
    to = PUT(to, ",\"hedge\":");
    to = put_name(to, tie_hedge_name(claim->hedge));
    to = PUT(to, ",\"kind\":");
    to = put_name(to, tie_kind_name(claim->kind));
    to = PUT(to, ",\"direction\":");
    return put_name(to, tie_direction_name(claim->direction));
}

static char *put_words(char *to, const tie_claim *claim) {
    to = PUT(to, ",\"noun\":");
    to = put_str_or_null(to, claim->noun);
    to = PUT(to, ",\"head\":");
    to = put_str_or_null(to, claim->head);
    to = PUT(to, ",\"modifiers\":[");
    for (size_t i = 0; i < claim->modifiers.count; i++) {
        if (i)
            to = PUT(to, ",");
        to = put_str(to, claim->modifiers.items[i]);
    }
    to = PUT(to, "],\"predicate\":");
    to = put_str_or_null(to, claim->predicate);
    to = PUT(to, ",\"agent\":");
    return put_str_or_null(to, claim->agent);
}

static char *put_assumptions(char *to, uint32_t assumptions) {
    to = PUT(to, "[");
    for (uint32_t rest = assumptions; rest; rest &= rest - 1) {
        if (rest != assumptions)
            to = PUT(to, ",");
        to = put_name(to, tie_assumption_name((tie_assumption)(rest & (0 - rest))));
    }
    return PUT(to, "]");
}

/* High, medium, low by the number of assumptions: 0, 1, more. */
static const char *confidence(uint32_t assumptions) {
    bool some = assumptions != 0, several = (assumptions & (assumptions - 1)) != 0;
    return tie_confidence_name(several ? TIE_CONFIDENCE_LOW
                               : some  ? TIE_CONFIDENCE_MEDIUM
                                       : TIE_CONFIDENCE_HIGH);
}

static char *put_facets(char *to, const tie_claim *claim) {
    to = PUT(to, ",\"measure\":");
    to = put_str_or_null(to, claim->measure);
    to = PUT(to, ",\"period\":");
    to = put_period(to, claim->period);
    to = PUT(to, ",\"period_from\":");
    to = put_name(to, tie_origin_name(claim->period_from));
    to = PUT(to, ",\"place\":");
    to = put_str_or_null(to, claim->place);
    to = PUT(to, ",\"modality\":");
    to = put_name(to, tie_modality_name(claim->modality));
    to = PUT(to, ",\"attribution\":");
    to = put_str_or_null(to, claim->attribution);
    to = PUT(to, ",\"assumptions\":");
    to = put_assumptions(to, claim->assumptions);
    to = PUT(to, ",\"confidence\":");
    to = put_name(to, confidence(claim->assumptions));
    to = PUT(to, ",\"pack_rule\":");
    to = put_str_or_null(to, claim->pack_rule);
    return PUT(to, "}");
}

static size_t head_room(const sheet *s) {
    const tie_doc *doc = s->found->doc;
    return s->head.len ? s->head.len
                       : room_of(doc->path) + room_of(doc->segment) + room_of(doc->source) +
                             room_of(doc->title);
}

static size_t quote_room(const sheet *s, tie_span sentence) {
    return quoted(s, sentence) ? s->quote.len : room_of(tie_str_span(s->found->text, sentence));
}

static size_t words_room(const tie_claim *claim) {
    const tie_str words[] = {claim->text,  claim->unit,        claim->dimension, claim->noun,
                             claim->head,  claim->predicate,   claim->agent,     claim->measure,
                             claim->place, claim->attribution, claim->pack_rule};
    size_t room = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        room += room_of(words[i]);
    for (size_t i = 0; i < claim->modifiers.count; i++)
        room += room_of(claim->modifiers.items[i]) + 1;
    return room;
}

static void put_claim(sheet *s, const tie_claim *claim) {
    tie_buf *buf = s->buf;
    tie_buf_reserve(buf,
                    ROW_BYTES + head_room(s) + quote_room(s, claim->sentence) + words_room(claim));
    char *to = buf->ptr + buf->len;
    to = put_head(s, to);
    to = put_place(to, claim);
    to = put_quote(s, to, claim->sentence);
    to = put_value(to, claim);
    to = put_sort(to, claim);
    to = put_words(to, claim);
    to = put_facets(to, claim);
    buf->len = (size_t)(to - buf->ptr);
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
