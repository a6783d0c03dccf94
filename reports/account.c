/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reports/account.h"

#include "analyze/facet.h"
#include "base/date.h"
#include "base/dec.h"
#include "base/str.h"
#include "reports/reading.h"

#include <stdlib.h>

/* ---- The run ---- */

static const struct {
    const char *code;
    tie_family family;
} FAMILIES[] = {
    {"compare", TIE_FAMILY_TIES},    {"contain", TIE_FAMILY_TIES},
    {"cumulative", TIE_FAMILY_TIES}, {"direction", TIE_FAMILY_TIES},
    {"date", TIE_FAMILY_TIES},       {"trend", TIE_FAMILY_TRENDS},
    {"repeat", TIE_FAMILY_REPEATS},  {"suppress", TIE_FAMILY_SUPPRESSIONS},
};

tie_family tie_family_of(const tie_finding *row) {
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
        if (tie_str_eq(row->code, tie_str_c(FAMILIES[i].code)))
            return FAMILIES[i].family;
    }
    return TIE_FAMILY_ARITHMETIC;
}

const char *tie_family_name(tie_family family) {
    static const char *const NAMES[] = {"comparisons", "arithmetic", "trends", "repeats",
                                        "suppressions"};
    return family < TIE_FAMILY_COUNT ? NAMES[family] : "";
}

static void count_finding(tie_tally *t, const tie_finding *f) {
    tie_family family = tie_family_of(f);
    t->fresh += f->state != TIE_STATE_NONE && f->state != TIE_STATE_UNCHANGED;
    if (f->severity == TIE_SEVERITY_INFO) {
        t->observations++;
    } else if (f->verdict == TIE_VERDICT_CONFLICT && f->severity > TIE_SEVERITY_NOTE) {
        bool error = family == TIE_FAMILY_ARITHMETIC;
        t->errors += error;
        t->contradictions += !error;
    } else if (family == TIE_FAMILY_TRENDS) {
        t->trends++;
    } else if (f->severity == TIE_SEVERITY_NOTE) {
        t->notes++;
    } else {
        t->restatements++;
    }
}

tie_tally tie_tally_of(const tie_result *result) {
    tie_tally t = {0};
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        if (row->row == TIE_ROW_CHECK)
            t.held++;
        else if (row->row == TIE_ROW_SKIPPED)
            t.skipped += tie_row_times(row);
        else if (row->suppressed.len)
            t.suppressed++;
        else
            count_finding(&t, row);
    }
    return t;
}

void tie_put_count(tie_buf *buf, uint64_t count, const char *one, const char *many) {
    tie_dec_render_grouped(buf, tie_dec_int((int64_t)count));
    tie_buf_printf(buf, " %s", count == 1 ? one : many);
}

/* What there is some of, behind what the buffer got since start. */
static void put_some(tie_buf *buf, size_t start, uint64_t count, const char *one,
                     const char *many) {
    if (!count)
        return;
    tie_buf_puts(buf, buf->len > start ? ", " : "");
    tie_put_count(buf, count, one, many);
}

void tie_account_counts(tie_buf *buf, const tie_tally *tally) {
    size_t start = buf->len;
    put_some(buf, start, tally->contradictions, "contradiction", "contradictions");
    put_some(buf, start, tally->errors, "arithmetic error", "arithmetic errors");
    tie_buf_puts(buf, buf->len == start ? "no contradictions" : "");
    put_some(buf, start, tally->restatements, "restatement", "restatements");
    put_some(buf, start, tally->trends, "trend note", "trend notes");
    put_some(buf, start, tally->notes, tally->trends ? "other note" : "note",
             tally->trends ? "other notes" : "notes");
}

