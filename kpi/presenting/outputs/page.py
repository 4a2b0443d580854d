"""HTML: the audit as one page that opens offline (kpi/presenting/html), or what stopped it."""

from __future__ import annotations

from kpi.auditing.result import AuditResult
from kpi.presenting.html import page
from kpi.presenting.lang import Lang


def render(result: AuditResult, lang: Lang, folder: str = "") -> bytes:
    """ValueError for a result that was gathered without the reports' texts."""
    if result.problems:
        return encoded(page.render_stopped(result.problems, lang))
    if result.evidence is None:
        raise ValueError("a page shows the reports' texts, and this result was gathered without them")
    return encoded(page.render(result, result.evidence, lang))


def encoded(html: str) -> bytes:
    """A lone surrogate, which no UTF-8 file can hold, comes out as a question mark."""
    return html.encode("utf-8", errors="replace")
