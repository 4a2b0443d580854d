"""Bytes to text: UTF-8, UTF-16 with a mark, GB18030; everything else is a problem that says what to do."""

from __future__ import annotations

import codecs

from kpi.errors import KpiError, Problem, problem

_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MAX_CONTROL_SHARE = 0.005
_SAMPLE = 65536
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# So many characters read well as UTF-8 before the first bad byte: a damaged UTF-8 file, not another encoding.
_ENOUGH_UTF8 = 8
_MIN_COMMON_SHARE = 0.8


def decode(data: bytes, name: str) -> str:
    """The text in bytes; `name` is the file's for what is said of it.

    UTF-8 gives exactly what `open(path, encoding="utf-8", newline="").read()` gives (a byte order mark is kept as
    the first character, so that offsets agree), but a carriage return that alone ends all lines is a line feed.
    Raises KpiError: report_empty, report_binary, report_unreadable_encoding.
    """
    if data.startswith(_UTF16):
        return _lines_of(_decode(data, "utf-16", name), name)
    if _is_binary(data):
        raise KpiError(problem("report_binary", name))
    try:
        return _lines_of(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        if sum(not character.isascii() for character in good[-4096:]) >= _ENOUGH_UTF8:
            raise KpiError(_bad_encoding(name, error.start, data)) from None
    text = _decode(data, "gb18030", name)
    if not _is_plausible_chinese(text):
        raise KpiError(problem("report_unreadable_encoding", name, place="?"))
    return _lines_of(text, name)


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    if b"\0" in sample or data.startswith(b"%PDF"):
        return True
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(1, len(sample) * _MAX_CONTROL_SHARE)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise KpiError(_bad_encoding(name, error.start, data)) from None


def _bad_encoding(name: str, byte: int, data: bytes) -> Problem:
    line = data.count(b"\n", 0, byte) + 1
    return problem("report_unreadable_encoding", name, line, place=byte)


def _is_plausible_chinese(text: str) -> bool:
    """Whether nearly all foreign characters are common Chinese ones: those of Big5 or Latin-1 would not be."""
    foreign = "".join(character for character in text[:_SAMPLE] if not character.isascii())
    common = foreign.encode("gb2312", errors="ignore").decode("gb2312")
    return not foreign or len(common) >= len(foreign) * _MIN_COMMON_SHARE


def _lines_of(text: str, name: str) -> str:
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u3000\xa0"):
        raise KpiError(problem("report_empty", name))
    return text if "\n" in text else text.replace("\r", "\n")
