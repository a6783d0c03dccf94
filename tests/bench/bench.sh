#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/bench/bench.sh TIEOUT [MB]: how fast extract, check and repeats read a generated corpus, against ripgrep that
# prints every run of digits of the same bytes; every program once in each round, so that a slow moment of
# the machine hits all of them, and the median of the rounds. One thread unless it says two. What they print goes to
# /dev/null while they are timed: no file system has a part in it.
set -euo pipefail
tieout=$(realpath "$1") megabytes=${2:-50} rounds=${ROUNDS:-5}
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dir=build/bench
mkdir -p "$dir"
for tool in gen measure; do
    if [ -z "$(find "$dir/$tool" -newer "tests/bench/$tool.c" -newer tests/bench/grammar.h 2>/dev/null)" ]; then
        cc -O2 -std=c17 -D_POSIX_C_SOURCE=200809L -I. -o "$dir/$tool" "tests/bench/$tool.c"
    fi
done
corpus=$dir/corpus-$megabytes
if [ ! -s "$corpus.facts" ] || [ "$dir/gen" -nt "$corpus.facts" ]; then
    rm -rf "$corpus"
    "$dir/gen" corpus "$corpus" "$megabytes" 1 >"$corpus.facts"
fi
echo "corpus: $(cat "$corpus.facts")"
bytes=$(find "$corpus" -type f -printf '%s\n' | awk '{ n += $1 } END { printf "%d", n }')
find "$corpus" -type f -exec cat {} + >/dev/null # into the page cache

ripgrep=(rg --no-config -j 1 -I -N -o '[0-9][0-9,.]*')
extract=("$tieout" extract -o ndjson)
check=("$tieout" check -o ndjson)
repeats=("$tieout" repeats -o tsv)
export SOURCE_DATE_EPOCH=1717200000

