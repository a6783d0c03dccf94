/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines are rows of tables: by bars, by wide gaps, by commas. What one line leaves open, the
 * lines below it decide. */
#include "base/window.h"
#include "extract/reader.h"

enum {
    GAP_BLANKS = 3,   /* wide enough on its own */
    FIELD_BYTES = 60, /* a field between commas is no longer */
    LABEL_BYTES = 60, /* a lone label is no longer */
    LINES_AHEAD = 8   /* names over several lines, with a rule, a blank line or a label below */
};

/* Bytes of the blank at i: a space, a tab, a no-break space; 0 when there is none. */
static size_t blank_at(tie_str s, size_t i) {
    if (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t'))
        return 1;
    return i + 1 < s.len && memcmp(s.ptr + i, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t blanks_from(tie_str s, size_t i, unsigned *count, bool *tab) {
    size_t start = i;
    *count = 0;
    *tab = false;
    for (size_t n; (n = blank_at(s, i)); i += n, (*count)++)
        *tab |= s.ptr[i] == '\t';
    return i - start;
}

/* Nothing but a figure, or a sign that stands for none: 1,234  (98)  $3.5  12%  -  2 159 495*. */
static bool plain_figure(tie_str s) {
    size_t digits = 0, marks = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (tie_ascii_digit(c))
            digits++;
        else if (tie_ascii_alpha(c) || c == ':' || c == '/' || c == ';')
            return false;
        else
            marks++;
    }
    return digits ? marks <= digits + 3 : s.len > 0 && s.len <= 3;
}

static bool ends_sentence(char c) { return strchr(".!?:;,)\"'", c) != NULL; }

typedef struct gaps {
    unsigned wide, all;
    unsigned numbers; /* fields behind the first that are figures */
    bool figures;     /* every field but the first is one */
} gaps;

static void add_field(gaps *g, tie_str field) {
    bool figure = plain_figure(field);
    g->figures &= figure;
    g->numbers += figure && field.len && tie_ascii_digit(field.ptr[0]);
}

static gaps read_gaps(tie_str s) {
    gaps g = {.figures = true};
    size_t field = 0;
    for (size_t i = 0; i < s.len;) {
        unsigned count;
        bool tab;
        size_t len = blanks_from(s, i, &count, &tab);
        bool wide = count >= GAP_BLANKS || tab;
        if (!wide && (count < 2 || i == 0 || ends_sentence(s.ptr[i - 1]))) {
            i += len ? len : 1;
            continue;
        }
        if (g.all)
            add_field(&g, tie_str_sub(s, field, i));
        g.wide += wide;
        g.all++;
        i += len;
        field = i;
    }
    g.figures &= g.all != 0;
    if (g.all)
        add_field(&g, tie_str_sub(s, field, s.len));
    return g;
}

/* A tab, a no-break space, or two blanks side by side. */
static bool may_have_gap(tie_str s) {
    uint64_t last = 0; /* the byte before the window is a blank */
    for (size_t at = 0; at < s.len; at += TIE_WINDOW) {
        const char *bytes = s.ptr + at;
        char end[TIE_WINDOW] = {0};
        if (s.len - at < TIE_WINDOW)
            bytes = memcpy(end, bytes, s.len - at);
        uint64_t blanks = tie_window_equal(bytes, ' ');
        if ((blanks & (blanks << 1 | last)) | tie_window_equal(bytes, '\t') |
            tie_window_equal(bytes, '\xC2'))
            return true;
        last = blanks >> (TIE_WINDOW - 1);
    }
    return false;
}

/* "-----  -----", "=====": below the names or above the total. */
static bool rule(tie_str s) {
    enum { SHORTEST = 3 };
    size_t strokes = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!strchr("-=_+ \t", s.ptr[i]))
            return false;
        strokes += s.ptr[i] != ' ' && s.ptr[i] != '\t';
    }
    return strokes >= SHORTEST;
}

/* ---- Fields between commas ---- */

typedef struct fields {
    unsigned count; /* 0: no such line */
    bool figures;   /* every field but the first is a figure, the first is none */
} fields;

static fields read_fields(tie_str s) {
    fields f = {.figures = true}, none = {0};
    size_t start = 0;
    bool quoted = false;
    const char *comma = s.len ? memchr(s.ptr, ',', s.len) : NULL;
    size_t first = comma ? (size_t)(comma - s.ptr) : 0;
    if (!comma || first > FIELD_BYTES || (blank_at(s, first + 1) && !memchr(s.ptr, '"', first)))
        return none; /* prose, most often */
    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && s.ptr[i] == '"')
            quoted = !quoted;
        if (i < s.len && (quoted || s.ptr[i] != ','))
            continue;
        tie_str field = tie_str_sub(s, start, i);
        if (field.len > FIELD_BYTES || (f.count && blank_at(field, 0)))
            return none;
        /* "Oslo: 8,505" is a label and a figure, not two fields */
        bool label = !field.len || !tie_ascii_digit(field.ptr[field.len - 1]) || field.len == 4;
        f.figures &= f.count ? plain_figure(field) : label;
        f.count++;
        start = i + 1;
    }
    f.figures &= f.count > 1;
    return f.count > 1 ? f : none;
}

/* ---- Lines ---- */

/* The line at the head of *rest, which moves behind it. */
static tie_str next_line(tie_str *rest) {
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r')
        end++;
    tie_str line = tie_str_trim(tie_str_sub(*rest, 0, end));
    size_t next = end;
    if (next < rest->len)
        next +=
            next + 1 < rest->len && rest->ptr[next] == '\r' && rest->ptr[next + 1] == '\n' ? 2 : 1;
    *rest = tie_str_sub(*rest, next, rest->len);
    return line;
}

/* A row of figures comes within the next lines, behind nothing but what may be names, a rule, or
 * the label of the first rows. */
static bool figures_follow(tie_str rest) {
    bool label = false;
    for (int i = 0; i < LINES_AHEAD && rest.len; i++) {
        tie_str line = next_line(&rest);
        gaps g = read_gaps(line);
        if (g.figures || (g.wide >= 2 && g.numbers >= 2))
            return true;
        if (g.all || rule(line) || !line.len)
            continue;
        if (label || line.len > LABEL_BYTES || ends_sentence(line.ptr[line.len - 1]))
            return false;
        label = true;
    }
    return false;
}

/* Another line of as many fields stands above or below. */
static bool among_fields(fields f, tie_str rest, unsigned above) {
    if (f.figures && above == f.count)
        return true;
    fields below = read_fields(next_line(&rest));
    return below.count == f.count && below.figures;
}

tie_line_form tie_line_form_of(tie_str line, tie_str rest, unsigned fields_above, unsigned *found) {
    *found = 0;
    if (line.len && line.ptr[0] == '|')
        return TIE_LINE_BARS;
    if (may_have_gap(line)) {
        gaps g = read_gaps(line);
        bool row = g.wide >= 2 || (g.all && (g.figures || figures_follow(rest)));
        if (row)
            return TIE_LINE_GAPS;
    }
    if (rule(line) && figures_follow(rest))
        return TIE_LINE_GAPS;
    fields f = read_fields(line);
    if (!f.count || !among_fields(f, rest, fields_above))
        return TIE_LINE_TEXT;
    *found = f.count;
    return TIE_LINE_COMMAS;
}
