"""A plan against the next report, in the terminal."""

from __future__ import annotations

from rich.text import Text

from kpi.auditing.fetching import sentence_around
from kpi.documents.places import place_at
from kpi.model import Answer, Comparison, Judgement, Report, Target, TargetKind, Verdict
from kpi.presenting.card import Card, Words, card_sections, count_words, worth_asking
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, styled
from kpi.presenting.messages import message
from kpi.presenting.numbers import demand_of
from kpi.presenting.text import line_of, wrap
from kpi.presenting.weights import weight_lines
from kpi.presenting.where import spot


def compare_lines(comparison: Comparison, lang: Lang, width: int) -> Lines:
    """Who and when, the summary line, then all targets by verdict with quotes from both reports."""
    cards = [judgement_card(judgement, comparison, lang) for judgement in comparison.judgements]
    lines = wrap(styled((_heading(comparison, lang), "head")), width)
    lines.append(Text(""))
    if not cards:
        return [*lines, *wrap(Text(message("compare.none", lang, doc=comparison.plan.doc)), width)]
    lines += wrap(Text(_summary(cards, lang), "key"), width)
    for told in weight_lines([(card.weight, card.verdict) for card in cards], lang):
        lines += wrap(Text(told), width)
    return [*lines, *card_sections(cards, lang, width)]


def _heading(comparison: Comparison, lang: Lang) -> str:
    body = comparison.report.body or comparison.plan.body
    who = f"{body}{message('audit.colon', lang)}" if body else ""
    return f"{who}{comparison.plan.doc} → {comparison.report.doc}"


def _summary(cards: list[Card], lang: Lang) -> str:
    total = message("audit.targets", lang, n=len(cards))
    return f"{total}{message('audit.colon', lang)}{count_words(cards, lang)}{message('audit.stop', lang)}"


def name_of(target: Target) -> str:
    """What a target is called: of a milestone its words, as the verb belongs to the deed (建成…, 印发《…》)."""
    return target.text if target.kind is TargetKind.MILESTONE else target.subject.text or target.text


def judgement_card(judgement: Judgement, comparison: Comparison, lang: Lang) -> Card:
    target, answer = judgement.target, judgement.answer
    told = (Verdict.NEEDS_REVIEW, Verdict.NOT_COMPARABLE, Verdict.IN_PROGRESS, Verdict.DECLARED, Verdict.PARTLY)
    milestone = target.kind is TargetKind.MILESTONE
    pending = target.kind is TargetKind.AMOUNT and judgement.verdict in (Verdict.BEHIND, Verdict.ON_TRACK)
    value = answer.value if answer and pending else None
    return Card(
        verdict=judgement.verdict.value,
        title=name_of(target),
        demand=demand_of(target),
        due=target.due,
        actual=answer.text if answer and not milestone else "",
        margin=judgement.margin,
        margin_share=float(judgement.margin / target.value) if judgement.margin and target.value else None,
        unit=target.unit,
        done=float(value / target.value) if value is not None and target.value else None,
        elapsed=judgement.elapsed if pending else None,
        promise=_promise(comparison.plan, target, lang),
        answer=answer_words(comparison.report, answer, lang) if answer else None,
        candidates=_candidates(judgement, comparison.report, lang),
        note=judgement.note if judgement.verdict in told else "",
        weight=target.weight.value,
    )


def _promise(plan: Report, target: Target, lang: Lang) -> Words:
    """The plan's clause, highlighted in its sentence."""
    return _words(plan, target.start, target.end, sentence_around(plan.text, target.start, target.end), lang)


def _candidates(judgement: Judgement, report: Report, lang: Lang) -> tuple[tuple[Words, str], ...]:
    """Listed only where a person has to choose."""
    if judgement.verdict != Verdict.NEEDS_REVIEW:
        return ()
    taken = judgement.answer.start if judgement.answer else -1
    others = [candidate for candidate in judgement.candidates if candidate.answer.start != taken]
    return worth_asking([(answer_words(report, found.answer, lang), found.reason) for found in others])


def answer_words(report: Report, answer: Answer, lang: Lang) -> Words:
    return _words(report, answer.start, answer.end, answer.sentence, lang)


def _words(report: Report, start: int, end: int, sentence: tuple[int, int], lang: Lang) -> Words:
    low, high = min(sentence[0], start), max(sentence[1], end)
    told = spot(report.doc, line_of(report.text, start), place_at(report.places, start), lang)
    return Words(report.text[low:high], start - low, end - low, told)
