"""Documents as commands open them: what was left out, guessed or lost is told to people at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpi.cli.session import tell_problems
from kpi.errors import KpiError
from kpi.presenting.messages import message

if TYPE_CHECKING:
    from kpi.documents import Document
    from kpi.presenting.lang import Lang
    from kpi.workspace.limits import Limits


def open_document(path: Path, lang: Lang) -> Document:
    """The document in a file; its warnings go to standard error.

    KpiError where it cannot be read, or holds more than an audit would take.
    """
    from kpi.documents import read_document
    from kpi.workspace.limits import excess

    document = read_document(path)
    if excess(document.text, str(path)) and (found := excess(document.text, str(path), _limits(path))):
        raise KpiError(found)
    tell_problems(document.warnings, lang, message("warning.prefix", lang))
    return document


def _limits(path: Path) -> Limits:
    """Those of the workspace that a file lies in, where there is one that can be read."""
    from kpi.workspace.config import find_root, load_config
    from kpi.workspace.limits import STANDARD

    try:
        return load_config(find_root(path.resolve().parent)).limits
    except (KpiError, OSError):
        return STANDARD
