/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The road from a segment of text to its claims, stage by stage. */
#include "base/eight.h"
#include "base/hash.h"
#include "extract/facts.h"
#include "extract/grid.h"
#include "extract/link.h"
#include "extract/reader.h"
#include "extract/trace.h"

/* ---- Lines and columns ---- */

/* All of the next bytes are ASCII. */
enum { LANE = 32 };
static bool ascii(const char *at) {
    uint64_t eights[LANE / 8];
    memcpy(eights, at, LANE);
    return !((eights[0] | eights[1] | eights[2] | eights[3]) & TIE_EIGHT(0x80));
}

/* Moves p on to offset, with no line break before it. */
static void walk_words(tie_str text, tie_position *p, size_t offset) {
    unsigned continuations = 0;
    for (size_t at = p->offset; at < offset; at += 8) {
        while (offset - at > LANE && ascii(text.ptr + at))
            at += LANE;
        uint64_t bytes = tie_eight_at(text.ptr, at, offset);
        if (bytes & TIE_EIGHT(0x80))
            continuations += tie_eight_continuations(bytes);
    }
    p->col += (uint32_t)(offset - p->offset) - continuations;
    p->offset = offset;
}

/* Moves p on to offset. */
static void walk(tie_str text, tie_position *p, size_t offset) {
    for (size_t stop; p->offset < offset; p->offset++) {
        stop = tie_line_break(text, p->offset, offset);
        walk_words(text, p, stop);
        if (stop == offset)
            return;
        bool crlf = text.ptr[stop] == '\r' && stop + 1 < text.len && text.ptr[stop + 1] == '\n';
        p->line += !crlf;
        p->col = crlf ? p->col : 1;
    }
}

void tie_read_position(tie_reader *reader, size_t offset, uint32_t *line, uint32_t *col) {
    const tie_block *block = &reader->block;
    if (offset < reader->at.offset)
        reader->at = reader->anchor;
    if (offset < reader->at.offset || reader->at.offset < block->from.offset)
        reader->at = block->from;
    walk(reader->text, &reader->at, offset);
    *line = reader->at.line;
    *col = reader->at.col;
}

/* ---- Sentences ---- */

tie_date_expr tie_date_expr_of(tie_reader *reader, const tie_sentence *sentence,
                               const tie_when *when) {
    tie_span span = tie_tokens_span(reader, when->begin, when->end);
    tie_date_expr d = {.doc = reader->doc.index,
                       .span = span,
                       .sentence = sentence->span,
                       .period = when->period,
                       .text = tie_arena_str(reader->out, tie_str_span(reader->text, span)),
                       .fault = tie_str_c(when->fault)};
    tie_read_position(reader, span.start, &d.line, &d.col);
    return d;
}

/* Behind the day of publication. */
static bool ahead(const tie_reader *r, const tie_when *w) {
    return r->doc.date.known && w->period.known && !w->period.from_open &&
           w->period.from.year >= r->doc.date.to.year &&
           tie_date_first_day(w->period.from) > tie_date_last_day(r->doc.date.to);
}

static void keep_dates(tie_reader *r, const tie_sentence *s) {
    for (size_t i = 0; i < s->whens.count; i++) {
        const tie_when *w = &s->whens.items[i];
        bool shown = w->fault || (r->options->passages && ahead(r, w)); /* by findings */
        if (!shown && !r->options->with_dates)
            continue;
        *TIE_PUSH(r->out, &r->dates) = tie_date_expr_of(r, s, w);
    }
}

/* "over the past ten years" tells of how things came about; what follows is of no such time. */
static bool background(const tie_when *w) {
    return w->relative && w->period.known && !w->period.from_open && !w->period.to_open &&
           w->period.to.year - w->period.from.year > 1;
}

/* A frame takes effect behind its sentence; in a heading only where none is in force. One that is
 * told inside a paragraph under a heading, other than the title, ends where the next stands. An era
 * told of ("down to 1949") is one for the rest of its paragraph. */
