/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extract/sidecar.h"

#include "base/err.h"
#include "base/io.h"
#include "rules/glob.h"

enum { COLUMNS = 6 };

static const char *const names[COLUMNS] = {"path", "source", "date", "place", "title", "url"};

static tie_str *column(tie_sidecar_row *row, int i) {
    tie_str *const fields[COLUMNS] = {&row->path,  &row->source, &row->date,
                                      &row->place, &row->title,  &row->url};
    return fields[i];
}

/* One field at *at, unquoted into the arena; last: it ends its record. */
static tie_str read_field(tie_arena *arena, tie_str text, size_t *at, bool *last) {
    tie_buf buf = tie_buf_new(arena);
    bool quoted = *at < text.len && text.ptr[*at] == '"';
    *at += quoted;
    while (*at < text.len) {
        char c = text.ptr[*at];
        if (quoted && c == '"') {
            bool doubled = *at + 1 < text.len && text.ptr[*at + 1] == '"';
            if (!doubled) {
                quoted = false;
                (*at)++;
                continue;
            }
            (*at)++;
        } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
            break;
        }
        tie_buf_putc(&buf, c);
        (*at)++;
    }
    *last = *at >= text.len || text.ptr[*at] != ',';
    if (*last && *at < text.len && text.ptr[*at] == '\r')
        (*at)++;
    if (*at < text.len)
        (*at)++;
    return tie_str_trim(tie_buf_str(&buf));
}

static tie_code read_header(tie_arena *arena, tie_str path, tie_str text, size_t *at, int *order,
                            size_t *count, tie_err *err) {
    bool last = false, has_path = false;
    *count = 0;
    while (!last) {
        size_t begin = *at;
        tie_str name = read_field(arena, text, at, &last);
        int found = -1;
        for (int i = 0; i < COLUMNS; i++)
            if (tie_str_eq_fold(name, tie_str_c(names[i])))
                found = i;
        if (found < 0 || *count == COLUMNS) {
            tie_fail_at(err, TIE_EUSAGE, path, text, begin, "unknown column \"%.*s\"",
                        TIE_FMT(name));
            tie_err_hint(err, "columns are path, source, date, place, title, url");
            return TIE_EUSAGE;
        }
        order[(*count)++] = found;
        has_path |= found == 0;
    }
    if (!has_path)
        return tie_fail_at(err, TIE_EUSAGE, path, text, 0, "no column \"path\" in the first line");
    return TIE_OK;
}

tie_code tie_sidecar_read(tie_arena *arena, tie_str path, tie_sidecar *out, tie_err *err) {
    enum { LARGEST = 64 * 1024 * 1024 };
    tie_str text;
    tie_code code = tie_io_read(arena, path, LARGEST, &text, err);
    if (code)
        return code;
    size_t at = tie_str_starts(text, TIE_STR("\xEF\xBB\xBF")) ? 3 : 0, count;
    int order[COLUMNS];
    if ((code = read_header(arena, path, text, &at, order, &count, err)))
        return code;
    TIE_VEC(tie_sidecar_row) rows = {0};
    while (at < text.len) {
        tie_sidecar_row row = {0};
        bool last = false;
        for (size_t i = 0; !last; i++) {
            tie_str field = read_field(arena, text, &at, &last);
            if (i < count)
                *column(&row, order[i]) = field;
        }
        if (row.path.len)
            *TIE_PUSH(arena, &rows) = row;
    }
    *out = (tie_sidecar){rows.items, rows.count};
    return TIE_OK;
}

static void fill(tie_str *field, tie_str value) {
    if (!field->len && value.len)
        *field = value;
}

/* YYYY-MM-DD, YYYY_MM_DD or YYYYMMDD anywhere in a file name. */
static bool date_in_name(tie_str name, tie_date *out) {
    for (size_t i = 0; i + 8 <= name.len; i++) {
        char digits[9] = {0};
        size_t n = 0, at = i;
        while (at < name.len && n < 8) {
            bool separator = (n == 4 || n == 6) && at > i && strchr("-_.", name.ptr[at]);
            if (!separator && !tie_ascii_digit(name.ptr[at]))
                break;
            if (!separator)
                digits[n++] = name.ptr[at];
            at++;
        }
        bool bounded = (i == 0 || !tie_ascii_digit(name.ptr[i - 1])) &&
                       (at == name.len || !tie_ascii_digit(name.ptr[at]));
        if (n < 8 || !bounded)
            continue;
        int value[3] = {0};
        for (size_t d = 0; d < 8; d++) {
            int *part = &value[d < 4 ? 0 : d < 6 ? 1 : 2];
            *part = *part * 10 + (digits[d] - '0');
        }
        tie_date date = {(int16_t)value[0], (uint8_t)value[1], (uint8_t)value[2]};
        if (value[0] >= 1500 && value[0] <= 2100 && date.month && date.day &&
            tie_date_valid(date)) {
            *out = date;
            return true;
        }
    }
    return false;
}

static void apply_rule(const tie_source_rule *rule, tie_doc *doc) {
    fill(&doc->source, rule->source);
    fill(&doc->title, rule->title);
    fill(&doc->place, rule->place);
    fill(&doc->url, rule->url);
    tie_date date;
    if (!doc->date.known && rule->date.known)
        doc->date = rule->date;
    else if (!doc->date.known && rule->date_from_name &&
             date_in_name(tie_path_base(doc->path), &date))
        doc->date = tie_period_of(date);
}

void tie_sidecar_apply(const tie_sidecar *sidecar, const tie_ruleset *rules, tie_doc *doc) {
    for (size_t i = 0; i < sidecar->count; i++) {
        const tie_sidecar_row *row = &sidecar->rows[i];
        bool same =
            tie_str_eq(row->path, doc->path) || tie_str_eq(row->path, tie_path_base(doc->path));
        if (!same)
            continue;
        fill(&doc->source, row->source);
        fill(&doc->title, row->title);
        fill(&doc->place, row->place);
        fill(&doc->url, row->url);
        tie_date date;
        if (!doc->date.known && row->date.len && tie_date_parse(row->date, &date) == TIE_OK)
            doc->date = tie_period_of(date);
        break;
    }
    for (size_t i = rules->sources.count; i-- > 0;)
        if (tie_glob_match(rules->sources.items[i].path, doc->path))
            apply_rule(&rules->sources.items[i], doc);
}

void tie_defaults_apply(const tie_defaults *defaults, const tie_ruleset *rules, tie_doc *doc) {
    fill(&doc->source, defaults->source);
    fill(&doc->place, defaults->place);
    fill(&doc->place, rules->subject_place);
    bool dated = doc->date.known && doc->date.to.year != TIE_YEAR_UNKNOWN;
    if (!dated && defaults->date.year)
        doc->date = tie_period_of(defaults->date);
}
