"""A row each target: verdict, numbers, charts, both quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from kpi.auditing.result import Quote, TargetResult, TargetVerdict
from kpi.model import Op, Weight
from kpi.presenting.audit_view import target_card, words_of
from kpi.presenting.bodies_view import short_names
from kpi.presenting.card import MEASURED, Card, margin_words, worth_asking
from kpi.presenting.html.atlas import Atlas, Excerpted
from kpi.presenting.html.charts import Threshold, bullet, sparkline
from kpi.presenting.html.decisions import Decision, Subject
from kpi.presenting.html.trends import Point
from kpi.presenting.html.verdicts import group_of, mark_of, rank
from kpi.presenting.html.words import Words, translated, words_in
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word
from kpi.presenting.numbers import scaled
from kpi.presenting.text import excerpt
from kpi.presenting.weights import weight_rank

PROMISE_CELLS, ANSWER_CELLS = 30, 30  # widths of excerpts, two for a Chinese character
CANDIDATES = 3
WIDE = 0.01  # an interval narrower than this share of its value would not be seen


@dataclass(frozen=True, slots=True)
class TargetRow:
    """`number` counts from 1 in the audit's order and makes the anchor `t<number>`."""

    number: int
    verdict: str
    group: str
    mark: str
    verdict_word: str
    title: str
    body: str
    short: str  # of the body, without what all their names end with
    field: str
    field_name: str
    due: date
    demand: str
    actual: str
    margin: str  # the bare number; the unit stands beside it in the row
    margin_note: str  # its share of the target, or 个百分点
    margin_words: str  # both in one
    margin_share: float
    pace: str
    chart: Markup
    trend: Markup
    trend_words: str
    tags: tuple[str, ...]
    promise: Excerpted | None
    answer: Excerpted | None
    candidates: tuple[tuple[Excerpted, str], ...]
    note: str
    pinned: str
    decision: Decision | None
    weight: str = Weight.NUMBER.value

    @property
    def anchor(self) -> str:
        return f"t{self.number}"


def target_rows(
    targets: Sequence[TargetResult],
    fields: Mapping[str, tuple[str, str]],
    trends: Mapping[str, tuple[Point, ...]],
    decided: Mapping[Subject, Decision],
    atlas: Atlas,
    lang: Lang,
) -> list[TargetRow]:
    """Worst first; within a verdict headlines first, then by margin, then as in the audit. `fields` gives id and
    name for a target.
    """
    names = short_names({target.body for target in targets})
    rows = [
        _row(
            number,
            target,
            names[target.body],
            fields[target.target],
            trends.get(target.target, ()),
            decided.get(("target", target.target)),
            atlas,
            lang,
        )
        for number, target in enumerate(targets, start=1)
    ]
    return sorted(
        rows,
        key=lambda row: (
            rank(row.verdict), weight_rank(row.weight), row.margin_share if row.group != "met" else 0.0
        ),
    )  # fmt: skip


def _row(
    number: int,
    target: TargetResult,
    short: str,
    field: tuple[str, str],
    points: tuple[Point, ...],
    decision: Decision | None,
    atlas: Atlas,
    lang: Lang,
) -> TargetRow:
    card, latest, words = target_card(target), target.latest, words_in(lang)
    measured = card.margin is not None and card.verdict in MEASURED and card.elapsed is None
    chart, spark, told = Markup(""), Markup(""), ""
    if latest and latest.value is not None and target.value is not None and latest.unit == target.unit:
        chart = _bullet(target, latest, card, words)
    if len(points) > 1:
        told = " → ".join(f"{atlas.name(p.doc)} {scaled(Decimal(str(p.value)), target.unit)}" for p in points)
        label = words("trend_label", points=told)
        spark = sparkline([point.value for point in points], threshold_of(target), label)
    return TargetRow(
        number=number,
        verdict=card.verdict,
        group=group_of(card.verdict),
        mark=mark_of(card.verdict),
        verdict_word=word("verdict", card.verdict, lang),
        title=card.title,
        body=target.body,
        short=short,
        field=field[0],
        field_name=field[1],
        due=target.due,
        demand=card.demand,
        actual=card.actual if target.op != Op.DONE else "",
        margin=_margin(card) if measured else "",
        margin_note=_margin_note(card, words) if measured else "",
        margin_words=margin_words(card, lang) if measured else "",
        margin_share=_share(target, latest),
        pace=words("pace", done=_percent(card.done), elapsed=_percent(card.elapsed)) if _paced(card) else "",
        chart=chart,
        trend=spark,
        trend_words=told,
        tags=_tags(card, lang),
        promise=_promise(number, target, atlas),
        answer=_excerpted(latest.answer, f"a{number}", atlas) if latest and latest.answer else None,
        candidates=_candidates(latest, atlas, lang) if latest and card.candidates else (),
        note=translated(card.note, lang),
        pinned=card.pinned,
        decision=decision,
        weight=target.weight,
    )


