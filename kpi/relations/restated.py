"""The same thing told twice: equal numbers of one subject, and unequal ones where nothing else can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from kpi.extraction.units import alternatives
from kpi.model import Bound, Measure, Relation, RelationType, RelationVerdict, Role, SectionKind
from kpi.relations.cues import cues
from kpi.relations.figures import Figure, Page
from kpi.relations.notes import plain, stated, unit_name
from kpi.relations.sums import slip

_REVIEW = (SectionKind.REVIEW, SectionKind.PROBLEMS)
_BRACKET = re.compile(r"^\([^()\d]{1,12}\)")
_OWN = re.compile(r"全[市县区省旗州镇盟]|我[市县区省州]|共有|现有")
_DEFINITE = re.compile(r"(?:共有|现有)[\u4e00-\u9fff“”]{0,12}$")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_MOST = 40


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = cues().data["restated"]
    return (
        re.compile("|".join(data["filler"])),
        re.compile(alternatives(tuple(data["partial"]))),
        re.compile(data["dates"]),
        re.compile(alternatives(tuple(data["cumulative"]))),
    )


def core(page: Page, figure: Figure) -> str:
    """What is counted, bare of verbs, places and totals: 登记农村留守儿童 → 农村留守儿童."""
    text = figure.quantity.subject.text
    right = page.text[figure.end : figure.end + 24]
    if text and right.startswith(text):
        bracket = _BRACKET.match(right[len(text) :])
        text += bracket[0] if bracket else ""
    previous = None
    while previous != text:
        previous, text = text, _words()[0].sub("", text)
    return text


def restated(page: Page) -> Iterator[Relation]:
    cores = {figure.id: core(page, figure) for figure in page.figures if _eligible(figure)}
    yield from _equal(page, cores)
    yield from _unequal(page, cores)
    yield from _more_than_all(page, cores)


def _eligible(figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        quantity.role is not Role.BEFORE
        and not quantity.optional
        and quantity.subject.measure in (Measure.LEVEL, Measure.CHANGE)
        and quantity.bound is Bound.EXACT
        and not figure.is_percent
        and "/" not in quantity.unit
        and bool(figure.digits)
    )


def _significant(figure: Figure) -> int:
    return len(figure.digits.replace(".", "").strip("0"))


def _equal(page: Page, cores: dict[str, str]) -> Iterator[Relation]:
    """Equal numbers whose subjects share words; the fewer the digits, the more of the subject must agree."""
    groups: dict[tuple[str, Decimal], list[Figure]] = {}
    for figure in page.figures:
        if cores.get(figure.id):
            groups.setdefault((figure.group, figure.value), []).append(figure)
    for figures in groups.values():
        for cluster in _clusters(page, figures[:_MOST], cores):
            if len(cluster) > 1:
                note = " = ".join(stated(figure) for figure in cluster)
                yield Relation(
                    RelationType.RESTATED,
                    tuple(figure.id for figure in cluster),
                    RelationVerdict.CONSISTENT,
                    f"{note} ({cores[cluster[0].id]})",
                    cluster[0].interval,
                    cluster[-1].interval,
                )


def _clusters(page: Page, figures: Sequence[Figure], cores: dict[str, str]) -> list[list[Figure]]:
    clusters: list[list[Figure]] = []
    for figure in figures:
        home = next((c for c in clusters if _same_subject(page, c[0], figure, cores)), None)
        if home is None:
            clusters.append([figure])
        else:
            home.append(figure)
    return clusters


def _same_subject(page: Page, left: Figure, right: Figure, cores: dict[str, str]) -> bool:
    """The fewer the digits, the more of the words must agree."""
    shorter, longer = sorted((cores[left.id], cores[right.id]), key=len)
    digits = _significant(left)
    pairs = sum(1 for n in range(len(shorter) - 1) if shorter[n : n + 2] in longer)
    if digits >= 4:
        return pairs >= 1
    if digits == 3:
        return pairs >= 2 or (len(shorter) >= 2 and shorter in longer)
    if len(shorter) >= 4 and shorter in longer:
        return True
    return _printed_alike(page, left, right) or (
        left.paragraph == right.paragraph and len(shorter) >= 2 and left.unit_text == right.unit_text != "次"
        and shorter in longer and _noun_behind(page, left) and _noun_behind(page, right)
    )  # fmt: skip


def _printed_alike(page: Page, left: Figure, right: Figure) -> bool:
    """全区12个街道(…) twice, or 50户 in front of the same words twice."""
    first, second = (page.text[one.start : one.end + 2] for one in (left, right))
    if first == second and all(_OWN.search(page.text[one.start - 2 : one.start]) for one in (left, right)):
        return True
    if (
        left.quantity.text != right.quantity.text
        or not _noun_behind(page, left)
        or left.paragraph == right.paragraph
    ):
        return False
    behind = [page.text[one.end : one.end + 12] for one in (left, right)]
    shared = [n for n in range(11) if _is_word(behind[0][n : n + 2]) and behind[0][n : n + 2] in behind[1]]
    apart = [n for n, m in zip(shared[1:], shared, strict=False) if n - m >= 2]
    return behind[0][:2] == behind[1][:2] and len(apart) >= 1


def _is_word(pair: str) -> bool:
    return len(pair) == 2 and all("\u4e00" <= char <= "\u9fff" for char in pair)


def _noun_behind(page: Page, figure: Figure) -> bool:
    return _is_word(page.text[figure.end : figure.end + 2])


def _unequal(page: Page, cores: dict[str, str]) -> Iterator[Relation]:
    """Unequal totals of one thing: one slip of the pen apart, or sums of money of one name and one time."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in page.figures:
        name = cores.get(figure.id, "")
        if figure.depth or len(_HANZI.findall(name)) < 4:
            continue
        if figure.quantity.role is Role.ACTUAL and page.kind(figure) in _REVIEW:
            groups.setdefault((figure.group, name), []).append(figure)
    for (_, name), figures in groups.items():
        if not 2 <= len(figures) <= 4 or len({figure.value for figure in figures}) != 2:
            continue
        for figure in figures[1:]:
            first = figures[0]
            if figure.value != first.value and _contradict(page, first, figure, name):
                yield _told_twice(first, figure, name)
                break


