# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences of the arithmetic benchmark. Each kind is a function of a context c that returns
(template, names of the figures and words in it, relation). Wordings follow what statistical
bulletins, audit reports and local news print, not what any program recognises."""
from datetime import date, timedelta
from fractions import Fraction

from arithmetic_figures import Figure, Relation, computed, corners, gap, rounded, sum_relation, total
from arithmetic_words import CITIES, COUNTRIES, MONTHS, NUMBER_WORDS, REGIONS, TOPICS


def percent(c, value, decimals):
    return rounded(value, decimals, post=c.pick(["%", "%", " per cent", " percent"]))


def sentence_parts(c, count, labels, form):
    """'12 trawlers, 7 tenders and 3 dredgers' as a template over p0, p1, ..."""
    items = [form.format(p="{p%d}" % i, l=labels[i]) for i in range(count)]
    return ", ".join(items[:-1]) + c.pick([" and ", ", and " if count > 2 else " and "]) + items[-1]


def sum_prose(c):
    n = c.rng.randint(2, 5)
    field = c.field
    n = min(n, len(field["sorts"]))
    sorts, regions = c.sample(field["sorts"], n), c.sample(REGIONS, n)
    if c.rng.random() < 0.2:
        return money_sum(c)
    parts = [Figure(c.count()) for _ in range(n)]
    figures = parts + [Figure(sum(p.mantissa for p in parts))]
    names = {"p%d" % i: p for i, p in enumerate(parts)}
    names["T"] = figures[-1]
    listed = sentence_parts(c, n, sorts, "{p} {l}")
    placed = sentence_parts(c, n, regions, "{p} in {l}")
    last = "{p%d}" % (n - 1)
    head = ", ".join("{p%d} were %s" % (i, sorts[i]) for i in range(n - 1))
    template = c.pick([
        "In {year}, {agency} {did} {T} {unit}: " + listed + ".",
        "{Agency} {did} {T} {unit} in {year}, comprising " + listed + ".",
        "A total of {T} {unit} were {done} during {year}, made up of " + listed + ".",
        "The {T} {unit} {done} that year consisted of " + listed + ".",
        "Of the {T} {unit} {done} in {year}, " + head + " and the remaining " + last + " were " +
        sorts[n - 1] + ".",
        "{Agency} {did} " + listed + " in {year}, a total of {T} {unit}.",
        "In {year}, " + placed + ": {T} {unit} were {done} in all.",
        "{Agency} {did} {T} {unit} (" + listed + ") over the twelve months.",
        "{Agency} {did} {T} {unit} in {year}. Of these, " + head + " and the other " + last +
        " were " + sorts[n - 1] + ".",
        "Altogether {T} {unit} were {done}, " + placed + ".",
        "With " + listed + ", the number of {unit} {done} came to {T} in total.",
        "The year's total of {T} {unit} breaks down into " + listed + ".",
        "By region, the {T} {unit} divide as follows: " + placed + ".",
    ])
    return template, names, sum_relation(figures)


def money_sum(c):
    n = c.rng.randint(2, 4)
    pre = c.pick(["$", "£", "€", "$"])
    parts = [Figure(c.rng.randint(12, 980), 1, 6, pre) for _ in range(n)]
    exact = [Fraction(p.mantissa, 10) for p in parts]
    figures = parts + [Figure(int(sum(exact) * 10), 1, 6, pre)]
    names = {"p%d" % i: p for i, p in enumerate(parts)}
    names["T"] = figures[-1]
    labels = c.sample(c.field["budget"], n)
    listed = sentence_parts(c, n, labels, "{p} for {l}")
    spent = sentence_parts(c, n, labels, "{p} on {l}")
    template = c.pick([
        "The budget of {T} was made up of " + listed + ".",
        "Spending came to {T} in {year}: " + spent + ".",
        "{Agency} spent " + spent + " in {year}, {T} in total.",
        "Costs totalled {T}, comprising " + listed + ".",
        "The grant of {T} was divided into " + listed + ".",
    ])
    return template, names, sum_relation(figures)


def sum_list(c):
    n = c.rng.randint(3, min(6, len(c.field["budget"])))
    pool = c.pick([REGIONS, c.field["sorts"], CITIES])
    labels = c.sample(pool, n)
    n = len(labels)
    parts = [Figure(c.count()) for _ in range(n)]
    figures = parts + [Figure(sum(p.mantissa for p in parts))]
    names = {"p%d" % i: p for i, p in enumerate(parts)}
    names["T"] = figures[-1]
    mark = c.pick(["- ", "* ", "• ", "– "])
    shape = c.pick(["{l}: {p}", "{l} – {p}", "{p} {l}", "{l}: {p} {u}", "{l} ({p})"])
    if shape == "{p} {l}" and pool is not c.field["sorts"]:
        shape = "{p} in {l}"
    lines = [mark + shape.format(l=labels[i][0].upper() + labels[i][1:] if not shape.startswith("{p")
                                 else labels[i], p="{p%d}" % i, u=c.field["unit"])
             for i in range(n)]
    intro = [
        "{Agency} {did} {T} {unit} in {year}, comprising:",
        "The {T} {unit} {done} in {year} were distributed as follows:",
        "In {year} a total of {T} {unit} were {done}:",
        "Breakdown of the {T} {unit} {done} in {year}:",
    ]
    if c.rng.random() < 0.4:
        template = c.pick(["{Unit} {done} in {year}:", "Numbers of {unit} {done}, {year}:"]) + "\n\n"
        template += "\n".join(lines) + "\n" + mark + c.pick(["Total: {T}", "Total – {T}", "All: {T}",
                                                            "Overall: {T}"])
    else:
        template = c.pick(intro) + "\n\n" + "\n".join(lines)
    return "\n\n" + template + "\n\n", names, sum_relation(figures)


def share(c):
    whole = c.count(200, 60000)
    part = c.rng.randint(whole // 50 + 1, whole * 9 // 10)
    a, b = Figure(part), Figure(whole)
    p = percent(c, Fraction(100 * part, whole), c.rng.choice([0, 1, 1, 2]))
    sort = c.pick(c.field["sorts"])
    template = c.pick([
        "Of the {b} {unit} {done}, {a} ({p}) were {sort}.",
        "In {year}, {a} of the {b} {unit} {done} were {sort}, or {p}.",
        "{Agency} {did} {b} {unit}, of which {a}, or {p}, were in {region}.",
        "{A} of {b} {unit} ({p}) failed the first test.",
        "There were {a} {sort} among the {b} {unit} {done}, a share of {p}.",
        "{Sort} numbered {a}, accounting for {p} of the total of {b} {unit}.",
        "Of {b} {unit} {done} in {year}, {a} came from {region}, {p} of the total.",
        "In {year}, {p} of the {b} {unit} {done}, {a} in all, were {sort}.",
        "A total of {b} {unit} were {done}; {a} of them ({p}) needed a second look.",
        "{A} out of {b} {unit}, equivalent to {p}, met the standard.",
        "{Region} supplied {a} of the {b} {unit}, that is {p}.",
        "In all, {b} {unit} were {done} and {a} of these, representing {p}, were {sort}.",
    ])
    return template, dict(a=a, b=b, p=p, sort=sort), computed([a, b, p], lambda x, y: 100 * x / y)


def change(c):
    old = c.count(150, 40000)
    up = c.rng.random() < 0.5
    new = c.rng.randint(old * 21 // 20 + 1, old * 2) if up else c.rng.randint(old // 3, old * 19 // 20)
    a, b = Figure(old), Figure(new)
    ratio = Fraction(100 * abs(new - old), old)
    p = percent(c, ratio, c.rng.choice([0, 1, 1, 2]))
    verb, noun, word = (c.pick([("rose", "an increase", "up"), ("grew", "a rise", "up"),
                                ("increased", "growth", "up"), ("climbed", "an increase", "up")])
                        if up else
                        c.pick([("fell", "a decrease", "down"), ("dropped", "a fall", "down"),
                                ("declined", "a reduction", "down"), ("decreased", "a decline", "down")]))
    template = c.pick([
        "The number of {unit} {done} {verb} from {a} in {year0} to {b} in {year}, {noun} of {p}.",
        "{Agency} {did} {b} {unit} in {year}, {word} {p} from {a} in {year0}.",
        "Between {year0} and {year}, the number of {unit} {done} {verb} by {p}, from {a} to {b}.",
        "In {year}, {b} {unit} were {done}, compared with {a} in {year0}, {noun} of {p}.",
        "In {year} there were {b} {unit} on the books, {word} {p} on the {a} of the year before.",
        "{Unit} {done} {verb} {p} to {b} in {year} from {a} a year earlier.",
        "The count {verb} from {a} to {b} ({word} {p}).",
        "{B} {unit} were {done} in {year} ({year0}: {a}), {noun} of {p}.",
        "Against {a} {unit} in {year0}, {agency} {did} {b} in {year}, {noun} of {p}.",
        "The figure for {year}, {b} {unit}, represents {noun} of {p} over the {a} recorded in {year0}.",
    ])

    def miss(ends):
        expected = corners(lambda x, y: 100 * (y / x - 1), ends[0], ends[1])
        if expected is None:
            return None
        sign = ends[2] if up else (-ends[2][1], -ends[2][0])
        return gap(expected, sign)
    return (template, dict(a=a, b=b, p=p, verb=verb, noun=noun, word=word),
            Relation([a, b, p], miss))


def points(c):
    old, step = c.rng.randint(120, 700), c.rng.randint(11, 180)
    up = c.rng.random() < 0.5 or step > old - 20
    post = c.pick(["%", "%", " per cent", " percent"])
    a, b = Figure(old, 1, post=post), Figure(old + step if up else old - step, 1, post=post)
    d = Figure(step, 1)
    verb, noun, word, more = (("rose", "an increase", "up", "higher") if up
                              else ("fell", "a decline", "down", "lower"))
    pp = c.pick(["percentage points", "percentage points", "points", "pp"])
    template = c.pick([
        "The share of {sort} {verb} from {a} in {year0} to {b} in {year}, {noun} of {d} {pp}.",
        "In {year} {b} of {unit} were {sort}, {word} {d} {pp} from {a} in {year0}.",
        "The pass rate {verb} by {d} {pp}, from {a} to {b}.",
        "At {b}, the success rate was {d} {pp} {more} than the {a} recorded in {year0}.",
        "The proportion of {unit} that were {sort} {verb} {d} {pp} to {b} in {year} from {a} in {year0}.",
        "The rate stood at {b} in {year}, compared with {a} in {year0}, {noun} of {d} {pp}.",
        "Turnout was {b} in {region}, {word} {d} {pp} on the {a} of {year0}.",
        "Satisfaction {verb} from {a} to {b} ({word} {d} {pp}).",
    ])

    def miss(ends):
        low, high = ends[1][0] - ends[0][1], ends[1][1] - ends[0][0]
        sign = ends[2] if up else (-ends[2][1], -ends[2][0])
        return gap((low, high), sign)
    # The difference of two printed decimals carries their rounding.
    return (template, dict(a=a, b=b, d=d, verb=verb, noun=noun, word=word, more=more, pp=pp,
                           sort=c.pick(c.field["sorts"])), Relation([a, b, d], miss))


def difference(c):
    old, step = c.count(200, 30000), c.rng.randint(12, 150)
    up = c.rng.random() < 0.5
    a, b, d = Figure(old), Figure(old + step if up else old - step), Figure(step)
    verb, noun, word, more = (c.pick([("rose", "an increase", "up", "more"),
                                      ("increased", "a rise", "up", "more")]) if up else
                              c.pick([("fell", "a decrease", "down", "fewer"),
                                      ("declined", "a drop", "down", "fewer")]))
    template = c.pick([
        "The number of {unit} {done} {verb} from {a} in {year0} to {b} in {year}, {noun} of {d}.",
        "{Agency} {did} {b} {unit} in {year}, {d} {more} than the {a} of {year0}.",
        "The count {verb} by {d}, from {a} to {b}.",
        "In {year}, {b} {unit} were {done}, compared with {a} in {year0}: {d} {more}.",
        "{Unit} {done} {verb} by {d} to {b} in {year} from {a} in {year0}.",
        "{B} {unit} were {done}, {word} {d} from {a} the year before.",
        "{Agency} {did} {b} {unit} in {year} against {a} in {year0}, {noun} of {d}.",
        "Having {done} {a} {unit} in {year0}, {agency} {did} {b} in {year}, a difference of {d}.",
        "There are now {b} {unit} on the register, {d} {more} than in {year0}, when there were {a}.",
    ])

    def miss(ends):
        low, high = ends[1][0] - ends[0][1], ends[1][1] - ends[0][0]
        sign = ends[2] if up else (-ends[2][1], -ends[2][0])
        return gap((low, high), sign)
    return (template, dict(a=a, b=b, d=d, verb=verb, noun=noun, word=word, more=more),
            Relation([a, b, d], miss))


TIMES = {2: ["twice", "double"], 3: ["three times", "triple"], 4: ["four times"],
         5: ["five times"], 6: ["six times"], 8: ["eight times"], 10: ["ten times"]}
MADE = {2: "doubled", 3: "tripled", 4: "quadrupled"}


def multiple(c):
    n = c.rng.choice(list(TIMES))
    old = c.count(40, 6000)
    new = old * n + c.rng.randint(-old // 10, old // 10)
    a, b = Figure(old), Figure(new)
    made = MADE.get(n, "risen to %s" % TIMES[n][0])
    options = [
        "{Agency} {did} {b} {unit} in {year}, {times} the {a} recorded in {year0}.",
        "In {year}, {b} {unit} were {done}, about {times} as many as the {a} of {year0}.",
        "The {b} {unit} {done} in {year} were roughly {times} the number in {year0} ({a}).",
        "At {b}, the number of {unit} was {times} that of {year0}, when {a} were {done}.",
    ]
    if n in MADE:
        options += ["The number of {unit} {done} {made} from {a} in {year0} to {b} in {year}.",
                    "Between {year0} and {year} the number of {unit} {done} {made}, from {a} to {b}."]
    if n > 2:
        options += ["The number of {unit} {done} rose from {a} to {b}, a {fold} increase.",
                    "From {a} in {year0} the count grew {fold} to {b} in {year}."]
    fold = c.pick(["%sfold" % NUMBER_WORDS[n], "%d-fold" % n])
    times = c.pick([t for t in TIMES[n]])
    template = c.pick(options)

    if times == "double" and "as many" in template:
        times = "twice"
    if times == "triple" and "as many" in template:
        times = "three times"

    def miss(ends):
        ratio = corners(lambda x, y: y / x, ends[0], ends[1])
        if ratio is None:
            return None
        wide = (Fraction(n) * 8 / 10 - Fraction(1, 2), Fraction(n + 1) * 12 / 10 + Fraction(1, 2))
        apart = gap(ratio, wide)
        return Fraction(10 ** 12) if apart > 0 else Fraction(0)
    return template, dict(a=a, b=b, times=times, made=made, fold=fold), Relation([a, b], miss)


def average(c):
    n = c.rng.randint(6, 90)
    whole = c.rng.randint(n * 3, n * 400)
    decimals = c.rng.choice([0, 1, 1, 2])
    if c.rng.random() < 0.4:
        whole, decimals = n * (whole // n), 0
    t, k = Figure(whole), Figure(n)
    m = rounded(Fraction(whole, n), decimals)
    staff, work = c.field["staff"], c.field["work"]
    template = c.pick([
        "{K} {staff} carried out {t} {work} in {year}, an average of {m} each.",
        "Over {k} days {agency} {did} {t} {unit}, an average of {m} a day.",
        "In {year} the {k} {staff} made {t} {work}, or {m} per head on average.",
        "The {t} {work} were shared among {k} {staff}, an average of {m} for each.",
        "{Agency} {did} {t} {unit} in {k} weeks, averaging {m} per week.",
        "In {k} towns, {t} {unit} were {done}, on average {m} per town.",
        "The {k} teams {did} {t} {unit} between them, which works out at {m} per team.",
        "{T} {work} were made over {k} months, a monthly average of {m}.",
    ])
    return (template, dict(t=t, k=k, m=m, staff=staff, work=work),
            computed([t, k, m], lambda x, y: x / y))


def rate(c):
    per = c.pick([1000, 10000, 100000])
    people = Figure(c.rng.randint(130, 9800) * 1000 + c.rng.randint(1, 999))
    rounded_people = c.rng.random() < 0.4
    if rounded_people:
        people = Figure(c.rng.randint(11, 99), 1, 6)
    cases = Figure(int(people.value() * c.rng.randint(12, 480) / (10 * per)) + 30)
    r = rounded(cases.value() / people.value() * per, 1)
    template = c.pick([
        "{Region} recorded {k} deaths among {t} residents, a rate of {m} per {per}.",
        "With {k} cases in a population of {t}, the incidence was {m} per {per} inhabitants.",
        "There were {k} thefts for {t} inhabitants, or {m} per {per} people.",
        "{K} burglaries were reported in a district of {t} people, a rate of {m} per {per} residents.",
        "In {year}, {k} road deaths were counted in a population of {t}, that is {m} per {per}.",
        "The city, with {t} inhabitants, had {k} fires, or {m} fires per {per} inhabitants.",
    ])
    return (template, dict(k=cases, t=people, m=r, per=f"{per:,}"),
            computed([cases, people, r], lambda x, y: x / y * per))


def hundred(c):
    n = c.rng.randint(3, 5)
    cuts = sorted(c.rng.sample(range(5, 96), n - 1))
    shares = [b - a for a, b in zip([0] + cuts, cuts + [100])]
    post = c.pick(["%", "%", " per cent", " percent"])
    if c.rng.random() < 0.4:
        tenths = [s * 10 for s in shares]
        for _ in range(3):
            i, j = c.rng.sample(range(n), 2)
            if tenths[i] > 20:
                move = c.rng.randint(1, 9)
                tenths[i] -= move
                tenths[j] += move
        figures = [Figure(t, 1, post=post) for t in tenths]
    else:
        figures = [Figure(s, post=post) for s in shares]
    labels = c.sample(c.field["budget"], n)
    n = len(labels)
    if n < len(figures):
        merged = figures[n - 1:]
        figures = figures[:n - 1] + [Figure(sum(f.mantissa for f in merged), merged[0].decimals,
                                            post=post)]
    names = {"p%d" % i: f for i, f in enumerate(figures)}
    went = sentence_parts(c, n, labels, "{p} to {l}")
    inside = sentence_parts(c, n, labels, "{l} ({p})")
    rest = "{p%d}" % (n - 1)
    first = ", ".join("{p%d} went on %s" % (i, labels[i]) for i in range(n - 1))
    template = c.pick([
        "Of every pound spent, " + first + " and the remaining " + rest + " on " + labels[-1] + ".",
        "Spending was divided between " + inside + ".",
        "The budget was split as follows: " + went + ".",
        "Expenditure broke down as follows: " + inside + ".",
        "Of total spending, " + first + " and the rest, " + rest + ", on " + labels[-1] + ".",
        "Spending was distributed as follows:\n\n" + "\n".join("- %s: {p%d}" % (labels[i].capitalize(), i)
                                             for i in range(n)) + "\n\n",
        "The grant went " + went + "; nothing was left over.",
        "\n\n| Item | Share of spending |\n|---|---:|\n" +
        "\n".join("| %s | {p%d} |" % (labels[i].capitalize(), i) for i in range(n)) +
        "\n| Total | 100% |\n\n",
    ])
    relation = Relation(figures, lambda e: gap(total(e), (Fraction(100), Fraction(100))))
    return template, names, relation


def printed_date(c, day, year=True):
    text = c.dates(day)
    return text + (f" {day.year}" if year and c.british else f", {day.year}" if year else "")


def duration(c):
    form = c.rng.randrange(3)
    if form == 0:
        start = date(c.year, c.rng.randint(1, 9), c.rng.randint(1, 28))
        length = c.rng.randint(9, 88)
        end = start + timedelta(days=length)
        closed = c.rng.random() < 0.5
        n = Figure(length + 1 if closed else length)
        names = dict(n=n, d1=printed_date(c, start), d2=printed_date(c, end))
        template = c.pick([
            "The campaign ran from {d1} to {d2}, {n} days.",
            "The inspection began on {d1} and ended on {d2}, lasting {n} days.",
            "The exhibition, open from {d1} to {d2}, lasted {n} days.",
            "For {n} days, from {d1} to {d2}, the bridge was closed.",
            "Between {d1} and {d2}, a period of {n} days, no train ran.",
            "The strike lasted {n} days, from {d1} until {d2}.",
        ])
        truth = length
    elif form == 1:
        first = c.rng.randint(1951, 2005)
        length = c.rng.randint(6, 18)
        n = Figure(length, word=c.rng.random() < 0.6)
        names = dict(n=n, d1=str(first), d2=str(first + length))
        template = c.pick([
            "She chaired the board from {d1} to {d2}, for {n} years.",
            "The scheme ran for {n} years, from {d1} to {d2}.",
            "Between {d1} and {d2}, a span of {n} years, nothing was published.",
            "The mill worked from {d1} until {d2}, a life of {n} years.",
            "Over the {n} years from {d1} to {d2} the register grew steadily.",
        ])
        truth = length
    else:
        begin = c.rng.randrange(12)
        length = c.rng.randint(7, 30)
        end = begin + length
        y = c.year
        n = Figure(length)
        names = dict(n=n, d1=f"{MONTHS[begin]} {y}", d2=f"{MONTHS[end % 12]} {y + end // 12}")
        template = c.pick([
            "The works lasted {n} months, from {d1} to {d2}.",
            "From {d1} to {d2}, a period of {n} months, the line was shut.",
            "Over {n} months, from {d1} until {d2}, prices did not move.",
        ])
        truth = length

    def miss(ends):
        stated = ends[0][0]
        apart = abs(stated - truth)
        return Fraction(1000) if apart >= 3 and apart * 8 > truth else Fraction(0)
    return template, names, Relation([n], miss)


def enumeration(c):
    pool, noun, adverb = c.pick([(COUNTRIES, "countries", "namely"), (CITIES, "cities", "namely"),
                                 (REGIONS, "districts", "namely"), (TOPICS, "topics", "namely"),
                                 (TOPICS, "areas", "namely")])
    k = c.rng.randint(3, 9)
    names = c.sample(pool, k)
    n = Figure(k, word=c.rng.random() < 0.75)
    listed = ", ".join(names[:-1]) + c.pick([" and ", ", and "]) + names[-1]
    template = c.pick([
        "The survey covered {n} " + noun + ": " + listed + ".",
        "{N} " + noun + " were examined, " + adverb + " " + listed + ".",
        "The review looked at {n} " + noun + ", " + listed + ".",
        "Reports came in from {n} " + noun + " (" + listed + ").",
        "The following {n} " + noun + " were selected: " + listed + ".",
        "The sample was drawn from {n} " + noun + ", " + adverb + " " + listed + ".",
        "The programme deals with {n} " + noun + ":\n\n" + "\n".join("- " + x[0].upper() + x[1:] for x in names) + "\n\n",
        listed[0].upper() + listed[1:] + " are the {n} " + noun + " that answered.",
    ])

    relation = Relation([n], lambda e: Fraction(1000) if e[0][0] != k else Fraction(0))
    relation.small = True
    return template, dict(n=n), relation


def grim(c):
    n = c.rng.randint(11, 60)
    decimals = 1 if n > 30 else c.rng.choice([0, 1, 1])
    k = c.rng.randint(2, n - 2)
    size = Figure(n)
    p = percent(c, Fraction(100 * k, n), decimals)
    template = c.pick([
        "Of the {n} {staff} who replied, {p} were in favour.",
        "In a survey of {n} {staff}, {p} said that the rules were clear.",
        "{P} of the {n} {staff} interviewed had received training.",
        "Among {n} participants, {p} reported an improvement.",
        "The sample consisted of {n} people; {p} of them were women.",
        "{P} of respondents (n = {n}) agreed.",
        "We questioned {n} patients, of whom {p} had been treated before.",
    ])

    def miss(ends):
        people = (ends[0][0] + ends[0][1]) / 2
        low, high = ends[1]
        if people < 5 or people > 100 or people.denominator != 1:
            return None
        for count in range(int(people) + 1):
            if low <= Fraction(100 * count, int(people)) <= high:
                return Fraction(0)
        return Fraction(1000)
    return (template, dict(n=size, p=p, staff=c.field["staff"]),
            Relation([size, p], miss, targets=[1]))


PROSE_KINDS = dict(sum_prose=sum_prose, sum_list=sum_list, share=share, change=change, points=points,
                   difference=difference, multiple=multiple, average=average, rate=rate,
                   hundred=hundred, duration=duration, enumeration=enumeration, grim=grim)
