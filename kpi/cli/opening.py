"""Documents as commands open them: what was left out, guessed or lost is told to people at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpi.cli.session import tell_problems
from kpi.presenting.messages import message

if TYPE_CHECKING:
    from kpi.documents import Document
    from kpi.presenting.lang import Lang


def open_document(path: Path, lang: Lang) -> Document:
    """The document in a file; its warnings go to standard error.

    KpiError where it cannot be read, or holds more than an audit would take.
    """
    from kpi.workspace.alone import read_alone

    document = read_alone(path)
    tell_problems(document.warnings, lang, message("warning.prefix", lang))
    return document
