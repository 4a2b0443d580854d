"""Lines that a converter tore out of paragraphs, put together again; page numbers between them taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kpi.documents.block import Block, Kind
from kpi.documents.terms import term

_LATIN = re.compile(r"[A-Za-z]$")
SHORTEST = 18  # characters of a line that may go on
_FEWEST, _SHARE = 4, 0.12
_FOLDED = 2
_LONGEST = 5_000  # characters of a paragraph that goes on growing; none of a report is so long
_NEAR = 400  # characters at either end of it in which marks are looked for
_POINTS = frozenset(".．,-0123456789")
_GROUP = 3  # digits between two separators of thousands
_GROUP_OPEN = re.compile(r"(?<![\d.,])\d{1,3}(?:[,，]\d{3})*[,，](?P<begun>\d{0,2})$")
_RANGE_OPEN = re.compile(r"(?<![\d.,—–-])\d+(?:\.\d+)?[%％]?[-—–~～]$")
_POINT_OPEN = re.compile(r"[^\d\s.．、()（）]\s?\d{1,6}[.．]$")
_GROUP_REST = re.compile(r"(?P<rest>\d{1,3})(?!\d)")


def numbered(lead: str, text: str) -> str:
    """A paragraph behind the number that a list gives it; 1. before 2,164户 is no 1.2,164 (1. 2 may be 1.2).

    Behind a number without a mark stands a tab: 1 before 个人救助 counts nothing.
    """
    bare = lead.rstrip()
    apart = bare[-1:].isdigit() or (bare[-1:] in _POINTS and text[:1].isdigit())
    return f"{bare}\t{text}" if apart else lead + text


def is_page_number(text: str) -> bool:
    """— 3 —, 第3页: what stands alone on its line and only counts pages."""
    return bool(term("page_number").fullmatch(text))


def is_fresh(text: str) -> bool:
    """Whether a line begins something of its own: a heading, an item, a caption, a note."""
    return bool(term("fresh").match(text.lstrip()))


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph: Chinese has no blank between them, Latin words one."""
    first, second = first.rstrip(), second.lstrip()
    return first + (" " if _LATIN.search(first) and second[:1].isascii() and second[:1].isalpha() else "") + second


def goes_on(first: str, second: str) -> bool:
    """Whether running text breaks off within a sentence and `second` may be its rest."""
    if len(first) > _LONGEST:
        return False
    whole, first, second = first, first.rstrip()[-_NEAR:], second.strip()
    return is_torn(first, second) or (
        len(first) >= SHORTEST
        and not term("stops").search(first)
        and bool(term("clause").search(term("years").sub("", first)) or term("figure").match(second))
        and not (term("fresh").match(whole) and "。" not in whole)  # a heading of two clauses
        and bool(second)
        and not term("fresh").match(second)
        and "\t" not in whole.rstrip() + second
    )


def is_torn(first: str, second: str) -> bool:
    """Whether the end of a line tears a number or a range: 1,5 over 47人, 2, over 967.4万元, 9. over 2%,
    2021- over 2024年, or, behind a clause, a number from its unit: 发放3,286 over 万元，.
    """
    first, second = first[-_LONGEST:].rstrip()[-_NEAR:], second[:_LONGEST].lstrip()[:_NEAR]
    low, high = _GROUP_OPEN.search(first), _GROUP_REST.match(second)
    if low and high and len(low["begun"]) + len(high["rest"]) == _GROUP:
        return True
    if _RANGE_OPEN.search(first) and second[:1].isdigit():
        return True
    if _POINT_OPEN.search(first) and term("decimals").match(second):
        return True
    behind = term("clause").search(term("years").sub("", first[:-1])) and first[-1:].isdigit()
    return bool(behind and len(first) >= SHORTEST and term("unit").match(second))


def cut_lines(text: str) -> list[str]:
    """A paragraph at its own line breaks, but where they fold it: behind a comma, at one width, in a sentence."""
    lines = [line.strip(" \t\r\u3000\xa0") for line in text.split("\n")]
    widest = max(map(len, lines))
    found: list[str] = []
    for line in lines:
        last = found[-1] if found else ""
        folded = goes_on(last, line) and (
            (len(lines) > _FOLDED and len(last) >= widest - 2) or bool(term("sentence").search(line))
        )
        if last and line and len(last) <= _LONGEST and (folded or _broken_off(last, line)):
            found[-1] = joined(last, line)
        elif line:
            found.append(line)
    return found


def _broken_off(first: str, second: str) -> bool:
    return bool(term("comma").search(first)) or (first[-1].isdigit() and second[0] in ".%％")


def mend(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without page numbers, and torn paragraphs whole where the document has many of them."""
    kept = [block for block in blocks if block.kind is Kind.TABLE or not is_page_number(block.text)]
    running = [block for block in kept if block.kind in (Kind.PARAGRAPH, Kind.ITEM)]
    torn = sum(goes_on(first.text, second.text) for first, second in pairwise(running))
    long = sum(len(block.text) >= SHORTEST for block in running)
    if torn < _FEWEST or torn < long * _SHARE:
        return kept
    found: list[Block] = []
    for block in kept:
        last = found[-1] if found else None
        if (
            last is not None
            and {last.kind, block.kind} <= {Kind.PARAGRAPH, Kind.ITEM}
            and block.kind is Kind.PARAGRAPH
            and goes_on(last.text, block.text)
        ):
            found[-1] = replace(last, text=joined(last.text, block.text))
        else:
            found.append(block)
    return found
