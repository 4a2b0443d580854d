"""Many bodies: a page for each, and one page that counts them all and leads there."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from kpi.auditing.evidence import Evidence
from kpi.auditing.exits import SEVERITIES
from kpi.auditing.result import AuditResult, FindingResult
from kpi.presenting.html.overview import Count, Overview, bad_counts, counted, rules_of
from kpi.presenting.html.page import asset, filled, page_of, policy_line, render_page
from kpi.presenting.html.verdicts import by_group, judged
from kpi.presenting.html.words import words_in
from kpi.presenting.lang import Lang
from kpi.presenting.weakened import unread_lines, weakened_line

_NAME = re.compile(r"[0-9a-f]{16}\.(?:html|json)")


class _Target(NamedTuple):
    """What counts of a target, without its words."""

    verdict: str
    group: str
    field: str
    field_name: str
    weight: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the table of all; `file` is its page, `bad` as everywhere on the page."""

    name: str
    file: str
    reports: int
    met: int
    judged: int
    bad: tuple[Count, ...]
    wrong: int


@dataclass(frozen=True, slots=True)
class _Page:
    """What the partial templates ask for."""

    overview: Overview
    rows: list[BodyLine]
    evaluated: int
    unread: tuple[str, ...]
    weakened: str
    policy: str


class Country:
    """Pages of bodies, made one after the other; of each only its numbers are kept, for the page of all.

    `page` is the name of that page, `folder` of the folder of the others beside it.
    """

    def __init__(self, page: str, folder: str, lang: Lang) -> None:
        self._up = f"../{quote(page)}"
        self._folder = folder
        self._lang = lang
        self._rows: list[BodyLine] = []
        self._targets: list[_Target] = []
        self._findings: list[FindingResult] = []
        self._relations = self._holding = 0

    def add(self, name: str, part: AuditResult) -> tuple[str, str]:
        """The file name of a body's page, and the page."""
        page = page_of(part, part.evidence or Evidence(), self._lang)
        groups = by_group(row.verdict for row in page.rows)
        line = BodyLine(
            name,
            f"{page_name(name)}.html",
            len(part.reports),
            groups["met"],
            judged(groups),
            bad_counts(page.rows, words_in(self._lang)),
            page.overview.contradictions,
        )
        self._rows.append(line)
        self._targets += [_Target(r.verdict, r.group, r.field, r.field_name, r.weight) for r in page.rows]
        self._findings += part.findings
        self._relations += page.overview.relations
        self._holding += page.overview.holding
        return line.file, render_page(page, self._lang, self._up)

    def render(self, result: AuditResult) -> str:
        """The page of all that were added. `result` has their reports, and what is said of no body alone."""
        shown = {one.fingerprint for one in self._findings}
        across = [one for one in result.findings if not one.body and one.fingerprint not in shown]
        anchors = {one.fingerprint: f"x{n}" for n, one in enumerate(across, start=1)}
        overview = replace(
            counted(result, self._targets, self._lang),
            contradictions=sum(row.wrong for row in self._rows),
            relations=self._relations,
            holding=self._holding,
            rules=rules_of(sorted([*self._findings, *across], key=_severity), anchors, self._lang),
        )
        page = _Page(
            overview,
            self._rows,
            result.evaluated,
            tuple(unread_lines(result, self._lang)),
            weakened_line(result, self._lang),
            policy_line(result, self._lang),
        )
        return filled(
            "country.html.j2", asset("country.js"), self._lang,
            page=page, o=overview, folder=quote(self._folder), folder_name=self._folder,
        )  # fmt: skip


def _severity(finding: FindingResult) -> int:
    return -SEVERITIES.index(finding.severity)


def is_page(name: str) -> bool:
    """Whether a file is named as those of bodies are."""
    return _NAME.fullmatch(name) is not None


def page_name(body: str) -> str:
    """The name of a body's files: the same in every audit, and none that its own name could choose."""
    return hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest()[:16]
