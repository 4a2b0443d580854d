"""Whether two numbers are of one time and computed on one basis, as far as the words before them say."""

from __future__ import annotations

from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.figures import Figure, Page, once

_DATES = expression("relations", "at_one_time.dates")
_PART_OF_YEAR = expression("relations", "at_one_time.part_of_year")
_WHOLE_YEAR = expression("relations", "at_one_time.whole_year")
_HALF_ENDS = expression("relations", "at_one_time.half_ends")
_HALF = pattern("relations", "at_one_time.half")
_BASIS = expression("relations", "at_one_time.basis")
_ASIDE = expression("relations", "at_one_time.aside")
_BEFORE = frozenset(word_list("relations", "at_one_time.before"))
_NEAR = 50  # characters


def one_time(page: Page, first: Figure, second: Figure) -> bool:
    """No date stands by both that differs, none of a time before by one of them alone, no quarter by a year."""
    if {_spans(page, first), _spans(page, second)} == {(True, False), (False, True)}:
        return False  # 二季度新增140张。全年新增410张
    if not one_basis(page, first, second):
        return False
    dates = _dates(page, first), _dates(page, second)
    return dates[0] & _BEFORE == dates[1] & _BEFORE and (not (dates[0] and dates[1]) or dates[0] == dates[1])


def one_basis(page: Page, first: Figure, second: Figure) -> bool:
    """按自然口径,收入28583万元 and 按同口径,收入30161万元 are computed in two ways."""
    return {*_BASIS.findall(dated_by(page, first))} == {*_BASIS.findall(dated_by(page, second))}


def dates_in(said: str) -> list[str]:
    """上半年, 2024年, 去年: the words of a time."""
    return _DATES.findall(said)


@once
def _spans(page: Page, figure: Figure) -> tuple[bool, bool]:
    """Whether the words that may date it say a part of the year, and all of it."""
    said = dated_by(page, figure)
    return _PART_OF_YEAR.search(said) is not None, _WHOLE_YEAR.search(said) is not None


@once
def _dates(page: Page, figure: Figure) -> frozenset[str]:
    return frozenset(dates_in(dated_by(page, figure)))


def dated_by(page: Page, figure: Figure) -> str:
    """The words before the number that may date it: of its clauses since a semicolon, asides left out."""
    said = _ASIDE.sub("", before(page, figure).rpartition(";")[2])
    return _HALF_ENDS.sub(_HALF, said)  # 截至6月30日 is what the half year comes to


def before(page: Page, figure: Figure) -> str:
    """The end of its sentence up to it."""
    return page.text[max(figure.quantity.sentence[0], figure.start - _NEAR) : figure.end]
