"""Two reports judged by the shipped suites: a workspace that lasts as long as it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.api.report import Report
from kpi.auditing.pipeline import audit
from kpi.auditing.result import FindingResult
from kpi.errors import KpiError, Problem
from kpi.founding.founded import settings
from kpi.workspace.config import CONFIG_FILE, Body
from kpi.workspace.drafting import draft_yaml
from kpi.workspace.laying import Content, lay
from kpi.workspace.starter import shipped_suites

_FOLDER = "reports/both"  # of one body, whatever the texts call it
_NOBODY = "?"


def judge_pair(plan: Report, later: Report) -> tuple[FindingResult, ...]:
    """The findings on both and on the plan's targets, each by the report's own name. KpiError: not one body's."""
    body = later.body or plan.body or _NOBODY
    docs = {f"{_FOLDER}/{number}{one.path.suffix}": one for number, one in enumerate((plan, later), start=1)}
    files: dict[str, Content] = {doc: one.path for doc, one in docs.items()}
    files[CONFIG_FILE] = settings([Body(body, (), _FOLDER)]).encode()
    files |= {f"checks/{name}": data for name, data in shipped_suites()}
    reading = plan._reading
    if reading.planned:
        own = replace(reading, report=replace(reading.report, body=body))
        files["targets/plan.yml"] = draft_yaml(own, next(iter(docs))).encode()
    with TemporaryDirectory(prefix="kpi-compare-") as folder:
        root = Path(folder) / "pair"
        lay(root, files, ("targets",))
        try:
            found = audit(root, "never").findings
        except KpiError as error:
            raise KpiError(_told_by_name(one, docs) for one in error.problems) from None
    return tuple(_by_name(one, docs) for one in found)


def _by_name(found: FindingResult, docs: Mapping[str, Report]) -> FindingResult:
    """Nobody but this module knows the files of the workspace."""
    zh, en = (_named(words, docs) for words in found.message)
    return replace(found, doc=_named(found.doc, docs), message=(zh, en), subject=_named(found.subject, docs))


def _told_by_name(told: Problem, docs: Mapping[str, Report]) -> Problem:
    values = tuple((key, _named(value, docs)) for key, value in told.values)
    return replace(told, file=_named(told.file, docs), values=values)


def _named(words: str, docs: Mapping[str, Report]) -> str:
    for doc, report in docs.items():
        words = words.replace(doc, report.name)
    return words
