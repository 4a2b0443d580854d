"""OFD documents (GB/T 33190): characters and paths with their places, then lines and paragraphs as for a PDF."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from posixpath import dirname

from kpi.documents.block import Content
from kpi.documents.glyphs import fill, from_left
from kpi.documents.grids import Segment, sorted_rules
from kpi.documents.layout import paragraphs
from kpi.documents.ofd_colors import Box, is_ground, is_white_type, parted
from kpi.documents.ofd_fonts import bold_fonts, part_of
from kpi.documents.package import Element, Package
from kpi.documents.printed import Character, Page, typical
from kpi.documents.radicals import unified
from kpi.documents.scanned import numbers_of
from kpi.errors import KpiError, problem

_POINT = 72 / 25.4  # a millimetre
_MOST_PAGES, _MOST_CHARACTERS = 5000, 200_000
_STEP = re.compile(r"([MLCSBQA])|(-?\d+(?:\.\d+)?)")
_HEAVY = 600
_SAME_LINE = 0.35  # of the size
_SMALL, _FEW = 0.8, 200  # of the size: a raised character; so many before it are looked at
_BLANK = 0.9  # of the size: widths of digits are only guessed
Matrix = tuple[float, float, float, float, float, float]


def read(data: bytes, name: str) -> Content:
    """The blocks of a document. KpiError: document_broken, document_dtd, document_too_large, document_scanned."""
    package = Package(data, name)
    pages: list[Page] = []
    for root in _roots(package, name):
        pages += _pages(package, root, len(pages))
    if not pages:
        raise KpiError(problem("document_broken", name, reason="0 pages"))
    blank = [page.number for page in pages if page.picture and not page.items]
    blocks, notes = paragraphs(pages)
    if blank and not blocks:
        raise KpiError(problem("document_scanned", name, pages=numbers_of(blank), n=len(blank)))
    content = Content(blocks)
    for page in pages:
        if page.unseen.strip():
            content.warnings.append(
                problem("document_hidden", name, found=page.unseen.strip()[:60], page=page.number)
            )
    if notes:
        content.warnings.append(problem("document_notes", name, n=notes))
    if blank:
        content.warnings.append(problem("document_pages_scanned", name, pages=numbers_of(blank), n=len(blank)))
    return content


def _roots(package: Package, name: str) -> Iterator[str]:
    main = package.xml("OFD.xml")
    if main is None:
        raise KpiError(problem("document_broken", name, reason="OFD.xml"))
    for one in main.iter("DocRoot"):
        yield part_of("", (one.text or "").strip())


def _pages(package: Package, root: str, before: int) -> Iterator[Page]:
    document = package.xml(root)
    if document is None:
        return
    folder = dirname(root)
    fonts = bold_fonts(package, document, folder)
    common = _numbers(document.findtext("CommonData/PageArea/PhysicalBox"), 4)
    for at, one in enumerate(document.iterfind("Pages/Page")):
        if before + at >= _MOST_PAGES:
            return
        page = package.xml(part_of(folder, one.get("BaseLoc", "")))
        if page is not None:
            box = _numbers(page.findtext("Area/PhysicalBox"), 4) or common or [0.0, 0.0, 210.0, 297.0]
            yield _page(page, box, before + at + 1, fonts)


def _page(root: Element, box: list[float], number: int, fonts: frozenset[str]) -> Page:
    page = Page(number, box[2] * _POINT, box[3] * _POINT)
    walk = _Walk([], [], box[0], box[1], fonts)
    for layer in root.iterfind("Content/Layer"):
        walk.objects(layer, (1, 0, 0, 1, 0, 0))
    characters, page.unseen = parted(walk.characters, walk.white, walk.grounds)
    if not characters:
        page.picture = any(True for _ in root.iter("ImageObject"))
        return page
    fill(page, _in_lines(characters), *sorted_rules(walk.segments))
    for line in page.lines:
        line.bold = walk.bold.issuperset(line.ends)
    return page


@dataclass(slots=True)
class _Walk:
    characters: list[Character]
    segments: list[Segment]
    left: float
    top: float
    fonts: frozenset[str]  # ids of those that are bold
    bold: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    grounds: list[Box] = field(default_factory=list)  # of colours and pictures

    def objects(self, element: Element, outer: Matrix) -> None:
        for one in element:
            if one.get("Visible") == "false":
                continue
            boundary = _numbers(one.get("Boundary"), 4) or [0.0, 0.0, 0.0, 0.0]
            if is_ground(one):
                x, y, width, height = boundary
                self.grounds.append(self._box(_at(outer, x, y), _at(outer, x + width, y + height)))
            if one.tag in ("TextObject", "PathObject"):
                own = tuple(_numbers(one.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
                a, b, c, d, e, f = own
                matrix = _times((a, b, c, d, e + boundary[0], f + boundary[1]), outer)
                self._text(one, matrix) if one.tag == "TextObject" else self._path(one, matrix)
            elif one.tag in ("PageBlock", "Layer"):
                self.objects(one, outer)

    def _text(self, one: Element, matrix: Matrix) -> None:
        size = _numbers(one.get("Size"), 1) or [3.5]
        stretch = (_numbers(one.get("HScale"), 1) or [1.0])[0]
        weight = (_numbers(one.get("Weight"), 1) or [400.0])[0]
        bold = weight >= _HEAVY or one.get("Font", "") in self.fonts
        white = is_white_type(one)
        x = y = 0.0
        for code in one.iterfind("TextCode"):
            x = (_numbers(code.get("X"), 1) or [x])[0]
            y = (_numbers(code.get("Y"), 1) or [y])[0]
            words = unified(code.text or "")
            across, down = _deltas(code.get("DeltaX"), len(words)), _deltas(code.get("DeltaY"), len(words))
            for at, character in enumerate(words):
                if len(self.characters) >= _MOST_CHARACTERS:
                    return
                width = size[0] * stretch * (1.0 if ord(character) > 0xFF else 0.5)
                if bold:
                    self.bold.add(len(self.characters))
                if white:
                    self.white.add(len(self.characters))
                left, base = _at(matrix, x, y)
                right, _ = _at(matrix, x + width, y)
                tall = size[0] * _scale(matrix)
                self._add(character, left, max(right, left + 0.1), base - tall * 0.86, base + tall * 0.14)
                x += across[at] if at < len(across) else 0.0 if at < len(down) else width
                y += down[at] if at < len(down) else 0.0

    def _add(self, character: str, x0: float, x1: float, top: float, bottom: float) -> None:
        self.characters.append((character, *self._box((x0, top), (x1, bottom)), len(self.characters)))

    def _box(self, one: tuple[float, float], other: tuple[float, float]) -> Box:
        """In points from the corner of the page: x0, x1, top, bottom."""
        (x0, x1), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return (
            (x0 - self.left) * _POINT,
            (x1 - self.left) * _POINT,
            (top - self.top) * _POINT,
            (bottom - self.top) * _POINT,
        )

    def _path(self, one: Element, matrix: Matrix) -> None:
        data = one.findtext("AbbreviatedData") or ""
        first = last = None
        kind, numbers = "", list[float]()
        for step in _STEP.finditer(data[:20_000]):
            if step[1]:
                kind, numbers = step[1], []
                if kind == "C" and first and last:
                    self._segment(last, first)
                continue
            numbers.append(float(step[2]))
            if kind in "MSL" and len(numbers) == 2:
                point = _at(matrix, numbers[0], numbers[1])
                if kind == "L" and last:
                    self._segment(last, point)
                else:
                    first = point
                last, numbers = point, []

    def _segment(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        x0, y0, x1, y1 = (value * _POINT for value in (*one, *other))
        left, top = self.left * _POINT, self.top * _POINT
        self.segments.append((x0 - left, y0 - top, x1 - left, y1 - top))


def _in_lines(characters: list[Character]) -> list[Character]:
    """Characters in reading order, a "\\n" behind each line; objects come in whatever order they were drawn."""
    found: list[Character] = []
    line: list[Character] = []
    foot = 0.0
    for low, one in sorted(_with_foot(characters), key=lambda pair: (round(pair[0], 1), pair[1][1])):
        if line and low - foot > _SAME_LINE * (one[4] - one[3]):
            found += _line(line)
            line = []
        foot = foot if line else low
        line.append(one)
    return [*found, *_line(line)]


def _with_foot(characters: list[Character]) -> Iterator[tuple[float, Character]]:
    """Each character with the foot of its line: a small raised one has that of the one it stands behind."""
    size = typical([one[4] - one[3] for one in characters])
    by_edge = sorted((one for one in characters if one[4] - one[3] >= size * _SMALL), key=itemgetter(2))
    for one in characters:
        tall = one[4] - one[3]
        bearer = _bearer(one, tall, by_edge) if tall < size * _SMALL else None
        yield (one[4] if bearer is None else bearer[4]), one


def _bearer(one: Character, tall: float, by_edge: Sequence[Character]) -> Character | None:
    """The character that a raised one stands right behind."""
    at = bisect_left(by_edge, one[1] - tall, key=itemgetter(2))
    for other in by_edge[at : at + _FEW]:
        if other[2] >= one[1] + tall:
            return None
        if other[4] - other[3] > tall / _SMALL and other[3] - tall < one[4] < other[4]:
            return other
    return None


def _line(line: list[Character]) -> list[Character]:
    last = line[-1]
    size = typical([one[4] - one[3] for one in line])
    return [*from_left(line, size, _BLANK), ("\n", last[2], last[2], last[3], last[4], last[5])]


def _numbers(text: str | None, count: int) -> list[float]:
    """So many numbers, else none."""
    try:
        found = [float(part) for part in (text or "").split()]
    except ValueError:
        return []
    return found if len(found) == count else []


def _deltas(text: str | None, most: int) -> list[float]:
    """Steps between characters; `g 3 5.2` stands for three steps of 5.2."""
    found: list[float] = []
    parts = (text or "").split()
    at = 0
    try:
        while at < len(parts) and len(found) < most:
            if parts[at] == "g":
                found += [float(parts[at + 2])] * min(int(parts[at + 1]), most)
                at += 3
            else:
                found.append(float(parts[at]))
                at += 1
    except (ValueError, IndexError):
        return found
    return found


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _scale(matrix: Matrix) -> float:
    return float(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) ** 0.5 or 1.0


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
