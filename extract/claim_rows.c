/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/claim_rows.h"

#include "extract/claims.h"
#include "rules/json.h"

#include <stdlib.h>

/* ---- One row as it stands in the file ---- */

typedef struct row {
    tie_str row, doc, segment, source, title, text, quote;
    tie_str unit, dimension, noun, head, predicate, agent, measure, place, attribution, pack_rule;
    tie_period date, period;
    tie_strs modifiers, assumptions;
    tie_dec value;
    int hedge, kind, modality, direction, period_from; /* NOT_SAID when absent */
    tie_json start, end, line, col, scale;             /* integers that may be absent */
    tie_json lo, hi, u, r_lo, r_hi;                    /* decimals that may be absent */
} row;

enum { NOT_SAID = -1 };
static const row NOTHING_SAID = {.hedge = TIE_HEDGE_EXACT,
                                 .kind = NOT_SAID,
                                 .modality = TIE_MODALITY_STATED,
                                 .direction = NOT_SAID,
                                 .period_from = NOT_SAID};

static const char *hedge_name(int i) { return tie_hedge_name((tie_hedge)i); }
static const char *kind_name(int i) { return tie_kind_name((tie_kind)i); }
static const char *modality_name(int i) { return tie_modality_name((tie_modality)i); }
/* The first of these stands for none and has no name. */
static const char *direction_name(int i) { return tie_direction_name((tie_direction)(i + 1)); }
static const char *origin_name(int i) { return tie_origin_name((tie_origin)(i + 1)); }

