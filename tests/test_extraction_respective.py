"""Lists, with 分别 or without: the n-th number has the n-th noun, with the head that only the last one prints."""

from __future__ import annotations

import pytest
from extraction_support import figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("城乡居民人均可支配收入分别增长3%、4%。", ["城镇居民人均可支配收入增长", "农村居民人均可支配收入增长"]),
        ("城乡低保标准分别提高30元和40元。", ["城市低保标准提高", "农村低保标准提高"]),
        (
            "污水治理率、垃圾分类屋(亭)覆盖率分别达70%、80%。",
            ["污水治理率", "垃圾分类屋覆盖率"],
        ),
        ("原煤、天然气产量分别增长3%、4%。", ["原煤产量增长", "天然气产量增长"]),
        ("食品、药品抽检合格率分别为98%、99%。", ["食品抽检合格率", "药品抽检合格率"]),
        ("今年小麦、稻谷最低收购价平均每斤分别提高0.1元和0.2元。", ["小麦最低收购价提高", "稻谷最低收购价提高"]),
        ("事故起数、死亡人数分别下降8%、9%。", ["事故起数下降", "死亡人数下降"]),
        (
            "退休金标准、低保标准再次提高,月人均分别提高90元、80元。",
            ["退休金标准月人均提高", "低保标准月人均提高"],
        ),
        (
            "城镇、农村居民收入分别达4万元、2万元,分别增长7%、9%。",
            ["城镇居民收入", "农村居民收入", "城镇居民收入增长", "农村居民收入增长"],
        ),
        (
            "原煤、原油产量达到9万吨、7万吨,分别增长5%、6%。",
            ["原煤产量", "原油产量", "原煤产量增长", "原油产量增长"],
        ),
        (
            "8个省重点项目、20个市重点项目分别完成投资3亿元、5亿元。",
            ["省重点项目", "市重点项目", "省重点项目投资", "市重点项目投资"],
        ),
        (
            "接待游客8万人次、旅游收入9亿元,分别增长7%、8%。",
            ["接待游客", "旅游收入", "接待游客增长", "旅游收入增长"],
        ),
        # … and without 分别, where as many nouns stand before as numbers of one unit stand side by side.
        ("城市、农村低保标准提高到840元/月、665元/月。", ["城市低保标准", "农村低保标准"]),
        ("城乡低保标准调整为775元/月、605元/月。", ["城市低保标准", "农村低保标准"]),
        ("事故起数、死亡人数下降11.1%、12.5%。", ["事故起数下降", "死亡人数下降"]),
        ("供水、供电普及率达到98%、85%。", ["供水普及率", "供电普及率"]),
        ("甲类补贴和乙类补贴标准提高到每人每月110元和125元。", ["甲类补贴标准", "乙类补贴标准"]),
        ("机器人、集成电路等绿色、智能产品产量分别增长5%、6%。", ["机器人产量增长", "集成电路产量增长"]),
    ],
)
def test_each_number_has_its_own_noun(sentence: str, expected: list[str]) -> None:
    assert [q.subject.text for q in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新建城乡公厕12座、15座。", ["新建城乡公厕"] * 2),  # two figures of one noun
        ("新增养老机构和床位12家、300张。", ["新增养老机构和床位"] * 2),  # of two units
        ("甲区、乙区、丙区公厕3座、5座。", ["甲区、乙区、丙区公厕"] * 2),  # three names, two numbers
    ],
)
def test_a_list_of_other_length_or_units_is_left_as_it_stands(sentence: str, expected: list[str]) -> None:
    assert [q.subject.text for q in figures(sentence)] == expected
