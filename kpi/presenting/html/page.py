"""The whole page: everything that the templates show, then the templates."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import kpi
from kpi.auditing.evidence import Evidence
from kpi.auditing.result import AuditResult
from kpi.errors import Problem
from kpi.ledger.decisions import LONGEST
from kpi.presenting.html.asked import asked_of
from kpi.presenting.html.atlas import Atlas, chart_of, contradictions
from kpi.presenting.html.bodies import Bodies, bodies_of
from kpi.presenting.html.contradictions import Worked, worked_sums
from kpi.presenting.html.data import embedded, summary_data
from kpi.presenting.html.decisions import decisions
from kpi.presenting.html.fields import field_name, field_of
from kpi.presenting.html.history import History, histories
from kpi.presenting.html.marks import clean
from kpi.presenting.html.overview import Overview, overview
from kpi.presenting.html.reports import ReportText, report_texts
from kpi.presenting.html.target_rows import TargetRow, target_rows
from kpi.presenting.html.trends import by_target
from kpi.presenting.html.words import words_in
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word
from kpi.presenting.problems import describe, describe_all
from kpi.presenting.weakened import unread_lines, weakened_line
from kpi.workspace.pinning import DECIDABLE

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    overview: Overview
    bodies: Bodies
    rows: list[TargetRow]
    sums: list[Worked]
    histories: list[History]
    texts: list[ReportText]
    atlas: Atlas
    data: dict[str, Any]
    evaluated: int  # expectations that ran
    unread: tuple[str, ...]  # reports that the audit goes without, behind a line that says so
    weakened: str  # by how much the audit was held to less, empty where it was not
    policy: str  # from where its rules were taken, empty where they are the workspace's own

    @property
    def dropped(self) -> set[int]:
        """The numbers of rows whose targets left the list."""
        return {row.number for history in self.histories for row in history.dropped}

    @property
    def grouped(self) -> list[tuple[str, str, list[TargetRow]]]:
        """The rows as they stand, by verdicts of one colour; what only waits has one word for all of a part."""
        parts = groupby(self.rows, lambda row: (row.group, row.verdict_word if row.group == "pending" else ""))
        return [(*part, list(rows)) for part, rows in parts]


def page_of(result: AuditResult, evidence: Evidence, lang: Lang) -> Page:
    words = words_in(lang)
    atlas = chart_of(result, evidence, lang)
    found = {target.target: field_of(target, evidence) for target in result.targets}
    fields = {name: (field, field_name(field, lang, words("field_other"))) for name, field in found.items()}
    decided = decisions(result, lang)
    trends = by_target(result.targets, result.reports, evidence)
    rows = target_rows(result.targets, fields, trends, decided, atlas, lang)
    sums = worked_sums(contradictions(result.relations), decided, atlas, lang)
    asked = asked_of(result, evidence, atlas, lang)
    return Page(
        overview=overview(result, rows, sums, asked.told, lang),
        bodies=bodies_of(result, rows, sums, lang),
        rows=rows,
        sums=sums,
        histories=histories(result.targets, rows, atlas.order),
        texts=report_texts(result, evidence, rows, sums, atlas),
        atlas=atlas,
        data={**summary_data(result, rows, atlas, lang), "asked": asked.data},
        evaluated=result.evaluated,
        unread=tuple(unread_lines(result, lang)),
        weakened=weakened_line(result, lang),
        policy=policy_line(result, lang),
    )


def policy_line(result: AuditResult, lang: Lang) -> str:
    """Whose rules hold, where they are not the workspace's own."""
    return " ".join(describe(told, lang) for told in result.warnings if told.code == "policy_holds")


def render(result: AuditResult, evidence: Evidence, lang: Lang) -> str:
    """One HTML document that needs nothing else. The same input makes the same bytes."""
    return render_page(page_of(result, evidence, lang), lang)


def render_page(page: Page, lang: Lang, up: str = "") -> str:
    """`up` is where the page of all bodies lies, seen from this one."""
    return filled(
        "page.html.j2",
        asset("script.js") + asset("decide.js"),
        lang,
        page=page,
        o=page.overview,
        up=up,
        data=embedded(page.data),
        name_of=lambda kind, value: word(kind, value, lang),
        decidable=[verdict.value for verdict in DECIDABLE],
        longest=LONGEST,
    )


def filled(template: str, script: str, lang: Lang, **values: object) -> str:
    """A whole document with its style and script; no other script may run in it."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        environment()
        .get_template(template)
        .render(
            lang=lang,
            w=words_in(lang),
            style=Markup(asset("style.css")),
            script=Markup(script),
            script_hash=digest,
            version=kpi.__version__,
            **values,
        )
    )


def render_stopped(problems: Sequence[Problem], lang: Lang) -> str:
    """What stands in the page's place where the audit could not run."""
    template = environment().get_template("stopped.html.j2")
    words, style = words_in(lang), Markup(asset("style.css"))
    return template.render(lang=lang, w=words, style=style, problems=describe_all(problems, lang))


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )


def _visible(value: object) -> object:
    """Control characters and marks that turn the direction of writing never reach the page."""
    return clean(value) if type(value) is str else value


@cache
def asset(name: str) -> str:
    """Style or script without what only its editors read: indents, and lines that are a remark."""
    lines = map(str.strip, (_HERE / "assets" / name).read_text(encoding="utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("// ", "/* ")))
