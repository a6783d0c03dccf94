# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of the arithmetic benchmark: how one is printed, what it may stand for, how it slips."""
import copy
from fractions import Fraction

from arithmetic_words import NUMBER_WORDS


class Figure:
    """mantissa * 10^(scale - decimals), printed with pre and post around it."""

    def __init__(self, mantissa, decimals=0, scale=0, pre="", post="", word=False, plain=False):
        self.mantissa, self.decimals, self.scale = mantissa, decimals, scale
        self.pre, self.post, self.word, self.plain = pre, post, word, plain

    def value(self):
        return Fraction(self.mantissa) * Fraction(10) ** (self.scale - self.decimals)

    def unit(self):
        """What the last printed place may hide; generous, so that no slip hides in it."""
        value = self.value()
        if self.decimals or self.scale or self.post.strip().startswith(("%", "per")):
            return Fraction(10) ** (self.scale - self.decimals)
        zeros = len(str(self.mantissa)) - len(str(self.mantissa).rstrip("0"))
        return min(Fraction(10) ** zeros, value / 10) if zeros and value >= 100 else Fraction(0)

    def ends(self):
        return self.value() - self.unit(), self.value() + self.unit()

    def __str__(self):
        if self.word and 0 <= self.mantissa < len(NUMBER_WORDS):
            return NUMBER_WORDS[self.mantissa]
        digits = str(self.mantissa).rjust(self.decimals + 1, "0")
        whole = digits[: len(digits) - self.decimals]
        part = "." + digits[len(digits) - self.decimals:] if self.decimals else ""
        if not self.plain:
            whole = f"{int(whole):,}"
        scale = {0: "", 3: " thousand", 6: " million", 9: " billion"}[self.scale]
        return f"{self.pre}{whole}{part}{scale}{self.post}"


def rounded(value, decimals, **more):
    """The figure that a careful writer prints for value: half goes up."""
    scale = more.get("scale", 0)
    scaled = Fraction(value) * Fraction(10) ** (decimals - scale)
    return Figure(int(scaled + Fraction(1, 2)), decimals, **more)


def slipped(rng, figure, how):
    """figure with one slip, or None where that slip cannot be made."""
    digits = list(str(figure.mantissa))
    result = copy.copy(figure)
    if how == "x10":
        result.mantissa *= 10
        return result
    places = list(range(len(digits)))
    rng.shuffle(places)
    if how == "swap":
        for i in places:
            if i + 1 < len(digits) and digits[i] != digits[i + 1] and (i or digits[1] != "0"):
                digits[i], digits[i + 1] = digits[i + 1], digits[i]
                result.mantissa = int("".join(digits))
                return result
        return None
    for i in places:
        others = [c for c in "0123456789" if c != digits[i] and (i or c != "0")]
        digits[i] = rng.choice(others)
        result.mantissa = int("".join(digits))
        return result
    return None


def gap(a, b):
    """How far two closed intervals lie apart; 0 where they touch."""
    return max(a[0] - b[1], b[0] - a[1], Fraction(0))


def total(ends):
    return sum(e[0] for e in ends), sum(e[1] for e in ends)


def corners(function, *ends):
    """The range of a monotone function over a box."""
    values = [[]]
    for end in ends:
        values = [v + [e] for v in values for e in end]
    try:
        results = [function(*v) for v in values]
    except ZeroDivisionError:
        return None
    return min(results), max(results)


class Relation:
    """figures, and how far their statement is from being possible."""

    def __init__(self, figures, miss, targets=None):
        self.figures = figures
        self.miss = miss
        self.targets = targets if targets is not None else list(range(len(figures)))
        # A miss by one whole unit is an observation, not a slip.
        self.least = 1 if all(f.decimals == 0 for f in figures) else 0

    def plant(self, rng):
        """Slips one figure so far that no rounding explains it. Returns (index, how) or None."""
        for _ in range(40):
            how = rng.choice(["x10", "swap", "digit", "digit"])
            index = rng.choice(self.targets)
            wrong = slipped(rng, self.figures[index], how)
            if wrong is None or wrong.mantissa == 0:
                continue
            if wrong.word and not 2 <= wrong.mantissa < len(NUMBER_WORDS):
                continue
            if wrong.post.strip()[:1] in ("%", "p") and wrong.value() > 100:
                continue
            right = self.figures[index]
            self.figures[index] = wrong
            miss = self.miss([f.ends() for f in self.figures])
            if miss is not None and miss > max(2 * wrong.unit(), 2 * right.unit(), self.least):
                wrong.origin = right
                return index, how
            self.figures[index] = right
        return None


def sum_relation(figures):
    """The last is the total of the others."""
    return Relation(figures, lambda e: gap(total(e[:-1]), e[-1]))


def computed(figures, function):
    """The last follows from the others by function."""
    def miss(ends):
        expected = corners(function, *ends[:-1])
        return None if expected is None else gap(expected, ends[-1])
    return Relation(figures, miss)