void tie_account_verdict(tie_buf *buf, const tie_result *result, const tie_tally *tally) {
    tie_account_counts(buf, tally);
    tie_buf_puts(buf, " in ");
    tie_put_count(buf, result->claims, "claim", "claims");
    tie_buf_puts(buf, " of ");
    tie_put_count(buf, result->doc_count, "document", "documents");
    tie_buf_puts(buf, "; ");
    tie_put_count(buf, tally->held, "check held", "checks held");
    if (tally->suppressed) {
        tie_buf_puts(buf, "; ");
        tie_put_count(buf, tally->suppressed, "finding accepted", "findings accepted");
    }
    if (result->compared) {
        tie_buf_printf(buf, "; since %s ", tie_result_earlier(result));
        tie_put_count(buf, tally->fresh, "new or updated, ", "new or updated, ");
        tie_put_count(buf, result->absent_count, "gone", "gone");
    }
}

/* Why figures were not compared, in words; the check's code for a check that held. */
static tie_str ledger_name(const tie_finding *row) {
    if (row->row != TIE_ROW_SKIPPED)
        return row->code;
    const char *words = tie_reason_words(row->reason);
    return words ? tie_str_c(words) : row->reason;
}

static int by_count(const void *left, const void *right) {
    const tie_ledger_line *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return tie_str_cmp(a->name, b->name);
}

tie_ledger_lines tie_ledger_lines_of(tie_arena *arena, const tie_result *result, tie_row kind) {
    tie_ledger_lines lines = {0};
    for (size_t i = 0; i < result->row_count; i++) {
        const tie_finding *row = &result->rows[i];
        if (row->row != kind)
            continue;
        tie_str name = ledger_name(row);
        size_t k = 0;
        while (k < lines.count && !tie_str_eq(lines.items[k].name, name))
            k++;
        if (k == lines.count)
            *TIE_PUSH(arena, &lines) = (tie_ledger_line){name, 0};
        lines.items[k].count += tie_row_times(row);
    }
    if (lines.count > 1)
        qsort(lines.items, lines.count, sizeof *lines.items, by_count);
    return lines;
}

/* ---- Quotes ---- */

static void quote_add(tie_arena *arena, tie_quote *q, const tie_member *member) {
    size_t at = q->figures.count;
    *TIE_PUSH(arena, &q->figures) = member->span;
    for (; at > 0 && q->figures.items[at - 1].start > member->span.start; at--)
        q->figures.items[at] = q->figures.items[at - 1];
    q->figures.items[at] = member->span;
    q->last = member->span.end > q->last ? member->span.end : q->last;
    if (at)
        return;
    q->line = member->line;
    q->col = member->col;
    q->text = member->text;
    q->role = member->role;
}

tie_quotes tie_quotes_of(tie_arena *arena, const tie_finding *finding, size_t member_limit) {
    tie_quotes found = {0};
    for (size_t i = 0; i < member_limit && i < finding->member_count; i++) {
        const tie_member *member = &finding->members[i];
        tie_quote *same = NULL;
        if (member->from_count)
            continue;
        for (size_t k = 0; k < found.count && !same; k++) {
            tie_quote *q = &found.items[k];
            if (q->doc == member->doc && q->sentence.start == member->sentence.start)
                same = q;
        }
        if (!same) {
            same = TIE_PUSH(arena, &found);
            *same = (tie_quote){.doc = member->doc, .sentence = member->sentence};
        }
        quote_add(arena, same, member);
    }
    return found;
}

static int by_place(const void *left, const void *right) {
    const tie_quote *a = left, *b = right;
    if (a->doc != b->doc)
        return a->doc < b->doc ? -1 : 1;
    return a->sentence.start < b->sentence.start ? -1 : a->sentence.start > b->sentence.start;
}

