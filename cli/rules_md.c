/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of rules as Markdown: each check with why and its examples, each pack with what it
 * measures and its rules. */
#include "cli/rule_words.h"
#include "reports/escape.h"

static void put(tie_buf *out, const char *before, tie_str words) {
    tie_buf_puts(out, before);
    tie_escape_markdown(out, words);
}

static void put_check(tie_buf *out, const tie_check *check) {
    put(out, "\n### ", tie_str_c(check->code));
    put(out, "\n\n**", tie_str_c(check->title));
    put(out, ".** ", tie_str_c(check->why));
    put(out, "\n\n- reported: ", tie_str_c(check->fires));
    put(out, "\n- not reported: ", tie_str_c(check->quiet));
    put(out, "\n- severity: ", tie_str_c(check->severity));
    tie_buf_putc(out, '\n');
}

/* True when there are any. */
static bool put_measures(tie_buf *out, const tie_ruleset *rules, tie_str pack) {
    bool any = false;
    for (size_t i = 0; i < rules->measures.count; i++) {
        const tie_measure *m = &rules->measures.items[i];
        if (!tie_str_eq(m->pack, pack))
            continue;
        if (!any)
            tie_buf_puts(out, "\n| measure | what it counts | kind | unit |\n|---|---|---|---|\n");
        any = true;
        put(out, "| ", m->id);
        put(out, " | ", m->title);
        put(out, " | ", tie_str_c(tie_measure_kind_name((int)m->kind)));
        put(out, " | ", m->unit);
        tie_buf_puts(out, " |\n");
    }
    return any;
}

static bool put_rules(tie_buf *out, tie_arena *scratch, const tie_ruleset *rules, tie_str pack) {
    bool any = false;
    for (size_t i = 0; i < rules->rules.count; i++) {
        const tie_rule *rule = &rules->rules.items[i];
        if (!tie_str_eq(rule->pack, pack))
            continue;
        if (!any)
            tie_buf_puts(out, "\n| rule | check | what it says | severity |\n|---|---|---|---|\n");
        any = true;
        put(out, "| ", rule->id);
        put(out, " | ", rule->check);
        put(out, " | ", tie_rule_words(scratch, rule));
        put(out, " | ", tie_rule_severity(scratch, rule));
        tie_buf_puts(out, " |\n");
    }
    return any;
}

void tie_rules_markdown(tie_buf *out, tie_arena *scratch, const tie_ruleset *rules) {
    tie_buf_puts(out, "# Rules\n\nWhat is checked, and what the rule packs add to it, as `tieout "
                      "rules -o md` prints it. `tieout explain NAME` tells of one; `tieout rules` "
                      "also says how many findings of each were judged, and how many were right."
                      "\n\n## Checks\n");
    for (size_t i = 0; i < TIE_CHECK_COUNT; i++)
        put_check(out, &tie_checks[i]);
    tie_buf_puts(out, "\n## Packs\n");
    for (size_t i = 0; i < rules->packs.count; i++) {
        put(out, "\n### ", rules->packs.items[i]);
        tie_buf_putc(out, '\n');
        bool measures = put_measures(out, rules, rules->packs.items[i]);
        if (!put_rules(out, scratch, rules, rules->packs.items[i]) && !measures)
            tie_buf_puts(out, "\nUnits, places or settings alone.\n");
    }
}
