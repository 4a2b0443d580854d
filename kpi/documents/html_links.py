"""Lists of other pages, below or beside an article: rows that are a link with nothing but its day beside it."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from kpi.documents.html_text import pages

_LISTS = {"table": "tr", "ul": "li", "ol": "li", "dl": "dd"}
_FEWEST = 2  # rows


def is_list_of_links(node: LexborNode) -> bool:
    """Whether every row of a table or list is a link to another page, with nothing but its day beside it."""
    kind = _LISTS.get(node.tag or "")
    if kind is None:
        return False
    rows = [row for row in node.css(kind) if (row.text() or "").strip()]
    return len(rows) >= _FEWEST and all(map(_is_link, rows))


def _is_link(row: LexborNode) -> bool:
    """Whether words of a row are a link, and all others its day or a bullet."""
    links = dated = False
    waiting = [(row, False)]
    while waiting:
        node, linked = waiting.pop()
        for child in node.iter(include_text=True):
            text = (child.text_content or "").strip() if child.tag == "-text" else ""
            if text and linked:
                links = True
            elif text and not pages().dated.fullmatch(text):
                return False
            elif any(map(str.isdigit, text)):
                dated = True
            elif child.tag != "-text":
                waiting.append((child, linked or (child.tag == "a" and "href" in child.attributes)))
    return links and dated
