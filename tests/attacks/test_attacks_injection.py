"""Names and words of a workspace in what people and machines read: they stay words."""

from __future__ import annotations

import json

import pytest

from kpi.errors import problem
from kpi.presenting.escaping import one_line, printable
from kpi.presenting.jsonvalues import dumps
from kpi.presenting.outputs.github import command
from kpi.presenting.outputs.markdown import escape
from kpi.presenting.problems import describe

SIGNS = ("\x1b[2J", "\x1b]0;title\x07", "\r", "\n", "\x00", "\x08", "\x9b31m", "\u202e", "\u2066", "\u200f",
         "\u2028", "\u2029", "\udc80", "\ufeff", "\uffff", "\n::error::x", "\r\n::stop-commands::x")  # fmt: skip
BAD = set("\x1b\x07\r\n\x00\x08\x9b\u202e\u2066\u200f\u2028\u2029\udc80\ufeff\uffff")


@pytest.mark.parametrize("sign", SIGNS, ids=range(len(SIGNS)))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_problem_is_one_plain_line(sign: str, lang: str) -> None:
    """In the name of a file, of a key and in a code without a text."""
    for found in (
        problem(f"odd{sign}", f"targets/{sign}.yml", 1, name=sign),
        problem("unknown_key", f"targets/{sign}.yml", 1, found=sign, expected="a", nearest=""),
    ):
        assert not BAD & set(describe(found, lang))


@pytest.mark.parametrize("sign", SIGNS, ids=range(len(SIGNS)))
def test_a_workflow_command_is_one_line(sign: str) -> None:
    line = command("error", None, f"title{sign}", f"text{sign}")
    assert "\n" not in line and "\r" not in line and "\x1b" not in line and line.startswith("::error ")


@pytest.mark.parametrize("sign", SIGNS, ids=range(len(SIGNS)))
def test_json_keeps_it_and_shows_it_as_an_escape(sign: str) -> None:
    told = dumps({"name": sign})
    assert json.loads(told) == {"name": sign}
    assert not (BAD - set("\n\udc80\uffff")) & set(told)


@pytest.mark.parametrize("text", ["<script>", "[x](http://e)", "![x](y)", "@all", "#1", "`x`", "|", "</details>"])
def test_markdown_shows_what_was_written(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped and escaped != text


def test_escaping_keeps_every_place() -> None:
    text = "完成\x1b[1m率\u202e76.5%\n"
    assert len(one_line(text)) == len(printable(text)) == len(text)
    assert printable("完成率\t76.5%\n") == "完成率\t76.5%\n"
