"""Formulas of an old workbook whose result was not saved ([MS-XLS] 2.4.127 Formula); xlrd shows them as blanks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from xlrd.compdoc import CompDoc

_STREAMS = ("Workbook", "Book")
_BOF, _EOF, _SHEET, _FORMULA = 0x809, 0x0A, 0x85, 0x06
_NO_NUMBER = b"\xff\xff"  # in the last two of the eight bytes of a result that is none
_ERROR, _BLANK = 2, 3  # kinds of such results

Place = tuple[int, int]


def uncomputed(data: bytes) -> list[list[Place]]:
    """By sheet the rows and columns of formulas without a value, as the file holds them.

    A blank is a result too; it is taken for none where no formula of the workbook has any: a program wrote it.
    """
    stream = _stream(data)
    if stream is None:
        return []
    found = [list(_results(stream, start)) for start in _sheets(stream)]
    blank = all(kind == _BLANK for results in found for _, kind in results)
    return [
        [place for place, kind in results if kind == _ERROR or (kind == _BLANK and blank)] for results in found
    ]


def _stream(data: bytes) -> bytes | None:
    held: Any = CompDoc(data, logfile=io.StringIO())
    for name in _STREAMS:
        memory, base, size = held.locate_named_stream(name)
        if memory is not None:
            return bytes(memory[base : base + size])
    return None


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = (int.from_bytes(stream[at + low : at + low + 2], "little") for low in (0, 2))
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[int]:
    """Where each sheet begins, in the order of the workbook; charts and macros are none."""
    for kind, record in _records(stream, 0):
        if kind == _EOF:
            return
        if kind == _SHEET and len(record) > 5 and record[5] == 0:
            yield int.from_bytes(record[:4], "little")


def _results(stream: bytes, start: int) -> Iterator[tuple[Place, int]]:
    """Place and kind of result of the formulas of a sheet; -1 where the result is a number."""
    depth = 0
    for kind, record in _records(stream, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth < 1:
            return
        if kind == _FORMULA and len(record) >= 14:
            place = int.from_bytes(record[:2], "little"), int.from_bytes(record[2:4], "little")
            yield place, record[6] if record[12:14] == _NO_NUMBER else -1
