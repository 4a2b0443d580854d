"""Names and values of a web page that are no <table>: each value with its name, other lists as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_support import html

from kpi.relations.opened import read_reading

NAMES = ("养老机构", "养老床位", "低保对象")
VALUES = ("46家", "3300张", "5000人")


def each(form: str) -> str:
    return "".join(form.format(name=name, value=value, number=value[:-1], unit=value[-1])
                   for name, value in zip(NAMES, VALUES, strict=True))  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        f"<dl>{each('<dt>{name}</dt><dd>{value}</dd>')}</dl>",
        f"<dl>{each('<div><dt>{name}</dt><dd>{number}<small>{unit}</small></dd></div>')}</dl>",
        f"<ul>{each('<li><span>{name}</span><span>{value}</span></li>')}</ul>",
        f"<ul>{each('<li>{name}</li><li>{value}</li>')}</ul>",
        f"<ul>{each('<li><b>{number}</b><em>{unit}</em><p>{name}</p></li>')}</ul>",
        f"<ul>{each('<li><a href=x><b>{value}</b><p>{name}</p></a></li>')}</ul>",
        each("<div><div>{name}</div><div>{value}</div></div>"),
        f"<section>{each('<div><p>{value}</p><p>{name}</p></div>')}</section>",
        f"<div>{each('<div><p>{name}（{unit}）</p><p>{number}</p></div>')}</div>",
        f"<ul>{each('<li>{name}：<b>{value}</b></li>')}</ul>",
    ],
)
def test_names_and_values_are_read_in_pairs(tmp_path: Path, body: str) -> None:
    told = read_reading(html(tmp_path, f"<p>全县主要数据如下，各项指标稳步增长。</p>{body}"), "a").quantities
    assert [one.subject.text for one in told] == list(NAMES)
    assert [f"{one.value}{one.unit}" for one in told] == list(VALUES)


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><span>1</span><a>全市民政会议召开</a></li><li><span>2</span><a>救助站开放日</a></li></ul>",
        "<ul><li><span>发布日期</span><span>2024年</span></li><li><span>来源</span><span>办公室</span></li></ul>",
        "<dl><dt>养老机构</dt><dd>建成一批</dd><dt>养老床位</dt><dd>新增一批</dd></dl>",
        "<ol><li>新建机构46家，新增床位3300张。</li><li>救助5000人，发放资金30万元。</li></ol>",
        "<ul><li>养老机构</li><li>46家</li><li>养老床位</li></ul>",
        "<div><div>养老机构</div><div>46家</div></div>",
    ],
)
def test_other_lists_are_none(tmp_path: Path, body: str) -> None:
    assert "|" not in html(tmp_path, f"<p>全县主要数据如下，各项指标稳步增长。</p>{body}").text


def test_a_deep_page_is_walked_once(tmp_path: Path) -> None:
    deep = "<div>" * 150 + "养老机构" + "</div>" * 150
    assert html(tmp_path, f"<p>全县主要数据如下，各项指标稳步增长。</p>{deep * 20}").text.count("养老机构") == 20
