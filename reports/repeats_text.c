/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repeats for a reader at a terminal: what differs comes first, what is merely repeated after it,
 * boilerplate last. */
#include "reports/repeats.h"

#include "reports/account.h"
#include "reports/terminal.h"

enum {
    MEMBERS_SHOWN = 6, /* of a cluster, unless everything is asked for */
    VALUES_SHOWN = 6,  /* of a figure */
    EXTENTS_SHOWN = 5,
    INDENT = 4
};

static const char *const TITLES[] = {
    [TIE_REPEAT_FIGURES] = "The same words with other figures",
    [TIE_REPEAT_COPY] = "The same text of several sources",
    [TIE_REPEAT_PASSAGE] = "The same text again",
    [TIE_REPEAT_SERIES] = "Written anew for each period: other figures are to be expected",
    [TIE_REPEAT_BOILERPLATE] = "Boilerplate",
};

static const tie_repeat_standing *standing_of(const tie_repeats_writer *w,
                                              const tie_repeat_cluster *c) {
    return &w->survey->standings.items[c->number];
}

size_t tie_repeats_shown(const tie_repeats_writer *w, const tie_repeat_cluster *c) {
    return w->style.all || c->member_count <= MEMBERS_SHOWN ? c->member_count : MEMBERS_SHOWN - 1;
}

/* ---- What a cluster is ---- */

static void put_title(tie_repeats_writer *w, tie_repeat_kind kind) {
    if (w->rows && w->kind == kind)
        return;
    tie_buf_puts(w->out, w->rows ? "\n" : "");
    tie_ink_puts(w->out, w->style.color, TIE_INK_STRONG, TITLES[kind]);
    tie_buf_puts(w->out, "\n");
    w->rows = true;
    w->kind = kind;
}

static void put_figure_count(tie_buf *out, const tie_repeat_cluster *c, const bool *hedges) {
    size_t differ = 0, hedged = 0;
    for (size_t i = 0; i < c->column_count; i++) {
        differ += c->columns[i].differs;
        hedged += hedges[i] && !c->columns[i].differs;
    }
    if (!c->column_count)
        return;
    if (differ)
        tie_buf_printf(out, ", %zu of %zu figures %s", differ, c->column_count,
                       differ == 1 ? "differs" : "differ");
    else
        tie_buf_puts(out, c->column_count == 1 ? ", the same figure" : ", the same figures");
    if (hedged)
        tie_buf_printf(out, ", %zu hedged otherwise", hedged);
}

void tie_repeats_heading(tie_repeats_writer *w, const tie_repeat_cluster *c, const bool *hedges) {
    const tie_repeat_standing *s = standing_of(w, c);
    put_title(w, s->kind);
    tie_buf_puts(w->out, "\n");
    tie_put_count(w->out, c->member_count, "place", "places");
    put_figure_count(w->out, c, hedges);
    if (s->kind == TIE_REPEAT_SERIES && w->survey->series_count > 1)
        tie_buf_printf(w->out, ", series %u", s->series);
    if (s->documents > 1 && !s->dated)
        tie_buf_puts(w->out, ", which is the oldest is not known");
    tie_buf_puts(w->out, "\n");
}

/* ---- Places ---- */

void tie_repeats_place(tie_repeats_writer *w, const tie_repeat_cluster *c,
                       const tie_repeat_member *m) {
    const tie_doc *doc = tie_repeats_doc(w, m->doc);
    tie_prose prose = tie_prose_new(w->scratch, false);
    tie_buf facts = tie_buf_new(w->scratch);
    uint32_t line, col;
    tie_repeats_line_col(w, m->doc, m->span.start, &line, &col);
    tie_prose_add(&prose, doc->path);
    tie_buf_add(&facts, tie_account_place(w->scratch, doc, line, col));
    if (m->canonical && standing_of(w, c)->dated)
        tie_buf_puts(&facts, " · the oldest");
    if (tie_repeats_quoted(w, m))
        tie_buf_puts(&facts, " · in quotation marks");
    tie_prose_add(&prose, tie_buf_str(&facts));
    tie_put_blanks(w->out, INDENT / 2);
    tie_prose_put(w->out, &prose, INDENT, w->style.width, TIE_INK_FAINT);
}

/* ---- Figures ---- */

/* The value of some member as it is printed there. */
static void put_value(tie_repeats_writer *w, tie_buf *buf, const tie_repeat_cluster *c,
                      uint32_t column, uint32_t value) {
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_slot *slot = tie_repeat_slot_in(&c->members[i], column);
        if (slot && slot->value == value) {
            tie_buf_add(buf, tie_repeats_quote(w, c->members[i].doc, slot->span));
            return;
        }
    }
}

