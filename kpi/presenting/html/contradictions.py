"""A contradiction laid out like a worked sum: the terms, the line, what comes out and what the report says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup
from rich.cells import cell_len

from kpi.auditing.result import Member, RelationResult
from kpi.model import Interval
from kpi.presenting.html.atlas import Atlas
from kpi.presenting.html.decisions import Decision, Subject
from kpi.presenting.html.hints import bare, hint_of
from kpi.presenting.html.marks import safe
from kpi.presenting.html.words import Words, translated, words_in
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word
from kpi.presenting.numbers import plain, scaled
from kpi.presenting.text import excerpt

_MONTHS = re.compile(r"× (\d+) 个月")
_LISTED = re.compile(r"列出 \d+: (.+)$")
AROUND = 44  # cells of a sentence around its members
_DIGITS = re.compile(r"[\d,]*(?:\.(\d+))?[余多]?([万亿]?)")


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the sum; `href` leads to the number in the report."""

    sign: str
    label: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """`weight` is how far off the stated number is, as a share of it: what comes first."""

    anchor: str
    kind: str
    doc: str
    body: str
    report: str
    place: str
    subject: str
    terms: tuple[Term, ...]
    results: tuple[Term, ...]
    gap: str
    interval: str
    hint: str
    formula: str
    sentences: tuple[Markup, ...]
    href: str
    weight: float
    decision: Decision | None


def worked_sums(
    relations: Sequence[RelationResult], decided: Mapping[Subject, Decision], atlas: Atlas, lang: Lang
) -> list[Worked]:
    """The worst first, what the ledger settled last; anchors count in the audit's order."""
    sums = [_worked(f"c{n}", relation, decided, atlas, lang) for n, relation in enumerate(relations, start=1)]
    return sorted(sums, key=lambda worked: (settled(worked.decision), -worked.weight))


def settled(decision: Decision | None) -> bool:
    return decision is not None and not decision.counts


def _worked(
    anchor: str, relation: RelationResult, decided: Mapping[Subject, Decision], atlas: Atlas, lang: Lang
) -> Worked:
    words = words_in(lang)
    terms, results = _terms(relation, atlas, words)
    first = relation.members[0]
    return Worked(
        anchor=anchor,
        kind=word("relation", relation.type, lang),
        doc=relation.doc,
        body=relation.body,
        report=atlas.name(relation.doc),
        place=atlas.place(first.quote),
        subject=_subject(relation),
        terms=terms,
        results=results,
        gap=_gap(relation, words),
        interval=_intervals(relation, words),
        hint=hint_of(relation.note, _mended(relation), words),
        formula=translated(bare(relation.note), lang),
        sentences=_sentences(relation.members),
        href=_href(first, relation.doc, atlas),
        weight=_weight(relation),
        decision=decided.get(("relation", relation.key)),
    )


def _subject(relation: RelationResult) -> str:
    """What it is about: the whole's words; for a share or a rise those of its last member."""
    members = relation.members
    named = members[-1] if relation.type in ("product", "share") else members[0]
    return named.subject or members[0].subject


def _terms(relation: RelationResult, atlas: Atlas, words: Words) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    members = relation.members
    term = {member.id: _term("", member, relation.doc, atlas) for member in members}
    first, last = members[0], members[-1]
    said = Term("", words("sum.stated"), _stated(relation), _href(_holder(relation), relation.doc, atlas))
    comes = Term("=", words("sum.computed"), _computed(relation))
    match relation.type:
        case "sum":
            return _signed(members[1:], "+", relation.doc, atlas), (comes, said)
        case "product":
            factors = _signed(members[:-1], "×", relation.doc, atlas)
            months = _MONTHS.search(relation.note)
            span = (Term("×", "", words("sum.months", n=months[1])),) if months else ()
            return (*factors, *span), (comes, said)
        case "share" if len(members) == 3:
            return _signed(members[:2], "÷", relation.doc, atlas), (comes, said)
        case "rise" if len(members) == 3:
            by_part = last.unit == "%" and first.unit != "%"
            terms = _signed((members[1], first), "÷" if by_part else "−", relation.doc, atlas)
            return (*terms, *((Term("−", "", "1"),) if by_part else ())), (comes, said)
        case "partial":
            whole = Term("", f"{words('sum.whole')} {first.subject}", first.quote.text, term[first.id].href)
            parts = [
                Term("", f"{words('sum.part')} {m.subject}", m.quote.text, term[m.id].href) for m in members[1:]
            ]
            return (whole, *parts), (Term("", words("sum.over"), _difference(relation, words).lstrip("+−")),)
        case "list_count":
            listed = _LISTED.search(relation.note)
            names = Term("", words("sum.listed"), words("sum.count", n=_computed_number(relation)))
            named = (Term("", listed[1], ""),) if listed else ()
            return named, (names, said)
        case _:
            return tuple(term[member.id] for member in members), ()


