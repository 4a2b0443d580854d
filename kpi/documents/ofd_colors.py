"""White type of OFD documents (GB/T 33190), and what lies behind it: white on white is hidden."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.documents.package import Element
from kpi.documents.printed import Character
from kpi.documents.white import is_white

_DIGITS = 3
_CHANNELS = (1, 3)  # grey; red, green and blue. Others are not asked: white is 0 of each ink
Box = tuple[float, float, float, float]  # x0, x1, top, bottom


def is_white_type(text: Element) -> bool:
    """Whether the characters of a text object are filled with white and have no outline."""
    return text.get("Stroke") != "true" and _is_white(text)


def is_ground(one: Element) -> bool:
    """Whether an object puts a colour behind what is drawn later: a picture, or an area that is not white."""
    return one.tag == "ImageObject" or (one.get("Fill") == "true" and not _is_white(one))


def parted(characters: list[Character], white: set[int], grounds: Iterable[Box]) -> tuple[list[Character], str]:
    """What is seen, and what is white with nothing of a colour behind it; all of it is seen where all is white."""
    if not white or len(white) == len(characters):
        return characters, ""
    boxes = list(grounds)
    hidden = {
        one[5]
        for one in characters
        if one[5] in white
        and not any(x0 <= (one[1] + one[2]) / 2 <= x1 and top <= (one[3] + one[4]) / 2 <= bottom
                    for x0, x1, top, bottom in boxes)
    }  # fmt: skip
    return [one for one in characters if one[5] not in hidden], "".join(
        one[0] for one in characters if one[5] in hidden
    )


def _is_white(one: Element) -> bool:
    color = one.find("FillColor")
    parts = [] if color is None else color.get("Value", "").split()
    told = len(parts) in _CHANNELS and all(part.isdigit() and len(part) <= _DIGITS for part in parts)
    return told and is_white(map(int, parts))