tie_quotes tie_quotes_joined(tie_arena *arena, tie_quotes quotes, size_t max_gap) {
    tie_quotes joined = {0};
    if (quotes.count > 1)
        qsort(quotes.items, quotes.count, sizeof *quotes.items, by_place);
    for (size_t i = 0; i < quotes.count; i++) {
        const tie_quote *next = &quotes.items[i];
        tie_quote *last = joined.count ? &joined.items[joined.count - 1] : NULL;
        if (!last || last->doc != next->doc ||
            next->sentence.start > last->sentence.end + max_gap) {
            *TIE_PUSH(arena, &joined) = *next;
            continue;
        }
        if (next->sentence.end > last->sentence.end)
            last->sentence.end = next->sentence.end;
        last->last = next->last > last->last ? next->last : last->last;
        for (size_t k = 0; k < next->figures.count; k++)
            *TIE_PUSH(arena, &last->figures) = next->figures.items[k];
    }
    return joined;
}

/* Bytes of a long sentence kept on either side of its figures. */
enum { QUOTE_SIDE = 240 };

/* The part of a sentence that is shown: all of it, or whole words around its figures. */
static tie_span window(tie_str sentence, size_t first, size_t last) {
    size_t start = first > QUOTE_SIDE ? first - QUOTE_SIDE : 0, end = sentence.len;
    if (sentence.len - last > QUOTE_SIDE)
        end = last + QUOTE_SIDE;
    while (start > 0 && start < first && !tie_ascii_space(sentence.ptr[start]))
        start++;
    while (end < sentence.len && end > last && !tie_ascii_space(sentence.ptr[end]))
        end--;
    return (tie_span){start, end};
}

static void part_add(tie_arena *arena, tie_parts *parts, tie_str text, bool marked) {
    if (text.len)
        *TIE_PUSH(arena, parts) = (tie_part){text, marked};
}

/* What lies between two figures, or before the first and behind the last: where it is long, its
 * first words and its last. */
static void part_add_long(tie_arena *arena, tie_parts *parts, tie_str text) {
    if (text.len <= 3 * QUOTE_SIDE) {
        part_add(arena, parts, text, false);
        return;
    }
    size_t head = QUOTE_SIDE, tail = text.len - QUOTE_SIDE;
    while (head > 0 && !tie_ascii_space(text.ptr[head]))
        head--;
    while (tail < text.len && !tie_ascii_space(text.ptr[tail]))
        tail++;
    part_add(arena, parts, tie_str_sub(text, 0, head), false);
    part_add(arena, parts, TIE_STR(" … "), false);
    part_add(arena, parts, tie_str_sub(text, tail, text.len), false);
}

tie_parts tie_quote_parts(tie_arena *arena, const tie_result *result, const tie_quote *quote) {
    tie_parts parts = {0};
    tie_str text = tie_result_quote(result, quote->doc, quote->sentence);
    uint64_t base = quote->sentence.start, first = quote->figures.items[0].start;
    if (!text.len || quote->last - base > text.len || first < base) {
        part_add(arena, &parts, TIE_STR("(the file has changed or is gone; it read "), false);
        part_add(arena, &parts, quote->text, true);
        part_add(arena, &parts, TIE_STR(")"), false);
        return parts;
    }
    tie_span shown = window(text, (size_t)(first - base), (size_t)(quote->last - base));
    size_t at = (size_t)shown.start;
    if (at)
        part_add(arena, &parts, TIE_STR("… "), false);
    for (size_t i = 0; i < quote->figures.count; i++) {
        size_t start = (size_t)(quote->figures.items[i].start - base);
        size_t end = (size_t)(quote->figures.items[i].end - base);
        if (start < at) /* a figure inside another, or twice the same */
            continue;
        part_add(arena, &parts, tie_str_sub(text, at, start), false);
        part_add(arena, &parts, tie_str_sub(text, start, end), true);
        at = end;
    }
    part_add(arena, &parts, tie_str_sub(text, at, (size_t)shown.end), false);
    if (shown.end < text.len)
        part_add(arena, &parts, TIE_STR(" …"), false);
    return parts;
}