def _term(sign: str, member: Member, doc: str, atlas: Atlas) -> Term:
    label = member.subject if len(member.subject) > 1 else ""  # a lone 人 says nothing
    return Term(sign, label, member.quote.text, _href(member, doc, atlas))


def _signed(members: Sequence[Member], sign: str, doc: str, atlas: Atlas) -> tuple[Term, ...]:
    return tuple(_term(sign if at else "", member, doc, atlas) for at, member in enumerate(members))


def _href(member: Member, doc: str, atlas: Atlas) -> str:
    anchor = atlas.figure(doc, member.id)
    return f"#{anchor}" if anchor else ""


def _holder(relation: RelationResult) -> Member:
    """The member that states the result."""
    return relation.members[0] if relation.type in ("sum", "list_count", "partial") else relation.members[-1]


def _stated(relation: RelationResult) -> str:
    return _holder(relation).quote.text


def _middle(interval: Interval) -> Decimal | None:
    if interval.low is None or interval.high is None:
        return interval.low if interval.high is None else interval.high
    return (interval.low + interval.high) / 2


def _computed_number(relation: RelationResult) -> str:
    return scaled(_rounded(_middle(relation.computed) or Decimal(0)), "")


def _computed(relation: RelationResult) -> str:
    middle = _middle(relation.computed)
    return "" if middle is None else _printed(middle, _holder(relation))


def _printed(value: Decimal, like: Member, finer: int = 1, unit: str | None = None) -> str:
    """A number as the report prints the one it is held against: in its 万 or 亿, with one decimal more."""
    digits = _DIGITS.match(like.quote.text)
    places = len(digits[1] or "") if digits else 0
    multiplier = digits[2] if digits else ""
    factor = Decimal(10) ** {"万": 4, "亿": 8}.get(multiplier, 0)
    exact = value / factor
    number = exact.quantize(Decimal(1).scaleb(-places - finer))
    tail = like.unit if unit is None else unit
    return f"{plain(number)}{multiplier}{tail}"


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _gap(relation: RelationResult, words: Words) -> str:
    return "" if relation.type == "partial" else _difference(relation, words)


def _difference(relation: RelationResult, words: Words) -> str:
    computed, stated = _middle(relation.computed), _middle(relation.stated)
    if computed is None or stated is None:
        return ""
    holder = _holder(relation)
    points = words("points") if holder.unit in ("%", "个百分点") else None
    return f"{'+' if stated > computed else ''}{_printed(stated - computed, holder, unit=points)}"


def _intervals(relation: RelationResult, words: Words) -> str:
    """Said only where the printed digits leave room: then the reader wonders whether rounding explains it."""
    ends = (*relation.computed, *relation.stated)
    if None in ends or relation.type in ("list_count", "restated", "partial"):
        return ""
    if relation.computed.low == relation.computed.high and relation.stated.low == relation.stated.high:
        return ""
    holder = _holder(relation)
    computed, stated = _span(relation.computed, holder), _span(relation.stated, holder)
    return words("sum.interval", computed=computed, stated=stated)


def _span(interval: Interval, like: Member) -> str:
    low, high = interval.low or Decimal(0), interval.high or Decimal(0)
    to = _printed(high, like)
    return to if low == high else f"{_printed(low, like, unit='')}–{to}"


def _sentences(members: Sequence[Member]) -> tuple[Markup, ...]:
    """Each sentence that a member stands in, once, with all members in it marked."""
    found: dict[int, list[Member]] = {}
    for member in members:
        found.setdefault(member.quote.sentence_start, []).append(member)
    return tuple(_marked(group) for _, group in sorted(found.items()))


def _marked(group: Sequence[Member]) -> Markup:
    sentence, shift = group[0].quote.sentence, group[0].quote.sentence_start
    places = sorted({(m.quote.start - shift, m.quote.end - shift) for m in group})
    low, high = places[0][0], places[-1][1]
    part = excerpt(sentence, low, high, cell_len(sentence[low:high]) + AROUND)
    shift = part.start - low
    pieces: list[str] = []
    at = 0
    for start, end in ((start + shift, end + shift) for start, end in places):
        if start >= at:
            pieces += [safe(part.text[at:start]), f"<mark>{safe(part.text[start:end])}</mark>"]
            at = end
    return Markup("".join([*pieces, safe(part.text[at:])]))


def _mended(relation: RelationResult) -> tuple[str, str] | None:
    """The result and the stated number, where one digit put right would make them the same."""
    exact = relation.type in ("sum", "product", "restated", "partial")
    return (_stated(relation), _computed(relation)) if exact else None


def _weight(relation: RelationResult) -> float:
    computed, stated = _middle(relation.computed), _middle(relation.stated)
    if computed is None or stated is None:
        return 0.0
    return float(abs(stated - computed) / max(abs(stated), Decimal("0.01")))
