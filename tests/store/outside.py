#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/store/outside.py TIEOUT [--steps N] [--seed N] [--only NAME]: scheduled checks, from outside. Prints what
fails, and last "N passed, N failed". A failure names the seed that brings it back."""
import argparse
import os
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
import changes  # noqa: E402
import faults  # noqa: E402
import questions  # noqa: E402
import variety  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("tieout")
parser.add_argument("--steps", type=int, default=25)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--only", default="")
args = parser.parse_args()

passed = failed = 0
for module in (changes, variety, faults, questions):
    for case in module.cases(args):
        name = f"{module.__name__}: {case.__doc__.splitlines()[0]}"
        if args.only not in name:
            continue
        try:
            note = case()
            passed += 1
            if note:
                print(f"{name}: {note}")
        except Exception:  # what a case raises is what it found
            failed += 1
            print(f"failed: {name} (seed {args.seed})")
            traceback.print_exc(file=sys.stdout)
        sys.stdout.flush()
print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0)
