#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Proves the order of the house: who may include whom, and which folder alone knows a foreign library.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
passed=0 failed=0

# rule WHAT HITS: holds when there are no hits.
rule() {
    if [ -z "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s:\n%s\n' "$1" "$2"
    fi
}
# includes PATTERN PATH...: lines that include a header like PATTERN.
includes() {
    local pattern=$1
    shift
    local dirs=()
    for dir in "$@"; do [ -e "$dir" ] && dirs+=("$dir"); done
    [ ${#dirs[@]} -gt 0 ] || return 0
    grep -rnE --include='*.[ch]' --include='*.def' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$pattern" "${dirs[@]}"
}

# Each folder, and those above it that it must not see. reports and store stand side by side.
rule "base/ sees a layer above it" "$(includes '(rules|extract|analyze|reports|store|cli)/' base)"
rule "rules/ sees a layer above it" "$(includes '(extract|analyze|reports|store|cli)/' rules)"
rule "extract/ sees a layer above it" "$(includes '(analyze|reports|store|cli)/' extract)"
rule "analyze/ sees a layer above it" "$(includes '(reports|store|cli)/' analyze)"
rule "reports/ sees store/ or cli/" "$(includes '(store|cli)/' reports)"
rule "store/ sees reports/ or cli/" "$(includes '(reports|cli)/' store)"
rule "the public header sees the inside" "$(grep -nE '#[[:space:]]*include[[:space:]]*"' tieout.h)"
rule "the program sees the tests" "$(includes 'tests/' base rules extract analyze reports store cli)"
rule "an include climbs out of its folder" "$(includes '\.\./' base rules extract analyze reports store cli tests)"

house=(base rules extract analyze reports store cli)
rule "GSL outside analyze/stat*.c" "$(includes 'gsl/' "${house[@]}" | grep -vE '^analyze/stat[^/]*\.c:')"
rule "jansson outside the readers of JSON and of JSON Lines" \
    "$(includes 'jansson\.h' "${house[@]}" | grep -vE '^(rules/json_tree\.c:|extract/input\.c:)')"
rule "PCRE2 outside rules/ and extract/" "$(includes 'pcre2\.h' "${house[@]}" | grep -vE '^(rules|extract)/')"
rule "SQLite outside store/" "$(includes 'sqlite3\.h' "${house[@]}" | grep -v '^store/')"
rule "POSIX outside base/outfile, base/io, base/paged, base/pool, store/ and cli/" \
    "$(includes '(unistd|fcntl|pthread|dirent|sys/[a-z]+)\.h' base rules extract analyze reports |
        grep -vE '^base/(io|outfile|paged|pool)\.c:')"
rule "the library leaves the process or keeps a locale" \
    "$(grep -rnwE '(abort|exit|_exit|setlocale) *\(' --include='*.[ch]' base rules extract analyze reports 2>/dev/null)"
rule "a file without its licence line" "$(tests/spdx.sh)"
rule "a source that no CMakeLists.txt builds" "$(
    for file in base/*.c rules/*.c extract/*.c analyze/*.c reports/*.c store/*.c cli/*.c; do
        [ ! -e "$file" ] || grep -q "$file" CMakeLists.txt || echo "$file"
    done
)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
