#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/suggest.sh TIEOUT [SHARED]: a drafted pack passes its tests, and a check with it finds whatever a
# check without it finds: in the examples and, where they are, in the corpora of the reference data.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
tieout=$1 shared=${2:-../shared}
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# places ARGUMENT...: code, verdict, document and byte of each figure of each finding.
places() {
    "$tieout" check --all -o ndjson "$@" 2>/dev/null | awk '
        /^\{"row":"finding"/ {
            match($0, /"code":"[a-z]*"/); kind = substr($0, RSTART, RLENGTH)
            match($0, /"verdict":"[a-z-]*"/); kind = kind " " substr($0, RSTART, RLENGTH)
            while (match($0, /"doc":"[^"]*","segment":[^,]*,"start":[0-9]+/)) {
                print kind, substr($0, RSTART, RLENGTH)
                $0 = substr($0, RSTART + RLENGTH)
            }
        }' | sort -u
}

corpora=(examples/corpus)
for corpus in "$shared"/corpus/*/; do
    [[ ! -d $corpus || $corpus == */formats/ ]] || corpora+=("$corpus")
done
[ ${#corpora[@]} -gt 1 ] || echo "skipped: no reference corpora in $shared"
for corpus in "${corpora[@]}"; do
    name=$(basename "$corpus")
    "$tieout" suggest "$corpus" >"$work/draft.json" 2>"$work/errors" || cat "$work/errors"
    lost=$(comm -23 <(places "$corpus") <(places -p "$work/draft.json" "$corpus"))
    if "$tieout" test -q "$work/draft.json" && [ -z "$lost" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s: the draft fails or loses\n%s\n' "$name" "$lost"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
