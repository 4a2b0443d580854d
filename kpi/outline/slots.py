"""Where each number stands: its sentence, segment, clause and item, the bracket around it, whose bracket that is.

床位3.68万张(护理型1.2万张),其中公办1.5万张;… The number in brackets has depth 1 and the first number as its owner;
a comma in brackets ends no clause outside them. A bracket that nothing closes ends with its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kpi.outline.marks import CLAUSE_END, CLOSE, ITEM_END, LINE_END, MARKS, OPEN, SENTENCE_END


@dataclass(slots=True)
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
    closing: int = -1  # where that bracket closes, or the text ends


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
    parted: int = -1  # the same of the clause before
    inside: list[Slot] = field(default_factory=list)  # the numbers that stand in this bracket

    def close(self, at: int) -> None:
        for slot in self.inside:
            slot.closing = at


def slots(plain: str, spans: Sequence[tuple[int, int]]) -> list[Slot]:
    """One slot a span, in their order (sorted, without overlap). Linear in the text."""
    found: list[Slot] = []
    walk = _Walk(len(plain))
    waiting = iter(spans)
    span = next(waiting, None)
    reached = 0  # where the last number ends: 11,413 and 1:4 hold marks that end nothing
    while span is not None:  # line by line, those without a number left out
        line = plain.rfind(LINE_END, reached, span[0]) + 1
        if line > 0:
            walk.step(LINE_END, line)
        for mark in MARKS.finditer(plain, max(line, reached)):
            at = mark.start()
            while span is not None and span[0] <= at:
                found.append(walk.slot(len(found), span[1]))
                reached, span = span[1], next(waiting, None)
            if at >= reached:
                walk.step(mark[0], at + 1)
                if mark[0] == LINE_END:
                    reached = at + 1
                    break
        else:
            while span is not None:
                found.append(walk.slot(len(found), span[1]))
                reached, span = span[1], next(waiting, None)
    return found


@dataclass(slots=True)
class _Walk:
    """What is open at a place of the text, the line at the bottom."""

    size: int  # of the text
    line: int = 0
    stack: list[_Frame] = field(default_factory=lambda: [_Frame(0, 0, 0, 0)])

    def slot(self, index: int, end: int) -> Slot:
        """Take in a number that ends there."""
        frame = self.stack[-1]
        clause, last = frame.clause, frame.last_end
        slot = Slot(
            index, self.line, frame.sentence, frame.segment, clause, frame.item, clause if clause > last else last,
            len(self.stack) - 1, frame.bracket, frame.owner, self.size,
        )  # fmt: skip
        if slot.depth:
            frame.inside.append(slot)
        frame.last, frame.last_end = index, end
        return slot

    def step(self, mark: str, behind: int) -> None:
        """Take in a mark."""
        stack = self.stack
        frame = stack[-1]
        if mark in CLAUSE_END:
            frame.item = frame.clause = behind
            frame.parted, frame.last = frame.last, -1
        elif mark == OPEN:  # 3.97亿元,(中央1.89亿元…): what a stray comma parts from its bracket
            owner = frame.parted if frame.last < 0 and frame.clause == behind - 1 else frame.last
            stack.append(_Frame(behind, behind, behind, behind, behind - 1, owner, behind))
        elif mark == CLOSE:
            if len(stack) > 1:
                stack.pop().close(behind - 1)
        elif mark == LINE_END:
            for unclosed in stack:
                unclosed.close(behind - 1)
            stack[:] = [_Frame(behind, behind, behind, behind, last_end=behind)]
            self.line = behind
        elif mark in ITEM_END:
            frame.item = behind
        else:
            frame.item = frame.clause = behind
            frame.last = -1
            frame.segment = behind
            if mark in SENTENCE_END:
                frame.sentence = behind
