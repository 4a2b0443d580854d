"""Where a finding stands, for tools that want a file and a line for everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kpi.auditing.result import AuditResult, FindingResult, Quote, TargetResult
from kpi.model import Place as Stands
from kpi.model import Weight
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message, word


@dataclass(frozen=True, slots=True)
class Place:
    """Lines and columns count from 1, offsets from 0; None where only the file, or only its line, is known."""

    file: str
    line: int = 1
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""
    stands: Stands | None = None  # page, table and row, where the file is no plain text


class Places:
    """Places of one audit's findings, as paths below the root of the repository."""

    def __init__(self, result: AuditResult, folder: str = "") -> None:
        self.folder = folder.strip("/")
        self.targets: dict[str, TargetResult] = {target.target: target for target in result.targets}
        self.relations = {relation.key: relation for relation in result.relations if relation.key}
        self.checks = {(check.suite, check.id): check for check in result.checks}

    def path(self, file: str) -> str:
        return f"{self.folder}/{file}" if self.folder and not file.startswith("/") else file

    def quoted(self, quote: Quote) -> str:
        return self.path(_file_of(quote.doc, quote.place))

    def of(self, finding: FindingResult) -> Place:
        """Its words in a report; else the target's line in its YAML file; else the check's line in the suite."""
        if finding.doc and finding.line and finding.start is not None and finding.end is not None:
            return Place(
                self.path(_file_of(finding.doc, finding.place)),
                finding.line,
                finding.column,
                finding.end_line,
                finding.end_column,
                finding.start,
                finding.end,
                finding.text or finding.quote,
                finding.place,
            )
        target = self.targets.get(finding.subject) if finding.subject_kind == "target" else None
        if target:
            return Place(self.path(target.file), target.line)
        if finding.doc:
            return Place(self.path(finding.doc))
        check = self.checks.get((finding.suite, finding.expectation))
        return Place(self.path(check.file), check.line) if check else Place(self.path("kpi.yml"))

    def related(self, finding: FindingResult) -> tuple[Quote, ...]:
        """The other words that a finding rests on: the promise of a target, the members of a relation."""
        quotes: tuple[Quote, ...] = ()
        if finding.subject_kind == "target" and (target := self.targets.get(finding.subject)):
            quotes = (target.promise,) if target.promise else ()
        elif finding.subject_kind == "relation" and (relation := self.relations.get(finding.subject)):
            quotes = tuple(member.quote for member in relation.members)
        own = (finding.doc, finding.start, finding.end)
        return tuple(dict.fromkeys(quote for quote in quotes if (quote.doc, quote.start, quote.end) != own))


def _file_of(doc: str, place: Stands | None) -> str:
    """The file that a place is in: one of several where the report is a folder."""
    return f"{doc}/{place.file}" if place is not None and place.file else doc


def titled(finding: FindingResult, lang: Lang) -> str:
    """What kind of finding it is, with the weight of a headline: [重点] 目标未完成."""
    title = finding.title[0 if lang == "zh" else 1]
    return f"[{word('weight', finding.weight, lang)}] {title}" if finding.weight == Weight.HEADLINE else title


def decision(finding: FindingResult, lang: Lang) -> str:
    """What the ledger says of a finding, on one line: status, who, when, why; why it counts again."""
    standing = finding.standing
    parts = [word("ledger_status", standing.status.value, lang)]
    if standing.again:
        parts.append(message(f"ledger_again.{standing.again}", lang))
    if entry := standing.entry:
        parts += [entry.who, entry.when.isoformat() if entry.when else "", entry.why]
    return " · ".join(part for part in parts if part)


def spread(findings: Sequence[FindingResult], most: int) -> list[FindingResult]:
    """At most so many, every check once before any of them twice, in the order given."""
    rounds: Counter[tuple[str, str]] = Counter()
    ranked = []
    for at, finding in enumerate(findings):
        check = (finding.suite, finding.expectation)
        ranked.append((rounds[check], at))
        rounds[check] += 1
    return [findings[at] for at in sorted(at for _, at in sorted(ranked)[:most])]
