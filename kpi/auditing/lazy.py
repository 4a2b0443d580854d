"""Modules that are imported when first used, not when first named."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class _Lazy(ModuleType):
    """Stands in `sys.modules` for a module until somebody asks it for something that is the module's own.

    importlib's LazyLoader takes the import statement itself for a use, because that looks at the module's spec.
    """

    def __init__(self, name: str, spec: ModuleSpec) -> None:
        super().__init__(name)
        self.__spec__, self.__file__ = spec, spec.origin
        if spec.submodule_search_locations is not None:
            self.__path__ = spec.submodule_search_locations

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        if sys.modules.get(name) is self:
            del sys.modules[name]
            _bind(name, import_module(name))
        return getattr(sys.modules[name], attribute)


def import_lazily(name: str) -> None:
    """Make `import name` cheap: its code runs at the first look at an attribute. Loaded modules stay as they are.

    Great Expectations imports scipy.stats and altair, 1.1 s of its 3, for expectations that hardly anybody uses.
    """
    if name in sys.modules:
        return
    try:
        spec = find_spec(name)
    except ImportError:
        return
    if spec is not None:
        module = _Lazy(name, spec)
        sys.modules[name] = module
        _bind(name, module)


def _bind(name: str, module: ModuleType) -> None:
    """As an attribute of its package, where it is in one."""
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
