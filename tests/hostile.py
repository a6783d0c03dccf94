#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/hostile.py TIEOUT: documents, names of files, packs and notes that try to break a report.

Every command prints them in every format, and the bytes are looked at: no escape or control reaches a terminal,
no mark reorders a line, no cell of a table is a formula, no text becomes markup, a command or a rule of its own.
The browser tests look at the page from the inside. The last line is "N passed, N failed".
"""
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TIEOUT = str(Path(sys.argv[1]).resolve())
ENV = {**os.environ, "SOURCE_DATE_EPOCH": "1717200000", "LC_ALL": "C.UTF-8", "TERM": "xterm", "COLUMNS": "100"}
passed = failed = 0

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title></style></script><script>alert(1)</script>",
    "\"' onfocus=alert(1) autofocus x='",
    "<!-- <script> --> ]]><svg onload=alert(1)>",
    "[go](javascript:alert(1)) ![x](http://evil.example/x) <http://evil.example>",
    "| cell | `code` # heading *bold* @everyone",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "\x1b]0;taken\x07\x1b[31m\x1b[2J\x9b31m",
    "\u202eabc\u2066\u200f\u2028\u061c\ufeff",
    "%0A::error file=x,line=1::taken",
    "\x00\x01\x08\x7f\x85",
    "x" * 1_000_000,
]
# What a file's name cannot hold, and what only ends a line.
NAMES = [attack.replace("/", "\u2215").replace("\0", "") for attack in ATTACKS if len(attack) < 200]
NAMES += ["a\nb::error::taken", "--version", "a\tb\rc"]
# Code points that act on a terminal or reorder what is read.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
LIST = "The {0} agency keeps cameras at 184 sites, comprising:\n\n- {0}: 38\n- {0}: 47\n- South {0}: 41\n"
PAIR = ["In 2023, a total of 1.24 million {0} tests were made in France.\n",
        "In 2023, a total of 124,000 {0} tests were made in France.\n"]


def tell(good, what):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print(what if len(what) < 600 else what[:600] + " ...")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def make_corpus(folder):
    for number, attack in enumerate(ATTACKS):
        header = f"{attack} tests\nSource: {attack}\nDate: 2024-01-{number + 1:02}\n\n"
        write(folder / f"lists/{number:02}.txt", header + LIST.format(attack))
        for side, text in enumerate(PAIR):
            write(folder / f"pairs/{number:02}-{side}.txt", header + text.format(attack))
    for name in NAMES:
        write(folder / "names" / name, LIST.format("road"))
    rows = [{"text": LIST.format("road"), "id": a, "title": a, "source": a, "place": a, "url": a} for a in ATTACKS[:-1]]
    write(folder / "rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    write(folder / "archive.docx", "PK\x03\x04 no text")


def run(*arguments, cwd):
    done = subprocess.run([TIEOUT, *arguments], cwd=cwd, env=ENV, capture_output=True)
    what = f"tieout {' '.join(arguments)}".encode("unicode_escape").decode()
    tell(done.returncode in (0, 1, 2, 3), f"{what}: left with {done.returncode}\n{done.stderr[-500:]}")
    return what, text_of(what, done.stdout), text_of(f"{what} (standard error)", done.stderr)


def text_of(what, output):
    try:
        return output.decode()
    except UnicodeDecodeError as error:
        tell(False, f"{what}: {error}")
        return output.decode(errors="replace")


def safe(what, text):
    found = UNSAFE.search(text)
    tell(not found, f"{what}: {found and repr(text[max(0, found.start() - 60):found.end() + 20])}")


def look_at_text(what, text):
    safe(what, text)


def look_at_color(what, text):
    tell("\x1b[" in text, f"{what}: no colour")
    safe(what, re.sub(r"\x1b\[[0-9;]*m", "", text))


def look_at_csv(what, text):
    safe(what, text.replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    cells = [cell for row in rows for cell in row]
    formulas = [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"-?[0-9.]+", cell)]
    tell(not formulas, f"{what}: cells that are formulas: {formulas[:3]}")
    tell(len({len(row) for row in rows}) == 1, f"{what}: rows of {set(map(len, rows))} cells")


def look_at_tsv(what, text):
    safe(what, text)
    tell({line.count("\t") for line in text.splitlines()} <= {4}, f"{what}: a name broke a row")


def look_at_markdown(what, text):
    safe(what, text)
    plain = re.sub(r"\\.", "", text)
    tags = [tag for tag in re.findall(r"<[^>]{0,30}", plain) if not re.match(r"</?(details|summary|b|br|sup)>?", tag)]
    tell(not tags, f"{what}: raw HTML: {tags[:3]}")
    links = re.findall(r"\]\([^)]*", plain)
    tell(not links, f"{what}: links: {links[:3]}")
    taken = re.findall(r"^(?:# heading|::).*|@everyone", plain, re.M)
    tell(not taken, f"{what}: {taken[:3]}")


def look_at_json(what, text):
    safe(what, text)
    tell(isinstance(json.loads(text), (dict, list)), f"{what}: no JSON")


def look_at_ndjson(what, text):
    safe(what, text)
    tell(all(isinstance(json.loads(line), dict) for line in text.splitlines()), f"{what}: no rows of JSON")


def look_at_sarif(what, text):
    look_at_json(what, text)
    uris = re.findall(r'"uri": ?"([^"]*)"', text)
    odd = [uri for uri in uris if not re.fullmatch(r"(?:[A-Za-z0-9._~:/-]|%[0-9A-F]{2})*", uri)]
    tell(uris and not odd, f"{what}: no URI: {odd[:3]}")


def look_at_junit(what, text):
    safe(what, text)
    root = ElementTree.fromstring(text)
    for counted in (root, *root.iter("testsuite")):
        said = [int(counted.get(key)) for key in ("tests", "failures", "errors", "skipped")]
        real = [len(list(counted.iter(tag))) for tag in ("testcase", "failure", "error", "skipped")]
        tell(said == real, f"{what}: {counted.get('name')} says {said}, and holds {real}")
    bare = [case.attrib for case in root.iter("testcase") if not (case.get("name") and case.get("classname"))]
    tell(not bare, f"{what}: cases without a name or a class: {bare[:3]}")
    tags = {element.tag for element in root.iter()}
    known = {"testsuites", "testsuite", "testcase", "failure", "skipped", "error", "properties", "property", "system-out"}
    tell(tags <= known, f"{what}: elements {tags - known}")


def look_at_github(what, text):
    safe(what, text)
    odd = [line for line in text.splitlines()
           if not re.match(r"::(notice|warning|error) file=[^,:]*(,line=\d+,col=\d+)?,title=[^,:]*::", line)]
    tell(not odd, f"{what}: lines that are no annotation of ours: {odd[:3]}")


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.scripts, self.odd = 0, []

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script" and dict(attributes).get("type") != "application/json"
        if tag in ("img", "iframe", "object", "embed", "base", "link"):
            self.odd.append(tag)
        self.odd += [f"{tag} {name}={value}" for name, value in attributes
                     if name.startswith("on") or re.match(r"\s*(javascript|data):", value or "", re.I)]


def look_at_html(what, text):
    safe(what, text)
    page = Elements()
    page.feed(text)
    tell(page.scripts <= 1, f"{what}: {page.scripts} scripts")
    tell(not page.odd, f"{what}: {page.odd[:3]}")


def look_at_svg(what, text):
    look_at_html(what, text)
    ElementTree.fromstring(text)


LOOKS = {"text": look_at_text, "csv": look_at_csv, "md": look_at_markdown, "json": look_at_json,
         "ndjson": look_at_ndjson, "sarif": look_at_sarif, "junit": look_at_junit, "github": look_at_github,
         "html": look_at_html, "svg": look_at_svg, "tsv": look_at_tsv, "side": look_at_text}
FORMATS = {"check": ["text", "csv", "md", "json", "ndjson", "sarif", "junit", "github", "html"],
           "extract": ["text", "csv", "json", "ndjson", "html"],
           "repeats": ["text", "json", "tsv", "side"],
           "series": ["text", "json", "csv", "svg"],
           "sources": ["text", "json", "csv"]}
STREAMED = 300_000 # bytes of a report for people: a word of a million letters is not printed


def look_at_formats(work):
    for command, formats in FORMATS.items():
        for name in formats:
            options = ["--all"] if command in ("check", "repeats", "series") else []
            what, out, err = run(command, "--no-config", *options, "-o", name, "corpus", cwd=work)
            tell(out, f"{what}: nothing")
            LOOKS[name](what, out)
            safe(f"{what} (standard error)", err)
            if command == "check" and name in ("text", "md", "github"):
                tell(len(out) < STREAMED, f"{what}: {len(out)} bytes")
    for command in ("check", "extract"):
        what, out, _ = run(command, "--no-config", "--color", "always", "corpus", cwd=work)
        look_at_color(what, out)


def look_at_files(work, *arguments):
    """One run that prints every format of a check."""
    outputs = [f"--output={name}:report.{name}" for name in FORMATS["check"]]
    what, _, err = run(*arguments, *outputs, cwd=work)
    safe(f"{what} (standard error)", err)
    for name in FORMATS["check"]:
        LOOKS[name](f"{what} -o {name}", text_of(what, (work / f"report.{name}").read_bytes()))


def look_at_saved(work):
    """A saved result is hostile, too: what it holds is printed as what was read."""
    run("check", "--no-config", "-o", "json:saved.json", "corpus", cwd=work)
    look_at_files(work, "report", "--no-config", "saved.json")


def look_at_memory(work, job, fingerprint):
    """What the database keeps is printed as what was read."""
    what, out, err = run("run", "--feed", "news.atom", "--", job, cwd=work)
    safe(what, out + err)
    feed = (work / "news.atom").read_text()
    safe(f"{what}: the feed", feed)
    ElementTree.fromstring(feed)
    for arguments in (["runs"], ["history", fingerprint], ["sql", "SELECT * FROM v_open"], ["sql", "SELECT * FROM v_claim"]):
        what, out, err = run(*arguments, cwd=work)
        tell(out, f"{what}: nothing")
        safe(what, out + err)


def look_at_words_of_people(work):
    """Reasons, notes, packs and settings are written by others as well."""
    for number, attack in enumerate(attack.replace("\0", "") for attack in ATTACKS[:-1]):
        folder = work / f"people-{number}"
        folder.mkdir()
        for side, text in enumerate(PAIR):
            write(folder / f"{side}.txt", text.format("breath"))
        pack = {"license": "CC0-1.0", "name": "p", "title": attack,
                "measures": [{"id": attack, "title": attack, "kind": "flow", "unit": "test", "any": ["breath tests"]}],
                "rules": [{"id": attack, "check": "compare", "measures": [attack], "message": attack}]}
        write(folder / "pack.json", json.dumps(pack))
        config = {f"// {attack}": attack, "packs": ["pack.json"], "source": attack,
                  "inputs": [{"path": "0.txt", "place": attack}, "1.txt"],
                  "jobs": {attack: {"fail_on": "never"}}}
        write(folder / "tieout.json", json.dumps(config))
        found = json.loads(run("check", "-o", "json", cwd=folder)[1])["findings"]
        tell(found, f"no finding beside {attack!r}")
        suppress = [{"finding": f["fingerprint"], "reason": attack} for f in found[:1]] + [{"code": attack, "reason": attack}]
        write(folder / "suppress.json", json.dumps({"suppress": suppress}))
        for arguments in (["judge", found[0]["fingerprint"], "right", "--note", attack], ["rules"], ["config"], ["explain", "compare"],
                          ["check", "-v"], ["suggest"], ["why", "0.txt:1", "1.txt:1"],
                          ["explain", found[0]["fingerprint"], "0.txt", "1.txt"]):
            what, out, err = run(*arguments, cwd=folder)
            safe(what, out)
            safe(f"{what} (standard error)", err)
        look_at_files(folder, "check", "-v")
        look_at_memory(folder, attack, found[0]["fingerprint"])
        write(folder / "tieout.json", json.dumps({attack: attack, "packs": [attack], "inputs": [{attack: 1}]}))
        what, out, err = run("check", cwd=folder)
        safe(f"{what}, with a wrong configuration", out + err)


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    make_corpus(folder / "corpus")
    look_at_formats(folder)
    look_at_saved(folder)
    look_at_words_of_people(folder)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
