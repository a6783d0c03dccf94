/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules in words: those of the checks themselves ("core:compare") and those of packs
 * ("casualties:killed"). */
#ifndef TIE_CLI_RULE_WORDS_H
#define TIE_CLI_RULE_WORDS_H

#include "cli/cli.h"
#include "reports/judge.h"
#include "rules/registry.h"
#include "rules/ruleset.h"

/* "pack:id", as findings print it. Owns: arena. */
tie_str tie_rule_name(tie_arena *arena, const tie_rule *rule);
tie_str tie_check_rule_name(tie_arena *arena, const tie_check *check);
/* What it says: its message, expression or check, and of which measures. Owns: arena. */
tie_str tie_rule_words(tie_arena *arena, const tie_rule *rule);
/* The severity of its findings, or that it is off. Owns: arena. */
tie_str tie_rule_severity(tie_arena *arena, const tie_rule *rule);

/* What: the catalogue of the rules as Markdown: checks with why and examples, packs with their
 * measures and rules. */
void tie_rules_markdown(tie_buf *out, tie_arena *scratch, const tie_ruleset *rules);

/* The records of the judgements that there are; none when there is no file. False when the file is
 * wrong, told. */
bool tie_cli_records(tie_cli *cli, tie_records *out);
/* "judged 40, right 36", or that none was judged. Owns: arena. */
tie_str tie_record_words(tie_arena *arena, tie_record record);

#endif
