"""Which documents become reports: one a body and period, no copies, none without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath

from kpi.between.pairing import same_report
from kpi.documents.kinds import READ
from kpi.errors import Problem, problem
from kpi.files import is_name
from kpi.founding.naming import owners
from kpi.founding.result import Found, Taken
from kpi.model import Role

_NOT_IN_NAME = re.compile(r"[^\w.()\uff08\uff09-]+")
_LONGEST = 60  # characters of a folder's name: a system takes 255 bytes


def choose(found: Sequence[Found], given: Sequence[str], reports: str) -> tuple[list[Taken], list[Problem]]:
    """The reports of the workspace by body and period, and what is left. `reports` is their folder."""
    left = [problem("init_no_figures", one.name) for one in found if not one.reading.quantities]
    told = [one for one in found if one.reading.quantities]
    taken: list[Taken] = []
    for one, whose in zip(told, owners(told, given), strict=True):
        if whose.body:
            taken.append(Taken(one, whose.body, assumed=whose.reasons))
        else:
            left += whose.reasons
    taken, copies = _without_copies(taken)
    taken, clashes = _one_a_period(taken)
    named = _named(sorted(taken, key=_in_order), reports)
    return named, [*left, *copies, *clashes]


def _without_copies(taken: Sequence[Taken]) -> tuple[list[Taken], list[Problem]]:
    """One report in several kinds (docx and its pdf): the kind that holds its text best stays."""
    kept: list[Taken] = []
    left: list[Problem] = []
    for one in sorted(taken, key=_by_kind):
        text = one.found.reading.report.text
        same = (k for k in kept if k.body == one.body and same_report(k.found.reading.report.text, text))
        first = next(same, None)
        if first:
            left.append(problem("init_copy", one.found.name, found=first.found.name))
        else:
            kept.append(one)
    return kept, left


def _one_a_period(taken: Sequence[Taken]) -> tuple[list[Taken], list[Problem]]:
    """Of several for one period the one that tells most of it: a plan for the year to come tells little."""
    best: dict[tuple[object, ...], Taken] = {}
    left: list[Problem] = []
    for one in sorted(taken, key=lambda one: (-_told(one.found), _by_kind(one))):
        report = one.found.reading.report
        period = (report.period_start, report.period_end) if report.period_start and report.period_end else None
        key = (one.body, period or one.found.name)
        if key in best:
            left.append(problem("init_same_period", one.found.name, found=best[key].found.name, body=one.body))
        else:
            best[key] = _dated(one) if period else _without_period(one)
    return list(best.values()), left


def _dated(one: Taken) -> Taken:
    if not (period := one.found.file.period):
        return _of_several_years(one)
    return replace(one, assumed=(*one.assumed, problem("init_period_by_name", one.found.name, found=period)))


def _without_period(one: Taken) -> Taken:
    return replace(one, assumed=(*one.assumed, problem("init_no_period", one.found.name)))


def _of_several_years(one: Taken) -> Taken:
    """A plan that first looks back at five years is no report of five years; the text does not say which it is."""
    report = one.found.reading.report
    years = [day.year for day in (report.period_start, report.period_end) if day]
    if years[0] == years[-1]:
        return one
    told = problem("init_several_years", one.found.name, found=f"{years[0]}—{years[-1]}")
    return replace(one, assumed=(*one.assumed, told))


def _told(found: Found) -> int:
    return sum(quantity.role is Role.ACTUAL for quantity in found.reading.quantities)


def _by_kind(one: Taken) -> tuple[int, str]:
    return READ.index(one.found.file.path.suffix.lower()), one.found.name


def _in_order(one: Taken) -> tuple[str, str, str]:
    end = one.found.reading.report.period_end
    return one.body, end.isoformat() if end else "~", one.found.name  # ~ is behind every digit


def _named(taken: Iterable[Taken], reports: str) -> list[Taken]:
    """Each with its place, `reports/<body>/<its own name>`; no two that differ in their kind alone."""
    used: set[str] = set()
    named = []
    for one in taken:
        folder = f"{reports}/{safe_name(one.body)}"
        doc = next(doc for doc in _places(one, folder) if is_name(doc) and _stem(doc) not in used)
        used.add(_stem(doc))
        named.append(replace(one, doc=doc))
    return named


def _places(one: Taken, folder: str) -> Iterator[str]:
    path = PurePosixPath(one.found.name)
    yield f"{folder}/{path.name}"
    yield f"{folder}/{path.as_posix().replace('/', '-')}"
    yield from (f"{folder}/{safe_name(path.stem)}-{number}{path.suffix}" for number in count(2))


def _stem(doc: str) -> str:
    return PurePosixPath(doc).with_suffix("").as_posix().lower()


def safe_name(words: str) -> str:
    """As a part of a path on every system, and in a shell without quotes."""
    return _NOT_IN_NAME.sub("-", words).strip("-.")[:_LONGEST] or "-"
