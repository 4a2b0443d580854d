"""What goes wrong, as one exception with the words that the command line would print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kpi.errors import KpiError
from kpi.presenting.lang import choose_lang
from kpi.presenting.problems import describe_all


class Error(KpiError):
    """Bad input, told as `kpi` tells it: every problem on a line, with its file, what was expected and what to do.

    In 中文 under a Chinese locale, else in English.
    """

    def __str__(self) -> str:
        return "\n".join(describe_all(self.problems, choose_lang()))


@contextmanager
def told() -> Iterator[None]:
    """A KpiError of the engine as one with words."""
    try:
        yield
    except Error:
        raise
    except KpiError as error:
        raise Error(error.problems) from None
