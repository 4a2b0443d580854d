"""An audit of several bodies in the terminal: a table of them, then what is wrong, what matters most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from rich.cells import cell_len
from rich.text import Text

from kpi.auditing.result import AuditResult
from kpi.model import Weight
from kpi.presenting.card import (
    ORDER,
    STYLES,
    Card,
    count_words,
    group_heading,
    mark_of,
    style_of,
)
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, indented, styled, table, widest
from kpi.presenting.messages import message
from kpi.presenting.text import clip, wrap
from kpi.presenting.weights import WEIGHTS, verdict_of

ROWS = 20  # shown of a weight and verdict
COUNTED = ("met", "declared", "on_track", "in_progress", "not_due", "not_judged")  # nothing is wrong with them
_NAME, _LEAST, _CELL, _PLACE, _INDENT = 22, 8, 8, 22, 3
_REVIEW = ("needs_review", "uncertain", "not_comparable", "declared", "in_progress")
_WRONG = "inconsistent"  # counted beside the verdicts: contradictions within and between a body's reports
Told = Counter[tuple[str, str]]  # weight, verdict
# Heading and what is counted: a weight ("" for all) and verdicts.
_COLUMNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("targets", "", ()),
    ("met", "", ("met", "on_track")),
    ("headline_missed", Weight.HEADLINE, ("missed",)),
    ("headline_dropped", Weight.HEADLINE, ("not_reported",)),
    ("missed", "", ("missed",)),
    ("dropped", "", ("not_reported",)),
    ("behind", "", ("behind", "partly")),
    ("review", "", _REVIEW),
    ("wrong", "", (_WRONG,)),
)


def body_lines(result: AuditResult, lang: Lang, width: int) -> Lines:
    """One row a body, those with most to ask about first: what was met, missed, not reported, behind."""
    told: dict[str, Told] = {}
    for target in result.targets:
        told.setdefault(target.body, Counter())[target.weight, verdict_of(target)] += 1
    wrong = [relation for relation in result.relations if relation.contradicts]
    # A result for the terminal may hold a part of them only: a count of those would be no count.
    whole = len(wrong) == result.contradictions
    for relation in wrong if whole else ():
        if relation.body in told:
            told[relation.body]["", _WRONG] += 1
    everyone: Told = sum(told.values(), Counter())
    columns = [column for column in _COLUMNS if _count(everyone, column)]
    rows = [(body, [_count(counts, column) for column in columns]) for body, counts in told.items()]
    rows.sort(key=lambda row: ([-n for n in row[1][2:]], row[0]))
    rows.append((message("bodies.all", lang), [_count(everyone, column) for column in columns]))
    return [Text(""), *_table(rows, [name for name, _, _ in columns], lang, width)]


def _table(rows: Sequence[tuple[str, list[int]]], names: Sequence[str], lang: Lang, width: int) -> Lines:
    """As many of the columns as there is room for; the rest stands in the lists below."""
    heads = [message(f"bodies.{name}", lang) for name in names]
    sizes = [min(_CELL, max(map(cell_len, head.split()))) for head in heads]
    first = widest([clip(body, _NAME) for body, _ in rows], 4, _NAME)
    gap = 2 if first + sum(size + 2 for size in sizes) <= width else 1
    first = max(_LEAST, min(first, width - sum(size + gap for size in sizes)))
    while sizes and first + sum(size + gap for size in sizes) > width:
        sizes.pop()
    columns = [Column(first), *(Column(size, right=True) for size in sizes)]
    lines = table([[Text(""), *(Text(head, "label") for head in heads[: len(sizes)])]], columns, width, gap)
    for body, numbers in rows:
        cells = [Text(str(n) if n else "·", _style(name) if n else "label")
                 for name, n, _ in zip(names, numbers, sizes, strict=False)]  # fmt: skip
        lines += table([[Text(clip(body, first)), *cells]], columns, width, gap)
    return lines


def _count(told: Told, column: tuple[str, str, tuple[str, ...]]) -> int:
    _, weight, verdicts = column
    return sum(
        n
        for (own, verdict), n in told.items()
        if (verdict in verdicts if verdicts else verdict != _WRONG) and weight in ("", own)
    )


def _style(column: str) -> str:
    styles = {"headline_missed": "missed", "headline_dropped": "not_reported", "dropped": "not_reported"}
    return "bad" if column == "wrong" else STYLES.get(styles.get(column, column), "")


def brief_sections(cards: Sequence[Card], lang: Lang, width: int) -> Lines:
    """Headlines first, in each weight by verdict, worst first; a line a target, and what is well only counted."""
    lines: Lines = []
    names = short_names({card.body for card in cards})
    for weight in WEIGHTS:
        for verdict in ORDER:
            group = [card for card in cards if (card.weight, card.verdict) == (weight, verdict)]
            if not group or verdict in COUNTED:
                continue
            lines += group_heading(verdict, group, lang, width, weight)
            lines += _rows(group[:ROWS], names, lang, width)
            lines += _more(len(group) - ROWS, lang)
    well = [card for card in cards if card.verdict in COUNTED]
    return [
        *lines,
        Text(""),
        *wrap(Text(message("bodies.well", lang, told=count_words(well, lang)), "label"), width),
    ]


def _more(rest: int, lang: Lang) -> Lines:
    return [Text(message("bodies.more", lang, n=rest), "label")] if rest > 0 else []


def short_names(bodies: Collection[str]) -> dict[str, str]:
    """The names without what they all end with (县民政局), where that leaves something of each."""
    ends = zip(*(reversed(body) for body in bodies), strict=False)
    length = sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, ends))
    short = {body: body[: len(body) - length] for body in bodies}
    return short if all(len(name) > 1 for name in short.values()) else dict(zip(bodies, bodies, strict=True))


def _file(card: Card) -> str:
    """The file and line without its folders: the table above names the body."""
    words = card.answer or card.promise
    place = words.place.rpartition("/")[2] if words else ""
    return place if cell_len(place) <= _PLACE else "…" + place[1 - _PLACE :]


def _rows(group: Sequence[Card], names: Mapping[str, str], lang: Lang, width: int) -> Lines:
    """✗ 生产总值增长  ≥6%  5.1%  南岭市人民政府  …/2026.txt:28"""
    demands = [clip(card.demand or message("milestone", lang), 12) for card in group]
    actuals = [clip(card.actual, 12) for card in group]
    bodies = [clip(names[card.body], 16) for card in group]
    places = [_file(card) for card in group]
    fixed = [Column(widest(texts, 0, most)) for texts, most in ((demands, 12), (actuals, 12), (bodies, 16))]
    columns = [Column(None), *fixed, Column(widest(places, 0, _PLACE), right=True)]
    if sum((column.width or 0) + 2 for column in columns) > width - _INDENT - 12:
        columns, places = columns[:-1], []  # no room beside the numbers
    lines: Lines = []
    for at, card in enumerate(group):
        style = style_of(card.verdict)
        cells = [Text(card.title), Text(demands[at], "label"), Text(actuals[at], style), Text(bodies[at], "label")]
        cells += [Text(places[at], "place")] if places else []
        first, *rest = table([cells], columns, width - _INDENT)
        mark = styled((f" {mark_of(card.verdict)} ", style))
        lines += [mark.append_text(first), *indented(rest, _INDENT)]
    return lines