static void open_frames(tie_reader *r, const tie_sentence *s) {
    tie_context *c = &r->context;
    bool heading = r->block.kind == TIE_BLOCK_HEADING;
    for (size_t i = 0; i < s->whens.count; i++) {
        const tie_when *w = &s->whens.items[i];
        bool era = w->period.known && w->period.from_open && !w->period.instant && !heading &&
                   !w->before_change;
        if (!(w->frame || era) || (heading && c->frame.known))
            continue;
        c->frame = background(w) ? tie_period_none() : w->period;
        c->frame_of_era = !w->frame;
        c->frame_of_section = !heading && !w->closing && c->headings > 1 && w->begin > 0;
        c->frame_assumptions = tie_when_assumes(w);
        if (w->closing && w->period.known) {
            c->closing = c->frame;
            c->closing_assumptions = c->frame_assumptions;
        }
    }
}

static bool masked(const tie_sentence *s, uint32_t token) {
    for (size_t i = 0; i < s->figures.count; i++)
        if (s->figures.items[i].begin <= token && token < s->figures.items[i].end)
            return true;
    for (size_t i = 0; i < s->whens.count; i++)
        if (s->whens.items[i].begin <= token && token < s->whens.items[i].end)
            return true;
    return false;
}

static void keep_sentence(tie_reader *r, const tie_sentence *s) {
    uint32_t claims = (uint32_t)r->claims.count - s->first_claim;
    if (!r->options->passages || !claims)
        return;
    uint64_t hash = 0;
    uint32_t words = 0;
    bool before = false;
    for (uint32_t t = s->begin; t < s->end; t++) {
        bool mask = masked(s, t) || tie_tok(r, t)->kind == TIE_TOKEN_NUMBER;
        bool word = tie_tok(r, t)->kind == TIE_TOKEN_WORD;
        if (mask ? !before : word)
            hash = tie_hash_mix(hash, mask ? 1 : tie_tok(r, t)->key);
        words += word && !mask;
        before = mask;
    }
    *TIE_PUSH(r->out, &r->sentences) =
        (tie_sentence_key){.masked = hash,
                           .doc = r->doc.index,
                           .first_claim = s->first_claim,
                           .claim_count = claims,
                           .span = s->span,
                           .words = words,
                           .introduces = tie_token_is(r, s->end - 1, ':'),
                           .row = r->block.kind == TIE_BLOCK_ROW,
                           .subtracts = s->symbols & tie_symbol_bit('(') &&
                                        (s->symbols & tie_symbol_bit('-') || s->beyond),
                           .lexes = s->senses.lexes};
}

/* Its numbers are accounted for; nothing else is read. */
static uint32_t read_code(tie_reader *r, uint32_t begin) {
    tie_sentence s = tie_sentence_of(r, begin, tie_sentence_end(r, begin));
    tie_read_figures(r, &s);
    s.first_claim = (uint32_t)r->claims.count;
    if (s.figures.count) {
        tie_sentence_survey(r, &s);
        tie_read_claims(r, &s);
    }
    return s.end;
}

static uint32_t read_sentence(tie_reader *r, uint32_t begin) {
    if (r->block.code)
        return read_code(r, begin);
    tie_sentence s = tie_sentence_of(r, begin, tie_sentence_end(r, begin));
    s.index = r->sentence_index;
    r->anchor = r->at;
    tie_read_whens(r, &s);
    tie_read_figures(r, &s);
    if (s.figures.count)
        tie_sentence_survey(r, &s);
    tie_read_wheres(r, &s);
    s.first_claim = (uint32_t)r->claims.count;
    if (s.figures.count)
        tie_read_claims(r, &s);
    if (r->block.kind != TIE_BLOCK_ROW && !r->claims_only) /* cells are no sentence */
        tie_link_sentence(r, &s);
    keep_dates(r, &s);
    tie_trace_sentence(r, &s);
    keep_sentence(r, &s);
    open_frames(r, &s);
    tie_remember_period(r, &s);
    tie_remember_places(r, &s);
    r->context.before = s;
    r->context.has_before = true;
    r->sentence_index++;
    return s.end;
}

static void enter_block(tie_reader *r) {
    tie_context *c = &r->context;
    if (r->block.code)
        return;
    r->paragraph_index++;
    c->sentence_year = c->told = tie_period_none();
    c->has_before = false;
    bool heading = r->block.kind == TIE_BLOCK_HEADING;
    if (c->frame_of_era || (heading && c->frame_of_section))
        c->frame = tie_period_none();
    c->frame_of_era = false;
    c->frame_of_section &= !heading;
    c->headings += heading;
    c->label_place = c->last_place = (tie_str){0};
    if (r->block.kind != TIE_BLOCK_ITEM && !tie_link_goes_on(r))
        tie_link_close_list(r);
    tie_table_enter(r);
    tie_pairs_enter(r);
    if (heading) {
        c->heading_place = (tie_str){0};
        c->heading_period = tie_period_none();
    }
    tie_page_enter(r);
}

