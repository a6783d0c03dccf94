/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts and the audit of sources, read back from a saved result. */
#include "reports/saved_overview.h"

#include "reports/rows.h"
#include "rules/map.h"

#include <math.h>

static uint32_t number(tie_json value) {
    int64_t n = 0;
    if (value.file && !tie_json_is_blank(value))
        tie_json_int(value, 0, UINT32_MAX, &n);
    return (uint32_t)n;
}

/* What null stands for is an end that is not there. */
static double real(tie_json value, double absent) {
    double x = absent;
    if (value.file && !tie_json_is_blank(value))
        tie_json_double(value, &x);
    return x;
}

tie_strs tie_saved_strs(tie_arena *arena, tie_json list) {
    TIE_VEC(tie_str) out = {0};
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; list.file && tie_json_next(&walk, &item);) {
        tie_str *s = TIE_PUSH(arena, &out);
        *s = (tie_str){0};
        if (!tie_json_is_blank(item))
            tie_json_str(item, s);
    }
    return (tie_strs){out.items, out.count};
}

/* ---- Charts ---- */

typedef struct mark_row {
    int use;
    bool ringed;
    tie_str label, value_label;
    tie_json time, from, to, value, lo, hi, source;
} mark_row;

static bool read_mark(tie_json value, tie_chart_mark *out) {
    static const tie_field fields[] = {
        {"use", TIE_FIELD_NAME, offsetof(mark_row, use), true, tie_mark_style_name},
        {"time", TIE_FIELD_JSON, offsetof(mark_row, time), true, NULL},
        {"from", TIE_FIELD_JSON, offsetof(mark_row, from), false, NULL},
        {"to", TIE_FIELD_JSON, offsetof(mark_row, to), false, NULL},
        {"value", TIE_FIELD_JSON, offsetof(mark_row, value), true, NULL},
        {"lo", TIE_FIELD_JSON, offsetof(mark_row, lo), false, NULL},
        {"hi", TIE_FIELD_JSON, offsetof(mark_row, hi), false, NULL},
        {"source", TIE_FIELD_JSON, offsetof(mark_row, source), false, NULL},
        {"ringed", TIE_FIELD_BOOL, offsetof(mark_row, ringed), false, NULL},
        {"label", TIE_FIELD_STR, offsetof(mark_row, label), false, NULL},
        {"value_label", TIE_FIELD_STR, offsetof(mark_row, value_label), false, NULL},
    };
    mark_row in = {0};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in))
        return false;
    double time = real(in.time, 0);
    *out = (tie_chart_mark){.style = (tie_mark_style)in.use,
                            .time = time,
                            .from = real(in.from, time),
                            .to = real(in.to, time),
                            .value = real(in.value, 0),
                            .lo = real(in.lo, -INFINITY),
                            .hi = real(in.hi, INFINITY),
                            .source = number(in.source),
                            .ringed = in.ringed,
                            .label = in.label,
                            .value_label = in.value_label};
    return true;
}

static void read_line(tie_json value, tie_chart *out) {
    typedef struct line_row {
        bool firm;
        tie_json level, slope, slope_lo, slope_hi, mid_time;
    } line_row;
    static const tie_field fields[] = {
        {"firm", TIE_FIELD_BOOL, offsetof(line_row, firm), false, NULL},
        {"level", TIE_FIELD_JSON, offsetof(line_row, level), true, NULL},
        {"slope", TIE_FIELD_JSON, offsetof(line_row, slope), true, NULL},
        {"slope_lo", TIE_FIELD_JSON, offsetof(line_row, slope_lo), false, NULL},
        {"slope_hi", TIE_FIELD_JSON, offsetof(line_row, slope_hi), false, NULL},
        {"mid_time", TIE_FIELD_JSON, offsetof(line_row, mid_time), true, NULL},
    };
    line_row in = {0};
    if (!value.file || !TIE_JSON_READ_KNOWN(value, fields, &in))
        return;
    out->has_line = true;
    out->firm = in.firm;
    out->level = real(in.level, 0);
    out->slope = real(in.slope, 0);
    out->slope_lo = real(in.slope_lo, -INFINITY);
    out->slope_hi = real(in.slope_hi, INFINITY);
    out->mid_time = real(in.mid_time, 0);
}

