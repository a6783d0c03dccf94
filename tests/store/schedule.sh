#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/store/schedule.sh TIEOUT: the units of examples/schedule are sound for systemd, where it is there, and the
# line for cron does what it says. Last line "N passed, N failed".
set -uo pipefail
tieout=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# result WHAT STATUS
result() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1: status $2"
    fi
}

if command -v systemd-analyze >/dev/null; then
    for unit in examples/schedule/*.service examples/schedule/*.timer; do
        sed "s#/usr/local/bin/tieout#$tieout#" "$unit" >"$work/${unit##*/}"
    done
    for unit in "$work"/*.service "$work"/*.timer; do
        said=$(systemd-analyze --man=no verify "$unit" 2>&1)
        status=$?
        [ -z "$said" ] || { echo "$said"; status=1; }
        result "${unit##*/}" "$status"
    done
else
    echo "skipped: systemd-analyze is not there, units are not looked at"
fi

# The command of the line, with the folders of a machine of our own: findings are no failure, twice.
mkdir "$work/lib" "$work/etc"
cp -r examples/corpus "$work/corpus"
cp examples/roads.json "$work/etc"
printf '{"packs":["./roads.json"],"inputs":["../corpus"],"jobs":{"daily":{"db":"../lib/daily.db"}}}\n' >"$work/etc/tieout.json"
command=$(sed -n 's/^30 5 \* \* \* tieout //p' examples/schedule/crontab |
    sed "s#/usr/local/bin/tieout#$tieout#; s#/var/lib/tieout#$work/lib#g; s#/etc/tieout#$work/etc#g")
for n in first second; do
    said=$(sh -c "$command" 2>&1)
    status=$?
    [ -z "$said" ] || { echo "$said"; status=1; }
    result "cron, $n run" "$status"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
