"""Language data: YAML files beside this module that a domain expert can edit, and their loader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kpi.language.parsed import read_data


@cache
def language_data(name: str) -> dict[str, Any]:
    """The mapping in `kpi/language/<name>.yml`."""
    return read_data(Path(__file__).with_name(f"{name}.yml"))