static void read_next(tie_json value, tie_chart *out) {
    typedef struct next_row {
        tie_json time, value, lo, hi;
    } next_row;
    static const tie_field fields[] = {
        {"time", TIE_FIELD_JSON, offsetof(next_row, time), true, NULL},
        {"value", TIE_FIELD_JSON, offsetof(next_row, value), true, NULL},
        {"lo", TIE_FIELD_JSON, offsetof(next_row, lo), false, NULL},
        {"hi", TIE_FIELD_JSON, offsetof(next_row, hi), false, NULL},
    };
    next_row in = {0};
    if (!value.file || !TIE_JSON_READ_KNOWN(value, fields, &in))
        return;
    out->has_next = true;
    out->next_time = real(in.time, 0);
    out->next_value = real(in.value, 0);
    out->next_lo = real(in.lo, -INFINITY);
    out->next_hi = real(in.hi, INFINITY);
}

/* Within the years that a date can have: what lies beyond cannot be drawn. */
static bool is_time(tie_axis axis, double time) {
    static const double PER_YEAR[] = {
        [TIE_AXIS_YEARS] = 1,   [TIE_AXIS_DAYS] = 365.2425, [TIE_AXIS_WEEKS] = 52.18,
        [TIE_AXIS_MONTHS] = 12, [TIE_AXIS_QUARTERS] = 4,    [TIE_AXIS_HALVES] = 2};
    bool since_1970 = axis == TIE_AXIS_DAYS || axis == TIE_AXIS_WEEKS;
    double year = time / PER_YEAR[axis] + (since_1970 ? 1970 : 0);
    return year >= 0 && year < 10001;
}

typedef struct chart_row {
    tie_str title, subtitle, unit;
    int axis;
    tie_json sentences, sources, line, next, marks;
} chart_row;

static bool read_chart(tie_arena *arena, tie_json value, tie_chart *out) {
    static const tie_field fields[] = {
        {"title", TIE_FIELD_STR, offsetof(chart_row, title), true, NULL},
        {"subtitle", TIE_FIELD_STR, offsetof(chart_row, subtitle), false, NULL},
        {"unit", TIE_FIELD_STR, offsetof(chart_row, unit), false, NULL},
        {"axis", TIE_FIELD_NAME, offsetof(chart_row, axis), true, tie_axis_name},
        {"sentences", TIE_FIELD_JSON, offsetof(chart_row, sentences), false, NULL},
        {"sources", TIE_FIELD_JSON, offsetof(chart_row, sources), false, NULL},
        {"line", TIE_FIELD_JSON, offsetof(chart_row, line), false, NULL},
        {"next", TIE_FIELD_JSON, offsetof(chart_row, next), false, NULL},
        {"marks", TIE_FIELD_JSON, offsetof(chart_row, marks), true, NULL},
    };
    chart_row in = {0};
    TIE_VEC(tie_chart_mark) marks = {0};
    tie_chart_mark mark;
    if (!TIE_JSON_READ_KNOWN(value, fields, &in))
        return false;
    tie_json_walk walk = tie_json_items(in.marks);
    for (tie_json item; tie_json_next(&walk, &item);) {
        tie_axis axis = (tie_axis)in.axis;
        if (!read_mark(item, &mark))
            continue;
        if (is_time(axis, mark.time) && is_time(axis, mark.from) && is_time(axis, mark.to))
            *TIE_PUSH(arena, &marks) = mark;
        else
            tie_json_fault(item, "a time beyond the calendar");
    }
    *out = (tie_chart){.title = in.title,
                       .subtitle = in.subtitle,
                       .notes = tie_saved_strs(arena, in.sentences),
                       .unit = in.unit,
                       .axis = (tie_axis)in.axis,
                       .marks = marks.items,
                       .mark_count = marks.count,
                       .sources = tie_saved_strs(arena, in.sources)};
    read_line(in.line, out);
    read_next(in.next, out);
    if (out->has_next && !is_time(out->axis, out->next_time))
        tie_json_fault(in.next, "a time beyond the calendar");
    return true;
}

