"""What matters first, the same in every output: by weight, and missed, behind and dropped told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kpi.auditing.result import AuditResult, TargetResult
from kpi.model import Weight
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message, word

WEIGHTS = tuple(weight.value for weight in Weight)
# What asks for a person's attention, worst first; each is counted by itself.
BAD = ("missed", "not_reported", "behind", "partly")
AWAITING = "not_judged"


def verdict_of(target: TargetResult) -> str:
    return target.latest.verdict if target.latest else AWAITING


def weight_rank(weight: str) -> int:
    """Headlines first; what is of no target stands between them and the others."""
    return 2 * WEIGHTS.index(weight) if weight in WEIGHTS else 1


def by_weight(pairs: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """How many of each verdict there are of each weight, from (weight, verdict)."""
    found: dict[str, Counter[str]] = {weight: Counter() for weight in WEIGHTS}
    for weight, verdict in pairs:
        found.setdefault(weight, Counter())[verdict] += 1
    return {weight: counts for weight, counts in found.items() if counts}


def bad_words(counts: Counter[str], lang: Lang) -> str:
    """未完成 5,未报告 12 — of what is bad, each by itself; empty where nothing is."""
    parts = [
        message("audit.verdict_count", lang, word=word("verdict", verdict, lang), n=counts[verdict])
        for verdict in BAD
        if counts[verdict]
    ]
    return message("audit.comma", lang).join(parts)


def weights_told(result: AuditResult, lang: Lang) -> list[str]:
    """`weight_lines` of an audit's targets."""
    return weight_lines([(target.weight, verdict_of(target)) for target in result.targets], lang)


def weight_lines(pairs: Sequence[tuple[str, str]], lang: Lang) -> list[str]:
    """One line a weight: 重点 86 项:未完成 5,未报告 12. None where all targets weigh the same."""
    found = by_weight(pairs)
    if len(found) < 2 and Weight.HEADLINE not in found:
        return []
    lines = []
    for weight, counts in found.items():
        told = bad_words(counts, lang) or message("weight.well", lang)
        lines.append(
            message("weight.line", lang, weight=word("weight", weight, lang), n=counts.total(), told=told)
        )
    return lines
