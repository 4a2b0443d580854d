"""Data files of the package, parsed once: what YAML says is kept in `__pycache__`, beside the compiled modules.

Parsing them all takes 0.2 s, which every command would pay. Like compiled modules the copies may be deleted at any
time, are made again when the file changes, and are done without where the folder cannot be written.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from importlib.util import source_hash
from pathlib import Path
from typing import Any


def read_data(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file that ships with the package."""
    source = path.read_bytes()
    version = source_hash(source)
    place = path.parent / "__pycache__" / f"{path.name}.{sys.implementation.cache_tag}"
    known = _kept(place, version)
    if known is None:
        known = _parsed(source)
        assert isinstance(known, dict), f"{path.name} must hold a mapping"
        _keep(place, version, known)
    return known


def _parsed(source: bytes) -> Any:
    import yaml

    return yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _kept(place: Path, version: bytes) -> dict[str, Any] | None:
    try:
        data = place.read_bytes()
        found = marshal.loads(data[len(version) :]) if data.startswith(version) else None
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return found if isinstance(found, dict) else None


def _keep(place: Path, version: bytes, data: dict[str, Any]) -> None:
    if sys.dont_write_bytecode:
        return
    half = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        half.write_bytes(version + marshal.dumps(data))
        half.replace(place)
    except (OSError, ValueError):  # ValueError: a value that marshal does not know
        with suppress(OSError):
            half.unlink()
