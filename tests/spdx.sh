#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Prints each file of the tree that neither names its licence (an SPDX line at its head, in JSON a member
# "license") nor is covered by a path of REUSE.toml; prints nothing when all is well.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
# The paths of REUSE.toml as patterns: * stays within a folder, ** does not.
covered=$(sed -n 's/^path = //p' REUSE.toml | grep -o '"[^"]*"' |
    sed 's/"//g; s/\./\\./g; s/\*\*/.+/g; s/\*/[^\/]*/g; s/.*/^&$/')
tests/files.sh | grep -v '^LICENSES/' | grep -vE -f <(echo "$covered") |
    while IFS= read -r file; do
        case $file in
        *.json) head -n 12 "$file" | grep -qE '"license": "(CC0-1\.0|GPL-3\.0-or-later)"' || echo "$file" ;;
        *) head -n 5 "$file" | grep -qE 'SPDX-License-Identifier: (CC0-1\.0|GPL-3\.0-or-later)' || echo "$file" ;;
        esac
    done
