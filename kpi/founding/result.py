"""What became of the documents of a folder: which were taken, as whose, on which assumptions; which were left.

Reasons and assumptions are problems (code and values), so that every output has the words for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi.errors import Problem
from kpi.model import Reading
from kpi.workspace.config import Body
from kpi.workspace.reports import ReportFile


@dataclass(frozen=True, slots=True)
class Found:
    """A document that was read: where it lies (`doc` is its name below the folder), and what is in it."""

    file: ReportFile
    reading: Reading

    @property
    def name(self) -> str:
        return self.file.doc

    @property
    def stem(self) -> str:
        """Its name without the word for its kind."""
        return self.name.removesuffix(self.file.path.suffix)


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that becomes the report `doc` of the workspace; `targets` of it were drafted into `draft`."""

    found: Found
    body: str
    doc: str = ""
    assumed: tuple[Problem, ...] = ()
    draft: str = ""
    targets: int = 0


@dataclass(frozen=True, slots=True)
class Founded:
    """The bodies as kpi.yml has them; `left` are files of the folder, each with the reason."""

    bodies: tuple[Body, ...]
    taken: tuple[Taken, ...]
    left: tuple[Problem, ...]
