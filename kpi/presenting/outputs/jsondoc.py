"""JSON: every verdict with its evidence (kpi-audit.schema.json).

It holds both languages, so is the same in both."""

from __future__ import annotations

from kpi.auditing.result import AuditResult
from kpi.presenting.audit_json import audit_json
from kpi.presenting.jsonvalues import dumps
from kpi.presenting.lang import Lang


def render(result: AuditResult, lang: Lang, folder: str = "") -> bytes:
    return dumps(audit_json(result)).encode("utf-8", errors="replace")  # of a lone surrogate
