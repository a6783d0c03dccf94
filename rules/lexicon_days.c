/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods and days that have names: "the summer", Easter, the first Monday of September. */
#include "rules/lexicon.h"

/* {form: period}: a and b are the printed ends, by tie_date_pack. */
void tie_lexicon_named_periods(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        tie_str text;
        tie_period period;
        if (!tie_json_str(member, &text))
            continue;
        tie_entry entry = {.lex = (uint8_t)lex};
        if (tie_period_parse(text, &period) != TIE_OK || !period.known || period.from_open ||
            period.to_open) {
            tie_json_fault(member, "a period with two ends expected");
            continue;
        }
        entry.a = tie_dec_int(tie_date_pack(period.from));
        entry.b = tie_dec_int(tie_date_pack(period.to));
        tie_loader_form(loader, member, member.key, entry);
    }
}

static bool one_digit(tie_str s, size_t at, int low, int high, int *out) {
    *out = at < s.len ? s.ptr[at] - '0' : -1;
    return *out >= low && *out <= high;
}

/* "09-W1-1": the first Monday of September; "05-WL-1": the last of May. */
static bool parse_nth_weekday(tie_str s, tie_entry *entry) {
    int month, nth, weekday;
    bool shaped = s.len == 7 && tie_str_eq(tie_str_sub(s, 2, 4), TIE_STR("-W")) && s.ptr[5] == '-';
    if (!shaped || !tie_ascii_digit(s.ptr[0]) || !tie_ascii_digit(s.ptr[1]))
        return false;
    month = 10 * (s.ptr[0] - '0') + (s.ptr[1] - '0');
    nth = TIE_NTH_LAST;
    if ((s.ptr[4] != 'L' && !one_digit(s, 4, 1, 4, &nth)) || !one_digit(s, 6, 1, 7, &weekday))
        return false;
    entry->arg = TIE_NAMED_WEEKDAY;
    entry->a = tie_dec_int(tie_date_pack((tie_date){0, (uint8_t)month, (uint8_t)weekday}));
    entry->b = tie_dec_int(nth);
    return month >= 1 && month <= 12;
}

/* "easter", "easter-2", "easter+49": so many days from Easter Sunday. */
static bool parse_easter(tie_str s, tie_entry *entry) {
    enum { YEAR = 366 };
    tie_str name = TIE_STR("easter");
    if (s.len < name.len || !tie_str_eq(tie_str_sub(s, 0, name.len), name))
        return false;
    int days = 0;
    for (size_t i = name.len + 1; i < s.len && days < YEAR; i++) {
        if (!tie_ascii_digit(s.ptr[i]))
            return false;
        days = 10 * days + (s.ptr[i] - '0');
    }
    bool minus = s.len > name.len && s.ptr[name.len] == '-';
    entry->arg = TIE_NAMED_EASTER;
    entry->a = tie_dec_int(minus ? -days : days);
    return s.len == name.len || minus || s.ptr[name.len] == '+';
}

/* {form: rule}: days that fall on another date in each year. */
void tie_lexicon_moving_days(tie_loader *loader, tie_json object, tie_lex lex) {
    tie_json_walk walk = tie_json_members(object);
    for (tie_json member; tie_json_next(&walk, &member);) {
        tie_str text;
        tie_entry entry = {.lex = (uint8_t)lex};
        if (!tie_json_str(member, &text))
            continue;
        if (parse_nth_weekday(text, &entry) || parse_easter(text, &entry))
            tie_loader_form(loader, member, member.key, entry);
        else
            tie_json_fault(member, "a rule like \"09-W1-1\" or \"easter+49\" expected");
    }
}
