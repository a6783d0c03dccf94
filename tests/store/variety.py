# SPDX-License-Identifier: GPL-3.0-or-later
"""Sequences of changes to a job of many kinds: tables, members of one file, dates and publishers from elsewhere, claims
from files, packs, options. Each run finds what a check finds, and prints what a run prints that remembers nothing but
the findings."""
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile

PLACES = ["France", "Chile", "Norway", "Peru"]
SOURCES = ["Herald", "Post", "Town Hall", ""]
PACK = {"license": "CC0-1.0", "name": "lab", "measures": [
    {"id": "permits-issued", "title": "permits issued", "kind": "flow", "unit": "permit", "any": ["permits"]},
    {"id": "wells-known", "title": "wells", "kind": "stock", "unit": "well", "any": ["wells"], "period": "optional"}]}
PACKS = ["drug-control", "epidemic", "casualties", "lab.json"]
DAYS = ["2021-07-01", "2022-03-01", "2023-05-01", "2023-05", "2024"]


def sentence(rng):
    """Few things, places and values, so that documents meet."""
    year, place = rng.randint(2019, 2023), rng.choice(PLACES)
    n = rng.choice([4512, 4512, 4871, 45120, 312, 415, 190])
    kinds = [
        f"In {year}, a total of {n:,} permits were issued in {place}.",
        f"In {year}, {n:,} permits were issued.",
        f"Wardens fined {n:,} cyclists. Wardens fined {rng.choice([312, 415])} cyclists.",
        f"There are {n:,} wells in {place}.",
        f"In {year}, honey output in {place} {rng.choice(['rose', 'fell'])} by {rng.choice([12, 23])}% to {rng.choice([60, 190])} tonnes.",
        f"In {year}, honey output in {place} was {rng.choice([60, 78, 190])} tonnes.",
        f"In {year}, {rng.choice([412, 512])} armed burglaries were recorded in {place}, 12% of all burglaries.",
        f"In {year}, {rng.choice([3433, 91231])} burglaries were recorded in {place}.",
        f"On 31 June {year}, {n:,} pickers arrived in {place}. In {year}, a total of 300 pickers arrived in {place}.",
        f"In June {year}, {n:,} pickers arrived in {place}.",
        f"On 4 June {year + 4}, 31 pickers were rescued in {place}.",
        f"The wards took in 214 men and {rng.choice([187, 197])} women, a total of 411 patients.",
        f"Of the 8,400 homes asked in {year}, 2,940 ({rng.choice([35, 53])}%) had no garden.",
        f"Output tripled from 40 tonnes to {rng.choice([120, 190])} tonnes. The fair lasted from 3 to 25 June {year}, {rng.choice([23, 32])} days.",
        f"From July 14 to September 14, {year}, a total of 519 bicycles were stolen in {place}. In Lyon, {n} bicycles were stolen.",
        f"Since 2013, {rng.choice([1212, 858])} divers have been rescued in {place}.",
        f"On 4 April {year}, 712 people were infected in {place}, {rng.choice(['including', 'excluding'])} the crew of the ship.",
        f"In {year}, 31,572 parcels were lost in {place}.",
        f"The number of people hurt on the roads of {place} grew by an average of 15% a year between 2010 and 2016.",
        f"The number of lambs born in {place} grew by {rng.choice([9, 39])}% a year between 2020 and 2022.",
        " ".join(f"In {y}, {500 + 7 * (y - 2018)} lambs were born in {place}." for y in (2020, 2021, 2022)),
        " ".join(f"In {y}, {1200 - 21 * (y - 2010)} people were hurt on the roads of {place}." for y in range(2010, rng.choice([2013, 2017]))),
        " ".join(f"In {y}, {310 + 10 * (y - 2010)} trams broke down." for y in range(2010, 2016)),
        f"In {year}, a total of 4,512 permits were issued in {place}, and the clerks said that the new counters in the old town had made the difference.",
        f"In {year}, police seized {rng.choice(['12.3', '32.1'])} tons of heroin in {place} and solved 1,212 drug cases.",
        f"As of {rng.randint(3, 9)} March 2020, {rng.choice(['1,214', '1,114'])} confirmed cases had been reported in {place}.",
        "Nothing was counted.",
    ]
    return rng.choice(kinds)


def text(rng, most=5):
    return "\n\n".join(" ".join(sentence(rng) for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(1, most)))


def note(rng):
    head = [f"{key}: {value}" for key, value in (("Source", rng.choice(SOURCES)), ("Date", rng.choice(DAYS + [""]))) if value]
    return "\n".join(["Notes", *head, "", text(rng)]) + "\n"


def table(rng):
    rows = [(name, rng.randint(40, 90), rng.randint(10, 30)) for name in ("East", "West", "South")]
    sums = [sum(column) + rng.choice([0, 0, 9]) for column in list(zip(*rows))[1:]]
    lines = ["| Shore | Rowing | Sailing | Total |", "|---|---:|---:|---:|"]
    lines += [f"| {a} | {b} | {c} | {b + c + rng.choice([0, 0, 9])} |" for a, b, c in rows]
    return "\n".join(["# Boats in 2022", "", *lines, f"| **Total** | **{sums[0]}** | **{sums[1]}** | **{sum(sums)}** |", "", text(rng, 2)]) + "\n"


