"""Headings that only their type tells: larger or bolder than the running text, short, alone on their lines.

For documents that name none themselves (PDF, OFD, Word files and pages without styles of headings).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kpi.documents.block import Block, Kind
from kpi.documents.terms import term

_LARGER = 1.12  # of the size of the running text
_ALIKE = 0.93  # of one size: the same
_LONGEST = 40  # characters of a heading
_BOLD = 0.4  # of the running text: set in bold as a whole, which then says nothing
_ROW = 2  # headings of one level right below each other; more are a list of names
_FEWEST = 2  # headings of one level in bold alone: a single one may be a stressed sentence
_RUNNING = 30  # characters of a paragraph of running text

Look = tuple[float, bool]  # size as one of the steps in which type is set, and whether bold


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the paragraphs that only look like headings made such; levels go by size, then by weight.

    Nothing is changed where the document has headings of its own besides its title, or where every such
    paragraph is numbered: the number tells its rank better.
    """
    body = _body(blocks)
    if not body or sum(block.kind is Kind.HEADING for block in blocks) > 1:
        return list(blocks)
    looks = {at: look for at, block in enumerate(blocks) if (look := _look(block, body)) is not None}
    looks = _with_text_below(blocks, _without_title(blocks, looks, body))
    counts = Counter(looks.values())
    large = {look for look in counts if look[0] > body[0] * _LARGER or counts[look] >= _FEWEST}
    looks = {at: look for at, look in looks.items() if look in large and not _in_list(looks, at)}
    if all(term("fresh").match(blocks[at].text.strip()) for at in looks):
        return list(blocks)
    levels = _levels(set(looks.values()))
    return [
        replace(block, kind=Kind.HEADING, level=levels[looks[at]]) if at in looks else block
        for at, block in enumerate(blocks)
    ]


def _levels(looks: set[Look]) -> dict[Look, int]:
    """The level of each look, the largest outermost below the title; sizes that nobody tells apart are one."""
    levels: dict[Look, int] = {}
    level, last = 1, (0.0, False)
    for look in sorted(looks, reverse=True):
        if level == 1 or look[1] != last[1] or look[0] < last[0] * _ALIKE:
            level, last = level + 1, look
        levels[look] = level
    return levels


def _body(blocks: Sequence[Block]) -> Look | None:
    """How most characters of the running text are set; None where nothing says so."""
    sizes: Counter[float] = Counter()
    bold = told = 0
    for block in blocks:
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.size and len(block.text) > _RUNNING:
            sizes[_step(block.size)] += len(block.text)
            told += len(block.text)
            bold += len(block.text) * block.bold
    return (sizes.most_common(1)[0][0], bold > told * _BOLD) if sizes else None


def _look(block: Block, body: Look) -> Look | None:
    """How a paragraph is set that may be a heading, else None."""
    text = block.text.strip()
    fit = block.kind is Kind.PARAGRAPH and 1 < len(text) <= _LONGEST and block.size > 0
    if not fit or term("no_heading").search(text) or not term("worded").search(text):
        return None
    if block.size > body[0] * _LARGER:
        return (_step(block.size), block.bold)
    same = block.size >= body[0] * _ALIKE  # type of one size measures a little differently from line to line
    return (body[0], True) if block.bold and not body[1] and same else None


def _without_title(blocks: Sequence[Block], looks: dict[int, Look], body: Look) -> dict[int, Look]:
    """Without what stands above all running text: the title over several lines, who wrote it and when."""
    first = next(
        (
            at
            for at, block in enumerate(blocks)
            if block.kind is Kind.TABLE or (at not in looks and len(block.text) > _RUNNING)
        ),
        len(blocks),
    )
    above = [at for at in looks if at < first]
    largest = max((looks[at] for at in above), default=body)
    low = max((at for at in above if looks[at] == largest), default=-1)
    once = sum(look == largest for look in looks.values()) == sum(looks[at] == largest for at in above)
    return {at: look for at, look in looks.items() if at > low or not once}


def _with_text_below(blocks: Sequence[Block], looks: dict[int, Look]) -> dict[int, Look]:
    """Without what stands below all text: who signs it."""
    last = max((at for at, block in enumerate(blocks) if _is_text(block)), default=-1)
    return {at: look for at, look in looks.items() if at < last}


def _is_text(block: Block) -> bool:
    return block.kind is Kind.TABLE or bool(term("sentence").search(block.text)) or len(block.text) > _RUNNING


def _in_list(looks: dict[int, Look], at: int) -> bool:
    """Among more paragraphs of its look, one right below the other, than headings would be."""
    low = high = at
    while looks.get(low - 1) == looks[at]:
        low -= 1
    while looks.get(high + 1) == looks[at]:
        high += 1
    return high - low + 1 > _ROW


def _step(size: float) -> float:
    return round(size * 2) / 2
