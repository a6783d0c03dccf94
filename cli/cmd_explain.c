/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout explain: the checks in words, and findings step by step. */
#include "cli/rule_words.h"

#include "analyze/explain.h"
#include "base/err.h"
#include "reports/terminal.h"

static void list(tie_buf *out) {
    for (size_t i = 0; i < TIE_CHECK_COUNT; i++)
        tie_buf_printf(out, "  %-12s %s\n", tie_checks[i].code, tie_checks[i].title);
    tie_buf_puts(out, "\ntieout explain CODE tells more.\n");
}

static void put_prose(tie_cli *cli, tie_buf *out, tie_str text, unsigned indent) {
    tie_prose prose = tie_prose_new(cli->scratch, false);
    tie_prose_add(&prose, text);
    tie_put_blanks(out, indent);
    tie_prose_put(out, &prose, indent, tie_cli_style(cli).width, TIE_INK_PLAIN);
}

static void put_section(tie_cli *cli, tie_buf *out, const char *label, tie_str text) {
    tie_buf_printf(out, "\n%s\n", label);
    put_prose(cli, out, text, 2);
}

/* rule: of a pack; NULL: what the check does by itself. */
static void explain(tie_cli *cli, tie_buf *out, const tie_check *check, const tie_rule *rule,
                    const tie_records *records) {
    tie_arena *arena = cli->scratch;
    tie_str name = rule ? tie_rule_name(arena, rule) : tie_str_c(check->code);
    tie_str words = rule ? tie_rule_words(arena, rule) : tie_str_c(check->title);
    tie_str severity = rule ? tie_rule_severity(arena, rule) : tie_str_c(check->severity);
    tie_record record = tie_record_find(records, rule ? name : tie_check_rule_name(arena, check));
    put_prose(cli, out, tie_arena_printf(arena, "%.*s: %.*s", TIE_FMT(name), TIE_FMT(words)), 0);
    tie_buf_putc(out, '\n');
    if (rule)
        put_prose(cli, out, tie_arena_printf(arena, "A rule of the check %s.", check->code), 0);
    put_prose(cli, out, tie_str_c(check->why), 0);
    put_section(cli, out, "Reported:", tie_str_c(check->fires));
    put_section(cli, out, "Not reported:", tie_str_c(check->quiet));
    put_section(cli, out, "Severity:", severity);
    put_section(cli, out, "Found right by people:", tie_record_words(arena, record));
}

static int unknown(tie_cli *cli, tie_str code) {
    enum { FAR = 3 };
    unsigned best = FAR;
    const char *nearest = NULL;
    for (size_t i = 0; i < TIE_CHECK_COUNT; i++) {
        unsigned d = tie_str_distance(code, tie_str_c(tie_checks[i].code), FAR);
        if (d < best) {
            best = d;
            nearest = tie_checks[i].code;
        }
    }
    tie_err err = {0};
    tie_fail(&err, TIE_EUSAGE, "no check or rule is called %.*s", TIE_FMT(code));
    if (nearest)
        tie_err_hint(&err, "did you mean tieout explain %s?", nearest);
    else
        tie_err_hint(&err, "tieout explain lists them all");
    tie_cli_complain(cli, &err);
    return TIE_EXIT_USAGE;
}

/* ---- A finding ---- */

static bool is_fingerprint(tie_str s) {
    enum { SHORTEST = 6, LONGEST = 16 };
    bool hex = s.len >= SHORTEST && s.len <= LONGEST;
    for (size_t i = 0; hex && i < s.len; i++)
        hex = tie_ascii_digit(s.ptr[i]) || (s.ptr[i] >= 'a' && s.ptr[i] <= 'f');
    return hex;
}

static int explain_in(tie_cli *cli, tie_corpus *corpus, tie_str digits, bool unread) {
    tie_err err = {0};
    tie_run *run = NULL;
    tie_buf text = tie_buf_new(cli->arena), out = tie_buf_new(cli->arena);
    bool failed = tie_corpus_read(corpus, NULL, NULL, true, &err) ||
                  tie_run_new(corpus, &run, &err) || tie_explain(run, digits, &text, &err);
    unread = tie_cli_tell_unread(cli, corpus) || unread;
    if (failed) {
        tie_cli_complain(cli, &err);
    } else {
        tie_cli_put_lines(&out, "", tie_buf_str(&text));
        tie_cli_write(cli, &out);
    }
    tie_run_free(run);
    return failed ? TIE_EXIT_USAGE : unread ? TIE_EXIT_UNREAD : TIE_EXIT_NOTHING;
}

static int explain_finding(tie_cli *cli, tie_strs operands) {
    bool unread = false;
    int status = TIE_EXIT_USAGE;
    if (!tie_cli_has_inputs(cli, operands.count - 1))
        return tie_cli_usage(cli, "name the files or folders in which the finding was made, too");
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    if (!rules)
        return status;
    tie_strs paths = {operands.items + 1, operands.count - 1};
    tie_corpus *corpus = tie_cli_corpus(cli, rules, paths, &unread);
    if (corpus)
        status = explain_in(cli, corpus, operands.items[0], unread);
    tie_corpus_free(corpus);
    tie_ruleset_free(rules);
    return status;
}

/* "core:compare" is the check itself; "pack:id" a rule of a pack in force. NULL: neither. */
static const tie_check *find(const tie_ruleset *rules, tie_arena *arena, tie_str name,
                             const tie_rule **rule) {
    static const tie_str CORE = TIE_STR("core:");
    *rule = NULL;
    if (tie_str_starts(name, CORE))
        return tie_check_find(tie_str_sub(name, CORE.len, name.len));
    for (size_t i = 0; i < rules->rules.count; i++)
        if (tie_str_eq(name, tie_rule_name(arena, &rules->rules.items[i])))
            *rule = &rules->rules.items[i];
    return tie_check_find(*rule ? (*rule)->check : name);
}

static int explain_all(tie_cli *cli, const tie_ruleset *rules, tie_strs codes) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_records records;
    if (!tie_cli_records(cli, &records))
        return TIE_EXIT_USAGE;
    for (size_t i = 0; i < codes.count; i++) {
        const tie_rule *rule;
        const tie_check *check = find(rules, cli->scratch, codes.items[i], &rule);
        if (!check)
            return unknown(cli, codes.items[i]);
        if (i)
            tie_buf_puts(&out, "\n");
        explain(cli, &out, check, rule, &records);
    }
    tie_cli_write(cli, &out);
    return TIE_EXIT_NOTHING;
}

int tie_cmd_explain(tie_cli *cli) {
    tie_buf out = tie_buf_new(cli->arena);
    tie_strs codes = TIE_STRS_OF(cli->options.operands);
    if (codes.count && !tie_check_find(codes.items[0]) && is_fingerprint(codes.items[0]))
        return explain_finding(cli, codes);
    if (!codes.count) {
        list(&out);
        tie_cli_write(cli, &out);
        return TIE_EXIT_NOTHING;
    }
    tie_ruleset *rules = tie_cli_rules(cli, TIE_STRS_OF(cli->options.packs));
    int status = rules ? explain_all(cli, rules, codes) : TIE_EXIT_USAGE;
    tie_ruleset_free(rules);
    return status;
}
