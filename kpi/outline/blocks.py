"""Stretches of lines that are tables: rows of cells, or cells that each stand on a line of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kpi.model import Ruled
from kpi.outline.block import NEAR, Block, fit, shaped
from kpi.outline.cells import Cell, Line, empty, is_coded, lines
from kpi.outline.marks import COLON, FULL_STOP
from kpi.outline.ruled import of_ruled
from kpi.outline.shapes import words, year_of
from kpi.outline.spaced import account, as_row, heading, names_units, regrouped
from kpi.outline.spanned import below_name, from_the_left, one_heading, set_right
from kpi.outline.stacks import of_stack, run_on

_TITLE = 60  # characters of a line that may name a table
_NARROW = 4  # columns of which a heading names the first alone


def blocks(plain: str, ruled: Sequence[Ruled] = ()) -> Iterator[Block]:
    """All tables of a text, in one walk over its lines; `ruled` are those that the document itself has."""
    at = 0
    before: list[str] = []
    for table in ruled:
        yield from _told_by_lines(plain, at, table.start, before)
        yield from of_ruled(plain, table, before)
        at = table.end
    yield from _told_by_lines(plain, at, len(plain) + 1, before)


def _told_by_lines(plain: str, low: int, high: int, before: list[str]) -> Iterator[Block]:
    """The tables of a stretch that only the look of its lines tells; `before` becomes its last lines."""
    rows: list[Line] = []
    stack: list[Cell] = []
    before.clear()
    behind_blank = False
    above: Line | None = None  # the last line that is not blank
    over: Line | None = None  # and the one before it
    in_units = False  # a line above says in which unit the numbers below it are
    for line in lines(plain, low, high):
        if line.blank or line.rule:
            behind_blank = behind_blank or line.blank
            continue
        run = () if rows else run_on(plain, line)
        if run and (told := list(of_stack(run, [*before, *_texts(stack)]))):
            yield from told
            before[:], stack, above, over = [], [], None, None
            continue
        line = as_row(plain, line, over, above, rows) or line
        if rows and not _goes_on(rows, line, behind_blank):
            yield from _of_rows(rows, before)
            rows = []
            before.clear()
        if line.is_single and in_units:
            line = account(plain, line) or line
        elif not line.is_row:
            in_units = False
        if line.is_single and (words()["caption_unit"].search(line.cells[0].text) or names_units(line)):
            in_units = True
        opens = line.spaced and line.is_row and not rows
        heads = heading(plain, over, above, line) if opens and above else []
        while heads and stack and stack[-1].start >= heads[0].start:
            stack.pop()
        over, above = above, line
        if not rows and stack and not line.is_single:
            yield from of_stack(stack, before)
            before[:] = [cell.text for cell in stack[-NEAR:]]
            stack = []
        behind_blank = False
        if line.is_row or (rows and line.is_single):
            rows += [*heads, line]
        elif line.is_single:
            stack.append(line.cells[0])
        else:
            text = _title(plain[line.start : line.end].strip(" |"))
            before[:] = [text] if 0 < len(" ".join(text.split())) <= _TITLE else []
    if rows:
        yield from _of_rows(rows, before)
    yield from of_stack(stack, before)
    before[:] = [*before, *(cell.text for cell in stack)][-NEAR:]


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _title(text: str) -> str:
    """What of a line of text may name the table below it: a sentence with a unit, else what no full stop ends."""
    *sentences, rest = text.split(FULL_STOP)
    told = [one for one in sentences if words()["caption_unit"].search(one)] if not rest else []
    return told[-1] if told else rest


def _goes_on(rows: Sequence[Line], line: Line, behind_blank: bool) -> bool:
    """Rows go on with rows cut alike, also with a single cell between bars or among rows cut at single blanks.

    Behind a blank line only with numbers.
    """
    if line.is_single:
        return (
            (line.barred or rows[0].spaced)
            and not behind_blank
            and not words()["caption"].search(line.cells[0].text)
        )
    if not line.is_row or line.barred != rows[0].barred or (line.barred and _opens_another(rows, line)):
        return False
    return not behind_blank or any(cell.number for cell in line.cells)


def _opens_another(rows: Sequence[Line], line: Line) -> bool:
    """表2 or 单位:万元 with bars alone behind it, where numbers have been told or rows were cut in fewer cells."""
    first, *others = line.cells
    if not first.text or len(others) < 2 or any(cell.text for cell in others):
        return False
    other_width = all(len(row.cells) - len(line.cells) not in (0, 1) for row in rows)  # the last cell is empty
    told = words()["caption"].search(first.text) and any(_has_numbers(row.cells) for row in rows)
    return other_width or bool(told)


def _of_rows(found: Sequence[Line], before: list[str]) -> Iterator[Block]:
    cut = [list(line.cells) for line in found]
    head = next((place for place, row in enumerate(cut) if is_coded(row) or _has_numbers(row)), len(cut))
    if head == len(cut) or sum(map(_has_numbers, cut)) < (1 if head else 2):
        return
    if head and found[0].spaced:  # 3 284 is one number where the heading has one name for it
        named = len(cut[0]) if head == 1 else Counter(map(len, cut[head:])).most_common(1)[0][0]
        cut[head:] = [regrouped(row, named) or row for row in cut[head:]]
    longest = max((len(row) for row in cut[:head]), default=0)
    cut[head:] = [_up_to(row, longest) if is_coded(row) else row for row in cut[head:]]
    widths = Counter(len(row) for row in cut[head:] if len(row) > 1)
    width = widths.most_common(1)[0][0]
    heads = cut[:head]
    named = max((len(row) for row in heads), default=0)
    width = named if widths.get(named, 0) and abs(named - width) == 1 else width  # 类别 stands once for its rows
    packed = found[0].barred and from_the_left(cut)
    if packed:
        padded = [_up_to(row, width) if len(row) > 1 else row for row in cut[head:]]
        cut[head:] = set_right(padded, width)
    captions = [*before[-NEAR:], *(row[0].text for row in heads if len(row) == 1)]
    heads = [row for row in heads if len(row) > 1]
    if any(is_coded(row) for row in cut[head:]):
        heads = [row for row in heads if any(words()["code"].match(cell.text) for cell in row)]
    heads = [*heads[:1], *(_from_the_corner(row, width) for row in heads[1:])]
    body = cut[head:]
    while heads and _is_title(heads, width):
        captions.append(" ".join(cell.text for cell in heads.pop(0) if cell.text))
    folded = found[0].spaced and len(heads) > 1
    told = one_heading(heads, body, width) if packed or folded else []
    heads = [told] if told else heads
    while len(heads) > 1 and _is_row(heads[-1], heads[:-1], width):
        body.insert(0, heads.pop())
    header = fit(heads[-1], width) if heads and abs(len(heads[-1]) - width) <= 1 else []
    for upper in reversed(heads[:-1] if header else []):
        header = _under(upper, header)
    full = [row for row in body if len(row) == width]
    numeric = [sum(1 for row in full if row[n].number) * 2 > len(full) for n in range(width)]
    fitted = [shaped(row, width, numeric) for row in body]
    torn = any(not to and any(cell.number for cell in row) for row, to in zip(body, fitted, strict=True))
    yield Block(captions, header, [row for row in fitted if row], torn)


def _up_to(row: list[Cell], width: int) -> list[Cell]:
    """The numbers of a row with a code stand from the left: those that are not there are the last ones."""
    return [*row, *(empty(row[-1].end) for _ in range(width - len(row)))]


def _has_numbers(row: Sequence[Cell]) -> bool:
    """A year in a heading is no number."""
    return any(cell.number and not cell.limited and not year_of(cell.text) for cell in row[1:])


def _is_title(heads: Sequence[Sequence[Cell]], width: int) -> bool:
    """统计年鉴 | 22-7 社会组织, or 编制单位:四川省 | 2020年度 | | over the names of all columns: of the table."""
    row, *others = heads
    if not others or not row[0].text:
        return False
    if len(row) >= _NARROW and not any(cell.text for cell in row[1:]):
        return True
    if len(row) * 2 < width and len(others[0]) == width:
        return True
    names = next((one for one in heads if len(one) == width and all(cell.text for cell in one)), row)
    said = [cell.text for cell in row if cell.text]
    own = names is not row and row[0].text != names[0].text
    return own and (len(said) == 1 or COLON in said[0]) and 2 * len(said) <= len(row)


def _is_row(row: Sequence[Cell], above: Sequence[Sequence[Cell]], width: int) -> bool:
    """Whether a line above the first numbers is a row without any (一、综合), no second line of the header."""
    if abs(len(row) - width) > 1:
        return len(row) < width and abs(len(above[-1]) - width) <= 1
    return not _opens(row, above[0], width)


def _opens(row: Sequence[Cell], first: Sequence[Cell], width: int) -> bool:
    """Whether a row is a second line of the header: its corner is empty, left out, or that of the line above."""
    left_out = len(row) < width and all(cell.text for cell in row)
    return not row[0].text or row[0].text == first[0].text or left_out


def _from_the_corner(row: list[Cell], width: int) -> list[Cell]:
    """合计 | 男 | 女 | (nothing): a second line of the header, whose corner was left out."""
    full = all(cell.text for cell in row[:-1]) and not row[-1].text
    return row[:-1] if full and len(row) == width else row


def _spread(upper: Sequence[Cell], header: Sequence[Cell]) -> Sequence[Cell]:
    """岁数 | 身体好 | 身体差 | | | | over 合计 | 男 | 女 | 合计 | 男 | 女: names whose spans were lost.

    Also without the corner, where the names below come again: 生活 | 护理 over 人数 | 金额 | 人数 | 金额.
    """
    width = len(header)
    if not header[0].text and _comes_again(header[1:], len(upper)) and all(cell.text for cell in upper):
        upper = [empty(upper[0].start), *upper]
    named = [cell for cell in upper[1:] if cell.text]
    lost = len(named) > 1 and named == [*upper[1 : 1 + len(named)]] and len(named) * 2 <= width - 1
    if not lost or (width - 1) % len(named):
        return upper
    each = (width - 1) // len(named)
    return [upper[0], *(cell if not n else empty(cell.end) for cell in named for n in range(each))]


def _comes_again(names: Sequence[Cell], times: int) -> bool:
    """Whether a run of two names or more is there so many times."""
    size, rest = divmod(len(names), times)
    texts = [cell.text for cell in names]
    return times > 1 and size > 1 and not rest and all(texts) and texts == texts[:size] * times


def _under(upper: Sequence[Cell], header: Sequence[Cell]) -> list[Cell]:
    """低保 over 城市 and 农村: a heading above holds until the next one."""
    joined, name = [], ""
    upper = _spread(upper, header)
    for place, cell in enumerate(header):
        over = upper[place].text if place < len(upper) else ""
        name = over or name
        text = name if not cell.text or name == cell.text else below_name(name, cell.text) if place else cell.text
        joined.append(Cell(cell.start, cell.end, text))
    return joined
