/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rule_words.h"

#include "base/dec.h"
#include "base/io.h"

tie_str tie_rule_name(tie_arena *arena, const tie_rule *rule) {
    return tie_arena_printf(arena, "%.*s:%.*s", TIE_FMT(rule->pack), TIE_FMT(rule->id));
}

tie_str tie_check_rule_name(tie_arena *arena, const tie_check *check) {
    return tie_arena_printf(arena, "core:%s", check->code);
}

tie_str tie_rule_words(tie_arena *arena, const tie_rule *rule) {
    const tie_check *check = tie_check_find(rule->check);
    tie_buf words = tie_buf_new(arena);
    if (rule->message.len)
        tie_buf_add(&words, rule->message);
    else
        tie_buf_puts(&words, check ? check->title : "");
    if (rule->expression.len)
        tie_buf_printf(&words, " (%.*s)", TIE_FMT(rule->expression));
    for (size_t i = 0; i < rule->measure_count; i++)
        tie_buf_printf(&words, "%s%.*s", i ? ", " : "; of ", TIE_FMT(rule->measures[i]));
    return tie_buf_str(&words);
}

tie_str tie_rule_severity(tie_arena *arena, const tie_rule *rule) {
    const tie_check *check = tie_check_find(rule->check);
    tie_buf words = tie_buf_new(arena);
    if (rule->off)
        return TIE_STR("off: nothing is reported");
    if (rule->severity >= 0)
        tie_buf_printf(&words, "%s of a conflict, and never more",
                       tie_severity_name((tie_severity)rule->severity));
    else
        tie_buf_puts(&words, check ? check->severity : "");
    if (tie_dec_sign(rule->tolerance) > 0) {
        tie_buf_puts(&words, "; each figure widened by its share ");
        tie_dec_render(&words, rule->tolerance);
    }
    return tie_buf_str(&words);
}

bool tie_cli_records(tie_cli *cli, tie_records *out) {
    tie_str path = tie_cli_judgements_file(cli);
    tie_cli_faults faults = {cli, 0};
    tie_judgements judgements = {0};
    tie_err err = {0};
    *out = (tie_records){0};
    if (!cli->options.judgements.len && !tie_io_exists(path))
        return true;
    if (!tie_judgements_read(cli->arena, path, tie_cli_tell_fault, &faults, &judgements, &err)) {
        *out = tie_judgements_tally(cli->arena, &judgements);
        return true;
    }
    if (!faults.told)
        tie_cli_complain(cli, &err);
    return false;
}

tie_str tie_record_words(tie_arena *arena, tie_record record) {
    if (!record.judged)
        return TIE_STR("none judged");
    return tie_arena_printf(arena, "judged %u, right %u", record.judged, record.right);
}
