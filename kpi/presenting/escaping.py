"""Words of somebody else in a line of a terminal or a log: nothing moves a cursor, turns text or ends the line."""

from __future__ import annotations

import re

# Control characters, marks that change the direction of text or hide it, lone surrogates and what is no character.
_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
_CONTROL = re.compile(f"[{_UNSEEN}]")
# Those of them that JSON lets stand and a terminal or an editor would follow.
_UNSEEN_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]")
_BREAKS = re.compile("[\t\r\n\u2028\u2029]")
# What GitHub's runner takes for a command wherever a job prints it: `::` at the head of a line, `##[` anywhere.
_COMMAND = re.compile(r"(?:(?<![^\r\n])(\s*):(?=:))|#(?=#\[)")


def printable(text: str) -> str:
    """`text` with a mark in the place of each of them; tabs and line ends stay, for the medium to treat."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line, character for character."""
    return _BREAKS.sub(" ", printable(text))


def uncommanding(text: str) -> str:
    """`printable` of whole lines, none of which is a command to a workflow; character for character."""
    return _COMMAND.sub(lambda found: (found[1] or "") + "\ufffd", printable(text))


def foreign(text: str) -> str:
    """The same for markup and logs of machines: a line may be a command, and what has no width hides words."""
    return one_line(text).replace("\u200b", "\ufffd")


def plain_json(text: str) -> str:
    """JSON that says the same with such characters written as escapes; they stand in strings only."""
    return _UNSEEN_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
