#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/files.sh [NAME...]: the files of the tree whose names match one of these patterns (all without any),
# sorted; what builds leave is no part of it. Asks git nothing, so that it works in an unpacked archive.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
names=(-false)
for name in "${@:-*}"; do names+=(-o -name "$name"); done
find . \( -name .git -o -path ./build \) -prune -o -type f \( "${names[@]}" \) -print | sed 's|^\./||' | LC_ALL=C sort
