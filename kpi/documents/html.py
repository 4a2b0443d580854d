"""Web pages of governments: the article without the page around it, as blocks; nothing is fetched or run.

The article is looked for in the blocks that the common content systems name (kpi/language/pages.yml), then where
most of the page's running text stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kpi.documents.block import Block, Cell, Content, Kind
from kpi.documents.html_cells import lays_out, made, rows_of
from kpi.documents.html_colors import is_unseen, leaves_out, mark_linked
from kpi.documents.html_grids import rows_at
from kpi.documents.html_links import is_list_of_links
from kpi.documents.html_pairs import pairs_at
from kpi.documents.html_styles import mark_bold, mark_colors, mark_hidden
from kpi.documents.html_tags import BLOCKS, GONE, HEADINGS
from kpi.documents.html_text import (
    Words,
    decode_page,
    is_heavy,
    is_raised,
    is_shown,
    is_struck,
    pages,
    squeezed,
)
from kpi.documents.marks import Raised
from kpi.documents.tables import columns_without_rows
from kpi.documents.terms import term
from kpi.documents.wrapped import cut_lines, is_page_number, numbered
from kpi.errors import Problem, problem

_ENOUGH = 40  # characters of an article
_MOST = 0.85  # of the running text of a page stands in its article
_PART = 0.4  # of that at least in the block that the content system names
_SPAN = re.compile(r"\d{1,3}")
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_TAB = "\x02"  # a tab that is no blank of the source


def read(data: bytes, name: str) -> Content:
    """The blocks of a page's article. KpiError: report_unreadable_encoding."""
    tree = LexborHTMLParser(decode_page(data, name))
    body = tree.body
    if body is None:
        return Content()
    mark_hidden(tree)
    mark_bold(tree)
    mark_colors(tree)
    mark_linked(tree)
    _reveal(body)
    walk = _Walk(name)
    blocks = list(_kept(walk.article(_article(body))))
    return Content(blocks, walk.warnings, [line for line in _front(tree) if not _told(blocks, line)])


def _reveal(body: LexborNode) -> None:
    """An article that stays invisible until the page's script has run is what the page shows."""
    for node in body.css(pages().article):
        if not is_shown(node) and _INVISIBLE.search(node.attributes.get("style") or ""):
            node.attrs["style"] = ""


def _kept(blocks: Iterator[Block]) -> Iterator[Block]:
    """Without the lines of the page, and up to where its links to other articles begin."""
    words = pages()
    for block in blocks:
        if block.kind is not Kind.TABLE:
            text = block.text.strip()
            if words.ends.match(text):
                return
            if not text or words.furniture.match(text) or is_page_number(text):
                continue
        yield block


def _article(body: LexborNode) -> LexborNode:
    """The element that holds the article and as little else as can be."""
    weights = _weigh(body)
    total = weights[body.mem_id]
    named = [node for node in body.css(pages().article) if weights.get(node.mem_id, 0) >= _ENOUGH]
    if named:
        best = max(named, key=lambda node: weights[node.mem_id])
        for node in named:  # an inner block that holds nearly all of an outer one is the article
            if (
                0 < weights[node.mem_id] < weights[best.mem_id]
                and weights[node.mem_id] >= _MOST * weights[best.mem_id]
            ):
                best = node
        if weights[best.mem_id] >= _PART * total:
            return best
    return _deepest(body, weights, max(_ENOUGH, _MOST * total))


def _deepest(body: LexborNode, weights: dict[int, int], enough: float) -> LexborNode:
    """The innermost element with nearly all running text; a table of data keeps what stands around it."""
    found, passed = body, body
    while True:
        inner = max(
            (node for node in found.iter() if node.mem_id in weights),
            key=lambda node: weights[node.mem_id],
            default=None,
        )
        if inner is None or weights[inner.mem_id] < enough:
            return passed
        data = inner.tag == "table" and not lays_out(inner, rows_of(inner))
        if data or (inner.tag == "p" and passed is not body):
            return passed
        found = inner
        if inner.tag not in ("tr", "tbody", "thead", "tfoot"):
            passed = inner


