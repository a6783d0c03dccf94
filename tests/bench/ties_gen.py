#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""ties_gen.py OUT [--seed N] [--count K] [--kinds A,B]: a folder of short documents with planted
contradictions, agreements, traps and updates, K cases of each kind.

Writes OUT/docs/*.txt and OUT/key.jsonl with a line for each case: its number, class, kind, the
verdict that a careful reader gives, its documents, and its figures as byte spans. Figures of one
`side` say the same; a contradiction stands between sides."""
import argparse
import json
import pathlib
import random
import re

from ties_kinds import KINDS
from ties_words import FIELDS, MONTHS, NEWSPAPERS, PLACES, PLAIN_FILLERS

MARK = re.compile("\x01(\\d+)\x02(.*?)\x03", re.S)


def mark(side, text):
    """A figure that the key names."""
    return "\x01%d\x02%s\x03" % (side, text)


def number_word(n):
    small = ("zero one two three four five six seven eight nine ten eleven twelve thirteen "
             "fourteen fifteen sixteen seventeen eighteen nineteen").split()
    if n < 20:
        return small[n]
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    return tens[n // 10 - 2] + ("-" + small[n % 10] if n % 10 else "")


class Case:
    """One case: a field and a place of its own, and the documents about them."""

    mark = staticmethod(mark)
    word = staticmethod(number_word)

    def __init__(self, corpus, number, kind, group):
        self.corpus, self.rng = corpus, corpus.rng
        self.number, self.kind, self.group = number, kind, group
        self.verdict, self.off_field = None, False
        self.documents, self.figures = [], []
        self.year = self.rng.randint(2008, 2021)
        self.papers = self.rng.sample(NEWSPAPERS, 4)

    def pick(self, options):
        return self.rng.choice(options)

    def settle(self, fits=lambda field: True, regions=0):
        """Takes a field and a place that no other case has."""
        free = [(f, p) for f in FIELDS for p in PLACES
                if fits(f) and len(PLACES[p]) >= regions and (f["id"], p) not in self.corpus.taken]
        self.field, self.place = self.pick(free)
        self.corpus.taken.add((self.field["id"], self.place))
        self.regions = self.rng.sample(PLACES[self.place], regions)

    def value(self):
        """A figure of the field, printed to its last digit and not round."""
        low, high = self.field["low"], self.field["high"]
        x = int(low * (high / low) ** self.rng.random())
        if self.field.get("money"):
            return x * 10 + self.rng.randint(1, 9)
        return x if x % 10 else x + self.rng.randint(1, 9)

    def other(self, x, low=0.08, high=0.5):
        """A value that differs from x by a share within low to high."""
        ratio = 1 + self.rng.uniform(low, high)
        y = round(x * ratio if self.rng.random() < 0.5 else x / ratio)
        return y if y % 10 else y + 1

    def show(self, x):
        """x as printed; money is kept in tenths of a million."""
        if self.field.get("money"):
            return "%s million" % (f"{x / 10:,.1f}")
        return f"{x:,}"

    def counted(self, figure, noun=None):
        """The figure with what it counts: '412 burglaries', '7 tons of wheat', '3 million euros'."""
        if self.field.get("money"):
            return figure + " euros"
        unit = self.field.get("unit")
        noun = noun or self.field["noun"]
        return f"{figure} {unit} of {noun}" if unit else f"{figure} {noun}"

    def tail(self, noun=None):
        return " on " + (noun or self.field["noun"]) if self.field.get("money") else ""

    def say(self, figure, when, agent=None, place=None, noun=None, named=None):
        """A sentence that states the figure; with an agent when named (drawn when None)."""
        f, place = self.field, place or self.place
        named = self.named if named is None else named
        agent = agent or f["agent"]
        q, tail = self.counted(figure, noun), self.tail(noun)
        was = "was" if f.get("unit") or f.get("money") else "were"
        start = agent[0].upper() + agent[1:]
        if named:
            return self.pick([
                f"{start} {f['did']} {q}{tail} in {place} in {when}.",
                f"In {when}, {agent} {f['did']} {q}{tail} in {place}.",
                f"A total of {q} {was} {f['done']}{tail} by {agent} in {place} in {when}.",
                f"During {when}, {agent} in {place} {f['did']} {q}{tail}.",
            ])
        forms = [
            f"A total of {q} {was} {f['done']}{tail} in {place} in {when}.",
            f"In {when}, {q} {was} {f['done']}{tail} in {place}, official figures show.",
            f"According to a new report, {q} {was} {f['done']}{tail} in {place} in {when}.",
            f"In {place}, {q} {was} {f['done']}{tail} during {when}.",
        ]
        if not tail and not f.get("unit"):
            noun = noun or f["noun"]
            forms.append(f"The number of {noun} {f['done']} in {place} in {when} was {figure}.")
        return self.pick(forms)

    def filler(self):
        rng = self.rng
        options = [t for t in self.field["fillers"] if (self.place, t) not in self.corpus.taken]
        key = self.pick(options + [None])
        if key is None or self.off_field:
            return self.pick(PLAIN_FILLERS)
        self.corpus.taken.add((self.place, key))
        return key.format(place=self.place, n=f"{rng.randint(101, 4999):,}", s=rng.randint(11, 98))

    def document(self, source, day, sentences, title=None):
        """Writes a document: header, title, the sentences among fillers."""
        year, month, date = day
        place = self.place
        self.off_field = self.kind in ("plain_rate", "plain_toll", "estimate", "running_toll")
        title = title or self.pick(["{h} in {p}", "{p}: {h}", "{h}, {p}"]).format(
            h=self.field["head"], p=place)
        shown = self.pick([f"{MONTHS[month - 1]} {date}, {year}", f"{date} {MONTHS[month - 1]} {year}",
                           f"{year}-{month:02}-{date:02}"])
        paragraphs = []
        for s in sentences:
            before = [self.filler()] if self.rng.random() < 0.3 else []
            after = [self.filler()] if self.rng.random() < 0.4 else []
            paragraphs.append(" ".join(before + [s] + after))
        if self.rng.random() < 0.5:
            paragraphs.append(self.filler())
        text = f"{title}\nSource: {source}\nDate: {shown}\n\n" + "\n\n".join(paragraphs) + "\n"
        self.documents.append([None, text])

    def later(self, years=1):
        """A day of publication after the case's year."""
        return (self.year + years, self.rng.randint(1, 12), self.rng.randint(1, 28))

    def write(self, folder, names):
        for item in self.documents:
            item[0] = names.pop()
            figures, clean, at = [], [], 0
            for m in MARK.finditer(item[1]):
                clean.append(item[1][at:m.start()])
                start = len("".join(clean).encode())
                clean.append(m.group(2))
                at = m.end()
                self.figures.append(dict(doc=item[0], side=int(m.group(1)), start=start,
                                         end=start + len(m.group(2).encode()), text=m.group(2)))
            clean.append(item[1][at:])
            (folder / item[0]).write_bytes("".join(clean).encode())
        return dict(case=self.number, group=self.group, kind=self.kind, verdict=self.verdict,
                    documents=[d[0] for d in self.documents], figures=self.figures)


class Corpus:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.taken = set()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--kinds", default="")
    args = parser.parse_args()
    kinds = [k for k in KINDS if not args.kinds or k[1] in args.kinds.split(",")]
    corpus = Corpus(args.seed)
    # The cases that need regions of one country choose first.
    order = sorted(((not k[3], i, n) for i, k in enumerate(kinds) for n in range(args.count)))
    cases = []
    for number, (_, i, _) in enumerate(order):
        group, kind, make, regions = kinds[i]
        case = Case(corpus, number, kind, group)
        case.named = corpus.rng.random() < 0.5
        case.verdict = make(case)
        cases.append(case)
    docs = sum(len(c.documents) for c in cases)
    names = ["d%04d.txt" % n for n in range(docs)]
    corpus.rng.shuffle(names)
    folder = args.out / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("d*.txt"):
        old.unlink()
    with open(args.out / "key.jsonl", "w", encoding="utf-8") as key:
        for case in cases:
            key.write(json.dumps(case.write(folder, names)) + "\n")


if __name__ == "__main__":
    main()
