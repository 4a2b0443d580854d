"""An announced count and the names around it: twelve names and 12个镇乡, 5个示范点（A、B、C、D、E）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Bound, Computation, Relation, RelationType, RelationVerdict, Shape, Term
from kpi.numbers.counting import used_for
from kpi.outline.expressions import expression, pattern
from kpi.outline.marks import CLAUSE_STOP, COLON
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import exactly, term
from kpi.relations.sums import slip

_AND_SO_ON = pattern("relations", "words.and_so_on")
_CLAUSE_OR_PART = pattern("relations", "words.clause_or_part")
_COMMUNITY = pattern("relations", "words.community")
_FARM = pattern("relations", "words.farm")
_LISTED = pattern("relations", "words.listed")
_NO_NAME_ENDS_SO = pattern("relations", "words.no_name_ends_so")
_SITE = pattern("relations", "words.site")
_STREET = pattern("relations", "words.street")
_SUBDISTRICT = pattern("relations", "words.subdistrict")
_SUMU = pattern("relations", "words.sumu")
_TOWN = pattern("relations", "words.town")
_TOWNSHIP = pattern("relations", "words.township")
_VILLAGE = pattern("relations", "words.village")

_COUNTS = used_for("named")
_NESTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|《[^《》]*》|\([^()]*\)|（[^（）]*）|‘[^‘’]*’")
_TITLES = re.compile(r"》《|”“")  # 《A》《B》: nothing need stand between
_BETWEEN = expression("relations", "lists.between")
_LEAD = expression("relations", "lists.lead")
_ET_CETERA = expression("relations", "lists.et_cetera")
_AND = expression("relations", "lists.and")
_AFTER_BRACKET = expression("relations", "lists.after_bracket")
_AFTER_COLON = expression("relations", "lists.after_colon")
_AFTER_CLAUSE = expression("relations", "lists.after_clause")
_WITH_NUMBERS = expression("relations", "lists.with_numbers")
_AFTER_DASH = expression("relations", "lists.after_dash")
_NAMELY = expression("relations", "lists.namely")
_NAMED_BELOW = expression("relations", "lists.named_below")
_AFTER_COMMA = expression("relations", "lists.after_comma")
_ALL_OF_THEM = expression("relations", "lists.all_of_them")
_BODY = expression("relations", "lists.body")
_DIGIT = expression("relations", "lists.digit")
_AT_PLACES = expression("relations", "lists.at_places")
_MOST = 60
_WINDOW = 420
_TAIL = 2
_NOUN = re.compile(r"[\u4e00-\u9fff“\"《(]")
_CLOSED = (_AFTER_BRACKET, _AFTER_COLON, _AFTER_DASH)
_FEWEST = 3  # names
_ITEMS = pattern("relations", "lists.items")
_KINDS = used_for("kinds")
_KIND = 8  # characters of the name of a kind
_SLOGAN = 4  # characters: 主动发现、快速响应、联合会商、跟踪回访五项机制
_NEAR = 2  # a list so close to the count was meant to match it
_NAMES = 4  # names that are told one by one: however many the count says
_SHORTEST, _SHORT = 2, 6  # of names in a bracket of their own
_SEGMENT_START = expression("relations", "lists.segment_start")
_COMMA_OR_ITEM = expression("relations", "lists.comma_or_item")
_SHOWN = 12  # names in a computation
_LONG = 14  # a name is rarely longer


def list_counts(page: Page) -> Iterator[Relation]:
    for figure in page.figures:
        quantity = figure.quantity
        if quantity.unit not in _COUNTS or quantity.bound is not Bound.EXACT or not 2 <= quantity.value <= _MOST:
            continue
        relation = (
            _before(page, figure)
            or _after(page, figure)
            or _each_with_number(page, figure)
            or _whole_segment(page, figure)
            or _places(page, figure)
        )
        if relation is not None:
            yield relation


def _before(page: Page, figure: Figure) -> Relation | None:
    """A、B、C等3个…: the names stand right before the number."""
    sentence = figure.quantity.sentence[0]
    left = page.text[max(sentence, figure.start - _WINDOW) : figure.start]
    left = _TITLES.sub(lambda match: "、".join(match[0]), left)
    if "、" not in left[-60:] and not _AND.search(left[-24:]):
        return None
    masked = _NESTED.sub(lambda match: "〇" * len(match[0]), left)
    clause = CLAUSE_STOP.split(masked)[-1]
    between = _BETWEEN.search(clause)
    names = clause[: between.start()] if between else clause
    if not names or names[-1] in _NO_NAME_ENDS_SO or _digits_in(names):
        return None
    closed = between is not None and between[0]
    if not closed and not _NOUN.match(page.text, figure.end) and not _alike(names.split("、"), strict=True):
        return None  # 绿色食品、有机农产品60个 counts what it lists, not the list
    items = names.split("、")
    original = left[len(left) - len(clause) : len(left) - len(clause) + len(names)]
    if len(items) < 2:
        return _pair_before(figure, names, original)
    return _judge(figure, items, original, etc=_AND_SO_ON in (between[0] if between else ""), closed=False)


def _pair_before(figure: Figure, names: str, original: str) -> Relation | None:
    """A和B两家: only where it fits, since 和 may stand in a name."""
    if figure.value != 2 or not _AND.search(names):
        return None
    parts = _AND.split(names)
    if len(parts) != 2 or not all(parts) or not _alike(parts):
        return None
    return _relation(figure, [part for part in _AND.split(original) if part], 2)


def _whole_segment(page: Page, figure: Figure) -> Relation | None:
    """A、B,C等3个: names of a whole segment, commas between them too; only where they are as many as said."""
    low = max(figure.quantity.sentence[0], figure.start - 160)
    left = _SEGMENT_START.split(page.text[low : figure.start])[-1]
    if not left.endswith(_AND_SO_ON) or "、" not in left or "," not in left or _digits_in(left):
        return None
    items = _COMMA_OR_ITEM.split(left[:-1])
    if len(items) != int(figure.value) or any(not 2 <= len(item) <= _LONG for item in items[1:]):
        return None
    return _relation(figure, items, len(items))


def _places(page: Page, figure: Figure) -> Relation | None:
    """在A社区和B社区…建立2家: places of one kind named after 在, as many as announced."""
    low = max(figure.quantity.sentence[0], figure.start - 60)
    clause = CLAUSE_STOP.split(page.text[low : figure.start])[-1]
    match = _AT_PLACES.search(clause)
    if match is None:
        return None
    names = re.split(_LISTED, match[1])
    return _relation(figure, names, len(names)) if len(names) == int(figure.value) else None


def _after(page: Page, figure: Figure) -> Relation | None:
    """3个示范点（A、B、C） or 3个: A、B、C."""
    right = page.text[figure.end : figure.end + 240]
    match = next((found for one in _CLOSED if (found := one.match(right))), None)
    closed = match is not None or _NAMELY.match(right) is not None
    match = match or _AFTER_COMMA.match(right) or _AFTER_CLAUSE.match(right)
    if match is None:
        return None
    named_below = _NAMED_BELOW.search(right[: match.start(1)]) is not None  # 4家机构停业整顿,名单如下:A、B、C
    closed = closed or named_below
    names = _TITLES.sub(
        lambda found: "、".join(found[0]), _ALL_OF_THEM.sub("", match[1])
    )  # 4项:A、B、C、D，均已完成
    names = _without_what_follows(page, figure, names)
    masked = _NESTED.sub(lambda found: "〇" * len(found[0]), names)
    if _digits_in(masked) or "、" not in masked or re.search(_CLAUSE_OR_PART, masked):
        return None
    etc = bool(_ET_CETERA.search(masked[-3:]))
    colon = closed and right[: match.start(1)].rstrip().endswith(COLON)
    relation = _judge(figure, masked.split("、"), names, etc, closed, colon)
    wrong = relation is not None and relation.verdict is RelationVerdict.INCONSISTENT
    if wrong and match.re.pattern == _AFTER_CLAUSE.pattern and not named_below:
        return None  # 检查3家,问题有:A、B、C、D lists something else
    return relation


def _without_what_follows(page: Page, figure: Figure, names: str) -> str:
    """5支基金:春晖基金、同心基金、桑榆基金,本金分年到账: up to the comma, where all end with what is counted."""
    listed, comma, _ = names.partition(",")
    items = listed.split("、")
    ends = {item[-_TAIL:] for item in items}
    named = len(items) >= _FEWEST and len(ends) == 1 and ends.pop() in page.text[figure.end : figure.end + _LONG]
    quoted = len(items) >= _FEWEST and all(_NESTED.fullmatch(item) for item in items)
    return listed if comma and (named or quoted) else names


def _each_with_number(page: Page, figure: Figure) -> Relation | None:
    """用于4个项目:医院迁建1.80亿元、管网改造1.40亿元、厂房1.00亿元: a name and one number of one unit an item."""
    found = _WITH_NUMBERS.match(page.text, figure.end, figure.end + _WINDOW)
    if found is None:
        return None
    low, high = found.span(1)
    behind = page.figures[figure.index + 1 : figure.index + 1 + _MOST]
    told = [one for one in behind if low <= one.start < high]
    items = re.split(_LISTED, found[1])
    one_each = len(told) == len(items) > 1 and len({(one.base, one.factor) for one in told}) == 1
    if not one_each or told[0].base == figure.base or any(one.depth != figure.depth for one in told):
        return None
    ends = [one.end for one in told]
    at = low
    for item, end in zip(items, ends, strict=True):
        if at + len(item) != end or not _NOUN.match(item.strip()):
            return None
        at += len(item) + 1
    near = abs(len(items) - int(figure.value)) <= _NEAR and len(items) >= _FEWEST
    return _relation(figure, items, len(items)) if len(items) == int(figure.value) or near else None


def _digits_in(names: str) -> bool:
    return bool(_DIGIT.search(names))


def _judge(
    figure: Figure, items: list[str], original: str, etc: bool, closed: bool, colon: bool = False
) -> Relation | None:
    """`closed` by a bracket, a colon or dashes: names of one kind or short ones are all that are meant.

    Behind a `colon`, or where all are bodies, the count may be off by a digit; else by two.
    """
    halves = [[half for half in _AND.split(item) if len(half) > 1] for item in items]
    most = sum(max(1, len(half)) for half in halves)
    tail = items[0][-1:]  # 西湖社区和南湖社区 after 东湖社区 are two
    least = sum(len(half) if len(half) > 1 and all(one[-1:] == tail for one in half) else 1 for half in halves)
    count = int(figure.value)
    names = _NESTED.sub(lambda match: match[0].replace("、", "，"), original).split("、")
    if least <= count <= most:
        return _relation(figure, names, count)
    if most != least or (etc and least <= count):  # 等 may leave out some, never add any
        return None
    short = closed and len(items) > 2 and all(_SHORTEST <= len(item) <= _SHORT for item in items)
    bodies = closed and all(_BODY.search(item) for item in items)
    worded = not figure.digits or etc  # 五项机制; 5个站点 are sites of these kinds
    slogans = worded and figure.quantity.unit == _ITEMS and least >= _FEWEST and len(items[0]) >= _SLOGAN
    slogans = slogans and all(len(item) == _SLOGAN for item in items[1:])
    slogans = slogans or (not etc and _are_kinds(figure, items, least))
    told = closed and least >= _NAMES and all(_SHORTEST <= len(item) <= _LONG + _SHORTEST for item in items)
    if not slogans and (etc or not (short or bodies or told or _alike(items, strict=True))):
        return None
    off = (colon or bodies) and least >= _FEWEST and bool(slip(figure, Decimal(least)))  # 9 for the four of them
    near = abs(least - count) <= _NEAR or off or (told and not etc and least * _NAMES > count)
    return _relation(figure, names, least) if near and (closed or least >= _FEWEST) else None


def _are_kinds(figure: Figure, items: Sequence[str], listed: int) -> bool:
    """强制入会、违规收费、借名敛财4类问题: short names right before a count of kinds, one too few or too many."""
    near = abs(listed - int(figure.value)) == 1 and min(listed, int(figure.value)) >= _FEWEST
    return near and figure.quantity.unit in _KINDS and all(_SHORTEST <= len(item) <= _KIND for item in items)


def _alike(items: list[str], strict: bool = False) -> bool:
    """Names of one kind: they end on the same word, or are of one length and share a character in one place."""
    kinds = cues().data["list"]["kinds"]
    tails = [next((kind for kind in kinds if item.endswith(kind)), item[-1:]) for item in items]
    towns = {_TOWN, _TOWNSHIP, _SUBDISTRICT, _VILLAGE, _COMMUNITY, _STREET, _SITE, _SUMU, _FARM}
    if set(tails) <= towns or len(set(tails)) == 1:
        return all(len(item) <= _LONG for item in items[1:])
    rest = items[1:]
    if strict and len(rest) >= 2 and len({len(item) for item in rest}) == 1 and len(rest[0]) <= 4:
        return any(len({item[place] for item in rest}) == 1 for place in range(len(rest[0])))
    return not strict and all(len(item) <= _LONG for item in items[1:])


def _relation(figure: Figure, names: list[str], listed: int) -> Relation:
    terms = [Term(_short(name), sign="、" if place else "") for place, name in enumerate(names[:_SHOWN])]
    return counted_as(figure, listed, [*terms, *([Term("…")] if len(names) > _SHOWN else [])])


def counted_as(figure: Figure, listed: int, names: Sequence[Term] = ()) -> Relation:
    """An announced count against how many there are."""
    same = listed == int(figure.value)
    verdict = RelationVerdict.CONSISTENT if same else RelationVerdict.INCONSISTENT
    computation = Computation(
        Shape.COUNT, tuple(names), "=" if same else "≠", (term(figure, shown=figure.quantity.text),), str(listed),
        exactly(listed), figure.interval,
    )  # fmt: skip
    return Relation(RelationType.LIST_COUNT, (figure.id,), verdict, computation)


def _short(name: str) -> str:
    return name if len(name) <= 18 else "…" + name[-17:]