void tie_saved_charts(tie_arena *arena, tie_json list, tie_result *out) {
    TIE_VEC(tie_chart) charts = {0};
    tie_chart chart;
    tie_json_walk walk = tie_json_items(list);
    for (tie_json item; list.file && tie_json_next(&walk, &item);) {
        if (!read_chart(arena, item, &chart))
            continue;
        chart.id = (unsigned)charts.count + 1;
        *TIE_PUSH(arena, &charts) = chart;
    }
    out->charts = charts.items;
    out->chart_count = charts.count;
}

/* ---- Sources ---- */

static void read_agreement(tie_json value, tie_rate *out) {
    typedef struct rate_row {
        tie_json n, rate, lo, hi;
    } rate_row;
    static const tie_field fields[] = {
        {"n", TIE_FIELD_JSON, offsetof(rate_row, n), true, NULL},
        {"rate", TIE_FIELD_JSON, offsetof(rate_row, rate), false, NULL},
        {"lo", TIE_FIELD_JSON, offsetof(rate_row, lo), false, NULL},
        {"hi", TIE_FIELD_JSON, offsetof(rate_row, hi), false, NULL},
    };
    rate_row in = {0};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in))
        return;
    *out = tie_stat_agreement(0, number(in.n)); /* says how it is found, or why it is not */
    out->rate = real(in.rate, 0);
    out->lo = real(in.lo, 0);
    out->hi = real(in.hi, 0);
}

/* A count and the member of the object that holds it. */
typedef struct count {
    const char *key;
    uint32_t *out;
} count;

static void read_counts(tie_json object, const count *counts, size_t n) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; object.file && tie_json_next(&walk, &member);)
        for (size_t i = 0; i < n; i++)
            if (tie_str_eq(member.key, tie_str_c(counts[i].key)))
                *counts[i].out = number(member);
}
#define COUNTS(object, counts) read_counts((object), (counts), sizeof(counts) / sizeof *(counts))

static bool read_source(tie_json value, tie_source *out) {
    typedef struct source_row {
        tie_str name;
        tie_json agreement, arithmetic, precision, changed;
    } source_row;
    static const tie_field fields[] = {
        {"source", TIE_FIELD_STR, offsetof(source_row, name), true, NULL},
        {"agreement", TIE_FIELD_JSON, offsetof(source_row, agreement), true, NULL},
        {"arithmetic", TIE_FIELD_JSON, offsetof(source_row, arithmetic), true, NULL},
        {"precision", TIE_FIELD_JSON, offsetof(source_row, precision), true, NULL},
        {"changed", TIE_FIELD_JSON, offsetof(source_row, changed), true, NULL},
    };
    source_row in = {0};
    tie_source s = {0};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in))
        return false;
    uint32_t days = 0;
    const count own[] = {{"documents", &s.docs}, {"figures", &s.claims},
                         {"rank", &s.rank},      {"comparable", &s.comparable},
                         {"items", &s.items},    {"repeated", &s.repeated},
                         {"group", &s.group}};
    const count arithmetic[] = {{"held", &s.held}, {"failed", &s.failed}};
    const count precision[] = {{"exact", &s.exact},
                               {"hedged", &s.hedged},
                               {"round", &s.round},
                               {"round_of", &s.long_figures},
                               {"median_digits", &s.digits}};
    const count changed[] = {{"updates", &s.updates},
                             {"corrected", &s.corrected},
                             {"restated", &s.restated},
                             {"lags", &s.lags},
                             {"median_days", &days}};
    s.name = in.name;
    read_agreement(in.agreement, &s.agreement);
    COUNTS(value, own);
    COUNTS(in.arithmetic, arithmetic);
    COUNTS(in.precision, precision);
    COUNTS(in.changed, changed);
    s.lag_days = (int32_t)days;
    *out = s;
    return true;
}

/* Where pairs and groups name the sources. */
typedef struct auditor {
    tie_arena *arena;
    tie_map places; /* of sources, by name */
    TIE_VEC(tie_source) sources;
} auditor;

static bool find_source(const auditor *a, tie_json value, tie_str name, uint32_t *out) {
    const uint32_t *at = tie_map_find(&a->places, tie_hash(name));
    if (!at)
        tie_json_fault(value, "no source of the audit: \"%.*s\"", TIE_FMT(name));
    else
        *out = *at;
    return at != NULL;
}

