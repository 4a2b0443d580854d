"""Places that invite a false alarm, of the kinds that unseen reports had."""

from __future__ import annotations

import pytest
from relations_support import contradictions


@pytest.mark.parametrize(
    "text",
    [
        "排查各类隐患137处，其中重大隐患已整改！全县另有一般隐患173处。",
        "工业投资占比41.2%，技改投资占比38.5%，非税收入占比44.9%。",
        "收入30万元以上村418个、占比62.7%，办合作社村395个、占比59.2%。",
        "产值过5亿元的企业48家，其中过20亿元的7家。",
        "总投资80亿元的甲项目、60亿元的乙项目等，其中投资95亿元的丙项目开工。",
        "14家文化馆达到一级，镇级健身中心达标率92.6%。",
        "省重点项目37个，105个省市重点项目开工。",
        "占全部投资比重52.1%，占全部民间投资比重66.5%。",
    ],
)
def test_nothing_is_said_against(text: str) -> None:
    assert contradictions(text) == set()


def test_a_rate_that_no_count_can_give_is_told() -> None:
    assert {kind for kind, _, _ in contradictions("抽查37家，合格率93.2%。")} == {"share"}
