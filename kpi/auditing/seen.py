"""What somebody saw of a finding, or of a target to decide, as a digest: a decision holds for that alone."""

from __future__ import annotations

import hashlib
import json

from kpi.auditing.result import FindingResult
from kpi.auditing.reviewing import Case


def seen_finding(finding: FindingResult) -> str:
    """Of its verdict and numbers, its words, and what had been decided about it."""
    entry = finding.standing.entry if finding.standing.known else None
    decided = (entry.status, entry.who, entry.when, entry.why) if entry else ()
    return _digest(finding.fingerprint, finding.evidence, finding.text or finding.quote, *decided)


def seen_case(case: Case) -> str:
    """Of what was promised, how it stands by which report, what it can be answered by, and who had decided."""
    target, verdict = case.target, case.verdict
    asked = (target.target, target.op, target.value, target.value_high, target.unit, target.relative, target.due)
    promised = target.promise.sentence if target.promise else target.quote
    options = [(option.pin, option.decides, option.quote.text, option.quote.sentence) for option in case.options]
    return _digest(
        *asked, promised, verdict.doc, verdict.verdict, target.pinned_by, target.pinned_why, *sum(options, ())
    )


def _digest(*parts: object) -> str:
    """48 bits in hexadecimal: enough to notice a change, which is all that it is for."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()[:12]
