#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/schema.py TIEOUT: all JSON that the program writes or ships is as `tieout schema` says.

What is printed over the inputs of all golden cases must be valid; with a member too many in any of its
objects, or one of the required ones taken out, it must not be. The members that the C tables know are those
of the schemas. The last line is "N passed, N failed".
"""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("schema: skipped, no python3-jsonschema")
    print("0 passed, 0 failed")
    sys.exit(0)

ROOT = Path(__file__).resolve().parent.parent
TIEOUT = str(Path(sys.argv[1]).resolve())
ENV = {**os.environ, "SOURCE_DATE_EPOCH": "1717200000", "LC_ALL": "C.UTF-8"}
passed = failed = 0


def tell(good, what):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print(what)


def tieout(*arguments, cwd=ROOT, statuses=(0, 1, 3)):
    done = subprocess.run([TIEOUT, *map(str, arguments)], cwd=cwd, env=ENV, capture_output=True, text=True)
    tell(done.returncode in statuses, f"tieout {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return done.stdout


def load_schema(name):
    schema = json.loads(tieout("schema", name))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


SCHEMAS = {name: load_schema(name) for name in tieout("schema").split()}


def first_fault(validator, value):
    error = next(iter(validator.iter_errors(value)), None)
    return error and f"{error.json_path}: {error.message[:300]}"


def valid(name, what, value):
    fault = first_fault(SCHEMAS[name], value)
    tell(not fault, f"{what} is no {name}: {fault}")
    return not fault


def valid_rows(name, what, text):
    rows = [json.loads(line) for line in text.splitlines()]
    tell(bool(rows), f"{what}: no rows")
    faults = [fault for row in rows if (fault := first_fault(SCHEMAS[name], row))]
    tell(not faults, f"{what}: {len(faults)} rows are no {name}; {faults[:1]}")
    return {row.get("row"): row for row in rows}


def objects(value, path=()):
    """The first object of each kind in value: arrays are entered at their first item."""
    if isinstance(value, dict):
        yield path
        for key, child in value.items():
            if not key.startswith("//"):
                yield from objects(child, path + (key,))
    elif isinstance(value, list):
        for i, child in enumerate(value[:3]):
            yield from objects(child, path + (i,))


def refuses_damage(name, what, value):
    """Neither a member too many nor one too few goes unnoticed."""
    lets_pass = []
    for path in objects(value):
        damaged = copy.deepcopy(value)
        at = damaged
        for step in path:
            at = at[step]
        at["none_such"] = 17
        if not first_fault(SCHEMAS[name], damaged):
            lets_pass.append(path)
    for key in SCHEMAS[name].schema.get("$defs", {}).get(value.get("row"), {}).get("required", []):
        if not first_fault(SCHEMAS[name], {k: v for k, v in value.items() if k != key}):
            lets_pass.append(key)
    tell(not lets_pass, f"{what}: {name} lets pass what is wrong at {lets_pass[:5]}")


def printed(inputs):
    """What the other commands print as JSON, each one document."""
    claims = "tests/golden/series-claims.d/in"
    runs = {
        "series": ["--all", *inputs, *(f"--claims={path}" for path in sorted((ROOT / claims).glob("*.ndjson")))],
        "sources": [*inputs, "--claims=tests/golden/sources-claims.d/in/claims.ndjson"],
        "repeats": ["--all", *inputs],
    }
    for name, arguments in runs.items():
        whole = json.loads(tieout(name, "--no-config", "-o", "json", *arguments))
        if valid(name, f"{name} -o json", whole):
            refuses_damage(name, f"{name} -o json", whole)


def progress(inputs):
    """Rows on standard error, the last of them when all was read; nothing of it on standard output."""
    done = subprocess.run([TIEOUT, "check", "--no-config", "--progress", "json", *map(str, inputs)],
                          cwd=ROOT, env=ENV, capture_output=True, text=True)
    rows = [line for line in done.stderr.splitlines() if line.startswith("{")]
    last = list(valid_rows("progress", "--progress json", "\n".join(rows)).values())[0]
    refuses_damage("progress", "--progress json", last)
    tell(last["inputs"] == last["inputs_total"] > 0 and last["stage"] == "read", f"progress ends with {last}")
    tell(last["bytes"] == last["bytes_total"], f"progress counts {last['bytes']} of {last['bytes_total']} bytes")
    tell("seconds_left" not in done.stdout, "progress on standard output")


def members_of(schema, definition=None):
    part = schema["$defs"][definition] if definition else schema
    return set(part["properties"])


def results(inputs):
    whole = json.loads(tieout("check", "--no-config", "--all", "-o", "json", *inputs))
    if valid("result", "check -o json", whole):
        refuses_damage("result", "check -o json", whole)
    for kind, row in valid_rows("result", "check -o ndjson",
                                tieout("check", "--no-config", "--all", "-o", "ndjson", *inputs)).items():
        refuses_damage("result", f"row {kind}", row)
    return whole


def compared(work):
    """A result that knows of a baseline and of accepted findings; printed again it is still one."""
    examples = ["--pack", ROOT / "examples/roads.json", ROOT / "examples/corpus"]
    before = json.loads(tieout("check", "-o", "json", *examples, cwd=work))
    (work / "before.json").write_text(json.dumps(before))
    tieout("accept", "--reason", "known", before["findings"][0]["fingerprint"], cwd=work)
    after = tieout("check", "-o", "json", "--baseline", "before.json", *examples, cwd=work)
    (work / "after.json").write_text(after)
    suppressions = json.loads((work / "suppress.json").read_text())
    if valid("suppress", "suppress.json", suppressions):
        refuses_damage("suppress", "suppress.json", suppressions)
    tieout("judge", before["findings"][0]["fingerprint"], "wrong", "--note", "why", "--result", "before.json", cwd=work)
    judgements = json.loads((work / "judgements.json").read_text())
    if valid("judgements", "judgements.json", judgements):
        refuses_damage("judgements", "judgements.json", judgements)
    finding = json.loads(after)["findings"][0]
    tell(finding.get("state") == "unchanged" and finding.get("suppressed") == "known", "no state in the result")
    valid("result", "check --baseline", json.loads(after))
    valid("result", "report -o json", json.loads(tieout("report", "-o", "json", "after.json", cwd=work)))


def claims(inputs):
    options = ["--no-config", "--with-dates", "--with-numbers"]
    whole = json.loads(tieout("extract", *options, "-o", "json", *inputs))
    valid("claims", "extract -o json", whole)
    refuses_damage("claims", "extract -o json", {**whole, "rows": whole["rows"][:50]})
    rows = valid_rows("claims", "extract -o ndjson", tieout("extract", *options, "-o", "ndjson", *inputs))
    for kind, row in rows.items():
        refuses_damage("claims", f"row {kind}", row)
    tell(set(rows) == {"claim", "date", "number"}, f"extract prints rows {set(rows)}")


def packs(inputs):
    shipped = sorted(ROOT.glob("rules/packs/*.json")) + [ROOT / "examples/roads.json"]
    for path in shipped:
        pack = json.loads(path.read_text())
        if valid("pack", path.name, pack):
            refuses_damage("pack", path.name, pack)
    valid("pack", "suggest", json.loads(tieout("suggest", *inputs)))
    written = re.search(r"```json\n(\{.*?\n\})\n```", (ROOT / "README.md").read_text(), re.S)
    valid("pack", "the pack in README.md", json.loads(written[1]))
    source = "".join(path.read_text() for path in ROOT.glob("rules/pack*.c"))
    tables = set(re.findall(r'\{"(\w+)",\s*TIE_FIELD_', source))
    schema = SCHEMAS["pack"].schema
    known = members_of(schema) | members_of(schema["properties"]["parameters"])
    for part in ("unit", "place", "measure", "rule", "source", "segment", "test"):
        known |= members_of(schema, part)
    for part in ("findings", "claims"):
        known |= members_of(schema["$defs"]["test"]["properties"][part]["items"])
    tell(tables == known, f"members of packs: only in C {tables - known}, only in the schema {known - tables}")


def remembered(work):
    """What a run tells a command, and rows of the database."""
    (work / "tieout.json").write_text(json.dumps({"inputs": [str(ROOT / "examples/corpus")], "jobs": {"daily": {}}}))
    tieout("run", "daily", "--notify-cmd", "cat >news.json", cwd=work)
    news = json.loads((work / "news.json").read_text())
    if valid("notifications", "--notify-cmd", news):
        refuses_damage("notifications", "--notify-cmd", news)
    tell(news["notifications"], "no news of a first run")
    finding = news["notifications"][0]["finding"]
    for arguments in (["runs"], ["history", finding], ["sql", "SELECT * FROM v_open"]):
        valid("table", " ".join(arguments), json.loads(tieout(*arguments, "-o", "json", cwd=work)))


def configs(work):
    tieout("init", "documents", "more", cwd=work)
    written = json.loads((work / "tieout.json").read_text())
    valid("config", "what init writes", written)
    for comment in [key for key in written if key.startswith("// ")]:
        used = {**written, comment[3:]: written[comment]}
        valid("config", f"what init writes, with its {comment}", used)
    for path in ROOT.glob("tests/golden/*/in/**/tieout.json"):
        config = json.loads(path.read_text())
        if valid("config", path, config):
            refuses_damage("config", path, config)
    keys = set(re.findall(r'TIE_SETTING\("(\w+)"', (ROOT / "cli/config.def").read_text())) | {"inputs"}
    known = members_of(SCHEMAS["config"].schema, "members")
    tell(keys == known, f"members of a configuration: only in C {keys - known}, only in the schema {known - keys}")


inputs = sorted(ROOT.glob("tests/golden/*/in"))
inputs = [path.relative_to(ROOT) for path in inputs] + ["examples/corpus"]
with tempfile.TemporaryDirectory() as folder:
    (Path(folder) / "a").mkdir()
    (Path(folder) / "b").mkdir()
    results(inputs)
    claims(inputs)
    printed(inputs)
    progress(["examples/corpus"])
    packs(["examples/corpus"])
    compared(Path(folder) / "a")
    configs(Path(folder) / "b")
    (Path(folder) / "c").mkdir()
    remembered(Path(folder) / "c")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
