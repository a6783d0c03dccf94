/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines to blocks, blocks to sentences. One pass, no look-back: a block ends where a blank line, a
 * list marker, a heading or a table row begins. */
#include "extract/reader.h"

enum {
    UNWRAPPED_BYTES = 200, /* a line longer than this was not wrapped by anyone */
    HEADING_BYTES = 110,   /* a lone line longer than this is a paragraph */
    HEADING_WORDS = 14,
    LABEL_WORDS = 8, /* "Key points:" */
    /* A list or a table without a full stop may go on for megabytes, and each of its figures quotes
     * its sentence: what runs on for more tokens is cut. */
    LONGEST_SENTENCE = 400,
    MARKER_DIGITS = 3 /* "12." counts, "1952." is a year */
};

/* ---- Lines ---- */

/* The words of text[start, end): without white space around them. */
static tie_str trimmed(tie_str text, size_t start, size_t end) {
    while (start < end) {
        if (tie_ascii_space(text.ptr[start])) {
            start++;
        } else if (end - start >= 2 && memcmp(text.ptr + start, "\xC2\xA0", 2) == 0) {
            start += 2;
        } else if (end - start >= 3 && memcmp(text.ptr + start, "\xE3\x80\x80", 3) == 0) {
            start += 3;
        } else {
            break;
        }
    }
    while (end > start && tie_ascii_space(text.ptr[end - 1]))
        end--;
    return tie_str_sub(text, start, end);
}

