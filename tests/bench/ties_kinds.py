# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of the ties benchmark. Each kind is a function of a case that writes its documents and
returns the verdict of a careful reader. KINDS lists (group, kind, function, needs regions)."""
from ties_words import MONTHS


def counts(field):
    return not field.get("unit") and not field.get("money")


def flows(field):
    return not field.get("money")


def is_person(field):
    return field["noun"] in ("passengers",) or field["noun"].startswith("foreign visitors")


def two_documents(c, first, second, **how):
    """The same fact told by two publishers."""
    c.document(c.papers[0], c.later(), [c.say(first, c.when, **how)])
    c.document(c.papers[1], c.later(), [c.say(second, c.when, **how)])


def period(c):
    """A closed period within the case's year."""
    y = c.year
    return c.pick([f"{y}", f"{y}", f"{y}", f"the first half of {y}", f"{c.pick(MONTHS)} {y}",
                   f"the {c.pick(['first', 'second', 'third', 'fourth'])} quarter of {y}"])


# ---- contradictions

def plain(c):
    c.settle()
    c.when = period(c)
    a = c.value()
    b = c.other(a)
    two_documents(c, c.mark(0, c.show(a)), c.mark(1, c.show(b)))
    if c.rng.random() < 0.4:
        c.document(c.papers[2], c.later(), [c.say(c.mark(0, c.show(a)), c.when)])
    return "conflict"


def plain_within(c):
    """Lead and body, or headline and body, of one document."""
    c.settle()
    c.when = period(c)
    a = c.value()
    b = c.other(a)
    c.document(c.papers[0], c.later(), [c.say(c.mark(0, c.show(a)), c.when), c.filler(),
                                        c.say(c.mark(1, c.show(b)), c.when)])
    return "conflict"


def plain_rate(c):
    """A percentage of one event, given twice."""
    c.settle()
    a = c.rng.randint(350, 700)
    b = a + c.pick([-1, 1]) * c.rng.randint(31, 120)
    y = c.year
    forms = c.pick([
        ["Turnout in the {y} parliamentary election in {p} was {x}%.",
         "In the parliamentary election of {y} in {p}, turnout stood at {x}%.",
         "Turnout in {p} reached {x}% in the {y} parliamentary election."],
        ["The employment rate in {p} was {x}% in {y}.",
         "In {y}, the employment rate in {p} stood at {x} percent.",
         "In {p}, the employment rate was {x}% in {y}, statisticians said."]])
    what = c.pick(["News", "Figures of the week", "In brief"])
    for side, x in ((0, a), (1, b)):
        text = c.pick(forms).format(y=y, p=c.place, x=c.mark(side, f"{x / 10:.1f}"))
        c.document(c.papers[side], c.later(), [text], title=f"{c.place}: {what}")
    return "conflict"


def quake(c):
    """Final tolls of one disaster."""
    c.settle()
    day, month = c.rng.randint(1, 28), c.pick(MONTHS)
    event = c.pick(["earthquake", "flood", "landslide", "hurricane"])
    when = f"{month} {day}, {c.year}"
    a = c.rng.randint(41, 900)
    b = c.other(a, 0.15)
    forms = [f"The {event} of {when} killed {{x}} people in {c.place}.",
             f"On {when}, {{x}} people were killed by the {event} in {c.place}.",
             f"The {event} that struck {c.place} on {when} killed {{x}} people."]
    for side, x in ((0, a), (1, b)):
        c.document(c.papers[side], c.later(side + 1),
                   [c.pick(forms).format(x=c.mark(side, f"{x:,}"))],
                   title=f"After the {event}, {c.place}")
    return "conflict"


def tenfold(c):
    c.settle()
    c.when = period(c)
    a = c.value()
    two_documents(c, c.mark(0, c.show(a)), c.mark(1, c.show(a * 10)))
    return "conflict"


def transposition(c):
    c.settle()
    c.when = period(c)
    while True:
        a = str(c.value())
        i = c.rng.randrange(len(a) - 1)
        b = a[:i] + a[i + 1] + a[i] + a[i + 2:]
        if a != b and b[0] != "0" and b[-1] != "0" and a[-1] != "0":
            break
    two_documents(c, c.mark(0, c.show(int(a))), c.mark(1, c.show(int(b))))
    return "conflict"


