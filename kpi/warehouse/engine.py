"""Which reader wrote a report's rows: facts are read again when the reading code or the language data changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import kpi

_READERS = (
    "model",
    "rules",
    "documents",
    "arithmetic",
    "language",
    "numbers",
    "outline",
    "reading",
    "extraction",
    "relations",
)


@cache
def engine_version() -> str:
    """`<version>+<hash>`, the hash over the files that turn a text into rows.

    The version alone would serve stale facts after an edit of the language data, which domain experts are invited
    to make.
    """
    return f"{kpi.__version__}+{_digest(_READERS)}"


@cache
def judging_version() -> str:
    """The same over the code that turns facts into verdicts and findings."""
    return _digest((*_READERS, "workspace", "warehouse", "between", "matching", "auditing"))


def _digest(packages: tuple[str, ...]) -> str:
    package = Path(kpi.__file__).parent
    sources: list[Path] = []
    for name in packages:
        folder = package / name
        sources += sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".yml", ".sql"})
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
