"""indicators.yml of a workspace: indicators that extend or override the catalogue (docs/catalogue.md).

The catalogue that ships with the package is read by the same table, so that one validation serves both.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from kpi.errors import KpiError, Problem, nearest, problem
from kpi.extraction.catalogue import (
    MEASURES,
    POPULATION,
    Catalogue,
    Domain,
    Indicator,
    Polarity,
    builtin_catalogue,
    wordings,
)
from kpi.model import Measure, Weight
from kpi.numbers.units import unit_table
from kpi.workspace.keys import WEIGHTS, Key, Shape
from kpi.workspace.record import Record
from kpi.workspace.yamlfile import Entry, Mapping, parse_yaml, read_yaml

INDICATORS_FILE = "indicators.yml"
GROUPS = ("civil", "headline")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REQUIRED = ("name", "unit", "measure", "polarity", "domain")

INDICATOR_KEYS = (
    Key("id", Shape.TEXT, "标识(小写字母、数字、连字符)", "small letters, digits, hyphens", required=True),
    Key("name", Shape.TEXT, "规范名称", "canonical name"),
    Key("english", Shape.TEXT, "英文名称", "name in English"),
    Key("unit", Shape.TEXT, "规范单位", "canonical unit"),
    Key("also", Shape.TEXTS, "报告中也用的单位", "other units that reports use"),
    Key("measure", Shape.CHOICE, "数量、增速、占比、比率", "what kind of number", choices=tuple(MEASURES)),
    Key("polarity", Shape.CHOICE, "越高越好、越低越好、无所谓", "which way is better", choices=tuple(Polarity)),
    Key("domain", Shape.TEXT, "领域", "domain"),
    Key("stock", Shape.CHOICE, "存量", "a stock, also mentioned in passing", choices=("true", "false")),
    Key(
        "weight",
        Shape.CHOICE,
        "其目标的轻重(默认按计划原文)",
        "how much its targets matter (default: as plans say)",
        choices=WEIGHTS,
    ),
    Key("of", Shape.TEXT, "增速所依据的指标", "the indicator that grows"),
    Key("dimensions", Shape.TEXTS, "拆分该指标的词", "words that split it"),
    Key("aliases", Shape.TEXTS, "报告中的其他写法", "other wordings in reports"),
)
DOMAIN_KEYS = (
    Key("name", Shape.TEXT, "领域名称", "name of the domain", required=True),
    Key("english", Shape.TEXT, "英文名称", "name in English"),
    Key("group", Shape.CHOICE, "民政业务或主要指标", "civil affairs or headline", choices=GROUPS),
)
FILE_KEYS = (
    Key("domains", Shape.RECORD, "新的领域", "domains of your own"),
    Key("indicators", Shape.RECORDS, "指标", "indicators", required=True, keys=INDICATOR_KEYS),
)


@dataclass
class _Reading:
    """What is known while a file is read: indicators and domains so far, and the line of each own indicator."""

    file: str
    problems: list[Problem]
    indicators: dict[str, Indicator]
    domains: dict[str, Domain]
    lines: dict[str, int] = field(default_factory=dict)


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """The catalogue, extended by a workspace's indicators.yml where `extra` names one.

    KpiError carries every problem of the file.
    """
    base = builtin_catalogue()
    if extra is None:
        return base
    found, problems = read_catalogue(extra, extra.name, base)
    if problems:
        raise KpiError(problems)
    return found


def read_catalogue(path: Path, file: str, base: Catalogue | None = None) -> tuple[Catalogue, list[Problem]]:
    """`base` with the indicators of a file, and all that is wrong with the file; `file` is for messages."""
    data, problems = read_yaml(path, file)
    if data is None:
        return base or Catalogue({}, {}), problems
    if base is builtin_catalogue():
        found, told = _extended(data, file)
        return found, list(told)
    return _read(data, file, base)


@lru_cache(maxsize=4)
def _extended(data: bytes, file: str) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Once in a process: an audit asks for it four times, and all indicators that ship are indexed with it."""
    found, problems = _read(data, file, builtin_catalogue())
    return found, tuple(problems)


def _read(data: bytes, file: str, base: Catalogue | None) -> tuple[Catalogue, list[Problem]]:
    tree, problems = parse_yaml(data, file)
    known = base or Catalogue({}, {})
    if tree is None:
        return known, problems
    reading = _Reading(file, problems, dict(known.indicators), dict(known.domains))
    # The list of words belongs to the catalogue that ships with the package only.
    shown = tuple(entry for entry in tree.entries if base is not None or entry.key != "words")
    record = Record(Mapping(shown, tree.line), FILE_KEYS, file, problems)
    _read_domains(record, reading)
    for entry in record.records("indicators"):
        _read_indicator(entry, reading)
    problems += _dangling(reading)
    problems += _collisions(reading)
    return Catalogue.build(reading.indicators.values(), reading.domains.values()), problems


