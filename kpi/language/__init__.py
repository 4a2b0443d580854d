"""Language data: YAML files beside this module that a domain expert can edit, and their loader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def language_data(name: str) -> dict[str, Any]:
    """The mapping in `kpi/language/<name>.yml`."""
    text = files(__name__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(text, Loader=loader)
    assert isinstance(data, dict), f"{name}.yml must hold a mapping"
    return data