/* Bytes of the blank at i: a space, a tab, a no-break space; 0 when there is none. */
static size_t blank_at(tie_str s, size_t i) {
    if (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t'))
        return 1;
    return i + 1 < s.len && memcmp(s.ptr + i, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

/* Bytes of a bullet with its blank, or 0. */
static size_t bullet(tie_str s) {
    static const tie_str signs[] = {TIE_STR("-"),
                                    TIE_STR("*"),
                                    TIE_STR("+"),
                                    TIE_STR("\xE2\x80\xA2"),
                                    TIE_STR("\xC2\xB7"),
                                    TIE_STR("\xE2\x97\xA6"),
                                    TIE_STR("\xE2\x96\xAA"),
                                    TIE_STR("\xE2\x80\x93"),
                                    TIE_STR("o")};
    if (s.len && tie_ascii_alpha(s.ptr[0]) && s.ptr[0] != 'o')
        return 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = signs[i].len;
        if (tie_str_starts(s, signs[i]) && blank_at(s, n))
            return n + blank_at(s, n);
    }
    return 0;
}

/* Bytes of "12. ", "(3) ", "4) ", "B. ", "iv) " with its blank, or 0. */
static size_t numeral_marker(tie_str s) {
    size_t at = s.len && s.ptr[0] == '(', first = at;
    while (at < s.len && tie_ascii_digit(s.ptr[at]) && at - first < MARKER_DIGITS)
        at++;
    if (at == first) {
        while (at < s.len && at - first < 4 && memchr("ivxIVX", s.ptr[at], 6))
            at++;
        if (at == first && at < s.len && tie_ascii_alpha(s.ptr[at]))
            at++;
    }
    if (at == first || at + 1 >= s.len)
        return 0;
    bool closed = s.ptr[at] == ')' || (s.ptr[at] == '.' && first == 0);
    size_t blank = blank_at(s, at + 1);
    return closed && blank ? at + 1 + blank : 0;
}

static size_t list_marker(tie_str s) {
    size_t n = bullet(s);
    if (!n)
        return numeral_marker(s);
    tie_str rest = tie_str_sub(s, n, s.len);
    size_t digits = 0;
    while (digits < rest.len && digits < 2 && tie_ascii_digit(rest.ptr[digits]))
        digits++;
    /* "- 1 Following this": a number before a capital is a mark too */
    size_t behind = digits + blank_at(rest, digits);
    bool bare = digits && behind > digits && behind < rest.len && tie_ascii_upper(rest.ptr[behind]);
    return n + (bare ? behind : numeral_marker(rest));
}

static void find_break(tie_str text, tie_break *found, char kind, size_t from, size_t limit) {
    if (found->found && found->at >= from)
        return;
    size_t start = found->at > from ? found->at : from;
    const char *hit = start < limit ? memchr(text.ptr + start, kind, limit - start) : NULL;
    *found = (tie_break){hit ? (size_t)(hit - text.ptr) : limit, hit != NULL};
}

/* Puts the text before end in place; returns where it ends or what is in place does. */
static size_t place_text(tie_block_cursor *cursor, size_t end) {
    tie_feed *feed = cursor->feed;
    if (feed && feed->there < end)
        feed->bring(feed, end);
    if (feed && feed->there < end)
        cursor->end = feed->there; /* sooner than was thought */
    return end < cursor->end ? end : cursor->end;
}

/* The end of what may be looked at of a line that begins at start. */
static size_t line_limit(tie_block_cursor *cursor, size_t start) {
    size_t rest = cursor->end - start;
    size_t limit = rest > TIE_PIECE_BYTES ? start + TIE_PIECE_BYTES : cursor->end;
    return place_text(cursor, limit + (limit < cursor->end)) < limit ? cursor->end : limit;
}

/* Bytes of the line break at end. */
static size_t break_bytes(tie_str text, size_t end, size_t text_end) {
    bool crlf = text.ptr[end] == '\r' && end + 1 < text_end && text.ptr[end + 1] == '\n';
    return crlf ? 2 : 1;
}

/* The line that begins at the cursor, in cursor->ahead; false at the end. */
static bool look_ahead(tie_str text, tie_block_cursor *cursor) {
    if (cursor->at >= cursor->end)
        return false;
    if (cursor->seen)
        return true;
    size_t limit = line_limit(cursor, cursor->at);
    find_break(text, &cursor->line_feed, '\n', cursor->at, limit);
    find_break(text, &cursor->carriage, '\r', cursor->at, limit);
    cursor->fresh = cursor->seen = true;
    const tie_break *feed = &cursor->line_feed, *carriage = &cursor->carriage;
    size_t end = feed->at < carriage->at ? feed->at : carriage->at;
    bool breaks = (feed->found && feed->at == end) || (carriage->found && carriage->at == end);
    bool cut = !breaks && limit < cursor->end;
    while (cut && end > cursor->at + 1 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    size_t next = end + (breaks ? break_bytes(text, end, cursor->end) : 0);
    tie_str words = trimmed(text, cursor->at, end);
    unsigned fields = 0;
    tie_line_form form = tie_line_form_of(words, tie_str_sub(text, next, line_limit(cursor, next)),
                                          cursor->fields, &fields);
    cursor->fields = fields;
    cursor->ahead = (tie_text_line){.start = cursor->at,
                                    .next = next,
                                    .words = words,
                                    .indent = (size_t)(words.ptr - text.ptr) - cursor->at,
                                    .marker = list_marker(words),
                                    .form = form,
                                    .cut = cut};
    return cursor->at < cursor->end;
}

static void next_line(tie_block_cursor *cursor) {
    cursor->at = cursor->ahead.next;
    cursor->line += !cursor->ahead.cut;
    cursor->seen = false;
}

/* ---- Blocks ---- */

static unsigned count_words(tie_str s) {
    unsigned words = 0;
    bool inside = false;
    for (size_t i = 0; i < s.len; i++) {
        bool space = tie_ascii_space(s.ptr[i]) || blank_at(s, i);
        words += inside && space;
        inside = !space;
    }
    return words + inside;
}

static tie_str strip_emphasis(tie_str s) {
    while (s.len && (s.ptr[0] == '*' || s.ptr[0] == '_' || s.ptr[0] == '#'))
        s = tie_str_sub(s, 1, s.len);
    while (s.len && (s.ptr[s.len - 1] == '*' || s.ptr[s.len - 1] == '_'))
        s.len--;
    return tie_str_trim(s);
}

/* A line on its own that names what follows. */
static bool heading_words(tie_str s) {
    s = strip_emphasis(s);
    if (!s.len || s.len > HEADING_BYTES)
        return false;
    char last = s.ptr[s.len - 1];
    if (last == ':')
        return count_words(s) <= LABEL_WORDS && tie_str_find(s, TIE_STR(". ")) == s.len;
    return !strchr(".!?;,", last) && count_words(s) <= HEADING_WORDS;
}

/* Longer than anyone wraps lines: a paragraph of its own, in text that ends paragraphs with a line
 * break. */
static bool unwrapped(const tie_text_line *l) { return l->words.len > UNWRAPPED_BYTES; }

/* The line cannot go on a paragraph that is open. */
static bool begins_block(const tie_text_line *l) {
    return l->words.ptr[0] == '#' || l->marker || l->form || unwrapped(l) ||
           tie_fence_open(l->words).sign;
}

/* Takes the line ahead, and those that belong to it as long as the piece has room. Returns how
 * many. */
static unsigned take_lines(tie_str text, tie_block_cursor *cursor, tie_block *block) {
    const tie_text_line *l = &cursor->ahead;
    unsigned lines = 1;
    block->goes_on = l->cut && l->words.len;
    next_line(cursor);
    for (; !block->goes_on && !cursor->single && look_ahead(text, cursor) && l->words.len &&
           !begins_block(l);
         lines++) {
        block->goes_on = l->next - block->span.start > TIE_PIECE_BYTES;
        if (block->goes_on)
            return lines;
        block->span.end = (uint64_t)(l->words.ptr - text.ptr) + l->words.len;
        next_line(cursor);
    }
    return lines;
}

void tie_block_resume(tie_block_cursor *cursor, tie_position there) {
    cursor->inside = true;
    cursor->at = there.offset;
    cursor->line = there.line;
    cursor->block.from = there;
    cursor->seen = false;
    cursor->line_feed = cursor->carriage = (tie_break){0};
}

static void next_piece(tie_str text, tie_block_cursor *cursor) {
    tie_block *block = &cursor->block;
    cursor->inside = false;
    block->continued = true;
    block->goes_on = block->after_blank = false;
    block->span = (tie_span){cursor->at, cursor->at};
    if (!look_ahead(text, cursor))
        return;
    block->span.start = (uint64_t)(cursor->ahead.words.ptr - text.ptr);
    block->span.end = block->span.start + cursor->ahead.words.len;
    take_lines(text, cursor, block);
}

/* The line ahead is code, or a fence of it. Stands for an empty line where text goes on. */
static bool take_code(tie_block_cursor *cursor) {
    const tie_text_line *l = &cursor->ahead;
    if (cursor->fence.sign == ':' && l->indent <= cursor->fence.width)
        cursor->fence = (tie_fence){0};
    bool opens = !cursor->fence.sign;
    if (opens)
        cursor->fence = tie_fence_open(l->words);
    if (!cursor->fence.sign)
        return false;
    bool fence = opens && cursor->fence.sign != '<'; /* closes nothing */
    if ((!fence && tie_fence_closes(cursor->fence, l->words)) || l->cut)
        cursor->fence = (tie_fence){0};
    return true;
}

bool tie_block_next(tie_str text, tie_block_cursor *cursor, tie_block *out) {
    const tie_text_line *l = &cursor->ahead;
    if (cursor->inside) {
        next_piece(text, cursor);
        *out = cursor->block;
        return true;
    }
    bool blank_before = !cursor->fresh || cursor->after_blank;
    for (; look_ahead(text, cursor) && !l->words.len; next_line(cursor))
        blank_before = true;
    if (cursor->at >= cursor->end)
        return false;
    tie_block block = {.kind = TIE_BLOCK_PARAGRAPH,
                       .from = {l->start, cursor->line, 1},
                       .level = (uint32_t)l->indent,
                       .after_blank = blank_before};
    tie_str words = l->words;
    size_t indent = l->indent;
    block.code = take_code(cursor);
    if (block.code) {
        /* as it stands */
    } else if (words.ptr[0] == '#' && strip_emphasis(words).len) {
        block.kind = TIE_BLOCK_HEADING;
        words = strip_emphasis(words);
    } else if (l->form) {
        block.kind = TIE_BLOCK_ROW;
        block.form = l->form;
    } else if (l->marker) {
        block.kind = TIE_BLOCK_ITEM;
        words = tie_str_trim(tie_str_sub(words, l->marker, words.len));
    }
    block.span.start = (uint64_t)(words.ptr - text.ptr);
    block.span.end = block.span.start + words.len;
    cursor->after_blank = block.code;
    cursor->single = block.code || block.kind == TIE_BLOCK_HEADING || block.kind == TIE_BLOCK_ROW ||
                     unwrapped(l);
    unsigned lines = take_lines(text, cursor, &block);
    bool blank_after = !look_ahead(text, cursor) || !l->words.len || unwrapped(l);
    bool alone = lines == 1 && !block.code && blank_after && (blank_before || cursor->line == 2);
    bool numbered = block.kind == TIE_BLOCK_ITEM &&
                    !bullet(tie_str_trim(tie_str_sub(text, block.from.offset, block.span.end)));
    if (alone && (block.kind == TIE_BLOCK_PARAGRAPH || numbered) &&
        heading_words(tie_str_span(text, block.span)))
        block.kind = TIE_BLOCK_HEADING;
    if (!block.code && !block.goes_on)
        cursor->fence = tie_fence_announced(tie_str_span(text, block.span), indent);
    *out = cursor->block = block;
    return true;
}

/* ---- Sentences ---- */

static bool closes_quote(const tie_reader *reader, uint32_t token) {
    tie_str s = tie_token_text(reader, token);
    return tie_str_eq(s, TIE_STR("\"")) || tie_str_eq(s, TIE_STR(")")) ||
           tie_str_eq(s, TIE_STR("'")) || tie_str_eq(s, TIE_STR("\xE2\x80\x9D")) ||
           tie_str_eq(s, TIE_STR("\xE2\x80\x99"));
}

/* A full stop behind an abbreviation, a single capital or inside "U.S." ends nothing. */
static bool abbreviates(const tie_reader *reader, uint32_t stop, uint32_t begin) {
    if (stop == begin || !tie_glued(reader, stop))
        return false;
    const tie_token *before = tie_tok(reader, stop - 1);
    if (before->kind != TIE_TOKEN_WORD)
        return false;
    bool initial = before->end - before->start == 1 && (before->flags & TIE_TOKEN_CAPITAL);
    return initial || tie_found_before(reader, stop, begin, TIE_LEX_ABBREVIATION) != NULL;
}

static bool ideographic_stop(tie_str s) {
    return tie_str_eq(s, TIE_STR("\xE3\x80\x82")) || tie_str_eq(s, TIE_STR("\xEF\xBC\x81")) ||
           tie_str_eq(s, TIE_STR("\xEF\xBC\x9F"));
}

/* Behind the full stop of the sentence that begins at token, or count when none is before it. */
static uint32_t find_stop(const tie_reader *reader, uint32_t begin, uint32_t count) {
    const uint64_t *signs = reader->sets.signs;
    for (uint32_t t = begin; (t = tie_bits_next(signs, t, count)) < count; t++) {
        bool symbol = tie_tok(reader, t)->kind == TIE_TOKEN_SYMBOL;
        char sign = reader->text.ptr[tie_tok(reader, t)->start];
        bool stop = sign == '.', beyond = (unsigned char)sign >= 0x80;
        bool final = (sign == '!') | (sign == '?');
        if (!(symbol & (stop | final | beyond))) /* in one, since none of them can be foretold */
            continue;
        final |= beyond && ideographic_stop(tie_token_text(reader, t));
        if (!stop && !final)
            continue;
        uint32_t next = t + 1;
        while (next < count && tie_glued(reader, next) && closes_quote(reader, next))
            next++;
        if (next >= count)
            return count;
        const tie_token *after = tie_tok(reader, next);
        bool spaced = !tie_glued(reader, next);
        bool capital = after->kind == TIE_TOKEN_WORD ? (after->flags & TIE_TOKEN_CAPITAL) != 0
                                                     : after->kind == TIE_TOKEN_NUMBER || spaced;
        /* "gangs.Between 2013": no blank, but a word of several letters before and a capital after
         */
        bool sloppy = !spaced && capital && after->kind == TIE_TOKEN_WORD && t > begin &&
                      tie_tok(reader, t - 1)->kind == TIE_TOKEN_WORD &&
                      tie_tok(reader, t - 1)->end - tie_tok(reader, t - 1)->start > 2 &&
                      after->end - after->start > 1;
        bool numbers = stop && after->kind == TIE_TOKEN_NUMBER && /* exercise no. 5 */
                       tie_found_before(reader, t + 1, begin, TIE_LEX_IDENTIFIER);
        if (numbers)
            continue;
        if (stop && abbreviates(reader, t, begin) &&
            !(spaced && after->kind == TIE_TOKEN_WORD && capital &&
              tie_found_at(reader, next, count, TIE_LEX_STOP)))
            continue;
        /* "of drugs.20 In 2023": the mark of a footnote belongs to the sentence it closes */
        bool footnote = !spaced && after->kind == TIE_TOKEN_NUMBER && t > begin &&
                        next + 1 < count && tie_tok(reader, t - 1)->kind == TIE_TOKEN_WORD &&
                        tie_glued(reader, t) && !tie_glued(reader, next + 1) &&
                        (tie_tok(reader, next + 1)->flags & TIE_TOKEN_CAPITAL);
        if (footnote)
            return next + 1;
        if (final || (spaced && (capital || after->kind != TIE_TOKEN_WORD)) || sloppy)
            return next;
    }
    return count;
}

/* Behind the last comma or semicolon in the latter half of [begin, end), else the end. */
static uint32_t last_pause(const tie_reader *reader, uint32_t begin, uint32_t end) {
    for (uint32_t t = end; t > begin + (end - begin) / 2; t--)
        if (tie_token_is(reader, t - 1, ';') || tie_token_is(reader, t - 1, ','))
            return t;
    return end;
}

tie_sentence tie_sentence_of(const tie_reader *reader, uint32_t begin, uint32_t end) {
    tie_sentence s = {.begin = begin, .end = end};
    if (begin < end)
        s.span = tie_tokens_span(reader, begin, end);
    return s;
}

void tie_sentence_survey(const tie_reader *reader, tie_sentence *sentence) {
    const uint64_t *signs = reader->sets.signs;
    uint32_t end = sentence->end;
    for (uint32_t t = sentence->begin; t < end; t++)
        tie_senses_add(&sentence->senses, reader->meanings[t]->begin);
    for (uint32_t t = sentence->begin; (t = tie_bits_next(signs, t, end)) < end; t++) {
        const tie_token *token = tie_tok(reader, t);
        bool symbol = token->kind == TIE_TOKEN_SYMBOL;
        char first = reader->text.ptr[token->start];
        sentence->beyond |= symbol & ((unsigned char)first >= 0x80);
        sentence->symbols |= symbol ? tie_symbol_bit(first) : 0;
    }
}

uint32_t tie_sentence_end(const tie_reader *reader, uint32_t begin) {
    uint32_t count = (uint32_t)reader->tokens.count;
    bool cut = count - begin > LONGEST_SENTENCE;
    uint32_t limit = cut ? begin + LONGEST_SENTENCE : count;
    uint32_t end = reader->block.kind == TIE_BLOCK_ROW ? limit : find_stop(reader, begin, limit);
    return cut && end == limit ? last_pause(reader, begin, limit) : end;
}
