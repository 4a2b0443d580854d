"""A relation that does not hold: the computation spelled out, and every sentence that its numbers stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from kpi.presenting.card import Words, quoted
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, indented, styled
from kpi.presenting.messages import message, word
from kpi.presenting.text import wrap

INDENT = 3
SENTENCES = 3  # of the members; more would bury the computation
LINES = 4  # the widest stretch that is quoted whole


@dataclass(frozen=True, slots=True)
class Place:
    """A number in its sentence, which starts at `sentence_start` of the report `doc`."""

    start: int
    end: int
    sentence: str
    sentence_start: int
    doc: str
    spot: str  # document and line, or page, table and row


def relation_lines(kind: str, note: str, members: Sequence[Place], lang: Lang, width: int) -> Lines:
    """` ✗ 合计  2001.62 + 1880.36 = 3881.98 ≠ 3880.98 万元`, then the sentences with the numbers highlighted."""
    head = styled((" ✗ ", "bad"), (f"{word('relation', kind, lang)}  ", "label"), (note, "key"))
    first, *rest = wrap(head, width)
    label = message("label.quote", lang)
    label_width = cell_len(label)
    lines = [first, *indented(rest, INDENT)]
    for words in sentences(members, LINES * (width - INDENT - label_width - 2))[:SENTENCES]:
        lines += indented(quoted(label, words, "bold red", width - INDENT, label_width), INDENT)
        label = ""
    return lines


def sentences(members: Sequence[Place], cells: int) -> list[Words]:
    """The members by sentence, that of the whole (the first member) first."""
    groups: dict[tuple[str, int], list[Place]] = {}
    for member in members:
        groups.setdefault((member.doc, member.sentence_start), []).append(member)
    return [_words(group, cells) for group in groups.values()]


def _words(group: Sequence[Place], cells: int) -> Words:
    """From the first number to the last, all highlighted; only the first member where that is too long."""
    first = group[0]
    marks = [(member.start - first.sentence_start, member.end - first.sentence_start) for member in group]
    low, high = min(start for start, _ in marks), max(end for _, end in marks)
    if cell_len(first.sentence[low:high]) > cells:
        marks, (low, high) = marks[:1], marks[0]
    return Words(first.sentence, low, high, first.spot, tuple(sorted(marks)))
