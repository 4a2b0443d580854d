"""Expectations of this domain, one small file each; each is a registered Great Expectations expectation.

They look at columns that SQL has computed, so most are a core expectation with its column and values set. What
they add is that a misspelt verdict is an error instead of a check that never fires.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@cache
def register() -> None:
    """Import them all: GX registers an expectation when its class is made."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
