#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/readme.py TIEOUT [--update]: the sessions that README.md shows are what happens.

The blocks marked `console` are one session in an empty folder: each line after "$ " is run by one shell, and
what it prints must be what stands below it. --update writes what happened into README.md: read the difference
before you commit it. The pack that README.md shows must pass its own tests. The last line is "N passed, N failed".
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.S | re.M)
PACK = re.compile(r"^```json\n(\{.*?^\})\n```$", re.S | re.M)
MARK = "\x1ethis command is done\x1e"


def commands_of(block):
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def run(commands, tieout, folder):
    """What each command prints, run one after the other by one shell."""
    bin_dir = Path(folder) / "bin"
    work = Path(folder) / "work"
    bin_dir.mkdir()
    work.mkdir()
    (bin_dir / "tieout").symlink_to(tieout)
    env = {**os.environ, "PATH": f"{bin_dir}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "COLUMNS": "100",
           "TERM": "dumb", "SOURCE_DATE_EPOCH": "1717200000"}
    env.pop("TIEOUT_DATA", None)
    script = "".join(f"{command}\nprintf '%s' '{MARK}'\n" for command in commands)
    done = subprocess.run(["bash"], input=script, cwd=work, env=env, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    return done.stdout.split(MARK)[: len(commands)]


def pack_passes(tieout, text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.json"
        path.write_text(PACK.search(text)[1])
        done = subprocess.run([tieout, "test", path], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        print(f"the pack of README.md: {done.stdout}")
    return done.returncode == 0


def main():
    tieout = Path(sys.argv[1]).resolve()
    text = README.read_text()
    commands = [command for block in BLOCK.findall(text) for command in commands_of(block)]
    with tempfile.TemporaryDirectory() as folder:
        outputs = iter(run(commands, tieout, folder))

    def happened(block):
        shown = "".join(f"$ {command}\n{next(outputs, '(the shell has gone)')}" for command in commands_of(block[1]))
        return f"```console\n{shown}```"

    real = BLOCK.sub(happened, text)
    if "--update" in sys.argv:
        README.write_text(real)
    expected, got = BLOCK.findall(text), BLOCK.findall(real)
    failed = 0
    for before, after in zip(expected, got):
        if before != after:
            failed += 1
            sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True),
                                                       "README.md", "what happened"))
    if not expected:
        print("README.md shows no session")
        failed = 1
    failed += not pack_passes(tieout, text)
    print(f"{len(expected) + 1 - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
