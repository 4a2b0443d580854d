"""What goes wrong, as one exception with the words that the command line would print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kpi.errors import KpiError
from kpi.presenting.lang import choose_lang
from kpi.presenting.problems import describe_all

# Options of the command line that a message may name, and what they are in Python.
_ARGUMENTS = {"--force": "force=True", "--workspace": "folder=…"}


class Error(KpiError):
    """Bad input, told as `kpi` tells it: every problem on a line, with its file, what was expected and what to do.

    In 中文 under a Chinese locale, else in English.
    """

    def __str__(self) -> str:
        told = "\n".join(describe_all(self.problems, choose_lang()))
        for option, argument in _ARGUMENTS.items():
            told = told.replace(option, argument)
        return told


@contextmanager
def told() -> Iterator[None]:
    """A KpiError of the engine as one with words."""
    try:
        yield
    except Error:
        raise
    except KpiError as error:
        raise Error(error.problems) from None
