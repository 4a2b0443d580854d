"""What a document itself says of the form of its flat text, by offsets: headings, items of lists, tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Heading(NamedTuple):
    """A line that the document calls a heading; level 1 is the outermost."""

    start: int
    level: int


class Ruled(NamedTuple):
    """The lines of one table: from `start` what names it, from `head` its header row, from `body` its rows.

    `head` is `body` where no row names the columns; notes behind the rows lie past `end`.
    """

    start: int
    head: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """All of it, in the order of the text; empty for plain text, whose form only its lines tell."""

    headings: tuple[Heading, ...] = ()
    items: tuple[int, ...] = ()  # where lines begin that are items of a list
    tables: tuple[Ruled, ...] = ()

    def moved(self, by: int) -> Form:
        """The same behind so many more characters."""
        return Form(
            tuple(Heading(one.start + by, one.level) for one in self.headings),
            tuple(start + by for start in self.items),
            tuple(Ruled(*(at + by for at in one)) for one in self.tables),
        )


PLAIN = Form()


def joined(forms: list[tuple[Form, int]]) -> Form:
    """Several forms, each moved, as one."""
    moved = [form.moved(by) for form, by in forms]
    return Form(
        tuple(one for form in moved for one in form.headings),
        tuple(one for form in moved for one in form.items),
        tuple(one for form in moved for one in form.tables),
    )
