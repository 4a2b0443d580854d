"""One report in several files: the texts one behind the other, every place with the file that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from kpi.documents.opening import content_hash
from kpi.documents.reading import Document, named, read_document
from kpi.errors import KpiError, Problem
from kpi.model import Place
from kpi.model.form import joined


def read_together(paths: Sequence[Path], folder: str) -> Document:
    """The files of one report in their order; `folder` is its name. KpiError: the problems of all files."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in paths:
        name = f"{folder}/{path.name}"
        try:
            documents.append(named(read_document(path), name))
        except KpiError as error:
            problems += [replace(found, file=name) for found in error.problems]
    if problems:
        raise KpiError(problems)
    return _joined(documents, [path.name for path in paths])


def hash_together(paths: Sequence[Path]) -> str:
    """sha256 over the names and contents of the files, hexadecimal."""
    told = "\n".join(f"{path.name} {content_hash(path)}" for path in paths)
    return sha256(told.encode()).hexdigest()


def _joined(documents: Sequence[Document], names: Sequence[str]) -> Document:
    texts = [one.text if one.text.endswith("\n") else f"{one.text}\n" for one in documents]
    starts = list(accumulate((len(text) for text in texts), initial=0))
    places: list[Place] = []
    pictures: list[tuple[int, int]] = []
    for document, name, text, start in zip(documents, names, texts, starts, strict=False):
        own = document.places or _lines(text)
        places += [place._replace(start=place.start + start, file=name) for place in own]
        pictures += [(low + start, high + start) for low, high in document.pictures]
    front = next((document.front for document in documents if document.front), "")
    warnings = tuple(warning for document in documents for warning in document.warnings)
    kind = documents[0].kind if documents else "text"
    form = joined([(document.form, start) for document, start in zip(documents, starts, strict=False)])
    return Document("".join(texts), kind, tuple(places), warnings, front, tuple(pictures), form)


def _lines(text: str) -> list[Place]:
    """Plain text among other files: its lines count as paragraphs."""
    starts = accumulate((len(line) + 1 for line in text.split("\n")[:-2]), initial=0)
    return [Place(start, paragraph=number) for number, start in enumerate(starts, start=1)]