def _contradict(page: Page, first: Figure, second: Figure, name: str) -> bool:
    beside = first.index + 1 == second.index and first.paragraph == second.paragraph
    if beside or first.quantity.sentence == second.quantity.sentence:
        return False
    if any(_words()[1].search(_clause(page, figure)) for figure in (first, second)):
        return False
    if not _one_time(page, first, second):
        return False
    digits = min(_significant(first), _significant(second))
    slipped = slip(first, second.value) if first.factor == second.factor else ""
    if slipped:
        swapped = sorted(slipped) == sorted(first.digits)
        return digits >= (2 if swapped else 3)
    cumulative = _words()[3]
    money = first.quantity.unit == "元" and len(name) >= 6
    return money and all(cumulative.search(_sentence(page, figure)) for figure in (first, second))


def _clause(page: Page, figure: Figure) -> str:
    return figure.left + page.text[figure.end : figure.end + 4]


def _sentence(page: Page, figure: Figure) -> str:
    start = page.text.rfind("\n", 0, figure.start)
    return page.text[max(start, figure.start - 160) : figure.start]


def _one_time(page: Page, first: Figure, second: Figure) -> bool:
    """No date stands by one of them that does not stand by the other."""
    dates = [set(_words()[2].findall(_near(page, figure))) for figure in (first, second)]
    return not (dates[0] and dates[1]) or dates[0] == dates[1]


def _near(page: Page, figure: Figure) -> str:
    return page.text[max(figure.quantity.sentence[0], figure.start - 50) : figure.end]


def _told_twice(first: Figure, second: Figure, name: str) -> Relation:
    gap = plain(abs(first.value - second.value) / first.factor)
    note = f"{stated(first)} ≠ {stated(second)} ({name}), 差 {gap}{unit_name(first)}"
    return Relation(
        RelationType.RESTATED,
        (first.id, second.id),
        RelationVerdict.INCONSISTENT,
        note,
        first.interval,
        second.interval,
    )


def _more_than_all(page: Page, cores: dict[str, str]) -> Iterator[Relation]:
    """全市共有 S N 人, and elsewhere more than N of the same S."""
    totals: dict[tuple[str, str], Figure] = {}
    for figure in page.figures:
        name = cores.get(figure.id, "")
        if (
            len(name) >= 4
            and page.kind(figure) in _REVIEW
            and _DEFINITE.search(figure.left)
            and _own(page, figure)
        ):
            totals.setdefault((figure.group, name), figure)
    if not totals:
        return
    for figure in page.figures:
        name = cores.get(figure.id, "")
        whole = totals.get((figure.group, name))
        if whole is None or whole is figure or figure.quantity.role is not Role.ACTUAL:
            continue
        if figure.value <= whole.value or page.kind(figure) not in _REVIEW or figure.value > whole.value * 2:
            continue
        if whole.quantity.sentence == figure.quantity.sentence or not _one_time(page, whole, figure):
            continue
        yield Relation(
            RelationType.PARTIAL,
            (whole.id, figure.id),
            RelationVerdict.INCONSISTENT,
            f"{stated(figure)} > {stated(whole)} (共有{name})",
            figure.interval,
            whole.interval,
        )


def _own(page: Page, figure: Figure) -> bool:
    return bool(_OWN.search(page.text[max(figure.quantity.sentence[0], figure.start - 30) : figure.start]))
