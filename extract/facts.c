/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document says about itself at its top: its title, its source, its date. */
#include "extract/facts.h"

#include "extract/sidecar.h"

enum { TOP_BLOCKS = 12, TITLE_BYTES = 200, DATELINE_TOKENS = 14 };

static bool word(const tie_reader *r, uint32_t token, const char *w) {
    return token < r->tokens.count && tie_tok(r, token)->kind == TIE_TOKEN_WORD &&
           tie_token_word(r, token, w);
}

/* The words that open a label of a date, and with them whatever else begins so: a glance that
 * spares reading the other blocks. */
static bool may_be_label(tie_str text, const tie_block *block) {
    tie_str words = tie_str_span(text, block->span);
    while (words.len && strchr("*_`", words.ptr[0]))
        words = tie_str_sub(words, 1, words.len);
    char first = words.len ? tie_ascii_lower(words.ptr[0]) : 0;
    return first == 'd' || first == 'p';
}

static bool has_colon(const tie_reader *r, uint32_t *behind) {
    enum { LABEL_TOKENS = 5 };
    for (uint32_t t = 0; t < r->tokens.count && t < LABEL_TOKENS; t++)
        if (tie_token_is(r, t, ':')) {
            *behind = t + 1;
            return true;
        }
    return false;
}

static bool date_label(const tie_reader *r, bool *meeting) {
    uint32_t behind;
    bool date =
        word(r, 0, "date") || word(r, 0, "dates") || word(r, 0, "dated") || word(r, 0, "published");
    *meeting = date && word(r, 1, "of") &&
               (word(r, 2, "meeting") || word(r, 2, "session") || word(r, 2, "visit"));
    return date && has_colon(r, &behind);
}

/* "BEIJING, March 3 (Agency) -- ...", "News Service, September 14th." */
static bool dateline(const tie_reader *r, const tie_sentence *s, const tie_when *w) {
    if (w->begin - s->begin > DATELINE_TOKENS || w->relative || w->frame)
        return false;
    if (w->begin == s->begin || !tie_token_is(r, w->begin - 1, ','))
        return false;
    uint32_t t = w->end;
    bool closes = t >= s->end || tie_token_is(r, t, '.') || tie_token_is(r, t, '(');
    bool dash = t < s->end && (tie_token_is(r, t, '-') ||
                               tie_str_eq(tie_token_text(r, t), TIE_STR("\xE2\x80\x94")) ||
                               tie_str_eq(tie_token_text(r, t), TIE_STR("\xE2\x80\x93")));
    return closes || dash;
}

static void read_dates(tie_reader *r, bool labelled, bool meeting, bool first_text) {
    tie_sentence s = tie_sentence_of(r, 0, tie_sentence_end(r, 0));
    tie_read_whens(r, &s);
    for (size_t i = 0; i < s.whens.count; i++) {
        const tie_when *w = &s.whens.items[i];
        bool day =
            w->period.known && w->period.to.day && !w->period.from_open && !w->period.to_open;
        if (!day || !(labelled || (first_text && dateline(r, &s, w))))
            continue;
        r->doc.date = w->period;
        if (meeting)
            r->context.frame = w->period;
        return;
    }
}

/* A heading, or a short first line that is no sentence. */
static bool titles(const tie_reader *r, tie_str words) {
    if (r->block.kind == TIE_BLOCK_HEADING)
        return true;
    bool one = tie_sentence_end(r, 0) == r->tokens.count;
    char last = words.ptr[words.len - 1];
    return r->block.kind == TIE_BLOCK_PARAGRAPH && words.len <= TITLE_BYTES && one &&
           !(last == '.' || last == '!' || last == '?' || last == ':' || last == ';' ||
             last == ',');
}

/* A title that names one place and no other says what the document is about, before any default. */
static void read_subject(tie_reader *r) {
    tie_sentence s = tie_sentence_of(r, 0, (uint32_t)r->tokens.count);
    tie_read_wheres(r, &s);
    tie_str name = {0};
    for (size_t i = 0; i < s.wheres.count; i++) {
        const tie_where *w = &s.wheres.items[i];
        if (w->nationwide || w->group || !tie_names_subject(r, w))
            continue;
        if (name.len && !tie_str_eq(name, w->name))
            return;
        name = w->name;
        r->context.chapters = tie_is_title_place(r, w);
    }
    if (name.len && !r->doc.place.len)
        r->doc.place = name;
}

/* ---- A header: a title or none, then lines of a label, a colon and a value ---- */

typedef struct header {
    tie_str title, source;
    tie_span date; /* the line of the date */
    size_t end;    /* behind it; the begin where there is no header */
} header;

