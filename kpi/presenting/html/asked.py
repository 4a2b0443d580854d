"""What a reader may decide on the page: findings beside the rows and sums they are about, and open answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kpi.auditing.evidence import Evidence
from kpi.auditing.result import AuditResult, TargetVerdict
from kpi.auditing.reviewing import ASKED, Case, Option, cases, shown_texts
from kpi.auditing.seen import seen_case, seen_finding
from kpi.presenting.html.atlas import Atlas, contradictions
from kpi.presenting.html.marks import clean
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word
from kpi.presenting.text import excerpt

OPTION_CELLS = 44  # width of an answer's sentence, two for a Chinese character


@dataclass(frozen=True, slots=True)
class Asked:
    """`told` are findings that no row and no sum shows, by fingerprint the anchor of the line that tells them."""

    told: dict[str, str]
    data: dict[str, Any]


def asked_of(result: AuditResult, evidence: Evidence, atlas: Atlas, lang: Lang) -> Asked:
    """`data` is for the page's script (docs/html.md)."""
    open_ones = {
        case.target.target: case
        for case in cases([t for t in result.targets if _is_open(t.latest)], shown_texts(evidence))
    }
    # Where no report has been read yet there is nothing to decide.
    waiting = {target.target for target in result.targets if target.latest is None}
    findings = (*result.findings, *result.settled)
    anchors = _anchors(result)
    told = {
        finding.fingerprint: f"f{number}"
        for number, finding in enumerate(findings, start=1)
        if (finding.subject_kind, finding.subject) not in anchors
    }
    checks = {check: at for at, check in enumerate(dict.fromkeys(f.expectation for f in findings))}
    index = 0 if lang == "zh" else 1
    titles = {finding.expectation: finding.title[index] for finding in findings}
    data = {
        "checks": [[check, clean(titles[check])] for check in checks],
        "findings": [
            [
                told.get(finding.fingerprint) or anchors[finding.subject_kind, finding.subject],
                checks[finding.expectation],
                finding.fingerprint,
                seen_finding(finding),
                atlas.order.get(finding.doc, 0),
            ]
            for finding in findings
            if not (finding.subject in open_ones and finding.evidence.startswith(ASKED))
            and not (finding.subject_kind == "target" and finding.subject in waiting)
        ],
        "answers": [
            [anchors["target", name], clean(name), seen_case(case), _options(case, lang)]
            for name, case in open_ones.items()
        ],
    }
    return Asked(told, data)


def _is_open(latest: TargetVerdict | None) -> bool:
    return latest is not None and latest.verdict == ASKED


def _anchors(result: AuditResult) -> dict[tuple[str, str], str]:
    """Of targets the row, of relations the sum, as they are numbered on the page."""
    wrong = contradictions(result.relations)
    return {
        **{("target", target.target): f"t{number}" for number, target in enumerate(result.targets, start=1)},
        **{("relation", relation.key): f"c{number}" for number, relation in enumerate(wrong, start=1)},
    }


def _options(case: Case, lang: Lang) -> list[list[str | int]]:
    """The words of each with the verdict that it gives, and 1 where the engine can judge by them."""
    return [[_words(option, lang), int(option.decides)] for option in case.options]


def _words(option: Option, lang: Lang) -> str:
    quote = option.quote
    low = quote.start - quote.sentence_start
    words = excerpt(quote.sentence, low, low + len(quote.text), OPTION_CELLS).text
    return clean(f"{words} → {word('verdict', option.would, lang)}" if option.decides else words)
