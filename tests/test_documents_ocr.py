"""Pictures of pages: told as scanned without the extra, read and marked with it (`make test-ocr`)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from documents_support import lost, problems_of, written

from kpi.documents import Document, read_document
from kpi.extraction.opened import extract_document
from kpi.matching import compare
from kpi.presenting.problems import describe

FONTS = sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))
needs_ocr = pytest.mark.skipif(
    find_spec("rapidocr") is None, reason="the extra ocr is not installed (make test-ocr)"
)
needs_font = pytest.mark.skipif(not FONTS, reason="no font to draw Chinese with (fonts-noto-cjk)")


def picture(path: Path, lines: list[str]) -> Path:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1240, 200 + 80 * len(lines)), 255)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONTS[0]), 40)
    for at, line in enumerate(lines):
        draw.text((100, 80 + 80 * at), line, fill=0, font=font)
    image.save(path)
    return path


def test_without_the_extra_a_scan_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.documents.scanned.find_spec", lambda name: None)
    (found,) = problems_of(written(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50))
    assert found.code == "document_scanned"
    assert "kpi-audit[ocr]" in describe(found, "en") and "kpi-audit[ocr]" in describe(found, "zh")


def test_a_verdict_that_rests_on_a_picture_is_for_a_person() -> None:
    plan = Document("清禾县民政局2023年工作总结\n二、2024年工作计划\n全年新增养老床位300张以上。\n")
    told = "清禾县民政局2024年工作总结\n一、工作回顾\n全年新增养老床位320张。\n"

    def verdicts(later: Document) -> list[str]:
        comparison = compare(extract_document(plan, "2023"), extract_document(later, "2024"))
        return [judgement.verdict.value for judgement in comparison.judgements]

    assert verdicts(Document(told)) == ["met"]
    assert verdicts(Document(told, pictures=((0, len(told)),))) == ["needs_review"]


@needs_ocr
@needs_font
@pytest.mark.parametrize("suffix", [".png", ".pdf"])
def test_a_scan_is_read_and_marked_as_from_a_picture(tmp_path: Path, suffix: str) -> None:
    found = read_document(
        picture(tmp_path / f"a{suffix}", ["全年新增床位300张，完成投资99.5亿元，增长", "15.6%。"])
    )
    assert [word in found.text for word in ("300张", "99.5亿元", "15.6%")] == [True] * 3
    assert lost(found) == ["document_from_picture"]
    assert found.pictures and found.pictures[0][0] == 0


@needs_ocr
def test_a_damaged_picture_is_told(tmp_path: Path) -> None:
    (found,) = problems_of(written(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50))
    assert found.code == "document_broken"
