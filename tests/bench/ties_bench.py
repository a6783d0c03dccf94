#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""ties_bench.py TIEOUT DIR [--show KIND] [--pack P]: what check says about the corpus that
ties_gen.py wrote to DIR, by kind.

error      a finding of severity minor or worse with verdict conflict
found      planted contradictions whose figures an error touches on both sides
false      errors that touch no planted contradiction, counted under the kind of their documents
verdict    cases about whose figures any row (finding, check held) gives the expected verdict;
           what is not comparable shows as no finding at all
--show KIND prints the documents of the cases that were missed or wrongly accused, with the rows
that touch them; --show all prints them for every kind."""
import argparse
import collections
import json
import pathlib
import subprocess

ERRORS = ("minor", "major", "critical")


def check_rows(tieout, docs, packs):
    command = [tieout, "check", "--all", "-o", "ndjson"]
    for pack in packs:
        command += ["--pack", pack]
    out = subprocess.run(command + [str(docs)], capture_output=True, text=True)
    if out.returncode not in (0, 1):
        raise SystemExit(f"{docs}: exit status {out.returncode}\n{out.stderr}")
    return [json.loads(line) for line in out.stdout.splitlines() if line.startswith("{")]


def members(row):
    """Spans of a row's claims, those of a derived member's operands too."""
    return [(pathlib.Path(m["doc"]).name, m["start"], m["end"]) for m in row.get("claims", [])]


def sides(case, row):
    """The sides of a case's figures that a row touches."""
    spans = members(row)
    return {f["side"] for f in case["figures"]
            if any(d == f["doc"] and s < f["end"] and f["start"] < e for d, s, e in spans)}


def is_error(row):
    return (row["row"] == "finding" and row["verdict"] == "conflict"
            and row["severity"] in ERRORS)


def right(case, rows):
    """The expected verdict is among those of the rows that touch the figures."""
    told = {r.get("verdict", "ties") for r in rows if len(sides(case, r)) > 1}
    told |= {r.get("verdict", "ties") for r in rows
             if r["row"] != "skipped" and sum(m[0] in case["documents"] for m in members(r)) > 1}
    if case["verdict"] == "not-comparable":
        return not told & {"conflict", "restated"}
    return case["verdict"] in told or (case["verdict"] == "rounding" and "ties" in told)


def show(case, rows, docs, title):
    print(f"==== {title} {case['kind']} {case['case']}")
    for name in case["documents"]:
        print(f"-- {name}\n{(docs / name).read_text().strip()}")
    for r in rows:
        print("  >", r["row"], r.get("code"), r.get("verdict", ""), r.get("severity", ""),
              r.get("confidence", ""), r.get("reason", ""), "|", r.get("message", ""),
              [m["text"] for m in r.get("claims", [])])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tieout")
    parser.add_argument("dir", type=pathlib.Path)
    parser.add_argument("--pack", action="append", default=[])
    parser.add_argument("--show", default="")
    args = parser.parse_args()
    docs = args.dir / "docs"
    cases = [json.loads(line) for line in open(args.dir / "key.jsonl", encoding="utf-8")]
    of_document = {d: c for c in cases for d in c["documents"]}
    touching = collections.defaultdict(list)
    for row in check_rows(args.tieout, docs, args.pack):
        for case in {of_document[m[0]]["case"] for m in members(row) if m[0] in of_document}:
            touching[case].append(row)
    by_number = {c["case"]: c for c in cases}
    tally = collections.OrderedDict()
    true = false = 0
    counted = set()
    for case in cases:
        t = tally.setdefault((case["group"], case["kind"]), collections.Counter())
        rows = touching[case["case"]]
        errors = [r for r in rows if is_error(r)]
        planted = case["group"] == "contradiction"
        need = min(2, len({f["side"] for f in case["figures"]}))
        t["cases"] += 1
        found = planted and any(len(sides(case, r)) >= need for r in errors)
        t["found"] += found
        t["right"] += right(case, rows)
        wrong = 0
        for r in errors:
            hit = any(by_number[n]["group"] == "contradiction" and sides(by_number[n], r)
                      for n in {of_document[m[0]]["case"] for m in members(r)})
            t["true" if hit else "false"] += 1
            wrong += not hit
            if id(r) not in counted:
                counted.add(id(r))
                true, false = true + hit, false + (not hit)
        if args.show in ("all", case["kind"]) and (wrong or (planted and not found)):
            show(case, rows, docs, "FALSE" if wrong else "MISSED")
    print(f"{'group':14}{'kind':17}{'cases':>6}{'found':>6}{'recall':>8}{'errors':>7}{'false':>6}"
          f"{'precision':>10}{'verdict':>8}")
    total = collections.Counter()
    for (group, kind), t in tally.items():
        planted = group == "contradiction"
        errors = t["true"] + t["false"]
        print(f"{group:14}{kind:17}{t['cases']:6}{t['found'] if planted else '-':>6}"
              f"{'%.2f' % (t['found'] / t['cases']) if planted else '-':>8}{errors:7}{t['false']:6}"
              f"{'%.2f' % (t['true'] / errors) if errors else '-':>10}"
              f"{t['right'] / t['cases']:8.2f}")
        if planted:
            total["cases"] += t["cases"]
            total["found"] += t["found"]
    if total["cases"]:
        print(f"recall {total['found'] / total['cases']:.3f} ({total['found']} of {total['cases']} "
              f"contradictions)")
    if true + false:
        print(f"precision {true / (true + false):.3f} ({true} of {true + false} errors)")


if __name__ == "__main__":
    main()
