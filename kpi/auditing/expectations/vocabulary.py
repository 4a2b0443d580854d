"""The words that expectations may name; a word that is in no list would make a check that never fires."""

from __future__ import annotations

from kpi.errors import nearest
from kpi.model import RelationType, RelationVerdict, Verdict, Weight

TARGET_VERDICTS = (*(verdict.value for verdict in Verdict), "not_judged")
WEIGHTS = tuple(weight.value for weight in Weight)
RELATION_VERDICTS = tuple(verdict.value for verdict in RelationVerdict)
RELATION_TYPES = tuple(kind.value for kind in RelationType)


def known_words(name: str, found: object, known: tuple[str, ...]) -> list[str]:
    """`found` when it is a list of at least one known word, else ValueError naming the nearest."""
    if not isinstance(found, list) or not found:
        raise ValueError(f"{name}: a list of at least one of {', '.join(known)}")
    for word in found:
        if word not in known:
            near = nearest(str(word), known)
            raise ValueError(
                f"{name}: {word!r}" + (f", did you mean {near!r}?" if near else f" not in {list(known)}")
            )
    return found