# run_to OUTPUT COMMAND...: prints "seconds kilobytes processor-seconds".
run_to() {
    "$dir/measure" "$@" || {
        echo "bench: failed: $*" >&2
        exit 1
    }
}
# time_one NAME COMMAND...: adds such a line to the name's results.
time_one() { run_to /dev/null "${@:2}" >>"$dir/$1.times"; }
# keep NAME COMMAND...: what it prints.
keep() { run_to "$dir/$1.out" "${@:2}" >/dev/null; }
# median NAME [COLUMN]: of the seconds (1), of the kilobytes (2) or of the processor's seconds (3).
median() { sort -n -k "${2:-1},${2:-1}" "$dir/$1.times" | awk -v c="${2:-1}" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'; }

# each HOW: time_one or keep, of every command of ours.
each() {
    "$1" extract "${extract[@]}" -j 1 "$corpus"
    "$1" extract-2 "${extract[@]}" -j 2 "$corpus"
    "$1" check "${check[@]}" -j 1 "$corpus"
    "$1" check-2 "${check[@]}" -j 2 "$corpus"
    "$1" repeats "${repeats[@]}" -j 1 "$corpus"
    "$1" repeats-64M "${repeats[@]}" -j 1 --mem 64M "$corpus"
}

rm -f "$dir"/*.times
for ((round = 0; round < rounds; round++)); do
    time_one rg "${ripgrep[@]}" "$corpus"
    each time_one
done

row() { # row LABEL NAME
    awk -v label="$1" -v s="$(median "$2")" -v rg="$(median rg)" -v kb="$(median "$2" 2)" -v bytes="$bytes" 'BEGIN {
        printf "%-26s %8.1f MB/s   %6.2f s   %6.1f MB peak   1/%.1f of rg\n", label, bytes / s / 1e6, s, kb / 1024, s / rg }'
}
echo "medians of $rounds interleaved rounds"
row "rg -o '[0-9][0-9,.]*'" rg
row "tieout extract, 1 thread" extract
row "tieout extract, 2 threads" extract-2
row "tieout check, 1 thread" check
row "tieout check, 2 threads" check-2
row "tieout repeats, 1 thread" repeats
row "tieout repeats --mem 64M" repeats-64M
each keep
cmp -s "$dir/repeats.out" "$dir/repeats-64M.out" || { echo "bench: repeats finds other passages in 64M" >&2 && exit 1; }
awk -v e1="$(median extract)" -v e2="$(median extract-2)" -v c1="$(median check)" -v c2="$(median check-2)" 'BEGIN {
    printf "two threads against one: extract %.2f times as fast, check %.2f\n", e1 / e2, c1 / c2 }'
printf 'claims %s, rows of check %s\n' "$(wc -l <"$dir/extract.out")" "$(wc -l <"$dir/check.out")"
for name in extract check; do
    cmp -s "$dir/$name.out" "$dir/$name-2.out" || { echo "bench: $name prints other bytes with two threads" >&2 && exit 1; }
done

# Ten times the claims must not take much more than ten times the time: what check does beyond extract.
small=$dir/corpus-small
rm -rf "$small"
"$dir/gen" corpus "$small" $(((megabytes + 9) / 10)) 2 >/dev/null
for ((round = 0; round < rounds; round++)); do
    time_one small-extract "${extract[@]}" -j 1 "$small"
    time_one small-check "${check[@]}" -j 1 "$small"
done
awk -v e1="$(median small-extract 3)" -v c1="$(median small-check 3)" -v e2="$(median extract 3)" -v c2="$(median check 3)" \
    -v n1="$("${extract[@]}" -j 1 "$small" | wc -l)" -v n2="$(wc -l <"$dir/extract.out")" -v kb="$(median check 2)" 'BEGIN {
    few = c1 - e1; many = c2 - e2; if (few < 0.001) few = 0.001
    printf "grouping and comparing: %d claims in %.2f s, %d in %.2f s of the processor: %.1f times the claims, %.1f times the time; %.0f bytes a claim\n",
        n1, few, n2, many, n2 / n1, many / few, kb * 1024 / n2 }'

# One long document, one long line, one long file of rows: memory must not grow with them.
long=$dir/long
find "$corpus" -type f | sort | xargs cat >"$long.txt"
tr '\n' ' ' <"$long.txt" >"$long-line.txt"
# shellcheck disable=SC2016 # words of awk
find "$corpus" -type f | sort | xargs awk 'FNR == 1 { printf("%s{\"text\":\"", (NR > 1) ? "\"}\n" : "") }
    { gsub(/\\/, "\\\\"); gsub(/"/, "\\\""); printf "%s\\n", $0 } END { print "\"}" }' >"$long.jsonl"
for file in "$long.txt" "$long-line.txt" "$long.jsonl"; do
    rm -f "$dir/long.times"
    time_one long "${extract[@]}" -j 1 "$file"
    awk -v file="${file##*/}" -v mb="$megabytes" -v s="$(median long)" -v kb="$(median long 2)" 'BEGIN {
        printf "%-16s of %4d MB %8.2f s %7.1f MB peak%s\n", file, mb, s, kb / 1024, (kb > 65536) ? "  ABOVE 64 MB" : "" }'
done
rm -f "$long".* "$long"-line.txt

# One document that is a single paragraph, and one that is a single sentence: twice the bytes must not
# take much more than twice the time.
doubling() {
    local kind=$1 kb before='' now
    for ((kb = 64; kb <= 8192; kb *= 2)); do
        "$dir/gen" "$kind" $((kb * 1024)) 1 >"$dir/$kind.txt"
        rm -f "$dir/$kind.times"
        for round in 1 2 3; do time_one "$kind" "${extract[@]}" -j 1 "$dir/$kind.txt"; done
        now=$(median "$kind" 3)
        awk -v kind="$kind" -v kb="$kb" -v now="$now" -v before="$before" -v memory="$(median "$kind" 2)" 'BEGIN {
            printf "one %s of %5d KB %8.3f s %7.1f MB/s %7.1f MB peak", kind, kb, now, kb * 1024 / now / 1e6, memory / 1024
            if (before != "") printf "   %.2f times the one before%s", now / before, ((now > 0.2 && now / before > 2.3) ? "  NOT LINEAR" : "")
            print "" }'
        before=$now
        if awk -v now="$now" 'BEGIN { exit now < 10 }'; then
            echo "one $kind: stopped here"
            break
        fi
    done
}
doubling paragraph
doubling sentence
