#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/fuzz/run.sh BUILD SECONDS [TARGET...]: runs each fuzz target that long from the seeds of the tree:
# the inputs of the golden cases, the examples, the packs. What it learned stays in BUILD/corpus-TARGET; an
# input that fails is kept in BUILD/crash-TARGET-*, and makes a good golden case.
set -euo pipefail
build=$(realpath "$1") seconds=$2
shift 2
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
targets=("$@")
[ $# -gt 0 ] || targets=(number pack document pipeline)
failed=0
for target in "${targets[@]}"; do
    seeds=$build/seeds-$target
    rm -rf "$seeds"
    mkdir -p "$seeds" "$build/corpus-$target"
    case $target in
    pack) files=(rules/packs/*.json rules/lexicons/*.json examples/*.json) ;;
    *) mapfile -t files < <(find examples/corpus tests/golden/*.d/in -type f -size -64k 2>/dev/null) ;;
    esac
    for i in "${!files[@]}"; do
        [ ! -f "${files[$i]}" ] || cp "${files[$i]}" "$seeds/$i"
    done
    log=$build/fuzz-$target.log
    status=0
    # Stack traces of the program are all that a finding needs; leaks are looked for at the end of each run.
    "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$build/crash-$target-" "$build/corpus-$target" "$seeds" \
        >"$log" 2>&1 || status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
    cover=$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1)
    if [ $status = 0 ]; then
        printf '%-9s clean after %s runs in %s s, %s\n' "$target" "${runs:-?}" "$seconds" "${cover:-cov: ?}"
    else
        failed=$((failed + 1))
        printf '%-9s FAILED\n' "$target"
        grep -E 'does not hold|ERROR|SUMMARY|runtime error|Test unit written|    #[0-9] ' "$log" | head -n 25 | sed 's/^/    /'
    fi
done
[ $failed = 0 ]
