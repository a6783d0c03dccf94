#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/packs.sh TIEOUT: the tests that every pack of the house and of the examples carries.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
passed=0 failed=0
for pack in rules/packs/*.json examples/*.json; do
    [[ $pack != rules/* ]] || pack=$(basename "$pack" .json) # by name, as installed
    output=$("$1" test "$pack" 2>&1)
    status=$?
    # The command ends with its own count, which is taken over when it can be read.
    if [[ $output =~ ([0-9]+)\ tests?\ passed,\ ([0-9]+)\ failed ]]; then
        passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
        [ "${BASH_REMATCH[1]}" != 0 ] || { failed=$((failed + 1)) && echo "$pack: carries no test"; }
    else
        failed=$((failed + 1))
    fi
    [ $status = 0 ] || printf '%s: exit status %d\n%s\n' "$pack" "$status" "$output"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
