# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of the arithmetic benchmark: Markdown, aligned plain text, tab- and comma-separated, each
with a total row, a total column or both, subtotals, or a balance rolled forward."""
from arithmetic_figures import Figure, Relation, gap, total
from arithmetic_words import REGIONS

TOTALS = ["Total", "Total", "TOTAL", "All", "Overall", "Grand total", "Sum", "All regions"]


def grid(c):
    """Labels, headers, cells of figures and which cells foot: a list of (parts, total)."""
    rows, columns = c.rng.randint(2, 6), c.rng.randint(1, 4)
    shape = c.pick(["row", "row", "column", "both"]) if columns > 1 else "row"
    labels = c.sample(REGIONS, rows)
    heads = [str(c.year - columns + 1 + i) for i in range(columns)]
    if shape != "row" or c.rng.random() < 0.4:
        heads = [s.capitalize() for s in c.sample(c.field["sorts"], columns)]
        columns = len(heads)
    cells = [[Figure(c.count(10, 9000)) for _ in range(columns)] for _ in range(rows)]
    sums = []
    word = c.pick(TOTALS)
    if shape in ("column", "both"):
        heads.append(c.pick(["Total", "Sum", "All"]))
        for r, row in enumerate(cells):
            row.append(Figure(sum(f.mantissa for f in row)))
            sums.append(([(r, k) for k in range(columns)], (r, columns)))
    if shape in ("row", "both"):
        footing = [Figure(sum(row[k].mantissa for row in cells)) for k in range(len(cells[0]))]
        for k in range(len(cells[0])):
            sums.append(([(r, k) for r in range(rows)], (rows, k)))
        if shape == "both":
            sums.append(([(rows, k) for k in range(columns)], (rows, columns)))
        cells.append(footing)
        labels.append(word)
    return [c.pick(["Region", "District", "Area", ""])] + heads, labels, cells, sums


def subtotals(c):
    """Two groups, each with a subtotal, and a grand total."""
    labels, cells, sums = [], [], []
    tops = []
    names = c.sample(REGIONS, 8)
    for group in c.sample(["North", "South", "Coast", "Interior"], 2):
        first = len(labels)
        for _ in range(c.rng.randint(2, 4)):
            labels.append(names.pop())
            cells.append([Figure(c.count(10, 5000)) for _ in range(2)])
        for k in range(2):
            sums.append(([(r, k) for r in range(first, len(labels))], (len(labels), k)))
        tops.append(len(labels))
        cells.append([Figure(sum(cells[r][k].mantissa for r in range(first, len(labels))))
                      for k in range(2)])
        labels.append(c.pick(["Subtotal %s", "%s subtotal", "Subtotal, %s", "Total %s"]) % group)
    for k in range(2):
        sums.append(([(r, k) for r in tops], (len(labels), k)))
    cells.append([Figure(sum(cells[r][k].mantissa for r in tops)) for k in range(2)])
    labels.append(c.pick(["Grand total", "Total", "Overall total"]))
    return ["District", str(c.year - 1), str(c.year)], labels, cells, sums


def balance(c):
    """Opening + additions - removals = closing."""
    names = c.pick([
        ["Opening balance", "Additions", "Disposals", "Closing balance"],
        ["At start of year", "Received", "Issued", "At end of year"],
        ["Pending on 1 January", "New", "Resolved", "Pending on 31 December"],
        ["Opening stock", "Purchases", "Sales", "Closing stock"],
        ["Balance brought forward", "Receipts", "Payments", "Balance carried forward"],
    ])
    cells = [[], [], [], []]
    for _ in range(2):
        first, plus = c.count(500, 9000), c.count(50, 3000)
        minus = c.rng.randint(20, first // 2)
        for row, value in zip(cells, (first, plus, minus, first + plus - minus)):
            row.append(Figure(value))
    sums = [([(0, k), (1, k), (2, k)], (3, k)) for k in range(2)]
    kind = c.pick(["Stock", "Account", "Register"])
    heads = c.pick([[kind, "Depot A", "Depot B"], [kind, c.pick(REGIONS), "Head office"]])
    return heads, names, cells, sums


def name_of(r, k):
    return "{c%d_%d}" % (r, k)


def markdown(c, heads, labels, cells):
    bold = c.rng.random() < 0.3
    lines = ["| " + " | ".join(heads) + " |",
             "|" + "|".join([c.pick(["---", ":---"])] + [c.pick(["---:", "---"])] * (len(heads) - 1)) + "|"]
    for r, label in enumerate(labels):
        wrap = "**%s**" if bold and "otal" in label else "%s"
        lines.append("| " + " | ".join(wrap % x for x in [label] + [name_of(r, k) for k in range(len(cells[r]))]) + " |")
    return "\n".join(lines)


def aligned(c, heads, labels, cells):
    gutter = " " * c.rng.choice([2, 3, 4])
    ruled = c.rng.random() < 0.7
    first = max(len(x) for x in labels + heads[:1])
    # One place more than the widest figure needs: a slip may make it longer.
    widths = [max([len(h)] + [len(str(row[k])) + 1 for row in cells])
              for k, h in enumerate(heads[1:])]
    head_rows = [heads]
    if c.rng.random() < 0.3 and any(" " in h for h in heads[1:]):
        head_rows = [[""] + [h.partition(" ")[0] for h in heads[1:]],
                     [heads[0]] + [h.partition(" ")[2] for h in heads[1:]]]
    lines = [(h[0].ljust(first) + "".join(gutter + x.rjust(w) for x, w in zip(h[1:], widths))).rstrip()
             for h in head_rows]
    rule = "-" * (first + sum(len(gutter) + w for w in widths))
    if ruled:
        lines.append(rule)
    for r, label in enumerate(labels):
        if ruled and r == len(labels) - 1 and "otal" in label:
            lines.append(rule)
        lines.append(label.ljust(first) + "".join(gutter + "{c%d_%d:>%d}" % (r, k, w)
                                                  for k, w in enumerate(widths)))
    return "\n".join(lines)


def separated(c, heads, labels, cells):
    comma = c.rng.random() < 0.5
    for row in cells:
        for f in row:
            f.plain = comma
    mark = "," if comma else "\t"
    return "\n".join([mark.join(heads)] +
                     [mark.join([x] + [name_of(r, k) for k in range(len(cells[r]))])
                      for r, x in enumerate(labels)])


def table(render, make):
    """A kind of text: what make says, as render prints it."""
    def kind(c):
        heads, labels, cells, sums = make(c)
        body = render(c, heads, labels, cells)
        places = [(r, k) for r, row in enumerate(cells) for k in range(len(row))]
        order = {place: i for i, place in enumerate(places)}
        figures = [cells[r][k] for r, k in places]
        touched = sorted({order[p] for parts, whole in sums for p in parts + [whole]})

        def miss(ends):
            worst = 0
            for parts, whole in sums:
                values = [ends[order[p]] for p in parts]
                if make is balance:
                    values[2] = (-values[2][1], -values[2][0])
                worst = max(worst, gap(total(values), ends[order[whole]]))
            return worst
        title = c.pick(["Table %d. {Unit} {done}" % c.rng.randint(1, 9), "{Unit} {done} by region", ""])
        template = "\n\n" + (title + "\n\n" if title else "") + body + "\n\n"
        names = {"c%d_%d" % place: f for place, f in zip(places, figures)}
        return template, names, Relation(figures, miss, touched)
    return kind


TABLE_KINDS = dict(
    sum_markdown=table(markdown, grid), sum_aligned=table(aligned, grid),
    sum_separated=table(separated, grid), subtotal_markdown=table(markdown, subtotals),
    subtotal_aligned=table(aligned, subtotals), roll_markdown=table(markdown, balance),
    roll_aligned=table(aligned, balance))
