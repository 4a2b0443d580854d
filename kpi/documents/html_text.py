"""Words of a web page: its encoding, its blanks, what it shows, and the terms of kpi/language/pages.yml."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from functools import cache

from selectolax.lexbor import LexborNode

from kpi.documents.decoding import decode
from kpi.documents.html_styles import BOLD
from kpi.documents.indents import lead
from kpi.documents.marks import settled
from kpi.language import language_data

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_HEAD = 4096
# Families of encodings that pages are written in; what else Python can decode (punycode, escapes) is none.
_FAMILY = re.compile(
    r"(?:utf-?(?:8|16)|gb|big5|hz|x-gbk|iso|latin|us-ascii|windows|cp|koi8|euc|shift|sjis|mac)[\w-]*"
)
_BREAKS = re.compile(r"(?<=[^\x00-\xff])[ \t\r\f]*\n\s*(?=[^\x00-\xff])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SET_IN = re.compile(
    r"(?:padding-left|margin-left|text-indent)\s*:\s*(?P<size>\d{1,3}(?:\.\d{1,3})?)\s*(?P<unit>px|pt|em|rem)",
    re.IGNORECASE,
)
_CHARACTER = {"px": 16, "pt": 12}  # of the usual size
_STRUCK = ("del", "s", "strike")
_STRONG = ("b", "strong")
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
# Encodings that pages name by their narrower forerunner (https://encoding.spec.whatwg.org).
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}


@dataclass(frozen=True, slots=True)
class Pages:
    """The terms of the file, compiled."""

    article: str
    beside: re.Pattern[str]
    furniture: re.Pattern[str]
    ends: re.Pattern[str]
    dated: re.Pattern[str]
    title_meta: tuple[str, ...]
    date_meta: tuple[str, ...]
    title_parts: re.Pattern[str]


@cache
def pages() -> Pages:
    data = language_data("pages")
    either = {name: re.compile("|".join(data[name])) for name in ("furniture", "ends")}
    return Pages(
        ", ".join(data["article"]),
        re.compile(data["beside"], re.IGNORECASE),
        either["furniture"],
        either["ends"],
        re.compile(data["dated"]),
        tuple(data["title_meta"]),
        tuple(data["date_meta"]),
        re.compile(data["title_parts"]),
    )


def decode_page(data: bytes, name: str) -> str:
    """A page in the encoding it names, else as any text. KpiError: report_unreadable_encoding."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        said = _CHARSET.search(data[:_HEAD])
        named = said[1].decode("ascii").lower() if said else ""
        named = named if _FAMILY.fullmatch(named) else ""
        try:
            return data.decode(codecs.lookup(_WIDER.get(named, named)).name) if named else decode(data, name)
        except (LookupError, UnicodeDecodeError):
            pass  # the page is mistaken about itself, or cut within a character
        if named in _WIDER and named != "big5":
            return data.decode("gb18030", "replace")
    return decode(data.removeprefix(codecs.BOM_UTF8), name)


def squeezed(text: str) -> str:
    """Blanks as a browser shows them; a line break between Chinese characters is none."""
    return _BLANKS.sub(" ", _BREAKS.sub("", text)).strip(" \u3000\xa0")


def is_shown(node: LexborNode) -> bool:
    """Whether the element says that it is hidden, itself or since `mark_hidden` asked the page's style sheets."""
    attributes = node.attributes
    if "hidden" in attributes or (attributes.get("aria-hidden") or "") == "true":
        return False
    return not _HIDDEN.search(attributes.get("style") or "")


def indent_of(cell: LexborNode) -> int:
    """How many characters a cell's words are set in, by blanks before them or by style."""
    found = lead((cell.text() or "").lstrip(" \t\r\n\f"))
    first = next((one for one in cell.iter() if one.tag in ("p", "div", "span")), None)
    for node in (cell, first):
        for one in _SET_IN.finditer((node.attributes.get("style") or "") if node is not None else ""):
            found += round(float(one["size"]) / _CHARACTER.get(one["unit"].lower(), 1))
    return found


def is_struck(node: LexborNode) -> bool:
    """Whether a line runs through the element: what it says no longer holds."""
    return node.tag in _STRUCK or bool(_THROUGH.search(node.attributes.get("style") or ""))


def is_raised(node: LexborNode) -> bool:
    """Whether the element is set above the line; in a formula the second part of a power is."""
    parent = node.parent
    power = parent is not None and parent.tag == "msup" and node.next is None and node.prev is not None
    return node.tag == "sup" or power or bool(_RAISED.search(node.attributes.get("style") or ""))


def is_heavy(node: LexborNode) -> bool:
    """Whether the element sets its words in bold."""
    return (
        node.tag in _STRONG or BOLD in node.attributes or bool(_WEIGHT.search(node.attributes.get("style") or ""))
    )


@dataclass(slots=True)
class Words:
    """The inline text of one block as it grows."""

    parts: list[str] = field(default_factory=list)
    lead: str = ""  # the number that a list gives the next block
    strong: int = 0  # how many elements around it say bold
    weights: list[bool] = field(default_factory=list)  # of each part

    def add(self, text: str) -> None:
        """One piece more; it may be a Raised one."""
        self.parts.append(text)
        self.weights.append(self.strong > 0)

    def bold_lines(self) -> set[str]:
        """The lines so far, squeezed, that are bold as a whole."""
        self.parts = settled(self.parts)
        found: dict[int, tuple[str, bool]] = {0: ("", True)}
        for text, bold in zip(self.parts, self.weights, strict=True):
            for number, piece in enumerate(text.split("\x00")):
                at = len(found) - 1 if not number else len(found)
                before, so_far = found.get(at, ("", True))
                found[at] = (before + piece, so_far and (bold or not piece.strip()))
        return {squeezed(line) for line, bold in found.values() if bold and line.strip()}

    def take(self) -> str:
        """All words so far; the next block begins empty."""
        found, self.parts, self.weights = "".join(settled(self.parts)), [], []
        if self.lead and found.strip("\x00 \t\r\n\u3000\xa0"):
            found, self.lead = self.lead + found.lstrip("\x00 \t\r\n\u3000\xa0"), ""
        return found