static bool read_pair(const auditor *a, tie_json value, tie_copying *out) {
    typedef struct pair_row {
        tie_str a, b;
        bool one_vote;
        tie_json p;
    } pair_row;
    static const tie_field fields[] = {
        {"a", TIE_FIELD_STR, offsetof(pair_row, a), true, NULL},
        {"b", TIE_FIELD_STR, offsetof(pair_row, b), true, NULL},
        {"one_vote", TIE_FIELD_BOOL, offsetof(pair_row, one_vote), false, NULL},
        {"p", TIE_FIELD_JSON, offsetof(pair_row, p), false, NULL},
    };
    pair_row in = {0};
    tie_copying pair = {0};
    const count counts[] = {{"items", &pair.items},
                            {"same_minority", &pair.same},
                            {"any_minority", &pair.either},
                            {"common", &pair.common},
                            {"verbatim", &pair.verbatim}};
    if (!TIE_JSON_READ_KNOWN(value, fields, &in) || !find_source(a, value, in.a, &pair.a) ||
        !find_source(a, value, in.b, &pair.b))
        return false;
    COUNTS(value, counts);
    pair.one_vote = in.one_vote;
    pair.p = real(in.p, 1);
    *out = pair;
    return true;
}

static tie_source_group read_group(const auditor *a, tie_json list) {
    TIE_VEC(uint32_t) members = {0};
    tie_json_walk walk = tie_json_items(list);
    uint32_t at;
    tie_str name;
    for (tie_json item; tie_json_next(&walk, &item);)
        if (tie_json_str(item, &name) && find_source(a, item, name, &at))
            *TIE_PUSH(a->arena, &members) = at;
    return (tie_source_group){members.items, (uint32_t)members.count};
}

static void read_copies(const auditor *a, tie_json pairs, tie_json groups, tie_sources *out) {
    TIE_VEC(tie_copying) found = {0};
    TIE_VEC(tie_source_group) connected = {0};
    tie_copying pair;
    tie_json_walk walk = tie_json_items(pairs);
    for (tie_json item; tie_json_next(&walk, &item);)
        if (read_pair(a, item, &pair))
            *TIE_PUSH(a->arena, &found) = pair;
    walk = tie_json_items(groups);
    for (tie_json item; tie_json_next(&walk, &item);)
        *TIE_PUSH(a->arena, &connected) = read_group(a, item);
    out->pairs = found.items;
    out->pair_count = found.count;
    out->groups = connected.items;
    out->group_count = connected.count;
}

void tie_saved_sources(tie_arena *arena, tie_json value, tie_result *out) {
    typedef struct audit_row {
        tie_json items, nameless, sources, pairs, groups;
        bool text;
    } audit_row;
    static const tie_field fields[] = {
        {"items", TIE_FIELD_JSON, offsetof(audit_row, items), true, NULL},
        {"figures_without_source", TIE_FIELD_JSON, offsetof(audit_row, nameless), true, NULL},
        {"sources", TIE_FIELD_JSON, offsetof(audit_row, sources), true, NULL},
        {"pairs", TIE_FIELD_JSON, offsetof(audit_row, pairs), true, NULL},
        {"groups", TIE_FIELD_JSON, offsetof(audit_row, groups), true, NULL},
        {"passages", TIE_FIELD_BOOL, offsetof(audit_row, text), false, NULL},
    };
    audit_row in = {0};
    auditor a = {.arena = arena};
    tie_source source;
    if (!value.file || !TIE_JSON_READ_KNOWN(value, fields, &in))
        return;
    tie_json_walk walk = tie_json_items(in.sources);
    for (tie_json item; tie_json_next(&walk, &item);) {
        if (!read_source(item, &source))
            continue;
        tie_map_put(&a.places, arena, tie_hash(source.name), (uint32_t)a.sources.count);
        *TIE_PUSH(arena, &a.sources) = source;
    }
    tie_sources *all = TIE_NEW(arena, tie_sources, 1);
    all->items = a.sources.items;
    all->count = a.sources.count;
    all->cells = number(in.items);
    all->nameless = number(in.nameless);
    all->text = in.text;
    read_copies(&a, in.pairs, in.groups, all);
    out->sources = all;
}