/* The value behind "Source:", or nothing. */
static tie_str value_of(tie_str line, tie_str label) {
    bool named = line.len > label.len && line.ptr[label.len] == ':' &&
                 tie_str_eq_fold(tie_str_sub(line, 0, label.len), label);
    return named ? tie_str_trim(tie_str_sub(line, label.len + 1, line.len)) : (tie_str){0};
}

static bool read_header_line(tie_str text, tie_span span, header *out) {
    static const tie_str sources[] = {TIE_STR("source"), TIE_STR("publisher")};
    tie_str line = tie_str_span(text, span);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (value_of(line, sources[i]).len) {
            out->source = value_of(line, sources[i]);
            return true;
        }
    bool dated = value_of(line, TIE_STR("date")).len || value_of(line, TIE_STR("published")).len;
    if (dated)
        out->date = span;
    return dated;
}

/* Only a line of a source makes a header: a lone date is read wherever it stands at the top. */
static header find_header(tie_str text, tie_span segment) {
    enum { LINES_MAX = 8 };
    header out = {.end = segment.start}, none = out;
    size_t at = segment.start;
    for (unsigned n = 0; n < LINES_MAX && at < segment.end; n++) {
        const char *stop = memchr(text.ptr + at, '\n', segment.end - at);
        tie_span span = {at, stop ? (size_t)(stop - text.ptr) : segment.end};
        tie_str line = tie_str_trim(tie_str_span(text, span));
        at = span.end + 1;
        if (line.len && !read_header_line(text, span, &out)) {
            if (n || line.len > TITLE_BYTES)
                break;
            out.title = line;
        } else if (line.len) {
            out.end = at < segment.end ? at : segment.end;
        } else if (out.end > segment.start || !n) {
            break;
        }
    }
    return out.source.len ? out : none;
}

static void read_span(tie_reader *r, tie_span span) {
    r->block = (tie_block){.kind = TIE_BLOCK_PARAGRAPH, .span = span};
    tie_arena_clear(r->scratch);
    tie_mark_block(r);
}

/* Where the text goes on. */
static size_t read_header(tie_reader *r, tie_span segment, bool *titled) {
    header found = find_header(r->text, segment);
    if (found.source.len && !r->doc.source.len)
        r->doc.source = tie_arena_str(r->out, found.source);
    if (found.date.end > found.date.start && !r->doc.date.known) {
        read_span(r, found.date);
        read_dates(r, true, false, false);
    }
    if (found.source.len && found.title.len && !r->options->texts_only) {
        size_t start = (size_t)(found.title.ptr - r->text.ptr);
        read_span(r, (tie_span){start, start + found.title.len});
        if (!r->doc.title.len)
            r->doc.title = tie_arena_str(r->out, found.title);
        read_subject(r);
        *titled = true;
    }
    return found.end;
}

void tie_read_facts(tie_reader *reader, tie_span segment) {
    bool label_open = false, meeting_open = false, seen_text = false, titled = false;
    size_t begin = read_header(reader, segment, &titled);
    tie_block_cursor cursor = {.at = begin, .end = segment.end, .line = 1, .feed = reader->feed};
    for (unsigned n = 0; n < TOP_BLOCKS && tie_block_next(reader->text, &cursor, &reader->block);
         n++) {
        bool open = (!titled && !reader->options->texts_only) || !seen_text || label_open;
        if (!open && reader->doc.date.known)
            break; /* nothing is left to be told */
        if (reader->block.code || (!open && !may_be_label(reader->text, &reader->block)))
            continue;
        tie_arena_clear(reader->scratch);
        tie_mark_block(reader);
        if (!reader->tokens.count)
            continue;
        tie_str words =
            tie_str_span(reader->text, tie_tokens_span(reader, 0, (uint32_t)reader->tokens.count));
        bool meeting, label = date_label(reader, &meeting);
        if (!reader->options->texts_only && !titled && !label && !label_open) {
            titled = true; /* what is not titled at its top is not titled */
            if (titles(reader, words)) {
                if (!reader->doc.title.len)
                    reader->doc.title = tie_arena_str(reader->out, words);
                read_subject(reader);
            }
        }
        if (!reader->doc.date.known && (label || label_open || !seen_text))
            read_dates(reader, label || label_open, meeting || meeting_open, !seen_text);
        seen_text = seen_text || reader->tokens.count > 3;
        label_open = label;
        meeting_open = label && meeting;
    }
    reader->context.sentence_year = tie_period_none();
    tie_defaults_apply(reader->defaults, reader->rules, &reader->doc);
}
