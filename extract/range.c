/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two figures that are the ends of one range. */
#include "extract/number.h"

/* Tokens between the two sides of a range: "to", a dash, "and" after "between". 0: no range. */
static uint32_t range_joint(const tie_reader *reader, const tie_sentence *sentence, uint32_t first,
                            uint32_t at) {
    if (at + 1 >= sentence->end)
        return 0;
    if (tie_dash_at(reader, at, sentence->end)) {
        /* a third part makes it a phone number or a name: 1-222-2222, three-nought-four */
        bool third = (first > sentence->begin && tie_hyphen_at(reader, first - 1, first)) ||
                     tie_hyphen_at(reader, at + 2, sentence->end);
        return tie_glued(reader, at) == tie_glued(reader, at + 1) && !third ? 1 : 0;
    }
    uint32_t lead = first;
    if (lead > sentence->begin && (tie_word_at(reader, lead - 1, lead, "negative") ||
                                   tie_word_at(reader, lead - 1, lead, "minus")))
        lead--;
    bool from = lead > sentence->begin && tie_token_word(reader, lead - 1, "from");
    bool between = lead > sentence->begin && tie_token_word(reader, lead - 1, "between");
    if (between)
        return tie_token_word(reader, at, "and") ? 1 : 0;
    if (!tie_token_word(reader, at, "to") && !tie_token_word(reader, at, "through"))
        return 0;
    if (from) /* "rose from 5 to 10" is a change */
        for (uint32_t t = sentence->begin; t < first; t++)
            if (tie_found_at(reader, t, first, TIE_LEX_CHANGE))
                return 0;
    return 1;
}

/* A unit behind the lower end stands behind the upper end too: "0.5 points to 7.8 percent" is no
 * range. */
static bool same_unit(const tie_reader *r, const tie_entry *lower, uint32_t token, uint32_t limit) {
    const tie_entry *upper = tie_found_at(r, token, limit, TIE_LEX_UNIT);
    const tie_unit *units = r->rules->units.items;
    return !lower || (upper && tie_str_eq(units[lower->arg].id, units[upper->arg].id));
}

/* Joins "5 to 10", "$800 million to $1 billion" into one figure. */
void tie_join_ranges(tie_reader *reader, tie_sentence *sentence) {
    tie_figures *figures = &sentence->figures;
    size_t kept = 0;
    for (size_t i = 0; i < figures->count; i++) {
        tie_figure f = figures->items[i];
        bool plain = f.form == TIE_FORM_DIGITS || f.form == TIE_FORM_WORDS;
        if (kept && plain && !f.reject) {
            tie_figure *low = &figures->items[kept - 1];
            uint32_t at = low->end;
            const tie_entry *unit = tie_found_at(reader, at, sentence->end, TIE_LEX_UNIT);
            uint32_t skip = unit && at + unit->tokens < f.begin ? unit->tokens : 0;
            uint32_t step = range_joint(reader, sentence, low->begin, at + skip);
            uint32_t next = at + skip + step;
            const tie_entry *money =
                step ? tie_found_at(reader, next, sentence->end, TIE_LEX_UNIT_BEFORE) : NULL;
            next += money ? money->tokens : 0;
            /* "rose 15 % to $ 415.9 million" */
            bool same = (low->form == f.form || low->form == TIE_FORM_DIGITS) && !(unit && money) &&
                        same_unit(reader, unit, f.end, sentence->end);
            if (step && next == f.begin && same && !low->reject && !low->range &&
                tie_dec_cmp(low->value, f.value) < 0) {
                /* "5 to 10 million": the scale of the second serves both */
                tie_dec scaled = tie_times(low->value, tie_power_of_ten(f.scale));
                if (!low->scale && f.scale && tie_dec_cmp(scaled, f.value) < 0)
                    low->value = scaled;
                low->value_hi = f.value;
                low->decimals = low->decimals > f.decimals ? low->decimals : f.decimals;
                low->scale = f.scale;
                low->end = f.end;
                low->range = true;
                continue;
            }
        }
        figures->items[kept++] = f;
    }
    figures->count = kept;
}
