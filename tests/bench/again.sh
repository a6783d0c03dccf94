#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/bench/again.sh TIEOUT [MB [BYTES]]: what a second run of a job costs when one document in a hundred has changed,
# in processor time against the first run and against a check from scratch of the same files; one thread. What the two
# find must be equal. BYTES: of each document, at least, in the place of 2 to 20 KB.
set -euo pipefail
tieout=$(realpath "$1") megabytes=${2:-110} bytes=${3:-0}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I. -o "$work/gen" tests/bench/gen.c
cd "$work"
echo "corpus: $(./gen corpus docs "$megabytes" 1 "$bytes")"
echo '{"inputs": ["docs"]}' >tieout.json

# cost NAME COMMAND...: processor time in seconds, into NAME.cost; the exit status 1 tells of findings.
cost() {
    local name=$1 status=0
    shift
    TIMEFORMAT='%U %S %R'
    { time "$@" >"$name.out" 2>"$name.err" || status=$?; } 2>"$name.time"
    [ "$status" -le 1 ] || { cat "$name.err" >&2 && exit 1; }
    awk '{ print $1 + $2 }' "$name.time" >"$name.cost"
}
run=("$tieout" run -j 1 --today 2024-06-01)
cost first "${run[@]}"
sleep 1 # a file as young as the run before is looked at once more
find docs -type f | sort | awk 'NR % 100 == 1' | while read -r file; do
    echo "The police counted 4,712 boats in Kellerby in 2015." >>"$file"
done
cost second "${run[@]}"
cost third "${run[@]}"
cost check "$tieout" check -j 1 --today 2024-06-01 --no-config -a -o ndjson docs
"${run[@]}" -a -o ndjson 2>/dev/null | sed 's/,"state":"[a-z]*"//' >again.out || true
cmp -s again.out check.out || { echo "again: a run finds other things than a check" >&2 && exit 1; }
awk -v first="$(cat first.cost)" -v second="$(cat second.cost)" -v third="$(cat third.cost)" -v check="$(cat check.cost)" 'BEGIN {
    printf "first run %.2f s, second run with 1%% changed %.2f s (%.0f%%), third with nothing changed %.2f s (%.0f%%); check %.2f s\n",
        first, second, 100 * second / first, third, 100 * third / first, check }'
