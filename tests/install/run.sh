#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/install/run.sh BUILD: installs the build into a fresh folder, then uses it as a stranger would: the
# program, the manual page, the packs, and the library from a C program that only pkg-config told about it.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 2
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# try WHAT COMMAND...: passes when the command does.
try() {
    local what=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$what:"
        head -n 20 "$work/log"
    fi
}

root=$work/root
try "installs" cmake --install "$build" --prefix "$root"
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$root" -name tieout.pc)")
for file in bin/tieout include/tieout.h share/man/man1/tieout.1 share/man/man5/tieout-packs.5 \
    share/man/man5/tieout-findings.5 share/tieout/packs/core.json \
    share/tieout/lexicons/en.json share/bash-completion/completions/tieout share/zsh/site-functions/_tieout \
    share/fish/vendor_completions.d/tieout.fish; do
    try "$file is installed" test -f "$root/$file"
done
try "the program finds its packs" "$root/bin/tieout" extract -o ndjson examples/corpus

sanitize=$(sed -n 's/^TIEOUT_SANITIZE:STRING=\(.\+\)/-fsanitize=\1/p' "$build/CMakeCache.txt")
compile() {
    # shellcheck disable=SC2046,SC2086 # words of the command line
    cc -std=c17 -Wall -Wextra -Werror $sanitize -o "$work/count" tests/install/count.c \
        $(pkg-config --cflags --libs tieout)
}
count_claims() {
    local found
    found=$("$work/count" "$root/share/tieout" examples/corpus) && [ "$found" -gt 0 ]
}
try "a program links against the library" compile
try "the program reads claims through the library" count_claims
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
