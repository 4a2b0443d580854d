"""list.ordinals: an announced count and the items that 一是, 二是 or lines with numbers tell.

全年呈现两个特点:一是…;二是… / 抓好三件事。一是…;二是…;三是… / 合计14个项目。1、… 14、…
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation
from kpi.numbers.counting import used_for
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.heads import ITEM_HEAD, number_of
from kpi.outline.lists import listings
from kpi.outline.marks import COLON, LINE_END, MARKS, SENTENCE_STOP
from kpi.relations.figures import Figure, Page, once_a_page
from kpi.relations.lists import counted_as

_ORDER = pattern("relations", "rules_ordinals.order")
_IS = expression("relations", "rules_ordinals.numbered", {"order": _ORDER})
_BRACKETED = expression("relations", "rules_ordinals.bracketed", {"order": _ORDER})
_NUMBERED = expression("relations", "rules_ordinals.arabic")
_DOTTED = expression("relations", "rules_ordinals.dotted")
_AMONG = expression("relations", "rules_ordinals.among")
_ABOUT = expression("relations", "rules_ordinals.about")
_MATTERS = expression("relations", "rules_ordinals.matters")
_TITLES = expression("relations", "rules_ordinals.titles")
_AND_SO_ON = pattern("relations", "rules_ordinals.and_so_on")
_OPENS = pattern("relations", "rules_ordinals.title_opens")
_COLON = pattern("relations", "rules_ordinals.title_leads")
_ITEMS = expression("relations", "rules_ordinals.items")
_OPEN = expression("relations", "rules_ordinals.open")
_TURN = expression("relations", "rules_ordinals.turn")
_TURNS = expression("relations", "rules_ordinals.turns")
_STAGES = word_list("relations", "rules_ordinals.stages")
_UNITS = used_for("points")
_MOST = 20
_LONGEST = 6000  # characters of a list of 一是, 二是
_WIDEST = 5  # characters of 第十二是
_AHEAD = 40  # characters from the count to its first item
_NEAR = 2  # a list so close to the count was meant to match it
_FEWEST = 3
_HEADING = 60  # characters of a numbered line
_SHORT = 12  # characters from the count to the first title


def ordinal_counts(page: Page) -> Iterator[Relation]:
    for kind in (_IS, _BRACKETED, _NUMBERED, _DOTTED):
        yield from _in_line(page, kind)
    yield from _of_titles(page)
    yield from _of_stages(page)
    yield from _in_turn(page)
    yield from _of_lines(page)
    yield from _of_heading(page)


def _in_line(page: Page, kind: re.Pattern[str]) -> Iterator[Relation]:
    """一是, 二是, 第一, (一), (1), ① or 1. behind the count, in their order."""
    for figure in _announcing(page):
        first = _first(page.text, kind, figure.end, _AHEAD)
        if first >= 0 and _leads(page, figure, first):
            again = _first(page.text, kind, first + 1, _LONGEST - 1)
            end = again if again >= 0 else min(len(page.text), first + _LONGEST)
            items = _items(page.text, first, end, kind)
            if items > 1 and _meant(page, figure, (first, end), items):
                yield counted_as(figure, items)


def _first(text: str, kind: re.Pattern[str], low: int, reach: int) -> int:
    """Where 一是 or (一) stands, from `low` on and no farther than so many characters; -1 where it does not."""
    found = kind.finditer(text, low, low + reach + _WIDEST)
    return next((one.start() for one in found if number_of(one[1]) == 1 and one.start() <= low + reach), -1)


def _meant(page: Page, figure: Figure, span: tuple[int, int], items: int) -> bool:
    """Whether a count is of what 一是 opens: behind a colon one digit may be off; 新建8个。一是… is of nothing."""
    first, end = span
    if items == figure.value:
        return True
    line = page.text.find("\n", first, end)
    if items < figure.value and _OPEN.search(page.text[first : line if line >= 0 else end]):
        return False  # (1)《…》;(2)《…》等
    said = page.text[figure.end : first].rstrip()
    if _AMONG.search(said) or (
        _MATTERS.search(said) and _ABOUT.search(page.text[max(0, figure.start - _SHORT) : figure.start])
    ):
        return False
    if said.endswith(_COLON) and items >= _FEWEST and max(items, int(figure.value)) < 10:
        return True
    printed = bool(figure.digits) and SENTENCE_STOP.search(said) is not None
    return not printed and abs(items - int(figure.value)) <= _NEAR


def _of_titles(page: Page) -> Iterator[Relation]:
    """印发两个文件:《…》《…》: titles one after another behind the count, its noun and a colon."""
    for figure in _announcing(page):
        opening = page.text.find(_OPENS, figure.end, figure.end + _SHORT)
        if opening < 0 or not page.text[figure.end : opening].rstrip().endswith(_COLON):
            continue
        titles = _TITLES.match(page.text, opening)
        if titles is None or page.text.startswith(_AND_SO_ON, titles.end()):
            continue
        items = titles[0].count(_OPENS)
        if items > 1 and abs(items - int(figure.value)) <= _NEAR:
            yield counted_as(figure, items)


def _of_stages(page: Page) -> Iterator[Relation]:
    """分三期实施:一期主楼改造,二期康复楼,三期…: the count's own unit behind each ordinal; only as many as said."""
    for figure in page.figures:
        said = (figure.quantity.unit, page.text[figure.end : figure.end + _NEAR])  # 两批, 3个阶段
        unit = next((one for one in said if one in _STAGES), "")
        if not unit or figure.quantity.bound is not Bound.EXACT or not 2 <= figure.value <= _WIDEST:
            continue
        behind = page.text[figure.end : figure.end + _LONGEST].partition("\n")[0]
        stage = expression("relations", "rules_ordinals.stage", {"order": _ORDER, "unit": unit})
        told = [number_of(one) for one in stage.findall(behind)]
        if list(dict.fromkeys(told)) == list(range(1, int(figure.value) + 1)):
            yield counted_as(figure, int(figure.value))


