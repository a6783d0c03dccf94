/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout rules: every rule in force, and how many of its findings people found right. */
#include "cli/rule_words.h"
#include "reports/terminal.h"

typedef struct list {
    tie_cli *cli;
    tie_buf out;
    tie_report_style style;
    tie_records records;
} list;

static void put_line(list *l, tie_str words) {
    enum { INDENT = 4 };
    tie_prose prose = tie_prose_new(l->cli->scratch, false);
    tie_prose_add(&prose, words);
    tie_buf_puts(&l->out, "    ");
    tie_prose_put(&l->out, &prose, INDENT, l->style.width, TIE_INK_PLAIN);
}

static void put(list *l, tie_str name, tie_str words, tie_str severity) {
    tie_arena *arena = l->cli->scratch;
    tie_ink_put(&l->out, l->style.color, TIE_INK_STRONG, name);
    tie_buf_putc(&l->out, '\n');
    put_line(l, words);
    put_line(l, tie_arena_printf(arena, "severity: %.*s", TIE_FMT(severity)));
    put_line(l, tie_record_words(arena, tie_record_find(&l->records, name)));
}

static bool in_force(tie_arena *arena, const tie_ruleset *rules, tie_str name) {
    for (size_t i = 0; i < TIE_CHECK_COUNT; i++)
        if (tie_str_eq(name, tie_check_rule_name(arena, &tie_checks[i])))
            return true;
    for (size_t i = 0; i < rules->rules.count; i++)
        if (tie_str_eq(name, tie_rule_name(arena, &rules->rules.items[i])))
            return true;
    return false;
}

/* Verdicts on rules of packs that are not used here are not lost from sight. */
static void put_others(list *l, const tie_ruleset *rules) {
    bool first = true;
    for (size_t i = 0; i < l->records.count; i++) {
        tie_record record = l->records.items[i];
        if (in_force(l->cli->scratch, rules, record.rule))
            continue;
        tie_buf_puts(&l->out, first ? "\nJudged, of packs that are not used here:\n" : "");
        put_line(l, tie_arena_printf(l->cli->scratch, "%.*s: judged %u, right %u",
                                     TIE_FMT(record.rule), record.judged, record.right));
        first = false;
    }
}

static void put_text(list *l, const tie_ruleset *rules) {
    for (size_t i = 0; i < TIE_CHECK_COUNT; i++)
        put(l, tie_check_rule_name(l->cli->scratch, &tie_checks[i]), tie_str_c(tie_checks[i].title),
            tie_str_c(tie_checks[i].severity));
    for (size_t i = 0; i < rules->rules.count; i++) {
        const tie_rule *rule = &rules->rules.items[i];
        put(l, tie_rule_name(l->cli->scratch, rule), tie_rule_words(l->cli->scratch, rule),
            tie_rule_severity(l->cli->scratch, rule));
    }
    put_others(l, rules);
}

int tie_cmd_rules(tie_cli *cli) {
    list l = {.cli = cli, .out = tie_buf_new(cli->arena), .style = tie_cli_style(cli)};
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules || !tie_cli_records(cli, &l.records)) {
        tie_ruleset_free(rules);
        return TIE_EXIT_USAGE;
    }
    if (tie_str_eq(cli->options.format, TIE_STR("md")))
        tie_rules_markdown(&l.out, cli->scratch, rules);
    else
        put_text(&l, rules);
    tie_cli_write(cli, &l.out);
    tie_ruleset_free(rules);
    return TIE_EXIT_NOTHING;
}