def part_time(c):
    c.settle()
    a = c.value()
    part = c.pick([f"the first half of {c.year}", f"the second half of {c.year}",
                   f"{c.pick(MONTHS)} {c.year}", f"the third quarter of {c.year}"])
    b = round(a * c.rng.uniform(1.1, 1.6))
    c.document(c.papers[0], c.later(), [c.say(c.mark(0, c.show(a)), str(c.year))])
    c.document(c.papers[1], c.later(), [c.say(c.mark(1, c.show(b)), part)])
    return "conflict"


def part_place(c):
    c.settle(regions=1)
    a = c.value()
    b = round(a * c.rng.uniform(1.1, 1.6))
    when = period(c)
    c.document(c.papers[0], c.later(), [c.say(c.mark(0, c.show(a)), when)])
    c.document(c.papers[1], c.later(), [c.say(c.mark(1, c.show(b)), when, place=c.regions[0])],
               title=f"{c.field['head']} in {c.regions[0]}")
    return "conflict"


def part_subset(c):
    """'of which' in one sentence."""
    c.settle(fits=counts)
    a = c.value()
    b = round(a * c.rng.uniform(1.1, 1.6))
    x, y = c.mark(0, c.show(a)), c.mark(1, c.show(b))
    f = c.field
    adjective = f["sorts"][0].replace(f["noun"], "").strip()
    of = "of whom" if is_person(f) else "of which"
    if adjective == "on business":
        adjective = "on business trips"
    c.document(c.papers[0], c.later(), [c.pick([
        f"In {c.year}, {x} {f['noun']} were {f['done']} in {c.place}, {of} {y} were {adjective}.",
        f"Of the {x} {f['noun']} {f['done']} in {c.place} in {c.year}, {y} were {adjective}.",
        f"A total of {x} {f['noun']}, including {y} {f['sorts'][0]}, were {f['done']} in "
        f"{c.place} in {c.year}.",
    ])])
    return "conflict"


def since_forms(c, x, day):
    """A total since a start, as known on a day of the case's year."""
    shown = f"{MONTHS[day[1] - 1]} {day[2]}"
    q = c.counted(x)
    was = "has" if c.field.get("unit") else "have"
    done = c.field["done"]
    return c.pick([
        f"Since the start of {c.year}, {q} {was} been {done} in {c.place} as of {shown}.",
        f"As of {shown}, {c.year}, a total of {q} {was} been {done} in {c.place} since the start "
        f"of {c.year}.",
        f"By {shown}, {c.year}, {q} had been {done} in {c.place} since January 1, {c.year}.",
    ])


def days(c):
    first = (c.year, c.rng.randint(3, 6), c.rng.randint(1, 28))
    return first, (c.year, c.rng.randint(7, 11), c.rng.randint(1, 28))


def cumulative(c):
    c.settle(fits=flows)
    a = c.value()
    b = round(a / c.rng.uniform(1.1, 1.5))
    one, two = days(c)
    c.document(c.papers[0], one, [since_forms(c, c.mark(0, c.show(a)), one)])
    c.document(c.papers[0], two, [since_forms(c, c.mark(1, c.show(b)), two)])
    return "conflict"


def direction(c):
    c.settle()
    f, p, y = c.field, c.place, c.year - 2
    a = c.value()
    b = round(a * c.rng.uniform(1.08, 1.3))
    d = round(b * c.rng.uniform(1.08, 1.3))
    money = " euros" if f.get("money") else " " + f["unit"] if f.get("unit") else ""
    x, z, w = (c.mark(i, c.show(v)) + money for i, v in enumerate((a, b, d)))
    s = f["series"]
    S = s[0].upper() + s[1:]
    rise, fall = (x, z, w), (w, z, x)
    up = c.rng.random() < 0.5
    v = fall if up else rise
    word = c.pick(["rose", "increased", "grew"] if up else ["fell", "declined", "dropped"])
    cont = c.pick(["steady rise", "continued growth"] if up else ["steady decline", "long decline"])
    three = [
        f"{S} in {p} {word} for the third year in a row, from {v[0]} in {y} to {v[1]} in {y + 1} "
        f"and {v[2]} in {y + 2}.",
        f"{S} in {p} {word} from {v[0]} in {y} to {v[1]} in {y + 1} and to {v[2]} in {y + 2}.",
        f"{S} in {p} {word} from {v[0]} in {y} to {v[2]} in {y + 2}.",
        f"{S} in {p} was {v[2]} in {y + 2}, {'up' if up else 'down'} from {v[0]} in {y}.",
    ]
    if not f.get("money") and "seized" not in s:
        three.append(
            f"{S} in {p} continued its {cont}. It was {v[0]} in {y}, {v[1]} in {y + 1} and {v[2]} "
            f"in {y + 2}.")
    c.document(c.papers[0], c.later(), [c.pick(three)])
    return "conflict"


