"""Names and words of a workspace in what people and machines read: they stay words."""

from __future__ import annotations

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from rich.text import Text

from kpi.errors import problem
from kpi.presenting.escaping import foreign, one_line, printable, uncommanding
from kpi.presenting.html.marks import clean, safe
from kpi.presenting.jsonvalues import dumps
from kpi.presenting.outputs.github import command
from kpi.presenting.outputs.junit import Case, _add
from kpi.presenting.outputs.markdown import escape
from kpi.presenting.problems import describe
from kpi.presenting.text import clip, wrap

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


BREAKS = ("\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c")


@pytest.mark.parametrize("sign", BREAKS, ids=range(len(BREAKS)))
@pytest.mark.parametrize("way", [foreign, clean, safe, escape], ids=["foreign", "clean", "safe", "escape"])
def test_words_of_a_report_begin_no_line(sign: str, way: Callable[[str], str]) -> None:
    """A line of standard output that begins with `::` is a command to a workflow."""
    assert len(way(f"甲{sign}::error::乙").splitlines()) == 1


@pytest.mark.parametrize("sign", (*BREAKS, "\u200b"), ids=range(len(BREAKS) + 1))
def test_junit_has_no_line_of_a_report(sign: str) -> None:
    told = f"甲{sign}::error::乙"
    suite = ET.Element("testsuite")
    _add(
        suite,
        Case("s", told, told, "failure", "critical", told, (told, told, "::error::x", " ::add-mask::y")),
        told,
    )
    lines = ET.tostring(suite, encoding="unicode").splitlines()
    assert len(lines) == 4 and "\u200b" not in "".join(lines)
    assert not [line for line in lines if line.lstrip().startswith("::")]


@pytest.mark.parametrize("way", [foreign, clean, safe], ids=["foreign", "clean", "safe"])
def test_what_has_no_width_is_seen(way: Callable[[str], str]) -> None:
    assert way("完\u200b成") == "完\ufffd成"
    assert escape("完\u200b成@甲") == "完\ufffd成@\u200b甲"
    assert "\u200b" not in command("error", None, "\u200b", "\u200b")


@pytest.mark.parametrize(
    "text", ["::error::x", "  ::stop-commands::x", "\u3000::x::y", "甲\n::add-mask::x", "甲##[group]乙"]
)
def test_no_line_of_a_terminal_is_a_command_to_a_workflow(text: str) -> None:
    told = uncommanding(text)
    assert len(told) == len(text) and "##[" not in told
    assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("text", ["时间12:30", "a::b", "C++ std::x", "## 标题", "#[1]"])
def test_what_commands_nobody_stays(text: str) -> None:
    assert uncommanding(text) == text


@pytest.mark.parametrize("sign", BREAKS, ids=range(len(BREAKS)))
def test_words_of_a_workspace_begin_no_line_of_a_table(sign: str) -> None:
    """Neither where they are wrapped nor where they are clipped; a line break in a title forges no row."""
    told = f"甲{sign}::error::乙"
    assert len(clip(told, 40).splitlines()) == 1
    assert [len(line.plain.splitlines()) for line in wrap(Text(told), 40)] == [1]
