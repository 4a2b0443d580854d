"""Words in both languages, and which language is chosen."""

from __future__ import annotations

import re

import pytest

from kpi.model import RelationType, RelationVerdict, Role, Verdict
from kpi.presenting.card import ORDER
from kpi.presenting.lang import choose_lang
from kpi.presenting.messages import catalogue, message, word

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_both_languages_have_the_text_with_the_same_placeholders() -> None:
    def placeholders(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    assert len(catalogue()) > 400
    for code, entry in catalogue().items():
        assert set(entry) == {"zh", "en"} and all(entry.values()), code
        assert all(placeholders(form) == placeholders(entry["zh"]) for form in entry["en"].split(" | ")), code


@pytest.mark.parametrize(
    ("kind", "values"),
    [("verdict", Verdict), ("role", Role), ("relation", RelationType), ("relation_verdict", RelationVerdict)],
)
def test_every_value_of_the_vocabulary_has_a_word(kind: str, values: type) -> None:
    assert all(f"{kind}.{value}" in catalogue() for value in values)  # type: ignore[attr-defined]


def test_every_verdict_has_its_place_in_the_order() -> None:
    assert {verdict.value for verdict in Verdict} < set(ORDER)


def test_english_counts_one_and_many() -> None:
    assert message("audit.targets", "en", n=1) == "1 target"
    assert message("audit.targets", "en", n=37) == "37 targets"
    assert message("audit.targets", "zh", n=1) == "1 项目标"


def test_an_unlisted_value_is_shown_as_it_is() -> None:
    assert word("verdict", "brand_new", "zh") == "brand_new"


@pytest.mark.parametrize(
    ("flag", "workspace", "environ", "chosen"),
    [
        (None, None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        (None, None, {"LC_MESSAGES": "zh_TW", "LANG": "de_DE"}, "zh"),
        (None, None, {}, "en"),
        (None, "auto", {"LANG": "zh_CN"}, "zh"),
        (None, "en", {"LANG": "zh_CN"}, "en"),
        ("zh", "en", {"LANG": "en_US"}, "zh"),
    ],
)
def test_flag_beats_workspace_beats_locale(
    flag: str | None, workspace: str | None, environ: dict[str, str], chosen: str
) -> None:
    assert choose_lang(flag, workspace, environ) == chosen