def dates(c):
    """An impossible date or stretch of time."""
    c.settle(fits=flows)
    q = c.counted(c.show(c.value()))
    was = "was" if c.field.get("unit") else "were"
    done, p, y = c.field["done"], c.place, c.year
    early, late = c.rng.randint(1, 5), c.rng.randint(7, 12)
    day = c.rng.randint(1, 27)
    when = c.pick([
        c.mark(0, f"from {MONTHS[late - 1]} {day}, {y} to {MONTHS[early - 1]} {day + 1}, {y}"),
        c.mark(0, f"from {MONTHS[late - 1]} {y} to {MONTHS[early - 1]} {y}"),
        c.mark(0, f"between {y} and {y - c.rng.randint(2, 4)}"),
        "on " + c.mark(0, f"{y} {MONTHS[late - 1]} {day}, {y - 1}"),
        "on " + c.mark(0, f"{MONTHS[early - 1]} {day}, {y + c.rng.randint(4, 9)}"),
    ])
    text = c.pick([f"{q[0].upper() + q[1:]} {was} {done} in {p} {when}.",
                   f"According to the office, {q} {was} {done} in {p} {when}."])
    c.document(c.papers[0], c.later(), [text])
    return "conflict"


def implied_change(c):
    c.settle()
    f, p, y = c.field, c.place, c.year
    pct = c.rng.randint(12, 60)
    up = c.rng.random() < 0.5
    now = c.value()
    before = now / (1 + pct / 100) if up else now / (1 - pct / 100)
    stated = c.other(round(before), 0.15)
    word = c.pick(["rose", "increased"] if up else ["fell", "declined"])
    money = " euros" if f.get("money") else " " + f["unit"] if f.get("unit") else ""
    s = f["series"][0].upper() + f["series"][1:]
    q = c.counted(c.mark(0, c.show(now)))
    was = "was" if f.get("unit") or f.get("money") else "were"
    c.document(c.papers[0], c.later(), [c.pick([
        f"{s} in {p} {word} by {c.mark(0, str(pct))}% to {c.mark(0, c.show(now))}{money} in {y}.",
        f"In {y}, {q} {was} {f['done']}{c.tail()} in {p}, {'an increase' if up else 'a decrease'} "
        f"of {c.mark(0, str(pct))}% on {y - 1}.",
    ])])
    c.document(c.papers[1], c.later(0),
               [c.say(c.mark(1, c.show(stated)), str(y - 1), named=False)])
    return "conflict"


def implied_multiple(c):
    c.settle()
    f, p, y = c.field, c.place, c.year
    n, word = c.pick([(2, "doubled"), (3, "tripled"), (3, "trebled")])
    now = c.value()
    # "doubled" stands for 1.5 to 2.5 times and 5% more: what lies within is no contradiction
    stated = c.other(round(now / n), 0.45, 0.8)
    money = " euros" if f.get("money") else " " + f["unit"] if f.get("unit") else ""
    s = f["series"][0].upper() + f["series"][1:]
    c.document(c.papers[0], c.later(), [
        f"{s} in {p} {word} from {y - 1} to {c.mark(0, c.show(now))}{money} in {y}."])
    c.document(c.papers[1], c.later(0),
               [c.say(c.mark(1, c.show(stated)), str(y - 1), named=False)])
    return "conflict"