def _weigh(body: LexborNode) -> dict[int, int]:
    """For every element the characters of its running text: not in links, not hidden, with marks or digits."""
    weights: dict[int, int] = {}
    stack: list[tuple[LexborNode, bool]] = [(body, False)]
    own: dict[int, int] = {}
    order: list[tuple[int, int]] = []  # (element, its parent), parents first
    while stack:
        node, linked = stack.pop()
        mem = node.mem_id
        own.setdefault(mem, 0)
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                text = (child.text_content or "").strip()
                if not linked and text and (term("running").search(text) or len(text) >= _ENOUGH):
                    own[mem] += len(text)
            elif tag not in GONE and not tag.startswith("-") and not _is_beside(child) and is_shown(child):
                order.append((child.mem_id, mem))
                stack.append((child, linked or tag == "a"))
    weights.update(own)
    for mem, parent in reversed(order):
        weights[parent] += weights[mem]
    return weights


def _is_beside(node: LexborNode) -> bool:
    attributes = node.attributes
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(name.strip()) and bool(pages().beside.search(name))


@dataclass(slots=True)
class _Walk:
    """Goes through the article once; inline text gathers in `words` until a block begins or ends."""

    name: str
    warnings: list[Problem] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    level: int = 0  # of the last heading

    def article(self, node: LexborNode) -> Iterator[Block]:
        """The blocks of the article's own element."""
        if node.tag == "table":
            yield from self._table(node)
        else:
            yield from self.blocks(node)

    def blocks(self, node: LexborNode, kind: Kind = Kind.PARAGRAPH, lead: str = "") -> Iterator[Block]:
        """The blocks of an element; `lead` is the number that a list gives it."""
        self.words.lead = lead or self.words.lead
        children = list(node.iter(include_text=True))
        at = 0
        while at < len(children):
            rows, end = _grid_at(children, at)
            end = max(end, at + 1)
            if rows:
                yield from self._flush(kind)
                yield _table_of(rows)
            else:
                for child in children[at:end]:
                    yield from self._node(child, kind, node)
            at = end
        yield from self._flush(kind)

    def _node(self, child: LexborNode, kind: Kind, parent: LexborNode) -> Iterator[Block]:
        tag = child.tag or ""
        heavy = not tag.startswith("-") and is_heavy(child)
        self.words.strong += heavy
        yield from self._shown(child, tag, kind, parent)
        self.words.strong -= heavy

    def _shown(self, child: LexborNode, tag: str, kind: Kind, parent: LexborNode) -> Iterator[Block]:
        if tag == "-text":
            text = child.text_content or ""
            self.words.add(text.replace("\n", "\x00") if parent.tag == "pre" else text)
        elif tag.startswith("-") or tag in GONE or _is_beside(child) or is_list_of_links(child):
            return
        elif not is_shown(child) or is_struck(child) or is_unseen(child):
            self._hidden(child)
        elif tag == "br":
            self.words.add("\x00")
        elif is_raised(child):
            self.words.add(Raised(child.text() or ""))
        elif tag == "table":
            yield from self._flush(kind)
            yield from self._table(child)
        elif tag in ("ol", "ul"):
            yield from self._flush(kind)
            items = [one for one in child.iter() if one.tag != "-comment"]
            pairs, end = pairs_at(items, 0) if items else ([], 0)
            if pairs and end == len(items):
                yield _table_of(pairs)
            else:
                yield from self._list(child)
        elif tag in BLOCKS:
            yield from self._flush(kind)
            if tag in HEADINGS:
                self.level = int(tag[1])
            yield from self.blocks(child, Kind.HEADING if tag in HEADINGS else kind)
        else:
            for inner in child.iter(include_text=True):
                yield from self._node(inner, kind, child)

    def _flush(self, kind: Kind) -> Iterator[Block]:
        bold = self.words.bold_lines()
        lines = [squeezed(line) for line in self.words.take().split("\x00")]
        for line in cut_lines("\n".join(lines)):
            level = self.level if kind is Kind.HEADING else 0
            yield Block(kind, line.replace(_TAB, "\t"), level=level, size=1.0, bold=line in bold)

    def _list(self, node: LexborNode) -> Iterator[Block]:
        start = node.attributes.get("start") or "1"
        number = int(start) if _SPAN.fullmatch(start) else 1
        for child in node.iter():
            if child.tag != "li":
                yield from self.blocks(child)
                continue
            text = child.text() or ""
            counted = node.tag == "ol" and bool(text.strip()) and not term("numbered").match(text)
            lead = f"{number}." if counted else ""
            apart = numbered(lead, text.strip()) != lead + text.strip()
            yield from self.blocks(child, Kind.ITEM, lead + _TAB if apart else lead)
            self.words.lead = ""  # an item that shows nothing keeps its number
            number += 1

    def _table(self, node: LexborNode) -> Iterator[Block]:
        rows = rows_of(node)
        if lays_out(node, rows):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        for child in node.iter():
            if child.tag == "caption":
                yield from self.blocks(child, Kind.CAPTION)
        for hidden in node.css("tr"):
            if not is_shown(hidden):
                self._hidden(hidden)
        found: list[tuple[Cell, ...]] = []
        inner: list[Block] = []  # tables within cells
        for row in rows:
            told = [[] if self._leaves_out(cell) else list(self.blocks(cell)) for cell in row]
            inner += [block for blocks in told for block in blocks if block.kind is Kind.TABLE]
            texts = [[block.text for block in blocks if block.text] for blocks in told]
            if columns_without_rows(texts):
                self.warnings.append(problem("document_columns_without_rows", self.name, n=1))
                continue
            found.append(tuple(made(cell, lines) for cell, lines in zip(row, texts, strict=True)))
        if found:
            yield Block(Kind.TABLE, rows=tuple(found))
        yield from inner

    def _leaves_out(self, cell: LexborNode) -> bool:
        unseen = leaves_out(cell)
        if unseen:
            self._hidden(cell)
        return unseen

    def _hidden(self, node: LexborNode) -> None:
        text = squeezed(node.text() or "")
        if text and term("running").search(text) and node.css_first("script") is None:
            self.warnings.append(problem("document_hidden", self.name, found=text[:60]))


