"""A title against the first sentences under it, whatever lines stand between the two."""

from __future__ import annotations

from kpi.relations import read

HEAD = "2023年全县受理诉求1846件 满意率98.4%\n来源：县政务办　2024-01-15\n核心提示：2023年全县受理诉求1846件\n"
TEXT = (
    "记者获悉，去年全县12345热线共受理诉求1846件，同比增长8.2%，满意率98.4%，"
    + "办理时长缩短，各镇均设专席，" * 3
    + "效果明显。"
)


def told(text: str) -> list[str]:
    return [one.verdict.value for one in read(text, "x").relations if one.rule == "restated.title"]


def test_it_says_what_the_text_says() -> None:
    assert len(told(HEAD + TEXT)) >= 2 and set(told(HEAD + TEXT)) == {"consistent"}


def test_a_slip_in_it_is_told() -> None:
    assert "inconsistent" in told(HEAD + TEXT.replace("1846", "1864"))


def test_a_number_of_something_else_is_none_of_its() -> None:
    assert told(HEAD + TEXT.replace("受理诉求1846件", "走访企业1263家").replace("98.4%", "97.1%")) in (
        [],
        ["consistent"],
    )
