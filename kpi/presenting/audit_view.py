"""The audit in the terminal: a line to quote, targets worst first, contradictions, what holds, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text

from kpi.auditing.result import AuditResult, FindingResult, Quote, RelationResult, TargetResult, TargetVerdict
from kpi.presenting.bodies_view import body_lines, brief_sections
from kpi.presenting.card import AWAITING, CARDS, Card, Words, card_sections, count_words, more, worth_asking
from kpi.presenting.computations import named_words
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, heading, indented, labelled, styled, table
from kpi.presenting.ledger_view import settled_lines
from kpi.presenting.messages import message, word
from kpi.presenting.numbers import demand_of, scaled
from kpi.presenting.problems import describe
from kpi.presenting.relation_view import Place, relation_lines
from kpi.presenting.text import clip_around, wrap
from kpi.presenting.weakened import unread_lines, weakened_line
from kpi.presenting.weights import weight_lines
from kpi.presenting.where import spot

SEVERITY_STYLES = {"critical": "bad", "warning": "warn", "info": "quiet"}
SEVERITIES = ("critical", "warning", "info")
WARNINGS, FINDINGS, CONTRADICTIONS = 5, 10, 100  # shown of each kind; JSON holds them all
FINDING_LINES = 3  # of one finding's message

NOTED = ("not_comparable", "in_progress", "declared", "partly")


def audit_lines(result: AuditResult, lang: Lang, width: int, everything: bool = False) -> Lines:
    """The audit; of more than one body a table of them and what is wrong, unless `everything` is asked for."""
    cards = [target_card(target, lang) for target in result.targets]
    several = len({card.body for card in cards}) > 1
    lines = wrap(styled((_heading(result, lang), "head")), width)
    for told in unread_lines(result, lang):
        lines += wrap(Text(told, "bad"), width)
    lines += [Text(""), *wrap(Text(summary(result, lang), "key"), width)]
    for told in weight_lines([(card.weight, card.verdict) for card in cards], lang):
        lines += wrap(Text(told), width)
    if weaker := weakened_line(result, lang):
        lines += wrap(Text(weaker, "warn"), width)
    others = [warning for warning in result.warnings if warning not in result.weakened]
    for warning in others[:WARNINGS]:
        lines += wrap(Text(message("warning.prefix", lang) + describe(warning, lang), "warn"), width)
    lines += more(len(others) - WARNINGS, lang)
    if several:
        lines += body_lines(result, lang, width)
    cards = [target_card(one, lang) for one in result.targets if ("target", one.target) not in result.passed_over]
    lines += (
        brief_sections(cards, lang, width)
        if several and not everything
        else card_sections(cards, lang, width, None if everything else CARDS)
    )
    lines += _contradictions(result, lang, width)
    lines += [
        Text(""),
        *labelled(message("audit.right", lang), Text(_right(result, lang)), "", width, _right_width(lang)),
    ]
    return [*lines, *finding_lines(result, lang, width)]


def summary(result: AuditResult, lang: Lang) -> str:
    """37 项目标:完成 21,未完成 6,未报告 7,待复核 3;发现 5 处数据矛盾。"""
    cards = [target_card(target, lang) for target in result.targets]
    counted = f"{message('audit.colon', lang)}{count_words(cards, lang)}" if cards else ""
    wrong = result.contradictions
    found = message("audit.contradictions", lang, n=wrong) if wrong else message("audit.no_contradictions", lang)
    aside = any(warning.code == "targets_unjudged" for warning in result.warnings)
    none = message("audit.targets_unjudged" if aside else "audit.no_targets", lang)
    total = message("audit.targets", lang, n=len(cards)) if cards else none
    arithmetic = f"{message('audit.semicolon', lang)}{found}" if result.relation_counts else ""
    return f"{total}{counted}{arithmetic}{message('audit.stop', lang)}"


def _heading(result: AuditResult, lang: Lang) -> str:
    bodies = sorted({report.body for report in result.reports if report.body})
    who = bodies[0] if len(bodies) == 1 else message("audit.bodies", lang, n=len(bodies))
    parts = [who, message("audit.reports", lang, n=len(result.reports))]
    starts = [report.period_start for report in result.reports if report.period_start]
    last = [report.period_end for report in result.reports if report.period_end]
    if starts and last:
        parts.append(message("span", lang, start=min(starts).isoformat(), end=max(last).isoformat()))
    if result.read and len(result.read) < len(result.reports):
        parts.append(message("audit.new", lang, n=len(result.read)))
    return " · ".join(parts)


def target_card(target: TargetResult, lang: Lang = "zh") -> Card:
    latest = target.latest
    base = Card(
        verdict=latest.verdict if latest else AWAITING,
        title=target.indicator or target.subject or target.quote,
        demand=demand_of(target),
        due=target.due,
        body=target.body,
        unit=target.unit,
        promise=_promise(target, lang),
        weight=target.weight,
    )
    return _judged(base, target, latest, lang) if latest else base


def _judged(card: Card, target: TargetResult, latest: TargetVerdict, lang: Lang) -> Card:
    asked = latest.verdict == "needs_review"
    pending = latest.verdict in ("behind", "on_track") and target.kind == "amount"
    share = float(latest.value / target.value) if pending and latest.value is not None and target.value else None
    return replace(
        card,
        actual=_actual(latest),
        margin=latest.margin,
        margin_share=latest.margin_share,
        done=share,
        elapsed=latest.elapsed if pending else None,
        answer=words_of(latest.answer, lang) if latest.answer else None,
        candidates=_candidates(latest, lang) if asked else (),
        modifiers=latest.modifiers,
        note=latest.note if asked or latest.verdict in NOTED else "",
        pinned=_pinned(target) if "pinned" in latest.modifiers else "",
    )


def _pinned(target: TargetResult) -> str:
    return ": ".join(part for part in (target.pinned_by, target.pinned_why) if part)


def _actual(latest: TargetVerdict) -> str:
    if latest.answer and latest.value is not None:
        return latest.answer.text
    return scaled(latest.value, latest.unit) if latest.value is not None else ""


def _promise(target: TargetResult, lang: Lang) -> Words | None:
    if target.promise:
        return words_of(target.promise, lang)
    if not target.quote:
        return None
    return Words(target.quote, 0, len(target.quote), f"{target.file}:{target.line}")


def _candidates(latest: TargetVerdict, lang: Lang) -> tuple[tuple[Words, str], ...]:
    return worth_asking(
        [
            (words_of(found.quote, lang), found.reason)
            for found in latest.candidates
            if found.quantity != latest.quantity
        ]
    )


def words_of(quote: Quote, lang: Lang) -> Words:
    low = quote.start - quote.sentence_start
    return Words(quote.sentence, low, low + len(quote.text), spot(quote.doc, quote.line, quote.place, lang))


def _contradictions(result: AuditResult, lang: Lang, width: int) -> Lines:
    """What contradicts, then what merely changed."""
    passed = [("relation", one.key) in result.passed_over for one in result.relations]
    told = [one for one, gone in zip(result.relations, passed, strict=True) if not gone]
    wrong = [relation for relation in told if relation.contradicts]
    changed = [relation for relation in told if relation.changed]
    less = Counter(
        (one.contradicts, one.changed) for one, gone in zip(result.relations, passed, strict=True) if gone
    )
    return [
        *_sums("contradictions", "bold red", result.contradictions - less[True, False], wrong, lang, width),
        *_sums("changes", "bold yellow", result.changes - less[False, True], changed, lang, width),
    ]


def _sums(
    name: str, style: str, number: int, relations: Sequence[RelationResult], lang: Lang, width: int
) -> Lines:
    if not number:
        return []
    title = f"{message(f'audit.{name}_head', lang)} {number}"
    lines = [Text(""), *heading(title, message(f"audit.{name}_about", lang), style, width)]
    shown = relations[:CONTRADICTIONS]
    for relation in shown:
        lines += relation_lines(relation.type, named_words(relation, lang), _places(relation, lang), lang, width)
    return [*lines, *more(number - len(shown), lang)]


def _places(relation: RelationResult, lang: Lang) -> list[Place]:
    quotes = [member.quote for member in relation.members]
    return [
        Place(q.start, q.end, q.sentence, q.sentence_start, q.doc, spot(q.doc, q.line, q.place, lang))
        for q in quotes
    ]


def _right_width(lang: Lang) -> int:
    return cell_len(message("audit.right", lang))


def _right(result: AuditResult, lang: Lang) -> str:
    """One line: what was checked and found right, relations by type; softer verdicts counted after it."""
    comma, colon = message("audit.comma", lang), message("audit.colon", lang)
    counted_all = result.relation_counts
    kinds = Counter({kind: n for (kind, verdict), n in counted_all.items() if verdict == "consistent"})
    if not counted_all:
        return message("audit.right_none", lang)
    counted = comma.join(
        message("audit.verdict_count", lang, word=word("relation", kind, lang), n=n)
        for kind, n in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    )
    parts = [message("audit.right_relations", lang, n=kinds.total()) + (f"{colon}{counted}" if counted else "")]
    soft: Counter[str] = Counter()
    for (_, verdict), n in counted_all.items():
        if verdict not in ("consistent", "inconsistent"):
            soft[verdict] += n
    parts += [
        message("audit.soft_relations", lang, n=n, word=word("relation_verdict", verdict, lang))
        for verdict, n in sorted(soft.items())
    ]
    return message("audit.semicolon", lang).join(parts) + message("audit.stop", lang)


def finding_lines(result: AuditResult, lang: Lang, width: int) -> Lines:
    lines = [Text("")]
    title = message("audit.findings", lang, n=len(result.findings))
    counted = Counter(finding.severity for finding in result.findings)
    shares = message("audit.comma", lang).join(
        message("audit.verdict_count", lang, word=word("severity", severity, lang), n=counted[severity])
        for severity in SEVERITIES
        if counted[severity]
    )
    ran = message("audit.evaluated", lang, n=result.evaluated)
    joined = f"{title}{message('audit.colon', lang)}{shares}" if shares else message("audit.no_findings", lang)
    lines += heading(joined, ran, "key", width)
    lines += indented(_finding_table(result.findings, lang, width - 1), 1)
    lines += settled_lines(result, lang, width)
    return [*lines, *wrap(Text(exit_reason(result, lang), "label"), width)]


def _finding_table(findings: Sequence[FindingResult], lang: Lang, width: int) -> Lines:
    """A line an expectation; below it the findings that no target or contradiction above already shows."""
    index = 0 if lang == "zh" else 1
    groups: dict[tuple[str, str, str], list[FindingResult]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.title[index], finding.suite), []).append(finding)
    words = [word("severity", severity, lang) for severity, _, _ in groups] or [""]
    columns = [Column(max(cell_len(w) for w in words)), Column(None), Column(6, right=True)]
    lines: Lines = []
    for (severity, title, _), members in groups.items():
        count = Text(message("audit.suite_count", lang, n=len(members)), "label")
        name = Text(word("severity", severity, lang), SEVERITY_STYLES.get(severity, ""))
        lines += table([[name, Text(title), count]], columns, width)
        told = [found for found in members if found.subject_kind not in ("target", "relation")]
        indent = (columns[0].width or 0) + 2
        for finding in told[:FINDINGS]:
            room = FINDING_LINES * (width - indent)
            body = Text(clip_around(finding.message[index], finding.quote, message("audit.colon", lang), room))
            lines += indented(labelled("-", body, _place(finding, index, lang), width - indent, 1), indent)
        lines += indented(more(len(told) - FINDINGS, lang), indent)
    return lines


def _place(finding: FindingResult, index: int, lang: Lang) -> str:
    """Where a finding stands, unless its message says so itself."""
    place = spot(finding.doc, finding.line, finding.place, lang) if finding.line else finding.doc
    return "" if finding.message[index].startswith(finding.doc) else place


def exit_reason(result: AuditResult, lang: Lang) -> str:
    level = word("severity", result.fail_on, lang)
    reached = sum(at_or_above(finding.severity, result.fail_on) for finding in result.findings)
    if result.unjudged:
        return message("audit.exit_unjudged", lang, n=result.unjudged)
    if result.unread:
        return message("audit.exit_unread", lang, n=len(result.unread))
    return message(f"audit.exit_{result.exit_code}", lang, fail_on=level, n=reached)


def at_or_above(severity: str, level: str) -> bool:
    return level in SEVERITIES and severity in SEVERITIES[: SEVERITIES.index(level) + 1]
