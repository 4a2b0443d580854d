"""Two drafts of one report in the terminal: the counts, then figures, contradictions, targets, verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from rich.text import Text

from kpi.between.drafts import (
    Difference,
    FigureChange,
    RelationChange,
    RelationKey,
    TargetChange,
    kind_of,
    same_thing,
)
from kpi.documents.places import place_at
from kpi.ledger.entries import Entry
from kpi.matching.drafts import VerdictChange
from kpi.model import Judgement, Quantity, Reading, Relation, Report, Target
from kpi.presenting.card import mark_of, style_of
from kpi.presenting.compare_view import name_of
from kpi.presenting.computations import linked_of, told_line
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, ends, heading, indented, labelled, styled
from kpi.presenting.messages import message, word
from kpi.presenting.numbers import demand_of
from kpi.presenting.relation_view import Place, relation_lines
from kpi.presenting.text import excerpt, line_of, wrap
from kpi.presenting.where import spot

One = TypeVar("One")
_STYLES = {"changed": ("~", "warn"), "new": ("+", "good"), "gone": ("−", "bad")}
_INDENT = 3
_NONE: Mapping[RelationKey, Entry] = {}


def diff_lines(
    found: Difference,
    verdicts: Sequence[VerdictChange] | None,
    lang: Lang,
    width: int,
    dismissed: Mapping[RelationKey, Entry] = _NONE,
) -> Lines:
    """`verdicts` is None where no plan was given; `dismissed` are relations of the new draft, by the ledger."""
    old, new = found.old.report, found.new.report
    body = new.body or old.body
    who = f"{body}{message('audit.colon', lang)}" if body else ""
    lines = [*wrap(styled((f"{who}{old.doc} → {new.doc}", "head")), width), Text("")]
    lines += wrap(Text(_summary(found, verdicts, lang, dismissed), "key"), width)
    for kind in _STYLES:
        lines += _group(f"diff.figures_{kind}", [one for one in found.figures if kind_of(one) == kind],
                        lambda one: _figure(one, found, lang, width), lang, width)  # fmt: skip
    for kind in ("new", "remains", "mended", "dismissed"):
        own = [one for one in found.relations if told_kind(one, dismissed) == kind]
        lines += _group(f"diff.contradictions_{kind}", own,
                        lambda one: _settled(one, found, dismissed, lang, width), lang, width)  # fmt: skip
    lines += _group("diff.targets", found.targets, lambda one: _target(one, found, lang, width), lang, width)
    return lines + _group("diff.verdicts", verdicts or (), lambda one: _verdict(one, lang, width), lang, width)


def told_kind(change: RelationChange, dismissed: Mapping[RelationKey, Entry]) -> str:
    """`dismissed` for a contradiction of the new draft that the ledger dismisses, else the kind of the change."""
    wrong = change.new if change.kind != "mended" else None
    return "dismissed" if wrong and same_thing(wrong) in dismissed else change.kind


def _summary(
    found: Difference, verdicts: Sequence[VerdictChange] | None, lang: Lang, dismissed: Mapping[RelationKey, Entry]
) -> str:
    kinds = Counter(kind_of(one) for one in found.figures)
    wrong = Counter(told_kind(one, dismissed) for one in found.relations)
    counts = [(f"diff.count_{kind}", kinds[kind]) for kind in _STYLES]
    counts += [
        ("diff.count_wrong", wrong["new"]),
        *((f"diff.count_{k}", wrong[k]) for k in ("mended", "remains", "dismissed")),
    ]
    counts += [("diff.count_targets", len(found.targets)), ("diff.count_verdicts", len(verdicts or ()))]
    told = [message(code, lang, n=n) for code, n in counts if n]
    if not any(n for code, n in counts if code not in ("diff.count_remains", "diff.count_dismissed")):
        told = [message("diff.none", lang), *told]
    return message("audit.comma", lang).join([*told, message("diff.same", lang, n=found.same)])


def _group(code: str, changes: Iterable[One], shown: Callable[[One], Lines], lang: Lang, width: int) -> Lines:
    listed = list(changes)
    if not listed:
        return []
    lines = [Text(""), *heading(f"{message(code, lang)} {len(listed)}", "", "bold", width)]
    return [*lines, *(line for one in listed for line in shown(one))]


def _figure(change: FigureChange, found: Difference, lang: Lang, width: int) -> Lines:
    mark, style = _STYLES[kind_of(change)]
    reading, one = (found.new, change.new) if change.new else (found.old, change.old)
    assert one is not None
    both = [figure.text for figure in (change.old, change.new) if figure]
    head = styled((f" {mark} ", style), one.subject.text or one.unit, "  ", (" → ".join(map(_flat, both)), "key"))
    lines = ends(head, Text(_spot(reading.report, one.start, lang), "place"), width)
    return [*lines, *indented(_sentence(reading, one, width - _INDENT), _INDENT)]


def _sentence(reading: Reading, one: Quantity, width: int) -> Lines:
    low, high = min(one.sentence[0], one.start), max(one.sentence[1], one.end)
    part = excerpt(reading.report.text[low:high], one.start - low, one.end - low, width)
    text = Text(part.text, "label")
    text.stylize("mark", part.start, part.end)
    return wrap(text, width)


def _settled(
    change: RelationChange, found: Difference, dismissed: Mapping[RelationKey, Entry], lang: Lang, width: int
) -> Lines:
    """A contradiction, and below it who dismissed it and why."""
    lines = _relation(change, found, lang, width)
    if told_kind(change, dismissed) != "dismissed" or change.new is None:
        return lines
    entry = dismissed[same_thing(change.new)]
    when = entry.when.isoformat() if entry.when else ""
    said = message("diff.dismissed", lang, who=_flat(entry.who), when=when, why=_flat(entry.why))
    return [*lines, *indented(wrap(Text(said, "quiet"), width - _INDENT), _INDENT)]


def _relation(change: RelationChange, found: Difference, lang: Lang, width: int) -> Lines:
    """A contradiction as `extract` shows it; of one that is mended what it was and is, in a line."""
    if change.kind == "mended":
        assert change.old is not None
        line = told_line(change.old.computation, lang)
        now = "" if change.new is None else f" ⇒ {told_line(change.new.computation, lang)}"
        kind = word("relation", change.old.type.value, lang)
        return _hung(styled((" ✓ ", "good"), (f"{kind}  ", "label"), line, (now, "key")), width)
    assert change.new is not None
    figures = {one.id: one for one in found.new.quantities}
    members = [_place(figures[member], found.new.report, lang) for member in change.new.members]
    return relation_lines(change.new.type.value, _line(change.new, found.new, lang), members, lang, width)


def _line(relation: Relation, reading: Reading, lang: Lang) -> str:
    return told_line(relation.computation, lang, linked_of(relation, reading.relations))


def _place(one: Quantity, report: Report, lang: Lang) -> Place:
    low, high = min(one.sentence[0], one.start), max(one.sentence[1], one.end)
    place = _spot(report, one.start, lang)
    return Place(one.start, one.end, report.text[low:high], low, report.doc, place)


def _target(change: TargetChange, found: Difference, lang: Lang, width: int) -> Lines:
    mark, style = _STYLES[kind_of(change)]
    reading, one = (found.new, change.new) if change.new else (found.old, change.old)
    assert one is not None
    asked = " → ".join(dict.fromkeys(_asked(target, lang) for target in (change.old, change.new) if target))
    head = styled((f" {mark} ", style), _flat(name_of(one)), "  ", (asked, "key"))
    lines = ends(head, Text(_spot(reading.report, one.start, lang), "place"), width)
    quote = labelled(message("label.quote", lang), Text(_flat(one.text)), "", width - _INDENT, 6)
    return [*lines, *indented(quote, _INDENT)]


def _asked(target: Target, lang: Lang) -> str:
    demand = demand_of(target) or message("milestone", lang)
    return f"{demand} ({target.due.isoformat()})"


def _verdict(change: VerdictChange, lang: Lang, width: int) -> Lines:
    new = change.new
    told = " → ".join(dict.fromkeys(word("verdict", one.verdict.value, lang) for one in (change.old, new)))
    answers = " → ".join(_answer(one) for one in (change.old, new))
    mark, style = mark_of(new.verdict.value), style_of(new.verdict.value)
    name, asked = _flat(name_of(new.target)), demand_of(new.target)
    head = styled((f" {mark} {told}", style), f"  {name}  ", (f"{asked}  ", "label"), (answers, "key"))
    return _hung(head, width)


def _answer(one: Judgement) -> str:
    return _flat(one.answer.text) if one.answer else "–"


def _hung(head: Text, width: int) -> Lines:
    first, *rest = wrap(head, width)
    return [first, *indented([part for line in rest for part in wrap(line, width - _INDENT)], _INDENT)]


def _spot(report: Report, offset: int, lang: Lang) -> str:
    return spot(report.doc, line_of(report.text, offset), place_at(report.places, offset), lang)


def _flat(words: str) -> str:
    return " ".join(words.split())
