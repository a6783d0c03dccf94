#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/lint.sh BUILD: everything that machines can see without running the program; BUILD is a configured
# build with compile_commands.json. clang-tidy looks again only at files that changed (all of them when a
# header did). The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
build=$1
passed=0 failed=0

# lint WHAT COMMAND...: what the command prints on failure is shown.
lint() {
    local what=$1 output
    shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
        printf '%-14s ok\n' "$what"
    else
        failed=$((failed + 1))
        printf '%-14s FAILED\n' "$what"
        head -n 60 <<<"$output" | sed 's/^/    /'
    fi
}

formatted() { tests/files.sh '*.c' '*.h' | xargs clang-format --dry-run -Werror; }

tidy_one() {
    local stamp=$build/tidy/${1//\//-}
    [ -z "$(find "$1" .clang-tidy "$build/tidy/headers" -newer "$stamp" 2>/dev/null)" ] && [ -f "$stamp" ] && return 0
    local output
    output=$(clang-tidy -p "$build" --quiet "$1" 2>/dev/null) && touch "$stamp" && return 0
    # The line of each fault; for the way that leads to it, run clang-tidy -p build/dev FILE.
    grep -E ': (error|warning): ' <<<"$output" | sed "s|^$PWD/||"
    return 1
}
export -f tidy_one
export build

# Files that the build compiles, as it compiles them.
tidy() {
    mkdir -p "$build/tidy"
    local newest
    newest=$(tests/files.sh '*.h' '*.def' | xargs ls -t | head -n 1)
    if [ ! -f "$build/tidy/headers" ] || [ "$newest" -nt "$build/tidy/headers" ]; then
        touch "$build/tidy/headers"
    fi
    sed -nE 's/^ *"file": "(.*)",?$/\1/p' "$build/compile_commands.json" | sed "s|^$PWD/||" | sort -u |
        xargs -P 2 -I{} bash -c 'tidy_one {}'
}

check_cpp() {
    mkdir -p "$build/cppcheck"
    cppcheck --project="$build/compile_commands.json" --cppcheck-build-dir="$build/cppcheck" --quiet -j 2 \
        --enable=warning,performance,portability --inline-suppr --suppressions-list=tests/cppcheck.txt \
        --template='{file}:{line}: {severity}: {message} [{id}]' --error-exitcode=1
}

pages() { tests/files.sh '*.[1-9]' | xargs mandoc -T lint -W warning; }
scripts() { tests/files.sh '*.sh' dev run all | xargs shellcheck; }
licences() { [ -z "$(tests/spdx.sh | tee /dev/stderr)" ]; }

lint "clang-format" formatted
lint "layers" tests/layers.sh
lint "licences" licences
lint "manual pages" pages
lint "scripts" scripts
lint "cppcheck" check_cpp
lint "clang-tidy" tidy
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
