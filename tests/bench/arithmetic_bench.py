#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""arithmetic_bench.py TIEOUT DIR [--kinds A,B] [--show KIND]: what check says about the pairs of
texts that arithmetic_gen.py wrote to DIR.

recall     slips that a conflict names: one of its figures is one of the relation's
precision  of all conflicts in both texts of a pair, those that do
twins      untouched texts with any conflict
held       untouched texts whose relation is among the checks that held
named      slips found whose diagnosis tells of the right sort of slip
--show prints the texts of a kind that were missed or wrongly accused."""
import argparse
import collections
import json
import pathlib
import subprocess

# Words of a diagnosis for each sort of planted slip.
NAMES = dict(x10=["factor of"], swap=["neighbouring digits", "swapped", "digit"], digit=["digit"])


def rows(tieout, path):
    out = subprocess.run([tieout, "check", "-o", "ndjson", "--all", str(path)],
                         capture_output=True, text=True)
    if out.returncode not in (0, 1):
        raise SystemExit(f"{path}: exit status {out.returncode}\n{out.stderr}")
    return [json.loads(line) for line in out.stdout.splitlines() if line.startswith("{")]


def touches(row, spans):
    return any(m["start"] < end and start < m["end"] for m in row["claims"] for start, end in spans)


def conflicts(found):
    return [r for r in found if r["row"] == "finding" and r["verdict"] == "conflict"]


def show(title, path, found):
    print("---- %s %s" % (title, path))
    print(path.read_text().strip())
    for r in conflicts(found):
        print("   >", r["code"], r["severity"], r["message"], "|", r["computation"], "|", r["diagnosis"])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tieout")
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--kinds")
    parser.add_argument("--show", default="")
    args = parser.parse_args()
    counts = collections.defaultdict(collections.Counter)
    for line in (args.dir / "truth.tsv").read_text().splitlines():
        kind, number, how, start, end, wrong, right, figures = line.split("\t")
        if args.kinds and kind not in args.kinds.split(","):
            continue
        spans = [tuple(map(int, f.split("-"))) for f in figures.split()]
        slip, clean = (args.dir / kind / f"{number}.{name}.txt" for name in ("slip", "clean"))
        found, quiet = rows(args.tieout, slip), rows(args.tieout, clean)
        said = conflicts(found)
        hits = [r for r in said if touches(r, spans)]
        alarms = conflicts(quiet)
        c = counts[kind]
        c["pairs"] += 1
        c["found"] += bool(hits)
        c["named"] += any(word in (r["diagnosis"] or "") for r in hits for word in NAMES[how])
        c["right"] += len(hits)
        c["wrong"] += len(said) - len(hits) + len(alarms)
        c["twins"] += bool(alarms)
        # The slip moved what follows it; what precedes it and the figure itself stand where they did.
        moved = len(right.encode()) - len(wrong.encode())
        shifted = [(s + (moved if s > int(start) else 0), e + (moved if s >= int(start) else 0))
                   for s, e in spans]
        c["held"] += any(r["row"] == "check" and r["code"] != "compare" and touches(r, shifted)
                         for r in quiet)
        if kind in args.show.split(","):
            if not hits:
                show(f"missed ({wrong} for {right})", slip, found)
            if len(said) > len(hits):
                show("beside the slip", slip, found)
            if alarms:
                show("twin accused", clean, quiet)
    print("%-18s %5s %7s %10s %6s %6s %6s" %
          ("kind", "pairs", "recall", "precision", "twins", "held", "named"))
    for kind, c in counts.items():
        said = c["right"] + c["wrong"]
        print("%-18s %5d %7.3f %10.3f %6d %6.2f %6.2f" %
              (kind, c["pairs"], c["found"] / c["pairs"], c["right"] / said if said else 1,
               c["twins"], c["held"] / c["pairs"], c["named"] / max(1, c["found"])))


if __name__ == "__main__":
    main()
