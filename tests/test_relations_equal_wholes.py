"""Of two equal numbers, the one that parts told elsewhere are of."""

from __future__ import annotations

from kpi.relations import read


def wholes(text: str) -> set[tuple[str, int]]:
    """What sums and shares that fit are of: the number and where it stands."""
    reading = read(text, "case")
    places = {one.id: (one.text, one.start) for one in reading.quantities}
    return {
        places[one.members[1 if one.type.value == "share" else 0]]
        for one in reading.relations
        if one.type.value in ("sum", "share") and len(one.members) > 2
    }


def test_what_came_and_not_the_same_number_done() -> None:
    text = (
        "全年受理来信来访736件，办结736件。\n从方式看，来访512件，占69.6%；来信153件，占20.8%；其他71件，占9.6%。"
    )
    assert wholes(text) == {("736件", text.index("736件"))}


def test_of_a_number_told_twice_the_nearest_before_the_parts() -> None:
    text = (
        "全县百岁老人达236人，比上年增加13人。\n全县80岁以上老年人口1.63万人，其中百岁老人236人。\n"
        "百岁老人236人中，男性81人，占34.3%；女性155人，占65.7%。"
    )
    assert ("236人", text.rindex("236人")) in wholes(text)