def _read_domains(record: Record, reading: _Reading) -> None:
    tree = record.value("domains")
    for entry in tree.entries if isinstance(tree, Mapping) else ():
        reading.domains[entry.key] = _domain(entry, reading)


def _domain(entry: Entry, reading: _Reading) -> Domain:
    value = entry.value
    if not isinstance(value, Mapping):
        reading.problems.append(
            problem("item_not_mapping", reading.file, entry.line, key=entry.key, expected="name: …", found="text")
        )
        return Domain(entry.key, entry.key)
    record = Record(value, DOMAIN_KEYS, reading.file, reading.problems)
    group = record.choice("group", "civil")
    return Domain(entry.key, record.text("name", entry.key), record.text("english"), group)


def _read_indicator(record: Record, reading: _Reading) -> None:
    """Add one indicator, or change the one of that id: lists are added to, all else is replaced."""
    identifier = record.text("id")
    if not identifier:
        return
    if first := reading.lines.get(identifier):
        place = f"{reading.file}:{first}"
        record.add(problem("duplicate_id", *record.at("id"), found=identifier, first=place))
        return
    reading.lines[identifier] = record.line
    known = reading.indicators.get(identifier)
    if known is None:
        missing = [name for name in REQUIRED if name not in record.present]
        for name in missing:
            record.add_missing(name)
        if not _SLUG.fullmatch(identifier):
            record.add(problem("bad_indicator_id", *record.at("id"), found=identifier))
        if missing:
            return
        known = Indicator(identifier, "", "", Measure.LEVEL, Polarity.NEUTRAL, "")
    reading.indicators[identifier] = _changed(record, known, reading)


def _changed(record: Record, known: Indicator, reading: _Reading) -> Indicator:
    for name in ("unit", "also"):
        for unit in (record.text(name),) if name == "unit" else record.texts(name):
            if unit and not known_unit(unit):
                near = nearest(unit, unit_table().units)
                record.add(problem("unknown_indicator_unit", *record.at(name), found=unit, nearest=near))
    domain = record.text("domain", known.domain)
    if domain and domain not in reading.domains:
        near, choices = nearest(domain, reading.domains), ", ".join(reading.domains)
        record.add(problem("unknown_choice", *record.at("domain"), key="domain", found=domain,
                           expected=choices, nearest=near))  # fmt: skip
    weight = record.choice("weight")
    return replace(
        known,
        weight=Weight(weight) if weight else known.weight,
        name=record.text("name", known.name),
        english=record.text("english", known.english),
        unit=record.text("unit", known.unit),
        measure=Measure(record.choice("measure", known.measure)),
        polarity=Polarity(record.choice("polarity", known.polarity)),
        domain=domain,
        of=record.text("of", known.of),
        stock=record.choice("stock", "true" if known.stock else "false") == "true",
        also=_joined(known.also, record.texts("also")),
        dimensions=_joined(known.dimensions, record.texts("dimensions")),
        aliases=_joined(known.aliases, record.texts("aliases")),
    )


def _joined(known: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *added)))


def known_unit(unit: str) -> bool:
    """True for a unit of units.yml, also over a time base (元/人·月) or a population (人/万老年人)."""
    numerator, slash, denominator = unit.partition("/")
    if unit_table().get(numerator) is None:
        return False
    return not slash or unit_table().is_base(denominator) or bool(POPULATION.match(denominator))


def _dangling(reading: _Reading) -> list[Problem]:
    """Growths of indicators that are not there."""
    found = []
    for identifier, line in reading.lines.items():
        own = reading.indicators.get(identifier)
        if own and own.of and own.of not in reading.indicators:
            near = nearest(own.of, reading.indicators)
            found.append(problem("unknown_choice", reading.file, line, key="of", found=own.of,
                                 expected="id", nearest=near))  # fmt: skip
    return found


def _collisions(reading: _Reading) -> list[Problem]:
    """Wordings that would name two indicators of one unit and measure, each told once, at the later of the two."""
    taken: dict[tuple[str, tuple[str, bool]], Indicator] = {}
    told: dict[tuple[str, str, str], Problem] = {}
    for word, key, indicator in wordings(reading.indicators):
        other = taken.setdefault((word, key), indicator)
        if other.id == indicator.id:
            continue
        there, here = sorted((indicator, other), key=lambda one: reading.lines.get(one.id, 0))
        told.setdefault(
            (word, here.id, there.id),
            problem("duplicate_alias", reading.file, reading.lines.get(here.id, 0), found=word,
                    indicator=here.id, other=there.id, name=there.name, unit=here.unit),
        )  # fmt: skip
    return list(told.values())


def indicators_problems(root: Path) -> list[Problem]:
    """All that is wrong with a workspace's indicators.yml; none where it has no such file."""
    path = root / INDICATORS_FILE
    return read_catalogue(path, INDICATORS_FILE, builtin_catalogue())[1] if os.path.lexists(path) else []