def implied_share(c):
    c.settle(fits=counts)
    f = c.field
    part = max(c.value() // 3, 101)
    pct = c.rng.randint(11, 45)
    stated = c.other(round(part * 100 / pct), 0.2)
    c.when = str(c.year)
    c.document(c.papers[0], c.later(), [
        f"In {c.when}, {c.mark(0, c.show(part))} {f['sorts'][0]} were {f['done']} in {c.place}, "
        f"{c.mark(0, str(pct))}% of all {f['noun']}."])
    c.document(c.papers[1], c.later(), [c.say(c.mark(1, c.show(stated)), c.when, named=False)])
    return "conflict"


# ---- agreements

def equal(c):
    c.settle()
    c.when = period(c)
    a = c.show(c.value())
    two_documents(c, c.mark(0, a), c.mark(0, a))
    return "ties"


def rounding(c):
    c.settle()
    c.when = period(c)
    a = c.value()
    if c.field.get("money"):
        b = f"{round(a / 10):,} million"
    else:
        digits = len(str(a)) - 2
        b = f"{round(a, -digits):,}"
    two_documents(c, c.mark(0, c.show(a)), c.mark(1, b))
    return "rounding"


def hedge(c):
    c.settle(fits=flows)
    c.when = period(c)
    a = c.value()
    unit = 10 ** (len(str(a)) - 2)
    below, above = a // unit * unit, (a // unit + 1) * unit
    b = c.pick([f"more than {below:,}", f"over {below:,}", f"at least {below:,}",
                f"nearly {above:,}", f"almost {above:,}", f"fewer than {above:,}",
                f"about {below:,}", f"around {above:,}", f"roughly {below:,}"])
    two_documents(c, c.mark(0, c.show(a)), c.mark(1, b), named=False)
    return "ties"


def spelling(c):
    """One value in other words or units."""
    sort = c.pick(["word", "scale", "unit"])
    if sort == "word":
        c.settle(fits=counts)
        a = c.rng.randint(12, 99)
        pair = (str(a), c.word(a))
    elif sort == "scale":
        c.settle(fits=lambda f: f["high"] >= 400000)
        a = c.rng.randint(11, 99)
        pair = (f"{a / 10:.1f} million", f"{a * 100000:,}")
        if c.field.get("money"):
            pair = (f"{a / 10:.1f} billion", f"{a * 100:,} million")
    else:
        c.settle(fits=lambda f: f.get("unit"))
        a = c.rng.randint(1201, 9799)
        pair = (f"{a / 1000:.3f}".rstrip("0"), f"{a:,}")
        noun, when = c.field["noun"], str(c.year)
        for side, x in enumerate(pair):
            unit = "tons" if side == 0 else c.pick(["kilograms", "kg"])
            c.document(c.papers[side], c.later(), [
                f"A total of {c.mark(side, x)} {unit} of {noun} was {c.field['done']} in {c.place} "
                f"in {when}."])
        return "ties"
    c.when = str(c.year)
    two_documents(c, c.mark(0, pair[0]), c.mark(1, pair[1]), named=False)
    return "ties"


# ---- traps

def pair_of_values(c):
    a = c.value()
    return c.mark(0, c.show(a)), c.mark(1, c.show(c.other(a)))


def agent(c):
    c.settle()
    when = period(c)
    x, y = pair_of_values(c)
    c.document(c.papers[0], c.later(), [c.say(x, when, named=True)])
    c.document(c.papers[1], c.later(), [c.say(y, when, agent=c.field["other"], named=True)])
    return "not-comparable"


def other_period(c):
    c.settle()
    x, y = pair_of_values(c)
    one, two = c.pick([(f"{c.year}", f"{c.year - 1}"),
                       (f"the first half of {c.year}", f"the second half of {c.year}"),
                       (f"March {c.year}", f"May {c.year}"),
                       (f"the first quarter of {c.year}", f"the first quarter of {c.year - 1}")])
    c.document(c.papers[0], c.later(), [c.say(x, one)])
    c.document(c.papers[1], c.later(), [c.say(y, two)])
    return "not-comparable"


def other_place(c):
    c.settle(regions=2)
    x, y = pair_of_values(c)
    when = period(c)
    for side, figure in enumerate((x, y)):
        c.document(c.papers[side], c.later(), [c.say(figure, when, place=c.regions[side])],
                   title=f"{c.field['head']} in {c.regions[side]}")
    return "not-comparable"


def subset(c):
    """A narrower sort, smaller than the whole."""
    c.settle()
    when = period(c)
    a = c.value()
    b = round(a / c.rng.uniform(1.3, 6))
    c.document(c.papers[0], c.later(), [c.say(c.mark(0, c.show(a)), when)])
    c.document(c.papers[1], c.later(), [c.say(c.mark(1, c.show(b)), when,
                                              noun=c.pick(c.field["sorts"]))])
    return "not-comparable"


def qualifier(c):
    c.settle(fits=counts)
    f, p, y = c.field, c.place, c.year
    a = c.value()
    b = round(a / c.rng.uniform(1.15, 2))
    x, z = c.mark(0, c.show(a)), c.mark(1, c.show(b))
    c.document(c.papers[0], c.later(), [c.say(x, str(y), named=False)])
    c.document(c.papers[1], c.later(), [c.pick([
        f"Excluding the capital, {z} {f['noun']} were {f['done']} in {p} in {y}.",
        f"In {y}, {z} {f['noun']} were {f['done']} in {p}, not counting the capital.",
        f"A total of {z} {f['noun']} were {f['done']} in {s_cities(c)} of {p} in {y}.",
        f"In {y}, {z} {f['noun']} were {f['done']} in the rural districts of {p}.",
    ])])
    return "not-comparable"


def s_cities(c):
    return c.pick(["12 cities", "the five largest cities", "nine coastal districts"])


def planned(c):
    c.settle(fits=lambda f: f["plan"])
    f, p, y = c.field, c.place, c.year
    x, z = pair_of_values(c)
    q, tail, who = c.counted(z), c.tail(), f["agent"]
    plural = who.endswith("s")
    start = who[0].upper() + who[1:]
    c.document(c.papers[0], c.later(), [c.say(x, str(y), named=True)])
    c.document(c.papers[1], (y - 1, 11, c.rng.randint(1, 28)), [c.pick([
        f"{start} {'plan' if plural else 'plans'} to {f['plan']} {q}{tail} in {p} in {y}.",
        f"In {y}, {who} {'expect' if plural else 'expects'} to {f['plan']} {q}{tail} in {p}.",
        f"{start} will {f['plan']} {q}{tail} in {p} in {y} if the budget is approved.",
        f"{start} would {f['plan']} {q}{tail} in {p} in {y} under the proposal.",
    ])])
    return "not-comparable"


def rate(c):
    c.settle(fits=counts)
    f, p, y = c.field, c.place, c.year
    a = c.value()
    small = c.rng.randint(12, 480)
    z = c.mark(1, str(small))
    c.document(c.papers[0], c.later(), [c.say(c.mark(0, c.show(a)), str(y), named=False)])
    c.document(c.papers[1], c.later(), [c.pick([
        f"In {y}, {z} {f['noun']} were {f['done']} in {p} per {f['per']}.",
        f"In {y}, {z} {f['noun']} were {f['done']} in {p} for every 100,000 inhabitants.",
        f"An average of {z} {f['noun']} a month were {f['done']} in {p} in {y}.",
        f"In {y}, {z} {f['noun']} were {f['done']} in {p} each week.",
    ])])
    return "not-comparable"


def definition(c):
    c.settle()
    f, p, y = c.field, c.place, c.year
    x, z = pair_of_values(c)
    q, tail = c.counted(z), c.tail()
    was = "was" if f.get("unit") or f.get("money") else "were"
    c.document(c.papers[0], c.later(), [c.say(x, str(y), named=False)])
    c.document(c.papers[1], c.later(), [
        f"Under the new {f['definition']}, {q} {was} {f['done']}{tail} in {p} in {y}."])
    return "not-comparable"


def share(c):
    c.settle(fits=counts)
    f, p, y = c.field, c.place, c.year
    a, b = c.rng.sample(range(11, 60), 2)
    sorts = [s.replace(f["noun"], "").strip() for s in f["sorts"]]
    for side, v in enumerate((a, b)):
        c.document(c.papers[side], c.later(), [c.pick([
            f"In {y}, {c.mark(side, str(v))}% of {f['noun']} {f['done']} in {p} were {sorts[side]}.",
            f"Of the {f['noun']} {f['done']} in {p} in {y}, {c.mark(side, str(v))}% were "
            f"{sorts[side]}."])])
    return "not-comparable"


def estimate(c):
    """Two parties count one crowd."""
    c.settle()
    day, month = c.rng.randint(1, 28), c.pick(MONTHS)
    a = c.rng.randint(11, 90) * 1000
    b = c.rng.randint(11, 90) * 100
    when = f"{month} {day}, {c.year}"
    c.document(c.papers[0], c.later(), [
        f"Organizers put the number of demonstrators in {c.place} on {when} at "
        f"{c.mark(0, f'{a:,}')}."], title=f"Protest in {c.place}")
    c.document(c.papers[1], c.later(), [
        f"Police put the number of demonstrators in {c.place} on {when} at "
        f"{c.mark(1, f'{b:,}')}."], title=f"Protest in {c.place}")
    return "not-comparable"


# ---- updates

def office(c):
    return c.pick(["National Statistics Office", "Central Bureau of Statistics",
                   "Ministry of the Interior", "Federal Audit Office"])


def revised(c):
    c.settle()
    f, p, y = c.field, c.place, c.year
    a = c.value()
    b = c.other(a, 0.01, 0.12)
    x, z = c.mark(0, c.show(a)), c.mark(1, c.show(b))
    source = office(c)
    money = " euros" if f.get("money") else " " + f["unit"] if f.get("unit") else ""
    s = f["series"]
    S = s[0].upper() + s[1:]
    c.document(source, c.later(1), [c.say(x, str(y), named=False)])
    again = c.mark(0, c.show(a))
    c.document(source, c.later(2), [c.pick([
        f"{S} in {p} in {y} was revised to {z}{money}, from {again}{money} published earlier.",
        f"The office has revised {s} in {p} in {y} from {again}{money} to {z}{money}.",
        c.say(z, str(y), named=False)[:-1] + f", a revision of the {again}{money} published earlier.",
        f"According to revised figures, {c.counted(z)} {'was' if money else 'were'} "
        f"{f['done']}{c.tail()} in {p} in {y}.",
    ])])
    return "revision"


def preliminary(c):
    c.settle()
    f, p, y = c.field, c.place, c.year
    x, z = pair_of_values(c)
    was = "was" if f.get("unit") or f.get("money") else "were"
    source = office(c)
    c.document(source, (y + 1, 1, c.rng.randint(5, 28)), [
        f"According to preliminary figures, {c.counted(x)} {was} {f['done']}{c.tail()} in {p} "
        f"in {y}."])
    c.document(source, (y + 1, 9, c.rng.randint(5, 28)), [
        f"Final figures show that {c.counted(z)} {was} {f['done']}{c.tail()} in {p} in {y}."])
    return "revision"


def running(c):
    c.settle(fits=flows)
    a = c.value()
    b = round(a * c.rng.uniform(1.05, 1.6))
    one, two = days(c)
    c.document(c.papers[0], one, [since_forms(c, c.mark(0, c.show(a)), one)])
    c.document(c.pick(c.papers[:2]), two, [since_forms(c, c.mark(1, c.show(b)), two)])
    return "not-comparable"


def running_toll(c):
    """The toll of a disaster as it grows from day to day."""
    c.settle()
    event = c.pick(["earthquake", "flood", "landslide", "hurricane"])
    m, day = c.rng.randint(1, 12), c.rng.randint(1, 20)
    tolls = sorted(c.rng.sample(range(21, 400), 3))
    forms = [
        "The death toll from the {e} in {p} rose to {x} on {d}, officials said.",
        "By {d}, {x} people had been confirmed dead in the {e} in {p}.",
        "As of {d}, the {e} in {p} had killed {x} people.",
    ]
    for side, x in enumerate(tolls):
        d = day + 2 * side
        c.document(c.papers[side], (c.year, m, d), [c.pick(forms).format(
            e=event, p=c.place, x=c.mark(side, str(x)), d=f"{MONTHS[m - 1]} {d}")],
            title=f"{event.capitalize()} in {c.place}")
    return "not-comparable"


def open_period(c):
    c.settle(fits=flows)
    a = c.value()
    b = round(a * c.rng.uniform(1.3, 2.2))
    f, p, y = c.field, c.place, c.year
    was = "has" if f.get("unit") else "have"
    source = office(c)
    c.document(source, (y, c.rng.randint(4, 9), 12), [c.pick([
        f"So far in {y}, {c.counted(c.mark(0, c.show(a)))} {was} been {f['done']} in {p}.",
        f"In {y} to date, {c.counted(c.mark(0, c.show(a)))} {was} been {f['done']} in {p}."])])
    c.document(source, c.later(), [c.say(c.mark(1, c.show(b)), str(y), named=False)])
    return "revision"


def restated(low, high):
    def make(c):
        c.settle()
        f, y = c.field, c.year
        a = c.value()
        b = c.other(a, low, high)
        now = c.mark(2, c.show(c.other(b)))
        money = " euros" if f.get("money") else " " + f["unit"] if f.get("unit") else ""
        source = office(c)
        c.document(source, (y + 1, 3, c.rng.randint(1, 28)),
                   [c.say(c.mark(0, c.show(a)), str(y), named=False)])
        later = c.say(now, str(y + 1), named=False)
        c.document(source, (y + 2, 3, c.rng.randint(1, 28)),
                   [later[:-1] + f", compared with {c.mark(1, c.show(b))}{money} in {y}."])
        return "restated"
    return make


def correction(c):
    c.settle()
    f, p, y = c.field, c.place, c.year
    x, z = pair_of_values(c)
    money = " euros" if f.get("money") else " " + f["unit"] if f.get("unit") else ""
    s = f["series"]
    day = c.later()
    again = x
    c.document(c.papers[0], day, [c.say(x, str(y), named=False)])
    c.document(c.papers[0], (day[0] + 1, 1, 5), [c.pick([
        f"Correction: an earlier report gave {s} in {p} in {y} as {again}{money}. The correct "
        f"figure is {z}{money}.",
        f"We wrongly reported that {c.counted(again)} {'was' if money else 'were'} "
        f"{f['done']}{c.tail()} in {p} in {y}. The correct figure is {z}{money}.",
        f"In {y}, {c.counted(z)} {'was' if money else 'were'} {f['done']}{c.tail()} in {p}, not "
        f"{again}{money} as reported earlier."])])
    return "revision"


KINDS = [
    ("contradiction", "plain", plain, False),
    ("contradiction", "plain_within", plain_within, False),
    ("contradiction", "plain_rate", plain_rate, False),
    ("contradiction", "plain_toll", quake, False),
    ("contradiction", "tenfold", tenfold, False),
    ("contradiction", "transposition", transposition, False),
    ("contradiction", "part_time", part_time, False),
    ("contradiction", "part_place", part_place, True),
    ("contradiction", "part_subset", part_subset, False),
    ("contradiction", "cumulative", cumulative, False),
    ("contradiction", "direction", direction, False),
    ("contradiction", "date", dates, False),
    ("contradiction", "implied_change", implied_change, False),
    ("contradiction", "implied_multiple", implied_multiple, False),
    ("contradiction", "implied_share", implied_share, False),
    ("agreement", "equal", equal, False),
    ("agreement", "rounding", rounding, False),
    ("agreement", "hedge", hedge, False),
    ("agreement", "spelling", spelling, False),
    ("trap", "agent", agent, False),
    ("trap", "period", other_period, False),
    ("trap", "place", other_place, True),
    ("trap", "subset", subset, False),
    ("trap", "qualifier", qualifier, False),
    ("trap", "planned", planned, False),
    ("trap", "rate", rate, False),
    ("trap", "definition", definition, False),
    ("trap", "share", share, False),
    ("trap", "estimate", estimate, False),
    ("update", "revised", revised, False),
    ("update", "preliminary", preliminary, False),
    ("update", "running_total", running, False),
    ("update", "running_toll", running_toll, False),
    ("update", "open_period", open_period, False),
    ("update", "restated_below", restated(0.01, 0.04), False),
    ("update", "restated_above", restated(0.07, 0.25), False),
    ("update", "correction", correction, False),
]
