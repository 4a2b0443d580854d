"""The one line that says by how much an audit was held to less than what ships; no output leaves it out."""

from __future__ import annotations

from kpi.auditing.result import AuditResult
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message
from kpi.presenting.problems import describe_all
from kpi.presenting.text import clip

LONGEST = 400  # characters of one of them: a long reason must not hide the others


def unread_lines(result: AuditResult, lang: Lang) -> list[str]:
    """The reports that the audit goes without, each with what is wrong with it, behind a line that says so."""
    told = [clip(said, LONGEST) for said in describe_all(result.unread, lang)]
    return [message("audit.unread", lang, n=len(told)), *told] if told else []


def weakened_line(result: AuditResult, lang: Lang) -> str:
    """Empty where nothing was switched off, weakened, narrowed or dated."""
    stop = message("audit.stop", lang)
    said = [clip(told.removesuffix(stop), LONGEST) for told in describe_all(result.weakened, lang)]
    return message("weakened", lang, n=len(said), told=message("weakened.and", lang).join(said)) if said else ""