#define MEMBER(name, type)                                                                         \
    { #name, TIE_FIELD_##type, offsetof(row, name), false, NULL }
#define NEEDED(name, type)                                                                         \
    { #name, TIE_FIELD_##type, offsetof(row, name), true, NULL }
#define NAMED(name, names)                                                                         \
    { #name, TIE_FIELD_NAME, offsetof(row, name), false, names }

static const tie_field ROW[] = {NEEDED(row, STR)};
static const tie_field CLAIM[] = {NEEDED(row, STR),         NEEDED(doc, STR),
                                  NEEDED(value, DEC),       MEMBER(segment, STR),
                                  MEMBER(source, STR),      MEMBER(date, PERIOD),
                                  MEMBER(title, STR),       MEMBER(start, JSON),
                                  MEMBER(end, JSON),        MEMBER(line, JSON),
                                  MEMBER(col, JSON),        MEMBER(text, STR),
                                  MEMBER(quote, STR),       MEMBER(lo, JSON),
                                  MEMBER(hi, JSON),         MEMBER(u, JSON),
                                  MEMBER(r_lo, JSON),       MEMBER(r_hi, JSON),
                                  MEMBER(unit, STR),        MEMBER(dimension, STR),
                                  MEMBER(scale, JSON),      NAMED(hedge, hedge_name),
                                  NAMED(kind, kind_name),   NAMED(direction, direction_name),
                                  MEMBER(noun, STR),        MEMBER(head, STR),
                                  MEMBER(modifiers, STRS),  MEMBER(predicate, STR),
                                  MEMBER(agent, STR),       MEMBER(measure, STR),
                                  MEMBER(period, PERIOD),   NAMED(period_from, origin_name),
                                  MEMBER(place, STR),       NAMED(modality, modality_name),
                                  MEMBER(attribution, STR), MEMBER(assumptions, STRS),
                                  MEMBER(pack_rule, STR)};

/* Both leave *out alone when the member is absent. */
static bool read_int(tie_json value, int64_t most, int64_t *out) {
    return !value.file || tie_json_int(value, 0, most, out);
}

static bool read_dec(tie_json value, tie_dec *out) {
    return !value.file || tie_json_dec(value, out);
}

/* ---- The file ---- */

typedef TIE_VEC(tie_str) texts;

typedef struct reading {
    tie_arena *out, *scratch;
    const tie_ruleset *rules;
    tie_map units;  /* ids, hashed, to index in rules */
    tie_map known;  /* strings, hashed, to index in words: each is kept once */
    tie_map places; /* documents, hashed, to index in docs */
    texts words;
    tie_quoted_docs *docs;
    TIE_VEC(texts) quotes; /* of each document: the quote of each of its claims */
    uint32_t line;         /* of the file */
} reading;

static tie_str keep(reading *r, tie_str s) {
    uint64_t key = tie_hash(s);
    const uint32_t *at = s.len ? tie_map_find(&r->known, key) : NULL;
    if (!s.len || at)
        return s.len ? r->words.items[*at] : (tie_str){0};
    tie_map_put(&r->known, r->out, key, (uint32_t)r->words.count);
    return *TIE_PUSH(r->out, &r->words) = tie_arena_str(r->out, s);
}

static tie_strs keep_all(reading *r, tie_strs list) {
    tie_str *items = TIE_NEW(r->out, tie_str, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = keep(r, list.items[i]);
    return (tie_strs){items, list.count};
}

/* The document of a row, new or known. */
static uint32_t doc_of(reading *r, const row *in) {
    uint64_t key = tie_hash_mix(tie_hash(in->doc), tie_hash(in->segment));
    const uint32_t *at = tie_map_find(&r->places, key);
    if (at)
        return *at;
    uint32_t index = (uint32_t)r->docs->count;
    tie_map_put(&r->places, r->out, key, index);
    *TIE_PUSH(r->out, &r->quotes) = (texts){0};
    *TIE_PUSH(r->out, r->docs) = (tie_quoted_doc){.doc = {.path = keep(r, in->doc),
                                                          .segment = keep(r, in->segment),
                                                          .source = keep(r, in->source),
                                                          .title = keep(r, in->title),
                                                          .date = in->date,
                                                          .text_hash = key}};
    return index;
}

/* ---- From a row to a claim ---- */

static const tie_unit *find_unit(const reading *r, tie_str id) {
    const uint32_t *at = id.len ? tie_map_find(&r->units, tie_hash(id)) : NULL;
    return at ? &r->rules->units.items[*at] : NULL;
}

/* A rate ("ton/ha") is measured by the unit before its stroke. */
static void read_unit(reading *r, const row *in, tie_claim *c) {
    const tie_unit *unit = find_unit(r, in->unit);
    const tie_unit *per =
        unit ? unit : find_unit(r, tie_str_sub(in->unit, 0, tie_str_find(in->unit, TIE_STR("/"))));
    c->unit = unit ? unit->id : keep(r, in->unit);
    c->dimension = in->dimension.len ? keep(r, in->dimension)
                   : unit            ? unit->dimension
                   : in->unit.len    ? TIE_STR("count")
                                     : (tie_str){0};
    c->base_factor = per ? per->factor : tie_dec_int(1);
    c->kind = in->kind != NOT_SAID ? (tie_kind)in->kind : unit ? unit->kind : TIE_KIND_COUNT;
}

static bool read_place_in_text(const reading *r, const row *in, tie_claim *c) {
    int64_t start = r->line, end = -1, line = 1, col = 1, scale = 0;
    bool good = read_int(in->start, INT64_MAX, &start) && read_int(in->end, INT64_MAX, &end) &&
                read_int(in->line, UINT32_MAX, &line) && read_int(in->col, UINT32_MAX, &col) &&
                read_int(in->scale, TIE_DEC_EXP_MAX, &scale);
    if (end < start) /* absent, or no span */
        end = start + (int64_t)in->text.len;
    c->span = (tie_span){(uint64_t)start, (uint64_t)end};
    c->line = (uint32_t)line;
    c->col = (uint32_t)col;
    c->scale = (int8_t)(scale < INT8_MAX ? scale : INT8_MAX);
    return good;
}

/* The ends that a row gives, an absent one meaning none; false when it gives neither. */
static bool read_ends(tie_json lo, tie_json hi, tie_interval *out, bool *good) {
    tie_interval i = {.lo_inf = !lo.file, .hi_inf = !hi.file};
    bool given = lo.file || hi.file;
    *good &= read_dec(lo, &i.lo) && read_dec(hi, &i.hi);
    if (given)
        *out = i;
    return given;
}

/* What the figure admits: as the row says, and where it says nothing as if it had been read here.
 * The row holds no suggested interval. */
static bool read_interval(const reading *r, const row *in, tie_claim *c) {
    bool good = true, exact = c->hedge == TIE_HEDGE_EXACT;
    tie_interval worded, decides;
    bool has_worded = read_ends(in->lo, in->hi, &worded, &good);
    bool has_decides = read_ends(in->r_lo, in->r_hi, &decides, &good);
    bool range = c->hedge == TIE_HEDGE_BETWEEN || c->hedge == TIE_HEDGE_SEVERAL;
    c->value_hi = range && has_worded && !worded.hi_inf ? worded.hi : c->value;
    tie_figure figure = {.form = TIE_FORM_DIGITS,
                         .value = c->value,
                         .value_hi = c->value_hi,
                         .decimals = c->value.exp < 0 ? -c->value.exp : 0};
    tie_read_intervals(r->rules, c, &figure);
    good &= read_dec(in->u, &c->unit_u);
    if (has_worded)
        c->worded = worded;
    if (has_decides)
        c->decides = decides;
    else if (in->u.file && exact)
        c->decides = tie_interval_rounding(c->value, c->unit_u);
    if (exact)
        c->loose = c->decides;
    return good;
}

static uint32_t read_assumptions(tie_strs names) {
    uint32_t set = 0;
    for (size_t i = 0; i < names.count; i++)
        for (uint32_t bit = 1; tie_assumption_name((tie_assumption)bit); bit <<= 1)
            if (tie_str_eq(names.items[i], tie_str_c(tie_assumption_name((tie_assumption)bit))))
                set |= bit;
    return set;
}

static tie_origin place_origin(const tie_claim *c) {
    return !c->place.len                                ? TIE_ORIGIN_NONE
           : c->assumptions & TIE_ASSUME_PLACE_SENTENCE ? TIE_ORIGIN_SENTENCE
           : c->assumptions & TIE_ASSUME_PLACE_HEADING  ? TIE_ORIGIN_HEADING
           : c->assumptions & TIE_ASSUME_PLACE_DOCUMENT ? TIE_ORIGIN_DOCUMENT
                                                        : TIE_ORIGIN_OWN;
}

static bool read_claim(reading *r, const row *in, tie_claim *c) {
    *c = (tie_claim){.value = in->value,
                     .hedge = (tie_hedge)in->hedge,
                     .modality = (tie_modality)in->modality,
                     .period = in->period,
                     .assumptions = read_assumptions(in->assumptions)};
    c->decimals = (int8_t)(c->value.exp < 0 && c->value.exp > -INT8_MAX ? -c->value.exp : 0);
    c->direction = (tie_direction)(in->direction + 1);
    c->period_from = (tie_origin)(in->period_from + 1);
    c->text = keep(r, in->text);
    c->noun = keep(r, in->noun);
    c->head = keep(r, in->head);
    c->modifiers = keep_all(r, in->modifiers);
    c->predicate = keep(r, in->predicate);
    c->agent = keep(r, in->agent);
    c->attribution = keep(r, in->attribution);
    c->measure = keep(r, in->measure);
    c->pack_rule = keep(r, in->pack_rule);
    c->place = keep(r, in->place);
    c->place_from = place_origin(c);
    read_unit(r, in, c);
    return read_place_in_text(r, in, c) && read_interval(r, in, c);
}

static tie_str plain_digits(const reading *r, tie_dec value) {
    tie_buf buf = tie_buf_new(r->scratch);
    tie_dec_render(&buf, value);
    return tie_buf_str(&buf);
}

static void take_row(reading *r, tie_json root) {
    row in = NOTHING_SAID;
    tie_claim claim;
    bool is_claim = TIE_JSON_READ_KNOWN(root, ROW, &in) && tie_str_eq(in.row, TIE_STR("claim"));
    if (!is_claim || !TIE_JSON_READ_KNOWN(root, CLAIM, &in))
        return;
    if (!in.text.len)
        in.text = plain_digits(r, in.value);
    if (!read_claim(r, &in, &claim))
        return;
    uint32_t doc = doc_of(r, &in);
    *TIE_PUSH(r->out, &r->docs->items[doc].claims) = claim;
    *TIE_PUSH(r->out, &r->quotes.items[doc]) = keep(r, in.quote.len ? in.quote : in.text);
}

static void note_faults(const reading *r, tie_str path, const tie_faults *faults,
                        tie_diags *diags) {
    for (size_t i = 0; i < faults->items.count; i++) {
        const tie_err *err = &faults->items.items[i]->err;
        const char *hint =
            *err->hint ? err->hint : "rows are as tieout extract -o ndjson writes them";
        *TIE_PUSH(r->out, diags) =
            (tie_diag){.code = TIE_EINPUT,
                       .path = path,
                       .line = r->line,
                       .col = err->col,
                       .message = tie_arena_printf(r->out, "%s", err->message),
                       .hint = tie_arena_printf(r->out, "%s", hint)};
    }
}

static void read_line(reading *r, tie_str path, tie_str line, tie_diags *diags) {
    tie_mark mark = tie_arena_mark(r->scratch);
    tie_faults faults = {.arena = r->scratch};
    tie_json_file file = {.arena = r->scratch, .faults = &faults, .path = path, .text = line};
    tie_json root;
    if (tie_json_open(&file, &root))
        take_row(r, root);
    note_faults(r, path, &faults, diags);
    tie_arena_rewind(r->scratch, mark);
}

/* ---- Sentences from quotes ---- */

typedef struct placed {
    tie_claim claim;
    tie_str quote;
    size_t order;
} placed;

static int cmp_placed(const void *a, const void *b) {
    const placed *x = a, *y = b;
    if (x->claim.span.start != y->claim.span.start)
        return x->claim.span.start < y->claim.span.start ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* The order of the text, where the file has another. */
static void sort_claims(tie_arena *scratch, tie_claims *claims, texts *quotes) {
    size_t n = claims->count, i = 1;
    while (i < n && claims->items[i - 1].span.start <= claims->items[i].span.start)
        i++;
    if (i >= n)
        return;
    tie_mark mark = tie_arena_mark(scratch);
    placed *list = TIE_NEW(scratch, placed, n);
    for (i = 0; i < n; i++)
        list[i] = (placed){claims->items[i], quotes->items[i], i};
    qsort(list, n, sizeof *list, cmp_placed);
    for (i = 0; i < n; i++) {
        claims->items[i] = list[i].claim;
        quotes->items[i] = list[i].quote;
    }
    tie_arena_rewind(scratch, mark);
}

/* The claim stands at its place in a sentence that begins at start. */
static bool stands(const tie_claim *c, tie_str quote, uint64_t start) {
    return c->span.start >= start && c->span.end - start <= quote.len && c->text.len &&
           tie_str_starts(tie_str_sub(quote, c->span.start - start, quote.len), c->text);
}

/* Where the sentence begins that a quote holds: the place that puts the most of its claims (count
 * of them share the quote) where their figures stand in it. */
static uint64_t sentence_start(const tie_claim *claims, size_t count, tie_str quote) {
    enum { WITNESSES = 8 };
    uint64_t best = claims->span.start;
    size_t most = 0;
    for (size_t at = 0; claims->text.len && at + claims->text.len <= quote.len; at++) {
        if (at > claims->span.start)
            break;
        uint64_t start = claims->span.start - at;
        size_t fit = 0;
        for (size_t i = 0; i < count && i < WITNESSES; i++) {
            if (!stands(&claims[i], quote, start))
                break;
            fit++;
        }
        if (fit > most) {
            most = fit;
            best = start;
        }
    }
    return best;
}

static bool same_quote(tie_str a, tie_str b) { return a.ptr == b.ptr && a.len == b.len; }

/* Sentences with figures are all that is known of the text: two are neighbours when nothing but
 * blanks can lie between them, and a line is a paragraph. */
static void find_sentences(tie_arena *out, tie_quoted_doc *doc, const texts *quotes) {
    enum { BLANKS = 3 };
    uint32_t sentence = 0, paragraph = 0;
    uint64_t end_before = 0;
    for (size_t i = 0, end; i < doc->claims.count; i = end) {
        tie_claim *c = &doc->claims.items[i];
        tie_str quote = quotes->items[i];
        size_t sharing = i + 1;
        while (sharing < doc->claims.count && same_quote(quotes->items[sharing], quote))
            sharing++;
        uint64_t start = sentence_start(c, sharing - i, quote);
        tie_span span = {start, start + quote.len};
        bool next_to = i && start >= end_before && start - end_before <= BLANKS;
        sentence += !i ? 0 : next_to ? 1 : 2;
        paragraph += i && c->line != c[-1].line;
        for (end = i; end < sharing; end++) {
            tie_claim *member = &doc->claims.items[end];
            if (end > i && !stands(member, quote, start))
                break;
            member->id = (uint32_t)end;
            member->sentence = span;
            member->sentence_index = sentence;
            member->paragraph_index = paragraph;
        }
        end_before = span.end;
        doc->doc.span.start = i ? doc->doc.span.start : span.start;
        doc->doc.span.end = span.end;
        *TIE_PUSH(out, &doc->quotes) = (tie_quote){span, quote};
    }
}

void tie_claim_rows_read(tie_arena *out, tie_arena *scratch, const tie_ruleset *rules, tie_str path,
                         tie_str text, tie_quoted_docs *docs, tie_diags *diags) {
    reading r = {.out = out, .scratch = scratch, .rules = rules, .docs = docs};
    for (size_t i = 0; i < rules->units.count; i++)
        tie_map_put(&r.units, out, tie_hash(rules->units.items[i].id), (uint32_t)i);
    for (size_t at = 0; at < text.len;) {
        const char *newline = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = newline ? (size_t)(newline - text.ptr) : text.len;
        tie_str line = tie_str_trim(tie_str_sub(text, at, end));
        r.line++;
        if (line.len)
            read_line(&r, path, line, diags);
        at = end + 1;
    }
    for (size_t i = 0; i < docs->count; i++) {
        sort_claims(scratch, &docs->items[i].claims, &r.quotes.items[i]);
        find_sentences(out, &docs->items[i], &r.quotes.items[i]);
    }
}

tie_str tie_quote_find(const tie_quote *quotes, size_t count, tie_span span) {
    size_t low = 0, high = count; /* the first that begins behind span.start */
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (quotes[mid].span.start <= span.start)
            low = mid + 1;
        else
            high = mid;
    }
    if (!low || span.end < span.start || span.end > quotes[low - 1].span.end)
        return (tie_str){0};
    tie_span within = {span.start - quotes[low - 1].span.start,
                       span.end - quotes[low - 1].span.start};
    return tie_str_span(quotes[low - 1].text, within);
}