def rows(rng):
    out = []
    for number in range(rng.randint(1, 4)):
        row = {"id": f"m{number}", "text": text(rng, 2)}
        row.update({key: value for key, value in (("source", rng.choice(SOURCES)), ("date", rng.choice(DAYS[:3]))) if value and rng.random() < 0.8})
        out.append(json.dumps(row))
    return "\n".join(out) + "\n"


KINDS = {".txt": note, ".md": table, ".jsonl": rows}


def claim_rows(rng):
    out = []
    for number in range(rng.randint(1, 4)):
        value = rng.choice([4512, 4871, 4215])
        out.append(json.dumps({"row": "claim", "doc": f"far-{number % 2}.pdf", "source": rng.choice(SOURCES) or "Far", "date": "2023-01-15",
                               "text": f"{value:,}", "value": str(value), "unit": "permit", "measure": rng.choice(["permits-issued", "permits"]),
                               "period": str(rng.randint(2019, 2023)), "place": rng.choice(PLACES)}))
    return "\n".join(out) + "\n"


class Variety:
    def __init__(self, tieout, seed):
        self.tieout = os.path.realpath(tieout)
        self.rng = random.Random(seed)
        self.dir = tempfile.mkdtemp(prefix="tieout-variety-")
        self.number, self.day = 0, 0
        self.packs, self.sidecar, self.claims, self.facts, self.top = [], {}, False, {}, {}
        self.roots = ["docs", "more"]
        for root in self.roots:
            os.makedirs(os.path.join(self.dir, root))
        self.write("lab.json", json.dumps(PACK))
        for _ in range(8):
            self.add()
        self.configure()

    def close(self):
        shutil.rmtree(self.dir, ignore_errors=True)

    def write(self, name, body):
        with open(os.path.join(self.dir, name), "w") as file:
            file.write(body)

    def files(self):
        return [f"{root}/{name}" for root in ("docs", "more") for name in sorted(os.listdir(os.path.join(self.dir, root)))]

    # -- changes

    def add(self):
        self.number += 1
        end = self.rng.choice([".txt", ".txt", ".md", ".jsonl"])
        self.write(f"{self.rng.choice(['docs', 'more'])}/{self.rng.randint(1, 99)}-{self.number}{end}", KINDS[end](self.rng))

    def change(self):
        name = self.rng.choice(self.files())
        end = os.path.splitext(name)[1]
        path = os.path.join(self.dir, name)
        lines = open(path).read().splitlines()
        if end == ".jsonl" and self.rng.random() < 0.6:  # one member, or their order
            lines[self.rng.randrange(len(lines))] = rows(self.rng).splitlines()[0].replace("m0", f"m{self.rng.randint(0, 5)}")
            self.rng.shuffle(lines)
            self.write(name, "\n".join(lines) + "\n")
        elif end != ".jsonl" and self.rng.random() < 0.5:
            self.write(name, "\n".join(lines) + "\n\n" + sentence(self.rng) + "\n")
        else:
            self.write(name, KINDS[end](self.rng))

    def remove(self):
        if len(self.files()) > 5:
            os.remove(os.path.join(self.dir, self.rng.choice(self.files())))

    def rename(self):
        name = self.rng.choice(self.files())
        self.number += 1
        os.rename(os.path.join(self.dir, name),
                  os.path.join(self.dir, f"{self.rng.choice(['docs', 'more'])}/{self.rng.randint(1, 99)}-{self.number}{os.path.splitext(name)[1]}"))

    def touch(self):
        os.utime(os.path.join(self.dir, self.rng.choice(self.files())))

    def change_packs(self):
        self.packs = [p for p in PACKS if self.rng.random() < 0.4]

    def change_sidecar(self):
        """Publisher, date and place of some documents, from beside them."""
        if self.sidecar and self.rng.random() < 0.2:
            self.sidecar = {}
        for name in self.rng.sample(self.files(), 2):
            self.sidecar[name] = (self.rng.choice(SOURCES), self.rng.choice(DAYS[:3] + [""]), self.rng.choice(PLACES + [""]))

    def change_claims(self):
        self.claims = self.rng.random() < 0.7
        self.write("claims.ndjson", claim_rows(self.rng))

    def change_facts(self):
        """Of the documents of one folder, or of all."""
        facts = {"source": self.rng.choice(SOURCES), "place": self.rng.choice(PLACES + [""]), "date": self.rng.choice(DAYS + [""])}
        facts = {key: value for key, value in facts.items() if value and self.rng.random() < 0.6}
        if self.rng.random() < 0.3:
            self.top = facts
        else:
            self.facts[self.rng.choice(self.roots)] = facts

    def change_order(self):
        self.rng.shuffle(self.roots)
        self.roots = [r for r in self.roots if "/" not in r]
        if self.rng.random() < 0.5:  # one file by two ways
            self.roots.insert(self.rng.randint(0, 2), self.rng.choice(self.files()))

    def accept(self):
        found = [r["id"] for r in map(json.loads, self.check().splitlines()) if r["row"] == "finding" and "id" in r]
        some = [{"finding": f, "reason": "known"} for f in found if self.rng.random() < 0.3]
        self.write("suppress.json", json.dumps({"suppress": some}))

    def step(self):
        self.rng.choice([self.add, self.change, self.change, self.change, self.remove, self.rename, self.touch, self.change_packs,
                         self.change_sidecar, self.change_claims, self.change_facts, self.change_order, self.accept])()

    # -- the job

    def configure(self):
        self.roots = [r for r in self.roots if "/" not in r or os.path.exists(os.path.join(self.dir, r))]
        config = {"inputs": [{"path": r, **self.facts.get(r, {})} for r in self.roots], "packs": self.packs, **self.top}
        if self.claims:
            config["claims"] = ["claims.ndjson"]
        if self.sidecar:
            config["sidecar"] = "sidecar.csv"
            lines = [f"{name},{source},{date},{place},," for name, (source, date, place) in sorted(self.sidecar.items())]
            self.write("sidecar.csv", "\n".join(["path,source,date,place,title,url", *lines]) + "\n")
        self.write("tieout.json", json.dumps({**config, "jobs": {"other": {"inputs": ["more"]}}}))

    def tell(self, *args):
        done = subprocess.run([self.tieout, *args, "--today", f"2024-06-{self.day % 28 + 1:02}", "-j", str(self.rng.randint(1, 2))],
                              cwd=self.dir, capture_output=True, text=True, timeout=120)
        assert done.returncode in (0, 1), f"{args}: {done.returncode}: {done.stderr}"
        return done.stdout

    def check(self):
        return self.tell("check", "-a", "-o", "ndjson")

    def without_memory(self):
        """A copy of the database that has the findings alone."""
        shutil.copy(os.path.join(self.dir, "tieout.db"), os.path.join(self.dir, "plain.db"))
        with sqlite3.connect(os.path.join(self.dir, "plain.db")) as db:
            db.executescript("DELETE FROM brief; DELETE FROM memo_head; DELETE FROM memo_body; DELETE FROM repeat_part;"
                             "UPDATE input SET context = '0000000000000000' WHERE context <> ''")
        db.close()

    def print_into(self, name, forms, *args):
        """What a run prints, form by form."""
        outputs = [word for form in forms for word in ("-o", f"{form}:{name}.{form}")]
        self.tell("run", *args, *outputs)
        texts = [open(os.path.join(self.dir, f"{name}.{form}")).read() for form in forms]
        return [re.sub(r'(text read\D*|"bytes": *)[\d,]+', r"\1", t) for t in texts]  # what is recalled is not read

    def verify(self):
        self.configure()
        self.day += 1
        forms = ["ndjson"] + self.rng.sample(["html", "md", "json", "csv", "text", "sarif", "junit"], self.rng.randint(0, 2))
        more = ["-a"] + (["--rehash"] if self.rng.random() < 0.1 else [])
        known = os.path.exists(os.path.join(self.dir, "tieout.db"))
        if known:
            self.without_memory()
            plain = self.print_into("plain", forms, *more, "--db", "plain.db")
        out = self.print_into("out", forms, *more)
        fresh = self.check()
        if known:
            for form, a, b in zip(forms, plain, out):
                assert a == b, f"{form}: what a run prints depends on what it remembers ({self.dir})"
        stripped = re.sub(r',?"state":"[a-z]*"', "", out[0])
        assert stripped == fresh, f"the run and a check from scratch differ ({self.dir})"
        if self.rng.random() < 0.3:
            self.tell("run", "other", "-o", "ndjson")
        return out[0]

    def broken(self):
        """A file that cannot be read any more is what it was."""
        before = self.verify()
        name = os.path.join(self.dir, self.rng.choice(self.files()))
        kept = open(name, "rb").read()
        open(name, "wb").write(b"\x1f\x8b\x08" + bytes(range(256)))
        done = subprocess.run([self.tieout, "run", "-a", "-o", "ndjson", "--today", f"2024-06-{self.day % 28 + 1:02}"], cwd=self.dir,
                              capture_output=True, text=True)
        open(name, "wb").write(kept)
        assert done.returncode == 3, (done.returncode, done.stderr)
        a, b = (sorted(re.sub(r',?"state":"[a-z]*"', "", t).splitlines()) for t in (before, done.stdout))
        assert a == b, f"with a file that cannot be read, rows differ: {[x for x in a if x not in b][:2]} {[x for x in b if x not in a][:2]} ({self.dir})"


def cases(args):
    def sequences():
        """whatever changes, a run finds and prints what one without memory does"""
        for seed in range(args.seed, args.seed + max(args.steps // 10, 1)):
            variety = Variety(args.tieout, 1000 + seed)
            variety.verify()
            for _ in range(10):
                for _ in range(variety.rng.randint(0, 3)):
                    variety.step()
                variety.verify()
                if variety.rng.random() < 0.2:
                    variety.broken()
            variety.close()

    return [sequences]