/* The distinct values of a column by their first members. */
typedef struct tally {
    uint32_t value, count;
} tally;
typedef TIE_VEC(tally) tallies;

static tallies count_values(tie_repeats_writer *w, const tie_repeat_cluster *c, uint32_t column) {
    tallies found = {0};
    for (size_t i = 0; i < c->member_count; i++) {
        const tie_repeat_slot *slot = tie_repeat_slot_in(&c->members[i], column);
        size_t at = 0;
        if (!slot)
            continue;
        while (at < found.count && found.items[at].value != slot->value)
            at++;
        if (at < found.count)
            found.items[at].count++;
        else if (found.count <= VALUES_SHOWN)
            *TIE_PUSH(w->scratch, &found) = (tally){slot->value, 1};
    }
    return found;
}

static void put_column(tie_repeats_writer *w, const tie_repeat_cluster *c, uint32_t column) {
    tie_repeat_votes votes = tie_repeat_vote(c, column, w->scratch);
    tallies values = count_values(w, c, column);
    tie_prose prose = tie_prose_new(w->scratch, false);
    tie_buf buf = tie_buf_new(w->scratch);
    for (size_t i = 0; i < values.count && i < VALUES_SHOWN; i++) {
        tie_buf_puts(&buf, i ? "; " : "");
        put_value(w, &buf, c, column, values.items[i].value);
        tie_buf_puts(&buf, votes.mode_count && values.items[i].count == 1 ? " alone in " : " in ");
        tie_put_count(&buf, values.items[i].count, "place", "places");
    }
    if (votes.distinct > VALUES_SHOWN)
        tie_buf_printf(&buf, "; and other values");
    tie_prose_add(&prose, tie_buf_str(&buf));
    tie_put_blanks(w->out, INDENT / 2);
    tie_prose_put(w->out, &prose, INDENT, w->style.width, TIE_INK_PLAIN);
}

/* Of equal values, how the first of each hedge is printed. */
static void put_hedges(tie_repeats_writer *w, const tie_repeat_cluster *c, uint32_t column,
                       size_t members) {
    uint32_t counts[TIE_HEDGE_SEVERAL + 1] = {0};
    tie_str texts[TIE_HEDGE_SEVERAL + 1];
    for (size_t i = 0; i < members; i++) {
        const tie_repeat_slot *slot = tie_repeat_slot_in(&c->members[i], column);
        if (!slot)
            continue;
        tie_repeats_hedged figure = tie_repeats_hedge(w, c->members[i].doc, slot->span);
        if (!counts[figure.hedge]++)
            texts[figure.hedge] = tie_repeats_quote(w, c->members[i].doc, figure.span);
    }
    tie_prose prose = tie_prose_new(w->scratch, false);
    tie_buf buf = tie_buf_new(w->scratch);
    for (int hedge = 0; hedge <= TIE_HEDGE_SEVERAL; hedge++) {
        if (!counts[hedge])
            continue;
        tie_buf_puts(&buf, buf.len ? "; " : "");
        tie_buf_add(&buf, texts[hedge]);
        tie_buf_puts(&buf, " in ");
        tie_put_count(&buf, counts[hedge], "place", "places");
    }
    tie_prose_add(&prose, tie_buf_str(&buf));
    tie_put_blanks(w->out, INDENT / 2);
    tie_prose_put(w->out, &prose, INDENT, w->style.width, TIE_INK_PLAIN);
}

void tie_repeats_figures(tie_repeats_writer *w, const tie_repeat_cluster *c, const bool *hedges) {
    for (uint32_t i = 0; i < c->column_count; i++)
        if (c->columns[i].differs)
            put_column(w, c, i);
        else if (hedges[i])
            put_hedges(w, c, i, tie_repeats_shown(w, c));
}

/* ---- Members ---- */

/* What of a member's text is marked for a slot, from its start; nothing where it is a figure that
 * all have alike. */
static tie_span marked(tie_repeats_writer *w, const tie_repeat_cluster *c,
                       const tie_repeat_member *m, const tie_repeat_slot *slot,
                       const bool *hedges) {
    tie_span span = slot->span;
    bool hedged = slot->column != TIE_REPEAT_NO_COLUMN && hedges[slot->column];
    if (!hedged && !tie_repeats_differs(c, slot))
        return (tie_span){0, 0};
    if (hedged)
        span = tie_repeats_hedge(w, m->doc, slot->span).span;
    uint64_t start = span.start > m->span.start ? span.start : m->span.start;
    uint64_t end = span.end < m->span.end ? span.end : m->span.end;
    return (tie_span){start - m->span.start, end - m->span.start};
}

