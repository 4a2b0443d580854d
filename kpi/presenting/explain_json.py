"""The story of one target as plain dictionaries for JSON; field names as in the audit's JSON where it has them."""

from __future__ import annotations

from kpi.auditing.result import TargetResult
from kpi.auditing.story import Arithmetic, Chapter, Link, Story, gate_of
from kpi.presenting.jsonvalues import Json, day, interval, quote
from kpi.presenting.numbers import json_number
from kpi.workspace.targets import Pin

FORMAT = "kpi-explanation/1"


def story_json(story: Story) -> Json:
    """One target: promise and demand, a chapter a report in order, other plans, the pin."""
    latest = story.target.latest
    return {
        "format": FORMAT,
        **_target(story.target),
        "verdict": latest.verdict if latest else None,
        "pinned": _pin(story.pin) if story.pin else None,
        "role_rule": story.rules[0] if story.rules else None,
        "period_rule": story.rules[1] if story.rules else None,
        "reports": [_chapter(chapter) for chapter in story.chapters],
        "other_plans": [_link(link) for link in story.links],
    }


def _target(target: TargetResult) -> Json:
    return {
        "target": target.target,
        "file": target.file,
        "line": target.line,
        "body": target.body,
        "indicator": target.indicator,
        "kind": target.kind,
        "op": target.op,
        "value": json_number(target.value),
        "value_high": json_number(target.value_high),
        "unit": target.unit,
        "relative": target.relative or None,
        "due": target.due.isoformat(),
        "quote": target.quote,
        "promise": quote(target.promise),
    }


def _pin(pin: Pin) -> Json:
    return {
        "quote": pin.quote or None,
        "report": pin.report or None,
        "verdict": pin.verdict.value if pin.verdict else None,
        "by": pin.by,
        "on": pin.on.isoformat(),
        "why": pin.why,
    }


def _chapter(chapter: Chapter) -> Json:
    verdict = chapter.verdict
    return {
        "report": chapter.doc,
        "period_start": day(chapter.period_start),
        "period_end": day(chapter.period_end),
        "published": day(chapter.published),
        "due": chapter.is_due,
        "decides": verdict.is_latest,
        "since": chapter.since.isoformat(),
        "elapsed": round(chapter.elapsed, 6),
        "verdict": verdict.verdict,
        "modifiers": list(verdict.modifiers),
        "confidence": round(verdict.confidence, 6),
        "answer": quote(verdict.answer),
        "value": json_number(verdict.value),
        "unit": verdict.unit,
        "arithmetic": _arithmetic(chapter.arithmetic) if chapter.arithmetic else None,
        "note": verdict.note,
        "gate": gate_of(verdict) or None,
        "rejected": [
            {
                "answer": quote(rejected.candidate.quote),
                "value": json_number(rejected.candidate.value),
                "unit": rejected.candidate.unit,
                "score": round(rejected.candidate.score, 6),
                "reason": rejected.candidate.reason,
                "answers": rejected.answers or None,
            }
            for rejected in chapter.rejected
        ],
    }


def _arithmetic(found: Arithmetic) -> Json:
    """In the target's unit."""
    return {
        "actual": json_number(found.actual),
        "actual_interval": interval(found.answer),
        "threshold": json_number(found.threshold),
        "at_most": found.at_most,
        "slack": json_number(found.slack),
        "margin": json_number(found.actual - found.threshold),
        "margin_interval": interval(found.margin),
        "share": None if found.share is None else round(found.share, 6),
    }


def _link(link: Link) -> Json:
    modifier = link.modifier or None
    return {**_target(link.target), "later": link.later, "modifier": modifier, "lowered": link.lowered}
