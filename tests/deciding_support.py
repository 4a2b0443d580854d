"""A workspace with a contradiction, a target missed and targets to decide, its page, and files of decisions."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from review_support import LATER, make_workspace
from small_workspace import only

from bench.places import ROOT
from kpi.auditing.deciding import Weighed, weighed
from kpi.auditing.gathering import Wanted
from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.auditing.reviewing import Case, cases, shown_texts
from kpi.auditing.seen import seen_case, seen_finding
from kpi.ledger import load_ledger
from kpi.ledger.decisions import Decisions
from kpi.workspace.config import load_config
from kpi.workspace.targets import read_targets

DAY = date(2024, 1, 5)
WRONG = "共有养老机构24家，其中公办14家、民办11家。\n"
MISSED = LATER.replace("82.5%", "76.5%") + WRONG


def make(root: Path) -> Path:
    make_workspace(root)
    (root / "reports/2023.txt").write_text(MISSED, encoding="utf-8")
    shutil.copytree(ROOT / "checks", root / "checks")
    with (root / "kpi.yml").open("a", encoding="utf-8") as stream:
        stream.write(only("arithmetic", "targets"))
    return root


@dataclass(frozen=True)
class Seen:
    """What a page of the workspace shows of one finding and one target."""

    fingerprint: str
    finding: str
    check: str
    case: str


def audited(root: Path) -> tuple[AuditResult, list[Case]]:
    result = audit(root, wanted=Wanted(texts=True))
    assert result.evidence is not None
    return result, cases(result.targets, shown_texts(result.evidence))


def seen(root: Path, check: str = "sum-inconsistent", target: str = "yunxi/beds") -> Seen:
    result, asked = audited(root)
    [finding] = [one for one in result.findings if one.expectation == check]
    [case] = [one for one in asked if one.target.target == target]
    return Seen(finding.fingerprint, seen_finding(finding), check, seen_case(case))


def hold(root: Path, decisions: Decisions) -> Weighed:
    result, asked = audited(root)
    config = load_config(root)
    return weighed(decisions, result, asked, read_targets(config)[0], load_ledger(config))


def decision_file(of: Seen, **changes: Any) -> str:
    """One dismissal and one answer; `changes` are other values of the lines, by key, None for a line left out."""
    said = {
        "format": "kpi-decisions/1", "by": "李某", "on": "2024-01-04",
        "fingerprint": of.fingerprint, "status": "dismissed", "why": "两处口径不同", "seen": of.finding,
        "check": of.check, "report": "reports/2023.txt",
        "target": "yunxi/beds", "candidate": "1", "reason": "护理型即新增床位", "case": of.case,
        **changes,
    }  # fmt: skip
    finding = [("fingerprint", "fingerprint"), ("status", "status"), ("why", "why"), ("seen", "seen"),
               ("check", "check"), ("report", "report")]  # fmt: skip
    answer = [("target", "target"), ("candidate", "candidate"), ("why", "reason"), ("seen", "case")]
    lines = [f"{key}: {said[key]}" for key in ("format", "by", "on") if said[key] is not None]
    for name, pairs in (("findings", finding), ("answers", answer)):
        own = [f"{key}: {said[value]}" for key, value in pairs if said[value] is not None]
        lines += [f"{name}:", f"  - {own[0]}", *(f"    {line}" for line in own[1:])]
    return "\n".join(lines) + "\n"