/* The passage, the figures that differ marked. */
static void put_words(tie_repeats_writer *w, const tie_repeat_cluster *c,
                      const tie_repeat_member *m, const bool *hedges) {
    tie_str words = tie_repeats_quote(w, m->doc, m->span);
    tie_prose prose = tie_prose_new(w->scratch, w->style.color);
    size_t at = 0;
    if (!words.len)
        tie_prose_add(&prose, TIE_STR("(the file has changed or is gone)"));
    for (size_t k = 0; words.len && k < m->slot_count; k++) {
        tie_span span = marked(w, c, m, &m->slots[k], hedges);
        if (span.end == span.start || span.start < at)
            continue;
        tie_prose_add(&prose, tie_str_sub(words, at, (size_t)span.start));
        tie_prose_mark(&prose, tie_str_span(words, span));
        at = (size_t)span.end;
    }
    tie_prose_add(&prose, tie_str_sub(words, at, words.len));
    tie_put_blanks(w->out, INDENT);
    tie_prose_put(w->out, &prose, INDENT, w->style.width, TIE_INK_PLAIN);
}

static void add(tie_repeats_writer *w, const tie_repeat_cluster *c) {
    size_t shown = tie_repeats_shown(w, c);
    const bool *hedges = tie_repeats_hedges_differ(w, c, shown);
    tie_repeats_heading(w, c, hedges);
    for (size_t i = 0; i < shown; i++) {
        tie_repeats_place(w, c, &c->members[i]);
        put_words(w, c, &c->members[i], hedges);
    }
    if (shown < c->member_count) {
        tie_buf_puts(w->out, "  and ");
        tie_put_count(w->out, c->member_count - shown, "other place", "other places");
        tie_buf_puts(w->out, " (--all shows them)\n");
    }
    tie_repeats_figures(w, c, hedges);
}

/* ---- The end ---- */

static void put_extents(tie_repeats_writer *w) {
    const tie_repeat_extent *extents;
    size_t count = tie_repeat_survey_extents(w->survey, &extents);
    size_t shown = w->style.all || count <= EXTENTS_SHOWN ? count : EXTENTS_SHOWN - 1;
    if (!count)
        return;
    tie_buf_puts(w->out, "\nShare of each document that is boilerplate\n");
    for (size_t i = 0; i < shown; i++) {
        const tie_doc *doc = tie_repeats_doc(w, extents[i].doc);
        uint64_t len = doc->span.end - doc->span.start;
        tie_prose prose = tie_prose_new(w->scratch, false);
        tie_prose_add(&prose, doc->path);
        if (doc->segment.len) {
            tie_prose_add(&prose, TIE_STR(" #"));
            tie_prose_add(&prose, doc->segment);
        }
        tie_buf_printf(w->out, "%5llu %%  ",
                       (unsigned long long)((extents[i].bytes * 200 + len) / (2 * len)));
        tie_prose_put(w->out, &prose, 2 * INDENT, w->style.width, TIE_INK_PLAIN);
    }
    if (shown < count) {
        tie_buf_puts(w->out, "         and ");
        tie_put_count(w->out, count - shown, "other document", "other documents");
        tie_buf_puts(w->out, "\n");
    }
}

void tie_repeats_closing(tie_repeats_writer *w) {
    put_extents(w);
    if (!w->survey->standings.count)
        tie_buf_puts(w->out, "no repeated passages\n");
    if (!w->ignored_passages && !w->ignored_documents)
        return;
    tie_buf_puts(w->out, w->rows ? "\nleft out as asked: " : "left out as asked: ");
    tie_put_count(w->out, w->ignored_passages, "repeat", "repeats");
    tie_buf_puts(w->out, " and ");
    tie_put_count(w->out, w->ignored_documents, "document", "documents");
    tie_buf_puts(w->out, "\n");
}

/* The first line says what follows. */
static void begin(tie_repeats_writer *w) {
    static const char *const WORDS[] = {[TIE_REPEAT_FIGURES] = "with other figures",
                                        [TIE_REPEAT_COPY] = "across sources",
                                        [TIE_REPEAT_PASSAGE] = "of the same text",
                                        [TIE_REPEAT_SERIES] = "in ",
                                        [TIE_REPEAT_BOILERPLATE] = "of boilerplate"};
    const tie_repeat_survey *s = w->survey;
    const char *before = ": ";
    if (!s->standings.count)
        return;
    tie_put_count(w->out, s->standings.count, "repeat", "repeats");
    for (int kind = 0; kind < TIE_REPEAT_KINDS; kind++) {
        if (!s->counts[kind])
            continue;
        tie_buf_printf(w->out, "%s%u %s", before, s->counts[kind], WORDS[kind]);
        if (kind == TIE_REPEAT_SERIES)
            tie_put_count(w->out, s->series_count, "series", "series");
        before = ", ";
    }
    tie_buf_puts(w->out, "\n\n");
}

