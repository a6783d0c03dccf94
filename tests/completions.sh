#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/completions.sh TIEOUT: what completions prints is a script of its shell, where the shell is there, and
# bash completes with it what the help of each command says. The last line is "N passed, N failed".
set -uo pipefail
tieout=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# same WHAT A B
same() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s:\n  expected %s\n  got      %s\n' "$1" "$2" "$3"
    fi
}

for shell in bash zsh fish; do
    "$tieout" completions $shell >"$work/$shell"
    if command -v $shell >/dev/null; then
        same "$shell reads it" "" "$($shell -n "$work/$shell" 2>&1)"
    else
        echo "skipped: no $shell here"
    fi
done

# shellcheck source=/dev/null # made above
source "$work/bash"
# complete WORD...: what bash offers for the last word, sorted.
complete_words() {
    COMP_WORDS=(tieout "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _tieout
    printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | paste -sd ' ' -
}

commands=$("$tieout" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')
same "commands" "$(LC_ALL=C sort <<<"$commands" | paste -sd ' ' -)" "$(complete_words '')"
for command in $commands; do
    options=$("$tieout" "$command" --help | grep -oE '^  (-[a-zA-Z], |    )--[a-z-]+' | grep -oE -- '--?[a-zA-Z-]+' |
        LC_ALL=C sort | paste -sd ' ' -)
    same "options of $command" "$options" "$(complete_words "$command" -)"
done
cd "$work" || exit 2
mkdir texts && touch texts/one.txt 'a report.txt'
same "the beginning of a command" "report" "$(complete_words repo)"
same "formats of check" "sarif" "$(complete_words check -o sa)"
same "formats of series" "svg" "$(complete_words series texts --output sv)"
same "a format and its file" "texts" "$(complete_words check -o html : te)"
same "levels" "major minor" "$(complete_words check --fail-on m)"
same "an argument behind =" "never" "$(complete_words check --color = ne)"
same "files" "texts" "$(complete_words check te)"
same "names with blanks" "a report.txt" "$(complete_words check a)"
same "codes of checks" "hundred" "$(complete_words explain hund)"
same "schemas" "result" "$(complete_words schema res)"
same "shells" "fish" "$(complete_words completions f)"
same "what is no word of ours" "" "$(complete_words check --reason x)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