static void leave_block(tie_reader *r, size_t first_claim) {
    if (r->block.code)
        return;
    tie_page_leave(r);
    if (r->block.kind == TIE_BLOCK_ITEM || tie_link_goes_on(r))
        tie_link_item(r, first_claim);
    else
        tie_link_open_list(r, first_claim);
    if (r->block.kind == TIE_BLOCK_ROW && r->block.continued)
        tie_grid_skip(r);
    else
        tie_grid_leave(r, first_claim);
}

static void empty(tie_reader *r) {
    r->claims = (tie_claims){0};
    r->dates = (tie_date_exprs){0};
    r->numbers = (tie_numbers){0};
    r->traces = (tie_traces){0};
    r->links = (tie_links){0};
    r->footings = (tie_footings){0};
    r->sentences = (tie_sentence_keys){0};
}

static uint32_t line_of(tie_str text, size_t at) {
    uint32_t line, col;
    tie_line_col(text, at, &line, &col);
    return line;
}

/* ---- Long texts ---- */

static void move_strs(tie_arena *to, tie_strs *list) {
    tie_str *items = TIE_NEW(to, tie_str, list->count);
    for (size_t i = 0; i < list->count; i++)
        items[i] = tie_arena_str(to, list->items[i]);
    *list = (tie_strs){items, list->count};
}

static void move_claim(tie_arena *to, tie_claim *claim) {
    tie_str *strings[TIE_CLAIM_STRINGS];
    tie_claim_strings(claim, strings);
    for (size_t i = 0; i < TIE_CLAIM_STRINGS; i++)
        *strings[i] = tie_arena_str(to, *strings[i]);
    move_strs(to, &claim->modifiers);
}

/* What lives on in the arena of claims when those are taken. */
static void move_context(tie_reader *r, tie_arena *to) {
    tie_context *c = &r->context;
    tie_str *const strings[] = {
        &r->doc.title,     &r->doc.place,   &c->heading_place, &c->last_place,     &c->label_place,
        &c->chapter_place, &c->list_noun,   &c->list_head,     &c->list_unit,      &c->legend.total,
        &c->legend.added,  &c->legend.head, &c->legend.name,   &c->legend.row_name};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = tie_arena_str(to, *strings[i]);
    move_strs(to, &c->list_modifiers);
    for (uint32_t i = 0; i < c->table.count; i++) {
        tie_column *column = &c->table.columns[i];
        column->noun = tie_arena_str(to, column->noun);
        column->head = tie_arena_str(to, column->head);
        move_strs(to, &column->modifiers);
    }
    for (uint32_t i = 0; i < c->table.name_count; i++) {
        tie_table_name *name = &c->table.names[i];
        name->text = tie_arena_str(to, name->text);
        name->head = tie_arena_str(to, name->head);
        move_strs(to, &name->modifiers);
    }
}

/* Empties the reader but for the last claim, whose words later ones may go on about. Lists and
 * tables go on without their claims. */
static void forget_claims(tie_reader *r) {
    tie_claim last = {0};
    bool any = r->claims.count != 0;
    uint32_t count = (uint32_t)r->claims.count - any;
    tie_table *table = &r->context.table;
    bool rows = table->rows.count != 0;
    tie_link_forget_claims(r);
    table->rows = (tie_grid_rows){0};
    table->figures = (tie_grid_cells){0};
    tie_arena_clear(r->scratch);
    if (any)
        last = r->claims.items[count];
    move_claim(r->scratch, &last);
    move_context(r, r->scratch);
    tie_arena_release(r->out);
    move_claim(r->out, &last);
    move_context(r, r->out);
    empty(r);
    r->taken += count;
    r->held_over = any;
    last.id = 0;
    if (any)
        *TIE_PUSH(r->out, &r->claims) = last;
    if (rows)
        tie_grid_skip(r);
}

/* Gives what was read before done to the feed, once it is worth the trouble, and not inside of a
 * list or a table unless that is very long. False: stop. */
