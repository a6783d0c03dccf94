/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recursive descent over the text of an expression; each fault points at the byte it is about. */
#include "rules/formula.h"

#include "rules/pack.h"

enum { DIMENSIONS_MAX = 4, DEPTH_MAX = 16 };

/* A product of powers of dimensions; empty for counts and plain numbers. */
typedef struct dimension {
    struct {
        tie_str name;
        int power;
    } parts[DIMENSIONS_MAX];
    size_t count;
} dimension;

typedef struct parser {
    tie_loader *loader;
    tie_json at;
    tie_str text;
    size_t pos;
    bool failed;
    int depth;
    tie_formula *out;
    tie_formula_step steps[TIE_FORMULA_STEPS];
    size_t count;
    bool measured;
    tie_err spare; /* takes the hints of faults that are not told */
} parser;

static dimension side(parser *p);

/* Only the first fault of an expression is told: what follows may hang on it. */
static tie_err *fail(parser *p, size_t pos, const char *message, tie_str name) {
    if (p->failed)
        return &p->spare;
    p->failed = true;
    return name.len ? tie_json_fault_within(p->at, pos, "%s \"%.*s\"", message, TIE_FMT(name))
                    : tie_json_fault_within(p->at, pos, "%s", message);
}

static void blanks(parser *p) {
    while (p->pos < p->text.len && p->text.ptr[p->pos] == ' ')
        p->pos++;
}

static bool sees(parser *p, char c) {
    blanks(p);
    return p->pos < p->text.len && p->text.ptr[p->pos] == c;
}

static void put(parser *p, tie_formula_step step) {
    if (p->count < TIE_FORMULA_STEPS)
        p->steps[p->count++] = step;
    else
        fail(p, p->pos, "expression too long", (tie_str){0});
}

/* ---- Dimensions ---- */

static dimension plain(tie_str name) {
    dimension d = {0};
    if (name.len && !tie_str_eq(name, TIE_STR("count")))
        d = (dimension){.parts = {{name, 1}}, .count = 1};
    return d;
}

static dimension times(dimension a, dimension b, int sign) {
    for (size_t i = 0; i < b.count; i++) {
        size_t k = 0;
        while (k < a.count && !tie_str_eq(a.parts[k].name, b.parts[i].name))
            k++;
        if (k == DIMENSIONS_MAX)
            continue;
        if (k == a.count) {
            a.parts[a.count].name = b.parts[i].name;
            a.parts[a.count++].power = 0;
        }
        a.parts[k].power += sign * b.parts[i].power;
        if (!a.parts[k].power)
            a.parts[k] = a.parts[--a.count];
    }
    return a;
}

static bool same(dimension a, dimension b) { return times(a, b, -1).count == 0; }

static tie_str name_of(dimension d) {
    return d.count ? d.parts[0].name : TIE_STR("a plain number or count");
}

/* ---- Grammar ---- */

static bool id_byte(tie_str s, size_t i) {
    if (i >= s.len)
        return false;
    char c = s.ptr[i];
    bool inner = c == '-' && i + 1 < s.len &&
                 (tie_ascii_alpha(s.ptr[i + 1]) || tie_ascii_digit(s.ptr[i + 1]));
    return tie_ascii_alpha(c) || tie_ascii_digit(c) || c == '_' || c == '%' || inner;
}

static tie_str identifier(parser *p) {
    size_t start = p->pos;
    while (id_byte(p->text, p->pos))
        p->pos++;
    return tie_str_sub(p->text, start, p->pos);
}

