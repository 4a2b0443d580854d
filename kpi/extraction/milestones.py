"""Milestones: a named deliverable with a verb of completion and no number (出台《…》, 完成…项目并投入运营)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from kpi.extraction.due import due_date
from kpi.extraction.units import alternatives
from kpi.language import language_data
from kpi.model import Op, Quantity, Report, Section, SectionKind, Subject, Target, TargetKind
from kpi.reading import due_at

_CLAUSE = re.compile(r"(?:“[^”\n]{0,60}”|《[^》\n]{0,80}》|[(（][^)）\n]{0,60}[)）]|[^，,。；;：:！？!?\n])+")
# How far before a milestone the words stand that say when it is due.
LOOK_BACK = 40
_SOON = re.compile(
    r"(?:早日|尽早|尽快|年内|按时|按期|如期|上半年|下半年|年底前|\d{1,2}月(?:份|底前?)?|[\u4e00-\u9fff]{2,4}前)+$"
)
_TITLE = re.compile(r"《[^》\n]{2,80}》")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+要|\(?[一二三四五六七八九十\d]+\)?[、.]|同时|并|力争|确保|争取|年内|年底前?|下半年|今年|全面|全力|尽快|及时|如期|按时|按期|要|拟|，|、)+"
)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    data = language_data("targets")

    def words(name: str) -> str:
        return alternatives(tuple(data[name]))

    return {
        "documents": re.compile(words("documents")),
        "document": re.compile(
            rf"(?:{words('documents')})(.{{2,40}}?(?:{words('document_tails')}))(?:[^\u4e00-\u9fff]|$)"
        ),
        "finished": re.compile(rf"(?:{words('finished')})"),
        "done": re.compile(rf"(?:{words('done')})(.{{4,60}}?(?:{words('done_tails')}))$"),
        "vague": re.compile(words("vague")),
        "built": re.compile(rf"(?:{words('built')})([^,，]{{4,40}})$"),
        "opened": re.compile(rf"(?:{words('opened')})$"),
        "pushed": re.compile(words("pushed")),
        "abstract": re.compile(rf"(?:{words('abstract_tails')})$|^一批"),
        "empty": re.compile(words("empty")),
        "any": re.compile("|".join(words(name) for name in ("documents", "finished", "done", "built"))),
        "past": re.compile(words("past")),
    }


def milestones(report: Report, scanned: str, quantities: Sequence[Quantity], first: int) -> list[Target]:
    """Milestones of the plan sections in text order; `first` is the number of the first id."""
    if report.plan_due is None:
        return []
    found: list[Target] = []
    taken = [(q.start, q.end) for q in quantities]
    at = 0
    sections = [section for section in report.sections if section.kind is SectionKind.PLAN]
    for section in sections:
        due = due_at(report, section.start) or report.plan_due
        for match in _clauses(scanned, section):
            while at < len(taken) and taken[at][1] <= match.start():
                at += 1
            if at < len(taken) and taken[at][0] < match.end():
                continue
            for start, end, subject in _deliverables(match[0]):
                place = match.start() + start, match.start() + end
                found.append(_milestone(report, scanned, place, subject, first + len(found), due))
    return found


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


def _deliverables(clause: str) -> list[tuple[int, int, str]]:
    """(start, end, deliverable) within a clause."""
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
    titles = list(_TITLE.finditer(body))
    verb = words["documents"].search(body)
    if titles and verb and verb.start() < titles[0].start() <= verb.end() + 12:
        spans = [(verb.start(), titles[0].end(), titles[0][0])]
        spans += [(title.start(), title.end(), title[0]) for title in titles[1:]]
        return [(skip + start, skip + end, title) for start, end, title in spans]
    vague = words["vague"].match(body)
    if not vague:
        document = words["document"].match(body)
        if document:
            return [(skip, len(clause), document[1])]
        done = words["done"].match(body)
        if done:
            return [(skip, len(clause), done[1])]
        built = words["built"].match(body)
        if built and not words["abstract"].search(built[1]):
            return [(skip, len(clause), built[1])]
    finished = words["finished"].search(body)
    if finished and finished.end() >= len(body) - 4 and finished.start() >= 4:
        pushed = words["pushed"].match(body)
        if not vague or (pushed and words["opened"].search(body)):
            subject = body[pushed.end() if pushed else 0 : finished.start()]
            return [(skip, len(clause), _SOON.sub("", subject))]
    return []


def _milestone(report: Report, text: str, place: tuple[int, int], subject: str, number: int, due: date) -> Target:
    start, end = place
    low = max(0, start - LOOK_BACK)
    sentence = max(low, text.rfind("。", low, start) + 1, text.rfind("\n", low, start) + 1)
    return Target(
        id=f"t{number}",
        start=start,
        end=end,
        text=report.text[start:end],
        subject=Subject(subject),
        kind=TargetKind.MILESTONE,
        op=Op.DONE,
        due=due_date(_TITLE.sub("", text[sentence:end]), due),
    )
