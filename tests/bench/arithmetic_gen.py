#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""arithmetic_gen.py OUT [--seed N] [--count K] [--kinds A,B]: texts whose figures follow from each
other, each beside a twin in which one figure slipped.

Writes OUT/KIND/NNN.clean.txt, OUT/KIND/NNN.slip.txt and OUT/truth.tsv with a line for each pair:
kind, number, kind of slip, start and end of the slipped figure (bytes of the slip file), that
figure, what stood there before, and the figures of the relation as start-end pairs."""
import argparse
import pathlib
import random
import string

from arithmetic_figures import Figure
from arithmetic_kinds import PROSE_KINDS
from arithmetic_tables import TABLE_KINDS
from arithmetic_words import DECOYS, FIELDS, MONTHS, REGIONS

KINDS = {**PROSE_KINDS, **TABLE_KINDS}


class Context:
    """What the sentences of one text share."""

    def __init__(self, rng):
        self.rng = rng
        self.field = rng.choice(FIELDS)
        self.year = rng.randint(1996, 2023)
        self.year0 = self.year - rng.choice([1, 1, 1, 2, 4, 10])
        self.region = rng.choice(REGIONS)
        self.british = rng.random() < 0.5

    def pick(self, options):
        return self.rng.choice(options)

    def sample(self, options, n):
        return self.rng.sample(options, min(n, len(options)))

    def count(self, low=12, high=20000):
        """A count of any size, rarely a round one, as counts are."""
        top = self.rng.choice([high // 100, high // 10, high]) if high > 1000 else high
        value = self.rng.randint(low, max(low + 10, top))
        return value + 1 if value % 10 == 0 else value

    def dates(self, day):
        return f"{day.day} {MONTHS[day.month - 1]}" if self.british else \
            f"{MONTHS[day.month - 1]} {day.day}"

    def words(self):
        f = self.field
        words = dict(agency=f["agency"], did=f["did"], done=f["done"], unit=f["unit"],
                     region=self.region, year=str(self.year), year0=str(self.year0))
        return words


def decoy(c, template):
    rng = c.rng
    values = dict(s=rng.randint(13, 99), t=rng.randint(13, 99), a=f"{c.count(120, 9000):,}",
                  big=rng.randint(300, 999), day=rng.randint(1, 28), month=rng.choice(MONTHS),
                  m=f"{rng.randint(11, 99) / 10}", p=rng.randint(51, 94),
                  q=f"{rng.randint(11, 99) / 10}", oldyear=rng.randint(1880, 1970),
                  year=c.year - 1, region=rng.choice(REGIONS))
    return template.format(**values)


def render(template, names):
    """The text and the span of each figure, in bytes."""
    out, spans = b"", {}
    for literal, name, spec, _ in string.Formatter().parse(template):
        out += literal.encode()
        if name is None:
            continue
        raised = name not in names and name[0].isupper() and name.lower() in names
        item = names[name.lower() if raised else name]
        text = format(str(item), spec or "")
        if raised:
            text = text[0].upper() + text[1:]
        if isinstance(item, Figure):
            lead = len(text) - len(text.lstrip())
            spans.setdefault(id(item), (len(out) + lead, len(out) + len(text.encode())))
        out += text.encode()
    return out, spans


def make_pair(kind, seed):
    """The clean text, the slipped one, and the line of truth; None where no slip shows."""
    rng = random.Random(seed)
    c = Context(rng)
    template, names, relation = KINDS[kind](c)
    words = {**c.words(), **names}
    around = [decoy(c, d) for d in rng.sample(DECOYS, rng.randint(0, 6))]
    cut = rng.randint(0, len(around))
    before, after = around[:cut], around[cut:]
    heading = rng.choice(["", "# {head}\n\n", "{head}\n\n", "{head}, {year}\n\n"])
    heading = heading.format(head=c.field["head"], year=c.year)
    glue = "\n\n" if rng.random() < 0.3 or "\n" in template else " "
    literal = [x.replace("{", "{{").replace("}", "}}") for x in
               (heading, " ".join(before), " ".join(after))]
    whole = literal[0] + literal[1] + (glue if before else "") + template.strip("\n") + \
        (glue if after else "") + literal[2] + "\n"
    clean, _ = render(whole, words)
    originals = list(relation.figures)
    planted = relation.plant(rng)
    if planted is None:
        return None
    index, how = planted
    wrong = relation.figures[index]
    for name, item in names.items():
        if item is originals[index]:
            words[name] = wrong
    slip, spans = render(whole, words)
    start, end = spans[id(wrong)]
    figures = " ".join("%d-%d" % spans[id(f)] for f in relation.figures if id(f) in spans)
    return clean, slip, (how, start, end, str(wrong), str(originals[index]), figures)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60, help="pairs of each kind")
    parser.add_argument("--kinds", default=",".join(KINDS))
    args = parser.parse_args()
    root = pathlib.Path(args.out)
    root.mkdir(parents=True, exist_ok=True)
    with open(root / "truth.tsv", "w") as truth:
        for kind in args.kinds.split(","):
            (root / kind).mkdir(exist_ok=True)
            made, trial = 0, 0
            while made < args.count:
                pair = make_pair(kind, f"{args.seed}/{kind}/{trial}")
                trial += 1
                if pair is None:
                    continue
                name = "%03d" % made
                (root / kind / (name + ".clean.txt")).write_bytes(pair[0])
                (root / kind / (name + ".slip.txt")).write_bytes(pair[1])
                print(kind, name, *pair[2], sep="\t", file=truth)
                made += 1


if __name__ == "__main__":
    main()
