#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/docs.sh TIEOUT [--update]: what the manual and the README promise is what there is. Every option and
# command of the table stands in the manual and no other, every check is explained by a code that a test
# uses, every path that the README names exists, the catalogue of rules is what the program prints (--update
# writes it).
set -uo pipefail
tieout=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
passed=0 failed=0

packs=()
for pack in rules/packs/*.json; do
    packs+=(--pack "$(basename "$pack" .json)")
done
catalogue() { "$tieout" rules --no-config --data rules -o md "${packs[@]}"; }
if [ "${2:-}" = --update ]; then
    catalogue >docs/rules.md
elif difference=$(diff --label docs/rules.md --label "tieout rules -o md" -U0 docs/rules.md <(catalogue)); then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "docs/rules.md is not what the program prints; ./dev docs writes it"
    head -n 12 <<<"$difference"
fi

# same WHAT A B: two sorted lists are equal.
same() {
    local difference
    if difference=$(diff --label "$1" --label manual -U0 <(echo "$2") <(echo "$3")); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        grep -E '^[-+][^-+]' <<<"$difference" | sed "s/^-/$1 that the manual lacks: /; s/^+/$1 that only the manual has: /"
    fi
}
# quoted MACRO FILE: the first string of each use of the macro.
quoted() { grep -oE "^ *$1\([A-Z_]+, *\"[^\"]*\"" "$2" | sed 's/.*"\(.*\)"/\1/' | sort -u; }

manual=docs/tieout.1
same option "$(quoted TIE_OPTION cli/options.def)" \
    "$(grep -E '^\.It Fl' $manual | grep -oE 'Fl -[a-z-]+' | sed 's/Fl -//' | sort -u)"
same command "$(quoted TIE_COMMAND cli/options.def)" \
    "$(sed -n 's/^\.It Cm \([a-z]*\)$/\1/p' $manual | sort -u)"
# What packs may hold, and what findings say, each in its manual.
# stands WHAT NAME MANUAL: the manual has it as a word of ours.
stands() {
    if grep -qE "^\.(It )?Li (.* )?$2( |$)" "$3"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1 that $3 lacks: $2"
    fi
}
findings=docs/tieout-findings.5 packs_manual=docs/tieout-packs.5
for what in $(grep -oE '\{"[a-z_]+", TIE_FIELD' rules/pack*.c | grep -oE '"[a-z_]+"' | tr -d '"' | sort -u); do
    stands "member of packs" "$what" "$packs_manual"
done
for what in $(quoted TIE_CHECK rules/registry.def) ties rounding truncation conflict revision restated \
    info note minor major critical; do
    stands "name in findings" "$what" "$findings"
done
# Paths in the README, from the root or from the folder that its sentence is about.
# shellcheck disable=SC2016 # the marks are Markdown's
paths=$(grep -oE '`[a-zA-Z.]+(/[a-zA-Z.]*)*`' README.md | tr -d '`' | grep -E '/|\.(h|c|def|sh)$' | grep -v '^\./' | sort -u)
files=$(tests/files.sh)
for path in $paths; do
    if grep -q "\(^\|/\)${path//./\\.}" <<<"$files"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "README.md names $path, which is not there"
    fi
done
for code in $(quoted TIE_CHECK rules/registry.def); do
    if grep -rqsE "\"code\": *\"$code\"|^(critical|major|minor|note|info) $code  " \
        tests/golden/*.d/stdout rules/packs examples; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "check $code: no golden case and no test of a pack shows it"
    fi
done
# The example of the manual is a pack that passes its test.
example=$(mktemp --suffix .json)
trap 'rm -f "$example"' EXIT
sed -n '/^\.Bd/,/^\.Ed/{/^\.[BE]d/!p}' docs/tieout-packs.5 | sed -e ':a;/\\e$/{N;s/\\e\n//;ba}' >"$example"
if output=$("$tieout" test --data rules "$example" 2>&1); then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "the example of docs/tieout-packs.5: $output"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
