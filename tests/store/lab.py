# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder with documents that change, a job over it, and what must hold after every run of it."""
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile

THINGS = ["breath tests", "drivers fined", "bridges inspected", "lorries weighed", "licences lost"]
PLACES = ["Ostland", "Lake District", "Northern Coast"]
SOURCES = ["Ostland Road Agency", "Institute of Road Safety", "Coast Police"]
PACK = {
    "license": "CC0-1.0",
    "name": "lab",
    "measures": [{"id": "breath-tests", "title": "breath tests", "kind": "flow", "unit": "test", "any": ["breath tests"]}],
}


def sentence(rng):
    """Prose that often contradicts itself elsewhere: few things, few years, few values."""
    thing, year = rng.choice(THINGS), rng.randint(2019, 2023)
    value = rng.choice([1240, 1240, 1250, 12400, 3184, 3148])
    kind = rng.randrange(5)
    if kind == 0:
        return f"In {year}, patrols in {rng.choice(PLACES)} carried out {value:,} {thing}."
    if kind == 1:
        parts = [rng.randint(10, 60) for _ in range(3)]
        total = sum(parts) + rng.choice([0, 0, 7])
        return f"There were {total} {thing} in {year}: {parts[0]} in spring, {parts[1]} in summer and {parts[2]} in autumn."
    if kind == 2:
        return f"From 3 to {rng.randint(20, 28)} June {year}, lasting {rng.randint(17, 40)} days, the road stayed closed."
    if kind == 3:
        return (f"A total of {value:,} {thing} were counted in the whole country in {year}, which the agency "
                "called a result of better lighting, safer crossings and longer patrols on the old roads.")
    return f"The agency counted {value:,} {thing} nationwide in {year}, and the road stayed open."


def document(rng):
    date = f"{rng.choice(['March', 'May'])} {rng.randint(1, 28)}, 2024"
    body = "\n\n".join(" ".join(sentence(rng) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(1, 4)))
    return f"Notes of the roads\n{rng.choice(SOURCES)}, {date}\n\n{body}\n"


def row_of_jsonl(rng, number):
    return json.dumps({"id": f"m{number}", "source": rng.choice(SOURCES), "date": "2024-04-02",
                       "text": " ".join(sentence(rng) for _ in range(3))})


class Lab:
    def __init__(self, tieout, seed, documents=12):
        self.tieout = os.path.realpath(tieout)
        self.rng = random.Random(seed)
        self.dir = tempfile.mkdtemp(prefix="tieout-store-")
        self.docs = os.path.join(self.dir, "docs")
        self.number = 0
        self.pack = False
        self.day = 1
        os.makedirs(os.path.join(self.docs, "more"))
        for _ in range(documents):
            self.add()
        self.configure()

    def close(self):
        shutil.rmtree(self.dir, ignore_errors=True)

    # -- the world changes

    def path(self, name):
        return os.path.join(self.docs, name)

    def files(self):
        return sorted(os.path.join(d, f) for d, _, names in os.walk(self.docs) for f in names)

    def write(self, path, text):
        with open(path, "w") as file:
            file.write(text)

    def add(self):
        self.number += 1
        folder = self.rng.choice(["", "more/"])
        if self.number % 7 == 3:
            rows = [row_of_jsonl(self.rng, n) for n in range(self.rng.randint(1, 4))]
            self.write(self.path(f"{folder}rows-{self.number}.jsonl"), "\n".join(rows) + "\n")
        else:
            self.write(self.path(f"{folder}note-{self.number}.txt"), document(self.rng))

    def change(self):
        path = self.rng.choice(self.files())
        if path.endswith(".jsonl"):
            rows = open(path).read().splitlines()
            rows[self.rng.randrange(len(rows))] = row_of_jsonl(self.rng, self.rng.randrange(6))
            self.write(path, "\n".join(dict((json.loads(r)["id"], r) for r in rows).values()) + "\n")
        elif self.rng.random() < 0.5:
            self.write(path, document(self.rng))
        else:
            self.write(path, open(path).read() + "\n" + sentence(self.rng) + "\n")

    def remove(self):
        os.remove(self.rng.choice(self.files()))

    def rename(self):
        path = self.rng.choice(self.files())
        self.number += 1
        os.rename(path, os.path.join(os.path.dirname(path), f"moved-{self.number}" + os.path.splitext(path)[1]))

    def change_pack(self):
        self.pack = not self.pack
        self.configure()

    def touch(self):
        os.utime(self.rng.choice(self.files()))

    def step(self):
        """One random change; documents never run out."""
        steps = [self.add, self.change, self.change, self.touch, self.rename, self.change_pack]
        if len(self.files()) > 6:
            steps.append(self.remove)
        self.rng.choice(steps)()

    # -- the job

    def configure(self, **more):
        config = {"inputs": ["docs"], "packs": ["lab.json"] if self.pack else [],
                  "jobs": {"daily": {"notify_cmd": "cat >> told; sleep 0.02", "feed": "news.atom", **more}}}
        self.write(os.path.join(self.dir, "lab.json"), json.dumps(PACK))
        self.write(os.path.join(self.dir, "tieout.json"), json.dumps(config))

    def command(self, *args):
        return [self.tieout, *args, "--today", f"2024-06-{self.day:02}", "-j", "2"]

    def start(self, *args, **more):
        return subprocess.Popen(self.command("run", "daily", *args), cwd=self.dir, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True, **more)

    def run(self, *args, **more):
        self.day = self.day % 28 + 1
        done = subprocess.run(self.command("run", "daily", "-a", "-o", "ndjson", *args), cwd=self.dir, capture_output=True,
                              text=True, **more)
        return done.returncode, done.stdout, done.stderr

    def check(self):
        packs = ["-p", "lab.json"] if self.pack else []
        done = subprocess.run(self.command("check", "--no-config", "-a", *packs, "-o", "ndjson", "docs"), cwd=self.dir,
                              capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def database(self):
        return sqlite3.connect(os.path.join(self.dir, "tieout.db"))

    # -- what must hold

    def told(self):
        """Keys of all notifications that the command got, as often as it got them."""
        path = os.path.join(self.dir, "told")
        text = open(path).read() if os.path.exists(path) else ""
        return re.findall(r'"key":"([^"]*)"', text)

    def verify(self, run=None):
        """A run succeeds and leaves what a check from scratch finds; raises AssertionError otherwise."""
        code, out, err = run or self.run()
        assert code in (0, 1), f"status {code}: {err}"
        fresh = self.check()
        rows = re.sub(r',?"state":"[a-z]*"', "", out)
        assert rows == fresh, "the run and a check from scratch differ"
        want = sorted((r["fingerprint"], r["ordinal"]) for r in map(json.loads, fresh.splitlines()) if r["row"] == "finding")
        with self.database() as db:
            have = sorted(db.execute("SELECT fingerprint, ordinal FROM finding WHERE state = 'open' "
                                     "AND job_id = (SELECT id FROM job WHERE name = 'daily')"))
            odd = sorted(set(have) ^ set(want))
            assert have == want, f"the open findings of the database are not those of the check: {odd[:5]} of {len(want)}"
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            unsent = db.execute("SELECT count(*) FROM notification WHERE sent = 0").fetchone()
            keys = {key for (key,) in db.execute("SELECT key FROM notification")}
        db.close()
        assert unsent == (0,), "a notification is still to be sent"
        told = self.told()
        assert keys <= set(told), "a notification was lost"
        care = subprocess.run([self.tieout, "db", "check"], cwd=self.dir, capture_output=True, text=True)
        assert care.stdout == "ok\n", care.stdout + care.stderr
        return told
