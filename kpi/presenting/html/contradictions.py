"""A contradiction laid out like a worked sum: the terms, the line, what comes out and what the report says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from markupsafe import Markup
from rich.cells import cell_len

from kpi.auditing.result import Member, RelationResult
from kpi.presenting.html.arithmetic import (
    COMPUTED,
    agrees,
    computed,
    computed_number,
    difference,
    gap,
    holder,
    intervals,
    mended,
    stated,
    weight,
)
from kpi.presenting.html.atlas import Atlas
from kpi.presenting.html.decisions import Decision, Subject
from kpi.presenting.html.hints import bare, hint_of
from kpi.presenting.html.marks import safe
from kpi.presenting.html.words import Words, translated, words_in
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word
from kpi.presenting.text import excerpt

_MONTHS = re.compile(r"× (\d+) = ")
_LISTED = re.compile(r"[=≠] \d+: (.+)$")
AROUND = 44  # cells of a sentence around its members


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
        gap=gap(relation, words),
        interval=intervals(relation, words),
        hint=hint_of(relation.note, relation.mends, mended(relation), words),
        formula=translated(_named(bare(relation.note), atlas), lang),
        sentences=_sentences(relation.members),
        href=_href(first, atlas),
        weight=weight(relation),
        decision=decided.get(("relation", relation.key)),
    )


def _named(formula: str, atlas: Atlas) -> str:
    """Reports by their names instead of their files."""
    for doc, name in atlas.names.items():
        formula = formula.replace(f"({doc})", f"({name})")
    return formula


def _subject(relation: RelationResult) -> str:
    """What it is about: the whole's words; for a share or a rise those of its last member."""
    members = relation.members
    named = members[-1] if relation.type in ("product", "share") else members[0]
    return named.subject or members[0].subject


def _terms(relation: RelationResult, atlas: Atlas, words: Words) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """What is computed, and what comes out of it."""
    members = relation.members
    if relation.type in COMPUTED:
        said = Term("", words("sum.stated"), stated(relation), _href(holder(relation), atlas))
        return _worked_terms(relation, atlas, words), (Term("=", words("sum.computed"), computed(relation)), said)
    if relation.type == "partial":
        over = Term("", words("sum.over"), difference(relation, words).strip("+−"))
        return _parts(members, atlas, words), (over,)
    if relation.type == "list_count":
        said = Term("", words("sum.stated"), stated(relation), _href(holder(relation), atlas))
        names = Term("", words("sum.listed"), words("sum.count", n=computed_number(relation)))
        listed = _LISTED.search(relation.note)
        return ((Term("", listed[1], ""),) if listed else ()), (names, said)
    if relation.type == "formula":
        return (*_signed(members, "", atlas), Term("", _named(bare(relation.note), atlas), "")), ()
    return _signed(members, "", atlas), ()


def _worked_terms(relation: RelationResult, atlas: Atlas, words: Words) -> tuple[Term, ...]:
    """The terms with their signs where that is the arithmetic the engine did, else its computation in a line."""
    members, values = relation.members, [member.value for member in relation.members]
    if relation.type == "sum" and agrees(sum(values[1:], Decimal(0)), relation):
        return _signed(members[1:], "+", atlas)
    if relation.type == "product":
        months = _MONTHS.search(relation.note)
        if agrees(prod(values[:-1]) * Decimal(months[1] if months else 1), relation):
            span = (Term("×", "", words("sum.months", n=months[1])),) if months else ()
            return (*_signed(members[:-1], "×", atlas), *span)
    if len(members) == 3 and relation.type == "share" and values[1]:
        if agrees(values[0] / values[1] * 100, relation):
            return _signed(members[:2], "÷", atlas)
    elif len(members) == 3 and relation.type in ("rise", "growth"):
        new, old = members[:2] if relation.type == "growth" else (members[1], members[0])
        if old.value and agrees((new.value / old.value - 1) * 100, relation):
            return (*_signed((new, old), "÷", atlas), Term("−", "", "1"))
        if agrees(new.value - old.value, relation):
            return _signed((new, old), "−", atlas)
    formula = _named(bare(relation.note), atlas).partition(" ≠ ")[0]
    return (*_signed([one for one in members if one is not holder(relation)], "", atlas), Term("", formula, ""))


def _parts(members: Sequence[Member], atlas: Atlas, words: Words) -> tuple[Term, ...]:
    names = [words("sum.whole"), *(words("sum.part") for _ in members[1:])]
    return tuple(
        Term("", f"{name} {member.subject}", member.quote.text, _href(member, atlas))
        for name, member in zip(names, members, strict=True)
    )


def _signed(members: Sequence[Member], sign: str, atlas: Atlas) -> tuple[Term, ...]:
    """A line each; where they stand in several reports, each names its own."""
    several = len({member.quote.doc for member in members}) > 1
    return tuple(
        Term(sign if at else "", _label(member, several, atlas), member.quote.text, _href(member, atlas))
        for at, member in enumerate(members)
    )


def _label(member: Member, several: bool, atlas: Atlas) -> str:
    subject = member.subject if len(member.subject) > 1 else ""  # a lone 人 says nothing
    return " ".join(part for part in (atlas.name(member.quote.doc) if several else "", subject) if part)


def _href(member: Member, atlas: Atlas) -> str:
    anchor = atlas.figure(member.quote.doc, member.id)
    return f"#{anchor}" if anchor else ""


def _sentences(members: Sequence[Member]) -> tuple[Markup, ...]:
    """Each sentence that a member stands in, once, with all members in it marked."""
    found: dict[tuple[str, int], list[Member]] = {}
    for member in members:
        found.setdefault((member.quote.doc, member.quote.sentence_start), []).append(member)
    return tuple(_marked(group) for group in found.values())


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
