"""One font for every Chinese font that a PDF names and does not hold: boxes, so that texts read alike everywhere.

pdfium takes such a font from the machine. Where the machine has none, no character has a shape, and two lines of
the same words are taken for one line drawn twice: the second is lost. Where it has one, shapes and with them
the places of the characters differ from machine to machine. Only shapes come from here; characters and their
widths are in the file.
"""

from __future__ import annotations

import ctypes
import struct
from typing import Any

import pypdfium2.raw as raw

_EM = 1000
_CHARSETS = (128, 129, 134, 136)  # Windows' numbers of Japanese, Korean, simplified and traditional Chinese
_WHOLE = 0  # pdfium asks for a table by its tag, or for the whole file
_NARROW, _WIDE = 1, 2  # glyphs; 0 is that of a character which the font does not hold
_RANGES = ((0x21, 0x2E7F, _NARROW), (0x2E80, 0xD7FF, _WIDE), (0xE000, 0xFFFD, _WIDE), (0x20000, 0x3FFFD, _WIDE))
_ADVANCES = (_EM, _EM // 2, _EM)
_BOXES = (900, 300, 900)  # narrower than what is drawn in their place: the widths are those of the file
_BOTTOM, _TOP = -80, 820  # as far as the strokes of usual Chinese fonts reach

_kept: list[Any] = []  # what pdfium calls must outlive it


def use_one_font() -> None:
    """Tell pdfium once in a process where it finds the fonts that files do not hold."""
    if _kept:
        return
    data = box_font()
    calls = dict(raw.FPDF_SYSFONTINFO._fields_)

    def write(_this: object, _font: object, table: int, buffer: Any, size: int) -> int:
        if table != _WHOLE:
            return 0
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    info = raw.FPDF_SYSFONTINFO(
        1,
        calls["Release"](lambda _this: None),
        calls["EnumFonts"](lambda _this, _mapper: None),
        calls["MapFont"](lambda _this, _weight, _italic, charset, *_: 1 if charset in _CHARSETS else None),
        calls["GetFont"](lambda _this, _face: None),
        calls["GetFontData"](write),
        calls["GetFaceName"](lambda *_: 0),
        calls["GetFontCharset"](lambda _this, _font: _CHARSETS[2]),
        calls["DeleteFont"](lambda _this, _font: None),
    )
    _kept.append(info)
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))


def box_font() -> bytes:
    """A TrueType font of two boxes and their ranges of characters (OpenType 1.9; cmap format 13: many to one)."""
    shapes = [_box(width) for width in _BOXES]
    groups = b"".join(struct.pack(">3I", *group) for group in _RANGES)
    tables = {
        b"cmap": struct.pack(">2H2HI", 0, 1, 3, 10, 12)
        + struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, len(_RANGES))
        + groups,
        b"glyf": b"".join(shapes),
        b"head": struct.pack(
            ">2I2I2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, 0, _EM, _EM, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, 880, -120, 0, _EM, 0, 0, _EM, 1, *[0] * 7, len(shapes)),
        b"hmtx": b"".join(struct.pack(">Hh", advance, 0) for advance in _ADVANCES),
        b"loca": struct.pack(f">{len(shapes) + 1}I", *(len(shapes[0]) * at for at in range(len(shapes) + 1))),
        b"maxp": struct.pack(">I14H", 0x10000, len(shapes), 4, 1, 0, 0, 2, *[0] * 8),
    }
    start = 12 + 16 * len(tables)
    records, body = b"", b""
    for tag, table in tables.items():
        records += struct.pack(">4s3I", tag, 0, start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return struct.pack(">I4H", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64) + records + body


def _box(width: int) -> bytes:
    """A rectangle of four points, each told by its distance from the one before."""
    tall = _TOP - _BOTTOM
    across, up = struct.pack(">4h", 0, 0, width, 0), struct.pack(">4h", _BOTTOM, tall, 0, -tall)
    return struct.pack(">5h2H4B", 1, 0, _BOTTOM, width, _TOP, 3, 0, 1, 1, 1, 1) + across + up