static bool hand_over(tie_reader *r, size_t done) {
    enum { CLAIMS = 1024, BYTES = 512 * 1024, PATIENCE = 4 };
    bool whole = r->context.in_list || r->block.kind == TIE_BLOCK_ROW;
    size_t patience = whole ? PATIENCE : 1;
    bool due = r->feed && (r->claims.count - r->held_over >= CLAIMS * patience ||
                           done - r->done >= BYTES * patience);
    if (!due)
        return true;
    r->done = done;
    bool go_on = r->feed->take(r->feed, done);
    forget_claims(r);
    return go_on;
}

/* The sentences of a block, or of a piece but for those that its end may cut. */
static void read_sentences(tie_reader *r, tie_block_cursor *cursor) {
    enum { MARGIN = 512 }; /* tokens: more than the longest sentence has */
    uint32_t count = (uint32_t)r->tokens.count, t = 0;
    uint32_t margin = r->block.goes_on && count > 2 * MARGIN ? MARGIN : 0;
    while (t + margin < count)
        t = read_sentence(r, t);
    if (!r->block.goes_on)
        return;
    size_t end = count ? r->block.span.end : cursor->at; /* blanks alone end where they begin */
    tie_position next = {.offset = t < count ? tie_tok(r, t)->start : end};
    tie_read_position(r, next.offset, &next.line, &next.col);
    tie_block_resume(cursor, next);
}

/* The words of an earlier piece of the block are gone. */
static void enter_piece(tie_reader *r) {
    r->context.has_before = false;
    r->context.table.cell_count = 0;
}

/* Room for what most texts have, so that their claims are not moved as they become more. */
static void reserve_claims(tie_reader *r, tie_span segment) {
    enum { BYTES_A_CLAIM = 128, MOST = 512 };
    uint64_t room = (segment.end - segment.start) / BYTES_A_CLAIM;
    if (room && !r->options->texts_only)
        TIE_RESERVE(r->out, &r->claims, room < MOST ? (size_t)room : MOST);
}

static void begin(tie_reader *r, tie_span segment) {
    r->context = (tie_context){0};
    tie_link_forget_claims(r);
    empty(r);
    r->seen = (tie_seens){0};
    r->terms = (tie_entries){0};
    r->footing_group = 0;
    r->taken = r->held_over = 0;
    r->done = segment.start;
    r->sentence_index = r->paragraph_index = 0;
    r->at = r->anchor = (tie_position){0};
    reserve_claims(r, segment);
}

static void end(tie_reader *r) {
    tie_link_close_list(r);
    tie_link_close_ordinals(r);
    tie_grid_close(r);
}

/* Has a long text taken as it comes; the feed says how much of it is there. */
static void pass_text(tie_feed *feed, size_t end) {
    bool go_on = true;
    for (size_t there = 0; go_on && there < end;) {
        feed->bring(feed, there + 1);
        if (feed->there <= there) /* it ends earlier than was thought */
            return;
        there = feed->there;
        go_on = feed->take(feed, there > TIE_TEXT_KEPT ? there - TIE_TEXT_KEPT : 0);
    }
}

void tie_read_document(tie_reader *reader, tie_span segment) {
    begin(reader, segment);
    tie_read_facts(reader, segment);
    if (reader->options->texts_only) {
        if (reader->feed)
            pass_text(reader->feed, segment.end);
        return;
    }
    tie_block_cursor cursor = {.at = segment.start,
                               .end = segment.end,
                               .line = line_of(reader->text, segment.start),
                               .feed = reader->feed};
    reader->at.offset = reader->text.len + 1; /* forget the place the facts were read at */
    size_t first_claim = 0;
    bool inside = false, go_on = true;
    while (go_on && tie_block_next(reader->text, &cursor, &reader->block)) {
        tie_arena_clear(reader->scratch);
        tie_mark_block(reader);
        if (inside)
            enter_piece(reader);
        if (!inside && reader->tokens.count) {
            inside = true;
            first_claim = reader->claims.count;
            enter_block(reader);
        }
        read_sentences(reader, &cursor);
        if (inside && !reader->block.goes_on) {
            inside = false;
            leave_block(reader, first_claim);
        }
        uint32_t taken = reader->taken;
        go_on = hand_over(reader, cursor.at);
        first_claim = reader->taken == taken ? first_claim : reader->held_over;
    }
    end(reader);
}
