"""What a page's own style sheet hides and sets in bold: nothing else of its rules is read, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SHOWS = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:\s*(?P<how>[\w-]+)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?P<how>[\w-]+)", re.IGNORECASE)
_HEAVY = re.compile(r"bold|bolder|[6-9]00", re.IGNORECASE)
_COLOR = re.compile(r"(?:^|;)\s*color\s*:\s*(?P<how>[^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color|-image)?\s*:\s*(?P<how>[^;!]+)", re.IGNORECASE)
_IS_WHITE = re.compile(r"\s*(?:white|#fff(?:fff)?)\s*", re.IGNORECASE)
_IS_NONE = re.compile(r"\s*(?:none|transparent|inherit|initial|unset|white|#fff(?:fff)?)\s*", re.IGNORECASE)
WHITE, GROUND = "data-kpi-white", "data-kpi-ground"
BOLD = "data-kpi-bold"
_PLAIN = re.compile(r"[\w\s.#>-]{1,120}")  # selectors of names only: others look at states and attributes
_GONE = ("none", "hidden", "collapse")
_MEDIA = ("all", "screen")  # of a style sheet that is for the page as it is read
_MOST = 300  # rules that hide or show


def mark_hidden(tree: LexborHTMLParser) -> None:
    """Gives every element that the page's style sheets hide the attribute `hidden`; later rules beat earlier ones.

    Rules for other media and under conditions are left aside, and so is which of two rules is the more particular.
    """
    for node in _told(tree, _SHOWS, lambda how: how.lower() in _GONE):
        node.attrs["hidden"] = ""


def mark_bold(tree: LexborHTMLParser) -> None:
    """Gives every element that the page's style sheets set in bold the attribute BOLD, under the same rules."""
    for node in _told(tree, _WEIGHT, lambda how: _HEAVY.fullmatch(how) is not None):
        node.attrs[BOLD] = ""


def mark_colors(tree: LexborHTMLParser) -> None:
    """Gives the elements that the page's style sheets set in white, or put a colour behind, WHITE and GROUND."""
    for node in _told(tree, _COLOR, lambda how: _IS_WHITE.fullmatch(how) is not None):
        node.attrs[WHITE] = ""
    for node in _told(tree, _GROUND, lambda how: _IS_NONE.fullmatch(how) is None, names=False):
        node.attrs[GROUND] = ""


def _told(
    tree: LexborHTMLParser, declares: re.Pattern[str], fits: Callable[[str], bool], names: bool = True
) -> list[LexborNode]:
    """The elements of which the last rule that declares something says what fits.

    `names`: of rules for classes and ids, else of those for elements too.
    """
    found: dict[int, tuple[bool, LexborNode]] = {}
    for selector, said in islice(_rules(tree, declares, names), _MOST):
        try:
            nodes = tree.css(selector)
        except SelectolaxError:  # a selector that no parser takes styles nothing in a browser either
            continue
        found.update({node.mem_id: (any(map(fits, said)), node) for node in nodes})
    return [node for told, node in found.values() if told]


def _rules(tree: LexborHTMLParser, declares: re.Pattern[str], names: bool) -> Iterator[tuple[str, list[str]]]:
    """(selector, what it declares) of the rules for what classes or ids name."""
    for sheet in tree.css("style"):
        if (sheet.attributes.get("media") or "all").strip().lower() not in _MEDIA:
            continue
        for rule in _without_blocks(_COMMENT.sub("", sheet.text() or "")).split("}"):
            selectors, _, declared = rule.partition("{")
            said = [one["how"] for one in declares.finditer(declared)]
            for selector in selectors.split(",") if said else ():
                if _PLAIN.fullmatch(selector) and (not names or "." in selector or "#" in selector):
                    yield selector.strip(), said


def _without_blocks(sheet: str) -> str:
    """Without @media {…}, @font-face {…} and the like."""
    kept, at = [], 0
    while (start := sheet.find("@", at)) >= 0:
        kept.append(sheet[at:start])
        opened, at = 0, start
        while at < len(sheet):
            opened += {"{": 1, "}": -1}.get(sheet[at], 0)
            at += 1
            if sheet[at - 1] in ";}" and not opened:
                break
    return "".join([*kept, sheet[at:]])