def threshold_of(target: TargetResult) -> Threshold:
    if target.value is None:
        return Threshold(None, None)  # held against another number
    value = float(target.value)
    if target.op == Op.AT_MOST:
        return Threshold(None, value)
    if target.op == Op.RANGE:
        return Threshold(value, float(target.value_high if target.value_high is not None else value))
    return Threshold(value, None if target.op == Op.AT_LEAST else value)


def _bullet(target: TargetResult, latest: TargetVerdict, card: Card, words: Words) -> Markup:
    value = float(latest.value or 0)
    low, high = latest.interval
    ends = (None if low is None else float(low), None if high is None else float(high))
    narrow = None not in ends and abs(float(high or 0) - float(low or 0)) < WIDE * max(abs(value), 1e-9)
    whisker = (value, value) if narrow or (low is None and high is None) else ends
    pace = latest.elapsed * float(target.value) if card.elapsed and latest.elapsed and target.value else None
    told = "" if whisker[0] == whisker[1] else interval_words(latest, words)
    label = words("bullet_label", interval=told) if told else ""
    return bullet(value, threshold_of(target), whisker, label, pace)


def interval_words(latest: TargetVerdict, words: Words) -> str:
    low, high = latest.interval
    if low is None or high is None or low == high:
        return ""
    return words("interval", low=scaled(low, ""), high=scaled(high, latest.unit))


def _share(target: TargetResult, latest: TargetVerdict | None) -> float:
    """The margin as a share of the target, negative where it falls short."""
    if latest is None or latest.margin is None or not target.value:
        return 0.0
    share = latest.margin_share if latest.margin_share is not None else float(latest.margin / target.value)
    return -share if target.op == Op.AT_MOST else share


def _margin(card: Card) -> str:
    margin = card.margin or Decimal(0)
    return f"{'+' if margin > 0 else ''}{scaled(margin, '')}"


def _margin_note(card: Card, words: Words) -> str:
    if card.unit == "%":
        return words("points").strip()
    share = card.margin_share or 0
    return f"{'+' if share > 0 else ''}{share * 100:.1f}%".replace("-", "−").replace(".0%", "%") if share else ""


def _paced(card: Card) -> bool:
    return card.done is not None and card.elapsed is not None


def _percent(share: float | None) -> str:
    return f"{(share or 0) * 100:.1f}".removesuffix(".0") + "%"


def _tags(card: Card, lang: Lang) -> tuple[str, ...]:
    wanted = [m for m in card.modifiers if m != "revised" or "revised_down" not in card.modifiers]
    headline = (word("weight", card.weight, lang),) if card.weight == Weight.HEADLINE else ()
    return headline + tuple(word("modifier", modifier, lang) for modifier in wanted)


def _promise(number: int, target: TargetResult, atlas: Atlas) -> Excerpted | None:
    if target.promise:
        return _excerpted(target.promise, f"p{number}", atlas)
    if not target.quote:
        return None
    return Excerpted("", target.quote, "", "", f"{target.file}:{target.line}")


def _excerpted(quote: Quote, key: str, atlas: Atlas) -> Excerpted:
    low = quote.start - quote.sentence_start
    cells = PROMISE_CELLS if key.startswith("p") else ANSWER_CELLS
    part = excerpt(quote.sentence, low, low + len(quote.text), cells)
    before, inside, after = part.text[: part.start], part.text[part.start : part.end], part.text[part.end :]
    return Excerpted(before, inside, after, atlas.href(key, quote.doc), atlas.place(quote))


def _candidates(latest: TargetVerdict, atlas: Atlas, lang: Lang) -> tuple[tuple[Excerpted, str], ...]:
    found = [(words_of(c.quote, lang), c) for c in latest.candidates if c.quantity != latest.quantity]
    offered = worth_asking([(words, candidate.reason) for words, candidate in found])
    kept = [next(c for words, c in found if words == offer) for offer, _ in offered[:CANDIDATES]]
    return tuple(
        (replace(_excerpted(c.quote, "", atlas), href=_line_href(c.quote, atlas)), word("reason", c.reason, lang))
        for c in kept
    )


def _line_href(quote: Quote, atlas: Atlas) -> str:
    """A candidate has no mark of its own: its report's line will do."""
    number = atlas.order.get(quote.doc)
    return f"#e{number}L{quote.line}" if number else ""
