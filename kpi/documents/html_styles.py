"""What a page's own style sheet hides: only display and visibility of its rules are read, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SHOWS = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:\s*(?P<how>[\w-]+)", re.IGNORECASE)
_PLAIN = re.compile(r"[\w\s.#>-]{1,120}")  # selectors of names only: others look at states and attributes
_GONE = ("none", "hidden", "collapse")
_MEDIA = ("all", "screen")  # of a style sheet that is for the page as it is read
_MOST = 300  # rules that hide or show


def mark_hidden(tree: LexborHTMLParser) -> None:
    """Gives every element that the page's style sheets hide the attribute `hidden`; later rules beat earlier ones.

    Rules for other media and under conditions are left aside, and so is which of two rules is the more particular.
    """
    shown: dict[int, tuple[bool, LexborNode]] = {}
    for selector, shows in islice(_rules(tree), _MOST):
        try:
            found = tree.css(selector)
        except SelectolaxError:  # a selector that no parser takes hides nothing in a browser either
            continue
        shown.update({node.mem_id: (shows, node) for node in found})
    for shows, node in shown.values():
        if not shows:
            node.attrs["hidden"] = ""


def _rules(tree: LexborHTMLParser) -> Iterator[tuple[str, bool]]:
    """(selector, whether it shows) of the rules that hide or show what classes or ids name."""
    for sheet in tree.css("style"):
        if (sheet.attributes.get("media") or "all").strip().lower() not in _MEDIA:
            continue
        for rule in _without_blocks(_COMMENT.sub("", sheet.text() or "")).split("}"):
            selectors, _, declared = rule.partition("{")
            said = [one["how"].lower() for one in _SHOWS.finditer(declared)]
            for selector in selectors.split(",") if said else ():
                if _PLAIN.fullmatch(selector) and ("." in selector or "#" in selector):
                    yield selector.strip(), not any(how in _GONE for how in said)


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