tie_parts tie_passage_parts(tie_arena *arena, const tie_result *result,
                            const tie_passage *passage) {
    tie_parts parts = {0};
    tie_str text = tie_result_quote(result, passage->doc, passage->span);
    size_t at = 0;
    for (size_t i = 0; i < passage->slot_count; i++) {
        const tie_slot *slot = &passage->slots[i];
        uint64_t start = slot->span.start - passage->span.start;
        uint64_t end = slot->span.end - passage->span.start;
        if (slot->op == TIE_SLOT_SAME || start < at || end > text.len)
            continue;
        part_add_long(arena, &parts, tie_str_sub(text, at, (size_t)start));
        part_add(arena, &parts, tie_str_sub(text, (size_t)start, (size_t)end), true);
        at = (size_t)end;
    }
    part_add_long(arena, &parts, tie_str_sub(text, at, text.len));
    return parts;
}

/* ---- Facts ---- */

tie_str tie_account_place(tie_arena *arena, const tie_doc *doc, uint32_t line, uint32_t col) {
    tie_buf facts = tie_buf_new(arena);
    tie_buf_printf(&facts, ":%u:%u", line, col);
    if (doc->segment.len)
        tie_buf_printf(&facts, " #%.*s", TIE_FMT(doc->segment));
    if (doc->source.len)
        tie_buf_printf(&facts, " · %.*s", TIE_FMT(doc->source));
    if (doc->date.known) {
        tie_buf_puts(&facts, " · ");
        tie_period_render(&facts, doc->date);
    }
    return tie_buf_str(&facts);
}

tie_str tie_account_cell(tie_arena *arena, const tie_finding *finding) {
    tie_buf text = tie_buf_new(arena), period = tie_buf_new(arena);
    tie_period_render(&period, finding->period);
    const tie_str parts[] = {finding->measure, finding->agent, finding->place, tie_buf_str(&period),
                             finding->unit};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].len)
            continue;
        tie_buf_puts(&text, text.len ? " · " : "");
        tie_buf_add(&text, parts[i]);
    }
    return tie_buf_str(&text);
}

tie_str tie_account_confidence(tie_arena *arena, const tie_finding *finding) {
    tie_buf text = tie_buf_new(arena);
    tie_buf_puts(&text, tie_confidence_name(finding->confidence));
    const char *before = "; assumes ";
    for (uint32_t rest = finding->assumptions; rest; rest &= rest - 1) {
        tie_buf_puts(&text, before);
        tie_buf_puts(&text, tie_reading_assumption((tie_assumption)(rest & (0 - rest))));
        before = ", ";
    }
    return tie_buf_str(&text);
}

/* The first hex_digits of the fingerprint, and which of equal ones it is. */
static tie_str name_of(tie_arena *arena, const tie_finding *f, int hex_digits) {
    tie_buf text = tie_buf_new(arena);
    tie_buf_printf(&text, "%0*llx", hex_digits,
                   (unsigned long long)(f->fingerprint >> (64 - 4 * hex_digits)));
    if (f->ordinal)
        tie_buf_printf(&text, "/%u", f->ordinal);
    return tie_buf_str(&text);
}

tie_str tie_account_identity(tie_arena *arena, const tie_finding *finding) {
    return name_of(arena, finding, 16);
}

tie_str tie_account_fingerprint(tie_arena *arena, const tie_finding *finding) {
    return name_of(arena, finding, 8);
}

tie_str tie_account_message(const tie_finding *finding) {
    return finding->message.len ? finding->message : tie_str_c(tie_verdict_name(finding->verdict));
}

bool tie_account_named(tie_arena *arena, tie_str name, const tie_finding *finding) {
    tie_mark before = tie_arena_mark(arena);
    bool same = tie_str_eq(name, tie_account_identity(arena, finding)) ||
                tie_str_eq(name, tie_account_fingerprint(arena, finding));
    tie_arena_rewind(arena, before);
    return same;
}
