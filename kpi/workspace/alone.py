"""A document that is read by itself, not as one of a workspace's reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kpi.documents import Document, read_document
from kpi.errors import KpiError
from kpi.files import is_folder
from kpi.workspace.config import find_root, limits_around, load_config
from kpi.workspace.limits import excess
from kpi.workspace.reports import list_reports


def read_whole(path: Path) -> Document:
    """The document in a file, or in the files of a folder that is one report by its workspace's kpi.yml.

    KpiError where it cannot be read.
    """
    if is_folder(path):
        try:
            files = list_reports(load_config(find_root(path.resolve().parent)))
        except KpiError:
            files = ()
        if joined := next((file for file in files if file.parts and file.path.resolve() == path.resolve()), None):
            return joined.read()
    return replace(read_document(path), period=_period_around(path))


def _period_around(path: Path) -> str:
    """What the workspace that a file lies in says of its period."""
    try:
        config = load_config(find_root(path.resolve().parent))
        return (
            config.period(path.resolve().relative_to(config.root.resolve()).as_posix()) if config.periods else ""
        )
    except (KpiError, OSError):
        return ""


def read_alone(path: Path) -> Document:
    """The same. KpiError also where it holds more than an audit would take."""
    document = read_whole(path)
    # The workspace around it is looked for only where the standard limits are not enough.
    if excess(document.text, str(path)) and (found := excess(document.text, str(path), limits_around(path))):
        raise KpiError(found)
    return document
