/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tieout accept: a finding is known and all right. */
#include "cli/cli.h"

#include "base/date.h"
#include "reports/suppress.h"

bool tie_cli_is_fingerprint(tie_str s) {
    size_t digits = 0;
    while (digits < s.len && strchr("0123456789abcdef", s.ptr[digits]) && s.ptr[digits])
        digits++;
    bool numbered = digits + 1 < s.len && s.ptr[digits] == '/';
    for (size_t i = digits + 1; numbered && i < s.len; i++)
        numbered = tie_ascii_digit(s.ptr[i]);
    return (digits == 8 || digits == 16) && (digits == s.len || numbered);
}

static tie_code add(tie_cli *cli, tie_str path, tie_str fingerprint, tie_cli_faults *faults,
                    tie_err *err) {
    const tie_cli_options *o = &cli->options;
    tie_suppression entry = {.finding = fingerprint, .reason = o->reason};
    tie_str text = {0}, more;
    if (o->until.year)
        entry.until = tie_period_of(o->until);
    tie_code code = tie_cli_read_if_there(cli, path, &text, err);
    if (!code)
        code = tie_suppressions_add(cli->arena, path, text, &entry, tie_cli_tell_fault, faults,
                                    &more, err);
    return code ? code : tie_outfile_write(cli->arena, path, more, err);
}

int tie_cmd_accept(tie_cli *cli) {
    const tie_cli_options *o = &cli->options;
    tie_str path = tie_cli_suppress_file(cli);
    tie_cli_faults faults = {cli, 0};
    tie_err err = {0};
    if (!o->operands.count)
        return tie_cli_usage(cli, "which finding? name it by its fingerprint");
    if (!o->reason.len)
        return tie_cli_usage(cli, "accept needs a reason: --reason TEXT");
    if (o->until.year && tie_date_last_day(o->until) < tie_date_first_day(cli->today))
        return tie_cli_usage(cli, "the day of --until has passed: the finding would count again");
    for (size_t i = 0; i < o->operands.count; i++) {
        if (!tie_cli_is_fingerprint(o->operands.items[i]))
            return tie_cli_usage(cli, "a fingerprint has 8 or 16 hexadecimal digits, as printed");
    }
    for (size_t i = 0; i < o->operands.count; i++) {
        if (add(cli, path, o->operands.items[i], &faults, &err)) {
            if (!faults.told)
                tie_cli_complain(cli, &err);
            return TIE_EXIT_USAGE;
        }
    }
    return TIE_EXIT_NOTHING;
}
