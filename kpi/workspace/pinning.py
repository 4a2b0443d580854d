"""A person's decision on a target, written into the targets file beside it."""

from __future__ import annotations

import getpass
import subprocess
from datetime import date
from pathlib import Path

from kpi.model import Verdict
from kpi.workspace.drafting import quoted
from kpi.workspace.editing import read_exact, set_answer, write_whole
from kpi.workspace.targets import Pin
from kpi.workspace.yamlfile import Items, Mapping, Scalar, parse_yaml

NONE = "none"  # of the candidates: the report does not say
# What a person may say where words decide nothing by themselves.
DECIDABLE = (
    Verdict.MET,
    Verdict.MISSED,
    Verdict.IN_PROGRESS,
    Verdict.NOT_COMPARABLE,
    Verdict.UNCERTAIN,
    Verdict.NOT_REPORTED,
)


def write_pin(root: Path, file: str, identifier: str, pin: Pin) -> int:
    """Write `answer:` into the target `identifier` of `file` (below `root`); the line it stands on.

    KpiError: the file cannot be edited as it is written, or the target is gone.
    """
    text = pinned_text(read_exact(root / file, file), file, identifier, pin)
    write_whole(root / file, text)
    return _line_of(text, identifier)


def pinned_text(text: str, file: str, identifier: str, pin: Pin) -> str:
    """The text of a targets file with that answer in one of its targets. KpiError as for `write_pin`."""
    return set_answer(text, file, identifier, answer_lines(pin))


def answer_lines(pin: Pin) -> list[tuple[str, str]]:
    """Keys and values as they stand in YAML, those that say nothing left out."""
    said = {
        "quote": quoted(pin.quote) if pin.quote else "",
        "report": quoted(pin.report) if pin.report else "",
        "verdict": pin.verdict.value if pin.verdict else "",
        "by": quoted(pin.by),
        "on": pin.on.isoformat(),
        "why": quoted(pin.why),
    }
    return [(key, value) for key, value in said.items() if value]


def today() -> date:
    return date.today()


def default_name(folder: Path) -> str:
    """Who decides unless they say otherwise: git's user.name, else the login name, else nobody."""
    try:
        found = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, cwd=folder, timeout=5, check=False
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        found = ""
    if found:
        return found
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _line_of(text: str, identifier: str) -> int:
    tree, _ = parse_yaml(text.encode("utf-8"), "")
    listed = tree.get("targets") if tree else None
    for item in listed.value.items if listed and isinstance(listed.value, Items) else ():
        if isinstance(item, Mapping) and (name := item.get("id")) and name.value == Scalar(identifier, name.line):
            return answer.line if (answer := item.get("answer")) else item.line
    return 0
