#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill.py TIEOUT [--kills N] [--seed S] [--keep]

Runs of `tieout run` over a changing corpus that end badly: SIGKILL at a random moment, no room on
the disk, a folder that cannot be written to, a damaged database, two runs at once, a clock set
back. After each, the next run succeeds, what it finds equals a check of the same files, and all
that became a finding since the last run was told at least once, under one key. The last line says
"N passed, N failed".
"""
import argparse
import collections
import contextlib
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

TODAY = "2026-03-01"
COUNTRIES = "Norway Chile Ghana Laos Malta Nepal Oman Peru".split()
GOODS = "cocaine|heroin|cannabis resin|opium".split("|")
TOLD = ("new", "reopened", "updated")  # a note that becomes an error is updated


def sentence(rng):
    """A figure of one of few cells, so that documents contradict each other, or a sum."""
    if rng.random() < 0.3:
        parts = rng.randrange(10, 90), rng.randrange(10, 90)
        total = sum(parts) + rng.choice((0, 0, 10))
        return (f"The harbour of {rng.choice(COUNTRIES)} repaired {total} boats: "
                f"{parts[0]} of steel and {parts[1]} of wood.")
    year = rng.randrange(2015, 2018)
    return (f"In {year}, customs officers in {rng.choice(COUNTRIES)} seized a total of "
            f"{rng.randrange(1001, 1009)} kg of {rng.choice(GOODS)}.")


def text(rng):
    day = f"{rng.randrange(1, 28)} {rng.choice(('March', 'May', 'June'))} 2021"
    paragraphs = [sentence(rng) for _ in range(rng.randrange(1, 5))]
    return "\n\n".join([f"Report of {day}", *paragraphs]) + "\n"


class Corpus:
    def __init__(self, folder, rng):
        self.folder, self.rng, self.made = folder, rng, 0
        folder.mkdir()
        for _ in range(20):
            self.add()

    def files(self):
        return sorted(self.folder.iterdir())

    def add(self):
        self.made += 1
        (self.folder / f"{self.made:04}.txt").write_text(text(self.rng))

    def change(self):
        """One of the things that happen to files between runs."""
        files = self.files()
        one = self.rng.choice(files)
        what = self.rng.choice("add add edit edit digit remove rename touch clock".split())
        if what == "add" or len(files) < 5:
            self.add()
        elif what == "edit":
            one.write_text(text(self.rng))
        elif what == "digit":  # of the same size, within one tick of a coarse clock
            one.write_text(one.read_text().replace("100", "101", 1))
        elif what == "remove":
            one.unlink()
        elif what == "rename":
            self.made += 1
            one.rename(self.folder / f"{self.made:04}.txt")
        elif what == "touch":
            one.touch()
        else:  # a file from a machine whose clock is ahead, or behind
            then = time.time() + self.rng.choice((-1, 1)) * 86400 * 400
            os.utime(one, (then, then))


class Job:
    """A folder with a configuration, its database, and a command that keeps what it is told."""

    def __init__(self, tieout, folder, rng):
        self.tieout, self.folder, self.rng = tieout, folder, rng
        self.corpus = Corpus(folder / "corpus", rng)
        self.home = folder / "home"
        self.home.mkdir()
        self.ledger = folder / "ledger"
        self.ledger.touch()
        command = f"cat >> {self.ledger}"
        (self.home / "tieout.json").write_text(json.dumps(
            {"inputs": ["../corpus"], "jobs": {"daily": {"notify_cmd": command,
                                                         "feed": "news.atom"}}}))
        self.open, self.heard = set(), 0
        self.faults = []

    def command(self, *more):
        return [self.tieout, "run", "daily", "-o", "ndjson", "--all", "--today", TODAY, *more]

    def start(self, **more):
        return subprocess.Popen(self.command(), cwd=self.home, start_new_session=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def run(self, *more, **options):
        return subprocess.run(self.command(*more), cwd=self.home, capture_output=True, **options)

    def letters(self):
        """What was told; of a letter that a kill cut in two, nothing."""
        told = []
        for letter in self.ledger.read_text().split('{"tieout"')[1:]:
            try:
                told += json.loads('{"tieout"' + letter)["notifications"]
            except json.JSONDecodeError:
                pass
        return told

    def check(self, ok, what):
        if not ok:
            self.faults.append(what)
        return ok

    def settle(self):
        """The next run, and what must hold after it. Returns what does not."""
        self.faults = []
        done = self.run()
        if not self.check(done.returncode in (0, 1), f"status {done.returncode}: {done.stderr.decode()}"):
            return self.faults
        fresh = subprocess.run([self.tieout, "check", "--no-config", "-o", "ndjson", "--all", "--today",
                                TODAY, "../corpus"], cwd=self.home, capture_output=True)
        ours, theirs = rows(done.stdout), rows(fresh.stdout)
        self.check(ours == theirs, "it finds other things than a check of the same files")
        self.database(theirs)
        self.told(theirs)
        return self.faults

    def database(self, found):
        with contextlib.closing(sqlite3.connect(self.home / "tieout.db")) as db:
            faults = [row[0] for row in db.execute("PRAGMA integrity_check")]
            self.check(faults == ["ok"], f"integrity_check: {faults[:3]}")
            kept = {row[0] for row in db.execute("SELECT finding FROM v_open")}
        self.check(kept == {name(f) for f in findings(found)}, "v_open is not what was found")

    def told(self, found):
        letters = self.letters()
        keys = collections.defaultdict(set)
        for letter in letters:
            keys[letter["finding"], letter["event"], letter["run"]].add(letter["key"])
        self.check(all(len(k) == 1 for k in keys.values()), "one event was told under two keys")
        open_now = {name(f) for f in findings(found) if f["severity"] in ("minor", "major", "critical")}
        since = {letter["finding"] for letter in letters[self.heard:] if letter["event"] in TOLD}
        self.check(open_now - self.open <= since, f"not told: {sorted(open_now - self.open - since)}")
        self.open, self.heard = open_now, len(letters)


def rows(output):
    """Rows of an NDJSON result without what only a run can know."""
    kept = []
    for line in output.splitlines():
        row = json.loads(line)
        row.pop("state", None)
        if row.get("row") in ("finding", "check", "skipped"):
            kept.append(row)
    return kept


def findings(found):
    return [row for row in found if row["row"] == "finding"]


def name(row):
    return row["fingerprint"] + (f"/{row['ordinal']}" if row["ordinal"] else "")


# ---- Bad ends ----


def killed(job, longest):
    """At a random moment of a run: the program alone, or all that it started."""
    process = job.start()
    time.sleep(job.rng.uniform(0, longest))
    try:
        (os.killpg if job.rng.random() < 0.5 else os.kill)(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.communicate()


def no_room(job):
    """Files may grow to a random size only: a disk that is full in the middle of a run."""
    size = job.rng.randrange(4096, 400000)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = job.run(preexec_fn=limit)
    if done.returncode < 0:
        raise AssertionError(f"ended by signal {-done.returncode}")


def read_only(job):
    """A folder and a database that cannot be written to."""
    paths = [job.home, *job.home.iterdir()]
    modes = [path.stat().st_mode for path in paths]
    for path, mode in zip(paths, modes):
        path.chmod(mode & ~0o222 | 0o444)
    try:
        done = job.run(**({"user": 65534} if os.geteuid() == 0 else {}))
    finally:
        for path, mode in zip(paths, modes):
            path.chmod(mode)
    if done.returncode != 2 or not done.stderr:
        raise AssertionError(f"status {done.returncode}: {done.stderr.decode()}")


def at_once(job):
    """Of runs at the same time one does the work, and the others say that it does."""
    started = [job.start() for _ in range(3)]
    ends = [(p.communicate(timeout=120), p.returncode) for p in started]
    if not any(status in (0, 1) for _, status in ends):
        raise AssertionError(f"none came to its end: {ends}")
    for (_, told), status in ends:
        if status not in (0, 1) and (status != 2 or b"run" not in told):
            raise AssertionError(f"status {status}: {told.decode()}")


def damaged(job):
    """Bytes of the database are others than were written."""
    database = job.home / "tieout.db"
    size = database.stat().st_size
    with open(database, "r+b") as file:
        for _ in range(3):
            file.seek(job.rng.randrange(100, size - 100))
            file.write(job.rng.randbytes(64))


def set_back(job):
    """The clock of the machine goes back a month between two runs, as the dates of files do."""
    then = time.time() - 86400 * 30
    for path in job.corpus.files():
        if job.rng.random() < 0.5:
            os.utime(path, (then, then))
    job.run("--today", "2026-02-01")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("tieout")
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", action="store_true", help="leave the folder behind")
    options = options.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tieout-kill-"))
    folder.chmod(0o755)
    job = Job(os.path.abspath(options.tieout), folder, random.Random(options.seed))

    passed, failed = 0, 0

    def after(what, end):
        nonlocal passed, failed
        try:
            end()
            faults = job.settle()
        except (AssertionError, subprocess.TimeoutExpired, sqlite3.Error) as error:
            faults = [str(error)]
        passed, failed = passed + (not faults), failed + bool(faults)
        for fault in faults:
            print(f"after {what}: {fault}", flush=True)

    began = time.monotonic()
    after("nothing", lambda: None)
    longest = (time.monotonic() - began) * 0.6  # half of it was the check
    others = [no_room, read_only, at_once, damaged, set_back]
    for n in range(options.kills):
        for _ in range(job.rng.randrange(1, 6)):
            job.corpus.change()
        after(f"kill {n}", lambda: killed(job, longest))
        if n % 2 == 1:
            for _ in range(job.rng.randrange(1, 4)):
                job.corpus.change()
            other = others[n // 2 % len(others)]
            after(other.__name__, lambda: other(job))
    if options.keep:
        print(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