def _in_turn(page: Page) -> Iterator[Relation]:
    """要在3个方面求突破。首先…;其次…;最后…: 首先 opens and 最后 closes, so that those between are all."""
    for figure in _announcing(page):
        found = _TURN.match(page.text, figure.end, figure.end + _LONGEST)
        if found is not None:
            items = len(_TURNS.findall(found[0]))
            if items > 1 and abs(items - int(figure.value)) <= _NEAR:
                yield counted_as(figure, items)


@once_a_page
def _announcing(page: Page) -> list[Figure]:
    return [figure for figure in page.figures if _announces(figure)]


def _announces(figure: Figure) -> bool:
    quantity = figure.quantity
    exact = quantity.bound is Bound.EXACT and 2 <= quantity.value <= _MOST
    return exact and quantity.unit in _UNITS and quantity.value == int(quantity.value)


def _leads(page: Page, figure: Figure, first: int) -> bool:
    """Nothing between the count and 一是 but its noun and one mark."""
    return sum(1 for _ in MARKS.finditer(page.text, figure.end, first)) == 1


def _items(text: str, start: int, end: int, kind: re.Pattern[str]) -> int:
    """How far 一是, 二是, 三是 go on in their order."""
    count = 0
    for found in kind.finditer(text, start, end):
        if number_of(found[1]) == count + 1:
            count += 1
    return count


def _of_lines(page: Page) -> Iterator[Relation]:
    """The head of a list of lines counts them."""
    starts = [figure.start for figure in page.figures]
    for listing in listings(page.text, page.listed):
        low, high = bisect_left(starts, listing.head[0]), bisect_left(starts, listing.head[1])
        head = [one for one in page.figures[low:high] if _announces(one)]
        items = len(listing.items)
        equal = [one for one in head if one.value == items]
        close = [one for one in head if abs(items - int(one.value)) <= _NEAR]  # 分5大类、17个项目
        said = page.text[listing.head[0] : listing.head[1]].rstrip()
        ends = said.endswith(":")
        if equal:
            yield counted_as(equal[-1], items)
        elif (
            ends
            and len(close) == 1
            and items >= _FEWEST
            and not SENTENCE_STOP.search(said, close[0].end - listing.head[0])  # of another sentence's
            and (len(head) == 1 or listing.head[0] + len(said) - close[0].end <= _SHORT)
        ):
            yield counted_as(close[0], items)


def _of_heading(page: Page) -> Iterator[Relation]:
    """(二)助残类3个项目,118.6万元。/ 1.康复52万元;2.假肢38.4万元;3.器材28.2万元: below or behind a numbered line.

    Told as well where they are fewer or more, of what is counted in items (3项, 3个项目).
    """
    for figure in _announcing(page):
        line = page.slots[figure.index].line
        if ITEM_HEAD.match(page.text, line) is None:
            continue
        end = page.text.find(LINE_END, figure.end)
        if end - line > _LONGEST or (
            end - line > _HEADING and COLON not in page.text[figure.end : figure.end + _AHEAD]
        ):
            continue  # a paragraph
        below = page.text.find(LINE_END, end + 1) if end >= 0 else -1
        places = ((figure.end, end), (end, below if below >= 0 else len(page.text)))
        for low, high in places if end >= 0 else ():
            items = max(_items(page.text, low, high, kind) for kind in (_NUMBERED, _DOTTED, _BRACKETED))
            if items < 2:
                continue
            in_items = _ITEMS.match(page.text, figure.end - 1) is not None
            if items == figure.value or (in_items and abs(items - int(figure.value)) <= _NEAR):
                yield counted_as(figure, items)
            break


def counted(page: Page, head: Sequence[Figure], items: int) -> bool:
    """Whether a head announces so many items."""
    return any(_announces(one) and one.value == items for one in head)
