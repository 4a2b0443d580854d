"""Where each number stands: its sentence, segment, clause and item, the bracket around it, whose bracket that is.

床位3.68万张(护理型1.2万张),其中公办1.5万张;… The number in brackets has depth 1 and the first number as its owner;
a comma in brackets ends no clause outside them. A bracket that nothing closes ends with its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.outline.marks import CLAUSE_END, CLOSE, ITEM_END, LINE_END, MARKS, OPEN, SEGMENT_END, SENTENCE_END


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one number; places are offsets where the part begins."""

    index: int
    line: int
    sentence: int
    segment: int
    clause: int
    item: int
    own: int  # where its own words begin: the clause, or the end of the number before it there
    depth: int = 0
    bracket: int = -1  # where the innermost bracket opens
    owner: int = -1  # the number right before that bracket


@dataclass(slots=True)
class _Frame:
    """What is open at one depth of brackets."""

    sentence: int
    segment: int
    clause: int
    item: int
    bracket: int = -1
    owner: int = -1
    last_end: int = 0
    last: int = -1  # index of the last number at this depth, -1 since the clause began


def slots(plain: str, spans: Sequence[tuple[int, int]]) -> list[Slot]:
    """One slot a span, in their order (sorted, without overlap). Linear in the text."""
    found: list[Slot] = []
    line = 0
    stack = [_Frame(0, 0, 0, 0)]
    marks = MARKS.finditer(plain)
    mark = next(marks, None)
    for index, (start, end) in enumerate(spans):
        while mark is not None and mark.start() < start:
            line = _step(mark[0], mark.end(), stack, line)
            mark = next(marks, None)
        frame = stack[-1]
        own = max(frame.clause, frame.last_end)
        found.append(
            Slot(
                index,
                line,
                frame.sentence,
                frame.segment,
                frame.clause,
                frame.item,
                own,
                len(stack) - 1,
                frame.bracket,
                frame.owner,
            )
        )
        frame.last, frame.last_end = index, end
        while mark is not None and mark.start() < end:
            mark = next(marks, None)  # 11,413 and 1:4 hold marks that end nothing
    return found


def _step(mark: str, behind: int, stack: list[_Frame], line: int) -> int:
    """Take one mark in; the offset at which the present line began."""
    frame = stack[-1]
    if mark == OPEN:
        stack.append(_Frame(behind, behind, behind, behind, behind - 1, frame.last, behind))
    elif mark == CLOSE:
        if len(stack) > 1:
            stack.pop()
    elif mark == LINE_END:
        stack[:] = [_Frame(behind, behind, behind, behind, last_end=behind)]
        return behind
    elif mark in ITEM_END:
        frame.item = behind
    else:
        frame.item = frame.clause = behind
        if mark in SEGMENT_END or mark in SENTENCE_END:
            frame.segment = behind
            frame.last = -1
        if mark in SENTENCE_END:
            frame.sentence = behind
        if mark in CLAUSE_END:
            frame.last = -1
    return line
