"""kpi: target tracking and KPI audit for reports of Chinese public bodies.

    import kpi

    kpi.read("2025.docx")               one report: .figures, .relations, .targets, .findings
    kpi.compare("2024.docx", "2025.docx")   every target of a plan against the next report
    kpi.audit("folder")                 a workspace, as `kpi audit` does
    kpi.open("folder")                  what the last audit left, to be asked in SQL

These, `kpi.Error` and `kpi.__version__` are all that is public (docs/python.md). Importing the package is cheap:
neither pandas nor Great Expectations is loaded until a step needs it.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Error", "__version__", "audit", "compare", "open", "read"]

if TYPE_CHECKING:
    from kpi.api import Error as Error
    from kpi.api import audit as audit
    from kpi.api import compare as compare
    from kpi.api import open as open
    from kpi.api import read as read


def __getattr__(name: str) -> object:
    if name in __all__:
        from kpi import api

        return getattr(api, name)
    raise AttributeError(f"module 'kpi' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
