"""Formats in which an audit leaves the program, each a small module with `render(result, lang, folder) -> bytes`.

A further format is a module and one line in OUTPUTS. `folder` is the workspace below the root of its repository
("" where they are the same): machines on a code host name files from that root. Same input, same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi.auditing.result import AuditResult
    from kpi.presenting.lang import Lang


@dataclass(frozen=True, slots=True)
class Output:
    """A format: its name for --format, the file names that mean it, the module that renders it.

    `binary` ones cannot go to a terminal and need a file; `texts`: it shows what the reports say.
    """

    name: str
    module: str
    suffixes: tuple[str, ...] = ()
    binary: bool = False
    texts: bool = False

    def render(self, result: AuditResult, lang: Lang, folder: str = "") -> bytes:
        """Loads the module: what nobody asks for costs nothing. ValueError for a result that holds only a part."""
        if result.tally is not None:
            raise ValueError(f"{self.name} needs every relation, and this result was gathered for the terminal")
        rendered: bytes = import_module(self.module).render(result, lang, folder)
        return rendered


_HERE = "kpi.presenting.outputs"
OUTPUTS = (
    Output("json", f"{_HERE}.jsondoc", (".json",)),
    Output("junit", f"{_HERE}.junit", (".xml",)),
    Output("sarif", f"{_HERE}.sarif", (".sarif", ".sarif.json")),
    Output("github", f"{_HERE}.github"),
    Output("markdown", f"{_HERE}.markdown", (".md",)),
    Output("xlsx", f"{_HERE}.xlsx", (".xlsx",), binary=True),
    Output("html", f"{_HERE}.page", (".html", ".htm"), texts=True),
)


def named(name: str) -> Output:
    """The format of that name; KeyError where there is none."""
    return {output.name: output for output in OUTPUTS}[name]


def for_file(path: PurePath) -> Output | None:
    """The format that a file's name asks for, by the longest suffix that fits; None where none does."""
    name = path.name.lower()
    fitting = [(len(suffix), output) for output in OUTPUTS for suffix in output.suffixes if name.endswith(suffix)]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def suffixes() -> tuple[str, ...]:
    """Every suffix that names a format."""
    return tuple(suffix for output in OUTPUTS for suffix in output.suffixes)
