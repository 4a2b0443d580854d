"""Lists of other pages, below or beside an article: rows that are a link with nothing but its day beside it."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from kpi.documents.html_text import pages

_LISTS = frozenset(("table", "ul", "ol", "dl"))
_GROUPS = frozenset(("tbody", "thead", "tfoot"))
_ROWS = frozenset(("tr", "li", "dd"))
_FEWEST = 2  # rows


def is_list_of_links(node: LexborNode) -> bool:
    """Whether every row of a table or list is a link to another page, with nothing but its day beside it."""
    if node.tag not in _LISTS:
        return False
    found = 0
    for row in _rows(node):
        linked, told = _is_link(row)
        if told and not linked:
            return False
        found += linked
    return found >= _FEWEST


def _rows(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if child.tag in _ROWS:
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _is_link(row: LexborNode) -> tuple[bool, bool]:
    """(whether words of a row are a link and all others its day or a bullet, whether there are any).

    A list within another is asked by itself: every element is looked at once.
    """
    links = dated = told = False
    waiting = [(row, False)]
    while waiting:
        node, linked = waiting.pop()
        for child in node.iter(include_text=True):
            text = (child.text_content or "").strip() if child.tag == "-text" else ""
            told = told or bool(text)
            if child.tag in _LISTS or (text and not linked and not pages().dated.fullmatch(text)):
                return False, True
            if child.tag != "-text":
                waiting.append((child, linked or (child.tag == "a" and "href" in child.attributes)))
            elif linked:
                links = links or bool(text)
            else:
                dated = dated or any(map(str.isdigit, text))
    return links and dated, told
