"""Announced counts and the names around them."""

from __future__ import annotations

import pytest
from relations_support import contradictions, found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("对丹东街道、爵溪街道、西周镇3个镇乡进行督查。", "3个"),
        ("打造花城社区、鑫桥社区等2个示范典型。", "2个"),
        ("完成绿城百合、宏润花园,丹桂花园等3个小区创建。", "3个"),
        ("2个示范社区（花城社区、长墩堤社区）挂牌。", "2个"),
        ("在河北街社区和营里社区探索建立2家时间银行。", "2家"),
    ],
)
def test_as_many_as_announced(text: str, count: str) -> None:
    assert ("list_count", "consistent", (count,)) in found(text)


def test_one_name_too_few() -> None:
    assert contradictions("新建5个社工示范点（云溪镇、石门镇、白沙镇、柳林乡）。") == {
        ("list_count", "inconsistent", ("5个",))
    }
    assert contradictions("实施助老、助困、助残、助学、助医、助孤7项慈善项目。") == {
        ("list_count", "inconsistent", ("7项",))
    }


@pytest.mark.parametrize(
    "text",
    [
        "新认证绿色食品、有机农产品、地理标志农产品60个。",
        "在云溪镇、石门镇等12个乡镇开展试点。",
        "建成敬老院、养老驿站和老年食堂5个。",
        "新建5个示范点（云溪镇、石门镇等）。",
    ],
)
def test_examples_and_things_counted_accuse_nobody(text: str) -> None:
    assert contradictions(text) == set()
