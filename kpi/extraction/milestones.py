"""Milestones: a named deliverable with a verb of completion and no number (出台《…》, 完成…项目并投入运营)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kpi.extraction.due import due_date
from kpi.language import language_data
from kpi.model import Op, Quantity, Report, Role, Section, SectionKind, Subject, Target, TargetKind
from kpi.numbers.units import alternatives, is_duration
from kpi.reading import due_at
from kpi.rules import on

_CLAUSE = re.compile(r"(?:“[^”\n]{0,60}”|《[^》\n]{0,80}》|[(（][^)）\n]{0,60}[)）]|[^，,。；;：:！？!?\n])+")
# How far before a milestone the words stand that say when it is due.
LOOK_BACK = 40
_TIMED = re.compile(r"\d月|季度|[上下]半年|年底|年内|20\d\d年")
_SOON = re.compile(
    r"(?:早日|尽早|尽快|年内|按时|按期|如期|上半年|下半年|年底前|\d{1,2}月(?:份|底前?)?|[\u4e00-\u9fff]{2,4}前)+$"
)
_TITLE = re.compile(r"《[^》\n]{2,80}》")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+要|\(?[一二三四五六七八九十\d]+\)?[、.]|同时|并|力争|确保|争取|年内|年底前?|下半年|今年|全面|全力|尽快|及时|如期|按时|按期|要|拟|，|、)+"
)


_ITEM = re.compile(r"(?:“[^”]*”|《[^》]*》|[(（][^)）]*[)）]|[^、])+")
_SUCH = "等(?:活动|工作|任务|项目|工程)?"
_AND_SUCH = re.compile(rf"{_SUCH}$")
_SECOND_VERB = re.compile(
    r"^(?:并|和)?(?:健全|完善|实施|投用|投运|投产|投入使用|启用|运营|出台|印发|发布|建设)(?=[\u4e00-\u9fff“《])"
)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    data = language_data("targets")

    def words(name: str) -> str:
        return alternatives(tuple(data[name]))

    return {
        "documents": re.compile(rf"(?:{words('documents')})(?!后|过|的)"),
        "drafted": re.compile(rf"(?<![模虚])拟(?:{words('documents')})(?P<title>《[^》\n]{{2,80}}》)"),
        "document": re.compile(
            rf"(?:{words('documents')})(.{{2,40}}?(?:{words('document_tails')}))(?:[^\u4e00-\u9fff]|$)"
        ),
        "finished": re.compile(rf"(?:{words('finished')})"),
        "done": re.compile(rf"(?:{words('done')})(.{{4,60}}?(?:{words('done_tails')})(?:{_SUCH})?)$"),
        "vague": re.compile(words("vague")),
        "carried_out": re.compile(rf"(.{{4,40}}?(?:{words('tasks')}))(?:按期|如期|按时|全面|全部)+完成$"),
        "task": re.compile(rf"(?:{words('done_tails')})$"),
        "placed": re.compile(rf"在[^,，、]{{2,30}}?(?=(?:{words('placed')}))"),
        "working": re.compile(rf"(?:{words('finished')}|{words('working')})?(?:条件)?[”)）]?"),
        "built": re.compile(rf"(?:{words('built')})([^,，]{{4,40}})$"),
        "opened": re.compile(rf"(?:{words('opened')})$"),
        "pushed": re.compile(words("pushed")),
        "abstract": re.compile(rf"(?:{words('abstract_tails')})$|^一批"),
        "empty": re.compile(words("empty")),
        "any": re.compile("|".join(words(name) for name in ("documents", "finished", "done", "built"))),
        "past": re.compile(words("past")),
    }


def milestones(report: Report, scanned: str, quantities: Sequence[Quantity], first: int) -> list[Target]:
    """Milestones of the plan sections, and titles that a review says are to come, in text order.

    `first` is the number of the first id.
    """
    if report.plan_due is None:
        return []
    taken = [(q.start, q.end) for q in quantities if not _is_named(scanned, q)]
    found = [(0, one, _year_end(report)) for one in _drafts(report, scanned)]
    at = 0
    for section in report.sections:
        if section.kind is not SectionKind.PLAN:
            continue
        due: date | None = None
        for match in _clauses(scanned, section):
            while at < len(taken) and taken[at][1] <= match.start():
                at += 1
            if at < len(taken) and taken[at][0] < match.end():
                continue
            for one in _deliverables(match[0]):
                due = due or due_at(report, section.start) or report.plan_due
                found.append((match.start(), one, due))
    found.sort(key=lambda row: (row[0] + row[1].start, row[0] + row[1].end))
    return [
        _milestone(report, scanned, base, one, number, due) for number, (base, one, due) in enumerate(found, first)
    ]


def _is_named(text: str, quantity: Quantity) -> bool:
    """制定十年行动方案, 亿元以上项目: a length of time in words, or a round size, is part of what is delivered."""
    sizes = quantity.role is Role.OTHER and text[quantity.start] in "百千万亿"
    return sizes or (quantity.optional and is_duration(quantity.unit))


def _year_end(report: Report) -> date:
    """The end of the year under review; of a whole year's review the plan's, for nothing is due in the past."""
    end = date(report.period_end.year, 12, 31) if report.period_end else None
    return end if end and end != report.period_end else report.plan_due or date.max


def _drafts(report: Report, text: str) -> Iterator[_Deliverable]:
    """拟出台《…》 inside a review: a document that is still to come within its year."""
    for section in report.sections:
        if section.kind is SectionKind.REVIEW and on("milestone.drafted"):
            for match in _words()["drafted"].finditer(text, section.start, section.end):
                yield _Deliverable(match.start(), match.end(), match["title"], "milestone.drafted")


def _clauses(text: str, section: Section) -> Iterator[re.Match[str]]:
    """The clauses of the sentences that hold a verb of completion; most sentences of a plan hold none."""
    any_verb = _words()["any"]
    start = section.start
    while start < section.end:
        stop = text.find("。", start, section.end)
        stop = stop + 1 if stop >= 0 else section.end
        if any_verb.search(text, start, stop):
            yield from _CLAUSE.finditer(text, start, stop)
        start = stop


@dataclass(frozen=True, slots=True)
class _Deliverable:
    """What a clause promises, at offsets within it, and the rule that says so."""

    start: int
    end: int
    subject: str
    rule: str


def _deliverables(clause: str) -> list[_Deliverable]:
    words = _words()
    if not words["any"].search(clause):
        return []
    lead = _LEAD.match(clause)
    skip = lead.end() if lead else 0
    body = clause[skip:]
    if len(body) < 6 or words["past"].search(body[:6]):
        return []
    if words["empty"].search(body) or body.startswith("不"):
        return []
    return next((found for found in _promised(clause, skip, body) if found and on(found[0].rule)), [])


def _promised(clause: str, skip: int, body: str) -> Iterator[list[_Deliverable]]:
    """What each rule would find in a clause, the decisive one first."""
    words = _words()
    yield _titles(skip, body)
    vague = words["vague"].match(body)
    if not vague:
        placed = words["placed"].match(body)
        at = skip + (placed.end() if placed else 0)
        body = clause[at:]
        document = words["document"].match(body)
        if document:
            yield [_Deliverable(skip, len(clause), _object(document[1]), "milestone.document")]
        done = words["done"].match(body)
        if done:
            yield _each(clause, skip, at, done[1], "milestone.done")
        carried_out = words["carried_out"].match(body)
        if carried_out:
            yield _each(clause, skip, at, carried_out[1], "milestone.carried-out")
        built = words["built"].match(body)
        if built and not words["abstract"].search(built[1]):
            yield [_Deliverable(skip, len(clause), _object(built[1]), "milestone.built")]
    finished = words["finished"].search(body)
    if finished and finished.start() >= 4 and words["working"].fullmatch(body, finished.end()):
        pushed = words["pushed"].match(body)
        if not vague or (pushed and words["opened"].search(body)):
            subject = body[pushed.end() if pushed else 0 : finished.start()]
            rule = "milestone.pushed" if pushed else "milestone.finished"
            yield [_Deliverable(skip, len(clause), _SOON.sub("", subject), rule)]


def _titles(skip: int, body: str) -> list[_Deliverable]:
    """出台《…》《…》: one milestone a title."""
    titles = list(_TITLE.finditer(body))
    verb = _words()["documents"].search(body)
    if not (titles and verb and verb.start() < titles[0].start() <= verb.end() + 12):
        return []
    starts = [verb.start(), *(title.start() for title in titles[1:])]
    return [
        _Deliverable(skip + start, skip + title.end(), title[0], "milestone.title")
        for start, title in zip(starts, titles, strict=True)
    ]


def _each(clause: str, skip: int, at: int, deliverable: str, rule: str) -> list[_Deliverable]:
    """完成甲评选、乙结对等活动: one milestone for each item where every item names what is to be done."""
    start = clause.index(deliverable, at)
    stop = _AND_SUCH.search(deliverable)
    items = list(_ITEM.finditer(deliverable, 0, stop.start() if stop else len(deliverable)))
    if len(items) < 2 or not all(_words()["task"].search(item[0]) for item in items):
        return [_Deliverable(skip, len(clause), _object(deliverable), rule)]
    starts = [skip, *(start + item.start() for item in items[1:])]
    return [
        _Deliverable(begin, start + item.end(), _object(item[0]), rule)
        for begin, item in zip(starts, items, strict=True)
    ]


def _object(words: str) -> str:
    """建立健全…机制, 建成投用…: the second verb is no part of what is delivered."""
    return _SECOND_VERB.sub("", words)


def _milestone(report: Report, text: str, base: int, one: _Deliverable, number: int, due: date) -> Target:
    start, end = base + one.start, base + one.end
    low = max(0, start - LOOK_BACK)
    sentence = max(low, text.rfind("。", low, start) + 1, text.rfind("\n", low, start) + 1)
    own = _TITLE.sub("", text[start:end])
    words = own if _TIMED.search(own) else _TITLE.sub("", text[sentence:end])
    return Target(
        id=f"t{number}",
        start=start,
        end=end,
        text=report.text[start:end],
        subject=Subject(one.subject),
        kind=TargetKind.MILESTONE,
        op=Op.DONE,
        due=due_date(words, due),
        rule=one.rule,
    )
