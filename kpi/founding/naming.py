"""Whose a document is: by its own words, by the folder that it lies in, by what the user said; or nobody knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kpi.errors import Problem, problem
from kpi.founding.result import Found
from kpi.reading.bodies import Same, another_office, same_body, without_own


@dataclass(frozen=True, slots=True)
class Whose:
    """`body` is "" where nobody knows; then the one reason says why, else reasons are what was assumed."""

    body: str
    reasons: tuple[Problem, ...] = ()


def owners(found: Sequence[Found], given: Sequence[str]) -> list[Whose]:
    """Of each document the body, one of `given` where names are given.

    One name given is that of all documents which name nobody, or nobody else: `--body` says so.
    """
    names = sorted({one.reading.report.body for one in found} - {""})
    meant = _meant(names, given) if given else _groups(names)
    bodies = set(given) or set(meant.values()) - {""}
    return [_whose(one, meant, bodies, given) for one in found]


def _whose(one: Found, meant: dict[str, str], bodies: Collection[str], given: Sequence[str]) -> Whose:
    named = one.reading.report.body
    folders = one.name.split("/")[-2::-1]  # the innermost first
    by_folder = next((folder for folder in folders if folder in bodies), "")
    said = _only([name for name in given if name in one.reading.report.title])
    if not said and not named and not by_folder:
        said = _only([name for name in given if name in one.reading.report.text])
    if said and meant.get(named, "") not in given:
        return Whose(said, (problem("init_said", one.name, body=said),))
    if named:
        body = meant.get(named, "")
        if not body and named in meant and not by_folder:
            return Whose("", (problem("init_ambiguous", one.name, found=named),))
        if not body and by_folder:
            return Whose(by_folder, (problem("init_folder_body", one.name, found=named, body=by_folder),))
        if not body:
            return Whose("", (problem("init_other_body", one.name, found=named),))
        alias = problem("init_alias", one.name, found=named, body=body)
        return Whose(body, () if body == named else (alias,))
    if by_folder:
        return Whose(by_folder, (problem("init_folder", one.name, body=by_folder),))
    if len(given) == 1:
        return Whose(given[0], (problem("init_body_said", one.name, body=given[0]),))
    return Whose("", (problem("init_no_body", one.name),))


def _meant(names: Sequence[str], given: Sequence[str]) -> dict[str, str]:
    """The names that documents use → the body among `given` that they mean; others are not in it.

    Where the only name given fits none, the only body that documents name is meant: 我县民政局 is 清禾县民政局.
    """
    meant = {name: name for name in names if name in given}
    for body in given:
        fitting = [name for name in names if name not in meant and _fits(without_own(body), name)]
        if _one_body([*fitting, *([body] if body in names else [])]):
            meant.update(dict.fromkeys(fitting, body))
    if len(given) == 1 and not meant and _one_body(names):
        meant = dict.fromkeys((name for name in names if not another_office(given[0], name)), given[0])
    return meant


def _only(names: Sequence[str]) -> str:
    """The one name of them that no other holds, "" where there are several."""
    fullest = [name for name in names if not any(name in other for other in names if other != name)]
    return fullest[0] if len(fullest) == 1 else ""


def _groups(names: Sequence[str]) -> dict[str, str]:
    """Each name → the fullest name of the body that it can mean (县民政局 → 清禾县民政局), "" for several."""
    groups: list[list[str]] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        fitting = [group for group in groups if _one_body([*group, name])]
        if len(fitting) == 1:
            fitting[0].append(name)
        elif not fitting:
            groups.append([name])
    return {**dict.fromkeys(names, ""), **{name: group[0] for group in groups for name in group}}


def _one_body(names: Iterable[str]) -> bool:
    listed = list(names)
    return all(_fits(one, other) for at, one in enumerate(listed) for other in listed[at + 1 :])


def _fits(one: str, other: str) -> bool:
    """Whether two names can mean one body and the shorter one only leaves out something of the longer.

    To `same_body` two offices of the whole country may be one, for want of words against it.
    """
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(sign in rest for sign in short) and same_body(one, other) in (Same.YES, Same.MAYBE)