def _grid_at(children: Sequence[LexborNode], at: int) -> tuple[Sequence[Sequence[str]], int]:
    """Rows of cells that are no <table>, and the child behind them."""
    rows, end = rows_at(children, at)
    return (rows, end) if rows else pairs_at(children, at)


def _table_of(rows: Sequence[Sequence[str]]) -> Block:
    return Block(Kind.TABLE, rows=tuple(tuple(map(Cell, row)) for row in rows))


def _front(tree: LexborHTMLParser) -> list[str]:
    """Title and date that the page tells apart from its article."""
    words = pages()
    said = {
        (meta.attributes.get("name") or meta.attributes.get("property") or ""): meta for meta in tree.css("meta")
    }

    def first(names: tuple[str, ...]) -> str:
        return next((squeezed(said[one].attributes.get("content") or "") for one in names if one in said), "")

    heading, title = tree.css_first("h1"), tree.css_first("title")
    named = first(words.title_meta) or (squeezed(heading.text() or "") if heading else "")
    if not named and title:
        named = words.title_parts.split(squeezed(title.text() or ""))[0]
    return [line for line in (named, first(words.date_meta)[:10]) if line]


def _told(blocks: list[Block], line: str) -> bool:
    """Whether the article opens with the line itself, its blanks and breaks aside."""
    opening = "".join("".join(block.text.split()) for block in blocks[:6])
    return "".join(line.split()) in opening
