"""What a plan counts on: what is left of a task (余下340张), and what there will be (新增7家，总数达85家)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation, Role
from kpi.relations.figures import Figure, Page
from kpi.relations.restated import bare
from kpi.relations.sums import total_of_all

_LEFT = re.compile(r"(?:剩余|余下|剩下|尚未完成)的?$")
_ADDED = re.compile(
    r"(?:新增|新建|再建|增加|新增加)(?P<noun>[\u4e00-\u9fff]*)$|(?P<before>[\u4e00-\u9fff]{2,})(?:新增|再建)$"
)
_TOTAL = re.compile(r"^(?:全[市县区])?(?:总数|总量|数量|总计|累计|累计总数)?(?:达到|达|增至|增加到|突破)+$")
_WHOLE_REPORT = 400  # figures of a long report
_TASKS = 40
_NAME = 4  # characters of a name, so that the stock and what is added to it are of one thing


def plans(page: Page) -> Iterator[Relation]:
    """Runs after the shares, which note on the page which task each part is of."""
    for sentence in page.sentences:
        for place, figure in enumerate(sentence):
            if figure.quantity.bound is not Bound.EXACT or figure.is_percent or not figure.additive:
                continue
            if _LEFT.search(figure.left):
                yield from _left(page, figure)
            elif place and _TOTAL.match(figure.left):
                yield from _reached(page, sentence[place - 1], figure)


def _left(page: Page, rest: Figure) -> Iterator[Relation]:
    """A task and what was done of it, told earlier with their percentage, leave what the plan says."""
    after = page.text[rest.end : rest.end + 12]
    for done, task in page.tasks[-_TASKS:]:
        same = done.group == rest.group and done.index < rest.index
        if same and _named_alike(done.left + _behind(page, done) + task.left, rest.left + after):
            yield from _checked(task, (done, rest))
            return


def _behind(page: Page, figure: Figure) -> str:
    return re.split("[,;。、]", page.text[figure.end : figure.end + 12])[0]


def _named_alike(left: str, right: str) -> bool:
    """Four characters in a row in common."""
    return any(right[n : n + _NAME] in left for n in range(len(right) - _NAME + 1))


def _reached(page: Page, added: Figure, total: Figure) -> Iterator[Relation]:
    """What there is, told earlier by that name, and what is added make what there will be."""
    way = _ADDED.search(added.left)
    between = page.text[added.end : total.start]
    planned = added.group == total.group and added.quantity.role is Role.TARGET
    if way is None or not planned or between.count(",") != 1:
        return
    name = bare(way["noun"] or way["before"] or "")
    if len(name) < _NAME or added.quantity.bound is not Bound.EXACT:
        return
    stocks = [
        one for one in page.figures[max(0, added.index - _WHOLE_REPORT) : added.index]
        if one.group == total.group and one.quantity.role is Role.ACTUAL and one.quantity.bound is Bound.EXACT
        and bare(one.left).endswith(name) and "新" not in one.left
    ]  # fmt: skip
    if len(stocks) == 1:
        yield from _checked(total, (stocks[0], added))


def _checked(whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    """Inconsistent only where a slip would mend it: the plan may count from another day."""
    relation = total_of_all(whole, parts)
    if relation is not None:
        yield relation