static dimension read_measure(parser *p) {
    size_t start = p->pos, k = 0;
    tie_str id = identifier(p);
    int64_t index = tie_names_find(&p->loader->measure_ids, id);
    if (index < 0) {
        tie_guess guess = tie_guess_new(id);
        for (size_t i = 0; i < p->loader->measure_ids.items.count; i++)
            tie_guess_offer(&guess, p->loader->measure_ids.items.items[i]);
        tie_guess_hint(&guess, fail(p, start, "unknown measure", id));
        return (dimension){0};
    }
    const tie_measure *m = &p->loader->measures.items[index];
    if (!m->unit.len)
        fail(p, start, "no unit in measure", id);
    while (k < p->out->measure_count && !tie_str_eq(p->out->measures[k], m->id))
        k++;
    if (k == TIE_FORMULA_MEASURES)
        fail(p, start, "too many measures:", id);
    else if (k == p->out->measure_count)
        p->out->measures[p->out->measure_count++] = m->id;
    p->measured = true;
    put(p, (tie_formula_step){.op = TIE_FORMULA_MEASURE, .measure = (uint32_t)k});
    return plain(m->dimension);
}

static const tie_unit *find_unit(const parser *p, tie_str id) {
    for (size_t i = 0; i < p->loader->units.count; i++)
        if (tie_str_eq(p->loader->units.items[i].id, id))
            return &p->loader->units.items[i];
    return NULL;
}

static dimension read_number(parser *p) {
    size_t start = p->pos;
    tie_dec value;
    while (p->pos < p->text.len &&
           (tie_ascii_digit(p->text.ptr[p->pos]) || p->text.ptr[p->pos] == '.'))
        p->pos++;
    tie_str digits = tie_str_sub(p->text, start, p->pos);
    if (tie_dec_parse(digits, &value, NULL) != TIE_OK) {
        fail(p, start, "no number:", digits);
        return (dimension){0};
    }
    blanks(p);
    dimension d = {0};
    if (id_byte(p->text, p->pos)) {
        size_t at = p->pos;
        tie_str id = identifier(p);
        const tie_unit *unit = find_unit(p, id);
        if (!unit || tie_dec_mul(value, unit->factor, &value))
            fail(p, at, "unknown unit", id);
        else if (!p->out->unit.len)
            p->out->unit = unit->id, p->out->factor = unit->factor;
        d = unit ? plain(unit->dimension) : d;
    }
    put(p, (tie_formula_step){.op = TIE_FORMULA_NUMBER, .number = value});
    return d;
}

static dimension factor(parser *p) {
    dimension d = {0};
    blanks(p);
    char c = p->pos < p->text.len ? p->text.ptr[p->pos] : '\0';
    if (++p->depth > DEPTH_MAX) {
        fail(p, p->pos, "nested too deep", (tie_str){0});
    } else if (c == '(') {
        size_t open = p->pos++;
        d = side(p);
        if (sees(p, ')'))
            p->pos++;
        else
            fail(p, open, "no \")\" closes this", (tie_str){0});
    } else if (c == '-') {
        p->pos++;
        d = factor(p);
        put(p, (tie_formula_step){.op = TIE_FORMULA_NEG});
    } else if (tie_ascii_digit(c) || c == '.') {
        d = read_number(p);
    } else if (tie_ascii_alpha(c)) {
        d = read_measure(p);
    } else {
        fail(p, p->pos, "a measure or a number expected", (tie_str){0});
    }
    p->depth--;
    return d;
}

static dimension term(parser *p) {
    dimension d = factor(p);
    while (!p->failed && (sees(p, '*') || sees(p, '/'))) {
        bool divides = p->text.ptr[p->pos++] == '/';
        d = times(d, factor(p), divides ? -1 : 1);
        put(p, (tie_formula_step){.op = divides ? TIE_FORMULA_DIV : TIE_FORMULA_MUL});
    }
    return d;
}

static dimension side(parser *p) {
    dimension d = term(p);
    while (!p->failed && (sees(p, '+') || sees(p, '-'))) {
        size_t at = p->pos;
        bool less = p->text.ptr[p->pos++] == '-';
        dimension other = term(p);
        if (!same(d, other))
            fail(p, at, "the two sides of this have different units; on the right stands",
                 name_of(other));
        put(p, (tie_formula_step){.op = less ? TIE_FORMULA_SUB : TIE_FORMULA_ADD});
    }
    return d;
}

