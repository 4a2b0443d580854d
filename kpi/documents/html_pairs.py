"""Names and values of a page that are no <table>: <dl>, cards and rows of two, a list of names and values in turn.

养老机构 / 46家, also with the value first. One of them tells the unit:
1 before a headline is a rank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from kpi.documents.cells import clean, is_number, is_value
from kpi.documents.html_text import is_shown
from kpi.documents.terms import term
from kpi.numbers.units import unit_table

Pair = tuple[str, str]

_CARDS = frozenset(("div", "section", "li", "ul", "dl", "a"))
_NO_PIECES = frozenset(("table", "ul", "ol", "dl", "sup"))
_FEWEST, _MOST = 2, 4  # pairs; pieces of a card
_LONGEST = 24  # characters of a piece
_LARGEST = 30  # nodes of a card
_BRACKETED = re.compile(r"[（(](?P<unit>[^（()）\d]{1,8})[)）]$")


def pairs_at(children: Sequence[LexborNode], at: int) -> tuple[Sequence[Pair], int]:
    """The names with their values that begin with a child, and the child behind them."""
    for one in (_cards, _in_turn):
        found, end = one(children, at)
        if len(found) >= _FEWEST:
            return found, end
    return [], at


def _cards(children: Sequence[LexborNode], at: int) -> tuple[list[Pair], int]:
    """Siblings of one kind, each with one name and one value."""
    found: list[Pair] = []
    end = at
    for place in range(at, len(children)):
        child = children[place]
        if _is_blank(child):
            continue
        pair = _pair(_pieces(child)) if child.tag in _CARDS and child.tag == children[at].tag else None
        if pair is None:
            break
        found.append(pair)
        end = place + 1
    return found, end


def _in_turn(children: Sequence[LexborNode], at: int) -> tuple[list[Pair], int]:
    """<dt> and <dd>, or items that are a name and a value in turn."""
    if children[at].tag not in ("dt", "li"):
        return [], at
    found: list[Pair] = []
    name, end = "", at
    for place in range(at, len(children)):
        child = children[place]
        if _is_blank(child):
            continue
        wanted = "dd" if name and children[at].tag == "dt" else children[at].tag
        pieces = _pieces(child) if child.tag == wanted else []
        if not pieces:
            break
        text = "".join(pieces)
        if not name:
            name = text
            continue
        pair = _pair([name, text])
        if pair is None or pair[0] != name:
            break
        found.append(pair)
        name, end = "", place + 1
    return found, end


def _is_blank(node: LexborNode) -> bool:
    return node.tag == "-comment" or (node.tag == "-text" and not (node.text_content or "").strip())


def _pieces(card: LexborNode) -> list[str]:
    """The words of an element, piece by piece, a number with its unit as one; none where it holds more."""
    found: list[str] = []
    waiting = [card] if is_shown(card) else []
    walked = 0
    while waiting:
        node = waiting.pop()
        walked += 1
        if walked > _LARGEST:
            return []
        tag = node.tag or ""
        if tag == "-text":
            text = clean(node.text_content or "")
            if len(text) > _LONGEST or term("clause_mark").search(text) or len(found) > _MOST:
                return []
            if text and found and found[-1][-1].isdigit() and is_number(found[-1]) and _is_unit(text):
                found[-1] += text
            elif text:
                found.append(text)
        elif tag in _NO_PIECES and node.mem_id != card.mem_id:
            return []
        elif not tag.startswith("-") and is_shown(node):
            waiting += reversed(list(node.iter(include_text=True)))
    return found


def _pair(pieces: Sequence[str]) -> Pair | None:
    """(name, value) of two pieces in either order; None where they are none."""
    if len(pieces) != len(("name", "value")):
        return None
    for name, value in (pieces, reversed(pieces)):
        bracketed = _BRACKETED.search(name)
        told = not value[-1:].isdigit() or (bracketed is not None and _is_unit(bracketed["unit"]))
        if told and is_value(value) and not is_value(name) and term("worded").search(name):
            return name.rstrip("：:"), value
    return None


def _is_unit(text: str) -> bool:
    table = unit_table()
    name = table.canonical(term("multiplied").sub("", text, count=1))
    return bool(name) and table.is_known(name)
