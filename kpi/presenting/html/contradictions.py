"""A contradiction laid out like a worked sum: the terms, the line, what comes out and what the report says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup
from rich.cells import cell_len

from kpi.auditing.result import Member, RelationResult
from kpi.model import Computation, Shape
from kpi.model import Term as Computed
from kpi.presenting.computations import bare_line
from kpi.presenting.html.arithmetic import (
    computed,
    computed_number,
    difference,
    gap,
    holder,
    intervals,
    is_over,
    is_worked,
    member_of,
    mended,
    stated,
    weight,
)
from kpi.presenting.html.atlas import Atlas
from kpi.presenting.html.decisions import Decision, Subject
from kpi.presenting.html.hints import hint_of
from kpi.presenting.html.marks import safe
from kpi.presenting.html.words import Words, words_in
from kpi.presenting.lang import Lang
from kpi.presenting.messages import word
from kpi.presenting.text import excerpt

_SIGNS = {"/": "÷"}
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
    changed: bool  # a standard that is another than before: told with them, counted with none


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
    terms, results = _terms(relation, atlas, lang, words)
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
        hint=hint_of(relation.computation, mended(relation), words),
        formula=bare_line(_named(relation.computation, atlas), lang),
        sentences=_sentences(relation.members),
        href=_href(first, atlas),
        weight=weight(relation),
        decision=decided.get(("relation", relation.key)),
        changed=relation.changed,
    )


def _named(computation: Computation, atlas: Atlas) -> Computation:
    """Reports by their names instead of their periods."""
    sides = (
        tuple(term._replace(label=atlas.name(term.doc)) if term.label else term for term in side)
        for side in (computation.terms, computation.against)
    )
    terms, against = sides
    return replace(computation, terms=terms, against=against)


def _subject(relation: RelationResult) -> str:
    """What it is about: the whole's words; for a share or a rise those of its last member."""
    members = relation.members
    named = members[-1] if relation.type in ("product", "share") else members[0]
    return named.subject or members[0].subject


def _terms(
    relation: RelationResult, atlas: Atlas, lang: Lang, words: Words
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """What is computed, and what comes out of it."""
    computation = relation.computation
    said = Term("", words("sum.stated"), stated(relation), _href(holder(relation), atlas))
    if computation.shape is Shape.COUNT:
        count = Term("=", words("sum.listed"), words("sum.count", n=computed_number(relation)))
        return _listed(computation), (count, said)
    lines = _lines(computation.terms, relation, atlas, words)
    if is_over(relation):
        over = Term("", words("sum.over"), difference(relation, words).strip("+−"))
        return (_parts(relation.members, atlas, words) if computation.against[0].quantity else lines), (over,)
    if computation.shape is Shape.UNCOUNTABLE:
        whole = computation.terms[0].shown
        near = (Term("", f"{one.number} ÷ {whole}", f"= {one.gives}") for one in computation.nearest or ())
        return (*lines, *near), (replace(said, label=words("sum.uncountable")),)
    if is_worked(relation):
        return lines, (Term("=", words("sum.computed"), computed(relation)), said)
    first, *others = _lines(computation.against, relation, atlas, words)
    sign = "" if computation.shape is Shape.SAME else computation.sign
    lines = (*lines, replace(first, sign=sign + first.sign), *others)
    if computation.way:
        went = Term("=", words("sum.went"), computation.off)
        return lines, (went, Term("", words("sum.stated"), computation.way))
    return lines, ()


def _listed(computation: Computation) -> tuple[Term, ...]:
    """What is counted, one by one."""
    return tuple(Term("+" if at else "", term.shown, "1") for at, term in enumerate(computation.terms))


def _lines(terms: Sequence[Computed], relation: RelationResult, atlas: Atlas, words: Words) -> tuple[Term, ...]:
    """A line for each term with its sign and brackets; where they stand in several reports, each names its own."""
    several = len({member.quote.doc for member in relation.members}) > 1
    return tuple(_line(term, member_of(term, relation), several, atlas, words) for term in terms)


def _line(term: Computed, member: Member | None, several: bool, atlas: Atlas, words: Words) -> Term:
    sign, opening, closing = _SIGNS.get(term.sign, term.sign), "(" * term.opens, ")" * term.closes
    if member is None:
        shown = words(f"sum.{term.span}s", n=term.shown) if term.span else term.shown
        return Term(sign, "", f"{opening}{shown}{closing}")
    value = f"{opening}{member.quote.text}{closing}"
    return Term(sign, _label(member, several, atlas), value, _href(member, atlas))


def _parts(members: Sequence[Member], atlas: Atlas, words: Words) -> tuple[Term, ...]:
    names = [words("sum.whole"), *(words("sum.part") for _ in members[1:])]
    return tuple(
        Term("", f"{name} {member.subject}", member.quote.text, _href(member, atlas))
        for name, member in zip(names, members, strict=True)
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