static bool comparison(parser *p, tie_comparison *out) {
    blanks(p);
    char c = p->pos < p->text.len ? p->text.ptr[p->pos] : '\0';
    bool equal = p->pos + 1 < p->text.len && p->text.ptr[p->pos + 1] == '=';
    if (c != '<' && c != '>' && c != '=')
        return false;
    *out = c == '='   ? TIE_COMPARE_EQ
           : c == '<' ? (equal ? TIE_COMPARE_LE : TIE_COMPARE_LT)
                      : (equal ? TIE_COMPARE_GE : TIE_COMPARE_GT);
    p->pos += 1 + (equal && c != '=');
    return true;
}

static dimension read_side(parser *p) {
    tie_formula_side *s = &p->out->sides[p->out->side_count++];
    p->count = 0;
    p->measured = false;
    blanks(p);
    size_t start = p->pos;
    dimension d = side(p);
    tie_formula_step *steps = TIE_NEW(p->loader->arena, tie_formula_step, p->count);
    if (p->count)
        memcpy(steps, p->steps, p->count * sizeof *steps);
    *s = (tie_formula_side){steps, p->count, tie_str_trim(tie_str_sub(p->text, start, p->pos)),
                            p->measured};
    return d;
}

tie_formula *tie_formula_read(tie_loader *loader, tie_json at) {
    tie_formula *out = TIE_NEW(loader->arena, tie_formula, 1);
    parser p = {.loader = loader, .at = at, .out = out};
    if (!tie_json_str(at, &p.text))
        return NULL;
    dimension first = read_side(&p);
    tie_comparison by;
    for (size_t sign = p.pos; !p.failed && comparison(&p, &by); sign = p.pos) {
        if (out->side_count == TIE_FORMULA_SIDES) {
            fail(&p, sign, "more than two comparisons", (tie_str){0});
            break;
        }
        out->comparisons[out->side_count - 1] = by;
        dimension next = read_side(&p);
        if (!same(first, next))
            fail(&p, sign, "the two sides of this have different units; on the right stands",
                 name_of(next));
    }
    blanks(&p);
    if (p.pos < p.text.len)
        fail(&p, p.pos, "not understood:", tie_str_sub(p.text, p.pos, p.text.len));
    else if (out->side_count < 2)
        fail(&p, p.pos, "nothing is compared: <=, >=, <, > or = expected", (tie_str){0});
    else if (!out->measure_count)
        fail(&p, 0, "no measure in it", (tie_str){0});
    return p.failed ? NULL : out;
}

/* ---- Values ---- */

static tie_code apply(tie_formula_op op, tie_interval a, tie_interval b, tie_interval *out) {
    switch (op) {
    case TIE_FORMULA_ADD:
        *out = tie_interval_add(a, b);
        return TIE_OK;
    case TIE_FORMULA_SUB:
        *out = tie_interval_sub(a, b);
        return TIE_OK;
    case TIE_FORMULA_MUL:
        *out = tie_interval_mul(a, b);
        return TIE_OK;
    case TIE_FORMULA_DIV:
        return tie_interval_div(a, b, out);
    case TIE_FORMULA_NUMBER:
    case TIE_FORMULA_MEASURE:
    case TIE_FORMULA_NEG:
        break;
    }
    return TIE_ERANGE;
}

tie_code tie_formula_value(const tie_formula_side *side, const tie_interval *values,
                           tie_interval *out) {
    tie_interval stack[TIE_FORMULA_STEPS];
    size_t top = 0;
    for (size_t i = 0; i < TIE_FORMULA_STEPS; i++)
        stack[i] = tie_interval_all();
    for (size_t i = 0; i < side->count; i++) {
        const tie_formula_step *s = &side->steps[i];
        if (s->op == TIE_FORMULA_NUMBER) {
            stack[top++] = tie_interval_point(s->number);
        } else if (s->op == TIE_FORMULA_MEASURE) {
            stack[top++] = values[s->measure];
        } else if (s->op == TIE_FORMULA_NEG) {
            stack[top - 1] = tie_interval_neg(stack[top - 1]);
        } else {
            top--;
            tie_code code = apply(s->op, stack[top - 1], stack[top], &stack[top - 1]);
            if (code)
                return code;
        }
    }
    *out = stack[0];
    return TIE_OK;
}