const tie_repeats_format tie_repeats_text = {.name = "text",
                                             .by_kind = true,
                                             .survey = true,
                                             .begin = begin,
                                             .add = add,
                                             .end = tie_repeats_closing};

/* ---- Side by side ---- */

/* The mark stands around the words, not around the white space at their ends. */
static void put_edited(tie_prose *out, tie_str text) {
    size_t start = 0, end = text.len;
    while (start < end && tie_ascii_space(text.ptr[start]))
        start++;
    while (end > start && tie_ascii_space(text.ptr[end - 1]))
        end--;
    tie_prose_add(out, tie_str_sub(text, 0, start));
    if (end > start)
        tie_prose_mark(out, tie_str_sub(text, start, end));
    tie_prose_add(out, tie_str_sub(text, end, text.len));
}

/* A stretch of a member's text: marked where it was edited, and else the figures in it whose hedges
 * differ between members. */
static void put_stretch(const tie_repeat_member *m, tie_str text, tie_span span, bool edited,
                        const bool *hedges, tie_prose *out) {
    size_t at = (size_t)span.start;
    if (edited) {
        put_edited(out, tie_str_span(text, span));
        return;
    }
    for (size_t k = 0; k < m->slot_count; k++) {
        const tie_repeat_slot *slot = &m->slots[k];
        uint64_t start = slot->span.start - m->span.start, end = slot->span.end - m->span.start;
        if (slot->column == TIE_REPEAT_NO_COLUMN || !hedges[slot->column] || start < at ||
            end > span.end)
            continue;
        tie_prose_add(out, tie_str_sub(text, at, (size_t)start));
        tie_prose_mark(out, tie_str_sub(text, (size_t)start, (size_t)end));
        at = (size_t)end;
    }
    tie_prose_add(out, tie_str_sub(text, at, (size_t)span.end));
}

/* The canonical member and another one, with what was edited marked. */
static void put_pair(tie_repeats_writer *w, const tie_repeat_member *first, tie_str a,
                     const tie_repeat_member *m, const bool *hedges) {
    const tie_repeat_edit *edits;
    tie_str b = tie_repeats_quote(w, m->doc, m->span);
    tie_prose left = tie_prose_new(w->scratch, w->style.color);
    tie_prose right = tie_prose_new(w->scratch, w->style.color);
    size_t count = tie_repeat_script(w->words, w->scratch, a, b, &edits);
    for (size_t i = 0; i < count; i++) {
        bool edited = edits[i].op == TIE_SLOT_FIGURE || edits[i].op == TIE_SLOT_WORDS;
        put_stretch(first, a, edits[i].a, edited, hedges, &left);
        put_stretch(m, b, edits[i].b, edited, hedges, &right);
    }
    tie_prose_put_pair(w->out, &left, &right, INDENT, w->style.width);
}

/* The canonical member beside each other one. */
static void add_side(tie_repeats_writer *w, const tie_repeat_cluster *c) {
    const tie_repeat_member *first = tie_repeats_canonical(c);
    tie_str a = tie_repeats_quote(w, first->doc, first->span);
    size_t shown = 1;
    const bool *hedges = tie_repeats_hedges_differ(w, c, tie_repeats_shown(w, c));
    tie_repeats_heading(w, c, hedges);
    tie_repeats_place(w, c, first);
    for (size_t i = 0; i < c->member_count && (w->style.all || shown < MEMBERS_SHOWN); i++) {
        const tie_repeat_member *m = &c->members[i];
        if (m == first)
            continue;
        tie_repeats_place(w, c, m);
        put_pair(w, first, a, m, hedges);
        shown++;
    }
    if (shown < c->member_count) {
        tie_buf_puts(w->out, "  and ");
        tie_put_count(w->out, c->member_count - shown, "other place", "other places");
        tie_buf_puts(w->out, " (--all shows them)\n");
    }
    tie_repeats_figures(w, c, hedges);
}

const tie_repeats_format tie_repeats_side = {.name = "side",
                                             .by_kind = true,
                                             .survey = true,
                                             .begin = begin,
                                             .add = add_side,
                                             .end = tie_repeats_closing};
